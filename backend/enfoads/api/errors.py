"""The one place where a failure becomes an answer: status, envelope, language, headers."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, RequestedRangeNotSatisfiable
from werkzeug.exceptions import MethodNotAllowed as WrongMethod

from enfoads import errors
from enfoads.api.schemas.common import ErrorBody, ErrorEnvelope
from enfoads.errors import EnfoadsError, Language

if TYPE_CHECKING:
    from werkzeug.sansio.response import Response as AnyResponse

log = structlog.get_logger(__name__)

RETRY_AFTER = 5  # seconds, where nothing better is known


def language() -> Language:
    """The language of the request's Accept-Language; English when it asks for neither of ours."""
    return "es" if request.accept_languages.best_match(["en", "es"]) == "es" else "en"


def install(app: Flask) -> None:
    app.register_error_handler(EnfoadsError, envelope)
    app.register_error_handler(HTTPException, _from_werkzeug)
    app.register_error_handler(Exception, _from_bug)


def error_body(error: EnfoadsError) -> ErrorBody:
    """The error in the request's language, with the request's id."""
    asked = language()
    return ErrorBody(
        message=error.message(asked),
        type=error.type,
        param=error.param,
        code=error.code,
        hint=error.advice(asked),
        request_id=getattr(g, "request_id", ""),
        job_id=error.job_id,
    )


def envelope(error: EnfoadsError) -> Response:
    response = Response(ErrorEnvelope(error=error_body(error)).model_dump_json(), error.status, mimetype="application/json")
    if error.status in (429, 503):
        response.headers["Retry-After"] = str(error.values.get("retry_after", RETRY_AFTER))
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.job_id:
        response.headers["Location"] = f"/api/jobs/{error.job_id}"
    if error.job_id or error.status not in (429, 503):  # OpenAI's clients repeat 409 and 5xx by themselves: it would be drawn again
        response.headers["x-should-retry"] = "false"
    return response


def _from_werkzeug(error: HTTPException) -> AnyResponse | HTTPException:
    """Flask's own refusals. Redirects pass."""
    status = error.code or 500
    if status < 400:
        return error
    response = envelope(_translated(error, status))
    if isinstance(error, WrongMethod) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if isinstance(error, RequestedRangeNotSatisfiable) and error.length is not None:
        response.headers["Content-Range"] = f"{error.units} */{error.length}"
    return response


def _translated(error: HTTPException, status: int) -> EnfoadsError:
    if status == 404:
        return errors.NotFound(kind="address", kind_es="la dirección", id=request.path)
    if status == 405:
        return errors.MethodNotAllowed(method=request.method)
    if status == 413:
        limit = request.max_content_length or 0
        if 0 < (request.content_length or 0) <= limit:
            bounds = f"({(request.max_form_memory_size or 0) // 1024} KiB, {request.max_form_parts})"
            return errors.PayloadTooLarge(limit=f"form fields may be {bounds}", limit_es=f"lo que admiten los campos {bounds}")
        return errors.PayloadTooLarge(limit=f"{limit // 2**20} MiB")
    if status == 415:
        return errors.UnsupportedMedia(detail=error.description or error.name)
    if status == 416:
        return errors.RangeNotSatisfiable()
    if status < 500:
        return errors.MalformedRequest(detail=error.description or error.name)
    return EnfoadsError(detail=error.name)


def _from_bug(error: Exception) -> Response:
    """What nobody foresaw; and a full disk, which can show anywhere."""
    if _is_full_disk(error):
        return envelope(errors.DiskFull())
    log.error("request failed", exc_info=error, method=request.method, path=request.path)
    return envelope(EnfoadsError(detail=type(error).__name__))


def _is_full_disk(error: BaseException) -> bool:
    """The system says it by number, SQLite by name."""
    cause = getattr(error, "orig", None)  # of SQLAlchemy's errors: the database's own
    return getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
