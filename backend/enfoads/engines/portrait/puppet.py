"""A still picture that is moved: its planes, made once, with parts replaced (a mouth, eyes) and bent as a head moves and a chest breathes.

Nothing tears, because nothing is cut: one smooth field of displacements moves the head, fades out over the neck and is nothing where
the moving part of the picture ends. A frame costs two small `cv2.remap`, whatever is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.video.planes import Pixels, Plane, Planes, planes_of

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import Performance

Floats = NDArray[np.floating[Any]]

_STEP = 8  # pixels between the points at which a field is kept: it is smooth
_FINE = 8  # steps of a pixel in which a pose is told from another


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

    luma: (H, W, 2) brightness, opacity. chroma: (H/2, W/2, 3) blue, red, opacity. `rgba`: (H, W, 4), not multiplied, of the box's size.
    """

    def __init__(self, box: Box, luma: Plane, chroma: Plane) -> None:
        self.box, self.luma, self.chroma = box, luma, chroma

    @classmethod
    def of(cls, rgba: Pixels, box: Box) -> Piece:
        weight = rgba[..., 3:].astype(np.float32) / 255
        planes = planes_of(np.ascontiguousarray(rgba[..., :3]))
        luma = np.dstack([planes.y * weight[..., 0], rgba[..., 3]])
        # Chroma of what is transparent must not leak: the mean of four is weighed by opacity, as Patch does it.
        flat = planes_of(np.round(rgba[..., :3] * weight + 128 * (1 - weight)).astype(np.uint8))
        half = cv2.resize(weight, (box.width // 2, box.height // 2), interpolation=cv2.INTER_AREA)
        u, v = (plane.astype(np.float32) - 128 * (1 - half) for plane in (flat.u, flat.v))
        return cls(box, _bytes(luma), _bytes(np.dstack([u, v, half * 255])))

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
        box = self.box
        half = slice(box.y // 2, (box.y + box.height) // 2), slice(box.x // 2, (box.x + box.width) // 2)
        _over(frame.y[box.rows, box.columns], self.luma[..., 0], self.luma[..., 1])
        _over(frame.u[half], self.chroma[..., 0], self.chroma[..., 2])
        _over(frame.v[half], self.chroma[..., 1], self.chroma[..., 2])


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
    """What each part of `Performance.sway` and breath does to every point of a box.

    right, down: share of the head's movement. breath: share of a breath's lift. `edge`: (H', W') share of all that is left near the
    box's rim, where the picture goes on behind it; None: the box ends in nothing.
    """

    def __init__(self, box: Box, joints: Joints, breath: float, still_rim: Callable[[Floats, Floats], Floats] | None = None) -> None:
        """`breath`: how far a whole one lifts, in pixels."""
        self.box, self._joints = box, joints
        columns, rows = (_centres(start, length) for start, length in ((box.x, box.width), (box.y, box.height)))
        x, y = np.meshgrid(columns, rows)
        stiff = 1 - _ramp((y - joints.chin) / max(joints.shoulders - joints.chin, 1))
        rim = np.ones_like(x) if still_rim is None else still_rim(x, y)
        near = np.exp(-(((x - joints.nose[0]) ** 2 + (y - joints.nose[1]) ** 2) / (0.45 * joints.unit) ** 2))
        self._right, self._down = stiff * (0.85 + 0.5 * near) * rim, stiff * rim
        self._turn_x, self._turn_y = -(y - joints.pivot[1]) * stiff * rim, (x - joints.pivot[0]) * stiff * rim
        self._breath = -breath * (1 - _ramp((y - joints.shoulders) / max(joints.chest - joints.shoulders, 1))) * rim
        self._last: tuple[tuple[int, ...], tuple[Floats, ...]] | None = None
        self._grids = [_grid(box.width // step, box.height // step) for step in (1, 2)]

    def maps(self, sway: Sequence[float], breath: float) -> tuple[Floats, ...]:
        """For each point of the box, where it comes from: x and y of luma, x and y of chroma."""
        right, down = (value * self._joints.unit for value in sway[:2])
        turn = np.radians(sway[2])
        pose = tuple(round(value * _FINE) for value in (right, down, turn * self._joints.unit, breath * float(-self._breath.min())))
        last = self._last
        if last is None or last[0] != pose:
            dx = right * self._right + turn * self._turn_x
            dy = down * self._down + turn * self._turn_y + breath * self._breath
            last = self._last = pose, (*self._from(0, dx, dy), *self._from(1, dx / 2, dy / 2))
        return last[1]

    def _from(self, which: int, dx: Floats, dy: Floats) -> tuple[Floats, Floats]:
        (x, y), size = self._grids[which], self._grids[which][0].shape[::-1]
        across, along = (cv2.resize(one.astype(np.float32), size, interpolation=cv2.INTER_LINEAR) for one in (dx, dy))
        return x - across, y - along

    def bent(self, piece: Piece, sway: Sequence[float], breath: float) -> Piece:
        """The piece, which fills the box, in a pose."""
        x, y, half_x, half_y = self.maps(sway, breath)
        luma = cv2.remap(piece.luma, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        chroma = cv2.remap(piece.chroma, half_x, half_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return Piece(self.box, np.asarray(luma, np.uint8), np.asarray(chroma, np.uint8))


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
        self._rest = [still.part(box) for box in _around(still.box, field.box)]

    def draw(self, frame: Planes, mouth: Sequence[float], blink: float, sway: Sequence[float], breath: float) -> None:
        moving = self._moving.copy()
        for piece in (self._mouth(mouth), *self._eyes(blink)):
            if piece is not None:
                moving.put(piece)
        for part in self._rest:
            part.lay(frame)
        self._field.bent(moving, sway, breath).lay(frame)


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


def _over(place: Plane, colour: Plane, opacity: Plane) -> None:
    """Lay multiplied bytes over others, in place."""
    blended = np.subtract(255, opacity, dtype=np.uint16)
    blended *= place
    blended += 127
    blended //= 255
    blended += colour
    place[:] = np.minimum(blended, 255, out=blended)


def _centres(start: int, length: int) -> Floats:
    """Places of the field's points, as cv2.resize spreads them over `length` pixels."""
    count = max(2, -(-length // _STEP))
    centres: Floats = start + (np.arange(count) + 0.5) * length / count - 0.5
    return centres


def _grid(width: int, height: int) -> tuple[Floats, Floats]:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


def _ramp(share: Floats) -> Floats:
    """0 to 1 without a corner."""
    inside = np.clip(share, 0, 1)
    smooth: Floats = inside * inside * (3 - 2 * inside)
    return smooth


def _bytes(values: Floats) -> Plane:
    return np.ascontiguousarray(np.clip(values + 0.5, 0, 255).astype(np.uint8))
