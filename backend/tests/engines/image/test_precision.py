"""Half precision: what overflows is noticed, drawn once more in full, and leaves no trace in the model."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mixed
import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from enfoads.engines.image import precision
from enfoads.engines.image.base import ImageTask
from enfoads.errors import InvalidImage

GIB = 1 << 30
MakeTask = Callable[..., ImageTask]


@pytest.mark.parametrize(
    ("wanted", "device", "ram", "dtype"),
    [
        ("auto", "cuda", 64 * GIB, torch.float16),
        ("auto", "mps", 64 * GIB, torch.float16),
        ("auto", "cpu", 64 * GIB, torch.float32),
        ("auto", "cpu", 16 * GIB, torch.bfloat16),
        ("float32", "cpu", 16 * GIB, torch.float32),
        ("bfloat16", "cuda", 64 * GIB, torch.bfloat16),
    ],
)
def test_the_format_suits_the_machine(wanted: str, device: str, ram: int, dtype: torch.dtype) -> None:
    assert precision.choose(wanted, device, float32_bytes=14 * GIB, ram_bytes=ram) == dtype


@pytest.mark.parametrize(
    ("pixels", "empty"),
    [
        (torch.full((1, 3, 8, 8), float("nan")), True),
        (torch.tensor([0.5, float("inf")]), True),
        (torch.full((1, 3, 8, 8), -1.0), True),
        (torch.full((1, 3, 8, 8), -0.98), True),
        (torch.full((1, 3, 8, 8), 1.0), False),
        (torch.full((1, 3, 8, 8), -0.8), False),  # a dark grey is a picture
    ],
)
def test_empty_pictures_are_noticed(pixels: torch.Tensor, empty: bool) -> None:
    assert precision.is_empty(pixels) is empty


def test_one_bright_pixel_makes_a_night_sky() -> None:
    pixels = torch.full((1, 3, 8, 8), -1.0)
    pixels[0, 0, 3, 3] = 0.5
    assert not precision.is_empty(pixels)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_a_moment_of_full_precision_leaves_the_weights_as_they_were(dtype: torch.dtype) -> None:
    model = torch.nn.Linear(64, 64).to(dtype)
    model.weight.data[0, 0] = torch.finfo(dtype).tiny / 2  # a denormal
    before = model.weight.clone()

    def fail() -> None:
        with precision.full(model):
            assert model.weight.dtype == torch.float32
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert torch.equal(model.weight, before)
    assert model.weight.dtype == dtype


def spoiled(folder: Path, target: Path, part: str, change: Callable[[dict[str, torch.Tensor]], None]) -> Path:
    """A copy of the tiny checkpoint with other weights in one part."""
    copy = Path(shutil.copytree(folder, target))
    file = next((copy / part).glob("*.safetensors"))
    state = load_file(file)
    change(state)
    save_file(state, file)
    return copy


def overflow_decoder(state: dict[str, torch.Tensor]) -> None:
    """Weights within half precision's range whose first layer leaves it; the norm behind it would bring that back."""
    state["decoder.conv_in.weight"] *= 1e5


def overflow_unet(state: dict[str, torch.Tensor]) -> None:
    state["conv_in.weight"] *= 3e5


def blacken(state: dict[str, torch.Tensor]) -> None:
    state["decoder.conv_out.weight"] *= 0
    state["decoder.conv_out.bias"] = torch.full_like(state["decoder.conv_out.bias"], -5)


@pytest.mark.parametrize(("part", "change"), [("vae", overflow_decoder), ("unet", overflow_unet)])
def test_an_overflow_is_drawn_again_in_full(
    part: str, change: Callable[..., None], tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    folder = spoiled(tiny_folder(), tmp_path / "spoiled", part, change)
    half, full = engine_of(folder, dtype=torch.float16), engine_of(folder, dtype=torch.float32)
    weights = {key: value.clone() for key, value in half._pipe.unet.state_dict().items()}
    for _ in range(2):  # the second finds the engine as the first did
        made = half.generate(task(), lambda *_: None)
        assert made.warnings == ["full_precision_retry"]
        expected = np.asarray(full.generate(task(), lambda *_: None).image, dtype=int)
        assert np.abs(np.asarray(made.image, dtype=int) - expected).mean() < 12
    assert half._pipe.unet.dtype == half._pipe.vae.dtype == torch.float16
    assert all(torch.equal(value, weights[key]) for key, value in half._pipe.unet.state_dict().items())


@pytest.mark.parametrize(("part", "change"), [("vae", overflow_decoder), ("unet", overflow_unet)])
def test_an_overflow_is_drawn_again_whatever_the_picture(
    part: str, change: Callable[..., None], tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    """From a picture, inside a mask, with LoRAs and perturbed attention."""
    folder = spoiled(tiny_folder(), tmp_path / "spoiled", part, change)
    half, full = engine_of(folder, dtype=torch.float16), engine_of(folder, dtype=torch.float32)
    kinds = mixed.kinds(full, tmp_path, 64)
    for asked in (kinds["picture"], kinds["all"]):
        made = half.generate(asked, lambda *_: None)
        assert "full_precision_retry" in made.warnings
        expected = np.asarray(full.generate(asked, lambda *_: None).image, dtype=int)
        assert np.abs(np.asarray(made.image, dtype=int) - expected).mean() < 12
        for module in (half._pipe.unet, half._pipe.vae, half._pipe.text_encoder, half._pipe.text_encoder_2):
            assert {value.dtype for value in module.parameters()} == {torch.float16}


def overflow_encoder(state: dict[str, torch.Tensor]) -> None:
    state["encoder.conv_in.weight"] *= 1e5


def test_a_picture_that_overflows_the_encoder_is_encoded_in_full(tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path) -> None:
    engine = engine_of(spoiled(tiny_folder(), tmp_path / "spoiled", "vae", overflow_encoder), dtype=torch.float16)
    asked = task(image=Image.linear_gradient("L").resize((64, 64)), strength=0.5)
    assert engine.generate(asked, lambda *_: None).warnings == []
    assert engine._pipe.vae.dtype == torch.float16


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_picture_black_in_full_precision_too_is_an_error(
    dtype: torch.dtype, tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    engine = engine_of(spoiled(tiny_folder(), tmp_path / "black", "vae", blacken), dtype=dtype)
    with pytest.raises(InvalidImage):
        engine.generate(task(), lambda *_: None)


def test_an_autoencoder_that_needs_it_is_decoded_in_full(tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path) -> None:
    """SDXL's own says `force_upcast`: no retry, no warning, and half precision again afterwards."""
    folder = spoiled(tiny_folder(force_upcast=True), tmp_path / "upcast", "vae", overflow_decoder)
    engine = engine_of(folder, dtype=torch.float16)
    assert engine.generate(task(), lambda *_: None).warnings == []
    assert engine._pipe.vae.dtype == torch.float16
