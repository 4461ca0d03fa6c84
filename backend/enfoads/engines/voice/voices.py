"""The voices a person may choose, best first, and which one speaks when none is chosen. Read by the server: nothing here loads a model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from enfoads.engines.voice.base import Language, VoiceInfo
from enfoads.errors import InvalidRequest, ModelNotInstalled
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

Gender = Literal["female", "male"]

KOKORO, ESPEAK, OPENAI = "kokoro", "espeak", "openai"

_APACHE, _APACHE_URL = "Apache-2.0", "https://huggingface.co/hexgrad/Kokoro-82M"
_GPL, _GPL_URL = "GPL-3.0-or-later (the program; what it says is yours)", "https://github.com/espeak-ng/espeak-ng/blob/master/COPYING"
_KOKORO: tuple[tuple[str, str, Language, str, str], ...] = (
    ("ef_dora", "Dora", "es", "Latin America", "female"),
    ("em_alex", "Alex", "es", "Latin America", "male"),
    ("em_santa", "Santa", "es", "Latin America", "male"),
    ("af_heart", "Heart", "en", "United States", "female"),
    ("am_michael", "Michael", "en", "United States", "male"),
    ("af_bella", "Bella", "en", "United States", "female"),
    ("am_puck", "Puck", "en", "United States", "male"),
    ("bf_emma", "Emma", "en", "United Kingdom", "female"),
    ("bm_george", "George", "en", "United Kingdom", "male"),
)
_ESPEAK: tuple[tuple[str, str, Language, str], ...] = (
    ("es-419", "eSpeak latino", "es", "Latin America"),
    ("es", "eSpeak español", "es", "Spain"),
    ("en-us", "eSpeak American", "en", "United States"),
    ("en-gb", "eSpeak British", "en", "United Kingdom"),
)


def all_voices(catalog: Catalog, settings: Settings) -> list[VoiceInfo]:
    """Every voice, the best of each language first, installed or not."""
    return [*_kokoro(), *_service(settings), *_espeak()]


def is_installed(voice: VoiceInfo, catalog: Catalog) -> bool:
    return not voice.model or catalog.state(catalog.get(voice.model)) == "installed"


def choose(voice_id: str, language: Language, catalog: Catalog, settings: Settings, gender: Gender | None = None) -> VoiceInfo:
    """The voice with this id; "": the best installed one of the language, and of the gender where there is one that is no draft.

    Raises InvalidRequest for an unknown id and ModelNotInstalled for a voice whose model is not here, both naming `voice_id`.
    """
    voices = all_voices(catalog, settings)
    if not voice_id:
        return best(voices, language, catalog, gender)
    found = next((voice for voice in voices if voice.id == voice_id), None)
    if found is None:
        detail = f"voice_id: there is no voice {voice_id[:80]}; see GET /voices"
        raise InvalidRequest(param="voice_id", detail=detail, detail_es=f"voice_id: no existe la voz {voice_id[:80]}; mira GET /voices")
    if not is_installed(found, catalog):
        raise ModelNotInstalled(param="voice_id", model=found.model)
    return found


def best(voices: list[VoiceInfo], language: Language, catalog: Catalog, gender: Gender | None = None) -> VoiceInfo:
    """The first installed voice whose own language this is. A speech service costs money: it is used when it is asked for."""
    able = [voice for voice in voices if voice.languages[0] == language and voice.engine != OPENAI and is_installed(voice, catalog)]
    return next((voice for voice in able if voice.gender == gender and not voice.draft), able[0])


def _kokoro() -> Iterator[VoiceInfo]:
    for name, title, language, accent, gender in _KOKORO:
        yield VoiceInfo(
            id=f"{KOKORO}:{name}",
            name=title,
            languages=(language,),
            accent=accent,
            gender="female" if gender == "female" else "male",
            engine=KOKORO,
            model=KOKORO,
            license=_APACHE,
            license_url=_APACHE_URL,
            credit=f"Kokoro-82M by hexgrad, voice {name} (Apache-2.0)",
            commercial_use=True,
        )


def _service(settings: Settings) -> Iterator[VoiceInfo]:
    """Those of the endpoint in the settings. Each speaks whatever it is given; what may be done with it, its owner says."""
    host = urlsplit(settings.speech_base_url).hostname if settings.speech_base_url and settings.speech_model else None
    for name in settings.speech_voices if host else ():
        yield VoiceInfo(
            id=f"{OPENAI}:{name}",
            name=name.capitalize(),
            languages=("es", "en"),
            accent="",
            gender="neutral",
            engine=OPENAI,
            model="",
            license="the terms of your speech service",
            license_url="",
            credit=f"{settings.speech_model}, voice {name}, {host}",
            commercial_use=False,
        )


def _espeak() -> Iterator[VoiceInfo]:
    for name, title, language, accent in _ESPEAK:
        yield VoiceInfo(
            id=f"{ESPEAK}:{name}",
            name=title,
            languages=(language,),
            accent=accent,
            gender="male",
            engine=ESPEAK,
            model="",
            license=_GPL,
            license_url=_GPL_URL,
            credit=f"eSpeak NG, voice {name} (GPL-3.0-or-later)",
            commercial_use=True,
            draft=True,
        )
