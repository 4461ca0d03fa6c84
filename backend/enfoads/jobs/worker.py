"""A lane's worker: runs one job at a time. Started by the server as `python -m enfoads.jobs.worker`, or as a thread of it.

The recipe runs in the main thread. A reader thread takes in everything else (cancel, answers, unload), so that a busy
recipe never delays it. When the pipe closes the server is gone, and the worker kills its own process group.
"""

from __future__ import annotations

import argparse
import logging
import os
import queue
import socket
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import orjson

from enfoads.errors import EnfoadsError
from enfoads.jobs import posix
from enfoads.jobs.failure import record_of
from enfoads.jobs.pipe import Message, Pipe, PipeClosed
from enfoads.jobs.running import PROGRESS_S, RunningJob
from enfoads.settings import Settings

if TYPE_CHECKING:
    from enfoads.gpu.manager import GpuManager
    from enfoads.recipes.kinds import Kind

log = logging.getLogger(__name__)

LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"  # `child.py` reads the level back from it
_IDLE_S = 1.0


def load_kinds(where: str) -> Mapping[str, Kind]:
    """The mapping at `module:NAME`."""
    module, _, name = where.partition(":")
    kinds: Mapping[str, Kind] = getattr(import_module(module), name)
    return kinds


class Worker:
    """Both ends of a lane's pipe speak in messages `{"type": …}`; `lane.py` is the other end."""

    def __init__(
        self,
        pipe: Pipe,
        settings: Settings,
        kinds: Mapping[str, Kind],
        *,
        has_device: bool = True,
        on_closed: Callable[[], None] = lambda: None,
    ) -> None:
        """`has_device`: else its models run on the CPU, and torch need not be loaded to find out what else there is.

        `on_closed` is called, in the reader thread, when the server is gone.
        """
        self._pipe = pipe
        self._settings = settings
        self._kinds = kinds
        self._has_device = has_device
        self._on_closed = on_closed
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._running: RunningJob | None = None
        self._gpu: GpuManager | None = None
        self._gpu_lock = threading.RLock()

    def serve(self, *, preload: bool = False) -> None:
        """Work until the pipe closes. `preload`: import the model libraries and find the device in the meantime."""
        reader = threading.Thread(target=self._read, name="reader", daemon=True)
        reader.start()
        try:
            self._pipe.send({"type": "ready"})
            if preload:
                threading.Thread(target=self._preload, name="preload", daemon=True).start()
            self._work()
        except PipeClosed:
            log.debug("the server is gone")
        reader.join()

    def _work(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=_IDLE_S)
            except queue.Empty:
                self._evict_idle()
                continue
            if task is None:
                return
            task()

    # The reader thread

    def _read(self) -> None:
        try:
            while True:
                running = self._running
                if running is not None and not self._pipe.poll(PROGRESS_S):
                    running.flush()
                else:
                    self._take(self._pipe.receive()[0])
        except PipeClosed:
            if self._running is not None:
                self._running.abandon()
            self._tasks.put(None)
            self._on_closed()

    def _take(self, message: Message) -> None:
        running = self._running
        match message["type"]:
            case "job":
                self._running = RunningJob(message, self._pipe, self._settings, self._manager)
                self._tasks.put(partial(self._run, self._running))
            case "cancel" if running is not None and running.job_id == message["id"]:
                running.cancel()
            case "answer" if running is not None:
                running.answer(message)
            case "unload" if running is None:
                self._tasks.put(partial(self._unload, message))
            case "unload":  # the main thread is busy, and this one must stay free to hear a cancel
                threading.Thread(target=self._unload, args=(message,), name="unload", daemon=True).start()

    # The main thread

    def _run(self, job: RunningJob) -> None:
        outcome = self._outcome(job)
        job.flush()
        self._running = None  # first: the server may answer with the next job at once
        self._pipe.send(outcome)
        self._evict_idle()

    def _outcome(self, job: RunningJob) -> Message:
        """Run the recipe: the message `done` with its result or `failed` with the error's record."""
        try:
            job.check_cancelled()
            result = self._kinds[job.kind].load()(job.params, job)
            return {"type": "done", "id": job.job_id, "result": orjson.Fragment(orjson.dumps(result))}
        except PipeClosed:
            raise
        except (Exception, SystemExit) as error:
            if not isinstance(error, EnfoadsError):
                log.exception("job %s failed", job.job_id)
            return {"type": "failed", "id": job.job_id, "error": record_of(error)}

    def _unload(self, message: Message) -> None:
        reply: Message = {"type": "unloaded", "request": message["request"]}
        try:
            freed = self._gpu.unload(message["model"]) if self._gpu else {"unloaded": [], "freed_bytes": 0}
            self._pipe.send(reply | {"value": freed})
        except PipeClosed:
            raise
        except Exception as error:
            self._pipe.send(reply | {"error": record_of(error)})

    def _evict_idle(self) -> None:
        if self._gpu is not None:
            try:
                self._gpu.evict_idle()
            except Exception:
                log.exception("idle models could not be unloaded")

    def _manager(self) -> GpuManager:
        with self._gpu_lock:
            if self._gpu is None:
                self._gpu = _build_manager(self._settings, self._tell_gpu, has_device=self._has_device)
                self._tell_gpu(self._gpu.snapshot())
            return self._gpu

    def _tell_gpu(self, snapshot: dict[str, Any]) -> None:
        self._pipe.send({"type": "gpu", "snapshot": snapshot})

    def _preload(self) -> None:
        """Import the model libraries, which takes seconds, by making the default engine; its weights stay on disk.

        A job that asks for the manager meanwhile waits, or two threads would import the same modules.
        """
        try:
            with self._gpu_lock:
                self._manager()
                _make_default_engine(self._settings)
        except PipeClosed:
            return
        except Exception:
            log.exception("the model libraries could not be loaded")


def _build_manager(settings: Settings, on_change: Callable[[dict[str, Any]], None], *, has_device: bool) -> GpuManager:
    from enfoads.engines import create_engine
    from enfoads.gpu.manager import GpuManager
    from enfoads.gpu.memory import HostMemory, detect
    from enfoads.models.catalog import Catalog

    return GpuManager(
        lambda name: create_engine(name, Catalog(settings), settings),  # a new catalog: models may have been pulled since
        detect(settings) if has_device else HostMemory(),
        residency=settings.gpu_residency,
        host_policy=settings.host_policy,
        keep_alive=settings.gpu_keep_alive,
        on_change=on_change,
    )


def _make_default_engine(settings: Settings) -> None:
    from enfoads.engines import create_engine
    from enfoads.models.catalog import Catalog

    catalog = Catalog(settings)
    create_engine(catalog.default_image_model().id, catalog, settings)


def main(arguments: Sequence[str] | None = None) -> None:
    """The worker process. The first message is the settings: they hold secrets, so they are no argument."""
    parser = argparse.ArgumentParser(prog="enfoads.jobs.worker")
    parser.add_argument("--lane", required=True)  # for whoever looks at the list of processes
    parser.add_argument("--fd", type=int, required=True)
    parser.add_argument("--kinds", required=True)
    parser.add_argument("--preload", action="store_true")
    options = parser.parse_args(arguments)
    os.environ.setdefault("GOMP_SPINCOUNT", "5000")  # before torch: with 300,000, its own, a 1 s picture took 45 s on busy cores
    posix.volunteer_for_oom_kill()
    end = socket.socket(fileno=options.fd)
    end.set_inheritable(False)  # or a worker's own children would keep the pipe open after it
    pipe = Pipe(end)
    try:
        settings = Settings(**pipe.receive()[0]["settings"])
    except PipeClosed:
        return
    logging.basicConfig(stream=sys.stderr, level=settings.log_level.upper(), format=LOG_FORMAT)
    logging.getLogger("urllib3").setLevel(logging.WARNING)  # below it writes addresses with their queries
    has_device = options.lane == "gpu"
    worker = Worker(pipe, settings, load_kinds(options.kinds), has_device=has_device, on_closed=posix.kill_own_group)
    worker.serve(preload=options.preload)


if __name__ == "__main__":
    main()
