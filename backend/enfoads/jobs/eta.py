"""How long jobs take, learned from those that completed. Pure: no locks, no storage."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime
from statistics import median
from typing import Any

from enfoads.jobs.job import Job

_SAMPLES = 20  # runs remembered per kind and model


def work(params: dict[str, Any]) -> float:
    """How much there is to do: as settled for a video, pixels times steps times outputs for a picture, 1 where nothing is known."""
    if isinstance(params.get("work"), int | float):
        return max(0.1, float(params["work"]))
    try:
        return max(1.0, float(params["width"] * params["height"] * params["num_inference_steps"] * params.get("num_outputs", 1)))
    except (KeyError, TypeError):
        return 1.0


class Estimates:
    """Median seconds per unit of work, by kind and model, and by kind alone for a model not seen yet."""

    def __init__(self) -> None:
        self._samples: dict[tuple[str, str | None], deque[float]] = defaultdict(lambda: deque(maxlen=_SAMPLES))
        self._medians: dict[tuple[str, str | None], float] = {}

    def learn(self, job: Job) -> None:
        """Take in a completed job. An answer from the result cache says nothing about the next one."""
        if job.started_at is None or job.finished_at is None or (job.result or {}).get("cached"):
            return
        pace = max(0.0, (job.finished_at - job.started_at).total_seconds()) / work(job.params)
        for key in ((job.kind, job.model), (job.kind, None)):
            self._samples[key].append(pace)
            self._medians[key] = median(self._samples[key])

    def total(self, job: Job) -> float | None:
        """Seconds the whole job takes once it runs; None when no job of its kind has completed yet."""
        pace = self._medians.get((job.kind, job.model), self._medians.get((job.kind, None)))
        return None if pace is None else pace * work(job.params)

    def remaining(self, job: Job, now: datetime) -> float | None:
        """Seconds a running job still needs.

        The first half of a run trusts past runs more, the second half its own progress more.
        """
        if job.started_at is None:
            return None
        elapsed = max(0.0, (now - job.started_at).total_seconds())
        done = min(job.progress, 100.0) / 100
        total = self.total(job)
        own = elapsed * (1 - done) / done if done > 0 else None
        if total is None or own is None:
            return own if total is None else max(0.0, total - elapsed)
        return (1 - done) * max(0.0, total - elapsed) + done * own
