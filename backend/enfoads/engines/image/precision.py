"""Number formats: which one to load, and a moment of full precision for a picture that came out empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from PIL import Image

DARK = 3 / 255  # a picture without one pixel brighter than this is what an overflow leaves, not something drawn


def choose(wanted: str, device: str, float32_bytes: int, ram_bytes: int) -> torch.dtype:
    """The dtype for `device`. `wanted`: "auto", "float32", "float16" or "bfloat16".

    auto: float16 on a GPU. On a CPU float32, unless the weights would fill more than 70 % of the RAM: then bfloat16,
    which has float32's range and half its size.
    """
    if wanted != "auto":
        return {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}[wanted]
    if not device.startswith("cpu"):
        return torch.float16
    return torch.float32 if float32_bytes <= 0.7 * ram_bytes else torch.bfloat16


def is_empty(pixels: torch.Tensor) -> bool:
    """NaN, infinite or all black. `pixels`: any shape, -1 to 1."""
    return not bool(pixels.isfinite().all()) or float(pixels.max()) <= 2 * DARK - 1


def is_dark(picture: Image.Image) -> bool:
    """No pixel of it is brighter than what an overflow leaves."""
    return not picture.convert("L").point(lambda value: value > 255 * DARK).getbbox()


@contextmanager
def full(*modules: torch.nn.Module) -> Iterator[None]:
    """float32 inside, the modules' own dtype after: every half-precision number is also a float32, so they come back bit by bit."""
    before = [(module, next(module.parameters()).dtype) for module in modules]
    try:
        for module in modules:
            module.to(torch.float32)
        yield
    finally:
        for module, dtype in before:
            module.to(dtype)
