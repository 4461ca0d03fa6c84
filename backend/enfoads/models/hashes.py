"""What is known of the files under the models folder: their hash, and that the file on disk is still the one that was hashed.

Kept in `<models>/hashes.json`: path -> {sha256, size, mtime_ns, source}. A file whose size or time differs is hashed again.
Paths are relative to the models folder, absolute for a file elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

_BLOCK = 4 << 20


class Hashes:
    def __init__(self, models_dir: Path) -> None:
        self._root = models_dir
        self._file = models_dir / "hashes.json"

    def known(self, path: Path) -> str:
        """The recorded sha256 of this path, also when the file is gone or changed; "" when there is none."""
        return str(self._read().get(self._key(path), {}).get("sha256", ""))

    def current(self, path: Path) -> str:
        """The recorded sha256 if the file is still the one it was taken of, else ""."""
        record = self._read().get(self._key(path), {})
        with suppress(OSError):
            stat = path.stat()
            if (record.get("size"), record.get("mtime_ns")) == (stat.st_size, stat.st_mtime_ns):
                return str(record.get("sha256", ""))
        return ""

    def put(self, path: Path, sha256: str, source: str) -> None:
        stat = path.stat()
        record = {"sha256": sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "source": source}
        self._change(lambda records: records.update({self._key(path): record}))

    def remove(self, path: Path) -> None:
        """Forget what is recorded of a file, or of the files under a folder."""
        name = self._key(path)
        self._change(lambda records: [records.pop(key) for key in tuple(records) if key == name or key.startswith(f"{name}/")])

    def _key(self, path: Path) -> str:
        return (path.relative_to(self._root) if path.is_relative_to(self._root) else path).as_posix()

    def _read(self) -> dict[str, Any]:
        try:
            records = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):  # damaged: everything is hashed again
            return {}
        return records if isinstance(records, dict) else {}

    def _change(self, change: Callable[[dict[str, Any]], object]) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        with FileLock(self._root / ".hashes.lock"):
            records = self._read()
            change(records)
            fresh = self._file.with_suffix(".json.new")
            fresh.write_text(json.dumps(records, indent=2, sort_keys=True), "utf-8")
            fresh.replace(self._file)


def sha256_of(path: Path, check: Callable[[], None], on_bytes: Callable[[int], None] = lambda done: None) -> str:
    """Hash a file. `on_bytes(done)` and `check()`, which raises to stop, are called for every 4 MiB."""
    digest, done = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            on_bytes(done)
            check()
    return digest.hexdigest()
