"""Uploads on their way from a request to the `upload` job: written to the staging folder, hashed, and nothing more.

What the bytes are is found out by the job, in a worker: a hostile file must not be opened in the server.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from enfoads.api.call import Call
from enfoads.api.schemas.assets import AssetImport, UploadForm
from enfoads.errors import InvalidRequest, PayloadTooLarge
from enfoads.library import data_url

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Staged:
    """A stored upload: the job's params, and what makes two uploads the same request."""

    params: dict[str, Any]
    identity: dict[str, Any]

    def discard(self) -> None:
        Path(self.params["path"]).unlink(missing_ok=True)


def stage_file(call: Call, file: FileStorage, form: UploadForm | None) -> Staged:
    """Raises PayloadTooLarge, InvalidRequest for an empty file, OSError when the disk is full."""
    filename = Path((file.filename or "upload").replace("\\", "/")).name[:200]
    pieces = iter(lambda: file.stream.read(_CHUNK), b"")
    return _stage(call, pieces, {"filename": filename, "name": form.name if form else "", "prompt": "", "declared_type": "image"})


def stage_data_url(call: Call, body: AssetImport) -> Staged:
    """The owner's `{type, url: "data:…", prompt}`. Raises InvalidRequest when it is not base64, PayloadTooLarge."""
    limit = call.studio.settings.max_upload_mb * 2**20
    params = {"filename": "", "name": body.name, "prompt": body.prompt, "declared_type": body.type}
    return _stage(call, data_url.decode(body.url, limit), params)


def _stage(call: Call, pieces: Iterable[bytes], params: dict[str, Any]) -> Staged:
    limit = call.studio.settings.max_upload_mb * 2**20
    path = call.studio.settings.staging_dir / f"upload-{uuid.uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise PayloadTooLarge(limit=f"{limit // 2**20} MiB")
                digest.update(piece)
                target.write(piece)
        if not size:
            raise InvalidRequest(param="file", detail="file: the file is empty", detail_es="file: el archivo está vacío")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Staged(params={"path": str(path), **params}, identity={**params, "sha256": digest.hexdigest()})
