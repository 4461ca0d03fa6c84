"""Jobs from acceptance to their end, on real worker processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from jobdesk import Desk, StartQueue, until

from enfoads.api.schemas.jobs import Job as JobSchema
from enfoads.errors import Conflict, InvalidRequest, NotFound, QueueFull, Unavailable
from enfoads.jobs.events import JobPreview
from enfoads.jobs.record import public


def test_a_job_comes_back_with_its_result(desk: Desk) -> None:
    job = desk.run("echo", {"prompt": "una hamburguesa"})
    assert job.status == "completed"
    assert job.result == {"echo": {"prompt": "una hamburguesa"}, "attempt": 1, "torch": False}
    assert (job.progress, job.attempt, job.error) == (100.0, 1, None)
    assert job.started_at
    assert job.finished_at
    assert job.created_at <= job.started_at <= job.finished_at


def test_every_lane_serves(desk: Desk) -> None:
    assert [desk.run(kind, {"n": 1}).status for kind in ("echo", "media_steps", "quick_echo")] == ["completed"] * 3
    assert desk.queue.workers_alive() == {"gpu": True, "media": True, "quick": True}


def test_media_and_quick_cost_nothing_before_their_first_job(desk: Desk) -> None:
    desk.worker("gpu")
    desk.run("echo")
    with pytest.raises(AssertionError, match="never became true"):
        desk.worker("quick", timeout=0.2)


def test_a_file_reaches_the_library_with_the_id_of_its_job(desk: Desk) -> None:
    job = desk.run("steps", {"n": 2, "save": True})
    assert job.result == {"asset": {"id": f"{job.id}_1"}}
    assert desk.saved == [f"{job.id}_1"]


def test_a_library_that_fails_fails_the_job_with_its_reason(start_queue: StartQueue) -> None:
    desk = start_queue()
    desk.disk_full = True
    job = desk.run("steps", {"n": 1, "save": True})
    assert job.status == "failed"
    assert job.error
    assert job.error["code"] == "disk_full"
    assert desk.run("echo").status == "completed"


def test_higher_priority_runs_first_then_first_come_first_served(desk: Desk) -> None:
    blocker = desk.submit("steps", {"n": 20})
    until(lambda: desk.queue.get(blocker.id).status == "processing")
    low, high, low2 = desk.submit("echo"), desk.submit("echo", priority=5), desk.submit("echo")
    assert [desk.queue.get(job.id).position for job in (high, low, low2)] == [1, 2, 3]
    ended = [desk.queue.wait(job.id, 10) for job in (low, high, low2)]
    assert [job.id for job in sorted(ended, key=lambda job: job.started_at or job.created_at)] == [high.id, low.id, low2.id]


def test_a_pause_lets_the_running_job_end_and_holds_the_rest_after_a_restart_too(start_queue: StartQueue) -> None:
    desk = start_queue()
    running = desk.submit("steps", {"n": 30})
    until(lambda: desk.queue.get(running.id).status == "processing")
    waiting = desk.submit("echo")
    desk.queue.pause()
    assert desk.queue.wait(running.id, 10).status == "completed"
    assert desk.run("quick_echo").status == "completed", "people wait for quick jobs: they are not paused"
    desk.queue.stop()

    desk = start_queue()
    assert desk.queue.paused
    time.sleep(0.3)
    assert desk.queue.get(waiting.id).status == "queued"
    desk.queue.resume()
    assert desk.queue.wait(waiting.id, 10).status == "completed"


def test_a_queue_full_of_videos_refuses_no_preview(start_queue: StartQueue) -> None:
    desk = start_queue(max_queued=1)
    desk.queue.pause()
    desk.submit("media_steps")
    with pytest.raises(QueueFull):
        desk.submit("media_steps")
    assert desk.run("quick_echo").status == "completed"


def test_a_thousand_jobs_may_wait_and_no_more(start_queue: StartQueue) -> None:
    desk = start_queue(max_queued=1000)
    desk.queue.pause()
    jobs = [desk.submit("echo", {"n": number}) for number in range(1000)]
    with pytest.raises(QueueFull):
        desk.submit("echo")
    assert desk.queue.counts() == {"queued": 1000, "processing": 0}
    desk.queue.resume()
    for job in jobs:
        assert desk.queue.wait(job.id, 60).status == "completed"
    order = [desk.queue.get(job.id).started_at for job in jobs]
    assert order == sorted(moment for moment in order if moment)


def test_sixteen_callers_wait_at_once(desk: Desk) -> None:
    job = desk.submit("steps", {"n": 30})
    seen: list[str] = []
    callers = [threading.Thread(target=lambda: seen.append(desk.queue.wait(job.id, 10).status)) for _ in range(16)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert seen == ["completed"] * 16


def test_a_caller_gets_the_unfinished_job_when_its_patience_ends(desk: Desk) -> None:
    job = desk.submit("steps", {"n": 100})
    begun = time.monotonic()
    assert not desk.queue.wait(job.id, 0.2).is_terminal
    assert time.monotonic() - begun < 1
    with pytest.raises(NotFound):
        desk.queue.wait("img_nobody", 1)


def test_pages_of_the_list_neither_repeat_nor_skip_a_job(desk: Desk) -> None:
    mine = [desk.submit("echo", owner="ana").id for _ in range(7)]
    desk.submit("echo", owner="luis")
    seen, cursor = [], None
    while True:
        page, cursor = desk.queue.list(owner="ana", cursor=cursor, limit=3)
        seen += [job.id for job in page]
        if cursor is None:
            break
    assert seen == mine[::-1]
    with pytest.raises(InvalidRequest):
        desk.queue.list(owner="ana", cursor="x; drop table")


def test_the_list_filters_by_state_and_kind(desk: Desk) -> None:
    done = desk.run("echo")
    failed = desk.run("fail", {"how": "foreign"})
    running = desk.submit("steps", {"n": 300})
    until(lambda: desk.queue.get(running.id).progress > 0)

    def ids(**wanted: object) -> list[str]:
        return [job.id for job in desk.queue.list(owner="local", **wanted)[0]]  # type: ignore[arg-type]

    assert ids(active=True) == [running.id]
    assert ids(active=False) == [failed.id, done.id]
    assert ids(status="failed") == [failed.id]
    assert ids(kind="echo") == [done.id]
    assert desk.queue.list(owner="local", active=True)[0][0].progress > 0, "the list shows progress that is not in the table"


def test_nobody_sees_or_stops_another_owners_job(desk: Desk) -> None:
    job = desk.submit("steps", {"n": 20}, owner="ana")
    for touch in (desk.queue.get, desk.queue.cancel, desk.queue.retry):
        with pytest.raises(NotFound):
            touch(job.id, "luis")
    assert desk.queue.wait(job.id, 10).status == "completed"


def test_retry_makes_a_new_job_of_the_same_request(desk: Desk) -> None:
    old = desk.run("fail", {"how": "foreign"}, model="m", project="p", priority=3)
    new = desk.queue.retry(old.id, "local")
    assert (new.id != old.id, new.retried_from, new.params, new.model, new.project, new.priority) == (True, old.id, old.params, "m", "p", 3)
    running = desk.submit("steps", {"n": 100})
    with pytest.raises(Conflict):
        desk.queue.retry(running.id, "local")


def test_seq_grows_with_every_event_and_the_last_one_is_the_end(desk: Desk) -> None:
    job = desk.run("steps", {"n": 40, "step_s": 0.02})
    until(lambda: desk.updates(job.id)[-1]["status"] == "completed")
    seen = desk.updates(job.id)
    seqs = [update["seq"] for update in seen]
    assert seqs == sorted(set(seqs))
    assert [update["status"] for update in seen][:2] == ["queued", "processing"]
    assert seen[-2]["step"] == 40, "the last progress is never dropped"
    assert desk.queue.get(job.id).seq == seqs[-1]


def test_waiting_jobs_are_told_when_they_move_up(desk: Desk) -> None:
    desk.submit("steps", {"n": 20})
    desk.submit("steps", {"n": 20})
    last = desk.submit("echo")
    desk.queue.wait(last.id, 10)
    until(lambda: desk.updates(last.id)[-1]["status"] == "completed")
    places = [update["position"] for update in desk.updates(last.id) if update["status"] == "queued"]
    assert places[-1] == 1
    assert places == sorted(places, reverse=True)


def test_the_eta_comes_from_past_runs_and_from_what_waits_before(desk: Desk) -> None:
    size = {"width": 64, "height": 64}
    for _ in range(3):
        desk.run("steps", {"n": 20, "num_inference_steps": 20, **size})
    desk.queue.pause()
    first = desk.submit("steps", {"n": 60, "num_inference_steps": 60, **size})
    second = desk.submit("steps", {"n": 20, "num_inference_steps": 20, **size})
    one = desk.queue.get(first.id).eta_s
    both = desk.queue.get(second.id).eta_s
    assert one == pytest.approx(3 * 0.21, rel=0.5), "three times the work, three times the time"
    assert both == pytest.approx((one or 0) * 4 / 3, abs=0.11)
    desk.queue.resume()


def test_the_record_is_what_the_contract_says(desk: Desk) -> None:
    failed = desk.run("fail", {"how": "ours", "path": "/data/staging/x"})
    record = public(failed, "es")
    JobSchema.model_validate(record)
    assert record["error"]["job_id"] == failed.id
    assert record["error"]["hint"].startswith("Corrige")
    assert "path" not in record["params"], "places on the server's disk are nobody's business"
    JobSchema.model_validate(public(desk.submit("echo")))


def test_previews_can_be_read_while_the_job_runs_and_are_few(desk: Desk) -> None:
    job = desk.submit("talk", {"previews": 60, "linger": 0.3})
    until(lambda: desk.queue.preview(job.id))
    assert (desk.queue.preview(job.id) or b"").startswith(b"jpeg")
    desk.queue.wait(job.id, 10)
    assert desk.queue.preview(job.id) is None
    assert 1 <= sum(isinstance(event, JobPreview) for event in desk.events) <= 5


def test_a_slow_listener_delays_no_job(desk: Desk) -> None:
    desk.bus.subscribe(lambda _: time.sleep(0.2))
    begun = time.monotonic()
    for _ in range(5):
        desk.run("echo")
    assert time.monotonic() - begun < 2


def test_what_a_worker_prints_reaches_the_servers_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    desk.run("talk")
    until(lambda: {"printed by a library", "ERROR recipe: logged by a recipe"} <= {record.message for record in caplog.records})
    assert next(record.levelname for record in caplog.records if "logged by" in record.message) == "ERROR"


def test_a_stopped_queue_takes_no_job_and_lets_callers_go(start_queue: StartQueue) -> None:
    desk = start_queue()
    job = desk.submit("steps", {"n": 1000})
    caller = threading.Thread(target=desk.queue.wait, args=(job.id, 60))
    caller.start()
    desk.queue.stop()
    caller.join(5)
    assert not caller.is_alive()
    with pytest.raises(Unavailable):
        desk.submit("echo")


def test_the_server_never_imports_a_model_library(tmp_path: Path) -> None:
    """It has to answer while a model loads, and to start in under a second."""
    script = (
        "import sys; from pathlib import Path; from jobdesk import Desk;"
        f"desk = Desk(Path({str(tmp_path / 'data')!r})); desk.run('echo'); desk.run('quick_echo'); desk.queue.stop();"
        "print([name for name in ('torch', 'diffusers', 'transformers', 'numpy', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
