"""The speech recognisers' contract: what was said in a recording, word by word with its times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from enfoads.engines.base import Engine
from enfoads.engines.voice.base import Samples


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as it was heard, seconds from the start, and how sure the recogniser is (0 to 1)."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """`language`: ISO 639-1, as given or found. `duration_s`: of the sound."""

    language: str
    duration_s: float
    words: tuple[HeardWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class Recogniser(Engine, Protocol):
    """Capability `transcribe`."""

    def transcribe(
        self, samples: Samples, *, language: str | None, check: Callable[[], None], progress: Callable[[float], None]
    ) -> Transcript:
        """Samples at 16 kHz. `progress`: share done, 0 to 1. Raises what `check` raises."""

    def work_bytes(self, seconds: float) -> int:
        """Memory beyond the weights that `transcribe` needs, in bytes."""
