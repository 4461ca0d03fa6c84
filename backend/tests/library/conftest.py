"""Libraries in temporary folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from enfoads.jobs.events import Event, EventBus
from enfoads.library.asset import Asset
from enfoads.library.library import Library


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncs take no time. For tests that never cut the power but write what would be left."""
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda _handle: None)


@pytest.fixture
def events() -> list[Event]:
    """What the library published, in order."""
    return []


@pytest.fixture
def open_library(tmp_path: Path, events: list[Event]) -> Iterator[Callable[..., Library]]:
    """Opens a library in `tmp_path` (or another folder) and closes it in the end, open or not."""
    opened: list[Library] = []

    def open_one(folder: Path = tmp_path, **options: Any) -> Library:
        bus = EventBus()
        bus.subscribe(events.append)
        library = Library(folder, bus, **options)
        library.open("http://127.0.0.1:5799")
        opened.append(library)
        return library

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    return open_library()


@pytest.fixture
def add(tmp_path: Path) -> Callable[..., Asset]:
    """Adds a file of these bytes (the id's, if none are given) to a library."""

    def add_one(library: Library, id: str, content: bytes | None = None, **fields: Any) -> Asset:
        staging = tmp_path / "staging"
        staging.mkdir(exist_ok=True)
        path = staging / f"{id}.png"
        path.write_bytes(id.encode() if content is None else content)
        return library.add_file(path, **({"id": id, "type": "image", "mime": "image/png"} | fields))

    return add_one
