"""Files are whole or absent, and on the disk before anybody is told."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from enfoads import errors
from enfoads.library.files import ObjectStore, digest


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    store = ObjectStore(tmp_path / "files")
    store.open()
    return store


def source(folder: Path, content: bytes) -> tuple[Path, str]:
    path = folder / "source"
    path.write_bytes(content)
    return path, hashlib.sha256(content).hexdigest()


def test_the_digest_is_the_contents_sha256(tmp_path: Path) -> None:
    path, sha256 = source(tmp_path, b"x" * 3_000_000)
    assert digest(path) == (sha256, 3_000_000)


def test_bytes_are_synced_before_the_name_and_the_name_before_the_answer(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watch(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: Any) -> Any:
            subject = args[0] if isinstance(args[0], Path) else Path(f"/proc/self/fd/{args[0]}").readlink()
            calls.append((name, subject.name))
            return real(*args)

        monkeypatch.setattr(owner, name, call)

    calls: list[tuple[str, str]] = []
    watch(os, "fsync")
    watch(Path, "replace")
    path, sha256 = source(tmp_path, b"bytes")
    store.put(path, sha256)
    assert calls == [("fsync", "source"), ("replace", "source"), ("fsync", sha256[:2])]


def test_a_file_comes_in_from_another_disk(store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(self: Path, target: Path) -> Path:
        if self.name == "source":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, target)

    real = Path.replace
    monkeypatch.setattr(Path, "replace", replace)
    path, sha256 = source(tmp_path, b"bytes")
    store.put(path, sha256)
    assert store.path(sha256).read_bytes() == b"bytes"
    assert not path.exists()
    assert list(store.names()) == [sha256]


def test_a_copy_from_another_disk_that_fails_leaves_the_source_and_no_rest(
    store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(self: Path, target: Path) -> Path:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    def copy(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("shutil.copyfile", copy)
    path, sha256 = source(tmp_path, b"bytes")
    with pytest.raises(errors.DiskFull):
        store.put(path, sha256)
    assert path.exists()
    assert not [file for file in store.root.rglob("*") if file.is_file()]


def test_a_damaged_file_is_healed_when_its_content_comes_again(store: ObjectStore, tmp_path: Path) -> None:
    path, sha256 = source(tmp_path, b"bytes")
    store.path(sha256).write_bytes(b"rot")
    store.put(path, sha256)
    assert store.path(sha256).read_bytes() == b"bytes"


def test_a_reader_keeps_a_file_that_is_removed_meanwhile(store: ObjectStore, tmp_path: Path) -> None:
    path, sha256 = source(tmp_path, b"bytes")
    store.put(path, sha256)
    with store.path(sha256).open("rb") as file:
        store.remove(sha256)
        store.remove(sha256)
        assert file.read() == b"bytes"
    assert list(store.names()) == []


def test_what_a_crash_left_unfinished_is_forgotten_at_the_next_start(store: ObjectStore) -> None:
    store.scratch().write_bytes(b"half a copy")
    store.open()
    assert not [file for file in store.root.rglob("*") if file.is_file()]
