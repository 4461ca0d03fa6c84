"""Where words begin in the sound itself: a recogniser's starts are early, because it hangs each word onto the end of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.voice.base import TimedWord

if TYPE_CHECKING:
    from enfoads.engines.voice.base import Samples

RATE = 16_000  # Hz
# Mean of Whisper base's error against the times of the voices themselves: 0.065 s with Kokoro, 0.07 s with eSpeak.
_LATE = 0.07
_BEFORE, _AFTER = 0.05, 0.15  # seconds around a start in which sound that sets in after silence is its own
_FURTHEST = 0.4  # seconds of silence that a start may be moved over
_LINGER = 0.3  # seconds that a word may sound on after the end that was heard
_QUIET = 30.0  # decibels below the loud parts: silence, breath or a room
_STEP, _SPAN = 160, 320  # samples: 10 ms, 20 ms
_STEP_S = _STEP / RATE
_PAUSE = 10  # steps: longer than a stop's closure


def refine(words: Sequence[TimedWord], samples: Samples) -> tuple[TimedWord, ...]:
    """The words with better starts and ends. `samples` at 16 kHz, from the same zero. Order and silent words stay."""
    loud = _loud(samples)
    length = len(samples) / RATE
    if not words or not loud.any():
        return tuple(words)
    starts = [_start(word, loud) if word.end > word.start else word.end for word in words]
    starts = list(np.minimum(np.maximum.accumulate(starts), length))
    refined: list[TimedWord] = []
    for number, (word, start) in enumerate(zip(words, starts, strict=True)):
        last = number + 1 == len(words)
        until = length if last else starts[number + 1]
        is_glued = not last and words[number + 1].start - word.end < _BEFORE
        end = until if is_glued else min(until, word.end + _LATE)
        end = _end(start, max(start, end), until, loud) if word.end > word.start else start
        refined.append(TimedWord(word.text, float(start), float(end)))
    return tuple(refined)


def _loud(samples: Samples) -> NDArray[np.bool_]:
    """Every 10 ms, whether something is heard."""
    padded = np.concatenate([np.zeros(_SPAN // 2), np.square(samples, dtype=np.float64), np.zeros(_SPAN)])
    total = np.concatenate([[0.0], np.cumsum(padded)])
    at = np.arange(0, len(samples), _STEP)
    level = 10 * np.log10((total[at + _SPAN] - total[at]) / _SPAN + 1e-9)
    return np.asarray(level > max(-75.0, float(np.percentile(level, 95)) - _QUIET)) if len(level) else np.zeros(0, bool)


def _start(word: TimedWord, loud: NDArray[np.bool_]) -> float:
    """After a pause, where sound sets in; else a little later than heard, past the silence there if it is silent."""
    expected = word.start + _LATE
    first, last = _at(word.start - _BEFORE, loud), _at(word.start + _AFTER, loud)
    onsets = [at for at in range(first + 1, last + 1) if loud[at] and not loud[at - 1] and not loud[max(0, at - _PAUSE) : at].any()]
    if onsets:
        return min((at * _STEP_S for at in onsets), key=lambda second: abs(second - expected))
    if first == 0 and loud[0]:  # it begins with sound
        return word.start
    at = _at(expected, loud)
    heard = np.flatnonzero(loud[at : _at(word.start + _FURTHEST, loud) + 1])
    return float(at + heard[0]) * _STEP_S if len(heard) else expected


def _end(start: float, end: float, until: float, loud: NDArray[np.bool_]) -> float:
    """Back over silence to the last sound of the word, or on while it sounds."""
    first, last = _at(start, loud), _at(end, loud)
    if end >= until:  # that step is the next word's
        last = max(first, _at(until, loud) - 1)
    while loud[last] and last + 1 < len(loud) and (last + 1) * _STEP_S < min(until, end + _LINGER):
        last += 1
    heard = np.flatnonzero(loud[first : last + 1])
    return max(start, min(until, float(first + heard[-1] + 1) * _STEP_S)) if len(heard) else end


def _at(seconds: float, loud: NDArray[np.bool_]) -> int:
    return min(len(loud) - 1, max(0, round(seconds / _STEP_S)))
