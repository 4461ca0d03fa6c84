"""Scripts: how long one takes to say, and one written from a product."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import MAX_SEED, Warning
from enfoads.api.schemas.prompts import Goal
from enfoads.api.schemas.videos import LONGEST_SCRIPT

Language = Literal["es", "en"]
Structure = Literal["hook", "aida", "pas", "testimonial"]
Writer = Literal["templates", "llm"]


class ScriptLengthRequest(Model):
    """A script as far as it is typed."""

    script: str = Field("", max_length=LONGEST_SCRIPT, description="May hold [pause 500ms], SSML, HTML.")
    language: Language | None = Field(None, description="null: found in the script.")
    voice_id: str = Field("", max_length=150, description="Of GET /voices. Lengths are those of the studio's own voices.")
    speed: float = Field(1.0, ge=0.5, le=2)
    brand: str | bool = Field(True, description="Whose lexicon says how words are read: an id, true for the default, false for none.")


class ScriptLength(Model):
    seconds: float = Field(description="Estimated; within a tenth of what a voice takes.")
    language: Language
    words: int
    pauses_s: float = Field(description="Of the seconds, those that [pause] asks for.")
    spoken: str = Field(description="What a voice will say: numbers, prices and abbreviations written out.")
    warnings: list[Warning]


class MagicScriptRequest(Model):
    """What the ad is about."""

    product: str = Field(min_length=1, max_length=120, description="In the language of the script: running shoes, Café Andino.")
    audience: str = Field("", max_length=120, description="Whom it is for: young mothers, people who run.")
    goal: Goal | None = None
    tone: str = Field("", max_length=200, description="energetic, elegant, playful, or in the words of the brand.")
    seconds: float = Field(20, ge=5, le=90)
    language: Language = "es"
    structure: Structure = "hook"
    brand: str | bool = Field(True, description="Names the brand and its call to action: an id, true for the default, false for none.")
    seed: int | None = Field(None, ge=0, le=MAX_SEED, description="The same seed gives the same script. null: drawn.")
    engine: Writer = Field("templates", description="templates: at once, offline. llm: the language model of the settings.")


class ScriptScene(Model):
    narration: str
    visual_prompt: str = Field(description="For the image engine.")


class MagicScript(Model):
    script: str = Field(description="The narrations, a line each.")
    structure: Structure
    seconds: float = Field(description="Estimated.")
    language: Language
    seed: int
    engine: Writer = Field(description="Who wrote it.")
    scenes: list[ScriptScene]
    warnings: list[Warning]
