"""Preview frames while somebody types: only the latest one asked for is worth drawing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from enfoads.errors import EnfoadsError, JobCancelled, NotFound, Unavailable

if TYPE_CHECKING:
    from enfoads.jobs.job import Job
    from enfoads.jobs.queue import JobQueue


class LatestOnly:
    """One frame at a time for each caller: a newer wish takes the place of one that has not been begun."""

    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue
        self._lock = threading.Lock()
        self._latest: dict[Hashable, str] = {}

    def draw(self, caller: Hashable, submit: Callable[[], Job], timeout: float) -> dict[str, Any]:
        """The result of the job that `submit` makes. Raises its error, JobCancelled when a newer one came, Unavailable after `timeout`."""
        with self._lock:
            job = submit()
            before, self._latest[caller] = self._latest.get(caller), job.id
        if before is not None:
            self._drop(before)
        ended = self._queue.wait(job.id, timeout)
        with self._lock:
            if self._latest.get(caller) == job.id:
                del self._latest[caller]
        if not ended.is_terminal:
            self._queue.cancel(job.id)
            raise Unavailable(detail="other previews are being drawn", detail_es="se están dibujando otras vistas previas")
        if ended.status != "completed":
            raise EnfoadsError.from_record(ended.error) if ended.error else JobCancelled()
        return ended.result or {}

    def _drop(self, job_id: str) -> None:
        """One that is being drawn is finished: it is nearly there, and its pictures serve the next."""
        with suppress(NotFound):
            if self._queue.get(job_id).status == "queued":
                self._queue.cancel(job_id)
