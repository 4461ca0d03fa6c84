"""Listening to recordings: POST /transcribe, and OpenAI's audio transcriptions, whose official clients work against it unchanged."""

from __future__ import annotations

import hashlib
import math
from typing import Any

from flask import Response
from werkzeug.datastructures import FileStorage

from enfoads.api import uploading, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.images import Warning
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.api.schemas.transcripts import (
    OpenAIDuration,
    OpenAISegment,
    OpenAITranscription,
    OpenAITranscriptionForm,
    OpenAIVerboseTranscription,
    OpenAIWord,
    TranscribeForm,
    TranscribeRequest,
    Transcription,
)
from enfoads.api.video_inputs import held
from enfoads.errors import EnfoadsError, InvalidRequest, ModelNotFound, NotSupported
from enfoads.jobs.job import Job
from enfoads.library.asset import display_name
from enfoads.recipes.speech_warnings import text_of
from enfoads.recipes.transcribe_request import kind_of, settle
from enfoads.video.subtitles import cues

routes = Routes("transcripts")

Files = dict[str, list[FileStorage]]
_THEIRS = ("whisper-1", "whisper-base", "gpt-4o-transcribe", "gpt-4o-mini-transcribe")
# What Whisper calls the languages that it knows best, by OpenAI's table of them; others are given as their code.
_NAMES = {
    "es": "spanish", "en": "english", "fr": "french", "de": "german", "it": "italian", "pt": "portuguese", "ca": "catalan", "nl": "dutch",
    "pl": "polish", "ru": "russian", "uk": "ukrainian", "tr": "turkish", "ar": "arabic", "he": "hebrew", "hi": "hindi", "ja": "japanese",
    "ko": "korean", "zh": "chinese", "th": "thai", "vi": "vietnamese", "id": "indonesian", "sv": "swedish", "ro": "romanian",
    "gl": "galician", "eu": "basque", "el": "greek",
}  # fmt: skip


class _Word:
    """A transcribed word for `video.subtitles`."""

    def __init__(self, word: dict[str, Any]) -> None:
        self.text: str = word["word"]
        self.start: float = word["start"]
        self.end: float = word["end"]


@routes.on(
    "POST",
    "/transcribe",
    query=WorkQuery,
    body=TranscribeRequest,
    form=TranscribeForm,
    form_limit=uploading.form_limit,
    optional_files=("file",),
    out=Transcription,
    also={202: JobEnvelope},
    errors=(404, *waiting.ERRORS),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def transcribe(
    call: Call, query: WorkQuery, body: TranscribeRequest | None = None, form: TranscribeForm | None = None, files: Files | None = None
) -> Answer:
    """The words of a sound or a video with their times, and subtitles (SRT, VTT).

    With `script` its words are placed in the recording, so that captions show them as they are written. Waits for the result, or answers
    202 with the job when asked to or when the wait grows too long; the job's result has the same fields, warnings as their codes. The
    transcript stays with the job, for its owner alone; the file that was sent goes after some hours and never enters the library.
    """
    asked, sent = body or form or TranscribeForm.model_validate({}), (files or {}).get("file", [])
    return waiting.perform(call, query, lambda: _submitted(call, asked, sent), lambda job: _answer(call, job))


@routes.on(
    "POST",
    "/v1/audio/transcriptions",
    form=OpenAITranscriptionForm,
    form_limit=uploading.form_limit,
    files=("file",),
    out=(OpenAITranscription, OpenAIVerboseTranscription, "text/plain", "text/vtt"),
    errors=(404, *waiting.SYNC_ERRORS),
    headers=waiting.KEY_HEADER,
)
def create_openai_transcription(
    call: Call, form: OpenAITranscriptionForm, files: dict[str, FileStorage]
) -> OpenAITranscription | OpenAIVerboseTranscription | Response:
    """Listen to a recording, as OpenAI's `audio.transcriptions.create`."""
    _refuse(form)
    asked = TranscribeForm(language=form.language)
    job = waiting.complete(call, lambda: [_submitted(call, asked, [files["file"]])])[0]
    found: dict[str, Any] = job.result or {}
    match form.response_format:
        case "text":
            return Response(f"{found['text']}\n", mimetype="text/plain")
        case "srt":
            return Response(found["srt"], mimetype="text/plain")
        case "vtt":
            return Response(found["vtt"], mimetype="text/vtt")
        case "verbose_json":
            return _verbose(found, form.timestamp_granularities or ["segment"])
    return OpenAITranscription(text=found["text"], usage=_usage(found))


def _submitted(call: Call, asked: TranscribeForm, sent: list[FileStorage]) -> Job:
    """The job that listens. Raises what `settle` and `uploading` raise, InvalidRequest, NotFound, QueueFull, IdempotencyMismatch."""
    if len(sent) + (asked.asset_id is not None) != 1:
        raise InvalidRequest(param="file", detail="file: exactly one is needed", detail_es="file: hace falta exactamente uno")
    studio = call.studio
    params = settle(asked.language, asked.script, studio.catalog)
    sound = _sent(call, sent[0]) if sent else _asset(call, asked.asset_id or "")
    key = waiting.idempotency(params | {"sound": sound["sha256"]})
    kind = kind_of(studio.settings)
    return studio.queue.submit(kind, params | {"sound": sound}, owner=call.owner, model=params["model"], idempotency=key)


def _sent(call: Call, file: FileStorage) -> dict[str, Any]:
    """Kept under its owner and hash, as it was sent; opened by nobody but a worker."""
    settings = call.studio.settings
    head, pieces = uploading.begun(file)
    path, sha256 = uploading.store(call, pieces, uploading.limit_by(call, head))
    owner = hashlib.sha256(call.owner.encode()).hexdigest()[:16]
    settings.inputs_dir.mkdir(parents=True, exist_ok=True)
    kept = path.replace(settings.inputs_dir / f"sound-{owner}-{sha256}")
    return {"path": str(kept), "sha256": sha256, "name": display_name(file.filename or ""), "input": sha256}


def _asset(call: Call, id: str) -> dict[str, Any]:
    library = call.studio.library
    try:
        asset = library.get(id, call.owner)
        path = library.file_path(asset)
    except EnfoadsError as error:
        error.param = "asset_id"
        raise
    if asset.type not in ("audio", "video"):
        detail, detail_es = f"asset_id: {id} is neither a sound nor a video", f"asset_id: {id} no es un audio ni un vídeo"
        raise InvalidRequest(param="asset_id", detail=detail, detail_es=detail_es)
    return {"path": str(held(path, asset.sha256, call.studio.settings)), "sha256": asset.sha256, "name": asset.name, "asset_id": id}


def _answer(call: Call, job: Job) -> Transcription:
    found: dict[str, Any] = job.result or {}
    warnings = [Warning(code=code, message=text_of(code, call.language)) for code in found["warnings"]]
    return Transcription.model_validate(found | {"job_id": job.id, "warnings": warnings})


def _refuse(form: OpenAITranscriptionForm) -> None:
    """What only OpenAI's servers do."""
    if form.model not in (None, *_THEIRS):
        raise ModelNotFound(param="model", model=form.model)
    if form.stream:
        detail, detail_es = "answer piece by piece; leave `stream` out", "responder por partes; quita `stream`"
        raise NotSupported(param="stream", model="whisper-base", detail=detail, detail_es=detail_es)
    if form.response_format == "diarized_json":
        detail, detail_es = "tell speakers apart", "distinguir a quienes hablan"
        raise NotSupported(param="response_format", model="whisper-base", detail=detail, detail_es=detail_es)


def _verbose(found: dict[str, Any], wanted: list[Any]) -> OpenAIVerboseTranscription:
    words = found["words"]
    sure = [max(1e-3, word["confidence"]) for word in words]
    score = sum(map(math.log, sure)) / len(sure) if sure else 0.0
    segments = [
        OpenAISegment(id=number, start=cue.start, end=cue.end, text=" ".join(cue.lines), avg_logprob=round(score, 4))
        for number, cue in enumerate(cues([_Word(word) for word in words]))
    ]
    return OpenAIVerboseTranscription(
        language=_NAMES.get(found["language"], found["language"]),
        duration=found["duration_s"],
        text=found["text"],
        words=[OpenAIWord(word=word["word"], start=word["start"], end=word["end"]) for word in words] if "word" in wanted else None,
        segments=segments if "segment" in wanted else None,
        usage=_usage(found),
    )


def _usage(found: dict[str, Any]) -> OpenAIDuration:
    return OpenAIDuration(seconds=math.ceil(found["duration_s"]))
