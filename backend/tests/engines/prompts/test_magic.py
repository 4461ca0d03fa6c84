"""The offline magic prompt: better words around the person's own, the same ones every time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enfoads.engines.prompts.magic import MAX_PROMPT, Brief, brand_words, color_name, enhance
from enfoads.engines.prompts.styles import every, find

GOALS = ["launch", "sale", "testimonial", "food", "seasonal", "event", "awareness", "catalog"]
BRAND = brand_words(name="Sol", colors=["#FF0000", "#0000ff"], tone="cálido", products=["sandalias (nuevas)"])


def test_a_short_prompt_gains_style_composition_light_and_room_for_copy() -> None:
    written = enhance(Brief("una (hamburguesa:1.3) doble"))
    assert written.prompt.startswith("una (hamburguesa:1.3) doble, primer plano apetitoso")
    assert "espacio" in written.prompt
    assert "marca de agua" in written.negative


def test_the_same_request_gives_the_same_words() -> None:
    assert enhance(Brief("red shoes", goal="launch", brand=BRAND)) == enhance(Brief("red shoes", goal="launch", brand=BRAND))
    assert len({enhance(Brief(f"object number {number}")).prompt.partition(",")[2] for number in range(30)}) > 1


@pytest.mark.parametrize("goal", GOALS)
def test_every_purpose_adds_words_of_its_own(goal: str) -> None:
    plain = enhance(Brief("a teapot", style=find("studio-white"))).prompt
    assert enhance(Brief("a teapot", style=find("studio-white"), goal=goal)).prompt != plain


@pytest.mark.parametrize("style", every(), ids=lambda style: style.id)
def test_the_chosen_style_is_the_one_that_is_used(style: Any) -> None:
    written = enhance(Brief("a teapot", style=style))
    assert written.prompt.startswith(style.apply("a teapot", style.words, "en")[:40])
    assert style.negative.split(",")[0] in written.negative


@pytest.mark.parametrize(
    ("prompt", "style_id"),
    [
        ("roscón de Reyes", "three-kings"), ("a Christmas gift", "christmas"), ("chocolate para Día de Muertos", "day-of-the-dead"),
        ("pizza", "food-hero"), ("un perfume", "beauty-clean"), ("a woman in a red dress", "fashion-editorial"), ("xyz", "studio-white"),
    ],
)  # fmt: skip
def test_who_names_no_style_gets_one_that_suits(prompt: str, style_id: str) -> None:
    style = find(style_id)
    assert any(style.words_in(language) in enhance(Brief(prompt)).prompt for language in ("es", "en"))


def test_what_the_person_decided_is_not_decided_again() -> None:
    written = enhance(Brief("a car, 35mm, neon lighting, on the beach, close-up, copy space left", style=find("cinematic"))).prompt
    assert written == f"a car, 35mm, neon lighting, on the beach, close-up, copy space left, {find('cinematic').words}"


def test_the_language_of_the_added_words_follows_the_prompt_or_the_request() -> None:
    assert "fondo" in enhance(Brief("un zapato", style=find("studio-white"))).prompt
    assert "background" in enhance(Brief("a shoe", style=find("studio-white"))).prompt
    assert "background" in enhance(Brief("un zapato", style=find("studio-white"), language="en")).prompt


def test_brand_colours_tone_and_product_are_woven_in() -> None:
    assert enhance(Brief("a beach", brand=BRAND)).prompt.endswith("featuring new sandals, brand palette of red and blue, warm mood")
    assert enhance(Brief("una playa", brand=BRAND)).prompt.endswith("con sandalias nuevas, paleta de marca en rojo y azul, ambiente cálido")


def test_a_product_that_the_prompt_names_is_not_named_again() -> None:
    brand = brand_words(name="Sol", colors=[], tone="", products=["Sandals", "boots"])
    assert "featuring" not in enhance(Brief("leather boots on sand", brand=brand)).prompt


def test_the_starter_gets_words_it_understands() -> None:
    written = enhance(Brief("a rocket", icons=True))
    assert written.prompt.startswith("a rocket on a ")
    assert written.prompt.endswith(" background")
    assert written.negative == ""


@pytest.mark.parametrize(
    ("color", "name"),
    [
        ("#ffffff", "white"), ("#000000", "black"), ("#808080", "gray"), ("#ff0000", "red"), ("#8b0000", "burgundy"), ("#ffa500", "orange"),
        ("#8b4513", "brown"), ("#ffff00", "yellow"), ("#f5f5dc", "cream"),
        ("#008000", "green"), ("#0000ff", "blue"), ("#000080", "navy blue"),
        ("#800080", "purple"), ("#ff00ff", "magenta"), ("#ffc0cb", "pink"), ("#F6F4EF", "white"),
    ],
)  # fmt: skip
def test_a_colour_is_called_what_people_call_it(color: str, name: str) -> None:
    assert color_name(color)[0] == name


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=200), st.sampled_from([None, *GOALS]), st.booleans())
def test_the_persons_text_is_in_the_answer_whatever_it_is(prompt: str, goal: str | None, branded: bool) -> None:
    assert prompt in enhance(Brief(prompt, goal=goal, brand=BRAND if branded else None)).prompt


@pytest.mark.parametrize("length", [3000, 3900, 3999, 4000])
def test_a_long_prompt_is_never_made_too_long_to_be_used(length: int) -> None:
    written = enhance(Brief(("x" * 9 + " ") * (length // 10) + "x" * (length % 10), goal="sale", brand=BRAND))
    assert length <= len(written.prompt) <= MAX_PROMPT
