"""Pictures for videos: opened as they are seen, cut to the frame's shape around the point that matters, made into planes once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from enfoads.security import uploads
from enfoads.video.planes import Pixels, Planes, planes_of
from enfoads.video.timeline import Picture

_KEPT = 12  # canvases: 4.5 MB each at 1080 x 1920
_WHITE = (255, 255, 255, 255)


class Canvas(NamedTuple):
    """A picture cut to the frame's shape. `anchor`: where its focus came to lie, as shares."""

    planes: Planes
    anchor: tuple[float, float]


def canvas_of(picture: Picture, size: tuple[int, int], name: str) -> Canvas:
    """`size`: (width, height) of the canvas, even. `name`: what errors call the picture. Kept in memory for the next time.

    Raises UnreadableImage, PayloadTooLarge.
    """
    return _canvas(picture.file.path, picture.file.sha256, picture.focus, size, name)


@lru_cache(maxsize=_KEPT)
def _canvas(path: str, _sha256: str, focus: tuple[float, float], size: tuple[int, int], name: str) -> Canvas:
    with uploads.decoder_failures(name):
        image = _opened(Path(path), size)
        box, anchor = cover(image.size, size, focus)
        return Canvas(planes_of(_fitted(image, box, size)), anchor)


def _opened(path: Path, size: tuple[int, int]) -> Image.Image:
    """Upright, 8-bit RGB in sRGB; what is transparent is white. A large JPEG is decoded at a fraction of its size."""
    with path.open("rb") as file, Image.open(file) as unread:
        uploads.check_pixels(unread)
        unread.draft("RGB", (max(size), max(size)))  # whichever way it was held
        unread.load()
        image = uploads.plain(uploads.upright(unread))
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, _WHITE), image).convert("RGB")
    return image


def cover(
    shape: tuple[int, int], size: tuple[int, int], focus: tuple[float, float]
) -> tuple[tuple[float, float, float, float], tuple[float, float]]:
    """The part (left, top, right, bottom) of a picture of `shape` that fills a frame of `size`, with `focus` as near to its middle as
    the picture allows, and where in that part the focus lies."""
    scale = min(shape[0] / size[0], shape[1] / size[1])
    box, anchor = [0.0] * 4, [0.5, 0.5]
    for axis in (0, 1):
        length = min(size[axis] * scale, shape[axis])
        point = min(max(focus[axis], 0.0), 1.0) * shape[axis]
        start = max(0.0, min(point - length / 2, shape[axis] - length))
        box[axis], box[axis + 2] = start, min(start + length, shape[axis])
        anchor[axis] = (point - start) / length
    return (box[0], box[1], box[2], box[3]), (anchor[0], anchor[1])


def _fitted(image: Image.Image, box: tuple[float, float, float, float], size: tuple[int, int]) -> Pixels:
    """That part at that size (H, W, 3). Made smaller by the mean of what falls into a pixel, larger by Lanczos' window."""
    fitted = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    return np.ascontiguousarray(np.asarray(fitted, np.uint8))
