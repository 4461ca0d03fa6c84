"""Fetches a file from an address that a caller gave: only from where the policy lets it, no larger and no longer than it may be."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enfoads.errors import DiskFull, FetchFailed, Text
from enfoads.models.fetch import Download, Patience, SourceFailed, fetch, forget
from enfoads.security.urls import GuardedSession, UrlPolicy

ANSWER = 10.0  # seconds until the first bytes; also the longest silence after them
SPARE_DISK = 256 << 20  # left free for the rest of the studio
_EXPIRED = Text("a signed address may have expired", "una dirección firmada puede haber caducado")


def fetch_url(url: str, part: Path, *, policy: UrlPolicy, limit: int, timeout: float, check: Callable[[], None] = lambda: None) -> None:
    """Fetch `url` into `part`, at most `limit` bytes in `timeout` seconds. Whatever goes wrong, nothing is left behind.

    Raises UrlRefused, FetchFailed, DiskFull, and what `check`, called all the while, raises.
    """
    name = policy.check(url)
    patience = Patience(answer=min(ANSWER, timeout), silence=min(ANSWER, timeout), total=timeout, retries=1)

    def watch(done: int) -> None:
        if done % (64 << 20) < (1 << 16) and shutil.disk_usage(part.parent).free < SPARE_DISK:
            raise DiskFull

    try:
        with GuardedSession(policy) as session, _ends_by(timeout + 0.5, session.close):
            fetch(Download(url, part, limit, {}, any_source=False, on_bytes=watch, check=check, denied=_EXPIRED, session=session), patience)
    except SourceFailed as failure:
        forget(part)
        raise FetchFailed(name=name, detail=failure.reason.en, detail_es=failure.reason.es) from None
    except BaseException:
        forget(part)
        raise


@contextmanager
def _ends_by(seconds: float, end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when the time is up: a read that trickles inside the HTTP library sees no deadline of ours."""
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
