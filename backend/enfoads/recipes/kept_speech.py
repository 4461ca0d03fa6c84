"""Speech on disk, of a voice or of a person: a WAV and a JSON file with its times beside it, whole or not there at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from enfoads.engines.voice.base import TimedPhoneme, TimedWord
from enfoads.library.files import full_disk_named


@dataclass(frozen=True, slots=True)
class Narration:
    """`path`: WAV of 16 bits, one channel; others may use the same file, so it is read only. Times in seconds from its start.

    `language`: of what is said. `warnings`: codes of `speech_warnings`.
    """

    path: Path
    sha256: str
    duration_s: float
    words: tuple[TimedWord, ...]
    phonemes: tuple[TimedPhoneme, ...]
    language: str
    warnings: tuple[str, ...]
    cached: bool


def taken(place: Path) -> Narration | None:
    """What was kept before (`place`: without a suffix); None when it is not there, or not as it was written."""
    sound, notes = place.with_suffix(".wav"), place.with_suffix(".json")
    try:
        record: dict[str, Any] = orjson.loads(notes.read_bytes())
        if _sha256_of(sound) != record["sha256"]:
            return None
        for path in (sound, notes):
            os.utime(path)  # used now
        words = tuple(TimedWord(*one) for one in record["words"])
        phonemes = tuple(TimedPhoneme(*one) for one in record["phonemes"])
        said = (record["language"], tuple(record["warnings"]))
        return Narration(sound, record["sha256"], record["duration_s"], words, phonemes, *said, cached=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(
    place: Path,
    write: Callable[[Path], float],
    words: Sequence[TimedWord],
    phonemes: Sequence[TimedPhoneme],
    language: str,
    warnings: Sequence[str] = (),
) -> Narration:
    """`write` makes the WAV and returns its length in seconds. Raises what it raises, and DiskFull."""
    sound, notes = place.with_suffix(".wav"), place.with_suffix(".json")
    part = place.with_suffix(f".{os.getpid()}.part")
    with full_disk_named():
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            duration_s = write(part)
            sha256 = _sha256_of(part)
            record = {
                "sha256": sha256,
                "duration_s": duration_s,
                "words": [(word.text, word.start, word.end) for word in words],
                "phonemes": [(one.symbol, one.start, one.end) for one in phonemes],
                "language": language,
                "warnings": warnings,
            }
            part.replace(sound)
            part.write_bytes(orjson.dumps(record))
            part.replace(notes)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return Narration(sound, sha256, duration_s, tuple(words), tuple(phonemes), language, tuple(warnings), cached=False)


def forget(narration: Narration) -> None:
    """Remove it: the disk is full."""
    for path in (narration.path, narration.path.with_suffix(".json")):
        path.unlink(missing_ok=True)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
