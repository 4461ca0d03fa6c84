"""What a view knows of the request besides its validated input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enfoads.api.waiting import WaitingRoom
    from enfoads.errors import Language
    from enfoads.security.keys import KeyRing, LoginLimit
    from enfoads.studio import Studio


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the studio. `owner` is whose jobs and assets it sees; None: an open route called without a key."""

    studio: Studio
    keys: KeyRing
    logins: LoginLimit
    waiting: WaitingRoom
    owner_or_none: str | None
    language: Language
    address: str

    @property
    def owner(self) -> str:
        assert self.owner_or_none is not None, "only open routes are called without an owner"
        return self.owner_or_none
