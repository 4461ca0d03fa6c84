"""Which waiting job runs next."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from enfoads.jobs.job import Job
from enfoads.jobs.order import LOOK_AHEAD, PATIENCE, WaitingList

_numbers = count(1)


def _job(model: str = "", priority: int = 0, parent_id: str | None = None) -> Job:
    number = next(_numbers)
    created = datetime.now(UTC)
    return Job(f"img_{number}", "image", "gpu", {}, created, number=number, model=model, priority=priority, parent_id=parent_id)


def _waiting(*jobs: Job) -> WaitingList:
    waiting = WaitingList()
    for job in jobs:
        waiting.add(job)
    return waiting


def _drain(waiting: WaitingList, loaded: set[str]) -> list[str]:
    """The models in the order their jobs run, when each job leaves its own model loaded."""
    order = []
    while job := waiting.pick(loaded):
        waiting.remove(job)
        order.append(job.model)
        loaded = {job.model}
    return order


def test_jobs_of_the_loaded_model_go_first_so_that_models_are_changed_less() -> None:
    assert _drain(_waiting(*(_job(model) for model in "ababab")), {"a"}) == list("aaabbb")
    assert _drain(_waiting(*(_job(model) for model in "ababab")), set()) == list("aaabbb")


def test_a_loaded_model_never_beats_a_higher_priority() -> None:
    assert _drain(_waiting(_job("a"), _job("b", priority=1)), {"a"}) == ["b", "a"]


def test_no_job_is_overtaken_for_ever() -> None:
    rare = _job("rare")
    waiting = _waiting(rare, *(_job("common") for _ in range(3)))
    overtakes = 0
    while (chosen := waiting.pick({"common"})) is not rare:
        assert chosen
        waiting.remove(chosen)
        waiting.add(_job("common"))
        overtakes += 1
    assert overtakes == PATIENCE


def test_the_queue_looks_only_so_far_ahead() -> None:
    jobs = [_job("a"), *(_job("b") for _ in range(LOOK_AHEAD - 2)), _job("c"), _job("d")]
    assert _waiting(*jobs).pick({"c"}) is jobs[-2]
    assert _waiting(*jobs).pick({"d"}) is jobs[0]


def test_jobs_without_a_model_keep_their_turn() -> None:
    first, second = _job(""), _job("")
    assert _waiting(second, first).pick({""}) is first


def test_a_paused_queue_still_runs_children() -> None:
    child = _job(parent_id="vid_1")
    waiting = _waiting(_job(), child)
    assert waiting.pick((), children_only=True) is child
    waiting.remove(child)
    assert waiting.pick((), children_only=True) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=80), st.sets(st.sampled_from("abc")))
def test_every_job_runs_once_and_none_before_a_higher_priority(wanted: list[tuple[str, int]], loaded: set[str]) -> None:
    waiting = _waiting(*(_job(model, priority) for model, priority in wanted))
    ran: list[Job] = []
    while job := waiting.pick(loaded):
        waiting.remove(job)
        ran.append(job)
        loaded = {job.model}
    assert len({job.id for job in ran}) == len(wanted)
    priorities = [job.priority for job in ran]
    assert priorities == sorted(priorities, reverse=True)
    for place, job in enumerate(ran):
        overtakers = [other for other in ran[:place] if other.priority == job.priority and other.number > job.number]
        assert len(overtakers) <= PATIENCE
