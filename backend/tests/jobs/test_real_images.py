"""The queue with the real starter checkpoint: what kills and cancels do to pictures, which is nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from jobdesk import until

from enfoads.app import create_studio
from enfoads.jobs.job import Job
from enfoads.library.asset import AssetQuery
from enfoads.recipes.image_request import settle
from enfoads.settings import Settings
from enfoads.studio import Studio

STEPS = 8


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = create_studio(Settings(data_dir=tmp_path_factory.mktemp("studio") / "data", threads=1))
    yield studio
    studio.close()


def _submit(studio: Studio, **fields: Any) -> Job:
    asked = {"prompt": "a yellow hamburger", "num_inference_steps": STEPS, "seed": 7, "force": True, "cache": False, **fields}
    params = settle(asked, studio.catalog, studio.settings)
    return studio.queue.submit("image", params, model=params["model"])


def _picture(job: Job) -> str:
    """SHA-256 of the finished picture."""
    assert job.status == "completed", job.error
    assert job.result
    return str(job.result["images"][0]["asset"]["sha256"])


def test_cancelled_pictures_do_not_change_the_next_one(studio: Studio, scale: float, capsys: pytest.CaptureFixture[str]) -> None:
    """The issue's figure is 200 cancels: ENFOADS_TEST_SCALE=25."""
    before = studio.queue.wait(_submit(studio).id, 120)
    assert before.result
    step_s = studio.queue.wait(_submit(studio).id, 120).timings["run_s"] / (STEPS + 2)
    rng = random.Random(7)
    late: list[float] = []
    for seed in range(round(8 * scale)):
        job = _submit(studio, seed=seed, num_inference_steps=100)
        time.sleep(rng.uniform(0, 10 * step_s))
        begun = time.monotonic()
        studio.queue.cancel(job.id)
        assert studio.queue.wait(job.id, 60).status == "cancelled"
        late.append(time.monotonic() - begun)
    late.sort()
    with capsys.disabled():
        print(
            f"\n{len(late)} pictures cancelled, step {step_s * 1e3:.0f} ms: "
            f"p50 {late[len(late) // 2] * 1e3:.0f} ms, slowest {late[-1] * 1e3:.0f} ms"
        )
    after = studio.queue.wait(_submit(studio).id, 120)
    assert after.attempt == 1
    assert _picture(after) == _picture(before), "bitwise"


def test_a_worker_killed_while_it_denoises_still_gives_the_same_picture(studio: Studio) -> None:
    expected = _picture(studio.queue.wait(_submit(studio, num_inference_steps=40).id, 120))
    job = _submit(studio, num_inference_steps=40)
    until(lambda: studio.queue.get(job.id).step)
    assert studio.queue.get(job.id).stage == "denoising"
    worker = next(child for child in psutil.Process().children() if "--lane gpu " in " ".join(child.cmdline()))
    worker.kill()
    ended = studio.queue.wait(job.id, 120)
    assert (ended.attempt, _picture(ended)) == (2, expected)
    assert [asset.job_id for asset in studio.library.list(AssetQuery(limit=200)).items].count(job.id) == 1
