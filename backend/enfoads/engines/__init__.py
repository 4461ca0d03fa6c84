"""Engines: what runs a model. One folder per capability; this function is all that the worker needs of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from enfoads.errors import NotSupported
from enfoads.models.manage import ensure

if TYPE_CHECKING:
    from enfoads.engines.image.base import ImageEngine
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings


def create_engine(name: str, catalog: Catalog, settings: Settings) -> ImageEngine:
    """The engine for a model of the catalog; its weights stay on disk until the GPU manager loads it.

    Raises UnknownModel, ModelNotInstalled, NotSupported (the model is no engine of its own), UnsafeFile, IncompatibleCheckpoint.
    """
    entry = catalog.get(name)
    if entry.image is None:
        raise NotSupported(model=entry.id, detail=entry.task)
    ensure(catalog, entry)  # a file that was put in place by hand is hashed here, once
    # Read by the libraries when they are imported: no network, and no warnings about image processors that are not used.
    for variable, value in {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error", "DIFFUSERS_VERBOSITY": "error"}.items():
        os.environ.setdefault(variable, value)
    from enfoads.engines.image.create import create  # imports torch

    return create(entry, catalog, settings)
