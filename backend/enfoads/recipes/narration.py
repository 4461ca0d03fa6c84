"""A script said by a voice: sound in a file, and when each word and sound of it is heard. Kept by content in `<data_dir>/cache/speech`.

The same words, voice and speed are said once; a change of what captions show, but not of what is said, costs nothing.
"""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from enfoads.engines.voice.base import Pause, Script, SpeechTask, TimedWord, VoiceInfo
from enfoads.engines.voice.voices import OPENAI, choose
from enfoads.errors import InvalidRequest
from enfoads.models.catalog import Catalog
from enfoads.models.fingerprint import mark_of
from enfoads.recipes.kept_speech import Narration, keep, taken
from enfoads.recipes.result_cache import prune

if TYPE_CHECKING:
    from enfoads.engines.voice.base import Speech
    from enfoads.jobs.context import JobContext
    from enfoads.settings import Settings

SOUND = 2  # raise it when an engine begins to say the same script differently
FOLDER = "speech"
_BLOCK = 1 << 20  # samples


def spoken(
    script: Script, voice_id: str, speed: float, ctx: JobContext, progress: Callable[[float], None] = lambda share: None
) -> Narration:
    """Say a script, or take it from the cache. `voice_id`: "" is the best one of the script's language; `progress`: share done, 0 to 1.

    Raises what `voices.choose` raises, InvalidRequest for a script without sound, what the engine raises, and JobCancelled.
    """
    catalog = Catalog(ctx.settings)
    voice = choose(voice_id, script.language, catalog, ctx.settings)
    place = _place(script, voice, speed, catalog, ctx.settings)
    found = taken(place) if ctx.settings.result_cache else None
    if found and len(found.words) == len(script.words):
        return _shown(found, script)
    speech = _said(script, voice, speed, ctx, progress)
    kept = keep(place, lambda path: write_wav(path, speech), speech.words, speech.phonemes, script.language)
    prune(ctx.settings.data_dir / "cache", ctx.settings.cache_mb << 20)
    return kept


def _place(script: Script, voice: VoiceInfo, speed: float, catalog: Catalog, settings: Settings) -> Path:
    """Where this sound is kept, without the suffix."""
    weights: Any = mark_of(catalog.get(voice.model), catalog) if voice.model else ""
    if voice.engine == OPENAI:
        weights = [settings.speech_base_url, settings.speech_model]
    said = [item.seconds if isinstance(item, Pause) else item.spoken for item in script.items]
    identity = [SOUND, voice.id, weights, script.language, speed, said]
    return settings.data_dir / "cache" / FOLDER / hashlib.sha256(orjson.dumps(identity)).hexdigest()


def _shown(found: Narration, script: Script) -> Narration:
    """With the words that this script's captions show."""
    return replace(
        found, words=tuple(TimedWord(word.shown, one.start, one.end) for word, one in zip(script.words, found.words, strict=True))
    )


def _said(script: Script, voice: VoiceInfo, speed: float, ctx: JobContext, progress: Callable[[float], None]) -> Speech:
    from enfoads.engines.voice.create import lent

    with lent(voice, ctx) as engine:
        speech = engine.speak(SpeechTask(script, voice.id.partition(":")[2], speed), ctx.check_cancelled, progress)
    if voice.engine == OPENAI:
        return _aligned(speech, script, ctx)
    if not speech.phonemes:
        detail = "script: there is nothing in it that can be said"
        raise InvalidRequest(param="script", detail=detail, detail_es="script: no hay nada en él que se pueda decir")
    return speech


def _aligned(speech: Speech, script: Script, ctx: JobContext) -> Speech:
    """Times for a voice that gives none: the recogniser listens, and the script says what was heard."""
    from enfoads.engines.speech.timing import sounds_of
    from enfoads.recipes.recorded import heard_in, listen

    sound = ctx.staging_path(".wav")
    try:
        write_wav(sound, speech)
        heard = heard_in(listen(sound, ctx), script, script.language, ctx, lambda share: None)
    finally:
        sound.unlink(missing_ok=True)
    return replace(speech, words=heard.words, phonemes=sounds_of(heard.words, script, script.language))


def write_wav(path: Path, speech: Speech) -> float:
    """16 bits, one channel; its length in seconds. What is louder than full scale is limited."""
    import numpy as np

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.rate)
        for start in range(0, len(speech.samples), _BLOCK):  # half an hour in one piece would take its size four times over
            file.writeframesraw((np.clip(speech.samples[start : start + _BLOCK], -1, 1) * 32767).astype("<i2").tobytes())
    return speech.duration_s
