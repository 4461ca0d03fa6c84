"""Words for pictures: styles, better prompts, translation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.common import Model

Engine = Literal["styles", "llm"]
Translator = Literal["glossary", "llm"]
Goal = Literal["launch", "sale", "testimonial", "food", "seasonal", "event", "awareness", "catalog"]


class Style(Model):
    id: str
    name: str
    name_es: str
    category: Literal[
        "product", "food", "fashion", "beauty", "tech", "home", "people", "seasonal", "social", "mood", "light", "illustration", "icon"
    ]
    example: str = Field(description="A prompt that shows the style well.")
    example_es: str


class StyleList(Model):
    items: list[Style]


class MagicPromptRequest(Model):
    """A short prompt, and what the ad is for."""

    prompt: str = Field(min_length=1, max_length=4000)
    style: str | None = Field(None, max_length=60, description="Id from GET /styles. Left out: one that suits the prompt and goal.")
    language: Literal["es", "en"] | None = Field(None, description="Of the words that are added. Left out: the prompt's own.")
    goal: Goal | None = None
    brand: bool = Field(False, description="Weave in the default brand's colours, tone and product.")
    engine: Engine = Field("styles", description="styles: at once, offline. llm: the language model of the settings.")


class MagicPrompt(Model):
    prompt: str
    enhanced_prompt: str
    negative_prompt: str
    engine: Engine = Field(description="Who wrote it.")


class TranslateRequest(Model):
    prompt: str = Field(min_length=1, max_length=4000)
    model: str | None = Field(None, max_length=120, description="The checkpoint it is for. Left out: the active one.")
    engine: Translator = "glossary"


class TranslatedPrompt(Model):
    prompt: str
    translated_prompt: str = Field(description="In English; the prompt itself unless it is Spanish.")
    language: Literal["es", "en", "other"] = Field(description="Of the prompt.")
    needed: bool = Field(description="The prompt is Spanish and the checkpoint does not read it.")
    engine: Translator = Field(description="Who translated.")
    unknown: list[str] = Field(description="Words that stay as they are: names, and what the glossary lacks.")
