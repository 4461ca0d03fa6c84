"""Mouths follow voices, measured from rendered pixels: real speech, cartoon and photo presenters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from mouthpixels import (
    ChangedOpening,
    SeenOpening,
    after_silence,
    drawn_opening,
    envelope,
    follows,
    openings,
    shut_on_bilabials,
    talking,
)  # fmt: skip

from enfoads.engines import create_engine
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.portrait.base import Rig
from enfoads.engines.portrait.cartoon import View
from enfoads.engines.portrait.create import BuiltIn
from enfoads.engines.portrait.photo import Photo
from enfoads.engines.portrait.styles import STYLES
from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Speech, SpeechTask
from enfoads.engines.voice.espeak import EspeakEngine
from enfoads.engines.voice.kokoro import KokoroEngine
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

SPANISH = read_script("¿Cansado de cables? Bomba de sonido, pura potencia. Compra hoy y paga mañana.", "es")
ENGLISH = read_script("Big power, small price, and a lifetime promise. Buy yours before midnight.", "en")
SMALL, LARGER = (270, 480), (300, 534)


@pytest.fixture(scope="module")
def kokoro() -> Iterator[Speech]:
    settings = Settings(threads=1)
    engine = create_engine("kokoro", Catalog(settings), settings)
    assert isinstance(engine, KokoroEngine)
    engine.load("cpu")
    yield after_silence(engine.speak(SpeechTask(SPANISH, "ef_dora"), lambda: None))
    engine.unload()


@pytest.fixture(scope="module")
def espeak() -> Speech:
    return after_silence(EspeakEngine().speak(SpeechTask(ENGLISH, "en-us"), lambda: None))


@pytest.mark.parametrize(("id", "voice"), [("sofia", "kokoro"), ("camila", "kokoro"), ("ines", "kokoro"), ("mateo", "espeak")])
def test_a_cartoons_mouth_goes_with_the_voice_and_shuts_on_bilabials(
    id: str, voice: str, rig: Callable[[str], Rig], presenters: dict[str, BuiltIn], request: pytest.FixtureRequest
) -> None:
    speech: Speech = request.getfixturevalue(voice)
    box = View(style := STYLES[presenters[id].record.style], SMALL).box(style.mouth_box)
    bearded = id == "mateo"
    measure = ChangedOpening(tuple(box)) if bearded else lambda frame: drawn_opening(frame, tuple(box))
    opening = openings(talking(rig(id), speech, SMALL, still=bearded), measure)
    correlation, lag = follows(opening, envelope(speech, len(opening)))
    shut, bilabials = shut_on_bilabials(opening, speech.phonemes)
    assert correlation > 0.6
    assert abs(lag) <= 2
    assert bilabials >= 6
    assert shut >= 0.95 * bilabials


@pytest.mark.parametrize("which", ["astronaut_rig", "closed_rig"])
def test_a_photos_mouth_goes_with_the_voice_and_shuts_on_bilabials(
    which: str, kokoro: Speech, request: pytest.FixtureRequest, finder: FaceFinder
) -> None:
    photo: Photo = request.getfixturevalue(which)
    opening = openings(talking(photo, kokoro, LARGER), SeenOpening(finder))
    correlation, lag = follows(opening, envelope(kokoro, len(opening)))
    shut, bilabials = shut_on_bilabials(opening, kokoro.phonemes)
    assert correlation > 0.6
    assert abs(lag) <= 2
    assert shut >= 0.95 * bilabials


def test_nothing_but_eyes_and_breath_moves_in_a_pause(kokoro: Speech, rig: Callable[[str], Rig], presenters: dict[str, BuiltIn]) -> None:
    """The first frames are silent: there the mouth's own box does not change beyond what a breath does."""
    box = View(style := STYLES[presenters["sofia"].record.style], SMALL).box(style.mouth_box)
    frames = [frame for frame, _ in zip(talking(rig("sofia"), kokoro, SMALL), range(6), strict=False)]
    assert max(abs(drawn_opening(one, tuple(box)) - drawn_opening(frames[0], tuple(box))) for one in frames) < 1.5
