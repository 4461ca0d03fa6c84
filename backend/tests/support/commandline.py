"""The command `enfoads` in the tests' own process: starting Python and importing it takes longer than most of its commands."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
import structlog

from enfoads.cli import main


class Ended(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@contextmanager
def _logs_of_its_own() -> Iterator[None]:
    """A command sends the process's logs to its stderr and closes what took them before."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def enfoads(*arguments: str | Path, data_dir: Path, cwd: Path | None = None, **environment: str) -> Ended:
    """`cwd` and the environment count for this call. What `main` does not catch is raised, not printed."""
    env = {"ENFOADS_THREADS": "1", "LANG": "C", "LC_ALL": "C"} | environment
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", ["enfoads", "--data-dir", str(data_dir), *map(str, arguments)]),
        _logs_of_its_own(),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as left,
    ):
        main()
    return Ended(int(left.value.code or 0), out.getvalue(), err.getvalue())


def answer(*arguments: str | Path, data_dir: Path) -> Any:
    """What `--json` prints."""
    ended = enfoads(*arguments, "--json", data_dir=data_dir)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)
