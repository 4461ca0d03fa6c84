"""eSpeak NG through ctypes: speech without weights, robotic but with exact times, and the sounds (IPA) of words for every other engine.

The library's state is that of the process: a lock makes its callers take turns. It needs no lease, since it holds next to no memory.
"""

from __future__ import annotations

import ctypes
import re
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.voice.base import Language, Speech, SpeechTask, TimedPhoneme, joined
from enfoads.engines.voice.ipa import distribute, letters, timed
from enfoads.engines.voice.joining import Piece, Run, assemble, runs

Dialect = Literal["es-419", "es", "en-us", "en-gb"]
DIALECTS: dict[Language, Dialect] = {"es": "es-419", "en": "en-us"}

WORDS_A_MINUTE = 165  # at speed 1; eSpeak's own 175 is hard to follow
_CLAUSE = 20  # words that are looked at together where there is no punctuation
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LANGUAGE = re.compile(r"\([a-z-]+\)")  # where it turns to another language's sounds, it says so among them
_MARKS = "¡¿\"'«»“”‘’()[]{}.,;:!?…—–-"

# espeak/speak_lib.h
_SYNCHRONOUS, _PHONEME_EVENTS, _PHONEME_IPA = 2, 1, 2
_END, _WORD, _PHONEME = 0, 1, 7
_UTF8, _IPA, _RATE = 1, 2, 1


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # in characters, from 1
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # milliseconds
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Heard(NamedTuple):
    """What the library says while it speaks. `word`: position in the text, from 0, or -1; `symbol`: IPA, "" for a pause."""

    at: float
    word: int
    symbol: str


@dataclass(slots=True)
class _Take:
    """One text on its way through the library."""

    check: Callable[[], None]
    sound: list[NDArray[np.int16]] = field(default_factory=list)
    heard: list[_Heard] = field(default_factory=list)
    stopped: BaseException | None = None

    def collect(self, samples: Any, count: int, events: Any) -> int:
        """The library's callback: 1 stops it."""
        try:
            self.check()
        except BaseException as reason:  # it must not pass through C
            self.stopped = reason
            return 1
        if samples and count > 0:
            self.sound.append(np.ctypeslib.as_array(samples, (count,)).copy())
        number = 0
        while events[number].type != _END:
            event = events[number]
            at = event.audio_position / 1000
            if event.type == _WORD:
                self.heard.append(_Heard(at, event.text_position - 1, ""))
            elif event.type == _PHONEME:
                self.heard.append(_Heard(at, -1, bytes(event.id.string).split(b"\0")[0].decode("utf-8", "ignore")))
            number += 1
        return 0


class Library:
    """The shared library, opened once for the process. Callers take turns."""

    def __init__(self) -> None:
        import espeakng_loader

        self._lock = threading.Lock()
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        data = espeakng_loader.get_data_path().encode()
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS | _PHONEME_IPA))
        if self.rate <= 0:
            raise OSError("eSpeak NG cannot read its data")

    def say(self, text: str, dialect: Dialect, speed: float, check: Callable[[], None]) -> _Take:
        """Raises what `check` raises."""
        take = _Take(check)
        collect = _Callback(take.collect)
        raw = text.encode()
        with self._lock:
            self._library.espeak_SetVoiceByName(dialect.encode())
            self._library.espeak_SetParameter(_RATE, round(WORDS_A_MINUTE * speed), 0)
            self._library.espeak_SetSynthCallback(collect)
            self._library.espeak_Synth(raw, len(raw) + 1, 0, 0, 0, _UTF8, None, None)
            self._library.espeak_Synchronize()
        if take.stopped is not None:
            raise take.stopped
        return take

    def transcribe(self, texts: Sequence[str], dialect: Dialect) -> list[str]:
        """The IPA of each text, its words parted by spaces, with marks of stress."""
        with self._lock:
            self._library.espeak_SetVoiceByName(dialect.encode())
            return [self._transcribed(text) for text in texts]

    def _transcribed(self, text: str) -> str:
        rest, found = ctypes.c_char_p(text.encode()), []
        while rest.value:
            found.append(self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA) or b"")
        return _LANGUAGE.sub("", b" ".join(found).decode("utf-8", "ignore"))


@lru_cache(maxsize=1)
def library() -> Library:
    return Library()


def phonemes_of(text: str, language: Language) -> list[list[str]]:
    """The sounds of each word of a text (parted by white space), as IPA letters without stress; [] for a word without sound."""
    return [letters(ipa) for ipa in ipa_of(text.split(), DIALECTS[language])]


def ipa_of(words: Sequence[str], dialect: Dialect, check: Callable[[], None] = lambda: None) -> list[str]:
    """The IPA of each word as it sounds beside its neighbours, with marks of stress and length and without spaces; "" for no sound.

    Punctuation parts clauses. A word of several ("49") has the sounds of all of them.
    """
    found: list[str] = []
    for clause in _clauses(words):
        check()
        bare = [_CONTROL.sub(" ", word).strip(_MARKS) for word in clause]
        said = [word for word in bare if word]
        (whole,) = library().transcribe([" ".join(said)], dialect)
        parts = whole.split()
        if len(parts) == len(said) and all(map(_is_plain, said)):  # plain words may melt into one, but none becomes several
            one_each = iter(parts)
            found += [next(one_each) if word else "" for word in bare]
        else:
            found += distribute(whole, library().transcribe(bare, dialect))
    return found


def _is_plain(word: str) -> bool:
    return word.isalpha() and (word[1:].islower() or len(word) == 1)


def _clauses(words: Sequence[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in words:
        clauses[-1].append(word)
        if word[-1:] in ".,;:!?…—" or len(clauses[-1]) >= _CLAUSE:
            clauses.append([])
    return [clause for clause in clauses if clause]


class EspeakEngine:
    """The voices `DIALECTS` and more of eSpeak's. It is always there: nothing is loaded."""

    name = "espeak"
    capabilities = frozenset({"speak"})
    weights_bytes = 0

    def load(self, device: str) -> None:
        library()

    def to_host(self) -> None:
        pass

    def unload(self) -> None:
        pass

    def work_bytes(self, task: SpeechTask) -> int:
        return 0

    def speak(self, task: SpeechTask, check: Callable[[], None], progress: Callable[[float], None] = lambda share: None) -> Speech:
        """`task.voice` is a dialect. Sound at 22,050 Hz."""
        dialect, rate = _dialect(task.voice), library().rate

        words = task.script.words

        def say(run: Run) -> Piece:
            text = [_CONTROL.sub(" ", words[number].spoken) for number in run.words]
            return _piece(text, library().say(" ".join(text), dialect, task.speed, check), dialect)

        return assemble(task.script, runs(task.script), say, rate, progress)


def _dialect(voice: str) -> Dialect:
    known: tuple[Dialect, ...] = ("es-419", "es", "en-us", "en-gb")
    return next((one for one in known if one == voice), "en-us")


def _piece(spoken: list[str], take: _Take, dialect: Dialect) -> Piece:
    """Sound, and the sounds of each word by the place in the text where the library was when it made them."""
    samples = joined(take.sound) / np.float32(32768)
    starts = [0, *accumulate(len(word) + 1 for word in spoken)][: len(spoken)]
    ends = [*(one.at for one in take.heard[1:]), len(samples) / library().rate]
    groups: dict[int, list[TimedPhoneme]] = {0: []}
    word = 0
    for one, end in zip(take.heard, ends, strict=True):
        if one.word >= 0:
            word = max(word, bisect_right(starts, one.word) - 1)
            groups.setdefault(word, [])
        elif one.symbol:
            groups[word].append(TimedPhoneme(one.symbol, one.at, end))
    found: list[tuple[TimedPhoneme, ...]] = []
    for first, last in zip(groups, [*list(groups)[1:], len(spoken)], strict=True):
        found += _shared(groups[first], spoken[first:last], dialect)
    return Piece(samples, tuple(found))


def _shared(heard: list[TimedPhoneme], words: list[str], dialect: Dialect) -> list[tuple[TimedPhoneme, ...]]:
    """What was heard from one word on, among that word and those that melted into it."""
    single = [one for sound in heard for one in timed(sound.symbol, sound.start, sound.end)]
    if len(words) == 1:
        return [tuple(single)]
    parts = distribute("".join(one.symbol for one in single), [ipa.replace(" ", "") for ipa in library().transcribe(words, dialect)])
    lengths = [0, *accumulate(len(part) for part in parts)]
    return [tuple(single[begin:end]) for begin, end in pairwise(lengths)]
