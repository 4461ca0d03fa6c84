"""From what a person asked to be said to the params of a `speech` job. Runs in the server when a request is accepted."""

from __future__ import annotations

from typing import Any, Literal

from enfoads.engines.script.estimate import seconds
from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Language
from enfoads.engines.voice.voices import choose
from enfoads.errors import InvalidRequest
from enfoads.library.brands import Brand
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

SpeechFormat = Literal["mp3", "wav", "opus", "aac", "flac", "pcm"]
LONGEST_S = 30 * 60  # of what is said in one job
_PACE = 0.6  # seconds of work for a second of Kokoro's voice, on one core
_SPEEDS = (0.5, 2.0)  # of the engines; beyond, the sound itself is stretched


def settle_speech(
    fields: dict[str, Any], brand: Brand | None, catalog: Catalog, settings: Settings, *, text_field: str = "text"
) -> dict[str, Any]:
    """Params for `recipes.speech.say`. `fields`: text, voice_id, language, speed, format; `text_field` is what errors call the text.

    Raises InvalidRequest, ModelNotInstalled.
    """
    lexicon = list(brand.lexicon) if brand else []
    try:
        script = read_script(fields["text"], fields["language"], lexicon)
    except InvalidRequest as error:
        said = {name: str(value).replace("script:", f"{text_field}:", 1) for name, value in error.values.items()}
        raise InvalidRequest(param=text_field, **said) from None
    language: Language = script.language
    voice = choose(fields["voice_id"], language, catalog, settings)
    speed = min(max(fields["speed"], _SPEEDS[0]), _SPEEDS[1])
    length = seconds(script, fields["speed"])
    if length > LONGEST_S:
        minutes = LONGEST_S // 60
        detail = (
            f"{text_field}: it takes about {length / 60:.0f} minutes to say, and at most {minutes} are said in one job; send it in parts"
        )
        detail_es = (
            f"{text_field}: se tarda unos {length / 60:.0f} minutos en decirlo, y como mucho {minutes} por trabajo; envíalo en partes"
        )
        raise InvalidRequest(param=text_field, detail=detail, detail_es=detail_es)
    return {
        "text": fields["text"],
        "language": language,
        "voice": voice.id,
        "model": voice.model,
        "draft": voice.draft and not fields["voice_id"],  # nobody chose how it sounds
        "speed": speed,
        "tempo": fields["speed"] / speed,
        "format": fields["format"],
        "lexicon": lexicon,
        "brand": brand.id if brand else None,
        "work": length * _PACE,
    }
