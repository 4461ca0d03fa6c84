"""Narrations: kept by what is said, whole or not at all; and the `speech` job that puts one into the library."""

from __future__ import annotations

import json
import os
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enfoads.engines.script.reading import read_script
from enfoads.engines.voice import espeak
from enfoads.engines.voice.base import Pause, Script, ScriptWord, SpeechTask
from enfoads.engines.voice.openai_speech import LONGEST, pieces
from enfoads.engines.voice.voices import all_voices, choose
from enfoads.errors import DiskFull, InvalidRequest, JobCancelled, ModelNotInstalled, SpeechFailed, SpeechUnavailable
from enfoads.library.brands import Brand
from enfoads.models.catalog import Catalog
from enfoads.recipes import result_cache
from enfoads.recipes.kept_speech import Narration
from enfoads.recipes.narration import spoken
from enfoads.recipes.result_cache import prune
from enfoads.recipes.speech import say
from enfoads.recipes.speech_request import settle_speech
from enfoads.settings import Settings

VOICE = "espeak:es-419"


def script(*words: tuple[str, str]) -> Script:
    return Script("es", tuple(ScriptWord(*word) for word in words))


HELLO = script(("Hola,", "Hola,"), ("5", "cinco"), ("🎉", ""))


def hear(job: Any, said: Script = HELLO, voice: str = VOICE, speed: float = 1.0) -> Narration:
    return spoken(said, voice, speed, job)


def test_the_same_words_are_said_once(job: Any) -> None:
    first, again = hear(job), hear(job)
    assert (first.cached, again.cached) == (False, True)
    assert (again.path, again.sha256, again.words, again.phonemes) == (first.path, first.sha256, first.words, first.phonemes)
    with wave.open(str(first.path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getnframes() / file.getframerate() == pytest.approx(first.duration_s, abs=1e-3)


def test_what_captions_show_may_change_without_saying_it_again(job: Any) -> None:
    hear(job)
    again = hear(job, script(("¡HOLA!", "Hola,"), ("cinco", "cinco"), ("🎈", "")))
    assert again.cached
    assert [word.text for word in again.words] == ["¡HOLA!", "cinco", "🎈"]


def test_what_changes_the_sound_is_said_again(job: Any) -> None:
    first = hear(job).path
    others = [
        hear(job, speed=1.5),
        hear(job, voice="espeak:es"),
        hear(job, script(("Hola,", "Hola;"), ("5", "cinco"), ("🎉", ""))),
        hear(job, Script("es", (*HELLO.items, Pause(0.3)))),
    ]
    assert not any(one.cached for one in others)
    assert len({first, *(one.path for one in others)}) == 5


@pytest.mark.parametrize("damage", ["cut sound", "flipped byte", "no sound", "cut notes", "foreign notes"])
def test_a_damaged_narration_is_said_again(job: Any, damage: str) -> None:
    first = hear(job)
    notes = first.path.with_suffix(".json")
    if damage == "cut sound":
        first.path.write_bytes(first.path.read_bytes()[:-100])
    elif damage == "flipped byte":
        sound = bytearray(first.path.read_bytes())
        sound[-100] ^= 1
        first.path.write_bytes(sound)
    elif damage == "no sound":
        first.path.unlink()
    elif damage == "cut notes":
        notes.write_bytes(notes.read_bytes()[:-10])
    else:
        notes.write_text("[]")
    again = hear(job)
    assert not again.cached
    assert hear(job).sha256 == again.sha256


def test_cancel_leaves_nothing_behind(job: Any) -> None:
    job.cancel_when = lambda: True
    with pytest.raises(JobCancelled):
        hear(job)
    assert not [path for path in job.settings.data_dir.rglob("*") if path.is_file()]


def test_a_narration_that_a_job_uses_outlives_the_caches_limit(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    narration, folder = hear(job), job.settings.data_dir / "cache"
    (folder / "old.png").write_bytes(b"x" * 1000)
    prune(folder, 0)
    assert narration.path.exists()
    assert not (folder / "old.png").exists()
    monkeypatch.setattr(result_cache, "HELD_S", -1)
    prune(folder, 0)
    assert not narration.path.exists()


def test_what_a_job_takes_up_while_the_cache_is_cleared_stays(job: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    narration, listed = hear(job), os.walk
    os.utime(narration.path, (1, 1))

    def walk(folder: Path) -> Iterator[Any]:
        yield from listed(folder)
        assert hear(job).cached

    monkeypatch.setattr(os, "walk", walk)
    prune(job.settings.data_dir / "cache", 0)
    assert narration.path.exists()


def test_a_script_without_sound_is_refused(job: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        hear(job, script(("🎉", ""), ("…", "…")))
    assert refused.value.param == "script"


# The job


def settled(job: Any, brand: Brand | None = None, **fields: Any) -> dict[str, Any]:
    asked = {"text": "Hola 🎉 [pause 300ms] son S/ 5", "voice_id": VOICE, "language": None, "speed": 1.0, "format": "mp3"} | fields
    return settle_speech(asked, brand, Catalog(job.settings), job.settings)


def test_a_text_becomes_a_sound_of_the_library_with_its_words(job: Any) -> None:
    job.save_file = lambda path, **said: (
        job.saved.update({0: said | {"data": path.read_bytes(), "mark": path}})
        or {
            "id": "aud_0",
            "duration_s": said["duration_s"],
        }
    )
    result = say(settled(job), job)
    saved = job.saved[0]
    assert (saved["type"], saved["mime"], saved["data"][:3]) == ("audio", "audio/mpeg", b"ID3")
    assert b"trainedAlgorithmicMedia" in saved["data"]
    assert saved["name"] == "Hola 🎉 son S/\u00a05"
    assert saved["recipe"]["text"] == "Hola 🎉 [pause 300ms] son S/ 5"
    assert [word[0] for word in saved["words"]] == ["Hola", "🎉", "son", "S/\u00a05"]
    assert [word["text"] for word in result["words"]] == ["Hola", "🎉", "son", "S/\u00a05"]
    assert result["words"][2]["start"] - result["words"][0]["end"] == pytest.approx(0.3, abs=0.06)
    assert saved["poster"].exists()
    assert result["warnings"] == []
    assert [done for done, *_ in job.told] == sorted(done for done, *_ in job.told)


def test_a_disk_that_fills_up_while_a_sound_is_kept_is_named_and_gets_back_what_was_said(job: Any, full_disk: Path) -> None:
    job.staging_path = lambda suffix: full_disk if suffix == ".png" else job.settings.data_dir / f"made{suffix}"
    with pytest.raises(DiskFull):
        say(settled(job), job)
    assert not [path for path in job.settings.data_dir.rglob("*") if path.is_file()]


@pytest.fixture
def full_disk() -> Path:
    """A file that no byte can be written to."""
    path = Path("/dev/full")
    if not path.exists():
        pytest.skip("only Linux has a full disk at hand")
    return path


def test_a_voice_for_drafts_that_nobody_chose_is_told(job: Any, tmp_path: Path) -> None:
    job.settings = job.settings.model_copy(update={"setup_dir": tmp_path / "none"})
    assert say(settled(job, voice_id="", text="Hola, 你好 amigos"), job)["warnings"] == ["draft_voice", "not_said"]


def test_a_brands_lexicon_says_how_its_name_is_read(job: Any) -> None:
    lexicon = [{"word": "Xoxo", "spoken": "shosho", "language": None}]
    brand = Brand("b", "local", "", "", "Xoxo", lexicon=lexicon)
    params = settled(job, brand, text="Compra en Xoxo")
    assert read_script(params["text"], params["language"], params["lexicon"]).words[-1].spoken == "shosho"
    assert params["brand"] == "b"


def test_a_speed_beyond_the_voices_is_reached_by_stretching_the_sound(job: Any) -> None:
    lengths = []
    for speed in (1.0, 4.0):
        say(settled(job, speed=speed, format="wav", text="una taza de café muy caliente"), job)
        with wave.open(str(job.saved[0]["path"])) as file:
            lengths.append(file.getnframes() / file.getframerate())
        assert job.saved[0]["duration_s"] == pytest.approx(lengths[-1], abs=0.06)
        assert job.saved[0]["words"][-1][2] <= lengths[-1] + 0.02
    assert lengths[0] / lengths[1] == pytest.approx(4, rel=0.2)


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"text": "🎉🎉"}, "text"),
        ({"text": "hola " * 20_000}, "text"),
        ({"voice_id": "kokoro:nobody"}, "voice_id"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_field(job: Any, fields: dict[str, Any], param: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        settled(job, **fields)
    assert refused.value.param == param
    assert param in refused.value.message("es")


# Choosing


def test_without_kokoro_a_draft_voice_speaks(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, setup_dir=tmp_path / "none")
    catalog = Catalog(settings)
    assert choose("", "es", catalog, settings).id == "espeak:es-419"
    assert choose("", "en", catalog, settings).draft
    with pytest.raises(ModelNotInstalled) as refused:
        choose("kokoro:ef_dora", "es", catalog, settings)
    assert refused.value.param == "voice_id"


def test_the_best_voice_of_each_language_speaks_where_it_is_installed(job: Any) -> None:
    catalog = Catalog(job.settings)
    assert choose("", "es", catalog, job.settings).id == "kokoro:ef_dora"
    assert choose("", "en", catalog, job.settings).id == "kokoro:af_heart"


def test_every_built_in_voice_may_be_used_commercially_and_is_credited(job: Any) -> None:
    for voice in all_voices(Catalog(job.settings), job.settings):
        assert voice.commercial_use
        assert voice.license
        assert voice.license_url.startswith("https://")
        assert voice.credit


# A speech service


class Service:
    """An OpenAI-compatible endpoint whose voice is eSpeak's; `answer` replaces what it sends."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer: tuple[int, bytes] | None = None
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append(body)
                service.keys.append(self.headers["Authorization"])
                status, data = service.answer or (200, _wav(body["input"]))
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def settings(self, data_dir: Path, **options: Any) -> Settings:
        url = f"http://127.0.0.1:{self.server.server_port}/v1/"
        return Settings(data_dir=data_dir, speech_base_url=url, speech_api_key="sk-1", speech_voices="nova,onyx", **options)


def _wav(text: str) -> bytes:
    said = Script("en", tuple(ScriptWord(word, word) for word in text.split()))
    file = BytesIO()
    speech = espeak.EspeakEngine().speak(SpeechTask(said, "en-us"), lambda: None)
    file.name = "x"
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(speech.rate)
        out.writeframes((speech.samples * 32767).astype("<i2").tobytes())
    return file.getvalue()


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_speech_services_words_are_the_scripts_at_the_time_they_are_heard(job: Any, service: Service) -> None:
    job.settings = service.settings(job.settings.data_dir)
    said = Script("en", (*(ScriptWord(word, word) for word in ["Good", "morning", "dear", "friends."]), Pause(0.8),
                         *(ScriptWord(word, word) for word in ["Coffee", "is", "ready", "now."])))  # fmt: skip
    narration = hear(job, said, "openai:nova")
    assert [word.text for word in narration.words] == ["Good", "morning", "dear", "friends.", "Coffee", "is", "ready", "now."]
    assert narration.words[4].start - narration.words[3].end == pytest.approx(0.8, abs=0.25)
    assert narration.phonemes
    assert [one["input"] for one in service.asked] == ["Good morning dear friends.", "Coffee is ready now."]
    assert (service.asked[0]["voice"], service.keys[0]) == ("nova", "Bearer sk-1")
    assert hear(job, said, "openai:nova").cached


@pytest.mark.parametrize(
    ("answer", "error"),
    [((500, b"{}"), SpeechUnavailable), ((200, b"<html>"), SpeechFailed), ((200, b"RIFF\x04\0\0\0WAVEjunk"), SpeechFailed)],
)
def test_an_answer_that_is_no_speech_is_told(job: Any, service: Service, answer: tuple[int, bytes], error: type[Exception]) -> None:
    job.settings = service.settings(job.settings.data_dir)
    service.answer = answer
    try:
        with pytest.raises(error):
            hear(job, HELLO, "openai:nova")
    finally:
        service.answer = None
    assert not [path for path in job.settings.data_dir.rglob("*") if path.is_file()]


def test_a_service_that_is_not_there_is_told_without_its_key(job: Any) -> None:
    job.settings = Settings(data_dir=job.settings.data_dir, speech_base_url="http://127.0.0.1:9/v1", speech_api_key="sk-secret")
    with pytest.raises(SpeechUnavailable) as failed:
        hear(job, HELLO, "openai:alloy")
    assert "sk-secret" not in failed.value.message()


def test_a_service_is_not_asked_when_the_studio_is_offline(job: Any) -> None:
    job.settings = Settings(data_dir=job.settings.data_dir, speech_base_url="https://speech.example/v1", offline=True)
    with pytest.raises(SpeechUnavailable):
        hear(job, HELLO, "openai:alloy")


def test_a_services_voices_are_offered_only_where_it_is_configured(job: Any, service: Service) -> None:
    catalog, settings = Catalog(job.settings), service.settings(job.settings.data_dir)
    offered = [voice for voice in all_voices(catalog, settings) if voice.engine == "openai"]
    assert [voice.id for voice in offered] == ["openai:nova", "openai:onyx"]
    assert choose("", "es", catalog, settings).engine != "openai"  # it may cost money: only when it is asked for
    assert not [voice for voice in all_voices(catalog, job.settings) if voice.engine == "openai"]


def test_a_long_script_goes_to_a_service_in_whole_sentences() -> None:
    from enfoads.engines.voice.joining import Run

    words = [*(["word"] * 400), "end."] * 3
    parts = pieces(Run(tuple(range(len(words))), after=0.5), words)
    assert [number for part in parts for number in part.words] == list(range(len(words)))
    assert all(sum(len(words[number]) + 1 for number in part.words) <= LONGEST for part in parts)
    assert all(words[part.words[-1]] == "end." for part in parts)
    assert parts[-1].after == 0.5
