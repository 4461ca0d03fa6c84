"""What an asset is: one finished picture, video or sound of the library, or a LoRA; and a page of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, fields
from typing import Any, Literal

AssetType = Literal["image", "video", "audio", "lora"]
MEDIA: tuple[AssetType, ...] = ("image", "video", "audio")  # what a list shows unless it is asked for another type
_LONGEST_NAME = 200


@dataclass(slots=True)
class Asset:
    """One record of the index. `created_at` is ISO 8601 in UTC; `color` is the dominant colour as #rrggbb."""

    id: str
    type: AssetType
    mime: str
    sha256: str
    bytes: int
    created_at: str
    owner: str = "local"
    project: str = "default"
    name: str = ""
    prompt: str = ""
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    color: str | None = None
    thumbnail_sha256: str | None = None
    favorite: bool = False
    tags: list[str] = field(default_factory=list)
    job_id: str | None = None
    recipe: dict[str, Any] | None = None
    ai_generated: bool = False
    source: str = "upload"  # upload, generated, import
    audit: dict[str, Any] | None = None  # of a picture with somebody's face in it: who agreed, and what it was made from
    words: list[tuple[str, float, float]] | None = None  # what is said in a video, and from which second to which: its subtitles
    deleted_at: str | None = None

    @property
    def url(self) -> str:
        return f"/api/assets/{self.id}/file?v={self.sha256[:12]}"

    @property
    def thumbnail_url(self) -> str | None:
        return f"/api/assets/{self.id}/thumbnail?v={self.thumbnail_sha256[:12]}" if self.thumbnail_sha256 else None

    def public(self) -> dict[str, Any]:
        """The record clients see (`schemas.Asset`): the fields above but owner, deletion, audit and words, plus both addresses."""
        record = {name: getattr(self, name) for name in _PUBLIC}
        return record | {"url": self.url, "thumbnail_url": self.thumbnail_url}


_PUBLIC = tuple(field.name for field in fields(Asset) if field.name not in ("owner", "deleted_at", "thumbnail_sha256", "audit", "words"))


@dataclass(frozen=True, slots=True)
class AssetQuery:
    """What to list. `q` matches words of prompt, name and tags; `cursor` comes from the page before."""

    owner: str = "local"
    type: AssetType | None = None
    q: str = ""
    favorite: bool | None = None
    project: str | None = None
    since: str | None = None
    sort: Literal["newest", "oldest"] = "newest"
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class AssetPage:
    items: list[Asset]
    next_cursor: str | None
    total: int


def display_name(name: str) -> str:
    """The last part of a name or path, without characters that hide or turn text. Never used as a path."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()[:_LONGEST_NAME]
