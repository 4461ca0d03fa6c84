"""How long a script takes to say, and when each word is heard, before a voice has said it: from its vowels, consonants and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from enfoads.engines.voice.base import Language, Pause, Script, ScriptWord, TimedWord


class _Pace(NamedTuple):
    """Seconds at speed 1."""

    syllable: float
    consonant: float
    word: float
    last: float  # more for a word before a pause
    breaks: dict[str, float]  # silence behind a mark
    start: float  # silence before the first word
    end: float


_PACE: dict[Language, _Pace] = {
    "es": _Pace(0.105, 0.045, 0.02, 0.08, {",": 0.22, ";": 0.3, ":": 0.3, ".": 0.45, "!": 0.45, "?": 0.45, "…": 0.5}, 0.05, 0.1),
    "en": _Pace(0.115, 0.045, 0.02, 0.08, {",": 0.22, ";": 0.3, ":": 0.3, ".": 0.45, "!": 0.45, "?": 0.45, "…": 0.5}, 0.05, 0.1),
}
_MARKS = ".,;:!?…"
_PIECE = re.compile(rf"([^\s{_MARKS}]+)([{_MARKS}]?)")
_VOWELS = re.compile(r"[aeiouyáéíóúüàèìòùäëïöâêîôû]+", re.IGNORECASE)
_SYLLABLE_ES = re.compile(r"[iuü]?[aeoáéó][iuy]?(?![áéíóú])|[íú]|[iuüy]", re.IGNORECASE)
_SILENT_E = re.compile(r"[^aeiouyl]e(?:s|d)?$", re.IGNORECASE)


def estimate(script: Script, speed: float = 1.0) -> tuple[TimedWord, ...]:
    """One for each word of the script, in order; a silent one has the time of its neighbour's end. `speed`: 0.5 to 2."""
    words, _ = _timed(script, speed)
    return words


def seconds(script: Script, speed: float = 1.0) -> float:
    """The whole length, pauses and the silence at both ends included."""
    _, length = _timed(script, speed)
    return length


def span(script: Script, speed: float = 1.0) -> float:
    """The length without the silence at both ends, but with the pause that another sentence would follow."""
    lengths = [_length(item.spoken, script.language) for item in script.items if isinstance(item, ScriptWord) and item.spoken]
    return sum(length + rest for length, rest in lengths) / speed + pauses(script)


def pauses(script: Script) -> float:
    """Seconds of silence that the script asks for by itself."""
    return sum(item.seconds for item in script.items if isinstance(item, Pause))


def _timed(script: Script, speed: float) -> tuple[tuple[TimedWord, ...], float]:
    pace, found = _PACE[script.language], list[TimedWord]()
    at, end = pace.start / speed, 0.0
    for item in script.items:
        if isinstance(item, Pause):
            at += item.seconds
        elif not item.spoken:
            found.append(TimedWord(item.shown, end, end))
        else:
            length, rest = _length(item.spoken, script.language)
            end = at + length / speed
            found.append(TimedWord(item.shown, round(at, 3), round(end, 3)))
            at = end + rest / speed
    return tuple(found), round(max(at, end + pace.end / speed), 3)


@lru_cache(maxsize=8192)
def _length(spoken: str, language: Language) -> tuple[float, float]:
    """Of what is said, breaks inside of it included, and the silence behind it."""
    pace, length, rest = _PACE[language], 0.0, 0.0
    for word, mark in _PIECE.findall(spoken):
        length += rest + _word(word, language) + (pace.last if mark else 0.0)
        rest = pace.breaks.get(mark, 0.0)
    return length, rest


def _word(word: str, language: Language) -> float:
    pace = _PACE[language]
    vowels = _SYLLABLE_ES.findall(word) if language == "es" else _VOWELS.findall(word)
    count = max(len(vowels), 1)
    if language == "en" and count > 1 and _SILENT_E.search(word):
        count -= 1
    consonants = sum(char.isalpha() for char in word) - sum(map(len, vowels))
    return pace.word + count * pace.syllable + consonants * pace.consonant
