"""Ad scripts from templates: as long as asked, grammatical for any product, and promising nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from enfoads.engines.prompts.nouns import head
from enfoads.engines.prompts.scripts import STRUCTURES, Order, write
from enfoads.engines.prompts.styles import Language
from enfoads.engines.script.estimate import seconds, span, spare
from enfoads.engines.script.reading import read_script


@cache
def measured(text: str, language: Language) -> float:
    return span(read_script(text, language))


def script(product: str, language: Language = "es", length: float = 20, **fields: Any) -> str:
    scenes = write(Order(product, language, length + spare(language), **fields), lambda text: measured(text, language))
    assert all(scene.narration and scene.visual_prompt for scene in scenes)
    return "\n".join(scene.narration for scene in scenes)


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize(("language", "product"), [("es", "chaqueta térmica"), ("en", "running shoes"), ("es", "corte de pelo")])
def test_a_script_lasts_as_long_as_asked_and_names_the_product(structure: str, language: Language, product: str) -> None:
    for length in (6, 15, 30, 60, 90):
        text = script(product, language, length, structure=structure, seed=length)
        assert seconds(read_script(text, language)) == pytest.approx(length, rel=0.1), (length, text)
        assert product in text.lower() or product in text


def test_the_same_seed_gives_the_same_script_and_others_give_others() -> None:
    assert script("café", seed=7) == script("café", seed=7)
    assert len({script("café", seed=seed) for seed in range(12)}) > 8


@pytest.mark.parametrize(
    ("product", "fits", "never"),
    [
        ("chaqueta", "la chaqueta|esta chaqueta|tu chaqueta", "el chaqueta|este chaqueta|conócelo|pensado|hecho "),
        ("unas Zapatillas de correr", "las zapatillas de correr|estas zapatillas", "unas zapatillas|la zapatillas"),
        ("el agua de coco", "el agua de coco|esta agua de coco|tu agua", "la agua|del el|de el agua|a el "),
        ("Café Andino", "Café Andino", "el Café Andino|este Café|café Andino|tu Café"),
        ("clases de inglés", "las clases de inglés|tus clases|estas clases", "los clases|tu clases|Comparte|míral|Llévate"),
        ("un corte de pelo", "buscando un corte de pelo|Buscas un corte", "Buscas corte|míralo|de cerca"),
        ("croissants", "los croissants|tus croissants", "el croissants|este croissants"),
    ],
)  # fmt: skip
def test_spanish_agrees_with_any_product(product: str, fits: str, never: str) -> None:
    text = "\n".join(script(product, "es", 90, structure=structure, seed=seed) for structure in STRUCTURES for seed in range(3))
    assert re.search(fits, text, re.IGNORECASE), text
    assert not re.search(rf"\b(?:{never})", text), text


@pytest.mark.parametrize(
    ("product", "fits", "never"),
    [
        ("jacket", "this jacket is|the jacket fits", "the jacket fit |jacket are|these jacket"),
        ("running shoes", "these running shoes are|the running shoes fit ", "shoes is|this running shoes|shoes fits"),
        ("Verde Lima", "Verde Lima is|Verde Lima fits", "the Verde Lima|this Verde Lima|your Verde Lima"),
        ("coffee from Peru", "the coffee from Peru", "coffee from Peru are"),
    ],
)  # fmt: skip
def test_english_agrees_with_any_product(product: str, fits: str, never: str) -> None:
    text = "\n".join(script(product, "en", 90, structure=structure, seed=seed) for structure in STRUCTURES for seed in range(4))
    assert re.search(fits, text, re.IGNORECASE), text
    assert not re.search(never, text), text


def test_audience_brand_goal_and_call_to_action_are_in_it_when_given_and_only_then() -> None:
    given = script(
        "pizza", length=45, audience="para familias grandes", brand="Nonna", goal="food", cta="Pide por WhatsApp", structure="hook"
    )
    assert "familias grandes" in given
    assert "Pide por WhatsApp." in given
    assert re.search("antoj|Cierra los ojos", given)
    assert "{" not in given
    assert "{" not in script("pizza", length=45)


def test_nothing_is_promised_that_was_not_said() -> None:
    """No price, discount, number or superlative: an ad that lies is the advertiser's trouble."""
    for language in ("es", "en"):
        for structure in STRUCTURES:
            for goal in ("sale", "launch", "event", ""):
                text = script("lamp" if language == "en" else "lámpara", language, 90, structure=structure, goal=goal)
                assert not re.search(
                    r"[0-9%$€]|descuento|oferta|gratis|garant|discount|free|guarant|\\bel mejor\\b|the best [a-z]+ in", text
                ), text


@pytest.mark.parametrize(
    ("phrase", "gender", "plural"),
    [
        ("zapatos rojos", "m", True),
        ("crema para manos", "f", False),
        ("luces led", "f", True),
        ("nuevo sistema", "m", False),
        ("Zorblat", "m", False),
    ],
)
def test_the_head_of_a_phrase_decides_its_gender_and_number(phrase: str, gender: str, plural: bool) -> None:
    assert head(phrase) == (gender, plural)


@pytest.mark.parametrize(
    ("product", "language", "kept"),
    [
        ("artisan sourdough", "en", "artisan sourdough"),
        ("an urban plan", "en", "urban plan"),
        ("the Panama hat", "en", "Panama hat"),
        ("pollo a la brasa", "es", "pollo a la brasa"),
        ("un plan de pan artesano", "es", "plan de pan artesano"),
        ("la crema para el sol", "es", "crema para el sol"),
        ("360", "es", "360"),
    ],
)
def test_the_product_stays_as_it_was_typed_but_for_the_word_before_it(product: str, language: Language, kept: str) -> None:
    for seed in range(6):
        assert kept in script(product, language, seed=seed)
