"""A delivered file has exactly the pixels that were asked for, and nothing in it is stretched."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from enfoads.engines.finish.size import cover


@pytest.mark.parametrize("size", [(1080, 1920), (1080, 1350), (1080, 1080), (1920, 1080), (16, 16), (17, 4096), (64, 64)])
@pytest.mark.parametrize("drawn", [(128, 128), (96, 176), (256, 64)])
def test_the_size_is_exact(drawn: tuple[int, int], size: tuple[int, int]) -> None:
    assert cover(Image.new("RGB", drawn, "red"), size).size == size


def test_a_circle_stays_a_circle_and_in_the_middle() -> None:
    image = Image.new("L", (200, 100))
    ImageDraw.Draw(image).ellipse((75, 25, 124, 74), fill=255)
    found = np.asarray(cover(image, (300, 300))) > 127
    rows, columns = np.flatnonzero(found.any(1)), np.flatnonzero(found.any(0))
    assert abs(len(rows) - len(columns)) <= 1
    assert abs(rows.mean() - 149.5) <= 1
    assert abs(columns.mean() - 149.5) <= 1


def test_a_picture_of_the_right_size_is_not_touched() -> None:
    image = Image.effect_noise((64, 48), 50)
    assert cover(image, (64, 48)).tobytes() == image.tobytes()


def test_flat_colour_stays_exactly_that_colour() -> None:
    assert cover(Image.new("RGB", (128, 128), (12, 200, 77)), (1080, 1920)).getcolors() == [(1080 * 1920, (12, 200, 77))]
