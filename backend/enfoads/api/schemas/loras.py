"""LoRAs: small files that teach a checkpoint a style, a product or a person."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.common import Model

SHA256 = r"^[0-9a-fA-F]{64}$"


class LoraInfo(Model):
    id: str
    name: str
    source: Literal["library", "local"] = Field(description="library: added here, one's own. local: a file in data/models/loras.")
    asset_id: str | None = Field(description="What a request's `loras[].asset_id` takes; null for a local one, which goes by `name`.")
    bytes: int
    sha256: str = Field(description="Empty for a local file that has not been used yet.")
    base: Literal["sdxl", "unknown"]
    trigger_words: list[str]
    rank: int | None
    created_at: str
    problem: str | None = Field(description="Why it cannot be used, or null.")


class LoraList(Model):
    items: list[LoraInfo]


class LoraAdded(Model):
    lora: LoraInfo


class LoraImport(Model):
    """A LoRA behind an address, presigned or plain."""

    url: str = Field(min_length=1, max_length=8192, description="https, public; ENFOADS_FETCH_ALLOW_HOSTS opens others.")
    name: str = Field("", max_length=200)
    sha256: str | None = Field(None, pattern=SHA256, description="What the file's bytes must be.")
