"""A still picture that is moved: its planes, made once, with parts replaced (a mouth, eyes) and bent as a head moves and a chest breathes.

Nothing tears, because nothing is cut: one smooth field of displacements moves the head, fades out over the neck and is nothing where
the moving part of the picture ends. A frame costs a few small `cv2.remap`, whatever is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.portrait.base import Head
from enfoads.video.planes import Pixels, Plane, Planes, planes_of

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import Performance

Floats = NDArray[np.floating[Any]]

_BELOW_BEND = 0.07  # of the head's width: how far the chin is below where a figure bends
REACH = 0.06  # of the head's width: no point moves further
_STRIP = 192  # rows that are bent together
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
        through = (_own(self.through[0][full]), _own(self.through[1][half])) if self.through and self.through[0][full].any() else None
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
        self.box, self.reach = box, int(np.ceil(REACH * joints.unit))
        self.head = Head(joints.nose[0], joints.chin + _BELOW_BEND * joints.unit, joints.unit)
        columns, rows = (_points(start, length) for start, length in ((box.x, box.width), (box.y, box.height)))
        x, y = np.meshgrid(columns, rows)
        inside = np.ones_like(x) if rim is None else rim(x, y)
        stiff = (1 - ramp((y - joints.chin) / max(joints.shoulders - joints.chin, 1))) * inside
        near = np.exp(-(((x - joints.nose[0]) ** 2 + (y - joints.nose[1]) ** 2) / (0.45 * joints.unit) ** 2))
        lift = -breath * (1 - ramp((y - joints.shoulders) / max(joints.chest - joints.shoulders, 1))) * inside
        unit, turn = joints.unit, np.pi / 180
        across = (unit * stiff * (0.85 + 0.5 * near), 0 * stiff, -turn * (y - joints.pivot[1]) * stiff, 0 * stiff)
        along = (0 * stiff, unit * stiff, turn * (x - joints.pivot[0]) * stiff, lift)
        self._moves = np.stack([across, along]).astype(np.float32)  # (2, right down turn breath, H', W')
        self._from = np.stack([x - box.x, y - box.y]).astype(np.float32)

    def origins(self, sway: Sequence[float], breath: float) -> Floats:
        """Where each of its points comes from: x and y in the box, (2, H', W')."""
        pose = np.array([*sway, breath], np.float32)
        # The way back along the same displacement: it changes little from pixel to pixel.
        return np.asarray(self._from - np.einsum("p,cphw->chw", pose, self._moves))


class _Room:
    """A piece while it is bent: strip by strip, where there is something to be seen, in memory that stays in the processor's cache.

    All that belongs to a point goes in one `cv2.remap` of four channels, which costs as much as one channel.
    """

    def __init__(self, piece: Piece, reach: int) -> None:
        """`reach`: pixels by which a point may move."""
        self._box, self._clear = piece.box, piece.through is not None
        self._full = np.zeros((*piece.y.shape, 4) if self._clear else piece.y.shape, np.uint8)
        self._half = np.zeros((*piece.u.shape, 4), np.uint8)
        self._windows = _windows(piece, reach)
        largest = (_STRIP + 2 * _STEP) * (piece.box.width + 3 * _STEP)
        self._maps = tuple(np.empty(largest, np.float32) for _ in range(2))
        self._bent = np.empty(4 * largest, np.uint8)
        self.put(piece)

    def put(self, piece: Piece) -> None:
        """Replace a part of it."""
        full, half, _ = _inside((self._full, self._half, self._half), self._box, piece.box)
        through = piece.through or (0, 0)
        if self._clear:
            full[..., 0], full[..., 1] = piece.y, through[0]
        else:
            full[:] = piece.y
        half[..., 0], half[..., 1], half[..., 2] = piece.u, piece.v, through[1]

    def bend(self, frame: Planes, origins: Floats) -> None:
        """Draw it with each point taken from where `Field.origins` says."""
        for box in self._windows:
            rows, columns = (
                slice(start // _STEP, -(-(start + size) // _STEP) + 2) for start, size in ((box.y, box.height), (box.x, box.width))
            )
            x, y = origins[:, rows, columns]
            luma, *chroma = _places(frame, Box(self._box.x + box.x, self._box.y + box.y, box.width, box.height))
            self._strip([luma], self._full, (x, y), _STEP)
            self._strip(chroma, self._half, ((x - 0.5) / 2, (y - 0.5) / 2), _STEP // 2)

    def _strip(self, places: list[Plane], source: Plane, origins: tuple[Floats, Floats], cell: int) -> None:
        """A part of luma, or of both planes of chroma. `origins`: of cells of pixels, one beyond the part on either side."""
        height, width = places[0].shape
        inside, maps = (slice(cell, cell + height), slice(cell, cell + width)), []
        for coarse, room in zip(origins, self._maps, strict=True):
            fine = room[: coarse.size * cell * cell].reshape(coarse.shape[0] * cell, -1)
            cv2.resize(coarse, fine.shape[::-1], dst=fine, interpolation=cv2.INTER_LINEAR)
            maps.append(fine[inside])
        x, y = maps
        if source.ndim == 2:
            cv2.remap(source, x, y, cv2.INTER_LINEAR, dst=places[0], borderMode=cv2.BORDER_REPLICATE)
            return
        bent = self._bent[: 4 * height * width].reshape(height, width, 4)
        cv2.remap(source, x, y, cv2.INTER_LINEAR, dst=bent, borderMode=cv2.BORDER_REPLICATE)
        through = _own(bent[..., len(places)]) if self._clear else None
        for channel, place in enumerate(places):
            if through is None:
                np.copyto(place, bent[..., channel])
            else:
                _lay(place, _own(bent[..., channel]), through)


def _windows(piece: Piece, reach: int) -> list[Box]:
    """Strips of a piece, inside of it and from whole cells on, with all of it that is seen when points move up to `reach` pixels."""
    windows = []
    for top in range(0, piece.box.height, _STRIP):
        left, right, bottom = 0, piece.box.width, min(top + _STRIP, piece.box.height)
        if piece.through is not None:
            columns = np.flatnonzero((piece.through[0][max(0, top - reach) : bottom + reach] < 255).any(0))
            if not len(columns):
                continue
            left, right = max(0, int(columns[0]) - reach) // _STEP * _STEP, min(right, int(columns[-1] + reach + 2) // 2 * 2)
        windows.append(Box(left, top, right - left, bottom - top))
    return windows


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
        self.head = field.head
        self._moving = still.part(field.box)
        self._room = _Room(self._moving, field.reach)
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
            self._room.bend(frame, self._field.origins(sway, breath))
            for piece in parts:
                self._room.put(self._moving.part(piece.box))


class Acting:
    """The layer: a puppet that does what a performance says. Beyond its end it stays as it was."""

    def __init__(self, puppet: Puppet, performance: Performance) -> None:
        self._puppet, self._does = puppet, performance
        self.head = puppet.head

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


def _lay(place: Plane, over: Plane, through: Plane) -> None:
    cv2.add(cv2.multiply(place, through, scale=1 / 255), over, dst=place)


def _own(plane: Plane) -> Plane:
    return np.ascontiguousarray(plane)


def _points(start: int, length: int) -> Floats:
    """Where a field is kept: the middles of cells of `_STEP` pixels, one cell beyond the box on either side."""
    points: Floats = start + (np.arange(-1, -(-length // _STEP) + 1) + 0.5) * _STEP - 0.5
    return points


def ramp(share: Floats) -> Floats:
    """0 to 1 without a corner."""
    inside = np.clip(share, 0, 1)
    smooth: Floats = inside * inside * (3 - 2 * inside)
    return smooth


def _bytes(values: Floats) -> Plane:
    return np.ascontiguousarray(np.clip(values + 0.5, 0, 255).astype(np.uint8))
