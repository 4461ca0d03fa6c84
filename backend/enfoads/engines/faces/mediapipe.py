"""The studio's own way to faces: BlazeFace proposes, the mesh decides whether it is one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import cv2
import numpy as np

from enfoads.engines.faces.arrays import face_box, to_bgr
from enfoads.engines.faces.base import FaceBox, Pixels
from enfoads.engines.faces.blazeface import BlazeFace, Candidate
from enfoads.engines.faces.facemesh import FaceMesh, Mesh

if TYPE_CHECKING:
    from PIL.Image import Image

DETECTOR, MESH = "face_detection_full_range.tflite", "face_landmark.tflite"
PRESENT = 0.5  # presence of real faces is 1.00, of what the detector took for one 0.00
PORTRAIT = 0.2  # a face this large, as a share of the picture's shorter side: nobody small is looked for
TILES = 2
DETECTION = 1280  # longer side of what the detector is shown: each of its tiles is still four times its input
SURE = 0.7  # a picture in which every face is less sure than this may be upside down


@dataclass(frozen=True, slots=True)
class Found:
    """A face with its mesh, in pixels of the picture."""

    box: FaceBox
    mesh: Mesh


class FaceFinder:
    """Finds faces of 1/19 of the picture's longer side and more (27 px of 512), turned any way. Safe from several threads."""

    def __init__(self, folder: Path) -> None:
        """`folder`: that of the catalog's entry `faces`."""
        self._detector = BlazeFace(folder / DETECTOR)
        self._mesh = FaceMesh(folder / MESH)
        self._lock = Lock()

    def detect(self, image: Image) -> list[FaceBox]:
        return [found.box for found in self.find(to_bgr(image))]

    def find(self, image: Pixels) -> list[Found]:
        """The faces of a picture, the largest first."""
        small, scale = _reduced(image)
        with self._lock:
            faces = self._fit(image, self._detector.find(small), scale)
            if not faces or max(found.box.width for found in faces) < PORTRAIT * min(image.shape[:2]):
                faces = self._fit(image, self._detector.find(small, TILES), scale)
            if _sureness(faces) < SURE:
                turned = self._upside_down(image, small, scale)
                faces = turned if _sureness(turned) > _sureness(faces) else faces
        return sorted(faces, key=lambda found: -found.box.width * found.box.height)

    def follow(self, image: Pixels, before: Mesh) -> Mesh:
        """The mesh in a picture in which the face is about where `before` says."""
        with self._lock:
            return self._mesh.follow(image, before)

    def _fit(self, image: Pixels, candidates: list[Candidate], scale: float) -> list[Found]:
        """The candidates that are faces. `scale`: of the picture that they were found in."""
        placed = [Candidate(one.box / scale, one.points / scale, one.score) for one in candidates]
        fitted = [(one, self._mesh.fit(image, one)) for one in placed]
        return [Found(face_box(one.box, one.score, image.shape), mesh) for one, mesh in fitted if mesh.presence > PRESENT]

    def _upside_down(self, image: Pixels, small: Pixels, scale: float) -> list[Found]:
        """The detector knows faces turned up to 90 degrees only."""
        turned, small = (cv2.rotate(one, cv2.ROTATE_180).astype(np.uint8, copy=False) for one in (image, small))
        return [_turned_back(found, image) for found in self._fit(turned, self._detector.find(small), scale)]


def _reduced(image: Pixels) -> tuple[Pixels, float]:
    """What the detector is shown, and its scale."""
    scale = DETECTION / max(image.shape[:2])
    if scale >= 1:
        return image, 1.0
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False), scale


def _sureness(faces: list[Found]) -> float:
    return max((found.box.score for found in faces), default=0.0)


def _turned_back(found: Found, image: Pixels) -> Found:
    height, width = image.shape[:2]
    box, points = found.box, found.mesh.points.copy()
    points[:, 0], points[:, 1] = width - 1 - points[:, 0], height - 1 - points[:, 1]
    back = replace(box, x0=width - box.x1, y0=height - box.y1, x1=width - box.x0, y1=height - box.y0)
    return Found(back, Mesh(points, found.mesh.presence))
