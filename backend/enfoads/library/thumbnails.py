"""Small pictures for the grid: WebP, at most 480 pixels and 30 kB, and the colour shown before they arrive."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

LONGEST_SIDE = 480  # pixels: a grid cell of 240 on a screen of double density
MAX_BYTES = 30_000  # a page of 50 stays under 1.5 MB; tunnels on a free plan count every byte
_QUALITIES = (80, 65, 50, 35)


@dataclass(frozen=True, slots=True)
class ThumbnailInfo:
    """Size of the picture it was made from, in pixels, and its dominant colour as #rrggbb."""

    width: int
    height: int
    color: str


def make(source: Path, target: Path) -> ThumbnailInfo:
    """Write the thumbnail of a picture of the library. The picture is trusted: uploads were checked and re-encoded."""
    with Image.open(source) as image:
        width, height = image.size
        image.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))  # a JPEG is decoded small
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    target.write_bytes(_encode(small))
    return ThumbnailInfo(width, height, dominant_color(small))


def _encode(image: Image.Image) -> bytes:
    """The best quality that fits; a picture of nothing but noise is made smaller until it does."""
    while True:
        for quality in _QUALITIES:
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=quality, method=4)
            if buffer.tell() <= MAX_BYTES:
                return buffer.getvalue()
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)), Image.Resampling.LANCZOS)


def dominant_color(image: Image.Image) -> str:
    """The mean of the commonest colours, eight steps to a channel, as #rrggbb; what is transparent does not count."""
    pixels = np.asarray(image.resize((32, 32), Image.Resampling.BOX).convert("RGBA")).reshape(-1, 4)  # (1024, 4)
    pixels = pixels[pixels[:, 3] > 127][:, :3]
    if not len(pixels):
        return "#ffffff"
    bins = (pixels >> 5) @ np.array([64, 8, 1])  # 0 to 511
    red, green, blue = pixels[bins == np.bincount(bins).argmax()].mean(axis=0).round().astype(int).tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"
