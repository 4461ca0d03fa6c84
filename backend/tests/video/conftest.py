"""Small timelines over small pictures, and frames as they are decoded again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from enfoads.video.timeline import File, Picture, Scene, Timeline, Transition

Pixels = NDArray[np.uint8]
SIZE = (96, 160)


@pytest.fixture(scope="session")
def file_of() -> Callable[[Path], File]:
    def of(path: Path) -> File:
        return File(path=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())

    return of


@pytest.fixture(scope="session")
def scenery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smooth colourful picture, wider than it is high."""
    draw = np.random.default_rng(4)
    small = draw.integers(0, 256, (6, 9, 3)).astype(np.uint8)
    path = tmp_path_factory.mktemp("pictures") / "scenery.png"
    Image.fromarray(np.asarray(cv2.resize(small, (480, 320), interpolation=cv2.INTER_CUBIC), np.uint8)).save(path)
    return path


@pytest.fixture(scope="session")
def picture(scenery: Path, file_of: Callable[[Path], File]) -> Picture:
    return Picture(file=file_of(scenery))


@pytest.fixture(scope="session")
def timeline() -> Callable[..., Timeline]:
    """A timeline of these scenes, small."""

    def of(*scenes: Scene, **fields: Any) -> Timeline:
        return Timeline(**({"width": SIZE[0], "height": SIZE[1], "aspect": "9:16", "scenes": scenes} | fields))

    return of


@pytest.fixture(scope="session")
def scene() -> Callable[..., Scene]:
    """A scene that comes in by a cut, unless it is said otherwise."""

    def of(visual: Any, frames: int = 10, *, comes: str = "cut", seconds: float = 0.2, **fields: Any) -> Scene:
        return Scene(visual=visual, frames=frames, transition=Transition(kind=comes, seconds=seconds), **fields)  # type: ignore[arg-type]

    return of
