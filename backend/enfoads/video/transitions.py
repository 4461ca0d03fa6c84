"""How one scene gives way to the next: two frames become one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.video.formats import TransitionKind
from enfoads.video.motion import View, look
from enfoads.video.planes import Planes, copy
from enfoads.video.timeline import Scene

_EDGE = 0.12  # of the width: how soft a wipe's edge is
_ZOOM = 0.35  # how much nearer the outgoing scene comes; the incoming one settles from half of it


def frames_of(scene: Scene, fps: int) -> int:
    """How many of a scene's first frames are mixed with the scene before it: at most half, so that it is seen by itself."""
    return 0 if scene.transition.kind == "cut" else min(round(scene.transition.seconds * fps), scene.frames // 2)


def mix(kind: TransitionKind, outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    """Draw onto `frame` what is seen when `share` (0 to 1) of the way is gone. The three are frames of one size that share no memory."""
    _MIXES[kind](outgoing, incoming, share * share * (3 - 2 * share), frame)


def _cut(_outgoing: Planes, incoming: Planes, _share: float, frame: Planes) -> None:
    copy(incoming, frame)


def _fade(outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    for before, after, target in zip(outgoing, incoming, frame, strict=True):
        cv2.addWeighted(before, 1 - share, after, share, 0, dst=target)


def _slide(outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    """The new one comes from the right over the old one."""
    _beside(outgoing, incoming, share, frame, moves=False)


def _push(outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    """The new one comes from the right and pushes the old one out."""
    _beside(outgoing, incoming, share, frame, moves=True)


def _beside(outgoing: Planes, incoming: Planes, share: float, frame: Planes, *, moves: bool) -> None:
    shown = round(frame.size[0] / 2 * share)  # columns of colour
    for before, after, target, step in zip(outgoing, incoming, frame, (2, 1, 1), strict=True):
        width, new = target.shape[1], shown * step
        start = new if moves else 0
        target[:, : width - new] = before[:, start : start + width - new]
        target[:, width - new :] = after[:, :new]


def _wipe(outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    """A soft edge runs from left to right; new is what it has passed."""
    for before, after, target in zip(outgoing, incoming, frame, strict=True):
        width = target.shape[1]
        edge = _soft_edge(max(2, round(width * _EDGE)))
        start = round(share * (width + len(edge))) - len(edge)  # the first column that is not wholly new
        left, right = max(0, start), min(width, start + len(edge))
        target[:, :left] = after[:, :left]
        target[:, right:] = before[:, right:]
        if left < right:
            old = edge[left - start : right - start]
            part = before[:, left:right] * old + after[:, left:right] * (1 - old) + np.float32(0.5)
            target[:, left:right] = part.astype(np.uint8)


@lru_cache(maxsize=8)
def _soft_edge(width: int) -> NDArray[np.float32]:
    """How much of the old one is seen across the edge: 0 to 1."""
    x = (np.arange(width, dtype=np.float32) + 0.5) / width
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def _zoom(outgoing: Planes, incoming: Planes, share: float, frame: Planes) -> None:
    """The old one comes nearer and fades; the new one settles."""
    near, far = (Planes(*(np.empty_like(plane) for plane in frame)) for _ in range(2))
    look(outgoing, View(1 + _ZOOM * share, 0.5, 0.5), near)
    look(incoming, View(1 + _ZOOM / 2 * (1 - share), 0.5, 0.5), far)
    _fade(near, far, share, frame)


_MIXES: dict[TransitionKind, Callable[[Planes, Planes, float, Planes], None]] = {
    "cut": _cut,
    "fade": _fade,
    "slide": _slide,
    "push": _push,
    "wipe": _wipe,
    "zoom": _zoom,
}
