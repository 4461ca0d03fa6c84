"""How long a job will take, as people are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from enfoads.jobs.eta import Estimates
from enfoads.jobs.job import Job

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _job(seconds: float | None = None, *, model: str = "sdxl", result: dict[str, Any] | None = None, **params: Any) -> Job:
    picture = {"width": 1024, "height": 1024, "num_inference_steps": 25, "num_outputs": 1, **params}
    job = Job("img_1", "image", "gpu", picture, NOW, model=model, started_at=NOW, result=result)
    job.finished_at = None if seconds is None else NOW + timedelta(seconds=seconds)
    return job


def _taught(*seconds: float) -> Estimates:
    estimates = Estimates()
    for one in seconds:
        estimates.learn(_job(one))
    return estimates


def test_nothing_is_promised_before_the_first_run() -> None:
    assert Estimates().total(_job()) is None


def test_time_grows_with_steps_pixels_and_outputs() -> None:
    estimates = _taught(10)
    assert estimates.total(_job()) == pytest.approx(10)
    assert estimates.total(_job(num_inference_steps=50, num_outputs=4)) == pytest.approx(80)
    assert estimates.total(_job(width=512, height=512)) == pytest.approx(2.5)


def test_one_slow_first_run_does_not_spoil_the_estimate() -> None:
    assert _taught(90, 10, 10, 11, 9).total(_job()) == pytest.approx(10)


def test_a_picture_from_the_cache_teaches_nothing() -> None:
    estimates = _taught(10)
    for _ in range(20):
        estimates.learn(_job(0.01, result={"cached": True}))
    assert estimates.total(_job()) == pytest.approx(10)


def test_a_model_never_used_is_guessed_from_its_kind() -> None:
    assert _taught(10).total(_job(model="new")) == pytest.approx(10)


def test_a_job_of_unknown_size_takes_as_long_as_the_others() -> None:
    estimates = Estimates()
    for seconds in (1, 2, 30):
        done = Job("mdl_1", "model_pull", "media", {}, NOW, started_at=NOW)
        done.finished_at = NOW + timedelta(seconds=seconds)
        estimates.learn(done)
    assert estimates.total(Job("mdl_2", "model_pull", "media", {}, NOW)) == 2


def test_the_end_of_a_run_trusts_the_run_itself() -> None:
    """Past runs took 10 s; this one is slow: 90 % after 90 s."""
    job = _job()
    job.progress = 90
    assert _taught(10).remaining(job, NOW + timedelta(seconds=90)) == pytest.approx(9)
    job.progress = 0
    assert _taught(10).remaining(job, NOW + timedelta(seconds=4)) == pytest.approx(6)
    assert Estimates().remaining(job, NOW + timedelta(seconds=4)) is None
    job.progress = 50
    assert Estimates().remaining(job, NOW + timedelta(seconds=4)) == pytest.approx(4)


def test_a_video_of_twice_the_work_is_expected_to_take_twice_as_long() -> None:
    estimates = Estimates()
    estimates.learn(_job(20, work=10.0))
    assert estimates.total(_job(work=20.0)) == pytest.approx(40)
