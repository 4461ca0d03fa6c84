"""Pictures with faces on their way to the job that uses them: kept as they were sent, opened by nobody but a worker.

They never enter the library, and go `upload_retention_h` after their last use. Each is its owner's alone: its id is the SHA-256 of
what was sent, and the same id names nothing for another owner.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import FileStorage

from enfoads.api import uploading
from enfoads.api.call import Call
from enfoads.errors import EnfoadsError, InvalidRequest, NotFound
from enfoads.library import data_url
from enfoads.library.asset import display_name

Kept = dict[str, Any]
"""`path`, `sha256`, `name` (the file's, "" if unknown), `asset_id` or `input`, and whether it is a `video`."""


def of_file(call: Call, file: FileStorage, field: str) -> Kept:
    """A file of a form; as target it may be a video. Raises PayloadTooLarge, InvalidRequest for an empty one."""
    begins_so, pieces = uploading.looked_at(file)
    is_video = begins_so and field == "target"
    return _keep(call, pieces, field, display_name(file.filename or ""), is_video=is_video)


def of_text(call: Call, text: str, field: str) -> Kept:
    """Base64, or a data URL. Raises as `of_file`."""
    return _keep(call, data_url.decode_any(text, call.studio.settings.max_upload_mb * 2**20, field), field, "")


def of_input(call: Call, id: str, field: str) -> Kept:
    """A picture that was sent before, by its SHA-256. Raises NotFound when it is not there any more, or somebody else's."""
    path = call.studio.settings.inputs_dir / _file_name(call.owner, id)
    try:
        os.utime(path)  # wanted again: it is kept from now on
    except FileNotFoundError:
        raise NotFound(param=field, kind="input", kind_es="imagen enviada", id=id[:12]) from None
    return {"path": str(path), "sha256": id, "name": "", "input": id, "video": uploading.begins_as_video(path)}


def of_asset(call: Call, asset_id: str, field: str) -> Kept:
    """A picture of the caller's library. A target may be a video.

    Raises NotFound (another's and deleted ones too), InvalidRequest for what is no picture.
    """
    try:
        asset = call.studio.library.get(asset_id, call.owner)
        path = call.studio.library.file_path(asset)
    except EnfoadsError as error:
        error.param = field
        raise
    if asset.type != "image" and not (asset.type == "video" and field == "target_asset_id"):
        raise InvalidRequest(param=field, detail=f"{field}: {asset_id} is not a picture", detail_es=f"{field}: {asset_id} no es una imagen")
    return {"path": str(path), "sha256": asset.sha256, "name": asset.name, "asset_id": asset_id, "video": asset.type == "video"}


def _keep(call: Call, pieces: Iterable[bytes], field: str, name: str, *, is_video: bool = False) -> Kept:
    settings = call.studio.settings
    path, sha256 = uploading.store(call, pieces, uploading.limit_of(call, is_video=is_video), field)
    settings.inputs_dir.mkdir(parents=True, exist_ok=True)
    kept = path.replace(settings.inputs_dir / _file_name(call.owner, sha256))
    return {"path": str(kept), "sha256": sha256, "name": name, "input": sha256, "video": is_video}


def _file_name(owner: str, sha256: str) -> str:
    return f"face-{hashlib.sha256(owner.encode()).hexdigest()[:16]}-{sha256}"
