"""Recordings over HTTP: words, subtitles and OpenAI's own client."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import clips
import openai
import pytest
from flask.testing import FlaskClient

from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import SpeechTask
from enfoads.engines.voice.espeak import EspeakEngine
from enfoads.recipes.narration import write_wav

TEXT = "Order today and get free shipping."


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "voice.wav"
    write_wav(path, EspeakEngine().speak(SpeechTask(read_script(TEXT, "en"), "en-us"), lambda: None))
    return path


def test_a_recording_of_the_library_gives_the_scripts_words_and_subtitles(server: Any, sound: Path) -> None:
    asset = server.call("POST", "/api/assets", files={"file": ("voice.wav", sound.read_bytes())}).json()
    assert (asset["type"], asset["width"], asset["mime"]) == ("audio", None, "audio/flac")
    answer = server.call("POST", "/transcribe", json={"asset_id": asset["id"], "script": TEXT})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["text"], found["language"], found["warnings"]) == (TEXT, "en", [])
    assert [word["word"] for word in found["words"]] == TEXT.split()
    assert found["placed"] > 0.6
    assert found["srt"].startswith("1\n00:00:00,0")
    assert TEXT in " ".join(found["vtt"].split())
    job = server.call("GET", f"/api/jobs/{found['job_id']}").json()
    assert job["result"]["srt"] == found["srt"]
    assert str(server.data_dir) not in json.dumps(job)


def test_openais_client_gets_what_it_asks_for(server: Any, sound: Path) -> None:
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client, sound.open("rb") as file:
        found = client.audio.transcriptions.create(
            model="whisper-1", file=file, response_format="verbose_json", timestamp_granularities=["word", "segment"], language="en"
        )
    assert (found.language, found.duration) == ("english", pytest.approx(2.1, abs=0.5))
    assert found.words is not None
    assert len(found.words) >= 5
    assert found.segments is not None
    assert found.segments[0].text.startswith(found.words[0].word)


def test_every_form_of_openais_answer_and_a_file_without_a_voice(server: Any, tmp_path: Path) -> None:
    silent = tmp_path / "a.ogg"
    clips.ffmpeg("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=1", "-c:a", "libopus", silent)
    bodies: dict[str, Any] = {}
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        for form in ("json", "text", "srt", "vtt"):
            bodies[form] = client.audio.transcriptions.create(model="whisper-1", file=silent, response_format=form)  # type: ignore[call-overload]
    assert (bodies["json"].text, bodies["text"], bodies["srt"], bodies["vtt"]) == ("", "\n", "", "WEBVTT\n")
    command = [sys.executable, "-m", "enfoads.cli", "--data-dir", str(server.data_dir), "transcribe", str(silent), "-o", "out.json"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={"LANG": "es_ES.UTF-8"}, timeout=60, check=True)
    assert "No se oye hablar a nadie" in ended.stderr
    assert json.loads((tmp_path / "out.json").read_text())["warnings"] == ["no_speech"]


def test_what_cannot_be_meant_is_refused_before_anything_is_kept(client: FlaskClient) -> None:
    def ask(path: str, **fields: Any) -> tuple[int, str, str]:
        answer = client.post(path, data=fields, content_type="multipart/form-data")
        error = answer.get_json()["error"]
        return answer.status_code, error["code"], error["param"]

    def file() -> tuple[io.BytesIO, str]:
        return io.BytesIO(b"RIFF\x00\x00\x00\x00WAVE"), "a.wav"

    assert ask("/transcribe", language="es") == (422, "invalid_value", "file")
    assert ask("/transcribe", file=file(), asset_id="x") == (422, "invalid_value", "file")
    assert ask("/transcribe", asset_id="x") == (404, "not_found", "asset_id")
    assert ask("/transcribe", file=file(), script="🎉") == (422, "invalid_value", "script")
    assert ask("/transcribe", file=file(), language="fr", script="Bonjour") == (422, "invalid_value", "language")
    assert ask("/transcribe", file=(io.BytesIO(b""), "a.wav")) == (422, "invalid_value", "file")
    assert ask("/v1/audio/transcriptions", file=file(), model="gpt-9") == (404, "model_not_found", "model")
    assert ask("/v1/audio/transcriptions", file=file(), stream="true")[0] == 501
    assert ask("/v1/audio/transcriptions", file=file(), response_format="diarized_json")[0] == 501
    assert ask("/v1/audio/transcriptions", file=file(), temperature="2")[2] == "temperature"
    settings = client.studio.settings  # type: ignore[attr-defined]
    assert not list(settings.staging_dir.iterdir())
    assert not settings.inputs_dir.exists()
