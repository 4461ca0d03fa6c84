"""Reference pictures and masks on their way from a request to the job that uses them: staged here, checked and kept by a worker.

They never enter the library, and go `upload_retention_h` after their last use.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import FileStorage

from enfoads.api import uploading
from enfoads.api.call import Call
from enfoads.errors import EnfoadsError, InvalidRequest, JobCancelled, Unavailable
from enfoads.library import data_url
from enfoads.recipes.image_inputs import Input

_NOBODY = "inputs"  # an owner of its own: these jobs are in nobody's list


def keep(call: Call, file: FileStorage, field: str = "image") -> Input:
    """A file of a multipart body. Raises PayloadTooLarge, UnsupportedFile, UnreadableImage, InvalidRequest, Unavailable, about `field`."""
    return _keep(call, uploading.pieces_of(file), field)


def keep_text(call: Call, text: str, field: str = "image") -> Input:
    """Base64, or a data URL. Raises as `keep`."""
    limit = call.studio.settings.max_upload_mb * 2**20
    return _keep(call, data_url.decode_any(text, limit, field), field)


def keep_asset(call: Call, asset_id: str, field: str = "image_asset_id") -> Input:
    """A picture of the caller's library. Raises NotFound (another's and deleted ones too), InvalidRequest for what is no picture."""
    try:
        asset = call.studio.library.get(asset_id, call.owner)
        path = call.studio.library.file_path(asset)
    except EnfoadsError as error:
        error.param = field
        raise
    if asset.type != "image":
        raise InvalidRequest(param=field, detail=f"{field}: {asset_id} is not a picture", detail_es=f"{field}: {asset_id} no es una imagen")
    found = _checked(call, {"path": str(path), "sha256": asset.sha256, "name": field}, field)
    return Input(**found, asset_id=asset_id)


def of_request(call: Call, asked: dict[str, Any], field: str) -> Input | None:
    """What a request's `field` ("image" or "mask") or `<field>_asset_id` names, if it names anything."""
    if text := asked.get(field):
        return keep_text(call, text, field)
    if asset_id := asked.get(f"{field}_asset_id"):
        return keep_asset(call, asset_id, f"{field}_asset_id")
    return None


def _keep(call: Call, pieces: Iterable[bytes], field: str) -> Input:
    staged = uploading.stage(call, pieces, {"name": field}, field)
    try:
        return Input(**_checked(call, staged.params | {"sha256": staged.identity["sha256"]}, field))
    finally:
        staged.discard()


def _checked(call: Call, params: dict[str, Any], field: str) -> dict[str, Any]:
    """The result of the `input` job for these params."""
    queue = call.studio.queue
    job = queue.submit("input", params, owner=_NOBODY)
    job = queue.wait(job.id, call.studio.settings.sync_timeout)
    if not job.is_terminal:
        queue.cancel(job.id)
        raise Unavailable(detail="other uploads are being checked", detail_es="se están comprobando otras subidas")
    if job.status != "completed":
        error = EnfoadsError.from_record(job.error) if job.error else JobCancelled()
        error.param = field
        raise error
    return dict(job.result or {})
