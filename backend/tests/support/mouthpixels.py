"""How far a mouth is open, read from rendered frames, never from what the rig was told; and how that goes with a voice.

A cartoon's mouth is what is not skin under its nose. A photo's is measured by the face mesh's own network, which sees
the frame as it sees any photograph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.facemesh import Mesh
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.portrait.acting import perform
from enfoads.engines.portrait.base import Rig
from enfoads.engines.portrait.facepoints import gap
from enfoads.engines.voice.base import Speech, TimedPhoneme
from enfoads.engines.voice.loudness import loudness
from enfoads.video.planes import Pixels, colour_of, fill, frame_buffer, rgb_of

Floats = NDArray[np.floating[Any]]
FPS = 30
BILABIALS = frozenset("pbm")
SHUT = 0.12  # of the widest the mouth goes


def talking(rig: Rig, speech: Speech, size: tuple[int, int], seed: int = 3, *, still: bool = False) -> Iterator[Pixels]:
    """Every frame of an avatar that says something, (H, W, 3) RGB. `still`: its head, that is; the mouth moves."""
    frames = round(speech.duration_s * FPS)
    loud = loudness(speech.samples, speech.rate, frames, FPS)
    done = perform(speech.phonemes, frames, FPS, seed, loud)
    layer = rig.layer(replace(done, sway=0 * done.sway, breath=0 * done.breath) if still else done, size, whole=True)
    _, planes = frame_buffer(*size)
    for number in range(frames):
        fill(planes, colour_of((150, 190, 225)))
        layer.draw(planes, number)
        yield rgb_of(planes)


def drawn_opening(frame: Pixels, box: tuple[int, int, int, int]) -> float:
    """The longest run of rows that are not skin, in the middle of the box (x, y, width, height) in which a cartoon's mouth is."""
    x, y, width, height = box
    inside = frame[y : y + height, x : x + width].astype(np.float32)
    skin = np.median(inside.reshape(-1, 3), axis=0)
    drawn = np.abs(inside[:, width // 2 - 2 : width // 2 + 3] - skin).max(2) > 30
    runs = np.zeros(drawn.shape)
    for row in range(height):
        runs[row] = (runs[row - 1] + 1 if row else 1) * drawn[row]
    return float(runs.max(0).mean())


class ChangedOpening:
    """Rows in the middle of the box that are not as in the first frame: a mouth in a beard is as dark as the beard. The head is still."""

    def __init__(self, box: tuple[int, int, int, int]) -> None:
        x, y, width, height = box
        self._part = slice(y, y + height), slice(x + width // 2 - 2, x + width // 2 + 3)
        self._shut: NDArray[np.int16] | None = None

    def __call__(self, frame: Pixels) -> float:
        seen = frame[self._part].astype(np.int16)
        self._shut = seen if self._shut is None else self._shut
        return float((np.abs(seen - self._shut).max(2) > 30).sum(0).mean())


class SeenOpening:
    """Gap between a photo's lips, in half widths of the mouth, as the mesh sees it from frame to frame."""

    def __init__(self, finder: FaceFinder) -> None:
        self._finder = finder
        self._before: Mesh | None = None

    def __call__(self, frame: Pixels) -> float:
        bgr = np.ascontiguousarray(frame[..., ::-1])
        self._before = self._finder.follow(bgr, self._before) if self._before else self._finder.find(bgr)[0].mesh
        return gap(self._before.points)


def openings(frames: Iterator[Pixels], measure: Callable[[Pixels], float]) -> Floats:
    """(N,) from 0, as shut as it is at rest in the first frame, to 1, the widest it goes."""
    seen = np.array([measure(frame) for frame in frames])
    seen = np.maximum(seen - seen[0], 0)
    return seen / max(float(np.percentile(seen, 98)), 1e-6)


def after_silence(speech: Speech, seconds: float = 0.3) -> Speech:
    """The same speech, a little later: its first frame shows a mouth at rest."""
    silence = np.zeros(round(seconds * speech.rate), np.float32)
    sounds = tuple(replace(one, start=one.start + seconds, end=one.end + seconds) for one in speech.phonemes)
    return replace(speech, samples=np.concatenate([silence, speech.samples]), phonemes=sounds)


def envelope(speech: Speech, frames: int) -> Floats:
    """(frames,): how loud the voice is around each frame."""
    power = np.concatenate([speech.samples.astype(np.float64) ** 2, np.zeros(speech.rate)])
    window = np.hanning(round(0.12 * speech.rate))
    smooth = np.convolve(power, window / window.sum(), "same")
    at = (np.arange(frames) * speech.rate / FPS).astype(int)
    return np.asarray(np.sqrt(np.maximum(smooth[np.minimum(at, len(smooth) - 1)], 0)))


def follows(opening: Floats, loud: Floats, lags: int = 2) -> tuple[float, int]:
    """The best correlation, and its lag: frames by which the mouth is ahead of the voice."""
    smooth = np.convolve(opening, [0.25, 0.5, 0.25], "same")
    found = {}
    for lag in range(-lags, lags + 1):
        mouth, voice = smooth[max(0, -lag) : len(smooth) - max(0, lag)], loud[max(0, lag) : len(loud) - max(0, -lag)]
        found[lag] = float(np.corrcoef(mouth, voice)[0, 1])
    best = max(found, key=lambda lag: found[lag])
    return found[best], best


def shut_on_bilabials(opening: Floats, phonemes: Sequence[TimedPhoneme]) -> tuple[int, int]:
    """How many p, b and m show shut lips within a frame of being heard, and how many there are."""
    shut = total = 0
    for one in phonemes:
        if one.symbol in BILABIALS:
            first, last = int(np.floor(one.start * FPS)) - 1, int(np.ceil(one.end * FPS)) + 1
            near = opening[max(0, first) : last + 1]
            total += 1
            shut += bool(len(near) and near.min() <= SHUT)
    return shut, total
