"""The sound of a video: voices at their places, clips' own sound, music that steps back under the voice, at the platform's loudness.

What is mixed goes to a raw file, then through a limiter into AAC; that file is measured by ffmpeg's ebur128, and encoded again
with what was off, twice at most. Runs in a worker; memory grows with the voice and the music, 20 MB a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from enfoads.errors import UnreadableAudio
from enfoads.library.files import full_disk_named
from enfoads.video import audio, beds, ffmpeg
from enfoads.video.audio_reader import read
from enfoads.video.levels import RATE, SILENT, Meter, Mono, Sound, ducking, loudness, speaking, speech_loudness
from enfoads.video.timeline import Clip, Presenter, Scene, Timeline

VOICE_LUFS = -16.0  # of what is said, before the whole is brought to its loudness
MUSIC_UNDER_VOICE_DB = 7.0  # where nobody speaks; a bed that is as loud as the voice distracts from it
DUCK_DB = 10.0  # further while somebody speaks (facts: 8 to 12)
FADE_IN = 1 / 3  # of the time that music fades out in
LONGEST_GAIN_DB = 40.0  # more would only make noise loud

_CHUNK = 10 * RATE
_TRIES = 3  # encodings: the first, and two that correct it
_NEAR_LU = 0.2
_LIMITED_LU = 0.3  # what the limiter takes from speech, about: with it the first encoding is mostly the last
_HEADROOM_DB = 0.5  # what AAC adds to a peak, at first
_EDGE_S = 0.012  # of voices, clips' sound and own music, so that neither a cut nor a repetition clicks
_FAINT_LU = 14.0  # under a voice: what a clip says so softly is only its surroundings
_SHORT_S = 1.5  # of speech: too little to tell its level by
_LUFS = re.compile(r"^\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s+Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mixed:
    """What ffmpeg's ebur128 says of the finished file: integrated loudness in LUFS (-70: silence) and true peak in dBTP."""

    lufs: float
    peak_dbtp: float


def mix(timeline: Timeline, target: Path, check: Callable[[], None]) -> Mixed:
    """Write the whole sound of a timeline to `target` (.m4a: AAC, 48 kHz, stereo, 192 kbit/s), as long as its frames to the sample.

    Raises UnreadableAudio for a sound that cannot be decoded, DiskFull, and what `check` raises; then nothing is left behind.
    """
    samples = round(timeline.frames * RATE / timeline.fps)
    raw, part = target.with_name(target.name + ".raw.part"), target.with_name(target.name + ".part")
    try:
        with full_disk_named(), raw.open("wb") as file:
            lufs = _write(file, _Mixer(timeline, samples, check), check)
        mixed = _encode(raw, part, samples, lufs, timeline, check)
        with full_disk_named():
            part.replace(target)
    finally:
        raw.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return mixed


def _write(file: IO[bytes], mixer: _Mixer, check: Callable[[], None]) -> float:
    """The mix as raw samples; its loudness."""
    meter = Meter()
    for piece in mixer.pieces():
        file.write(np.ascontiguousarray(piece).data)
        meter.add(piece)
        check()
    return meter.lufs


# The mix ----------------------------------------------------------------------------------------------------------------


class _Mixer:
    """Everything that is heard, brought to its place and level."""

    def __init__(self, timeline: Timeline, samples: int, check: Callable[[], None]) -> None:
        self._timeline, self._samples, self._check = timeline, samples, check
        self._voice = self._spoken()
        self._clips = self._heard()
        self._music, self._gain = self._under()

    def pieces(self) -> Iterator[Sound]:
        for start in range(0, self._samples, _CHUNK):
            end = min(start + _CHUNK, self._samples)
            piece = np.zeros((end - start, 2), np.float32)
            piece += self._voice[start:end, None]
            for at, sound in self._clips:
                begin, stop = max(start, at), min(end, at + len(sound))
                if begin < stop:
                    piece[begin - start : stop - start] += sound[begin - at : stop - at]
            if len(self._music):
                where = np.arange(start, end)
                gain = np.interp(where, np.arange(len(self._gain)) * (RATE / 100) + RATE / 200, self._gain) * self._fades(where)
                piece += self._music[where % len(self._music)] * gain[:, None].astype(np.float32)
            yield piece

    def _starts(self) -> Iterator[tuple[int, Scene]]:
        for first, scene in zip(self._timeline.starts(), self._timeline.scenes, strict=True):
            yield round(first * RATE / self._timeline.fps), scene

    def _spoken(self) -> Mono:
        """The voices at their places, all as loud as each other."""
        said = [
            (start + round(scene.speech_start_s * RATE), _sound_of(Path(scene.speech.path), "speech", self._check, channels=1)[:, 0])
            for start, scene in self._starts()
            if scene.speech is not None
        ]
        voice = np.zeros(self._samples, np.float32)
        levels = [speech_loudness(sound) for _, sound in said]
        sure = [lufs for lufs, seconds in levels if lufs > SILENT and seconds >= _SHORT_S]
        usual = float(np.median(sure)) if sure else None
        for (at, sound), (lufs, seconds) in zip(said, levels, strict=True):
            if lufs > SILENT:
                near = usual is not None and seconds < _SHORT_S and abs(lufs - usual) < 6
                gain = VOICE_LUFS - (usual if near and usual is not None else lufs)
                kept = _soft_edges(sound)[: max(0, self._samples - at)]
                voice[at : at + len(kept)] += kept * _times(min(gain, LONGEST_GAIN_DB))
        return voice

    def _heard(self) -> list[tuple[int, Sound]]:
        """Clips' own sound, and where it begins; scenes through which a clip goes on are one piece."""
        pieces: list[tuple[int, Clip, int]] = []
        for start, scene in self._starts():
            clip = scene.visual.background if isinstance(scene.visual, Presenter) else scene.visual
            if not isinstance(clip, Clip) or not clip.volume:
                continue
            length = round(scene.frames * RATE / self._timeline.fps)
            if clip.shown and pieces:  # it goes on from the chapter before
                start, clip, before = pieces.pop()
                length += before
            pieces.append((start, clip, length))
        sounds = [(start, self._of_clip(clip, length) * np.float32(clip.volume)) for start, clip, length in pieces]
        return [(start, _soft_edges(sound)) for start, sound in sounds if len(sound)]

    def _of_clip(self, clip: Clip, length: int) -> Sound:
        """As the pictures go: on from what was shown, from its start again when it has ended; nothing for a silent video."""
        shown = round(clip.shown * RATE / self._timeline.fps)
        info = audio.sound_in(Path(clip.file.path), self._check)
        if info is None:
            return np.zeros((0, 2), np.float32)
        start_s = clip.start_s if clip.start_s < info.duration_s or not info.duration_s else 0.0
        sound = _sound_of(Path(clip.file.path), "clip", self._check, start_s=start_s, max_s=(shown + length) / RATE)
        whole = round((info.duration_s - start_s) * self._timeline.fps) * RATE // self._timeline.fps
        if 0 < whole < shown + length:  # it begins again with its pictures
            sound = _soft_edges(_as_long_as(sound, whole))
            return sound[(shown + np.arange(length)) % whole] if len(sound) else sound
        return _as_long_as(sound, shown + length)[shown:]

    def _under(self) -> tuple[Sound, np.ndarray]:
        """The music at its level, and what the voice does to it; empty without music."""
        music, none = self._timeline.music, np.zeros(0, np.float32)
        if music is None or not music.volume or not (music.file or music.bed):
            return np.zeros((0, 2), np.float32), none
        path = Path(music.file.path) if music.file else beds.get(music.bed).path
        sound = _sound_of(path, "music", self._check, max_s=0 if music.bed else self._samples / RATE + 1)
        lufs = loudness(sound)
        if lufs <= SILENT:
            return np.zeros((0, 2), np.float32), none
        active = speaking(self._voice) | speaking(self._spoken_in_clips())
        under = MUSIC_UNDER_VOICE_DB if active.any() else 0.0
        sound *= np.float32(_times(VOICE_LUFS - under - lufs) * music.volume)
        sound = sound if music.bed else _soft_edges(sound)  # beds begin again without a seam
        return sound, ducking(active, DUCK_DB) if len(active) else np.ones(1, np.float32)

    def _spoken_in_clips(self) -> Mono:
        """The sound of clips that is as loud as if somebody spoke in them."""
        loud = np.zeros(self._samples, np.float32)
        for at, sound in self._clips:
            kept = sound[: self._samples - at].mean(axis=1)
            if speech_loudness(kept)[0] > VOICE_LUFS - _FAINT_LU:
                loud[at : at + len(kept)] += kept
        return loud

    def _fades(self, where: np.ndarray) -> np.ndarray:
        music = self._timeline.music
        assert music is not None
        out = min(music.fade_s * RATE, self._samples / 3)
        shape = np.ones(len(where))
        for length, distance in ((out * FADE_IN, where), (out, self._samples - 1 - where)):
            if length >= 1:
                shape *= np.sin(np.clip(distance / length, 0, 1) * np.pi / 2) ** 2
        return shape


def _times(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _as_long_as(sound: Sound, samples: int) -> Sound:
    """Cut, or with silence behind it."""
    return sound[:samples] if len(sound) >= samples else np.concatenate([sound, np.zeros((samples - len(sound), 2), np.float32)])


def _soft_edges(sound: Sound | Mono) -> Sound:
    edge = min(round(_EDGE_S * RATE), len(sound) // 2)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    sound = sound.copy()
    sound[:edge] = (sound[:edge].T * ramp).T
    sound[len(sound) - edge :] = (sound[len(sound) - edge :].T * ramp[::-1]).T
    return sound


# Files ------------------------------------------------------------------------------------------------------------------


def _sound_of(path: Path, name: str, check: Callable[[], None], *, channels: int = 2, start_s: float = 0.0, max_s: float = 0.0) -> Sound:
    """(N, channels) at 48 kHz. Raises UnreadableAudio."""
    container = audio.begins_as_sound(path)
    if container is None:
        raise UnreadableAudio(name=name, detail="nothing in it can be heard", detail_es="no contiene nada que se pueda oír")
    samples = read(path, container, name, RATE, check, channels=channels, start_s=start_s, max_s=max_s)
    return samples.reshape(-1, channels).copy()


# Loudness and AAC -------------------------------------------------------------------------------------------------------


def _encode(raw: Path, part: Path, samples: int, lufs: float, timeline: Timeline, check: Callable[[], None]) -> Mixed:
    """Encoded until it measures as it should."""
    limited = _LIMITED_LU if any(scene.speech for scene in timeline.scenes) else 0.0
    gain = min(timeline.loudness_lufs - lufs + limited, LONGEST_GAIN_DB) if lufs > SILENT else 0.0
    limit = timeline.peak_dbtp - _HEADROOM_DB
    for attempt in range(_TRIES):
        _run(_to_aac(raw, part, samples, gain, limit), part, check)
        mixed = measure(part, check)
        off = timeline.loudness_lufs - mixed.lufs if mixed.lufs > SILENT else 0.0
        over = mixed.peak_dbtp - timeline.peak_dbtp
        if (abs(off) <= _NEAR_LU and over <= 0) or attempt == _TRIES - 1:
            break
        gain += off if abs(gain + off) <= LONGEST_GAIN_DB else 0.0
        limit -= over + 0.1 if over > 0 else 0.0
    return mixed


def _to_aac(raw: Path, part: Path, samples: int, gain: float, limit: float) -> list[str]:
    """The limiter sees four samples for each, so that it finds the peaks between them."""
    oversampled = f"aresample={4 * RATE},alimiter=level=0:limit={_times(limit):.5f}:attack=4:release=60:latency=1,aresample={RATE}"
    exact = f"apad=whole_len={samples},atrim=end_sample={samples}"
    heard = ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", str(raw)]
    filters = ["-af", f"volume={gain:.3f}dB:precision=float,{oversampled},{exact}"]
    aac = ["-c:a", "aac", "-b:a", "192k", "-ar", str(RATE), "-ac", "2", "-map_metadata", "-1"]
    return [*ffmpeg.QUIET, *heard, *filters, *aac, "-movflags", "+faststart", "-f", "ipod", "-y", str(part)]


def _run(arguments: list[str], part: Path, check: Callable[[], None]) -> None:
    status, said = ffmpeg.run(arguments, check)
    if status != 0:
        raise ffmpeg.failed_write(said, part)


def measure(path: Path, check: Callable[[], None]) -> Mixed:
    """Integrated loudness and true peak of an encoded file."""
    meter = ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    _, said = ffmpeg.run(["-hide_banner", "-nostdin", "-nostats", *ffmpeg.source(path, "mov"), *meter], check)
    loud, peak = _LUFS.findall(said), _PEAK.findall(said)
    return Mixed(_number(loud[-1:], SILENT), _number(peak[-1:], -120.0))


def _number(found: list[str], nothing: float) -> float:
    value = float(found[0]) if found else nothing
    return max(value, nothing) if np.isfinite(value) else nothing
