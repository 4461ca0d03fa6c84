"""What a person should know about a video that was made all the same."""

from __future__ import annotations

from collections.abc import Iterable

from enfoads.errors import Language, Text
from enfoads.recipes.face_warnings import WARNINGS as FACE_WARNINGS
from enfoads.recipes.image_warnings import WARNINGS as IMAGE_WARNINGS
from enfoads.recipes.speech_warnings import WARNINGS as SPEECH_WARNINGS
from enfoads.video.caption_styles import WARNINGS as CAPTION_WARNINGS

WARNINGS: dict[str, Text] = {
    **IMAGE_WARNINGS,
    **SPEECH_WARNINGS,
    **CAPTION_WARNINGS,
    "c2pa_unavailable": FACE_WARNINGS["c2pa_unavailable"],
    "draft_voice": Text(
        "The voice is a robotic one for drafts: no better voice of this language is installed.",
        "La voz es robótica, para borradores: no hay instalada ninguna voz mejor en este idioma.",
    ),
    "logo_missing": Text(
        "The brand's logo is no longer in the library and was left out.",
        "El logotipo de la marca ya no está en la biblioteca y se omitió.",
    ),
    "thumbnails_missing": Text(
        "The disk is full: the video is saved, not all of its thumbnails are.",
        "El disco está lleno: el vídeo está guardado, pero no todas sus miniaturas.",
    ),
}


def words_of(codes: Iterable[str], language: Language) -> list[dict[str, str]]:
    """`schemas.images.Warning` for each code; one that is unknown is shown as it is."""
    found = [(code, WARNINGS.get(code, Text(code, code))) for code in codes]
    return [{"code": code, "message": text.es if language == "es" else text.en} for code, text in found]
