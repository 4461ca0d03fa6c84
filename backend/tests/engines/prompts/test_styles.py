"""Styles add their words and leave the person's alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from enfoads.engines.image.prompt import parse
from enfoads.engines.prompts.styles import Style, every, find, styled
from enfoads.errors import InvalidRequest

STYLES = [style.id for style in every()]
PROMPT = r"una (taza:1.2) de [café] y pan++, \(2 x 1\), fondo azul"


def weighed(text: str) -> list[tuple[str, float]]:
    """Every character that is no space, and how much it counts."""
    return [(char, run.weight) for run in parse(text) for char in run.text if not char.isspace()]


def holds(whole: list[tuple[str, float]], part: list[tuple[str, float]]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


def test_there_are_at_least_forty_styles_of_every_kind() -> None:
    assert len(STYLES) >= 40
    assert {"product", "food", "fashion", "beauty", "tech", "home", "seasonal", "social", "mood", "light", "illustration", "icon"} <= set(
        Counter(style.category for style in every())
    )
    assert {"fiestas-patrias", "day-of-the-dead", "three-kings", "christmas", "black-friday", "valentines"} <= set(STYLES)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("style_id", STYLES)
def test_every_style_keeps_the_persons_words_and_weights_as_typed(style_id: str, language: str) -> None:
    prompt, negative = styled(PROMPT, "(manos:1.3) feas", style_id, "es" if language == "es" else "en")
    assert PROMPT in prompt
    assert len(prompt) > len(PROMPT)
    assert holds(weighed(prompt), weighed(PROMPT))
    assert holds(weighed(negative), weighed("(manos:1.3) feas"))
    style = find(style_id)
    assert style.words_in("es" if language == "es" else "en").split(",")[0] in prompt


def test_both_languages_of_a_style_say_something_of_their_own() -> None:
    assert [style.id for style in every() if style.words == style.words_es or style.example == style.example_es] == []
    assert len({style.words for style in every()}) == len(STYLES)


def test_icon_styles_use_the_words_the_starter_was_trained_with() -> None:
    assert styled("a rocket", "", "icon-blue", "en") == ("a rocket on a blue background", "")
    assert styled("una pizza", "", "icon-yellow", "es") == ("una pizza sobre fondo amarillo", "")


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_unknown_style_is_refused_with_close_ones(language: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        styled("x", "", "neon-nigth", "en")
    assert caught.value.param == "style"
    assert "neon-night" in caught.value.message("es" if language == "es" else "en")
    with pytest.raises(InvalidRequest):
        find("")


def test_a_style_can_be_found_by_its_name_when_somebody_guesses() -> None:
    with pytest.raises(InvalidRequest, match="day-of-the-dead"):
        find("día de muertos")


MakeStyle = Callable[..., Style]


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "a (weighted:1.2) word"}, {"words": "red++"}, {"words": "trailing, "}, {"words": ""}, {"negative": "[soft]"},
        {"template": "{prompt}"}, {"template": "{prompt} {prompt} {words}"}, {"template": "({prompt}), {words}"}, {"id": "Bad Id"},
        {"category": "cars"}, {"colour": "red"},
    ],
)  # fmt: skip
def test_a_style_that_would_weigh_or_lose_words_is_refused(fields: dict[str, str]) -> None:
    good = {
        "id": "a", "name": "A", "name_es": "A", "category": "food", "words": "red", "words_es": "rojo", "example": "x", "example_es": "x",
    }  # fmt: skip
    assert Style.model_validate(good).template == "{prompt}, {words}"
    with pytest.raises(ValidationError):
        Style.model_validate(good | fields)


PIECES = st.sampled_from(["(", ")", "[", "]", ":1.3)", "++", "--", "\\", ",", " ", "rojo", "taza", "(a:0.5)", "\\(", "{words}", "{prompt}"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=20).map("".join) | st.text(min_size=1, max_size=60), st.sampled_from(STYLES))
def test_no_prompt_however_broken_is_changed_by_a_style(prompt: str, style_id: str) -> None:
    whole, _ = styled(prompt, "", style_id, "en")
    assert prompt in whole
    assert holds(weighed(whole), weighed(prompt))
