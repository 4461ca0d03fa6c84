"""Whether a face wears glasses, told by the bridge: something with edges across the nose, where bare skin changes slowly."""

from __future__ import annotations

import cv2
import numpy as np

from enfoads.engines.faces.base import Floats
from enfoads.engines.faces.colour import blur
from enfoads.engines.faces.masks import fill
from enfoads.engines.faces.topology import BROWS, EYES

NOSE = [8, 168, 6, 197, 195]  # down the nose from between the brows
CHEEKS = [118, 119, 100, 347, 348, 329]  # under the eyes, where most lenses end
PLACES = 40  # along the nose
BRIDGE = (8.0, 14.0)  # ΔE from a smooth change along the nose: bare noses have up to 6 (turned ones, lit from the side), frames 20


def worn(colours: Floats, points: Floats, face: float) -> float:
    """0: bare; 1: glasses. colours: (H, W, 3) Lab; points: (468, 2)."""
    line = points[NOSE]
    steps = np.linspace(0, len(NOSE) - 1, PLACES)
    low = np.maximum(np.floor(line.min(0)).astype(int) - 4, 0)
    high = np.ceil(line.max(0)).astype(int) + 5
    piece = colours[low[1] : high[1], low[0] : high[0]]
    if min(piece.shape[:2]) < 4:
        return 0.0
    across, down = (np.interp(steps, np.arange(len(NOSE)), line[:, axis] - low[axis]).astype(np.float32) for axis in range(2))
    seen = cv2.remap(blur(piece, 0.006 * face), across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    seen = seen.reshape(PLACES, 3).astype(np.float64)
    along = np.linspace(-1, 1, PLACES)
    smooth = np.vander(along, 3) @ np.linalg.lstsq(np.vander(along, 3), seen, rcond=None)[0]
    edge = float(np.linalg.norm(seen - smooth, axis=1).max())
    return float(np.clip((edge - BRIDGE[0]) / (BRIDGE[1] - BRIDGE[0]), 0, 1))


def place(shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    """1 where a pair of glasses sits, (H, W), softly."""
    around = points[[*EYES[0], *EYES[1], *BROWS[0], *BROWS[1], *CHEEKS]]
    hull = np.asarray(cv2.convexHull(around.astype(np.float32)), np.float32).reshape(-1, 2)
    reach = max(1, int(face * 0.06))
    grown = cv2.dilate(fill(shape, hull), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2))
    return blur(grown, face * 0.03)
