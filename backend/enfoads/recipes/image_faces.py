"""Face refinement, the method of ADetailer (https://github.com/Bing-su/adetailer): a small face is drawn again, larger, where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from enfoads.engines.image.region import Box, Grey, Region, crop_around, in_shape
from enfoads.models.entry import ImageDefaults
from enfoads.recipes.image_scene import redrawn
from enfoads.recipes.image_sizes import best_size

if TYPE_CHECKING:
    from enfoads.engines.faces.base import FaceBox
    from enfoads.engines.image.base import ImageTask

MAX_FACES = 8
SMALLEST = 0.02  # of the picture's longer side: less is a crowd, and the model would invent somebody
_HEAD = 0.15  # of the face, added at each side: hairline and chin belong to it
_CONTEXT = 0.5  # of the face's longer side, seen by the model on each side; ADetailer gives 32 px to a face of some 64
_EDGE = 0.3  # of the ellipse's radius, over which the new face fades into the old picture


def face_regions(picture: Image.Image, faces: Iterable[FaceBox], defaults: ImageDefaults, allowed: Grey | None) -> list[Region]:
    """The crops to be redrawn, one for each face that is large enough, the largest first.

    `allowed` (H, W): how much of each pixel may be changed; None: everything.
    """
    longest = max(picture.size)
    wanted = [face for face in faces if max(face.width, face.height) >= SMALLEST * longest]
    wanted.sort(key=lambda face: face.width * face.height, reverse=True)
    found = [_region(picture, face, partial(best_size, defaults), allowed) for face in wanted[:MAX_FACES]]
    return [one for one in found if one.blend.any()]


def face_task(task: ImageTask, region: Region, params: dict[str, Any]) -> ImageTask:
    """What the model is asked for one face."""
    return redrawn(task, region.source(), region.mask(), params["face_strength"], prompt=params["face_prompt"] or task.prompt)


def whole_blend(region: Region) -> Grey:
    """`region.blend` at the size of its canvas."""
    blend = np.zeros((region.canvas.height, region.canvas.width), np.uint8)
    blend[region.box.top : region.box.bottom, region.box.left : region.box.right] = region.blend
    return blend


def _region(picture: Image.Image, face: FaceBox, best: Callable[[float, float], tuple[int, int]], allowed: Grey | None) -> Region:
    side = max(face.width, face.height)
    inner = Box(int(face.x0), int(face.y0), int(np.ceil(face.x1)), int(np.ceil(face.y1)))
    crop = crop_around(inner, picture.size, _CONTEXT * side, 1)
    width, height = best(crop.width, crop.height)
    crop = in_shape(crop, width / height, picture.size)
    blend = _ellipse(face, crop)
    if allowed is not None:
        blend = np.minimum(blend, allowed[crop.top : crop.bottom, crop.left : crop.right])
    return Region(picture, crop, blend, best(crop.width, crop.height))


def _ellipse(face: FaceBox, crop: Box) -> Grey:
    """(crop.height, crop.width): 255 on the face, fading to 0 around it."""
    columns = np.arange(crop.left, crop.right) + 0.5 - (face.x0 + face.x1) / 2
    rows = np.arange(crop.top, crop.bottom) + 0.5 - (face.y0 + face.y1) / 2
    reach = 0.5 + _HEAD
    distance = np.hypot(columns[None, :] / (face.width * reach), rows[:, None] / (face.height * reach))
    blend: Grey = np.rint(np.clip((1 - distance) / _EDGE, 0, 1) * 255).astype(np.uint8)
    return blend
