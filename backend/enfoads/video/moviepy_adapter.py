"""A timeline as clips of MoviePy, for those who edit further in Python: the same frames, far slower than `render`.

Each scene is a `CompositeVideoClip` of its own: the visual (with its avatar, and the scene before while this one comes in), then a
clip with a mask for each graphic and for the captions. Replace, move or drop them, or add what MoviePy reads and this studio does
not take (`VideoFileClip` opens whatever its ffmpeg knows), then `write_videofile`. MoviePy is imported here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from moviepy import AudioFileClip, CompositeVideoClip, VideoClip
from numpy.typing import NDArray

from enfoads.video.compose import Composer, RigOf
from enfoads.video.planes import Layer, Pixels, Planes, colour_of, fill, frame_buffer, rgb_of
from enfoads.video.timeline import Timeline

_BLACK, _WHITE = colour_of((0, 0, 0)), colour_of((255, 255, 255))
Box = tuple[slice, slice]
_LATE = 1e-4  # of a frame: what a time may lack because it is a float


def to_moviepy(timeline: Timeline, rig_of: RigOf, sound: Path | None = None) -> VideoClip:
    """`sound`: a file that is heard with it. Close the clip when done: it holds the files behind it open."""
    composer = Composer(timeline, rig_of)
    scenes = [_scene(composer, index).with_start(start / timeline.fps) for index, start in enumerate(timeline.starts())]
    whole = _Video(scenes, (timeline.width, timeline.height), composer).with_duration(timeline.duration_s).with_fps(timeline.fps)
    return whole if sound is None else whole.with_audio(AudioFileClip(str(sound)))


class _Video(CompositeVideoClip):  # type: ignore[misc]
    """Closes what draws it."""

    def __init__(self, clips: list[VideoClip], size: tuple[int, int], composer: Composer) -> None:
        super().__init__(clips, size=size)
        self._composer = composer

    def close(self) -> None:
        super().close()
        self._composer.close()


def _scene(composer: Composer, index: int) -> VideoClip:
    timeline = composer.timeline
    size, fps, frames = (timeline.width, timeline.height), timeline.fps, timeline.scenes[index].frames

    def numbered(draw: Callable[[int], NDArray[Any]]) -> Callable[[float], NDArray[Any]]:
        return lambda t: draw(min(frames - 1, int(t * fps + _LATE)))

    def visual(number: int) -> Pixels:
        frame = frame_buffer(*size)[1]
        composer.draw_visual(index, number, frame)
        return rgb_of(frame)

    clips = [VideoClip(numbered(visual), duration=frames / fps)]
    for layer in composer.layers(index):
        cut = Cut(layer, size)
        mask = VideoClip(numbered(cut.opacity), is_mask=True, duration=frames / fps)
        clips.append(VideoClip(numbered(cut.colour), duration=frames / fps).with_mask(mask))
    return CompositeVideoClip(clips, size=size).with_duration(frames / fps)


class Cut:
    """A layer cut out of its frames: drawn on black and on white, what differs lets through what is behind."""

    def __init__(self, layer: Layer, size: tuple[int, int]) -> None:
        self._layer = layer
        self._on_black, self._on_white = frame_buffer(*size)[1], frame_buffer(*size)[1]
        self._number = -1

    def opacity(self, number: int) -> NDArray[np.float64]:
        """(H, W), 0 to 1."""
        self._draw(number)
        between = self._on_white.y.astype(np.float64) - self._on_black.y
        return np.clip(1 - between / (_WHITE[0] - _BLACK[0]), 0, 1)

    def colour(self, number: int) -> Pixels:
        """(H, W, 3), not multiplied."""
        opacity, shown = self.opacity(number), np.zeros((*self._on_black.y.shape, 3), np.uint8)
        box = _box(opacity > 0)
        if box is not None:
            part = Planes(self._on_black.y[box], *(plane[_half(box)] for plane in self._on_black[1:]))
            shown[box] = np.clip(rgb_of(part) / np.maximum(opacity[box], 1 / 255)[..., None], 0, 255).astype(np.uint8)
        return shown

    def _draw(self, number: int) -> None:
        if number != self._number:
            for frame, colour in ((self._on_black, _BLACK), (self._on_white, _WHITE)):
                fill(frame, colour)
                self._layer.draw(frame, number)
            self._number = number


def _box(marked: NDArray[np.bool_]) -> Box | None:
    """The rows and columns between even numbers that hold all that is marked."""
    if not marked.any():
        return None
    ends = [np.flatnonzero(marked.any(axis))[[0, -1]] for axis in (1, 0)]
    rows, columns = (slice(int(first) // 2 * 2, int(last) // 2 * 2 + 2) for first, last in ends)
    return rows, columns


def _half(box: Box) -> Box:
    rows, columns = (slice(one.start // 2, one.stop // 2) for one in box)
    return rows, columns
