"""Face swaps through accidents: the worker killed in the middle, the server killed with swaps queued, pictures gone, uploads forgotten."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from facepictures import as_file, astronaut, group, woman


def ask(studio: Any, photos: int = 1, *, target: bytes | None = None, **fields: str) -> str:
    """A swap that nobody waits for; its job's id."""
    files = [("source", (f"photo{number}.jpg", as_file(astronaut(), quality=90 - number))) for number in range(photos)]
    files.append(("target", ("scene.jpg", target or as_file(woman()))))
    answer = studio.call("POST", "/face-swap?async=true", files=files, data={"consent": "true"} | fields)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["job"]["id"])


def worker_of(studio: Any, lane: str) -> psutil.Process:
    return next(one for one in studio.processes() if ("--lane" in (line := one.cmdline()) and line[line.index("--lane") + 1] == lane))


def held(studio: Any) -> psutil.Process:
    """The worker, stopped before its next job: a pause of the queue leaves quick jobs alone."""
    studio.wait(ask(studio))
    worker = worker_of(studio, "quick")
    worker.suspend()
    return worker


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def job_of(studio: Any, id: str) -> dict[str, Any]:
    job: dict[str, Any] = studio.call("GET", f"/api/jobs/{id}").json()
    return job


def test_a_swap_whose_worker_is_killed_in_the_middle_comes_out_once_with_its_consent(run_studio: Any) -> None:
    studio = run_studio()
    studio.wait(ask(studio))  # the worker and its engine are warm, so the next one is caught in its work
    job = ask(studio, 8, target=as_file(group()), all_faces="true")
    until(lambda: job_of(studio, job)["stage"] in ("detecting", "swapping"))
    worker_of(studio, "quick").send_signal(signal.SIGKILL)
    ended = studio.wait(job)
    assert (ended["status"], ended["attempt"]) == ("completed", 2), ended["error"]
    items = studio.call("GET", "/api/assets").json()["items"]
    assert [item["id"] for item in items if item["job_id"] == job] == [f"{job}_0"]
    assert studio.call("GET", f"/api/assets/{job}_0/audit").json()["consent"] == ended["params"]["consent"]
    assert not [path for path in (studio.data_dir / "staging").iterdir() if path.name.startswith(job)]


def test_a_running_swap_is_cancelled_and_the_next_one_runs(run_studio: Any) -> None:
    studio = run_studio()
    studio.wait(ask(studio))
    job = ask(studio, 8, target=as_file(group()), all_faces="true")
    until(lambda: job_of(studio, job)["status"] == "processing")
    studio.call("POST", f"/api/jobs/{job}/cancel")
    assert studio.wait(job)["status"] == "cancelled"
    assert studio.call("GET", f"/api/assets/{job}_0").status_code == 404
    assert studio.wait(ask(studio))["status"] == "completed"


def test_queued_swaps_survive_a_killed_server_with_their_pictures_and_consent(run_studio: Any, tmp_path: Path) -> None:
    first = run_studio(data_dir=tmp_path / "data")
    held(first)
    jobs = [ask(first, strength=strength) for strength in ("1", "0.5")]
    before = [job_of(first, job)["params"] for job in jobs]
    first.stop(signal.SIGKILL)
    second = run_studio(data_dir=tmp_path / "data")
    for job, params in zip(jobs, before, strict=True):
        ended = second.wait(job)
        assert ended["status"] == "completed", ended["error"]
        assert second.call("GET", f"/api/assets/{job}_0/audit").json()["consent"] == params["consent"]


def test_a_swap_whose_pictures_were_deleted_says_which_and_to_send_it_again(run_studio: Any) -> None:
    studio = run_studio()
    worker = held(studio)
    job = ask(studio)
    for path in (studio.data_dir / "inputs").glob("face-*"):
        path.unlink()
    worker.resume()
    error = studio.wait(job)["error"]
    assert (error["code"], error["param"]) == ("unreadable_image", "target")
    assert "scene.jpg" in error["message"]
    assert "send it again" in error["message"]


def test_faces_that_were_sent_are_forgotten_after_the_retention_and_a_swap_that_waits_keeps_its_own(run_studio: Any) -> None:
    studio = run_studio(ENFOADS_UPLOAD_RETENTION_H="0.0006")
    worker, inputs = held(studio), studio.data_dir / "inputs"
    until(lambda: not list(inputs.glob("face-*")))
    job = ask(studio)
    time.sleep(5)
    assert len(list(inputs.glob("face-*"))) == 2
    worker.resume()
    assert studio.wait(job)["status"] == "completed"
