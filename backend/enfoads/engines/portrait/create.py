"""From an avatar's record to the rig that draws it, and the presenters that come with the studio. Importing it loads no library."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from enfoads.engines.portrait.base import AvatarRecord
from enfoads.errors import InvalidRequest

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import Rig
    from enfoads.settings import Settings

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A presenter that comes with the studio. `gender`: of the voice it is given when none is chosen. `credit_required`: whoever shows it
    must name its author.

    backdrop: RGB behind it in its pictures. version: of these pictures.
    """

    record: AvatarRecord
    name: str
    gender: Literal["female", "male"]
    license: str
    license_url: str
    credit: str
    credit_required: bool
    backdrop: tuple[int, int, int]
    version: str


@cache
def built_in() -> tuple[BuiltIn, ...]:
    """The presenters in the order they are offered; the first is the default. All may be used commercially."""
    told: dict[str, Any] = tomllib.loads(_HERE.joinpath("presenters.toml").read_text("utf-8"))
    terms = told["terms"]
    return tuple(
        BuiltIn(
            AvatarRecord(id=one["id"], kind="cartoon", style=one["style"], options=one["options"]),
            one["name"],
            one["gender"],
            backdrop=_rgb(one["backdrop"]),
            version=_version(one["id"]),
            **terms[one["style"]],
        )
        for one in told["presenter"]
    )


def picture(presenter: BuiltIn, *, talking: bool) -> Path:
    """A WebP of the presenter: one frame, or a few seconds of it talking. `scripts/presenters` draws them."""
    return _picture(presenter.record.id, talking)


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def _version(id: str) -> str:
    shown = [_picture(id, talking) for talking in (False, True)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in shown if path.exists())).hexdigest()


def _picture(id: str, talking: bool) -> Path:
    return _HERE / "pictures" / (f"{id}-talking.webp" if talking else f"{id}.webp")


def rig_of(record: AvatarRecord, settings: Settings) -> Rig:
    """What draws an avatar. For the worker: it imports the libraries that draw.

    Raises InvalidRequest for a style that the studio does not have, or a portrait that is no longer there or none.
    """
    if settings.threads:
        import cv2

        cv2.setNumThreads(settings.threads)
    if record.kind == "photo":
        return _photo(record)
    from enfoads.engines.portrait.cartoon import Cartoon
    from enfoads.engines.portrait.styles import STYLES

    if record.style not in STYLES:
        raise _gone(record)
    return Cartoon(record)


def _photo(record: AvatarRecord) -> Rig:
    from enfoads.engines.portrait import portraits
    from enfoads.engines.portrait.photo import Photo

    try:
        return Photo(*portraits.read(Path(record.path)))
    except FileNotFoundError:
        raise _gone(record) from None


def _gone(record: AvatarRecord) -> InvalidRequest:
    return InvalidRequest(
        param="avatar_id",
        detail=f"avatar_id: {record.id} is no longer here; choose another avatar",
        detail_es=f"avatar_id: {record.id} ya no está; elige otro avatar",
    )
