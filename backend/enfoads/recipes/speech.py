"""The `speech` job: a text said by a voice, in a sound file of the library with its words. Params come from `speech_request`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enfoads.engines.script.reading import read_script, unsaid
from enfoads.engines.voice.base import TimedWord
from enfoads.errors import DiskFull
from enfoads.library import credentials
from enfoads.library.embedded import Mark
from enfoads.recipes.kept_speech import forget
from enfoads.recipes.narration import spoken
from enfoads.video import ffmpeg

if TYPE_CHECKING:
    from enfoads.jobs.context import JobContext
    from enfoads.recipes.kept_speech import Narration

# https://cv.iptc.org/newscodes/digitalsourcetype/
SYNTHETIC = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
MARK = Mark(SYNTHETIC, "This voice was made with AI (EnfoadsIA).")
_COMMENT = f"{MARK.note} IPTC DigitalSourceType: {MARK.source_type}"
SAID = 90.0  # percent
_NAME = 60  # characters


class Form(NamedTuple):
    """How a format is written: its type, its suffix, and ffmpeg's arguments."""

    mime: str
    ending: str
    arguments: tuple[str, ...]


FORMS: dict[str, Form] = {
    "mp3": Form("audio/mpeg", ".mp3", ("-c:a", "libmp3lame", "-b:a", "96k", "-f", "mp3")),
    "wav": Form("audio/wav", ".wav", ("-c:a", "pcm_s16le", "-f", "wav")),
    "opus": Form("audio/ogg", ".ogg", ("-c:a", "libopus", "-b:a", "48k", "-f", "ogg")),
    "aac": Form("audio/aac", ".aac", ("-c:a", "aac", "-b:a", "96k", "-f", "adts")),
    "flac": Form("audio/flac", ".flac", ("-c:a", "flac", "-f", "flac")),
    # OpenAI's "pcm" is 24 kHz, 16 bits, without a header: the library keeps it with one.
    "pcm": Form("audio/wav", ".wav", ("-ar", "24000", "-c:a", "pcm_s16le", "-f", "wav")),
}


def say(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Returns `{"asset", "words", "voice", "language", "duration_s", "cached", "timings", "warnings"}`.

    Raises what the voice raises, and DiskFull, having freed what it said.
    """
    started = time.monotonic()
    script = read_script(params["text"], params["language"], params["lexicon"])
    ctx.progress(1, "voice")
    narration = spoken(script, params["voice"], params["speed"], ctx, lambda share: ctx.progress(1 + (SAID - 1) * share, "voice"))
    said = time.monotonic()
    ctx.progress(SAID, "saving")
    tempo = params["tempo"]
    words = [TimedWord(word.text, word.start / tempo, word.end / tempo) for word in narration.words]
    form = FORMS[params["format"]]
    made = ctx.staging_path(form.ending)
    try:
        written(narration.path, made, form, tempo, ctx)
        warnings = [] if credentials.sign(made, form.mime, MARK, ctx.settings) else ["c2pa_unavailable"]
        asset = _saved(params, made, form, narration, words, ctx)
    except DiskFull:
        if not narration.cached:
            forget(narration)
        raise
    finally:
        made.unlink(missing_ok=True)  # when it did not reach the library
    if params["draft"]:
        warnings.append("draft_voice")
    if unsaid(script):
        warnings.append("not_said")
    return {
        "asset": asset,
        "words": [{"text": word.text, "start": round(word.start, 3), "end": round(word.end, 3)} for word in words],
        "voice": params["voice"],
        "language": script.language,
        "duration_s": round(narration.duration_s / tempo, 3),
        "cached": narration.cached,  # how long it took says little about the next one
        "timings": {"voice_s": round(said - started, 3), "total_s": round(time.monotonic() - started, 3)},
        "warnings": warnings,
    }


def written(sound: Path, target: Path, form: Form, tempo: float, ctx: JobContext) -> None:
    """Convert a WAV. `tempo`: how much faster, at the same pitch. Raises DiskFull, OSError."""
    stretch = ["-filter:a", f"atempo={tempo:.4f}"] if tempo != 1 else []
    plain = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-metadata", f"comment={_COMMENT}"]
    opened = [*ffmpeg.QUIET, "-y", *ffmpeg.source(sound, "wav")]
    status, said = ffmpeg.run([*opened, *stretch, *plain, *form.arguments, str(target)], ctx.check_cancelled)
    if status != 0:
        raise ffmpeg.failed_write(said, target)


def _saved(params: dict[str, Any], made: Path, form: Form, narration: Narration, words: list[TimedWord], ctx: JobContext) -> dict[str, Any]:
    from enfoads.video.audio_intake import waveform
    from enfoads.video.audio_reader import read

    picture = ctx.staging_path(".png")
    waveform(read(narration.path, "wav", "narration", 8000, ctx.check_cancelled), picture)
    recipe = {"kind": "say", **{name: params[name] for name in ("text", "language", "speed", "format")}, "voice_id": params["voice"]}
    recipe["speed"] *= params["tempo"]
    return ctx.save_file(
        made,
        index=0,
        type="audio",
        mime=form.mime,
        prompt=params["text"][:4000],
        name=_name(" ".join(word.text for word in words)),
        recipe=recipe | ({"brand": params["brand"]} if params["brand"] else {}),
        duration_s=round(narration.duration_s / params["tempo"], 3),
        poster=picture,
        words=[(word.text, round(word.start, 3), round(word.end, 3)) for word in words],
    )


def _name(text: str) -> str:
    """The first words, as what the library calls it."""
    return text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + "…"
