"""Subtitles that can be read: short lines, enough time, breaks where one would breathe, in every script."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from enfoads.engines.voice.base import TimedWord
from enfoads.video.subtitles import LINE, Cue, cues, srt, vtt

SPANISH = (
    "¿Cansado de perder el tiempo en la cocina? Con la nueva olla Rápida Max, preparas un arroz perfecto en solo 12 minutos, sin vigilar "
    "el fuego. Hoy llévatela por S/ 49,90 con envío gratis a todo el país. ¡Pídela ya! Solo quedan 20 unidades, y la oferta termina el "
    "domingo a las 11 p.m. en todas las tiendas."
)
ENGLISH = (
    "Still paying 30 % more for coffee that goes cold? Meet the Ember mug: it keeps your drink at 57 °C for up to 3 hours. No. Really. "
    "Order today and get free shipping, because good mornings should not wait for anyone who is in a hurry to get to the office."
)
CHINESE = (
    "今天我们要介绍一款全新的电饭锅，它只需要十二分钟就可以做出完美的米饭，而且不需要一直看着火。"
    "现在购买还可以享受免费送货服务，数量有限，请尽快下单！"
)
THAI = "วันนี้เราขอแนะนำหม้อหุงข้าวรุ่นใหม่ล่าสุดที่ใช้เวลาเพียงสิบสองนาทีเท่านั้นโดยไม่ต้องเฝ้าไฟ"


def said(text: str, per_letter: float = 0.065, pause: float = 0.35) -> list[TimedWord]:
    """The words of a text at a steady pace, with pauses after stops."""
    at, words = 0.1, []
    for word in text.split():
        until = at + per_letter * len(word) + 0.05
        words.append(TimedWord(word, at, until))
        at = until + (pause if word[-1] in ".!?" else 0.0)
    return words


def width(line: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 0 if "\u0e31" <= letter <= "\u0e4e" and letter not in "ำเแโใไๆ" else 1 for letter in line)


def check(found: list[Cue], *, least: float = 1.0) -> None:
    for cue, following in zip(found, [*found[1:], None], strict=True):
        assert 1 <= len(cue.lines) <= 2
        assert all(0 < width(line) <= LINE for line in cue.lines), cue.lines
        assert least <= round(cue.end - cue.start, 3) <= 7.0, cue
        assert following is None or cue.end <= following.start


@pytest.mark.parametrize("text", [SPANISH, ENGLISH])
def test_every_word_is_shown_once_in_order_in_cues_that_can_be_read(text: str) -> None:
    found = cues(said(text))
    check(found)
    assert " ".join(line for cue in found for line in cue.lines) == text


def test_a_word_is_in_sight_while_it_is_heard() -> None:
    words, found = said(SPANISH), cues(said(SPANISH))
    shown = [(cue, word) for cue in found for word in " ".join(cue.lines).split()]
    for (cue, text), word in zip(shown, words, strict=True):
        assert text == word.text
        assert cue.start <= word.start + 1e-6 < cue.end


def test_a_cue_ends_where_a_sentence_does_when_it_can() -> None:
    ends = [cue.lines[-1][-1] for cue in cues(said(SPANISH))]
    assert sum(letter in ".?!,:" for letter in ends) >= len(ends) - 1
    assert "".join(cues(said(ENGLISH))[0].lines).endswith("cold?")


@pytest.mark.parametrize("pair", ["S/ 49,90", "20 unidades,", "12 minutos,", "11 p.m."])
def test_a_number_is_never_parted_from_its_unit(pair: str) -> None:
    before, after = SPANISH.split(pair)
    for start in range(0, len(before.split()), 2):
        found = cues(said(" ".join([*before.split()[start:], pair, after])))
        assert sum(pair in line for cue in found for line in cue.lines) == 1


@pytest.mark.parametrize(("text", "pieces"), [(CHINESE, 1), (CHINESE, len(CHINESE)), (THAI, 1)])
def test_languages_without_spaces_are_broken_too(text: str, pieces: int) -> None:
    size = len(text) // pieces
    words = [TimedWord(text[at : at + size], at * 0.2, (at + size) * 0.2) for at in range(0, len(text), size)]
    found = cues(words)
    check(found)
    lines = [line for cue in found for line in cue.lines]
    assert "".join(lines) == text
    assert not any(line[0] in "，。！" for line in lines)


def test_a_word_longer_than_a_line_is_cut_and_a_long_note_does_not_stay_for_ever() -> None:
    address = "www." + "ollarapida" * 9 + ".com"
    found = cues([TimedWord("Visita", 0, 0.4), TimedWord(address, 0.5, 5), TimedWord("Aaah", 6, 30)])
    check(found)
    assert "".join(line for cue in found for line in cue.lines) == f"Visita{address}Aaah"


def test_the_files_are_well_formed_and_markup_is_text() -> None:
    words = [TimedWord("<b>5", 0.0, 0.5), TimedWord("&\n6", 0.6, 1.0), TimedWord("-->", 1.1, 1.4), TimedWord("x</b>", 3661.5, 3662.0)]
    web, rip = vtt(words), srt(words)
    assert web.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:0")
    assert "&lt;b&gt;5 &amp; 6 →" in web
    assert "01:01:01.500 --> 01:01:02.500\nx&lt;/b&gt;\n" in web
    assert re.fullmatch(r"1\n00:00:00,000 --> 00:00:0\d,\d{3}\n<b>5 & 6 →\n\n2\n01:01:01,500 --> 01:01:02,500\nx</b>\n", rip)
    assert (srt([]), vtt([]), srt([TimedWord(" ", 0, 1)])) == ("", "WEBVTT\n", "")


def test_times_that_make_no_sense_still_give_cues_in_order() -> None:
    chance = random.Random(3)
    for _ in range(30):
        words = [TimedWord("palabra" * chance.randint(1, 3), chance.uniform(0, 9), chance.uniform(0, 9)) for _ in range(40)]
        found = cues(words)
        assert all(one.start < one.end <= other.start for one, other in itertools.pairwise(found))
