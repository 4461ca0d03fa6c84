"""An append-only file of checksummed lines: what was acknowledged is on the disk, what was torn is seen.

A line is the CRC-32 of its body in eight hex digits, a space, the body, a newline. Writers that arrive while the disk
is busy share the next sync (group commit). Knows nothing of assets. Same protection as SQLite's WAL, in a file that a
person can read: https://www.sqlite.org/walformat.html
"""

from __future__ import annotations

import logging
import os
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from enfoads import errors
from enfoads.library.files import FULL, sync_folder

log = logging.getLogger(__name__)

T = TypeVar("T")
Apply = Callable[[], None]


def encode(body: bytes) -> bytes:
    return b"%08x %b\n" % (zlib.crc32(body), body)


def decode(line: bytes) -> bytes | None:
    """The body of a line, None when the line is not what was written."""
    if line[8:9] != b" " or line[-1:] != b"\n":
        return None
    body = line[9:-1]
    return body if line[:8] == b"%08x" % zlib.crc32(body) else None


def read(path: Path, damaged: Callable[[bytes], None]) -> Iterator[bytes]:
    """Bodies of the good lines in order; `damaged` is told of the others. A missing file has no lines."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            body = decode(line)
            if body is None:
                damaged(line)
            else:
                yield body


def cut_torn_tail(path: Path) -> int:
    """Cut what follows the last newline: a write that was never acknowledged. Returns the bytes cut."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        size = end = file.seek(0, os.SEEK_END)
        while end > 0:
            start = max(0, end - 65536)
            file.seek(start)
            newline = file.read(end - start).rfind(b"\n")
            if newline >= 0:
                end = start + newline + 1
                break
            end = start
        if end < size:
            file.truncate(end)
            os.fsync(file.fileno())
    return size - end


@dataclass(slots=True)
class Batch:
    """Lines that reach the disk with one sync, and what to do once they are there."""

    lines: list[bytes] = field(default_factory=list)
    applies: list[Apply] = field(default_factory=list)
    done: bool = False
    error: OSError | None = None


class Journal:
    """The open end of the file. One process at a time; any number of threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.healthy = True  # the last write reached the disk
        self._gathering = Batch()
        self._gather_lock = threading.Lock()
        self._disk_lock = threading.Lock()
        self._handle = -1
        self._size = 0  # bytes known to be on the disk

    def open(self) -> None:
        self._handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        self._size = os.fstat(self._handle).st_size
        sync_folder(self.path.parent)

    def close(self) -> None:
        with self._disk_lock:
            if self._handle >= 0:
                os.close(self._handle)
                self._handle = -1

    def join(self, *entries: tuple[bytes, Apply]) -> Batch:
        """Put lines into the next batch, behind those that joined before: bodies, and what to do once they are written."""
        with self._gather_lock:
            batch = self._gathering
            for body, apply in entries:
                batch.lines.append(encode(body))
                batch.applies.append(apply)
            return batch

    def commit(self, batch: Batch) -> None:
        """Return once the batch is on the disk and applied; raises `errors.DiskFull` or `Unavailable` when it is not.

        The first of its writers to arrive writes for all. The batch is applied before the next one is written, so
        outside the disk lock memory and file always say the same.
        """
        with self._disk_lock:
            if not batch.done:
                with self._gather_lock:
                    self._gathering = Batch()
                batch.done = True
                self._write(batch)
        if batch.error is not None:
            if batch.error.errno in FULL:
                raise errors.DiskFull() from batch.error
            raise errors.Unavailable(detail=f"the library cannot write ({batch.error.strerror})") from batch.error

    def _write(self, batch: Batch) -> None:
        try:
            if self._handle < 0:
                raise OSError(0, "it is closed")
            if not self.healthy:
                self._take_back()
            data = b"".join(batch.lines)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
            os.fdatasync(self._handle)
        except OSError as error:
            log.error("journal write failed: %s", error)
            batch.error = error
            self.healthy = False
            try:
                self._take_back()
            except OSError as second:
                log.error("journal could not be cut back, the next write will try again: %s", second)
            return
        self._size += len(data)
        self.healthy = True
        for apply in batch.applies:
            apply()

    def _take_back(self) -> None:
        """Cut a half-written batch off again: nobody was told that it is there."""
        if self._handle >= 0:
            os.ftruncate(self._handle, self._size)

    def rotate(self, aside: Path, capture: Callable[[], T]) -> T:
        """Rename the file to `aside`, go on in a new one, and return `capture()`, taken exactly in between."""
        with self._disk_lock:
            self._take_back()
            empty = self.path.with_name(self.path.name + ".new")
            fresh = os.open(empty, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, 0o644)
            if self.path.exists():  # it does, unless the rotation before failed here; then the lines are in that one's file
                self.path.replace(aside)
                sync_folder(self.path.parent)
            empty.replace(self.path)
            os.close(self._handle)
            self._handle, self._size = fresh, 0
            sync_folder(self.path.parent)
            return capture()
