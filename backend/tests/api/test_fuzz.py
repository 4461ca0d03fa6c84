"""Thousands of requests made from the specification: never a server fault, never an answer that the specification does not know."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.timeout(1800)
def test_no_request_breaks_the_studio_or_surprises_a_client(run_studio: Callable[..., Any], scale: float, tmp_path: Path) -> None:
    """A number of cases, never a time: a quick machine would find what a slow one cannot repeat. More at ENFOADS_TEST_SCALE=4."""
    studio = run_studio(ENFOADS_SYNC_TIMEOUT="0.2", ENFOADS_MAX_QUEUED="1000000", ENFOADS_OFFLINE="1", ENFOADS_LOG_LEVEL="warning")
    command = [Path(sys.executable).with_name("schemathesis"), "--config-file", CONFIG, "run", f"{studio.address}/openapi.json"]
    options = ["--max-examples", str(max(2, round(4 * scale))), "--seed", "7", "--generation-database", "none", "--no-color"]
    found = subprocess.run([*command, *options], capture_output=True, text=True, cwd=tmp_path, check=False)
    cases = re.search(r"(\d+) generated", found.stdout)
    assert cases is not None, found.stdout + found.stderr
    assert int(cases[1]) >= 6000, found.stdout
    assert found.returncode == 0, found.stdout
    assert studio.call("GET", "/health").status_code == 200
    assert "request failed" not in studio.log.read_text()
