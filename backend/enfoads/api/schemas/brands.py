"""Brand kits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from enfoads.api.schemas.common import Model

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Font = Annotated[str, Field(min_length=1, max_length=100)]
Product = Annotated[str, Field(min_length=1, max_length=120)]


class LexiconEntry(Model):
    """How a voice says a word that it would say wrong."""

    word: str = Field(min_length=1, max_length=60)
    spoken: str = Field(min_length=1, max_length=120, description="The word as it sounds, spelled in the language's own way.")
    language: Literal["es", "en"] | None = Field(None, description="null: in every language.")


class BrandRequest(Model):
    """All that a person may set; a PUT puts back what it leaves out to the values here."""

    name: str = Field(min_length=1, max_length=100)
    tagline: str = Field("", max_length=200)
    logo_asset_id: str | None = Field(None, min_length=1, max_length=150, description="A picture of the library.")
    colors: list[Color] = Field([], max_length=12, description="#rrggbb, the leading one first.")
    fonts: list[Font] = Field([], max_length=6, description="Names of typefaces: headings first, then text.")
    products: list[Product] = Field([], max_length=50)
    tone: str = Field("", max_length=200, description="How the brand speaks and looks: warm, playful, sober…")
    cta: str = Field("", max_length=80, description="Call to action: Buy now, Book a table…")
    lexicon: list[LexiconEntry] = Field([], max_length=200)
    default: bool = Field(False, description="Used when a request asks for the brand and names none. One per owner.")


class Brand(Model):
    id: str
    name: str
    tagline: str
    logo_asset_id: str | None
    colors: list[str]
    fonts: list[str]
    products: list[str]
    tone: str
    cta: str
    lexicon: list[LexiconEntry]
    default: bool
    created_at: str
    updated_at: str


class BrandList(Model):
    items: list[Brand]


class BrandDeleted(Model):
    id: str
