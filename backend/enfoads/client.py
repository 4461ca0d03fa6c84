"""The studio's API for programs in Python: over HTTP to a running server, or straight into one in this process.

Both are the same requests; only who carries them differs, so whatever works on the command line works over the network.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enfoads.errors import EnfoadsError, Language, Text
from enfoads.jobs.job import TERMINAL

if TYPE_CHECKING:
    from enfoads.settings import Settings

_POLL_S = 0.15
_ANSWER_S = 600  # longest wait: a request that names a LoRA by its address is answered when that has arrived
_CHUNK = 1 << 20


class Reply(NamedTuple):
    status: int
    json: Any  # None when the body is something else
    content: bytes


Send = Callable[[str, str, dict[str, str], Any], Reply]  # method, path, headers; what is sent as JSON, or a Path as a form's `file`


class Form(NamedTuple):
    """Files and texts by the name of their part; several may have one name."""

    files: tuple[tuple[str, Path], ...]
    texts: tuple[tuple[str, str], ...] = ()


class ApiError(EnfoadsError):
    """What the studio answered, in the language it was asked in."""

    text = Text("{message}", "{message}")
    hint = Text("{hint}", "{hint}")


class StudioGone(ApiError):
    """A running studio that does not answer any more. `job`: what becomes of the job that was waited for."""

    text = Text("The studio at {address} went away ({detail}).", "El estudio de {address} ya no responde ({detail}).")
    hint = Text("{job}", "{job}")


class Client:
    """`session` is the value of a session cookie, for a studio that needs a key."""

    def __init__(self, send: Send, *, language: Language = "en", session: str = "") -> None:
        self._send = send
        self._headers = {"Accept-Language": language} | ({"Cookie": f"enfoads_session={session}"} if session else {})

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON. Raises ApiError."""
        reply = self._send(method, path, self._headers, body)
        if reply.status >= 400:
            raise _error(reply)
        return reply.json

    def upload(self, path: str, file: Path) -> Any:
        """Post a file as the part `file` of a form; the answer's JSON. Raises ApiError, OSError."""
        return self.send_form(path, Form((("file", file),)))

    def send_form(self, path: str, form: Form) -> Any:
        """Post a form; the answer's JSON. Raises ApiError, OSError."""
        return self.call("POST", path, form)

    def download(self, path: str, target: Path) -> None:
        """The file appears whole or not at all. Raises ApiError, OSError."""
        reply = self._send("GET", path, self._headers, None)
        if reply.status >= 400:
            raise _error(reply)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(reply.content)
        part.replace(target)

    def watch(self, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The job again and again until it has ended; the last one is how it ended."""
        while True:
            yield job
            if job["status"] in TERMINAL:
                return
            time.sleep(_POLL_S)
            job = self.call("GET", f"/api/jobs/{job['id']}")


def _error(reply: Reply) -> ApiError:
    body = reply.json.get("error", {}) if isinstance(reply.json, dict) else {}
    error = ApiError(param=body.get("param"), message=body.get("message") or f"HTTP {reply.status}", hint=body.get("hint", ""))
    error.status, error.code, error.job_id = reply.status, body.get("code", "unreachable"), body.get("job_id")
    return error


@contextmanager
def connect(settings: Settings, *, language: Language = "en", run_jobs: bool = True) -> Iterator[Client]:
    """The studio that owns the data folder when one runs, else one in this process for as long as the block lasts.

    `run_jobs`: whether a studio in this process starts its workers. Raises LibraryInUse when a command has the folder.
    """
    from enfoads.library.owner import find_server
    from enfoads.security.keys import LOCAL, KeyRing

    keys = KeyRing(settings)
    session = keys.sign(LOCAL) if keys.required else ""  # who can read the data folder needs no key
    address = find_server(settings.data_dir)
    if address:
        yield Client(_over_http(address), language=language, session=session)
        return
    from enfoads.app import create_app, create_studio

    wanted_now = settings.model_copy(update={"preload": False})  # the one job that is coming may not need the model libraries
    studio = create_studio(wanted_now, run_jobs=run_jobs)
    try:
        app, sockets = create_app(studio)
        yield Client(_in_process(app.test_client(use_cookies=False)), language=language, session=session)
        sockets.close()
    finally:
        studio.close()


def _over_http(address: str) -> Send:
    import requests

    http = requests.Session()
    http.trust_env = False  # a proxy has no business between two programs of one machine

    def send(method: str, path: str, headers: dict[str, str], body: Any) -> Reply:
        sent: dict[str, Any] = {"json": body, "headers": headers}
        if isinstance(body, Form):
            boundary = secrets.token_hex(16)
            sent = {"data": _form(body, boundary), "headers": headers | {"Content-Type": f"multipart/form-data; boundary={boundary}"}}
        try:
            answer = http.request(method, address + path, timeout=(5, _ANSWER_S), **sent)
        except requests.RequestException as error:
            raise StudioGone(address=address, detail=type(error).__name__, job="") from error
        is_json = answer.headers.get("Content-Type", "").startswith("application/json")
        return Reply(answer.status_code, answer.json() if is_json else None, answer.content)

    return send


def _form(form: Form, boundary: str) -> Iterator[bytes]:
    """Piece by piece: a LoRA or a video may be larger than what memory is free."""
    start = f"--{boundary}\r\nContent-Disposition: form-data; name="
    for field, text in form.texts:
        yield f'{start}"{field}"\r\n\r\n{text}\r\n'.encode()
    for field, file in form.files:
        name = file.name.replace('"', "")
        yield f'{start}"{field}"; filename="{name}"\r\n\r\n'.encode()
        with file.open("rb") as opened:
            yield from iter(lambda: opened.read(_CHUNK), b"")
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _in_process(application: Any) -> Send:
    """`application` is Flask's own client, which calls the application without a network."""

    def send(method: str, path: str, headers: dict[str, str], body: Any) -> Reply:
        if isinstance(body, Form):
            with ExitStack() as opened:
                data: dict[str, list[Any]] = {}
                for field, text in body.texts:
                    data.setdefault(field, []).append(text)
                for field, file in body.files:
                    data.setdefault(field, []).append((opened.enter_context(file.open("rb")), file.name))
                answer = application.open(path, method=method, headers=headers, data=data, buffered=True)
        else:
            answer = application.open(path, method=method, headers=headers, json=body, buffered=True)
        return Reply(answer.status_code, answer.get_json(silent=True), answer.get_data())

    return send
