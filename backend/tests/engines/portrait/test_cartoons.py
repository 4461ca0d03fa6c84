"""Cartoon presenters in every format: licensed, whole, above the captions, alive."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from enfoads.engines.portrait import create, pictures
from enfoads.engines.portrait.base import AvatarRecord, Rig
from enfoads.engines.portrait.cartoon import View
from enfoads.engines.portrait.create import BuiltIn, built_in, rig_of
from enfoads.engines.portrait.styles import STYLES
from enfoads.errors import InvalidRequest
from enfoads.settings import Settings
from enfoads.video.planes import colour_of, fill, frame_buffer

from .conftest import BACKDROP, Draw, changed

SIZES = [(270, 480), (270, 270), (270, 338), (480, 270)]
EVERYBODY = [one.record.id for one in built_in()]
ONE_OF_EACH_STYLE = ["sofia", "camila", "ines"]


def test_there_are_many_and_each_may_be_used_in_an_ad() -> None:
    assert len(built_in()) >= 10
    assert len({one.record.id for one in built_in()}) == len(built_in())
    for one in built_in():
        assert one.license in ("CC0 1.0", "CC BY 4.0", "Free for personal and commercial use")
        assert one.credit_required == (one.license == "CC BY 4.0")
        assert one.license_url.startswith("https://")
        assert "DiceBear" in one.credit


def test_the_default_asks_for_no_credit() -> None:
    assert not built_in()[0].credit_required


@pytest.mark.parametrize("id", EVERYBODY)
def test_each_stands_on_the_frames_bottom_with_room_above_and_the_mouth_over_the_captions(
    id: str, rig: Callable[[str], Rig], draw: Draw, presenters: dict[str, BuiltIn]
) -> None:
    frame = draw(rig(id), (0.9, 0.6, 0))
    figure = np.abs(frame.astype(int) - BACKDROP).max(2) > 12
    assert figure[-1].sum() > 0.35 * 270
    assert not figure[:20].any()
    assert figure[:, 135].nonzero()[0].min() < 0.25 * 480
    assert View(STYLES[presenters[id].record.style], (270, 480)).y(STYLES[presenters[id].record.style].chin) < 0.56 * 480


@pytest.mark.parametrize("id", ONE_OF_EACH_STYLE)
@pytest.mark.parametrize("size", SIZES)
def test_mouth_and_eyes_change_where_they_are_and_nothing_else(
    id: str, size: tuple[int, int], rig: Callable[[str], Rig], draw: Draw, presenters: dict[str, BuiltIn]
) -> None:
    one, style = rig(id), STYLES[presenters[id].record.style]
    view, rest = View(style, size), draw(rig(id), size=size)
    for box, frame in (
        (view.box(style.mouth_box), draw(one, (1, 0.6, 0), size=size)),
        (view.box(style.eyes), draw(one, blink=1, size=size)),
    ):
        apart = changed(rest, frame)
        assert apart[box.rows, box.columns].sum() > 15
        apart[max(0, box.y - 2) : box.y + box.height + 2, max(0, box.x - 2) : box.x + box.width + 2] = False
        assert not apart.any()


@pytest.mark.parametrize("id", ONE_OF_EACH_STYLE)
def test_the_head_moves_and_what_it_stands_on_does_not(id: str, rig: Callable[[str], Rig], draw: Draw) -> None:
    rest, moved = draw(rig(id)), draw(rig(id), sway=(0.02, 0.01, 1.5))
    apart = changed(rest, moved)
    assert apart[: round(0.5 * 480)].sum() > 200
    assert not apart[round(0.85 * 480) :].any()


def test_breath_lifts_the_shoulders(rig: Callable[[str], Rig], draw: Draw) -> None:
    out, drawn_in = (draw(rig("sofia"), breath=breath, size=(540, 960)) for breath in (0.0, 1.0))
    tops = [int((np.abs(frame[:, 270].astype(int) - BACKDROP).max(1) > 40).argmax()) for frame in (out, drawn_in)]
    assert 1 <= tops[0] - tops[1] <= 5


def test_the_mouth_opens_in_steps_too_small_to_be_seen(rig: Callable[[str], Rig], draw: Draw) -> None:
    dark = [int((draw(rig("sofia"), (share / 16, 0.5, 0)).max(2) < 90)[180:260, 100:170].sum()) for share in range(17)]
    steps = np.diff(dark)
    assert dark[-1] > dark[0] + 50
    assert steps.max() < 0.2 * (dark[-1] - dark[0]) + 8


def test_the_same_frame_is_the_same_bytes_however_often_it_is_drawn(rig: Callable[[str], Rig]) -> None:
    layer = rig("mateo").layer(pictures._talking(), (270, 480), whole=False)

    def drawn(number: int) -> bytes:
        whole, planes = frame_buffer(270, 480)
        fill(planes, colour_of(BACKDROP))
        layer.draw(planes, number)
        return whole.tobytes()

    first = drawn(7)
    drawn(3)
    assert drawn(7) == first
    assert drawn(500) == drawn(len(pictures._talking().blink) - 1)


def test_edges_are_smooth_and_carry_no_fringe(rig: Callable[[str], Rig], draw: Draw) -> None:
    """Between hair and backdrop there are only mixtures of both: nothing darker than the hair, nothing lighter than the backdrop."""
    row = draw(rig("sofia"), size=(540, 960))[330].astype(int)
    hair = row[(np.abs(row - (74, 49, 42)).max(1) < 12)]
    assert len(hair)
    edge = row[max(0, int((np.abs(row - BACKDROP).max(1) > 12).argmax()) - 2) :][:6]
    assert (edge.min(0) >= hair.min(0) - 6).all()
    assert (edge.max(0) <= np.array(BACKDROP) + 14).all()  # chroma has half the pixels


def test_pictures_for_the_page_are_small_and_of_these_presenters(presenters: dict[str, BuiltIn], rig: Callable[[str], Rig]) -> None:
    for one in presenters.values():
        still, moving = (create.picture(one, talking=talking) for talking in (False, True))
        with Image.open(still) as shown, Image.open(moving) as talks:
            assert (shown.size, talks.size) == (pictures.THUMBNAIL, pictures.PREVIEW)
            assert getattr(talks, "n_frames", 1) > 15
        assert still.stat().st_size < 20_000
        assert moving.stat().st_size <= pictures.MOST_BYTES
    fresh = np.asarray(Image.open(io.BytesIO(pictures.thumbnail(rig("sofia"), presenters["sofia"].backdrop))).convert("RGB"), int)
    kept = np.asarray(Image.open(create.picture(presenters["sofia"], talking=False)).convert("RGB"), int)
    assert np.abs(fresh - kept).mean() < 1.5, "run scripts/presenters"


def test_a_style_that_the_studio_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(InvalidRequest) as refused:
        rig_of(AvatarRecord(id="old", kind="cartoon", style="gone"), Settings())
    assert refused.value.param == "avatar_id"
    assert "old" in refused.value.message("en")
