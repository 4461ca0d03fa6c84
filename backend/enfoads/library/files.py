"""The bytes of the library: one file per content, named by its sha256, in 256 folders (`files/ab/abcd…`).

Knows nothing of assets. A file is whole or absent, whatever kills the process: it is synced under another name, then
renamed. Who still needs a file is the caller's business (`Library` counts the references).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from enfoads import errors

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def full_disk_named() -> Iterator[None]:
    """Turn the system's "no space left" into `errors.DiskFull`; other failures pass as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise errors.DiskFull() from error
        raise


def sync_folder(folder: Path) -> None:
    """Make renames and new names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> tuple[str, int]:
    """sha256 in hex and size in bytes of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()


class ObjectStore:
    """Files by content under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self) -> None:
        """Make the folders, and forget copies that a crash left unfinished."""
        with full_disk_named():
            shutil.rmtree(self._incoming, ignore_errors=True)
            for first in range(256):
                (self.root / f"{first:02x}").mkdir(parents=True, exist_ok=True)
            self._incoming.mkdir()
            sync_folder(self.root)

    @property
    def _incoming(self) -> Path:
        return self.root / "incoming"

    def scratch(self) -> Path:
        """A new name on this disk for a file on its way to `put`."""
        return self._incoming / uuid.uuid4().hex

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def put(self, source: Path, sha256: str, *, durable: bool = True) -> None:
        """Move `source`, whose digest is `sha256`, in. With `durable` it survives a power cut once this returns.

        A file of that name is replaced, not trusted: it has the same bytes, or was damaged. Raises `errors.DiskFull`.
        """
        target = self.path(sha256)
        with full_disk_named():
            if durable:
                sync_file(source)
            try:
                source.replace(target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                self._copy_in(source, target, durable=durable)
            if durable:
                sync_folder(target.parent)

    def _copy_in(self, source: Path, target: Path, *, durable: bool) -> None:
        """As `put`, from another disk."""
        copy = self.scratch()
        try:
            shutil.copyfile(source, copy)
            if durable:
                sync_file(copy)
            copy.replace(target)
        finally:
            copy.unlink(missing_ok=True)
        source.unlink()

    def remove(self, sha256: str) -> None:
        """Delete the file; readers that have it open keep it until they close it."""
        self.path(sha256).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The sha256 of every file here, in no order."""
        for first in range(256):
            with os.scandir(self.root / f"{first:02x}") as entries:
                yield from (entry.name for entry in entries)
