"""Where each pixel of a swapped face comes from: triangles of the mesh, drawn far to near, their map made whole and smooth."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.base import Floats

SUBPIXEL = 4  # fractional bits of the drawn corners
THIN = 0.05  # a triangle whose source has less than this share of the usual area is seen edge on: its texture is a smear
SMOOTH = 0.02  # of the face's size: what the map is blurred by, so that no edge of a triangle shows


def backward_map(source: Floats, target: Floats, triangles: NDArray[np.intp], size: tuple[int, int], face: float) -> Floats:
    """For each pixel of a target picture of `size` (width, height) the place in the source picture it is drawn from: (H, W, 2).

    source: (468, 2) and target: (468, 3), in pixels of their pictures. `face`: width of the target face. Triangles that are turned
    away or seen edge on in the source, and everything outside the mesh, continue what is around them.
    """
    owner = _draw(target, triangles, size)
    affine, good = _affines(source, target, triangles)
    inside = owner > 0
    trusted = inside & good[np.maximum(owner, 1) - 1]
    columns, rows = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    here = np.dstack([columns, rows])
    moved = np.zeros_like(here)
    of, x, y = affine[owner[trusted] - 1], columns[trusted], rows[trusted]
    for axis in range(2):
        moved[..., axis][trusted] = of[:, axis, 0] * x + of[:, axis, 1] * y + of[:, axis, 2]
    base = cv2.estimateAffine2D(target[:, :2].astype(np.float32), source.astype(np.float32))[0]
    coarse = here @ base[:, :2].T.astype(np.float32) + base[:, 2].astype(np.float32)
    residue = np.where(trusted[..., None], moved - coarse, 0)
    return coarse + _spread(residue, trusted.astype(np.float32), face)


def _draw(target: Floats, triangles: NDArray[np.intp], size: tuple[int, int]) -> NDArray[np.int32]:
    """Number of the triangle seen at each pixel, from 1; 0 outside the mesh. The nearest triangle is drawn last."""
    owner = np.zeros((size[1], size[0]), np.int32)
    order = np.argsort(-target[triangles, 2].mean(1))
    corners = np.round(target[triangles, :2] * (1 << SUBPIXEL)).astype(np.int32)
    for number in order.tolist():
        cv2.fillConvexPoly(owner, corners[number], number + 1, lineType=cv2.LINE_8, shift=SUBPIXEL)
    return owner


def _affines(source: Floats, target: Floats, triangles: NDArray[np.intp]) -> tuple[Floats, NDArray[np.bool_]]:
    """Target to source as (898, 2, 3), and which of them can be trusted."""
    there, here = source[triangles].astype(np.float64), target[triangles, :2].astype(np.float64)
    area_there, area_here = _signed_area(there), _signed_area(here)
    facing = np.sign(np.median(area_here))
    good = (area_here * facing > 1e-6) & (area_there * facing > THIN * np.median(np.abs(area_there)))
    corners = np.concatenate([here, np.ones((len(here), 3, 1))], 2)
    corners[~good] = np.eye(3)
    return np.linalg.solve(corners, there).transpose(0, 2, 1), good


def _signed_area(corners: Floats) -> Floats:
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])


def _spread(field: Floats, weight: Floats, face: float) -> Floats:
    """The field where it has weight, and its surroundings' average elsewhere: narrow averages first, wide ones where those end."""
    result, known = np.zeros_like(field), np.zeros_like(weight)
    for sigma in (SMOOTH * face, 0.03 * face, 0.12 * face, 0.5 * face):
        step = max(1, int(sigma / 2))
        size = (max(1, field.shape[1] // step), max(1, field.shape[0] // step))
        values = cv2.GaussianBlur(cv2.resize(field, size, interpolation=cv2.INTER_AREA), (0, 0), max(sigma / step, 0.3))
        total = cv2.GaussianBlur(cv2.resize(weight, size, interpolation=cv2.INTER_AREA), (0, 0), max(sigma / step, 0.3))
        share = np.clip(total * 2, 0, 1)
        average = cv2.resize(values / np.maximum(total, 1e-6)[..., None], field.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        fresh = (1 - known) * cv2.resize(share, field.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        result += fresh[..., None] * average
        known += fresh
    return result / np.maximum(known, 1e-6)[..., None]
