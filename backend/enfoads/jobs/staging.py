"""The staging folder: files on their way between server and workers. Names of a job's own files begin with its id."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from enfoads.jobs.job import Job

log = logging.getLogger(__name__)


def sweep(folder: Path, job_id: str) -> None:
    """Remove what an ended or interrupted attempt left behind."""
    _remove(folder.glob(f"{job_id}-*"))


def sweep_unused(folder: Path, jobs: Iterable[Job], *, older_than: float = 0.0) -> None:
    """Empty the folder, but for the files that jobs still to run name in their params.

    `older_than`: seconds since a file was last written. With 0 nobody may be writing there.
    """
    wanted = {Path(text).name for job in jobs for text in texts(job.params)}
    if folder.is_dir():
        _remove(path for path in folder.iterdir() if path.name not in wanted and _age(path) >= older_than)


def _age(path: Path) -> float:
    try:
        return max(0.0, time.time() - path.stat().st_mtime)
    except FileNotFoundError:  # its job ended meanwhile
        return 0.0


def texts(value: Any) -> Iterable[str]:
    """Every text inside a job's params: the paths of its files are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            if path.is_file():
                path.unlink(missing_ok=True)
        except OSError:
            log.warning("%s could not be removed", path.name, exc_info=True)
