"""Jobs and the queue."""

from __future__ import annotations

from flask import Response

from enfoads.api import waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.jobs import Job, JobEnvelope, JobList, JobQuery, QueueState
from enfoads.errors import NotFound
from enfoads.jobs.record import public

routes = Routes("jobs")


@routes.on("GET", "/api/jobs", query=JobQuery, out=JobList)
def list_jobs(call: Call, query: JobQuery) -> JobList:
    """The caller's jobs, newest first."""
    jobs, next_cursor = call.studio.queue.list(
        owner=call.owner, status=query.status, kind=query.kind, active=query.active, cursor=query.cursor, limit=query.limit
    )
    items = [Job.model_validate(public(job, call.language)) for job in jobs]
    return JobList(items=items, next_cursor=next_cursor, paused=call.studio.queue.paused)


@routes.on("GET", "/api/jobs/{job_id}", out=Job)
def get_job(call: Call, job_id: str) -> Job:
    """How far a job is, and its result or error."""
    return Job.model_validate(public(call.studio.queue.get(job_id, call.owner), call.language))


@routes.on("POST", "/api/jobs/{job_id}/cancel", out=Job)
def cancel_job(call: Call, job_id: str) -> Job:
    """Stop a job: at once while it is queued, at its next step while it runs. A finished job stays as it is."""
    return Job.model_validate(public(call.studio.queue.cancel(job_id, call.owner), call.language))


@routes.on(
    "POST",
    "/api/jobs/{job_id}/retry",
    out=JobEnvelope,
    status=202,
    errors=(409, 422, 503),
    headers=waiting.KEY_HEADER,
    gives=waiting.GIVES,
)
def retry_job(call: Call, job_id: str) -> Answer:
    """Run a finished job's request again, as a new job."""
    return waiting.accepted(call, call.studio.queue.retry(job_id, call.owner, idempotency=waiting.idempotency({})))


@routes.on("GET", "/api/jobs/{job_id}/preview", out="image/jpeg")
def job_preview(call: Call, job_id: str) -> Response:
    """The last picture of the unfinished result; 404 while there is none."""
    call.studio.queue.get(job_id, call.owner)
    jpeg = call.studio.queue.preview(job_id)
    if jpeg is None:
        raise NotFound(kind="preview", kind_es="vista previa", id=job_id)
    return Response(jpeg, mimetype="image/jpeg")


@routes.on("POST", "/api/queue/pause", out=QueueState)
def pause_queue(call: Call) -> QueueState:
    """Start no further job; what runs goes on."""
    call.studio.queue.pause()
    return _state(call)


@routes.on("POST", "/api/queue/resume", out=QueueState)
def resume_queue(call: Call) -> QueueState:
    """Start jobs again."""
    call.studio.queue.resume()
    return _state(call)


def _state(call: Call) -> QueueState:
    return QueueState(paused=call.studio.queue.paused, **call.studio.queue.counts())
