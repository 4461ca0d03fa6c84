"""Photo presenters: a portrait whose mouth, eyes and head move. A basic animation of one picture, no model is needed to draw it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from enfoads.engines.faces.topology import CHIN
from enfoads.engines.portrait.base import Performance
from enfoads.engines.portrait.facepoints import NOSE_TIP, head
from enfoads.engines.portrait.lids import Lids
from enfoads.engines.portrait.lipsplit import LipSplit
from enfoads.engines.portrait.puppet import Acting, Box, Field, Joints, Piece, Puppet
from enfoads.video.planes import Pixels

Floats = NDArray[np.floating[Any]]

_STEPS = (12, 4, 4)  # shapes of the mouth that are told apart
_LIDS = 4
_SHAPES = 325  # all there are: 60 MB in a full frame, if they are all used
_BREATH = 0.008  # of the head's width
_FACE = 0.40  # height of the face against the frame's shorter side, where the photo is large enough
_CLOSER = 2.2  # times a photo that covers the frame is enlarged to bring its face near
_CARD = 0.045  # radius of a card's corners, as a share of its width
_KEPT = 3  # sizes of frame


class Photo:
    """The rig of a record of kind `photo`. `image`: RGB, upright; `points`: (468, 3) the mesh of its face."""

    def __init__(self, image: Image.Image, points: Floats) -> None:
        self._image, self._points = image, points
        self._puppet = lru_cache(_KEPT)(self._build)

    def layer(self, performance: Performance, size: tuple[int, int], *, whole: bool) -> Acting:
        return Acting(self._puppet(size, whole), performance)

    def _build(self, size: tuple[int, int], whole: bool) -> Puppet:
        card = Box(0, 0, *size) if whole else _card(size)
        rgb, points = placed(self._image, self._points, card)
        rgba = np.zeros((size[1], size[0], 4), np.uint8)
        rgba[card.rows, card.columns, :3] = rgb
        rgba[card.rows, card.columns, 3] = 255 if whole else _rounded(card)
        points = points + np.array([card.x, card.y])
        moving, rim = _moving(points, card)
        joints = _joints(points)
        field = Field(moving, joints, _BREATH * joints.unit, rim)
        still = Piece.of(np.ascontiguousarray(rgba[card.rows, card.columns]), card)
        return Puppet(still, field, *_features(rgba, points, moving))


def placed(image: Image.Image, points: Floats, card: Box) -> tuple[Pixels, Floats]:
    """The portrait cut and resized to cover a card, its face well placed in it; and the mesh there, (468, 2)."""
    middle, _, tall = head(points)
    covering = max(card.width / image.width, card.height / image.height)
    wanted = _FACE * min(card.width, card.height) / max(tall, 1.0)
    scale = float(np.clip(wanted, covering, covering * _CLOSER))
    at = [0.5 * card.width, (0.40 if card.height > 1.2 * card.width else 0.46) * card.height]
    limits = (image.width - card.width / scale, image.height - card.height / scale)
    left, top = (float(np.clip(middle[one] - at[one] / scale, 0, max(0.0, limits[one]))) for one in (0, 1))
    box = (left, top, left + card.width / scale, top + card.height / scale)
    shown = image.resize((card.width, card.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    return np.asarray(shown.convert("RGB")), ((points[:, :2] - (left, top)) * scale).astype(np.float64)


def _features(rgba: Pixels, points: Floats, moving: Box) -> tuple[Any, Any]:
    lips, eyes = LipSplit(rgba, points), [Lids(rgba, points, which) for which in (0, 1)]
    blinks = all(eye.plain for eye in eyes)

    @lru_cache(_SHAPES)
    def mouth(*shape: float) -> Piece:
        return _within(lips(shape), lips.box, moving)

    @lru_cache(_LIDS + 1)
    def lids(shut: float) -> tuple[Piece, ...]:
        return tuple(_within(eye(shut), eye.box, moving) for eye in eyes) if shut and blinks else ()

    def shaped(shape: Sequence[float]) -> Piece:
        return mouth(*(round(float(value) * steps) / steps for value, steps in zip(shape, _STEPS, strict=True)))

    return shaped, lambda blink: lids(round(blink * _LIDS) / _LIDS)


def _within(rgba: Pixels, box: Box, moving: Box) -> Piece:
    """A part as a piece, as far as it is inside of what moves."""
    right, bottom = min(box.x + box.width, moving.x + moving.width), min(box.y + box.height, moving.y + moving.height)
    left, top = max(box.x, moving.x), max(box.y, moving.y)
    inside = Box(left, top, right - left, bottom - top)
    part = rgba[top - box.y : bottom - box.y, left - box.x : right - box.x]
    return Piece.of(np.ascontiguousarray(part), inside)


def _joints(points: Floats) -> Joints:
    _, wide, tall = head(points)
    chin, nose = points[CHIN], points[NOSE_TIP]
    low = float(chin[1])
    return Joints(
        pivot=(float(chin[0]), low),
        nose=(float(nose[0]), float(nose[1])),
        unit=wide,
        chin=low - 0.05 * tall,
        shoulders=low + 0.55 * tall,
        chest=low + 1.1 * tall,
    )


def _moving(points: Floats, card: Box) -> tuple[Box, Any]:
    """The box of head and shoulders, and how much of a movement is left at each of its places: none where it ends."""
    middle, wide, tall = head(points)
    reach = np.array([1.25 * wide, 1.15 * tall])
    centre = middle + np.array([0, 0.05 * tall])
    low, high = centre - reach, centre + reach
    inside = Box.around(
        max(low[0], card.x), max(low[1], card.y), min(high[0], card.x + card.width), min(high[1], card.y + card.height),
        (card.x + card.width, card.y + card.height),
    )  # fmt: skip

    def rim(x: Floats, y: Floats) -> Floats:
        away = np.hypot((x - centre[0]) / reach[0], (y - centre[1]) / reach[1])
        soft = np.clip((1.0 - away) / 0.42, 0, 1)
        near_edge = np.minimum.reduce([x - card.x, card.x + card.width - x, y - card.y, card.y + card.height - y])
        still = np.clip((near_edge - 8) / (0.05 * card.width), 0, 1)
        share: Floats = soft * soft * (3 - 2 * soft) * still
        return share

    return inside, rim


def _card(size: tuple[int, int]) -> Box:
    """Where a portrait stands that does not fill the frame: above the captions."""
    width, height = size
    tall = height > 1.2 * width
    wide = 0.76 * width if tall else min(0.62 * width, 0.66 * height)
    high = min(wide * 1.22, 0.5 * height if tall else 0.74 * height)
    middle = (0.345 if tall else 0.43) * height
    return Box.around(width / 2 - wide / 2, middle - high / 2, width / 2 + wide / 2, middle + high / 2, size)


def _rounded(card: Box) -> Pixels:
    """(H, W): opacity of a card with round corners."""
    fine, radius = 4, _CARD * card.width
    mask = Image.new("L", (card.width * fine, card.height * fine))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * fine, fill=255)
    return np.asarray(mask.resize((card.width, card.height), Image.Resampling.BOX))
