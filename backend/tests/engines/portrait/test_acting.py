"""Presenters behave as people do: they blink now and then, breathe, keep their head still in silence, and do the same for the same seed."""

from __future__ import annotations

import numpy as np

from enfoads.engines.portrait.acting import perform
from enfoads.engines.voice.base import TimedPhoneme

FPS = 30


def sentence(start: float, letters: str = "olakomoestasoj") -> list[TimedPhoneme]:
    return [TimedPhoneme(letter, start + number * 0.08, start + (number + 1) * 0.08) for number, letter in enumerate(letters)]


SPEECH = [sound for start in (1.0, 4.0, 7.0, 12.0, 15.0) for sound in sentence(start)]


def blinks(blink: np.ndarray) -> np.ndarray:
    """Seconds at which eyes shut."""
    shut = blink > 0.9
    return np.flatnonzero(shut & ~np.concatenate([[False], shut[:-1]])) / FPS


def test_a_scene_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    one, same, other = (perform(SPEECH, 600, FPS, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(getattr(one, name), getattr(same, name)) for name in ("mouth", "blink", "sway", "breath"))
    assert not np.array_equal(one.blink, other.blink)
    assert np.array_equal(one.mouth, other.mouth)


def test_eyes_blink_every_two_and_a_half_to_six_seconds() -> None:
    for seed in range(8):
        apart = np.diff(blinks(perform(SPEECH, 60 * FPS, FPS, seed).blink))
        assert len(apart) >= 8
        assert apart.min() >= 2.4
        assert apart.max() <= 6.1


def test_some_blinks_wait_for_the_end_of_a_sentence() -> None:
    ends = np.array([start + len("olakomoestasoj") * 0.08 for start in (1.0, 4.0, 7.0, 12.0, 15.0)])
    at = np.concatenate([blinks(perform(SPEECH, 18 * FPS, FPS, seed).blink) for seed in range(20)])
    near = np.abs(at[:, None] - ends - 0.1).min(1) < 0.15
    assert 0.25 < near.mean() < 0.9


def test_in_silence_the_head_stands_still_and_only_breath_and_blinks_go_on() -> None:
    done = perform(sentence(1.0), 10 * FPS, FPS, 4)
    quiet = slice(round(3.2 * FPS), None)
    assert np.abs(np.diff(done.sway[quiet], axis=0)).max() < 1e-9
    assert np.abs(np.diff(done.sway[: round(0.9 * FPS)], axis=0)).max() < 1e-9
    assert np.ptp(done.mouth[quiet], axis=0).max() < 1e-9
    assert np.ptp(done.breath[quiet]) > 0.9
    assert len(blinks(done.blink)) >= 1


def test_a_talking_head_moves_gently() -> None:
    done = perform([sound for second in range(20) for sound in sentence(second * 1.2)], 20 * FPS, FPS, 4)
    right, down, turn = np.abs(done.sway).max(0)
    assert 0.005 < right < 0.015
    assert 0.003 < down < 0.02
    assert 0.4 < turn < 1.2
    assert np.abs(np.diff(done.sway, axis=0)).max(0).tolist() < [0.002, 0.002, 0.1]
