"""Kokoro with its real weights: a time for every word, pauses, cancel, scripts longer than its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from enfoads.engines import create_engine
from enfoads.engines.voice import kokoro
from enfoads.engines.voice.base import Pause, Script, ScriptWord, Speech, SpeechTask
from enfoads.engines.voice.joining import Run, silences
from enfoads.engines.voice.kokoro import KokoroEngine, _Said, _windows
from enfoads.errors import InvalidRequest, JobCancelled
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

SCRIPT = Script(
    "es",
    (
        *(ScriptWord(word, word) for word in ("¡Hola!", "Prueba", "nuestro", "café.")),
        ScriptWord("☕", ""),
        Pause(0.6),
        ScriptWord("9", "Nueve soles,"),
        ScriptWord("nada", "nada"),
        ScriptWord("más.", "más."),
    ),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[KokoroEngine]:
    settings = Settings(threads=1)
    made = create_engine("kokoro", Catalog(settings), settings)
    assert isinstance(made, KokoroEngine)
    made.load("cpu")
    yield made
    made.unload()


@pytest.fixture(scope="module")
def speech(engine: KokoroEngine) -> Speech:
    return engine.speak(SpeechTask(SCRIPT, "ef_dora"), lambda: None)


def test_every_word_is_heard_in_its_turn(speech: Speech) -> None:
    assert [word.text for word in speech.words] == ["¡Hola!", "Prueba", "nuestro", "café.", "☕", "9", "nada", "más."]
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= speech.duration_s < 8
    assert all(word.end - word.start > 0.08 for word in speech.words if word.text != "☕")


def test_sounds_are_ipa_and_in_order(speech: Speech) -> None:
    assert "".join(one.symbol for one in speech.phonemes) == "olapɾueβanwestɾokafenweβesolesnaðamas"
    assert all(one.end <= other.start for one, other in zip(speech.phonemes, speech.phonemes[1:], strict=False))


def test_a_pause_is_as_long_as_the_script_says_and_words_begin_with_their_sound(speech: Speech) -> None:
    quiet = [one for one in silences(speech.samples, speech.rate) if one[1] - one[0] > 0.1]
    longest = max(quiet, key=lambda one: one[1] - one[0])
    assert longest[1] - longest[0] == pytest.approx(0.6, abs=0.05)
    assert (speech.words[3].end, speech.words[5].start) == pytest.approx(longest, abs=0.02)
    assert min(abs(speech.words[1].start - end) for _, end in quiet) < 0.02  # after "¡Hola!"
    assert speech.words[0].start < 0.05


def test_cancel_stops_inside_a_window(engine: KokoroEngine) -> None:
    long = Script("en", tuple(ScriptWord(word, word) for word in ("one two three four five six " * 9).split()))
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        engine.speak(SpeechTask(long, "af_heart"), check)


def test_a_script_longer_than_the_window_loses_no_word(engine: KokoroEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "WINDOW", 14)
    text = "Good coffee. Fresh milk"
    speech = engine.speak(SpeechTask(Script("en", tuple(ScriptWord(word, word) for word in text.split())), "bm_george", 1.5), lambda: None)
    assert len(speech.words) == 4
    assert all(word.end - word.start > 0.04 for word in speech.words)
    assert speech.words[2].start - speech.words[1].end > 0.1  # it was cut there


def test_windows_end_with_sentences_where_they_can(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {number: [_Said("ababab", mark)] for number, mark in enumerate(("", ",", "", ".", "", "", ".", ""))}
    monkeypatch.setattr(kokoro, "WINDOW", 30)
    windows = _windows(Run(tuple(range(8)), 0.3, 0.7), said, 1.0)
    assert [run.words for run in windows] == [(0, 1, 2, 3), (4, 5, 6, 7)]
    assert (windows[0].before, windows[-1].after) == (0.3, 0.7)
    assert windows[1].before == pytest.approx(kokoro.SENTENCE_S)


def test_a_voice_that_is_not_there_is_refused(engine: KokoroEngine) -> None:
    with pytest.raises(InvalidRequest) as refused:
        engine.speak(SpeechTask(SCRIPT, "../ef_dora_x"), lambda: None)
    assert refused.value.param == "voice_id"
