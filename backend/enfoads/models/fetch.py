"""Downloads one URL into a `.part` file: resumes, gives up soon on a server that is silent or too slow, never follows blindly.

Nothing here logs or quotes an address with its query, a header or a token: `SourceFailed` says what happened in plain words.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import requests
import urllib3

from enfoads.errors import EnfoadsError, Text
from enfoads.library.files import full_disk_named
from enfoads.sizes import human

CHUNK = 1 << 16


class SourceFailed(Exception):
    """This source did not give the file; the next one is tried. `retry`: the same one may work if asked again."""

    def __init__(self, en: str, es: str, *, retry: bool = False) -> None:
        super().__init__(en)
        self.reason = Text(en, es)
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a source is waited for, in seconds. Slower than `slow_bytes` in each of `slow_window`: given up."""

    answer: float = 5.0
    silence: float = 10.0
    slow_window: float = 30.0
    slow_bytes: int = 64 * 1024
    total: float = 12 * 3600.0
    retries: int = 4
    pause: float = 0.5


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Download:
    """One file to fetch. `limit`: most bytes it may have. `any_source`: a piece fetched elsewhere may be continued here, because a
    hash will tell. `on_bytes(done)` and `check()` are called for every chunk; `check` raises to stop. `denied`: what may be missing
    when access is refused. `session`: used in place of a plain one, and left open."""

    url: str
    part: Path
    limit: int
    headers: dict[str, str]
    any_source: bool
    on_bytes: Callable[[int], None]
    check: Callable[[], None]
    denied: Text
    session: requests.Session | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server said about the file. `sha256`: declared by the hub for large files, else ""."""

    size: int
    sha256: str


def fetch(job: Download, patience: Patience = PATIENCE) -> Fetched:
    """Fetch a whole file into `job.part`. Raises SourceFailed, DiskFull, and what `job.check` raises; the piece is kept for later."""
    deadline = time.monotonic() + patience.total
    fruitless = 0
    while True:
        before = _size(job.part)
        try:
            return _attempt(job, patience, deadline)
        except SourceFailed as failure:
            fruitless = 0 if _size(job.part) - before >= patience.slow_bytes else fruitless + 1
            if time.monotonic() > deadline:
                raise _too_long() from None
            if not failure.retry or fruitless >= patience.retries:
                raise
        _pause(patience.pause * 2**fruitless, job.check)


def _attempt(job: Download, patience: Patience, deadline: float) -> Fetched:
    have = _size(job.part)
    validator = _validator(job) if have else None
    resume = have > 0 and (validator is not None or job.any_source)
    headers = {**job.headers, "Accept-Encoding": "identity", "User-Agent": "enfoads"}
    if resume:
        headers["Range"] = f"bytes={have}-"
        if validator:
            headers["If-Range"] = validator
    with _ask(job, headers, patience) as reply:
        if reply.status_code == 416 and resume:
            return _already_whole(job, reply, have)
        _refuse_error(reply, job.denied)
        start = have if reply.status_code == 206 and _starts_at(reply, have) else 0
        if reply.status_code == 206 and start != have:
            raise SourceFailed("it answered with another piece of the file", "respondió con otra parte del archivo")
        length = reply.headers.get("Content-Length", "")
        expected = start + int(length) if length.isdecimal() else 0
        if expected > job.limit:
            raise _too_large(job.limit)
        _remember(job, reply)
        got = _receive(job, reply, start, patience, deadline)
        if expected and got != expected:
            raise SourceFailed("the connection broke off", "la conexión se cortó", retry=True)
        return Fetched(got, _declared_hash(reply))


def _ask(job: Download, headers: dict[str, str], patience: Patience) -> requests.Response:
    """Send the request and wait for the answer's first bytes, name lookup and redirects included, no longer than `patience.answer`.

    A thread does it: looking a name up has no time limit of its own, and a server that sends one header byte a second none either.
    """
    outcome: list[requests.Response | Exception] = []
    too_late = threading.Event()

    def send() -> None:
        try:
            with nullcontext(job.session) if job.session else requests.Session() as session:
                session.max_redirects = 5
                reply = session.get(job.url, headers=headers, stream=True, timeout=(patience.answer, patience.silence))
            outcome.append(reply)
            if too_late.is_set():
                reply.close()
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=send, name="fetch", daemon=True)
    thread.start()
    limit = time.monotonic() + patience.answer
    try:
        while thread.is_alive() and time.monotonic() < limit:
            thread.join(0.1)
            job.check()
    finally:
        too_late.set()
    answer = outcome[0] if outcome else requests.exceptions.ReadTimeout()
    if isinstance(answer, EnfoadsError):  # the session's own refusal
        raise answer
    if isinstance(answer, Exception):
        raise _plain(answer, patience) from None
    return answer


def _receive(job: Download, reply: requests.Response, start: int, patience: Patience, deadline: float) -> int:
    """Append the body to the part from `start`; return the file's size. read1 gives what has come, so deadlines hold on a drip."""
    done = mark = start
    window_ends = time.monotonic() + patience.slow_window
    with full_disk_named(), _open_part(job.part, start) as file:
        while chunk := _read(reply):
            done += len(chunk)
            if done > job.limit:
                raise _too_large(job.limit)
            file.write(chunk)
            job.on_bytes(done)
            job.check()
            now = time.monotonic()
            if now > deadline:
                raise _too_long()
            if now > window_ends:
                if done - mark < patience.slow_bytes:
                    raise SourceFailed("it is too slow", "es demasiado lento", retry=True)
                mark, window_ends = done, now + patience.slow_window
    if time.monotonic() > deadline:  # whoever watches over it may have cut the connection, which can look like the end
        raise _too_long()
    return done


def _read(reply: requests.Response) -> bytes:
    try:
        return bytes(reply.raw.read1(CHUNK))
    except (urllib3.exceptions.HTTPError, OSError):
        raise SourceFailed("the connection broke off", "la conexión se cortó", retry=True) from None


def _open_part(part: Path, start: int) -> BinaryIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    file = part.open("r+b" if start else "wb")
    file.seek(start)
    file.truncate()
    return file


# Resuming -------------------------------------------------------------------------------------------------------------


def _memo(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _remember(job: Download, reply: requests.Response) -> None:
    """Beside the part: where it comes from and how the server names this version of the file. The address goes without its query."""
    validator = reply.headers.get("ETag", "")
    validator = validator if validator.startswith('"') else reply.headers.get("Last-Modified", "")
    job.part.parent.mkdir(parents=True, exist_ok=True)
    _memo(job.part).write_text(json.dumps({"url": _without_query(job.url), "validator": validator}))


def _validator(job: Download) -> str | None:
    """What If-Range must name for the piece that is there, if this same address gave it."""
    try:
        memo: dict[str, Any] = json.loads(_memo(job.part).read_text())
        same = memo["url"] == _without_query(job.url)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(memo.get("validator") or "") or None if same else None


def forget(part: Path) -> None:
    """Remove a part and what was remembered of it."""
    part.unlink(missing_ok=True)
    _memo(part).unlink(missing_ok=True)


def _starts_at(reply: requests.Response, start: int) -> bool:
    return reply.headers.get("Content-Range", "").startswith(f"bytes {start}-")


def _already_whole(job: Download, reply: requests.Response, have: int) -> Fetched:
    """The server has no byte past ours: either the file is all there, or ours is not a piece of it."""
    if reply.headers.get("Content-Range") == f"bytes */{have}":
        return Fetched(have, _declared_hash(reply))
    forget(job.part)
    raise SourceFailed("the piece fetched before does not belong to it", "la parte descargada antes no es suya", retry=True)


# Answers --------------------------------------------------------------------------------------------------------------


def _declared_hash(reply: requests.Response) -> str:
    """The hub names a large file's sha256 in the answer that redirects to its storage."""
    for answer in (*reply.history, reply):
        value = answer.headers.get("X-Linked-Etag", "").strip('"').lower()
        if len(value) == 64 and all(letter in "0123456789abcdef" for letter in value):
            return value
    return ""


def _refuse_error(reply: requests.Response, denied: Text) -> None:
    status = reply.status_code
    if status in (200, 206):
        if reply.headers.get("Content-Encoding", "identity") != "identity":
            raise SourceFailed("it answered with a compressed body", "respondió con un contenido comprimido")
        return
    if status in (401, 403):
        raise SourceFailed(f"it refused access ({status}); {denied.en}", f"negó el acceso ({status}); {denied.es}")
    if status == 404:
        raise SourceFailed("it has no such file (404)", "no tiene ese archivo (404)")
    raise SourceFailed(f"it answered {status}", f"respondió {status}", retry=status in (408, 429, 500, 502, 503, 504))


def _plain(error: Exception, patience: Patience) -> SourceFailed:
    """A failure to connect, without the address that the library's own text carries."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ReadTimeout):
        return SourceFailed(f"no answer within {patience.answer:g} s", f"sin respuesta en {patience.answer:g} s")
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return SourceFailed("it redirects in circles", "redirige en círculo")
    if isinstance(error, requests.exceptions.SSLError):
        return SourceFailed("its certificate is not valid", "su certificado no es válido")
    return SourceFailed("it cannot be reached", "no se puede alcanzar")


def _too_large(limit: int) -> SourceFailed:
    return SourceFailed(f"it sends more than {human(limit)}", f"envía más de {human(limit)}")


def _too_long() -> SourceFailed:
    return SourceFailed("it took too long", "tardó demasiado")


def _without_query(url: str) -> str:
    return url.partition("?")[0]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _pause(seconds: float, check: Callable[[], None]) -> None:
    ends = time.monotonic() + min(seconds, 8.0)
    while time.monotonic() < ends:
        check()
        time.sleep(0.05)
