"""From the catalog and the settings to voice engines; for the worker only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from enfoads.engines.voice.espeak import EspeakEngine

if TYPE_CHECKING:
    from enfoads.engines.voice.base import SpeechTask, VoiceEngine, VoiceInfo
    from enfoads.gpu.manager import GpuManager
    from enfoads.models.catalog import Catalog
    from enfoads.models.entry import ModelEntry
    from enfoads.settings import Settings


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> VoiceEngine:
    """The engine of an entry `voice` that is installed."""
    from enfoads.engines.voice.kokoro import KokoroEngine

    return KokoroEngine(catalog.folder(entry), settings.threads)


@contextmanager
def lent(voice: VoiceInfo, task: SpeechTask, gpu: GpuManager, settings: Settings) -> Iterator[VoiceEngine]:
    """The engine of a voice: one with weights is leased, one without is simply there."""
    if voice.model:
        with gpu.lease(voice.model) as engine:
            yield cast("VoiceEngine", engine)
    else:
        yield EspeakEngine()
