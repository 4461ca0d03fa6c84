"""Which checkpoint of the person's own the studio draws with: five levels, and the first that has one wins (document 001).

embedded file → CHECKPOINT_PATH → cache → CHECKPOINT_URL → Hugging Face. The last two name a file that is yet to be fetched; it lands
in `<data_dir>/models/checkpoint/`, which is the cache, and level three finds it there from then on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from enfoads.errors import EnfoadsError, InvalidRequest, NotFound, Text
from enfoads.models.entry import FileSpec, HubSource, ModelEntry, UrlSource
from enfoads.security.urls import without_query

if TYPE_CHECKING:
    from enfoads.models.own import Found
    from enfoads.settings import Settings

CACHE = "checkpoint"  # folder under the models folder, and the id of the model
EMBEDDED = Path(__file__).parent / "embedded" / "model.safetensors"
SDXL_BYTES = 6_938_000_000  # of a usual SDXL checkpoint in half precision
_REPO = re.compile(r"[\w.-]+/[\w.-]+")
_KEYS = re.compile(r"x-(amz|goog)-|(token|api_?key|key|signature|sig|expires|policy|key-pair-id)$", re.IGNORECASE)

State = Literal["won", "refused", "later", "empty"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level. "refused": it names something that cannot be used; "later": it could serve, but an earlier one won; "empty": nothing."""

    name: str
    state: State
    detail: Text


@dataclass(frozen=True, slots=True)
class Resolution:
    """All levels in order. `found`: what won, or why the first that was tried did not; None when nothing is set or there.

    `refused`: by name of the level, what was passed over although it was set.
    """

    levels: tuple[Level, ...]
    found: Found | None
    refused: dict[str, EnfoadsError]

    @property
    def to_fetch(self) -> ModelEntry | None:
        """What won, if it is not on this disk yet."""
        return self.found if isinstance(self.found, ModelEntry) and self.found.location is None else None


def resolve(settings: Settings, look: Callable[[Path], Found], pending: Callable[[FileSpec], Found]) -> Resolution:
    """`look` vets a file of this disk; `pending` makes the entry of a file that is yet to be fetched."""
    levels: list[Level] = []
    refused: dict[str, EnfoadsError] = {}
    won: Found | None = None
    for name, outcome in _outcomes(settings, look, pending):
        if isinstance(outcome, Text):
            levels.append(Level(name, "empty", outcome))
        elif isinstance(outcome, EnfoadsError):
            levels.append(Level(name, "refused", Text(outcome.message("en"), outcome.message("es"))))
            refused[name] = outcome
        elif won is None:
            won = outcome
            here = str(outcome.location) if outcome.location else _source(outcome.files[0])
            levels.append(Level(name, "won", Text(here, here)))
        else:
            levels.append(Level(name, "later", Text("not needed: an earlier one won", "no hace falta: ganó uno anterior")))
    if won is None and refused:
        return Resolution(tuple(levels), refused.pop(next(iter(refused))), refused)
    return Resolution(tuple(levels), won, refused)


def _outcomes(
    settings: Settings, look: Callable[[Path], Found], pending: Callable[[FileSpec], Found]
) -> Iterator[tuple[str, Found | Text]]:
    """Level by level: what it has, or why it has nothing."""
    embedded = Path(settings.checkpoint_embedded).expanduser() if settings.checkpoint_embedded else EMBEDDED
    yield "embedded", look(embedded) if embedded.exists() else Text(f"no file {embedded}", f"no existe {embedded}")
    named = Path(settings.checkpoint_path).expanduser() if settings.checkpoint_path else None
    yield "CHECKPOINT_PATH", _not_set() if named is None else look(named) if named.exists() else NotFound(kind="checkpoint", id=str(named))
    url, hub = _from_url(settings), _from_hub(settings)
    cached = _cached(settings, next((file for file in (url, hub) if isinstance(file, FileSpec)), None))
    yield "cache", _nothing_cached(settings) if cached is None else look(cached)
    yield "CHECKPOINT_URL", pending(url) if isinstance(url, FileSpec) else url
    yield "NOVA_ANIME_HF_ID", pending(hub) if isinstance(hub, FileSpec) else hub


def _not_set() -> Text:
    return Text("not set", "sin definir")


def _nothing_cached(settings: Settings) -> Text:
    folder = settings.models_dir / CACHE
    return Text(f"nothing in {folder}", f"no hay nada en {folder}")


def _cached(settings: Settings, wanted: FileSpec | None) -> Path | None:
    """The file fetched from the address that is set now, or `model.safetensors` put there by hand; with no address, the newest."""
    folder = settings.models_dir / CACHE
    chosen = [folder / wanted.path] if wanted else []
    by_age = [] if wanted else sorted(folder.glob("*/*.safetensors"), key=lambda path: path.stat().st_mtime, reverse=True)
    return next((path for path in (*chosen, folder / "model.safetensors", *by_age) if path.is_file()), None)


def _from_url(settings: Settings) -> FileSpec | InvalidRequest | Text:
    url = settings.checkpoint_url.strip()
    if not url:
        return _not_set()
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole:
        return InvalidRequest(
            param="checkpoint_url",
            detail="CHECKPOINT_URL must be an https:// or http:// address.",
            detail_es="CHECKPOINT_URL debe ser una dirección https:// o http://.",
        )
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _KEYS.match(name)]
    identity = f"{parts.netloc}{parts.path}?{urlencode(kept)}"  # the same file under a new signature is the same file
    return _file(identity, parts.path, UrlSource(kind="url", url=url, sha256=""))


def _from_hub(settings: Settings) -> FileSpec | InvalidRequest | Text:
    repo, path = settings.checkpoint_hf_id.strip(), settings.checkpoint_hf_filename.strip()
    if not repo:
        return _not_set()
    if not _REPO.fullmatch(repo) or not path.endswith(".safetensors") or ".." in path or path.startswith("/"):
        return InvalidRequest(
            param="checkpoint_hf_id",
            detail="NOVA_ANIME_HF_ID must be user/repository and NOVA_ANIME_HF_FILENAME a .safetensors file in it.",
            detail_es="NOVA_ANIME_HF_ID debe ser usuario/repositorio y NOVA_ANIME_HF_FILENAME un archivo .safetensors suyo.",
        )
    return _file(f"hub {repo} {path}", path, HubSource(kind="hub", repo=repo, path=path, sha256=""))


def _file(identity: str, path: str, source: UrlSource | HubSource) -> FileSpec:
    """Its own folder in the cache, so that another address never passes for this one."""
    stem = re.sub(r"[^\w.-]+", "-", unquote(Path(path).name)).removesuffix(".safetensors").strip("-.")[:80] or "model"
    folder = hashlib.sha256(identity.encode()).hexdigest()[:8]
    return FileSpec(path=f"{folder}/{stem}.safetensors", size=SDXL_BYTES, sha256="", sources=[source])


def _source(file: FileSpec) -> str:
    source = file.sources[0]
    return f"huggingface.co/{source.repo}/{source.path}" if isinstance(source, HubSource) else without_query(getattr(source, "url", ""))
