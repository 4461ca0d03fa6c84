"""Headers that every answer carries."""

from __future__ import annotations

from flask import Response

from enfoads.settings import Settings


def harden(response: Response, settings: Settings) -> None:
    """Add what the view has not said itself."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    if not settings.cors_origins:  # a page elsewhere, allowed by name, shows our pictures
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
