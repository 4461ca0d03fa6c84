"""From the catalog and the settings to face engines and detectors; for the worker only, imports OpenCV."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2

from enfoads.engines.faces.base import Enhancer, FaceDetector, FaceEngine
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry
from enfoads.models.gate import LicenseGate
from enfoads.models.manage import ensure
from enfoads.settings import Settings

FACES = "faces"  # the catalog's entry


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> FaceEngine:
    """The engine of an entry `faces` or `face-swap` that is installed. Raises LicenseNotAcknowledged."""
    gate = LicenseGate(settings)
    for one in catalog.required(entry):
        gate.require(one)
    if settings.threads:
        cv2.setNumThreads(settings.threads)
    if entry.task == FACES:
        from enfoads.engines.faces.mesh_engine import MeshEngine

        return MeshEngine(catalog.folder(entry), settings.threads)
    from enfoads.engines.faces.insight import InsightFaceEngine

    pack = next(one for one in catalog.required(entry) if one is not entry)
    return InsightFaceEngine(catalog.folder(pack), catalog.folder(entry) / entry.files[0].path, settings.threads)


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


def create_enhancer(settings: Settings) -> Enhancer:
    """The enhancer that the settings name, made once. Raises InvalidRequest for a file that is none."""
    path = Path(settings.face_enhancer_path).expanduser()
    return _enhancer(path, settings.threads, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _enhancer(path: Path, threads: int, _written: int) -> Enhancer:
    from enfoads.engines.faces.enhancing import OnnxEnhancer

    return OnnxEnhancer(path, threads)


@lru_cache(maxsize=1)
def _finder(folder: Path) -> FaceFinder:
    return FaceFinder(folder)


@lru_cache(maxsize=1)
def _yolo(path: Path, threads: int) -> FaceDetector:
    from enfoads.engines.faces.yolo import YoloDetector

    return YoloDetector(path, threads)
