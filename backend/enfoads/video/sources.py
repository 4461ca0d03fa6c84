"""What fills a scene's frames: a colour, a gradient, a picture that moves, a clip. `source_of` makes one from a timeline's visual."""

from __future__ import annotations

import numpy as np

from enfoads.video.motion import MARGIN, Motion, look
from enfoads.video.pictures import canvas_of
from enfoads.video.planes import Planes, Source, colour_of, copy, exact_colour, fill
from enfoads.video.timeline import Fill, Picture, Scene, Timeline

_GRAIN_SEED = 709


def source_of(visual: Fill | Picture, scene: Scene, timeline: Timeline, name: str) -> Source:
    """`name`: what errors call the file behind it."""
    size = (timeline.width, timeline.height)
    if isinstance(visual, Fill):
        return Flat(visual) if visual.to is None else Gradient(visual.color, visual.to, size)
    moves = scene.motion != "none"
    canvas = canvas_of(visual, margined(size) if moves else size, name)
    return Still(canvas.planes, Motion(scene.motion, scene.frames / timeline.fps, timeline.fps, canvas.anchor) if moves else None)


def margined(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a canvas that a camera moves over."""
    return round(size[0] * MARGIN / 2) * 2, round(size[1] * MARGIN / 2) * 2


class Flat:
    """One colour."""

    def __init__(self, visual: Fill) -> None:
        self._colour = colour_of(rgb(visual.color))

    def draw(self, frame: Planes, number: int) -> None:
        fill(frame, self._colour)


class Gradient:
    """Two colours from top to bottom, with the finest of grain where a step would show."""

    def __init__(self, top: str, bottom: str, size: tuple[int, int]) -> None:
        grain = np.random.default_rng(_GRAIN_SEED)
        width, height = size
        ends = [exact_colour(rgb(color)) for color in (top, bottom)]
        planes = []
        for first, last, step in zip(*ends, (1, 2, 2), strict=True):
            rows = (np.arange(height // step, dtype=np.float32) + 0.5) / (height // step)
            values = (first + (last - first) * rows)[:, None] + grain.random((height // step, width // step), np.float32)
            planes.append(values.astype(np.uint8))
        self._planes = Planes(*planes)

    def draw(self, frame: Planes, number: int) -> None:
        copy(self._planes, frame)


class Still:
    """A picture, and how the camera moves over it. Without `motion` it has the frame's size."""

    def __init__(self, canvas: Planes, motion: Motion | None) -> None:
        self._canvas, self._motion = canvas, motion

    def draw(self, frame: Planes, number: int) -> None:
        if self._motion is None:
            copy(self._canvas, frame)
        else:
            look(self._canvas, self._motion.view(number), frame)


def rgb(color: str) -> tuple[int, int, int]:
    """ "#rrggbb" as numbers."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
