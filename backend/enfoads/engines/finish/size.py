"""Exact sizes: the picture resized until it covers what is asked for, and cut to it around its middle."""

from __future__ import annotations

from PIL import Image


def cover(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """`image` at exactly `size` pixels (width, height), without distortion.

    Lanczos, on the encoded values: in linear light its overshoot is seen as dark rims when a picture is enlarged, which is the
    usual case here.
    """
    if image.size == size:
        return image
    scale = max(size[0] / image.width, size[1] / image.height)
    width, height = min(image.width, size[0] / scale), min(image.height, size[1] / scale)
    left, top = (image.width - width) / 2, (image.height - height) / 2
    return image.resize(size, Image.Resampling.LANCZOS, box=(left, top, left + width, top + height))
