"""Pictures that were made before, by their recipe: `<data_dir>/cache/<hash>.png`. Least recently used go first."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from enfoads.settings import Settings

PIXELS = 1  # raise it when the engine begins to draw the same recipe differently
_END = b"IEND\xaeB`\x82"


class ResultCache:
    """Safe to share between processes: files appear whole, and a file that vanishes is a miss."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data_dir / "cache"
        self.limit = settings.cache_mb << 20
        self._machine = [PIXELS, settings.device, settings.dtype]

    def key(self, recipe: dict[str, Any]) -> str:
        return hashlib.sha256(orjson.dumps([self._machine, recipe], option=orjson.OPT_SORT_KEYS)).hexdigest()

    def take(self, key: str, target: Path) -> bool:
        """Copy the picture to `target`; False when there is none, or it cannot be read. A file cut short by a crash is removed."""
        source = self.folder / f"{key}.png"
        try:
            shutil.copyfile(source, target)
            os.utime(source)  # used now
        except OSError:
            target.unlink(missing_ok=True)
            return False
        with target.open("rb") as file:
            file.seek(max(0, target.stat().st_size - len(_END)))
            whole = file.read() == _END
        if not whole:
            source.unlink(missing_ok=True)
            target.unlink()
        return whole

    def put(self, key: str, picture: Path) -> None:
        """Keep a copy of `picture`. A full disk is no reason to fail: then it is not kept."""
        if not self.limit:
            return
        part = self.folder / f"{key}.{os.getpid()}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(picture, part)
            part.replace(self.folder / f"{key}.png")
        except OSError:
            with suppress(OSError):
                part.unlink()
        if key.startswith("0"):  # listing thousands of files takes time; one in sixteen keys is often enough
            self.prune()

    def prune(self) -> None:
        """Remove the least recently used until the folder is within its limit."""
        files = []
        for entry in os.scandir(self.folder) if self.folder.is_dir() else ():
            try:
                files.append((entry.stat().st_mtime, entry.stat().st_size, entry.path))
            except FileNotFoundError:
                continue
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self.limit:
                break
            Path(path).unlink(missing_ok=True)
            total -= size
