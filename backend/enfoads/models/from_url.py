"""Fetches a file from an address that a caller gave: only from where the policy lets it, no larger and no longer than it may be."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enfoads.errors import DiskFull, EnfoadsError, FetchFailed, Text
from enfoads.models.fetch import Download, Patience, SourceFailed, fetch, forget
from enfoads.security.urls import GuardedSession, UrlPolicy

ANSWER = 10.0  # seconds until the first bytes; also the longest silence after them
_LOOK = 0.1  # seconds between two looks at the clock
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
        with GuardedSession(policy) as session, _watched(timeout + 0.5, check, session.close):
            fetch(Download(url, part, limit, {}, any_source=False, on_bytes=watch, check=check, denied=_EXPIRED, session=session), patience)
    except SourceFailed as failure:
        forget(part)
        check()
        raise FetchFailed(name=name, detail=failure.reason.en, detail_es=failure.reason.es) from None
    except BaseException:
        forget(part)
        raise


@contextmanager
def _watched(seconds: float, check: Callable[[], None], end: Callable[[], None]) -> Iterator[None]:
    """Call `end` when the time is up or `check` raises: a read that waits or trickles inside the HTTP library sees neither."""
    finished, limit = threading.Event(), time.monotonic() + seconds

    def watch() -> None:
        try:
            while not finished.wait(_LOOK):
                check()
                if time.monotonic() > limit:
                    break
        except EnfoadsError:  # whoever fetches is told by `check` itself
            pass
        if not finished.is_set():
            end()

    watcher = threading.Thread(target=watch, name="fetch-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
