"""Pictures from pictures, on the real starter: the reference counts, what is not marked stays, files are what was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from enfoads.errors import InvalidRequest, JobCancelled, UnreadableImage, UnusableLora
from enfoads.library.provenance import read_recipe
from enfoads.recipes import image_scene

BLUE = (40, 90, 220)
PLATFORMS = [(1080, 1920), (1080, 1350), (1080, 1080), (1920, 1080)]


def flat(width: int = 1080, height: int = 1080, colour: tuple[int, ...] = BLUE) -> Image.Image:
    """A ground with a little grain, so that exactness is seen."""
    grain = np.random.default_rng(3).integers(-6, 7, (height, width, 1))
    return Image.fromarray(np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8))


def marked(width: int, height: int, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).ellipse(box, fill=255)
    return mask


# Image to image ---------------------------------------------------------------------------------------------------------


def test_a_reference_of_any_size_is_redrawn_at_the_model_s_best_size_in_its_shape(job: Any) -> None:
    job.ask("pizza", image=job.keep(flat(1080, 1920)), strength=0.5)
    assert job.picture().size == (96, 176)


def test_low_strength_stays_near_the_reference_and_high_strength_leaves_it(job: Any) -> None:
    reference, away = job.keep(flat(128, 128)), []
    for strength in (0.2, 0.6, 1.0):
        job.ask("pizza", image=reference, strength=strength, num_inference_steps=10)
        away.append(np.abs(job.pixels().astype(int) - BLUE).mean())
    assert away == sorted(away)
    assert away[0] * 2 < away[2]


def test_without_strength_a_reference_is_redrawn_by_0_6(job: Any) -> None:
    job.ask("pizza", image=job.keep(flat(128, 128)))
    plain = job.pixels()
    assert job.saved[0]["recipe"]["strength"] == 0.6
    job.ask("pizza", image=job.keep(flat(128, 128)), strength=0.6, cache=False)
    assert (job.pixels() == plain).all()


def test_another_shape_than_the_reference_s_crops_it(job: Any) -> None:
    two = flat(200, 100)
    two.paste((255, 255, 255), (0, 0, 40, 100))  # outside the square in the middle
    job.ask("pizza", image=job.keep(two), strength=0.1, width=128, height=128, num_inference_steps=10)
    assert np.abs(job.pixels()[:, 4:].astype(int) - BLUE).mean() < 25


# A part of a picture ----------------------------------------------------------------------------------------------------


def test_what_is_not_marked_comes_back_bit_by_bit_at_the_reference_s_own_size(job: Any) -> None:
    reference, mask = flat(1080, 1350), marked(1080, 1350, (300, 300, 800, 800))
    job.ask("a red apple", image=job.keep(reference), mask=job.keep(mask))
    kept, old, new = np.asarray(mask) == 0, np.asarray(reference), job.pixels()
    assert new.shape == old.shape
    assert (new[kept] == old[kept]).all()
    assert np.abs(new[400:700, 400:700].astype(int) - old[400:700, 400:700]).mean() > 20


def test_several_outputs_of_a_part_each_have_their_own_seed(job: Any) -> None:
    inputs = {"image": job.keep(flat(256, 256)), "mask": job.keep(marked(256, 256, (40, 40, 220, 220)))}
    job.ask("pizza", num_outputs=2, **inputs)
    second = job.pixels(1)
    assert (job.pixels(0) != second).any()
    job.ask("pizza", **inputs, seed=6, cache=False)
    assert (job.pixels() == second).all()


def test_holes_of_the_picture_are_redrawn_without_a_mask(job: Any) -> None:
    reference = flat(200, 200).convert("RGBA")
    reference.paste((0, 0, 0, 0), (60, 60, 140, 140))
    job.ask("pizza", image=job.keep(reference))
    old, new = np.asarray(flat(200, 200)), job.pixels()
    around = np.ones((200, 200), bool)
    around[60:140, 60:140] = False
    assert (new[around] == old[around]).all()
    assert (new[~around] != 0).any()


def test_a_widened_picture_keeps_the_old_one_bit_by_bit(job: Any) -> None:
    reference = flat(1080, 1080)
    job.ask("blue sky", image=job.keep(reference), outpaint={"left": 420, "right": 420, "top": 0, "bottom": 0})
    assert job.picture().size == (1920, 1080)
    assert (job.pixels()[:, 420:1500] == np.asarray(reference)).all()


def test_a_mask_and_wider_edges_together(job: Any) -> None:
    reference, mask = flat(300, 200), marked(300, 200, (100, 50, 200, 150))
    job.ask("pizza", image=job.keep(reference), mask=job.keep(mask), outpaint={"left": 0, "right": 0, "top": 0, "bottom": 60})
    old, new, kept = np.asarray(reference), job.pixels(), np.asarray(mask) == 0
    assert new.shape == (260, 300, 3)
    assert (new[:200][kept] == old[kept]).all()


def test_a_preview_of_a_part_shows_the_whole_picture(job: Any) -> None:
    import io

    job.ask("pizza", image=job.keep(flat(400, 800)), mask=job.keep(marked(400, 800, (0, 0, 100, 100))))
    with Image.open(io.BytesIO(job.previews[0])) as preview:
        assert preview.size == (128, 256)
        corner = preview.getpixel((120, 250))
    assert len(job.previews[0]) <= 16 << 10
    assert np.abs(np.array(corner) - BLUE).max() < 30


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (700, 3), (17, 17)])
def test_the_smallest_and_thinnest_pictures_are_taken(size: tuple[int, int], job: Any) -> None:
    reference, mask = flat(*size), Image.new("L", size)
    mask.putpixel((size[0] - 1, size[1] - 1), 255)
    job.ask("pizza", image=job.keep(reference), mask=job.keep(mask))
    kept = np.asarray(mask) == 0
    assert (job.pixels()[kept] == np.asarray(reference)[kept]).all()


# Refused ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"width": 128}, "width"),
        ({"height": 128}, "height"),
        ({"outpaint": {"left": 0, "right": 0, "top": 0, "bottom": 0}}, "outpaint"),
        ({"outpaint": {"left": 4096, "right": 0, "top": 0, "bottom": 0}}, "outpaint"),
    ],
)
def test_what_a_part_cannot_be_is_refused_by_name(fields: dict[str, Any], param: str, job: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        job.ask("pizza", image=job.keep(flat(64, 64)), mask=job.keep(marked(64, 64, (8, 8, 40, 40))), **fields)
    assert refused.value.param == param


@pytest.mark.parametrize(("size", "colour"), [((64, 64), 0), ((64, 40), 255)])
def test_an_empty_mask_and_one_of_another_shape_are_refused(size: tuple[int, int], colour: int, job: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        job.ask("pizza", image=job.keep(flat(64, 64)), mask=job.keep(Image.new("L", size, colour)))
    assert refused.value.param == "mask"
    assert refused.value.message("en") != refused.value.message("es")


def test_an_input_that_is_no_longer_kept_is_called_that(job: Any) -> None:
    """A retry after the time that uploads are kept."""
    found = job.keep(flat(64, 64))
    Path(found.path).unlink()
    with pytest.raises(UnreadableImage) as refused:
        job.ask("pizza", image=found)
    assert refused.value.param == "image"


def test_a_lora_that_is_no_longer_kept_is_called_by_its_name(job: Any) -> None:
    lora = {"path": str(job.settings.data_dir / "gone"), "sha256": "ab", "name": "glow", "scale": 1.0, "source": "glow", "by": "name"}
    with pytest.raises(UnusableLora) as refused:
        job.ask(loras=[lora])
    assert "glow" in refused.value.message("en")


# Files ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", PLATFORMS)
def test_a_platform_s_size_is_delivered_exactly(size: tuple[int, int], job: Any) -> None:
    job.ask("pizza", output_width=size[0], output_height=size[1])
    assert job.picture().size == size
    stages = [stage for _, stage, *_ in job.told]
    assert stages.index("finishing") < stages.index("saving")


@pytest.mark.parametrize(("format", "mime", "ending"), [("jpeg", "image/jpeg", ".jpg"), ("webp", "image/webp", ".webp")])
def test_other_formats_carry_their_recipe_and_come_from_the_cache(format: str, mime: str, ending: str, job: Any) -> None:
    job.ask("una pizza", output_format=format)
    first, path = job.saved[0], job.saved[0]["path"]
    assert first["mime"] == mime
    assert path.suffix == ending
    with Image.open(path) as read:
        assert read.format == format.upper()
    recipe = read_recipe(path)
    assert recipe is not None
    assert (recipe["prompt"], recipe["output_format"]) == ("una pizza", format)
    bytes_before = path.read_bytes()
    assert job.ask("una pizza", output_format=format)["cached"] is True
    assert job.saved[0]["path"].read_bytes() == bytes_before


# The recipe and the cache -----------------------------------------------------------------------------------------------


def test_a_recipe_asked_for_again_gives_the_same_part(job: Any) -> None:
    """ "Use these settings", with the same inputs at hand."""
    inputs = {"image": job.keep(flat(256, 256)), "mask": job.keep(marked(256, 256, (40, 40, 220, 220)))}
    job.ask("pizza", **inputs, mask_blur=9, strength=0.8, pag_scale=1.5, output_width=300, output_height=300, output_format="webp")
    recipe, first = job.saved[0]["recipe"], job.saved[0]["path"].read_bytes()
    assert read_recipe(job.saved[0]["path"]) == {name: value for name, value in recipe.items() if value is not None}
    again = {name: value for name, value in recipe.items() if name not in ("checkpoint", "image_sha256", "mask_sha256")}
    job.ask(**again, **inputs, cache=False)
    assert job.saved[0]["path"].read_bytes() == first


CHANGES: list[dict[str, Any]] = [
    {"strength": 0.5}, {"mask_blur": 0}, {"outpaint": {"left": 16, "right": 0, "top": 0, "bottom": 0}}, {"pag_scale": 2.0},
    {"output_width": 64, "output_height": 64}, {"output_format": "jpeg"}, {"negative_prompt": "blue"}, {"prompt": "burger"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_whatever_changes_the_picture_is_not_answered_from_the_cache(change: dict[str, Any], job: Any) -> None:
    inputs = {"image": job.keep(flat(64, 64)), "mask": job.keep(marked(64, 64, (8, 8, 56, 56)))}
    asked = {"prompt": "pizza"}
    assert job.ask(**asked, **inputs)["cached"] is False
    assert job.ask(**asked, **inputs)["cached"] is True
    assert job.ask(**asked | change, **inputs)["cached"] is False


@pytest.mark.parametrize("which", ["image", "mask"])
def test_another_input_is_another_picture(which: str, job: Any) -> None:
    inputs = {"image": job.keep(flat(64, 64)), "mask": job.keep(marked(64, 64, (8, 8, 56, 56)))}
    job.ask(**inputs)
    inputs[which] = job.keep(flat(64, 64, (200, 30, 30)) if which == "image" else marked(64, 64, (0, 0, 64, 64)))
    assert job.ask(**inputs)["cached"] is False


def test_a_cached_answer_repeats_its_warnings(job: Any) -> None:
    asked = {"negative_prompt": "ugly", "guidance_scale": 0.0}
    assert job.ask(**asked)["warnings"] == ["negative_prompt_ignored"]
    again = job.ask(**asked)
    assert again["cached"] is True
    assert again["warnings"] == ["negative_prompt_ignored"]


# Cancel -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["loading", "encoding", "denoising", "decoding", "finishing"])
def test_cancel_in_any_stage_saves_nothing_and_spoils_nothing(stage: str, job: Any) -> None:
    inputs = {"image": job.keep(flat(128, 128)), "mask": job.keep(marked(128, 128, (20, 20, 100, 100)))}
    asked = {"output_width": 200, "output_height": 200, "cache": False}
    job.ask(**inputs, **asked)
    expected = job.pixels()
    job.saved.clear(), job.told.clear()
    job.cancel_when = lambda: any(said == stage for _, said, *_ in job.told)
    with pytest.raises(JobCancelled):
        job.ask(**inputs, **asked)
    assert not job.saved
    job.cancel_when = lambda: False
    job.ask(**inputs, **asked)
    assert (job.pixels() == expected).all()


def test_inputs_are_opened_once_for_all_outputs(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large picture takes a second to read."""
    opened: list[str] = []
    real = image_scene._open
    monkeypatch.setattr(image_scene, "_open", lambda kept, field: opened.append(field) or real(kept, field))
    job.ask(image=job.keep(flat(64, 64)), mask=job.keep(marked(64, 64, (8, 8, 56, 56))), num_outputs=3)
    assert opened == ["image", "mask"]
