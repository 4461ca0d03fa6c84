"""Taking in videos: what comes out plays in a browser and says nothing of its owner; hostile files get a clear answer and leave nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import numpy as np
import pytest

from enfoads import errors
from enfoads.video.probe import probe, sniff

TakeIn = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clips.write(tmp_path_factory.mktemp("clip") / "a.mp4", clips.pattern(50), sound=True)


@pytest.mark.parametrize(("ending", "codec", "mime"), [
    ("mp4", clips.H264, "video/mp4"),
    ("mov", clips.H264, "video/mp4"),
    ("mkv", (*clips.H264, "-c:a", "aac"), "video/mp4"),
    ("webm", ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"), "video/webm"),
])  # fmt: skip
def test_a_video_is_known_by_its_bytes_and_its_streams_are_kept(
    take_in: TakeIn, tmp_path: Path, ending: str, codec: tuple[str, ...], mime: str
) -> None:
    sent = clips.write(tmp_path / f"a.{ending}", clips.pattern(20), sound=True, codec=codec)
    kept = take_in(sent)
    assert (kept["type"], kept["mime"], kept["ai_generated"], kept["name"]) == ("video", mime, False, "sent")
    assert kept["duration_s"] == pytest.approx(0.8, abs=0.06)
    assert kept["poster"].shape == (48, 64, 3)
    assert clips.packets(kept["path"], "v") == clips.packets(sent, "v")
    assert clips.packets(kept["path"]) == clips.packets(sent)


def test_where_and_with_what_a_clip_was_filmed_is_gone(take_in: TakeIn, clip: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.mov"
    place = ("-metadata", "location=+40.4168-003.7038/", "-metadata", "com.apple.quicktime.location.ISO6709=+40.4168-003.7038/")
    names = ("-metadata", "model=Phone 9", "-metadata:s:v", "handler_name=Ana's phone", "-metadata", "creation_time=2026-01-02T03:04:05Z")
    clips.ffmpeg("-i", clip, "-c", "copy", "-movflags", "use_metadata_tags", *place, *names, told)
    assert "40.41" in clips.described(told)
    kept = take_in(told)["path"].read_bytes()
    for secret in (b"40.41", b"Phone 9", b"Ana", b"location"):
        assert secret not in kept


def test_a_clip_held_upright_is_shown_upright(take_in: TakeIn, clip: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    clips.ffmpeg("-display_rotation", "90", "-i", clip, "-c", "copy", turned)
    kept = take_in(turned)
    assert kept["poster"].shape == (64, 48, 3)
    assert kept["poster"][60, 24, 0] > 150  # what was red at the left is at the bottom now
    assert kept["poster"][4, 24, 2] > 150
    info = probe(kept["path"], "kept")
    assert (info.width, info.height) == (48, 64)


@pytest.mark.parametrize(("ending", "codec"), [
    ("mp4", ("-c:v", "mpeg4", "-c:a", "aac")),
    ("mp4", ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p")),
    ("mov", ("-c:v", "prores_ks", "-c:a", "pcm_s16le")),
    ("mkv", ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-c:a", "flac")),
])  # fmt: skip
def test_what_no_browser_plays_is_converted(take_in: TakeIn, tmp_path: Path, ending: str, codec: tuple[str, ...]) -> None:
    kept = take_in(clips.write(tmp_path / f"a.{ending}", clips.pattern(10), sound=True, codec=codec))
    info = probe(kept["path"], "kept")
    assert (info.codec, info.pixel_format, info.audio, kept["mime"]) == ("h264", "yuv420p", "aac", "video/mp4")
    assert len(clips.read(kept["path"])) == 10


def test_a_telephone_s_hdr_clip_keeps_its_colours_and_does_not_turn_grey(take_in: TakeIn, tmp_path: Path) -> None:
    yellow = np.full((48, 64, 3), (0, 180, 180), np.uint8)
    curve = "format=gbrpf32le,zscale=tin=bt709:pin=bt709:min=gbr:rin=pc:t=arib-std-b67:p=bt2020:m=bt2020nc:r=tv:npl=203,format=yuv420p10le"
    hdr = ("-vf", curve, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
    saved = take_in(clips.write(tmp_path / "phone.mp4", [yellow] * 3, codec=hdr))
    assert probe(saved["path"], "clip").colour.startswith("tv, bt709")
    red, green, blue = saved["poster"][24, 32]
    assert min(red, green) > 165
    assert blue < 25


def test_a_browser_recording_that_does_not_say_how_long_it_is_gets_a_length(take_in: TakeIn, tmp_path: Path) -> None:
    live = clips.write(tmp_path / "a.webm", clips.pattern(20), codec=("-c:v", "libvpx", "-live", "1", "-deadline", "realtime"))
    assert "Duration: N/A" in clips.described(live)
    assert take_in(live)["duration_s"] == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize(("settings", "limit"), [({"max_video_s": 1}, "minutes"), ({"max_video_mb": 1}, "1 MB")])
def test_what_is_too_long_or_too_large_is_refused_by_name(take_in: TakeIn, tmp_path: Path, settings: dict[str, int], limit: str) -> None:
    noise = [np.random.default_rng(0).integers(0, 255, (96, 128, 3)).astype(np.uint8)] * 60
    sent = clips.write(tmp_path / "a.mkv", noise, codec=("-c:v", "mjpeg", "-q:v", "2"))
    with pytest.raises(errors.PayloadTooLarge, match=limit):
        take_in(sent, **settings)


def test_a_frame_of_too_many_pixels_is_refused_before_it_is_decoded(take_in: TakeIn, tmp_path: Path) -> None:
    with pytest.raises(errors.PayloadTooLarge, match="4096"):
        take_in(clips.write(tmp_path / "a.mp4", [np.zeros((4320, 2400, 3), np.uint8)]))


def test_a_clip_cut_off_on_its_way_is_refused(take_in: TakeIn, clip: Path, tmp_path: Path) -> None:
    fast, matroska = tmp_path / "fast.mp4", tmp_path / "a.mkv"
    clips.ffmpeg("-i", clip, "-c", "copy", "-movflags", "+faststart", fast)
    clips.ffmpeg("-i", clip, "-c", "copy", matroska)
    for whole in (clip, fast, matroska):
        content = whole.read_bytes()
        for share in (0.3, 0.7):
            with pytest.raises(errors.UnreadableVideo):
                take_in(content[: int(len(content) * share)])


def test_files_that_are_no_video_get_a_clear_answer(take_in: TakeIn) -> None:
    playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n"
    with pytest.raises(errors.UnsupportedUpload):
        take_in(playlist)
    with pytest.raises(errors.UnreadableVideo):
        take_in(b"\x00\x00\x00\x18ftypmp42" + playlist)
    with pytest.raises(errors.UnreadableVideo):
        take_in(b"\x1a\x45\xdf\xa3" + b"\x00" * 400)


def test_damaged_bytes_are_taken_or_refused_and_never_crash(take_in: TakeIn, clip: Path, scale: float) -> None:
    chance, whole = random.Random(4), clip.read_bytes()
    answers = set()
    for _ in range(int(8 * scale)):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 20, 300))):
            content[chance.randrange(16, len(content))] = chance.randrange(256)
        try:
            answers.add(take_in(bytes(content))["type"])
        except errors.InvalidRequest as error:
            answers.add(error.code)
    assert answers <= {
        "video",
        "audio",
        "unreadable_video",
        "unreadable_audio",
        "unsupported_file",
        "unsupported_video",
        "payload_too_large",
        "too_long",
    }


def test_a_cancelled_upload_leaves_no_copy(take_in: TakeIn, clip: Path) -> None:
    with pytest.raises(errors.JobCancelled):
        take_in(clip, cancel=True)


def test_pictures_in_the_same_box_as_videos_are_not_taken_for_videos() -> None:
    assert sniff(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00") is None
    assert sniff(b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00") is None
    assert sniff(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IHDR") is None
    assert sniff(b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00") == "mov"
