"""The shape a swapped face gets: the target's outline and expression, the source's features between them."""

from __future__ import annotations

import cv2
import numpy as np

from enfoads.engines.faces.base import Floats
from enfoads.engines.faces.pose import align
from enfoads.engines.faces.topology import (
    CHIN,
    EYES,
    LEFT_CORNER,
    LIPS_INNER,
    LIPS_OUTER,
    LOWER_LIP,
    OVAL,
    RIGHT_CORNER,
    TOP,
    UPPER_LIP,
)  # fmt: skip

SHAPE = 0.72  # how much of the source's own shape, in the middle of the face
LID_SHAPE = 0.5  # at the eyes: how far they are open is expression
LIP_SHAPE = 0.25  # at the lips, when both mouths do the same
RAMP = 3.0  # centimetres from the outline over which the source's shape comes in
REACH = 2.5  # centimetres around the mouth


class Blend:
    """Weights of the source's shape for each point of the mesh, made once from the average face."""

    def __init__(self, canonical: Floats) -> None:
        flat = canonical[:, :2]
        rim = np.linalg.norm(flat[:, None] - flat[None, OVAL], axis=2).min(1)
        self._plain = np.clip(rim / RAMP, 0, 1) * SHAPE
        self._lips = np.exp(-((np.linalg.norm(flat - flat[LIPS_OUTER].mean(0), axis=1) / REACH) ** 2))
        eyes = [np.linalg.norm(flat - flat[eye].mean(0), axis=1) for eye in EYES]
        self._lids = np.exp(-((np.minimum(*eyes) / 1.6) ** 2))

    def __call__(self, source: Floats, target: Floats) -> Floats:
        """(468, 3): the mesh to paint, in the target's picture; depth is the target's."""
        laid = align(source, target)(source)
        alike = np.clip(1 - abs(openness(source) - openness(target)) / 0.10 - abs(grin(source) - grin(target)) / 0.25, 0, 1)
        weight = self._plain * (1 - self._lips) + np.minimum(self._plain, LIP_SHAPE * alike) * self._lips
        weight = weight * (1 - self._lids) + np.minimum(weight, LID_SHAPE) * self._lids
        weight[LIPS_INNER] = 0  # the target's own mouth may be kept between the lips, so they must meet it
        shape = target.astype(np.float32).copy()
        shape[:, :2] += weight[:, None] * (laid - target)[:, :2]
        return shape


def openness(points: Floats) -> float:
    """Gap between the lips, as a share of the face's height."""
    return float(np.linalg.norm(points[UPPER_LIP] - points[LOWER_LIP]) / max(float(np.linalg.norm(points[TOP] - points[CHIN])), 1e-6))


def grin(points: Floats) -> float:
    """Width of the mouth against the distance of the eyes' outer corners."""
    eyes = float(np.linalg.norm(points[33] - points[263]))
    return float(np.linalg.norm(points[RIGHT_CORNER] - points[LEFT_CORNER])) / max(eyes, 1e-6)


def eye_opening(points: Floats) -> float:
    """Height of the gap between the lids as a share of the eye's width, the mean of both eyes."""
    outlines = points[list(EYES), :2]  # (2, 16, 2)
    gaps = np.linalg.norm(outlines[:, [3, 4, 5]] - outlines[:, [13, 12, 11]], axis=2).mean(1)
    return float((gaps / np.maximum(np.linalg.norm(outlines[:, 8] - outlines[:, 0], axis=1), 1e-6)).mean())


def gaze(grey: Floats, eye: Floats) -> Floats | None:
    """Where the iris is between the corners of an eye, (along, across) in half widths of the eye; None when the eye is closed.

    grey: (H, W) picture; eye: (16, 2) outline, first and ninth point its corners. The iris is what is darkest, weighted.
    """
    across = eye[8] - eye[0]
    width = float(np.linalg.norm(across))
    if width < 12:
        return None
    x0, y0 = np.maximum(np.floor(eye.min(0)).astype(int), 0)
    x1, y1 = np.ceil(eye.max(0)).astype(int) + 1
    piece = grey[y0:y1, x0:x1]
    if min(piece.shape) < 4:
        return None
    inside = np.zeros(piece.shape, np.uint8)
    cv2.fillPoly(inside, [np.round(eye - (x0, y0)).astype(np.int32)], 1)
    if width > 30:  # without the lashes
        inside = cv2.erode(inside, np.ones((3, 3), np.uint8)).astype(np.uint8)
    if inside.sum() < 0.08 * width * width:
        return None
    bright = float(np.percentile(piece[inside > 0], 80))
    dark = np.clip(0.75 * bright - piece, 0, None) * inside
    if dark.sum() < 1e-3:
        return None
    rows, columns = np.nonzero(dark)
    weights = dark[rows, columns] ** 1.5
    place = (np.column_stack([columns + x0, rows + y0]) * weights[:, None]).sum(0) / weights.sum()
    along = across / width
    off = place - (eye[0] + eye[8]) / 2
    return np.array([off @ along, off @ np.array([-along[1], along[0]])]) / (width / 2)
