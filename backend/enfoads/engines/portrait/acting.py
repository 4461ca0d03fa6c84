"""What a presenter does while it speaks: mouth, blinks, breath, a head that moves a little. The same seed does the same.

Nothing moves in silence but breath and blinks: the head comes to a stop where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from enfoads.engines.portrait.base import Performance
from enfoads.engines.voice.base import TimedPhoneme
from enfoads.engines.voice.visemes import Track, is_vowel, mouth_track, usual_length, visemes

BLINKS = (2.5, 6.0)  # seconds between two, as people in conversation do (Bentivoglio et al. 1997: 26 a minute, many of them in pairs)
_LIDS = (0.07, 0.04, 0.11)  # seconds in which lids close, stay shut and open
_PAUSE = 0.25  # seconds of silence that end a sentence
_AT_PAUSE = 0.6  # how often a blink waits for one
_BREATH = 3.8  # seconds
_RIGHT, _DOWN, _TURN = 0.010, 0.007, 0.8  # how far the head goes: shares of its width, and degrees
_ROUND = 5.2  # seconds of speech in which the head comes back to where it was
_NOD, _NOD_S, _NODS_APART = 0.008, 0.32, 1.1  # on a stressed vowel: share of the head's width, seconds, seconds
_STRESSED = 1.6  # times the usual length of a vowel
_EASE = 0.35  # seconds in which the head starts and stops


def perform(phonemes: Sequence[TimedPhoneme], frames: int, fps: float, seed: int, loud: Track | None = None) -> Performance:
    """A scene of `frames` frames; phonemes in seconds from its start. `loud`: as `mouth_track` takes it. Linear in frames and phonemes."""
    draw = np.random.default_rng(seed)
    talking = _talking(phonemes, frames, fps)
    phase = draw.random(3)
    return Performance(
        mouth=mouth_track(phonemes, frames, fps, loud),
        blink=_blinks(talking, fps, draw),
        sway=_sway(phonemes, talking, fps, float(phase[0])),
        breath=_breath(frames, fps, float(phase[1])),
    )


def _talking(phonemes: Sequence[TimedPhoneme], frames: int, fps: float) -> Track:
    """(frames,): 1 while something is said, 0 in pauses; short gaps between words are none."""
    said = np.zeros(frames)
    for one in phonemes:
        if visemes(one.symbol):
            said[max(0, int(one.start * fps)) : max(0, int((one.end + _PAUSE) * fps))] = 1
    return said


def _blinks(talking: Track, fps: float, draw: np.random.Generator) -> Track:
    """(frames,): 1 where the eyes are shut. Some blinks wait for the end of a sentence, as speakers' do."""
    shut = np.zeros(len(talking))
    ends = np.flatnonzero(np.diff(talking) < 0) / fps - _PAUSE / 2
    seconds = np.arange(len(talking)) / fps
    at = float(draw.uniform(0.8, BLINKS[1]))
    while at < len(talking) / fps:
        close, stay, open = _LIDS
        since = seconds - at
        lids = np.minimum(np.clip(1 + since / close, 0, 1), np.clip(1 - (since - stay) / open, 0, 1))
        shut = np.maximum(shut, np.sin(lids * np.pi / 2) ** 2)
        next_one = at + float(draw.uniform(*BLINKS))
        chosen = ends[(ends >= at + BLINKS[0]) & (ends <= at + BLINKS[1])]
        at = float(chosen[0]) if len(chosen) and draw.random() < _AT_PAUSE else next_one
    return shut


def _breath(frames: int, fps: float, phase: float) -> Track:
    """(frames,): in for two fifths of a breath, out for the rest."""
    t = (np.arange(frames) / fps / _BREATH + phase) % 1
    return np.where(t < 0.4, 0.5 - 0.5 * np.cos(np.pi * t / 0.4), 0.5 + 0.5 * np.cos(np.pi * (t - 0.4) / 0.6))


def _sway(phonemes: Sequence[TimedPhoneme], talking: Track, fps: float, phase: float) -> Track:
    """(frames, 3): the head goes round a closed path while something is said, and nods where a vowel carries the stress."""
    window = np.hanning(int(_EASE * fps) + 2)
    window = window / window.sum()
    eased = np.convolve(talking, window)[: len(talking)]  # what is to come moves nothing
    turn = 2 * np.pi * (np.cumsum(eased) / fps / _ROUND + phase)
    right = _RIGHT * np.sin(turn) * (0.8 + 0.2 * np.sin(turn / 3 + phase))
    down = _DOWN * np.sin(2 * turn + 2.1 * phase)
    tilt = _TURN * np.sin(turn + 0.9)
    return np.column_stack([right, down + _nods(phonemes, len(talking), fps), tilt])


def _nods(phonemes: Sequence[TimedPhoneme], frames: int, fps: float) -> Track:
    down = np.zeros(frames)
    seconds = np.arange(frames) / fps
    for moment in _stresses(phonemes):
        down += _NOD * np.where(np.abs(seconds - moment) < _NOD_S / 2, 0.5 + 0.5 * np.cos(2 * np.pi * (seconds - moment) / _NOD_S), 0)
    return down


def _stresses(phonemes: Sequence[TimedPhoneme]) -> Iterator[float]:
    """Seconds of vowels that are much longer than others, some apart: those that carry the stress of a phrase."""
    last, long = -_NODS_APART, _STRESSED * usual_length(phonemes)
    for one in phonemes:
        if is_vowel(one.symbol) and one.end - one.start >= long and one.start - last >= _NODS_APART:
            last = one.start
            yield one.start + _NOD_S / 2
