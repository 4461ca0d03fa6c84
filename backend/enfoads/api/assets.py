"""The library: listing, adding, changing, deleting and delivering assets."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from enfoads.api import uploading, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.assets import (
    Asset,
    AssetIds,
    AssetImport,
    AssetList,
    AssetPatch,
    AssetQueryParams,
    AssetsDeleted,
    FileQuery,
    UploadForm,
)
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.errors import NotFound
from enfoads.jobs.job import Job
from enfoads.library.asset import Asset as Record
from enfoads.library.asset import AssetQuery
from enfoads.library.export import file_name

routes = Routes("assets")

_FILE_HEADERS = {
    "Range": {"type": "string", "description": "Bytes to send, for videos and resumed downloads."},
    "If-None-Match": {"type": "string", "description": "ETag of the copy the caller has."},
}
_FILE_GIVES = ("ETag", "Cache-Control", "Content-Range")


@routes.on("GET", "/api/assets", query=AssetQueryParams, out=AssetList)
def list_assets(call: Call, query: AssetQueryParams) -> AssetList:
    """A page of the library."""
    page = call.studio.library.list(AssetQuery(owner=call.owner, **query.model_dump()))
    return AssetList(items=[_shown(record) for record in page.items], next_cursor=page.next_cursor, total=page.total)


@routes.on(
    "POST",
    "/api/assets",
    query=WorkQuery,
    body=AssetImport,
    body_limit=None,
    form=UploadForm,
    form_limit=uploading.form_limit,
    files=("file",),
    out=Asset,
    status=201,
    also={202: JobEnvelope},
    errors=waiting.ERRORS,
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def create_asset(
    call: Call,
    query: WorkQuery,
    body: AssetImport | None = None,
    form: UploadForm | None = None,
    files: dict[str, FileStorage] | None = None,
) -> Answer:
    """Add a picture, a video or a sound: a file, or a data URL. It is checked and written anew before it is kept."""

    def submit() -> Job:
        staged = uploading.stage_data_url(call, body) if body else uploading.stage_file(call, (files or {})["file"], form)
        try:
            job = call.studio.queue.submit("upload", staged.params, owner=call.owner, idempotency=waiting.idempotency(staged.identity))
        except Exception:
            staged.discard()
            raise
        if job.params.get("path") != staged.params["path"]:  # an earlier request with this Idempotency-Key made the job
            staged.discard()
        return job

    return waiting.perform(call, query, submit, lambda job: Asset.model_validate((job.result or {})["asset"]), status=201)


@routes.on("GET", "/api/assets/{asset_id}", out=Asset)
def get_asset(call: Call, asset_id: str) -> Asset:
    """One asset's record."""
    return _shown(call.studio.library.get(asset_id, call.owner))


@routes.on("PATCH", "/api/assets/{asset_id}", body=AssetPatch, out=Asset, errors=(503, 507))
def change_asset(call: Call, asset_id: str, body: AssetPatch) -> Asset:
    """Change name, favourite mark or tags; what is left out stays."""
    return _shown(call.studio.library.update(asset_id, call.owner, **body.model_dump(exclude_none=True)))


@routes.on("DELETE", "/api/assets/{asset_id}", out=AssetsDeleted, errors=(503, 507))
def delete_asset(call: Call, asset_id: str) -> AssetsDeleted:
    """Delete one asset; it can be restored for a while."""
    answer = _delete(call, [asset_id])
    if answer.missing:
        raise NotFound(kind="asset", kind_es="elemento", id=asset_id)
    return answer


@routes.on("POST", "/api/assets/{asset_id}/restore", out=Asset, errors=(503, 507))
def restore_asset(call: Call, asset_id: str) -> Asset:
    """Bring a deleted asset back, for 10 minutes after its deletion."""
    return _shown(call.studio.library.restore(asset_id, call.owner))


@routes.on("POST", "/api/assets/delete", body=AssetIds, out=AssetsDeleted, errors=(503, 507))
def delete_assets(call: Call, body: AssetIds) -> AssetsDeleted:
    """Delete several assets; ids that are not there are named."""
    return _delete(call, body.ids)


@routes.on("POST", "/api/assets/export", body=AssetIds, out="application/zip", errors=(404,))
def export_assets(call: Call, body: AssetIds) -> Response:
    """Several assets' files as a ZIP archive."""
    headers = {"Content-Disposition": "attachment; filename=enfoads.zip"}
    return Response(call.studio.library.export(body.ids, call.owner), mimetype="application/zip", headers=headers)


@routes.on(
    "GET",
    "/api/assets/{asset_id}/file",
    query=FileQuery,
    out="*/*",
    also={206: "*/*", 304: None},
    errors=(416,),
    headers=_FILE_HEADERS,
    gives=_FILE_GIVES,
)
def asset_file(call: Call, asset_id: str, query: FileQuery) -> Response:
    """The asset's own bytes."""
    return deliver(call, asset_id, call.owner, query)


@routes.on(
    "GET",
    "/api/assets/{asset_id}/thumbnail",
    query=FileQuery,
    out="image/webp",
    also={206: "image/webp", 304: None},
    errors=(416,),
    headers=_FILE_HEADERS,
    gives=_FILE_GIVES,
)
def asset_thumbnail(call: Call, asset_id: str, query: FileQuery) -> Response:
    """A small picture of the asset."""
    record = call.studio.library.get(asset_id, call.owner)
    path = call.studio.library.thumbnail_path(record)
    if path is None:
        raise NotFound(kind="thumbnail", kind_es="miniatura", id=asset_id)
    return _deliver(path, record, record.thumbnail_sha256 or record.sha256, "image/webp", query)


def deliver(call: Call, asset_id: str, owner: str, query: FileQuery) -> Response:
    """An asset's own bytes. Raises NotFound."""
    record = call.studio.library.get(asset_id, owner)
    return _deliver(call.studio.library.file_path(record), record, record.sha256, record.mime, query)


def _deliver(path: Path, record: Record, sha256: str, mime: str, query: FileQuery) -> Response:
    """A file of the library: Range and ETag by Flask; kept for ever by the browser when the address names this version."""
    name = file_name(record, mime)
    try:
        answer = send_file(path, mimetype=mime, conditional=True, etag=sha256, as_attachment=query.download, download_name=name)
    except FileNotFoundError:
        raise NotFound(kind="file", kind_es="archivo", id=record.id) from None
    lasting = bool(query.v) and sha256.startswith(query.v or "-")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable" if lasting else "private, no-cache"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"  # an upload opened on its own runs nothing
    return answer


def _delete(call: Call, ids: list[str]) -> AssetsDeleted:
    deleted, missing, restorable_until = call.studio.library.delete(ids, call.owner)
    return AssetsDeleted(deleted=list(deleted), missing=list(missing), restorable_until=restorable_until)


def _shown(record: Record) -> Asset:
    return Asset.model_validate(record.public())
