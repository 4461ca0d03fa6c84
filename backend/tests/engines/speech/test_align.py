"""A script laid onto what was heard: every word of it has a time, whatever the recogniser made of them."""

from __future__ import annotations

import difflib
import random
from itertools import pairwise
from typing import Any

import pytest

from enfoads.engines.script.reading import read_script
from enfoads.engines.speech.align import Aligned, align, script_words
from enfoads.engines.speech.base import HeardWord
from enfoads.engines.voice.base import Language


def heard(text: str, start: float = 0.5, each: float = 0.4) -> list[HeardWord]:
    """Words one after the other, without pauses."""
    return [HeardWord(word, start + number * each, start + (number + 1) * each, 0.9) for number, word in enumerate(text.split())]


def place(script: str, words: list[HeardWord], language: Language = "es", duration_s: float = 20.0) -> Aligned:
    found = align(read_script(script, language).words, words, duration_s, language)
    assert " ".join(word.text for word in found.words).replace("\xa0", " ") == script
    assert all(one.start <= one.end <= other.start <= other.end <= duration_s for one, other in pairwise(found.words))
    return found


def test_what_was_heard_right_gets_its_own_time_whatever_accents_and_case() -> None:
    found = place("¡Pídela YA, mañana será tarde!", heard("pidela ya manana sera tarde"))
    assert [word.start for word in found.words] == pytest.approx([0.5, 0.9, 1.3, 1.7, 2.1])
    assert (found.placed, found.differs) == (1.0, False)


@pytest.mark.parametrize(
    "said", ["Solo 49,90 euros hoy", "Solo cuarenta y nueve euros con noventa hoy", "Solo 40 y nueve euros con 90 hoy"]
)
def test_figures_are_found_however_they_were_written_down(said: str) -> None:
    words = heard(said)
    found = place("Solo 49,90 € hoy", words)
    assert found.placed == 1.0
    assert [(word.start, word.end) for word in found.words] == [
        pytest.approx((words[0].start, words[0].end)),
        pytest.approx((words[1].start, words[-2].end)),
        pytest.approx((words[-1].start, words[-1].end)),
    ]


def test_misheard_words_share_the_time_of_what_stands_in_their_place() -> None:
    found = place("con envío gratis a todo", heard("con en biogratis a todo"))
    assert found.words[1].start == pytest.approx(0.9)
    assert found.words[2].end == pytest.approx(1.7)
    assert found.words[1].end == found.words[2].start
    assert found.placed == 1.0


def test_words_that_nobody_heard_lie_between_their_neighbours() -> None:
    words = [*heard("uno dos", 1.0), *heard("seis siete", 4.0)]
    found = place("uno dos tres cuatro cinco seis siete", words)
    assert [word.start for word in found.words[2:5]] == pytest.approx([1.8, 2.3867, 3.2667], abs=1e-3)
    assert found.words[4].end == pytest.approx(4.0)
    assert found.placed == pytest.approx(4 / 7)


def test_words_before_the_first_and_after_the_last_that_was_heard_stay_near() -> None:
    found = place("hola a todos uno dos y adiós", heard("uno dos", 5.0))
    assert 3.5 < found.words[0].start < found.words[2].end <= 5.0
    assert 5.8 <= found.words[-1].end < 7.0


def test_words_without_room_take_some_of_their_neighbours() -> None:
    found = place("uno dos tres cuatro", heard("uno cuatro"))
    assert all(word.end - word.start > 0.05 for word in found.words)


def test_an_emoji_takes_no_time() -> None:
    found = place("hola 🎉 amigos", heard("hola amigos"))
    assert found.words[1].start == found.words[1].end == found.words[0].end


def test_a_recording_of_something_else_is_told() -> None:
    found = place(
        "Once upon a time there was a cat who lived in a house by the sea", heard("compra ya la nueva olla y ahorra tiempo en la cocina")
    )
    assert found.differs
    assert place("uno dos tres", []).differs


def test_half_an_hour_of_something_else_is_not_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing takes time by the square of the letters: minutes in which nobody would hear a cancel."""
    compared: list[int] = []

    class Counted(difflib.SequenceMatcher[str]):
        def __init__(self, isjunk: Any = None, a: Any = "", b: Any = "", **options: Any) -> None:
            compared.extend([len(a), len(b)] if isinstance(a, str) else [])
            super().__init__(isjunk, a, b, **options)

    monkeypatch.setattr(difflib, "SequenceMatcher", Counted)
    assert place("otra cosa distinta" + " otra cosa distinta" * 99, heard("nada que ver " * 100, each=0.1), duration_s=40.0).differs
    assert place("con envío gratis a todo", heard("con en biogratis a todo")).placed == 1.0
    assert compared
    assert max(compared) <= 300


def test_scripts_without_spaces_are_placed_letter_by_letter() -> None:
    words = [HeardWord(letter, number * 0.2, number * 0.2 + 0.2, 0.9) for number, letter in enumerate("今天我们要介绍电饭锅")]
    found = align(script_words("今天我们要介绍 电饭锅"), words, 5.0, None)
    assert found.placed == 1.0
    assert [(word.start, word.end) for word in found.words] == [pytest.approx((0, 1.4)), pytest.approx((1.4, 2.0))]


def test_any_two_texts_give_times_in_order(scale: float) -> None:
    chance = random.Random(1)
    some = ["uno", "dos", "tres", "cuatro", "12", "49,90", "€", "el", "la,", "de.", "casa", "árbol", "🎉", "%", "perro"]
    for _ in range(int(60 * scale)):
        script = " ".join(["hola", *chance.choices(some, k=chance.randint(0, 30))])
        words = read_script(script, "es").words
        said = heard(" ".join(chance.choices(some, k=chance.randint(0, 30))), chance.random() * 3, chance.random() / 2)
        found = align(words, said, 12.0, "es").words
        assert len(found) == len(words)
        assert all(0 <= one.start <= one.end <= other.start <= other.end <= 12.0 for one, other in pairwise(found))
