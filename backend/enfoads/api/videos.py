"""Video ads: from a script or from scenes, one frame to look at, and the subtitles of what was made."""

from __future__ import annotations

import io
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from flask import Response, send_file

from enfoads.api import waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.api.schemas.videos import PreviewRequest, ScenesRequest, VideoRequest
from enfoads.api.video_inputs import LibrarySources
from enfoads.engines.voice.base import TimedWord
from enfoads.errors import InvalidRequest, NotFound
from enfoads.library.export import file_name
from enfoads.recipes.video_request import Asked, settle_scenes, settle_video
from enfoads.video import subtitles

routes = Routes("videos")

TIME_HEADER = "X-Video-Time"
_NOBODY = "inputs"  # an owner of its own: looking at a frame is in nobody's list of jobs
_WORK: dict[str, Any] = {
    "query": WorkQuery,
    "out": JobEnvelope,
    "status": 202,
    "errors": (404, *waiting.ERRORS),
    "headers": waiting.HEADERS,
    "gives": waiting.GIVES,
}


@routes.on("POST", "/render-video", body=VideoRequest, **_WORK)
def render_video(call: Call, query: WorkQuery, body: VideoRequest) -> Answer:
    """An avatar says a script: voice, captions, music, brand and call to action.

    Always 202. The job passes 10 (accepted), 30 (the avatar is animated), 70 (subtitles) and 100; its result is a `VideoResult`.
    What the request names is kept for the job, so it may be deleted meanwhile.
    """
    return _accepted(call, body, settle_video)


@routes.on("POST", "/render-multi-scene", body=ScenesRequest, **_WORK)
def render_multi_scene(call: Call, query: WorkQuery, body: ScenesRequest) -> Answer:
    """A video of scenes: pictures, clips, colours, avatars, or pictures drawn from a prompt. Answers as /render-video does."""
    return _accepted(call, body, settle_scenes)


@routes.on(
    "POST",
    "/render-preview",
    body=PreviewRequest,
    out="image/webp",
    errors=(404, 409, 500, 501, 503, 507),
    gives=(TIME_HEADER,),
)
def render_preview(call: Call, body: PreviewRequest) -> Response:
    """One frame as the video would show it, with estimated times: no voice is made. `X-Video-Time` says which second it is.

    The caller's earlier preview is given up (409 `job_cancelled`) when it has not been begun: only the latest is worth drawing.
    """
    began, studio = time.perf_counter(), call.studio
    asked = Asked(LibrarySources(call, hold=False), studio.catalog, studio.settings, call.language, draft=True)
    params = settle_scenes(body.model_dump(), asked) | {"view": _view(body)}
    # In a file, so that what somebody types does not stay in the table of jobs, letter by letter.
    sent = studio.settings.staging_dir / f"preview-{uuid.uuid4().hex}.json"
    with _removed(sent):
        sent.write_bytes(orjson.dumps(params))
        drawn = call.site.previews.draw(
            (call.owner, call.address),
            lambda: studio.queue.submit("video_frame", {"path": str(sent)}, owner=_NOBODY),
            studio.settings.sync_timeout,
        )
    with _removed(Path(drawn["path"])) as path:
        picture = path.read_bytes()
    took = f"draw;dur={(time.perf_counter() - began) * 1000:.0f}"
    headers = {TIME_HEADER: f"{drawn['t']:.3f}", "Cache-Control": "no-store", "Server-Timing": took}
    return Response(picture, mimetype="image/webp", headers=headers)


@routes.on("GET", "/api/assets/{asset_id}/subtitles.srt", out="application/x-subrip")
def asset_srt(call: Call, asset_id: str) -> Response:
    """What is said in a video of the studio's, as SubRip subtitles. 404 for an asset of which nobody knows the words."""
    return _subtitles(call, asset_id, "application/x-subrip", ".srt")


@routes.on("GET", "/api/assets/{asset_id}/subtitles.vtt", out="text/vtt")
def asset_vtt(call: Call, asset_id: str) -> Response:
    """The same as WebVTT, which a player in a page shows."""
    return _subtitles(call, asset_id, "text/vtt", ".vtt")


def _accepted(call: Call, body: VideoRequest | ScenesRequest, settle: Any) -> Answer:
    """The job that makes what is asked for.

    Raises what settling raises, QueueFull, IdempotencyMismatch.
    """
    studio, identity = call.studio, body.model_dump(mode="json")
    key = waiting.idempotency(identity)
    if key is not None and (known := studio.queue.known(call.owner, key)):
        return waiting.accepted(call, known)  # before its assets are looked for: they may be gone since
    asked = Asked(LibrarySources(call), studio.catalog, studio.settings, call.language)
    params = settle(body.model_dump(), asked)
    params["request"] = body.model_dump(mode="json", exclude_defaults=True, exclude={"project"})
    job = studio.queue.submit("video", params, owner=call.owner, project=body.project or "default", model=params["model"], idempotency=key)
    return waiting.accepted(call, job)


def _view(body: PreviewRequest) -> dict[str, Any]:
    """Which frame is wanted. Raises InvalidRequest for a scene that is not there."""
    if body.scene is not None and body.scene >= len(body.scenes):
        raise InvalidRequest(param="scene", detail=f"scene: there are {len(body.scenes)}", detail_es=f"scene: hay {len(body.scenes)}")
    return {name: getattr(body, name) for name in ("t", "scene", "caret", "width", "safe_zone")}


@contextmanager
def _removed(path: Path) -> Iterator[Path]:
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _subtitles(call: Call, asset_id: str, mime: str, ending: str) -> Response:
    asset = call.studio.library.get(asset_id, call.owner)
    if asset.words is None:
        raise NotFound(kind="subtitles of", kind_es="subtítulos de", id=asset_id)
    words = [TimedWord(*word) for word in asset.words]
    text = subtitles.srt(words) if ending == ".srt" else subtitles.vtt(words)
    name = f"{Path(file_name(asset, asset.mime)).stem}{ending}"
    answer = send_file(io.BytesIO(text.encode()), mimetype=mime, download_name=name)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
