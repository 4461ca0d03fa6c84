"""Kokoro-82M: natural voices on any CPU, through kokoro-onnx. eSpeak says how words sound, the model how long each sound lasts.

Text goes in as sounds with a known word each, so that every word of the script has its time; what is longer than the model's window
is cut at the end of a sentence or a clause, and nothing is left out.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import onnxruntime
from kokoro_onnx import Kokoro
from numpy.typing import NDArray

from enfoads.engines.voice.base import Language, Speech, SpeechTask, TimedPhoneme
from enfoads.engines.voice.espeak import DIALECTS, Dialect, ipa_of
from enfoads.engines.voice.ipa import is_sound, timed
from enfoads.engines.voice.joining import Piece, Run, assemble, runs, settled
from enfoads.errors import InvalidRequest

RATE = 24_000
MODEL = "kokoro-v1.0.int8.onnx"
_STYLES = (510, 1, 256)  # a voice: one style for each length in tokens, float32
WINDOW = 300  # tokens said in one go, some 20 s; the model takes 510, and begins to hurry towards them
SENTENCE_S, CLAUSE_S = 0.32, 0.13  # silence after . ! ? and after , ; : at speed 1, where the model leaves less
EDGES_S = 0.06  # and between words
_DURATIONS = "/encoder/Clip_output_0"  # frames of each token, which the graph computes and keeps to itself
_SENTENCE, _CLAUSE = ".!?…", ",;:—"
_MARKS = re.compile(rf"[{_SENTENCE}{_CLAUSE}]+")
_CHECK_S = 0.1
# Sounds come so much before the durations say: vowels are loudest there, measured with four voices. misaki takes three frames of
# 25 ms off the first token for the same reason (kokoro/pipeline.py, join_timestamps).
_LATE_S = 0.05
_STRESS = "ˈˌ"

# How the model was taught to write what eSpeak writes otherwise: misaki's espeak.py, EspeakFallback and EspeakG2P.
_TIED = {"aɪ": "I", "aʊ": "W", "dʒ": "ʤ", "eɪ": "A", "oʊ": "O", "əʊ": "Q", "tʃ": "ʧ", "ɔɪ": "Y"}
_BRITISH = _TIED | {"r": "ɹ", "x": "k", "ɐ": "ə", "iə": "ɪə", "ɚ": "əɹ"}
_AMERICAN = _TIED | {"r": "ɹ", "x": "k", "ɐ": "ə", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ɚ": "əɹ", "ɾ": "T", "ʔ": "t", "o": "ɔ", "ː": ""}
_SPELLING: dict[Dialect, dict[str, str]] = {"es-419": _TIED, "es": _TIED, "en-us": _AMERICAN, "en-gb": _BRITISH}
_PLAIN = {short: long for long, short in _TIED.items()} | {"T": "ɾ"}


class _Said(NamedTuple):
    """A word as the model reads it: sounds, and the mark after it or ""."""

    sounds: str
    mark: str

    @property
    def text(self) -> str:
        return self.sounds + self.mark


class _Watched:
    """An ONNX session that asks, while it runs, whether it may go on. kokoro-onnx takes it for the session itself."""

    def __init__(self, session: onnxruntime.InferenceSession, path: Path) -> None:
        self._session = session
        self._model_path = str(path)
        self._thread = ThreadPoolExecutor(1, "kokoro")
        self.check: Callable[[], None] = lambda: None
        self.get_inputs, self.get_outputs, self.get_modelmeta = session.get_inputs, session.get_outputs, session.get_modelmeta

    def run(self, names: Sequence[str] | None, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Raises what `check` raises, soon after it does."""
        options = onnxruntime.RunOptions()
        result: Future[list[NDArray[Any]]] = self._thread.submit(self._session.run, names, inputs, options)
        while True:
            try:
                return result.result(_CHECK_S)
            except NotYet:
                try:
                    self.check()
                except BaseException:
                    options.terminate = True
                    result.exception()
                    raise

    def close(self) -> None:
        self._thread.shutdown()


class KokoroEngine:
    """`folder` holds the model and a folder `voices`; `threads`: of the CPU, 0 for two.

    A second of speech costs 0.55 s of CPU on one thread and 0.59 on two that sleep while they wait; two that spin, as is usual, 0.8.
    """

    name = "kokoro"
    capabilities = frozenset({"speak"})

    def __init__(self, folder: Path, threads: int) -> None:
        self._folder = folder
        self._threads = threads or 2
        self._model: Kokoro | None = None
        self._session: _Watched | None = None

    @property
    def weights_bytes(self) -> int:
        return (self._folder / MODEL).stat().st_size

    def load(self, device: str) -> None:
        """On the CPU, whatever the device: a card is not worth its memory for this model."""
        if self._session is not None:
            return
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = self._folder / MODEL
        session = onnxruntime.InferenceSession(path.read_bytes() + _durations(), options, providers=["CPUExecutionProvider"])
        self._session = _Watched(session, path)
        with tempfile.TemporaryDirectory() as scratch:  # the library wants all voices in one file; they are given to it one by one
            none = Path(scratch) / "voices.npy"
            np.save(none, np.zeros(0, np.float32))
            self._model = Kokoro.from_session(self._session, str(none))

    def to_host(self) -> None:
        pass

    def unload(self) -> None:
        if self._session is not None:
            self._session.close()
        self._model = self._session = None

    def work_bytes(self, task: SpeechTask) -> int:
        from enfoads.engines.voice.create import WORK_BYTES

        return WORK_BYTES

    def speak(self, task: SpeechTask, check: Callable[[], None], progress: Callable[[float], None] = lambda share: None) -> Speech:
        """`task.voice` is the name of a file in `voices`. Sound at 24,000 Hz. Raises InvalidRequest for a voice that is not there."""
        assert self._model is not None, "the manager loads before it lends"
        assert self._session is not None
        self._session.check = check
        words, style = task.script.words, self._style(task.voice)
        dialect = dialect_of(task.voice, task.script.language)
        said: dict[int, list[_Said]] = {}
        planned: list[Run] = []
        for run in runs(task.script):
            texts = [words[number].spoken for number in run.words]
            said |= zip(run.words, _said(texts, dialect, check), strict=True)
            planned += _windows(run, said, task.speed)
        try:
            return assemble(task.script, planned, lambda run: self._piece([said[n] for n in run.words], style, task.speed), RATE, progress)
        finally:
            self._session.check = lambda: None

    def _style(self, voice: str) -> NDArray[np.float32]:
        path = self._folder / "voices" / f"{Path(voice).name}.bin"
        if not path.is_file():
            raise InvalidRequest(
                param="voice_id", detail=f"voice_id: there is no voice {voice}", detail_es=f"voice_id: no existe la voz {voice}"
            )
        return np.fromfile(path, np.float32).reshape(_STYLES)

    def _piece(self, words: list[list[_Said]], style: NDArray[np.float32], speed: float) -> Piece:
        """One window of words, each of one or several `_Said`."""
        assert self._model is not None
        vocabulary = self._model.tokenizer.vocab
        text, owners = "", list[tuple[str, int]]()
        for number, word in enumerate(words):
            for one in word:
                piece = f"{' ' if text else ''}{one.text}"
                text += piece
                owners += [(letter, number) for letter in piece if letter in vocabulary]
        if not any(is_sound(letter) for letter in text):
            return Piece(np.zeros(0, np.float32), tuple(() for _ in words))
        samples, _, marks = self._model.create_timed(
            text, style, speed, is_phonemes=True, trim=False, sentence_pause=SENTENCE_S / speed, clause_pause=CLAUSE_S / speed
        )
        heard: list[list[tuple[str, float, float]]] = [[] for _ in words]
        tokens = iter(owners)
        for mark in marks:
            owner = next(owner for letter, owner in tokens if letter == mark.phoneme)  # spaces are lost where the library cuts
            heard[owner].append((mark.phoneme, max(0.0, mark.start - _LATE_S), max(0.0, mark.end - _LATE_S)))
        return settled(Piece(samples, tuple(tuple(_sounds(one)) for one in heard)), RATE)


def _durations() -> bytes:
    """What makes the graph give its durations: protobuf joins two messages that follow one another, so the model is not parsed."""
    graph = onnx.GraphProto()
    graph.node.append(onnx.helper.make_node("Cast", [_DURATIONS], ["duration"], to=onnx.TensorProto.INT64))
    graph.output.append(onnx.helper.make_tensor_value_info("duration", onnx.TensorProto.INT64, None))
    return bytes(onnx.ModelProto(graph=graph).SerializeToString())


def dialect_of(voice: str, language: Language) -> Dialect:
    """How a voice speaks a language: its own in its own accent (b… is British), another as most hear it."""
    return "en-gb" if language == "en" and voice.startswith("b") else DIALECTS[language]


def _sounds(tokens: Iterable[tuple[str, float, float]]) -> list[TimedPhoneme]:
    """The sounds of a word: the time of a mark of stress belongs to the sound after it, that of one of length to the sound before."""
    found: list[TimedPhoneme] = []
    since: float | None = None
    for letter, start, end in tokens:
        if letter in _STRESS:
            since = start if since is None else since
        elif letter == "ː" and found:
            found[-1] = replace(found[-1], end=end)
        elif is_sound(letter):
            found += timed(_PLAIN.get(letter, letter), start if since is None else since, end)
            since = None
    return found


def _said(spoken: list[str], dialect: Dialect, check: Callable[[], None]) -> list[list[_Said]]:
    """Each word's sounds and marks in the model's letters; a spoken word may be several ("forty nine")."""
    parts = [(number, part) for number, text in enumerate(spoken) for part in text.split()]
    found: list[list[_Said]] = [[] for _ in spoken]
    for (number, part), ipa in zip(parts, ipa_of([part for _, part in parts], dialect, check), strict=True):
        marks = _MARKS.findall(part)
        mark = marks[-1][-1] if marks and part.rstrip("\"'»”’)]").endswith(marks[-1]) else ""
        found[number].append(_Said(_written(ipa, dialect), mark))
    return found


def _written(ipa: str, dialect: Dialect) -> str:
    for theirs, ours in _SPELLING[dialect].items():
        ipa = ipa.replace(theirs, ours)
    return ipa


def _windows(run: Run, said: dict[int, list[_Said]], speed: float) -> list[Run]:
    """A run in pieces of at most `WINDOW` tokens and of much the same length, cut after sentences, else after clauses, else words."""
    found: list[Run] = []
    words, before = list(run.words), run.before
    sizes = [sum(len(one.text) + 1 for one in said[number]) for number in words]
    while (left := sum(sizes)) > WINDOW and len(words) > 1:
        wanted = left / -(-left // WINDOW)
        reach = [size for size in accumulate(sizes[:-1]) if size <= WINDOW] or sizes[:1]
        cut = max(range(len(reach)), key=lambda place: _worth(said[words[place]], reach[place], wanted)) + 1
        found.append(Run(tuple(words[:cut]), before))
        before = (EDGES_S, CLAUSE_S, SENTENCE_S)[_rank(said[words[cut - 1]])] / speed
        words, sizes = words[cut:], sizes[cut:]
    return [*found, Run(tuple(words), before, run.after)]


def _worth(word: list[_Said], size: int, wanted: float) -> tuple[int, float]:
    """How good a place the end of a word is to cut: a very short piece is said at another pace than the others."""
    return (_rank(word) if size > wanted / 3 else -1), -abs(size - wanted)


def _rank(word: list[_Said]) -> int:
    mark = word[-1].mark if word else ""
    return 2 if mark in _SENTENCE and mark else 1 if mark else 0
