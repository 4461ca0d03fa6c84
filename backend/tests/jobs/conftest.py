"""A queue on real worker processes, with recipes that misbehave on purpose (`support/jobkinds.py`)."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

SUPPORT = Path(__file__).parent / "support"
sys.path.insert(0, str(SUPPORT))

from jobdesk import Desk, StartQueue  # noqa: E402


@pytest.fixture(autouse=True)
def importable_recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are other processes: they find the recipes by PYTHONPATH."""
    monkeypatch.setenv("PYTHONPATH", str(SUPPORT))


@pytest.fixture
def start_queue(tmp_path: Path) -> Iterator[StartQueue]:
    """`start_queue(**settings)`; what was started is stopped at the end, and must leave no process."""
    desks: list[Desk] = []
    others = set(psutil.Process().children(recursive=True)), {thread.name for thread in threading.enumerate()}

    def start(**settings: Any) -> Desk:
        desks.append(Desk(tmp_path / "data", **settings))
        return desks[-1]

    yield start
    for desk in desks:
        desk.queue.stop()
    assert not set(psutil.Process().children(recursive=True)) - others[0]
    left = {thread.name for thread in threading.enumerate()} - others[1]
    assert not [name for name in left if name.startswith(("lane-", "job-events"))]


@pytest.fixture
def desk(start_queue: StartQueue) -> Desk:
    return start_queue()
