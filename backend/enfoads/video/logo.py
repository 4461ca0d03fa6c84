"""A brand's logo over pictures it was not made for: trimmed, as large to the eye whatever its shape, on a plate if it would vanish."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from enfoads.errors import InvalidRequest
from enfoads.security import uploads
from enfoads.video.caption_styles import rgb_of
from enfoads.video.lettering import Canvas, Place, Sprite
from enfoads.video.pictures import canvas_of
from enfoads.video.timeline import Clip, File, Fill, Picture, Presenter, Timeline, Visual

_LIGHT, _DARK = "#ffffff", "#14161c"
_APART = 70  # luma steps of 255 between a logo and what is behind it that the eye parts at once
LARGEST = 1600  # pixels of a logo's longer side
_SMALL = (64, 64)
_ANYTHING = (0.0, 255.0)
Part = tuple[float, float, float, float]
"""left, top, right, bottom as shares of the frame."""


def logo_sprite(file: File, area: float, most: tuple[float, float], at: tuple[float, float, str], plate: str) -> Sprite:
    """The logo, covering about `area` square pixels and at most `most` (width, height).

    `at`: x, y and what stands there: "left" or "right" top corner, or "centre" of its top side. `plate`: the colour behind it, "" for
    none. Raises UnreadableImage, PayloadTooLarge.
    """
    logo = _opened(file.path, file.sha256)
    ratio = logo.width / logo.height
    width = min((area * ratio) ** 0.5, most[0], most[1] * ratio, logo.width * 3.0)
    size = (max(2, round(width)), max(2, round(width / ratio)))
    fitted = logo.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    pad = round(0.16 * min(size) + 0.06 * max(size)) if plate else 0
    x, y, side = at
    full = size[0] + 2 * pad
    left = round(x - {"left": 0, "right": full, "centre": full / 2}[side])
    canvas = Canvas(Place(left, round(y), left + full, round(y) + size[1] + 2 * pad))
    if plate:
        canvas.field([Place(left, round(y), left + full, round(y) + size[1] + 2 * pad)], 0.9 * pad + 4, plate)
    canvas.picture(fitted, left + pad, round(y) + pad)
    return canvas.sprite()


@lru_cache(maxsize=4)
def _opened(path: str, _sha256: str) -> Image.Image:
    """RGBA in sRGB, without transparent edges, no larger than it is ever drawn: as it was sent it may take 256 MB."""
    with uploads.decoder_failures("logo"), Path(path).open("rb") as file, Image.open(file) as unread:
        uploads.check_pixels(unread)
        unread.load()
        image = uploads.plain(uploads.upright(unread)).convert("RGBA")
    box = image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    image = image.crop(box) if box else image
    image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image


@lru_cache(maxsize=64)
def plate_of(file: File, behind: tuple[float, float]) -> str:
    """The colour of the plate that a logo needs, "" for none. `behind`: the darkest and the lightest luma (0 to 255) it may stand on.

    Raises UnreadableImage, PayloadTooLarge.
    """
    pixels = np.asarray(_opened(file.path, file.sha256), np.float32)
    opacity = pixels[..., 3] / 255
    if opacity.mean() > 0.97:
        return ""  # it brings its own ground
    luma = pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    mean = float((luma * opacity).sum() / max(1.0, float(opacity.sum())))
    darkest, lightest = behind
    if mean - lightest > _APART or darkest - mean > _APART:
        return ""
    return _LIGHT if mean < 150 else _DARK


def ground_of(timeline: Timeline, part: Part) -> tuple[float, float]:
    """As `backdrop`, of all scenes: a logo looks the same all through a video, or it would jump where scenes change."""
    size = (timeline.width, timeline.height)
    grounds = [backdrop(scene.visual, size, part) for scene in timeline.scenes if not scene.end_card] or [_ANYTHING]
    return min(dark for dark, _ in grounds), max(light for _, light in grounds)


def backdrop(visual: Visual, size: tuple[int, int], part: Part) -> tuple[float, float]:
    """The darkest and the lightest luma of a scene in a part (left, top, right, bottom as shares); what moves may be anything."""
    if isinstance(visual, Presenter):
        visual = visual.background
    if isinstance(visual, Clip):
        return _ANYTHING
    if isinstance(visual, Fill):
        lumas = [_luma(color) for color in (visual.color, visual.to) if color]
        return min(lumas), max(lumas)
    try:
        return _of_picture(visual, size, part)
    except (InvalidRequest, OSError):  # the scene that shows it says so
        return _ANYTHING


@lru_cache(maxsize=256)
def _of_picture(picture: Picture, size: tuple[int, int], part: Part) -> tuple[float, float]:
    shape = (_SMALL[0], round(_SMALL[0] * size[1] / size[0] / 2) * 2)
    plane = canvas_of(picture, shape, "background").planes.y.astype(np.float32)
    left, right = (round(part[n] * shape[0]) for n in (0, 2))
    top, bottom = (round(part[n] * shape[1]) for n in (1, 3))
    spot = (plane[top : max(bottom, top + 1), left : max(right, left + 1)] - 16) * (255 / 219)
    return float(np.percentile(spot, 5)), float(np.percentile(spot, 95))


def _luma(color: str) -> float:
    red, green, blue = rgb_of(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
