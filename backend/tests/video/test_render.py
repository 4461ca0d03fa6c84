from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import clips
import numpy as np
import psutil
import pytest

from enfoads.errors import DiskFull, JobCancelled, NotSupported
from enfoads.video import compose, encode, fonts, segments
from enfoads.video.compose import Composer
from enfoads.video.planes import rgb_of
from enfoads.video.probe import probe
from enfoads.video.render import Rendered, render
from enfoads.video.timeline import Fill, Picture, Timeline, Word

Render = Callable[..., Rendered]


def no_avatar(_record: Any) -> Any:
    raise AssertionError("there is no avatar")


@pytest.fixture
def rendered(tmp_path: Path) -> Render:
    """Render into the test's own folder and cache, without a child left behind."""

    def of(timeline: Timeline, name: str = "video.mp4", **options: Any) -> Rendered:
        try:
            return render(timeline, no_avatar, tmp_path / name, **({"preset": "final", "cache": tmp_path / "scenes"} | options))
        finally:
            assert not [child for child in psutil.Process().children(recursive=True) if "ffmpeg" in child.name()]
            assert not list(tmp_path.rglob("*.part"))

    return of


@pytest.fixture(scope="module")
def ad(timeline: Callable[..., Timeline], scene: Callable[..., Any], picture: Picture) -> Timeline:
    """Scenes of odd lengths, one of them a single frame, that come in in all ways."""
    words = (Word(text="Hoy", start=0.1, end=0.3), Word(text="mismo", start=0.3, end=0.5))
    return timeline(
        scene(picture, 17, motion="zoom_in", words=words),
        scene(Fill(color="#ff5a1f"), 1),
        scene(picture, 23, comes="fade", motion="pan_left", words=words),
        scene(Fill(color="#103080", to="#20a060"), 11, comes="wipe"),
    )


def packets(path: Path, kind: str = "video") -> list[tuple[float, float]]:
    """(decoding time, time shown) of each packet, in seconds."""
    with av.open(str(path)) as file:
        stream = next(one for one in file.streams if one.type == kind)
        return [(float(one.dts * one.time_base), float(one.pts * one.time_base)) for one in file.demux(stream) if one.pts is not None]


@pytest.mark.parametrize("fps", [24, 30])
def test_a_video_has_exactly_its_frames_each_at_its_time(ad: Timeline, rendered: Render, fps: int) -> None:
    of = ad.model_copy(update={"fps": fps})
    result = rendered(of)
    times = packets(result.path)
    assert result.frames == len(times) == 52
    assert np.diff([decoded for decoded, _ in times]) == pytest.approx(1 / fps, abs=1e-4)  # else decoders drop or double one at a seam
    assert sorted(shown for _, shown in times) == pytest.approx([number / fps for number in range(52)], abs=1e-4)
    info = probe(result.path, "video")
    assert (info.width, info.height, info.fps) == (96, 160, fps)
    assert info.duration_s == pytest.approx(of.duration_s, abs=0.011)  # ffmpeg says hundredths


def test_a_video_plays_everywhere_and_says_what_its_colours_are(ad: Timeline, rendered: Render) -> None:
    result = rendered(ad, metadata={"comment": "made with AI"})
    data, said = result.path.read_bytes(), clips.described(result.path)
    assert "yuv420p(tv, bt709" in said
    assert "made with AI" in said
    assert data.index(b"moov") < data.index(b"mdat")  # it begins to play before all of it is there


def test_the_file_shows_what_was_composed(ad: Timeline, rendered: Render) -> None:
    """Tolerance: x264 at crf 19 changes a pixel of so small a frame by up to 3 in the mean."""
    decoded = clips.read(rendered(ad).path)[..., ::-1].astype(int)
    with Composer(ad, no_avatar) as composer:
        for number in (0, 12, 16, 17, 18, 20, 35, 41, 43, 51):
            assert np.abs(decoded[number] - rgb_of(composer.frame(number))).mean() < 3, number


@pytest.mark.parametrize("preset", ["preview", "draft", "final"])
def test_a_brand_colour_comes_out_of_the_file_as_it_went_in(
    timeline: Callable[..., Timeline], scene: Callable[..., Any], rendered: Render, preset: str
) -> None:
    colours = ["#ff5a1f", "#0a84ff", "#34c759", "#7d1a3c"]
    of = timeline(*(scene(Fill(color=colour), 4) for colour in colours))
    decoded = clips.read(rendered(of, preset=preset).path)[..., ::-1].astype(int)
    for index, colour in enumerate(colours):
        wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        assert np.abs(decoded[4 * index + 2][8:-8, 8:-8] - wanted).max() <= 3


def test_segments_share_their_headers_and_begin_with_a_key_frame(ad: Timeline, rendered: Render, tmp_path: Path) -> None:
    result = rendered(ad)
    headers = set()
    for path in (tmp_path / "scenes").iterdir():
        with av.open(str(path)) as file:
            stream = file.streams.video[0]
            headers.add(bytes(stream.codec_context.extradata or b""))
            assert next(file.demux(stream)).is_keyframe
    assert len(headers) == 1
    with av.open(str(result.path)) as file:
        shown = [one.pts * one.time_base * 30 for one in file.demux(video=0) if one.is_keyframe]
    assert {0, 17, 18, 41} <= {round(at) for at in shown}


@pytest.mark.parametrize("seconds", [52 / 30, 4.0])
def test_sound_lies_beside_it_as_it_is_and_never_makes_it_longer(ad: Timeline, rendered: Render, tmp_path: Path, seconds: float) -> None:
    sound = tmp_path / "sound.m4a"
    clips.ffmpeg("-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}", "-c:a", "aac", sound)
    result = rendered(ad, sound=sound)
    heard, shown = packets(result.path, "audio"), packets(result.path)
    assert len(shown) == 52
    assert heard[-1][1] + 1024 / 48000 == pytest.approx(52 / 30, abs=1 / 30)
    assert probe(result.path, "video").duration_s == pytest.approx(52 / 30, abs=1 / 30)
    if seconds < 2:
        assert clips.packets(result.path) == clips.packets(sound)


def test_a_changed_word_renders_one_scene_anew(ad: Timeline, rendered: Render) -> None:
    assert rendered(ad).cached == (False, False, False, False)
    assert rendered(ad, "again.mp4").cached == (True, True, True, True)
    first = ad.scenes[0].model_copy(update={"words": (Word(text="Ahora", start=0.1, end=0.4),)})
    changed = ad.model_copy(update={"scenes": (first, *ad.scenes[1:]), "title": "another", "loudness_lufs": -16.0})
    assert rendered(changed).cached == (False, True, True, True)


def test_scenes_may_be_moved_and_what_comes_in_knows_what_it_comes_over(ad: Timeline, rendered: Render) -> None:
    rendered(ad)
    one, two, three, four = ad.scenes
    moved = rendered(ad.model_copy(update={"scenes": (two, one, three, four)}))
    assert moved.cached == (True, True, False, True)  # the third fades in over another picture
    assert moved.frames == 52


@pytest.mark.parametrize(
    "change",
    [{"width": 108}, {"fps": 25}, {"label": "Hecho con IA"}, {"language": "en"}],
    ids=["size", "rate", "label", "language"],
)
def test_what_changes_every_frame_renders_every_scene_anew(ad: Timeline, change: dict[str, Any]) -> None:
    other = ad.model_copy(update=change)
    before, after = ([segments.key(of, index, "libx264", "final") for index in range(4)] for of in (ad, other))
    assert not set(before) & set(after)


def test_a_file_that_lies_elsewhere_is_still_the_same_picture(ad: Timeline, picture: Picture) -> None:
    moved = picture.model_copy(update={"file": picture.file.model_copy(update={"path": "/elsewhere.png"})})
    changed = picture.model_copy(update={"file": picture.file.model_copy(update={"sha256": "0" * 64})})
    keys = []
    for visual in (picture, moved, changed):
        first = ad.scenes[0].model_copy(update={"visual": visual})
        keys.append(segments.key(ad.model_copy(update={"scenes": (first, *ad.scenes[1:])}), 0, "libx264", "final"))
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied"])
def test_a_damaged_scene_is_noticed_and_rendered_anew(ad: Timeline, rendered: Render, tmp_path: Path, damage: str) -> None:
    whole = clips.read(rendered(ad).path)
    path = max((tmp_path / "scenes").iterdir(), key=lambda one: one.stat().st_size)
    data = path.read_bytes()
    path.write_bytes({"cut": data[: len(data) // 2], "changed": data[:-900] + b"x" * 300 + data[-600:], "emptied": b""}[damage])
    again = rendered(ad, "again.mp4")
    assert sorted(again.cached) == [False, True, True, True]
    assert (clips.read(again.path) == whole).all()


def test_the_same_timeline_gives_the_same_file(ad: Timeline, rendered: Render, tmp_path: Path) -> None:
    one, other = rendered(ad), rendered(ad, "other.mp4", cache=tmp_path / "another")
    assert clips.packets(one.path, "v") == clips.packets(other.path, "v")


@pytest.mark.parametrize(("frames", "kept"), [(0, 0), (3, 0), (30, 2), (52, 3)])
def test_a_cancel_leaves_neither_file_nor_encoder_but_what_was_done(
    ad: Timeline, rendered: Render, tmp_path: Path, frames: int, kept: int
) -> None:
    done = [0]

    def check() -> None:
        if done[-1] >= frames:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        rendered(ad, check=check, progress=lambda number, _of: done.append(number))
    assert not (tmp_path / "video.mp4").exists()
    assert all(path.suffix == ".mp4" for path in (tmp_path / "scenes").iterdir())
    assert sum(rendered(ad).cached) in (kept, kept + 1)  # a scene of so few frames may have ended before it was asked


def test_a_cancel_while_scenes_are_joined_leaves_no_file(ad: Timeline, rendered: Render, tmp_path: Path) -> None:
    def check() -> None:
        if len(list((tmp_path / "scenes").glob("*.mp4"))) == 4:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        rendered(ad, check=check)
    assert not (tmp_path / "video.mp4").exists()
    assert rendered(ad).cached == (True, True, True, True)


def test_a_cancel_is_heard_while_a_large_picture_is_opened(ad: Timeline, rendered: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    opening, go_on = threading.Event(), threading.Event()

    def slowly(*_asked: Any) -> Any:
        opening.set()
        go_on.wait(30)

    def check() -> None:
        if opening.is_set():
            raise JobCancelled

    monkeypatch.setattr(compose, "source_of", slowly)
    with pytest.raises(JobCancelled):
        rendered(ad, check=check)
    go_on.set()


@pytest.mark.parametrize("where", ["scene", "video"])
def test_a_full_disk_is_named_and_what_was_written_is_freed(ad: Timeline, tmp_path: Path, where: str) -> None:
    """/dev/full is a file on a full disk."""
    if not Path("/dev/full").exists():
        pytest.skip("Linux only")
    cache = tmp_path / "scenes"
    cache.mkdir()
    scratch = segments.SceneCache(cache).scratch(segments.key(ad, 2, "libx264", "final"))
    full = scratch if where == "scene" else tmp_path / "video.mp4"
    full.with_name(full.name + ".part").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        render(ad, no_avatar, tmp_path / "video.mp4", preset="final", cache=cache, encoder="libx264")
    assert list(tmp_path.rglob("*")) == [cache]


WORKER = """
import sys, time
from pathlib import Path
from enfoads.video.render import render
from enfoads.video.timeline import Timeline

def slow(frames, of):
    print(frames, flush=True)
    if frames == 35:
        time.sleep(60)

folder = Path(sys.argv[1])
render(Timeline.model_validate_json(sys.stdin.read()), None, folder / "video.mp4", preset="final", cache=folder / "scenes", progress=slow)
"""


def test_after_a_kill_the_next_render_goes_on_from_what_was_done(
    ad: Timeline, rendered: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_fetched", [])  # as in the worker, whichever tests ran before
    with subprocess.Popen([sys.executable, "-c", WORKER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(ad.model_dump_json())
        worker.stdin.close()
        while worker.stdout.readline().strip() != "35":
            assert worker.poll() is None
        helpers = psutil.Process(worker.pid).children()
        os.kill(worker.pid, signal.SIGKILL)
    psutil.wait_procs(helpers, timeout=10)  # its pipe is closed
    assert not (tmp_path / "video.mp4").exists()
    assert rendered(ad).cached == (True, True, False, False)
    assert len(list((tmp_path / "scenes").iterdir())) == 4


def test_nvenc_is_used_only_where_it_encodes(ad: Timeline, rendered: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many a machine's ffmpeg knows it by name and has no GPU for it."""
    works = encode.nvenc_works((96, 160))
    assert encode.choose("auto", (96, 160)) == ("h264_nvenc" if works else "libx264")
    assert encode.choose("libx264", (96, 160)) == "libx264"
    if not works:
        with pytest.raises(NotSupported, match="ENFOADS_VIDEO_ENCODER"):
            rendered(ad, encoder="h264_nvenc")
