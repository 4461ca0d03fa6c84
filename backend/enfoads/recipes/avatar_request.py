"""Avatars by their id: which record draws one, for whom. Runs in the server, so it loads no model library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from enfoads.engines.portrait.base import AvatarRecord
from enfoads.engines.portrait.create import built_in
from enfoads.errors import ConsentRequired, Language, NotFound, Text, UnknownAvatar
from enfoads.library.avatars import PORTRAIT, Avatar, Avatars

CONSENT = Text(
    "The person in the portrait has agreed to be shown as a presenter who says what others write.",
    "La persona del retrato ha aceptado aparecer como presentadora que dice lo que otros escriben.",
)


def choose(id: str, avatars: Avatars, owner: str, field: str = "avatar_id") -> AvatarRecord:
    """The record of an avatar of GET /avatars; "": the first one. Raises NotFound about `field`."""
    offered = built_in()
    for one in offered if id else ():
        if one.record.id == id:
            return one.record
    if not id:
        return offered[0].record
    try:
        return record_of(avatars.get(id, owner), avatars)
    except NotFound:
        raise UnknownAvatar(param=field, kind="avatar", kind_es="el avatar", id=id) from None


def record_of(avatar: Avatar, avatars: Avatars) -> AvatarRecord:
    return AvatarRecord(id=avatar.id, kind="photo", path=str(avatars.file(avatar, PORTRAIT)), sha256=avatar.sha256)


def settle(name: str, image: dict[str, Any], owner: str, language: Language, *, consent: bool) -> dict[str, Any]:
    """Params for `recipes.avatar.make`. `image`: as `api.face_pictures` keeps it. Raises ConsentRequired."""
    if not consent:
        raise ConsentRequired(param="consent")
    given = {
        "given_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "owner": owner,
        "text": CONSENT.es if language == "es" else CONSENT.en,
    }
    return {"image": image, "name": name, "owner": owner, "consent": given, "engine": "faces"}
