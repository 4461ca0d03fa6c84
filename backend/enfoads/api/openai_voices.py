"""Which voice a program means that was written for OpenAI.

The rule: an id of GET /voices, or its last part, is that voice; the name of one of OpenAI's own is a voice of that kind in the text's
language, so that such a program runs unchanged; any other name does not exist, since a typing mistake should be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from enfoads.engines.script.language import script_language
from enfoads.engines.voice.voices import ESPEAK, OPENAI, all_voices, is_installed
from enfoads.errors import InvalidRequest, ModelNotFound

if TYPE_CHECKING:
    from enfoads.api.schemas.voices import SpeechRequest
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings

_MODELS = re.compile(r"tts-1(-hd)?(-\d+)?|gpt-4o(-mini)?-tts[\w.-]*|gpt-audio[\w.-]*", re.ASCII)
_THEIRS = {
    **dict.fromkeys(("alloy", "coral", "marin", "nova", "sage", "shimmer"), "female"),
    **dict.fromkeys(("ash", "ballad", "cedar", "echo", "fable", "onyx", "verse"), "male"),
}


def chosen_voice(body: SpeechRequest, catalog: Catalog, settings: Settings) -> str:
    """An id of GET /voices; "": the best one of the text's language. Raises ModelNotFound, InvalidRequest naming `voice`."""
    voices = all_voices(catalog, settings)
    engines = {voice.engine for voice in voices}
    if body.model and body.model not in engines | {settings.speech_model} and not _MODELS.fullmatch(body.model):
        raise ModelNotFound(param="model", model=body.model)
    name = body.voice if isinstance(body.voice, str) else body.voice.id
    for voice in voices:
        if name == voice.id or (name == voice.id.partition(":")[2] and body.model in {voice.engine, *({body.model} - engines)}):
            return voice.id
    if name and name not in _THEIRS:
        detail, detail_es = (
            f"voice: there is no voice {name[:80]}; see GET /voices",
            f"voice: no existe la voz {name[:80]}; mira GET /voices",
        )
        raise InvalidRequest(param="voice", detail=detail, detail_es=detail_es)
    language = body.language or script_language(body.input)
    own = [
        voice
        for voice in voices
        if voice.languages[0] == language and is_installed(voice, catalog) and voice.engine not in {OPENAI} - {body.model}
    ]
    if body.model in engines:
        own = [voice for voice in own if voice.engine == body.model] or own
    spoken = [voice for voice in own if not voice.draft or body.model == ESPEAK]
    return next((voice.id for voice in spoken if voice.gender == _THEIRS.get(name)), spoken[0].id if spoken else "")
