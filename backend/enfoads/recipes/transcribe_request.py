"""From what a person asked about a recording to the params of a `transcribe` job. Runs in the server: loads no model library."""

from __future__ import annotations

from typing import Any, cast

from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Language
from enfoads.errors import InvalidRequest, ModelNotInstalled
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

RECOGNISER = "whisper-base"  # the catalog's entry


def settle(language: str | None, script: str, catalog: Catalog) -> dict[str, Any]:
    """Params for `recipes.transcribe.transcribe` but `sound`. `language`: as it was written ("es", "es-MX").

    Raises ModelNotInstalled; InvalidRequest for a script in a language that scripts cannot be read in, or without words.
    """
    plain = language.replace("_", "-").partition("-")[0].lower() if language else None
    if script.strip():
        if plain not in (None, "es", "en"):
            detail, detail_es = "language: with a script, es or en", "language: con un guion, es o en"
            raise InvalidRequest(param="language", detail=detail, detail_es=detail_es)
        plain = read_script(script, cast("Language | None", plain)).language
    entry = catalog.get(RECOGNISER)
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(model=entry.id)
    return {"language": plain, "script": script.strip(), "model": entry.id}


def kind_of(settings: Settings) -> str:
    """The kind of job, which says where it is listened to."""
    return "transcribe_gpu" if settings.whisper_device == "cuda" else "transcribe"
