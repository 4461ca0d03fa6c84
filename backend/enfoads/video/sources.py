"""What fills a scene's frames: a colour, a gradient, a picture that moves, a clip. `source_of` makes one from a timeline's visual."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from enfoads.video.caption_styles import rgb_of
from enfoads.video.footage import Footage
from enfoads.video.motion import MARGIN, Motion, look
from enfoads.video.pictures import canvas_of
from enfoads.video.planes import Planes, Source, colour_of, copy, exact_colour, fill
from enfoads.video.timeline import Clip, Fill, Picture, Scene, Timeline

_GRAIN_SEED = 709


def source_of(visual: Fill | Picture | Clip, scene: Scene, timeline: Timeline, name: str) -> Source:
    """`name`: what errors call the file behind it."""
    size = (timeline.width, timeline.height)
    if isinstance(visual, Fill):
        return Flat(visual) if visual.to is None else Gradient(visual.color, visual.to, size)
    motion = None if scene.motion == "none" else Motion(scene.motion, scene.frames / timeline.fps, timeline.fps)
    larger = margined(size) if motion else size
    if isinstance(visual, Clip):
        return Moving(Footage(visual, larger, timeline.fps, name), motion)
    canvas = canvas_of(visual, larger, name)
    return Still(canvas.planes, motion and replace(motion, anchor=canvas.anchor))


def margined(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a canvas that a camera moves over."""
    return round(size[0] * MARGIN / 2) * 2, round(size[1] * MARGIN / 2) * 2


class Flat:
    """One colour."""

    def __init__(self, visual: Fill) -> None:
        self._colour = colour_of(rgb_of(visual.color))

    def draw(self, frame: Planes, number: int) -> None:
        fill(frame, self._colour)


class Gradient:
    """Two colours from top to bottom, with the finest of grain where a step would show."""

    def __init__(self, top: str, bottom: str, size: tuple[int, int]) -> None:
        grain = np.random.default_rng(_GRAIN_SEED)
        width, height = size
        ends = [exact_colour(rgb_of(color)) for color in (top, bottom)]
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
        _seen(self._canvas, self._motion, frame, number)


class Moving:
    """A clip, and how the camera moves over it. `close` it."""

    def __init__(self, footage: Footage, motion: Motion | None) -> None:
        self._footage, self._motion = footage, motion

    def draw(self, frame: Planes, number: int) -> None:
        _seen(self._footage.canvas(number), self._motion, frame, number)

    def close(self) -> None:
        self._footage.close()


def _seen(canvas: Planes, motion: Motion | None, frame: Planes, number: int) -> None:
    if motion is None:
        copy(canvas, frame)
    else:
        look(canvas, motion.view(number), frame)
