"""From a request to a job and, when the caller waits, back to its result.

A caller who waits holds a server thread, so there is a waiting room of fixed size. A caller who goes away changes nothing:
the job was accepted and runs on.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import request

from enfoads.api.call import Call
from enfoads.api.contract import Answer
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.jobs import Job as JobSchema
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.errors import EnfoadsError, InvalidRequest, JobCancelled, WaitingRoomFull, WaitTimeout
from enfoads.jobs.job import Job
from enfoads.jobs.record import public

KEY_HEADER = {
    "Idempotency-Key": {
        "type": "string",
        "pattern": "^[ -~]{1,255}$",
        "description": "The same key and body give the same job for 24 hours.",
    }
}
HEADERS = {"Prefer": {"type": "string", "description": "`respond-async`: answer 202 with the job at once."}, **KEY_HEADER}
GIVES = ("Location", "Retry-After")
ERRORS = (409, 500, 501, 503, 507)  # statuses of the jobs themselves and of a queue or waiting room without room
SYNC_ERRORS = (*ERRORS, 504)  # of a door that never answers 202


class WaitingRoom:
    """At most `seats` callers wait at once."""

    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.taken = 0
        self._lock = threading.Lock()

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Raises WaitingRoomFull when there is none."""
        with self._lock:
            if self.taken >= self.seats:
                raise WaitingRoomFull(limit=self.seats)
            self.taken += 1
        try:
            yield
        finally:
            with self._lock:
                self.taken -= 1


def perform(
    call: Call,
    query: WorkQuery,
    submit: Callable[[], Job],
    finish: Callable[[Job], Model],
    *,
    status: int = 200,
    never_waited: Container[str] = (),
) -> Answer:
    """Submit a job and answer with its result, or with 202 when the caller does not wait or waited long enough.

    `never_waited`: kinds of jobs that take so long that the answer is always 202.

    The seat is taken before the job is made: a caller that is turned away leaves nothing behind.
    Raises what `submit` raises, WaitingRoomFull, and the job's own error with its `job_id`.
    """
    if query.async_ or "respond-async" in request.headers.get("Prefer", "").lower():
        return accepted(call, submit())
    with call.site.waiting.seat():
        submitted = submit()
        if submitted.kind in never_waited:
            return accepted(call, submitted)
        job = call.studio.queue.wait(submitted.id, call.studio.settings.sync_timeout)
    if not job.is_terminal:
        return accepted(call, job)
    return Answer(finish(completed(job)), status)


def complete(call: Call, submit: Callable[[], Sequence[Job]]) -> list[Job]:
    """Submit jobs and wait until all are done, for doors that never answer 202.

    Raises what `submit` raises, WaitingRoomFull, WaitTimeout with the id of the job that goes on, or the error of the first job
    that failed; then the others are given up.
    """
    limit = call.studio.settings.sync_timeout
    until = time.monotonic() + limit
    ended: list[Job] = []
    with call.site.waiting.seat():
        jobs = submit()
        for job in jobs:
            seen = call.studio.queue.wait(job.id, max(0.0, until - time.monotonic()))
            if not seen.is_terminal:
                raise _timeout(seen, limit)
            ended.append(completed_of(call, seen, jobs))
    return ended


def _timeout(job: Job, limit: float) -> WaitTimeout:
    error = WaitTimeout(seconds=f"{limit:g}", job_id=job.id)
    error.job_id = job.id
    return error


def completed_of(call: Call, job: Job, jobs: Sequence[Job]) -> Job:
    """One of the jobs of a request, which has ended well. Raises its error; then the others are given up."""
    if job.status != "completed":
        give_up(call, jobs)
    return completed(job)


def give_up(call: Call, jobs: Sequence[Job]) -> None:
    """Cancel what has not ended, since nobody would get its pictures."""
    for job in reversed(jobs):  # or the next one would begin before its turn came
        call.studio.queue.cancel(job.id)


def completed(job: Job) -> Job:
    """A job that has ended well. Raises its error, with its id."""
    if job.status == "completed":
        return job
    error = EnfoadsError.from_record(job.error) if job.error else JobCancelled()
    error.job_id = job.id
    raise error


def accepted(call: Call, job: Job) -> Answer:
    """202: the job is in the queue; its Location tells how far it is."""
    body = JobEnvelope(job=JobSchema.model_validate(public(job, call.language)))
    return Answer(body, 202, {"Location": f"/api/jobs/{job.id}", "Retry-After": "1"})


def idempotency(body: dict[str, Any]) -> tuple[str, str] | None:
    """The request's Idempotency-Key with the hash of what was asked for, or None without the header."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise InvalidRequest(
            param="Idempotency-Key",
            detail="Idempotency-Key: 1 to 255 printable ASCII characters",
            detail_es="Idempotency-Key: de 1 a 255 caracteres ASCII imprimibles",
        )
    text = json.dumps([request.path, body], sort_keys=True, ensure_ascii=False)
    return key, hashlib.sha256(text.encode()).hexdigest()
