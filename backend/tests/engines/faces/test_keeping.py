"""What of the target's eyes and mouth stays, and that the new face looks where the target looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.base import Face, FaceReport, Floats, Portrait
from enfoads.engines.faces.colour import lab
from enfoads.engines.faces.geometry import gaze
from enfoads.engines.faces.glasses import worn
from enfoads.engines.faces.keeping import Look, look, weigh
from enfoads.engines.faces.mesh_engine import MeshEngine
from enfoads.engines.faces.meshswap import size
from enfoads.engines.faces.paste import Keep
from enfoads.engines.faces.topology import EYES

Swap = Callable[..., tuple[Image.Image, FaceReport]]
AHEAD = Look(mouth=0.02, eyes=0.3)


def looking(image: Image.Image, face: Face) -> Floats:
    """Where both irises are between the corners of their eyes, along the eye, in half widths; to the picture's right positive."""
    grey = cv2.cvtColor(to_bgr(image), cv2.COLOR_BGR2GRAY).astype(np.float32)
    found = [gaze(grey, face.landmarks[eye, :2]) for eye in EYES]
    assert found[0] is not None
    assert found[1] is not None
    return np.array([found[0][0], -found[1][0]])  # the left eye's outline begins at its outer corner, on the right


def glance(portrait: Portrait, share: float) -> Portrait:
    """The same portrait with both irises moved along the eye by a share of its half width."""
    pixels, points = np.asarray(portrait.image), portrait.face.landmarks[:, :2]
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]].astype(np.float32)
    across = columns.copy()
    for eye in EYES:
        middle, half = points[[eye[0], eye[8]]].mean(0), float(np.linalg.norm(points[eye[0]] - points[eye[8]])) / 2
        near = np.clip(1 - ((columns - middle[0]) / half) ** 2, 0, 1) * np.exp(-(((rows - middle[1]) / (0.6 * half)) ** 2))
        across -= (share * half * near).astype(np.float32)
    moved = cv2.remap(pixels, across, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Portrait(Image.fromarray(moved), portrait.face)


@pytest.fixture(scope="session")
def wide(mesh: MeshEngine, astronaut: Image.Image) -> Portrait:
    """The astronaut at 1024 pixels: irises that can be measured."""
    large = astronaut.resize((1024, 1024), Image.Resampling.LANCZOS)
    return Portrait(large, mesh.find(large)[0])


@pytest.mark.parametrize("share", [-0.35, 0.35])
def test_the_new_face_looks_where_the_target_looked(swap: Swap, portraits: list[Portrait], wide: Portrait, share: float) -> None:
    source, target = portraits[1], glance(wide, share)
    wanted, ahead = looking(target.image, target.face), looking(wide.image, wide.face)
    assert abs((wanted - ahead).mean()) > 0.1  # it does look aside
    image, _ = swap(source, target)
    got = looking(image, target.face)
    assert abs(got - wanted).mean() < 0.15  # half widths; the source itself looks half a width away


def test_closed_eyes_or_a_laugh_do_not_replace_open_eyes_and_a_closed_mouth() -> None:
    asleep, laughing = weigh(Look(0.02, 0.13), AHEAD, Keep()), weigh(Look(0.08, 0.3), AHEAD, Keep())
    assert (asleep.lids, asleep.mouth) == (1, 0)
    assert (laughing.lids, laughing.mouth) == (0, 1)
    assert weigh(AHEAD, Look(0.02, 0.19), Keep()).lids == 1
    assert weigh(AHEAD, Look(0.05, 0.3), Keep()).teeth == 1


def test_what_is_asked_to_stay_stays_whole() -> None:
    kept = weigh(AHEAD, AHEAD, Keep(mouth=True, eyes=True))
    assert (kept.mouth, kept.eyes) == (1, 1)
    assert max(astuple(weigh(AHEAD, AHEAD, Keep()))[1:]) == 0


@pytest.mark.parametrize("whose", ["source", "target"])
@pytest.mark.parametrize("part", ["mouth", "eyes"])
def test_a_face_that_moves_slowly_never_makes_eyes_or_mouth_jump(whose: str, part: str) -> None:
    """From shut to wide open in 400 frames no weight changes by more than a twentieth at once."""
    values = np.linspace(0, 0.1, 400) if part == "mouth" else np.linspace(0.1, 0.5, 400)
    looks = [Look(**{"mouth": AHEAD.mouth, "eyes": AHEAD.eyes, part: float(value)}) for value in values]
    weights = np.array([astuple(weigh(one, AHEAD, Keep()) if whose == "source" else weigh(AHEAD, one, Keep())) for one in looks])
    assert np.abs(np.diff(weights, axis=0)).max() <= 0.05
    assert np.ptp(weights, axis=0).max() == 1


def test_glasses_are_told_from_a_bare_nose_and_painted_whole(
    mesh: MeshEngine, portraits: list[Portrait], swap: Swap, wide: Portrait
) -> None:
    """Dark frames drawn on the astronaut: on another face they are as dark out at the temples as between the eyes."""
    drawn, points = np.asarray(wide.image).copy(), wide.face.landmarks[:, :2]
    lenses = [
        (points[[brow, cheek]].mean(0), float(np.linalg.norm(points[eye[0]] - points[eye[8]])))
        for brow, cheek, eye in ((105, 118, EYES[0]), (334, 347, EYES[1]))
    ]
    for middle, reach in lenses:
        cv2.ellipse(drawn, tuple(int(number) for number in middle), (int(0.85 * reach), int(0.6 * reach)), 0, 0, 360, (25, 20, 20), 6)
    inner = [(int(middle[0] + sign * 0.85 * reach), int(middle[1])) for (middle, reach), sign in zip(lenses, (1, -1), strict=True)]
    cv2.line(drawn, inner[0], inner[1], (25, 20, 20), 6)
    picture = Image.fromarray(drawn)
    bare = [worn(lab(to_bgr(one.image)), one.face.landmarks[:, :2], size(one.face.landmarks)) for one in portraits]
    assert max(bare) == 0
    assert worn(lab(drawn[:, :, ::-1]), points, size(wide.face.landmarks)) == 1
    target = portraits[1]
    dark = [np.asarray(swap(Portrait(image, wide.face), target)[0].convert("L")).astype(int) for image in (picture, wide.image)]
    x0, x1 = (int(target.face.landmarks[point, 0]) for point in (70, 300))
    y0, y1 = (int(edge) for edge in np.sort(target.face.landmarks[[8, 50], 1]))
    darker = (dark[1] - dark[0])[y0:y1, x0:x1].max(0)  # of each column, the pixel that the frame darkens most
    assert np.percentile(darker, 10) > 25


def test_lowered_lids_count_as_less_open_than_eyes_that_look_at_you(portraits: list[Portrait]) -> None:
    """Sleeping or squinting people of the group, for whom the mesh draws eyes that are half open."""
    opening: dict[int, Any] = {index: look(to_bgr(one.image), one.face.landmarks).eyes for index, one in enumerate(portraits)}
    assert opening[0] == max(opening.values())
    assert min(opening.values()) < 0.5 * opening[0]
