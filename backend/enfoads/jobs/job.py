"""What a job is: its states, its fields, and which change of state is allowed. No storage, no threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["queued", "processing", "completed", "failed", "cancelled"]
Lane = Literal["gpu", "media", "quick"]

TERMINAL: frozenset[Status] = frozenset({"completed", "failed", "cancelled"})
TRANSITIONS: dict[Status, frozenset[Status]] = {
    "queued": frozenset({"processing", "failed", "cancelled"}),
    "processing": frozenset({"queued", "completed", "failed", "cancelled"}),
    "completed": frozenset(),
    "failed": frozenset(),
    "cancelled": frozenset(),
}


@dataclass(slots=True)
class Job:
    """One request to make something. `params` and `result` are plain JSON; times are aware UTC datetimes."""

    id: str
    kind: str
    lane: Lane
    params: dict[str, Any]
    created_at: datetime
    number: int = 0  # order of acceptance, given by the store
    owner: str = "local"
    project: str = "default"
    parent_id: str | None = None
    retried_from: str | None = None
    model: str = ""  # what the GPU manager will be asked for: the key of model affinity
    priority: int = 0  # higher first
    status: Status = "queued"
    progress: float = 0.0  # percent, 0 to 100
    stage: str = "queued"
    message: str = ""
    step: int | None = None
    steps: int | None = None
    attempt: int = 0  # 1 while it runs for the first time
    seq: int = 0  # grows with every change, across restarts too
    cancelling: bool = False
    position: int | None = None  # 1 = next in its lane; None when not queued
    eta_s: float | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None  # EnfoadsError.to_record()
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def is_terminal(self) -> bool:
        return self.status in TERMINAL

    @property
    def queue_s(self) -> float:
        """Seconds from its acceptance to its (last) start; 0 while it waits."""
        waited = (self.started_at - self.created_at).total_seconds() if self.started_at else 0.0
        return round(max(0.0, waited), 4)
