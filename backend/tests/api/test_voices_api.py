"""Voices over HTTP: which there are and how they sound, text that is said, and OpenAI's way of asking for it."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import openai
import pytest
from flask.testing import FlaskClient

from enfoads.api.openai_voices import chosen_voice
from enfoads.api.schemas.voices import SpeechRequest
from enfoads.engines.voice.samples import sample_of
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

HELLO = {"text": "Hola. Son 5 soles.", "voice_id": "espeak:es-419"}


def test_the_voices_say_what_they_are(server: Any) -> None:
    voices = server.call("GET", "/voices").json()["items"]
    assert [voice["id"] for voice in voices if voice["default"]] == ["kokoro:ef_dora", "kokoro:af_heart"]
    assert {voice["language"] for voice in voices if not voice["draft"]} == {"es", "en"}
    for voice in voices:
        assert voice["installed"], "the set-up did not fetch Kokoro"
        assert voice["commercial_use"]
        assert voice["license"]
        assert voice["credit"]


def test_every_voice_has_a_sample_that_plays_at_once(server: Any) -> None:
    for voice in server.call("GET", "/voices").json()["items"]:
        sample = server.call("GET", voice["sample_url"], headers={"Range": "bytes=0-3"})
        assert (sample.status_code, sample.headers["Content-Type"]) == (206, "audio/mpeg")
        assert sample.content[:3] == b"ID3" or sample.content[0] == 0xFF
        assert Path(sample_of(voice["id"]) or "").stat().st_size < 30_000
    for id in ("kokoro:nobody", "..", "espeak:es-419%2f..", "x" * 200):
        assert server.call("GET", f"/voices/{id}/sample").status_code == 404


@pytest.mark.parametrize(
    ("change", "status", "param"),
    [
        ({"text": ""}, 422, "text"),
        ({"text": "🎉"}, 422, "text"),
        ({"voice_id": "nobody"}, 422, "voice_id"),
        ({"speed": 3}, 422, "speed"),
        ({"brand": "brand_none"}, 404, "brand"),
        ({"format": "ogg"}, 422, "format"),
        ({"text": "hola " * 9000}, 422, "text"),
    ],
)
def test_what_cannot_be_said_is_refused_with_its_field(server: Any, change: dict[str, Any], status: int, param: str) -> None:
    answer = server.call("POST", "/say?async=true", json=HELLO | change)
    assert (answer.status_code, answer.json()["error"]["param"]) == (status, param)


def test_the_lexicon_of_the_brand_goes_with_the_job(client: FlaskClient) -> None:
    kit = {"name": "Xoxo", "default": True, "lexicon": [{"word": "Xoxo", "spoken": "shosho"}]}
    brand = client.post("/api/brands", json=kit).json["id"]
    asked = [client.post("/say?async=true", json=HELLO | {"brand": chosen}) for chosen in (True, brand, False)]
    lexicons = [answer.json["job"]["params"]["lexicon"] for answer in asked]
    assert [bool(lexicon) for lexicon in lexicons] == [True, True, False]


def test_the_same_key_and_text_give_the_same_job(client: FlaskClient) -> None:
    header = {"Idempotency-Key": "k1"}
    first, again = (client.post("/say?async=true", json=HELLO, headers=header).json["job"]["id"] for _ in range(2))
    assert first == again
    assert client.post("/say?async=true", json=HELLO | {"text": "Adiós"}, headers=header).status_code == 409


def test_a_text_is_said_and_kept_with_its_subtitles(server: Any) -> None:
    said = server.call("POST", "/say", json=HELLO)
    assert said.status_code == 200, said.text
    body = said.json()
    assert [word["text"] for word in body["words"]] == ["Hola.", "Son", "5\u00a0soles."]
    asset = server.call("GET", f"/api/assets/{body['asset']['id']}").json()
    assert (asset["type"], asset["mime"], asset["ai_generated"], asset["duration_s"]) == ("audio", "audio/mpeg", True, body["duration_s"])
    assert asset["thumbnail_url"]
    assert "Hola. Son 5 soles." in server.call("GET", body["srt_url"]).content.decode()
    assert server.call("GET", body["vtt_url"]).content.startswith(b"WEBVTT")
    assert server.call("POST", "/say", json=HELLO | {"format": "wav"}).json()["cached"]


@pytest.mark.parametrize(
    ("format", "type", "start"),
    [("mp3", "audio/mpeg", b"ID3"), ("opus", "audio/ogg", b"OggS"), ("aac", "audio/aac", b"\xff\xf1"), ("flac", "audio/flac", b"fLaC")],
)
def test_openais_clients_get_the_format_they_ask_for(server: Any, format: str, type: str, start: bytes) -> None:
    body = {"model": "espeak", "input": "Hello there.", "voice": "alloy", "response_format": format}
    said = server.call("POST", "/v1/audio/speech", json=body)
    assert (said.status_code, said.headers["Content-Type"]) == (200, type)
    assert said.content.startswith(start)


def test_openais_own_client_gets_pcm_of_24_khz_without_a_header(server: Any) -> None:
    asked: dict[str, Any] = {"model": "espeak", "input": "Hello there.", "voice": "alloy"}
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        wav = client.audio.speech.create(**asked, response_format="wav").content
        with client.audio.speech.with_streaming_response.create(**asked, response_format="pcm", instructions="Be kind.") as answer:
            pcm = answer.read()
    with wave.open(io.BytesIO(wav)) as file:
        seconds = file.getnframes() / file.getframerate()
    assert len(pcm) / 2 / 24_000 == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize(
    ("change", "status", "param"),
    [
        ({"voice": "nobody"}, 422, "voice"),
        ({"model": "dall-e-3"}, 404, "model"),
        ({"input": ""}, 422, "input"),
        ({"input": "🎉"}, 422, "input"),
        ({"stream_format": "sse"}, 501, "stream_format"),
        ({"speed": 5}, 422, "speed"),
    ],
)
def test_openais_clients_are_told_what_is_wrong(server: Any, change: dict[str, Any], status: int, param: str) -> None:
    answer = server.call("POST", "/v1/audio/speech", json={"model": "tts-1", "input": "Hello", "voice": "nova"} | change)
    assert (answer.status_code, answer.json()["error"]["param"]) == (status, param)


@pytest.mark.parametrize(
    ("voice", "text", "chosen"),
    [
        ("onyx", "The coffee is hot and the bread is fresh", "kokoro:am_michael"),
        ("nova", "The coffee is hot and the bread is fresh", "kokoro:af_heart"),
        ("onyx", "El café está caliente y el pan es de hoy", "kokoro:em_alex"),
        ("em_santa", "Hello", "kokoro:em_santa"),
        ("", "El café está caliente", "kokoro:ef_dora"),
    ],
)
def test_openais_voices_are_one_of_that_kind_in_the_texts_language(voice: str, text: str, chosen: str) -> None:
    settings = Settings()
    body = SpeechRequest.model_validate({"model": "gpt-4o-mini-tts", "input": text, "voice": voice})
    assert chosen_voice(body, Catalog(settings), settings) == chosen
