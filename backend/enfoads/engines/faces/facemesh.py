"""MediaPipe's face mesh: 468 points with depth, and whether there is a face at all. Runs on OpenCV's TFLite importer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from enfoads.engines.faces.arrays import cut_out
from enfoads.engines.faces.base import Floats, Pixels
from enfoads.engines.faces.blazeface import Candidate, read_net

SIDE = 192
MARGIN = 1.5  # side of the square that the network looks at, in face sizes: face_landmark_front's rect transformation
RIGHT_EYE, LEFT_EYE = 33, 263  # outer corners; the line between them is laid level
POINTS, PRESENCE = "conv2d_21", "conv2d_31"  # outputs: 468 x (x, y, z) in pixels of the square, and a logit


@dataclass(frozen=True, slots=True)
class Mesh:
    """points: (468, 3) in pixels of the picture, z towards the viewer negative. presence: that this is a face, 0 to 1."""

    points: Floats
    presence: float


class FaceMesh:
    """Keeps state between calls as every cv2.dnn network does: one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._net = read_net(path)

    def fit(self, image: Pixels, face: Candidate) -> Mesh:
        """The mesh of a face that the detector found: once in the detector's box, then in the mesh's own."""
        centre, size = (face.box[:2] + face.box[2:]) / 2, float((face.box[2:] - face.box[:2]).max())
        across = face.points[1] - face.points[0]
        first = self._look(image, centre, MARGIN * size, float(np.arctan2(across[1], across[0])))
        return self.follow(image, first) if first.presence > 0.1 else first

    def follow(self, image: Pixels, before: Mesh) -> Mesh:
        """The mesh of a face whose place is known from a mesh: the second pass, or the next picture of a clip."""
        flat = before.points[:, :2]
        across = flat[LEFT_EYE] - flat[RIGHT_EYE]
        angle = float(np.arctan2(across[1], across[0]))
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
        level = flat @ turn.T
        low, high = level.min(0), level.max(0)
        return self._look(image, (low + high) / 2 @ turn, MARGIN * float((high - low).max()), angle)

    def _look(self, image: Pixels, centre: Floats, size: float, angle: float) -> Mesh:
        """Run the network on a square of the picture: its centre and side in pixels, turned by `angle` (radians)."""
        scale = SIDE / max(size, 1.0)
        turn = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        there = np.column_stack([turn, SIDE / 2 - turn @ centre]).astype(np.float32)
        square = cut_out(image, there, SIDE)
        self._net.setInput(cv2.dnn.blobFromImage(square, 1 / 255.0, (SIDE, SIDE), (0, 0, 0), swapRB=True))
        points, logit = self._net.forward([POINTS, PRESENCE])  # in one call: two would run the network twice
        points = points.reshape(468, 3).astype(np.float32)
        back = cv2.invertAffineTransform(there).astype(np.float32)
        flat = points[:, :2] @ back[:, :2].T + back[:, 2]
        presence = 1 / (1 + np.exp(-np.clip(float(logit.ravel()[0]), -60, 60)))
        return Mesh(np.column_stack([flat, points[:, 2] / scale]).astype(np.float32), float(presence))
