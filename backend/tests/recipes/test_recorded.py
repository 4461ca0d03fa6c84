"""A person's own recording: its words are the script's, its loudness is even, and it is listened to once."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import clips
import numpy as np
import pytest

from enfoads import errors
from enfoads.engines import create_engine
from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import SpeechTask
from enfoads.engines.voice.espeak import EspeakEngine
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory
from enfoads.models.catalog import Catalog
from enfoads.recipes.kept_speech import Narration
from enfoads.recipes.narration import write_wav
from enfoads.recipes.recorded import recorded
from enfoads.recipes.transcribe import transcribe
from enfoads.recipes.transcribe_request import kind_of, settle
from enfoads.settings import Settings
from enfoads.video.audio_reader import read

TEXT = "Only 20 units are left, and the offer ends on Sunday."


class Context:
    """What the recipes need of a running job."""

    def __init__(self, settings: Settings, gpu: GpuManager) -> None:
        self.settings, self.gpu = settings, gpu
        self.told: list[float] = []

    def progress(self, percent: float | None, stage: str, **more: Any) -> None:
        self.told.append(percent or 0)

    def check_cancelled(self) -> None:
        """Never cancelled."""


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"), device="cpu")
    gpu = GpuManager(lambda name: create_engine(name, Catalog(settings), settings), HostMemory())
    yield Context(settings, gpu)
    gpu.unload()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A phone's video in which eSpeak says the text, faintly."""
    folder = tmp_path_factory.mktemp("sent")
    write_wav(folder / "a.wav", EspeakEngine().speak(SpeechTask(read_script(TEXT, "en"), "en-us"), lambda: None))
    picture = ("-f", "lavfi", "-i", "color=red:size=64x64:rate=5")
    clips.ffmpeg(
        "-i", folder / "a.wav", *picture, "-af", "volume=0.1", "-ac", "2", "-c:a", "aac", *clips.H264, "-shortest", folder / "a.mp4"
    )
    return folder / "a.mp4"


@pytest.fixture(scope="module")
def recording(ctx: Any, clip: Path) -> Narration:
    return recorded(clip, read_script(TEXT, "en"), None, ctx)


def test_its_words_are_the_scripts_and_its_sounds_lie_in_them(recording: Narration) -> None:
    assert [word.text.replace("\xa0", " ") for word in recording.words] == [word.shown.replace("\xa0", " ") for word in script_of()]
    assert (recording.language, recording.warnings, recording.cached) == ("en", (), False)
    times = [time for word in recording.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= recording.duration_s == pytest.approx(3.3, abs=0.8)
    sounds = [time for one in recording.phonemes for time in (one.start, one.end)]
    assert len(sounds) > 50
    assert times[0] <= sounds[0]
    assert sounds[-1] <= times[-1] + 1e-6


def script_of() -> Any:
    return read_script(TEXT, "en").words


def test_it_is_as_loud_as_a_voice_and_nothing_is_cut_off(recording: Narration) -> None:
    said = clips.ffmpeg("-i", recording.path, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    loudness = float(said.rpartition("I:")[2].split()[0])
    peak = float(said.rpartition("Peak:")[2].split()[0])
    assert max(loudness + 16, peak + 1.5) == pytest.approx(0, abs=0.3)
    assert "mono, s16" in clips.described(recording.path)


def test_the_same_recording_is_listened_to_once(recording: Narration, ctx: Any, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctx, "gpu", None)
    again = recorded(clip, read_script(TEXT, "en"), None, ctx)
    assert again.cached
    assert (again.path, again.words, again.phonemes) == (recording.path, recording.words, recording.phonemes)


def test_a_silent_recording_is_told_and_its_mouth_stays_shut(ctx: Any, tmp_path: Path) -> None:
    silent = tmp_path / "a.wav"
    clips.ffmpeg("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=2", silent)
    found = recorded(silent, read_script(TEXT, "en"), None, ctx)
    assert (found.warnings, found.phonemes, found.duration_s) == (("no_speech",), (), pytest.approx(2.0))
    assert len(found.words) == len(script_of())


@pytest.fixture
def hear(ctx: Any, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Runs the transcribe job over a copy of this file."""

    def run(source: Path | bytes, script: str = "", **settings: Any) -> dict[str, Any]:
        sent = tmp_path / "sent"
        sent.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
        asked = Context(ctx.settings.model_copy(update=settings), ctx.gpu)
        params = {"language": None, "script": script, "sound": {"path": str(sent), "name": "voz.mp3", "input": "0"}}
        found = transcribe(params, asked)  # type: ignore[arg-type]
        assert asked.told == sorted(asked.told)
        return found

    return run


def test_a_recording_with_samples_that_are_no_numbers_is_heard_without_them(tmp_path: Path) -> None:
    """As a recorder that crashed may leave them; the recogniser would hear nothing of the minute they lie in."""
    broken = np.where(np.arange(1600) < 800, 0.25, np.nan).astype("<f4").tobytes()
    head = struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 36 + len(broken), b"WAVEfmt ", 16, 3, 1, 16000, 64000, 4, 32, b"data", len(broken))
    (tmp_path / "a.wav").write_bytes(head + broken)
    samples = read(tmp_path / "a.wav", "wav", "a.wav", 16000, lambda: None)
    assert samples.tolist() == [0.25] * 800 + [0.0] * 800


def test_a_script_of_something_else_is_told(hear: Callable[..., dict[str, Any]], clip: Path) -> None:
    found = hear(clip, "Once there was a cat called Pebbles who lived by the sea in a very small house.")
    assert found["warnings"] == ["script_differs"]
    assert found["placed"] < 0.4
    assert found["text"].startswith("Once there was")


def test_what_cannot_be_heard_is_refused_by_name_and_removed(hear: Callable[..., dict[str, Any]], clip: Path, tmp_path: Path) -> None:
    mute = clips.write(tmp_path / "mute.mp4", clips.pattern(5))
    wrong: list[tuple[Any, dict[str, Any], type[errors.InvalidRequest]]] = [
        (b"no sound at all", {}, errors.UnsupportedAudio),
        (b"RIFF\x00\x10\x00\x00WAVEfmt " + bytes(200), {}, errors.UnreadableAudio),
        (mute, {}, errors.NoSound),
        (clip, {"max_audio_s": 1}, errors.TooLong),
    ]
    for source, settings, kind in wrong:
        with pytest.raises(kind) as refused:
            hear(source, **settings)
        assert refused.value.param == "file"
        assert not (tmp_path / "sent").exists(), "somebody's voice was left behind"
    with pytest.raises(errors.InvalidRequest, match="send it again"):
        transcribe({"language": None, "script": "", "sound": {"path": str(tmp_path / "sent"), "name": ""}}, Context(Settings(), None))  # type: ignore[arg-type]


def test_where_it_is_heard_and_in_which_language_is_settled_when_it_is_asked(tmp_path: Path) -> None:
    catalog = Catalog(Settings(data_dir=tmp_path))
    assert settle("es-MX", "", catalog) == {"language": "es", "script": "", "model": "whisper-base"}
    assert settle(None, "  The offer ends on Sunday. ", catalog)["language"] == "en"
    for language, script in (("fr", "Bonjour"), (None, "🎉")):
        with pytest.raises(errors.InvalidRequest):
            settle(language, script, catalog)
    nowhere = Catalog(Settings(data_dir=tmp_path, setup_dir=tmp_path))
    with pytest.raises(errors.ModelNotInstalled):
        settle(None, "", nowhere)
    assert kind_of(Settings()) == "transcribe"
    assert kind_of(Settings(whisper_device="cuda")) == "transcribe_gpu"
