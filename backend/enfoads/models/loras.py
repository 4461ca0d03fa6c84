"""LoRA files: in the library, in `<data_dir>/models/loras/`, or behind an address that a request names.

`obtain` turns what a request says into a vetted file on this disk; what was fetched is kept by its content in
`<data_dir>/models/loras/cache/`. Runs in the server: it streams bytes and reads headers, and loads no tensor.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from enfoads.errors import Conflict, EnfoadsError, FetchFailed, InvalidRequest, NotFound, Unavailable, UnsafeFile, UnusableLora
from enfoads.library.asset import AssetQuery
from enfoads.models.fetch import forget
from enfoads.models.from_url import fetch_url
from enfoads.models.hashes import Hashes, sha256_of
from enfoads.models.header import read_header
from enfoads.models.lora_cache import LoraCache
from enfoads.models.lora_header import MAX_HEADER, LoraInfo, clean_line, vet_lora
from enfoads.security.urls import UrlPolicy, reusable, without_query

if TYPE_CHECKING:
    from enfoads.library.asset import Asset
    from enfoads.library.library import Library
    from enfoads.settings import Settings

MIME = "application/x-safetensors"
_FETCHES = 8  # at once: each holds a thread of the server


@dataclass(frozen=True, slots=True)
class FoundLora:
    """A LoRA on this disk, vetted."""

    path: Path
    sha256: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class ListedLora:
    """A LoRA as lists show it. Either `info`, or the `problem` for which it cannot be used."""

    id: str
    name: str
    asset_id: str | None
    bytes: int
    sha256: str
    created_at: str
    info: LoraInfo | None
    problem: EnfoadsError | None


class Loras:
    """Safe to use from several threads."""

    def __init__(self, settings: Settings, library: Library, *, in_use: Callable[[], Iterable[str]] = tuple) -> None:
        """`in_use`: paths that accepted jobs still need; the cache keeps them."""
        self.folder = settings.models_dir / "loras"
        self._settings = settings
        self._library = library
        self._policy = UrlPolicy(settings.fetch_allow_hosts)
        self._cache = LoraCache(self.folder / "cache", settings.lora_cache_mb << 20, in_use)
        self._cache.sweep()
        self._hashes = Hashes(settings.models_dir)
        self._vetted: dict[str, LoraInfo] = {}
        self._flights: dict[tuple[str, str, str], Future[FoundLora]] = {}
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(_FETCHES)
        self._closing = threading.Event()

    def close(self) -> None:
        """Give up the fetches under way."""
        self._closing.set()

    # For a request

    def obtain(self, wanted: Mapping[str, Any], owner: str, *, param: str = "loras") -> dict[str, Any]:
        """The settled form of one entry of a request: `{"path", "sha256", "name", "scale", "source"}`.

        `wanted`: exactly one of `url`, `name` (a file of the folder) and `asset_id` (the owner's own), with `scale` and `sha256` if
        they were given. `source`: the address without its query, the name, or the asset's id. `param` is the field that errors name.

        Raises UnusableLora, UnsafeFile, UrlRefused, FetchFailed, NotFound, InvalidRequest, DiskFull.
        """
        sha256 = str(wanted.get("sha256") or "").lower()
        try:
            found = self._find(wanted, sha256, owner)
            if sha256 and found.sha256 != sha256:
                raise _other_bytes(found.name, found.sha256)
        except EnfoadsError as error:
            error.param = error.param or param
            raise
        scale = wanted.get("scale")
        return {
            "path": str(found.path),
            "sha256": found.sha256,
            "name": found.name,
            "scale": 1.0 if scale is None else float(scale),
            "source": found.source,
        }

    def _find(self, wanted: Mapping[str, Any], sha256: str, owner: str) -> FoundLora:
        given = [field for field in ("url", "name", "asset_id") if wanted.get(field)]
        if len(given) != 1:
            raise InvalidRequest(
                detail="A LoRA needs exactly one of url, name and asset_id.",
                detail_es="Una LoRA necesita exactamente uno de url, name y asset_id.",
            )
        value = str(wanted[given[0]])
        if given[0] == "url":
            return self._from_url(value, sha256, owner)
        return self._from_folder(value) if given[0] == "name" else self._from_library(value, owner)

    def _from_library(self, asset_id: str, owner: str) -> FoundLora:
        asset = self._library.get(asset_id, owner)
        if asset.type != "lora":
            raise UnusableLora(name=asset_id, detail="it is not a LoRA", detail_es="no es una LoRA")
        path = self._library.file_path(asset)
        self._vet(path, asset.sha256, asset.name or asset.id)
        return FoundLora(self._cache.link(path, asset.sha256), asset.sha256, asset.name or asset.id, asset.id)

    def _from_folder(self, name: str) -> FoundLora:
        path = next((file for file in self.local_files() if name in (file.stem, file.name)), None)
        if path is None:
            raise NotFound(kind="LoRA", kind_es="la LoRA", id=name)
        sha256 = self._hashes.current(path)
        if not sha256:
            sha256 = sha256_of(path, self._check)
            self._hashes.put(path, sha256, "in place")
        self._vet(path, sha256, path.stem)
        return FoundLora(path, sha256, path.stem, path.stem)

    def local_files(self) -> list[Path]:
        """The files that the person put into the folder, by name."""
        return sorted(file for file in self.folder.glob("*.safetensors") if file.is_file() and not file.name.startswith("."))

    def _from_url(self, url: str, sha256: str, owner: str) -> FoundLora:
        """What two requests want at once is fetched once."""
        source = self._address(url)
        key = (owner, url, sha256)
        with self._lock:
            flight = self._flights.get(key)
            mine: Future[FoundLora] = self._flights.setdefault(key, Future())
        if flight is not None:
            return flight.result()
        try:
            mine.set_result(self._kept(source, sha256, owner) or self._fetch(url, source, sha256, owner))
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._flights[key]
        return mine.result()

    def _kept(self, source: str, sha256: str, owner: str) -> FoundLora | None:
        """What this owner fetched from there before, if the request says which bytes it must have."""
        path = self._cache.find(sha256, owner, source) if sha256 else None
        if path is None:
            return None
        try:
            self._vet(path, sha256, name := _name_in(source))
        except UnsafeFile:  # damaged on the disk
            self._cache.drop(sha256)
            return None
        return FoundLora(path, sha256, name, source)

    def _fetch(self, url: str, source: str, sha256: str, owner: str) -> FoundLora:
        with self._fetched(url, source, sha256) as (part, found, name):
            return FoundLora(self._cache.keep(part, found, owner, source), found, name, source)

    @contextmanager
    def _fetched(self, url: str, source: str, sha256: str) -> Iterator[tuple[Path, str, str]]:
        """The file at an address, vetted; its sha256 and name. It is removed afterwards unless it was moved away."""
        name, part = _name_in(source), self._cache.part()
        self._refuse_offline(source)
        if not self._seats.acquire(blocking=False):
            raise Unavailable(detail=f"{_FETCHES} files are being fetched", detail_es=f"se están descargando {_FETCHES} archivos")
        try:
            settings = self._settings
            limit = settings.max_lora_mb << 20
            fetch_url(url, part, policy=self._policy, limit=limit, timeout=settings.fetch_timeout, check=self._check)
            found = sha256_of(part, self._check)
            if sha256 and found != sha256:
                raise _other_bytes(name, found)
            self._vet(part, found, name)
            yield part, found, name
        finally:
            forget(part)
            self._seats.release()

    def _refuse_offline(self, source: str) -> None:
        if self._settings.offline:
            raise FetchFailed(name=without_query(source), detail="the network is switched off", detail_es="la red está desactivada")

    def _address(self, url: str) -> str:
        """What is recorded of an address. Raises UrlRefused."""
        self._policy.check(url)
        return reusable(url)

    # For the lists

    def all(self, owner: str) -> list[ListedLora]:
        """The owner's own, newest first, then the folder's by name."""
        query, mine = AssetQuery(owner=owner, type="lora", limit=200), []
        while True:
            page = self._library.list(query)
            mine += page.items
            if page.next_cursor is None:
                break
            query = replace(query, cursor=page.next_cursor)
        return [self._listed(asset) for asset in mine] + [self._listed_file(path) for path in self.local_files()]

    def add(self, path: Path, sha256: str, owner: str, *, name: str) -> ListedLora:
        """Vet a file of this disk and move it into the owner's library. Raises UnusableLora, UnsafeFile, DiskFull."""
        info = self._vet(path, sha256, name)
        asset = self._library.add_file(
            path, id=f"up_{secrets.token_hex(8)}_0", type="lora", mime=MIME, owner=owner, name=name or info.title, source="upload"
        )
        return self._listed(asset)

    def add_url(self, url: str, owner: str, *, name: str = "", sha256: str = "") -> ListedLora:
        """As `add`, from an address. Raises as `obtain`."""
        source = self._address(url)
        with self._fetched(url, source, sha256.lower()) as (part, found, found_name):
            return self.add(part, found, owner, name=name or found_name)

    def delete(self, id: str, owner: str) -> tuple[list[str], list[str], str]:
        """Delete one's own; returns what `Library.delete` does. Raises NotFound, and Conflict for a file of the folder."""
        if any(id == _local_id(path) for path in self.local_files()):
            raise Conflict(
                detail="It is a file in the studio's folder of LoRAs; delete it there.",
                detail_es="Es un archivo de la carpeta de LoRAs del estudio; bórralo allí.",
            )
        if self._library.get(id, owner).type != "lora":
            raise NotFound(kind="LoRA", kind_es="la LoRA", id=id)
        return self._library.delete([id], owner)

    def _listed(self, asset: Asset) -> ListedLora:
        name = asset.name or asset.id
        info, problem = self._judged(lambda: self._library.file_path(asset), asset.sha256, name)
        return ListedLora(asset.id, name, asset.id, asset.bytes, asset.sha256, asset.created_at, info, problem)

    def _listed_file(self, path: Path) -> ListedLora:
        """A file that has not been used yet is not hashed for a list: that takes a second for each GB."""
        stat, sha256 = path.stat(), self._hashes.current(path)
        info, problem = self._judged(lambda: path, sha256, path.stem)
        created = datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="microseconds")
        return ListedLora(_local_id(path), path.stem, None, stat.st_size, sha256, created, info, problem)

    def _judged(self, find: Callable[[], Path], sha256: str, name: str) -> tuple[LoraInfo | None, EnfoadsError | None]:
        try:
            return self._vet(find(), sha256, name), None
        except EnfoadsError as error:
            return None, error

    # Inside

    def _vet(self, path: Path, sha256: str, name: str) -> LoraInfo:
        """What the file is. `sha256`: its own, under which the answer is remembered; "" when it is not known."""
        info = self._vetted.get(sha256)
        if info is None or not path.is_file():
            try:
                header = read_header(path, max_header=MAX_HEADER)
            except UnsafeFile as error:
                raise UnsafeFile(**error.values | {"name": name}) from None
            info = vet_lora(header, name)
            if sha256:
                self._vetted[sha256] = info
        return info

    def _check(self) -> None:
        if self._closing.is_set():
            raise Unavailable(detail="it is shutting down", detail_es="se está cerrando")


def _local_id(path: Path) -> str:
    return f"local:{path.stem}"


def _name_in(source: str) -> str:
    """What people call the file at an address: the last part of its path, without the ending."""
    last = unquote(source.rstrip("/").rpartition("/")[2])
    return clean_line(last.removesuffix(".safetensors")) or "LoRA"


def _other_bytes(name: str, sha256: str) -> UnusableLora:
    return UnusableLora(
        name=name, detail=f"its bytes are others (sha256 {sha256[:12]}…)", detail_es=f"sus bytes son otros (sha256 {sha256[:12]}…)"
    )
