"""Voices: which there are, how they sound, and text that they say."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

from flask import Response, send_file

from enfoads.api import waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.images import file_of
from enfoads.api.openai_voices import chosen_voice
from enfoads.api.schemas.images import Warning
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.api.schemas.voices import SayRequest, SayResponse, SayTimings, SpeechRequest, Voice, VoiceList
from enfoads.engines.voice.base import VoiceInfo
from enfoads.engines.voice.samples import sample_of
from enfoads.engines.voice.voices import all_voices, best, is_installed
from enfoads.errors import NotFound, NotSupported
from enfoads.jobs.job import Job
from enfoads.library.brands import Brand
from enfoads.recipes.speech_request import settle_speech
from enfoads.recipes.video_warnings import words_of

routes = Routes("voices")

_TYPES = {"mp3": "audio/mpeg", "opus": "audio/ogg", "aac": "audio/aac", "flac": "audio/flac", "wav": "audio/wav", "pcm": "audio/pcm"}


@routes.on("GET", "/voices", out=VoiceList)
def list_voices(call: Call) -> VoiceList:
    """Every voice, the best of each language first, with its licence and a sample to play."""
    catalog = call.studio.catalog
    voices = all_voices(catalog, call.studio.settings)
    defaults = {best(voices, "es", catalog).id, best(voices, "en", catalog).id}
    return VoiceList(items=[_shown(voice, is_installed(voice, catalog), voice.id in defaults) for voice in voices])


def _shown(voice: VoiceInfo, installed: bool, default: bool) -> Voice:
    same = ("id", "name", "languages", "accent", "gender", "engine", "model", "draft", "commercial_use", "license", "license_url", "credit")
    return Voice.model_validate(
        {name: getattr(voice, name) for name in same}
        | {"language": voice.languages[0], "languages": list(voice.languages), "installed": installed, "default": default}
        | {"sample_url": f"/voices/{voice.id}/sample" if sample_of(voice.id) else None}
    )


@routes.on("GET", "/voices/{voice_id}/sample", out="audio/mpeg", also={206: "audio/mpeg", 304: None}, errors=(416,))
def voice_sample(call: Call, voice_id: str) -> Response:
    """A sentence in the voice's own language; it plays whether the voice is installed or not."""
    path = sample_of(voice_id)
    if path is None:
        raise NotFound(kind="sample of the voice", kind_es="muestra de la voz", id=voice_id)
    answer = send_file(path, mimetype="audio/mpeg", conditional=True)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


@routes.on(
    "POST",
    "/say",
    query=WorkQuery,
    body=SayRequest,
    out=SayResponse,
    also={202: JobEnvelope},
    errors=(404, 502, *waiting.ERRORS),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def say(call: Call, query: WorkQuery, body: SayRequest) -> Answer:
    """Say a text: a sound of the library, with the time of every word and subtitles.

    Waits for the result, or answers 202 with the job when asked to or when the wait grows too long.
    """
    return waiting.perform(call, query, lambda: _submit(call, body), lambda job: say_response(call, job))


def _submit(call: Call, body: SayRequest) -> Job:
    """Raises what settling raises, NotFound for a brand, QueueFull, IdempotencyMismatch."""
    studio, key = call.studio, waiting.idempotency(body.model_dump(mode="json"))
    if key is not None and (known := studio.queue.known(call.owner, key)):
        return known  # before its brand is looked for: it may be gone since
    params = settle_speech(body.model_dump(), _brand(call, body.brand), studio.catalog, studio.settings)
    project = body.project or "default"
    return studio.queue.submit("speech", params, owner=call.owner, project=project, model=params["model"], idempotency=key)


def _brand(call: Call, wanted: str | bool) -> Brand | None:
    """Raises NotFound, naming `brand`."""
    if not isinstance(wanted, str):
        return call.studio.brands.default(call.owner) if wanted else None
    try:
        return call.studio.brands.get(wanted, call.owner)
    except NotFound as error:
        error.param = "brand"
        raise


def say_response(call: Call, job: Job) -> SayResponse:
    """The answer of a completed job of kind `speech`."""
    result = job.result or {}
    subtitles = f"/api/assets/{result['asset']['id']}/subtitles"
    same = ("asset", "words", "voice", "language", "duration_s", "cached")
    return SayResponse.model_validate(
        {name: result[name] for name in same}
        | {"job_id": job.id, "srt_url": f"{subtitles}.srt", "vtt_url": f"{subtitles}.vtt"}
        | {"timings": SayTimings(queue_s=job.queue_s, **result["timings"])}
        | {"warnings": [Warning(**one) for one in words_of(result["warnings"], call.language)]}
    )


@routes.on(
    "POST",
    "/v1/audio/speech",
    body=SpeechRequest,
    out=tuple(_TYPES.values()),
    errors=(404, 502, *waiting.SYNC_ERRORS),
    headers=waiting.KEY_HEADER,
)
def create_openai_speech(call: Call, body: SpeechRequest) -> Response:
    """Say a text, as OpenAI's `audio.speech.create`. The sound is in the library too.

    `pcm` is 24 kHz, 16 bits, one channel, without a header.
    """
    if body.stream_format == "sse":
        raise NotSupported(param="stream_format", model=body.model or "speech", detail="stream_format sse")
    chosen = body.response_format or "mp3"
    job = waiting.complete(call, lambda: [_ordered(call, body, chosen)])[0]
    asset = (job.result or {})["asset"]
    path = file_of(call, asset["id"])
    if chosen == "pcm":
        return Response(_bare(path), mimetype=_TYPES[chosen])
    return send_file(path, mimetype=_TYPES[chosen], download_name=f"speech.{chosen}")


def _ordered(call: Call, body: SpeechRequest, chosen: str) -> Job:
    studio = call.studio
    identity: dict[str, Any] = body.model_dump(mode="json")
    voice_id = chosen_voice(body, studio.catalog, studio.settings)
    fields = {"text": body.input, "voice_id": voice_id, "language": body.language, "speed": body.speed or 1.0, "format": chosen}
    params = settle_speech(fields, studio.brands.default(call.owner), studio.catalog, studio.settings, text_field="input")
    return studio.queue.submit("speech", params, owner=call.owner, model=params["model"], idempotency=waiting.idempotency(identity))


def _bare(path: Path) -> bytes:
    """A WAV's samples."""
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes())
