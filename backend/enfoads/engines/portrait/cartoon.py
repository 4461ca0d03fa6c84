"""Cartoon presenters: a DiceBear drawing with the studio's own mouth in the place of the style's, rasterised by resvg.

What is drawn over mouth and eyes in the style (a beard, glasses, a fringe) stays over them, because each shape of them is rendered as
a small window of the whole drawing. Windows are kept, so a frame of a video rasterises nothing.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np
import resvg_py
from dicebear import Avatar
from dicebear import Style as Drawing
from PIL import Image

from enfoads.engines.portrait.base import AvatarRecord, Performance
from enfoads.engines.portrait.lips import mouth_svg
from enfoads.engines.portrait.puppet import Acting, Box, Field, Joints, Piece, Puppet
from enfoads.engines.portrait.styles import STYLES, Span, Style
from enfoads.video.planes import Pixels

_MOUTH, _EYES = "presenter-mouth", "presenter-eyes"
_STEPS = (16, 6, 6)  # shapes of the mouth that are told apart: opening, width, roundness
_LIDS = 5  # stages of a blink
_SHAPES = 833  # all there are: 45 MB in a full frame, if they are all used
_BREATH = 0.012  # of the head's width: how far a breath lifts the shoulders
_KEPT = 4  # sizes of frame


class Cartoon:
    """The rig of a record of kind `cartoon`."""

    def __init__(self, record: AvatarRecord) -> None:
        """Raises KeyError for a style that no presenter has."""
        self._style = STYLES[record.style]
        self._open, self._shut = _drawings(record, self._style)
        self._puppet = lru_cache(_KEPT)(self._build)

    def layer(self, performance: Performance, size: tuple[int, int], *, whole: bool) -> Acting:
        """`whole` changes nothing: a cartoon always stands before its background."""
        return Acting(self._puppet(size), performance)

    def _build(self, size: tuple[int, int]) -> Puppet:
        view = View(self._style, size)
        still = view.still(self._window)
        joints = view.joints()
        rows = (still.box.y, min(still.box.y + still.box.height, round(view.y(self._style.chest) / 2) * 2))
        moving = Box(still.box.x, rows[0], still.box.width, rows[1] - rows[0])
        field = Field(moving, joints, _BREATH * joints.unit)
        return Puppet(still, field, *view.features(self._window, moving))

    def _window(self, view: View, box: Box, mouth: Sequence[float], lids: float) -> Pixels:
        """(H, W, 4): what is in `box` of a frame, rasterised."""
        drawing = self._shut if lids == 1 and self._shut else self._open
        squeeze = "" if lids in (0, 1) and self._shut else _squeezed(self._style.lid, lids)
        svg = drawing.replace(f'<g id="{_EYES}">', f'<g transform="{squeeze}">' if squeeze else "<g>")
        svg = svg.replace(f'<g id="{_MOUTH}"/>', mouth_svg(self._style.mouth, mouth))
        return _raster(svg, view.x_of(box.x), view.y_of(box.y), view.scale, (box.width, box.height))


class View:
    """Where a canvas stands in frames of one size: how large, and which unit of it is at which pixel."""

    def __init__(self, style: Style, size: tuple[int, int]) -> None:
        self._style, self.size = style, size
        tall = float(np.clip((size[1] / size[0] - 1) / 0.78, 0, 1))  # 0: square or wide, 1: 9:16
        head = min(size) * (0.44 + 0.08 * tall) * style.size
        self.scale = head / (style.chin - style.top)
        # Above the captions, which are near 60 % of a tall frame and lower in others.
        middle = size[1] * (0.45 - 0.075 * tall)
        self._left = size[0] / 2 - (0.5 * style.middle + 0.5 * style.body) * self.scale
        self._top = middle - (style.top + style.chin) / 2 * self.scale

    def x(self, unit: float) -> float:
        return self._left + unit * self.scale

    def y(self, unit: float) -> float:
        return self._top + unit * self.scale

    def x_of(self, pixel: float) -> float:
        return (pixel - self._left) / self.scale

    def y_of(self, pixel: float) -> float:
        return (pixel - self._top) / self.scale

    def box(self, span: Span) -> Box:
        return Box.around(self.x(span[0]), self.y(span[1]), self.x(span[2]), self.y(span[3]), self.size)

    def joints(self) -> Joints:
        style = self._style
        chin = self.y(style.chin - 0.06 * (style.chin - style.top))
        nose = (self.x(style.mouth.x), self.y(0.5 * (style.lid + style.mouth.y)))
        return Joints((self.x(style.middle), chin), nose, style.width * self.scale, chin, self.y(style.shoulders), self.y(style.chest))

    def still(self, window: Any) -> Piece:
        """The whole figure at rest, down to the frame's bottom: below its canvas the body goes on as it is at its end."""
        width, height = self.size
        rgba: Pixels = window(self, Box(0, 0, width, height), (0.0, 0.5, 0.0), 0.0).copy()
        end = min(height, int(self.y(self._style.canvas)) - 1)
        if end < height:
            self._go_on(rgba, end)
        left, top, right, _ = Image.fromarray(rgba[..., 3]).getbbox() or (0, 0, 2, 2)
        around = 6 + round(0.02 * self._style.width * self.scale)  # room for the head to move in
        box = Box.around(left - around, top - around, right + around, height, self.size)
        return Piece.of(rgba[box.rows, box.columns], box)

    def _go_on(self, rgba: Pixels, end: int) -> None:
        """Draw what is under the canvas: its last row over and over, a little wider each time, and where the arms are."""
        (grown, over), height, width = self._style.flare, *rgba.shape[:2]
        down = (np.arange(end, height) - end) / (over * self.scale)
        wider = 1 + grown * (1 - np.exp(-down) if self._style.slanted else down**2 / (1 + down**2))
        middle = self.x(self._style.body)
        from_x = (middle + (np.arange(width) - middle) / wider[:, None]).astype(np.float32)
        row = rgba[end - 1 : end].astype(np.float32)
        row[..., :3] *= row[..., 3:] / 255
        below = np.asarray(cv2.remap(row, from_x, np.zeros_like(from_x), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)
        below[..., :3] *= 255 / np.maximum(below[..., 3:], 1)
        rgba[end:] = np.clip(below + 0.5, 0, 255)
        if self._style.arms:
            _arms(rgba, self, self._style.arms)

    def features(self, window: Any, moving: Box) -> tuple[Any, Any]:
        """What a puppet asks for a mouth and for eyes."""
        mouth_box, eyes_box = self.box(self._style.mouth_box), self.box(self._style.eyes)

        @lru_cache(_SHAPES)
        def mouth(*shape: float) -> Piece:
            return Piece.of(window(self, mouth_box, shape, 0.0), mouth_box)

        @lru_cache(_LIDS + 1)
        def eyes(lids: float) -> tuple[Piece, ...]:
            return (Piece.of(window(self, eyes_box, (0.0, 0.5, 0.0), lids), eyes_box),) if lids else ()

        def shaped(shape: Sequence[float]) -> Piece:
            return mouth(*(round(float(value) * steps) / steps for value, steps in zip(shape, _STEPS, strict=True)))

        return shaped, lambda blink: eyes(round(blink * _LIDS) / _LIDS)


def _arms(rgba: Pixels, view: View, arms: tuple[float, float, float]) -> None:
    """Two soft lines between arms and body, so that what goes on below the canvas is a person's."""
    from PIL import ImageDraw

    aside, top, weight = arms
    style, drawn = view._style, Image.new("L", (rgba.shape[1] * 2, rgba.shape[0] * 2))
    pen = ImageDraw.Draw(drawn)
    for unit in (aside, 2 * style.body - aside):
        x, y = view.x(unit) * 2, view.y(top) * 2
        half = weight * view.scale
        pen.rounded_rectangle((x - half, y, x + half, rgba.shape[0] * 2 + half * 2), half, fill=40)
    shade = np.asarray(drawn.resize((rgba.shape[1], rgba.shape[0]), Image.Resampling.BOX), np.float32)[..., None] / 255
    rgba[..., :3] = (rgba[..., :3] * (1 - shade)).astype(np.uint8)


def _squeezed(row: float, lids: float) -> str:
    return f"translate(0 {row}) scale(1 {max(0.2, 1 - lids):.3f}) translate(0 {-row})" if lids else ""


def _drawings(record: AvatarRecord, style: Style) -> tuple[str, str]:
    """The SVG with marks where mouth and eyes are; the same with its eyes shut, "" if the style has no such eyes."""
    options = {"seed": record.id} | record.options
    definition = _definition(record, style.shut)
    open = _unclipped(Avatar(definition, options).to_string())
    return open, _unclipped(Avatar(definition, options | {"eyesVariant": [style.shut]}).to_string()) if style.shut else ""


def _unclipped(svg: str) -> str:
    """Without the clip at the canvas's edge, which makes resvg draw all of it wherever it is looked at: 25 ms in place of 1."""
    return re.sub(r'<g clip-path="url\(#clip-\w+\)">', "<g>", svg)


def _definition(record: AvatarRecord, shut: str) -> Drawing:
    """The record's style: its mouth is a mark to put ours in, its eyes are in a group of their own, and of its parts there are those that
    are drawn alone. A whole style takes a second to be validated."""
    told: dict[str, Any] = json.loads(files("dicebear_styles").joinpath(f"{record.style}.json").read_text("utf-8"))
    told["canvas"]["elements"] = [_marked(element) for element in told["canvas"]["elements"]]
    for name, component in told["components"].items():
        variants, drawn = component["variants"], [*record.options.get(f"{name}Variant", ()), shut if name == "eyes" else ""]
        component["variants"] = {one: variants[one] for one in drawn if one in variants} or dict([*variants.items()][:1])
    return Drawing(told)


def _marked(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "component" and element["name"] == "mouth":
        return {"name": "g", "type": "element", "attributes": {"id": _MOUTH}}
    if element["type"] == "component" and element["name"] == "eyes":
        return {"name": "g", "type": "element", "attributes": {"id": _EYES}, "children": [element]}
    return element


def _raster(svg: str, x: float, y: float, scale: float, size: tuple[int, int]) -> Pixels:
    """(H, W, 4) of the part of a drawing whose top left corner is at x, y of its canvas."""
    head, mark, rest = svg.partition('viewBox="')
    _, _, rest = rest.partition('"')
    window = f'{x:.4f} {y:.4f} {size[0] / scale:.4f} {size[1] / scale:.4f}" preserveAspectRatio="none"'
    svg = f'{head}width="{size[0]}" height="{size[1]}" {mark}{window}{rest}'
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA"))
