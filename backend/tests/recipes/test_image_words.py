"""From the words a person wrote to the words a model is told: translated, styled, and only when that is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from enfoads.errors import InvalidRequest
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ImageDefaults
from enfoads.recipes.image_words import settle_words
from enfoads.settings import Settings


@pytest.fixture
def config(tmp_path: Any) -> Settings:
    return Settings(data_dir=tmp_path)


def defaults(model: str, config: Settings) -> ImageDefaults:
    image = Catalog(config).get(model).image
    assert image is not None
    return image


def told(model: str, config: Settings, **given: Any) -> tuple[str, str]:
    words = settle_words({"negative_prompt": "", **given}, defaults(model, config), config)
    return words["prompt_used"], words["negative_prompt_used"]


def test_a_checkpoint_that_reads_english_is_told_english_when_asked(config: Settings) -> None:
    asked = {"prompt": "(zapatillas rojas:1.3) sobre arena", "negative_prompt": "manos", "translate": True}
    assert told("sdxl-base", config, **asked) == ("(red sneakers:1.3) on sand", "hands")
    assert told("sdxl-base", config, **asked | {"translate": False})[0] == asked["prompt"]
    assert told("starter", config, **asked)[0] == asked["prompt"]


def test_a_style_speaks_the_language_the_checkpoint_reads(config: Settings) -> None:
    asked = {"prompt": "una pizza", "style": "icon-blue", "translate": True}
    assert told("starter", config, **asked)[0] == "una pizza sobre fondo azul"
    assert told("sdxl-base", config, **asked)[0] == "a pizza on a blue background"


def test_a_styles_negative_words_are_left_out_where_nobody_reads_them(config: Settings) -> None:
    assert told("sdxl-base", config, prompt="a cup", style="cinematic")[1].startswith("flat light")
    assert told("sdxl-lightning-4", config, prompt="a cup", style="cinematic")[1] == ""
    assert told("sdxl-base", config, prompt="a cup", style="cinematic", guidance_scale=1.0, negative_prompt="hands")[1] == "hands"


def test_a_style_stands_between_the_checkpoints_own_words_and_nothing_else(config: Settings) -> None:
    words = settle_words(
        {"prompt": "a cup", "style": "icon-white"}, defaults("starter", config), config.model_copy(update={"preprompt": "icon,"})
    )
    assert words["prompt_used"] == "icon, a cup on a white background"
    with pytest.raises(InvalidRequest):
        told("starter", config, prompt="a cup", style="nothing-like-it")
