"""Faces: finding them, swapping them, and the trail a swap leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from werkzeug.datastructures import FileStorage

from enfoads.api import face_pictures, uploading, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.images import base64_of
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.faces import (
    MAX_SOURCES,
    Audit,
    DetectForm,
    Detection,
    DetectRequest,
    FaceSwapForm,
    FaceSwapRequest,
    FaceSwapResponse,
    SwapTimings,
    request_of,
)
from enfoads.api.schemas.images import Warning
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.errors import EnfoadsError, InvalidRequest, JobCancelled, Language, NotFound, Unavailable
from enfoads.jobs.job import Job
from enfoads.recipes.face_request import SWAP_OPTIONS, check, choose_engine, kind_of, name_of, settle
from enfoads.recipes.face_warnings import text_of
from enfoads.recipes.video_swap_request import CLIP_KIND, engine_for_clips, settle_clip

routes = Routes("faces")

_NOBODY = "inputs"  # an owner of its own: looking at a picture is in nobody's list of jobs
Files = dict[str, list[FileStorage]]


@routes.on(
    "POST",
    "/faces/detect",
    body=DetectRequest,
    body_limit=None,
    form=DetectForm,
    optional_files=("image",),
    out=Detection,
    errors=(404, 409, 500, 503, 507),
)
def detect_faces(call: Call, body: DetectRequest | None = None, form: DetectForm | None = None, files: Files | None = None) -> Detection:
    """The faces of a picture, the largest first: where they are, which way they look, and what a swap can make of them.

    Nothing is put into the library; the picture that was sent is kept for some hours, so that a swap can name it.
    """
    asked, sent = body or form or DetectForm.model_validate({}), (files or {}).get("image", [])
    text = body.image if body else None
    if len(sent) + (text is not None) + (asked.image_asset_id is not None) != 1:
        raise InvalidRequest(param="image", detail="image: exactly one is needed", detail_es="image: hace falta exactamente una")
    entry = choose_engine(asked.engine, call.studio.catalog, call.studio.settings)
    if sent:
        picture = face_pictures.of_file(call, sent[0], "image")
    elif text is not None:
        picture = face_pictures.of_text(call, text, "image")
    else:
        picture = face_pictures.of_asset(call, asked.image_asset_id or "", "image_asset_id")
    with call.site.waiting.seat():
        found = _detected(call, kind_of("face_detect", entry), {"engine": entry.id, "image": picture})
    faces = [face | {"messages": [text_of(code, call.language) for code in face["weaknesses"]]} for face in found["faces"]]
    image = {name: picture.get(name) for name in ("input", "asset_id")}
    return Detection.model_validate(found | {"faces": faces, "image": image, "engine": name_of(entry.id)})


def _detected(call: Call, kind: str, params: dict[str, Any]) -> dict[str, Any]:
    """What the job found. It leaves it in a file, which is gone after this: no face stays in the table of jobs."""
    queue = call.studio.queue
    job = queue.submit(kind, params, owner=_NOBODY, model=params["engine"])
    job = queue.wait(job.id, call.studio.settings.sync_timeout)
    if not job.is_terminal:
        queue.cancel(job.id)
        raise Unavailable(detail="other pictures are being searched", detail_es="se está buscando en otras imágenes")
    if job.status != "completed":
        raise EnfoadsError.from_record(job.error) if job.error else JobCancelled()
    left = Path((job.result or {})["path"])
    found: dict[str, Any] = orjson.loads(left.read_bytes())
    left.unlink(missing_ok=True)
    return found


@routes.on(
    "POST",
    "/face-swap",
    query=WorkQuery,
    body=FaceSwapRequest,
    body_limit=None,
    form=FaceSwapForm,
    form_limit=lambda call: uploading.form_limit(call) + MAX_SOURCES * uploading.limit_of(call, is_video=False),
    optional_files=("source", "target"),
    out=FaceSwapResponse,
    also={202: JobEnvelope},
    errors=(404, *waiting.ERRORS),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def face_swap(
    call: Call, query: WorkQuery, body: FaceSwapRequest | None = None, form: Model | None = None, files: Files | None = None
) -> Answer:
    """Put the faces of one to eight photos onto those of a picture or a video. `consent` must be true.

    Waits for the result, or answers 202 with the job when asked to or when the wait grows too long. A video (MP4, MOV, WebM or MKV; not
    in base64) is always 202; its job's result has `asset`, `faces`, `frames` and `frames_changed`. As a form, `source` and `target` are
    files, `mapping` is JSON. GET /api/assets/{id}/audit tells later who agreed and what it was made from.
    """
    asked = body or request_of(form or Model())
    return waiting.perform(
        call,
        query,
        lambda: submit(call, asked, files or {}),
        lambda job: swap_response(call, job, include_base64=asked.include_base64),
        never_waited=(CLIP_KIND,),
    )


def submit(call: Call, body: FaceSwapRequest, files: Files) -> Job:
    """The job that makes the swap. `files`: `source` and `target` of a form.

    Raises what `face_request.check` and `face_pictures` raise, QueueFull, IdempotencyMismatch.
    """
    studio, asked = call.studio, body.model_dump()
    sent = {name: files.get(name, []) for name in ("source", "target")}
    count = len(sent["source"]) + sum(len(asked[name]) for name in ("source", "source_inputs", "source_asset_ids"))
    targets = len(sent["target"]) + sum(asked[name] is not None for name in ("target", "target_input", "target_asset_id"))
    entry = check(asked, count, targets, studio.catalog, studio.settings)
    sources = [
        *(face_pictures.of_file(call, one, "source") for one in sent["source"]),
        *(face_pictures.of_text(call, one, "source") for one in body.source),
        *(face_pictures.of_input(call, one, "source_inputs") for one in body.source_inputs),
        *(face_pictures.of_asset(call, one, "source_asset_ids") for one in body.source_asset_ids),
    ]
    target = _target(call, body, sent["target"])
    key = waiting.idempotency(_identity(asked, sources, target))
    is_clip = target["video"]
    if is_clip:
        entry = engine_for_clips(body.engine, entry, studio.catalog, studio.settings)
    prepare = settle_clip if is_clip else settle
    params = prepare(asked, entry, sources=sources, target=target, owner=call.owner, language=call.language)
    kind = CLIP_KIND if is_clip else kind_of("face_swap", entry)
    return studio.queue.submit(kind, params, owner=call.owner, project=body.project, model=entry.id, idempotency=key)


def _target(call: Call, body: FaceSwapRequest, sent: list[FileStorage]) -> face_pictures.Kept:
    if sent:
        return face_pictures.of_file(call, sent[0], "target")
    if body.target is not None:
        return face_pictures.of_text(call, body.target, "target")
    if body.target_input is not None:
        return face_pictures.of_input(call, body.target_input, "target_input")
    return face_pictures.of_asset(call, body.target_asset_id or "", "target_asset_id")


def _identity(asked: dict[str, Any], sources: list[face_pictures.Kept], target: face_pictures.Kept) -> dict[str, Any]:
    """What makes two requests the same one: pictures by their content."""
    plain = {name: asked[name] for name in (*SWAP_OPTIONS, "engine", "label", "project", "target_time_s")}
    return plain | {"source": [one["sha256"] for one in sources], "target": target["sha256"]}


def swap_response(call: Call, job: Job, *, include_base64: bool) -> FaceSwapResponse:
    """The answer of a completed swap."""
    result = job.result or {}
    faces = [face | {"warnings": _warnings(face["warnings"], call.language)} for face in result["faces"]]
    timings = SwapTimings(**result["timings"] | {"queue_s": job.queue_s})
    return FaceSwapResponse.model_validate(
        {
            "job_id": job.id,
            "image_base64": base64_of(call, result["asset"]["id"]) if include_base64 else None,
            "faces": faces,
            "timings": timings,
            "warnings": _warnings(result["warnings"], call.language),
            **{name: result[name] for name in ("asset", "engine", "device", "commercial_use")},
        }
    )


def _warnings(codes: list[str], language: Language) -> list[Warning]:
    return [Warning(code=code, message=text_of(code, language)) for code in codes]


@routes.on("GET", "/api/assets/{asset_id}/audit", out=Audit)
def asset_audit(call: Call, asset_id: str) -> Audit:
    """Who agreed, when and to what, and what it was made from. 404 for an asset without faces of others in it."""
    asset = call.studio.library.get(asset_id, call.owner)
    if asset.audit is None:
        raise NotFound(kind="audit trail of", kind_es="rastro de auditoría de", id=asset_id)
    return Audit.model_validate(asset.audit | {"job_id": asset.job_id or "", "created_at": asset.created_at})
