"""One face painted over another by their meshes.

Everything that is decided (map, colour, mask) is decided on a piece of at most WORK pixels; only the drawing itself is done at
the target's own resolution. So the cost hardly grows with the face.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces import colour, glasses, masks
from enfoads.engines.faces.base import Floats, Pixels
from enfoads.engines.faces.geometry import Blend, eye_opening, gaze
from enfoads.engines.faces.keeping import kept_mask, look, weigh
from enfoads.engines.faces.paste import Keep, Painted
from enfoads.engines.faces.steady import Memory
from enfoads.engines.faces.topology import CHIN, EYES, LEFT_SIDE, OVAL, RIGHT_SIDE, SKIN, TOP
from enfoads.engines.faces.warp import backward_map

WORK = 288  # pixels: longer side of the piece on which all is decided
MARGIN = 0.06  # of the face's size, around its outline
SHUT = 0.21  # opening of eyes that are closed: what the mesh says of them is 0.19
BARE = 0.1  # share of the face that must be skin to speak for its light
GLANCE, GLANCES = 0.4, 2  # half widths of the eye by which an iris is moved at most at once, since more would fold the eye; how often
NEAR = 0.012  # of the face's width: what still counts as a feature for its colour
TEXTURE = 1.25  # the source may have this many pixels for one of the target's; more would only alias


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A face and what is around it: pixels, and the mesh in their coordinates. face: its width there."""

    pixels: Pixels
    points: Floats
    face: float


class MeshSwapper:
    def __init__(self, canonical: Floats, triangles: NDArray[np.intp]) -> None:
        self._blend = Blend(canonical)
        self._triangles = triangles

    def paint(
        self, source: Pixels, source_points: Floats, target: Pixels, target_points: Floats, keep: Keep, memory: Memory | None = None
    ) -> Painted | None:
        """The source's face as it must look over the target's; None when nothing of it is inside the picture.

        `memory`: of the same face in the frames before, in a clip.
        """
        memory = memory or Memory()
        rect = _around(target_points, target.shape)
        if rect is None:
            return None
        x, y, width, height = rect
        full = target[y : y + height, x : x + width]
        scale = min(1.0, WORK / max(width, height))
        small = _scaled(full, target_points, (x, y), scale)
        texture = _texture(source, source_points, size(target_points))
        coarse = _scaled(texture.pixels, texture.points, (0, 0), min(1.0, scale))
        shape = self._blend(coarse.points, small.points)
        map_ = backward_map(coarse.points[:, :2], shape, self._triangles, small.pixels.shape[1::-1], small.face)
        map_ = _look_where(map_, coarse, small, shape, memory)
        warped = _draw(coarse.pixels, map_)
        change, mask = self._decide(warped, coarse, small, shape[:, :2], keep, memory)
        if scale < 1:
            warped = _draw(texture.pixels, (_enlarged(map_, rect) + 0.5) / scale - 0.5)
            mask = _enlarged(mask, rect)
        return Painted(_changed(warped, change), mask, rect)

    def _decide(self, warped: Pixels, source: Piece, target: Piece, shape: Floats, keep: Keep, memory: Memory) -> tuple[Floats, Floats]:
        """What to add to the warped source (H, W, 3), and the mask (H, W), for the small piece."""
        face, size = target.face, target.pixels.shape
        points = target.points[:, :2]
        protected = masks.features(size, shape, face)
        source_lab = colour.lab(warped)
        source_skin = colour.skin(source_lab, shape[SKIN], face)
        target_skin = colour.skin(colour.lab(target.pixels), points[SKIN], face)
        wearing = glasses.worn(source_lab, shape, face)
        if wearing > 0:  # glasses are no skin, but neither are they in the way: half of a pair would be left
            protected = np.maximum(protected, wearing * glasses.place(size, shape, face))
        edge = masks.outline(size, points, face)
        toned = colour.tone(
            _surface(warped, source_skin, edge, shape, face), _surface(target.pixels, target_skin, edge, points, face), face, memory
        )
        mask = edge * masks.validity(source_skin, source_lab[..., 0], target_skin, protected, shape, face)
        toned = colour.meet(toned, target.pixels, mask, target_skin * (1 - protected), face)
        kept = weigh(look(source.pixels, source.points), look(target.pixels, target.points), keep)
        mask = mask * (1 - kept_mask(kept, size, points, face)) * (1 - masks.in_front(target_skin, points, face))
        return toned - warped, (keep.strength * memory("mask", mask)).astype(np.float32)


def _surface(pixels: Pixels, skin: Floats, edge: Floats, points: Floats, face: float) -> colour.Surface:
    inside = (edge > 0).astype(np.float32)
    seen = skin * inside
    if seen.sum() < BARE * inside.sum():  # a mask, paint or a drawing: all of it counts
        seen = inside
    shape = pixels.shape
    return colour.Surface(pixels, seen, 1 - masks.features(shape, points, face, NEAR), masks.between_lids(shape, points, face))


def size(points: Floats) -> float:
    """How wide a face is in pixels, also when it is turned."""
    across = float(np.linalg.norm(points[RIGHT_SIDE, :2] - points[LEFT_SIDE, :2]))
    return max(across, 0.8 * float(np.linalg.norm(points[TOP, :2] - points[CHIN, :2])), 1.0)


def _around(points: Floats, shape: tuple[int, ...]) -> tuple[int, int, int, int] | None:
    outline, margin = points[OVAL, :2], MARGIN * size(points)
    x0, y0 = np.maximum(np.floor(outline.min(0) - margin), 0).astype(int)
    x1, y1 = np.minimum(np.ceil(outline.max(0) + margin), (shape[1], shape[0])).astype(int)
    return None if x1 - x0 < 8 or y1 - y0 < 8 else (int(x0), int(y0), int(x1 - x0), int(y1 - y0))


def _scaled(pixels: Pixels, points: Floats, corner: tuple[int, int], scale: float) -> Piece:
    """A piece of a picture made smaller. Pixel centres are at halves, so a point p becomes (p + 1/2) scale - 1/2."""
    moved = points - np.array([*corner, 0], np.float32)
    if scale < 1:
        wanted = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
        exact = np.array([wanted[0] / pixels.shape[1], wanted[1] / pixels.shape[0], scale], np.float32)
        pixels = cv2.resize(pixels, wanted, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        moved = (moved + 0.5) * exact - 0.5
    return Piece(pixels, moved.astype(np.float32), size(moved))


def _texture(source: Pixels, points: Floats, target_size: float) -> Piece:
    """The source's face cut out, with no more pixels than the target can show."""
    margin = 0.15 * size(points)
    low = np.maximum(np.floor(points[:, :2].min(0) - margin), 0).astype(int)
    high = np.minimum(np.ceil(points[:, :2].max(0) + margin), source.shape[1::-1]).astype(int)
    cut = source[low[1] : max(high[1], low[1] + 1), low[0] : max(high[0], low[0] + 1)]
    ratio = size(points) / target_size
    return _scaled(cut, points, (int(low[0]), int(low[1])), min(1.0, TEXTURE / ratio) if ratio > TEXTURE else 1.0)


def _changed(pixels: Pixels, change: Floats) -> Pixels:
    """The pixels plus a change that may be coarser. In bytes, more and less apart: a quarter of the time of floats."""
    size = pixels.shape[1::-1]
    more, less = (cv2.resize(np.clip(part + 0.5, 0, 255).astype(np.uint8), size) for part in (change, -change))
    return np.asarray(cv2.subtract(cv2.add(pixels, more), less), np.uint8)


def _enlarged(field: Floats, rect: tuple[int, int, int, int]) -> Floats:
    return np.asarray(cv2.resize(field, rect[2:], interpolation=cv2.INTER_LINEAR))


def _draw(pixels: Pixels, map_: Floats) -> Pixels:
    across, down = np.ascontiguousarray(map_[..., 0], np.float32), np.ascontiguousarray(map_[..., 1], np.float32)
    drawn = cv2.remap(pixels, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return drawn.astype(np.uint8, copy=False)


def _look_where(map_: Floats, source: Piece, target: Piece, shape: Floats, memory: Memory) -> Floats:
    """Move the irises to where the target's look. The corners of the eyes and the lids stay."""
    if min(eye_opening(source.points), eye_opening(target.points)) < SHUT:
        return map_
    theirs, mine = (cv2.cvtColor(piece.pixels, cv2.COLOR_BGR2GRAY) for piece in (source, target))
    looks = [gaze(mine.astype(np.float32), target.points[eye, :2]) for eye in EYES]
    for turn in range(GLANCES):  # what is measured is darkness, lashes too: after the first move some of the way is left
        drawn = _draw(theirs.astype(np.uint8, copy=False), map_).astype(np.float32)
        for number, (eye, here) in enumerate(zip(EYES, looks, strict=True)):
            there = gaze(drawn, shape[eye, :2])
            if there is not None and here is not None:
                shift = memory(f"eye {number} {turn}", np.clip(there - here, -GLANCE, GLANCE) * (1.0, 0.5))
                _roll(map_, shape[[eye[0], eye[8]], :2], source.points[[eye[0], eye[8]], :2], shift)
    return map_


def _roll(map_: Floats, corners: Floats, source_corners: Floats, shift: Floats) -> None:
    """Shift, in place, what lies between the corners of an eye by `shift` (along, across) in half widths of the eye."""
    along = (corners[1] - corners[0]) / 2
    half = float(np.linalg.norm(along))
    middle, along = corners.mean(0), along / max(half, 1e-6)
    low, high = np.floor(middle - 1.3 * half).astype(int), np.ceil(middle + 1.3 * half).astype(int) + 1
    low, high = np.maximum(low, 0), np.minimum(high, map_.shape[1::-1])
    if (high - low < 3).any():
        return
    rows, columns = np.mgrid[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    off = np.dstack([columns, rows]) - middle
    u, v = off @ along / half, off @ np.array([-along[1], along[0]]) / half
    fade = np.clip(1 - u * u, 0, 1) ** 2 * np.exp(-((v / 0.6) ** 2))
    axis = (source_corners[1] - source_corners[0]) / 2
    move = shift[0] * axis + shift[1] * np.array([-axis[1], axis[0]])
    map_[low[1] : high[1], low[0] : high[0]] += (fade[..., None] * move).astype(map_.dtype)
