"""LoRAs: in every format the same picture, for one picture only, and a file that does not fit says so and leaves no trace."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tinylora
import torch
from safetensors.torch import load_file, save_file

from enfoads.engines.image.base import ImageTask, Lora
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.errors import InvalidRequest, JobCancelled, NotSupported, UnsafeFile, UnusableLora

MakeTask = Callable[..., ImageTask]
ALL = ("unet", "text_encoder", "text_encoder_2")


def draw(engine: SdxlEngine, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


def state_of(engine: SdxlEngine) -> str:
    """Of the modules: every weight, every flag that decides how sums are made, and every kind of layer."""
    found = hashlib.sha256()
    for part in ALL:
        module = getattr(engine._pipe, part)
        for key, value in module.state_dict().items():
            found.update(key.encode() + value.contiguous().view(torch.uint8).numpy().tobytes())
        found.update(repr([(key, value.requires_grad, value.dtype) for key, value in module.named_parameters()]).encode())
        found.update(repr([(key, type(one).__name__, one.training) for key, one in module.named_modules()]).encode())
    return found.hexdigest()


@pytest.fixture(scope="module")
def make_lora(tiny: SdxlEngine, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`make_lora(**options of tinylora.save)`: a file."""
    folder = tmp_path_factory.mktemp("loras")

    def make(**options: Any) -> Path:
        file = folder / f"{hashlib.sha256(repr(options).encode()).hexdigest()[:12]}.safetensors"
        return file if file.exists() else tinylora.save(tiny._pipe, file, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="module")
def plain(tiny: SdxlEngine, task: MakeTask) -> tuple[np.ndarray, str]:
    """What the engine draws without a LoRA, and its state then: every test leaves both."""
    torch.set_num_threads(1)  # as in the tests: two sum in another order
    return draw(tiny, task()), state_of(tiny)


# What they do ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [("unet",), ("text_encoder",), ("text_encoder_2",), ALL], ids=lambda parts: "+".join(parts))
def test_every_format_of_a_lora_draws_the_same(parts: tuple[str, ...], tiny: SdxlEngine, task: MakeTask, make_lora: Any) -> None:
    files = [make_lora(form=form, parts=parts) for form in ("kohya", "ldm", "diffusers")]
    pictures = [draw(tiny, task(loras=(Lora(file, file.stem),))) for file in files]
    assert (pictures[0] != draw(tiny, task())).any()
    assert (pictures[0] == pictures[1]).all()
    assert (pictures[0] == pictures[2]).all()


def test_scale_and_alpha_set_how_much_it_does(tiny: SdxlEngine, task: MakeTask, make_lora: Any) -> None:
    file, halved = make_lora(), make_lora(alpha=2.0)

    def with_lora(path: Path, scale: float) -> np.ndarray:
        return draw(tiny, task(loras=(Lora(path, "a", scale),)))

    plain = draw(tiny, task()).astype(int)
    away = [np.abs(with_lora(file, scale) - plain).mean() for scale in (0.0, 0.25, 1.0)]
    assert away[0] == 0
    assert away[1] < away[2]
    assert np.abs(with_lora(file, 0.5).astype(int) - with_lora(halved, 1.0)).max() <= 1
    assert (with_lora(file, -1.0) != with_lora(file, 1.0)).any()


def test_several_at_once_each_count(tiny: SdxlEngine, task: MakeTask, make_lora: Any) -> None:
    """One on the UNet, one on the text encoders alone, one on everything."""
    loras = (
        Lora(make_lora(seed=1), "one", 0.8),
        Lora(make_lora(seed=2, parts=("text_encoder",), form="diffusers"), "two", 1.0),
        Lora(make_lora(seed=3, parts=ALL, form="ldm"), "three", 0.5),
    )
    whole = draw(tiny, task(loras=loras))
    for left_out in range(3):
        fewer = tuple(one for index, one in enumerate(loras) if index != left_out)
        assert (draw(tiny, task(loras=fewer)) != whole).any()
    twice = Lora(loras[0].path, "again", 0.2)
    assert (
        np.abs(draw(tiny, task(loras=(loras[0], twice))).astype(int) - draw(tiny, task(loras=(replace(loras[0], scale=1.0),)))).max() <= 1
    )


def test_alphas_that_differ_between_layers_are_honoured(tiny: SdxlEngine, task: MakeTask, make_lora: Any, tmp_path: Path) -> None:
    """diffusers applies the commonest to all of them."""
    state = load_file(make_lora(parts=ALL))
    given, weighed = dict(state), dict(state)
    for index, key in enumerate(key for key in state if key.endswith(".alpha")):
        alpha, up = (index % 3 - 1) * 2.0, key.replace(".alpha", ".lora_up.weight")
        given[key], weighed[up] = torch.tensor(alpha), state[up] * alpha / 4
    pictures = []
    for name, one in (("given", given), ("weighed", weighed), ("as it was", state)):
        save_file(one, tmp_path / f"{name}.safetensors")
        pictures.append(draw(tiny, task(loras=(Lora(tmp_path / f"{name}.safetensors", name),))).astype(int))
    assert np.abs(pictures[0] - pictures[1]).max() <= 1
    assert np.abs(pictures[0] - pictures[2]).max() > 10


def test_a_scale_kept_in_the_metadata_counts(tiny: SdxlEngine, task: MakeTask, make_lora: Any, tmp_path: Path) -> None:
    """Where diffusers and peft write it; the dropout beside it is for training."""
    file, state = tmp_path / "scaled.safetensors", load_file(make_lora(form="diffusers"))
    targets = sorted({key.removeprefix("unet.").split(".lora_")[0] for key in state})
    config = {f"unet.{key}": value for key, value in {"r": 4, "lora_alpha": 2, "target_modules": targets, "lora_dropout": 0.5}.items()}
    save_file(state, file, metadata={"lora_adapter_metadata": json.dumps(config)})
    scaled = draw(tiny, task(loras=(Lora(file, "a"),))).astype(int)
    assert np.abs(scaled - draw(tiny, task(loras=(Lora(make_lora(), "b", 0.5),)))).max() <= 1


def test_prompts_are_remembered_with_their_loras(tiny: SdxlEngine, task: MakeTask, make_lora: Any) -> None:
    """A LoRA on the text encoders makes another thing of the same words; also of the empty ones that pad a shorter prompt."""
    asked = task("a (red:1.3) apple, " * 12, negative_prompt="blue")
    loras = [(), (Lora(make_lora(parts=ALL), "a"),), (Lora(make_lora(parts=ALL), "a", 0.5),), (Lora(make_lora(parts=ALL, seed=6), "b"),)]
    first = []
    for one in loras:
        tiny._forget_prompts()
        tiny.load("cpu")
        first.append(draw(tiny, replace(asked, loras=one)))
    assert len({picture.tobytes() for picture in first}) == 4
    for _ in range(2):
        for one, expected in zip(loras, first, strict=True):
            assert (draw(tiny, replace(asked, loras=one)) == expected).all()


def test_a_file_replaced_under_its_name_is_noticed(tiny: SdxlEngine, task: MakeTask, make_lora: Any, tmp_path: Path) -> None:
    file = tmp_path / "same.safetensors"
    pictures = []
    for seed in (1, 2):
        file.write_bytes(make_lora(parts=("text_encoder",), seed=seed).read_bytes())
        pictures.append(draw(tiny, task(loras=(Lora(file, "same"),))))
    assert (pictures[0] != pictures[1]).any()


# What they leave ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dtype", "forms"), [(torch.float32, ("diffusers",)), (torch.float16, ("kohya", "ldm", "diffusers"))])
def test_the_picture_after_is_the_picture_before(
    dtype: torch.dtype, forms: tuple[str, ...], tiny_folder: Any, engine_of: Any, task: MakeTask, make_lora: Any
) -> None:
    """Half precision is where adding and taking away would round; there in every format."""
    engine = engine_of(tiny_folder(), dtype=dtype)
    expected, before = draw(engine, task()), state_of(engine)
    for form in forms:
        loras = (make_lora(form=form), make_lora(form=form, parts=ALL, seed=9))
        draw(engine, task(loras=tuple(Lora(file, "a") for file in loras), pag_scale=2.0))
        assert state_of(engine) == before
        assert (draw(engine, task()) == expected).all()
    assert not any("peft" in type(one).__module__ for part in ALL for one in getattr(engine._pipe, part).modules())


@pytest.mark.parametrize("step", [1, 2, 4])
def test_a_cancelled_or_failing_picture_takes_its_lora_along(
    step: int, tiny: SdxlEngine, task: MakeTask, make_lora: Any, plain: tuple[np.ndarray, str]
) -> None:
    expected, before = plain
    for error in (JobCancelled(), ZeroDivisionError()):

        def fail(now: int, *_: Any, error: Exception = error) -> None:
            if now == step:
                raise error

        with pytest.raises(type(error)):
            tiny.generate(task(loras=(Lora(make_lora(parts=ALL), "a"),)), fail)
        assert state_of(tiny) == before
        assert (draw(tiny, task()) == expected).all()


def test_nothing_is_printed(
    tiny: SdxlEngine, task: MakeTask, make_lora: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """transformers would draw a table and a progress bar for every text encoder, diffusers say what went wrong a second time."""
    for form in ("kohya", "diffusers"):
        draw(tiny, task(loras=(Lora(make_lora(form=form), "a"), Lora(make_lora(form=form, parts=("text_encoder_2",)), "b"))))
    save_file(pair("unet.no.to_q", 32, 32, "lora_A", "lora_B"), tmp_path / "bad.safetensors")
    with pytest.raises(UnusableLora):
        draw(tiny, task(loras=(Lora(tmp_path / "bad.safetensors", "bad"),)))
    said = capfd.readouterr()
    assert said.out == said.err == ""
    assert not caplog.records


# Files that do not fit ------------------------------------------------------------------------------------------------------


def spoil(state: dict[str, torch.Tensor], value: float, ending: str) -> dict[str, torch.Tensor]:
    """One number among all is not finite."""
    key = [key for key in state if key.endswith(ending)][-1]
    state[key] = state[key].clone()
    state[key].view(-1)[-1] = value
    return state


def pair(stem: str, wide: int, high: int, down: str = "lora_down", up: str = "lora_up") -> dict[str, torch.Tensor]:
    return {f"{stem}.{down}.weight": torch.ones(4, wide), f"{stem}.{up}.weight": torch.ones(high, 4)}


FLUX = "transformer.single_transformer_blocks.0.attn.to_q"
ONE_OF_SD15 = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k"
OURS = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q"
BAD: dict[str, tuple[Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]], str]] = {
    "flux": (lambda _: pair(FLUX, 32, 32, "lora_A", "lora_B"), "FLUX"),
    "stable diffusion 1.5": (lambda _: pair(ONE_OF_SD15, 768, 320), "Stable Diffusion 1"),
    "another layout": (lambda _: pair(ONE_OF_SD15.replace("down_blocks_0", "down_blocks_7"), 96, 32), "another base model"),
    "another layout in part": (lambda good: good | pair(ONE_OF_SD15.replace("down_blocks_0", "down_blocks_7"), 96, 32), "only 136/137"),
    "no lora": (lambda _: {"foo.bar": torch.zeros(2, 2)}, ""),
    "unknown module": (lambda _: pair("unet.no.to_q", 32, 32, "lora_A", "lora_B"), "another base model"),
    "NaN": (lambda good: spoil(good, float("nan"), "lora_up.weight"), "NaN"),
    "infinity": (lambda good: spoil(good, float("inf"), "lora_down.weight"), "NaN"),
    "NaN as alpha": (lambda good: spoil(good, float("nan"), "alpha"), "NaN"),
    "wrong shapes": (lambda good: good | pair(OURS, 72, 72), "not [4, 64]"),
    "dora": (lambda good: good | {f"{OURS}.dora_scale": torch.ones(64, 1)}, "DoRA"),
    "LoHa": (lambda _: {f"{OURS}.hada_w1_a": torch.ones(64, 4)}, ""),
}  # fmt: skip


@pytest.mark.parametrize("second", [False, True], ids=["alone", "after a good one"])
@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_does_not_fit_says_why_and_leaves_no_trace(
    kind: str, second: bool, tiny: SdxlEngine, task: MakeTask, make_lora: Any, plain: tuple[np.ndarray, str], tmp_path: Path
) -> None:
    expected, before = plain
    change, reason = BAD[kind]
    save_file({key: value.contiguous() for key, value in change(load_file(make_lora())).items()}, tmp_path / "bad.safetensors")
    bad = Lora(tmp_path / "bad.safetensors", "my style")
    with pytest.raises(UnusableLora) as refused:
        draw(tiny, task(loras=(Lora(make_lora(parts=ALL), "good"), bad) if second else (bad,)))
    assert (refused.value.param, refused.value.status, refused.value.code) == ("loras", 422, "unusable_lora")
    assert "my style" in refused.value.message("en")
    assert reason in refused.value.message("en")
    assert "my style" in refused.value.message("es")
    assert state_of(tiny) == before
    assert (draw(tiny, task()) == expected).all()


def test_numbers_beyond_half_precision_are_told(tiny_folder: Any, engine_of: Any, task: MakeTask, make_lora: Any, tmp_path: Path) -> None:
    engine = engine_of(tiny_folder(), dtype=torch.float16)
    save_file(spoil(load_file(make_lora()), 1e6, "lora_up.weight"), tmp_path / "large.safetensors")
    with pytest.raises(UnusableLora, match="not finite"):
        draw(engine, task(loras=(Lora(tmp_path / "large.safetensors", "large"),)))


class Bomb:
    def __reduce__(self) -> Any:
        return (Path.touch, (Path("/tmp/enfoads-lora-was-executed"),))


@pytest.mark.parametrize("name", ["style.bin", "style.pt", "style.safetensors"])
def test_a_pickle_is_never_opened(name: str, tiny: SdxlEngine, task: MakeTask, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(UnsafeFile) as refused:
        draw(tiny, task(loras=(Lora(tmp_path / name, "style"),)))
    assert refused.value.param == "loras"
    assert not Path("/tmp/enfoads-lora-was-executed").exists()


def test_a_file_that_is_gone_is_told(tiny: SdxlEngine, task: MakeTask, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="not there"):
        draw(tiny, task(loras=(Lora(tmp_path / "gone.safetensors", "gone"),)))


def test_memory_for_a_lora_is_asked_for(tiny: SdxlEngine, task: MakeTask, make_lora: Any) -> None:
    file = make_lora()
    assert tiny.work_bytes(task(loras=(Lora(file, "a"),))) >= tiny.work_bytes(task()) + file.stat().st_size


def test_a_checkpoint_without_loras_says_so(tiny: SdxlEngine, task: MakeTask, make_lora: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiny, "capabilities", tiny.capabilities - {"lora"})
    with pytest.raises(NotSupported) as refused:
        draw(tiny, task(loras=(Lora(make_lora(), "a"),)))
    assert refused.value.param == "loras"
