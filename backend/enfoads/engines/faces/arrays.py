"""Pictures as OpenCV takes them, and arithmetic on boxes. Boxes are rows (x0, y0, x1, y1)."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PIL import Image

from enfoads.engines.faces.base import FaceBox, Floats, Pixels


def to_bgr(image: Image.Image) -> Pixels:
    """(H, W, 3) BGR of a picture of any mode, 16 bits too, of which Pillow would keep the lowest eight."""
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image).clip(0, 0xFFFF) >> 8).astype(np.uint8))
    return cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)


def letterbox(window: Pixels, side: int, fill: int = 0) -> tuple[Pixels, float, tuple[int, int]]:
    """The window made to fit a square, centred on bars: (square, scale, (left, top) of the picture in the square)."""
    height, width = window.shape[:2]
    scale = side / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(window, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.full((side, side, 3), fill, np.uint8)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square, scale, (left, top)


def cut_out(image: Pixels, matrix: Floats, side: int) -> Pixels:
    """The square that a similarity (2, 3) from the picture to it shows; beyond the picture its edge goes on.

    warpAffine looks at four pixels only, so what is shown small is first averaged down to about twice its size.
    """
    scale = math.hypot(matrix[0, 0], matrix[1, 0])
    if scale < 0.5:
        corners = np.array([[0, 0], [side, 0], [0, side], [side, side]]) - matrix[:, 2]
        there = corners @ np.linalg.inv(matrix[:, :2]).T
        low = np.clip(np.floor(there.min(0)) - 2, 0, np.array(image.shape[1::-1]) - 1).astype(int)
        high = np.clip(np.ceil(there.max(0)) + 2, low + 1, image.shape[1::-1]).astype(int)
        piece = image[low[1] : high[1], low[0] : high[0]]
        size = (max(1, round(piece.shape[1] * 2 * scale)), max(1, round(piece.shape[0] * 2 * scale)))
        across, down = piece.shape[1] / size[0], piece.shape[0] / size[1]
        back = np.array([[across, 0, low[0] + (across - 1) / 2], [0, down, low[1] + (down - 1) / 2], [0, 0, 1]])
        image = cv2.resize(piece, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        matrix = matrix @ back
    shown = cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return shown.astype(np.uint8, copy=False)


def overlap(box: Floats, boxes: Floats) -> Floats:
    """Area that one box shares with each of the others."""
    low, high = np.maximum(box[:2], boxes[:, :2]), np.minimum(box[2:], boxes[:, 2:])
    shared: Floats = np.clip(high - low, 0, None).prod(1)
    return shared


def area(boxes: Floats) -> Floats:
    sizes: Floats = np.clip(boxes[..., 2:] - boxes[..., :2], 0, None).prod(-1)
    return sizes


def iou(box: Floats, boxes: Floats) -> Floats:
    """Intersection over union of one box with each of the others."""
    shared = overlap(box, boxes)
    share: Floats = shared / np.maximum(area(box) + area(boxes) - shared, 1e-9)
    return share


def face_box(box: Floats, score: float, shape: tuple[int, ...]) -> FaceBox:
    """The box clipped to a picture of this shape (H, W, …)."""
    x0, x1 = np.clip(box[[0, 2]], 0, shape[1])
    y0, y1 = np.clip(box[[1, 3]], 0, shape[0])
    return FaceBox(float(x0), float(y0), float(x1), float(y1), float(score))
