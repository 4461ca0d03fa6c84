"""Who owns a data folder: one process at a time writes its library, others find it here and talk to it.

`assets.lock` is locked by the owner for as long as it lives (the system lets go of it however it dies); `server.json`
beside it says who that is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from enfoads import errors

_PATIENCE = 1.0  # seconds: another process may be trying the lock just now, to see whether it is held


class Ownership:
    """The right to write in `data_dir`. `stop`: the process a person ends to stop the owner, when that is another one."""

    def __init__(self, data_dir: Path, stop: int | None = None) -> None:
        self._stop = stop or os.getpid()
        self._card = data_dir / "server.json"
        self._lock = FileLock(data_dir / "assets.lock", thread_local=False)  # whichever thread closes the library

    def take(self, address: str = "") -> None:
        """Own the folder from now on; `address` is where others can talk to the owner. Raises `errors.LibraryInUse`."""
        try:
            self._lock.acquire(timeout=_PATIENCE)
        except Timeout:
            card = _read(self._card)
            raise errors.LibraryInUse(pid=card.get("stop") or card.get("pid", "?"), address=card.get("address") or "-") from None
        self.announce(address)

    def announce(self, address: str) -> None:
        """Say where the owner listens, once that is known."""
        fresh = self._card.with_suffix(".new")
        fresh.write_text(json.dumps({"address": address, "pid": os.getpid(), "stop": self._stop}) + "\n", encoding="utf-8")
        fresh.replace(self._card)

    def release(self) -> None:
        if self._lock.is_locked:
            self._card.unlink(missing_ok=True)
            self._lock.release()


def find_server(data_dir: Path) -> str | None:
    """The address of the process that owns the folder, "" when it has none (a command is at work), None when nobody does."""
    lock_file = data_dir / "assets.lock"
    if not lock_file.exists():
        return None
    lock = FileLock(lock_file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        card = _read(data_dir / "server.json")
        return str(card.get("address") or "") if _is_alive(card.get("pid")) else ""
    lock.release()
    return None


def _read(card: Path) -> dict[str, Any]:
    try:
        found = json.loads(card.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_alive(pid: Any) -> bool:
    """Whether there is such a process: a card left by one that was killed says nothing about the new owner."""
    if not isinstance(pid, int) or isinstance(pid, bool) or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True
