"""The image job on the real starter: progress, previews, files with their recipe, cancel, cache, and a second go with less memory."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from enfoads.engines import create_engine
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.errors import DeviceOutOfMemory, DiskFull, JobCancelled
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory
from enfoads.library.provenance import read_recipe
from enfoads.models.catalog import Catalog
from enfoads.recipes import image

SMALL = {"model": "starter", "width": 64, "height": 64, "num_inference_steps": 4, "seed": 5}


def ask(job: Any, prompt: str = "pizza", **fields: Any) -> dict[str, Any]:
    return job.ask(prompt, **fields)


def pixels(job: Any, index: int = 0) -> np.ndarray:
    return job.pixels(index)


def test_a_picture_arrives_with_its_recipe(job: Any) -> None:
    result = ask(job, "una (hamburguesa:1.2)", negative_prompt="azul", scheduler="ddim")
    saved = job.saved[0]
    assert result["images"] == [{"asset": {"id": "img_test_0"}, "seed": 5, "cached": False}]
    assert (result["model"], result["device"], result["cached"], result["warnings"]) == ("starter", "cpu", False, [])
    assert result["prompt_used"] == "una (hamburguesa:1.2)"
    assert (saved["mime"], saved["type"], saved["prompt"]) == ("image/png", "image", "una (hamburguesa:1.2)")
    recipe = {key: value for key, value in saved["recipe"].items() if value is not None}
    assert read_recipe(saved["path"]) == recipe
    assert len(recipe.pop("checkpoint")) == 16
    assert recipe == {
        "prompt": "una (hamburguesa:1.2)", "negative_prompt": "azul", "width": 64, "height": 64, "num_inference_steps": 4,
        "guidance_scale": 4.0, "scheduler": "ddim", "model": "starter", "seed": 5, "num_outputs": 1,
    }  # fmt: skip
    assert pixels(job).shape == (64, 64, 3)


def test_the_same_recipe_gives_the_same_file(job: Any) -> None:
    ask(job, cache=False)
    first = job.saved[0]["path"].read_bytes()
    job.job_id = "img_other"
    ask(job, cache=False)
    assert job.saved[0]["path"].read_bytes() == first


def test_a_recipe_asked_for_again_gives_the_same_picture(job: Any) -> None:
    """ "Use these settings": what a file says about itself is a request."""
    ask(job, "perro sobre fondo azul", num_outputs=2, cache=False)
    picture, recipe = pixels(job, 1), read_recipe(job.saved[1]["path"])
    assert recipe is not None
    del recipe["checkpoint"]
    ask(job, cache=False, **recipe)
    assert (pixels(job) == picture).all()


def test_each_of_several_outputs_is_what_its_own_seed_gives(job: Any) -> None:
    result = ask(job, num_outputs=4)
    together = [pixels(job, index) for index in range(4)]
    assert [made["seed"] for made in result["images"]] == [5, 6, 7, 8]
    assert [made["asset"]["id"] for made in result["images"]] == [f"img_test_{index}" for index in range(4)]
    for index in range(4):
        ask(job, seed=5 + index, cache=False)
        assert (pixels(job) == together[index]).all()


def test_progress_goes_forward_through_named_stages(job: Any) -> None:
    ask(job, num_outputs=2)
    stages = [stage for _, stage, *_ in job.told]
    assert stages[0] == "loading"
    assert job.told[0][0] is None
    assert [stage for index, stage in enumerate(stages) if index == 0 or stage != stages[index - 1]] == [
        "loading", "encoding", "denoising", "decoding", "saving", "encoding", "denoising", "decoding", "saving",
    ]  # fmt: skip
    percents = [percent for percent, *_ in job.told[1:]]
    assert percents == sorted(percents)  # type: ignore[type-var]
    assert percents[0] == 10
    assert 90 < percents[-1] < 100  # type: ignore[operator]
    steps = [(step, total) for _, _, step, total, message in job.told if step and message == "1/2"]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_preview_comes_with_the_first_step_and_not_too_often(job: Any) -> None:
    started = time.monotonic()
    ask(job, num_inference_steps=60)
    assert 1 <= len(job.previews) <= (time.monotonic() - started) / image.PREVIEW_S + 1
    assert all(jpeg.startswith(b"\xff\xd8") and len(jpeg) <= 16 << 10 for jpeg in job.previews)


def test_timings_tell_where_the_time_went(job: Any) -> None:
    timings = ask(job, num_outputs=2)["timings"]
    assert set(timings) == {"load_s", "encode_s", "denoise_s", "decode_s", "save_s", "total_s"}
    parts = sum(seconds for name, seconds in timings.items() if name != "total_s")
    assert parts <= timings["total_s"] + 0.01


def test_a_warning_reaches_the_person(job: Any) -> None:
    assert ask(job, negative_prompt="ugly", guidance_scale=0.0, num_outputs=2)["warnings"] == ["negative_prompt_ignored"]


def test_words_of_the_checkpoint_come_first_and_count(job: Any) -> None:
    ask(job)
    plain = pixels(job)
    job.settings = job.settings.model_copy(update={"preprompt": "blue"})
    result = ask(job)
    assert result["prompt_used"] == "blue, pizza"
    assert not result["cached"]
    assert (pixels(job) != plain).any()
    assert job.saved[0]["recipe"]["preprompt"] == "blue"


# Cancel ---------------------------------------------------------------------------------------------------------------------


def test_a_cancelled_job_ends_at_the_next_step_and_spoils_nothing(job: Any) -> None:
    ask(job, cache=False)
    expected = pixels(job)
    job.told.clear()
    job.cancel_when = lambda: any(step == 2 for _, _, step, *_ in job.told)
    with pytest.raises(JobCancelled):
        ask(job, seed=9, num_inference_steps=30)
    assert max(step or 0 for _, _, step, *_ in job.told) == 2
    job.cancel_when = lambda: False
    ask(job, cache=False)
    assert (pixels(job) == expected).all()


def test_finished_pictures_of_a_cancelled_job_stay(job: Any) -> None:
    job.cancel_when = lambda: 1 in job.saved
    with pytest.raises(JobCancelled):
        ask(job, num_outputs=4)
    assert set(job.saved) == {0, 1}


# Cache ----------------------------------------------------------------------------------------------------------------------


def test_a_repeated_request_needs_no_model(job: Any) -> None:
    ask(job, num_outputs=2)
    first, before = job.saved[1]["path"].read_bytes(), job.asked_for_gpu
    result = ask(job, num_outputs=2)
    assert result["cached"] is True
    assert [made["cached"] for made in result["images"]] == [True, True]
    assert job.saved[1]["path"].read_bytes() == first
    assert job.asked_for_gpu == before


def test_the_bar_never_goes_back_when_a_later_picture_was_there_already(job: Any) -> None:
    """The cached third picture put it at 97 %, the drawing of the first one back at 10 %."""
    ask(job, seed=7)
    job.told.clear()
    assert [made["cached"] for made in ask(job, seed=5, num_outputs=3)["images"]] == [False, False, True]
    percents = [percent for percent, *_ in job.told if percent is not None]
    assert percents == sorted(percents)


def test_only_what_is_missing_is_drawn(job: Any) -> None:
    ask(job, num_outputs=2)
    result = ask(job, num_outputs=3)
    assert [made["cached"] for made in result["images"]] == [True, True, False]
    assert result["cached"] is False


@pytest.mark.parametrize("where", ["request", "settings"])
def test_the_cache_can_be_turned_off(where: str, job: Any) -> None:
    if where == "settings":
        job.settings = job.settings.model_copy(update={"result_cache": False})
    fields = {"cache": False} if where == "request" else {}
    assert [ask(job, **fields)["cached"] for _ in range(2)] == [False, False]
    assert not (job.settings.data_dir / "cache").exists()


def test_another_checkpoint_of_the_same_name_is_not_taken_from_the_cache(job: Any, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "checkpoints" / "mine"
    shutil.copytree(Path(image.__file__).parents[1] / "models" / "starter", folder)
    settings = job.settings
    job.manager = GpuManager(lambda name: create_engine(name, Catalog(settings), settings), HostMemory())
    asked = {"model": "mine", "force": True}
    assert ask(job, **asked)["cached"] is False
    assert ask(job, **asked)["cached"] is True
    (folder.with_name("mine.toml")).write_text('[image]\nprediction_type = "epsilon"\n')
    assert ask(job, **asked)["cached"] is False


# Memory -----------------------------------------------------------------------------------------------------------------------


class TightMemory(HostMemory):
    """A GPU, as far as the manager knows: work is tried before it is made cheaper."""

    is_gpu = True


def test_a_second_go_with_less_memory_keeps_what_is_finished(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    job.manager = GpuManager(lambda name: create_engine(name, Catalog(job.settings), job.settings), TightMemory(), host=HostMemory())
    seen: list[tuple[int, bool]] = []
    real = SdxlEngine.generate

    def generate(self: SdxlEngine, task: Any, on_step: Any) -> Any:
        seen.append((task.seed, task.tiled_decode))
        if task.seed == 6 and not task.tiled_decode:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(self, task, on_step)

    monkeypatch.setattr(SdxlEngine, "generate", generate)
    result = ask(job, num_outputs=3)
    assert seen == [(5, False), (6, False), (6, True), (7, True)]
    assert len(result["images"]) == 3


def test_when_even_that_is_too_much_the_next_job_still_works(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    job.manager = GpuManager(lambda name: create_engine(name, Catalog(job.settings), job.settings), TightMemory(), host=HostMemory())

    def fail(*_: Any) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    with monkeypatch.context() as tight:
        tight.setattr(SdxlEngine, "generate", fail)
        with pytest.raises(DeviceOutOfMemory):
            ask(job)
    assert len(ask(job)["images"]) == 1


def test_a_full_disk_is_called_that(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(job), "staging_path", lambda self, suffix: Path("/dev/full"))
    with pytest.raises(DiskFull):
        ask(job, cache=False)
