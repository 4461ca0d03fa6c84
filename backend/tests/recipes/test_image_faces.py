"""Face refinement: found faces are drawn again, nothing else changes, and a person is told when there was nothing to do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import skimage.data
from PIL import Image

from enfoads.engines.faces import create as faces
from enfoads.engines.faces.base import FaceBox
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.errors import JobCancelled, ModelNotInstalled
from enfoads.models.catalog import Catalog
from enfoads.recipes.image_checks import check_faces
from enfoads.recipes.image_faces import MAX_FACES, face_regions
from enfoads.settings import Settings

STARTER = Catalog(Settings()).get("starter").image


def box(x: float, y: float, side: float) -> FaceBox:
    return FaceBox(x, y, x + side, y + side, 0.9)


def portrait() -> Image.Image:
    """A real face of some 100 px (scikit-image's astronaut, public domain)."""
    return Image.fromarray(skimage.data.astronaut()).crop((100, 0, 356, 256))


@pytest.fixture
def one_face(monkeypatch: pytest.MonkeyPatch) -> FaceBox:
    """The starter draws no face that a detector knows: here one is always found in the same place."""
    found = box(24, 16, 24)

    class Detector:
        def detect(self, image: Image.Image) -> list[FaceBox]:
            assert image.mode == "RGB"
            return [found]

    monkeypatch.setattr(faces, "create_detector", lambda settings: Detector())
    return found


# Which faces -------------------------------------------------------------------------------------------------------------


def test_the_largest_faces_are_redrawn_and_not_a_crowd() -> None:
    assert STARTER is not None
    crowd = [box(20 * number, 10, 4 + number) for number in range(40)]
    regions = face_regions(Image.new("RGB", (1000, 400)), crowd, STARTER, None)
    assert len(regions) == MAX_FACES
    assert [region.box.width for region in regions] == sorted((region.box.width for region in regions), reverse=True)


def test_a_face_too_small_to_be_known_is_left_alone() -> None:
    assert STARTER is not None
    assert face_regions(Image.new("RGB", (1000, 1000)), [box(500, 500, 19)], STARTER, None) == []
    assert len(face_regions(Image.new("RGB", (1000, 1000)), [box(500, 500, 20)], STARTER, None)) == 1


@pytest.mark.parametrize("place", [(0, 0), (940, 0), (0, 940), (940, 940), (400, 400)])
def test_a_face_at_the_border_has_a_crop_inside_the_picture(place: tuple[int, int]) -> None:
    assert STARTER is not None
    [region] = face_regions(Image.new("RGB", (1000, 1000)), [box(*place, 60)], STARTER, None)
    assert region.box.left >= 0
    assert region.box.right <= 1000
    assert region.blend.shape == (region.box.height, region.box.width)
    assert region.blend[place[1] + 30 - region.box.top, place[0] + 30 - region.box.left] == 255
    assert region.source().size == region.size


def test_a_face_outside_what_may_change_is_left_alone() -> None:
    assert STARTER is not None
    allowed = np.zeros((200, 200), np.uint8)
    allowed[:, 150:] = 255
    picture = Image.new("RGB", (200, 200))
    assert face_regions(picture, [box(10, 10, 40)], STARTER, allowed) == []
    [partly] = face_regions(picture, [box(130, 80, 40)], STARTER, allowed)
    left = 150 - partly.box.left
    assert not partly.blend[:, :left].any()
    assert partly.blend[:, left:].any()


# In a job ----------------------------------------------------------------------------------------------------------------


def test_only_the_face_changes(one_face: FaceBox, job: Any) -> None:
    job.ask(cache=False)
    plain = job.pixels()
    job.told.clear()
    result = job.ask(face_refine=True, face_strength=1.0, face_prompt="a red apple", cache=False)
    changed = (job.pixels() != plain).any(2)
    assert changed[20:36, 28:44].mean() > 0.5
    changed[8:48, 16:56] = False
    assert not changed.any()
    assert result["warnings"] == []
    assert result["timings"]["refine_s"] > 0
    stages = [stage for _, stage, *_ in job.told]
    assert stages.index("decoding") < stages.index("refining") < stages.index("saving")
    percents = [percent for percent, *_ in job.told if percent is not None]
    assert percents == sorted(percents)


def test_the_face_is_told_its_own_words_or_the_picture_s(one_face: FaceBox, job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, float]] = []
    real = SdxlEngine.generate
    monkeypatch.setattr(
        SdxlEngine, "generate", lambda self, task, on_step: told.append((task.prompt, task.strength)) or real(self, task, on_step)
    )
    job.ask("pizza", face_refine=True, cache=False)
    job.ask("pizza", face_refine=True, face_prompt="smiling", face_strength=0.7, cache=False)
    assert told == [("pizza", 1.0), ("pizza", 0.4), ("pizza", 1.0), ("smiling", 0.7)]


def test_face_settings_are_part_of_the_recipe_and_of_the_cache(one_face: FaceBox, job: Any) -> None:
    job.ask(face_refine=True, face_prompt="smiling")
    recipe = job.saved[0]["recipe"]
    assert (recipe["face_refine"], recipe["face_prompt"], recipe["face_strength"]) == (True, "smiling", 0.4)
    assert job.ask(face_refine=True, face_prompt="smiling")["cached"] is True
    assert job.ask(face_refine=True, face_prompt="sad")["cached"] is False
    assert job.ask()["cached"] is False


def test_cancel_while_a_face_is_redrawn_saves_nothing(one_face: FaceBox, job: Any) -> None:
    job.cancel_when = lambda: any(stage == "refining" and step for _, stage, step, *_ in job.told)
    with pytest.raises(JobCancelled):
        job.ask(face_refine=True, cache=False)
    assert not job.saved


def test_a_picture_without_faces_says_so_again_from_the_cache(job: Any) -> None:
    for cached in (False, True):
        result = job.ask("pizza", face_refine=True)
        assert (result["cached"], result["warnings"]) == (cached, ["no_face_to_refine"])


def test_turned_off_in_the_settings_it_is_told_and_costs_nothing(job: Any) -> None:
    job.settings = job.settings.model_copy(update={"enable_face_refinement": False})
    result = job.ask(face_refine=True)
    assert result["warnings"] == ["face_refine_off"]
    assert "refine_s" not in result["timings"]
    assert job.ask()["cached"] is True


def test_a_real_face_is_found_and_redrawn_within_the_mark(job: Any) -> None:
    inputs = {"image": job.keep(portrait()), "mask": job.keep(Image.new("L", (256, 256), 64))}
    asked = {"mask_blur": 0, "strength": 0.3, "cache": False}
    job.ask("a face", **inputs, **asked)
    plain = job.pixels().astype(int)
    result = job.ask("a face", **inputs, **asked, face_refine=True, face_strength=1.0)
    assert result["warnings"] == []
    changed = np.abs(job.pixels() - plain).sum(2)
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    assert 60 < len(rows) < 240
    assert 60 < len(columns) < 240
    assert changed[rows.min() : rows.max(), columns.min() : columns.max()].mean() > 3


def test_without_anything_to_find_faces_with_the_request_is_refused(tmp_path: Any) -> None:
    settings = Settings(data_dir=tmp_path, setup_dir=tmp_path / "nothing")
    with pytest.raises(ModelNotInstalled) as refused:
        check_faces(Catalog(settings), settings)
    assert refused.value.param == "face_refine"
    check_faces(Catalog(settings), settings.model_copy(update={"face_detector_path": "own.onnx"}))
