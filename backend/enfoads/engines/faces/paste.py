"""What an engine hands over to be blended into a picture, and the blending; the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from enfoads.engines.faces.base import Floats, Pixels


@dataclass(frozen=True, slots=True)
class Keep:
    """What stays the target's. strength: 0 to 1."""

    strength: float = 1.0
    mouth: bool = False
    eyes: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """What to blend in: pixels and mask (H, W) 0 to 1 for the target's rectangle x, y, width, height."""

    pixels: Pixels
    mask: Floats
    rect: tuple[int, int, int, int]


def paste(image: Pixels, painted: Painted) -> None:
    """Blend into the picture, in place and nowhere but inside the rectangle."""
    x, y, width, height = painted.rect
    place = image[y : y + height, x : x + width]
    mask = painted.mask.astype(np.float32, copy=False)
    # Where the mask is 0 a byte comes back as it was: the sum of the weights that it is divided by is 1 + 1e-5.
    place[:] = cv2.blendLinear(np.ascontiguousarray(painted.pixels), np.ascontiguousarray(place), mask, 1 - mask)
