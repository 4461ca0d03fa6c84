"""Frames of a video as arrays, one after the other, upright and at a constant rate; decoded by an ffmpeg child through a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from enfoads.video import ffmpeg
from enfoads.video.probe import VideoInfo

Frame = NDArray[np.uint8]
"""(H, W, 3) BGR, writable."""

_MATRICES = ("bt709", "bt2020", "smpte170m", "bt470bg", "smpte240m", "fcc")
_EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp+bicubic"


class VideoReader:
    """Iterate over it, inside its `with`. Memory does not grow with the clip: ffmpeg waits until a frame is taken."""

    def __init__(self, path: Path, info: VideoInfo, name: str, *, start_s: float = 0.0, size: tuple[int, int] | None = None) -> None:
        """`name`: what errors call the video. `start_s`: skip what is before. `size`: (width, height) to scale to; None: as it is."""
        self.width, self.height = size or (info.width, info.height)
        self._name = name
        scale = f"scale={self.width}:{self.height}:flags={_EXACT}:in_color_matrix={matrix_of(info)}:out_range=pc,format=bgr24"
        seek = ["-ss", f"{start_s:.3f}"] if start_s > 0 else []
        rate = ["-fps_mode", "cfr", "-r", f"{info.rate[0]}/{info.rate[1]}"]
        pipe = ["-an", "-sn", "-dn", "-vf", scale, *rate, "-f", "rawvideo", "pipe:1"]
        self._child = ffmpeg.Ffmpeg([*ffmpeg.QUIET, *seek, *ffmpeg.source(path, info.container), "-map", "0:v:0", *pipe], writes=True)

    def __enter__(self) -> VideoReader:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._child.end()

    def __iter__(self) -> Iterator[Frame]:
        """Raises UnreadableVideo when ffmpeg gave up, after the frames that it could decode."""
        count, shape = 0, (self.height, self.width, 3)
        while True:
            frame = np.empty(shape, np.uint8)
            if self._child.output.readinto(frame.data.cast("B")) < frame.nbytes:  # type: ignore[attr-defined]
                break
            count += 1
            yield frame
        if self._child.wait() != 0 or not count:
            raise ffmpeg.unreadable(self._name, self._child.said)


def matrix_of(info: VideoInfo) -> str:
    """For scale's `in_color_matrix`. A tag wins. Untagged video is BT.709 in large sizes and BT.601 in small ones, as players take it."""
    if any(name in info.colour for name in _MATRICES):
        return "auto"
    return "bt709" if min(info.width, info.height) >= 720 else "bt601"
