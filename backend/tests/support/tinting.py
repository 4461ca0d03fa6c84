"""A small engine that follows instructions, as a Qwen-Image-Edit one would be added: it tints a picture in the colour it is told.

In the catalog it is a model of task `image-edit` with the capability `edit`; `create` is what `engines.CREATORS` names for it.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageColor

from enfoads.engines.image.base import EditTask, ImageResult, OnStep

CATALOG = """
[[model]]
id = "tint"
task = "image-edit"
title = "Tint"
title_es = "Tinte"
description = "Tints a picture."
description_es = "Tiñe una imagen."
license = "MIT"
license_url = "https://opensource.org/license/mit"
commercial_use = true
capabilities = ["edit"]

[model.image]
layout = "diffusers"
factor = 16
min_size = 64
max_size = 256
width = 128
height = 128
steps = 8
guidance = 4.0
schedulers = []
languages = ["en"]
"""


class Tint:
    """Each step goes a little further from the first picture to its tint; references are mixed in, guidance says how strongly."""

    name = "tint"
    capabilities = frozenset({"edit"})
    weights_bytes = 4096

    def __init__(self) -> None:
        self.weights: np.ndarray | None = None

    def load(self, device: str) -> None:
        self.weights = np.ones((3,), np.float32)

    def to_host(self) -> None:
        self.weights = None

    def unload(self) -> None:
        self.weights = None

    def work_bytes(self, task: EditTask) -> int:
        return 12 * task.width * task.height

    def edit(self, task: EditTask, on_step: OnStep) -> ImageResult:
        assert self.weights is not None
        pictures = [np.asarray(one.resize((task.width, task.height)), np.float32) for one in task.images]
        start = np.mean(pictures, axis=0)
        noise = np.random.default_rng(task.seed).normal(0, 2, start.shape)
        colour = next(ImageColor.getrgb(word) for word in task.instruction.split() if word in ImageColor.colormap)
        target = np.array(colour, np.float32) * self.weights
        now = start
        for step in range(1, task.steps + 1):
            now = start + (target - start) * min(1.0, task.guidance / 8) * step / task.steps + noise
            on_step(step, task.steps, lambda picture=now: _jpeg(picture))
        return ImageResult(_image(now), {"encode_s": 0.0, "denoise_s": 0.01, "decode_s": 0.0})


def create(entry: Any, catalog: Any, settings: Any) -> Tint:
    return Tint()


def write_catalog(target: Path) -> Path:
    """The studio's own catalog with this model behind the others."""
    from enfoads.models import catalog

    own = Path(catalog.__file__).with_name("catalog.toml").read_text("utf-8")
    target.write_text(f"{own}\n{CATALOG}", "utf-8")
    return target


def _image(pixels: np.ndarray) -> Image.Image:
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _jpeg(pixels: np.ndarray) -> bytes:
    target = io.BytesIO()
    _image(pixels).save(target, "JPEG")
    return target.getvalue()
