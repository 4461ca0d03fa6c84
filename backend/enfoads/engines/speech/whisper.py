"""Whisper (faster-whisper over CTranslate2): what was said and when, from a model folder on this machine and nowhere else.

Speech is found first (Silero's detector, which comes with the package), and only stretches with speech are listened to: silence and
music make Whisper invent sentences, and a stretch that begins with a word gives its first word a true start. Each stretch fits one
window of the model, so memory does not grow with the recording and a cancel waits for one window at most.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.vad import VadOptions, get_speech_timestamps

from enfoads.engines.speech.base import HeardWord, Transcript

if TYPE_CHECKING:
    from enfoads.engines.voice.base import Samples

RATE = 16_000  # Hz, what the model was trained on
_WINDOW = 28.0  # seconds of a stretch; the model's own window is 30
_AROUND = RATE // 5  # samples of sound kept before and after speech, or first and last sounds are cut
_WORK = 350 << 20  # bytes: RSS grew by so much while 30 s were heard (base, int8, beam 1)
_LOOK_S = 120.0  # seconds that the detector searches between two checks
_UNSURE = 0.15  # probability below which a lone stretch's words are invented more often than heard


class Stretch(NamedTuple):
    """Sound with speech in it: samples [start, end)."""

    start: int
    end: int


class WhisperEngine:
    """Capability `transcribe`. `folder`: of the catalog's entry."""

    capabilities = frozenset({"transcribe"})

    def __init__(self, name: str, folder: Path, threads: int) -> None:
        self.name = name
        self._folder = folder
        self._threads = threads or min(4, os.cpu_count() or 1)
        self._model: Any = None

    @property
    def weights_bytes(self) -> int:
        return (self._folder / "model.bin").stat().st_size

    def load(self, device: str) -> None:
        """`device`: "cuda" or "cuda:N"; all else runs on the CPU, in int8."""
        kind, _, number = device.partition(":")
        if self._model is not None:
            self._model.model.load_model()
            return
        on_gpu = kind == "cuda"
        self._model = WhisperModel(
            str(self._folder),  # a folder: a name would be downloaded
            device="cuda" if on_gpu else "cpu",
            device_index=int(number or 0) if on_gpu else 0,
            compute_type="int8_float16" if on_gpu else "int8",
            cpu_threads=self._threads,
            local_files_only=True,
        )

    def to_host(self) -> None:
        """Raises RuntimeError when the library kept the weights on the device, as it does while it is busy."""
        model = self._model.model
        model.unload_model(to_cpu=True)
        if model.model_is_loaded:
            raise RuntimeError("CTranslate2 did not unload")

    def unload(self) -> None:
        self._model = None
        gc.collect()

    def work_bytes(self, seconds: float) -> int:
        return _WORK + int(seconds * RATE * 4)

    def transcribe(
        self, samples: Samples, *, language: str | None, check: Callable[[], None], progress: Callable[[float], None]
    ) -> Transcript:
        """No speech gives no words. Languages that the model does not know count as not given."""
        seconds = len(samples) / RATE
        language = language if language in self._model.supported_languages else None
        words: list[HeardWord] = []
        for stretch in stretches(samples, check):
            found, heard = self._hear(samples, stretch, language)
            if heard:  # a cough has no language
                language = language or found
            words += [word for word in heard if not words or word.end > words[-1].end]
            check()
            progress(min(1.0, stretch.end / max(1, len(samples))))
        progress(1.0)
        return Transcript(language or "", seconds, tuple(words))

    def _hear(self, samples: Samples, stretch: Stretch, language: str | None) -> tuple[str, list[HeardWord]]:
        """Language and words of one stretch. Beam 1: more cost a third more and heard no better in our measurements."""
        ctranslate2.set_random_seed(0)  # a second attempt at a hard window draws
        segments, info = self._model.transcribe(
            samples[stretch.start : stretch.end],
            language=language,
            beam_size=1,
            temperature=(0.0, 0.4),
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        begin, end = stretch.start / RATE, stretch.end / RATE
        words = [
            HeardWord(word.word.strip(), begin + float(word.start), min(end, begin + float(word.end)), float(word.probability))
            for segment in segments
            for word in segment.words
            if word.word.strip()
        ]
        if words and float(np.mean([word.confidence for word in words])) < _UNSURE:
            return info.language, []
        return info.language, words


def stretches(samples: Samples, check: Callable[[], None]) -> Iterator[Stretch]:
    """Where there is speech, in runs of at most a window, parted at the longest silences."""
    for run in windows(list(_spoken(samples, check))):
        yield Stretch(max(0, run[0].start - _AROUND), min(len(samples), run[-1].end + _AROUND))


def windows(spoken: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """Pieces of speech, none longer than a window, in runs that are no longer either."""
    run: list[Stretch] = []
    for one in spoken:
        while run and one.end - run[0].start > _WINDOW * RATE:
            at = _longest_silence(run)
            yield run[: at + 1]
            run = run[at + 1 :]
        run.append(one)
    if run:
        yield run


def _spoken(samples: Samples, check: Callable[[], None]) -> Iterator[Stretch]:
    options = VadOptions(
        max_speech_duration_s=_WINDOW - 2 * _AROUND / RATE - 1, min_silence_duration_ms=300, speech_pad_ms=0, min_speech_duration_ms=80
    )
    step = int(_LOOK_S * RATE)
    for offset in range(0, len(samples), step):
        check()
        for found in get_speech_timestamps(samples[offset : offset + step], options):
            yield Stretch(offset + int(found["start"]), offset + int(found["end"]))


def _longest_silence(run: Sequence[Stretch]) -> int:
    """The piece after which it is silent longest, and of equals the last: short stretches cost as much as long ones."""
    late = [at for at in range(len(run) - 1) if run[at].end - run[0].start > _WINDOW * RATE / 3]
    return max(late, key=lambda at: (round((run[at + 1].start - run[at].end) / RATE, 1), at), default=len(run) - 1)
