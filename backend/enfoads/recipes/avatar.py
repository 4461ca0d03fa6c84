"""The `avatar` job: a presenter made from a portrait. Params come from `avatar_request.settle`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from enfoads.library.avatars import PORTRAIT, PREVIEW, THUMBNAIL, Avatar, Avatars
from enfoads.library.files import digest, full_disk_named
from enfoads.recipes.face_reading import faces_of, names, opaque, read

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from enfoads.engines.faces.base import Face, FaceEngine
    from enfoads.jobs.context import JobContext


def make(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Keep the portrait with its mesh, a thumbnail and a short preview. Returns `{"avatar_id"}`, which is the job's own id.

    Raises what `face_reading` and `portraits.check` raise.
    """
    from enfoads.engines.portrait import portraits

    ctx.progress(5, "loading")
    image = opaque(read(params["image"], "portrait", ctx).image).convert("RGB")
    ctx.check_cancelled()
    ctx.progress(20, "detecting")
    with ctx.gpu.lease(params["engine"]):
        faces: list[Face] = ctx.gpu.run(
            params["engine"], lambda one, _cheap: faces_of(image, cast("FaceEngine", one), params["image"], "portrait")
        )
    face = portraits.check(image, faces, names(params["image"], "portrait"))
    ctx.check_cancelled()
    ctx.progress(40, "animating")
    files: dict[str, Path] = {}
    try:
        portrait = portraits.fitted(image, face)
        _draw(portrait, files, ctx)
        ctx.check_cancelled()
        ctx.progress(95, "saving")
        sent, (sha256, _) = params["image"]["sha256"], digest(files[PORTRAIT])
        audit = {"consent": params["consent"], "source": sent, "engine": params["engine"]}
        created = datetime.now(UTC).isoformat(timespec="microseconds")
        avatar = Avatar(ctx.job_id, params["owner"], params["name"], created, sha256, audit)
        Avatars(ctx.settings.data_dir).keep(avatar, files)
    finally:
        for path in files.values():
            path.unlink(missing_ok=True)  # what was not kept is somebody's face
    return {"avatar_id": ctx.job_id}


def _draw(portrait: tuple[Image, Any], files: dict[str, Path], ctx: JobContext) -> None:
    """Write portrait, thumbnail and preview; `files` names them as they come."""
    from enfoads.engines.portrait import pictures, portraits
    from enfoads.engines.portrait.photo import Photo

    for name in (PORTRAIT, THUMBNAIL, PREVIEW):
        files[name] = ctx.staging_path(name[name.index(".") :])
    with full_disk_named():
        portraits.write(*portrait, files[PORTRAIT])
        rig = Photo(*portrait)
        files[THUMBNAIL].write_bytes(pictures.thumbnail(rig))
        ctx.check_cancelled()
        ctx.progress(60, "animating")
        files[PREVIEW].write_bytes(pictures.preview(rig, check=ctx.check_cancelled))
