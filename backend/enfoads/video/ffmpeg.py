"""ffmpeg as a child process: found, started, listened to, and surely ended.

It runs in the worker's own process group, so whatever ends the worker ends it too. It is told which container to expect and may
open files and pipes only: a playlist that calls itself a video leads nowhere.
"""

from __future__ import annotations

import errno
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, NamedTuple

from enfoads.errors import DiskFull, EnfoadsError, HelperDied, UnreadableVideo

PIPE_BYTES = 1 << 20  # Linux's largest for everybody; a frame of 720p then passes in three pieces, not in forty
QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error")
_LINES = 40  # of what it said last
_WAIT_S = 0.1
_NO_SPACE = ("No space left", "quota exceeded")
_DURATION = re.compile(r"^\s*Duration: (\d+):(\d\d):(\d\d\.\d+)", re.MULTILINE)
_STREAM = re.compile(r"^\s*Stream #0:\d+\S*: (Video|Audio): (\w+)(.*)$", re.MULTILINE)
_COVER = "(attached pic)"


@lru_cache(maxsize=1)
def executable() -> str:
    """ffmpeg's own path: that of the wheel, or what IMAGEIO_FFMPEG_EXE names."""
    from imageio_ffmpeg import _utils

    try:
        return str(_utils.get_ffmpeg_exe())
    except RuntimeError:  # it tries the program once and remembers that it failed, which may have been for want of memory
        _utils._get_ffmpeg_exe.cache_clear()
        return str(_utils.get_ffmpeg_exe())


def source(path: Path, container: str) -> list[str]:
    """Arguments that open a file of a known container ("mov", "matroska"). Files alone: nothing that it names is fetched."""
    return ["-protocol_whitelist", "file,pipe", "-f", container, "-i", str(path)]


class Ffmpeg:
    """One run. Use it as a context manager: leaving kills what still runs. Its complaints are read as they come."""

    def __init__(self, arguments: Sequence[str], *, reads: bool = False, writes: bool = False) -> None:
        """`writes`: its stdout is `output`; `reads`: its stdin is `input`."""
        self._child: subprocess.Popen[bytes] = subprocess.Popen(
            [executable(), *arguments],
            stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
            stdout=subprocess.PIPE if writes else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pipesize=PIPE_BYTES,
        )
        self._said: deque[str] = deque(maxlen=_LINES)
        self._listener = threading.Thread(target=self._listen, name="ffmpeg-says", daemon=True)
        self._listener.start()

    def __enter__(self) -> Ffmpeg:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.end()

    @property
    def input(self) -> IO[bytes]:
        assert self._child.stdin is not None
        return self._child.stdin

    @property
    def output(self) -> IO[bytes]:
        assert self._child.stdout is not None
        return self._child.stdout

    @property
    def said(self) -> str:
        """Its last lines. Whole once it has ended."""
        return "\n".join(self._said)

    def wait(self, between: Callable[[], None] = lambda: None) -> int:
        """Its exit status. `between` is called ten times a second and may raise.

        Raises HelperDied when it was killed: what it has read or written so far must not pass for the whole.
        """
        while True:
            try:
                status = self._child.wait(_WAIT_S)
            except subprocess.TimeoutExpired:
                between()
            else:
                self._listener.join()
                if status == -signal.SIGKILL:
                    raise HelperDied(detail="ffmpeg: probably out of memory", detail_es="ffmpeg: probablemente por falta de memoria")
                return status

    def end(self) -> None:
        """Kill it if it runs, and let go of its pipes."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        self._listener.join()
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe is not None:
                with suppress(OSError):  # what was not written yet has nowhere to go
                    pipe.close()

    def _listen(self) -> None:
        assert self._child.stderr is not None
        with suppress(OSError, ValueError):
            for line in self._child.stderr:
                self._said.append(line.decode(errors="replace").rstrip()[:300])


def run(arguments: Sequence[str], between: Callable[[], None] = lambda: None) -> tuple[int, str]:
    """A whole run without pipes: exit status and what it said."""
    with Ffmpeg(arguments) as child:
        return child.wait(between), child.said


class Described(NamedTuple):
    """What ffmpeg says of a file. streams: "Video" or "Audio", its codec, and the rest of its line; duration_s: 0.0 where it says none."""

    said: str
    streams: tuple[tuple[str, str, str], ...]
    duration_s: float

    def unreadable(self) -> str:
        """For errors of a file without the stream that is wanted: what was said, or "" where others are in it."""
        return "" if self.streams else self.said


def described(path: Path, container: str, between: Callable[[], None] = lambda: None) -> Described:
    """Ask ffmpeg what is in a file of a known container; pictures attached to sounds are no streams."""
    _, said = run(["-hide_banner", "-nostdin", *source(path, container)], between)
    length = _DURATION.search(said)
    seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]) if length else 0.0
    return Described(said, tuple((one[1], one[2], one[3]) for one in _STREAM.finditer(said) if _COVER not in one[3]), seconds)


def disk_full(said: str) -> bool:
    return any(sign in said for sign in _NO_SPACE)


def failed_write(said: str, path: Path) -> EnfoadsError | OSError:
    """What to raise when ffmpeg could not write `path`."""
    if disk_full(said):
        return DiskFull()
    return OSError(errno.EIO, f"ffmpeg could not write: {_last(said)}", path.name)


def unreadable(name: str, said: str) -> UnreadableVideo:
    """The error for a video that cannot be decoded; ffmpeg's paths and addresses stay out of it."""
    detail = "damaged or incomplete" if said else "nothing in it can be shown"
    detail_es = "dañado o incompleto" if said else "no contiene nada que se pueda ver"
    return UnreadableVideo(name=name, detail=detail, detail_es=detail_es)


def _last(said: str) -> str:
    lines: list[Any] = [line for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
