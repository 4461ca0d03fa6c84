"""Pictures from pictures: what is kept comes back exactly, the rest is drawn anew, whatever the checkpoint's latents look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLImg2ImgPipeline
from PIL import Image

from enfoads.engines.image import autoencoder, pipelines, schedulers
from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.engines.image.start import steps_to_run, to_pixels, to_redraw
from enfoads.errors import InvalidImage, InvalidRequest, JobCancelled, NotSupported

MakeTask = Callable[..., ImageTask]


def photo(width: int = 64, height: int = 64, seed: int = 0) -> Image.Image:
    """Smooth colours with a little grain."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (4, 4, 3), dtype=np.uint8)).resize((width, height), Image.Resampling.BICUBIC)
    return Image.fromarray((np.asarray(small, dtype=int) + rng.integers(-9, 10, (height, width, 3))).clip(0, 255).astype(np.uint8))


def half(width: int = 64, height: int = 64) -> Image.Image:
    """A mask whose right half is to be drawn anew."""
    mask = Image.new("L", (width, height))
    mask.paste(255, (width // 2, 0, width, height))
    return mask


def draw(engine: SdxlEngine, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


def count_steps(engine: SdxlEngine, task: ImageTask) -> tuple[list[tuple[int, int]], np.ndarray]:
    seen: list[tuple[int, int]] = []
    made = engine.generate(task, lambda step, steps, _preview: seen.append((step, steps)))
    return seen, np.asarray(made.image)


# One set of weights -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_every_kind_of_picture_is_drawn_with_the_same_modules(
    dtype: torch.dtype, tiny_folder: Any, engine_of: Any, task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No second copy of the weights on the device, and no other number format."""
    engine = engine_of(tiny_folder(), dtype=dtype)
    modules = {name: id(getattr(engine._pipe, name)) for name in ("unet", "vae", "text_encoder", "text_encoder_2")}
    parameters = [id(value) for value in engine._pipe.unet.parameters()]
    used, build = [], pipelines.build

    def watched(*arguments: Any) -> Any:
        used.append(build(*arguments))
        return used[-1]

    monkeypatch.setattr(pipelines, "build", watched)
    with_picture = task(image=photo(), strength=0.5)
    for one in (task(), with_picture, replace(with_picture, mask=half())):
        draw(engine, one)
        draw(engine, replace(one, pag_scale=3.0))
    assert len({type(pipeline) for pipeline, *_ in used}) == 4
    for pipeline, *_ in used:
        assert {name: id(getattr(pipeline, name)) for name in modules} == modules
        assert {getattr(pipeline, name).dtype for name in modules} == {dtype}
    assert [id(value) for value in engine._pipe.unet.parameters()] == parameters


# Picture to picture -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheduler", ["euler", "ddim", "heun", "dpmpp_2m", "unipc"])
def test_it_draws_what_diffusers_draws_from_the_same_latents(scheduler: str, tiny: SdxlEngine, task: MakeTask) -> None:
    """Bit for bit, where diffusers can: four channels, at least one step."""
    pipe = tiny._pipe
    asked = task(image=photo(), strength=0.6, steps=5, scheduler=scheduler)
    known = autoencoder.encode(pipe.vae, to_pixels(asked.image, pipe.vae.device), tiled=False)  # type: ignore[union-attr, arg-type]
    components = pipe.components | {"scheduler": schedulers.build(scheduler, tiny._checkpoint.scheduler)}  # type: ignore[union-attr]
    theirs = StableDiffusionXLImg2ImgPipeline(**components, add_watermarker=False)
    theirs.set_progress_bar_config(disable=True)
    bare = theirs(
        asked.prompt, image=known, strength=asked.strength, num_inference_steps=asked.steps, guidance_scale=asked.guidance,
        generator=torch.Generator().manual_seed(asked.seed),
    ).images[0]  # fmt: skip
    assert (draw(tiny, asked) == np.asarray(bare)).all()


def test_a_little_strength_stays_near_the_picture(starter: SdxlEngine, task: MakeTask) -> None:
    picture = starter.generate(task("pizza", width=128, height=128, steps=20), lambda *_: None).image
    asked = task("red heart", width=128, height=128, steps=20, image=picture)
    made = [draw(starter, replace(asked, strength=strength)).astype(int) for strength in (0.05, 0.2, 1.0)]
    away = [np.abs(one - np.asarray(picture)).mean() for one in made]
    assert away[0] < 15
    assert away[0] < away[1] < away[2]


@pytest.mark.parametrize("name", ["", *schedulers.SCHEDULERS])
@pytest.mark.parametrize("masked", [False, True], ids=["whole", "masked"])
def test_every_scheduler_draws_from_a_picture_at_every_strength(name: str, masked: bool, tiny: SdxlEngine, task: MakeTask) -> None:
    asked = task(image=photo(), mask=half() if masked else None, scheduler=name)
    for steps, strength in ((1, 0.001), (4, 0.1), (10, 0.7), (1, 1.0), (4, 0.5)):
        one = replace(asked, steps=steps, strength=strength)
        seen, made = count_steps(tiny, one)
        evaluations = 2 * max(1, round(steps * strength)) - 1 if name == "heun" else max(1, round(steps * strength))
        assert seen == [(step, evaluations) for step in range(1, evaluations + 1)]
    assert (draw(tiny, one) == made).all()


def test_some_step_is_run_for_every_strength() -> None:
    for steps in (*range(1, 60), 149, 150):
        for strength in (*np.linspace(0.001, 1, 300), 1e-9, 1 / 3, 0.7):
            whole, run = steps_to_run(steps, float(strength), 1000)
            assert 1 <= run <= whole
            assert whole == steps or (run == 1 and steps * strength < 1 + 1e-6)
            assert abs(run / whole - strength) <= 1 / whole + 1e-9 or whole == 1000
    assert steps_to_run(10, 0.7, 1000) == (10, 7)
    assert steps_to_run(4, 0.2, 1000) == (5, 1)
    assert steps_to_run(150, 0.5, 50) == (50, 25)


@pytest.mark.parametrize("options", [{}, {"channels": 16, "levels": 5}, {"channels": 8, "levels": 2}], ids=["4", "16", "8"])
def test_any_latent_layout_takes_pictures(options: dict[str, Any], tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    engine = engine_of(tiny_folder(**options))
    asked = task(width=96, height=64, image=photo(96, 64), strength=0.5)
    assert engine.generate(asked, lambda *_: None).image.size == (96, 64)
    made = draw(engine, replace(asked, mask=half(96, 64)))
    assert (made[:, :48] == np.asarray(asked.image)[:, :48]).all()
    assert (made[:, 48:] != np.asarray(asked.image)[:, 48:]).any()


def test_latents_with_mean_and_deviation_come_back_from_encoding(tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    """Encoding is the inverse of what decoding does to the latents."""
    vae = engine_of(tiny_folder(channels=16, levels=5))._pipe.vae
    pixels = to_pixels(photo(), vae.device)
    with torch.no_grad():
        plain = autoencoder.encode(vae, pixels, tiled=False)
        expected = vae.decode(plain / vae.config.scaling_factor).sample
        vae.register_to_config(latents_mean=[3.0] * 16, latents_std=[0.5] * 16, shift_factor=0.25)
        moved = autoencoder.encode(vae, pixels, tiled=False)
        assert (moved - plain).abs().max() > 0.1
        assert torch.allclose(autoencoder.decode(vae, moved, tiled=False), expected, atol=1e-4)


def test_a_seed_means_one_picture_also_from_a_picture(tiny: SdxlEngine, task: MakeTask) -> None:
    asked = task(image=photo(), strength=0.5, scheduler="euler_a")
    assert (draw(tiny, asked) == draw(tiny, asked)).all()
    for change in ({"seed": 2}, {"strength": 0.8}, {"image": photo(seed=1)}, {"mask": half()}):
        assert (draw(tiny, replace(asked, **change)) != draw(tiny, asked)).any()


# Masks --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strength", [0.3, 1.0])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_kept_pixels_come_back_exactly(strength: float, mode: str, tiny: SdxlEngine, task: MakeTask) -> None:
    rng = np.random.default_rng(3)
    holes = rng.random((64, 64)) < 0.5
    picture = photo().convert(mode)
    made = draw(tiny, task(image=picture, mask=Image.fromarray((holes * 255).astype(np.uint8)), strength=strength))
    kept = np.asarray(picture.convert("RGB"))
    assert (made[~holes] == kept[~holes]).all()
    assert (made[holes] != kept[holes]).any()


def test_grey_masks_blend(tiny: SdxlEngine, task: MakeTask) -> None:
    picture, grey = photo(), Image.new("L", (64, 64), 128)
    white = draw(tiny, task(image=picture, mask=Image.new("L", (64, 64), 255))).astype(float)
    made = draw(tiny, task(image=picture, mask=grey)).astype(float)
    expected = white * 128 / 255 + np.asarray(picture, dtype=float) * 127 / 255
    assert np.abs(made - expected).max() <= 1


def test_an_empty_mask_gives_the_picture_back(tiny: SdxlEngine, task: MakeTask) -> None:
    picture = photo()
    assert (draw(tiny, task(image=picture, mask=Image.new("L", (64, 64)))) == np.asarray(picture)).all()


def test_a_latent_is_redrawn_when_any_of_its_pixels_is() -> None:
    mask = Image.new("L", (32, 16))
    mask.putpixel((9, 3), 1)
    assert to_redraw(mask, 8, torch.device("cpu")).tolist() == [[[[0, 1, 0, 0], [0, 0, 0, 0]]]]


def test_what_is_drawn_fits_what_is_kept(starter: SdxlEngine, task: MakeTask) -> None:
    """A background cut off on one side is continued: nearer to it than a picture drawn without knowing of it."""
    blue = starter.generate(task("pizza on a blue background", width=128, height=128, steps=20), lambda *_: None).image
    mask = Image.new("L", (128, 128))
    mask.paste(255, (0, 0, 128, 24))
    asked = task("", width=128, height=128, steps=20, image=blue, mask=mask)
    away = []
    for made in (draw(starter, asked), draw(starter, replace(asked, image=None, mask=None))):
        away.append(np.abs(made[:24].astype(float).mean((0, 1)) - np.asarray(blue, dtype=float)[:24].mean((0, 1))).sum())
    assert away[0] < 0.5 * away[1]


# Precision, memory, accidents ----------------------------------------------------------------------------------------------


def test_half_precision_keeps_pixels_too(tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    engine = engine_of(tiny_folder(force_upcast=True), dtype=torch.float16)
    made = draw(engine, task(image=photo(), mask=half()))
    assert (made[:, :32] == np.asarray(photo())[:, :32]).all()
    assert engine._pipe.vae.dtype == torch.float16


def test_large_pictures_are_encoded_in_tiles_when_memory_is_short(
    tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autoencoder, "TILE", 64)
    widest: list[int] = []
    forward = tiny._pipe.vae.encoder.forward  # type: ignore[union-attr]
    monkeypatch.setattr(tiny._pipe.vae.encoder, "forward", lambda x: widest.append(max(x.shape[-2:])) or forward(x))  # type: ignore[union-attr]
    asked = task(width=192, height=128, image=photo(192, 128), strength=0.25)
    whole = draw(tiny, asked).astype(int)
    assert max(widest) == 192
    widest.clear()
    tiled = draw(tiny, replace(asked, tiled_decode=True)).astype(int)
    assert max(widest) == 64
    assert np.corrcoef(whole.ravel(), tiled.ravel())[0, 1] > 0.8


def test_a_black_picture_is_no_overflow(tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autoencoder, "decode", lambda *_, **__: torch.full((1, 3, 64, 64), -1.0))
    black = Image.new("RGB", (64, 64))
    assert draw(tiny, task(image=black, strength=0.1)).max() == 0
    with pytest.raises(InvalidImage):
        draw(tiny, task(image=photo(), strength=0.1))


@pytest.mark.parametrize("masked", [False, True])
def test_cancelled_at_any_step_it_leaves_the_engine_as_it_was(masked: bool, tiny: SdxlEngine, task: MakeTask) -> None:
    expected = draw(tiny, task())
    asked = task(image=photo(), mask=half() if masked else None, strength=1.0)
    for at in range(1, 5):

        def cancel(step: int, *_: Any, at: int = at) -> None:
            if step == at:
                raise JobCancelled

        with pytest.raises(JobCancelled):
            tiny.generate(asked, cancel)
        assert (draw(tiny, task()) == expected).all()


# Requests that cannot be served ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"mask": half()}, "mask"),
        ({"image": photo(32, 32)}, "image"),
        ({"image": photo(), "mask": half(64, 32)}, "mask"),
        ({"image": photo(), "strength": 0.0}, "strength"),
        ({"image": photo(), "strength": 1.5}, "strength"),
    ],
)
def test_a_task_that_makes_no_sense_says_which_field(changes: dict[str, Any], param: str, tiny: SdxlEngine, task: MakeTask) -> None:
    with pytest.raises(InvalidRequest) as refused:
        draw(tiny, task(**changes))
    assert refused.value.param == param


@pytest.mark.parametrize(
    ("changes", "capability", "param"),
    [
        ({}, "text-to-image", "prompt"),
        ({"image": photo()}, "image-to-image", "image"),
        ({"image": photo(), "mask": half()}, "inpaint", "mask"),
        ({"pag_scale": 2.0}, "pag", "pag_scale"),
    ],
)
def test_what_a_checkpoint_cannot_do_is_said_by_its_name(
    changes: dict[str, Any], capability: str, param: str, tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny, "capabilities", tiny.capabilities - {capability})
    with pytest.raises(NotSupported) as refused:
        draw(tiny, task(**changes))
    assert refused.value.param == param
    assert capability in refused.value.message()
