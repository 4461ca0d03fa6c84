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


class Piece(NamedTuple):
    """A part of a picture as planes, multiplied by its opacity, where it stands in the frame.

    y: (H, W); u, v: (H/2, W/2). through: how much of the frame is seen through each point, 0 to 255, for luma and for chroma; None:
    nothing anywhere.
    """

    box: Box
    y: Plane
    u: Plane
    v: Plane
    through: tuple[Plane, Plane] | None

    @classmethod
    def of(cls, rgba: Pixels, box: Box) -> Piece:
        """`rgba`: (H, W, 4), not multiplied, of the box's size."""
        rgb = np.ascontiguousarray(rgba[..., :3])
        if (rgba[..., 3] == 255).all():
            return cls(box, *planes_of(rgb), None)
        weight = rgba[..., 3].astype(np.float32) / 255
        y = planes_of(rgb).y * weight
        # Chroma of what is transparent must not leak: the mean of four is weighed by opacity, as Patch does it.
        flat = planes_of(np.round(rgb * weight[..., None] + 128 * (1 - weight[..., None])).astype(np.uint8))
        half = np.asarray(cv2.resize(weight, (box.width // 2, box.height // 2), interpolation=cv2.INTER_AREA), np.float32)
        u, v = (plane.astype(np.float32) - 128 * (1 - half) for plane in (flat.u, flat.v))
        return cls(box, _bytes(y), _bytes(u), _bytes(v), (~rgba[..., 3], ~_bytes(half * 255)))

    def part(self, box: Box) -> Piece:
        """What is inside `box`, which lies inside."""
        x, y = box.x - self.box.x, box.y - self.box.y
        full = slice(y, y + box.height), slice(x, x + box.width)
        half = slice(y // 2, (y + box.height) // 2), slice(x // 2, (x + box.width) // 2)
        through = self.through and (_own(self.through[0][full]), _own(self.through[1][half]))
        return Piece(box, _own(self.y[full]), _own(self.u[half]), _own(self.v[half]), through)

    def lay(self, frame: Planes) -> None:
        """Draw it."""
        for number, (place, over) in enumerate(zip(_places(frame, self.box), (self.y, self.u, self.v), strict=True)):
            if self.through is None:
                place[:] = over
            else:
                _lay(place, over, self.through[min(number, 1)])


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
        self._full, self._half = _Maps(box.width, box.height, _STEP), _Maps(box.width // 2, box.height // 2, _STEP // 2)

    def maps(self, sway: Sequence[float], breath: float) -> tuple[tuple[Plane, Plane], tuple[Plane, Plane]]:
        """Where each point of luma, and of chroma, comes from: x and y. They are good until the next ones."""
        pose = np.array([*sway, breath], np.float32)
        # The way back along the same displacement: it changes little from pixel to pixel.
        x, y = self._from - np.einsum("p,cphw->chw", pose, self._moves)
        return self._full.of(x, y), self._half.of((x - 0.5) / 2, (y - 0.5) / 2)


class _Maps:
    """Room for maps of one size: made once, because fresh memory costs as much as the work in it."""

    def __init__(self, width: int, height: int, cell: int) -> None:
        across, down = -(-width // cell) + 2, -(-height // cell) + 2
        self._fine = [np.empty((down * cell, across * cell), np.float32) for _ in range(2)]
        self._inside = slice(cell, cell + height), slice(cell, cell + width)

    def of(self, x: Floats, y: Floats) -> tuple[Any, Any]:
        """x and y of cells of pixels, at every pixel."""
        for coarse, fine in zip((x, y), self._fine, strict=True):
            cv2.resize(coarse, fine.shape[::-1], dst=fine, interpolation=cv2.INTER_LINEAR)
        return self._fine[0][self._inside], self._fine[1][self._inside]


class _Solid:
    """A piece that hides all behind it, while it is bent."""

    def __init__(self, piece: Piece) -> None:
        self._planes = tuple(plane.copy() for plane in (piece.y, piece.u, piece.v))
        self._box = piece.box

    def put(self, piece: Piece) -> None:
        """Replace a part of it."""
        for place, plane in zip(_inside(self._planes, self._box, piece.box), (piece.y, piece.u, piece.v), strict=True):
            place[:] = plane

    def bend(self, frame: Planes, full: tuple[Any, Any], half: tuple[Any, Any]) -> None:
        """Draw it with each point taken from where the maps say."""
        for place, plane, maps in zip(_places(frame, self._box), self._planes, (full, half, half), strict=True):
            cv2.remap(plane, *maps, cv2.INTER_LINEAR, dst=place, borderMode=cv2.BORDER_REPLICATE)


class _Clear:
    """A piece that something is seen through, while it is bent. All that belongs to a point goes in one `cv2.remap` of four channels:
    it costs as much as one channel, and a third of two or three."""

    def __init__(self, piece: Piece) -> None:
        self._full, self._half = (np.zeros((*plane.shape, 4), np.uint8) for plane in (piece.y, piece.u))
        self._bent = self._full.copy(), self._half.copy()
        self._box = piece.box
        self.put(piece)

    def put(self, piece: Piece) -> None:
        full, half, _ = _inside((self._full, self._half, self._half), self._box, piece.box)
        through = piece.through or (0, 0)
        full[..., 0], full[..., 1] = piece.y, through[0]
        half[..., 0], half[..., 1], half[..., 2] = piece.u, piece.v, through[1]

    def bend(self, frame: Planes, full: tuple[Any, Any], half: tuple[Any, Any]) -> None:
        for planes, maps, bent in zip((self._full, self._half), (full, half), self._bent, strict=True):
            cv2.remap(planes, *maps, cv2.INTER_LINEAR, dst=bent, borderMode=cv2.BORDER_REPLICATE)
        y, u, v = _places(frame, self._box)
        _lay(y, cv2.extractChannel(self._bent[0], 0), cv2.extractChannel(self._bent[0], 1))
        through = cv2.extractChannel(self._bent[1], 2)
        for number, place in enumerate((u, v)):
            _lay(place, cv2.extractChannel(self._bent[1], number), through)


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
        self._moving = still.part(field.box)
        self._room = _Solid(self._moving) if self._moving.through is None else _Clear(self._moving)
        self._rest = [still.part(box) for box in _around(still.box, field.box)]
        self._lock = Lock()

    def draw(self, frame: Planes, mouth: Sequence[float], blink: float, sway: Sequence[float], breath: float) -> None:
        """Draw one frame. Safe from several threads; they take turns."""
        parts = [piece for piece in (self._mouth(mouth), *self._eyes(blink)) if piece is not None]
        for part in self._rest:
            part.lay(frame)
        with self._lock:
            for piece in parts:
                self._room.put(piece)
            self._room.bend(frame, *self._field.maps(sway, breath))
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


def _places(frame: Planes, box: Box) -> list[Plane]:
    """The box in each plane of a frame."""
    half = slice(box.y // 2, (box.y + box.height) // 2), slice(box.x // 2, (box.x + box.width) // 2)
    return [frame.y[box.rows, box.columns], frame.u[half], frame.v[half]]


def _inside(planes: Sequence[Plane], whole: Box, box: Box) -> list[Plane]:
    """The box in planes that hold `whole`; the first is luma."""
    moved = Box(box.x - whole.x, box.y - whole.y, box.width, box.height)
    return _places(Planes(*planes), moved)


def _lay(place: Plane, over: Any, through: Any) -> None:
    cv2.add(cv2.multiply(place, through, scale=1 / 255), over, dst=place)


def _own(plane: Plane) -> Plane:
    return np.ascontiguousarray(plane)


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
