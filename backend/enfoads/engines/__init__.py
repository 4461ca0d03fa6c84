"""Engines: what runs a model. One folder per capability; this function is all that the worker needs of them."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

from enfoads.errors import NotSupported
from enfoads.models.manage import ensure

if TYPE_CHECKING:
    from enfoads.engines.base import Engine
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings

# Task of the catalog -> module with `create(entry, catalog, settings)`. It may import model libraries: only the worker imports it.
CREATORS = {
    "text-to-image": "enfoads.engines.image.create",
    "faces": "enfoads.engines.faces.create",
    "face-swap": "enfoads.engines.faces.create",
    "matting": "enfoads.engines.finish.create",
    "upscale": "enfoads.engines.finish.create",
    "voice": "enfoads.engines.voice.create",
    "speech-to-text": "enfoads.engines.speech.create",
}


def create_engine(name: str, catalog: Catalog, settings: Settings) -> Engine:
    """The engine for a model of the catalog; its weights stay on disk until the GPU manager loads it.

    Raises UnknownModel, ModelNotInstalled, NotSupported (the model is no engine of its own), UnsafeFile, IncompatibleCheckpoint.
    """
    entry = catalog.get(name)
    if entry.task not in CREATORS:
        raise NotSupported(model=entry.id, detail=entry.task)
    ensure(catalog, entry)  # a file that was put in place by hand is hashed here, once
    # Read by the libraries when they are imported: no network, and no warnings about image processors that are not used.
    for variable, value in {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error", "DIFFUSERS_VERBOSITY": "error"}.items():
        os.environ.setdefault(variable, value)
    return cast("Engine", import_module(CREATORS[entry.task]).create(entry, catalog, settings))
