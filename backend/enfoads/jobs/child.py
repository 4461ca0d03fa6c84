"""The server's side of a worker: starting it, being told what it logs, and ending it. A process, or a thread for debugging."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Protocol

from enfoads.errors import Text
from enfoads.jobs import posix
from enfoads.jobs.job import Lane
from enfoads.jobs.pipe import Pipe, PipeClosed
from enfoads.jobs.worker import Worker, load_kinds
from enfoads.settings import Settings

log = logging.getLogger(__name__)

_SEND_TIMEOUT = 10  # seconds; a worker's reader answers at once unless the worker is stuck


class Child(Protocol):
    """A started worker."""

    pipe: Pipe

    def exited(self) -> bool:
        """Whether it has ended although nobody asked it to."""

    def end(self, patience: float = 0.0) -> Text:
        """End it, after `patience` seconds if it is ending by itself, and say why it ended."""


class WorkerProcess:
    """A worker in a process group of its own. Call it from a thread that lives at least as long as the worker."""

    def __init__(self, lane: Lane, settings: Settings, kinds: str, *, preload: bool) -> None:
        ours, theirs = socket.socketpair()
        self.pipe = Pipe(ours, send_timeout=_SEND_TIMEOUT)
        python = [sys.executable, "-P"]  # -P: a file in the current folder must not stand in for a module
        command = [*python, "-m", "enfoads.jobs.worker", "--lane", lane, "--fd", str(theirs.fileno()), "--kinds", kinds]
        try:
            with theirs:
                self._group = posix.Group([*command, "--preload"] if preload else command, pass_fd=theirs.fileno())
        except OSError:
            self.pipe.close()
            raise
        threading.Thread(target=_relay_log, args=(lane, self._group.output), name=f"log-{lane}", daemon=True).start()
        with suppress(PipeClosed):  # it is gone already; the lane will see that
            self.pipe.send({"settings": settings.model_dump(mode="json", exclude={"api_keys"})})

    def exited(self) -> bool:
        return self._group.exited()

    def end(self, patience: float = 0.0) -> Text:
        reason = self._group.end(patience)
        self.pipe.close()
        return reason


class WorkerThread:
    """The same worker in a thread of the server. It cannot be killed: one that hangs is left behind."""

    def __init__(self, lane: Lane, settings: Settings, kinds: str, *, preload: bool) -> None:
        ours, theirs = socket.socketpair()
        self.pipe = Pipe(ours, send_timeout=_SEND_TIMEOUT)
        self._far_end = Pipe(theirs)
        self._worker = Worker(self._far_end, settings, load_kinds(kinds))
        self._thread = threading.Thread(target=self._serve, args=(preload,), name=f"worker-{lane}", daemon=True)
        self._thread.start()

    def _serve(self, preload: bool) -> None:
        try:
            self._worker.serve(preload=preload)
        finally:
            self._far_end.close()

    def exited(self) -> bool:
        return not self._thread.is_alive()

    def end(self, patience: float = 0.0) -> Text:
        self.pipe.close()
        self._thread.join(patience or 1.0)
        return Text("the worker thread ended", "el hilo de trabajo terminó")


def _relay_log(lane: Lane, lines: IO[bytes]) -> None:
    """Put what a worker writes to stdout and stderr into the server's log, at the level the line names."""
    levels: Mapping[str, int] = logging.getLevelNamesMapping()
    worker_log = logging.getLogger(f"enfoads.worker.{lane}")
    level = logging.INFO
    with lines:
        for line in lines:
            text = line.decode(errors="replace").rstrip()
            level = levels.get(text.partition(" ")[0], level)
            if text:
                worker_log.log(level, "%s", text)
