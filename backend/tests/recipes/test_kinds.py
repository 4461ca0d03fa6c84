"""What the kinds of job have in common."""

from __future__ import annotations

import re

import pytest

from enfoads.commands.progress import _STAGES_ES
from enfoads.settings import REPOSITORY

RECIPES = REPOSITORY / "backend" / "enfoads" / "recipes"
TEXTS = REPOSITORY / "frontend" / "src" / "i18n"
TOLD = re.compile(r"progress\([^)]*?\"([a-z]+)\"", re.DOTALL)


def told() -> set[str]:
    return {stage for path in RECIPES.glob("*.py") for stage in TOLD.findall(path.read_text("utf-8"))}


def test_every_stage_that_a_recipe_tells_has_a_spanish_word_in_the_terminal() -> None:
    assert told() - _STAGES_ES.keys() == set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_stage_that_a_recipe_tells_has_words_on_the_page(language: str) -> None:
    assert {"loading", "refining", "saving"} <= told()
    words = (TEXTS / language / "jobs.ts").read_text("utf-8")
    assert {stage for stage in told() if f"'jobs.stage.{stage}':" not in words} == set()
