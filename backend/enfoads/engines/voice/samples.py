"""How each built-in voice sounds: a short MP3 beside this file, made by that very voice (`scripts/voice_samples`)."""

from __future__ import annotations

import re
from pathlib import Path

from enfoads.engines.voice.base import Language

FOLDER = Path(__file__).parent / "samples"
SENTENCES: dict[Language, str] = {
    "es": "Hola, soy {name}. Cuéntame qué vendes y yo le pongo voz a tu anuncio.",
    "en": "Hi, I'm {name}. Tell me what you sell, and I will give your ad a voice.",
}
_NAME = re.compile(r"[\w:-]{1,80}", re.ASCII)


def sample_of(voice_id: str) -> Path | None:
    """None for a voice without one."""
    path = FOLDER / file_name(voice_id)
    return path if _NAME.fullmatch(voice_id) and path.is_file() else None


def file_name(voice_id: str) -> str:
    return f"{voice_id.replace(':', '-')}.mp3"
