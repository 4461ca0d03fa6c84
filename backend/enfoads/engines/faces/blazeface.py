"""MediaPipe's full-range face detector (BlazeFace) on OpenCV's own TFLite importer: no TensorFlow, 10 ms on a CPU core.

Anchors, decoding and the weighted suppression are MediaPipe's (face_detection_full_range.pbtxt in google-ai-edge/mediapipe); the
threshold is lower than its 0.6, because the mesh's presence output sorts out what is no face (see `mediapipe.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from enfoads.engines.faces.arrays import area, iou, letterbox, overlap
from enfoads.engines.faces.base import Floats, Pixels

SIDE, STRIDE = 192, 4
CELLS = SIDE // STRIDE  # one anchor in the middle of each of 48 x 48 cells
THRESHOLD = 0.5
SAME_FACE = 0.3  # boxes with a larger intersection over union are one face, and are averaged
PART_OF = 0.6  # share of the smaller box inside the larger: a tile that saw half a face
OVERLAP = 0.25  # of neighbouring tiles


def read_net(path: Path) -> Any:
    """A TFLite network. OpenCV 5's new engine returns only one of two outputs, and OpenCV 4 has no other than the classic one."""
    options = {"engine": cv2.dnn.ENGINE_CLASSIC} if hasattr(cv2.dnn, "ENGINE_CLASSIC") else {}
    return cv2.dnn.readNetFromTFLite(str(path), **options)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A face as the detector sees it, in pixels of the picture.

    points: (6, 2): right eye, left eye (the subject's), nose tip, mouth, right and left ear.
    """

    box: Floats
    points: Floats
    score: float


class BlazeFace:
    """Keeps state between calls as every cv2.dnn network does: one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._net = read_net(path)
        self._outputs = list(self._net.getUnconnectedOutLayersNames())
        middle = (np.arange(CELLS, dtype=np.float32) + 0.5) / CELLS
        self._anchors = np.stack(np.meshgrid(middle, middle), -1).reshape(-1, 2)  # (2304, 2), rows first

    def find(self, image: Pixels, tiles: int = 1) -> list[Candidate]:
        """The faces of a picture, the surest first. `tiles` n: the whole, and n x n overlapping windows of it for small faces."""
        seen = [self._look(image, window) for window in _windows(image, tiles)]
        boxes, points, scores = (np.concatenate(parts) for parts in zip(*seen, strict=True))
        return _without_parts(_merge(boxes, points, scores))

    def _look(self, image: Pixels, window: tuple[int, int, int, int]) -> tuple[Floats, Floats, Floats]:
        """Boxes (N, 4), points (N, 6, 2) and scores (N,) above the threshold in one window (x, y, width, height)."""
        x, y, width, height = window
        square, scale, (left, top) = letterbox(image[y : y + height, x : x + width], SIDE)
        self._net.setInput(cv2.dnn.blobFromImage(square, 1 / 127.5, (SIDE, SIDE), (127.5,) * 3, swapRB=True))
        first, second = (np.asarray(output, np.float32).reshape(len(self._anchors), -1) for output in self._net.forward(self._outputs))
        regressions, logits = (first, second) if first.shape[1] == 16 else (second, first)
        scores = 1 / (1 + np.exp(-np.clip(logits[:, 0], -60, 60)))
        keep = scores >= THRESHOLD
        places = regressions[keep].reshape(-1, 8, 2)  # centre, size, six points
        anchors = self._anchors[keep][:, None] * SIDE
        centres, half = places[:, :1] + anchors, places[:, 1:2] / 2
        corners = np.concatenate([centres - half, centres + half, places[:, 2:] + anchors], 1)
        back = (corners - np.array([left, top], np.float32)) / scale + np.array([x, y], np.float32)
        return back[:, :2].reshape(-1, 4), back[:, 2:], scores[keep]


def _windows(image: Pixels, tiles: int) -> list[tuple[int, int, int, int]]:
    height, width = image.shape[:2]
    windows = [(0, 0, width, height)]
    if tiles > 1:
        w, h = (max(1, round(length / (tiles - (tiles - 1) * OVERLAP))) for length in (width, height))
        steps = [index / (tiles - 1) for index in range(tiles)]
        windows += [(int((width - w) * across), int((height - h) * down), w, h) for down in steps for across in steps]
    return windows


def _merge(boxes: Floats, points: Floats, scores: Floats) -> list[Candidate]:
    """Weighted non-maximum suppression: boxes of one face are averaged by their scores."""
    order, merged = np.argsort(-scores), []
    while len(order):
        same = iou(boxes[order[0]], boxes[order]) > SAME_FACE
        same[0] = True
        group, order = order[same], order[~same]
        weights = scores[group] / scores[group].sum()
        merged.append(Candidate(weights @ boxes[group], np.tensordot(weights, points[group], 1), float(scores[group[0]])))
    return merged


def _without_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Drop a weaker box that lies mostly inside a stronger one, or around it."""
    kept: list[Candidate] = []
    for one in candidates:
        others = np.array([other.box for other in kept], np.float32).reshape(-1, 4)
        smaller = np.minimum(area(one.box), area(others))
        if not (overlap(one.box, others) > PART_OF * smaller).any():
            kept.append(one)
    return kept
