"""Built-in music."""

from __future__ import annotations

from typing import Literal

from enfoads.api.schemas.common import Model


class MusicPiece(Model):
    id: str
    name: str
    name_es: str
    mood: Literal["upbeat", "warm", "chill", "corporate", "tropical", "calm", "tech"]
    bpm: int
    duration_s: float
    sample_url: str
    license: str
    license_url: str
    commercial_use: bool
    credit: str


class MusicList(Model):
    items: list[MusicPiece]
