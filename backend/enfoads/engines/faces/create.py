"""From the settings to a face detector; for the worker only, imports OpenCV."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from enfoads.engines.faces.base import FaceDetector
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.models.catalog import Catalog
from enfoads.models.manage import ensure
from enfoads.settings import Settings

FACES = "faces"  # the catalog's entry


def create_detector(settings: Settings) -> FaceDetector:
    """The detector of this worker, made once. It is small and runs on the CPU: no lease is needed.

    Raises ModelNotInstalled, UnsafeFile; InvalidRequest when the settings name a detector that is none.
    """
    if settings.face_detector_path:
        return _yolo(Path(settings.face_detector_path).expanduser(), settings.threads)
    return create_finder(settings)


def create_finder(settings: Settings) -> FaceFinder:
    """The studio's own detector, which knows the mesh of each face too."""
    catalog = Catalog(settings)
    entry = catalog.get(FACES)
    ensure(catalog, entry)
    return _finder(catalog.folder(entry))


@lru_cache(maxsize=1)
def _finder(folder: Path) -> FaceFinder:
    return FaceFinder(folder)


@lru_cache(maxsize=1)
def _yolo(path: Path, threads: int) -> FaceDetector:
    from enfoads.engines.faces.yolo import YoloDetector

    return YoloDetector(path, threads)
