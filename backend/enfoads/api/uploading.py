"""Uploads on their way from a request to the `upload` job: written to the staging folder, hashed, and nothing more.

What the bytes are is found out by the job, in a worker: a hostile file must not be opened in the server.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from werkzeug.datastructures import FileStorage

from enfoads.api.call import Call
from enfoads.api.schemas.assets import AssetImport, UploadForm
from enfoads.errors import InvalidRequest, PayloadTooLarge

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Staged:
    """A stored upload: the job's params, and what makes two uploads the same request."""

    params: dict[str, Any]
    identity: dict[str, Any]

    def discard(self) -> None:
        Path(self.params["path"]).unlink(missing_ok=True)


def stage_file(call: Call, file: FileStorage, form: UploadForm) -> Staged:
    """Raises PayloadTooLarge, InvalidRequest for an empty file, OSError when the disk is full."""
    filename = Path((file.filename or "upload").replace("\\", "/")).name[:200]
    return _stage(call, file.stream, {"filename": filename, "name": form.name, "prompt": "", "declared_type": "image"})


def stage_data_url(call: Call, body: AssetImport) -> Staged:
    """The owner's `{type, url: "data:…", prompt}`. Raises InvalidRequest when it is not base64."""
    header, _, encoded = body.url.partition(",")
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidRequest(param="url", detail="url: not valid base64", detail_es="url: no es base64 válido") from None
    extension = header.partition("/")[2].partition(";")[0]
    params = {"filename": f"import.{extension}"[:200], "name": body.name, "prompt": body.prompt, "declared_type": body.type}
    return _stage(call, io.BytesIO(content), params)


def _stage(call: Call, stream: IO[bytes], params: dict[str, Any]) -> Staged:
    limit = call.studio.settings.max_upload_mb * 2**20
    path = call.studio.settings.staging_dir / f"upload-{uuid.uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            while piece := stream.read(_CHUNK):
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
