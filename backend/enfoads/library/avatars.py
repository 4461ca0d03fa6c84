"""Avatars that people made from a portrait: one folder each under `data/avatars`, named by its id, with its owner and consent.

A worker makes the folder whole beside the others and gives it its name; from then on only the server changes it. The portrait is a PNG
that holds the mesh of its face, so that its content says all that is drawn.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import orjson

from enfoads.errors import NotFound
from enfoads.library.files import full_disk_named, sync_file, sync_folder

log = logging.getLogger(__name__)

MOST = 200  # of one owner
PORTRAIT, THUMBNAIL, PREVIEW = "portrait.png", "thumbnail.webp", "preview.webp"
_CARD = "avatar.json"
_INCOMING = ".incoming"
_ID = re.compile(r"[A-Za-z0-9_-]{1,150}")


@dataclass(frozen=True, slots=True)
class Avatar:
    """`sha256`: of the portrait's file. `audit`: who agreed, when and to what, and the hash of the picture that was sent."""

    id: str
    owner: str
    name: str
    created_at: str
    sha256: str
    audit: dict[str, Any]


_FIELDS = frozenset(one.name for one in fields(Avatar))


class Avatars:
    """Those of one data folder. Safe for threads."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir / "avatars"
        self._lock = threading.Lock()

    def open(self) -> None:
        """Forget what a crash left unfinished."""
        shutil.rmtree(self._root / _INCOMING, ignore_errors=True)

    def list(self, owner: str) -> Sequence[Avatar]:
        """The owner's, oldest first."""
        with self._lock:
            known = [avatar for folder in self._folders() if (avatar := _read(folder)) is not None]
        return sorted((one for one in known if one.owner == owner), key=lambda one: (one.created_at, one.id))

    def get(self, id: str, owner: str) -> Avatar:
        """Raises NotFound."""
        avatar = _read(self._root / id) if _ID.fullmatch(id) else None
        if avatar is None or avatar.owner != owner:
            raise NotFound(kind="avatar", kind_es="el avatar", id=id)
        return avatar

    def file(self, avatar: Avatar, name: str) -> Path:
        """Where its portrait, thumbnail or preview is."""
        return self._root / avatar.id / name

    def rename(self, id: str, owner: str, name: str) -> Avatar:
        """Raises NotFound, DiskFull."""
        with self._lock:
            avatar = replace(self.get(id, owner), name=name)
            fresh = self._root / id / f"{_CARD}.new"
            _write(avatar, fresh)
            fresh.replace(self._root / id / _CARD)
        return avatar

    def delete(self, id: str, owner: str) -> None:
        """Its portrait goes with it. Raises NotFound."""
        with self._lock:
            self.get(id, owner)
            gone = self._room()
            (self._root / id).replace(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def keep(self, avatar: Avatar, files: Mapping[str, Path]) -> None:
        """Add one; its files are moved in. One of the same id, by a job that ran before, is replaced. Raises DiskFull."""
        room, old, place = self._room(), self._room(), self._root / avatar.id
        try:
            with full_disk_named():
                room.mkdir()
                for name, path in files.items():
                    sync_file(path)
                    path.replace(room / name)
            _write(avatar, room / _CARD)
            if place.exists():
                place.replace(old)
            room.replace(place)
            sync_folder(self._root)
        finally:
            for folder in (room, old):  # somebody's face stays nowhere it is not asked for
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> Sequence[Path]:
        if not self._root.is_dir():
            return []
        with os.scandir(self._root) as entries:
            return [Path(entry.path) for entry in entries if entry.name != _INCOMING and entry.is_dir()]

    def _room(self) -> Path:
        incoming = self._root / _INCOMING
        with full_disk_named():
            incoming.mkdir(parents=True, exist_ok=True)
        return incoming / uuid.uuid4().hex


def _read(folder: Path) -> Avatar | None:
    """None where there is none, or none that can be read. Fields of a later version are passed over."""
    try:
        record = orjson.loads((folder / _CARD).read_bytes())
        return Avatar(**{name: value for name, value in record.items() if name in _FIELDS})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, AttributeError):
        log.error("%s cannot be read", folder / _CARD)
        return None


def _write(avatar: Avatar, path: Path) -> None:
    with full_disk_named(), path.open("wb") as target:
        target.write(orjson.dumps(asdict(avatar), option=orjson.OPT_INDENT_2))
        target.flush()
        os.fsync(target.fileno())
