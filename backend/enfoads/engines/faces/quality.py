"""How much a swap can make of a face, and why not more."""

from __future__ import annotations

import cv2
import numpy as np

from enfoads.engines.faces.base import Floats, Pixels, Pose

WEAKNESSES = ("face_small", "face_blurred", "face_turned", "face_tilted", "face_cut")
SMALL, ENOUGH = 48.0, 160.0  # pixels of the face's width: unusable below, no better above
BLURRED, SHARP = 15.0, 120.0  # variance of the Laplacian of the 150 px chip, about what 8 px and no blur give
TURNED, TILTED = 30.0, 35.0  # degrees of yaw and pitch at which a quarter of the quality is left


def judge(chip: Pixels, width: float, inside: float, pose: Pose) -> tuple[float, tuple[str, ...]]:
    """Quality 0 to 1, the product of what size, sharpness, pose and being inside the picture leave of it; and what is weak.

    chip: the face cut out at about 150 px. width: of the face in the picture, in pixels. inside: share of its points in the picture.
    """
    sharpness = cv2.Laplacian(cv2.cvtColor(chip, cv2.COLOR_BGR2GRAY), cv2.CV_32F).var()
    parts = {
        "face_small": _between(np.log(max(width, 1.0)), np.log(SMALL), np.log(ENOUGH)),
        "face_blurred": _between(np.log(max(sharpness, 1.0)), np.log(BLURRED), np.log(SHARP)),
        "face_turned": float(0.25 ** ((pose.yaw / TURNED) ** 2)),
        "face_tilted": float(0.25 ** ((pose.pitch / TILTED) ** 2)),
        "face_cut": inside**4,
    }
    return round(float(np.prod(list(parts.values()))), 3), tuple(name for name in WEAKNESSES if parts[name] < 0.5)


def inside(points: Floats, shape: tuple[int, ...]) -> float:
    """Share of the points (N, 2) that lie in a picture of this shape (H, W, …)."""
    return float(((points >= 0) & (points < (shape[1], shape[0]))).all(1).mean())


def _between(value: float, low: float, high: float) -> float:
    """From 0.1 at `low` to 1 at `high`."""
    return float(np.clip(0.1 + 0.9 * (value - low) / (high - low), 0.1, 1))
