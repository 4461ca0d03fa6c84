"""The image engine's contract: what a recipe asks for and what it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from enfoads.engines.base import Engine

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Lora:
    """A vetted LoRA file, applied to one picture. `scale` multiplies its effect, -4 to 4; `name` is what errors call it."""

    path: Path
    name: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class ImageTask:
    """One picture. Everything is settled: no defaults are filled in below this point.

    width, height: pixels, multiples of the checkpoint's factor. steps: 1 to 150. guidance: 0 or 1 means none.
    scheduler: name in `schedulers.SCHEDULERS`, or "" for the checkpoint's own. pag_scale: perturbed-attention guidance, 0 means none.

    image: RGB of exactly width x height to start from, None: from noise. strength: how much of it is redrawn, above 0 to 1.
    mask: L of the same size, 255 = redraw, 0 = keep; what is kept comes back exactly. Only with `image`.
    """

    prompt: str
    negative_prompt: str
    width: int
    height: int
    steps: int
    guidance: float
    scheduler: str
    seed: int
    pag_scale: float = 0.0
    image: Image | None = None
    strength: float = 1.0
    mask: Image | None = None
    loras: tuple[Lora, ...] = ()
    tiled_decode: bool = False


@dataclass(frozen=True, slots=True)
class EditTask:
    """A picture changed as an instruction says ("make the mug red"). `images`: RGB, the first is the one to change."""

    instruction: str
    negative_prompt: str
    images: tuple[Image, ...]
    width: int
    height: int
    steps: int
    guidance: float  # true classifier-free guidance; 1 means none
    seed: int


@dataclass(slots=True)
class ImageResult:
    """The picture (RGB), seconds per stage (encode_s, denoise_s, decode_s), and what the person should know (codes of `warnings`)."""

    image: Image
    timings: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


OnStep = Callable[[int, int, "Callable[[], bytes]"], None]
"""Called after each denoising step with (step from 1, steps, make_preview); `make_preview()` gives a JPEG. May raise to cancel."""


class ImageEngine(Engine, Protocol):
    """Capabilities, as the catalog names them: text-to-image, image-to-image, inpaint, negative-prompt, pag, lora."""

    def generate(self, task: ImageTask, on_step: OnStep) -> ImageResult:
        """Make one picture. Raises InvalidRequest, InvalidImage, JobCancelled (from `on_step`); a raise leaves the engine clean."""

    def work_bytes(self, task: ImageTask) -> int:
        """Memory beyond the weights that `generate` needs, in bytes."""


class EditingEngine(Engine, Protocol):
    """Capability `edit`: an engine that follows instructions (Qwen-Image-Edit). No checkpoint of SDXL's architecture does."""

    def edit(self, task: EditTask, on_step: OnStep) -> ImageResult:
        """Make one picture. Raises as `ImageEngine.generate` does."""

    def work_bytes(self, task: EditTask) -> int:
        """Memory beyond the weights that `edit` needs, in bytes."""
