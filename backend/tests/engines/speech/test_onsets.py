"""Word times put right by the sound itself: a caption lights up when its word is heard, not in the pause before it."""

from __future__ import annotations

import numpy as np
import pytest

from enfoads.engines.speech.onsets import RATE, refine
from enfoads.engines.voice.base import Samples, TimedWord


def sound(*spans: tuple[float, float], seconds: float = 4.0) -> Samples:
    """Noise in these stretches, in an almost silent room."""
    chance = np.random.default_rng(0)
    samples = chance.normal(0, 0.0005, int(seconds * RATE))
    for start, end in spans:
        samples[int(start * RATE) : int(end * RATE)] += chance.normal(0, 0.1, int(end * RATE) - int(start * RATE))
    return samples.astype(np.float32)


def test_the_first_word_begins_with_the_sound_and_the_last_ends_with_it() -> None:
    (word,) = refine([TimedWord("hola", 0.0, 0.8)], sound((0.3, 1.0)))
    assert (word.start, word.end) == (pytest.approx(0.3, abs=0.02), pytest.approx(1.0, abs=0.02))


def test_a_word_after_a_pause_begins_where_sound_sets_in() -> None:
    words = refine([TimedWord("uno", 0.5, 1.4), TimedWord("dos", 1.4, 2.0)], sound((0.5, 1.0), (1.5, 2.0)))
    assert words[0].end == pytest.approx(1.0, abs=0.02)
    assert words[1].start == pytest.approx(1.5, abs=0.02)


def test_words_in_one_breath_begin_a_little_later_than_they_were_heard() -> None:
    words = refine([TimedWord("uno", 0.5, 1.0), TimedWord("dos", 1.0, 1.5)], sound((0.5, 1.6)))
    assert words[0].end == words[1].start == pytest.approx(1.07, abs=0.02)


def test_silence_changes_nothing_and_order_stays() -> None:
    words = [TimedWord("uno", 0.5, 1.0), TimedWord("🎉", 1.0, 1.0), TimedWord("dos", 1.0, 1.2), TimedWord("tres", 3.9, 4.0)]
    assert refine(words, np.zeros(4 * RATE, np.float32)) == tuple(words)
    assert refine([], sound((0, 1))) == ()
    found = refine(words, sound((0.2, 2.0), (3.5, 4.0)))
    times = [time for word in found for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= 4.0
