"""Presenters and real portraits: those that come with the studio, and NASA's astronaut."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from facepictures import astronaut, group
from numpy.typing import NDArray
from PIL import Image

from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.create import create_finder
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.portrait.base import Performance, Rig
from enfoads.engines.portrait.create import BuiltIn, built_in, rig_of
from enfoads.engines.portrait.photo import Photo
from enfoads.settings import Settings
from enfoads.video.planes import Pixels, colour_of, fill, frame_buffer, rgb_of

BACKDROP = (150, 190, 225)
Draw = Callable[..., Pixels]


@pytest.fixture(scope="session", autouse=True)
def one_core() -> None:
    cv2.setNumThreads(1)


@pytest.fixture(scope="session")
def finder() -> FaceFinder:
    return create_finder(Settings())


@pytest.fixture(scope="session")
def presenters() -> dict[str, BuiltIn]:
    return {one.record.id: one for one in built_in()}


@pytest.fixture(scope="session")
def rig() -> Callable[[str], Rig]:
    """The rig of a presenter, made once."""
    made: dict[str, Rig] = {}

    def rig(id: str) -> Rig:
        if id not in made:
            made[id] = rig_of(next(one.record for one in built_in() if one.record.id == id), Settings())
        return made[id]

    return rig


@pytest.fixture(scope="session")
def astronaut_rig(finder: FaceFinder) -> Photo:
    """She smiles with her teeth: the harder case, since lips have to be brought together."""
    return photo_of(astronaut(), finder)


@pytest.fixture(scope="session")
def closed_rig(finder: FaceFinder) -> Photo:
    """A portrait with nearly shut lips, turned a little."""
    return photo_of(group().crop((0, 200, 260, 500)), finder)


def photo_of(image: Image.Image, finder: FaceFinder) -> Photo:
    return Photo(image, finder.find(to_bgr(image))[0].mesh.points)


@pytest.fixture(scope="session")
def draw() -> Draw:
    """`draw(rig, mouth=…, blink=…, sway=…, breath=…, size=…, whole=…)`: one frame as RGB over a flat colour."""

    def frame(
        rig: Rig,
        mouth: tuple[float, float, float] = (0, 0.5, 0),
        blink: float = 0,
        sway: tuple[float, float, float] = (0, 0, 0),
        breath: float = 0,
        size: tuple[int, int] = (270, 480),
        whole: bool = True,
    ) -> Pixels:
        does = Performance(*(np.array([value], np.float64) for value in (mouth, blink, sway, breath)))
        _, planes = frame_buffer(*size)
        fill(planes, colour_of(BACKDROP))
        rig.layer(does, size, whole=whole).draw(planes, 0)
        return rgb_of(planes)

    return frame


def changed(one: Pixels, other: Pixels, by: int = 24) -> NDArray[np.bool_]:
    """(H, W): where two pictures differ."""
    return np.asarray(np.abs(one.astype(int) - other.astype(int)).max(2) > by)
