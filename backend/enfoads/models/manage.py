"""What the command line and the API do with installed models: verify, make sure before loading, remove."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from enfoads.errors import Conflict, EnfoadsError, ModelNotInstalled, UnsafeFile
from enfoads.models.catalog import Catalog
from enfoads.models.checkpoint import inspect
from enfoads.models.entry import FileSpec, ModelEntry
from enfoads.models.hashes import Hashes, sha256_of
from enfoads.models.own import sidecar


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How one file stands. "unpinned": nothing to compare with, its hash is now recorded. `detail` says what is wrong."""

    path: str
    state: Literal["ok", "unpinned", "missing", "wrong"]
    bytes: int = 0
    sha256: str = ""
    detail: str = ""


def verify(
    catalog: Catalog,
    entry: ModelEntry,
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    progress: Callable[[str, int, int], None] = lambda file, done, total: None,
) -> list[FileCheck]:
    """Hash every file of a model again. A folder or file of one's own, and the starter, are vetted by their headers instead."""
    checks = []
    if entry.embedded or entry.location is not None:
        checks.append(_vet(entry.location or catalog.folder(entry)))
    for one in catalog.required(entry):
        for file in one.files:
            name = f"{one.id}/{file.path}"
            report = partial(_report, progress, name, file.size)
            checks.append(_hash(catalog, catalog.folder(one) / file.path, name, file, check_cancelled, report))
    return checks


def ensure(catalog: Catalog, entry: ModelEntry, check_cancelled: Callable[[], None] = lambda: None) -> None:
    """Make sure that a model may be loaded: all there, and each file hashed since it last changed. Quick when nothing did.

    Raises ModelNotInstalled, and UnsafeFile for a file with other bytes than it must have.
    """
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(model=entry.id)
    hashes = Hashes(catalog.models_dir)
    for one in catalog.required(entry):
        for file in one.files:
            path = catalog.folder(one) / file.path
            if not _trusted(hashes.current(path), file):
                found = _hash(catalog, path, file.path, file, check_cancelled, lambda done: None)
                if found.state == "wrong":
                    raise UnsafeFile(name=f"{one.id}/{file.path}", detail="its bytes are others", detail_es="sus bytes son otros")


def remove(catalog: Catalog, entry: ModelEntry) -> int:
    """Delete a model and the components that no other installed model needs; returns the bytes freed.

    Raises Conflict for the model that ships with the studio and for a checkpoint that lies outside the models folder.
    """
    came_along = entry.set_up and not catalog.folder(entry).is_relative_to(catalog.models_dir)
    if entry.embedded or came_along:
        raise Conflict(detail=f"{entry.id} ships with the studio", detail_es=f"{entry.id} viene con el estudio")
    if entry.location is not None:
        return _remove_own(catalog, entry.location)
    others = [one for one in catalog.entries() if one.id != entry.id and catalog.state(one) == "installed"]
    needed = {id for one in others for id in (*one.requires, one.image.vae if one.image else "")}
    freed = 0
    for one in catalog.required(entry):
        if one.id == entry.id or one.id not in needed:
            folder = catalog.folder(one)
            freed += _bytes(folder)
            shutil.rmtree(folder, ignore_errors=True)
            Hashes(catalog.models_dir).remove(folder)
    return freed


def _remove_own(catalog: Catalog, path: Path) -> int:
    if not path.is_relative_to(catalog.models_dir):
        raise Conflict(
            detail=f"{path} is outside the studio's folder; delete it yourself", detail_es=f"{path} está fuera del estudio; bórralo tú"
        )
    freed, notes = _bytes(path), sidecar(path)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
    notes.unlink(missing_ok=True)
    Hashes(catalog.models_dir).remove(path)
    return freed


def _vet(path: Path) -> FileCheck:
    try:
        return FileCheck(path.name, "ok", bytes=inspect(path).bytes)
    except (EnfoadsError, OSError) as error:
        return FileCheck(path.name, "wrong" if path.exists() else "missing", detail=str(error))


def _hash(catalog: Catalog, path: Path, name: str, file: FileSpec, check: Callable[[], None], on_bytes: Callable[[int], None]) -> FileCheck:
    """Hash one file and record it, unless it is wrong."""
    if not path.is_file():
        return FileCheck(name, "missing")
    hashes = Hashes(catalog.models_dir)
    expected = file.sha256 or hashes.known(path)
    sha256, size = sha256_of(path, check, on_bytes), path.stat().st_size
    if expected and sha256 != expected:
        return FileCheck(name, "wrong", size, sha256, f"sha256 {sha256[:12]}…, not {expected[:12]}…")
    hashes.put(path, sha256, "in place")
    return FileCheck(name, "ok" if expected else "unpinned", size, sha256)


def _trusted(current: str, file: FileSpec) -> bool:
    return bool(current) and current == (file.sha256 or current)


def _report(progress: Callable[[str, int, int], None], name: str, total: int, done: int) -> None:
    progress(name, done, total)


def _bytes(path: Path) -> int:
    if not path.is_dir():
        return path.stat().st_size if path.exists() else 0
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
