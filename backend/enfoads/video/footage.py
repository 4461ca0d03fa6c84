"""Clips as planes: decoded by an ffmpeg child at the timeline's own rate and size, upright, in BT.709.

Frames come one after the other; asked for another place it opens the file there, and finds the very same frame.
"""

from __future__ import annotations

import math
from pathlib import Path

from enfoads.video import ffmpeg
from enfoads.video.planes import Planes, frame_buffer
from enfoads.video.probe import probe
from enfoads.video.reader import matrix_of
from enfoads.video.timeline import Clip

_EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp+bicubic"
# Frames lie on the timeline's grid, some exactly between two of its points: all are moved by less than anybody sees, so that they
# fall to the same side wherever the file is opened.
_NUDGE_US = 500
_SKIPPED = 90  # frames that are sooner read and dropped than found by opening the file anew
_BEFORE_S = 0.25  # read before the frame that is wanted, which may have begun to be shown before its own time


class Footage:
    """A clip that fills canvases of `size`, `fps` of them a second, and begins again at its start when it has ended."""

    def __init__(self, clip: Clip, size: tuple[int, int], fps: int, name: str) -> None:
        """`name`: what errors call it. Raises UnreadableVideo."""
        self._path, self._name, self._size, self._fps = Path(clip.file.path), name, size, fps
        self._info = probe(self._path, name)
        self._start_s = round(clip.start_s, 3) if clip.start_s < self._info.duration_s else 0.0
        self._already, self._back = clip.shown, 1.5 / self._info.fps
        # Fewer when a part of the file is missing: then its last one stays.
        self._frames = max(1, round((self._info.duration_s - self._start_s) * fps))
        self._before = math.ceil(fps * max(_BEFORE_S, 2 / self._info.fps))
        self._step = fps // math.gcd(fps, 1000)  # Matroska counts in milliseconds: only from whole ones are its times the same again
        self._child: ffmpeg.Ffmpeg | None = None
        self._opened = self._next = 0  # the first frame that the child gave, and the one that it gives next
        self._shown = -1
        self._bytes, self._canvas = frame_buffer(*size)

    def canvas(self, number: int) -> Planes:
        """Frame `number`, counted from where the clip begins; the same planes each time. Raises UnreadableVideo."""
        wanted = (number + self._already) % self._frames
        if wanted != self._shown:
            if self._child is None or not self._next <= wanted <= self._next + _SKIPPED:
                self._open(wanted, self._before)
            while self._next <= wanted:
                self._read(wanted)
            self._shown = wanted
        return self._canvas

    def close(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child, self._shown = None, -1

    def _open(self, number: int, before: int) -> None:
        self.close()
        first = max(0, number - before)
        self._opened = self._next = first - first % self._step
        start = ["-ss", f"{self._start_s + self._next / self._fps:.6f}"]
        arguments = [*ffmpeg.QUIET, *start, *ffmpeg.source(self._path, self._info.container), "-map", "0:v:0", *self._planes()]
        self._child = ffmpeg.Ffmpeg(arguments, writes=True)

    def _planes(self) -> list[str]:
        width, height = self._size
        larger = max(width / self._info.width, height / self._info.height)
        covering = (max(width, 2 * round(self._info.width * larger / 2)), max(height, 2 * round(self._info.height * larger / 2)))
        grid = f"settb=1/1000000,setpts=PTS+{_NUDGE_US},fps={self._fps}:start_time=0"
        colour = f"in_color_matrix={matrix_of(self._info)}:out_color_matrix=bt709:out_range=tv:out_chroma_loc=left"
        filters = f"{grid},scale={':'.join(map(str, covering))}:flags={_EXACT}:{colour},crop={width}:{height},format=yuv420p"
        return ["-an", "-sn", "-dn", "-vf", filters, "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"]

    def _read(self, wanted: int) -> None:
        """Read the next frame. At the end of the file the canvas keeps the last one."""
        assert self._child is not None
        whole = self._bytes.data.cast("B")
        if self._child.output.readinto(whole) == self._bytes.nbytes:  # type: ignore[attr-defined]
            self._next += 1
            return
        self._child.wait()  # of a clip that was cut short by an accident no last frame may be kept
        if self._next > self._opened:
            self._next = wanted + 1
        elif not self._opened and self._start_s > 0:  # its pictures end before: of what is left the last one stays
            self._start_s = round(max(0.0, self._start_s - self._back), 3)
            self._back *= 2
            self._open(wanted, self._before)
        elif not self._opened:
            raise ffmpeg.unreadable(self._name, self._child.said)
        else:  # it ends sooner than it says: its last frame is further back
            self._open(wanted, 4 * (wanted - self._opened))
