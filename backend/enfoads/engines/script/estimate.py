"""How long a script takes to say, and when each word is heard, before a voice has said it: from its vowels, consonants and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from enfoads.engines.script.language import is_small
from enfoads.engines.voice.base import Language, Pause, Script, ScriptWord, TimedWord


class _Pace(NamedTuple):
    """Seconds at speed 1: least squares over 28 narrations of Kokoro's voices (ten scripts a language), silence behind marks measured."""

    word: float  # of every word, besides its syllables
    syllable: float
    consonant: float
    small: float  # of a word like "the", whole; 0: as any other
    letter: float  # of a name of a letter
    breaks: dict[str, float]  # silence behind a mark
    start: float = 0.03  # before the first word
    end: float = 0.07  # after the last


_PACE: dict[Language, _Pace] = {
    "es": _Pace(-0.026, 0.113, 0.042, 0.0, 0.16, {",": 0.16, ";": 0.16, ":": 0.16, ".": 0.31, "!": 0.31, "?": 0.31, "…": 0.31}),
    "en": _Pace(0.12, 0.178, -0.008, 0.21, 0.2, {",": 0.17, ";": 0.17, ":": 0.17, ".": 0.42, "!": 0.42, "?": 0.42, "…": 0.42}),
}
_SHORTEST = 0.06  # of any word
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
    """What a script adds to a longer one: its words and the pause behind them, without the silence at both ends."""
    lengths = [_length(item.spoken, script.language) for item in script.items if isinstance(item, ScriptWord) and item.spoken]
    return sum(length + rest for length, rest in lengths) / speed + pauses(script)


def spare(language: Language) -> float:
    """How much longer the spans of a script's sentences are than the script: the last one's pause is not waited for."""
    pace = _PACE[language]
    return pace.breaks["."] - pace.start - pace.end


def pauses(script: Script) -> float:
    """Seconds of silence that the script asks for by itself."""
    return sum(item.seconds for item in script.items if isinstance(item, Pause))


def _timed(script: Script, speed: float) -> tuple[tuple[TimedWord, ...], float]:
    pace, found = _PACE[script.language], list[TimedWord]()
    end, silence, asked = 0.0, pace.start / speed, 0.0  # of the last word; what follows it; pauses that follow it
    for item in script.items:
        if isinstance(item, Pause):
            silence, asked = silence + item.seconds, asked + item.seconds
        elif not item.spoken:
            found.append(TimedWord(item.shown, round(end, 3), round(end, 3)))
        else:
            length, rest = _length(item.spoken, script.language)
            start = end + silence
            end, silence, asked = start + length / speed, rest / speed, 0.0
            found.append(TimedWord(item.shown, round(start, 3), round(end, 3)))
    return tuple(found), round(end + pace.end / speed + asked, 3)


@lru_cache(maxsize=8192)
def _length(spoken: str, language: Language) -> tuple[float, float]:
    """Of what is said, breaks inside of it included, and the silence behind it."""
    pace, length, rest = _PACE[language], 0.0, 0.0
    for word, mark in _PIECE.findall(spoken):
        length += rest + _word(word, language)
        rest = pace.breaks.get(mark, 0.0)
    return length, rest


def _word(word: str, language: Language) -> float:
    pace = _PACE[language]
    if len(word) == 1 and word.isupper():
        return pace.letter
    if pace.small and (len(word) == 1 or is_small(word.lower(), language)):
        return pace.small
    vowels = _SYLLABLE_ES.findall(word) if language == "es" else _VOWELS.findall(word)
    syllables = max(len(vowels), 1)
    if language == "en" and syllables > 1 and _SILENT_E.search(word):
        syllables -= 1
    consonants = sum(char.isalpha() for char in word) - sum(map(len, vowels))
    return max(_SHORTEST, pace.word + syllables * pace.syllable + consonants * pace.consonant)
