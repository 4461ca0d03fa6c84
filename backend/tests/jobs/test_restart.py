"""A server that stops, is killed or comes back: no job is lost, none runs for ever, and no process is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from jobdesk import StartQueue, until

from enfoads.errors import InvalidRequest

SERVER = Path(__file__).parent / "support" / "server_process.py"
QUEUED = 50


def _marked(mark: str) -> list[psutil.Process]:
    """Every process that was started, however indirectly, with our mark in its environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("ENFOADS_TEST_MARK") == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """`serve(*command)`: a marked server process that has said `ready`."""
    started: list[subprocess.Popen[str]] = []

    def start(*command: object) -> subprocess.Popen[str]:
        environment = os.environ | {"ENFOADS_TEST_MARK": str(tmp_path)}
        server = subprocess.Popen([sys.executable, *map(str, command)], env=environment, stdout=subprocess.PIPE, text=True)
        started.append(server)
        assert server.stdout
        assert server.stdout.readline() == "ready\n"
        return server

    yield start
    for server in started:
        server.kill()
        server.communicate()


def test_a_killed_server_loses_no_job_and_leaves_no_process(serve: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """The issue's figure: kill -9 with 50 queued; all end, only the running one has attempt 2, no duplicate asset."""
    server = serve(SERVER, tmp_path / "data", QUEUED)
    names = sorted(process.name() for process in _marked(str(tmp_path)))
    assert "sleep" in names, "the program that the worker started is there to be left behind"
    server.send_signal(signal.SIGKILL)
    server.wait()
    until(lambda: not _marked(str(tmp_path)))

    again = subprocess.run([sys.executable, SERVER, tmp_path / "data", "0"], capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(again.stdout.splitlines()[-1])
    jobs = {job[0]: job for job in told["jobs"]}
    assert len(jobs) == QUEUED + 1
    by_kind = {kind: [job for job in jobs.values() if job[1] == kind] for kind in ("steps", "helper")}
    assert {(status, attempt) for _, _, status, attempt, _ in by_kind["steps"]} == {("completed", 1)}
    assert [(status, attempt) for _, _, status, attempt, _ in by_kind["helper"]] in ([("cancelled", 2)], [("cancelled", 1)])
    assert all(seq > 1_000_000 for *_, seq in jobs.values()), "a client that saw the old server's events takes the new ones"
    assert len(told["assets"]) == len(set(told["assets"])) == QUEUED
    runs = (tmp_path / "data" / "trace.txt").read_text().splitlines()
    assert len(runs) == len(set(runs)) == QUEUED, "no job ran twice"


def test_a_worker_stuck_in_native_code_does_not_outlive_its_server(serve: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    """It holds the GIL, so it can neither see that its pipe closed nor end its own helper program."""
    script = (
        "import sys, time; from pathlib import Path; from jobdesk import Desk, until;"
        "desk = Desk(Path(sys.argv[1])); job = desk.submit('hang', {'helper': True});"
        "until(lambda: desk.queue.get(job.id).stage == 'working'); time.sleep(0.3); print('ready', flush=True); time.sleep(60)"
    )
    server = serve("-c", script, tmp_path / "data")
    assert "sleep" in {process.name() for process in _marked(str(tmp_path))}
    server.kill()
    server.wait()
    until(lambda: not _marked(str(tmp_path)))


def test_a_stopped_servers_running_job_runs_again_at_the_next_start(start_queue: StartQueue) -> None:
    desk = start_queue()
    running = desk.submit("steps", {"n": 60})
    queued = desk.submit("echo")
    until(lambda: desk.queue.get(running.id).progress > 0)
    seq = desk.queue.get(running.id).seq
    desk.queue.stop()

    desk = start_queue()
    ended = desk.queue.wait(running.id, 20)
    assert (ended.status, ended.attempt, ended.seq > seq) == ("completed", 2, True)
    assert desk.queue.wait(queued.id, 10).attempt == 1


def test_a_job_interrupted_twice_fails(start_queue: StartQueue) -> None:
    desk = start_queue()
    job = desk.submit("steps", {"n": 1000})
    for _ in range(2):
        until(lambda: desk.queue.get(job.id).progress > 0)  # noqa: B023
        desk.queue.stop()
        desk = start_queue()
    ended = desk.queue.get(job.id)
    assert (ended.status, ended.attempt) == ("failed", 2)
    assert ended.error
    assert ended.error["code"] == "interrupted"
    assert desk.run("echo").status == "completed"


def test_a_job_of_a_kind_that_is_gone_fails_and_stops_nothing(start_queue: StartQueue) -> None:
    desk = start_queue()
    desk.queue.pause()
    job = desk.submit("echo")
    desk.store.change(job.id, kind="hologram")
    desk.queue.stop()
    desk = start_queue()
    assert desk.queue.get(job.id).status == "failed"
    with pytest.raises(InvalidRequest):
        desk.queue.retry(job.id)
    desk.queue.resume()
    assert desk.run("echo").status == "completed"


def test_a_restart_empties_the_staging_folder_but_for_what_queued_jobs_need(start_queue: StartQueue) -> None:
    desk = start_queue()
    desk.queue.pause()
    folder = desk.settings.staging_dir
    folder.mkdir()
    needed, left = folder / "upload-1.png", folder / "img_0123-1-1.png"
    needed.write_bytes(b"")
    left.write_bytes(b"")
    desk.submit("echo", {"uploads": [{"path": str(needed)}]})
    desk.queue.stop()
    start_queue()
    assert [path.name for path in folder.iterdir()] == [needed.name]


def test_an_upload_that_no_job_needs_any_more_is_not_kept_for_ever(start_queue: StartQueue) -> None:
    """A picture whose job was cancelled while it waited, or lost its worker twice, stayed until the next restart."""
    desk = start_queue(upload_retention_h=0.5 / 3600)
    desk.queue.pause()
    folder = desk.settings.staging_dir
    folder.mkdir()
    needed, left = folder / "upload-1", folder / "upload-2"
    for path in (needed, left):
        path.write_bytes(b"a face")
    desk.submit("echo", {"path": str(needed)})
    desk.queue.cancel(desk.submit("echo", {"path": str(left)}).id)
    assert left.exists(), "it can be retried for a while"
    until(lambda: not left.exists(), 10)
    assert needed.exists()


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.3])
def test_a_server_may_stop_while_its_worker_starts(start_queue: StartQueue, moment: float) -> None:
    desk = start_queue()
    job = desk.submit("echo")
    time.sleep(moment)
    desk.queue.stop()
    assert start_queue().queue.wait(job.id, 20).status == "completed"
