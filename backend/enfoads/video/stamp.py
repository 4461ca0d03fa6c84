"""Something drawn once and laid over every frame: a label, a logo."""

from __future__ import annotations

import numpy as np
from PIL import Image

from enfoads.video.reader import Frame


class Stamp:
    """`picture` (RGBA) with its top left corner at `corner` (x, y), wholly inside the frames it is laid on."""

    def __init__(self, picture: Image.Image, corner: tuple[int, int]) -> None:
        pixels = np.asarray(picture.convert("RGBA"), np.float32)
        alpha = pixels[:, :, 3:] / 255
        self._over, self._through = pixels[:, :, 2::-1] * alpha + 0.5, 1 - alpha  # BGR
        x, y = corner
        self._where = (slice(y, y + picture.height), slice(x, x + picture.width))

    def __call__(self, frame: Frame) -> None:
        """In place."""
        place = frame[self._where]
        place[:] = (place * self._through + self._over).clip(0, 255).astype(np.uint8)
