"""Making images."""

from __future__ import annotations

import base64
from typing import Any

from enfoads.api import waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.images import GeneratedImage, ImageRequest, ImageResponse, Timings, Warning
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.errors import Language, NotFound, Text
from enfoads.jobs.job import Job
from enfoads.recipes.image_request import settle
from enfoads.recipes.image_warnings import WARNINGS

routes = Routes("images")


@routes.on(
    "POST",
    "/generate-image",
    query=WorkQuery,
    body=ImageRequest,
    out=ImageResponse,
    also={202: JobEnvelope},
    errors=waiting.ERRORS,
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def generate_image(call: Call, query: WorkQuery, body: ImageRequest) -> Answer:
    """Draw one to four pictures from a prompt.

    Waits for the result, or answers 202 with the job when asked to or when the wait grows too long.
    """
    studio = call.studio
    asked = body.model_dump(exclude={"include_base64", "project"})

    def submit() -> Job:
        params = settle(asked, studio.catalog, studio.settings)
        return studio.queue.submit(
            "image",
            params,
            owner=call.owner,
            project=body.project,
            model=params["model"],
            idempotency=waiting.idempotency(body.model_dump(mode="json")),
        )

    return waiting.perform(call, query, submit, lambda job: image_response(call, job, include_base64=body.include_base64))


def image_response(call: Call, job: Job, *, include_base64: bool) -> ImageResponse:
    """The answer of a completed image job."""
    result = job.result or {}
    images = [
        GeneratedImage.model_validate(made | {"image_base64": _base64_of(call, made["asset"]["id"]) if include_base64 else None})
        for made in result["images"]
    ]
    return ImageResponse(
        job_id=job.id,
        images=images,
        image_base64=images[0].image_base64 if images else None,
        prompt_used=result["prompt_used"],
        model=result["model"],
        device=result["device"],
        cached=result["cached"],
        timings=_timings(job, result["timings"]),
        warnings=[_warning(code, call.language) for code in result["warnings"]],
    )


def _base64_of(call: Call, asset_id: str) -> str | None:
    """None when the picture was deleted since the job made it."""
    try:
        path = call.studio.library.file_path(call.studio.library.get(asset_id, call.owner))
    except NotFound:
        return None
    return base64.b64encode(path.read_bytes()).decode()


def _timings(job: Job, measured: dict[str, float]) -> Timings:
    queue_s = (job.started_at - job.created_at).total_seconds() if job.started_at else 0.0
    known: dict[str, Any] = {name: value for name, value in measured.items() if name in Timings.model_fields}
    return Timings(**known | {"queue_s": round(max(0.0, queue_s), 4)})


def _warning(code: str, language: Language) -> Warning:
    text = WARNINGS.get(code, Text(code, code))
    return Warning(code=code, message=text.es if language == "es" else text.en)
