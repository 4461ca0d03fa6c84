"""The jobs that have not ended, and every change of their state: in memory, in the table, and as events.

One lock guards the jobs; the table is written inside it, so memory, table and the order of events agree. Events are
published by a thread of their own, so that no listener can delay a lane or a request. Threads that run jobs are `lane.py`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from queue import SimpleQueue
from typing import Any

from enfoads.errors import EnfoadsError, JobCancelled, JobTimeout, QueueFull, Unavailable
from enfoads.jobs.eta import Estimates
from enfoads.jobs.events import Event, EventBus, JobPreview, JobUpdate
from enfoads.jobs.job import Job, Lane, Status
from enfoads.jobs.order import WaitingList
from enfoads.jobs.record import public
from enfoads.jobs.store import IdempotencyKey, JobStore

log = logging.getLogger(__name__)

LANES: tuple[Lane, ...] = ("gpu", "media", "quick")
MAX_ATTEMPTS = 2  # an innocent job survives one accident; one that kills its worker must not do it for ever
_SHOWN_WAITING = 10  # waiting jobs of a lane that are told when they move up
_PUBLISHER_S = 5.0  # a listener that blocks does not keep the server from stopping


class Board:
    """Every job that is queued or processing. The methods are safe from any thread and return copies, `claim` aside."""

    def __init__(self, store: JobStore, bus: EventBus, *, max_queued: int, wake: Callable[[Lane], None]) -> None:
        """`wake(lane)` is called when there may be something for the lane to do; it must return at once."""
        self._store = store
        self._bus = bus
        self._max_queued = max_queued
        self._wake = wake
        self._jobs: dict[str, Job] = {}
        self._waiting: dict[Lane, WaitingList] = {lane: WaitingList() for lane in LANES}
        self._previews: dict[str, bytes] = {}
        self._estimates = Estimates()
        self._lock = threading.RLock()
        self._news = threading.Condition(self._lock)  # a job ended or has a new preview
        self._open = False
        self._paused = False
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._publisher = threading.Thread(target=self._publish, name="job-events", daemon=True)

    def open(self, jobs: Iterable[Job]) -> None:
        """Start with the table's active jobs and with what past jobs teach about times."""
        with self._lock:
            for done in reversed(self._store.recent(200)):
                self._estimates.learn(done)
            for job in jobs:
                self._jobs[job.id] = job
                self._waiting[job.lane].add(job)
            self._paused = self._store.flag("paused")
            self._open = True
        self._publisher.start()

    def close(self) -> None:
        """Take no more jobs and let everyone who waits go."""
        with self._lock:
            was_open, self._open = self._open, False
            self._news.notify_all()
        if was_open:
            self._events.put(None)
            self._publisher.join(_PUBLISHER_S)

    # Reading

    def find(self, job_id: str) -> Job | None:
        """A copy of an active job, with its place in the queue."""
        with self._lock:
            job = self._jobs.get(job_id)
            return self._seen(job) if job else None

    def overlay(self, jobs: Iterable[Job]) -> list[Job]:
        """Rows of the table, those still active as they are now."""
        with self._lock:
            places = {lane: self._places(lane) for lane in LANES}
            return [self._seen(self._jobs[job.id], places[job.lane]) if job.id in self._jobs else job for job in jobs]

    def wait(self, job_id: str, timeout: float) -> None:
        """Return when the job has ended, after `timeout` seconds, or when the board closes."""
        with self._news:
            self._news.wait_for(lambda: job_id not in self._jobs or not self._open, timeout)

    def next_preview(self, job_id: str, seen: bytes | None, timeout: float) -> bytes | None:
        """A running job's preview as soon as it is another than `seen`; `seen` itself after `timeout` seconds or when the job has ended.

        Raises Unavailable when the board closes.
        """
        with self._news:
            self._news.wait_for(lambda: job_id not in self._jobs or not self._open or self._previews.get(job_id, seen) is not seen, timeout)
            if not self._open:
                raise _closing()
            return self._previews.get(job_id, seen)

    def counts(self) -> dict[str, int]:
        with self._lock:
            queued = sum(len(waiting) for waiting in self._waiting.values())
            return {"queued": queued, "processing": len(self._jobs) - queued}

    def preview(self, job_id: str) -> bytes | None:
        with self._lock:
            return self._previews.get(job_id)

    @property
    def paused(self) -> bool:
        return self._paused

    def has_work(self, lane: Lane) -> bool:
        with self._lock:
            return self._waiting[lane].pick((), children_only=self._holds(lane)) is not None

    # Changing

    def accept(self, job: Job, key: IdempotencyKey | None) -> bool:
        """Take in a new job. False when another job has the key.

        Raises QueueFull, Unavailable, and JobCancelled for the child of a job that is being cancelled.
        """
        with self._lock:
            if not self._open:
                raise _closing()
            if job.parent_id is None and len(self._waiting[job.lane]) >= self._max_queued:
                raise QueueFull(limit=self._max_queued)
            if job.parent_id in self._jobs and self._jobs[job.parent_id].cancelling:  # its children were told already
                raise JobCancelled
            job.seq = 1
            if not self._store.accept(job, key):
                return False
            self._jobs[job.id] = job
            self._waiting[job.lane].add(job)
            self._tell(job)
        self._wake(job.lane)
        return True

    def pause(self, on: bool) -> None:
        """Start no more jobs. The children of a job that runs go on, and so does `quick`, which people wait for."""
        with self._lock:
            self._store.set_flag("paused", on)
            self._paused = on
        for lane in LANES:
            self._wake(lane)

    def claim(self, lane: Lane, loaded: Collection[str]) -> Job | None:
        """The lane's next job, now `processing`: the board's own object, to be read only."""
        with self._lock:
            waiting = self._waiting[lane]
            while self._open and (job := waiting.pick(loaded, children_only=self._holds(lane))):
                now = _now()
                queued = (now - job.created_at).total_seconds()
                if self._move(job, "processing", "starting", attempt=job.attempt + 1, started_at=now, timings={"queue_s": queued}):
                    self._moved_up(lane)
                    return job
                self._forget(job)
            return None

    def progress(self, job_id: str, percent: float | None, stage: str, step: int | None, steps: int | None, message: str) -> None:
        """What a running job reports; kept in memory until the next change of state."""
        with self._lock:
            if job := self._jobs.get(job_id):
                if percent is not None:
                    job.progress = min(100.0, max(0.0, percent))
                job.stage, job.step, job.steps, job.message = stage, step, steps, message
                job.seq += 1
                self._tell(job)

    def show(self, job_id: str, jpeg: bytes) -> None:
        """A preview of a running job."""
        with self._lock:
            if job := self._jobs.get(job_id):
                self._previews[job_id] = jpeg
                self._news.notify_all()
                self._events.put(JobPreview(job.owner, job_id, job.seq, jpeg))

    def complete(self, job_id: str, result: dict[str, Any]) -> None:
        with self._lock:
            if job := self._jobs.get(job_id):
                self._end(job, "completed", result=result, progress=100.0)
                self._estimates.learn(job)

    def fail(self, job_id: str, error: dict[str, Any], *, timed_out: float | None = None) -> None:
        """A running job raised: it is cancelled when somebody asked for that, else it failed.

        `timed_out`: the limit in seconds, when it was told to end because it ran into it.
        """
        with self._lock:
            if job := self._jobs.get(job_id):
                if timed_out is not None and not job.cancelling:
                    error = JobTimeout(seconds=round(timed_out)).to_record()
                if job.cancelling or error["code"] == "job_cancelled":
                    self._end(job, "cancelled")
                else:
                    self._end(job, "failed", error=error)

    def lose(self, job_id: str, error: EnfoadsError, *, timed_out: float | None = None) -> None:
        """A running job's worker is gone: the job runs once more, unless it was to end or has had its second run."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None:
                return
            if job.cancelling or timed_out is not None or job.attempt >= MAX_ATTEMPTS:
                self.fail(job_id, error.to_record(), timed_out=timed_out)
                return
            log.warning("job %s runs again: %s %s", job_id, error.code, error.values.get("detail", ""))
            self._previews.pop(job_id, None)
            self._move(job, "queued", "queued", progress=0.0, step=None, steps=None, message="")

    def refuse(self, lane: Lane, error: dict[str, Any]) -> None:
        """Fail the lane's next job: there is nobody to run it."""
        with self._lock:
            if job := self._waiting[lane].pick((), children_only=self._holds(lane)):
                self._end(job, "failed", error=error)

    def cancel(self, job_id: str) -> None:
        """Cancel an active job and its children: at once while queued, else as soon as its worker obeys."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or job.cancelling:
                return
            if job.status == "queued":
                self._end(job, "cancelled")
                self._moved_up(job.lane)
                return
            self._store.change(job_id, cancelling=True, seq=job.seq + 1)
            job.cancelling = True
            job.seq += 1
            self._tell(job)
            self._cancel_children(job_id)
        self._wake(job.lane)

    # Inside the lock

    def _end(self, job: Job, status: Status, **changes: Any) -> None:
        now = _now()
        timings = job.timings | ({"run_s": (now - job.started_at).total_seconds()} if job.started_at else {})
        self._move(job, status, status, finished_at=now, timings=timings, cancelling=False, message="", **changes)
        self._forget(job)

    def _forget(self, job: Job) -> None:
        """The job has ended, or its row is no longer ours."""
        if job.status == "queued":
            self._waiting[job.lane].remove(job)
        del self._jobs[job.id]
        self._previews.pop(job.id, None)
        self._news.notify_all()
        self._cancel_children(job.id)
        if job.parent_id in self._jobs:
            self._wake(self._jobs[job.parent_id].lane)

    def _move(self, job: Job, status: Status, stage: str, **changes: Any) -> bool:
        """One change of state: the table first, so that a table that cannot be written leaves memory as it was."""
        reported = {name: getattr(job, name) for name in ("progress", "step", "steps", "message")}
        written = reported | changes | {"stage": stage, "seq": job.seq + 1}
        if not self._store.move(job.id, status, **written):
            log.error("job %s was changed in the table by someone else", job.id)
            return False
        if job.status == "queued":
            self._waiting[job.lane].remove(job)
        job.status = status
        for name, value in written.items():
            setattr(job, name, value)
        if status == "queued":
            self._waiting[job.lane].add(job)
        self._tell(job)
        return True

    def _cancel_children(self, parent_id: str) -> None:
        for child in [job for job in self._jobs.values() if job.parent_id == parent_id]:
            self.cancel(child.id)

    def _moved_up(self, lane: Lane) -> None:
        """Tell the first waiting jobs their new place; not in `quick`, where nothing waits long enough to look."""
        if lane != "quick":
            places = self._places(lane, _SHOWN_WAITING)
            for job in list(islice(self._waiting[lane], _SHOWN_WAITING)):
                job.seq += 1
                self._events.put(JobUpdate(job.owner, public(self._seen(job, places))))

    def _holds(self, lane: Lane) -> bool:
        return self._paused and lane != "quick"

    def _tell(self, job: Job) -> None:
        self._events.put(JobUpdate(job.owner, public(self._seen(job))))

    def _seen(self, job: Job, places: dict[str, tuple[int, float | None]] | None = None) -> Job:
        if job.status == "queued":
            position, eta = (self._places(job.lane, until=job.id) if places is None else places)[job.id]
            return replace(job, position=position, eta_s=eta)
        if job.status == "processing":
            return replace(job, eta_s=_rounded(self._estimates.remaining(job, _now())))
        return replace(job)

    def _places(self, lane: Lane, limit: int | None = None, until: str | None = None) -> dict[str, tuple[int, float | None]]:
        """Place and seconds to the end of a lane's waiting jobs: what runs, then all before, then the job itself."""
        now = _now()
        total: float | None = 0.0
        for job in self._jobs.values():
            if job.lane == lane and job.status == "processing":
                total = self._estimates.remaining(job, now)
        places: dict[str, tuple[int, float | None]] = {}
        for position, job in enumerate(islice(self._waiting[lane], limit), start=1):
            own = self._estimates.total(job)
            total = None if total is None or own is None else total + own
            places[job.id] = position, _rounded(total)
            if job.id == until:
                break
        return places

    def _publish(self) -> None:
        while (event := self._events.get()) is not None:
            self._bus.publish(event)


def _closing() -> Unavailable:
    return Unavailable(detail="it is shutting down", detail_es="se está apagando")


def _now() -> datetime:
    return datetime.now(UTC)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
