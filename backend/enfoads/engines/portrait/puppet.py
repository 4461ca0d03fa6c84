"""A still picture that is moved: its planes, made once, with parts replaced (a mouth, eyes) and bent as a head moves and a chest breathes.

Nothing tears, because nothing is cut: one smooth field of displacements moves the head, fades out over the neck and is nothing where
the moving part of the picture ends. A frame costs two small `cv2.remap`, whatever is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.video.planes import Pixels, Plane, Planes, planes_of

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import Performance

Floats = NDArray[np.floating[Any]]

_STEP = 8  # pixels between the points at which a field is kept: it is smooth


class Box(NamedTuple):
    """A part of the frame, in pixels; all four are even, so that chroma has its own."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def around(cls, x0: float, y0: float, x1: float, y1: float, size: tuple[int, int]) -> Box:
        """The even box that holds this one, as far as it is inside a frame of `size`."""
        left, top = max(0, int(np.floor(x0 / 2)) * 2), max(0, int(np.floor(y0 / 2)) * 2)
        right, bottom = min(size[0], int(np.ceil(x1 / 2)) * 2), min(size[1], int(np.ceil(y1 / 2)) * 2)
        return cls(left, top, max(0, right - left), max(0, bottom - top))

    @property
    def rows(self) -> slice:
        return slice(self.y, self.y + self.height)

    @property
    def columns(self) -> slice:
        return slice(self.x, self.x + self.width)


class Piece:
    """A part of a picture as planes with opacity, multiplied by it, where it stands in the frame.

    luma: (H, W, 4) brightness, opacity; chroma: (H/2, W/2, 4) blue, red, opacity. Four channels, because `cv2.remap` is several times
    faster with one or four than with two or three. `rgba`: (H, W, 4), not multiplied, of the box's size.
    """

    def __init__(self, box: Box, luma: Plane, chroma: Plane) -> None:
        self.box, self.luma, self.chroma = box, luma, chroma

    @classmethod
    def of(cls, rgba: Pixels, box: Box) -> Piece:
        weight = rgba[..., 3:].astype(np.float32) / 255
        planes = planes_of(np.ascontiguousarray(rgba[..., :3]))
        luma = np.dstack([planes.y * weight[..., 0], rgba[..., 3], *[np.zeros_like(rgba[..., 3])] * 2])
        # Chroma of what is transparent must not leak: the mean of four is weighed by opacity, as Patch does it.
        flat = planes_of(np.round(rgba[..., :3] * weight + 128 * (1 - weight)).astype(np.uint8))
        half = cv2.resize(weight, (box.width // 2, box.height // 2), interpolation=cv2.INTER_AREA)
        u, v = (plane.astype(np.float32) - 128 * (1 - half) for plane in (flat.u, flat.v))
        return cls(box, _bytes(luma), _bytes(np.dstack([u, v, half * 255, np.zeros_like(half)])))

    def part(self, box: Box) -> Piece:
        """A view of what is inside `box`, which lies inside."""
        x, y = box.x - self.box.x, box.y - self.box.y
        rows, columns = slice(y, y + box.height), slice(x, x + box.width)
        half = slice(y // 2, (y + box.height) // 2), slice(x // 2, (x + box.width) // 2)
        return Piece(box, self.luma[rows, columns], self.chroma[half])

    def copy(self) -> Piece:
        return Piece(self.box, self.luma.copy(), self.chroma.copy())

    def put(self, other: Piece) -> None:
        """Replace a part of it."""
        place = self.part(other.box)
        place.luma[:], place.chroma[:] = other.luma, other.chroma

    def lay(self, frame: Planes) -> None:
        """Draw it."""
        self.flat().lay(frame)

    def flat(self) -> Flat:
        y, opacity = (_channel(self.luma, number) for number in (0, 1))
        u, v, half = (_channel(self.chroma, number) for number in (0, 1, 2))
        return Flat(self.box, (y, u, v), (~opacity, ~half, ~half))


class Flat(NamedTuple):
    """A piece that is only laid: its three planes, and for each of them what comes through of the frame."""

    box: Box
    over: tuple[Plane, Plane, Plane]
    through: tuple[Plane, Plane, Plane]

    def lay(self, frame: Planes) -> None:
        box = self.box
        for plane, over, through, step in zip(frame, self.over, self.through, (1, 2, 2), strict=True):
            place = plane[box.y // step : (box.y + box.height) // step, box.x // step : (box.x + box.width) // step]
            cv2.add(cv2.multiply(place, through, scale=1 / 255), over, dst=place)


@dataclass(frozen=True, slots=True)
class Joints:
    """Where a figure bends, in pixels of the frame. Rows from top to bottom: the head is stiff above `chin` and does not move below
    `shoulders`; breath lifts all that is above `shoulders` and nothing below `chest`. `pivot`: what the head turns about. `unit`: the
    head's width, `nose` its middle: what is near moves more than what is far when the head moves aside.
    """

    pivot: tuple[float, float]
    nose: tuple[float, float]
    unit: float
    chin: float
    shoulders: float
    chest: float


class Field:
    """What sway and breath do to every point of a box, kept for every eighth pixel: it is smooth."""

    def __init__(self, box: Box, joints: Joints, breath: float, rim: Callable[[Floats, Floats], Floats] | None = None) -> None:
        """`breath`: how far a whole one lifts, in pixels. `rim`: share of all movement at places of the frame, 0 where the box ends in
        a picture that goes on behind it; None: it ends in nothing."""
        self.box, self._joints = box, joints
        columns, rows = (_points(start, length) for start, length in ((box.x, box.width), (box.y, box.height)))
        x, y = np.meshgrid(columns, rows)
        inside = np.ones_like(x) if rim is None else rim(x, y)
        stiff = (1 - _ramp((y - joints.chin) / max(joints.shoulders - joints.chin, 1))) * inside
        near = np.exp(-(((x - joints.nose[0]) ** 2 + (y - joints.nose[1]) ** 2) / (0.45 * joints.unit) ** 2))
        lift = -breath * (1 - _ramp((y - joints.shoulders) / max(joints.chest - joints.shoulders, 1))) * inside
        unit, turn = joints.unit, np.pi / 180
        across = (unit * stiff * (0.85 + 0.5 * near), 0 * stiff, -turn * (y - joints.pivot[1]) * stiff, 0 * stiff)
        along = (0 * stiff, unit * stiff, turn * (x - joints.pivot[0]) * stiff, lift)
        self._moves = np.stack([across, along]).astype(np.float32)  # (2, right down turn breath, H', W')
        self._from = np.stack([x - box.x, y - box.y]).astype(np.float32)
        self._luma, self._chroma = _Bent(box.width, box.height, _STEP), _Bent(box.width // 2, box.height // 2, _STEP // 2)

    def bent(self, piece: Piece, sway: Sequence[float], breath: float) -> Piece:
        """The piece, which fills the box, in a pose. It is good until the next one."""
        pose = np.array([*sway, breath], np.float32)
        # Where each point comes from. The way back along the same displacement: it changes little from pixel to pixel.
        x, y = self._from - np.einsum("p,cphw->chw", pose, self._moves)
        return Piece(self.box, self._luma.of(piece.luma, x, y), self._chroma.of(piece.chroma, (x - 0.5) / 2, (y - 0.5) / 2))


class _Bent:
    """Room for planes of one size while they are bent: made once, because fresh memory costs as much as the work in it."""

    def __init__(self, width: int, height: int, cell: int) -> None:
        across, down = -(-width // cell) + 2, -(-height // cell) + 2
        self._maps = [np.empty((down * cell, across * cell), np.float32) for _ in range(2)]
        self._inside = slice(cell, cell + height), slice(cell, cell + width)
        self._planes = np.empty((height, width, 4), np.uint8)

    def of(self, planes: Plane, x: Floats, y: Floats) -> Plane:
        """Planes with each point taken from where x and y, kept for cells of pixels, say."""
        for coarse, fine in zip((x, y), self._maps, strict=True):
            cv2.resize(coarse, fine.shape[::-1], dst=fine, interpolation=cv2.INTER_LINEAR)
        from_x, from_y = (fine[self._inside] for fine in self._maps)
        cv2.remap(planes, from_x, from_y, cv2.INTER_LINEAR, dst=self._planes, borderMode=cv2.BORDER_REPLICATE)
        return self._planes


class Puppet:
    """A figure in frames of one size. `still`: all of it; the field's box is the part that moves.

    mouth: (open, wide, round) -> what stands in its place, inside the moving part. eyes: how far they are shut -> the same.
    """

    def __init__(
        self,
        still: Piece,
        field: Field,
        mouth: Callable[[Sequence[float]], Piece | None],
        eyes: Callable[[float], Sequence[Piece]],
    ) -> None:
        self._field, self._mouth, self._eyes = field, mouth, eyes
        self._moving = still.part(field.box).copy()
        self._room, self._lock = self._moving.copy(), Lock()
        self._rest = [still.part(box).flat() for box in _around(still.box, field.box)]

    def draw(self, frame: Planes, mouth: Sequence[float], blink: float, sway: Sequence[float], breath: float) -> None:
        """Draw one frame. Safe from several threads; they take turns."""
        parts = [piece for piece in (self._mouth(mouth), *self._eyes(blink)) if piece is not None]
        for part in self._rest:
            part.lay(frame)
        with self._lock:
            for piece in parts:
                self._room.put(piece)
            self._field.bent(self._room, sway, breath).lay(frame)
            for piece in parts:
                self._room.put(self._moving.part(piece.box))


class Acting:
    """The layer: a puppet that does what a performance says. Beyond its end it stays as it was."""

    def __init__(self, puppet: Puppet, performance: Performance) -> None:
        self._puppet, self._does = puppet, performance

    def draw(self, frame: Planes, number: int) -> None:
        does, at = self._does, min(number, len(self._does.blink) - 1)
        self._puppet.draw(frame, does.mouth[at], float(does.blink[at]), does.sway[at], float(does.breath[at]))


def _around(whole: Box, hole: Box) -> list[Box]:
    """The parts of `whole` that are not `hole`, which lies inside."""
    right, bottom = hole.x + hole.width, hole.y + hole.height
    parts = [
        Box(whole.x, whole.y, whole.width, hole.y - whole.y),
        Box(whole.x, bottom, whole.width, whole.y + whole.height - bottom),
        Box(whole.x, hole.y, hole.x - whole.x, hole.height),
        Box(right, hole.y, whole.x + whole.width - right, hole.height),
    ]
    return [box for box in parts if box.width > 0 and box.height > 0]


def _channel(planes: Plane, number: int) -> Plane:
    return np.asarray(cv2.extractChannel(planes, number), np.uint8)


def _points(start: int, length: int) -> Floats:
    """Where a field is kept: the middles of cells of `_STEP` pixels, one cell beyond the box on either side."""
    points: Floats = start + (np.arange(-1, -(-length // _STEP) + 1) + 0.5) * _STEP - 0.5
    return points


def _ramp(share: Floats) -> Floats:
    """0 to 1 without a corner."""
    inside = np.clip(share, 0, 1)
    smooth: Floats = inside * inside * (3 - 2 * inside)
    return smooth


def _bytes(values: Floats) -> Plane:
    return np.ascontiguousarray(np.clip(values + 0.5, 0, 255).astype(np.uint8))
