"""What finishes a picture after it was drawn: the contracts of the models that enlarge it and cut its subject out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from enfoads.engines.base import Engine

if TYPE_CHECKING:
    from PIL.Image import Image

Check = Callable[[], None]
"""Called often while an engine works; may raise to cancel."""


class Upscaler(Engine, Protocol):
    """Capability `upscale`."""

    def upscale(self, image: Image, check: Check) -> Image:
        """The RGB picture, larger by the model's own factor. Raises what `check` raises."""

    def work_bytes(self, image: Image) -> int:
        """Memory beyond the weights that `upscale` needs, in bytes."""


class Matting(Engine, Protocol):
    """Capability `matting`."""

    def cut_out(self, image: Image) -> Image:
        """The RGB picture as RGBA: what surrounds its subject is transparent, and edges carry none of its colour."""

    def work_bytes(self, image: Image) -> int:
        """Memory beyond the weights that `cut_out` needs, in bytes."""
