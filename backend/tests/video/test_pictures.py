from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from enfoads.errors import UnreadableImage
from enfoads.video.pictures import canvas_of, cover
from enfoads.video.planes import rgb_of
from enfoads.video.timeline import File, Picture

FileOf = Callable[[Path], File]


def seen(path: Path, file_of: FileOf, size: tuple[int, int] = (40, 60), **fields: Any) -> Any:
    return rgb_of(canvas_of(Picture(file=file_of(path), **fields), size, "scene 1").planes).astype(int)


def halves(mode: str = "RGB") -> Image.Image:
    """Orange above, navy below."""
    image = Image.new("RGB", (80, 120), (250, 140, 30))
    image.paste((20, 30, 90), (0, 60, 80, 120))
    return image.convert(mode)


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_photo_stands_as_the_camera_was_held(tmp_path: Path, file_of: FileOf, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    lying = halves().transpose({3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[turn])
    lying.save(tmp_path / "photo.jpg", exif=exif, quality=95)
    shown = seen(tmp_path / "photo.jpg", file_of)
    assert np.abs(shown[5, 20] - (250, 140, 30)).max() < 8
    assert np.abs(shown[-5, 20] - (20, 30, 90)).max() < 8


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_any_kind_of_picture_can_be_shown(tmp_path: Path, file_of: FileOf, mode: str) -> None:
    deep = Image.fromarray(np.asarray(halves("L")).astype(np.uint16) << 8)
    image = deep if mode == "I;16" else halves(mode)
    path = tmp_path / ("picture.tif" if mode == "CMYK" else "picture.png")
    image.save(path)
    shown = seen(path, file_of)
    assert shown[5].mean() > shown[-5].mean() + 60


def test_what_is_transparent_is_white(tmp_path: Path, file_of: FileOf) -> None:
    image = Image.new("RGBA", (40, 60), (200, 0, 0, 0))
    image.paste((10, 90, 40, 255), (0, 30, 40, 60))
    image.save(tmp_path / "logo.png")
    shown = seen(tmp_path / "logo.png", file_of)
    assert shown[5].min() >= 253
    assert np.abs(shown[-5, 20] - (10, 90, 40)).max() <= 2


def test_a_huge_photo_fills_the_frame(tmp_path: Path, file_of: FileOf) -> None:
    halves().resize((6000, 4000)).save(tmp_path / "huge.jpg")
    shown = seen(tmp_path / "huge.jpg", file_of)
    assert np.abs(shown[5, 20] - (250, 140, 30)).max() < 8


@pytest.mark.parametrize(("focus", "left"), [((0.5, 0.5), 50), ((0.0, 0.5), 0), ((1.0, 0.5), 100), ((0.3, 0.9), 10)])
def test_what_matters_stays_in_the_frame(focus: tuple[float, float], left: float) -> None:
    box, anchor = cover((200, 100), (100, 100), focus)
    assert box == pytest.approx((left, 0, left + 100, 100))
    assert (left + anchor[0] * 100, anchor[1] * 100) == pytest.approx((focus[0] * 200, focus[1] * 100))


def test_a_damaged_picture_is_named(tmp_path: Path, file_of: FileOf) -> None:
    (tmp_path / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    with pytest.raises(UnreadableImage, match="scene 1"):
        seen(tmp_path / "torn.png", file_of)
