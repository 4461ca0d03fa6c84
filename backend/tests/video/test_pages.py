from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from enfoads.video.breaks import columns
from enfoads.video.pages import JOIN, LINE, LINGER, LONGEST, Page, Token, frame_at, pages_of, phrases_of, text_of
from enfoads.video.timeline import Word

SCRIPT = (
    "¿Cansado de perder clientes? Con EnfoadsIA creas tus anuncios en minutos, sin agencia y por solo S/ 49,90 al mes. "
    "¡Pruébalo gratis y ahorra un 50 % en tu primer año!"
)


def said(text: str, gap: float = 0.05) -> list[Word]:
    words, clock = [], 0.0
    for word in text.split():
        words.append(Word(text=word, start=clock, end=clock + 0.06 * len(word)))
        clock += 0.06 * len(word) + gap
    return words


def fits(tokens: Sequence[Token]) -> bool:
    return columns(text_of(tokens)) <= LINE


def lines(pages: Sequence[Page]) -> list[list[str]]:
    return [[text_of(line) for line in page.lines] for page in pages]


def test_pages_hold_every_word_in_order_in_two_short_lines() -> None:
    pages = pages_of(said(SCRIPT), fits)
    assert " ".join(text_of(page.tokens) for page in pages) == SCRIPT
    assert all(len(page) <= 2 and max(map(columns, page)) <= LINE for page in lines(pages))
    assert all(1 <= len(page.tokens) <= 4 for page in pages)
    assert sum(len(page.tokens) == 1 for page in pages) <= 1


def test_a_sentence_ends_its_page_and_no_page_ends_in_an_article() -> None:
    for page in pages_of(said(SCRIPT), fits):
        words = [token.text for token in page.tokens]
        assert not any(word[-1] in ".?!" for word in words[:-1])
        assert words[-1].lower() not in ("el", "la", "de", "en", "tu", "un", "por", "y")


@pytest.mark.parametrize("name", ["Café Luna", "New York", "Black Friday"])
def test_a_name_is_not_parted_by_a_page(name: str) -> None:
    for text in (f"En {name} tu hamburguesa sale en diez minutos.", f"Visita hoy mismo {name} y ahorra."):
        assert any(name in text_of(page.tokens) for page in pages_of(said(text), fits))


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Ahorra hoy mismo casi un 50 % en todo", "50 %"),
        ("Llévatelo ahora mismo por S/ 49,90 nada más", "S/ 49,90"),
        ("Un paquete grande de casi 500 gramos de café", "500 gramos"),
        ("It is yours today for only $ 1,299.00 per year", "$ 1,299.00"),
        ("Delivery in about half an hour or 30 minutes", "30 minutes"),
    ],
)
def test_a_number_is_never_parted_from_its_unit(text: str, together: str) -> None:
    for most in (1, 2, 4):
        assert any(together in line for page in lines(pages_of(said(text), fits, most)) for line in page)


def test_a_number_that_ends_a_sentence_belongs_to_no_word_of_the_next() -> None:
    pages = pages_of(said("Abrimos en 2024. Mil gracias a todos."), fits)
    assert "2024." in [text_of(page.tokens).split()[-1] for page in pages]


def test_a_page_stays_until_the_next_one_unless_there_is_a_silence() -> None:
    words = [Word(text="Hola.", start=0.5, end=0.9), Word(text="Adiós.", start=1.1, end=1.5), Word(text="Fin.", start=4.0, end=4.4)]
    first, second, third = pages_of(words, fits)
    assert (first.start, first.end) == (0.5, second.start)
    assert second.start - words[0].end < JOIN
    assert second.end == pytest.approx(1.5 + LINGER)
    assert third.end == pytest.approx(4.4 + LINGER)


def test_japanese_breaks_between_phrases_and_never_before_a_closing_mark() -> None:
    text = "今日から使える新しい広告スタジオをあなたのパソコンで始めましょう。完全無料です！"
    pages = pages_of([Word(text=text, start=0, end=6)], fits)
    shown = [line for page in lines(pages) for line in page]
    assert "".join(shown) == text
    assert len(shown) >= 4
    assert all(columns(line) <= LINE and line[0] not in "。！、ーっょ" for line in shown)
    assert pages[0].start == 0
    assert pages[-1].end == pytest.approx(6 + LINGER)


def test_a_word_that_no_line_can_hold_is_cut_and_its_time_shared() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    pages = pages_of([Word(text=word, start=1, end=3)], fits)
    assert "".join(token.text for page in pages for token in page.tokens) == word
    assert len(pages) == 2
    assert pages[1].start == pytest.approx(2, abs=0.1)


def test_a_word_with_hundreds_of_closing_marks_stays_readable() -> None:
    """They clung to their word, whose letters shrank until no font could be that small."""
    word = "¡GRATIS" + "!" * 300
    shown = [token.text for page in pages_of([Word(text=word, start=0, end=3)], fits) for token in page.tokens]
    assert "".join(shown) == word
    assert max(map(len, shown)) <= LONGEST + 3


def test_whatever_is_said_is_shown_once_and_pages_never_overlap(scale: float) -> None:
    draw = random.Random(7)
    parts = ["hola", "S/", "49,90", "50", "%", "ñandú,", "😀", "。", "مرحبا", "日本語です。", "a", "...", "extraordinariamente", "¿qué?"]
    for _ in range(int(60 * scale)):
        text = " ".join(draw.choices(parts, k=draw.randrange(1, 40)))
        pages = pages_of(said(text, gap=draw.choice([0, 0.2, 0.9])), fits, draw.choice([1, 2, 4]))
        assert "".join(token.text for page in pages for token in page.tokens) == text.replace(" ", "")
        assert all(page.start <= page.end for page in pages)
        assert all(one.end <= other.start + 1e-9 or one.start == other.start for one, other in pairwise(pages))


def test_times_become_the_nearest_frame() -> None:
    assert [frame_at(seconds, 30) for seconds in (0, 0.0166, 0.0167, 0.05, 1)] == [0, 0, 1, 2, 30]


def test_a_headline_is_cut_where_a_reader_would_breathe() -> None:
    assert phrases_of("El café de hoy") == ["El ", "café ", "de ", "hoy"]
    assert "".join(phrases_of("新しい広告スタジオ")) == "新しい広告スタジオ"
    assert len(phrases_of("新しい広告スタジオ")) > 1
    address = "www.tienda-de-cosmeticos-naturales.pe/ofertas"  # in one piece it would be too small on a closing card
    assert "".join(phrases_of(address)) == address
    assert "naturales." in phrases_of(address)
