"""Real faces for the face engines: portraits that come with installed packages, and the models that the set-up fetched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import cv2
import insightface
import pytest
import skimage.data
from PIL import Image

from enfoads.engines import create_engine
from enfoads.engines.faces.base import Face, FaceReport, FaceSwap, Portrait, SwapTask
from enfoads.engines.faces.create import create_finder
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.faces.mesh_engine import MeshEngine
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

FRONTAL = 30.0  # degrees of yaw: what the mesh engine is for


@pytest.fixture(scope="session", autouse=True)
def one_core() -> None:
    cv2.setNumThreads(1)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Without the set-up's face models every test here fails and says how to get them."""
    return Settings(device="cpu", threads=1)


@pytest.fixture(scope="session")
def finder(settings: Settings) -> FaceFinder:
    return create_finder(settings)


@pytest.fixture(scope="session")
def astronaut() -> Image.Image:
    """Eileen Collins, NASA, public domain; 512 px, face 108 px."""
    return Image.fromarray(skimage.data.astronaut())


@pytest.fixture(scope="session")
def group() -> Image.Image:
    """Six people, 1280 x 886; comes with insightface, for tests on this machine only."""
    return Image.open(Path(insightface.__file__).parent / "data/images/t1.jpg").convert("RGB")


@pytest.fixture(scope="session")
def resized() -> Callable[[Image.Image, float], Image.Image]:
    return lambda image, factor: image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


@pytest.fixture(scope="session")
def mesh(settings: Settings) -> MeshEngine:
    engine = cast(MeshEngine, create_engine("faces", Catalog(settings), settings))
    engine.load("cpu")
    return engine


@pytest.fixture(scope="session")
def portraits(mesh: MeshEngine, astronaut: Image.Image, group: Image.Image) -> list[Portrait]:
    """Every face that looks within 30 degrees of the camera: the astronaut, then the group's from the largest on."""
    faces = [Portrait(image, face) for image in (astronaut, group) for face in mesh.find(image)]
    return [one for one in faces if abs(one.face.pose.yaw) <= FRONTAL]


@pytest.fixture(scope="session")
def swap(mesh: MeshEngine) -> Callable[..., tuple[Image.Image, FaceReport]]:
    """`swap(source, target, **options)`: the target's picture with the source's face, and the report."""

    def run(source: Portrait | tuple[Portrait, ...], target: Portrait, **options: Any) -> tuple[Image.Image, FaceReport]:
        sources = source if isinstance(source, tuple) else (source,)
        result = mesh.swap(SwapTask(target.image, (FaceSwap(sources, target.face),), **options))
        return result.image, result.faces[0]

    return run


@pytest.fixture(scope="session")
def face_of(mesh: MeshEngine) -> Callable[[Image.Image], Face]:
    """The largest face of a picture."""
    return lambda image: mesh.find(image)[0]
