"""Jobs that ask for other jobs: a video that needs a generated picture."""

from __future__ import annotations

import time
from typing import Any

import pytest
from jobdesk import Desk, StartQueue, until

Children = list[tuple[str, dict[str, Any]]]


def _start(desk: Desk, *children: tuple[str, dict[str, Any]], **rest: Any) -> str:
    return desk.submit("parent", {"children": children, **rest}).id


def _of(desk: Desk, parent_id: str) -> list[Any]:
    return [job for job in desk.queue.list(owner="local")[0][::-1] if job.parent_id == parent_id]


def test_a_job_gets_the_results_of_the_jobs_it_asks_for(desk: Desk) -> None:
    parent = desk.run("parent", {"children": [("echo", {"n": 1}), ("quick_echo", {"n": 2})]})
    assert parent.result
    assert [result["echo"] for result in parent.result["results"]] == [{"n": 1}, {"n": 2}]
    assert [child.kind for child in _of(desk, parent.id)] == ["echo", "quick_echo"]


def test_the_childs_error_is_the_parents(desk: Desk) -> None:
    parent = desk.run("parent", {"children": [("fail", {"how": "ours"})]})
    assert parent.status == "failed"
    assert parent.error
    assert parent.error["code"] == "invalid_value"


def test_cancelling_the_parent_cancels_the_child(desk: Desk) -> None:
    parent = _start(desk, ("steps", {"n": 1000}))
    until(lambda: _of(desk, parent) and _of(desk, parent)[0].progress > 0)
    desk.queue.cancel(parent)
    assert desk.queue.wait(parent, 10).status == "cancelled"
    until(lambda: _of(desk, parent)[0].status == "cancelled")


def test_cancelling_the_parent_cancels_a_child_that_waits(desk: Desk) -> None:
    desk.submit("steps", {"n": 300})
    parent = _start(desk, ("echo", {}))
    until(lambda: _of(desk, parent))
    desk.queue.cancel(parent)
    assert desk.queue.wait(parent, 10).status == "cancelled"
    assert (_of(desk, parent)[0].status, _of(desk, parent)[0].attempt) == ("cancelled", 0)


def test_a_job_that_was_cancelled_before_it_asks_for_another_gets_none(desk: Desk) -> None:
    """The child came after the cancel had been passed on to the children, ran to its end, and the parent waited for it."""
    parent = _start(desk, ("steps", {"n": 500}), linger=0.6)
    until(lambda: desk.queue.get(parent).stage == "asking")
    desk.queue.cancel(parent)
    assert desk.queue.wait(parent, 3).status == "cancelled"
    assert _of(desk, parent) == []


def test_a_job_over_its_time_limit_gets_no_more_children(start_queue: StartQueue) -> None:
    desk = start_queue(job_timeout=0.4)
    parent = desk.queue.wait(_start(desk, ("steps", {"n": 500}), linger=0.9), 4)
    assert parent.error
    assert parent.error["code"] == "job_timeout"
    assert _of(desk, parent.id) == []


def test_a_child_that_cannot_be_accepted_fails_its_parent_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the studio's own errors were answered; after any other the parent waited until it counted as hung."""

    def broken(owner: str, key: str) -> None:
        raise RuntimeError("the table cannot be read")

    monkeypatch.setattr(desk.store, "keyed", broken)
    parent = desk.queue.wait(_start(desk, ("echo", {})), 5)
    assert (parent.status, parent.attempt) == ("failed", 1)


def test_cancelling_the_child_ends_the_parent(desk: Desk) -> None:
    parent = _start(desk, ("steps", {"n": 1000}))
    until(lambda: _of(desk, parent))
    desk.queue.cancel(_of(desk, parent)[0].id)
    assert desk.queue.wait(parent, 10).status == "cancelled"


@pytest.mark.parametrize(
    ("kind", "child"), [("parent", "media_steps"), ("gpu_parent", "echo"), ("gpu_parent", "media_steps"), ("parent", "hologram")]
)
def test_no_lane_can_wait_for_itself_or_in_a_circle(desk: Desk, kind: str, child: str) -> None:
    job = desk.run(kind, {"children": [(child, {"n": 1})]})
    assert job.error
    assert job.error["code"] == "not_supported"


def test_a_parent_that_runs_again_does_not_make_its_pictures_twice(desk: Desk) -> None:
    parent = desk.run("parent", {"children": [("steps", {"n": 1, "save": True}), ("echo", {})], "die": True})
    assert (parent.status, parent.attempt) == ("completed", 2)
    assert len(_of(desk, parent.id)) == 2
    assert len(desk.saved) == 1


def test_a_child_that_failed_is_made_again_when_the_parent_runs_again(desk: Desk) -> None:
    parent = _start(desk, ("steps", {"n": 1000}))
    until(lambda: _of(desk, parent) and _of(desk, parent)[0].progress > 0)
    desk.worker("media").kill()
    until(lambda: desk.queue.get(parent).attempt == 2)
    child = _of(desk, parent)
    assert len(child) == 1, "the second run waits for the child of the first"
    desk.queue.cancel(child[0].id)
    assert desk.queue.wait(parent, 10).status == "cancelled"


def test_waiting_for_a_child_is_neither_silence_nor_run_time(start_queue: StartQueue) -> None:
    desk = start_queue(step_timeout=0.7, job_timeout=1.0)
    desk.submit("steps", {"n": 40, "step_s": 0.02})
    parent = desk.queue.wait(_start(desk, ("steps", {"n": 40, "step_s": 0.02})), 20)
    assert (parent.status, parent.attempt) == ("completed", 1)


def test_a_child_goes_before_what_waits_because_its_parent_holds_a_lane(desk: Desk) -> None:
    desk.submit("steps", {"n": 30})
    waiting = [desk.submit("steps", {"n": 30}) for _ in range(3)]
    parent = desk.queue.wait(_start(desk, ("echo", {})), 20)
    assert parent.status == "completed"
    assert desk.queue.get(waiting[-1].id).status == "queued"


def test_a_paused_queue_finishes_the_job_that_waits_for_a_child(desk: Desk) -> None:
    parent = _start(desk, ("steps", {"n": 10}), ("echo", {}))
    until(lambda: desk.queue.get(parent).status == "processing")
    desk.queue.pause()
    assert desk.queue.wait(parent, 10).status == "completed"


def test_children_of_a_parent_that_was_lost_for_good_do_not_run_on(start_queue: StartQueue) -> None:
    desk = start_queue(cancel_grace=0.2)
    parent = _start(desk, ("steps", {"n": 3000}))
    for attempt in (1, 2):
        until(lambda: desk.queue.get(parent).attempt == attempt and _of(desk, parent))  # noqa: B023
        time.sleep(0.1)
        desk.worker("media").kill()
    assert desk.queue.wait(parent, 10).status == "failed"
    until(lambda: _of(desk, parent)[0].status == "cancelled")


def test_parent_and_child_find_each_other_after_a_restart(start_queue: StartQueue) -> None:
    desk = start_queue()
    parent = _start(desk, ("steps", {"n": 60}))
    until(lambda: _of(desk, parent) and _of(desk, parent)[0].progress > 0)
    desk.queue.stop()
    desk = start_queue()
    assert desk.queue.wait(parent, 20).status == "completed"
    assert [(child.status, child.attempt) for child in _of(desk, parent)] == [("completed", 2)]
