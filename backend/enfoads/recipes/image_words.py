"""From the words a person wrote to the words a model is told."""

from __future__ import annotations

from typing import Any

from enfoads.engines.prompts.language import detect
from enfoads.engines.prompts.styles import styled
from enfoads.engines.prompts.translate import translate
from enfoads.models.entry import ImageDefaults
from enfoads.settings import Settings


def settle_words(given: dict[str, Any], image: ImageDefaults, settings: Settings) -> dict[str, Any]:
    """The params `preprompt`, `prompt_used` and `negative_prompt_used`. Raises InvalidRequest for an unknown style."""
    prompt, negative = given["prompt"], given.get("negative_prompt", "")
    reads_spanish = "es" in image.languages
    if given.get("translate") and not reads_spanish:
        prompt, negative = translate(prompt).text, translate(negative).text
    if given.get("style"):
        prompt, styled_negative = styled(prompt, negative, given["style"], "es" if reads_spanish and detect(prompt) == "es" else "en")
        if given.get("guidance_scale", image.guidance) > 1:  # without guidance nobody reads it, and who wrote none needs no warning
            negative = styled_negative
    preprompt = (settings.preprompt or image.preprompt) if given.get("prepend_preprompt", True) else ""
    return {
        "preprompt": preprompt,
        "prompt_used": ", ".join(part for part in (preprompt.strip().rstrip(","), prompt) if part),
        "negative_prompt_used": negative,
    }
