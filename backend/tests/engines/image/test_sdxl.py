"""The engine: same task, same picture; a cancelled one leaves nothing behind; no latent layout is taken for granted."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from enfoads.engines import create_engine
from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.errors import InvalidRequest, JobCancelled, ModelNotInstalled, NotSupported
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

MakeTask = Callable[..., ImageTask]


def draw(engine: SdxlEngine, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


class CancelAt:
    def __init__(self, step: int) -> None:
        self.step = step

    def __call__(self, step: int, _steps: int, _make_preview: Callable[[], bytes]) -> None:
        if step == self.step:
            raise JobCancelled


# Same task, same picture --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheduler", ["", "euler_a", "dpmpp_2m_sde", "lcm", "ddim"])
def test_the_same_task_gives_the_same_bits(scheduler: str, tiny: SdxlEngine, task: MakeTask) -> None:
    one = task(scheduler=scheduler, prompt="(red:1.2) apple", negative_prompt="ugly")
    assert (draw(tiny, one) == draw(tiny, one)).all()


@pytest.mark.parametrize(
    "change",
    [{"seed": 2}, {"prompt": "a blue car"}, {"negative_prompt": "ugly"}, {"guidance": 6.0}, {"steps": 5}, {"scheduler": "ddim"}],
    ids=lambda change: next(iter(change)),
)
def test_every_setting_changes_the_picture(change: dict[str, Any], tiny: SdxlEngine, task: MakeTask) -> None:
    assert (draw(tiny, task(**change)) != draw(tiny, task())).any()


def test_what_was_drawn_before_does_not_matter(tiny: SdxlEngine, task: MakeTask) -> None:
    """Also with more prompts between than are remembered."""
    expected = draw(tiny, task())
    for number in range(12):
        draw(tiny, task(prompt=f"picture {number}", scheduler=["ddim", "unipc", ""][number % 3], guidance=number % 3, steps=2))
    assert (draw(tiny, task()) == expected).all()


@pytest.mark.parametrize("prompt", ["a red apple", "a red apple, " * 40, "a red apple, " * 200], ids=["short", "long", "very long"])
def test_remembering_the_prompt_changes_no_bit(prompt: str, tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = task(prompt, negative_prompt="blue")
    expected = draw(tiny, asked)
    monkeypatch.setattr("enfoads.engines.image.denoising.remembered_prompt", lambda *_: nullcontext())
    assert (draw(tiny, asked) == expected).all()


def test_guidance_zero_and_one_are_no_guidance(tiny: SdxlEngine, task: MakeTask) -> None:
    assert (draw(tiny, task(guidance=0)) == draw(tiny, task(guidance=1))).all()
    assert (draw(tiny, task(guidance=0)) == draw(tiny, task(guidance=0, negative_prompt="ugly"))).all()


@pytest.mark.parametrize(("guidance", "said"), [(0, ["negative_prompt_ignored"]), (1, ["negative_prompt_ignored"]), (2, [])])
def test_a_negative_prompt_without_effect_is_said(guidance: float, said: list[str], tiny: SdxlEngine, task: MakeTask) -> None:
    assert tiny.generate(task(guidance=guidance, negative_prompt="ugly"), lambda *_: None).warnings == said
    assert tiny.generate(task(guidance=guidance, negative_prompt="  "), lambda *_: None).warnings == []


# Cancelling ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [1, 3, 6])
@pytest.mark.parametrize("scheduler", ["", "dpmpp_2m", "heun"])
def test_a_cancelled_picture_leaves_the_engine_as_it_was(step: int, scheduler: str, tiny: SdxlEngine, task: MakeTask) -> None:
    expected = draw(tiny, task())
    with pytest.raises(JobCancelled):
        tiny.generate(task(steps=6, scheduler=scheduler, seed=9), CancelAt(step))
    assert (draw(tiny, task()) == expected).all()


def test_cancelling_again_and_again_leaves_no_trace(tiny: SdxlEngine, task: MakeTask, scale: float) -> None:
    expected, rng = draw(tiny, task()), random.Random(0)
    weights = {name: value.clone() for name, value in tiny._pipe.unet.state_dict().items()}  # type: ignore[union-attr]
    for _ in range(int(30 * scale)):
        changes = {"seed": rng.randrange(99), "guidance": rng.choice([0, 4]), "scheduler": rng.choice(["", "ddim", "unipc", "heun"])}
        with pytest.raises(JobCancelled):
            tiny.generate(task(**changes), CancelAt(rng.randint(1, 4)))
    assert (draw(tiny, task()) == expected).all()
    assert not any("forward" in vars(module) for module in tiny._pipe.unet.modules())  # type: ignore[union-attr]
    assert all(torch.equal(value, weights[name]) for name, value in tiny._pipe.unet.state_dict().items())  # type: ignore[union-attr]


def test_a_cancelled_picture_is_not_decoded(tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("decoded after it was cancelled")

    monkeypatch.setattr(tiny._pipe.vae, "decode", refuse)  # type: ignore[union-attr]
    with pytest.raises(JobCancelled):
        tiny.generate(task(), CancelAt(4))


def test_a_failing_model_leaves_the_next_picture_alone(tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = draw(tiny, task())
    with monkeypatch.context() as broken:
        broken.setattr(tiny._pipe.unet, "forward", lambda *_, **__: 1 / 0)  # type: ignore[union-attr]
        with pytest.raises(ZeroDivisionError):
            draw(tiny, task())
    assert (draw(tiny, task()) == expected).all()


def test_steps_are_counted_and_previews_made_on_demand(tiny: SdxlEngine, task: MakeTask) -> None:
    seen: list[tuple[int, int, bytes]] = []
    tiny.generate(task(steps=5), lambda step, steps, make: seen.append((step, steps, make())))
    assert [(step, steps) for step, steps, _ in seen] == [(number, 5) for number in range(1, 6)]
    assert all(jpeg.startswith(b"\xff\xd8") for *_, jpeg in seen)


# Layouts ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("options", "factor"), [({}, 8), ({"channels": 16, "levels": 5}, 16), ({"channels": 8, "levels": 2}, 2)])
def test_any_latent_layout_draws_at_its_own_sizes(
    options: dict[str, Any], factor: int, tiny_folder: Any, engine_of: Any, task: MakeTask
) -> None:
    engine = engine_of(tiny_folder(**options))
    sizes = [(64, 96), (48, 48), (max(8, factor) * 5, max(8, factor) * 3)]
    for width, height in sizes:
        assert engine.generate(task(width=width, height=height), lambda *_: None).image.size == (width, height)
    with pytest.raises(InvalidRequest) as refused:
        draw(engine, task(width=64 + factor // 2))
    assert refused.value.param == "width"


def test_a_tiled_decode_gives_nearly_the_same_picture(tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enfoads.engines.image.autoencoder.TILE", 64)
    large = task(width=192, height=128)
    whole, tiled = draw(tiny, large).astype(int), draw(tiny, replace(large, tiled_decode=True)).astype(int)
    assert (whole != tiled).any()
    assert np.corrcoef(whole.ravel(), tiled.ravel())[0, 1] > 0.8
    assert (draw(tiny, large) == whole).all()  # and off again
    assert tiny.work_bytes(replace(large, tiled_decode=True)) < tiny.work_bytes(large)


def test_latents_with_mean_and_deviation_are_decoded_right(tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    """As diffusers does it, but for any number of channels."""
    engine = engine_of(tiny_folder(channels=16, levels=5))
    plain = draw(engine, task())
    engine._pipe.vae.register_to_config(latents_mean=[0.0] * 16, latents_std=[1.0] * 16)
    assert (draw(engine, task()) == plain).all()
    engine._pipe.vae.register_to_config(latents_mean=[3.0] * 16)
    assert (draw(engine, task()) != plain).any()


# Life ---------------------------------------------------------------------------------------------------------------------


def test_unloaded_moved_and_loaded_again_it_draws_the_same(tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    engine = engine_of(tiny_folder())
    expected = draw(engine, task())
    engine.to_host()
    engine.load("cpu")
    assert (draw(engine, task()) == expected).all()
    engine.unload()
    with pytest.raises(RuntimeError, match="not loaded"):
        draw(engine, task())
    engine.load("cpu")
    assert (draw(engine, task()) == expected).all()


def test_the_memory_a_picture_needs_grows_with_it(tiny: SdxlEngine, task: MakeTask) -> None:
    small, large = tiny.work_bytes(task(width=512, height=512)), tiny.work_bytes(task(width=1024, height=1024))
    assert large == 4 * small
    assert 8e9 < large < 11e9  # 8.84 GiB for SDXL's decoder at 1024 in float32


def test_threads_of_the_settings_are_used(tiny_folder: Any, engine_of: Any) -> None:
    engine = engine_of(tiny_folder())
    before = torch.get_num_threads()
    engine._checkpoint = replace(engine._checkpoint, threads=before + 1)
    engine.unload()
    engine.load("cpu")
    assert torch.get_num_threads() == before + 1
    torch.set_num_threads(before)


# From the catalog -----------------------------------------------------------------------------------------------------------


def own_checkpoint(tmp_path: Path, source: Path, sidecar: str = "") -> Settings:
    settings = Settings(data_dir=tmp_path / "data", device="cpu")
    folder = settings.models_dir / "checkpoints"
    folder.mkdir(parents=True)
    (folder / "mine").symlink_to(source)
    (folder / "mine.toml").write_text(sidecar)
    return settings


def test_a_checkpoint_put_into_the_folder_is_drawn_with(tiny_folder: Any, tmp_path: Path, tiny: SdxlEngine, task: MakeTask) -> None:
    settings = own_checkpoint(tmp_path, tiny_folder())
    engine = create_engine("mine", Catalog(settings), settings)
    engine.load("cpu")
    assert (np.asarray(engine.generate(task(), lambda *_: None).image) == draw(tiny, task())).all()
    assert engine.weights_bytes == tiny.weights_bytes


def test_a_distilled_checkpoint_runs_on_lightning_terms(tiny_folder: Any, tmp_path: Path, task: MakeTask) -> None:
    sidecar = """
        [image]
        guidance = 0.0
        scheduler = { _class_name = "EulerDiscreteScheduler", timestep_spacing = "trailing", prediction_type = "epsilon" }
        prediction_type = "epsilon"
    """
    settings = own_checkpoint(tmp_path, tiny_folder(prediction="v_prediction"), sidecar)
    engine = create_engine("mine", Catalog(settings), settings)
    config = engine._checkpoint.scheduler  # type: ignore[attr-defined]
    assert (config["_class_name"], config["prediction_type"], config["timestep_spacing"]) == (
        "EulerDiscreteScheduler",
        "epsilon",
        "trailing",
    )


def test_zero_snr_in_the_catalog_starts_from_pure_noise(tiny_folder: Any, tmp_path: Path) -> None:
    settings = own_checkpoint(tmp_path, tiny_folder(), "[image]\nzero_snr = true\nprediction_type = 'v_prediction'\n")
    config = create_engine("mine", Catalog(settings), settings)._checkpoint.scheduler  # type: ignore[attr-defined]
    assert config["rescale_betas_zero_snr"] is True
    assert config["prediction_type"] == "v_prediction"
    assert config["timestep_spacing"] == "trailing"


def test_an_engine_can_do_what_the_catalog_says(tiny_folder: Any, tmp_path: Path) -> None:
    settings = own_checkpoint(tmp_path, tiny_folder())
    for name in ("mine", "starter"):
        catalog = Catalog(settings)
        assert create_engine(name, catalog, settings).capabilities == set(catalog.get(name).capabilities) > {"inpaint", "pag", "lora"}


def test_what_is_no_image_model_or_not_there_is_refused(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with pytest.raises(NotSupported):
        create_engine("sdxl-vae-fp16", Catalog(settings), settings)
    with pytest.raises(ModelNotInstalled):
        create_engine("sdxl-lightning-4", Catalog(settings), settings)
