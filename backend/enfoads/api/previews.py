"""Preview frames while somebody types: only the latest one asked for is worth drawing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from enfoads.errors import EnfoadsError, JobCancelled, NotFound, Unavailable, WaitingRoomFull

if TYPE_CHECKING:
    from enfoads.jobs.job import Job
    from enfoads.jobs.queue import JobQueue


class LatestOnly:
    """One frame at a time for each caller: a newer wish takes the place of one that has not been begun.

    They have a waiting room of their own, of `seats` callers: who waits for a picture keeps nobody from typing, and who types quickly
    never finds it full, since each caller holds one seat.
    """

    def __init__(self, queue: JobQueue, seats: int) -> None:
        self._queue = queue
        self._seats = seats
        self._lock = threading.Lock()
        self._latest: dict[Hashable, str] = {}

    def draw(self, caller: Hashable, submit: Callable[[], Job], timeout: float) -> dict[str, Any]:
        """The result of the job that `submit` makes.

        Raises its error, JobCancelled when a newer one came, WaitingRoomFull, Unavailable after `timeout`.
        """
        with self._lock:
            if caller not in self._latest and len(self._latest) >= self._seats:
                raise WaitingRoomFull(limit=self._seats)
            job = submit()
            before, self._latest[caller] = self._latest.get(caller), job.id
        if before is not None:
            self._drop(before)
        try:
            ended = self._queue.wait(job.id, timeout)
        finally:
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
