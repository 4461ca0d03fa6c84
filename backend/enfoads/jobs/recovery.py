"""What becomes of the jobs that a server left behind when it stopped, was killed, or lost power."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from enfoads.errors import Interrupted, JobFailed
from enfoads.jobs.job import Job, Status
from enfoads.jobs.store import JobStore

if TYPE_CHECKING:
    from enfoads.recipes.kinds import Kind

SEQ_PER_START = 1_000_000  # more changes than one job sees in one life of the server


def recover(store: JobStore, kinds: Mapping[str, Kind], *, max_attempts: int) -> list[Job]:
    """The jobs to run, in order of acceptance.

    What was queued still is. What was running is queued again once; the second time it failed as Interrupted. A job
    that was being cancelled, or whose parent has ended, is cancelled. Progress between two changes of state is not in
    the table, so every `seq` starts again above all that a client can have seen.
    """
    active: dict[str, Job] = {}
    for job in store.active():
        job.seq = (job.seq // SEQ_PER_START + 1) * SEQ_PER_START
        kind = kinds.get(job.kind)
        if job.cancelling or (job.parent_id is not None and job.parent_id not in active):
            _end(store, job, "cancelled")
        elif kind is None:
            _end(
                store,
                job,
                "failed",
                error=JobFailed(detail=f"unknown kind {job.kind}", detail_es=f"tipo {job.kind} desconocido").to_record(),
            )
        elif job.status == "processing" and job.attempt >= max_attempts:
            _end(store, job, "failed", error=Interrupted().to_record())
        else:
            job.status, job.lane, job.stage, job.message = "queued", kind.lane, "queued", ""
            job.progress, job.step, job.steps = 0.0, None, None
            active[job.id] = job
    store.requeue(active.values())
    return list(active.values())


def _end(store: JobStore, job: Job, status: Status, **changes: Any) -> None:
    store.move(job.id, status, stage=status, cancelling=False, finished_at=datetime.now(UTC), seq=job.seq, **changes)
