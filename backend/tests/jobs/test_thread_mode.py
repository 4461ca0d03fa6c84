"""`ENFOADS_WORKER=thread`: the same worker in a thread, and with it the real GPU manager without a second process."""

from __future__ import annotations

from typing import Any

import pytest
from jobdesk import Desk, StartQueue, until

from enfoads.errors import ModelInUse
from enfoads.jobs.events import GpuStatus


class TinyEngine:
    """Weighs nothing and does nothing."""

    capabilities = frozenset({"text-to-image"})
    weights_bytes = 1000

    def __init__(self, name: str, *_: Any) -> None:
        self.name = name

    def load(self, device: str) -> None: ...

    def to_host(self) -> None: ...

    def unload(self) -> None: ...


@pytest.fixture
def desk(start_queue: StartQueue, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("enfoads.engines.create_engine", TinyEngine)
    return start_queue(worker="thread", device="cpu")


def test_jobs_files_children_and_errors_work_in_threads(desk: Desk) -> None:
    assert desk.run("steps", {"n": 3, "save": True}).result == {"asset": {"id": desk.saved[0]}}
    assert desk.run("parent", {"children": [("quick_echo", {})]}).status == "completed"
    assert desk.run("fail", {"how": "foreign"}).status == "failed"
    assert desk.run("fail", {"how": "exit"}).status == "failed"


def test_cancel_and_restart_work_in_threads(start_queue: StartQueue) -> None:
    desk = start_queue(worker="thread")
    job = desk.submit("steps", {"n": 1000})
    until(lambda: desk.queue.get(job.id).progress > 0)
    desk.queue.cancel(job.id)
    assert desk.queue.wait(job.id, 10).status == "cancelled"
    again = desk.submit("steps", {"n": 50})
    until(lambda: desk.queue.get(again.id).progress > 0)
    desk.queue.stop()
    desk = start_queue(worker="thread")
    assert desk.queue.wait(again.id, 10).attempt == 2


def test_a_thread_that_does_not_listen_is_left_behind(start_queue: StartQueue) -> None:
    desk = start_queue(worker="thread", cancel_grace=0.2)
    job = desk.submit("deaf", {"n": 100})
    until(lambda: desk.queue.get(job.id).stage == "working")
    desk.queue.cancel(job.id)
    assert desk.queue.wait(job.id, 10).status == "cancelled"
    assert desk.run("echo").status == "completed"


def test_jobs_of_the_model_on_the_device_go_first(desk: Desk) -> None:
    desk.run("lease", {"model": "a"}, model="a")
    desk.queue.pause()
    jobs = [desk.submit("lease", {"model": model}, model=model) for model in "babab"]
    desk.queue.resume()
    ended = sorted((desk.queue.wait(job.id, 10) for job in jobs), key=lambda job: str(job.started_at))
    assert [job.model for job in ended] == list("aabbb")


def test_the_device_is_shown_and_freed_on_request(desk: Desk) -> None:
    assert desk.queue.unload() == {"unloaded": [], "freed_bytes": 0}
    desk.run("lease", {"model": "a"})
    status = desk.queue.gpu_status()
    assert (status["device"], status["worker_alive"], [model["state"] for model in status["models"]]) == ("cpu", True, ["ram"])
    assert desk.queue.unload("a") == {"unloaded": ["a"], "freed_bytes": 1000}
    until(lambda: [model["state"] for model in desk.queue.gpu_status()["models"]] == ["unloaded"])
    assert any(isinstance(event, GpuStatus) for event in desk.events)


def test_a_model_in_use_is_not_taken_away_and_asking_delays_no_cancel(desk: Desk) -> None:
    job = desk.submit("lease", {"model": "a", "n": 1000})
    until(lambda: desk.queue.gpu_status().get("lease") == "a")
    with pytest.raises(ModelInUse):
        desk.queue.unload("a")
    desk.queue.cancel(job.id)
    assert desk.queue.wait(job.id, 10).status == "cancelled"
    assert desk.queue.unload("a")["unloaded"] == ["a"]


def test_an_idle_model_leaves_the_device(start_queue: StartQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enfoads.engines.create_engine", TinyEngine)
    desk = start_queue(worker="thread", device="cpu", gpu_keep_alive=0.5)
    desk.run("lease", {"model": "a"})
    until(lambda: [model["state"] for model in desk.queue.gpu_status()["models"]] == ["unloaded"])


def test_a_lost_worker_has_no_models(start_queue: StartQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enfoads.engines.create_engine", TinyEngine)
    desk = start_queue(worker="thread", device="cpu", cancel_grace=0.1)
    job = desk.submit("lease", {"model": "a", "n": 60, "deaf": True})
    until(lambda: desk.queue.gpu_status().get("lease") == "a")
    desk.queue.cancel(job.id)
    desk.queue.wait(job.id, 10)
    status = desk.queue.gpu_status()
    assert (status["models"], status["lease"]) == ([], None)
