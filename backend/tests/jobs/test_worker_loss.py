"""A worker that dies, hangs or cannot start: the job runs once more, then fails with the reason, and the next one runs."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from jobdesk import Desk, StartQueue, until

from enfoads.errors import EnfoadsError
from enfoads.jobs import posix
from enfoads.jobs.job import Job


def _error(job: Job) -> EnfoadsError:
    assert job.error is not None
    return EnfoadsError.from_record(job.error)


def test_a_killed_workers_job_runs_again_and_completes(desk: Desk) -> None:
    job = desk.submit("steps", {"n": 40, "step_s": 0.02})
    until(lambda: desk.queue.get(job.id).progress > 0)
    os.kill(desk.worker().pid, signal.SIGKILL)
    ended = desk.queue.wait(job.id, 20)
    assert (ended.status, ended.attempt, ended.result) == ("completed", 2, {"attempt": 2})
    assert [update["status"] for update in desk.updates(job.id) if update["stage"] in ("queued", "starting")] == [
        "queued",
        "processing",
    ] * 2


def test_a_job_that_kills_its_worker_twice_fails_and_says_why(desk: Desk) -> None:
    job = desk.run("die", {"times": 9})
    assert (job.status, job.attempt) == ("failed", 2)
    error = _error(job)
    assert error.code == "worker_died"
    assert "SIGKILL: killed, probably out of memory" in error.message("en")
    assert "falta de memoria" in error.message("es")
    assert desk.run("echo").status == "completed"


def test_a_job_whose_ffmpeg_was_killed_runs_again_and_blames_no_file(desk: Desk) -> None:
    """The kernel takes ffmpeg first when memory runs out: a sound cut short passed for the whole, or "cannot be opened"."""
    job = desk.run("ffmpeg_dies", {"times": 1})
    assert (job.status, job.attempt, job.result) == ("completed", 2, {"status": 0})
    job = desk.run("ffmpeg_dies", {"times": 2})
    assert (job.status, job.attempt, _error(job).code) == ("failed", 2, "helper_died")


@pytest.mark.parametrize("killed_by", ["us", "the system"])
def test_a_worker_that_we_had_to_kill_did_not_run_out_of_memory(killed_by: str) -> None:
    """Our own SIGKILL to a worker that did not answer was told as "probably out of memory"."""
    group = posix.Group(["sleep", "60"], pass_fd=2)
    with group.output:
        if killed_by == "the system":
            group.leader.kill()
        reason = group.end(patience=0.2)
    assert ("out of memory" in reason.en) is (killed_by == "the system")


@pytest.mark.parametrize(("params", "reason"), [({"signal": signal.SIGTERM}, "SIGTERM"), ({"signal": signal.SIGABRT}, "SIGABRT")])
def test_the_reason_names_the_signal(desk: Desk, params: dict[str, int], reason: str) -> None:
    assert reason in _error(desk.run("die", {"times": 9, **params})).message()


def test_a_crash_in_native_code_takes_only_the_worker(desk: Desk) -> None:
    assert "SIGSEGV" in _error(desk.run("crash")).message()
    assert desk.run("echo").status == "completed"


def test_running_out_of_memory_fails_the_job_and_keeps_the_worker(desk: Desk) -> None:
    desk.run("echo")
    worker = desk.worker()
    assert _error(desk.run("bomb")).message("es") == "El trabajo falló: sin memoria suficiente"
    assert desk.run("echo").status == "completed"
    assert worker.is_running()


@pytest.mark.skipif(not Path("/proc/self/oom_score_adj").exists(), reason="Linux only")
def test_the_kernel_would_take_the_worker_before_the_server(desk: Desk) -> None:
    desk.run("echo")
    worker, server = (int(Path(f"/proc/{pid}/oom_score_adj").read_text()) for pid in (desk.worker().pid, "self"))
    assert worker > server


def test_a_hung_worker_is_replaced_and_its_job_runs_again(start_queue: StartQueue) -> None:
    desk = start_queue(step_timeout=0.4)
    job = desk.run("hang", {"times": 1})
    assert (job.status, job.attempt) == ("completed", 2)


def test_a_job_that_hangs_twice_fails(start_queue: StartQueue) -> None:
    desk = start_queue(step_timeout=0.4)
    assert _error(desk.run("hang", {"times": 9})).code == "worker_hung"
    assert desk.run("echo").status == "completed"


def test_a_long_job_that_shows_signs_of_life_is_not_hung(start_queue: StartQueue) -> None:
    desk = start_queue(step_timeout=1.5)
    assert desk.run("steps", {"n": 100, "step_s": 0.03}).attempt == 1


def test_a_job_over_its_time_limit_is_cancelled_and_fails(start_queue: StartQueue) -> None:
    desk = start_queue(job_timeout=0.5)
    desk.run("echo")
    worker = desk.worker()
    job = desk.run("steps", {"n": 1000})
    assert (job.status, _error(job).code, job.attempt) == ("failed", "job_timeout", 1)
    assert worker.is_running()


def test_a_job_over_its_time_limit_that_does_not_listen_is_killed(start_queue: StartQueue) -> None:
    desk = start_queue(job_timeout=0.4, cancel_grace=0.3)
    job = desk.run("deaf", {"n": 3000})
    assert (job.status, _error(job).code, job.attempt) == ("failed", "job_timeout", 1)
    assert desk.run("echo").status == "completed"


def test_a_worker_that_cannot_start_fails_jobs_and_does_not_spin(start_queue: StartQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENFOADS_TEST_BROKEN_WORKER", "1")
    desk = start_queue()
    job = desk.run("echo")
    assert job.attempt == 0
    assert _error(job).message() == "The worker process cannot start (exit status 1)."
    assert desk.queue.workers_alive()["gpu"] is False
    before = psutil.Process().cpu_times()
    time.sleep(1)
    after = psutil.Process().cpu_times()
    assert after.children_user - before.children_user < 0.6, "starts are backed off"

    monkeypatch.delenv("ENFOADS_TEST_BROKEN_WORKER")
    assert desk.run("echo").status == "completed"
    assert desk.queue.workers_alive()["gpu"] is True


def test_a_file_in_the_current_folder_does_not_stand_in_for_a_module(
    start_queue: StartQueue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "queue.py").write_text("raise RuntimeError('not this one')")
    monkeypatch.chdir(tmp_path)
    assert start_queue().run("echo").status == "completed"


def test_an_idle_worker_that_is_killed_is_replaced(desk: Desk) -> None:
    desk.run("echo")
    worker = desk.worker()
    worker.kill()
    until(lambda: desk.worker().pid != worker.pid)
    assert (desk.run("echo").attempt, desk.queue.workers_alive()["gpu"]) == (1, True)


def test_a_worker_killed_at_any_moment_loses_no_job(desk: Desk, scale: float) -> None:
    """A kill may fall between any two messages."""
    for number in range(round(15 * scale)):
        job = desk.submit("steps", {"n": 3, "step_s": 0.003})
        time.sleep(0.001 * number % 0.012)
        desk.worker().kill()
        ended = desk.queue.wait(job.id, 20)
        assert (ended.status, ended.attempt in (1, 2)) == ("completed", True)


def test_fifty_lost_workers_leak_no_descriptors(desk: Desk, scale: float) -> None:
    desk.run("echo")
    before = psutil.Process().num_fds()
    for _ in range(round(10 * scale)):
        worker = desk.worker()
        worker.kill()
        until(lambda gone=worker: desk.worker().pid != gone.pid)  # type: ignore[misc]
        desk.run("echo")
    until(lambda: psutil.Process().num_fds() <= before)


@pytest.mark.parametrize(
    ("how", "code", "message"),
    [
        ("ours", "invalid_value", "no"),
        ("disk", "disk_full", "The disk is full."),
        ("lost-file", "job_failed", "The job failed: FileNotFoundError: No such file or directory"),
        ("foreign", "job_failed", "The job failed: RuntimeError: first line"),
        ("exit", "job_failed", "The job failed: SystemExit: 3"),
        ("not-json", "job_failed", "The job failed: TypeError: Type is not JSON serializable: PosixPath"),
    ],
)
def test_what_a_recipe_raises_is_told_as_one_of_our_errors(desk: Desk, how: str, code: str, message: str) -> None:
    job = desk.run("fail", {"how": how})
    assert (job.status, job.attempt, _error(job).code, _error(job).message()) == ("failed", 1, code, message)
