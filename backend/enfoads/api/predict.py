"""The serving style of the owner's document 001: a picture's own bytes in the answer, its times in the headers, and the timing report."""

from __future__ import annotations

import base64

from flask import Response

from enfoads.api import images, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.images import ImageRequest
from enfoads.api.schemas.predict import PredictResponse
from enfoads.jobs.job import Job
from enfoads.jobs.record import public

routes = Routes("serving")

_GIVES = ("X-Inference-Seconds", "X-Cold-Start-Seconds", "X-Request-Number")


@routes.on(
    "POST",
    "/predict",
    body=ImageRequest,
    body_limit=None,
    out=("image/png", "image/jpeg", "image/webp", PredictResponse),
    errors=(404, *waiting.SYNC_ERRORS),
    headers=waiting.KEY_HEADER,
    gives=_GIVES,
)
def predict(call: Call, body: ImageRequest) -> Answer | Response:
    """Draw from a prompt: one picture is answered as an image file, two to four as JSON.

    Always waits: when the limit is reached the answer is 504 with the id of the job, which goes on.
    """
    [job] = waiting.complete(call, lambda: [images.submit(call, body)])
    made = (job.result or {})["images"]
    files = [images.file_of(call, one["asset"]["id"]) for one in made]
    headers = _headers(call, job)
    if len(files) == 1:
        return Response(files[0].read_bytes(), 200, headers, mimetype=made[0]["asset"]["mime"])
    encoded = [base64.b64encode(file.read_bytes()).decode() for file in files]
    return Answer(PredictResponse(images=encoded, seeds=[one["seed"] for one in made], timings=images.timings_of(job)), 200, headers)


@routes.on("GET", "/timing-report", out="text/plain")
def timing_report(call: Call) -> Response:
    """Seconds per stage of the last image requests, and their totals since the first start."""
    return Response(call.site.report.text(), mimetype="text/plain")


def _headers(call: Call, job: Job) -> dict[str, str]:
    """Loading the model is the cold start, all the rest is inference; what the cache had took neither."""
    times = images.timings_of(job)
    return {
        "X-Inference-Seconds": str(round(max(0.0, times.total_s - times.load_s), 2)),
        "X-Cold-Start-Seconds": str(round(times.load_s, 2)),
        "X-Request-Number": str(call.site.report.record(public(job))),
    }
