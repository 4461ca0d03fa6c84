"""The voice engines' contract: a script as it is shown and as it is said, and speech with the time of every word and sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from enfoads.engines.base import Engine

if TYPE_CHECKING:  # the server reads scripts and has no arrays
    import numpy as np
    from numpy.typing import NDArray

Samples: TypeAlias = "NDArray[np.float32]"
"""Sound of one channel: (N,), from -1 to 1."""

Language = Literal["es", "en"]


@dataclass(frozen=True, slots=True)
class ScriptWord:
    """A word as captions show it ("S/ 49,90", "¡Hola!"), punctuation included, and as a voice says it ("cuarenta y nueve soles…").

    `spoken` keeps the punctuation that shapes how it is said; it is "" for what makes no sound (an emoji).
    """

    shown: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence that the script asks for, in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Script:
    """A narration ready to be said. `items` in order; sentences end where the punctuation of a word says so."""

    language: Language
    items: tuple[ScriptWord | Pause, ...]

    @property
    def words(self) -> tuple[ScriptWord, ...]:
        return tuple(item for item in self.items if isinstance(item, ScriptWord))


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word as it is shown, and when it is heard: seconds from the start. A silent one (an emoji) has the time of its neighbour's end."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TimedPhoneme:
    """A sound, and when it is heard: seconds from the start. `symbol`: one IPA letter, without stress or length."""

    symbol: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Sound, its sample rate in Hz, one `TimedWord` for each word of the script in order, and its sounds in order, which do not overlap."""

    samples: Samples
    rate: int
    words: tuple[TimedWord, ...]
    phonemes: tuple[TimedPhoneme, ...]

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class SpeechTask:
    """`voice`: the engine's own name of it. `speed`: 0.5 to 2, 1 is the voice's own."""

    script: Script
    voice: str
    speed: float = 1.0


class VoiceEngine(Engine, Protocol):
    """Capability `speak`. Every engine gives times of words and of phonemes, measured or found by alignment."""

    def speak(self, task: SpeechTask, check: Callable[[], None], progress: Callable[[float], None] = ...) -> Speech:
        """Say a script. `check` is called often and may raise to cancel; `progress`: share of the words said, 0 to 1."""

    def work_bytes(self, task: SpeechTask) -> int:
        """Memory beyond the weights that `speak` needs, in bytes."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice a person may choose. `id` is unique over all engines ("kokoro:ef_dora"); `name` is shown.

    `languages`: those it speaks well, the first is its own. `model`: the catalog entry that must be installed, "" when none is.
    """

    id: str
    name: str
    languages: tuple[Language, ...]
    accent: str
    gender: Literal["female", "male", "neutral"]
    engine: str
    model: str
    license: str
    license_url: str
    credit: str
    commercial_use: bool
    draft: bool = False  # robotic: for drafts, and where nothing better is installed


def joined(parts: Sequence[Any]) -> Samples:
    """Pieces of sound, one after the other."""
    import numpy as np

    return np.concatenate([np.asarray(part, np.float32) for part in parts]) if parts else np.zeros(0, np.float32)
