"""Sound files: known by their first bytes, described by ffmpeg. A video's sound is found the same way. Read by the server too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from enfoads.errors import NoSound, UnreadableAudio, UnsupportedAudio
from enfoads.video import ffmpeg

AudioContainer = Literal["mp3", "aac", "wav", "ogg", "flac", "mov", "matroska"]
_RATE = re.compile(r"(\d+) Hz")
_CHANNELS = re.compile(r" Hz, (?:(mono)|(stereo)|(\d+) channels|(\d)\.(\d))")
_ESTIMATED = "Estimating duration from bitrate"
_NO_PICTURES = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")  # brands that hold pictures


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """rate: Hz. channels: 0 when not told. duration_s: 0.0 when the file does not say. estimated: from the bit rate, not counted.

    has_video: there are moving pictures beside the sound.
    """

    container: AudioContainer
    codec: str
    rate: int
    channels: int
    duration_s: float
    estimated: bool
    has_video: bool


def sniff(head: bytes) -> AudioContainer | None:
    """The container by the first 16 bytes; None for anything that cannot hold a sound we take. Videos begin as some of them do."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if head[4:8] == b"ftyp" and head[8:12] not in _NO_PICTURES:
        return "mov"
    for start, container in _MAGIC.items():
        if head.startswith(start):
            return container
    return _sniff_frame(head)


_MAGIC: dict[bytes, AudioContainer] = {b"OggS": "ogg", b"fLaC": "flac", b"ID3": "mp3"}


def _sniff_frame(head: bytes) -> AudioContainer | None:
    """MP3 and AAC may begin with their first frame: 11 or 12 bits set, then version, layer, and rates that exist."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0 and (head[2] >> 2) & 15 < 13:
        return "aac"
    is_layer_3, version = head[1] & 0xE6 == 0xE2, (head[1] >> 3) & 3
    return "mp3" if is_layer_3 and version != 1 and head[2] >> 4 not in (0, 15) and (head[2] >> 2) & 3 != 3 else None


def begins_as_sound(path: Path) -> AudioContainer | None:
    """Raises FileNotFoundError."""
    with path.open("rb") as file:
        return sniff(file.read(16))


def probe(path: Path, name: str, between: Callable[[], None] = lambda: None) -> AudioInfo:
    """Describe a file's sound. Raises UnsupportedAudio for another kind of file, NoSound for a silent video, UnreadableAudio for the rest.

    `name` is what errors call it.
    """
    container = begins_as_sound(path)
    if container is None:
        raise UnsupportedAudio(name=name)
    found = ffmpeg.described(path, container, between)
    info = describe(found, container)
    if info is None and any(kind == "Video" for kind, _, _ in found.streams):
        raise NoSound(name=name)
    if info is None:
        raise unreadable(name, found.unreadable())
    return info


def sound_in(path: Path, between: Callable[[], None]) -> AudioInfo | None:
    """A file's sound, None for a file without: a silent video, or no sound or video at all."""
    container = begins_as_sound(path)
    return None if container is None else describe(ffmpeg.described(path, container, between), container)


def holds_only_sound(path: Path, between: Callable[[], None]) -> bool:
    """Of a container that may hold both: sound, and no moving pictures."""
    info = sound_in(path, between)
    return info is not None and not info.has_video


def describe(found: ffmpeg.Described, container: AudioContainer) -> AudioInfo | None:
    """Read ffmpeg's description of an input; None when it has no sound."""
    sound = next((one for one in found.streams if one[0] == "Audio"), None)
    if sound is None:
        return None
    rate, channels = _RATE.search(sound[2]), _CHANNELS.search(sound[2])
    has_video = any(kind == "Video" for kind, _, _ in found.streams)
    count, hertz = _count(channels) if channels else 0, int(rate[1]) if rate else 0
    return AudioInfo(container, sound[1], hertz, count, found.duration_s, _ESTIMATED in found.said, has_video)


def _count(found: re.Match[str]) -> int:
    mono, stereo, several, main, low = found.groups()
    if mono or stereo:
        return 1 if mono else 2
    return int(several) if several else int(main) + int(low)


def unreadable(name: str, said: str) -> UnreadableAudio:
    """The error for a sound that cannot be decoded; ffmpeg's paths and addresses stay out of it."""
    detail = "damaged or incomplete" if said else "nothing in it can be heard"
    detail_es = "dañado o incompleto" if said else "no contiene nada que se pueda oír"
    return UnreadableAudio(name=name, detail=detail, detail_es=detail_es)
