"""A picture of any shape is drawn at a size that the checkpoint draws well."""

from __future__ import annotations

import pytest

from enfoads.models.catalog import Catalog
from enfoads.recipes.image_sizes import best_size, fitting
from enfoads.settings import Settings

SHAPES = [(1080, 1920), (1080, 1350), (1080, 1080), (1920, 1080), (1, 4096), (4096, 1), (1, 1), (3, 2)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("model", ["starter", "sdxl-base", "sdxl-lightning-4"])
def test_the_size_is_one_that_the_checkpoint_takes(model: str, shape: tuple[int, int]) -> None:
    image = Catalog(Settings()).get(model).image
    assert image is not None
    for side in best_size(image, *shape):
        assert image.min_size <= side <= image.max_size
        assert side % image.factor == 0


def test_the_platforms_shapes_are_drawn_at_the_sizes_that_sdxl_learned() -> None:
    """arXiv:2307.01952, appendix I."""
    image = Catalog(Settings()).get("sdxl-base").image
    assert image is not None
    assert [best_size(image, *shape) for shape in SHAPES[:4]] == [(768, 1344), (896, 1152), (1024, 1024), (1344, 768)]


@pytest.mark.parametrize("shape", SHAPES[:4])
def test_the_starter_keeps_shape_and_area(shape: tuple[int, int]) -> None:
    image = Catalog(Settings()).get("starter").image
    assert image is not None
    width, height = best_size(image, *shape)
    assert width / height == pytest.approx(shape[0] / shape[1], rel=0.07)
    assert width * height == pytest.approx(128 * 128, rel=0.2)


def test_one_given_side_is_completed_within_the_limits() -> None:
    image = Catalog(Settings()).get("starter").image
    assert image is not None
    assert [fitting(image, length) for length in (1, 70, 100, 5000)] == [64, 64, 96, 256]
