"""LoRA files that were fetched, by content: `<sha256>.safetensors`, and beside each who fetched it from where.

A request that names a hash is served from here only if its owner fetched that address before: knowing a hash opens nobody's file.
What was longest unused goes when the folder grows over its size; files of accepted jobs stay.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from enfoads.library.files import full_disk_named, sync_file

_FRESH = 900.0  # seconds: a file just handed out is not yet named by a job
_MAX_SEEN = 200  # owners and addresses remembered of one file


class LoraCache:
    """Safe to use from several threads of one process."""

    def __init__(self, folder: Path, max_bytes: int, in_use: Callable[[], Iterable[str]]) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._in_use = in_use
        self._lock = threading.Lock()

    def sweep(self) -> None:
        """Remove what fetches left that were killed, and names of library files that are gone."""
        for piece in self._folder.glob(".*.part*"):
            piece.unlink(missing_ok=True)
        for path in self._folder.glob("*.safetensors"):
            if not path.exists():
                self._remove(path)

    def part(self) -> Path:
        """Where a file may be written on its way in."""
        with full_disk_named():
            self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f".{uuid.uuid4().hex}.part"

    def find(self, sha256: str, owner: str, source: str) -> Path | None:
        """The file, if this owner has fetched it from there."""
        path = self._path(sha256)
        with self._lock:
            if not path.is_file() or _mark(owner, source) not in self._seen(path):
                return None
            self._touch(path)
        return path

    def keep(self, part: Path, sha256: str, owner: str, source: str) -> Path:
        """Move a whole file in. Raises DiskFull."""
        path, mark = self._path(sha256), _mark(owner, source)
        with self._lock, full_disk_named():
            if path.is_symlink() or not path.is_file():
                sync_file(part)
                part.replace(path)
            self._note(path, [*(one for one in self._seen(path) if one != mark), mark])
            self._prune()
        return path

    def link(self, target: Path, sha256: str) -> Path:
        """Another name for a file of the library, which has no ending there: loaders choose by it how a file is opened.

        A name, not a copy (unless the disk knows none): what is deleted from the library is gone. Raises DiskFull.
        """
        path, part = self._path(sha256), self.part()
        with self._lock, full_disk_named():
            if not path.exists():
                path.unlink(missing_ok=True)
                try:
                    path.symlink_to(os.path.relpath(target, self._folder))
                except OSError:
                    shutil.copyfile(target, part)
                    part.replace(path)
            self._note(path, self._seen(path))
            self._prune()
        return path

    def drop(self, sha256: str) -> None:
        path = self._path(sha256)
        with self._lock:
            self._remove(path)

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.safetensors"

    def _notes(self, path: Path) -> Path:
        return path.with_suffix(".json")

    def _seen(self, path: Path) -> list[str]:
        try:
            return [str(mark) for mark in json.loads(self._notes(path).read_text("utf-8"))["seen"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _note(self, path: Path, seen: list[str]) -> None:
        fresh = self._notes(path).with_suffix(".new")
        fresh.write_text(json.dumps({"seen": seen[-_MAX_SEEN:]}), "utf-8")
        fresh.replace(self._notes(path))

    def _touch(self, path: Path) -> None:
        with suppress(OSError):
            os.utime(self._notes(path))

    def _used_at(self, path: Path) -> float:
        try:
            return self._notes(path).stat().st_mtime
        except OSError:
            return 0.0

    def _prune(self) -> None:
        files = [(self._used_at(path), path.lstat().st_size, path) for path in self._folder.glob("*.safetensors")]
        total = sum(size for _, size, _ in files)
        if total <= self._max_bytes:
            return
        needed = set(self._in_use())
        for used_at, size, path in sorted(files):
            if total <= self._max_bytes or used_at > time.time() - _FRESH:
                return
            if str(path) not in needed:
                self._remove(path)
                total -= size

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._notes(path).unlink(missing_ok=True)


def _mark(owner: str, source: str) -> str:
    return hashlib.sha256(f"{owner}\0{source}".encode()).hexdigest()
