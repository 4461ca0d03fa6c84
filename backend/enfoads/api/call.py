"""What a view knows of the request besides its validated input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enfoads.api.metrics import Metrics
    from enfoads.api.previews import LatestOnly
    from enfoads.api.waiting import WaitingRoom
    from enfoads.errors import Language
    from enfoads.security.keys import KeyRing, LoginLimit
    from enfoads.security.links import Links
    from enfoads.studio import Studio
    from enfoads.timing_report import TimingReport


@dataclass(frozen=True, slots=True)
class Site:
    """What one Flask application holds for all its requests."""

    studio: Studio
    keys: KeyRing
    logins: LoginLimit
    waiting: WaitingRoom
    metrics: Metrics
    links: Links
    report: TimingReport
    previews: LatestOnly


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `owner_or_none` is None on an open route called without a key; `address` is the caller's IP."""

    site: Site
    owner_or_none: str | None
    language: Language
    address: str

    @property
    def studio(self) -> Studio:
        return self.site.studio

    @property
    def owner(self) -> str:
        """Whose jobs and assets this caller sees."""
        assert self.owner_or_none is not None, "only open routes are called without an owner"
        return self.owner_or_none
