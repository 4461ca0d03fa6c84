"""Which part of the target's face is replaced: inside its outline, where both faces show skin or features, softly at the edge."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.base import Floats
from enfoads.engines.faces.colour import blur
from enfoads.engines.faces.topology import BROWS, CHIN, EYES, LEFT_SIDE, LIPS_INNER, LIPS_OUTER, OVAL, RIGHT_SIDE, SKIN, TOP

RIM = 0.012  # of the face's width, inside the outline: hair and background begin there on many
FEATHER, FOREHEAD_FEATHER = 0.06, 0.22
LIDS = 0.015  # of the face's width, around the eyes
SCREEN = 0.12  # share of the face that a thing before it may cover
SHELF = 0.2  # of the forehead's height: over less, the change from one forehead to the other is seen
BAND = 0.1  # of the forehead's height: where hair or a hat is looked for
COVERED, DARK = 0.7, 9.0  # share of skin in a band of the source's forehead, and L under its cheeks', at which hair or a hat begins there


def fill(shape: tuple[int, ...], *outlines: Floats) -> Floats:
    """1 inside the outlines (N, 2), 0 outside."""
    mask = np.zeros(shape[:2], np.float32)
    for outline in outlines:
        cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 1.0, lineType=cv2.LINE_AA, shift=4)
    return mask


def features(shape: tuple[int, ...], points: Floats, face: float, around: float = 0.03) -> Floats:
    """1 on eyes, brows and lips, and `around` them (a share of the face's width): neither skin nor in the way."""
    outlines = [points[part] for part in (LIPS_OUTER, *EYES, *BROWS)]
    reach = max(1, int(face * around))
    grown = cv2.dilate(fill(shape, *outlines), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2))
    return blur(grown, face * around * 0.6)


def outline(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    """From 0 at the face's outline to 1 inside, over a wider band on the forehead, where light changes most."""
    inside = (fill(shape, points[OVAL]) > 0.5).astype(np.uint8)
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3) / face
    band = FEATHER + (FOREHEAD_FEATHER - FEATHER) * _height(shape, points)
    rise = np.clip((depth - RIM) / band, 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise))


def validity(source_skin: Floats, source_light: Floats, target_skin: Floats, protected: Floats, points: Floats, face: float) -> Floats:
    """0 where one of the faces shows hair, a hand or a hat near its edge. In the middle of the face everything is replaced."""
    shape = source_skin.shape
    seen = np.minimum(source_skin, target_skin)
    seen = np.maximum(seen, protected)
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    centre = points[SKIN].mean(0)
    tall = float(np.linalg.norm(points[TOP] - points[CHIN]))
    wide = float(np.linalg.norm(points[RIGHT_SIDE] - points[LEFT_SIDE]))
    middle = np.clip(1.6 - np.hypot((columns - centre[0]) / (0.30 * wide + 1), (rows - centre[1]) / (0.26 * tall + 1)), 0, 1)
    seen = seen * (1 - middle) + middle
    shrunk = blur(cv2.erode(seen, np.ones((3, 3), np.uint8)), face * 0.045)
    seen = np.minimum(seen, shrunk * 1.15)
    return np.asarray(np.clip(seen * _below_fringe(source_skin, source_light, points), 0, 1))


def in_front(target_skin: Floats, points: Floats, face: float) -> Floats:
    """1 on what reaches into the target's face from outside and is no skin: frames of glasses, a microphone, a strand of hair.

    More than SCREEN of the face is no thing before it but a beard or a shadow, which the new face must cover.
    """
    shape = target_skin.shape
    inside = fill(shape, points[OVAL]) > 0.5
    other = (target_skin < 0.35) & (fill(shape, points[LIPS_OUTER], *(points[eye] for eye in EYES)) < 0.5)
    count, labels = cv2.connectedComponents(other.astype(np.uint8), connectivity=8)
    reaching = np.zeros(count, bool)
    reaching[np.unique(labels[~inside])] = True
    reaching[0] = False
    found = reaching[labels] & inside
    if found.sum() > SCREEN * inside.sum():
        return np.zeros(shape, np.float32)
    reach = max(1, int(face * 0.008))
    return blur(cv2.dilate(found.astype(np.float32), np.ones((2 * reach + 1,) * 2, np.uint8)), face * 0.008)


def _below_fringe(source_skin: Floats, source_light: Floats, points: Floats) -> Floats:
    """1 at the brows, 0 where the source's hair or hat begins: its shadow would be a shelf across the target's forehead."""
    height = _height(source_skin.shape, points)
    middle = points[OVAL].mean(0)
    inside = fill(source_skin.shape, middle + (points[OVAL] - middle) * 0.8) > 0.5  # without the temples
    usual = float(np.median(source_light[_places(points[SKIN], source_light.shape)]))
    below, before = 0.0, 1.0
    for low in np.arange(0, 0.7, BAND):
        band = inside & (height > low) & (height <= low + BAND)
        if not band.any():
            continue
        shown = (float(source_skin[band].mean()) - COVERED) / (1 - COVERED)
        clear = min(shown, (float(np.median(source_light[band])) - usual + DARK) / DARK, 1.0)
        if clear < 0:
            top = max(below + (low + BAND / 2 - below) * before / (before - clear), SHELF)
            rise = np.clip(1 - height / top, 0, 1)
            return np.asarray(rise * rise * (3 - 2 * rise))
        below, before = low + BAND / 2, max(clear, 1e-3)
    return np.ones_like(source_skin)


def _places(points: Floats, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the pixels at points (N, 2), the nearest ones for points outside."""
    columns, rows = np.clip(np.round(points), 0, (shape[1] - 1, shape[0] - 1)).astype(np.intp).T
    return rows, columns


def mouth(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    """1 between the lips."""
    return blur(fill(shape, points[LIPS_INNER]), face * 0.008)


def whole_mouth(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    reach = max(1, int(face * 0.02))
    grown = cv2.dilate(fill(shape, points[LIPS_OUTER]), np.ones((2 * reach + 1,) * 2, np.uint8))
    return blur(grown, face * 0.02)


def lids(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    """1 on the eyes and the edges of their lids."""
    reach = max(1, int(face * LIDS))
    eyes = fill(shape, *(points[eye] for eye in EYES))
    return blur(cv2.dilate(eyes, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2)), face * LIDS)


def between_lids(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    return blur(fill(shape, *(points[eye] for eye in EYES)), face * 0.008)


def _height(shape: tuple[int, ...], points: Floats) -> Floats:
    """How far up the forehead each pixel is: 0 at the brows and below, 1 at the top of the outline."""
    up = points[TOP] - points[CHIN]
    tall = float(np.linalg.norm(up))
    up = up / max(tall, 1e-6)
    brows = max(float((points[brow] @ up).max()) for brow in BROWS)
    top = float(points[TOP] @ up)
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    return np.asarray(np.clip((columns * up[0] + rows * up[1] - brows) / max(top - brows, 1.0), 0, 1))
