"""What the kinds of job have in common."""

from __future__ import annotations

import re

import pytest

from enfoads.settings import REPOSITORY

RECIPES = REPOSITORY / "backend" / "enfoads" / "recipes"
TEXTS = REPOSITORY / "frontend" / "src" / "i18n"
TOLD = re.compile(r"progress\([^)]*?\"([a-z]+)\"", re.DOTALL)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_stage_that_a_recipe_tells_has_words_on_the_page(language: str) -> None:
    told = {stage for path in RECIPES.glob("*.py") for stage in TOLD.findall(path.read_text("utf-8"))}
    assert {"loading", "refining", "saving"} <= told
    words = (TEXTS / language / "jobs.ts").read_text("utf-8")
    assert {stage for stage in told if f"'jobs.stage.{stage}':" not in words} == set()
