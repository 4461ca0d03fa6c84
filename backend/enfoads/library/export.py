"""Assets as a ZIP, made while it is sent: nothing is held but one piece of one file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from enfoads.library.asset import Asset

_PIECE = 1 << 20  # bytes
_LONGEST = 80  # characters of a name without its ending
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows cannot write
_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/webm": ".webm",
    "audio/flac": ".flac",
    "application/x-safetensors": ".safetensors",
}


def file_name(asset: Asset, mime: str = "") -> str:
    """What a person would call the file: its name, else its prompt's beginning, and the ending of its type (or of `mime`)."""
    title = " ".join(_UNSAFE.sub(" ", asset.name or asset.prompt).split())
    title = title[:_LONGEST].strip(" .")
    if not title or _RESERVED.fullmatch(title):
        title = f"{asset.type} {asset.id}"
    ending = _ENDINGS.get(mime or asset.mime, ".bin")
    return title if title.lower().endswith(ending) else title + ending


def stream_zip(files: Iterable[tuple[Asset, Path]]) -> Iterator[bytes]:
    """The archive in pieces. Stored, not deflated: pictures and videos are compressed already."""
    sink = _Sink()
    taken: set[str] = set()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for asset, path in files:
            entry = zipfile.ZipInfo(_unique(file_name(asset), taken), _zip_time(asset.created_at))
            entry.file_size = asset.bytes
            entry.external_attr = 0o644 << 16
            with path.open("rb") as source, archive.open(entry, "w") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    yield sink.take()
    yield sink.take()


class _Sink:
    """A file that cannot seek, for `zipfile` to write into."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing to close."""

    def take(self) -> bytes:
        """What was written since the last call."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece


def _unique(name: str, taken: set[str]) -> str:
    stem, ending = Path(name).stem, Path(name).suffix
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){ending}"
    taken.add(candidate.casefold())
    return candidate


def _zip_time(moment: str) -> tuple[int, int, int, int, int, int]:
    """ZIP times begin in 1980."""
    time = datetime.fromisoformat(moment)
    return max(1980, time.year), time.month, time.day, time.hour, time.minute, time.second
