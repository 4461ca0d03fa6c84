"""Pictures that were made before, by what makes them: `<data_dir>/cache/<hash>.png` (.jpg, .webp). Least recently used go first.
Other jobs keep what they made in folders beside them, under the same limit.

Behind the picture's own bytes, where programs that show it do not look, stand the warnings that came with it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from enfoads.settings import Settings

PIXELS = 2  # raise it when the engine begins to draw the same recipe differently
HELD_S = 4 * 3600  # the longest job
_END = b"EnfoadsCache1\n"
_LONGEST = 1 << 16  # bytes of a picture's warnings


class ResultCache:
    """Safe to share between processes: files appear whole, and a file that vanishes is a miss."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data_dir / "cache"
        self.limit = settings.cache_mb << 20
        self._machine = [PIXELS, settings.device, settings.dtype]

    def key(self, identity: dict[str, Any]) -> str:
        return hashlib.sha256(orjson.dumps([self._machine, identity], option=orjson.OPT_SORT_KEYS)).hexdigest()

    def take(self, key: str, target: Path) -> list[str] | None:
        """Copy the picture to `target`, whose suffix is its kind, and give its warnings; None when there is none that can be read.

        A file cut short by a crash is removed.
        """
        source = self.folder / f"{key}{target.suffix}"
        try:
            shutil.copyfile(source, target)
            os.utime(source)  # used now
        except OSError:
            target.unlink(missing_ok=True)
            return None
        with target.open("r+b") as file:
            warnings = _take_warnings(file)
        if warnings is None:
            source.unlink(missing_ok=True)
            target.unlink()
        return warnings

    def put(self, key: str, picture: Path, warnings: Sequence[str] = ()) -> None:
        """Keep a copy of `picture`. A full disk is no reason to fail: then it is not kept."""
        if not self.limit:
            return
        part = self.folder / f"{key}.{os.getpid()}.part"
        said = orjson.dumps(list(warnings))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(picture, part)
            with part.open("ab") as file:
                file.write(said + len(said).to_bytes(4, "big") + _END)
            part.replace(self.folder / f"{key}{picture.suffix}")
        except OSError:
            with suppress(OSError):
                part.unlink()
        if key.startswith("0"):  # listing thousands of files takes time; one in sixteen keys is often enough
            self.prune()

    def prune(self) -> None:
        """As `prune`."""
        prune(self.folder, self.limit)


def prune(folder: Path, limit: int) -> None:
    """Remove the least recently used files until there are at most `limit` bytes in the folder.

    What lies in a folder of its own (speech, scenes) may be part of a job that runs: it goes `HELD_S` after its last use, not before.
    """
    files, before = [], time.time() - HELD_S
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            with suppress(FileNotFoundError):
                files.append((path.stat().st_mtime, path.stat().st_size, path))
    total = sum(size for _, size, _ in files)
    for used, size, path in sorted(files):
        if total <= limit:
            break
        if path.parent == folder or used < before:
            try:
                if path.stat().st_mtime != used:  # a job has taken it up since the folder was listed
                    continue
                path.unlink()
            except FileNotFoundError:
                pass
            total -= size


def _take_warnings(file: BinaryIO) -> list[str] | None:
    """Cut what `put` wrote off the end of the file; None when it is not there."""
    size = file.seek(0, os.SEEK_END)
    tail = 4 + len(_END)
    file.seek(max(0, size - tail))
    end = file.read()
    length = int.from_bytes(end[:4], "big")
    start = size - tail - length
    if end[4:] != _END or length > _LONGEST or start <= 0:
        return None
    file.seek(start)
    try:
        warnings = orjson.loads(file.read(length))
    except ValueError:
        return None
    file.truncate(start)
    return [str(one) for one in warnings]
