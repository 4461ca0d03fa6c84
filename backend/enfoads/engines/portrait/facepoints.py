"""The 468 points of a face, as seen from its mouth and its eyes: curves of lips and lids over places that turn with the face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.topology import CHIN, LEFT_CORNER, LEFT_SIDE, RIGHT_CORNER, RIGHT_SIDE, TOP

Floats = NDArray[np.floating[Any]]

# Of MediaPipe's connections, each from the picture's left to its right.
INNER_UPPER = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308]
INNER_LOWER = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308]
OUTER_UPPER = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291]
OUTER_LOWER = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291]
EYES = (
    ([33, 246, 161, 160, 159, 158, 157, 173, 133], [33, 7, 163, 144, 145, 153, 154, 155, 133], [46, 53, 52, 65, 55]),
    ([362, 398, 384, 385, 386, 387, 388, 466, 263], [362, 382, 381, 380, 374, 373, 390, 249, 263], [285, 295, 282, 283, 276]),
)  # fmt: skip
"""Upper lid, lower lid and the lower edge of the brow, of the eye on the picture's left and of the other."""
NOSE_BASE, NOSE_TIP = 2, 4


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Coordinates that turn with a face: `u` along it, `v` down it, in units of `unit` pixels from `centre`."""

    centre: Floats
    along: Floats
    unit: float

    def of(self, points: Floats) -> tuple[Floats, Floats]:
        """u and v of points (…, 2)."""
        off = (points - self.centre) / self.unit
        return off @ self.along, off @ np.array([-self.along[1], self.along[0]])

    def places(self, u: Floats | float, v: Floats | float) -> tuple[Floats, Floats]:
        """x and y, in pixels, of what `of` gives."""
        (x, y), (right, down) = self.centre, self.along
        return x + self.unit * (u * right - v * down), y + self.unit * (u * down + v * right)

    def curve(self, points: Floats) -> tuple[Floats, Floats]:
        """u and v of points along a lip or a lid, u rising."""
        u, v = self.of(points)
        order = np.argsort(u)
        return u[order], v[order]


def mouth_axes(points: Floats) -> Axes:
    """From the middle between the corners; the unit is half the mouth's width."""
    right, left = points[RIGHT_CORNER, :2], points[LEFT_CORNER, :2]
    width = float(np.linalg.norm(left - right))
    return Axes((left + right) / 2, (left - right) / max(width, 1e-6), max(width / 2, 1e-6))


def eye_axes(points: Floats, upper: list[int]) -> Axes:
    """From the middle between an eye's corners; the unit is half its width."""
    first, last = points[upper[0], :2], points[upper[-1], :2]
    width = float(np.linalg.norm(last - first))
    return Axes((first + last) / 2, (last - first) / max(width, 1e-6), max(width / 2, 1e-6))


def gap(points: Floats) -> float:
    """How far the lips are apart, in half widths of the mouth."""
    axes = mouth_axes(points)
    return float(axes.of(points[14, :2])[1] - axes.of(points[13, :2])[1])


def head(points: Floats) -> tuple[Floats, float, float]:
    """Middle of the face, its width and its height, in pixels."""
    flat = points[:, :2]
    width, height = float(np.linalg.norm(flat[LEFT_SIDE] - flat[RIGHT_SIDE])), float(np.linalg.norm(flat[CHIN] - flat[TOP]))
    return (flat[TOP] + flat[CHIN]) / 2, width, height
