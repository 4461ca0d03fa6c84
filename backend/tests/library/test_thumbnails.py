"""Thumbnails are small whatever the picture, and their colour is the picture's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from enfoads.library import thumbnails


def made(tmp_path: Path, image: Image.Image, format: str = "PNG") -> tuple[thumbnails.ThumbnailInfo, Image.Image, int]:
    source, target = tmp_path / "source", tmp_path / "target"
    image.save(source, format)
    info = thumbnails.make(source, target)
    with Image.open(target) as small:
        small.load()
        return info, small, target.stat().st_size


def test_a_page_of_thumbnails_is_light(tmp_path: Path) -> None:
    info, small, size = made(tmp_path, Image.effect_noise((1600, 900), 100).convert("RGB"))  # the hardest picture to compress
    assert size <= 30_000
    assert (small.format, info.width, info.height) == ("WEBP", 1600, 900)
    assert small.width / small.height == pytest.approx(16 / 9, rel=0.02)


@pytest.mark.parametrize(
    ("size", "small"),
    [((1, 1), (1, 1)), ((256, 256), (256, 256)), ((960, 480), (480, 240)), ((9000, 3), (480, 1)), ((3, 9000), (1, 480))],
)
def test_any_shape_keeps_its_shape_and_nothing_is_enlarged(tmp_path: Path, size: tuple[int, int], small: tuple[int, int]) -> None:
    info, thumbnail, _ = made(tmp_path, Image.new("RGB", size, "#336699"))
    assert (info.width, info.height) == size
    assert thumbnail.size == small


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_the_colour_is_the_pictures_commonest(tmp_path: Path, format: str) -> None:
    image = Image.new("RGB", (300, 300), "#204080")
    image.paste("#f0e010", (0, 0, 300, 90))
    color = made(tmp_path, image, format)[0].color
    assert all(abs(int(color[at : at + 2], 16) - int("204080"[at - 1 : at + 1], 16)) <= 6 for at in (1, 3, 5))


def test_transparent_parts_stay_transparent_and_do_not_count_as_colour(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    logo.paste((200, 16, 32, 255), (80, 80, 120, 120))
    info, small, _ = made(tmp_path, logo)
    assert small.mode == "RGBA"
    assert small.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert info.color.startswith("#c8")
    assert made(tmp_path, Image.new("RGBA", (20, 20), (0, 0, 0, 0)))[0].color == "#ffffff"


def test_a_large_jpeg_reports_its_true_size(tmp_path: Path) -> None:
    info, small, _ = made(tmp_path, Image.new("RGB", (4000, 3000), "red"), "JPEG")
    assert (info.width, info.height) == (4000, 3000)
    assert small.size == (480, 360)
