"""Brand kits: who an ad speaks for. One JSON file, `brands.json`; a handful per owner, so every change writes it whole.

Atomic and durable like the rest of the data folder: a change is on the disk under another name before it takes the file's
place, and the file before it stays as `brands.json.bak`. The library's ownership of the folder keeps other processes out.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from enfoads.errors import Conflict, NotFound
from enfoads.library.files import full_disk_named, sync_folder

log = logging.getLogger(__name__)

MAX_BRANDS = 200  # of one owner


@dataclass(frozen=True, slots=True)
class Brand:
    """One kit. `colors` are #rrggbb, the first one leads. `lexicon`: how words are said, [{"word", "spoken", "language"}]."""

    id: str
    owner: str
    created_at: str
    updated_at: str
    name: str
    tagline: str = ""
    logo_asset_id: str | None = None
    colors: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    tone: str = ""
    cta: str = ""
    lexicon: list[dict[str, str | None]] = field(default_factory=list)
    default: bool = False

    def public(self) -> dict[str, Any]:
        """Everything but the owner."""
        record = asdict(self)
        del record["owner"]
        return record


_FIELDS = frozenset(one.name for one in fields(Brand))


class Brands:
    """The kits of one data folder. Safe for threads; at most one default per owner."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "brands.json"
        self._backup = folder / "brands.json.bak"
        self._lock = threading.Lock()
        self._kits: dict[str, Brand] = {}

    def open(self) -> None:
        """Read the kits. A damaged file is set aside and the one before it read."""
        damaged = False
        for file in (self._file, self._backup):
            if not file.exists():
                continue
            try:
                self._kits = _read(file)
                break
            except (ValueError, TypeError, KeyError, AttributeError):
                damaged = True
                log.error("%s cannot be read; it is kept as %s.damaged", file, file.name)
                file.replace(file.with_name(f"{file.name}.damaged"))
        if damaged:
            self._write(self._kits)

    def list(self, owner: str) -> Sequence[Brand]:
        """The owner's kits, oldest first."""
        with self._lock:
            return [brand for brand in self._kits.values() if brand.owner == owner]

    def get(self, id: str, owner: str) -> Brand:
        """Raises NotFound."""
        with self._lock:
            return self._get(id, owner)

    def default(self, owner: str) -> Brand | None:
        """The kit that is used when a request names none."""
        return next((brand for brand in self.list(owner) if brand.default), None)

    def create(self, owner: str, values: dict[str, Any]) -> Brand:
        """A new kit from the fields a person may set. Raises Conflict when there are too many, DiskFull."""
        now = _now()
        brand = _clean(Brand(id=f"brand_{secrets.token_hex(5)}", owner=owner, created_at=now, updated_at=now, **values))
        with self._lock:
            if sum(kit.owner == owner for kit in self._kits.values()) >= MAX_BRANDS:
                raise Conflict(detail=f"There are {MAX_BRANDS} brands already.", detail_es=f"Ya hay {MAX_BRANDS} marcas.")
            self._put(brand)
        return brand

    def replace(self, id: str, owner: str, values: dict[str, Any]) -> Brand:
        """The kit with all its fields anew. Raises NotFound, DiskFull."""
        with self._lock:
            known = self._get(id, owner)
            brand = _clean(Brand(id=id, owner=owner, created_at=known.created_at, updated_at=_now(), **values))
            self._put(brand)
        return brand

    def delete(self, id: str, owner: str) -> None:
        """Raises NotFound, DiskFull."""
        with self._lock:
            self._get(id, owner)
            self._keep({key: kit for key, kit in self._kits.items() if key != id})

    def _get(self, id: str, owner: str) -> Brand:
        brand = self._kits.get(id)
        if brand is None or brand.owner != owner:
            raise NotFound(kind="brand", kind_es="la marca", id=id)
        return brand

    def _put(self, brand: Brand) -> None:
        others = {
            key: replace(kit, default=False) if brand.default and kit.owner == brand.owner else kit for key, kit in self._kits.items()
        }
        self._keep(others | {brand.id: brand})

    def _keep(self, kits: dict[str, Brand]) -> None:
        self._write(kits)
        self._kits = kits

    def _write(self, kits: dict[str, Brand]) -> None:
        """On the disk when this returns; after an error the file is what it was."""
        fresh = self._file.with_suffix(".new")
        with full_disk_named():
            with fresh.open("wb") as target:
                target.write(orjson.dumps([asdict(kit) for kit in kits.values()], option=orjson.OPT_INDENT_2))
                target.flush()
                os.fsync(target.fileno())
            if self._file.exists():
                self._backup.unlink(missing_ok=True)
                self._backup.hardlink_to(self._file)
            fresh.replace(self._file)
            sync_folder(self._file.parent)


def _read(file: Path) -> dict[str, Brand]:
    """Fields of a later version are passed over."""
    records = orjson.loads(file.read_bytes())
    kits = [Brand(**{name: value for name, value in record.items() if name in _FIELDS}) for record in records]
    return {kit.id: kit for kit in kits}


def _clean(brand: Brand) -> Brand:
    """Colours in lower case, each once; no empty words."""
    return replace(
        brand,
        colors=list(dict.fromkeys(color.lower() for color in brand.colors)),
        fonts=_words(brand.fonts),
        products=_words(brand.products),
    )


def _words(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for value in values if (word := value.strip())))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
