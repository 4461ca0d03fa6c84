"""Previews: any number of channels, small enough for a socket, and like the picture that they announce."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
import torch
from PIL import Image

from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.preview import MAX_BYTES, SIDE, Projector, fit


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


@pytest.mark.parametrize("channels", [1, 4, 16, 32])
@pytest.mark.parametrize("size", [(1, 1), (8, 8), (128, 128), (64, 256), (512, 512)])
def test_any_latents_give_a_small_jpeg(channels: int, size: tuple[int, int]) -> None:
    """Pure noise is the hardest picture to make small."""
    projector = Projector(torch.randn(channels, 3).tolist(), [0.1, 0.0, -0.1])
    jpeg = projector.jpeg(torch.randn(1, channels, *size) * 5)
    assert len(jpeg) <= MAX_BYTES
    image = opened(jpeg)
    assert (image.format, image.mode, max(image.size)) == ("JPEG", "RGB", SIDE)
    assert image.size[0] / image.size[1] == pytest.approx(size[1] / size[0], rel=0.02)


def test_latents_that_are_no_numbers_still_give_a_picture() -> None:
    assert opened(Projector([[1.0, 1.0, 1.0]] * 4, [0.0] * 3).jpeg(torch.full((1, 4, 8, 8), float("nan")))).size == (SIDE, SIDE)


def test_published_factors_give_their_colours() -> None:
    """One channel lit: its row is the colour, from -1 to 1."""
    projector = Projector([[1.0, 0.0, -1.0], [0.0, 0.5, 0.0]], [0.0, 0.0, 0.0])
    latents = torch.zeros(1, 2, 4, 4)
    latents[0, 0] = 1
    assert projector.rgb(latents).getpixel((2, 2)) == (255, 127, 0)


@pytest.mark.parametrize(("kernel", "patch"), [(1, 1), (1, 4), (3, 1), (3, 2)])
def test_fitted_factors_give_back_what_they_were_fitted_to(kernel: int, patch: int) -> None:
    """Latents that are a linear map of the picture: the fit finds the way back."""
    torch.manual_seed(0)
    pixels = torch.rand(8, 3, 16 * patch, 16 * patch) * 1.6 - 0.8
    flat = torch.nn.functional.pixel_unshuffle(pixels, patch).movedim(1, -1)  # (8, 16, 16, 3 * patch²)
    latents = (flat @ torch.randn(flat.shape[-1], flat.shape[-1] + 4)).movedim(-1, 1)
    projector = Projector(*fit(latents, pixels, kernel, patch), kernel=kernel, patch=patch)
    seen = np.asarray(projector.rgb(latents[:1])) / 127.5 - 1
    assert np.abs(seen - pixels[0].movedim(0, -1).numpy()).max() < 0.03


def test_starter_previews_look_like_the_picture(starter: object, task: Callable[..., ImageTask]) -> None:
    seen: dict[int, np.ndarray] = {}

    def on_step(step: int, _steps: int, make_preview: Callable[[], bytes]) -> None:
        jpeg = make_preview()
        assert len(jpeg) <= MAX_BYTES
        seen[step] = np.asarray(opened(jpeg).resize((32, 32), Image.Resampling.BOX), dtype=float)

    heart = task("corazón rojo sobre fondo amarillo", width=128, height=128, steps=20, seed=0)
    picture = starter.generate(heart, on_step).image  # type: ignore[attr-defined]
    final = np.asarray(picture.resize((32, 32), Image.Resampling.BOX), dtype=float)
    likeness = {step: float(np.corrcoef(preview.ravel(), final.ravel())[0, 1]) for step, preview in seen.items()}
    assert likeness[1] > 0.5
    assert min(likeness[step] for step in range(8, 21)) > 0.8
