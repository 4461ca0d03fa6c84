"""Orders in OpenAI's form: what was asked for, the jobs that make it, and the answer at once or as events.

A request for n pictures is several jobs: of four pictures at most when the caller waits for all of them, of one when each is
streamed. The seed is settled once, so both give the same pictures.
"""

from __future__ import annotations

import base64
import hashlib
import io
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request

from enfoads.api import images, waiting
from enfoads.api.openai_fields import usage
from enfoads.api.schemas.openai import (
    Background,
    EditCompletedEvent,
    EditPartialEvent,
    FileFormat,
    GenerationCompletedEvent,
    GenerationPartialEvent,
    ImagesResponse,
    OpenAIImage,
    Quality,
    Usage,
)
from enfoads.api.streaming import HEARTBEAT_S, event_stream

if TYPE_CHECKING:
    from flask import Response

    from enfoads.api.call import Call
    from enfoads.api.schemas.common import Model
    from enfoads.jobs.job import Job

PER_JOB = 4
_JPEG, _WEBP = 92, 90  # as delivered pictures by default


@dataclass(frozen=True, slots=True)
class Order:
    """`params`: of an `image` job, settled. `identity`: what makes two requests the same one. `inputs`: sizes of pictures sent."""

    params: dict[str, Any]
    n: int
    identity: dict[str, Any]
    prompt: str
    as_url: bool
    quality: Quality
    background: Background
    inputs: Sequence[tuple[int, int]] = ()

    @property
    def output_format(self) -> FileFormat:
        chosen: FileFormat = self.params["output_format"]
        return chosen

    @property
    def size(self) -> tuple[int, int]:
        """Of the delivered pictures, in pixels."""
        params = self.params
        return params["output_width"] or params["width"], params["output_height"] or params["height"]

    def usage(self, outputs: Sequence[tuple[int, int]]) -> Usage:
        return usage(self.prompt, self.inputs, outputs)


def answer(call: Call, order: Order) -> ImagesResponse:
    """All pictures at once. Raises as `waiting.complete`."""
    jobs = waiting.complete(call, lambda: _submit(call, order, PER_JOB))
    made = [one["asset"] for job in jobs for one in (job.result or {})["images"]]
    told = (jobs[0].result or {})["prompt_used"]
    sizes = [(asset["width"], asset["height"]) for asset in made]
    return ImagesResponse(
        created=int(time.time()),
        data=[_image(call, order, asset["id"], told) for asset in made],
        background="transparent" if order.background == "transparent" else "opaque",
        output_format=order.output_format,
        quality=order.quality,
        size=_size(*sizes[0]),
        usage=order.usage(sizes),
    )


def stream(call: Call, order: Order, partial_images: int) -> Response:
    """One picture after the other as events, each with up to `partial_images` unfinished ones before it.

    Takes a seat for as long as the caller reads. Raises what submitting raises, and WaitingRoomFull.
    """
    with ExitStack() as stack:
        stack.enter_context(call.site.waiting.seat())
        jobs = _submit(call, order, 1)
        return event_stream(_events(call, order, jobs, partial_images), stack.pop_all().close)


def _submit(call: Call, order: Order, per_job: int) -> list[Job]:
    """All jobs, or none: when one is refused those before it are given up."""
    key = waiting.idempotency(order.identity)
    jobs: list[Job] = []
    params = dict(order.params)
    try:
        for first in range(0, order.n, per_job):
            params["num_outputs"] = min(per_job, order.n - first)
            jobs.append(
                call.studio.queue.submit("image", dict(params), owner=call.owner, model=params["model"], idempotency=_nth(key, first))
            )
            params["seed"] = jobs[0].params["seed"] + first + per_job  # the first job's: a repeated request draws no new seed
    except Exception:
        waiting.give_up(call, jobs)
        raise
    return jobs


def _nth(key: tuple[str, str] | None, first: int) -> tuple[str, str] | None:
    """The key of the job that begins with picture `first`: each has one of its own, made from the caller's."""
    if key is None or first == 0:
        return key
    return hashlib.sha256(f"{key[0]}\0{first}".encode()).hexdigest(), key[1]


def _image(call: Call, order: Order, asset_id: str, told: str) -> OpenAIImage:
    revised = told if told != order.prompt else None
    if order.as_url:
        root = call.studio.settings.public_url or request.url_root
        return OpenAIImage(url=f"{root.rstrip('/')}/v1/images/files/{call.site.links.sign(asset_id, call.owner)}", revised_prompt=revised)
    return OpenAIImage(b64_json=base64.b64encode(images.file_of(call, asset_id).read_bytes()).decode(), revised_prompt=revised)


# ---- events ------------------------------------------------------------------------------------------------------------


def _events(call: Call, order: Order, jobs: Sequence[Job], partial_images: int) -> Iterator[Model | None]:
    partial, completed = (EditPartialEvent, EditCompletedEvent) if order.inputs else (GenerationPartialEvent, GenerationCompletedEvent)
    for job in jobs:
        for index, jpeg in _previews(call, job.id, partial_images):
            body = None if jpeg is None else _like_the_result(jpeg, order)
            yield None if body is None else partial(partial_image_index=index, **_said(order, body, order.size))
        done = waiting.completed_of(call, call.studio.queue.get(job.id), jobs)
        asset = (done.result or {})["images"][0]["asset"]
        size = asset["width"], asset["height"]
        yield completed(usage=order.usage([size]), **_said(order, images.file_of(call, asset["id"]).read_bytes(), size))


def _said(order: Order, file: bytes, size: tuple[int, int]) -> dict[str, Any]:
    """What both kinds of event say."""
    return {
        "b64_json": base64.b64encode(file).decode(),
        "background": order.background,
        "created_at": int(time.time()),
        "output_format": order.output_format,
        "quality": order.quality,
        "size": _size(*size),
    }


def _previews(call: Call, job_id: str, wanted: int) -> Iterator[tuple[int, bytes | None]]:
    """Up to `wanted` previews of a job, spread over its steps, with their index; None when a second passed without one.

    Ends with the job. Raises Unavailable when the studio shuts down.
    """
    queue, seen, sent = call.studio.queue, None, 0
    while not (job := queue.get(job_id)).is_terminal:
        jpeg = queue.next_preview(job_id, seen, HEARTBEAT_S)
        if jpeg is seen:
            yield sent, None
        elif sent < wanted and sent < _due(job, wanted):
            yield sent, jpeg
            sent += 1
        seen = jpeg


def _due(job: Job, wanted: int) -> float:
    """How many unfinished pictures a caller may have by now: the first at once, the others in equal parts of the steps."""
    return 1 + wanted * job.step / job.steps if job.step and job.steps else 1


def _like_the_result(jpeg: bytes, order: Order) -> bytes:
    """A preview in the size and format of the result."""
    from PIL import Image, ImageOps

    options: dict[str, Any] = {"png": {"compress_level": 1}, "jpeg": {"quality": _JPEG}, "webp": {"quality": _WEBP, "method": 0}}
    with Image.open(io.BytesIO(jpeg)) as preview:
        picture = ImageOps.fit(preview.convert("RGB"), order.size, Image.Resampling.BICUBIC)
    target = io.BytesIO()
    picture.save(target, order.output_format.upper(), **options[order.output_format])
    return target.getvalue()


def _size(width: int, height: int) -> str:
    return f"{width}x{height}"
