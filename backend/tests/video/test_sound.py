"""The sound of a video, measured from the file that comes out."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import clips
import numpy as np
import pytest

from enfoads.errors import DiskFull, InvalidRequest, JobCancelled, UnreadableAudio
from enfoads.video import beds, ffmpeg, sound
from enfoads.video.audio_reader import read
from enfoads.video.levels import RATE, ducking, loudness, speaking, speech_loudness
from enfoads.video.timeline import Clip, File, Fill, Music, Scene, Timeline

Wav = Callable[..., Path]


def nothing() -> None:
    pass


def file(path: Path) -> File:
    return File(path=str(path), sha256="0" * 64)


def timeline(*scenes: Scene, music: Music | None = None, fps: int = 30) -> Timeline:
    return Timeline(width=270, height=480, fps=fps, aspect="9:16", scenes=scenes, music=music)


def scene(frames: int, speech: Path | None = None, at: float = 0.0, visual: Clip | None = None) -> Scene:
    return Scene(visual=visual or Fill(color="#000000"), frames=frames, speech=file(speech) if speech else None, speech_start_s=at)


def samples(path: Path) -> np.ndarray:
    return read(path, "mov", path.name, RATE, nothing, channels=2).reshape(-1, 2)


def level(piece: np.ndarray) -> float:
    return float(10 * np.log10((piece.astype(float) ** 2).mean() + 1e-12))


@pytest.fixture(scope="module")
def wav(tmp_path_factory: pytest.TempPathFactory) -> Wav:
    """`wav(name, seconds, loud=0.2, hz=220)`: a hummed phrase, as a voice's file is: 24 kHz, one channel. Words of 0.3 s, 0.1 s between."""
    folder = tmp_path_factory.mktemp("voices")

    def make(name: str, seconds: float, loud: float = 0.2, hz: float = 220, whole: bool = False) -> Path:
        t = np.arange(round(seconds * 24_000)) / 24_000
        hum = sum(np.sin(2 * np.pi * hz * k * t + k) / k for k in range(1, 9)) * loud
        hum = np.asarray(hum) * (np.ones(len(t)) if whole else (t % 0.4 < 0.3))
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(24_000)
            target.writeframes((np.clip(hum, -1, 1) * 32767).astype("<i2").tobytes())
        return path

    return make


@pytest.mark.parametrize(
    ("loud", "music"),
    [(0.2, ""), (0.2, "sunrise-pop"), (0.2, "quiet-light"), (0.003, "late-study")],
    ids=["voice", "pop", "piano", "quiet voice"],
)
def test_every_mix_is_as_loud_as_platforms_want_and_as_long_as_its_frames(wav: Wav, tmp_path: Path, loud: float, music: str) -> None:
    told = timeline(scene(50, wav(f"v{loud}", 1.4, loud), 0.1), scene(41), music=Music(bed=music) if music else None)
    target = tmp_path / "sound.m4a"
    mixed = sound.mix(told, target, nothing)
    assert mixed.lufs == pytest.approx(-14, abs=0.5)
    assert mixed.peak_dbtp <= -1
    assert sound.measure(target, nothing) == mixed
    assert len(samples(target)) == 91 * RATE // 30
    assert [path.name for path in tmp_path.iterdir()] == ["sound.m4a"]


def test_a_voice_is_heard_where_its_scene_says_to_the_millisecond(wav: Wav, tmp_path: Path) -> None:
    sound.mix(timeline(scene(24), scene(36, wav("late", 0.8), 0.25), fps=24), tmp_path / "s.m4a", nothing)
    heard = np.abs(samples(tmp_path / "s.m4a")).max(axis=1) > 0.05
    assert np.argmax(heard) / RATE == pytest.approx(1.25, abs=0.003)


def test_music_steps_back_under_the_voice_and_comes_again(wav: Wav, tmp_path: Path) -> None:
    tone = wav("tone", 6, 0.1, 3000, whole=True)
    told = timeline(scene(60), scene(60, wav("speech", 1.9, 0.2, 110)), scene(60), music=Music(file=file(tone), fade_s=0.2))
    sound.mix(told, tmp_path / "s.m4a", nothing)
    heard = samples(tmp_path / "s.m4a")[:, 0]
    parts = [np.fft.rfft(heard[round(at * RATE) : round((at + 0.2) * RATE)]) for at in (1.0, 2.7, 5.3)]
    alone, under, again = (20 * np.log10(np.abs(part[590:611]).max()) for part in parts)  # at 3 kHz
    assert 8 <= alone - under <= 12
    assert abs(again - alone) < 1.5


def test_music_alone_fades_and_is_as_loud_as_the_rest(tmp_path: Path) -> None:
    mixed = sound.mix(timeline(scene(120), music=Music(bed="clear-path", fade_s=1)), tmp_path / "s.m4a", nothing)
    heard = samples(tmp_path / "s.m4a")
    assert mixed.lufs == pytest.approx(-14, abs=0.5)
    assert level(heard[-2400:]) < level(heard[RATE : 3 * RATE]) - 20
    assert level(heard[:480]) < level(heard[RATE : 3 * RATE]) - 15


@pytest.mark.parametrize("frames", [1, 45])
def test_a_silent_video_has_silent_sound_of_its_length(tmp_path: Path, frames: int) -> None:
    mixed = sound.mix(timeline(scene(frames)), tmp_path / "s.m4a", nothing)
    assert (mixed.lufs, mixed.peak_dbtp) == (-70, -120)
    assert len(samples(tmp_path / "s.m4a")) == frames * 1600
    assert not samples(tmp_path / "s.m4a").any()


def test_a_clips_own_sound_goes_with_its_pictures_and_begins_again_with_them(wav: Wav, tmp_path: Path) -> None:
    """A clip of a second, silent in its second half, in a scene of two."""
    clip, beep = tmp_path / "clip.mp4", wav("beep", 0.5, 0.2, 500, whole=True)
    picture = ["-f", "lavfi", "-i", "color=red:size=64x64:rate=30:duration=1"]
    status, said = ffmpeg.run([*ffmpeg.QUIET, *picture, "-i", str(beep), "-af", "apad=whole_dur=1", "-shortest", "-y", str(clip)])
    assert status == 0, said
    sound.mix(timeline(scene(60, visual=Clip(file=file(clip), volume=0.5)), scene(15)), tmp_path / "s.m4a", nothing)
    heard = samples(tmp_path / "s.m4a")
    loud = [level(heard[round(at * RATE) : round((at + 0.2) * RATE)]) > -40 for at in (0.15, 0.7, 1.15, 1.7, 2.15)]
    assert loud == [True, False, True, False, False]
    silent = sound.mix(timeline(scene(30, visual=Clip(file=file(clip), volume=0))), tmp_path / "t.m4a", nothing)
    assert silent.lufs == -70
    part = Clip(file=file(clip), volume=0.5)
    parts = timeline(scene(10, visual=part), scene(50, visual=part.model_copy(update={"shown": 10})), scene(15))
    sound.mix(parts, tmp_path / "p.m4a", nothing)
    assert np.abs(samples(tmp_path / "p.m4a") - heard).max() < 0.02  # no dip where a chapter ends


def test_music_steps_back_under_who_speaks_in_a_clip(wav: Wav, tmp_path: Path) -> None:
    spoken = Clip(file=file(wav("said", 1.9, 0.2)), volume=1)
    mixer = sound._Mixer(timeline(scene(60), scene(60, visual=spoken), scene(60), music=Music(bed="quiet-light")), 6 * RATE, nothing)
    assert 20 * np.log10(mixer._gain[290] / mixer._gain[90]) == pytest.approx(-sound.DUCK_DB, abs=0.5)
    assert mixer._gain[590] > 0.9


def test_a_quiet_recording_is_as_loud_beside_the_others_as_they_are(wav: Wav, tmp_path: Path) -> None:
    sound.mix(timeline(scene(60, wav("near", 1.9, 0.3)), scene(60, wav("far", 1.9, 0.01))), tmp_path / "s.m4a", nothing)
    heard = samples(tmp_path / "s.m4a")
    assert level(heard[: 2 * RATE]) == pytest.approx(level(heard[2 * RATE :]), abs=1)


def test_cancelling_leaves_nothing_behind(wav: Wav, tmp_path: Path) -> None:
    def cancelled() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        sound.mix(timeline(scene(60, wav("c", 1))), tmp_path / "s.m4a", cancelled)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_named_and_nothing_stays(wav: Wav, tmp_path: Path) -> None:
    for place in (".raw.part", ".part"):  # while it is mixed, and while it is encoded
        full = tmp_path / f"s.m4a{place}"
        full.symlink_to("/dev/full")
        with pytest.raises(DiskFull):
            sound.mix(timeline(scene(60, wav("d", 1))), tmp_path / "s.m4a", nothing)
        assert not list(tmp_path.iterdir())


def test_what_cannot_be_heard_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF\x00\x00\x00\x00WAVEjunk")
    with pytest.raises(UnreadableAudio):
        sound.mix(timeline(scene(30, broken)), tmp_path / "s.m4a", nothing)
    with pytest.raises(InvalidRequest, match="polka"):
        sound.mix(timeline(scene(30), music=Music(bed="polka")), tmp_path / "s.m4a", nothing)
    silent = clips.write(tmp_path / "silent.mp4", clips.pattern(3))
    with pytest.raises(UnreadableAudio, match="nothing in it can be heard"):
        read(silent, "mov", "music", RATE, nothing)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.wav", "silent.mp4"]


def test_loudness_is_that_of_ffmpegs_own_meter(tmp_path: Path) -> None:
    path = beds.get("front-porch").path
    ours = loudness(read(path, "mp3", "bed", RATE, nothing, channels=2).reshape(-1, 2))
    _, said = ffmpeg.run(["-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=framelog=quiet", "-f", "null", "-"])
    assert ours == pytest.approx(float(sound._LUFS.findall(said)[-1]), abs=0.15)


def test_speech_is_told_from_the_noise_behind_it() -> None:
    rng, t = np.random.default_rng(1), np.arange(3 * RATE) / RATE
    voice = (0.002 * rng.normal(0, 1, len(t)) + 0.3 * np.sin(2 * np.pi * 200 * t) * ((t > 1) & (t < 2))).astype(np.float32)
    active = speaking(voice)
    assert active[110:190].all()
    assert not active[:95].any()
    assert not active[210:].any()
    assert speech_loudness(voice)[1] == pytest.approx(1, abs=0.05)
    gain = ducking(active, 10)
    assert 20 * np.log10(gain[180]) == pytest.approx(-10, abs=0.3)
    assert np.abs(np.diff(20 * np.log10(gain))).max() < 2.5  # dB in 10 ms: no click
