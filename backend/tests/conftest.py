"""What tests of every part may use: a clean environment, the edge without workers, and a whole running studio."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

sys.path.insert(0, str(Path(__file__).parent / "support"))

MakeClient = Callable[..., FlaskClient]


def pytest_collection_finish() -> None:
    """The studio collects garbage whenever it changes models; half a million objects of libraries need not be walked each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def scale() -> float:
    """Size of the randomised and heavy proofs: 1 for every day, more for the figures of a release."""
    return float(os.environ.get("ENFOADS_TEST_SCALE", "1"))


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("ENFOADS_") and name != "ENFOADS_TEST_SCALE":
            monkeypatch.delenv(name)


@pytest.fixture
def make_client(tmp_path: Path) -> Iterator[MakeClient]:
    """`make_client(**settings)`: requests straight into a real application whose jobs are accepted but not run."""
    from enfoads.app import create_app, create_studio
    from enfoads.settings import Settings

    opened: list[Any] = []

    def make(**settings: Any) -> FlaskClient:
        studio = create_studio(Settings(data_dir=tmp_path / f"data{len(opened)}", **settings), run_jobs=False)
        app, sockets = create_app(studio)
        app.test_client_class = BufferedClient
        opened.append((studio, sockets))
        client = app.test_client()
        client.studio, client.sockets = studio, sockets  # type: ignore[attr-defined]
        return client

    yield make
    for studio, sockets in opened:
        sockets.close()
        studio.close()


@pytest.fixture
def client(make_client: MakeClient) -> FlaskClient:
    return make_client()


class BufferedClient(FlaskClient):
    """Reads every answer to its end, so that no file stays open behind it."""

    def open(self, *args: Any, buffered: bool = True, **options: Any) -> TestResponse:
        return super().open(*args, buffered=buffered, **options)


class RunningStudio:
    """`enfoads serve` in a process of its own. One thread for the models: the tests' own threads need the other core."""

    def __init__(self, data_dir: Path, *arguments: str, **environment: str) -> None:
        self.data_dir = data_dir
        self.log = data_dir.with_name(f"{data_dir.name}.log")
        self._command = [sys.executable, "-m", "enfoads.cli", "serve", "--port", "0", "--data-dir", str(data_dir), *arguments]
        self._environment = environment
        self.start()

    def start(self) -> None:
        """Also once more, after `stop`."""
        self.began = time.monotonic()
        environment = os.environ | {"ENFOADS_THREADS": "1"} | self._environment
        with self.log.open("w") as output:
            self.process = subprocess.Popen(self._command, env=environment, stdout=output, stderr=output, start_new_session=True)
        self.http = requests.Session()
        self.address = self._wait_until_ready()
        self.start_s = time.monotonic() - self.began

    def _wait_until_ready(self) -> str:
        while time.monotonic() < self.began + 60:
            with suppress(OSError, ValueError, KeyError, requests.RequestException):
                address = str(json.loads((self.data_dir / "server.json").read_text())["address"])
                if address and self.http.get(f"{address}/health", timeout=5).status_code == 200:
                    return address
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"the studio did not start:\n{self.log.read_text()}")

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        return self.http.request(method, self.address + path, timeout=options.pop("timeout", 120), **options)

    def wait(self, job_id: str, seconds: float = 120) -> dict[str, Any]:
        """The job once it has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            job: dict[str, Any] = self.call("GET", f"/api/jobs/{job_id}").json()
            if job["status"] in ("completed", "failed", "cancelled"):
                return job
            time.sleep(0.05)
        raise AssertionError(f"job {job_id} did not end: {job}")

    def processes(self) -> list[psutil.Process]:
        """Every process of this studio that is alive."""
        try:
            own = psutil.Process(self.process.pid)
            return [own, *own.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def stop(self, how: int = signal.SIGTERM) -> float:
        """Seconds until the process had ended."""
        began = time.monotonic()
        if self.process.poll() is None:
            os.kill(self.process.pid, how)
            self.process.wait(30)
        self.http.close()
        return time.monotonic() - began


@contextmanager
def running(data_dir: Path, *arguments: str, **environment: str) -> Iterator[RunningStudio]:
    studio = RunningStudio(data_dir, *arguments, **environment)
    try:
        yield studio
    finally:
        studio.stop()


@contextmanager
def several(folder: Path) -> Iterator[Callable[..., RunningStudio]]:
    """They import the model libraries, which takes seconds, when they have to."""
    started: list[RunningStudio] = []

    def run(*arguments: str, data_dir: Path | None = None, **environment: str) -> RunningStudio:
        started.append(RunningStudio(data_dir or folder / f"studio{len(started)}", *arguments, **{"ENFOADS_PRELOAD": "0"} | environment))
        return started[-1]

    try:
        yield run
    finally:
        for studio in started:
            studio.stop()


@pytest.fixture
def run_studio(tmp_path: Path) -> Iterator[Callable[..., RunningStudio]]:
    """`run_studio(*arguments, ENFOADS_X="…")`: a studio of the test's own."""
    with several(tmp_path) as run:
        yield run


@pytest.fixture(scope="module")
def run_shared_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., RunningStudio]]:
    """The same for several tests of a file: each that draws in a studio of its own pays for the import of the model libraries."""
    with several(tmp_path_factory.mktemp("shared")) as run:
        yield run


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    """One running studio with real workers and the starter checkpoint, shared: leave its settings and its queue as they are."""
    with running(tmp_path_factory.mktemp("server") / "data") as studio:
        yield studio
