"""A photo's eyes, shut: the skin above each lid is drawn down over the eye with its lashes; the lower lid comes up a little.

Where the rim of glasses lies on that skin `plain` is false: drawn down it would be a smear, and such eyes had better stay open.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.portrait.facepoints import EYES, eye_axes
from enfoads.engines.portrait.puppet import Box
from enfoads.video.planes import Pixels

Floats = NDArray[np.floating[Any]]

_MEET = 0.82  # where shut lids meet, from the upper to the lower one
_SKIN = 0.62  # share of the way from lid to brow that is stretched
_BARE = 0.30  # share of it nearest to the lid that is not: lashes, and the shadow under the fold
_LASHES = 0.18  # half widths of the eye
_SOFT = 1.0  # pixels over which the lid's edge is blended
_PLAIN = 0.35  # spread of the brightness of a lid's skin against its mean: at most 0.2 of skin, 0.6 where the rim of glasses runs


class Lids:
    """One eye, `which` of `facepoints.EYES`. `rgba`: the frame with the portrait in it; `points`: its mesh in pixels of the frame."""

    def __init__(self, rgba: Pixels, points: Floats, which: int) -> None:
        upper, lower, brow = EYES[which]
        self._axes = axes = eye_axes(points, upper)
        self._upper, self._lower = (axes.curve(points[one, :2]) for one in (upper, lower))
        brow_u, brow_v = axes.curve(points[brow, :2])
        lids = np.interp(brow_u, *self._upper)
        self._skin, self._bare = ((brow_u, lids + (brow_v - lids) * share) for share in (_SKIN, _BARE))
        low, high = np.min(points[[*upper, *lower, *brow], :2], 0), np.max(points[[*upper, *lower, *brow], :2], 0)
        around = 0.35 * axes.unit
        self.box = Box.around(low[0] - around, low[1] - 0.2 * around, high[0] + around, high[1] + around, (rgba.shape[1], rgba.shape[0]))
        self._rgba = np.ascontiguousarray(rgba[self.box.rows, self.box.columns])
        x, y = np.meshgrid(np.arange(self.box.width) + self.box.x, np.arange(self.box.height) + self.box.y)
        self._u, self._v = axes.of(np.dstack([x, y]).astype(np.float64))
        skin, bare = (np.interp(self._u, *curve) for curve in (self._skin, self._bare))
        lit = self._rgba[..., :3].mean(2)[(self._v > skin) & (self._v < bare) & (np.abs(self._u) < 0.8)]
        self.plain = bool(len(lit)) and float(lit.std()) < _PLAIN * float(lit.mean())

    def __call__(self, shut: float) -> Pixels:
        """(H, W, 4) of the box with the eye shut so far, 0 to 1."""
        u, v, unit = self._u, self._v, self._axes.unit
        upper, lower, skin, bare = (np.interp(u, *curve) for curve in (self._upper, self._lower, self._skin, self._bare))
        inside = np.clip((1.02 - np.abs(u)) / 0.12, 0, 1)
        opened = np.maximum(lower - upper, 0) * inside
        edge = upper + _MEET * shut * opened
        # A lid that begins to fall brings its lashes along; on a shut one they point the other way, a line is all that is seen.
        fold = edge - _LASHES
        hanging = np.where(v > fold, v - edge + upper, _stretched(v, skin, fold, upper - _LASHES))
        clean = np.clip((shut - 0.3) / 0.5, 0, 1)
        line = 0.52 * np.exp(-(((v - edge + 0.03) / 0.09) ** 2)) * inside
        lid = self._taken(hanging) * (1 - clean) + self._taken(_stretched(v, skin, edge, bare)) * clean * (1 - line[..., None])
        raised = (1 - _MEET) * shut * opened
        under = self._taken(v + raised * np.clip(1 - (v - lower) / 0.5, 0, 1) * (v > edge))
        covered = np.clip(0.5 + (edge - v) * unit / (2 * _SOFT), 0, 1) * (v > skin)
        fade = (covered * np.clip((1.12 - np.abs(u)) / 0.2, 0, 1))[..., None]
        drawn = self._rgba.copy()
        drawn[..., :3] = np.clip(lid * fade + under * (1 - fade) + 0.5, 0, 255)
        return drawn

    def _taken(self, v: Floats) -> Floats:
        x, y = self._axes.places(self._u, v)
        maps = ((x - self.box.x).astype(np.float32), (y - self.box.y).astype(np.float32))
        taken = cv2.remap(self._rgba, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(taken, np.float32)[..., :3]


def _stretched(v: Floats, start: Floats, end: Floats, until: Floats) -> Floats:
    """Where what is between `start` and `end` comes from, when it is all taken from between `start` and `until`."""
    places: Floats = start + np.clip((v - start) / np.maximum(end - start, 0.05), 0, 1) * (until - start)
    return places
