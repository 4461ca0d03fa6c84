"""How loud a voice is from frame to frame: what is said louder is said with a wider mouth."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from enfoads.engines.voice.base import Samples
from enfoads.engines.voice.visemes import LEAD, Track

_WINDOW = 0.08  # seconds: most of a sound
_USUAL = 80  # percentile of what is said that counts as 1
_LOUDEST = 1.25
_QUIET = 0.05  # of the loudest: below nothing is said


def loudness(samples: Samples, rate: int, frames: int, fps: float, start_s: float = 0.0) -> Track:
    """(frames,): 0 for silence, 1 for what the voice usually reaches, at most 1.25; around the moment that each frame's mouth shows.

    `start_s`: seconds from the first frame at which the samples begin.
    """
    heard = np.zeros(frames)
    if not len(samples):
        return heard
    window = np.hanning(max(3, round(_WINDOW * rate)))
    reach = max(1, rate // 200)  # at 200 steps a second, so that a long voice costs little
    power = np.add.reduceat(np.asarray(samples, np.float64) ** 2, np.arange(0, len(samples), reach)) / reach
    smooth = np.sqrt(np.maximum(np.convolve(power, window[::reach] / window[::reach].sum(), "same"), 0))
    said = smooth[smooth > _QUIET * smooth.max()]
    if not len(said):
        return heard
    moments = ((np.arange(frames) + LEAD) / fps - start_s) * rate / reach
    heard = np.interp(moments, np.arange(len(smooth)), smooth, left=0, right=0)
    shown: Track = np.clip(heard / np.percentile(said, _USUAL), 0, _LOUDEST)
    return shown


def of_file(path: Path, frames: int, fps: float, start_s: float = 0.0) -> Track:
    """`loudness` of a WAV with 16 bits and one channel, as narrations are kept. Raises OSError, wave.Error."""
    with wave.open(str(path), "rb") as sound:
        rate, channels = sound.getframerate(), sound.getnchannels()
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    return loudness(samples.reshape(-1, channels).mean(1, dtype=np.float32) / 32768, rate, frames, fps, start_s)
