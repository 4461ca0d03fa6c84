"""A person's own YOLO face detector (the exports of yolov8-face, yolov9c-face and their like), run by ONNX Runtime on the CPU."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from enfoads.engines.faces.arrays import face_box, iou, letterbox, to_bgr
from enfoads.engines.faces.base import FaceBox, Floats
from enfoads.errors import InvalidRequest

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 640
GREY = 114  # what YOLO's letterbox is filled with
THRESHOLD = 0.4
SAME_FACE = 0.5
COLUMNS = 5  # centre x, centre y, width, height, score; key points may follow


class YoloDetector:
    """Output of the file: (1, 5 + key points, N) or transposed, in pixels of the input. Raises InvalidRequest for another one."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, 3
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime raises its own classes for a missing file and for a damaged one
            raise _refused(path, str(error).splitlines()[0][:200]) from None
        self._path, self._lock = path, Lock()
        taken, given = self._session.get_inputs(), self._session.get_outputs()
        if len(taken) != 1 or len(taken[0].shape) != 4 or len(given[0].shape) != 3:
            raise _refused(path, f"inputs {[one.shape for one in taken]}, outputs {[one.shape for one in given]}")
        self._input, side = taken[0].name, taken[0].shape[2]
        self._side = side if isinstance(side, int) else SIDE

    def detect(self, image: Image) -> list[FaceBox]:
        pixels = to_bgr(image)
        square, scale, (left, top) = letterbox(pixels, self._side, GREY)
        planes = square[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255  # (1, 3, S, S) RGB
        with self._lock:
            rows = np.asarray(self._session.run(None, {self._input: planes})[0], np.float32)[0]
        if rows.shape[0] < rows.shape[1]:
            rows = rows.T  # (N, columns)
        if rows.shape[1] < COLUMNS:
            raise _refused(self._path, f"output {rows.shape}")
        rows = rows[rows[:, 4] >= THRESHOLD]
        half = rows[:, 2:4] / 2
        corners = np.concatenate([rows[:, :2] - half, rows[:, :2] + half], 1)
        boxes = (corners - np.array([left, top, left, top], np.float32)) / scale
        found = [face_box(boxes[index], float(rows[index, 4]), pixels.shape) for index in _strongest(boxes, rows[:, 4])]
        return sorted(found, key=lambda box: -box.width * box.height)


def _strongest(boxes: Floats, scores: Floats) -> list[int]:
    """Non-maximum suppression: indices of the boxes that no stronger one covers."""
    order, kept = np.argsort(-scores), []
    while len(order):
        kept.append(int(order[0]))
        order = order[1:][iou(boxes[order[0]], boxes[order[1:]]) <= SAME_FACE]
    return kept


def _refused(path: Path, detail: str) -> InvalidRequest:
    return InvalidRequest(
        param="face_detector_path",
        detail=f"{path.name} is not a YOLO face detector: {detail}",
        detail_es=f"{path.name} no es un detector de caras YOLO: {detail}",
    )
