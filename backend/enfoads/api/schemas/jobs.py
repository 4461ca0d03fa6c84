"""Jobs and the queue."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from enfoads.api.schemas.common import ErrorBody, Model, Page

JobStatus = Literal["queued", "processing", "completed", "failed", "cancelled"]


class Job(Model):
    """A request to make something and how far it is. Times are ISO 8601 in UTC."""

    id: str
    parent_id: str | None
    retried_from: str | None
    project: str
    kind: str
    model: str
    status: JobStatus
    progress: float = Field(ge=0, le=100)
    stage: str
    message: str
    step: int | None
    steps: int | None
    position: int | None = Field(description="Place in the queue, 1 is next; null when not queued.")
    eta_s: float | None
    attempt: int
    seq: int
    cancelling: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    params: dict[str, Any]
    result: dict[str, Any] | None
    error: ErrorBody | None


class JobEnvelope(Model):
    job: Job


class JobList(Model):
    items: list[Job]
    next_cursor: str | None
    paused: bool


class JobQuery(Page):
    status: JobStatus | None = None
    kind: str | None = Field(None, max_length=40)
    active: bool | None = Field(None, description="true: only queued and processing jobs.")


class WorkQuery(Model):
    """Of every route that makes a job."""

    async_: bool = Field(False, alias="async", description="true: answer 202 at once, as `Prefer: respond-async` does.")


class QueueState(Model):
    paused: bool
    queued: int
    processing: int


class JobUpdateEvent(Model):
    """Socket event `job_update`: a hint that a job changed; `GET /api/jobs/{id}` is the truth."""

    id: str
    seq: int
    kind: str
    status: JobStatus
    progress: float
    stage: str
    message: str
    step: int | None
    steps: int | None
    position: int | None
    eta_s: float | None
    cancelling: bool


class JobPreviewEvent(Model):
    """Socket event `job_preview`; the JPEG follows as the event's second, binary argument."""

    id: str
    seq: int


class AssetDeletedEvent(Model):
    """Socket event `asset_deleted`. `asset_created` carries an `Asset`, `gpu_status` a `GpuStatus`."""

    id: str


class Subscription(Model):
    """What a client sends as `subscribe`: one job's events, or (`all`) every event of its owner, as at the start."""

    job_id: str | None = Field(None, max_length=80)
    all: bool = False


class SocketReply(Model):
    """The acknowledgement of `subscribe`."""

    ok: bool
    error: ErrorBody | None = None
