"""Making images."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from werkzeug.datastructures import FileStorage

from enfoads.api import inputs, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import GeneratedImage, ImageForm, ImageRequest, ImageResponse, Timings, Warning, request_of
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.errors import Language, NotFound, Text
from enfoads.jobs.job import Job
from enfoads.recipes.image_inputs import Input
from enfoads.recipes.image_request import check, settle
from enfoads.recipes.image_warnings import WARNINGS

routes = Routes("images")


@routes.on(
    "POST",
    "/generate-image",
    query=WorkQuery,
    body=ImageRequest,
    body_limit=None,
    form=ImageForm,
    optional_files=("image", "mask"),
    out=ImageResponse,
    also={202: JobEnvelope},
    errors=(404, *waiting.ERRORS),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def generate_image(
    call: Call,
    query: WorkQuery,
    body: ImageRequest | None = None,
    form: Model | None = None,
    files: dict[str, list[FileStorage]] | None = None,
) -> Answer:
    """Draw one to four pictures from a prompt, or change a picture.

    Waits for the result, or answers 202 with the job when asked to or when the wait grows too long. As a form, `image` and
    `mask` are files, `loras` and `outpaint` JSON.
    """
    asked = body or request_of(form or Model())
    sent = {name: one[0] for name, one in (files or {}).items() if one}
    return waiting.perform(
        call, query, lambda: submit(call, asked, sent), lambda job: image_response(call, job, include_base64=asked.include_base64)
    )


def submit(call: Call, body: ImageRequest, files: Mapping[str, FileStorage] = MappingProxyType({})) -> Job:
    """The job that makes what is asked for. `files`: `image` and `mask` of a form.

    Raises what `settled` raises, QueueFull, IdempotencyMismatch.
    """
    kept = {name: inputs.keep(call, file, name) for name, file in files.items()}
    key = waiting.idempotency(_identity(body, kept))
    if key is not None and (known := call.studio.queue.known(call.owner, key)):
        return known  # before a signed address, which may have expired since, is asked again
    params = settled(call, body, **kept)
    return call.studio.queue.submit("image", params, owner=call.owner, project=body.project, model=params["model"], idempotency=key)


def settled(call: Call, body: ImageRequest, *, image: Input | None = None, mask: Input | None = None) -> dict[str, Any]:
    """Params of an `image` job: inputs and LoRAs are fetched and kept, then every default is filled in.

    `image`, `mask`: what `inputs.keep` made of files; else the body's own fields are used.

    Raises what the checkpoint, the inputs and the LoRAs can be refused for, each naming its field; what can be said without
    fetching anything comes first.
    """
    studio = call.studio
    asked = body.model_dump(exclude={"include_base64", "project"})
    asked |= {name: "sent" for name, found in (("image", image), ("mask", mask)) if found is not None}
    check(asked, studio.catalog)
    image = image or inputs.of_request(call, asked, "image")
    mask = mask or inputs.of_request(call, asked, "mask")
    loras = [_obtained(call, wanted, "loras") for wanted in asked["loras"]]
    if body.lora_url is not None:
        loras.append(_obtained(call, {"url": body.lora_url, "scale": body.lora_scale}, "lora_url"))
    return settle(asked, studio.catalog, studio.settings, image=image, mask=mask, loras=loras)


def _obtained(call: Call, wanted: dict[str, Any], field: str) -> dict[str, Any]:
    """A settled LoRA, and `by` which name its `source` is one."""
    by = next(name for name in ("url", "name", "asset_id") if wanted.get(name))
    return call.studio.loras.obtain(wanted, call.owner, param=field) | {"by": by}


def _identity(body: ImageRequest, kept: Mapping[str, Input]) -> dict[str, Any]:
    """What makes two requests the same one: pictures by their content."""
    sent = {name: text and hashlib.sha256(text.encode()).hexdigest() for name, text in (("image", body.image), ("mask", body.mask))}
    return body.model_dump(mode="json", exclude={"image", "mask"}) | sent | {name: one.sha256 for name, one in kept.items()}


def image_response(call: Call, job: Job, *, include_base64: bool) -> ImageResponse:
    """The answer of a completed image job."""
    result = job.result or {}
    images = [
        GeneratedImage.model_validate(made | {"image_base64": base64_of(call, made["asset"]["id"]) if include_base64 else None})
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
        timings=timings_of(job),
        warnings=[_warning(code, call.language) for code in result["warnings"]],
    )


def file_of(call: Call, asset_id: str) -> Path:
    """Raises NotFound when the picture was deleted since the job made it."""
    return call.studio.library.file_path(call.studio.library.get(asset_id, call.owner))


def base64_of(call: Call, asset_id: str) -> str | None:
    """None when the picture was deleted since the job made it."""
    try:
        return base64.b64encode(file_of(call, asset_id).read_bytes()).decode()
    except NotFound:
        return None


def timings_of(job: Job) -> Timings:
    """Where the time of a completed image job went."""
    measured = (job.result or {})["timings"]
    known: dict[str, Any] = {name: value for name, value in measured.items() if name in Timings.model_fields}
    return Timings(**known | {"queue_s": job.queue_s})


def _warning(code: str, language: Language) -> Warning:
    text = WARNINGS.get(code, Text(code, code))
    return Warning(code=code, message=text.es if language == "es" else text.en)
