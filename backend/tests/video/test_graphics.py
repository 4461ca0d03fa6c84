from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from enfoads.engines.portrait.base import Head
from enfoads.video.captions import caption_layer
from enfoads.video.formats import Aspect
from enfoads.video.graphics import graphic_layers
from enfoads.video.logo import _opened, logo_sprite
from enfoads.video.placing import Entering, HeadParts
from enfoads.video.planes import Layer, Planes, fill, frame_buffer, rgb_of
from enfoads.video.safe import safe_box
from enfoads.video.timeline import Brand, Captions, EndCard, File, Fill, LowerThird, Presenter, PriceTag, Scene, Timeline, Word

Pixels = NDArray[np.uint8]
SIZES: dict[Aspect, tuple[int, int]] = {"9:16": (360, 640), "4:5": (360, 450), "1:1": (360, 360), "16:9": (640, 360)}
THIRD = LowerThird(title="María Fernández Núñez", subtitle="Fundadora de Luma Café, Arequipa")
PRICE = PriceTag(price="S/ 1.249,90", before="S/ 1.899,90")
CARD = EndCard(cta="Pide el tuyo hoy", headline="El café que despierta tu mañana", detail="lumacafe.pe · 01 555 1234")


def logo(path: Path, color: str) -> File:
    image = Image.new("RGBA", (240, 120))
    ImageDraw.Draw(image).rounded_rectangle((20, 20, 220, 100), 30, fill=color)
    image.save(path)
    return File(path=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def advert(
    aspect: Aspect = "9:16", ground: str = "#606060", words: str = "", brand: Brand | None = None, label: str = "", **fields: Any
) -> Timeline:
    width, height = SIZES[aspect]
    said = tuple(Word(text=word, start=0.3 * n, end=0.3 * n + 0.28) for n, word in enumerate(words.split()))
    scene = Scene(visual=Fill(color=ground), frames=300, words=said, **fields)
    return Timeline(width=width, height=height, aspect=aspect, scenes=(scene,), brand=brand or Brand(), label=label)


def head_in(aspect: Aspect) -> Head:
    """About where cartoon presenters have theirs."""
    width, height = SIZES[aspect]
    tall = min(1.0, max(0.0, (height / width - 1) / 0.78))
    head = min(width, height) * (0.44 + 0.08 * tall)
    return Head(width / 2, height * (0.45 - 0.075 * tall) + head / 2, 0.88 * head)


def drawn(of: Timeline, number: int = 60, *, graphics: bool = True, captions: bool = False) -> Pixels:
    _, frame = frame_buffer(of.width, of.height)
    fill(frame, _ground(of))
    captioned = caption_layer(of.scenes[0], of)
    for layer in [*(graphic_layers(of.scenes[0], of) if graphics else ()), *([captioned] if captions and captioned else ())]:
        layer.draw(frame, number)
    return rgb_of(frame)


def _alone(layer: Layer, of: Timeline) -> Pixels:
    _, frame = frame_buffer(of.width, of.height)
    fill(frame, _ground(of))
    layer.draw(frame, 30)
    return rgb_of(frame)


def _ground(of: Timeline) -> tuple[int, int, int]:
    visual = of.scenes[0].visual
    assert isinstance(visual, Fill)
    return 16 + round(int(visual.color[1:3], 16) * 219 / 255), 128, 128


def marked(pixels: Pixels, steps: int = 24) -> NDArray[np.bool_]:
    return np.asarray(np.abs(pixels.astype(int) - pixels[0, 0].astype(int)).max(axis=2) > steps)


@pytest.mark.parametrize("aspect", list(SIZES))
@pytest.mark.parametrize("y", [None, 0.0])
def test_logo_price_name_and_mark_stand_in_the_safe_box_and_never_on_each_other_or_the_captions(
    aspect: Aspect, y: float | None, tmp_path: Path
) -> None:
    words = "Este café despierta extraordinariamente"
    brand = Brand(name="Luma", colors=("#e63946",), logo=logo(tmp_path / "logo.png", "#ffffff"))
    of = advert(aspect, words=words, brand=brand, label="Hecho con IA", lower_third=THIRD, price_tag=PRICE)
    of = of.model_copy(update={"captions": Captions(y=y)})
    box = safe_box(aspect, "all").pixels(*SIZES[aspect])
    layers = [*graphic_layers(of.scenes[0], of), caption_layer(of.scenes[0], of)]
    pieces = [marked(_alone(layer, of)) for layer in layers if layer]
    assert len(pieces) == 5
    for piece in pieces:
        rows, across = np.nonzero(piece)
        assert len(rows)
        assert (across.min(), rows.min()) >= (box[0] - 1, 0)
        assert rows.min() >= box[1] - 1
        assert across.max() < box[2] + 1
        assert rows.max() < box[3] + 1
    assert np.sum(pieces, axis=0).max() == 1


@pytest.mark.parametrize(("color", "ground"), [("#14161c", "#101010"), ("#ffffff", "#f4f4f4")])
def test_a_logo_that_would_vanish_gets_a_plate(color: str, ground: str, tmp_path: Path) -> None:
    brand = Brand(logo=logo(tmp_path / "logo.png", color))
    assert marked(drawn(advert(ground=ground, brand=brand)), 100).sum() > 300
    other = "#f4f4f4" if ground == "#101010" else "#101010"
    seen = marked(drawn(advert(ground=other, brand=brand)), 100)
    rows, across = np.nonzero(seen)
    assert seen.sum() < 0.99 * (np.ptp(rows) + 1) * (np.ptp(across) + 1)  # its own round corners, no plate around them


def test_a_huge_logo_is_kept_no_larger_than_it_is_drawn(tmp_path: Path) -> None:
    """Four of a designer's originals would stay in a worker with a gigabyte."""
    Image.new("RGBA", (6000, 900), "#d01030").save(tmp_path / "logo.png")
    file = File(path=str(tmp_path / "logo.png"), sha256="6000")
    kept = _opened(file.path, file.sha256)
    assert kept.size == (1600, 240)
    sprite = logo_sprite(file, 132.0**2, (340, 150), (0, 0, "left"), "")
    assert (sprite.patch.width, sprite.patch.height) == (340, 52)


def test_a_price_comes_in_once_and_what_came_in_before_a_chapter_is_there_at_once() -> None:
    first, later = advert(price_tag=PRICE), advert(price_tag=PRICE.model_copy(update={"shown": 240}))
    assert not marked(drawn(first, 0)).any()
    assert (drawn(later, 0) == drawn(first, 60)).all()
    half = drawn(first, 14)
    assert marked(half).any()
    assert (half != drawn(first, 60)).any()


@pytest.mark.parametrize("aspect", list(SIZES))
@pytest.mark.parametrize("price", [None, PRICE])
def test_a_name_never_stands_on_the_mouth_of_the_presenter_it_names(aspect: Aspect, price: PriceTag | None, tmp_path: Path) -> None:
    of = advert(aspect, brand=Brand(logo=logo(tmp_path / "logo.png", "#ffffff")), words="Hola", lower_third=THIRD, price_tag=price)
    scene = of.scenes[0].model_copy(update={"visual": Presenter(avatar={}, background=Fill(color="#606060"))})
    *above, name = [one.sprite for one in graphic_layers(scene, of, head_in(aspect)) if isinstance(one, Entering)]
    for part in HeadParts(head_in(aspect)).mouth:
        assert name.x + name.patch.width <= part.left + 1 or name.y + name.patch.height <= part.top + 1 or name.y >= part.bottom - 1
    for other in above:
        assert other.y + other.patch.height <= name.y or other.x >= name.x + name.patch.width or other.y >= name.y + name.patch.height


@pytest.mark.parametrize("aspect", list(SIZES))
@pytest.mark.parametrize("words", ["", "Hola"])
def test_a_price_never_hides_the_face_of_a_presenter(aspect: Aspect, words: str) -> None:
    of = advert(aspect, words=words, label="Hecho con IA", price_tag=PRICE)
    scene = of.scenes[0].model_copy(update={"visual": Presenter(avatar={}, background=Fill(color="#606060"))})
    across, down = np.nonzero(marked(_alone(graphic_layers(scene, of, head_in(aspect))[-1], of), 60).T)
    for part in HeadParts(head_in(aspect)).face:
        inside = (across > part.left + 1) & (across < part.right - 1) & (down > part.top + 1) & (down < part.bottom - 1)
        assert not inside.any()


@pytest.mark.parametrize("color", ["#d62828", "#ffffff", "#14161c"])
def test_a_price_on_the_brands_own_colour_is_still_seen(color: str) -> None:
    tag = marked(drawn(advert(ground=color, brand=Brand(colors=(color,)), price_tag=PRICE)))
    rows, across = np.nonzero(tag)
    assert tag.sum() > 0.4 * (np.ptp(rows) + 1) * (np.ptp(across) + 1)


def test_a_closing_card_without_a_brand_takes_the_colour_behind_it_and_says_the_title() -> None:
    of = advert(ground="#3c7d7a", end_card=EndCard(cta="Reserva tu mesa"))
    red, green, blue = drawn(of)[0, 0].astype(int)
    assert min(green, blue) > red + 10
    assert (drawn(of) != drawn(of.model_copy(update={"title": "Cenas de verano"}))).any()


def test_a_name_leaves_after_some_seconds_wherever_chapters_are_cut() -> None:
    one = advert(lower_third=THIRD)
    assert marked(drawn(one, 120)).any()
    assert not marked(drawn(one, 260)).any()
    later = advert(lower_third=THIRD.model_copy(update={"shown": 100}))
    assert (drawn(later, 95) == drawn(one, 195)).all()


@pytest.mark.parametrize("aspect", list(SIZES))
@pytest.mark.parametrize("words", ["", "Pídelo ahora mismo"])
def test_a_closing_card_is_read_over_white_and_leaves_room_for_captions(aspect: Aspect, words: str, tmp_path: Path) -> None:
    brand = Brand(name="Luma Café", colors=("#e63946",), logo=logo(tmp_path / "logo.png", "#ffffff"))
    of = advert(
        aspect, "#ffffff", words, brand, end_card=CARD.model_copy(update={"headline": CARD.headline + " desde Arequipa, sin prisa"})
    )
    pixels = drawn(of)
    luma = pixels[0, 0] @ np.array([0.2126, 0.7152, 0.0722])
    assert luma < 90
    box = safe_box(aspect, "all").pixels(*SIZES[aspect])
    rows, across = np.nonzero(marked(pixels, 60))
    assert box[0] <= across.min()
    assert across.max() < box[2]
    assert box[1] <= rows.min()
    assert rows.max() < box[3]
    assert np.abs(pixels.astype(int) - (0xE6, 0x39, 0x46)).max(axis=2).min() < 12  # the button
    if words:
        said = marked(
            drawn(
                of.model_copy(update={"scenes": (of.scenes[0].model_copy(update={"end_card": None}),)}), 10, graphics=False, captions=True
            )
        )
        assert not (said & marked(pixels, 60)).any()


def test_what_comes_in_is_drawn_alike_in_any_order() -> None:
    of = advert(lower_third=THIRD, price_tag=PRICE, label="IA")
    layers = graphic_layers(of.scenes[0], of)

    def at(number: int) -> Planes:
        _, frame = frame_buffer(of.width, of.height)
        fill(frame, (80, 120, 130))
        for layer in layers:
            layer.draw(frame, number)
        return frame

    first = at(13)
    at(200)
    at(3)
    assert all((one == other).all() for one, other in zip(first, at(13), strict=True))


@pytest.mark.parametrize("graphic", [{"price_tag": PriceTag(price="﷽﷽﷽", before="﷽")}, {"lower_third": LowerThird(title="﷽﷽﷽")}])
def test_a_sign_wider_than_its_field_is_drawn_smaller(graphic: dict[str, Any]) -> None:
    assert marked(drawn(advert(**graphic), 30)).any()


def test_a_logo_stays_where_it_is_and_as_it_is_from_scene_to_scene(tmp_path: Path) -> None:
    """A white one needs a plate over white: without it over the dark scene it would vanish while that one fades in."""
    brand = Brand(logo=logo(tmp_path / "logo.png", "#ffffff"))
    of = advert(ground="#f4f4f4", brand=brand, words="Hola").model_copy(update={"captions": Captions(y=0.0)})
    dark = of.scenes[0].model_copy(update={"visual": Fill(color="#101010"), "words": ()})
    both = of.model_copy(update={"scenes": (of.scenes[0], dark)})
    one, other = (next(layer.sprite for layer in graphic_layers(scene, both) if isinstance(layer, Entering)) for scene in both.scenes)
    assert (one.x, one.y, one.patch.width, one.patch.height) == (other.x, other.y, other.patch.width, other.patch.height)
    alone = next(layer.sprite for layer in graphic_layers(dark, of.model_copy(update={"scenes": (dark,)})) if isinstance(layer, Entering))
    assert alone.patch.width < one.patch.width
