"""What is in a video file: its container by its first bytes, its streams by ffmpeg's own description."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from enfoads.video import ffmpeg

Container = Literal["mov", "matroska"]

_BRANDS_NO_VIDEO = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B ")  # pictures and sound in the same box
_SIZE = re.compile(r"(?<=, )(\d{1,6})x(\d{1,6})(?=[, ]|$)")
_SAR = re.compile(r"SAR (\d+):(\d+)")
_RATE = re.compile(r"(?<=, )([\d.]+)(k?) (fps|tbr)")
_TURNED = re.compile(r"display ?matrix: rotation of (-?[\d.]+) degrees", re.IGNORECASE)
_FORMAT = re.compile(r", (\w+)(?:\(([^)]*)\))?, \d+x\d+")
# What the usual players and phones mean by their rounded figures, as exact fractions.
_RATES = ((24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48, 1), (50, 1), (60000, 1001), (60, 1))
_SNAP = 0.0006  # relative: 29.97 is 30000/1001, 29.9 is not
FASTEST = 60.0  # frames a second; more is thinned out
_UNKNOWN_RATE = 25.0


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """width, height: as shown, after rotation. rate: frames a second as a fraction. audio: codec of the first sound, or None.

    colour: what the file says of its range and matrix ("tv, bt709"), may be empty. square: its pixels are.
    """

    container: Container
    codec: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    rate: tuple[int, int]
    duration_s: float
    audio: str | None
    colour: str
    square: bool

    @property
    def fps(self) -> float:
        return self.rate[0] / self.rate[1]

    @property
    def frames(self) -> int:
        """About how many."""
        return max(1, round(self.duration_s * self.fps))


def sniff(head: bytes) -> Container | None:
    """The container by the first 16 bytes; None for anything that cannot hold a video we take."""
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if head[4:8] == b"ftyp" and head[8:12] not in _BRANDS_NO_VIDEO:
        return "mov"
    return "mov" if head[4:8] in (b"moov", b"mdat", b"wide") else None  # QuickTime before it had brands


def probe(path: Path, name: str, between: Callable[[], None] = lambda: None) -> VideoInfo:
    """Describe a file. `name` is what errors call it. Raises UnreadableVideo when there is no video in it that can be read."""
    with path.open("rb") as file:
        container = sniff(file.read(16))
    if container is None:
        raise ffmpeg.unreadable(name, "no container")
    found = ffmpeg.described(path, container, between)
    info = describe(found, container)
    if info is None:
        raise ffmpeg.unreadable(name, found.unreadable())
    return info


def describe(found: ffmpeg.Described, container: Container) -> VideoInfo | None:
    """Read ffmpeg's description of an input; None when it has no video."""
    video = next((one for one in found.streams if one[0] == "Video"), None)
    size = _SIZE.search(video[2]) if video else None
    if video is None or size is None:
        return None
    width, height = int(size[1]), int(size[2])
    sar = _SAR.search(video[2])
    square = sar is None or sar[1] == sar[2] or "0" in (sar[1], sar[2])
    if sar is not None and not square:
        width = max(1, round(width * int(sar[1]) / int(sar[2])))
    turned = _TURNED.search(found.said)
    rotation = round(float(turned[1])) % 360 if turned else 0
    if rotation in (90, 270):
        width, height = height, width
    form = _FORMAT.search(video[2])
    audio = next((codec for kind, codec, _ in found.streams if kind == "Audio"), None)
    pixels, colour = (form[1], form[2] or "") if form else ("", "")
    return VideoInfo(container, video[1], pixels, width, height, rotation, _rate(video[2]), found.duration_s, audio, colour, square)


def _rate(text: str) -> tuple[int, int]:
    """The mean rate ("fps"), else the base rate ("tbr"), as the fraction it stands for."""
    found = {unit: float(number) * (1000 if kilo else 1) for number, kilo, unit in _RATE.findall(text)}
    rate = found.get("fps") or found.get("tbr") or _UNKNOWN_RATE
    rate = min(max(rate, 1.0), FASTEST)
    top, bottom = min(_RATES, key=lambda one: abs(one[0] / one[1] - rate))
    if abs(top / bottom - rate) <= _SNAP * rate:
        return top, bottom
    return round(rate * 1000), 1000
