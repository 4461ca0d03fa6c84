"""The production server: gunicorn with threads, one worker process, run from here and configured by the studio's settings.

One process, because the queue, the library's only writer and every socket live in it. Each socket holds a thread for life, so
there are `max_sockets` threads and 64 to spare, for the callers who wait and for everybody else. gunicorn's own parent process
restarts the worker if it dies; the worker ends when its parent does; the job workers end with the process that started them.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

import structlog
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from enfoads import telemetry
from enfoads.errors import EnfoadsError, KeyRequired, PortTaken
from enfoads.security.keys import KeyRing
from enfoads.settings import Settings

log = structlog.get_logger(__name__)

SPARE_THREADS = 64
_STOP_S = 15  # seconds for requests under way and for the workers to end


def listen(settings: Settings) -> socket.socket:
    """A listening socket. Raises KeyRequired where others could reach it without a key, PortTaken when it cannot be had."""
    if settings.is_exposed and not KeyRing(settings).exist:
        raise KeyRequired(host=settings.public_url or settings.host)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((settings.host, settings.port))
        found.listen()
    except OSError as error:
        found.close()
        raise PortTaken(host=settings.host, port=settings.port, detail=os.strerror(error.errno or 0)) from None
    return found


def run(settings: Settings, listener: socket.socket, on_ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT. `on_ready(address)` is called once the studio answers. Ends the process when done."""
    settings = settings.model_copy(update={"port": listener.getsockname()[1]})
    StudioServer(settings, listener, on_ready).run()


def address_of(settings: Settings) -> str:
    """Where this machine itself reaches the server."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(settings.host, settings.host)
    return f"http://{host}:{settings.port}"


class StudioServer(BaseApplication):  # type: ignore[misc]
    """gunicorn's application. The studio is built by `load`, in the worker process, after the fork."""

    def __init__(self, settings: Settings, listener: socket.socket, on_ready: Callable[[str], None]) -> None:
        self._settings, self._listener, self._on_ready = settings, listener, on_ready
        self._stop: Callable[[], None] = lambda: None
        self._close: Callable[[], None] = lambda: None
        super().__init__()

    def load_config(self) -> None:
        threads = self._settings.max_sockets + SPARE_THREADS
        chosen = {
            "bind": [f"fd://{self._listener.detach()}"],  # gunicorn closes it itself
            "workers": 1,
            "worker_class": "enfoads.server.StudioWorker",
            "threads": threads,
            "worker_connections": threads + 1000,
            "keepalive": 30,
            "timeout": 120,
            "graceful_timeout": _STOP_S,
            "limit_request_line": 8190,
            "logger_class": "enfoads.server.QuietLogger",
            "proc_name": "enfoads",
            "control_socket_disable": True,
            "post_worker_init": lambda _worker: self._on_ready(address_of(self._settings)),
            "worker_exit": self._worker_exit,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from enfoads.app import create_app, create_studio, pull_checkpoint, warm_up

        settings = self._settings
        secrets = [*settings.api_keys, settings.hf_token, settings.civitai_api_key, settings.llm_api_key]
        telemetry.configure(settings.log_level, settings.data_dir / "app.log", secrets)
        try:
            studio = create_studio(settings, address=address_of(settings), stop=os.getppid())  # gunicorn starts this process anew
        except EnfoadsError as error:
            log.error(error.message(), hint=error.advice())
            sys.exit(Arbiter.APP_LOAD_ERROR)
        app, sockets = create_app(studio)

        def stop() -> None:
            sockets.close()
            studio.queue.stop()

        self._stop, self._close = stop, studio.close
        pull_checkpoint(studio)
        if settings.warmup:
            warm_up(studio)
        log.info("studio ready", address=address_of(settings), pid=os.getpid())
        return app

    def wind_down(self) -> None:
        """End sockets, job workers and with them the callers who wait, while gunicorn finishes its requests."""
        stop, self._stop = self._stop, lambda: None
        threading.Thread(target=stop, name="wind-down", daemon=True).start()

    def _worker_exit(self, _arbiter: Arbiter, worker: StudioWorker) -> None:
        """The worker's last act. Python's own way out would wait for every thread that still holds a connection."""
        if worker.pid != os.getpid() or not worker.booted:
            return
        self._close()
        log.info("studio stopped")
        logging.shutdown()
        os._exit(0)


class StudioWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, for which Ctrl-C is a polite request too."""

    app: StudioServer

    def init_signals(self) -> None:
        super().init_signals()
        for name in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(name, self.handle_exit)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # the parent's handler came along with the fork

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.alive:
            self.app.wind_down()
        super().handle_exit(sig, frame)

    def is_parent_alive(self) -> bool:
        alive: bool = super().is_parent_alive()
        if not alive:
            self.app.wind_down()
        return alive


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's messages through the studio's own logs."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO if logging.getLogger().level <= logging.DEBUG else logging.WARNING)
