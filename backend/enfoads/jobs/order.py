"""Which waiting job of a lane runs next. Pure: no locks, no storage.

Higher priority first, then order of acceptance. Among the jobs of the highest priority one whose model the worker has
loaded goes first, because changing the model costs seconds; but only within `LOOK_AHEAD` jobs, and no job is overtaken
more than `PATIENCE` times.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator

from enfoads.jobs.job import Job

LOOK_AHEAD = 32
PATIENCE = 8


def _rank(job: Job) -> tuple[int, int]:
    return -job.priority, job.number


class WaitingList:
    """The queued jobs of one lane, in the order they would run if no model mattered."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._overtaken: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[Job]:
        return iter(self._jobs)

    def add(self, job: Job) -> None:
        insort(self._jobs, job, key=_rank)
        self._overtaken[job.id] = 0

    def remove(self, job: Job) -> None:
        del self._jobs[bisect_left(self._jobs, _rank(job), key=_rank)]
        del self._overtaken[job.id]

    def pick(self, loaded: Collection[str], *, children_only: bool = False) -> Job | None:
        """The job to run now, which stays in the list until `remove`; None when there is none.

        `loaded`: models the worker has ready. `children_only`: what a paused queue still runs.
        """
        jobs = [job for job in self._jobs if job.parent_id] if children_only else self._jobs
        if not jobs:
            return None
        passed: list[Job] = []
        for job in jobs[:LOOK_AHEAD]:
            if job.priority != jobs[0].priority:
                break
            if job.model and job.model in loaded:
                for earlier in passed:
                    self._overtaken[earlier.id] += 1
                return job
            if self._overtaken[job.id] >= PATIENCE:
                break
            passed.append(job)
        return jobs[0]
