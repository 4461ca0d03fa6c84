"""The job table: what has ended stays as it ended, and a key makes one job."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from enfoads.jobs.job import TERMINAL, TRANSITIONS, Job, Status
from enfoads.jobs.store import KEY_LIFE, IdempotencyKey, JobStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JobStore]:
    store = JobStore(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    yield store
    store.close()


def _job(name: str = "img_1", age: timedelta = timedelta()) -> Job:
    return Job(name, "image", "gpu", {"prompt": "ñandú", "seed": 2**53 - 1}, datetime.now(UTC) - age)


def test_a_job_comes_out_as_it_went_in(store: JobStore) -> None:
    job = Job(
        *("img_1", "image", "gpu", {"loras": [{"scale": 0.5}]}, datetime.now(UTC)),
        owner="ana",
        project="verano",
        parent_id="vid_1",
        retried_from="img_0",
        model="sdxl",
        priority=3,
        message="uno",
        step=1,
        steps=2,
        timings={"queue_s": 0.5},
    )
    assert store.accept(job)
    found = store.get("img_1")
    assert found
    assert {field.name: getattr(found, field.name) for field in fields(Job)} == {
        field.name: getattr(job, field.name) for field in fields(Job)
    }


@pytest.mark.parametrize("ended", sorted(TERMINAL))
def test_a_job_that_has_ended_never_changes(store: JobStore, ended: Status) -> None:
    store.accept(_job())
    store.move("img_1", "processing")
    assert store.move("img_1", ended, seq=5)
    for status in TRANSITIONS:
        assert not store.move("img_1", status, seq=99)
    assert not store.change("img_1", cancelling=True)
    found = store.get("img_1")
    assert found
    assert (found.status, found.seq, found.cancelling) == (ended, 5, False)


def test_of_two_who_end_a_job_one_is_told_it_did(store: JobStore) -> None:
    for number in range(20):
        job = _job(f"img_{number}")
        store.accept(job)
        store.move(job.id, "processing")
        with ThreadPoolExecutor(3) as racers:
            told = list(racers.map(partial(store.move, job.id), ("completed", "cancelled", "failed")))
        assert sorted(told) == [False, False, True]


def test_one_key_makes_one_job_however_many_come_at_once(store: JobStore) -> None:
    told: list[bool] = []
    start = threading.Barrier(20)

    def come(number: int) -> None:
        start.wait()
        told.append(store.accept(_job(f"img_{number}"), IdempotencyKey("ana", "k", "hash")))

    callers = [threading.Thread(target=come, args=(number,)) for number in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert sorted(told) == [False] * 19 + [True]
    assert len(store.active()) == 1, "those who came late left no job behind"


def test_a_key_is_forgotten_after_a_day_and_belongs_to_its_owner(store: JobStore) -> None:
    key = IdempotencyKey("ana", "k", "hash")
    assert store.accept(_job("img_1", KEY_LIFE + timedelta(minutes=1)), key)
    assert store.keyed("ana", "k") is None
    assert store.accept(_job("img_2"), key)
    assert store.keyed("ana", "k") == ("img_2", "hash")
    assert store.accept(_job("img_3"), IdempotencyKey("luis", "k", "hash"))


def test_the_table_works_on_postgresql_as_it_is() -> None:
    """No SQLite dialect in the logic: every statement compiles for PostgreSQL too."""
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    from enfoads.jobs import store as module

    sql = str(CreateTable(module._jobs).compile(dialect=postgresql.dialect()))
    assert "number BIGSERIAL" in sql
    assert "params JSONB" in sql
    assert "TIMESTAMP WITH TIME ZONE" in sql
