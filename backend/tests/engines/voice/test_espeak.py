"""eSpeak: the voice that is always there, and the sounds of words for every other engine."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from enfoads.engines.voice.base import Pause, Script, ScriptWord, Speech, SpeechTask
from enfoads.engines.voice.espeak import EspeakEngine, ipa_of, phonemes_of
from enfoads.engines.voice.ipa import distribute, timed
from enfoads.engines.voice.joining import silences
from enfoads.errors import JobCancelled

SPANISH = Script(
    "es",
    (
        ScriptWord("¡Hola!", "¡Hola!"),
        ScriptWord("🎉", ""),
        ScriptWord("Cuesta", "Cuesta"),
        ScriptWord("S/ 49", "cuarenta y nueve soles."),
        Pause(0.5),
        ScriptWord("Niños", "Niños"),
        ScriptWord("pobres.", "pobres."),
    ),
)


def say(script: Script, voice: str = "es-419", speed: float = 1.0) -> Speech:
    return EspeakEngine().speak(SpeechTask(script, voice, speed), lambda: None)


def plain(text: str) -> Script:
    return Script("en", tuple(ScriptWord(word, word) for word in text.split()))


@pytest.fixture(scope="module")
def speech() -> Speech:
    return say(SPANISH)


def test_every_word_of_the_script_is_heard_in_its_turn(speech: Speech) -> None:
    assert [word.text for word in speech.words] == ["¡Hola!", "🎉", "Cuesta", "S/ 49", "Niños", "pobres."]
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert 0 <= times[0] < 0.1
    assert times[-1] <= speech.duration_s
    hola, party, _, price, _, _ = speech.words
    assert (party.start, party.end) == (hola.end, hola.end)
    assert price.end - price.start > 1.0  # "cuarenta y nueve soles"


def test_the_sounds_of_a_word_fill_its_time(speech: Speech) -> None:
    def sounds(number: int) -> str:
        word = speech.words[number]
        return "".join(one.symbol for one in speech.phonemes if word.start <= one.start < word.end)

    assert [sounds(0), sounds(1), sounds(5)] == ["ola", "", "poβɾes"]
    assert all(one.end == other.start or one.end < other.start for one, other in zip(speech.phonemes, speech.phonemes[1:], strict=False))


def test_a_pause_is_as_long_as_the_script_says(speech: Speech) -> None:
    around = speech.words[3].end, speech.words[4].start
    longest = max(silences(speech.samples, speech.rate)[1:-1], key=lambda one: one[1] - one[0])
    assert longest[1] - longest[0] == pytest.approx(0.5, abs=0.04)
    assert around == pytest.approx(longest, abs=0.06)


def test_a_word_begins_where_its_sound_does(speech: Speech) -> None:
    ends = [end for start, end in silences(speech.samples, speech.rate) if end - start > 0.1]
    for number in (2, 4):  # after "¡Hola!" and after the pause
        assert min(abs(speech.words[number].start - end) for end in ends) < 0.04


def test_nothing_clicks_where_pieces_are_joined(speech: Speech) -> None:
    assert abs(speech.samples[0]) < 1e-3
    assert abs(speech.samples[-1]) < 1e-3
    silent = speech.samples[round((speech.words[3].end + 0.1) * speech.rate) : round((speech.words[4].start - 0.1) * speech.rate)]
    assert np.abs(silent).max() < 1e-3


def test_silence_at_the_start_and_the_end_is_kept_as_asked() -> None:
    script = Script("es", (Pause(0.4), ScriptWord("sol", "sol"), Pause(0.7)))
    speech = say(script)
    (word,) = speech.words
    assert word.start == pytest.approx(0.4, abs=0.05)
    assert speech.duration_s - word.end == pytest.approx(0.7, abs=0.1)


def test_twice_the_speed_takes_about_half_the_time() -> None:
    script = plain("the coffee that you like comes freshly roasted to your door")
    slow, fast = (say(script, "en-us", speed).duration_s for speed in (1.0, 2.0))
    assert 0.4 < fast / slow < 0.62


def test_words_that_melt_into_one_keep_a_time_each() -> None:
    speech = say(plain("it was the best of the bunch"), "en-us")
    lengths = [word.end - word.start for word in speech.words]
    assert min(lengths) > 0.03


def test_cancel_stops_a_long_script_at_once() -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        EspeakEngine().speak(SpeechTask(plain("one two three four " * 1000), "en-us"), check)
    assert calls == 3
    assert say(plain("still here"), "en-us").words[1].text == "here"


def test_callers_at_the_same_time_do_not_get_each_others_voice() -> None:
    words = ["guitarra", "cielo", "llave"]
    alone = {dialect: ipa_of(words, dialect) for dialect in ("es", "en-us")}
    wrong = []

    def ask(dialect: str) -> None:
        for _ in range(100):
            if ipa_of(words, dialect) != alone[dialect]:  # type: ignore[arg-type]
                wrong.append(dialect)

    threads = [threading.Thread(target=ask, args=(dialect,)) for dialect in ("es", "en-us", "es")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize(
    ("text", "language", "sounds"),
    [
        ("¿Quieres pan?", "es", ["kjeɾes", "pan"]),
        ("was the best", "en", ["wʌz", "ðə", "bɛst"]),
        ("ocho — 49", "es", ["otʃo", "", "kwaɾɛntainweβe"]),
        ("", "es", []),
    ],
)
def test_sounds_come_word_by_word(text: str, language: str, sounds: list[str]) -> None:
    assert ["".join(one) for one in phonemes_of(text, language)] == sounds  # type: ignore[arg-type]


def test_a_phrase_is_cut_into_its_words_without_losing_a_sound() -> None:
    assert distribute("wʌzðə bˈɛst", ["wˌʌz", "ðˈə", "bˈɛst"]) == ["wʌz", "ðə", "bˈɛst"]
    assert "".join(distribute("abcdef", ["x", "", "zzz"])) == "abcdef"
    assert distribute("", ["a"]) == [""]


def test_a_long_vowel_lasts_longer() -> None:
    sounds = timed("ˈɑːɹ", 0.0, 0.3)
    assert [one.symbol for one in sounds] == ["ɑ", "ɹ"]
    assert sounds[0].end == pytest.approx(0.2)
