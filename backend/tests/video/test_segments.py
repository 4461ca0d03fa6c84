"""A scene is taken from the cache only where it would be drawn the same."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from enfoads.engines.portrait.create import built_in, rig_of
from enfoads.settings import Settings
from enfoads.video import segments
from enfoads.video.compose import Composer
from enfoads.video.timeline import Brand, File, Fill, Phoneme, Presenter, Scene, Timeline

TimelineOf = Callable[..., Timeline]
SceneOf = Callable[..., Scene]
FileOf = Callable[[Path], File]
Place = tuple[Timeline, int]
SOUNDS = tuple(Phoneme(symbol="a", start=0.05 + 0.1 * index, end=0.15 + 0.1 * index) for index in range(7))


@pytest.fixture(scope="module")
def presenter() -> Presenter:
    return Presenter(avatar=built_in()[0].record.model_dump(), background=Fill(color="#ffd050"))


def key(place: Place) -> str:
    return segments.key(*place, "libx264", "final")


def data(place: Place, number: int) -> bytes:
    timeline, index = place
    with Composer(timeline, lambda record: rig_of(record, Settings())) as composer:
        return b"".join(plane.tobytes() for plane in composer.frame(timeline.starts()[index] + number))


def voice(path: Path, quiet_from: float) -> Path:
    at = np.arange(16000) / 16000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes((np.sin(1400 * at) * np.where(at < quiet_from, 0.9, 0.05) * 32767).astype("<i2").tobytes())
    return path


def test_a_logo_that_comes_in_is_drawn_anew_where_the_scene_no_longer_opens_the_video(
    timeline: TimelineOf, scene: SceneOf, file_of: FileOf, tmp_path: Path
) -> None:
    Image.new("RGBA", (80, 40), "#ff0000").save(tmp_path / "logo.png")
    one, two, brand = scene(Fill(color="#224466")), scene(Fill(color="#446622")), Brand(logo=file_of(tmp_path / "logo.png"))
    first, second = (timeline(one, two, brand=brand), 0), (timeline(two, one, brand=brand), 1)
    assert data(first, 1) != data(second, 1)
    assert key(first) != key(second)
    assert key((timeline(one, two), 0)) == key((timeline(two, one), 1))


def test_a_mouth_is_drawn_anew_for_another_voice_with_the_same_sounds(
    timeline: TimelineOf, scene: SceneOf, file_of: FileOf, presenter: Presenter, tmp_path: Path
) -> None:
    loud, quiet = (file_of(voice(tmp_path / f"{name}.wav", until)) for name, until in (("loud", 1.0), ("quiet", 0.3)))
    one, other = (timeline(scene(presenter, 20, phonemes=SOUNDS, speech=file)) for file in (loud, quiet))
    assert data((one, 0), 15) != data((other, 0), 15)
    assert key((one, 0)) != key((other, 0))
    going = scene(Fill(color="#000000"), 6, comes="fade")
    keys = [key((timeline(*before.scenes, going), 1)) for before in (one, other)]
    assert keys[0] != keys[1]


def test_what_comes_in_over_a_short_scene_knows_whether_its_presenter_was_there_before(
    timeline: TimelineOf, scene: SceneOf, presenter: Presenter
) -> None:
    short, going = scene(presenter, 6, phonemes=SOUNDS), scene(Fill(color="#000000"), 12, comes="fade", seconds=0.4)
    long, alone = (timeline(scene(presenter, 20), short, going), 2), (timeline(short, going), 1)
    assert data(long, 2) != data(alone, 2)
    assert key(long) != key(alone)
