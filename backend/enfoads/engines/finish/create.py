"""From a catalog entry to a finishing engine."""

from __future__ import annotations

from enfoads.engines.finish.matting import OnnxMatting
from enfoads.engines.finish.upscale import OnnxUpscaler
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry
from enfoads.settings import Settings


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> OnnxMatting | OnnxUpscaler:
    """The engine of an entry that is installed: its file is the first of its files, or the person's own."""
    path = entry.location or catalog.folder(entry) / entry.files[0].path
    if entry.matting is not None:
        return OnnxMatting(entry.id, path, entry.matting, settings.threads)
    return OnnxUpscaler(entry.id, path, settings.threads)
