"""The face engines' contract: what is known of a face, what a swap takes, and what it says about its result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.floating[Any]]
Pixels = NDArray[np.uint8]
"""A picture or a piece of one: (H, W, 3) BGR, as OpenCV keeps it."""


@dataclass(frozen=True, slots=True)
class FaceBox:
    """Where a face is, in pixels of the picture and inside it. `score`: how sure the detector is, 0 to 1."""

    x0: float
    y0: float
    x1: float
    y1: float
    score: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class FaceDetector(Protocol):
    """Finds faces. Safe to call from several threads; the calls take turns."""

    def detect(self, image: Image) -> list[FaceBox]:
        """The faces of an RGB picture, the largest first. No face: an empty list."""
