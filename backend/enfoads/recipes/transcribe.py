"""The `transcribe` job: what is said in a sound or a video, word by word, with subtitles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.engines.script.reading import read_script
from enfoads.errors import InvalidRequest
from enfoads.recipes.recorded import heard_in, warnings_of
from enfoads.video import audio
from enfoads.video.subtitles import srt, vtt

if TYPE_CHECKING:
    from enfoads.engines.speech.timing import Heard
    from enfoads.engines.voice.base import Script
    from enfoads.jobs.context import JobContext

HEARING = (10, 95)  # percent between which the recogniser listens


def transcribe(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Params: `sound` (`path`, `name`, and `input` if it was sent), `language` or None, `script`: the known words, "" for none, `model`.

    Returns the fields of `schemas.speech.Transcription` but `job_id` and the words of `warnings`. The transcript stays with the job, for
    its owner alone, as every result does. A file that was sent and cannot be used is removed at once, it may be somebody's voice.
    Raises UnsupportedAudio, UnreadableAudio, PayloadTooLarge, ModelNotInstalled, what `read_script` raises.
    """
    ctx.progress(2, "loading")
    script = read_script(params["script"], params["language"]) if params["script"] else None
    samples = _samples(params["sound"], ctx)
    ctx.progress(HEARING[0], "listening")

    def hearing(share: float) -> None:
        ctx.progress(HEARING[0] + (HEARING[1] - HEARING[0]) * share, "listening")

    heard = heard_in(samples, script, params["language"], ctx, hearing)
    ctx.progress(HEARING[1], "subtitles")
    return _told(heard, script)


def _samples(sound: dict[str, Any], ctx: JobContext) -> Any:
    """At 16 kHz. Errors name the file."""
    from enfoads.engines.speech.onsets import RATE
    from enfoads.video.audio_intake import check_length
    from enfoads.video.audio_reader import read

    path, name = Path(sound["path"]), sound["name"] or "file"
    limit = ctx.settings.max_audio_s
    try:
        if not path.is_file():
            detail, detail_es = "it is no longer here; send it again", "ya no está aquí; envíalo otra vez"
            raise InvalidRequest(detail=f"{name}: {detail}", detail_es=f"{name}: {detail_es}")
        info = audio.probe(path, name, ctx.check_cancelled)
        check_length(0.0 if info.estimated else info.duration_s, limit)
        samples = read(path, info.container, name, RATE, ctx.check_cancelled, max_s=limit + 1)
        check_length(len(samples) / RATE, limit)
    except InvalidRequest as error:
        if "input" in sound:
            path.unlink(missing_ok=True)
        error.param = "file" if "input" in sound else "asset_id"
        raise
    return samples


def _told(heard: Heard, script: Script | None) -> dict[str, Any]:
    words: list[dict[str, Any]] = [{"word": word.text, "start": round(word.start, 3), "end": round(word.end, 3)} for word in heard.words]
    if script is None:
        for word, one in zip(words, heard.transcript.words, strict=True):
            word["confidence"] = round(one.confidence, 3)
    timed = heard.words if heard.transcript.words else ()
    return {
        "text": " ".join(word.text for word in heard.words) if script else heard.transcript.text,
        "language": heard.transcript.language,
        "duration_s": round(heard.transcript.duration_s, 3),
        "words": words if heard.transcript.words else [],
        "placed": round(heard.placed, 3) if script else None,
        "srt": srt(timed),
        "vtt": vtt(timed),
        "warnings": list(warnings_of(heard, script)),
    }
