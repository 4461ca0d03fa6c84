"""From sounds to the shape of a mouth: IPA to visemes, visemes to three numbers per frame. Numpy alone; knows nothing of drawing.

Every voice engine gives letters of eSpeak's IPA, without stress. Neighbouring sounds pull at each other as
lips do: each has a weight for each of the three numbers, and a frame shows the weighted mean around its moment (after Cohen and Massaro
1993, "Modeling coarticulation in synthetic visual speech").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.voice.base import TimedPhoneme

Track = NDArray[np.floating[Any]]

OPEN, WIDE, ROUND = 0, 1, 2
REST = (0.0, 0.5, 0.0)
LEAD = 1.0  # frames by which lips are ahead of the sound: they shape it, and a late mouth is noticed sooner than an early one


class Viseme(NamedTuple):
    """A shape, and how much it insists on each of its numbers among its neighbours."""

    shape: tuple[float, float, float]
    pull: tuple[float, float, float]


_VOWEL, _LOOSE = (1.0, 1.0, 1.0), (0.7, 0.25, 0.15)
VISEMES: dict[str, Viseme] = {
    "rest": Viseme(REST, (1.0, 0.6, 0.6)),
    "pbm": Viseme((0.0, 0.5, 0.0), (1.2, 0.3, 0.2)),
    "fv": Viseme((0.10, 0.55, 0.0), (1.2, 0.5, 0.4)),
    "th": Viseme((0.20, 0.55, 0.0), _LOOSE),
    "tdn": Viseme((0.20, 0.55, 0.0), _LOOSE),
    "sz": Viseme((0.10, 0.65, 0.0), (1.0, 0.5, 0.3)),
    "sh": Viseme((0.20, 0.35, 0.6), (0.8, 0.6, 0.8)),
    "kg": Viseme((0.28, 0.5, 0.0), (0.5, 0.1, 0.1)),
    "r": Viseme((0.25, 0.45, 0.3), (0.5, 0.3, 0.4)),
    "w": Viseme((0.15, 0.15, 1.0), (0.9, 0.9, 1.0)),
    "a": Viseme((1.0, 0.6, 0.05), _VOWEL),
    "e": Viseme((0.58, 0.8, 0.0), _VOWEL),
    "schwa": Viseme((0.42, 0.5, 0.1), (0.8, 0.6, 0.6)),
    "i": Viseme((0.32, 0.95, 0.0), _VOWEL),
    "o": Viseme((0.72, 0.3, 0.8), _VOWEL),
    "u": Viseme((0.36, 0.15, 1.0), _VOWEL),
}
VOWELS = frozenset({"a", "e", "schwa", "i", "o", "u"})
_LETTERS = {
    "pbm": "pbmβɓʙ",
    "fv": "fvʋɸɱ",
    "th": "θð",
    "tdn": "tdnlɾɲʎɫŋɭɳʈɖ",
    "sz": "szɕʑ",
    "sh": "ʃʒʧʤʝjʂʐ",
    "kg": "kgɡɣxhχqɦçʔ",
    "r": "rɹʁɻ",
    "w": "wʍɥ",
    "a": "aɑæʌɐɶ",
    "e": "eɛɜ",
    "schwa": "əɚɝɘɵɤ",
    "i": "iɪᵻɨy",
    "o": "oɔɒø",
    "u": "uʊɯœ",
}
_SYMBOLS = {letter: viseme for viseme, letters in _LETTERS.items() for letter in letters}

_RATE = 200  # steps a second in which the track is made: a short bilabial lasts eight
_OPENING, _SHAPING = 0.085, 0.24  # seconds over which neighbours are heard in the opening, and in width and roundness
_CLOSING = 0.045  # seconds in which lips part after a closure, and meet before it
_BRIDGED = 0.12  # seconds between two sounds in which lips do not come to rest
_LONG = 0.35  # power of a vowel's length, against the usual one, by which it opens more or less: what is stressed is longer
_SOFTER, _LOUDER = 0.85, 1.12
_SEEN = 0.75  # power of opening times loudness that is shown: what is said softly is still seen to be said


def visemes(symbol: str) -> tuple[str, ...]:
    """The visemes of a sound, in order: one, or two of a diphthong or an affricate; none of a mark of length or punctuation."""
    return tuple(dict.fromkeys(_SYMBOLS[letter] for letter in symbol if letter in _SYMBOLS))


def is_vowel(symbol: str) -> bool:
    return any(name in VOWELS for name in visemes(symbol))


def usual_length(phonemes: Sequence[TimedPhoneme]) -> float:
    """Seconds of a vowel in the middle of the order of their lengths; 0 when there is none."""
    lengths = sorted(one.end - one.start for one in phonemes if is_vowel(one.symbol))
    return lengths[len(lengths) // 2] if lengths else 0.0


def is_bilabial(symbol: str) -> bool:
    """Whether lips must meet: p, b, m. The β of Spanish between vowels is a narrow one, but lips are seen to meet."""
    return "pbm" in visemes(symbol)


def mouth_track(phonemes: Sequence[TimedPhoneme], frames: int, fps: float, loud: Track | None = None) -> Track:
    """(frames, 3): open, wide and round for each frame, 0 to 1. Still where nothing is said; closed on p, b and m.

    Phonemes in order of time, seconds from the first frame. `loud`: (frames,) of `loudness.loudness`, where the voice is known: what is
    said softly opens less. Linear in frames and phonemes.
    """
    targets, pulls = _targets(phonemes, round(frames / fps * _RATE) + 2 * _RATE)
    smooth = np.column_stack([_mean(targets[:, one], pulls[:, one], _OPENING if one == OPEN else _SHAPING) for one in range(3)])
    smooth[:, OPEN] *= _parted(phonemes, len(smooth))
    moments = (np.arange(frames) + LEAD) / fps * _RATE
    track = np.column_stack([np.interp(moments, np.arange(len(smooth)), smooth[:, one]) for one in range(3)])
    if loud is not None:
        track[:, OPEN] = (track[:, OPEN] * loud) ** _SEEN
    for first, last in _closures(phonemes, frames, fps):
        track[first : last + 1, OPEN] = 0
    track[track[:, OPEN] < 0.02, OPEN] = 0
    shown: Track = np.clip(track, 0, 1)
    return shown


def _targets(phonemes: Sequence[TimedPhoneme], steps: int) -> tuple[Track, Track]:
    """What each step aims at, and how much it insists: (steps, 3) each."""
    targets, pulls = (np.tile(np.asarray(values, np.float64), (steps, 1)) for values in VISEMES["rest"])
    before: tuple[int, Viseme] | None = None
    for name, start, end, scale in _shapes(phonemes):
        viseme = VISEMES[name]
        first, last = max(0, round(start * _RATE)), min(steps, max(round(start * _RATE) + 1, round(end * _RATE)))
        if before and 0 < first - before[0] <= _BRIDGED * _RATE:
            between = slice(before[0], first)
            targets[between] = (np.array(before[1].shape) + viseme.shape) / 2
            pulls[between] = 0.3
        targets[first:last] = viseme.shape
        targets[first:last, OPEN] = min(1.0, viseme.shape[OPEN] * scale)
        pulls[first:last] = viseme.pull
        before = last, viseme
    return targets, pulls


def _shapes(phonemes: Sequence[TimedPhoneme]) -> Iterator[tuple[str, float, float, float]]:
    """Viseme, start, end and how far it opens of its own."""
    usual = usual_length(phonemes)
    for phoneme in phonemes:
        names, length = visemes(phoneme.symbol), phoneme.end - phoneme.start
        each, scale = length / max(len(names), 1), 1.0
        if usual > 0 and is_vowel(phoneme.symbol):
            scale = min(_LOUDER, max(_SOFTER, (length / usual) ** _LONG))
        for number, name in enumerate(names):
            yield name, phoneme.start + number * each, phoneme.start + (number + 1) * each, scale


def _mean(values: Track, weights: Track, seconds: float) -> Track:
    """The weighted mean around each step."""
    window = np.hanning(round(seconds * _RATE) | 1)
    shown: Track = np.convolve(values * weights, window, "same") / np.convolve(weights, window, "same")
    return shown


def _parted(phonemes: Sequence[TimedPhoneme], steps: int) -> Track:
    """How far lips may be apart at each step, 0 to 1: nothing in a closure, all of it `_CLOSING` away from one."""
    parted = np.ones(steps)
    reach = max(1, round(_CLOSING * _RATE))
    for start, end in _meetings(phonemes):
        first, last = round(start * _RATE), max(round(start * _RATE) + 1, round(end * _RATE))
        low, high = max(0, first - reach), min(steps, last + reach)
        away = np.maximum(np.maximum(first - np.arange(low, high), np.arange(low, high) - last + 1), 0) / reach
        parted[low:high] = np.minimum(parted[low:high], np.sin(np.minimum(away, 1) * np.pi / 2) ** 2)
    return parted


def _closures(phonemes: Sequence[TimedPhoneme], frames: int, fps: float) -> Iterator[tuple[int, int]]:
    """First and last frame that must show closed lips: at least one for each closure, however short."""
    for start, end in _meetings(phonemes):
        nearest = round((start + end) / 2 * fps - LEAD)
        first, last = int(np.ceil(start * fps - LEAD)), int(np.floor(end * fps - LEAD))
        first, last = max(0, min(first, nearest)), min(frames - 1, max(last, nearest))
        if first <= last:
            yield first, last


def _meetings(phonemes: Sequence[TimedPhoneme]) -> Iterator[tuple[float, float]]:
    return ((one.start, one.end) for one in phonemes if is_bilabial(one.symbol))
