"""Changing a part of a picture: whatever the mask and the shape, what is not marked comes back bit by bit."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from enfoads.engines.image.region import MARKED, Box, Margins, Region, crop_around, feathered, filled, in_shape, region
from enfoads.errors import InvalidRequest
from enfoads.models.entry import ImageDefaults
from enfoads.recipes.image_sizes import best_size

STARTER = ImageDefaults(
    layout="diffusers", factor=16, min_size=64, max_size=256, width=128, height=128, steps=20, guidance=4, schedulers=[], languages=[]
)
best = partial(best_size, STARTER)
NONE = Margins()


def noise(width: int, height: int, bands: int = 3, seed: int = 1) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, bands), dtype=np.uint8))


def disc(width: int, height: int, box: tuple[int, int, int, int]) -> Image.Image:
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).ellipse(box, fill=255)
    return mask


def redrawn(part: Region) -> np.ndarray:
    """The canvas with other noise where the model drew."""
    return np.asarray(part.paste(noise(part.box.width, part.box.height, seed=2)))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_whatever_the_shape_only_what_is_marked_changes(width: int, height: int, data: st.DataObject) -> None:
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    right, bottom = data.draw(st.integers(left + 1, width)), data.draw(st.integers(top + 1, height))
    blur = data.draw(st.sampled_from([0, 1, 4, 64]))
    mask = Image.new("L", (width, height))
    mask.paste(255, (left, top, right, bottom))
    reference = noise(width, height)
    part = region(reference, mask, NONE, blur, best)
    assert part.source().size == part.mask().size == part.size
    assert 64 <= min(part.size) <= max(part.size) <= 256
    assert part.box.left <= left < right <= part.box.right
    assert part.box.top <= top < bottom <= part.box.bottom
    kept = np.asarray(mask) == 0
    assert (redrawn(part)[kept] == np.asarray(reference)[kept]).all()
    assert part.blend.max() == 255  # thin marks too are redrawn in full somewhere
    assert np.asarray(part.mask()).any()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 120), st.integers(1, 120), st.tuples(*[st.integers(0, 200)] * 4).filter(any))
def test_widening_keeps_the_old_picture_bit_by_bit(width: int, height: int, sides: tuple[int, int, int, int]) -> None:
    margins, reference = Margins(*sides), noise(width, height)
    part = region(reference, None, margins, 4, best)
    whole = redrawn(part)
    assert whole.shape == (height + margins.top + margins.bottom, width + margins.left + margins.right, 3)
    assert (whole[margins.top : margins.top + height, margins.left : margins.left + width] == np.asarray(reference)).all()


def test_a_small_mark_is_drawn_from_near_by_and_not_from_the_whole_picture() -> None:
    part = region(noise(1080, 1920), disc(1080, 1920, (500, 900, 540, 940)), NONE, 4, best)
    assert part.box.width == part.box.height
    assert 64 <= part.box.width < 120
    assert part.size == (128, 128)


def test_the_edge_is_soft_inside_the_mark_and_gone_with_blur_0() -> None:
    mask = np.zeros((50, 50), np.uint8)
    mask[10:40, 10:40] = 255
    soft = feathered(mask, 4)
    assert soft[9, 25] == 0
    assert list(soft[10:15, 25]) == [51, 102, 153, 204, 255]
    assert (feathered(mask, 0) == mask).all()


def test_the_picture_s_own_border_is_no_edge() -> None:
    """A mark that reaches the border would leave a rim of the old picture there."""
    mask = np.zeros((50, 50), np.uint8)
    mask[:, 30:] = 255
    assert (feathered(mask, 8)[:, -1] == 255).all()


def test_a_thin_line_is_redrawn_and_not_faded_away() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[20, :] = 255
    assert (feathered(mask, 16)[20] == 255).all()


def test_what_is_transparent_is_redrawn() -> None:
    mask = Image.new("RGBA", (100, 80), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (10, 20, 30, 40))
    part = region(noise(100, 80), mask, NONE, 0, best)
    expected = np.zeros((80, 100), bool)
    expected[20:40, 10:30] = True
    found = np.zeros((80, 100), bool)
    found[part.box.top : part.box.bottom, part.box.left : part.box.right] = part.blend > 0
    assert (found == expected).all()


def test_an_opaque_mask_with_alpha_is_read_by_its_light() -> None:
    """A canvas on a page exports RGBA, white strokes on black."""
    mask = Image.new("RGBA", (64, 64), (0, 0, 0, 255))
    mask.paste((255, 255, 255, 255), (0, 0, 8, 64))
    part = region(noise(64, 64), mask, NONE, 0, best)
    assert (part.blend[:, :8] == 255).all()
    assert not part.blend[:, 8:].any()


def test_the_holes_of_a_picture_are_its_mask_and_their_hidden_colours_are_not_seen() -> None:
    reference = Image.new("RGBA", (100, 100), (200, 30, 30, 255))
    reference.paste((0, 0, 0, 0), (40, 40, 60, 60))
    part = region(reference, None, NONE, 4, best)
    assert np.abs(np.asarray(part.canvas).astype(int) - (200, 30, 30)).max() <= 1
    assert part.blend.max() == 255


def test_a_mask_of_another_size_is_scaled_to_the_picture() -> None:
    mask = Image.new("L", (50, 50))
    mask.paste(255, (0, 0, 25, 50))
    part = region(noise(200, 200), mask, NONE, 0, best)
    assert part.blend[100, 90] == 255
    assert part.blend.shape[1] == part.box.width
    whole = np.zeros((200, 200))
    whole[part.box.top : part.box.bottom, part.box.left : part.box.right] = part.blend
    assert not whole[:, 110:].any()


def test_the_noise_of_a_jpeg_marks_nothing() -> None:
    faint = Image.new("L", (64, 64), MARKED - 1)
    with pytest.raises(InvalidRequest) as refused:
        region(noise(64, 64), faint, NONE, 4, best)
    assert refused.value.param == "mask"


def test_a_picture_without_holes_marks_nothing() -> None:
    with pytest.raises(InvalidRequest):
        region(noise(64, 64), None, NONE, 4, best)


def test_a_grey_mark_is_half_redrawn() -> None:
    reference = Image.new("RGB", (64, 64), (0, 0, 0))
    part = region(reference, Image.new("L", (64, 64), 128), NONE, 0, best)
    assert np.asarray(part.paste(Image.new("RGB", (64, 64), (200, 200, 200)))).max() in (100, 101)


def test_new_ground_takes_the_colours_at_the_edge() -> None:
    """Otherwise the model starts from black bars."""
    image = Image.new("RGB", (40, 20), (10, 200, 90))
    canvas = Image.new("RGB", (80, 20))
    canvas.paste(image, (20, 0))
    known = np.zeros((20, 80), bool)
    known[:, 20:60] = True
    assert np.abs(np.asarray(filled(canvas, known)).astype(int) - (10, 200, 90)).max() <= 1


def test_new_ground_begins_in_the_colour_of_the_old_edge() -> None:
    """A hard line would show where the old picture ended."""
    part = region(Image.new("RGB", (500, 300), (40, 90, 220)), None, Margins(right=500), 4, best)
    across = np.asarray(part.paste(Image.new("RGB", (part.box.width, part.box.height), (250, 220, 60))))[150, 498:].astype(int)
    assert np.abs(np.diff(across, axis=0)).max() <= 15
    assert (across[30:] == (250, 220, 60)).all()


def test_a_mark_that_meets_new_ground_leaves_no_line_of_the_old_picture() -> None:
    mask = Image.new("L", (200, 100))
    mask.paste(255, (100, 0, 200, 100))
    part = region(noise(200, 100), mask, Margins(right=100), 4, best)
    assert (part.blend[50, 110 - part.box.left : 290 - part.box.left] == 255).all()


def test_paste_leaves_what_lies_outside_the_box_of_another_picture() -> None:
    part = Region(Image.new("RGB", (10, 10)), Box(2, 2, 6, 6), np.full((4, 4), 255, np.uint8), (64, 64))
    onto = noise(10, 10)
    pasted = np.asarray(part.paste(Image.new("RGB", (4, 4), "white"), onto))
    assert (pasted[2:6, 2:6] == 255).all()
    assert (pasted[6:] == np.asarray(onto)[6:]).all()


def test_a_crop_grows_into_shape_without_leaving_the_picture() -> None:
    grown = in_shape(crop_around(Box(0, 40, 10, 50), (100, 60), 5, 0), 2.0, (100, 60))
    assert grown == Box(0, 35, 40, 55)
