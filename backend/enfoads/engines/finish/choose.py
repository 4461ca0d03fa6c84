"""Which finishing engines a request gets. Read by the server: nothing here loads one."""

from __future__ import annotations

from enfoads.errors import NotSupported, UnknownModel
from enfoads.models.catalog import Catalog

LANCZOS = "lanczos"


def upscaler(asked: str, catalog: Catalog) -> str:
    """The upscaler's id. "auto": the best that is installed, else Lanczos. Raises UnknownModel."""
    if asked not in ("auto", LANCZOS):
        raise UnknownModel(param="upscaler", model=asked)
    return LANCZOS


def matting(catalog: Catalog) -> str:
    """The id of the model that cuts a subject out. Raises NotSupported when none is installed."""
    raise NotSupported(
        param="background",
        model="The studio",
        model_es="El estudio",
        detail="a transparent background needs a matting model, and none is installed",
        detail_es="un fondo transparente necesita un modelo de recorte y no hay ninguno instalado",
    )
