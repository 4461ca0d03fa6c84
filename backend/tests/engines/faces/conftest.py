"""Real faces for the face engines: portraits that come with installed packages, and the models that the set-up fetched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import cv2
import insightface
import pytest
import skimage.data
from PIL import Image

from enfoads.engines.faces.create import create_finder
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def one_core() -> None:
    cv2.setNumThreads(1)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Raises nothing itself; without the set-up's face models every test here fails and says how to get them."""
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
