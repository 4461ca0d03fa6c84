"""The `video_swap` job: faces of source photos put onto those of a clip, frame by frame, the sound kept.

The clip streams through: decoded by one ffmpeg, swapped here, encoded by another, so memory does not grow with its length.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from enfoads.errors import FacePoseUnsupported, InvalidRequest, NoFaceDetected
from enfoads.library import credentials
from enfoads.library.embedded import Mark
from enfoads.models.catalog import Catalog
from enfoads.recipes.face_plan import FaceAt, Pair, people_of, plan, refuse_small_sources
from enfoads.recipes.face_reading import faces_of, names, opaque, portrait, read
from enfoads.recipes.face_request import name_of
from enfoads.recipes.face_swap import COMPOSITE

if TYPE_CHECKING:
    from enfoads.engines.faces.base import ClipEngine, ClipReport, ClipSwap, ClipTask, Face, Floats, Pixels
    from enfoads.jobs.context import JobContext
    from enfoads.video.probe import VideoInfo

_CLIP_OPTIONS = ("strength", "keep_mouth", "keep_eyes", "force")
_OPTIONS = (*_CLIP_OPTIONS, "mapping", "target_time_s", "all_faces", "label")
FIRST, LAST = 5, 95  # percent between which the frames are swapped
PREVIEW_EVERY_S, PREVIEW_SIDE = 1.0, 360
MARK = Mark(COMPOSITE, "Faces in this video were replaced with AI (EnfoadsIA).")
# What common tools show of an MP4 and keep; XMP gets lost in most.
_COMMENT = f"{MARK.note} IPTC DigitalSourceType: {MARK.source_type}"


class _Sources(NamedTuple):
    """Photos, their faces (the largest first), by number."""

    images: list[Any]
    faces: list[list[Face]]


def swap(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Params: those of `face_request.settle`, `target` a video, and `target_time_s`: the frame whose faces a mapping counts.

    Returns `{"asset", "faces", "frames", "frames_changed", "engine", "device", "commercial_use", "timings", "warnings"}`. Raises what
    reading raises, NoFaceDetected, FaceTooSmall, and FacePoseUnsupported when the face is turned too far in every frame.
    """
    started, catalog = time.monotonic(), Catalog(ctx.settings)
    ctx.progress(1, "loading")
    info = _measured(params["target"], ctx)
    with ctx.gpu.lease(params["engine"], _work_bytes(info)) as lent:
        engine = cast("ClipEngine", lent)
        ctx.progress(2, "detecting")
        sources = _sources(params, engine, ctx)
        task, photos, warnings = _task(params, sources, info, engine, ctx)
        clip = engine.clip(task)
        loaded = time.monotonic()
        made = ctx.staging_path(".mp4")
        try:
            _stream(params, clip, info, made, ctx)
            _refuse_unchanged(params, clip, engine.name)
            swapped = time.monotonic()
            ctx.progress(LAST, "saving")
            if not credentials.sign(made, "video/mp4", MARK, ctx.settings):
                warnings.append("c2pa_unavailable")
            asset = _save(params, made, ctx)
        finally:
            made.unlink(missing_ok=True)  # when it did not reach the library
        faces = [_report(one, report, engine.same_person) for one, report in zip(photos, clip.reports, strict=True)]
    del lent, engine
    timings = {"load_s": loaded - started, "swap_s": swapped - loaded, "save_s": time.monotonic() - swapped}
    return {
        "asset": asset,
        "faces": faces,
        "frames": clip.frames,
        "frames_changed": clip.changed,
        "engine": name_of(params["engine"]),
        "device": "cpu",  # the one engine that does clips runs there
        "commercial_use": all(one.commercial_use for one in catalog.required(catalog.get(params["engine"]))),
        "timings": {name: round(seconds, 2) for name, seconds in timings.items()} | {"total_s": round(time.monotonic() - started, 2)},
        "warnings": warnings,
    }


def _measured(target: dict[str, Any], ctx: JobContext) -> VideoInfo:
    """What the clip is. One that was sent and cannot be used is removed at once, it shows somebody."""
    from enfoads.video import intake

    path, settings = Path(target["path"]), ctx.settings
    try:
        if not path.is_file():
            detail, detail_es = "it is no longer here; send it again", "ya no está aquí; envíalo otra vez"
            raise InvalidRequest(detail=f"target: {detail}", detail_es=f"destino: {detail_es}")
        name = names(target, "target")["name"]
        return intake.check(path, name, settings.max_video_mb * 2**20, settings.max_video_s, ctx.check_cancelled)
    except InvalidRequest as error:
        if "input" in target:
            path.unlink(missing_ok=True)
        error.param = "target"
        raise


def _work_bytes(info: VideoInfo) -> int:
    return 20 * 3 * info.width * info.height  # frames of a run, and what is drawn on one


def _sources(params: dict[str, Any], engine: ClipEngine, ctx: JobContext) -> _Sources:
    images, faces = [], []
    for number, picture in enumerate(params["sources"]):
        image = opaque(read(picture, "source", ctx, number).image)
        faces.append(faces_of(image, engine, picture, "source", number))
        images.append(image)
        ctx.check_cancelled()
    return _Sources(images, faces)


def _task(
    params: dict[str, Any], sources: _Sources, info: VideoInfo, engine: ClipEngine, ctx: JobContext
) -> tuple[ClipTask, list[tuple[FaceAt, ...]], list[str]]:
    """What the engine is asked for, the photos of each person, and warnings."""
    from enfoads.engines.faces.base import ClipTask

    warnings: list[str] = []
    references: tuple[tuple[Floats, int], ...] | None = None
    if params["mapping"] is None:
        people = [tuple(one) for one in people_of(sources.faces, engine.same_person)]
        if any(len(faces) > 1 for faces in sources.faces):
            warnings.append("source_several_faces")
        if not params["force"]:
            refuse_small_sources([Pair(0, one) for one in people], sources.faces)
    else:
        shown = _faces_at(params, info, engine, ctx)
        planned = plan(sources.faces, shown, params, engine.same_person)
        people = [pair.sources for pair in planned.pairs]
        references = tuple((shown[pair.target].identity, number) for number, pair in enumerate(planned.pairs))
        warnings += planned.warnings
    portraits = tuple(tuple(portrait(sources.images[photo], sources.faces[photo][face]) for photo, face in one) for one in people)
    options = {name: params[name] for name in _CLIP_OPTIONS}
    return ClipTask(portraits, info.fps, references, params["all_faces"], **options), people, warnings


def _faces_at(params: dict[str, Any], info: VideoInfo, engine: ClipEngine, ctx: JobContext) -> list[Face]:
    """The faces of the frame that the mapping was chosen from."""
    from PIL import Image

    from enfoads.video.reader import VideoReader

    target = params["target"]
    with VideoReader(Path(target["path"]), info, names(target, "target")["name"], start_s=params["target_time_s"]) as frames:
        frame = next(iter(frames))
    ctx.check_cancelled()
    return faces_of(Image.fromarray(frame[:, :, ::-1].copy()), engine, target, "target")


def _stream(params: dict[str, Any], clip: ClipSwap, info: VideoInfo, made: Path, ctx: JobContext) -> None:
    """Decode, swap and encode the whole clip."""
    from enfoads.video.reader import VideoReader
    from enfoads.video.writer import VideoWriter

    path, name = Path(params["target"]["path"]), names(params["target"], "target")["name"]
    stamp, shown = _stamp(params["label"], info), 0.0
    with (
        VideoReader(path, info, name) as frames,
        VideoWriter(made, info.width, info.height, info.rate, sound=(path, info), metadata={"comment": _COMMENT}) as writer,
    ):
        for run in runs(frames, clip.run_length):
            ctx.check_cancelled()
            clip(run)
            for frame in run:
                stamp(frame)
                writer.write(frame)
                ctx.check_cancelled()
            if time.monotonic() - shown >= PREVIEW_EVERY_S:
                shown = time.monotonic()
                ctx.preview(_preview(run[-1]))
            share = min(1.0, clip.frames / info.frames)
            ctx.progress(FIRST + (LAST - FIRST) * share, "swapping", step=clip.frames, steps=max(info.frames, clip.frames))
        writer.finish(ctx.check_cancelled)


def runs(frames: Iterable[Pixels], length: int) -> Iterator[list[Pixels]]:
    run: list[Pixels] = []
    for frame in frames:
        run.append(frame)
        if len(run) == length:
            yield run
            run = []
    if run:
        yield run


def _stamp(label: str, info: VideoInfo) -> Callable[[Pixels], None]:
    """Draws the visible label on a frame."""
    from enfoads.engines.finish.label import badge_for
    from enfoads.video.stamp import Stamp

    badge = badge_for((info.width // 2 * 2, info.height // 2 * 2), label) if label else None
    return Stamp(*badge) if badge else lambda _frame: None


def _preview(frame: Pixels) -> bytes:
    """A small JPEG of a frame, of at most 16 KB."""
    import cv2

    scale = min(1.0, PREVIEW_SIDE / max(frame.shape[:2]))
    size = (max(1, round(frame.shape[1] * scale)), max(1, round(frame.shape[0] * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    for quality in (75, 50, 25):
        data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= 16 * 1024:
            break
    return data


def _refuse_unchanged(params: dict[str, Any], clip: ClipSwap, model: str) -> None:
    """Nobody was replaced: the copy is of no use, and the reason is."""
    if clip.changed:
        return
    if not any(report.seen for report in clip.reports):
        raise NoFaceDetected(param="target", **names(params["target"], "target"))
    turned = round(max(report.turned for report in clip.reports))
    raise FacePoseUnsupported(param="target", model=model, degrees=turned, limit=30, **names(params["target"], "target"))


def _save(params: dict[str, Any], made: Path, ctx: JobContext) -> dict[str, Any]:
    from enfoads.video import intake
    from enfoads.video.probe import probe

    still, info = ctx.staging_path(".png"), probe(made, "result", ctx.check_cancelled)
    intake.poster(made, info, still, "result")
    target, catalog = params["target"], Catalog(ctx.settings)
    audit = {
        "consent": params["consent"],
        "sources": [one["sha256"] for one in params["sources"]],
        "target": target["sha256"],
        "engine": name_of(params["engine"]),
        "models": [one.id for one in catalog.required(catalog.get(params["engine"]))],
    }
    # It says nothing about whose photos they were.
    asked = {name: params[name] for name in _OPTIONS if params[name] not in (None, False, "")}
    recipe = {"kind": "video_swap", "engine": name_of(params["engine"])} | asked
    return ctx.save_file(
        made,
        index=0,
        type="video",
        mime="video/mp4",
        name=Path(target["name"]).stem,
        recipe=recipe,
        duration_s=info.duration_s,
        poster=still,
        audit=audit,
    )


def _report(photos: Sequence[FaceAt], report: ClipReport, same_person: float) -> dict[str, Any]:
    """How one person came out. Distances are means over the clip; None when nobody became this person."""
    before, after = (sum(one) / len(one) if one else None for one in (report.before, report.after))
    warnings = ["identity_weak"] if after is not None and after >= same_person else []
    return {
        "sources": [{"source": photo, "source_face": face} for photo, face in photos],
        "frames_seen": report.seen,
        "frames_swapped": report.swapped,
        "turned": round(report.turned, 1),
        "identity_distance_before": None if before is None else round(before, 3),
        "identity_distance": None if after is None else round(after, 3),
        "same_person": after is not None and after < same_person,
        "warnings": warnings,
    }
