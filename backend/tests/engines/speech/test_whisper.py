"""Whisper base hears a sentence of eSpeak: what words there are, and when; and where nobody speaks it hears nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest

from enfoads.engines import create_engine
from enfoads.engines.script.reading import read_script
from enfoads.engines.speech.onsets import RATE
from enfoads.engines.speech.timing import VOWEL, Heard, hear, sounds_of
from enfoads.engines.speech.whisper import Stretch, WhisperEngine, stretches, windows
from enfoads.engines.voice.base import Samples, Script, Speech, SpeechTask
from enfoads.engines.voice.espeak import EspeakEngine
from enfoads.engines.voice.ipa import is_vowel
from enfoads.errors import JobCancelled
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

TEXT = "Order today and get free shipping to every city in the country."


class Said(NamedTuple):
    script: Script
    speech: Speech
    samples: Samples


@pytest.fixture(scope="module")
def engine() -> Iterator[WhisperEngine]:
    settings = Settings()
    made = create_engine("whisper-base", Catalog(settings), settings)
    assert isinstance(made, WhisperEngine)
    assert 100e6 < made.weights_bytes < 200e6
    made.load("cpu")
    yield made
    made.unload()


@pytest.fixture(scope="module")
def said() -> Said:
    """What eSpeak says, with its own times, at the recogniser's rate and after half a second of silence."""
    script = read_script(TEXT, "en")
    speech = EspeakEngine().speak(SpeechTask(script, "en-us"), lambda: None)
    count = len(speech.samples)
    samples = np.interp(np.arange(0, count, speech.rate / RATE), np.arange(count), speech.samples)
    return Said(script, speech, np.concatenate([np.zeros(RATE // 2), samples]).astype(np.float32))


@pytest.fixture(scope="module")
def shares() -> list[float]:
    return []


@pytest.fixture(scope="module")
def heard(engine: WhisperEngine, said: Said, shares: list[float]) -> Heard:
    return hear(said.samples, said.script, engine, None, lambda: None, shares.append)


def test_a_sentence_is_heard_with_its_words_in_order(heard: Heard, said: Said, shares: list[float]) -> None:
    transcript = heard.transcript
    words = {word.strip(".,").lower() for word in transcript.text.split()}
    assert len(words & {word.strip(".").lower() for word in TEXT.split()}) >= 9
    assert (transcript.language, transcript.duration_s) == ("en", pytest.approx(len(said.samples) / RATE))
    times = [time for word in transcript.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0.3
    assert times[-1] <= transcript.duration_s
    assert json.dumps([(word.start, word.end, word.confidence) for word in transcript.words])  # numpy's numbers are refused here
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_captions_show_the_script_and_light_up_with_the_voice(heard: Heard, said: Said) -> None:
    assert [word.text for word in heard.words] == TEXT.split()
    assert heard.placed > 0.8
    late = np.array([word.start - 0.5 - own.start for word, own in zip(heard.words, said.speech.words, strict=True)])
    assert np.abs(late).mean() < 0.08
    assert np.abs(late).max() < 0.25


def test_sounds_fill_their_words_and_vowels_last_longer(heard: Heard, said: Said) -> None:
    found = sounds_of(heard.words, said.script, "en")
    assert "".join(one.symbol for one in found).startswith("ɔɹdɚ")
    times = [time for one in found for time in (one.start, one.end)]
    assert all(one <= other + 1e-9 for one, other in pairwise(times))
    first = [one for one in found if one.end <= heard.words[0].end + 1e-9]
    lengths = {is_vowel(one.symbol): one.end - one.start for one in first}
    assert lengths[True] == pytest.approx(VOWEL * lengths[False])


def test_where_nobody_speaks_nothing_is_heard(engine: WhisperEngine) -> None:
    chance, t = np.random.default_rng(0), np.arange(8 * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * pitch * t) for pitch in (220, 277, 330)) * np.exp(-3 * (2 * t % 1)) * 0.1
    rooms = {"silence": np.zeros(4 * RATE), "hiss": chance.normal(0, 0.05, 4 * RATE), "music": chord, "nothing": np.zeros(0)}
    for name, samples in rooms.items():
        found = engine.transcribe(samples.astype(np.float32), language=None, check=lambda: None, progress=lambda share: None)
        assert (found.words, found.language) == ((), ""), name


def test_long_recordings_are_heard_in_windows_parted_where_it_is_silent(said: Said) -> None:
    gap, times = np.zeros(RATE, np.float32), 12
    whole = np.concatenate([piece for _ in range(times) for piece in (said.samples, gap)])
    found = list(stretches(whole, lambda: None))
    assert len(found) in (2, 3)
    assert all(part.end - part.start <= 29 * RATE for part in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for part in found:
        assert np.abs(whole[part.start : part.start + RATE // 20]).max() < 0.05


def test_no_run_of_speech_is_longer_than_a_window() -> None:
    pieces = [Stretch(int(start * RATE), int(end * RATE)) for start, end in ((0, 5), (6, 10), (11, 27), (27.2, 53), (53.5, 54))]
    runs = list(windows(pieces))
    assert [piece for run in runs for piece in run] == pieces
    assert max(run[-1].end - run[0].start for run in runs) <= 28 * RATE


def test_a_cancel_stops_it(engine: WhisperEngine, said: Said) -> None:
    def cancelled() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        engine.transcribe(said.samples, language="en", check=cancelled, progress=lambda share: None)
