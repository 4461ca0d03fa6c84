"""At which size a checkpoint draws, when it is not the size of what is delivered."""

from __future__ import annotations

import math

from enfoads.models.entry import ImageDefaults

_BUCKET = 64  # SDXL learned sizes in steps of 64 (arXiv:2307.01952, appendix I)


def best_size(image: ImageDefaults, width: float, height: float) -> tuple[int, int]:
    """The checkpoint's native area in the aspect width : height, as near as its steps and limits allow."""
    step = math.lcm(_BUCKET, image.factor) if image.min_size >= 512 else image.factor
    least, most = _up(image.min_size, step), image.max_size // step * step
    area, aspect = image.width * image.height, width / height
    ideal = math.sqrt(area * aspect)
    found = []
    for w in {_clamp(round(ideal / step + shift) * step, least, most) for shift in (-1, 0, 1)}:
        h = _clamp(round(w / aspect / step) * step, least, most)
        wrong_aspect, wrong_area = abs(math.log(w / h / aspect)), abs(math.log(w * h / area))
        found.append((wrong_aspect + wrong_area / 2, w, h))
    _, w, h = min(found)
    return w, h


def fitting(image: ImageDefaults, length: float) -> int:
    """The length nearest to `length` that the checkpoint draws."""
    step = image.factor
    return _clamp(round(length / step) * step, _up(image.min_size, step), image.max_size // step * step)


def _up(length: int, step: int) -> int:
    return -(-length // step) * step


def _clamp(length: int, least: int, most: int) -> int:
    return max(least, min(length, most))
