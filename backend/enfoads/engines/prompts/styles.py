"""The ad styles: words that are put around a person's prompt. Instant, offline, the same for the same input.

`styles.toml` holds them. A style only ever adds: the person's text stays in one piece, as typed, with its weights.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from enfoads.engines.image.prompt import parse
from enfoads.errors import InvalidRequest

FILE = Path(__file__).with_name("styles.toml")
Language = Literal["es", "en"]
Category = Literal[
    "product", "food", "fashion", "beauty", "tech", "home", "people", "seasonal", "social", "mood", "light", "illustration", "icon"
]
_SYNTAX = re.compile(r"[()\[\]\\:]|\+\+|--")  # of prompts: a style never weighs anything


class Style(BaseModel):
    """One style. Words are phrases set off by commas; `template` says where the prompt stands among them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    name: str = Field(min_length=1)
    name_es: str = Field(min_length=1)
    category: Category
    words: str = Field(min_length=1)
    words_es: str = Field(min_length=1)
    negative: str = ""
    negative_es: str = ""
    template: str = "{prompt}, {words}"
    template_es: str = ""  # empty: the same
    example: str = Field(min_length=1)
    example_es: str = Field(min_length=1)

    @field_validator("words", "words_es", "negative", "negative_es")
    @classmethod
    def _plain(cls, text: str) -> str:
        if _SYNTAX.search(text) or text != text.strip(" ,"):
            raise ValueError(f"{text!r} holds prompt syntax or a comma at an end")
        return text

    @field_validator("template", "template_es")
    @classmethod
    def _whole(cls, text: str) -> str:
        if text and (text.count("{prompt}") != 1 or text.count("{words}") != 1 or _SYNTAX.search(text)):
            raise ValueError(f"{text!r} must have {{prompt}} and {{words}} once each, and no prompt syntax")
        return text

    def words_in(self, language: Language) -> str:
        return self.words_es if language == "es" else self.words

    def negative_in(self, language: Language) -> str:
        return self.negative_es if language == "es" else self.negative

    def apply(self, prompt: str, words: str, language: Language) -> str:
        """`prompt` among `words`. An open bracket of the prompt would weigh what follows it, so then the words go first."""
        if not words:
            return prompt
        if leaves_open(prompt):
            return f"{words}, {prompt}"
        template = (self.template_es or self.template) if language == "es" else self.template
        before, _, after = template.partition("{prompt}")
        return before.replace("{words}", words) + prompt + after.replace("{words}", words)


def every() -> list[Style]:
    """In the file's order, which is the order in which people see them."""
    return list(_known().values())


def find(style_id: str) -> Style:
    """Raises InvalidRequest, with the closest ids, when there is none."""
    known = _known()
    if style_id in known:
        return known[style_id]
    names = {name: style.id for style in known.values() for name in (style.id, style.name.lower(), style.name_es.lower())}
    close = list(dict.fromkeys(names[name] for name in difflib.get_close_matches(style_id.lower()[:60], names, n=5, cutoff=0.5)))[:3]
    meant, meant_es = (f" Close: {', '.join(close)}.", f" Parecidos: {', '.join(close)}.") if close else ("", "")
    raise InvalidRequest(
        param="style",
        detail=f"style: there is no style {style_id}.{meant} GET /styles lists them.",
        detail_es=f"style: no hay ningún estilo {style_id}.{meant_es} GET /styles los enumera.",
    )


def styled(prompt: str, negative: str, style_id: str, language: Language) -> tuple[str, str]:
    """Prompt and negative prompt with the style's words in `language`. Raises InvalidRequest for an unknown style."""
    style = find(style_id)
    return style.apply(prompt, style.words_in(language), language), joined(negative, style.negative_in(language))


def joined(negative: str, words: str) -> str:
    """Two negative prompts as one; the person's own stays whole."""
    if not negative.strip() or not words:
        return negative if negative.strip() else words
    return f"{words}, {negative}" if leaves_open(negative) else f"{negative}, {words}"


def leaves_open(prompt: str) -> bool:
    """A bracket of the prompt counts to its end, so whatever is put after the prompt would be weighed with it."""
    return parse(f"{prompt}, x")[-1].weight != 1.0


@cache
def _known() -> dict[str, Style]:
    data = tomllib.loads(FILE.read_text("utf-8"))
    styles = [Style.model_validate(record) for record in data["style"]]
    known = {style.id: style for style in styles}
    if len(known) != len(styles):
        raise ValueError(f"{FILE.name}: two styles have the same id")
    return known
