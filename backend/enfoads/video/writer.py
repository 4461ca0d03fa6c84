"""Files that an ffmpeg child writes from what is piped to it. A video from arrays: H.264 in an MP4 that every browser plays, with the
sound of another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from enfoads.errors import EnfoadsError
from enfoads.library.files import full_disk_named
from enfoads.video import ffmpeg
from enfoads.video.probe import VideoInfo
from enfoads.video.reader import Frame

MP4_AUDIO = ("aac", "mp3")  # copied as it is; anything else becomes AAC
CRF, PRESET = 19, "veryfast"
BT709 = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
_EXACT = "accurate_rnd+full_chroma_int+bicubic"


class Output:
    """Write inside its `with`, then `finish`. Leaving without it, by an error or a cancel, leaves no file."""

    def __init__(self, path: Path, arguments: Sequence[str]) -> None:
        """`arguments`: ffmpeg's, which reads `pipe:0`, all but the name of the file."""
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._child = ffmpeg.Ffmpeg([*ffmpeg.QUIET, *arguments, "-y", str(self._part)], reads=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._child.end()
        self._part.unlink(missing_ok=True)

    def pipe(self, data: bytes | memoryview) -> None:
        """Raises DiskFull, OSError when ffmpeg has given up."""
        try:
            self._child.input.write(data)
        except BrokenPipeError:
            raise self._failure() from None

    def finish(self, between: Callable[[], None] = lambda: None) -> None:
        """Write what is left and give the file its name. `between` is called while that lasts and may raise."""
        try:
            self._child.input.close()
        except BrokenPipeError:
            raise self._failure() from None
        if self._child.wait(between) != 0:
            raise self._failure()
        with full_disk_named():
            self._part.replace(self._path)

    def _failure(self) -> EnfoadsError | OSError:
        self._child.wait()
        return ffmpeg.failed_write(self._child.said, self._part)


class VideoWriter(Output):
    """Frames in, one after the other. yuv420p halves the chroma, so an odd last column or row is left out."""

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        rate: tuple[int, int],
        *,
        sound: tuple[Path, VideoInfo] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """`sound`: a file whose first sound is laid under the frames, from the same start. `metadata`: fields of the file."""
        raw = ["-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}", "-framerate", f"{rate[0]}/{rate[1]}", "-i", "pipe:0"]
        even = f"crop={width // 2 * 2}:{height // 2 * 2}:0:0,scale=flags={_EXACT}:out_color_matrix=bt709:out_range=tv,format=yuv420p"
        encode = ["-vf", even, "-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), *BT709]
        heard, audio = ([], []) if sound is None else _sound(*sound)
        super().__init__(path, [*raw, *heard, "-map", "0:v:0", *encode, *audio, *mp4(metadata)])

    def write(self, frame: Frame) -> None:
        """Raises DiskFull, OSError when the encoder has given up."""
        self.pipe(np.ascontiguousarray(frame).data)


def mp4(metadata: Mapping[str, str] | None) -> list[str]:
    """Arguments for a file that begins to play before all of it is there, with these fields and no others."""
    fields = [part for key, value in (metadata or {}).items() for part in ("-metadata", f"{key}={value}")]
    return ["-map_metadata", "-1", "-map_chapters", "-1", *fields, "-movflags", "+faststart", "-f", "mp4"]


def _sound(path: Path, info: VideoInfo) -> tuple[list[str], list[str]]:
    """Arguments for the input and for the output."""
    codec = ["-c:a", "copy"] if info.audio in MP4_AUDIO else ["-c:a", "aac", "-b:a", "160k"]
    return ffmpeg.source(path, info.container), ["-map", "1:a:0?", *codec]
