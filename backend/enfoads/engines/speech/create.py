"""From the catalog and the settings to a recogniser; for the worker only, imports CTranslate2."""

from __future__ import annotations

from enfoads.engines.speech.base import Recogniser
from enfoads.engines.speech.whisper import WhisperEngine
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry
from enfoads.settings import Settings


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> Recogniser:
    """The recogniser of an entry `speech-to-text` that is installed."""
    return WhisperEngine(entry.id, catalog.folder(entry), settings.threads)
