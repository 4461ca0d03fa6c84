"""Uploads on their way from a request to the `upload` job: written to the staging folder, hashed, and nothing more.

What the bytes are is found out by the job, in a worker: a hostile file must not be opened in the server.
"""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from flask import Request, current_app
from werkzeug.datastructures import FileStorage

from enfoads.api.call import Call
from enfoads.api.schemas.assets import AssetImport, UploadForm
from enfoads.errors import InvalidRequest, PayloadTooLarge
from enfoads.library import data_url
from enfoads.library.asset import display_name
from enfoads.video import audio, probe

_CHUNK = 1024 * 1024
_HEAD = 16  # bytes by which a container is known
_FORM_SPARE = 2**20  # bytes of a form beside the file
_IN_MEMORY = 500 * 1024  # bytes of a part before it goes to the disk


@dataclass(frozen=True, slots=True)
class Staged:
    """A stored upload: the job's params, and what makes two uploads the same request."""

    params: dict[str, Any]
    identity: dict[str, Any]

    def discard(self) -> None:
        Path(self.params["path"]).unlink(missing_ok=True)


class StudioRequest(Request):
    """Keeps a large upload in the data folder while it arrives, not in /tmp, which is memory on many machines."""

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None, content_length: int | None = None
    ) -> IO[bytes]:
        # The type checker cannot know that a spooled file has all that werkzeug asks of a file.
        return cast(IO[bytes], SpooledTemporaryFile(_IN_MEMORY, dir=current_app.config["UPLOAD_DIR"]))


def stage_file(call: Call, file: FileStorage, form: UploadForm | None) -> Staged:
    """Raises PayloadTooLarge, InvalidRequest for an empty file, OSError when the disk is full.

    How much is taken depends on the first bytes, which is all that is looked at here.
    """
    params = {"filename": name_of(file), "name": form.name if form else "", "prompt": "", "declared_type": "image"}
    head, pieces = begun(file)
    return stage(call, pieces, params, limit=limit_by(call, head))


def begun(file: FileStorage) -> tuple[bytes, Iterator[bytes]]:
    """Its first bytes, and all its pieces."""
    head = file.stream.read(_HEAD)
    return head, itertools.chain([head] if head else [], pieces_of(file))


def limit_by(call: Call, head: bytes) -> int:
    """Bytes, by a file's first ones: whether it may be a video, a sound, or neither."""
    if probe.sniff(head) is not None:
        return limit_of(call, is_video=True)
    return call.studio.settings.max_audio_mb * 2**20 if audio.sniff(head) is not None else limit_of(call, is_video=False)


def looked_at(file: FileStorage) -> tuple[bool, Iterator[bytes]]:
    """Whether it begins as a video does, and its pieces."""
    head, pieces = begun(file)
    return probe.sniff(head) is not None, pieces


def begins_as_video(path: Path) -> bool:
    """Raises FileNotFoundError."""
    with path.open("rb") as file:
        return probe.sniff(file.read(_HEAD)) is not None


def limit_of(call: Call, *, is_video: bool) -> int:
    """Bytes."""
    settings = call.studio.settings
    return (settings.max_video_mb if is_video else settings.max_upload_mb) * 2**20


def form_limit(call: Call) -> int:
    """Bytes of a form whose file may be a video or a sound."""
    settings = call.studio.settings
    return max(settings.max_video_mb, settings.max_audio_mb, settings.max_upload_mb) * 2**20 + _FORM_SPARE


def stage_data_url(call: Call, body: AssetImport) -> Staged:
    """The owner's `{type, url: "data:…", prompt}`. Raises InvalidRequest when it is not base64, PayloadTooLarge."""
    limit = call.studio.settings.max_upload_mb * 2**20
    params = {"filename": "", "name": body.name, "prompt": body.prompt, "declared_type": body.type}
    return stage(call, data_url.decode(body.url, limit), params)


def name_of(file: FileStorage) -> str:
    """What the sender calls the file, without folders; never used as a path."""
    return display_name(file.filename or "") or "upload"


def pieces_of(file: FileStorage) -> Iterator[bytes]:
    return iter(lambda: file.stream.read(_CHUNK), b"")


def stage(call: Call, pieces: Iterable[bytes], params: dict[str, Any], field: str = "file", limit: int | None = None) -> Staged:
    """Write the pieces to a new file, which joins `params` as `path`. `field` is what errors name; `limit`: bytes, None: a picture's."""
    path, sha256 = store(call, pieces, limit or call.studio.settings.max_upload_mb * 2**20, field)
    return Staged(params={"path": str(path), **params}, identity={**params, "sha256": sha256})


def store(call: Call, pieces: Iterable[bytes], limit: int, field: str = "file") -> tuple[Path, str]:
    """Write an upload of at most `limit` bytes to a new file of the staging folder; its path and sha256. Raises as `stage_file`."""
    path = call.studio.settings.staging_dir / f"upload-{uuid.uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise PayloadTooLarge(param=field, limit=f"{limit // 2**20} MiB")
                digest.update(piece)
                target.write(piece)
        if not size:
            raise InvalidRequest(param=field, detail=f"{field}: the file is empty", detail_es=f"{field}: el archivo está vacío")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, digest.hexdigest()
