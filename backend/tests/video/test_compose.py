from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from enfoads.engines.portrait.base import AvatarRecord, Performance
from enfoads.engines.portrait.create import built_in, rig_of
from enfoads.errors import UnreadableImage
from enfoads.settings import Settings
from enfoads.video.compose import Composer
from enfoads.video.planes import Layer, rgb_of
from enfoads.video.timeline import File, Fill, Phoneme, Picture, Presenter, PriceTag, Scene, Timeline, Word

TimelineOf, SceneOf = Callable[..., Timeline], Callable[..., Scene]


def cartoon(record: AvatarRecord) -> object:
    return rig_of(record, Settings())


@pytest.fixture(scope="module")
def presenter() -> Callable[..., Presenter]:
    avatar = built_in()[0].record.model_dump()
    return lambda background=None: Presenter(avatar=avatar, background=background or Fill(color="#ffd050", to="#e06040"))


SOUNDS = tuple(Phoneme(symbol=symbol, start=0.05 + 0.1 * index, end=0.15 + 0.1 * index) for index, symbol in enumerate("olabapo"))
WORDS = (Word(text="¡Hola,", start=0.05, end=0.3), Word(text="mundo!", start=0.35, end=0.7))


@pytest.fixture(scope="module")
def video(timeline: TimelineOf, scene: SceneOf, picture: Picture, presenter: Callable[..., Presenter]) -> Timeline:
    return timeline(
        scene(presenter(), 24, phonemes=SOUNDS, words=WORDS),
        scene(presenter(picture), 20, comes="fade", phonemes=SOUNDS[:3], words=WORDS),
        scene(picture, 20, comes="push", motion="zoom_in", words=WORDS),
    )


def data(composer: Composer, number: int) -> bytes:
    return b"".join(plane.tobytes() for plane in composer.frame(number))


def test_a_frame_is_the_same_whatever_was_drawn_before(video: Timeline) -> None:
    """A preview of one frame, a render from the start and one that goes on in the middle show the same."""
    with Composer(video, cartoon) as composer:  # type: ignore[arg-type]
        in_order = [data(composer, number) for number in range(video.frames)]
    with Composer(video, cartoon) as composer:  # type: ignore[arg-type]
        for number in (63, 26, 46, 0, 23, 24, 44):
            assert data(composer, number) == in_order[number]


def test_every_scene_draws_into_the_frame_it_is_given(video: Timeline) -> None:
    with Composer(video, cartoon) as composer:  # type: ignore[arg-type]
        whole = composer.frame(30)
        part = composer.frame(0)
        composer.draw(1, 6, part)
    assert all((one == other).all() for one, other in zip(whole, part, strict=True))


def test_an_avatar_stays_while_its_background_changes(video: Timeline) -> None:
    """In the middle of the fade its jacket is as opaque as before: not half of itself twice."""
    with Composer(video, cartoon) as composer:  # type: ignore[arg-type]
        before, during = (rgb_of(composer.frame(number)).astype(int) for number in (23, 27))
    jacket = np.abs(before[120:150, 20:76] - (before[135, 30])).max(axis=2) < 12
    assert jacket.sum() > 100
    assert np.abs(during - before)[120:150, 20:76][jacket].mean() < 6


class Watched:
    """A rig that keeps what its avatars are made to do."""

    def __init__(self) -> None:
        self.performances: list[Performance] = []

    def layer(self, performance: Performance, size: tuple[int, int], *, whole: bool) -> Layer:
        self.performances.append(performance)
        return cartoon(AvatarRecord.model_validate(built_in()[0].record.model_dump())).layer(performance, size, whole=whole)  # type: ignore[attr-defined,no-any-return]


def test_a_head_does_not_jump_where_the_next_scene_takes_it_over(video: Timeline) -> None:
    watched = Watched()
    with Composer(video, lambda _record: watched) as composer:
        composer.frame(3)
        composer.frame(26)
    first, second = watched.performances
    for track in ("sway", "breath", "blink"):
        leaves, arrives = np.atleast_1d(getattr(first, track)[23]), np.atleast_1d(getattr(second, track)[0])
        assert np.abs(leaves - arrives).max() < 0.02
    assert np.abs(first.sway[:20]).max() > 0.001  # it moves in between
    assert np.abs(first.breath[0]) > 0 or np.abs(first.sway[0]).max() > 0  # and need not rest where no scene was before


def test_a_frame_beyond_the_end_of_a_scene_can_be_asked_for(video: Timeline) -> None:
    with Composer(video, cartoon) as composer:  # type: ignore[arg-type]
        frame = composer.frame(0)
        composer.draw(2, video.scenes[2].frames + 60, frame)
    assert frame.y.std() > 1


@pytest.mark.parametrize("size", [(96, 96), (160, 90), (54, 96), (128, 160)])
def test_any_even_size_can_be_drawn(size: tuple[int, int], video: Timeline) -> None:
    of = video.model_copy(update={"width": size[0], "height": size[1]})
    with Composer(of, cartoon) as composer:  # type: ignore[arg-type]
        for number in (0, 27, 50):
            assert composer.frame(number).size == size


def test_a_picture_that_cannot_be_opened_is_named_with_its_scene(
    timeline: TimelineOf, scene: SceneOf, picture: Picture, tmp_path: Path
) -> None:
    (tmp_path / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    torn = Picture(file=File(path=str(tmp_path / "torn.png"), sha256="torn"))
    with Composer(timeline(scene(picture), scene(torn)), cartoon) as composer, pytest.raises(UnreadableImage) as refused:  # type: ignore[arg-type]
        composer.frame(12)
    assert refused.value.param == "scenes[1].visual"
    assert "scene 2" in refused.value.message("en")
    assert "escena 2" in refused.value.message("es")


def test_what_is_shown_is_the_picture_as_pillow_shows_it(timeline: TimelineOf, scene: SceneOf, picture: Picture) -> None:
    """The whole way, from a file to a frame, against Pillow's own resampling in RGB. Tolerance: mean 1.5, nowhere more than 16."""
    with Composer(timeline(scene(picture)), cartoon) as composer:  # type: ignore[arg-type]
        shown = rgb_of(composer.frame(3)).astype(int)
    with Image.open(io.BytesIO(Path(picture.file.path).read_bytes())) as image:
        wanted = np.asarray(image.resize((96, 160), Image.Resampling.LANCZOS, box=(144, 0, 336, 320))).astype(int)
    assert np.abs(shown - wanted).mean() < 1.5
    assert np.abs(shown - wanted).max() <= 16


def test_a_price_fades_with_its_scene_and_stays_where_the_next_one_shows_it_too(timeline: TimelineOf, scene: SceneOf) -> None:
    grey, tag = Fill(color="#808080"), PriceTag(price="S/ 49,90")
    gone, stays = (
        timeline(scene(grey, 40, price_tag=tag), scene(grey, 20, comes="fade", price_tag=following))
        for following in (None, tag.model_copy(update={"shown": 40}))
    )
    with Composer(gone, cartoon) as leaving, Composer(stays, cartoon) as staying:  # type: ignore[arg-type]
        seen, half, none = (np.abs(leaving.frame(number).y.astype(int) - 126).sum() for number in (39, 42, 50))
        assert seen * 0.2 < half < seen * 0.8
        assert none == 0
        assert data(staying, 42) == data(staying, 39) == data(leaving, 39)
