"""Assets: what the library keeps."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from enfoads.api.schemas.common import Model, Page

MediaType = Literal["image", "video", "audio"]
AssetType = Literal[MediaType, "lora"]


class Asset(Model):
    id: str
    type: AssetType
    url: str
    thumbnail_url: str | None
    prompt: str
    created_at: str
    name: str
    width: int | None
    height: int | None
    duration_s: float | None
    bytes: int
    sha256: str
    mime: str
    color: str | None = Field(description="Dominant colour as #rrggbb, for the frame before the picture loads.")
    favorite: bool
    tags: list[str]
    project: str
    job_id: str | None
    recipe: dict[str, Any] | None = Field(description="Everything needed to make it again: an ImageRequest's fields, model and seed.")
    ai_generated: bool
    source: str


class AssetList(Model):
    items: list[Asset]
    next_cursor: str | None
    total: int


class AssetQueryParams(Page):
    type: AssetType | None = Field(None, description="Without it everything but LoRAs.")
    q: str = Field("", max_length=200, description="Words to find in prompt, name and tags.")
    favorite: bool | None = None
    project: str | None = Field(None, max_length=100)
    since: str | None = Field(None, max_length=40, description="ISO 8601: only assets made at or after this time.")
    sort: Literal["newest", "oldest"] = "newest"


class AssetImport(Model):
    """The owner's first form of an asset: the picture as a data URL."""

    type: MediaType
    url: str = Field(pattern=r"^data:[\w.+-]+/[\w.+-]+;base64,.", description="data:image/png;base64,…")
    prompt: str = Field("", max_length=4000)
    name: str = Field("", max_length=200)


class UploadForm(Model):
    name: str = Field("", max_length=200)


class AssetPatch(Model):
    name: str | None = Field(None, max_length=200)
    favorite: bool | None = None
    tags: list[str] | None = Field(None, max_length=50)


class AssetIds(Model):
    ids: list[str] = Field(min_length=1, max_length=500)


class FileQuery(Model):
    v: str | None = Field(
        None, max_length=64, description="The content's version from the asset's url: the answer may then be kept for ever."
    )
    download: bool = Field(False, description="true: ask the browser to save the file.")


class AssetsDeleted(Model):
    deleted: list[str]
    missing: list[str]
    restorable_until: str
