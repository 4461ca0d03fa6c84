"""Taking in a picture, a video or a sound that somebody sent: check it, make it harmless, read its recipe back, keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from enfoads import errors
from enfoads.library import provenance
from enfoads.library.asset import display_name
from enfoads.security import uploads
from enfoads.video import audio
from enfoads.video.probe import sniff

if TYPE_CHECKING:
    from enfoads.jobs.context import JobContext


def check(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """The `upload` job. Params: `path` (in the staging folder), `filename`, `name`, `prompt`, `declared_type`.

    Returns `{"asset": record}`. What the sender says about the file is not believed, only shown. Raises UnsupportedUpload and what
    `uploads.read_picture`, `video.intake` and `video.audio_intake` raise; a refused file is removed at once, it may be somebody's face.
    """
    path = Path(params["path"])
    try:
        asset = _take_in(path, params, ctx)
    except errors.InvalidRequest:
        path.unlink(missing_ok=True)
        raise
    path.unlink(missing_ok=True)
    return {"asset": asset}


def _take_in(path: Path, params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    ctx.progress(10, "loading")
    filename = display_name(params.get("filename", ""))
    match _kind(path, ctx):
        case "video":
            return _take_in_video(path, filename or "upload", params, ctx)
        case "audio":
            return _take_in_sound(path, filename or "upload", params, ctx)
        case "unknown":
            raise errors.UnsupportedUpload(name=filename or "upload")
    picture = uploads.read_picture(path, filename or "upload", ctx.settings.max_upload_mb * 2**20)
    ctx.check_cancelled()
    recipe = provenance.read_recipe(path)
    ctx.progress(50, "saving")
    clean = ctx.staging_path(picture.format.ending)
    uploads.write_picture(picture, clean, recipe)
    ctx.check_cancelled()
    return ctx.save_file(
        clean,
        index=0,
        type="image",
        mime=picture.format.mime,
        prompt=params.get("prompt") or (recipe or {}).get("prompt", ""),
        name=display_name(params.get("name", "")) or Path(filename).stem,
        recipe=recipe,
        ai_generated=recipe is not None,
        source="upload",
    )


def _kind(path: Path, ctx: JobContext) -> Literal["image", "video", "audio", "unknown"]:
    """By its bytes; what is missing or empty counts as a picture, whose reader says so."""
    if not path.is_file() or not path.stat().st_size:
        return "image"
    with path.open("rb") as file:
        head = file.read(16)
    if uploads.sniff(head) is not None:
        return "image"
    if audio.sniff(head) is None:
        return "unknown" if sniff(head) is None else "video"
    return "video" if sniff(head) is not None and not audio.holds_only_sound(path, ctx.check_cancelled) else "audio"


def _take_in_video(path: Path, filename: str, params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    from enfoads.video import intake

    settings, still = ctx.settings, ctx.staging_path(".png")
    info = intake.check(path, filename, settings.max_video_mb * 2**20, settings.max_video_s, ctx.check_cancelled)
    ctx.progress(20, "converting")
    clean, kept = intake.write(path, info, ctx.staging_path, filename, settings.max_video_s, ctx.check_cancelled)
    try:
        ctx.progress(80, "saving")
        intake.poster(clean, kept.info, still, filename)
        ctx.check_cancelled()
        return ctx.save_file(
            clean,
            index=0,
            type="video",
            mime=kept.form.mime,
            prompt=params.get("prompt", ""),
            name=display_name(params.get("name", "")) or Path(filename).stem,
            ai_generated=False,
            source="upload",
            duration_s=kept.info.duration_s,
            poster=still,
        )
    finally:
        clean.unlink(missing_ok=True)  # when it did not reach the library: it may be somebody's face
        still.unlink(missing_ok=True)


def _take_in_sound(path: Path, filename: str, params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    from enfoads.video import audio_intake as intake

    settings, look = ctx.settings, ctx.staging_path(".png")
    info = intake.check(path, filename, settings.max_audio_mb * 2**20, settings.max_audio_s, ctx.check_cancelled)
    ctx.progress(20, "converting")
    clean, form, heard = intake.write(path, info, ctx.staging_path, filename, settings.max_audio_s, ctx.check_cancelled)
    try:
        ctx.progress(80, "saving")
        intake.waveform(heard, look)
        ctx.check_cancelled()
        return ctx.save_file(
            clean,
            index=0,
            type="audio",
            mime=form.mime,
            prompt=params.get("prompt", ""),
            name=display_name(params.get("name", "")) or Path(filename).stem,
            ai_generated=False,
            source="upload",
            duration_s=intake.seconds_of(heard),
            poster=look,
        )
    finally:
        clean.unlink(missing_ok=True)  # when it did not reach the library: it may be somebody's voice
        look.unlink(missing_ok=True)
