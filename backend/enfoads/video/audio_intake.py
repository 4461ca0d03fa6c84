"""Sounds from strangers, made harmless: known by their bytes, measured, decoded, and written anew as a browser plays them.

What comes out has one sound and nothing else of the file: no tags, cover, place, chapters. What browsers play is copied as it is;
what has no loss stays without. Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads import errors
from enfoads.library.files import full_disk_named
from enfoads.video import audio, ffmpeg
from enfoads.video.audio import AudioInfo
from enfoads.video.audio_reader import Samples, read

_LOSSLESS = ("pcm_", "alac", "flac")
_LOSSY = frozenset({"mp3", "aac", "opus", "vorbis"})
_SHORTER = 0.9  # of the length that the file declares: with less a part is missing
_SHORTEST = 0.05  # seconds
_LOOK_RATE = 8000  # Hz: enough to see where it is loud
WAVE_SIZE = (480, 240)  # pixels of the waveform's picture
_BARS, _GAP = 60, 3  # of it; pixels between them


class Form(NamedTuple):
    """How a sound is kept."""

    mime: str
    ending: str
    arguments: tuple[str, ...]


_MP3 = Form("audio/mpeg", ".mp3", ("-c:a", "copy", "-id3v2_version", "0", "-f", "mp3"))
_M4A = Form("audio/mp4", ".m4a", ("-c:a", "copy", "-movflags", "+faststart", "-f", "ipod"))
_WEBM = Form("audio/webm", ".webm", ("-c:a", "copy", "-f", "webm"))
_FLAC = Form("audio/flac", ".flac", ("-c:a", "flac", "-f", "flac"))
_ENCODED = Form("audio/mp4", ".m4a", ("-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "-f", "ipod"))
_COPIED = {"mp3": _MP3, "aac": _M4A, "opus": _WEBM}


def check(path: Path, name: str, max_bytes: int, max_s: float, between: Callable[[], None]) -> AudioInfo:
    """Measure a file. Raises UnsupportedAudio, PayloadTooLarge (bytes, length), UnreadableAudio."""
    if path.stat().st_size > max_bytes:
        raise errors.PayloadTooLarge(limit=f"{max_bytes / 2**20:g} MB")
    info = audio.probe(path, name, between)
    if info.codec not in _LOSSY and not info.codec.startswith(_LOSSLESS):
        raise errors.UnsupportedAudio(name=name)
    if not info.estimated:
        check_length(info.duration_s, max_s)
    return info


def write(
    path: Path, info: AudioInfo, clean: Callable[[str], Path], name: str, max_s: float, between: Callable[[], None]
) -> tuple[Path, Form, Samples]:
    """Write the clean copy to `clean(ending)`; its form, and what it sounds like at 8 kHz.

    Raises UnreadableAudio, DiskFull, PayloadTooLarge; then nothing is left of it.
    """
    form = _form(info)
    target = clean(form.ending)
    try:
        heard = _write(path, info, form, target, name, max_s, between)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target, form, heard


def _write(path: Path, info: AudioInfo, form: Form, target: Path, name: str, max_s: float, between: Callable[[], None]) -> Samples:
    streams = ["-map", "0:a:0", "-map_metadata", "-1", "-map_metadata:s:a", "-1", "-map_chapters", "-1", "-vn", "-dn", "-sn"]
    # A second beyond the limit is enough to see that it is exceeded by a file that does not say how long it is.
    until = ["-t", f"{max_s + 1:g}"]
    opened = [*ffmpeg.QUIET, "-y", *ffmpeg.source(path, info.container)]
    plain = ["-flags:a", "+bitexact", "-fflags", "+bitexact"]
    status, said = ffmpeg.run([*opened, *streams, *until, *plain, *form.arguments, str(target)], between)
    if ffmpeg.disk_full(said):
        raise errors.DiskFull()
    if status != 0:
        raise audio.unreadable(name, said)
    kept = audio.probe(target, name, between)
    heard = read(target, kept.container, name, _LOOK_RATE, between)
    seconds = len(heard) / _LOOK_RATE
    check_length(seconds, max_s)
    if seconds < (_SHORTEST if info.estimated else max(_SHORTEST, _SHORTER * info.duration_s)):
        raise audio.unreadable(name, "shorter than declared")
    return heard


def seconds_of(heard: Samples) -> float:
    """Of what `write` gave."""
    return len(heard) / _LOOK_RATE


def waveform(heard: Samples, target: Path) -> None:
    """Write a PNG that shows where it is loud: bars on nothing, so that a page can give them its own colour. Raises DiskFull."""
    width, height = WAVE_SIZE
    picture = np.zeros((height, width, 4), np.uint8)
    step, middle = width // _BARS, height // 2
    loud = np.array([float(np.abs(part).max(initial=0.0)) for part in np.array_split(heard, _BARS)])
    loud = np.sqrt(loud / max(1e-4, float(loud.max(initial=0.0))))  # nearer to what is heard than the bare amplitude
    for number, share in enumerate(loud):
        half = max(2, round(float(share) * 0.42 * height))
        left = number * step + _GAP // 2
        picture[middle - half : middle + half, left : left + step - _GAP] = 255
    write_png(picture, target)


def write_png(picture: NDArray[np.uint8], target: Path) -> None:
    """`picture`: (H, W, 3 or 4), blue first. Raises DiskFull, which cv2's own writer takes for done."""
    with full_disk_named():
        target.write_bytes(cv2.imencode(".png", picture)[1].tobytes())


def _form(info: AudioInfo) -> Form:
    form = _COPIED.get(info.codec) or (_FLAC if info.codec.startswith(_LOSSLESS) else _ENCODED)
    if info.channels in (1, 2) or form in (_MP3, _M4A, _WEBM):
        return form
    return form._replace(arguments=(*form.arguments, "-ac", "2"))  # a cinema's six channels


def check_length(seconds: float, max_s: float) -> None:
    """Raises TooLong."""
    if seconds > max_s:
        minutes = f"{max_s / 60:g}"
        raise errors.TooLong(limit=f"{minutes} minutes", limit_es=f"{minutes} minutos")
