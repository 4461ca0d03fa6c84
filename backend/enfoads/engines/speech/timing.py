"""From sound to words and sounds with times: what a recording of somebody and the voice of a distant service have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from enfoads.engines.speech.align import align
from enfoads.engines.speech.base import Recogniser, Transcript
from enfoads.engines.speech.onsets import refine
from enfoads.engines.voice.base import Language, Samples, Script, ScriptWord, TimedPhoneme, TimedWord
from enfoads.engines.voice.espeak import phonemes_of
from enfoads.engines.voice.ipa import is_vowel

VOWEL = 1.6  # as long as a consonant, in mean


class Heard(NamedTuple):
    """`words`: the script's own, or without one what was heard. `placed`: share of the script that was heard; 1.0 without one."""

    words: tuple[TimedWord, ...]
    placed: float
    transcript: Transcript


def hear(
    samples: Samples,
    script: Script | None,
    recogniser: Recogniser,
    language: str | None,
    check: Callable[[], None],
    progress: Callable[[float], None] = lambda share: None,
) -> Heard:
    """Words and their times. `samples` at 16 kHz; `language`: None is found out, or the script's."""
    said = script.language if script else language
    transcript = recogniser.transcribe(samples, language=said, check=check, progress=progress)
    if script is None:
        words, placed = tuple(TimedWord(word.text, word.start, word.end) for word in transcript.words), 1.0
    else:
        aligned = align(script.words, transcript.words, transcript.duration_s, script.language)
        words, placed = aligned.words, aligned.placed
    return Heard(refine(words, samples), placed, transcript)


def sounds_of(words: Sequence[TimedWord], script: Script | None, language: Language) -> tuple[TimedPhoneme, ...]:
    """The sounds of timed words, each word's over its own time. Without a script words sound as they are written."""
    said: Sequence[ScriptWord] = script.words if script else [ScriptWord(word.text, word.text) for word in words]
    alone = iter(phonemes_of(" ".join(word.spoken for word in said), language))
    found: list[TimedPhoneme] = []
    for word, one in zip(words, said, strict=True):
        symbols = [symbol for _ in one.spoken.split() for symbol in next(alone)]
        found += _spread(symbols, word.start, word.end)
    return tuple(found)


def _spread(symbols: Sequence[str], start: float, end: float) -> list[TimedPhoneme]:
    weights = [VOWEL if is_vowel(symbol) else 1.0 for symbol in symbols]
    step = (end - start) / max(1.0, sum(weights))
    found, at = [], start
    for symbol, weight in zip(symbols, weights, strict=True):
        until = min(end, at + weight * step)
        found.append(TimedPhoneme(symbol, at, until))
        at = until
    return found
