"""Weights in prompts: what a person writes is what counts, and no text can stall the studio."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enfoads.engines.image.prompt import Run, lowered, parse, plain


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a cat", [("a cat", 1)]),
        ("", [("", 1)]),
        ("a (cat) here", [("a ", 1), ("cat", 1.1), (" here", 1)]),
        ("((cat))", [("cat", 1.21)]),
        ("a [cat]", [("a ", 1), ("cat", 0.9091)]),
        ("[(cat)]", [("cat", 1)]),
        ("a (cat:1.3), sat", [("a ", 1), ("cat", 1.3), (", sat", 1)]),
        ("(a (b:1.5) c:0.8)", [("a ", 0.8), ("b", 1.2), (" c", 0.8)]),
        ("( cat : .5 )", [(" cat ", 0.5)]),
        ("cat++ dog", [("cat", 1.21), (" dog", 1)]),
        ("red cat-- dog", [("red ", 1), ("cat", 0.81), (" dog", 1)]),
        ("(red cat)++ dog", [("red cat", 1.21), (" dog", 1)]),
        ("(red cat)-- dog", [("red cat", 0.81), (" dog", 1)]),
        ("(cat++:1.3)", [("cat", 1.573)]),
        (r"a \(cat\)", [("a (cat)", 1)]),
        (r"c\+\+ code", [("c++ code", 1)]),
        ("e-mail, 1-2 -- 3", [("e-mail, 1-2 -- 3", 1)]),
        ("16:9 (format 16:9)", [("16:9 ", 1), ("format 16:9", 1.1)]),  # no weight of nine
        ("(cat:99)", [("cat:99", 1.1)]),
        ("(cat:5)", [("cat", 3)]),  # clamped
        ("(unclosed cat", [("unclosed cat", 1.1)]),
        ("cat) :)", [("cat) :)", 1)]),
        ("([a) b] c", [("a b] c", 1)]),
        ("(猫:1.3)日本", [("猫", 1.3), ("日本", 1)]),
        ("(una hamburguesa:1.4) sobre fondo amarillo", [("una hamburguesa", 1.4), (" sobre fondo amarillo", 1)]),
    ],
)
def test_what_is_written_is_what_counts(text: str, runs: list[tuple[str, float]]) -> None:
    assert parse(text) == [Run(piece, pytest.approx(weight)) for piece, weight in runs]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000 + "cat" + ")" * 20_000,
        "(a" * 20_000 + ")" * 20_000,
        "(" * 20_000 + ":1.2)" * 20_000,
        "[(" * 20_000 + "x",
        "([)]" * 20_000,
        ":" + "1" * 40_000,
        "a" + "+" * 40_000,
        "a+ " * 20_000,
        "a" * 40_000 + ". b+" * 10_000,
        "\\" * 40_000,
        ": " * 20_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    runs = parse(text)
    assert time.process_time() - started < 1
    assert all(0 <= run.weight <= 3 for run in runs)


@given(st.text(alphabet=st.sampled_from("ab ()[]:+-\\.,1239é猫\n"), max_size=60) | st.text(max_size=60))
def test_any_text_is_understood(text: str) -> None:
    runs = parse(text)
    assert runs
    assert all(0 <= run.weight <= 3 for run in runs)
    assert all(before.weight != after.weight for before, after in itertools.pairwise(runs))


def test_signs_after_no_word_are_text() -> None:
    assert parse(")+: cat") == [Run(")+: cat", 1.0)]


@given(st.text(alphabet=st.characters(exclude_characters="()[]:+-\\", exclude_categories=("Cs",)), max_size=80))
def test_text_without_syntax_stays_as_it_is(text: str) -> None:
    assert parse(text) == [Run(text, 1.0)] or not text.strip()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40))
def test_escaped_text_means_itself(text: str) -> None:
    escaped = "".join(f"\\{letter}" if letter in "()[]+-:\\" else letter for letter in text)
    assert plain(parse(escaped)) == text.strip()


@given(st.lists(st.tuples(st.sampled_from(["cat", "dog", "sun"]), st.integers(1, 29)), min_size=1, max_size=6))
def test_neighbours_keep_their_own_weights(pieces: list[tuple[str, int]]) -> None:
    text = "".join(f"({word}:{tenths / 10})" for word, tenths in pieces)
    assert "".join(run.text for run in parse(text)) == "".join(word for word, _ in pieces)
    assert {run.weight for run in parse(text)} == {tenths / 10 for _, tenths in pieces}


def test_lowered_pieces_are_counted() -> None:
    assert lowered(parse("(a:0.5) b [c] (d:1.2) (e:0.9)")) == 3
