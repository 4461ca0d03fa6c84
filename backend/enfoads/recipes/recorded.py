"""A person's own recording in place of a voice: its sound at an even loudness, its words and sounds with times.

It is somebody's voice, so it is kept by content among the inputs, which are forgotten some time after their last use. Only the level
is changed, by one gain for all of it: rooms, breath and noise stay as they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import orjson

from enfoads.engines.voice.base import Language, Script, TimedPhoneme
from enfoads.errors import UnreadableAudio
from enfoads.models.catalog import Catalog
from enfoads.models.fingerprint import mark_of
from enfoads.recipes.kept_speech import Narration, keep, taken
from enfoads.recipes.transcribe_request import RECOGNISER
from enfoads.video import audio, ffmpeg

if TYPE_CHECKING:
    from enfoads.engines.speech.base import Recogniser
    from enfoads.engines.speech.timing import Heard
    from enfoads.jobs.context import JobContext

SOUND = 1  # raise it when the same recording begins to give other times or another sound
LOUDNESS, PEAK = -16.0, -1.5  # LUFS and dBTP: speech beside which the voices of the studio are about as loud
_MOST_GAIN = 30.0  # decibels: what is fainter is a mistake or silence
_HIGHEST_RATE = 48_000
_MEASURED = re.compile(r"I:\s+(-?[\d.]+|-inf) LUFS[\s\S]*Peak:\s+(-?[\d.]+|-inf) dBFS")


def recorded(
    path: Path,
    script: Script | None,
    language: str | None,
    ctx: JobContext,
    progress: Callable[[float], None] = lambda share: None,
) -> Narration:
    """A recording (a sound, or a video's sound) as a narration. `script`: its words, if they are known; `language` None: found out.

    Raises UnsupportedAudio, UnreadableAudio (also when it is silent all through), ModelNotInstalled, DiskFull, and JobCancelled.
    """
    place = _place(path, script, language, ctx)
    if ctx.settings.result_cache and (found := taken(place)):
        return found
    samples = listen(path, ctx)
    heard = heard_in(samples, script, language, ctx, progress)
    warnings = warnings_of(heard, script)
    spoken = cast(Language, heard.transcript.language) if heard.transcript.language in ("es", "en") else "es"
    sounds = _sounds(heard, script, spoken)
    return keep(place, lambda part: _level(path, part, ctx), heard.words, sounds, heard.transcript.language or spoken, warnings)


def listen(path: Path, ctx: JobContext) -> Any:
    """The sound at 16 kHz, (N,) float32. Raises UnsupportedAudio, UnreadableAudio."""
    from enfoads.engines.speech.onsets import RATE
    from enfoads.video.audio_reader import read

    info = audio.probe(path, path.name, ctx.check_cancelled)
    return read(path, info.container, path.name, RATE, ctx.check_cancelled, max_s=ctx.settings.max_audio_s)


def heard_in(samples: Any, script: Script | None, language: str | None, ctx: JobContext, progress: Callable[[float], None]) -> Heard:
    """Words and times of samples at 16 kHz, by the recogniser under a lease."""
    from enfoads.engines.speech.timing import hear

    with ctx.gpu.lease(RECOGNISER) as lent:
        engine = cast("Recogniser", lent)
        return hear(samples, script, engine, language, ctx.check_cancelled, progress)


def warnings_of(heard: Heard, script: Script | None) -> tuple[str, ...]:
    """What a person should know about what was heard."""
    from enfoads.engines.speech.align import ENOUGH

    if not heard.transcript.words:
        return ("no_speech",)
    return ("script_differs",) if script is not None and heard.placed < ENOUGH else ()


def _sounds(heard: Heard, script: Script | None, language: Language) -> tuple[TimedPhoneme, ...]:
    """None where nobody speaks: a mouth must stay shut."""
    from enfoads.engines.speech.timing import sounds_of

    return sounds_of(heard.words, script, language) if heard.transcript.words else ()


def _place(path: Path, script: Script | None, language: str | None, ctx: JobContext) -> Path:
    """Where it is kept, without the suffix."""
    catalog = Catalog(ctx.settings)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    said = [script.language, [(word.shown, word.spoken) for word in script.words]] if script else language
    identity = ["recorded", SOUND, sha256, said, ctx.settings.max_audio_s, mark_of(catalog.get(RECOGNISER), catalog)]
    return ctx.settings.inputs_dir / f"recorded-{hashlib.sha256(orjson.dumps(identity)).hexdigest()}"


def _level(path: Path, target: Path, ctx: JobContext) -> float:
    """Write the sound as a WAV of one channel and 16 bits at an even loudness; its length in seconds."""
    info = audio.probe(path, path.name, ctx.check_cancelled)
    opened = ["-hide_banner", "-nostdin", "-y", *ffmpeg.source(path, info.container), "-map", "0:a:0", "-vn", "-ac", "1"]
    until = ["-t", f"{ctx.settings.max_audio_s:g}"]
    _, said = ffmpeg.run([*opened, *until, "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"], ctx.check_cancelled)
    rate = min(info.rate or _HIGHEST_RATE, _HIGHEST_RATE)
    plain = ["-ar", str(rate), "-c:a", "pcm_s16le", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "wav", str(target)]
    status, said_then = ffmpeg.run([*opened, *until, "-af", f"volume={_gain(said):.2f}dB", *plain], ctx.check_cancelled)
    if status != 0:
        error = ffmpeg.failed_write(said_then, target)
        raise error if not isinstance(error, OSError) else audio.unreadable(path.name, said_then)
    seconds = audio.probe(target, path.name, ctx.check_cancelled).duration_s
    if not seconds:
        raise UnreadableAudio(name=path.name, detail="nothing in it can be heard", detail_es="no contiene nada que se pueda oír")
    return seconds


def _gain(said: str) -> float:
    """Decibels, from what ffmpeg measured: to the wanted loudness, as far as no peak is cut."""
    measured = _MEASURED.search(said)
    if measured is None or "-inf" in measured.groups():
        return 0.0
    loudness, peak = float(measured[1]), float(measured[2])
    return min(LOUDNESS - loudness, PEAK - peak, _MOST_GAIN)
