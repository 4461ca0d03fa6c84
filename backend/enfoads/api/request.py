"""Who sends this request, and may they. Runs before a view reads anything."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request

from enfoads.api.call import Call, Site
from enfoads.api.contract import Operation
from enfoads.api.errors import language
from enfoads.errors import EnfoadsError, Unauthorized
from enfoads.security import origin
from enfoads.security.headers import harden
from enfoads.security.keys import LOCAL
from enfoads.security.session import NAME
from enfoads.settings import LOOPBACK

log = structlog.get_logger("enfoads.access")

_REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


def install(app: Flask, site: Site) -> None:
    """Number every request, refuse foreign pages, and add headers, log line and figures to every answer."""

    @app.before_request
    def begin() -> None:
        sent = request.headers.get("X-Request-Id", "")
        g.request_id = sent if _REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        g.began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        check_source(site)

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.began
        route = request.url_rule.rule if request.url_rule else "unknown"
        site.metrics.answered(request.method, route, response.status_code, seconds)
        level = "info" if request.method not in origin.SAFE_METHODS or response.status_code >= 400 else "debug"
        getattr(log, level)("answered", method=request.method, path=request.path, status=response.status_code, ms=round(seconds * 1000, 1))
        response.headers["x-request-id"] = g.request_id
        harden(response, site.studio.settings)
        return response

    @app.teardown_request
    def forget(_: BaseException | None) -> None:
        structlog.contextvars.unbind_contextvars("request_id")


def make_call(site: Site, operation: Operation) -> Call:
    """Raises Unauthorized on a route that needs a key when none or a wrong one was sent, TooManyRequests after many wrong ones."""
    try:
        owner: str | None = require_owner(site)
    except EnfoadsError:
        if not operation.open:
            raise
        owner = None
    return Call(site=site, owner_or_none=owner, language=language(), address=caller_address(site))


def require_owner(site: Site) -> str:
    """The caller's owner. Raises Unauthorized, TooManyRequests."""
    owner = identify(site)
    if owner is None:
        raise Unauthorized
    return owner


def identify(site: Site, key: str = "") -> str | None:
    """The owner behind the request's key (`key`, or its headers) or cookie; None when it has neither."""
    if not site.keys.required:
        return LOCAL
    key = key or sent_key()
    if key:
        return site.logins.check(caller_address(site), lambda: site.keys.verify(key)).owner
    cookie = request.cookies.get(NAME)
    try:
        return site.keys.session_owner(cookie) if cookie else None
    except Unauthorized:
        return None


def sent_key() -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else request.headers.get("X-API-Key", "").strip()


def check_source(site: Site) -> None:
    """Raises Forbidden for another site's page. A request with a key of its own needs no such check."""
    settings = site.studio.settings
    if not site.keys.required:
        origin.check_host(request.host)
    elif sent_key():
        return
    origin.check_origin(request.method, request.host, request.headers, settings)


def caller_address(site: Site) -> str:
    """The caller's IP. Behind a tunnel every connection is local, and the tunnel's own word is the last one of the header."""
    address = request.remote_addr or ""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip() if forwarded and site.studio.settings.public_url and address in LOOPBACK else address
