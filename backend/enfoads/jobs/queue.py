"""The queue as the rest of the server sees it: jobs in, jobs out, and three lanes that run them."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from enfoads.errors import Conflict, IdempotencyMismatch, InvalidRequest, NotFound, NotSupported
from enfoads.jobs import staging
from enfoads.jobs.board import LANES, MAX_ATTEMPTS, Board
from enfoads.jobs.child import WorkerProcess, WorkerThread
from enfoads.jobs.events import EventBus, GpuStatus
from enfoads.jobs.job import Job, Status
from enfoads.jobs.job import Lane as LaneName
from enfoads.jobs.lane import Lane
from enfoads.jobs.recovery import recover
from enfoads.jobs.store import IdempotencyKey, JobStore
from enfoads.jobs.worker import load_kinds
from enfoads.settings import Settings

if TYPE_CHECKING:
    from enfoads.recipes.kinds import Kind

log = logging.getLogger(__name__)

_MAY_ASK: Mapping[LaneName, frozenset[LaneName]] = {
    "media": frozenset({"gpu", "quick"}),
    "gpu": frozenset({"quick"}),
    "quick": frozenset(),
}


_SWEEP_S = 600.0  # between two looks for uploads that have been kept long enough


class JobQueue:
    """Accepts jobs, runs them in worker processes and keeps their table. `start` before use, `stop` at the end."""

    def __init__(
        self,
        store: JobStore,
        settings: Settings,
        bus: EventBus,
        *,
        save_file: Callable[[Job, dict[str, Any]], dict[str, Any]],
        kinds: str = "enfoads.recipes.kinds:KINDS",
    ) -> None:
        """`kinds`: where the mapping of job kinds is, as `module:NAME`; workers import it too."""
        self._store = store
        self._settings = settings
        self._bus = bus
        self._kinds: Mapping[str, Kind] = load_kinds(kinds)
        self._gpu: dict[str, Any] = {}
        self._board = Board(store, bus, max_queued=settings.max_queued, wake=lambda lane: self._lanes[lane].wake())
        worker = WorkerThread if settings.worker == "thread" else WorkerProcess
        self._lanes = {
            name: Lane(
                name,
                self._board,
                settings,
                partial(worker, name, settings, kinds, preload=settings.preload and name == "gpu"),
                time_limit=lambda job: self._kinds[job.kind].time_limit or settings.job_timeout,
                eager=name == "gpu",
                save_file=save_file,
                start_child=self._start_child,
                find=self.get,
                on_gpu=self._note_gpu if name == "gpu" else _ignore,
                on_lost=self._forget_models if name == "gpu" else lambda: None,
            )
            for name in LANES
        }
        self._stopped = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep_uploads, name="job-uploads", daemon=True)

    def start(self, *, run: bool = True) -> None:
        """Take over what an earlier server left and begin to run jobs; without `run` they are only read, cancelled and accepted."""
        jobs = recover(self._store, self._kinds, max_attempts=MAX_ATTEMPTS)
        staging.sweep_unused(self._settings.staging_dir, jobs)
        self._board.open(jobs)
        for lane in self._lanes.values() if run else ():
            lane.start()
        self._sweeper.start()

    def stop(self) -> None:
        """Take no more jobs, let callers who wait go, and end every worker; it may be called twice.

        What runs stays `processing` in the table and runs again at the next start.
        """
        self._board.close()
        self._stopped.set()
        for lane in self._lanes.values():
            lane.stop()
        for lane in self._lanes.values():
            lane.join()
        if self._sweeper.ident is not None:
            self._sweeper.join()
        self._store.close()

    # Jobs

    def submit(
        self,
        kind: str,
        params: dict[str, Any],
        *,
        owner: str = "local",
        project: str = "default",
        model: str = "",
        priority: int = 0,
        parent_id: str | None = None,
        retried_from: str | None = None,
        idempotency: tuple[str, str] | None = None,
    ) -> Job:
        """Accept a job. `idempotency` is a key and the SHA-256 of the request; a key used before gives the job of then.

        Raises QueueFull, IdempotencyMismatch, Unavailable.
        """
        made = self._job(
            kind, params, owner=owner, project=project, model=model, priority=priority, parent_id=parent_id, retried_from=retried_from
        )
        return self._accept(made, IdempotencyKey(owner, *idempotency) if idempotency else None)

    def known(self, owner: str, idempotency: tuple[str, str]) -> Job | None:
        """The job that an earlier request with this key made, before anything is fetched for another. Raises IdempotencyMismatch."""
        return self._seen(IdempotencyKey(owner, *idempotency))

    def get(self, job_id: str, owner: str | None = None) -> Job:
        """The job as it is now. Raises NotFound, also for another owner's job."""
        job = self._board.find(job_id) or self._store.get(job_id)
        if job is None or (owner is not None and job.owner != owner):
            raise NotFound(kind="job", kind_es="trabajo", id=job_id)
        return job

    def list(
        self,
        *,
        owner: str | None,
        status: Status | None = None,
        kind: str | None = None,
        active: bool | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> tuple[list[Job], str | None]:
        """An owner's jobs, or everybody's, newest first, and the cursor of the next page. Raises InvalidRequest for a foreign cursor."""
        if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
            raise InvalidRequest(param="cursor", detail="cursor: not one of ours", detail_es="cursor: no es de los nuestros")
        before = int(cursor) if cursor is not None else None
        rows = self._store.page(owner, status=status, kind=kind, active=active, before=before, limit=limit + 1)
        more = str(rows[limit - 1].number) if len(rows) > limit else None
        return self._board.overlay(rows[:limit]), more

    def cancel(self, job_id: str, owner: str | None = None) -> Job:
        """Cancel a job and its children; one that has ended stays as it is. Raises NotFound."""
        self.get(job_id, owner)
        self._board.cancel(job_id)
        return self.get(job_id, owner)

    def retry(self, job_id: str, owner: str | None = None, *, idempotency: tuple[str, str] | None = None) -> Job:
        """The same request as a new job. Raises Conflict while the old one has not ended."""
        old = self.get(job_id, owner)
        if not old.is_terminal:
            raise Conflict(detail="The job has not ended yet.", detail_es="El trabajo aún no ha terminado.")
        return self.submit(
            old.kind,
            old.params,
            owner=old.owner,
            project=old.project,
            model=old.model,
            priority=old.priority,
            retried_from=old.id,
            idempotency=idempotency,
        )

    def wait(self, job_id: str, timeout: float) -> Job:
        """The job once it has ended, or as it is after `timeout` seconds. Raises NotFound."""
        self._board.wait(job_id, timeout)
        return self.get(job_id)

    def preview(self, job_id: str) -> bytes | None:
        """The last preview of a running job, a JPEG."""
        return self._board.preview(job_id)

    def next_preview(self, job_id: str, seen: bytes | None, timeout: float) -> bytes | None:
        """The job's preview once it is another than `seen`, else `seen`: after `timeout` seconds, or at once when the job has ended.

        Raises Unavailable when the studio shuts down.
        """
        return self._board.next_preview(job_id, seen, timeout)

    # The queue and its workers

    def pause(self) -> None:
        """Start no further job, after a restart either; what runs goes on."""
        self._board.pause(True)

    def resume(self) -> None:
        self._board.pause(False)

    @property
    def paused(self) -> bool:
        return self._board.paused

    def counts(self) -> dict[str, int]:
        return self._board.counts()

    def workers_alive(self) -> dict[LaneName, bool]:
        """By lane; False once a worker that was lost could not be replaced. Only `gpu` has one before its first job."""
        return {name: lane.well for name, lane in self._lanes.items()}

    def gpu_status(self) -> dict[str, Any]:
        """What the gpu worker said last (`schemas.models.GpuStatus`, nothing before it has found its device), and `worker_alive`."""
        return self._gpu | {"worker_alive": self._lanes["gpu"].well}

    def unload(self, model: str | None = None) -> dict[str, Any]:
        """Free the device of a model, or of all that are idle: `{"unloaded": [...], "freed_bytes": n}`. Raises ModelInUse."""
        return self._lanes["gpu"].unload(model)

    def texts_in_use(self) -> set[str]:
        """Every text in the params of jobs still to run: files that it names must stay."""
        return {text for job in self._store.active() for text in staging.texts(job.params)}

    # Inside

    def _job(self, kind: str, params: dict[str, Any], **rest: Any) -> Job:
        known = self._kinds.get(kind)
        if known is None:
            raise InvalidRequest(param="kind", detail=f"there is no kind of job called {kind}", detail_es=f"no hay trabajos de tipo {kind}")
        name = f"{known.prefix}_{secrets.token_hex(8)}"
        return Job(id=name, kind=kind, lane=known.lane, params=params, progress=known.accepted, created_at=datetime.now(UTC), **rest)

    def _accept(self, job: Job, key: IdempotencyKey | None) -> Job:
        for _ in range(2):  # the second time round another request with the same key came first
            if key is not None and (seen := self._seen(key)):
                return seen
            if self._board.accept(job, key):
                break
        return self.get(job.id)

    def _seen(self, key: IdempotencyKey) -> Job | None:
        seen = self._store.keyed(key.owner, key.key)
        if seen is None:
            return None
        job_id, body_sha256 = seen
        if body_sha256 != key.body_sha256:
            raise IdempotencyMismatch(param="Idempotency-Key")
        return self.get(job_id)

    def _start_child(self, parent: Job, nth: int, kind: str, params: dict[str, Any]) -> Job:
        """The nth job that a running job asks for.

        When the parent runs a second time it is given the child of the first time, so nothing is made twice.
        Raises NotSupported for a lane that the parent may not wait for.
        """
        known = self._kinds.get(kind)
        if known is None or known.lane not in _MAY_ASK[parent.lane]:
            raise NotSupported(model=parent.kind, detail=f"run {kind!r} inside it", detail_es=f"ejecutar {kind!r} dentro de él")
        child = self._job(
            kind,
            params,
            owner=parent.owner,
            project=parent.project,
            model=str(params.get("model") or ""),
            priority=parent.priority + 1,  # the parent holds a lane meanwhile
            parent_id=parent.id,
        )
        request = hashlib.sha256(orjson.dumps([kind, params], option=orjson.OPT_SORT_KEYS)).hexdigest()
        seen = self._store.keyed(parent.id, str(nth))
        if seen is not None and (seen[1] != request or self.get(seen[0]).status in ("failed", "cancelled")):
            return self._accept(child, None)
        return self._accept(child, IdempotencyKey(parent.id, str(nth), request))

    def _sweep_uploads(self) -> None:
        """Uploads that are not in the library are kept for a retry or another request, and not longer than the settings say."""
        kept = self._settings.upload_retention_h * 3600
        while not self._stopped.wait(min(kept, _SWEEP_S)):
            try:
                for folder in (self._settings.staging_dir, self._settings.inputs_dir):
                    staging.sweep_unused(folder, self._store.active(), older_than=kept)
            except Exception:
                log.exception("uploads could not be swept")

    def _note_gpu(self, snapshot: dict[str, Any]) -> None:
        self._gpu = snapshot
        self._bus.publish(GpuStatus(self.gpu_status()))

    def _forget_models(self) -> None:
        if self._gpu:
            self._note_gpu(self._gpu | {"models": [], "lease": None})


def _ignore(_snapshot: dict[str, Any]) -> None:
    """Only the gpu lane's device is shown."""
