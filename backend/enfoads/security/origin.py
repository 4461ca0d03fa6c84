"""Keeping other web pages from driving the studio.

A page of any site may send requests to http://localhost. Without keys, nothing but these two checks tells it from the
studio's own page: the Host must be this machine (a name rebound to 127.0.0.1 is not), and a request that changes
something must come from the studio's own origin or one of the allow-list. Requests that a browser did not make carry
neither Origin nor Sec-Fetch-Site and pass. Signed-in pages are checked the same way, since a cookie goes along by itself.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from werkzeug.datastructures import Headers

from enfoads.errors import Forbidden
from enfoads.settings import LOOPBACK, Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def check_host(host: str) -> None:
    """`host` as in the Host header. Raises Forbidden unless it names this machine."""
    name = urlsplit(f"//{host}").hostname or ""
    if name not in LOOPBACK:
        raise Forbidden(detail=f"the host {name} is not this studio", detail_es=f"el host {name} no es este estudio")


def check_origin(method: str, host: str, headers: Headers, settings: Settings) -> None:
    """Raises Forbidden for a changing request that a browser sent from another site's page."""
    if method in SAFE_METHODS:
        return
    origin = headers.get("Origin")
    foreign = not is_own(origin, host, settings) if origin else headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign:
        source = origin or headers.get("Sec-Fetch-Site")
        raise Forbidden(
            detail=f"requests from {source}; add it to ENFOADS_CORS_ORIGINS",
            detail_es=f"peticiones desde {source}; añádelo a ENFOADS_CORS_ORIGINS",
        )


def is_own(origin: str, host: str, settings: Settings) -> bool:
    """Is `origin` the studio's own page, or one that was allowed by name."""
    allowed = {*settings.cors_origins, settings.public_url.rstrip("/")} - {""}
    return origin in allowed or origin.partition("://")[2] == host
