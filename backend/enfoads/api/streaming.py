"""Server-sent events: a view's events as one answer, and what to do when they fail or the reader goes away.

While nothing happens a comment is sent every second: it keeps proxies from closing the connection, and writing is the only
way to find out that the reader has gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import structlog
from flask import Response, stream_with_context

from enfoads.api.errors import error_body
from enfoads.api.schemas.common import ErrorEnvelope, Model
from enfoads.errors import EnfoadsError

log = structlog.get_logger(__name__)

HEARTBEAT_S = 1.0
_HEARTBEAT = b": still here\n\n"


def event_stream(events: Iterator[Model | None], on_close: Callable[[], None]) -> Response:
    """`events`: models whose `type` names the event, None when there is nothing to say.

    An error ends the stream with an event `error`, in the form that OpenAI's clients raise as APIError. `on_close` is called
    when the answer has ended, however it did.
    """
    response = Response(stream_with_context(_written(events)), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # nginx would hold the events back
    response.call_on_close(on_close)
    return response


def _written(events: Iterator[Model | None]) -> Iterator[bytes]:
    try:
        for event in events:
            yield _HEARTBEAT if event is None else _event(str(getattr(event, "type", "message")), event)
    except EnfoadsError as error:
        yield _event("error", ErrorEnvelope(error=error_body(error)))
    except Exception as error:
        log.exception("an event stream failed")
        yield _event("error", ErrorEnvelope(error=error_body(EnfoadsError(detail=type(error).__name__))))


def _event(name: str, body: Model) -> bytes:
    return f"event: {name}\ndata: {body.model_dump_json()}\n\n".encode()
