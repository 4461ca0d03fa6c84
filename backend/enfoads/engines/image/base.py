"""The image engine's contract: what a recipe asks for and what it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from enfoads.engines.base import Engine

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class ImageTask:
    """One picture. Everything is settled: no defaults are filled in below this point.

    width, height: pixels, multiples of the checkpoint's factor. steps: 1 to 150. guidance: 0 or 1 means none.
    scheduler: name in `schedulers.SCHEDULERS`, or "" for the checkpoint's own.
    """

    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    guidance: float
    scheduler: str
    seed: int
    tiled_decode: bool = False


@dataclass(slots=True)
class ImageResult:
    """The picture (RGB), seconds per stage (encode_s, denoise_s, decode_s), and what the person should know (codes of `warnings`)."""

    image: Image
    timings: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


OnStep = Callable[[int, int, "Callable[[], bytes]"], None]
"""Called after each denoising step with (step from 1, steps, make_preview); `make_preview()` gives a JPEG. May raise to cancel."""


class ImageEngine(Engine, Protocol):
    def generate(self, task: ImageTask, on_step: OnStep) -> ImageResult:
        """Make one picture. Raises InvalidRequest, InvalidImage, JobCancelled (from `on_step`); a raise leaves the engine clean."""

    def work_bytes(self, task: ImageTask) -> int:
        """Memory beyond the weights that `generate` needs, in bytes."""
