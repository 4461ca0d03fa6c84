"""Socket.IO: the studio's events, as they happen, to those they concern.

What happens in the studio arrives on the event bus in the thread that did it, so nothing may wait there: `Outbox` takes an
event in constant time, and one emitter thread sends. Progress and previews of a job are kept only in their last form, so the
outbox holds at most one of each per running job; the end of a job and the changes of the library are never dropped.
REST is the truth: a client that missed something reads it again.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, request
from flask_socketio import ConnectionRefusedError, SocketIO, join_room, leave_room, rooms
from pydantic import ValidationError

from enfoads.api.call import Site
from enfoads.api.errors import error_body
from enfoads.api.request import identify
from enfoads.api.schemas.jobs import JobUpdateEvent, SocketReply, Subscription
from enfoads.api.system import gpu_record
from enfoads.api.validation import invalid_request
from enfoads.errors import EnfoadsError, Unauthorized
from enfoads.jobs.events import AssetCreated, AssetDeleted, Event, GpuStatus, JobPreview, JobUpdate
from enfoads.jobs.job import TERMINAL
from enfoads.security import origin

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger(__name__)

_FAREWELL_S = 0.2  # for the closing words to be sent
PACE = 0.2  # seconds between two rounds of progress and previews, at least: what a tunnel's free plan bears (facts: at most 5 Hz)
DELIVERIES = 1000  # progress and previews sent in a second to all connections together: more, and requests wait for the interpreter
GROUP, GROUP_PAUSE = 25, 0.01  # connections sent to at once (each wakes a thread of its own), and seconds before the next ones

_UPDATE = tuple(JobUpdateEvent.model_fields)


class Outbox:
    """Events on their way out; `put` never waits, `take` waits for something to send."""

    def __init__(self) -> None:
        self._kept: deque[Event] = deque()  # every one is sent, in order
        self._latest: dict[tuple[type, str], Event] = {}  # the last one of each job is sent
        self._changed = threading.Condition()
        self._paced_until = 0.0
        self._closed = False

    def put(self, event: Event) -> None:
        with self._changed:
            if isinstance(event, JobUpdate) and event.job["status"] in TERMINAL:
                job_id = str(event.job["id"])
                self._latest.pop((JobUpdate, job_id), None)
                self._latest.pop((JobPreview, job_id), None)
                self._kept.append(event)
            elif isinstance(event, JobUpdate):
                self._latest[JobUpdate, str(event.job["id"])] = event
            elif isinstance(event, JobPreview):
                self._latest[JobPreview, event.job_id] = event
            elif isinstance(event, GpuStatus):
                self._latest[GpuStatus, ""] = event
            else:
                self._kept.append(event)
            self._changed.notify()

    def take(self, receivers: int = 1) -> list[Event] | None:
        """What to send now; None when closed. Things that must arrive go at once, the others at a pace that so many can be served at."""
        with self._changed:
            while not self._closed:
                wait = self._paced_until - time.monotonic()
                if self._kept or (self._latest and wait <= 0):
                    return self._drain(receivers if wait <= 0 else 0)
                self._changed.wait(wait if self._latest else None)
            return None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _drain(self, receivers: int) -> list[Event]:
        found: list[Event] = list(self._kept)
        self._kept.clear()
        if receivers:
            self._paced_until = time.monotonic() + max(PACE, len(self._latest) * receivers / DELIVERIES)
            found = [*self._latest.values(), *found]
            self._latest.clear()
        return found


class Sockets:
    """The Socket.IO side of one application. A new connection hears everything of its owner until it asks for less."""

    def __init__(self, app: Flask, site: Site) -> None:
        self._site = site
        self._outbox = Outbox()
        self._held: set[Any] = set()  # the system's sockets behind the connections
        self._io = SocketIO(
            app,
            async_mode="threading",
            cors_allowed_origins=self._allows,
            max_http_buffer_size=64 * 1024,  # bytes; clients send nothing but subscriptions
            manage_session=False,
        )
        self._io.on_event("connect", self._connect)
        self._io.on_event("subscribe", self._subscribe)
        app.wsgi_app = self._with_room(app.wsgi_app)  # type: ignore[method-assign,assignment]
        self._thread = threading.Thread(target=self._send_all, name="sockets", daemon=True)

    def start(self) -> None:
        """Begin to send what the studio's bus tells."""
        self._site.studio.bus.subscribe(self._outbox.put)
        self._thread.start()

    def close(self) -> None:
        """Stop sending and end every connection, also of those who no longer listen, so that the server's threads come free."""
        self._outbox.close()
        for connection in list(self._io.server.eio.sockets.values()):
            connection.close(wait=False, abort=True)
        if self._held:
            time.sleep(_FAREWELL_S)
        for held in list(self._held):
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    @property
    def connected(self) -> int:
        """Connections that are open. Engine.IO keeps closed ones for a while."""
        return sum(not connection.closed for connection in list(self._io.server.eio.sockets.values()))

    # ---- receiving ----

    def _with_room(self, inner: WSGIApplication) -> WSGIApplication:
        """Every connection holds a thread of the server, so there are only so many, whoever opens them."""

        def wsgi(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not environ.get("PATH_INFO", "").startswith("/socket.io/"):
                return inner(environ, start_response)
            if "sid=" not in environ.get("QUERY_STRING", "") and self.connected >= self._site.studio.settings.max_sockets:
                start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "10")])
                return [b"too many sockets"]
            held = environ.get("gunicorn.socket")
            if held is None:  # another server, in tests
                return inner(environ, start_response)
            self._held.add(held)
            try:
                return inner(environ, start_response)  # of a WebSocket: for as long as it lives
            finally:
                self._held.discard(held)

        return wsgi

    def _allows(self, page: str | None, environ: WSGIEnvironment) -> bool:
        return page is not None and origin.is_own(page, environ.get("HTTP_HOST", ""), self._site.studio.settings)

    def _connect(self, auth: Any = None) -> None:
        """Refuses with the error's code and body, which clients get as `connect_error`."""
        key = auth.get("key") if isinstance(auth, dict) else None
        try:
            if not self._site.keys.required:
                origin.check_host(request.host)
            owner = identify(self._site, key if isinstance(key, str) else "")
            if owner is None:
                raise Unauthorized
        except EnfoadsError as error:
            raise ConnectionRefusedError(error.code, error_body(error).model_dump()) from None
        request.environ["enfoads.owner"] = owner
        join_room("studio")
        join_room(_owner_room(owner))

    def _subscribe(self, message: Any = None) -> dict[str, Any]:
        """One job's events, or all of the owner's again. The acknowledgement is a `SocketReply`."""
        owner = request.environ["enfoads.owner"]
        try:
            wanted = _subscription(message)
            if wanted.job_id is not None:
                self._site.studio.queue.get(wanted.job_id, owner)
        except EnfoadsError as error:
            return SocketReply(ok=False, error=error_body(error)).model_dump()
        for room in rooms():
            if room.startswith(("job:", "owner:")):
                leave_room(room)
        join_room(_owner_room(owner) if wanted.job_id is None else f"job:{wanted.job_id}")
        return SocketReply(ok=True).model_dump()

    # ---- sending ----

    def _send_all(self) -> None:
        while (batch := self._outbox.take(self.connected or 1)) is not None:
            for event in batch:
                try:
                    self._send(event)
                except Exception:
                    log.exception("socket event was not sent", kind=type(event).__name__)

    def _send(self, event: Event) -> None:
        match event:
            case JobUpdate(owner=owner, job=job):
                self._emit([_owner_room(owner), f"job:{job['id']}"], "job_update", {name: job.get(name) for name in _UPDATE})
            case JobPreview(owner=owner, job_id=job_id, seq=seq, jpeg=jpeg):
                self._emit([_owner_room(owner), f"job:{job_id}"], "job_preview", {"id": job_id, "seq": seq}, jpeg)
            case AssetCreated(owner=owner, asset=asset):
                self._emit([_owner_room(owner)], "asset_created", asset)
            case AssetDeleted(owner=owner, asset_id=asset_id):
                self._emit([_owner_room(owner)], "asset_deleted", {"id": asset_id})
            case GpuStatus(snapshot=snapshot):
                self._emit(["studio"], "gpu_status", gpu_record(self._site.studio, snapshot))

    def _emit(self, to: list[str], name: str, *arguments: Any) -> None:
        receivers = [sid for sid, _ in self._io.server.manager.get_participants("/", to)]
        for start in range(0, len(receivers), GROUP):
            if start:
                time.sleep(GROUP_PAUSE)
            self._io.emit(name, arguments, to=receivers[start : start + GROUP])


def _owner_room(owner: str) -> str:
    return f"owner:{owner}"


def _subscription(message: Any) -> Subscription:
    """`{job_id}`, `{all: true}`, or the word "all". Raises InvalidRequest."""
    try:
        return Subscription.model_validate({"all": True} if message == "all" else message)
    except ValidationError as error:
        raise invalid_request(error) from None
