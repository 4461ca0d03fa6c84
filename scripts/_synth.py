"""Instruments for scripts/music: every sound is computed here, nothing is sampled. Mono notes at 48 kHz, laid into a loop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Wave = NDArray[np.float64]

_NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def pitch(name: str) -> float:
    """Hz of "A4", "C#3", "Bb2"."""
    steps = _NAMES[name[0]] + name.count("#") - name[1:].count("b") + 12 * (int(name[-1]) - 4) - 9
    return float(440 * 2 ** (steps / 12))


def times(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE


def fade(wave: Wave, attack: float = 0.002, release: float = 0.02) -> Wave:
    """Without clicks at its ends."""
    begin, end = min(round(attack * RATE), len(wave) // 2), min(round(release * RATE), len(wave) // 2)
    shaped = wave.copy()
    shaped[:begin] *= np.linspace(0, 1, begin)
    shaped[len(wave) - end :] *= np.linspace(1, 0, end)
    return shaped


def band(wave: Wave, low: float, high: float, slope: float = 4.0) -> Wave:
    """Between two frequencies, with soft edges."""
    spectrum, frequency = np.fft.rfft(wave), np.fft.rfftfreq(len(wave), 1 / RATE)
    with np.errstate(divide="ignore"):
        shape = 1 / (1 + (frequency / high) ** (2 * slope)) * (1 / (1 + (low / np.maximum(frequency, 1e-9)) ** (2 * slope)) if low else 1)
    return np.fft.irfft(spectrum * np.sqrt(shape), len(wave))


# Melody instruments -----------------------------------------------------------------------------------------------------


def pluck(hz: float, seconds: float, rng: np.random.Generator, *, bright: float = 0.5, sustain: float = 0.996) -> Wave:
    """A plucked string: a burst of noise that goes round and round and loses its edge (Karplus and Strong)."""
    period = max(2, int(RATE / hz))
    ring = band(np.tile(rng.uniform(-1, 1, period), 3), 0, 1200 + 9000 * bright)[period : 2 * period]
    ring -= ring.mean()
    turns = []
    for _ in range(int(seconds * hz) + 2):
        turns.append(ring)
        ring = sustain * (0.5 * ring + 0.5 * np.roll(ring, 1))
    raw = np.concatenate(turns)
    exact = np.arange(round(seconds * RATE)) * hz * (period + 0.5) / RATE  # the mean delays by half a sample
    return fade(np.interp(exact, np.arange(len(raw)), raw), 0.001, 0.08)


def piano(hz: float, seconds: float, velocity: float = 0.7) -> Wave:
    """Three strings a little apart, overtones that are a little sharp and die the sooner the higher they are."""
    t, wave = times(seconds), np.zeros(round(seconds * RATE))
    stretch = 0.0004 * (hz / 260) ** 1.3
    for partial in range(1, 16):
        own = hz * partial * np.sqrt(1 + stretch * partial**2)
        if own > 14_000:
            break
        loud = (0.42 + 0.3 * velocity) ** (partial - 1) * (0.7 if partial == 7 else 1)
        decay = 0.55 + 0.35 * partial * (hz / 260) ** 0.5
        for apart in (-0.35, 0.0, 0.4):
            wave += loud * np.exp(-t * decay) * np.sin(2 * np.pi * (own + apart * partial * 0.35) * t + partial + apart)
    knock = np.exp(-t * 90) * np.sin(2 * np.pi * 110 * t) * 0.25
    return fade(wave * 0.3 + knock * velocity, 0.002, 0.12)


def electric(hz: float, seconds: float, velocity: float = 0.6) -> Wave:
    """An electric piano: a bar and its tine."""
    t = times(seconds)
    bar = np.sin(2 * np.pi * hz * t + 1.6 * velocity * np.exp(-t * 3.2) * np.sin(2 * np.pi * hz * t))
    tine = 0.22 * velocity * np.exp(-t * 16) * np.sin(2 * np.pi * hz * 7.01 * t)
    tremble = 1 + 0.08 * np.sin(2 * np.pi * 4.6 * t)
    return fade((bar * np.exp(-t * 1.3) + tine) * tremble, 0.004, 0.15)


def bell(hz: float, seconds: float, *, wood: bool = False) -> Wave:
    """A glockenspiel, or a marimba."""
    t, wave = times(seconds), np.zeros(round(seconds * RATE))
    rows = ((1, 1.0, 5.0), (3.93, 0.35, 11.0), (9.2, 0.08, 26.0)) if wood else ((1, 1.0, 2.6), (2.76, 0.4, 4.5), (5.4, 0.18, 8.0))
    for ratio, loud, decay in rows:
        if hz * ratio < 16_000:
            wave += loud * np.exp(-t * decay) * np.sin(2 * np.pi * hz * ratio * t)
    return fade(wave, 0.0015, 0.05)


def saw(hz: float, seconds: float, cut: float, *, apart: float = 0.0, vibrato: float = 0.0) -> Wave:
    """A sawtooth of as many overtones as fit under `cut`, which fade towards it. `apart`: detuned, in cents."""
    t, own = times(seconds), hz * 2 ** (apart / 1200)
    phase = 2 * np.pi * own * t + vibrato * np.sin(2 * np.pi * 5.3 * t)
    wave = np.zeros(len(t))
    for partial in range(1, max(2, int(cut / own)) + 1):
        wave += np.sin(partial * phase) / partial * max(0.0, 1 - (partial * own / (cut * 1.15)) ** 2)
    return wave * 0.55


def reed(hz: float, seconds: float) -> Wave:
    """An accordion: two reeds that beat."""
    t = times(seconds)
    wave = sum(
        np.sin(partial * 2 * np.pi * hz * detune * t + partial) * loud
        for detune in (0.9985, 1.0017)
        for partial, loud in ((1, 1.0), (2, 0.55), (3, 0.5), (4, 0.22), (5, 0.24), (6, 0.1), (7, 0.12), (9, 0.06))
    )
    return fade(np.asarray(wave) * 0.3 * (1 + 0.05 * np.sin(2 * np.pi * 5.1 * t)), 0.025, 0.05)


def bass(hz: float, seconds: float, *, cut: float = 700.0, decay: float = 2.2) -> Wave:
    """Round, with enough overtones to be heard on a telephone."""
    t = times(seconds)
    return fade((0.75 * np.sin(2 * np.pi * hz * t) + 0.5 * saw(hz, seconds, cut)) * np.exp(-t * decay), 0.004, 0.03)


def pad(hz: float, seconds: float, cut: float = 1400.0) -> Wave:
    """Slow strings."""
    wave = saw(hz, seconds, cut, apart=-7) + saw(hz, seconds, cut, apart=6, vibrato=0.12) + 0.6 * saw(hz, seconds, cut * 0.6)
    return fade(wave * 0.5, min(0.5, seconds / 3), min(0.7, seconds / 3))


# Drums ------------------------------------------------------------------------------------------------------------------


def kick(low: float = 48.0, seconds: float = 0.32, click: float = 0.25) -> Wave:
    t = times(seconds)
    phase = 2 * np.pi * (low * t + 95 / 38 * (1 - np.exp(-38 * t)))
    return fade(np.sin(phase) * np.exp(-t * 9) + click * np.exp(-t * 420) * np.sin(2 * np.pi * 2100 * t), 0.001, 0.05)


def snare(rng: np.random.Generator, seconds: float = 0.22, tone: float = 185.0) -> Wave:
    t = times(seconds)
    noise = band(rng.normal(0, 1, len(t)), 900, 9000) * np.exp(-t * 19)
    return fade(noise * 0.75 + 0.55 * np.sin(2 * np.pi * tone * t) * np.exp(-t * 26), 0.0008, 0.03)


def clap(rng: np.random.Generator) -> Wave:
    t = times(0.26)
    hands = sum(np.where(t >= at, np.exp(-(t - at) * 130), 0) for at in (0.0, 0.011, 0.023))
    return fade(band(rng.normal(0, 1, len(t)), 800, 5200) * (hands + 0.55 * np.where(t >= 0.03, np.exp(-(t - 0.03) * 20), 0)), 0.0008)


def hat(rng: np.random.Generator, seconds: float = 0.06, low: float = 6500.0) -> Wave:
    t = times(seconds)
    return fade(band(rng.normal(0, 1, len(t)), low, 15_000) * np.exp(-t * 3.2 / seconds), 0.0005, 0.01)


def shaker(rng: np.random.Generator, seconds: float = 0.09) -> Wave:
    t = times(seconds)
    return band(rng.normal(0, 1, len(t)), 4200, 12_000) * np.sin(np.pi * np.minimum(1, t / seconds)) ** 1.5


def scrape(rng: np.random.Generator, seconds: float) -> Wave:
    """A guacharaca."""
    t = times(seconds)
    teeth = 0.35 + 0.65 * (np.sin(2 * np.pi * 95 * t) > 0)
    return fade(band(rng.normal(0, 1, len(t)) * teeth, 2600, 9500) * np.linspace(0.5, 1, len(t)), 0.004, 0.015)


def conga(hz: float, rng: np.random.Generator, seconds: float = 0.28) -> Wave:
    t = times(seconds)
    skin = np.sin(2 * np.pi * hz * t * (1 + 0.06 * np.exp(-t * 40))) * np.exp(-t * 13)
    return fade(skin + 0.3 * band(rng.normal(0, 1, len(t)), 1200, 6000) * np.exp(-t * 110), 0.001)


def cowbell() -> Wave:
    t = times(0.2)
    return fade(band(np.sign(np.sin(2 * np.pi * 562 * t)) + np.sign(np.sin(2 * np.pi * 845 * t)), 450, 6000) * np.exp(-t * 17), 0.001)


# The loop ---------------------------------------------------------------------------------------------------------------


class Loop:
    """A round of `bars` bars of four beats. What sounds on past its end goes on at its beginning, so there is no seam."""

    def __init__(self, bpm: int, bars: int, seed: int) -> None:
        self.beat, self.bars, self.rng = 60 / bpm, bars, np.random.default_rng(seed)
        self.length = round(bars * 4 * self.beat * RATE)
        self.buses: dict[str, Wave] = {}

    def add(self, bus: str, wave: Wave, beats: float, loud: float = 1.0, *, pan: float = 0.0, loose: float = 0.006) -> None:
        """At a place counted in beats from the start, a little early or late and loud or soft, as by hand. `pan`: -1 left, 1 right."""
        target = self.buses.setdefault(bus, np.zeros((self.length, 2)))
        at = round((beats * self.beat + self.rng.normal(0, loose)) * RATE)
        loud *= float(1 + self.rng.normal(0, 0.07))
        angle = (pan + 1) * np.pi / 4
        where = (at + np.arange(len(wave))) % self.length
        np.add.at(target, where, loud * wave[:, None] * np.array([np.cos(angle), np.sin(angle)]) * np.sqrt(2))

    def chord(self, bus: str, notes: str, play: object, beats: float, loud: float = 1.0, *, spread: float = 0.0, pan: float = 0.0) -> None:
        """Notes set off by spaces; `spread`: beats from each to the next."""
        assert callable(play)
        names = notes.split()
        for number, name in enumerate(names):
            side = pan + (number / max(1, len(names) - 1) - 0.5) * 0.5
            self.add(bus, play(pitch(name)), beats + number * spread, loud, pan=max(-1.0, min(1.0, side)))

    def room(self, bus: str, seconds: float, wet: float, *, dark: float = 5000.0) -> None:
        """Reverberation, round the loop."""
        t = times(min(seconds * 1.5, self.length / RATE))
        tail = self.rng.normal(0, 1, (len(t), 2)) * np.exp(-6.9 * t / seconds)[:, None]
        tail[: round(0.012 * RATE)] = 0
        for side in range(2):
            tail[:, side] = band(tail[:, side], 180, dark, 1)
        tail *= 1 / np.sqrt((tail**2).sum(axis=0))
        self.buses[bus] = self.buses[bus] + wet * self._round(self.buses[bus], tail)

    def _round(self, sound: Wave, tail: Wave) -> Wave:
        spectrum = np.fft.rfft(sound, axis=0) * np.fft.rfft(tail, self.length, axis=0)
        return np.fft.irfft(spectrum, self.length, axis=0)

    def echo(self, bus: str, beats: float, again: float, *, times_: int = 4) -> None:
        """Ping-pong, round the loop."""
        dry, wet = self.buses[bus], self.buses[bus].copy()
        for number in range(1, times_ + 1):
            late = np.roll(dry, round(number * beats * self.beat * RATE), axis=0) * again**number
            wet += late[:, ::-1] if number % 2 else late
        self.buses[bus] = wet

    def tone(self, bus: str, low: float, high: float, slope: float = 1.0) -> None:
        for side in range(2):
            self.buses[bus][:, side] = band(self.buses[bus][:, side], low, high, slope)

    def duck(self, bus: str, every: float, depth: float, beats: float = 0.55) -> None:
        """Step back at every kick."""
        place = np.arange(self.length) / RATE / self.beat % every / beats
        self.buses[bus] *= (1 - depth * np.cos(np.clip(place, 0, 1) * np.pi / 2) ** 2)[:, None]

    def mixed(self, levels: dict[str, float]) -> Wave:
        """Buses at their levels in dB RMS of where they sound, softly saturated."""
        whole = np.zeros((self.length, 2))
        for bus, decibels in levels.items():
            sound = self.buses[bus]
            power = (sound**2).mean(axis=1)
            heard = power[power > power.max() * 1e-4]
            whole += sound * (10 ** (decibels / 20) / np.sqrt(heard.mean()))
        for side in range(2):
            whole[:, side] = band(whole[:, side], 32, 16_500, 2)
        return np.tanh(whole * 1.15) / 1.15
