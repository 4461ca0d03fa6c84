from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from enfoads.settings import Settings
from enfoads.video import fonts
from enfoads.video.caption_styles import STYLES, contrast, look_of
from enfoads.video.caption_styles import rgb_of as color_of
from enfoads.video.captions import CaptionLayer, caption_layer, caption_warnings
from enfoads.video.formats import Aspect
from enfoads.video.planes import fill, frame_buffer, rgb_of
from enfoads.video.probe import probe
from enfoads.video.reader import VideoReader
from enfoads.video.render import render
from enfoads.video.safe import safe_box
from enfoads.video.timeline import Brand, Captions, Fill, Scene, Timeline, Word

TimelineOf = Callable[..., Timeline]
Pixels = NDArray[np.uint8]
SIZES: dict[Aspect, tuple[int, int]] = {"9:16": (360, 640), "4:5": (360, 450), "1:1": (360, 360), "16:9": (640, 360)}
GREY = (100, 128, 128)
SPANISH = "¡Mañana, pingüino! Llévate extraordinariamente barato un 50 % de S/ 49,90"


@pytest.fixture(scope="module", autouse=True)
def letters() -> None:
    fonts.use_fetched(Settings().setup_dir / "models" / fonts.MODEL)


def said(text: str, seconds: float = 0.3) -> tuple[Word, ...]:
    return tuple(Word(text=word, start=0.1 + seconds * n, end=0.1 + seconds * (n + 0.9)) for n, word in enumerate(text.split()))


def captioned(text: str, style: str = "highlight", aspect: Aspect = "9:16", frames: int = 90, **fields: Any) -> Timeline:
    width, height = SIZES[aspect]
    captions = {"style": style} | fields.pop("captions", {})
    scene = Scene(visual=Fill(color="#606060"), frames=frames, words=said(text))
    return Timeline(width=width, height=height, aspect=aspect, scenes=(scene,), captions=Captions(**captions), **fields)


def drawn(of: Timeline, number: int, layer: CaptionLayer | None = None) -> Pixels:
    _, frame = frame_buffer(of.width, of.height)
    fill(frame, GREY)
    (layer or CaptionLayer(of.scenes[0], of)).draw(frame, number)
    return rgb_of(frame)


def changed(pixels: Pixels) -> tuple[int, int, int, int]:
    """left, top, right, bottom of what is not the grey ground."""
    ground = np.abs(pixels.astype(int) - pixels[0, 0].astype(int)).max(axis=2) > 24
    rows, across = np.flatnonzero(ground.any(axis=1)), np.flatnonzero(ground.any(axis=0))
    return int(across[0]), int(rows[0]), int(across[-1]) + 1, int(rows[-1]) + 1


def where(pixels: Pixels, color: str) -> tuple[float, float] | None:
    """Centre of what has this colour, in letters and not in their edges."""
    near = np.abs(pixels.astype(np.int16) - np.array(color_of(color), np.int16)).max(axis=2) < 60
    rows, across = np.nonzero(near)
    return (float(across.mean()), float(rows.mean())) if len(rows) > 25 else None


# When ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["highlight", "pop"])
def test_the_word_that_is_heard_is_the_one_lit_in_the_decoded_video(style: str, tmp_path: Path) -> None:
    """Read from the file that a person would post: the lit colour moves to the next word within a frame of the voice."""
    of = captioned("Este café de montaña despierta tu mañana", style, frames=75)
    made = render(of, lambda _: pytest.fail("no avatar"), tmp_path / "ad.mp4", preset="draft", cache=tmp_path / "cache")
    with VideoReader(made.path, probe(made.path, "ad"), "ad") as frames:
        lit = [where(frame[..., ::-1], STYLES[look_of(of.captions, of.brand).style.id].active) for frame in frames]
    starts = [round(word.start * of.fps) for word in of.scenes[0].words]
    assert all(place is None for place in lit[: starts[0] - 1])
    moves = [
        n
        for n, (one, other) in enumerate(pairwise(lit), start=1)
        if other and (not one or np.hypot(one[0] - other[0], one[1] - other[1]) > 8)
    ]
    assert len(moves) == len(starts)
    assert all(abs(move - start) <= 1 for move, start in zip(moves, starts, strict=True))


def test_karaoke_sweeps_through_the_word_while_it_is_said() -> None:
    of = captioned("Extraordinariamente bueno", "karaoke")
    word, color = of.scenes[0].words[0], STYLES["karaoke"].active
    amounts = []
    for number in range(round(word.start * 30), round(word.end * 30)):
        near = np.abs(drawn(of, number).astype(int) - color_of(color)).max(axis=2) < 60
        amounts.append(int(near.sum()))
    assert amounts[0] > 0
    assert all(one < other for one, other in pairwise(amounts))


def test_a_word_that_pops_is_larger_than_it_was() -> None:
    of = captioned("Hola mundo", "pop")
    start = round(of.scenes[0].words[0].start * 30)
    heights = [changed(drawn(of, number))[3] - changed(drawn(of, number))[1] for number in (start, start + 2)]
    assert heights[1] > heights[0]


def test_nothing_is_shown_before_the_first_word_or_long_after_the_last() -> None:
    of = captioned("Hola mundo", frames=60)
    for number in (0, 2, 30, 59):
        assert (drawn(of, number) == drawn(of, 0)[0, 0]).all()
    assert not (drawn(of, 10) == drawn(of, 0)[0, 0]).all()


def test_a_frame_is_the_same_whatever_was_drawn_before_it() -> None:
    for style in STYLES:
        of = captioned(SPANISH, style)
        layer = CaptionLayer(of.scenes[0], of)
        first = drawn(of, 24, layer)
        drawn(of, 70, layer)
        drawn(of, 5, layer)
        assert (drawn(of, 24, layer) == first).all()


# Where -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aspect", list(SIZES))
def test_captions_of_every_style_stay_inside_the_safe_box_wherever_they_are_put(aspect: Aspect) -> None:
    for style in STYLES:
        for y, size in ((0.0, 2.0), (1.0, 1.0)):
            of = captioned(SPANISH, style, aspect, captions={"y": y, "size": size}, platform="tiktok")
            box = safe_box(aspect, "tiktok").pixels(of.width, of.height)
            layer = CaptionLayer(of.scenes[0], of)
            for page in layer.pages[::3]:
                left, top, right, bottom = changed(drawn(of, round((page.start + 0.08) * 30), layer))
                assert box[0] <= left
                assert right <= box[2]
                assert box[1] <= top
                assert bottom <= box[3]


def test_right_to_left_words_light_up_from_the_right() -> None:
    of = captioned("مرحبا بكم اليوم")
    places = [where(drawn(of, round(word.start * 30) + 2), STYLES["highlight"].active) for word in of.scenes[0].words]
    across = [place[0] for place in places if place]
    assert len(across) == 3
    assert across == sorted(across, reverse=True)


def test_a_brand_name_among_right_to_left_words_stands_between_them() -> None:
    of = captioned("متجر Enfoads جديد", captions={"size": 0.7})
    lit = [where(drawn(of, round(word.start * 30) + 2), STYLES["highlight"].active) for word in of.scenes[0].words]
    across = [place[0] for place in lit if place]
    assert across == sorted(across, reverse=True)


# How -------------------------------------------------------------------------------------------------------------------


def test_what_no_font_shows_is_left_out_and_said_so() -> None:
    with_it, without = captioned("Hola \ue0f0mundo\ue0f1"), captioned("Hola mundo")
    assert (drawn(with_it, 10) == drawn(without, 10)).all()
    assert caption_warnings(with_it) == ["glyphs_missing"]
    assert caption_warnings(captioned("¿Mañana? ¡Sí! Größe 50 % 日本語 한국어 ไทย हिन्दी עברית 🚀 🇵🇪 1️⃣")) == []


def test_an_emoji_is_shown_in_its_own_colours() -> None:
    pixels = drawn(captioned("❤️"), 8).astype(int)
    red = (pixels[..., 0] > 180) & (pixels[..., 1] < 110) & (pixels[..., 2] < 110)
    assert red.sum() > 60


def test_words_that_nothing_can_show_have_no_captions() -> None:
    of = captioned("\ue0f0 \ue0f1")
    assert caption_layer(of.scenes[0], of) is None
    assert caption_layer(of.scenes[0], captioned("Hola", "none")) is None


@pytest.mark.parametrize("style", list(STYLES))
def test_signs_without_width_are_silently_left_out(style: str) -> None:
    """A joiner or a lone accent, as they come with pasted text."""
    of = captioned("\u200b \u0301 \ufe0f", style)
    assert caption_layer(of.scenes[0], of) is None
    assert (drawn(captioned("Hola \u2060", style), 8) == drawn(captioned("Hola", style), 8)).all()


def test_a_font_that_is_not_here_is_replaced_and_said_so() -> None:
    missing = captioned("Hola", captions={"font": "Comic Sans MS"})
    assert caption_warnings(missing) == ["font_missing"]
    assert look_of(missing.captions, missing.brand).face.family == "Montserrat"
    assert caption_warnings(captioned("Hola", brand=Brand(fonts=("Helvetica Neue",)))) == ["font_missing"]
    assert look_of(Captions(), Brand(fonts=("bebas  neue",))).face.family == "Bebas Neue"


def test_a_brand_lends_its_colour_only_where_it_can_be_read() -> None:
    assert look_of(Captions(), Brand(colors=("#101040", "#ffffff", "#ff5a1f"))).active == "#ff5a1f"
    assert look_of(Captions(), Brand(colors=("#101040",))).active == STYLES["highlight"].active
    assert look_of(Captions(active="#101040"), Brand(colors=("#ff5a1f",))).active == "#101040"


@pytest.mark.parametrize(
    "colors", [{"color": "#111111", "active": "#222266"}, {"color": "#eeeeee", "box": "#ffffff"}, {"color": "#000000", "box": "#101010"}]
)
def test_colours_that_cannot_be_read_get_an_outline_that_can(colors: dict[str, str]) -> None:
    of = captioned("Hola mundo", captions=colors)
    pixels = drawn(of, 10).reshape(-1, 3)
    luma = pixels @ np.array([0.2126, 0.7152, 0.0722])
    shades = [f"#{int(value):02x}{int(value):02x}{int(value):02x}" for value in (luma.min(), luma.max())]
    assert contrast(*shades) > 10


@pytest.mark.parametrize("style", ["highlight", "box", "karaoke"])
def test_an_outline_has_the_colour_and_the_width_that_is_asked_for(style: str) -> None:
    def magenta(width: float) -> int:
        of = captioned("hola", style, captions={"outline": "#ff00ff", "edge": width})
        return int((np.abs(drawn(of, 10).astype(int) - (255, 0, 255)).max(axis=2) < 60).sum())

    assert magenta(0) == 0
    assert 0 < magenta(1) < magenta(2)
