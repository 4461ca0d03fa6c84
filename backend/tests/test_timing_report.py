"""The timing report's file: what it counts, what it keeps, and that nothing in it stops the studio."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from enfoads.timing_report import TimingReport


def job(number: int, *, seconds: float = 1.5, images: int = 1) -> dict[str, Any]:
    return {
        "id": f"img_{number:016x}",
        "model": "starter",
        "created_at": "2026-11-21T09:00:00.000Z",
        "started_at": "2026-11-21T09:00:00.250Z",
        "finished_at": "2026-11-21T09:00:02.000Z",
        "result": {"images": [{}] * images, "timings": {"denoise_s": seconds, "total_s": seconds + 0.1, "unheard_of_s": 9.0}},
    }


def test_totals_and_means_add_up(tmp_path: Path) -> None:
    report = TimingReport(tmp_path / "report.txt")
    assert [report.record(job(1)), report.record(job(2, seconds=0.5, images=3))] == [1, 2]
    lines = {line.split()[0]: line.split()[1:] for line in report.text().splitlines() if line.strip()}
    assert lines["requests"] == ["2"]
    assert lines["images"] == ["4"]
    assert lines["denoise_s"] == ["2.0000", "1.0000"]
    assert lines["queue_s"] == ["0.5000", "0.2500"]
    assert lines["total_s"] == ["2.2000", "1.1000"]


def test_a_job_is_counted_once_whoever_tells_of_it(tmp_path: Path) -> None:
    report, numbers = TimingReport(tmp_path / "report.txt"), []
    threads = [threading.Thread(target=lambda: numbers.append(report.record(job(1)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [1] * 8
    assert TimingReport(tmp_path / "report.txt").record(job(1)) == 1


def test_old_requests_leave_the_list_but_not_the_totals(tmp_path: Path) -> None:
    report = TimingReport(tmp_path / "report.txt")
    for number in range(1, 251):
        report.record(job(number))
    again = TimingReport(tmp_path / "report.txt")
    assert again.text() == report.text()
    assert again.record(job(251)) == 251
    assert again.text().count("img_") == 200


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00nonsense", b"requests  many\nimages  -3\ndenoise_s  nan  nan\n"])
def test_a_file_that_says_nothing_starts_a_new_report(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.txt").write_bytes(content)
    assert TimingReport(tmp_path / "report.txt").record(job(1)) == 1


def test_a_disk_that_cannot_be_written_stops_no_request(tmp_path: Path) -> None:
    report = TimingReport(tmp_path / "no such folder" / "report.txt")
    assert [report.record(job(1)), report.record(job(2))] == [1, 2]
    assert "requests  2" in report.text()
