"""Links to one asset's file that work without a key for an hour, for answers that name a picture by its address (OpenAI's `url`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itsdangerous import BadData

from enfoads.errors import Forbidden

if TYPE_CHECKING:
    from enfoads.security.keys import KeyRing

LIFETIME_S = 3600  # as OpenAI's: "URLs are only valid for 60 minutes"
_PURPOSE = "enfoads.link"


class Target(NamedTuple):
    """What a link leads to."""

    asset_id: str
    owner: str


class Links:
    """Signs and reads the last part of a link's path. Removing the data folder's secret ends all links."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def sign(self, asset_id: str, owner: str) -> str:
        return self._keys.signer(_PURPOSE).dumps([asset_id, owner])

    def read(self, token: str) -> Target:
        """Raises Forbidden for a link that is forged or older than an hour."""
        try:
            return Target(*self._keys.signer(_PURPOSE).loads(token, max_age=LIFETIME_S))
        except BadData:
            raise Forbidden(
                detail="the link is not valid, or older than 60 minutes", detail_es="el enlace no es válido o tiene más de 60 minutos"
            ) from None
