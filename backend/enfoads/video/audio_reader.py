"""A file's sound as samples, decoded by an ffmpeg child through a pipe; a video's too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from enfoads.video import ffmpeg
from enfoads.video.audio import AudioContainer, unreadable

Samples = NDArray[np.float32]
"""Sound of one channel: (N,), full scale from -1 to 1; a file of floats may exceed it."""

_PIECE = 1 << 18  # bytes: 4 s at 16 kHz
_SILENT = "matches no streams"  # a video without sound
_BROKEN = ("partial file", "ended prematurely", "moov atom not found", "Truncat")


def read(
    path: Path,
    container: AudioContainer,
    name: str,
    rate: int,
    check: Callable[[], None],
    *,
    channels: int = 1,
    start_s: float = 0,
    max_s: float = 0,
) -> Samples:
    """The sound at `rate` Hz, (N * channels,) float32: samples of several channels take turns. What is no number is silent.

    `start_s`: skip what is before; `max_s`: no more than so long; 0: all. Raises UnreadableAudio, and what `check` raises, which is
    called for every four seconds at 16 kHz.
    """
    since, until = ["-ss", f"{start_s:.6f}"] if start_s else [], ["-t", f"{max_s:.6f}"] if max_s else []
    plain = ["-map", "0:a:0", "-vn", "-ac", str(channels), "-ar", str(rate), "-f", "f32le", "pipe:1"]
    pieces = []
    with ffmpeg.Ffmpeg([*ffmpeg.QUIET, *since, *ffmpeg.source(path, container), *until, *plain], writes=True) as child:
        while piece := child.output.read(_PIECE):
            pieces.append(piece)
            check()
        status, said = child.wait(check), child.said
    samples = np.nan_to_num(np.frombuffer(b"".join(pieces), np.float32), copy=True, nan=0.0, posinf=1.0, neginf=-1.0)
    if (status != 0 and not len(samples)) or any(sign in said for sign in _BROKEN):
        raise unreadable(name, "" if _SILENT in said else said)
    return samples
