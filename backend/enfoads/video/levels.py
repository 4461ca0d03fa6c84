"""How loud sound is and when somebody speaks in it, as arrays at 48 kHz; and how far music steps back then.

Loudness is ITU-R BS.1770-4's: K-weighted power in blocks of 400 ms, gated at -70 LUFS and at 10 LU under what is left.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Mono = NDArray[np.float32]
"""(N,), from -1 to 1."""
Sound = NDArray[np.float32]
"""(N, 2), from -1 to 1."""

SILENT = -70.0  # LUFS: nothing is heard
_STEP = RATE // 10  # samples between two blocks
_HOP = RATE // 100  # samples of one level
HOP_S = 0.01
_K_OFFSET = -0.691
_PIECE = 1 << 18  # samples that are weighted at once

# When somebody speaks: within this many dB of their loud moments; shorter gaps and bursts are none (seconds).
_UNDER_LOUD, _GAP_S, _BURST_S = 28.0, 0.4, 0.05
# How music moves: it is down a moment before the voice and comes back slowly, or one would hear it pump.
_AHEAD_S, _HOLD_S, _ATTACK_S, _RELEASE_S = 0.16, 0.25, 0.06, 0.35


class Meter:
    """Loudness of a sound that comes in pieces; all but the last are a multiple of 100 ms long."""

    def __init__(self) -> None:
        self._power: list[NDArray[np.float64]] = []

    def add(self, sound: Sound | Mono) -> None:
        channels = sound[:, None] if sound.ndim == 1 else sound
        whole = len(channels) // _STEP * _STEP
        if whole:
            weighted = np.stack([weigh(channels[:, number]) for number in range(channels.shape[1])], axis=1)[:whole]
            self._power.append((weighted.astype(np.float64) ** 2).reshape(-1, _STEP, channels.shape[1]).mean(axis=1).sum(axis=1))

    @property
    def lufs(self) -> float:
        """SILENT when there is nothing to hear, or under 400 ms of it."""
        power = np.concatenate(self._power) if self._power else np.zeros(0)
        if len(power) < 4:
            return SILENT
        blocks = np.convolve(power, np.full(4, 0.25), "valid")
        heard = blocks[blocks > _power(SILENT)]
        if not len(heard):
            return SILENT
        heard = heard[heard > heard.mean() / 10]
        return max(SILENT, float(_K_OFFSET + 10 * np.log10(heard.mean())))


def loudness(sound: Sound | Mono) -> float:
    """LUFS of a whole sound; one channel counts as it would on one of two loudspeakers."""
    meter = Meter()
    meter.add(sound)
    return meter.lufs


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _K_OFFSET) / 10))


def weigh(sound: Mono) -> Mono:
    """K-weighted, by the filters' magnitude: only power is measured, so phase does not matter."""
    weighted = np.empty_like(sound)
    for start in range(0, len(sound), _PIECE):
        piece = sound[start : start + _PIECE]
        size = 1 << max(10, (len(piece) - 1).bit_length())  # fast to transform, whatever the length
        weighted[start : start + _PIECE] = np.fft.irfft(np.fft.rfft(piece, size) * _k_curve(size), size)[: len(piece)]
    return weighted


@lru_cache(maxsize=16)
def _k_curve(samples: int) -> NDArray[np.float64]:
    """|H| of BS.1770's shelf and high pass at 48 kHz."""
    z = np.exp(-2j * np.pi * np.arange(samples // 2 + 1) / samples)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (1 - 1.69065929318241 * z + 0.73248077421585 * z**2)
    high = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.asarray(np.abs(shelf * high))


# Speech ---------------------------------------------------------------------------------------------------------------


def speaking(voice: Mono) -> NDArray[np.bool_]:
    """For every 10 ms, whether somebody speaks. Short gaps between words belong to it."""
    hops = len(voice) // _HOP
    if not hops:
        return np.zeros(0, bool)
    power = (voice[: hops * _HOP].reshape(hops, _HOP).astype(np.float64) ** 2).mean(axis=1)
    level = 10 * np.log10(power + 1e-12)
    heard = level[level > -65]
    if not len(heard):
        return np.zeros(hops, bool)
    active = level > np.percentile(heard, 95) - _UNDER_LOUD
    active = _without_short(active, True, _BURST_S)
    return _without_short(active, False, _GAP_S)


def _without_short(mask: NDArray[np.bool_], kind: bool, seconds: float) -> NDArray[np.bool_]:
    """Runs of `kind` that are shorter become the other kind; the first and the last run stay."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8))) + 1
    bounds = np.concatenate([[0], edges, [len(mask)]])
    found = mask.copy()
    for begin, end in pairwise(bounds[1:-1]):
        if mask[begin] == kind and (end - begin) * HOP_S < seconds:
            found[begin:end] = not kind
    return found


def speech_loudness(voice: Mono) -> tuple[float, float]:
    """LUFS of what is said, silence between left out, and how many seconds of it there are; (SILENT, 0.0)."""
    active = speaking(voice)
    weighted = weigh(voice[: len(active) * _HOP]).reshape(-1, _HOP)[active]
    power = float((weighted.astype(np.float64) ** 2).mean()) if len(weighted) else 0.0
    return (max(SILENT, _K_OFFSET + 10 * float(np.log10(power))) if power > 0 else SILENT), float(active.sum() * HOP_S)


def ducking(active: NDArray[np.bool_], depth_db: float) -> NDArray[np.float32]:
    """Gain of the music for every 10 ms: 1 where nobody speaks, `depth_db` lower while somebody does, no step in between."""
    before, after = round(_AHEAD_S / HOP_S), round(_HOLD_S / HOP_S)
    held = np.convolve(active, np.ones(before + after + 1), "full")[before : before + len(active)] > 0.5 if len(active) else active
    gain, now = np.zeros(len(held)), 0.0
    attack, release = 1 - np.exp(-HOP_S / _ATTACK_S), 1 - np.exp(-HOP_S / _RELEASE_S)
    for number, low in enumerate(held):
        wanted = -depth_db if low else 0.0
        now += (wanted - now) * (attack if wanted < now else release)
        gain[number] = now
    return (10 ** (gain / 20)).astype(np.float32)
