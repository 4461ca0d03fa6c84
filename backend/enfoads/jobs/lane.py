"""One lane: a thread that feeds jobs to its worker, passes on what the worker says, and replaces a worker that is lost.

The thread sleeps until the worker says something, `wake` is called, or a limit is due. It never runs a recipe.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing.connection
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from enfoads.errors import EnfoadsError, HelperDied, JobCancelled, Text, WorkerDied, WorkerHung, WorkerUnavailable
from enfoads.jobs import staging
from enfoads.jobs.board import Board
from enfoads.jobs.child import Child
from enfoads.jobs.failure import record_of
from enfoads.jobs.job import Job
from enfoads.jobs.job import Lane as LaneName
from enfoads.jobs.pipe import Message, PipeClosed
from enfoads.settings import Settings

log = logging.getLogger(__name__)

_TICK_S = 1.0  # longest sleep: a worker whose death closes no pipe is noticed then
_START_S = 60.0  # a worker that is not ready by then never will be
_DYING_S = 2.0  # between the end of the pipe and the end of the process
_STARTS = 3  # failed starts in a row before the next job is failed for it
_LONGEST_BACKOFF_S = 10.0
_STEADY_S = 60.0  # a worker that lived so long had no trouble starting
_UNLOAD_S = 60.0


@dataclass(slots=True)
class _Run:
    """The job the worker has, and its limits. Times are `time.monotonic()`."""

    job: Job
    heard: float  # when the worker last said something
    limit: float  # seconds it may run
    deadline: float  # when that ends
    seen: float  # the last turn's time
    kill_at: float | None = None  # set once the worker was told to end the job
    timed_out: float | None = None  # the limit it ran into, in seconds
    children: dict[str, int] = field(default_factory=dict)  # jobs it waits for, and the questions to answer then
    born: int = 0  # children so far
    outcome: Callable[[], None] | None = None  # writes how it ended; kept until that succeeded


class Lane:
    """`start` begins the thread, `stop` ends it and its worker; a job that runs then stays `processing` in the table."""

    def __init__(
        self,
        name: LaneName,
        board: Board,
        settings: Settings,
        start_worker: Callable[[], Child],
        time_limit: Callable[[Job], float],
        *,
        eager: bool,
        save_file: Callable[[Job, dict[str, Any]], dict[str, Any]],
        start_child: Callable[[Job, int, str, dict[str, Any]], Job],
        find: Callable[[str], Job],
        on_gpu: Callable[[dict[str, Any]], None],
        on_lost: Callable[[], None],
    ) -> None:
        """`eager`: keep a worker from the start, not from the first job. `start_child(parent, nth, kind, params)`."""
        self.name = name
        self.eager = eager
        self._board = board
        self._settings = settings
        self._start_worker = start_worker
        self._time_limit = time_limit
        self._save_file = save_file
        self._start_child = start_child
        self._find = find
        self._on_gpu = on_gpu
        self._on_lost = on_lost
        self._worker: Child | None = None
        self._ready = False
        self._started_at = 0.0
        self._failures = 0  # workers lost in a row without a job done
        self._not_before = 0.0  # no new worker until then
        self._loaded: frozenset[str] = frozenset()
        self._run: _Run | None = None
        self._unloads: dict[int, SimpleQueue[Message]] = {}
        self._numbers = itertools.count(1)
        self._stopping = False
        self._bell, self._button = socket.socketpair()
        self._button.setblocking(False)
        self._thread = threading.Thread(target=self._live, name=f"lane-{name}", daemon=True)

    # From any thread

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self.wake()

    def join(self) -> None:
        if self._thread.ident is None:  # never started
            self._close()
        else:
            self._thread.join()

    def wake(self) -> None:
        with suppress(OSError):  # a full buffer rings all the same; a closed one has nobody to hear
            self._button.send(b"!")

    @property
    def well(self) -> bool:
        """False once a worker that was lost could not be replaced."""
        return self._ready or self._failures < 2

    def unload(self, model: str | None) -> dict[str, Any]:
        """Have the worker drop a model, or all that are idle. Raises ModelInUse."""
        worker, request = self._worker, next(self._numbers)
        replies = self._unloads[request] = SimpleQueue()
        try:
            if worker is None or not self._ready:
                raise PipeClosed
            worker.pipe.send({"type": "unload", "request": request, "model": model})
            reply = replies.get(timeout=_UNLOAD_S)
        except (PipeClosed, Empty):
            return {"unloaded": [], "freed_bytes": 0}
        finally:
            del self._unloads[request]
        if "error" in reply:
            raise EnfoadsError.from_record(reply["error"])
        freed: dict[str, Any] = reply["value"]
        return freed

    # The lane's own thread

    def _live(self) -> None:
        told = ""
        while not self._stopping:
            try:
                self._turn()
                told = ""
            except Exception as error:  # a full disk under the table, most likely: what was to be written is tried again
                if repr(error) != told:
                    log.exception("lane %s", self.name)
                told = repr(error)
                time.sleep(_TICK_S)
        if self._worker is not None:
            self._worker.end()
        self._close()

    def _close(self) -> None:
        self._bell.close()
        self._button.close()

    def _turn(self) -> None:
        now = time.monotonic()
        if self._worker is None and now >= self._not_before and (self.eager or self._board.has_work(self.name)):
            self._hire(now)
        bell = self._bell.fileno()
        ends = [bell] if self._worker is None else [bell, self._worker.pipe.fileno()]
        if bell in multiprocessing.connection.wait(ends, self._patience()):
            self._bell.recv(4096)
        self._listen()
        if self._worker is not None and self._worker.exited():
            self._listen()  # what it said between our last look and its end
            self._lose_worker(patience=_DYING_S)
        self._watch(time.monotonic())
        self._settle()
        self._feed()

    def _patience(self) -> float:
        """Seconds until the next limit is due."""
        run, now = self._run, time.monotonic()
        due = [now + _TICK_S]
        if run is not None:
            due += [run.deadline, run.heard + self._settings.step_timeout] if run.kill_at is None else [run.kill_at]
        if self._worker is None and self._not_before > now:
            due.append(self._not_before)
        return max(0.0, min(due) - now)

    def _hire(self, now: float) -> None:
        self._ready = False
        self._started_at = now
        try:
            self._worker = self._start_worker()
        except OSError as error:  # no memory or no descriptors for one more process
            self._back_off()
            self._failed_start(Text(repr(error), repr(error)))

    def _listen(self) -> None:
        """Take in what the worker has said; notice when it is gone."""
        worker = self._worker
        try:
            while self._worker is not None and worker is not None and worker.pipe.poll(0):
                self._hear(*worker.pipe.receive())
        except PipeClosed:
            self._lose_worker(patience=_DYING_S)

    def _hear(self, message: Message, blob: bytes) -> None:
        match message["type"]:
            case "ready":
                self._ready = True
            case "gpu":
                snapshot = message["snapshot"]
                ready = "gpu" if snapshot["is_gpu"] else "ram"
                self._loaded = frozenset(model["name"] for model in snapshot["models"] if model["state"] == ready)
                self._on_gpu(snapshot)
            case "unloaded":
                if waiting := self._unloads.get(message["request"]):
                    waiting.put(message)
            case _ if self._run is not None and self._run.job.id == message["id"]:
                self._hear_job(self._run, message, blob)
        if self._run is not None:
            self._run.heard = time.monotonic()

    def _hear_job(self, run: _Run, message: Message, blob: bytes) -> None:
        job_id = run.job.id
        match message["type"]:
            case "progress":
                self._board.progress(job_id, *(message[name] for name in ("percent", "stage", "step", "steps", "message")))
            case "preview":
                self._board.show(job_id, blob)
            case "save_file":
                self._save(run, message)
            case "run":
                self._begin_child(run, message)
            case "done":
                self._failures = 0
                run.outcome = partial(self._board.complete, job_id, message["result"])
            case "failed":
                self._failures = 0
                run.outcome = partial(self._board.fail, job_id, message["error"], timed_out=run.timed_out)
                if message["error"]["code"] == HelperDied.code:  # an accident, as if it were the worker's own
                    run.outcome = partial(self._board.lose, job_id, EnfoadsError.from_record(message["error"]), timed_out=run.timed_out)

    def _save(self, run: _Run, message: Message) -> None:
        try:
            reply: Message = {"value": self._save_file(run.job, message["file"])}
        except Exception as error:
            reply = _refusal(error)
        self._send({"type": "answer", "request": message["request"], **reply})

    def _begin_child(self, run: _Run, message: Message) -> None:
        try:
            if run.kill_at is not None:
                raise JobCancelled
            run.born += 1
            child = self._start_child(run.job, run.born, message["kind"], message["params"])
            run.children[child.id] = message["request"]
        except Exception as error:
            self._send({"type": "answer", "request": message["request"], **_refusal(error)})

    def _watch(self, now: float) -> None:
        """Answer for children that ended, and keep the running job within its limits."""
        run = self._run
        if run is None or run.outcome is not None:
            if not self._ready and now >= self._started_at + _START_S:
                self._lose_worker()
            return
        self._answer_children(run, now)
        if run.kill_at is None and (run.job.cancelling or now >= run.deadline):
            run.timed_out = None if run.job.cancelling else run.limit
            run.kill_at = now + self._settings.cancel_grace
            self._send({"type": "cancel", "id": run.job.id})
        if run.kill_at is not None and now >= run.kill_at:
            log.warning("job %s did not end when asked to: its worker is killed", run.job.id)
            self._lose_worker(JobCancelled())
        elif run.kill_at is None and now >= run.heard + self._settings.step_timeout:
            log.warning("job %s: no sign of life for %g s: its worker is killed", run.job.id, self._settings.step_timeout)
            self._lose_worker(WorkerHung(seconds=round(self._settings.step_timeout)))

    def _answer_children(self, run: _Run, now: float) -> None:
        """Waiting for children is no silence and does not count as run time: they have limits of their own."""
        if run.children:
            run.deadline += now - run.seen
            run.heard = now
            if run.kill_at is not None:
                run.kill_at += now - run.seen
        run.seen = now
        for child_id, request in list(run.children.items()):
            child = self._find(child_id)
            if child.is_terminal:
                del run.children[child_id]
                completed = child.status == "completed"
                reply = {"value": child.result or {}} if completed else {"error": child.error or JobCancelled().to_record()}
                self._send({"type": "answer", "request": request, **reply})

    def _settle(self) -> None:
        """Write how the job ended; on failure it is tried again at the next turn."""
        if self._run is not None and self._run.outcome is not None:
            self._run.outcome()
            ended, self._run = self._run.job, None
            staging.sweep(self._settings.staging_dir, ended.id)

    def _feed(self) -> None:
        if self._worker is None or not self._ready or self._run is not None or self._stopping:
            return
        job = self._board.claim(self.name, self._loaded)
        if job is not None:
            now, limit = time.monotonic(), self._time_limit(job)
            self._run = _Run(job, heard=now, seen=now, limit=limit, deadline=now + limit)
            self._send({"type": "job", "id": job.id, "kind": job.kind, "params": job.params, "attempt": job.attempt})

    def _send(self, message: Message) -> None:
        worker = self._worker
        if worker is None:
            return
        try:
            worker.pipe.send(message)
        except PipeClosed:
            self._listen()  # its last words may be there still
            if self._worker is worker:  # it lives but does not read
                self._lose_worker()

    # Losing workers

    def _lose_worker(self, error: EnfoadsError | None = None, *, patience: float = 0.0) -> None:
        """End the worker. `error` says why when it is our decision; without it the worker failed us."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        was_ready, self._ready = self._ready, False
        self._loaded = frozenset()
        reason = worker.end(patience)
        for waiting in list(self._unloads.values()):
            waiting.put({"value": {"unloaded": [], "freed_bytes": 0}})
        self._on_lost()
        if error is None:
            self._back_off()
        if self._run is not None and self._run.outcome is None:
            cause = error or WorkerDied(detail=reason.en, detail_es=reason.es)
            self._run.outcome = partial(self._board.lose, self._run.job.id, cause, timed_out=self._run.timed_out)
        elif not was_ready:
            self._failed_start(reason)
        else:
            log.warning("lane %s: the idle worker ended: %s", self.name, reason.en)

    def _back_off(self) -> None:
        steady = time.monotonic() - self._started_at >= _STEADY_S
        self._failures = 1 if steady else self._failures + 1
        delay = 0.0 if self._failures == 1 else min(_LONGEST_BACKOFF_S, 0.25 * 2**self._failures)
        self._not_before = time.monotonic() + delay

    def _failed_start(self, reason: Text) -> None:
        log.error("lane %s: its worker cannot start: %s", self.name, reason.en)
        if self._failures >= _STARTS:
            self._board.refuse(self.name, WorkerUnavailable(detail=reason.en, detail_es=reason.es).to_record())


def _refusal(error: Exception) -> Message:
    """What a job is answered when the server could not do what it asked for."""
    if not isinstance(error, EnfoadsError):
        log.error("the server could not do what a job asked for", exc_info=error)
    return {"error": record_of(error)}
