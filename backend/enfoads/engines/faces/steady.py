"""What keeps a swapped face from flickering: points that follow quickly and rest quietly, and decisions that change slowly."""

from __future__ import annotations

import math

import cv2
import numpy as np

from enfoads.engines.faces.base import Floats

# MediaPipe's own figures for landmarks (landmarks_smoothing_calculator.proto as face and pose graphs set it): speeds in face widths.
MIN_CUTOFF, BETA, SPEED_CUTOFF = 0.05, 80.0, 1.0  # Hz, Hz per (face width / s), Hz


def share(seconds: float, fps: float) -> float:
    """How much of a new value a mean takes that forgets with this time constant."""
    return 1 - math.exp(-1 / max(seconds * fps, 1e-6))


class OneEuro:
    """The 1 € filter (Casiez, Roussel, Vogel 2012) over an array: slow points are smoothed, fast ones are not held back."""

    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._last: Floats | None = None
        self._speed: Floats | None = None

    def __call__(self, points: Floats, size: float) -> Floats:
        """points: (N, D). size: what speeds are measured against."""
        if self._last is None or self._speed is None:
            self._last, self._speed = points, np.zeros_like(points)
            return points
        speed = (points - self._last) * (self._fps / size)
        self._speed = self._speed + self._taken(SPEED_CUTOFF) * (speed - self._speed)
        # One cut-off for the whole face: filtered apart, the points of a moving face would slide against each other.
        rate = self._taken(MIN_CUTOFF + BETA * float(np.linalg.norm(self._speed[:, :2], axis=1).mean()))
        self._last = self._last + rate * (points - self._last)
        return self._last

    def _taken(self, cutoff: float) -> float:
        return 1 / (1 + self._fps / (2 * math.pi * cutoff))


class Memory:
    """Means over time, by name. `rate` is the share of the newest; with 1 nothing is remembered, as for a single picture."""

    def __init__(self, rate: float = 1.0) -> None:
        self._rate = rate
        self._kept: dict[str, Floats] = {}

    def __call__(self, name: str, value: Floats) -> Floats:
        """The mean with this value in it. A field (H, W, …) may have another size each time: what is kept is scaled to it."""
        if self._rate >= 1:
            return value
        before = self._kept.get(name)
        if before is not None and before.ndim == value.ndim:
            if before.shape[:2] != value.shape[:2] and value.ndim >= 2:
                before = np.asarray(cv2.resize(before, value.shape[1::-1], interpolation=cv2.INTER_LINEAR))
            value = before.reshape(value.shape) + self._rate * (value - before.reshape(value.shape))
        self._kept[name] = value
        return value

    def forget(self) -> None:
        self._kept.clear()
