"""From the words a person wrote to the words a model is told."""

from __future__ import annotations

from typing import Any

from enfoads.errors import InvalidRequest
from enfoads.models.entry import ImageDefaults
from enfoads.settings import Settings


def settle_words(given: dict[str, Any], image: ImageDefaults, settings: Settings) -> dict[str, Any]:
    """The params `preprompt`, `prompt_used` and `negative_prompt_used`. Raises InvalidRequest for an unknown style."""
    if given.get("style"):
        raise InvalidRequest(
            param="style",
            detail=f"style: there is no style called {given['style']}",
            detail_es=f"style: no hay ningún estilo llamado {given['style']}",
        )
    preprompt = (settings.preprompt or image.preprompt) if given.get("prepend_preprompt", True) else ""
    return {
        "preprompt": preprompt,
        "prompt_used": ", ".join(part for part in (preprompt.strip().rstrip(","), given["prompt"]) if part),
        "negative_prompt_used": given.get("negative_prompt", ""),
    }
