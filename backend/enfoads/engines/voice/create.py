"""From the catalog and the settings to voice engines; for the worker only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from enfoads.engines.voice.espeak import EspeakEngine
from enfoads.engines.voice.voices import OPENAI

if TYPE_CHECKING:
    from enfoads.engines.voice.base import VoiceEngine, VoiceInfo
    from enfoads.jobs.context import JobContext
    from enfoads.models.catalog import Catalog
    from enfoads.models.entry import ModelEntry
    from enfoads.settings import Settings


WORK_BYTES = 600 << 20  # measured with Kokoro's longest window


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> VoiceEngine:
    """The engine of an entry `voice` that is installed."""
    from enfoads.engines.voice.kokoro import KokoroEngine

    return KokoroEngine(catalog.folder(entry), settings.threads)


@contextmanager
def lent(voice: VoiceInfo, ctx: JobContext) -> Iterator[VoiceEngine]:
    """The engine of a voice: one with weights is leased, the others are simply there."""
    if voice.model:
        with ctx.gpu.lease(voice.model, WORK_BYTES) as engine:
            yield cast("VoiceEngine", engine)
    elif voice.engine == OPENAI:
        from enfoads.engines.voice.openai_speech import SpeechService

        yield SpeechService(ctx.settings, ctx.staging_path)
    else:
        yield EspeakEngine()
