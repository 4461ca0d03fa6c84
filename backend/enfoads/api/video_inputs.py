"""What a request for a video names, as its caller may see it: files of the library, avatars, the brand.

A file that a job will use is held by a second name in `data/inputs`, so that deleting the asset does not break the job.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from enfoads.api.call import Call
from enfoads.errors import EnfoadsError, InvalidRequest
from enfoads.library.brands import Brand
from enfoads.library.files import full_disk_named
from enfoads.recipes.avatar_request import choose
from enfoads.recipes.video_request import about
from enfoads.recipes.video_visuals import Held
from enfoads.settings import Settings

_KINDS: dict[str, tuple[str, str]] = {
    "image": ("a picture", "una imagen"),
    "video": ("a video", "un vídeo"),
    "audio": ("a sound", "un audio"),
}


class LibrarySources:
    """`recipes.video_request.Sources` for one request. `hold`: for a job that runs later; a preview reads the files at once."""

    def __init__(self, call: Call, *, hold: bool = True) -> None:
        self._call = call
        self._hold = hold

    def asset(self, id: str, field: str, types: Sequence[str]) -> Held:
        library = self._call.studio.library
        with about(field):
            asset = library.get(id, self._call.owner)
            path = library.file_path(asset)
        if asset.type not in types:
            raise _not_one_of(id, field, types)
        return {"path": self._held(path, asset.sha256), "sha256": asset.sha256, "type": asset.type, "duration_s": asset.duration_s or 0.0}

    def avatar(self, id: str, field: str) -> dict[str, Any]:
        record = choose(id, self._call.studio.avatars, self._call.owner, field)
        held = {"path": self._held(Path(record.path), record.sha256)} if record.path else {}
        return record.model_dump() | held

    def consent(self, avatar_id: str) -> dict[str, Any]:
        return self._call.studio.avatars.get(avatar_id, self._call.owner).audit

    def brand(self, wanted: str | bool) -> Brand | None:
        brands, owner = self._call.studio.brands, self._call.owner
        if isinstance(wanted, str) and wanted:
            with about("brand"):
                return brands.get(wanted, owner)
        return brands.default(owner) if wanted is True else None

    def _held(self, path: Path, sha256: str) -> str:
        return str(held(path, sha256, self._call.studio.settings) if self._hold else path)


def held(path: Path, sha256: str, settings: Settings) -> Path:
    """A name of its own for the file, which stays for `upload_retention_h` after its last use and as long as a job names it.

    Raises DiskFull where the disk knows no second names and has no room for a copy.
    """
    place = settings.inputs_dir / f"video-{sha256}"
    settings.inputs_dir.mkdir(parents=True, exist_ok=True)
    with full_disk_named():
        try:
            place.hardlink_to(path)
        except FileExistsError:
            pass
        except OSError:
            _copied(path, place)
        with suppress(FileNotFoundError):
            os.utime(place)  # wanted now: it is kept from now on
    return place


def _copied(path: Path, place: Path) -> None:
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(path, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _not_one_of(id: str, field: str, types: Sequence[str]) -> EnfoadsError:
    english, spanish = (" or ".join(_KINDS[one][0] for one in types), " o ".join(_KINDS[one][1] for one in types))
    return InvalidRequest(param=field, detail=f"{field}: {id} is not {english}", detail_es=f"{field}: {id} no es {spanish}")
