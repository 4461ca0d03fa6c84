"""Which finishing engines a request gets. Read by the server: nothing here loads one."""

from __future__ import annotations

from enfoads.errors import ModelNotInstalled, NotSupported, UnknownModel
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry

LANCZOS = "lanczos"


def upscaler(asked: str, catalog: Catalog) -> str:
    """The upscaler's id. "auto": the first that is installed, else Lanczos. Raises UnknownModel, ModelNotInstalled."""
    if asked == LANCZOS:
        return LANCZOS
    found = [entry for entry in catalog.entries() if entry.task == "upscale"]
    if asked == "auto":
        return next((entry.id for entry in found if catalog.state(entry) == "installed"), LANCZOS)
    entry = _named(asked, found, "upscaler")
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(param="upscaler", model=entry.id)
    return entry.id


def matting(catalog: Catalog) -> str:
    """The id of the model that cuts a subject out, the best of those installed. Raises NotSupported when there is none."""
    known = [entry for entry in catalog.entries() if entry.task == "matting"]
    for entry in known:
        if catalog.state(entry) == "installed":
            return entry.id
    names = ", ".join(entry.id for entry in known)
    raise NotSupported(
        param="background",
        model="The studio",
        model_es="El estudio",
        detail=f"a transparent background needs a matting model; install one with `enfoads models pull`: {names}",
        detail_es=f"un fondo transparente necesita un modelo de recorte; instala uno con `enfoads models pull`: {names}",
    )


def _named(id: str, entries: list[ModelEntry], param: str) -> ModelEntry:
    for entry in entries:
        if id == entry.id or id in entry.aliases:
            return entry
    raise UnknownModel(param=param, model=id)
