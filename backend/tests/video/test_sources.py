from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import clips
import numpy as np
import pytest
from imageio_ffmpeg import _utils

from enfoads.errors import UnreadableVideo
from enfoads.video import ffmpeg
from enfoads.video.footage import Footage
from enfoads.video.planes import Planes, frame_buffer, rgb_of
from enfoads.video.sources import source_of
from enfoads.video.timeline import Clip, File, Fill, Scene, Timeline

FileOf, TimelineOf, SceneOf = Callable[[Path], File], Callable[..., Timeline], Callable[..., Scene]
SIZE = (40, 48)


def drawn(fill: Fill, timeline: TimelineOf, scene: SceneOf) -> Planes:
    of = timeline(scene(fill), width=64, height=512)
    _, frame = frame_buffer(64, 512)
    source_of(fill, of.scenes[0], of, "scene 1").draw(frame, 0)
    return frame


def test_a_gradient_goes_from_the_one_colour_to_the_other(timeline: TimelineOf, scene: SceneOf) -> None:
    seen = rgb_of(drawn(Fill(color="#ff5a1f", to="#103080"), timeline, scene)).astype(int)
    assert np.abs(seen[:4].mean(axis=(0, 1)) - (255, 90, 31)).max() < 3
    assert np.abs(seen[-4:].mean(axis=(0, 1)) - (16, 48, 128)).max() < 3
    assert np.abs(seen[254:258].mean(axis=(0, 1)) - (135.5, 69, 79.5)).max() < 3


def test_a_gradient_between_near_colours_has_no_bands(timeline: TimelineOf, scene: SceneOf) -> None:
    """Twelve steps of brightness over 512 rows: their mean still rises from every few rows to the next."""
    luma = drawn(Fill(color="#203040", to="#2c3c4c"), timeline, scene).y.astype(float)
    means = luma.reshape(32, 16, 64).mean(axis=(1, 2))
    assert (np.diff(means) > 0).all()
    assert np.abs(np.diff(means) - np.diff(means).mean()).max() < 0.2


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Clip]:
    """A clip of 37 frames that can be told apart, in the container and at the rate that are asked for."""
    folder, made = tmp_path_factory.mktemp("films"), dict[str, Path]()
    frames = []
    for number in range(37):
        frame = np.full((48, 64, 3), (number * 6, 255 - number * 6, 128), np.uint8)
        frame[number : number + 8, 20:40] = 255
        frames.append(frame)

    def of(rate: str = "25", ending: str = "mp4", **fields: float) -> Clip:
        name = f"{rate.replace('/', '-')}.{ending}"
        if name not in made:
            made[name] = clips.write(folder / name, frames, rate)
        return Clip(file=File(path=str(made[name]), sha256=name), **fields)  # type: ignore[arg-type]

    return of


def seen(footage: Footage, number: int) -> bytes:
    return b"".join(plane.tobytes() for plane in footage.canvas(number))


@pytest.mark.parametrize(("rate", "ending"), [("25", "mp4"), ("24000/1001", "mkv"), ("60", "mkv"), ("10", "mp4")])
def test_a_clip_shows_the_same_frame_wherever_it_is_opened(film: Callable[..., Clip], rate: str, ending: str) -> None:
    footage = Footage(film(rate, ending, start_s=0.21), SIZE, 30, "scene 1")
    frames = [seen(footage, number) for number in range(30)]
    for number in (29, 3, 17, 11, 12):
        footage.close()
        assert seen(footage, number) == frames[number]
    footage.close()


def test_a_moment_without_memory_does_not_lose_ffmpeg_for_as_long_as_the_worker_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([False, False])  # its own program, and one of the system
    monkeypatch.setattr(_utils, "_is_valid_exe", lambda _path: next(tries, True))
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    _utils._get_ffmpeg_exe.cache_clear()
    assert ffmpeg.executable.__wrapped__() == ffmpeg.executable()
    assert next(tries, None) is None


def test_a_clip_that_begins_behind_its_last_frame_shows_that_one(film: Callable[..., Clip]) -> None:
    """37 frames at 25 a second: the last one is shown from 1.44 s on, and the file ends at 1.48."""
    late = Footage(film("25", start_s=1.47), SIZE, 30, "scene 1")
    last = Footage(film("25", start_s=1.44), SIZE, 30, "scene 1")
    assert seen(late, 0) == seen(late, 3) == seen(last, 0)
    late.close()
    last.close()


def test_a_clip_plays_at_its_own_speed(film: Callable[..., Clip]) -> None:
    """37 frames at 10 a second are 111 of the timeline's: each is seen three times."""
    footage = Footage(film("10"), SIZE, 30, "scene 1")
    shown = [seen(footage, number) for number in range(108)]
    footage.close()
    changes = [number for number in range(1, 108) if shown[number] != shown[number - 1]]
    assert len(changes) == 35
    assert all(abs(change - 3 * (index + 1)) <= 2 for index, change in enumerate(changes))


def test_a_short_clip_begins_again(film: Callable[..., Clip]) -> None:
    footage = Footage(film("25", start_s=0.48), SIZE, 30, "scene 1")
    length = 30  # of the second that is left
    frames = [seen(footage, number) for number in range(2 * length + 2)]
    footage.close()
    assert frames[length : 2 * length] == frames[:length]
    assert frames[0] != frames[length - 1]


def test_a_clip_goes_on_where_the_scene_before_left_it(film: Callable[..., Clip]) -> None:
    one, other = Footage(film(), SIZE, 30, "scene 1"), Footage(film(shown=11), SIZE, 30, "scene 2")
    assert seen(one, 15) == seen(other, 4)
    one.close()
    other.close()


@pytest.mark.parametrize("tagged", ["bt709", "smpte170m"])
def test_colours_of_a_clip_are_kept_whatever_its_matrix(tmp_path: Path, file_of: FileOf, tagged: str) -> None:
    frames = [np.full((48, 64, 3), (30, 60, 220), np.uint8)] * 3  # BGR
    matrix = {"bt709": "bt709", "smpte170m": "bt601"}[tagged]
    codec = [*clips.H264, "-crf", "5", "-vf", f"scale=out_color_matrix={matrix}:out_range=tv", "-colorspace", tagged, "-color_range", "tv"]
    path = clips.write(tmp_path / "clip.mp4", frames, codec=codec)
    footage = Footage(Clip(file=file_of(path)), SIZE, 30, "scene 1")
    assert np.abs(rgb_of(footage.canvas(0))[24, 20].astype(int) - (220, 60, 30)).max() <= 4
    footage.close()


def test_a_clip_filmed_upright_stands_upright(tmp_path: Path, file_of: FileOf) -> None:
    lying = clips.write(tmp_path / "lying.mp4", clips.pattern(4))  # red at the left, blue at the right
    clips.ffmpeg("-display_rotation", "-90", "-i", lying, "-c", "copy", tmp_path / "upright.mp4")
    footage = Footage(Clip(file=file_of(tmp_path / "upright.mp4")), (24, 32), 25, "scene 1")
    shown = rgb_of(footage.canvas(2)).astype(int)
    footage.close()
    assert shown[4, 12, 0] > shown[4, 12, 2] + 80
    assert shown[-4, 12, 2] > shown[-4, 12, 0] + 80


def test_a_clip_that_is_cut_off_is_named_or_holds_its_last_frame(film: Callable[..., Clip], tmp_path: Path, file_of: FileOf) -> None:
    whole = Path(film("25", "mkv").file.path).read_bytes()
    (tmp_path / "part.mkv").write_bytes(whole[: len(whole) * 2 // 3])
    footage = Footage(Clip(file=file_of(tmp_path / "part.mkv")), SIZE, 30, "scene 1")
    last = [seen(footage, number) for number in range(44)][-1]
    footage.close()
    assert seen(footage, 43) == last
    footage.close()
    (tmp_path / "none.mkv").write_bytes(whole[:300])
    with pytest.raises(UnreadableVideo, match="scene 1"):
        Footage(Clip(file=file_of(tmp_path / "none.mkv")), SIZE, 30, "scene 1").canvas(0)
