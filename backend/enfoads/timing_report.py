"""`data/timing_report.txt` (the owner's document 001): seconds per stage of every image request, and their totals since the first start.

The text is the store: what it says is read back at the next start, so it can be looked at, copied and cut short by hand.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

STAGES = ("queue_s", "load_s", "encode_s", "denoise_s", "decode_s", "refine_s", "save_s", "total_s")
_KEPT = 200  # requests that are listed; all are counted
_TITLE = "EnfoadsIA timing report: seconds per stage, of the last requests and in total since the first start"
_FIELD = re.compile(r"(since|requests|images)\s+(\S+)")
_TOTAL = re.compile(rf"({'|'.join(STAGES)})\s+(\d+\.\d+)(?:\s+\d+\.\d+)?")
_REQUEST = re.compile(r"\s*(\d+)  \d{4}-\d\d-\d\dT\S+  (\S+)  .*")


class TimingReport:
    """Counts each image job once, whoever tells of it first: the event of its end, or the caller who waits for its number."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self._requests = self._images = 0
        self._totals = dict.fromkeys(STAGES, 0.0)
        self._lines: OrderedDict[str, str] = OrderedDict()  # job id -> its line
        self._numbers: dict[str, int] = {}  # job id -> its number, of the lines
        self._read()

    def record(self, job: dict[str, Any]) -> int:
        """Count a completed image job (a public record, `jobs.record.public`); its number, from 1 since the first start."""
        with self._lock:
            if job["id"] in self._numbers:
                return self._numbers[job["id"]]
            result = job["result"] or {}
            measured = {"queue_s": _queued(job)} | (result.get("timings") or {})
            seconds = {stage: max(0.0, float(measured.get(stage, 0.0))) for stage in STAGES}
            self._requests += 1
            self._images += len(result.get("images", ()))
            for stage, value in seconds.items():
                self._totals[stage] = round(self._totals[stage] + value, 4)  # as it is written: a restart changes nothing
            self._numbers[job["id"]] = self._requests
            self._lines[job["id"]] = _line(self._requests, job, seconds)
            while len(self._lines) > _KEPT:
                del self._numbers[self._lines.popitem(last=False)[0]]
            self._write()
            return self._requests

    def text(self) -> str:
        with self._lock:
            return self._text()

    def _text(self) -> str:
        count = max(1, self._requests)
        totals = [f"{stage:<10}{total:>14.4f}{total / count:>12.4f}" for stage, total in self._totals.items()]
        columns = "".join(f"{stage.removesuffix('_s'):>9}" for stage in STAGES)
        return "\n".join(
            [
                _TITLE,
                "",
                f"since     {self._since}",
                f"requests  {self._requests}",
                f"images    {self._images}",
                "",
                f"{'stage':<10}{'total':>14}{'mean':>12}",
                *totals,
                "",
                f"{'no':>6}  {'finished':<20}  {'job':<20}  {'images':>6}{columns}  model",
                *self._lines.values(),
                "",
            ]
        )

    def _write(self) -> None:
        """A full disk is no reason to fail a request."""
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(self._text(), encoding="utf-8")
            fresh.replace(self._file)
        except OSError as error:
            log.warning("the timing report could not be written: %s", error)

    def _read(self) -> None:
        """What an earlier start wrote; lines that say nothing are passed over."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        fields: dict[str, str] = {}
        for line in lines:
            if found := _FIELD.fullmatch(line):
                fields[found[1]] = found[2]
            elif found := _TOTAL.fullmatch(line):
                self._totals[found[1]] = float(found[2])
            elif found := _REQUEST.fullmatch(line):
                self._numbers[found[2]] = int(found[1])
                self._lines[found[2]] = line
        self._since = fields.get("since", self._since)
        self._requests = max([_count(fields.get("requests")), *self._numbers.values()])
        self._images = _count(fields.get("images"))


def _line(number: int, job: dict[str, Any], seconds: dict[str, float]) -> str:
    finished = str(job["finished_at"])[:19] + "Z"
    columns = "".join(f"{value:>9.3f}" for value in seconds.values())
    images = len((job["result"] or {}).get("images", ()))
    return f"{number:>6}  {finished:<20}  {job['id']:<20}  {images:>6}{columns}  {job['model'] or '-'}"


def _queued(job: dict[str, Any]) -> float:
    if not job["started_at"]:
        return 0.0
    return (datetime.fromisoformat(job["started_at"]) - datetime.fromisoformat(job["created_at"])).total_seconds()


def _count(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0
