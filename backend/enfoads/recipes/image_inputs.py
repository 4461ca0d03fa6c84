"""A reference picture or mask that a request brought, once a worker has looked at it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Input:
    """`path`: the harmless copy, a PNG. `sha256`: of what was sent, or of the library's file. Sizes in pixels, upright.

    recipe: how it was made, if the file says so.
    has_holes: something is (half) transparent. has_white: something is light; a mask without either leaves nothing to redraw.
    """

    path: str
    sha256: str
    width: int
    height: int
    has_holes: bool
    has_white: bool
    recipe: dict[str, Any] | None = None
    asset_id: str | None = None

    def param(self) -> dict[str, Any]:
        """As a job's params keep it."""
        kept = ("path", "sha256", "width", "height", "asset_id")
        return {name: value for name, value in asdict(self).items() if name in kept and value is not None}
