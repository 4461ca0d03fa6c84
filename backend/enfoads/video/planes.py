"""Frames as three planes of BT.709 in limited range, 4:2:0: how they are composed here and how the encoder takes them.

A picture is turned into planes once; a frame is then made by moving and blending bytes. Nothing here knows what is drawn.
Colour samples lie as H.264's default has them (ITU-T H.264, chroma_sample_loc_type 0): on the even columns, between two rows.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722  # ITU-R BT.709-6, table 4
_CB, _CR = 2 * (1 - _BLUE), 2 * (1 - _RED)
BLACK = (16, 128, 128)


class Planes(NamedTuple):
    """y: (H, W); u, v: (H/2, W/2); uint8, limited range. H and W are even."""

    y: Plane
    u: Plane
    v: Plane

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)"""
        return self.y.shape[1], self.y.shape[0]


class Layer(Protocol):
    """Something drawn over a frame."""

    def draw(self, frame: Planes, number: int) -> None:
        """Draw on frame `number` of the scene, counted from 0, in place. The same number always draws the same."""


class Source(Protocol):
    """What fills a whole frame: a picture that moves, a clip, a colour."""

    def draw(self, frame: Planes, number: int) -> None:
        """Fill frame `number` of the scene, in place. Numbers beyond the scene's end are asked for while the next one comes in."""


def frame_buffer(width: int, height: int) -> tuple[NDArray[np.uint8], Planes]:
    """The bytes of one yuv420p frame, as an encoder's pipe takes them, and the planes that lie in them."""
    whole = np.empty(width * height * 3 // 2, np.uint8)
    luma, chroma = width * height, width * height // 4
    half = (height // 2, width // 2)
    return whole, Planes(
        whole[:luma].reshape(height, width), whole[luma : luma + chroma].reshape(half), whole[luma + chroma :].reshape(half)
    )


def planes_of(rgb: Pixels) -> Planes:
    """Full-range RGB (H, W, 3) of even size to planes. OpenCV's own I420 is BT.601: not used."""
    red, green, blue = (channel.astype(np.float32) for channel in cv2.split(rgb))
    luma = _RED * red + _GREEN * green + _BLUE * blue
    return Planes(
        _rounded(16 + luma * (219 / 255)),
        _rounded(128 + _halved((blue - luma) / _CB) * (224 / 255)),
        _rounded(128 + _halved((red - luma) / _CR) * (224 / 255)),
    )


def rgb_of(planes: Planes) -> Pixels:
    """Planes back to full-range RGB (H, W, 3)."""
    width, height = planes.size
    luma = (planes.y.astype(np.float32) - 16) * (255 / 219)
    blue, red = (_doubled((plane.astype(np.float32) - 128) * (255 / 224), width, height) for plane in (planes.u, planes.v))
    red, blue = luma + red * _CR, luma + blue * _CB
    green = (luma - _RED * red - _BLUE * blue) / _GREEN
    return _rounded(np.dstack([red, green, blue]))


def exact_colour(rgb: tuple[int, int, int]) -> tuple[float, float, float]:
    """One colour as (y, u, v), not rounded."""
    red, green, blue = rgb
    luma = _RED * red + _GREEN * green + _BLUE * blue
    return 16 + luma * (219 / 255), 128 + (blue - luma) / _CB * (224 / 255), 128 + (red - luma) / _CR * (224 / 255)


def colour_of(rgb: tuple[int, int, int]) -> tuple[int, int, int]:
    """One colour as (y, u, v)."""
    y, u, v = exact_colour(rgb)
    return round(y), round(u), round(v)


def copy(source: Planes, target: Planes) -> None:
    for plane, place in zip(source, target, strict=True):
        np.copyto(place, plane)


def fill(planes: Planes, colour: tuple[int, int, int]) -> None:
    """Fill with one (y, u, v)."""
    for plane, value in zip(planes, colour, strict=True):
        plane[:] = value


class Patch:
    """A picture with transparency, ready to be laid over frames: planes multiplied by their opacity, once.

    `rgba`: (H, W, 4), not multiplied. A patch of odd size is widened by a transparent row or column.
    """

    def __init__(self, rgba: Pixels) -> None:
        odd = (rgba.shape[0] % 2, rgba.shape[1] % 2)
        if any(odd):
            rgba = np.pad(rgba, ((0, odd[0]), (0, odd[1]), (0, 0)))
        *channels, opacity = cv2.split(np.ascontiguousarray(rgba))
        red, green, blue = (channel.astype(np.float32) for channel in channels)
        self.height, self.width = opacity.shape
        # Colour of what is transparent must not leak into the halved chroma: averaged by opacity.
        weight: Floats = opacity.astype(np.float32) / np.float32(255)
        half = _halved(weight)
        luma = _RED * red + _GREEN * green + _BLUE * blue
        u = 128 * half + _halved((blue - luma) / _CB * weight) * (224 / 255)
        v = 128 * half + _halved((red - luma) / _CR * weight) * (224 / 255)
        self._over = (
            np.round(_rounded(16 + luma * (219 / 255)) * weight * 255).astype(np.uint16),
            np.round(np.clip(u, 0, 255) * 255).astype(np.uint16),
            np.round(np.clip(v, 0, 255) * 255).astype(np.uint16),
        )
        through = 255 - opacity.astype(np.uint16)
        through_half = 255 - np.round(half * 255).astype(np.uint16)
        self._through = (through, through_half, through_half)

    def lay(self, frame: Planes, x: int, y: int) -> None:
        """Draw with the top left corner near (x, y), rounded to even; what is outside of the frame is left out."""
        x, y = x // 2 * 2, y // 2 * 2
        width, height = frame.size
        left, top = max(0, -x), max(0, -y)
        right, bottom = min(self.width, width - x), min(self.height, height - y)
        if left >= right or top >= bottom:
            return
        for plane, over, through, step in zip(frame, self._over, self._through, (1, 2, 2), strict=True):
            part = (slice(top // step, bottom // step), slice(left // step, right // step))
            place = plane[(y + top) // step : (y + bottom) // step, (x + left) // step : (x + right) // step]
            blended = place.astype(np.uint16)
            blended *= through[part]
            blended += over[part]
            blended += 127
            blended //= 255
            place[:] = blended


def _halved(plane: Floats) -> Floats:
    """Half of each side: the mean of two rows, and 1 2 1 across, centred on the even columns."""
    rows = np.asarray(cv2.resize(plane, (plane.shape[1], plane.shape[0] // 2), interpolation=cv2.INTER_AREA), np.float32)
    after = rows[:, 1::2]
    before = np.concatenate([after[:, :1], after[:, :-1]], axis=1)
    return rows[:, ::2] * np.float32(0.5) + (before + after) * np.float32(0.25)


def _doubled(plane: Floats, width: int, height: int) -> Floats:
    """What `_halved` made, between its samples by straight lines."""
    rows = np.asarray(cv2.resize(plane, (width // 2, height), interpolation=cv2.INTER_LINEAR), np.float32)
    whole = np.empty((height, width), np.float32)
    whole[:, ::2] = rows
    whole[:, 1:-1:2] = (rows[:, :-1] + rows[:, 1:]) * np.float32(0.5)
    whole[:, -1] = rows[:, -1]
    return whole


def _rounded(values: Floats) -> Plane:
    rounded: Plane = np.clip(values + 0.5, 0, 255).astype(np.uint8)
    return rounded
