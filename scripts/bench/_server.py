"""A real studio on a free port with a data folder of its own, for the benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
ENFOADS = ROOT / ".venv" / "bin" / "enfoads"


def use_venv() -> None:
    """Run the calling script again with the project's python unless it is already running there."""
    python = ROOT / ".venv" / "bin" / "python"
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        os.execv(python, [str(python), *sys.argv])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def studio(**environment: str) -> Iterator[str]:
    """The base URL of a running studio; the result cache is off unless asked for."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as data:
        settings = {"ENFOADS_RESULT_CACHE": "0", "ENFOADS_LOG_LEVEL": "warning"} | environment
        command = [str(ENFOADS), "serve", "--port", str(port), "--data-dir", data]
        process = subprocess.Popen(command, env=os.environ | settings, start_new_session=True)
        try:
            wait_for(base)
            yield base
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(base: str, patience_s: float = 60) -> float:
    """Seconds until /health answers 200."""
    started = time.monotonic()
    while time.monotonic() - started < patience_s:
        try:
            if requests.get(f"{base}/health", timeout=2).ok:
                return time.monotonic() - started
        except requests.RequestException:
            pass
        time.sleep(0.05)
    raise SystemExit("the studio did not start")


def row(name: str, seconds: Sequence[float], target: str = "") -> None:
    """One line of a table: p50, p95, p99 and the largest, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    cells = (cuts[49], cuts[94], cuts[98], max(seconds))
    print(f"{name:44}" + "".join(f"{1000 * cell:10.1f}" for cell in cells) + f"{len(seconds):8d}  {target}")


def head(title: str) -> None:
    print(f"\n{title}\n{'ms':44}{'p50':>10}{'p95':>10}{'p99':>10}{'max':>10}{'n':>8}  target")
