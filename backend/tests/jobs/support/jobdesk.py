"""A queue with everything it has said and saved, and waiting for things to become true."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from enfoads.jobs.events import Event, EventBus, JobUpdate
from enfoads.jobs.job import Job
from enfoads.jobs.queue import JobQueue
from enfoads.jobs.store import JobStore
from enfoads.settings import Settings

KINDS = "jobkinds:KINDS"

StartQueue = Callable[..., "Desk"]


class Desk:
    """A started queue and everything it has said and saved."""

    def __init__(self, data_dir: Path, **settings: Any) -> None:
        self.settings = Settings(data_dir=data_dir, preload=False, **settings)
        data_dir.mkdir(exist_ok=True)
        self.events: list[Event] = []
        self.saved: list[str] = []
        self.disk_full = False
        self.bus = EventBus()
        self.bus.subscribe(self.events.append)
        self.store = JobStore(self.settings.database_url)
        self.queue = JobQueue(self.store, self.settings, self.bus, save_file=self._save, kinds=KINDS)
        self.queue.start()

    def _save(self, job: Job, file: dict[str, Any]) -> dict[str, Any]:
        if self.disk_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        Path(file["path"]).unlink()
        asset_id = f"{job.id}_{file['index']}"
        self.saved.append(asset_id)
        return {"id": asset_id}

    def submit(self, kind: str, params: dict[str, Any] | None = None, **rest: Any) -> Job:
        return self.queue.submit(kind, params or {}, **rest)

    def run(self, kind: str, params: dict[str, Any] | None = None, **rest: Any) -> Job:
        """Submit and wait for the end."""
        job = self.queue.wait(self.submit(kind, params, **rest).id, 60)
        assert job.is_terminal, f"{kind} is still {job.status}, {job.stage}"
        return job

    def updates(self, job_id: str) -> list[dict[str, Any]]:
        return [event.job for event in self.events if isinstance(event, JobUpdate) and event.job["id"] == job_id]

    def worker(self, lane: str = "gpu", timeout: float = 40) -> psutil.Process:
        """The lane's worker process; waits for it."""
        found: list[psutil.Process] = []

        def there() -> bool:
            found[:] = [child for child in psutil.Process().children() if f"--lane {lane} " in " ".join(_command(child))]
            return bool(found)

        until(there, timeout)
        return found[0]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def until(true: Callable[[], object], timeout: float = 40) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end, "it never became true"
        time.sleep(0.005)
