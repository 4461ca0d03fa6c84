"""Pictures with real faces as files: NASA's Eileen Collins (public domain), and six people that come with insightface, for tests alone."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import insightface
import skimage.data
from PIL import Image


@cache
def astronaut() -> Image.Image:
    """512 x 512, one face 108 px wide."""
    return Image.fromarray(skimage.data.astronaut())


@cache
def group() -> Image.Image:
    """1280 x 886; looking at the camera: faces 1 to 4 of six."""
    return Image.open(Path(insightface.__file__).parent / "data/images/t1.jpg").convert("RGB")


@cache
def woman() -> Image.Image:
    """One of them alone: 260 x 300, facing the camera."""
    return group().crop((0, 200, 260, 500))


def as_file(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, format, **({"quality": 95} if format == "JPEG" else {}) | options)
    return target.getvalue()
