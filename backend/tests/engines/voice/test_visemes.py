"""Lips and sound: shut on p, b and m, ahead by a frame, still in silence, whoever speaks and however fast the video is."""

from __future__ import annotations

import numpy as np
import pytest

from enfoads.engines.voice.base import TimedPhoneme
from enfoads.engines.voice.espeak import ipa_of
from enfoads.engines.voice.loudness import loudness
from enfoads.engines.voice.visemes import OPEN, REST, ROUND, WIDE, mouth_track, visemes


def said(letters: str, each: float = 0.08, start: float = 0.5) -> list[TimedPhoneme]:
    """Sounds of the same length; a space is a pause."""
    return [
        TimedPhoneme(letter, start + number * each, start + (number + 1) * each) for number, letter in enumerate(letters) if letter != " "
    ]


@pytest.mark.parametrize("fps", [24, 30, 60])
@pytest.mark.parametrize("each", [0.03, 0.08, 0.15])
def test_lips_meet_on_every_bilabial_however_short(fps: int, each: float) -> None:
    phonemes = said("apabamaopuβe", each)
    opening = mouth_track(phonemes, 4 * fps, fps)[:, OPEN]
    for one in phonemes:
        if one.symbol in "pbmβ":
            shown = round((one.start + one.end) / 2 * fps) - 1
            assert opening[max(0, shown - 1) : shown + 2].min() == 0


def test_lips_are_one_frame_ahead_of_the_sound() -> None:
    opening = mouth_track(said("a", 0.3, 1.0), 60, 30)[:, OPEN]
    middle = float((np.arange(60) * opening).sum() / opening.sum())
    assert middle == pytest.approx(1.15 * 30 - 1, abs=0.3)


def test_nothing_moves_where_nothing_is_said() -> None:
    track = mouth_track(said("ola", start=1.0), 120, 30)
    assert np.array_equal(track[:26], np.tile(REST, (26, 1)))
    assert np.allclose(track[48:], REST, atol=1e-9)
    assert np.allclose(mouth_track([], 10, 30), REST)


def test_vowels_look_as_they_sound() -> None:
    def shape(vowel: str) -> list[float]:
        return mouth_track(said(vowel * 4), 60, 30)[18].tolist()

    a, i, u, o = (shape(vowel) for vowel in "aiuo")
    assert a[OPEN] > 0.8 > o[OPEN] > i[OPEN]
    assert i[WIDE] > a[WIDE] > u[WIDE]
    assert u[ROUND] > o[ROUND] > 0.5 > a[ROUND]


def test_neighbours_pull_at_a_consonant() -> None:
    among_i, among_u = (mouth_track(said(letters), 40, 30)[round(0.62 * 30) - 1] for letters in ("iti", "utu"))
    assert among_i[WIDE] > among_u[WIDE] + 0.2
    assert among_u[ROUND] > among_i[ROUND] + 0.2


def test_the_mouth_never_jumps_but_to_shut() -> None:
    track = mouth_track(said("deskuβɾe el nweβo pɾoðukto de la semana"), 150, 30)
    opens = np.diff(track[:, OPEN])
    assert np.abs(np.diff(track[:, WIDE:], axis=0)).max() < 0.45
    assert opens.max() < 0.75
    assert (track >= 0).all()
    assert (track <= 1).all()


def test_every_sound_of_both_languages_has_a_shape() -> None:
    scripts = {
        "es-419": "¡Hola! El niño quiso una llave y un kiwi; guiño, agua, jamón, ahínco, vergüenza, zapato, rápido, perro, txema, show",
        "en-us": "The quick brown fox judged my vow: thin things, measure, church, boy, now, bird, about, butter, whale, yes, singing",
    }
    for dialect, text in scripts.items():
        letters = set("".join(ipa_of(text.split(), dialect))) - set("ˈˌː ̩ʲ")  # type: ignore[arg-type]
        assert {letter for letter in letters if not visemes(letter)} == set()


def test_a_mouth_opens_wider_where_the_voice_is_louder() -> None:
    phonemes, rate = said("aaaa", 0.25, 0.0), 8000
    tone = np.sin(np.arange(rate) * 0.3).astype(np.float32) * np.repeat([0.1, 0.8], rate // 2).astype(np.float32)
    opening = mouth_track(phonemes, 30, 30, loudness(tone, rate, 30, 30))[:, OPEN]
    assert opening[20] > 2 * opening[8]
    assert opening[8] > 0.1


def test_loudness_waits_for_a_voice_that_begins_later_and_silence_has_none() -> None:
    tone = np.ones(800, np.float32)
    heard = loudness(tone, 8000, 60, 30, start_s=1.0)
    assert heard[:24].max() == 0
    assert heard[29:31].min() > 0.5
    assert loudness(np.zeros(800, np.float32), 8000, 30, 30).max() == 0
    assert loudness(np.zeros(0, np.float32), 8000, 30, 30).max() == 0
