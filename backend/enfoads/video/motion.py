"""How a camera moves over a picture: where it looks on each frame, and the picture as it is seen from there.

What is looked at is a canvas of the frame's own shape. Speed is the same for short scenes and long ones, as far as the picture
reaches; it is gentle at both ends and never quite still, since a scene goes on while the next one comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.video.formats import MotionKind
from enfoads.video.planes import Planes
from enfoads.video.timeline import LONGEST_TRANSITION_S

MARGIN = 1.2  # a canvas is so much larger than the frame, so that the nearest view is still sharp
_RATE = 0.03  # of the frame's size a second: a usual Ken Burns, 12 % in four seconds
_MOST = MARGIN - 1
_EASE_S, _SLOW = 0.7, 0.5  # how long it gathers speed, and the share of it that it starts and ends with
_PANS = {"pan_left": (-1, 0), "pan_right": (1, 0), "pan_up": (0, -1), "pan_down": (0, 1)}


class View(NamedTuple):
    """The part of a canvas that is seen: its size is 1/scale of the canvas, (x, y) its middle; both as shares, 0 to 1."""

    scale: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Motion:
    """`seconds`: of the scene. `anchor`: the point (shares of the canvas) that stays where it is in a zoom."""

    kind: MotionKind
    seconds: float
    fps: int
    anchor: tuple[float, float] = (0.5, 0.5)

    def view(self, number: int) -> View:
        """What is seen on frame `number`, which may lie beyond the scene's end."""
        if self.kind == "none":
            return View(1.0, 0.5, 0.5)
        # A scene may go on so long beyond its end, behind the next one.
        whole = self._way(self.seconds + LONGEST_TRANSITION_S)
        travel = min(_RATE * whole, _MOST)
        done = self._way(min(number / self.fps, self.seconds + LONGEST_TRANSITION_S)) / whole
        if self.kind in _PANS:
            scale, across, down = 1 + travel, *_PANS[self.kind]
            reach = (1 - 1 / scale) * (done - 0.5)
            return View(scale, 0.5 + across * reach, 0.5 + down * reach)
        scale = 1 + travel * (done if self.kind == "zoom_in" else 1 - done)
        return View(scale, *(point + (0.5 - point) / scale for point in self.anchor))

    def _way(self, t: float) -> float:
        """How far it has come after `t` seconds, in seconds of full speed: the area under a speed with soft shoulders."""
        ease = min(_EASE_S, self.seconds / 2)
        gone = _shoulder(min(t, ease), ease) + max(0.0, min(t, self.seconds - ease) - ease)
        if t > self.seconds - ease:
            gone += _shoulder(ease, ease) - _shoulder(max(0.0, self.seconds - t), ease)
        return gone + _SLOW * max(0.0, t - self.seconds)


def _shoulder(t: float, ease: float) -> float:
    """The area under a speed that goes smoothly from `_SLOW` to 1 within `ease` seconds."""
    x = t / ease
    return t * _SLOW + (1 - _SLOW) * ease * (x**3 - x**4 / 2)


def look(canvas: Planes, view: View, frame: Planes) -> None:
    """Draw what is seen, at fractions of a pixel, so that nothing trembles; colour stays under its brightness."""
    width, height = frame.size
    across, down = width * view.scale / canvas.size[0], height * view.scale / canvas.size[1]
    # Of the luma's sample numbers, whose middles lie at n + 1/2: frame = across * canvas + right.
    right = (across - 1) / 2 + width * (0.5 - view.scale * view.x)
    below = (down - 1) / 2 + height * (0.5 - view.scale * view.y)
    _warp(canvas.y, frame.y, across, right, down, below)
    # Colour sample (i, j) lies at luma (2 i, 2 j + 1/2).
    for source, target in ((canvas.u, frame.u), (canvas.v, frame.v)):
        _warp(source, target, across, right / 2, down, below / 2 + (down - 1) / 4)


def _warp(source: NDArray[np.uint8], target: NDArray[np.uint8], across: float, right: float, down: float, below: float) -> None:
    matrix = np.array([[across, 0, right], [0, down, below]], np.float64)
    cv2.warpAffine(source, matrix, target.shape[::-1], dst=target, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
