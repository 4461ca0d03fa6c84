"""A small transparent canvas: letters with outline and shadow, rounded fields and pictures, and what lies over frames made of it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image

from enfoads.video.glyphs import Ink
from enfoads.video.planes import Patch, Pixels, Planes


class Place(NamedTuple):
    """left, top, right, bottom in pixels of the frame."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """Letters at their place: the pen starts at `x` on the base line `y`."""

    ink: Ink
    x: float
    y: float

    @property
    def place(self) -> Place:
        left, top = round(self.x) + self.ink.left, round(self.y) + self.ink.top
        height, width = self.ink.fill.shape
        return Place(left, top, left + width, top + height)


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """Something to lay over frames, and where."""

    patch: Patch
    x: int
    y: int

    def draw(self, frame: Planes) -> None:
        self.patch.lay(frame, self.x, self.y)

    def draw_within(self, frame: Planes, left: int, top: int, right: int, bottom: int) -> None:
        """Draw only what falls into this part of the frame; its edges are rounded to even."""
        width, height = frame.size
        left, right = max(0, left // 2 * 2), min(width, right // 2 * 2)
        top, bottom = max(0, top // 2 * 2), min(height, bottom // 2 * 2)
        if left < right and top < bottom:
            self.patch.lay(window(frame, left, top, right, bottom), self.x - left, self.y - top)

    def draw_faded(self, frame: Planes, opacity: float, right: int = 0, down: int = 0) -> None:
        """Draw moved and see-through, 0 to 1: for what comes in."""
        if opacity >= 1:
            self.patch.lay(frame, self.x + right, self.y + down)
            return
        width, height = frame.size
        left, top = max(0, (self.x + right) // 2 * 2), max(0, (self.y + down) // 2 * 2)
        part = window(frame, left, top, min(width, left + self.patch.width), min(height, top + self.patch.height))
        if opacity <= 0 or 0 in part.y.shape:
            return
        before = [plane.copy() for plane in part]
        self.patch.lay(part, self.x + right - left, self.y + down - top)
        for plane, old in zip(part, before, strict=True):
            plane[:] = cv2.addWeighted(plane, opacity, old, 1 - opacity, 0)


def window(frame: Planes, left: int, top: int, right: int, bottom: int) -> Planes:
    """A part of a frame; all sides even. What is drawn on it is drawn on the frame."""
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    return Planes(frame.y[top:bottom, left:right], frame.u[half], frame.v[half])


class Canvas:
    """Transparent pixels over a part of the frame; coordinates are the frame's."""

    def __init__(self, place: Place) -> None:
        self.left, self.top = math.floor(place.left) // 2 * 2, math.floor(place.top) // 2 * 2
        size = (max(2, math.ceil(place.right) - self.left), max(2, math.ceil(place.bottom) - self.top))
        self.image = Image.new("RGBA", size)

    def shadow(self, letters: Iterable[Set], blur: float, down: float, opacity: float) -> None:
        """A soft dark shadow of letters that will be drawn."""
        shade: Pixels = np.zeros((self.image.height, self.image.width), np.uint8)
        for one in letters:
            place = one.place
            y, x = int(place.top) - self.top + round(down), int(place.left) - self.left
            spot = shade[max(0, y) : y + one.ink.edge.shape[0], max(0, x) : x + one.ink.edge.shape[1]]
            np.maximum(spot, one.ink.edge[: spot.shape[0], : spot.shape[1]], out=spot)
        self._lay(_soft(shade, blur, opacity), self.left, self.top, "#000000")

    def outline(self, one: Set, color: str) -> None:
        self._lay(one.ink.edge, int(one.place.left), int(one.place.top), color)

    def letters(self, one: Set, color: str) -> None:
        """The letters themselves, and their emoji."""
        place = one.place
        self._lay(one.ink.fill, int(place.left), int(place.top), color)
        if one.ink.picture is not None:
            self.picture(Image.fromarray(one.ink.picture), int(place.left), int(place.top))

    def field(self, places: Sequence[Place], radius: float, color: str, opacity: float = 1.0) -> None:
        """Fields with round corners, as one: where two meet nothing is darker."""
        if not places:
            return
        shade: Pixels = np.zeros((self.image.height, self.image.width), np.uint8)
        for place in places:
            left, top = round(place.left) - self.left, round(place.top) - self.top
            width, height = round(place.right - place.left), round(place.bottom - place.top)
            if width > 0 and height > 0:
                mask = rounded(width, height, min(radius, width / 2, height / 2))
                spot = shade[max(0, top) : top + height, max(0, left) : left + width]
                np.maximum(spot, mask[max(0, -top) :, max(0, -left) :][: spot.shape[0], : spot.shape[1]], out=spot)
        self._lay(shade if opacity >= 1 else (shade * opacity).astype(np.uint8), self.left, self.top, color)

    def glow(self, place: Place, radius: float, blur: float, down: float, opacity: float) -> None:
        """The soft shadow of a field."""
        width, height = round(place.right - place.left), round(place.bottom - place.top)
        margin = math.ceil(2.5 * blur)
        mask = np.pad(rounded(width, height, min(radius, width / 2, height / 2)), margin)
        self._lay(_soft(mask, blur, opacity), round(place.left) - margin, round(place.top + down) - margin, "#000000")

    def picture(self, image: Image.Image, left: int, top: int) -> None:
        """A picture (RGBA) with its top left corner there; what is outside of the canvas is left out."""
        x, y = left - self.left, top - self.top
        self.image.alpha_composite(image, (max(0, x), max(0, y)), (max(0, -x), max(0, -y)))

    def sprite(self) -> Sprite:
        return Sprite(Patch(np.asarray(self.image)), self.left, self.top)

    def _lay(self, mask: Pixels, left: int, top: int, color: str) -> None:
        field = Image.new("RGB", mask.shape[::-1], color)
        field.putalpha(Image.fromarray(mask))
        self.picture(field, left, top)


def _soft(mask: Pixels, blur: float, opacity: float) -> Pixels:
    """A mask blurred by a Gaussian of `blur` pixels: a wide one is made of fewer pixels, which nobody can tell."""
    height, width = mask.shape
    step = max(1, int(blur / 2))
    small = cv2.resize(mask, (-(-width // step), -(-height // step)), interpolation=cv2.INTER_AREA) if step > 1 else mask
    soft = cv2.GaussianBlur(small, (0, 0), max(0.3, blur / step))
    whole = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR) if step > 1 else soft
    return np.asarray(cv2.convertScaleAbs(whole, alpha=opacity), np.uint8)


@functools.lru_cache(maxsize=32)
def rounded(width: int, height: int, radius: float) -> Pixels:
    """Coverage (H, W) of a rectangle with round corners, smooth by the distance to its edge."""
    across = np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2) - (width / 2 - radius)
    down = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2) - (height / 2 - radius)
    far = np.hypot(np.maximum(across, 0)[None], np.maximum(down, 0)[:, None]) - radius
    inside = np.minimum(np.maximum(across[None], down[:, None]), 0)
    mask: Pixels = (np.clip(0.5 - far - inside, 0, 1) * 255 + 0.5).astype(np.uint8)
    return mask


def around(places: Iterable[Place], margin: float) -> Place:
    """The smallest place that holds them all, with a margin."""
    all_of = list(places)
    return Place(
        min(one.left for one in all_of) - margin,
        min(one.top for one in all_of) - margin,
        max(one.right for one in all_of) + margin,
        max(one.bottom for one in all_of) + margin,
    )
