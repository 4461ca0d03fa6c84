"""From an avatar's record to the rig that draws it, and the presenters that come with the studio. Importing it loads no library."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.engines.portrait.base import AvatarRecord

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import Rig
    from enfoads.settings import Settings

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A presenter that comes with the studio. `credit_required`: whoever shows it must name its author."""

    record: AvatarRecord
    name: str
    license: str
    license_url: str
    credit: str
    credit_required: bool


@cache
def built_in() -> tuple[BuiltIn, ...]:
    """The presenters in the order they are offered; the first is the default. All may be used commercially."""
    told: dict[str, Any] = tomllib.loads(_HERE.joinpath("presenters.toml").read_text("utf-8"))
    terms = told["terms"]
    return tuple(
        BuiltIn(AvatarRecord(id=one["id"], kind="cartoon", style=one["style"], options=one["options"]), one["name"], **terms[one["style"]])
        for one in told["presenter"]
    )


def rig_of(record: AvatarRecord, settings: Settings) -> Rig:
    """What draws an avatar. For the worker: it imports the libraries that draw."""
    from enfoads.engines.portrait.cartoon import Cartoon

    return Cartoon(record)
