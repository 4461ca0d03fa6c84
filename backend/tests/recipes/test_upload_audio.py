"""Taking in sounds: what comes out plays in a browser and says nothing of its owner; hostile files get a clear answer and leave nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import numpy as np
import pytest

from enfoads import errors
from enfoads.video import audio
from enfoads.video.audio_reader import read

TakeIn = Callable[..., dict[str, Any]]
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=1")
SECRETS = ("-metadata", "title=Ana at home", "-metadata", "artist=Ana", "-metadata", "location=+40.4168-003.7038/")


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One second of 440 Hz in every form that is taken, with somebody's name in its tags."""
    folder, made = tmp_path_factory.mktemp("sounds"), {}
    forms: dict[str, tuple[str, ...]] = {
        "mp3": ("-b:a", "64k"), "wav": (), "flac": (), "ogg": ("-c:a", "libvorbis"), "opus": ("-c:a", "libopus"), "aac": ("-c:a", "aac"),
        "m4a": ("-c:a", "aac"), "mp4": ("-c:a", "aac"), "webm": ("-c:a", "libopus"), "mka": ("-c:a", "flac"),
        "caf.m4a": ("-c:a", "alac"), "live.webm": ("-c:a", "libopus", "-live", "1"),
    }  # fmt: skip
    for ending, form in forms.items():
        made[ending] = folder / f"a.{ending}"
        clips.ffmpeg(*TONE, *SECRETS, *form, made[ending])
    return made


@pytest.mark.parametrize(("ending", "mime", "codec", "copied"), [
    ("mp3", "audio/mpeg", "mp3", True), ("m4a", "audio/mp4", "aac", True), ("mp4", "audio/mp4", "aac", True),
    ("aac", "audio/mp4", "aac", False), ("webm", "audio/webm", "opus", True), ("live.webm", "audio/webm", "opus", True),
    ("opus", "audio/webm", "opus", True), ("ogg", "audio/mp4", "aac", False), ("wav", "audio/flac", "flac", False),
    ("flac", "audio/flac", "flac", False), ("mka", "audio/flac", "flac", False), ("caf.m4a", "audio/flac", "flac", False),
])  # fmt: skip
def test_a_sound_is_known_by_its_bytes_and_kept_as_browsers_play_it(
    take_in: TakeIn, sounds: dict[str, Path], ending: str, mime: str, codec: str, copied: bool
) -> None:
    kept = take_in(sounds[ending])
    assert (kept["type"], kept["mime"], kept["ai_generated"], kept["name"]) == ("audio", mime, False, "sent")
    assert kept["duration_s"] == pytest.approx(1.0, abs=0.06)
    info = audio.probe(kept["path"], "kept")
    assert (info.codec, info.rate, info.channels) == (codec, 48000 if codec == "opus" else 44100, 1)
    assert info.duration_s == pytest.approx(1.0, abs=0.06)
    assert not copied or clips.packets(kept["path"]) == clips.packets(sounds[ending])
    for secret in (b"Ana", b"40.41"):
        assert secret not in kept["path"].read_bytes()


def test_what_has_no_loss_is_kept_sample_by_sample(take_in: TakeIn, sounds: dict[str, Path]) -> None:
    kept = take_in(sounds["wav"])["path"]
    before = read(sounds["wav"], "wav", "a", 44100, lambda: None)
    assert np.array_equal(before, read(kept, "flac", "b", 44100, lambda: None))


def test_the_picture_of_a_sound_shows_where_it_is_loud(take_in: TakeIn, tmp_path: Path) -> None:
    sent = tmp_path / "a.wav"
    clips.ffmpeg(*TONE, "-af", "volume='if(lt(t,0.5),0.01,1)':eval=frame", sent)
    wave = take_in(sent)["poster"]
    tall = (wave[:, :, 3] > 0).sum(axis=0)
    assert wave.shape == (240, 480, 4)
    assert tall[300:460].max() > 5 * tall[20:220].max() > 0


def test_a_video_without_pictures_is_a_sound_and_a_cover_is_no_video(take_in: TakeIn, tmp_path: Path, sounds: dict[str, Path]) -> None:
    cover = tmp_path / "cover.m4a"
    picture = ("-f", "lavfi", "-i", "color=red:size=64x64:duration=0.04")
    clips.ffmpeg("-i", sounds["m4a"], *picture, "-map", "0:a", "-map", "1:v", "-c:a", "copy", "-c:v", "png",
                 "-disposition:v:0", "attached_pic", cover)  # fmt: skip
    kept = take_in(cover)
    assert (kept["type"], "Video" in clips.described(kept["path"])) == ("audio", False)


@pytest.mark.parametrize(("settings", "limit"), [({"max_audio_s": 0.5}, "minutes"), ({"max_audio_mb": 1}, "1 MB")])
def test_what_is_too_long_or_too_large_is_refused_by_name(
    take_in: TakeIn, tmp_path: Path, settings: dict[str, float], limit: str, sounds: dict[str, Path]
) -> None:
    large = tmp_path / "a.wav"
    clips.ffmpeg("-f", "lavfi", "-i", "sine=duration=12", large)
    for sent in [large, sounds["aac"], sounds["live.webm"]] if limit == "minutes" else [large]:
        with pytest.raises(errors.PayloadTooLarge, match=limit):
            take_in(sent, **settings)


def test_files_that_are_no_sound_get_a_clear_answer(take_in: TakeIn, sounds: dict[str, Path]) -> None:
    whole = sounds["m4a"].read_bytes()
    for content in (b"#EXTM3U\nfile:///etc/passwd\n", b"\xff\xfe" + "text".encode("utf-16-le") * 9, b"#!AMR\n" + bytes(400)):
        with pytest.raises(errors.UnsupportedUpload, match=r"sent\.png"):
            take_in(content)
    for content in (b"RIFF\x00\x10\x00\x00WAVEfmt " + bytes(200), b"fLaC" + bytes(400), b"OggS" + bytes(400), b"ID3\x03" + bytes(900),
                    whole[: len(whole) // 3], sounds["flac"].read_bytes()[:9_000]):  # fmt: skip
        with pytest.raises(errors.UnreadableAudio):
            take_in(content)


def test_damaged_bytes_are_taken_or_refused_and_never_crash(take_in: TakeIn, sounds: dict[str, Path], scale: float) -> None:
    chance, answers = random.Random(4), set()
    for ending in ("mp3", "opus", "m4a", "webm") * int(max(1, scale)):
        content = bytearray(sounds[ending].read_bytes())
        for _ in range(chance.choice((1, 20, 300))):
            content[chance.randrange(16, len(content))] = chance.randrange(256)
        try:
            answers.add(take_in(bytes(content))["type"])
        except errors.InvalidRequest as error:
            answers.add(error.code)
    assert answers <= {"audio", "unreadable_audio", "unreadable_video", "unsupported_audio", "payload_too_large", "too_long"}


def test_a_cancelled_upload_leaves_no_copy(take_in: TakeIn, sounds: dict[str, Path]) -> None:
    with pytest.raises(errors.JobCancelled):
        take_in(sounds["wav"], cancel=True)
