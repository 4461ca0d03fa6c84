"""Changing a part of a picture: which crop the model draws, at which size, and how it comes back.

Geometry alone: nothing here knows a model. What is not marked comes back bit by bit; the soft edge lies inside the mark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from enfoads.errors import InvalidRequest

Grey = NDArray[np.uint8]
"""(H, W): 0 keep, 255 redraw."""

MARKED = 32  # of 255: fainter marks are the noise of a JPEG
_CONTEXT = 0.25  # of the mark's longer side, seen by the model on each side of it; A1111 and ADetailer give 32 px of 512 at least
_SEAM, _WIDEST_SEAM = 0.02, 48  # of a widened picture's longer side, and in pixels: new ground grows out of the old picture's edge
_FILL_SIDE = 1024  # pixels: what is filled in before it is drawn needs no more detail


class Box(NamedTuple):
    """In pixels; the right and lower edges are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


class Margins(NamedTuple):
    """Pixels added at each side."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class Region:
    """A crop of `canvas` (RGB) to be redrawn. `blend`: (box.height, box.width), how much of the new picture each pixel takes."""

    canvas: Image.Image
    box: Box
    blend: Grey
    size: tuple[int, int]

    def source(self) -> Image.Image:
        """The crop as the model gets it: RGB, of `size`."""
        return self.canvas.resize(self.size, Image.Resampling.LANCZOS, box=self.box)

    def mask(self) -> Image.Image:
        """Every pixel that may be seen later, at `size`: L, 255 redraw, 0 keep."""
        touched = Image.fromarray(np.where(self.blend > 0, 255, 0).astype(np.uint8))
        shrunk = np.asarray(touched.resize(self.size, Image.Resampling.BOX))
        return Image.fromarray(np.where(shrunk > 0, 255, 0).astype(np.uint8))

    def paste(self, drawn: Image.Image, onto: Image.Image | None = None) -> Image.Image:
        """The canvas (or `onto`, of its size) with what was drawn (RGB, of the box's size) in its place."""
        whole = np.array(onto or self.canvas)
        rows, columns = slice(self.box.top, self.box.bottom), slice(self.box.left, self.box.right)
        whole[rows, columns] = blended(whole[rows, columns], np.asarray(drawn), self.blend)
        return Image.fromarray(whole)


def blended(old: NDArray[np.uint8], new: NDArray[np.uint8], share: Grey) -> NDArray[np.uint8]:
    """(H, W, 3) of both: exactly `old` where `share` is 0, exactly `new` where it is 255."""
    weight = share[..., None].astype(np.uint32)
    mixed = (old * (255 - weight) + new * weight + 127) // 255
    return mixed.astype(np.uint8)


def region(
    reference: Image.Image,
    mask: Image.Image | None,
    margins: Margins,
    blur: int,
    best_size: Callable[[float, float], tuple[int, int]],
) -> Region:
    """What to redraw of a picture.

    reference: RGB, or RGBA, whose holes are the mask when there is none. mask: any size of the same shape; what is transparent is
    redrawn, or what is light when nothing is. margins: the picture is widened by them; the soft edge is wider there. blur: width of
    the soft edge in pixels.
    best_size(width, height): the size the model draws best in this shape.

    Raises InvalidRequest when nothing is marked.
    """
    marks = _marks_of(reference if mask is None else mask, reference.size, holes_only=mask is None)
    canvas, marks = _widened(_opaque(reference, marks, holes_only=mask is None), marks, margins)
    if not marks.any():
        raise InvalidRequest(param="mask", detail="mask: it marks nothing to redraw", detail_es="mask: no marca nada que redibujar")
    box = _crop(bounds(marks), canvas.size, best_size)
    blend = feathered(marks, blur)
    if any(margins):
        seam = max(blur, min(_WIDEST_SEAM, round(_SEAM * max(canvas.size))))
        blend = np.where(_margins_of(reference.size, margins), feathered(marks, seam), blend)
    return Region(canvas, box, blend[box.top : box.bottom, box.left : box.right], best_size(box.width, box.height))


def bounds(marks: Grey) -> Box:
    """The smallest box around everything that is marked; something must be."""
    rows, columns = np.flatnonzero(marks.any(1)), np.flatnonzero(marks.any(0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def crop_around(inner: Box, limits: tuple[int, int], margin: float, least: float) -> Box:
    """`inner` with `margin` pixels at each side and sides of `least` pixels, inside 0, 0 and `limits` (width, height)."""
    left, right = _span(inner.left, inner.right, max(inner.width + 2 * margin, least), limits[0])
    top, bottom = _span(inner.top, inner.bottom, max(inner.height + 2 * margin, least), limits[1])
    return Box(left, top, right, bottom)


def in_shape(box: Box, aspect: float, limits: tuple[int, int]) -> Box:
    """`box` made wider or higher to width / height = `aspect`, as far as `limits` leave room."""
    left, right = _span(box.left, box.right, box.height * aspect, limits[0])
    top, bottom = _span(box.top, box.bottom, box.width / aspect, limits[1])
    return Box(left, top, right, bottom)


def _crop(inner: Box, limits: tuple[int, int], best_size: Callable[[float, float], tuple[int, int]]) -> Box:
    width, height = best_size(inner.width, inner.height)
    crop = crop_around(inner, limits, _CONTEXT * max(inner.width, inner.height), min(width, height) / 2)
    width, height = best_size(crop.width, crop.height)
    return in_shape(crop, width / height, limits)


def _span(start: int, end: int, wanted: float, limit: int) -> tuple[int, int]:
    """`start` to `end`, grown evenly to `wanted`, moved and cut to lie within 0 to `limit`."""
    length = min(limit, max(end - start, round(wanted)))
    first = min(max(0, start - (length - (end - start)) // 2), limit - length)
    return first, first + length


# Marks ------------------------------------------------------------------------------------------------------------------


def _marks_of(image: Image.Image, size: tuple[int, int], *, holes_only: bool) -> Grey:
    """What a mask marks, at `size`."""
    holes = ImageOps.invert(image.getchannel("A")) if "A" in image.getbands() else None
    if holes is not None and holes.getextrema()[1] >= MARKED:  # type: ignore[operator]
        grey = holes
    elif holes_only:
        return np.zeros((size[1], size[0]), np.uint8)
    else:
        grey = image.convert("RGB").convert("L")
    if grey.size != size:
        grey = grey.resize(size, Image.Resampling.BILINEAR)
    marks = np.array(grey)
    marks[marks < MARKED] = 0
    return marks


def feathered(marks: Grey, blur: int) -> Grey:
    """`marks` with an edge that rises from nothing to full over `blur` pixels inwards. What is thinner than that rises sooner, and the
    picture's own border is no edge.
    """
    if blur == 0:
        return marks
    inside = np.pad(marks > 0, blur, mode="edge").astype(np.uint8)
    depth = np.zeros_like(inside)  # pixels to the nearest unmarked one, at most blur + 1
    for _ in range(blur + 1):
        depth += inside
        inside = _widest(inside, 1, np.minimum)
    depth = depth[blur:-blur, blur:-blur]
    share = depth / np.maximum(_widest(depth, blur, np.maximum), 1)
    soft: Grey = np.ceil(share * marks).astype(np.uint8)
    return soft


def _widest(values: NDArray[Any], radius: int, pick: Callable[..., Any]) -> NDArray[Any]:
    """The least or greatest (`pick`) value within `radius` pixels, by doubling windows."""
    for axis in (0, 1):
        result, reach = values.copy(), 0
        while reach < radius:
            step = min(max(1, reach), radius - reach)
            before, after = _shifted(result, step, axis), _shifted(result, -step, axis)
            result, reach = pick(result, pick(before, after)), reach + step
        values = result
    return values


def _shifted(values: NDArray[Any], by: int, axis: int) -> NDArray[Any]:
    """Moved along an axis, the last line repeated."""
    places = np.clip(np.arange(values.shape[axis]) - by, 0, values.shape[axis] - 1)
    return np.take(values, places, axis)


# What lies under the marks ------------------------------------------------------------------------------------------------


def _opaque(reference: Image.Image, marks: Grey, *, holes_only: bool) -> Image.Image:
    """RGB. Holes to be redrawn are filled from around them, others lie on white."""
    if "A" not in reference.getbands():
        return reference.convert("RGB")
    if holes_only and marks.any():
        return filled(reference.convert("RGB"), marks == 0)
    white = Image.new("RGBA", reference.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, reference.convert("RGBA")).convert("RGB")


def _margins_of(size: tuple[int, int], margins: Margins) -> NDArray[np.bool_]:
    """Where the widened picture is new."""
    inner = np.zeros((size[1], size[0]), bool)
    return np.pad(inner, ((margins.top, margins.bottom), (margins.left, margins.right)), constant_values=True)


def _widened(image: Image.Image, marks: Grey, margins: Margins) -> tuple[Image.Image, Grey]:
    if not any(margins):
        return image, marks
    new = _margins_of(image.size, margins)
    canvas = ImageOps.expand(image, (margins.left, margins.top, margins.right, margins.bottom))
    whole = np.full(new.shape, 255, np.uint8)
    whole[~new] = marks.ravel()
    return filled(canvas, ~new), whole


def filled(image: Image.Image, known: NDArray[np.bool_]) -> Image.Image:
    """RGB with every unknown pixel in the colours of the known ones around it (push-pull: Gortler et al., The Lumigraph, 1996)."""
    if known.all() or not known.any():
        return image
    scale = min(1.0, _FILL_SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    weight = _resized(known.astype(np.float32)[..., None], size)
    colours = _pulled(_resized(np.asarray(image, np.float32) * known[..., None], size), weight)
    guess = _resized(colours, image.size, Image.Resampling.BILINEAR)
    guess = np.clip(np.rint(guess), 0, 255).astype(np.uint8)
    return Image.fromarray(np.where(known[..., None], np.asarray(image), guess))


def _pulled(premultiplied: NDArray[Any], weight: NDArray[Any]) -> NDArray[Any]:
    """Colours (H, W, 3) where `weight` is above 0, and from a copy half as large where it is not."""
    height, width = weight.shape[:2]
    colours: NDArray[Any] = premultiplied / np.maximum(weight, 1e-6)
    if width == height == 1 or weight.all():
        return colours
    half = (width + 1) // 2, (height + 1) // 2
    coarse = _pulled(_resized(premultiplied, half), _resized(weight, half))
    whole: NDArray[Any] = np.where(weight > 0, colours, _resized(coarse, (width, height), Image.Resampling.BILINEAR))
    return whole


def _resized(values: NDArray[Any], size: tuple[int, int], how: Image.Resampling = Image.Resampling.BOX) -> NDArray[Any]:
    """(H, W, C) floats at another size (width, height)."""
    if values.shape[1::-1] == size:
        return values
    planes = [np.asarray(Image.fromarray(values[..., channel]).resize(size, how)) for channel in range(values.shape[2])]
    together: NDArray[Any] = np.stack(planes, -1)
    return together
