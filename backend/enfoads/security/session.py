"""The cookie of a signed-in page: `<img>` and `<video>` send no headers, so a key alone would not show them."""

from __future__ import annotations

from werkzeug.http import dump_cookie

NAME = "enfoads_session"
MAX_AGE = 30 * 24 * 3600  # seconds


def cookie(value: str, *, secure: bool) -> str:
    """The Set-Cookie header that signs a page in."""
    return dump_cookie(NAME, value, max_age=MAX_AGE, path="/", httponly=True, samesite="Lax", secure=secure)


def forget() -> str:
    """The Set-Cookie header that signs it out."""
    return dump_cookie(NAME, "", max_age=0, path="/", httponly=True, samesite="Lax")
