"""From pieces of speech to a whole narration: edges trimmed, pauses as long as the script asks, no clicks, one clock for all times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from enfoads.engines.voice.base import Pause, Samples, Script, Speech, TimedPhoneme, TimedWord, joined

EDGE_S = 0.03  # silence left before and after a piece
_FADE_S = 0.005
_WINDOW_S = 0.005
_SILENT, _QUIET = 0.01, 0.02  # of the loudest window's level: -40 dB at the edges, -34 dB between words
_PAUSE_S = 0.1  # shorter: a stop (p, t, k), which is silent before it bursts


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are said in one go: their places among the script's words, and the seconds of silence before and after them."""

    words: tuple[int, ...]
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """How a run sounds. `sounds`: those of each of its words, in seconds from the start of the samples."""

    samples: Samples
    sounds: tuple[tuple[TimedPhoneme, ...], ...]


def runs(script: Script) -> list[Run]:
    """What lies between the pauses of a script. Words without sound are left out."""
    found: list[Run] = []
    words: list[int] = []
    number, silence = 0, 0.0
    for item in script.items:
        if isinstance(item, Pause):
            if words:
                found.append(Run(tuple(words), silence))
                words, silence = [], 0.0
            silence += item.seconds
            continue
        if item.spoken.strip():
            words.append(number)
        number += 1
    if words:
        found.append(Run(tuple(words), silence))
    elif found:
        last = found[-1]
        found[-1] = Run(last.words, last.before, silence)
    return found


def assemble(script: Script, planned: Sequence[Run], say: Callable[[Run], Piece], rate: int, progress: Callable[[float], None]) -> Speech:
    """Say each run and put them in a row.

    A pause is the silence that is heard: what the edges of the pieces have of it counts.
    """
    words, length = script.words, 0
    parts: list[Samples] = []
    sounds: dict[int, list[TimedPhoneme]] = {}
    for run in planned:
        piece = say(run)
        samples, offset = _trimmed(piece.samples, rate)
        silence = max(0, round((run.before - (EDGE_S if not parts else 2 * EDGE_S)) * rate))
        begin = (length + silence) / rate - offset
        for number, heard in zip(run.words, piece.sounds, strict=True):
            sounds[number] = [TimedPhoneme(one.symbol, max(0.0, one.start + begin), max(0.0, one.end + begin)) for one in heard]
        after = max(0, round((run.after - EDGE_S) * rate))
        parts += [np.zeros(silence, np.float32), samples, np.zeros(after, np.float32)]
        length += silence + len(samples) + after
        progress((run.words[-1] + 1) / len(words))
    return _timed(script, joined(parts), rate, sounds)


def settled(piece: Piece, rate: int) -> Piece:
    """The piece with the sounds beside a silence put where it ends and begins: a model that counts in coarse frames gives some of a
    pause to them."""
    sounds = [list(one) for one in piece.sounds]
    spoken = [one for one in sounds if one]
    if not spoken:
        return piece
    length = len(piece.samples) / rate
    pauses = silences(piece.samples, rate)
    for before, after in zip([None, *spoken], [*spoken, None], strict=True):
        begin = before[-1].start if before else 0.0
        end = after[0].end if after else length
        inside = [(max(start, begin), min(stop, end)) for start, stop in pauses if start < end and stop > begin]
        start, stop = max(inside, key=lambda one: one[1] - one[0], default=(0.0, 0.0))
        if stop - start < _PAUSE_S:
            continue
        if before and begin < start:
            before[-1] = replace(before[-1], end=start)
        if after and stop < end:
            after[0] = replace(after[0], start=stop)
    return Piece(piece.samples, tuple(tuple(one) for one in sounds))


def silences(samples: Samples, rate: int) -> list[tuple[float, float]]:
    """Where it is quiet, in seconds: stretches below -34 dB of the loudest."""
    window = round(_WINDOW_S * rate)
    levels = _levels(samples, window)
    quiet = np.concatenate([[False], levels <= _QUIET * levels.max(initial=0.0), [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8))) * window / rate
    return [(float(start), float(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _levels(samples: Samples, window: int) -> Samples:
    count = len(samples) // window
    levels: Samples = np.sqrt(np.square(samples[: count * window].reshape(count, window)).mean(axis=1))
    return levels


def _trimmed(samples: Samples, rate: int) -> tuple[Samples, float]:
    """The samples with edges of `EDGE_S` that fade, and how many seconds of their start are gone (less than 0: were added)."""
    window = round(_WINDOW_S * rate)
    levels = _levels(samples, window)
    loud = np.flatnonzero(levels > _SILENT * levels.max(initial=0.0))
    if not len(loud):
        return samples[:0], 0.0
    edge, fade = round(EDGE_S * rate), round(_FADE_S * rate)
    first, last = int(loud[0]) * window - edge, int(loud[-1] + 1) * window + edge
    missing = np.zeros(max(0, -first), np.float32), np.zeros(max(0, last - len(samples)), np.float32)
    kept = joined((missing[0], samples[max(0, first) : last], missing[1]))
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[-fade:] *= ramp[::-1]
    return kept, first / rate


def _timed(script: Script, samples: Samples, rate: int, sounds: dict[int, list[TimedPhoneme]]) -> Speech:
    """Words by their sounds, which are kept inside the samples and from overlapping."""
    ends = len(samples) / rate
    phonemes: list[TimedPhoneme] = []
    words: list[TimedWord] = []
    at = 0.0
    for number, word in enumerate(script.words):
        heard = sounds.get(number, [])
        start = min(max(at, heard[0].start), ends) if heard else at
        for one in heard:
            begin = min(max(at, one.start), ends)
            at = min(max(begin, one.end), ends)
            phonemes.append(TimedPhoneme(one.symbol, begin, at))
        words.append(TimedWord(word.shown, start, at))
    return Speech(samples, rate, tuple(words), tuple(phonemes))
