"""Sharper faces by a network of the person's own (GFPGAN and its like): in, a square crop; out, the same crop improved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

import cv2
import numpy as np
import onnxruntime

from enfoads.engines.faces.base import Enhancer, Pixels
from enfoads.engines.faces.paste import Painted
from enfoads.errors import InvalidRequest

SURROUND = 0.35  # of the face's box on each side: such networks are trained on heads, not on bare faces


def enhance(painted: Painted, picture: Pixels, enhancer: Enhancer | None) -> Painted:
    """What is to be pasted, after the network has seen it in its place."""
    if enhancer is None:
        return painted
    x, y, width, height = painted.rect
    side = round(max(width, height) * (1 + 2 * SURROUND))
    left, top = x + width // 2 - side // 2, y + height // 2 - side // 2
    pasted = picture[y : y + height, x : x + width] * (1 - painted.mask[..., None]) + painted.pixels * painted.mask[..., None]
    framed = cv2.copyMakeBorder(picture, side, side, side, side, cv2.BORDER_REPLICATE)
    framed[side + y : side + y + height, side + x : side + x + width] = pasted
    crop = framed[side + top : 2 * side + top, side + left : 2 * side + left]
    better = enhancer.enhance(np.ascontiguousarray(crop, np.uint8))
    return replace(painted, pixels=np.ascontiguousarray(better[y - top : y - top + height, x - left : x - left + width]))


class OnnxEnhancer:
    """A GFPGAN-class file: (1, 3, S, S) RGB from -1 to 1 in and out. Raises InvalidRequest for another one."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._lock = Lock()
        taken, given = self._session.get_inputs()[0], self._session.get_outputs()[0]
        if len(taken.shape) != 4 or taken.shape[1] != 3 or taken.shape[2] != taken.shape[3] or len(given.shape) != 4:
            detail = f"{path.name}: {taken.shape} → {given.shape}"
            raise InvalidRequest(param="enhance", detail=f"{detail} is no face enhancer", detail_es=f"{detail} no es un mejorador de caras")
        self._input, self._side = taken.name, int(taken.shape[2])

    def enhance(self, face: Pixels) -> Pixels:
        small = cv2.resize(face, (self._side, self._side), interpolation=cv2.INTER_AREA if len(face) > self._side else cv2.INTER_CUBIC)
        planes = small[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1
        with self._lock:
            output = self._session.run(None, {self._input: planes})[0][0]
        better = np.clip((output.transpose(1, 2, 0)[:, :, ::-1] + 1) * 127.5 + 0.5, 0, 255).astype(np.uint8)
        return np.asarray(cv2.resize(better, face.shape[1::-1], interpolation=cv2.INTER_AREA), np.uint8)
