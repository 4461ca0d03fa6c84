"""Spanish prompts for checkpoints that read English: what the person asked for is what the model is told."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enfoads.engines.image.prompt import parse, plain
from enfoads.engines.prompts.glossary import glossary, read
from enfoads.engines.prompts.language import detect, topic
from enfoads.engines.prompts.translate import translate

PROMPTS = [line.split(" => ") for line in Path(__file__).with_name("prompts_es_en.txt").read_text("utf-8").splitlines() if " => " in line]


def test_the_list_has_the_fifty_prompts_of_the_issue() -> None:
    assert len({spanish for spanish, _ in PROMPTS}) >= 50


@pytest.mark.parametrize(("spanish", "english"), PROMPTS)
def test_a_spanish_ad_prompt_reads_as_a_person_would_write_it_in_english(spanish: str, english: str) -> None:
    assert translate(spanish).text == english


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("(hamburguesa roja:1.3) sobre (fondo amarillo:0.8)", "(red hamburger:1.3) on a (yellow background:0.8)"),
        ("coche (rojo:1.2) brillante", "bright (red:1.2) car"),
        ("zapatos rojos++ de tacón--", "red++ high-heeled-- shoes"),
        ("(rojo)++ y [azul]", "(red)++ and [blue]"),
        ("cafetería++", "(coffee shop)++"),
        ("((perro negro))", "((black dog))"),
        ("perro (negro, grande:1.2", "dog (black, large:1.2"),
        (r"pizza \(grande\)", r"pizza \(large\)"),
        ('cartel con el texto "Gran Venta" rojo', 'poster with the text "Gran Venta" red'),
    ],
)
def test_weights_and_brackets_stay_round_the_same_words(spanish: str, english: str) -> None:
    assert translate(spanish).text == english


def test_names_stay_and_are_told() -> None:
    translation = translate("zapatillas Nike rojas junto a una botella de Zorblat")
    assert translation.text == "red Nike sneakers next to a Zorblat bottle"
    assert translation.unknown == ["Nike", "Zorblat"]


def test_a_known_word_with_a_capital_is_a_name_within_a_sentence() -> None:
    assert "Mango" in translate("bolso negro de Mango sobre una silla").text


def test_accents_may_be_missing() -> None:
    assert translate("una pina en el jardin con un sillon comodo").text == translate("una pina en el jardín con un sillón cómodo").text


@pytest.mark.parametrize(
    "prompt", ["a red shoe on sand", "pizza", "studio packshot, 85mm, bokeh", "", "Nike Air Max", "une table rouge dans le jardin", "   "]
)
def test_what_is_not_spanish_is_left_alone(prompt: str) -> None:
    assert translate(prompt).text == prompt
    assert translate(prompt).unknown == []


def test_english_clauses_of_a_spanish_prompt_stay_as_typed() -> None:
    assert translate("zapatillas rojas, red hot sale, 85mm, bokeh").text == "red sneakers, red hot sale, 85mm, bokeh"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("una taza de café", "es"), ("zapatillas rojas", "es"), ("perro", "es"), ("niña sonriente", "es"), ("fondo azul, 85mm lens", "es"),
        ("a cup of coffee", "en"), ("red sneakers", "en"), ("dog", "en"), ("minimal studio lighting", "en"), ("pizza", "en"),
        ("um cachorro com uma bola", "other"), ("ein roter Schuh auf dem Tisch", "other"), ("Zorblat", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_the_language_of_a_prompt_is_told_by_its_words(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hamburguesa con queso", "food"),
        ("a red dress and shoes", "fashion"),
        ("perfume bottle", "beauty"),
        ("un sofá", "home"),
        ("x", "other"),
    ],
)  # fmt: skip
def test_what_a_prompt_is_about_is_told_in_both_languages(text: str, expected: str) -> None:
    assert topic(text) == expected


def test_the_glossary_is_as_large_as_promised_and_every_line_can_be_looked_up() -> None:
    assert glossary().lines >= 1500
    assert glossary().find("zapatillas")[0].english == "sneakers"
    assert [one.english for one in glossary().find("perritas")] == ["puppies"]
    assert [one.english for one in glossary().find("suavemente")] == ["softly"]
    assert [one.english for one in glossary().find("grandísimas")] == ["very large"]


@pytest.mark.parametrize("text", ["hola = hello", "[noun food]\nno equals sign", "[nouns food]\nsopa = soup"])
def test_a_damaged_glossary_is_refused_and_not_half_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"line|no such section"):
        read(text)


# What must hold for any text ----------------------------------------------------------------------------------------------

WORDS = """una el la rojo roja rojas azul claro grande muy fondo perro zapatillas mesa de del al con sobre en y que sin madera café
luz Nike Zorblat bebiendo taza día muertos primer plano gafas sol piel 85mm a~ %"""
SPANISH = st.sampled_from(WORDS.split())
SYNTAX = st.sampled_from(["(", ")", "[", "]", ":1.3)", "++", "--", ", ", ". ", " ", "\n", '"', "\\(", ":", "«", "»", "-"])
TEXTS = st.lists(st.one_of(SPANISH, SPANISH.map(" {} ".format), SYNTAX), max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=200, deadline=None)
@example("una++ gafas")
@example("fondo rojo y++ azul")
@example("mesa del++ bar")
@example("mujer con su++ perro")
@given(TEXTS)
def test_no_weight_is_lost_or_made_whatever_the_brackets(text: str) -> None:
    """The weights stand in the same order, except where a bracketed word changes place with its neighbours."""
    before = Counter(run.weight for run in parse(text) if run.weight != 1 and any(map(str.isalnum, run.text)))
    after = Counter(run.weight for run in parse(translate(text).text) if run.weight != 1 and any(map(str.isalnum, run.text)))
    assert set(after) == set(before)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_word_that_is_not_translated_is_still_there(text: str) -> None:
    translation = translate(text)
    told = plain(parse(translation.text))
    for word in translation.unknown:
        assert word in told or word in translation.text


@pytest.mark.parametrize(
    "piece", ["rojo ", "mesa de ", "(", "(rojo ", "rojo y ", "muy ", '"', "«a", "1", "a-", "la ", "(a:1.2:", "++", "osito "]
)
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    """Compares two lengths in one run, far apart enough that a quadratic step would show; no figure of this machine."""
    translate(piece * 10)

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            translate(text)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(32_000) < 8 * 6 * max(seconds(4_000), 0.002)
