"""The studio's own music: pieces that begin again without a seam, made by `scripts/music` and dedicated to the public domain.

Read by the server too: a table, and where the files are. Nothing is synthesised here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from enfoads.errors import InvalidRequest

FOLDER = Path(__file__).with_name("music")
LICENSE, LICENSE_URL = "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
CREDIT = "EnfoadsIA"

Mood = Literal["upbeat", "warm", "chill", "corporate", "tropical", "calm", "tech"]


class Bed(NamedTuple):
    """One piece. `bpm`: beats a minute; `seconds`: of one round."""

    id: str
    name: str
    name_es: str
    mood: Mood
    bpm: int
    seconds: float

    @property
    def path(self) -> Path:
        """MP3, stereo, 48 kHz: what every browser plays."""
        return FOLDER / f"{self.id}.mp3"


def _bars(bars: int, bpm: int) -> float:
    return round(bars * 240 / bpm, 3)


BEDS = (
    Bed("sunrise-pop", "Sunrise Pop", "Pop al amanecer", "upbeat", 116, _bars(16, 116)),
    Bed("front-porch", "Front Porch", "Tarde en el porche", "warm", 92, _bars(12, 92)),
    Bed("late-study", "Late Study", "Noche de estudio", "chill", 76, _bars(8, 76)),
    Bed("clear-path", "Clear Path", "Camino claro", "corporate", 108, _bars(16, 108)),
    Bed("barrio-sunday", "Barrio Sunday", "Domingo de barrio", "tropical", 96, _bars(12, 96)),
    Bed("quiet-light", "Quiet Light", "Luz tranquila", "calm", 68, _bars(8, 68)),
    Bed("night-circuit", "Night Circuit", "Circuito nocturno", "tech", 120, _bars(16, 120)),
)


def find(id: str) -> Bed | None:
    return next((bed for bed in BEDS if bed.id == id), None)


def get(id: str) -> Bed:
    """Raises InvalidRequest naming the field `music`."""
    found = find(id)
    if found is None:
        names = ", ".join(bed.id for bed in BEDS)
        detail = f"music: there is no piece called {id[:60]}; there are {names}"
        raise InvalidRequest(param="music", detail=detail, detail_es=f"music: no hay ninguna pieza llamada {id[:60]}; hay {names}")
    return found
