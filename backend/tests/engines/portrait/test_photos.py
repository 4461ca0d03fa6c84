"""Photo presenters: lips that open and shut, eyes that blink, a head that moves, and a picture that stays whole around them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from facepictures import astronaut, group
from mouthpixels import SeenOpening
from PIL import Image, ImageDraw

from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.base import Face, FaceBox, Pose
from enfoads.engines.faces.geometry import eye_opening
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.portrait import portraits
from enfoads.engines.portrait.base import AvatarRecord
from enfoads.engines.portrait.create import rig_of
from enfoads.engines.portrait.photo import Photo
from enfoads.errors import InvalidRequest, UnusablePortrait
from enfoads.settings import Settings

from .conftest import Draw, changed

SIZE = (360, 640)


@pytest.fixture(params=["astronaut_rig", "closed_rig"])
def photo(request: pytest.FixtureRequest) -> Photo:
    rig: Photo = request.getfixturevalue(request.param)
    return rig


def test_lips_open_as_they_are_told_and_shut_even_over_a_smile(photo: Photo, draw: Draw, finder: FaceFinder) -> None:
    seen = [SeenOpening(finder)(draw(photo, (open, 0.5, 0), size=SIZE)) for open in (0.0, 0.35, 0.7, 1.0)]
    assert seen[0] < 0.14  # the network sees some gap in every smile
    assert np.diff(seen).min() > 0.05
    assert seen[-1] > 0.4


def test_a_round_mouth_is_narrower_than_a_wide_one(photo: Photo, draw: Draw, finder: FaceFinder) -> None:
    def width(shape: tuple[float, float, float]) -> float:
        points = finder.find(np.ascontiguousarray(draw(photo, shape, size=SIZE)[..., ::-1]))[0].mesh.points
        return float(np.linalg.norm(points[61] - points[291]) / np.linalg.norm(points[33] - points[263]))

    assert width((0.4, 0.15, 1.0)) < 0.93 * width((0.4, 0.95, 0.0))


def test_a_round_mouth_pinches_no_cheek(astronaut_rig: Photo, draw: Draw) -> None:
    """Where the jaw meets what is behind it, beside the mouth, all stays in its place."""
    from enfoads.engines.portrait.facepoints import mouth_axes
    from enfoads.engines.portrait.photo import placed
    from enfoads.engines.portrait.puppet import Box

    at = mouth_axes(placed(astronaut_rig._image, astronaut_rig._points, Box(0, 0, *SIZE))[1])
    x, y = at.centre
    apart = changed(draw(astronaut_rig, (0, 0.5, 0), size=SIZE), draw(astronaut_rig, (0, 0.15, 1), size=SIZE), by=25)
    band = apart[round(y - 0.3 * at.unit) : round(y + 0.6 * at.unit)]
    assert band[:, round(x - at.unit) : round(x + at.unit)].any()
    assert not band[:, : round(x - 1.75 * at.unit)].any()
    assert not band[:, round(x + 1.75 * at.unit) :].any()


def test_a_blink_does_not_smear_the_rim_of_glasses_over_the_eyes(finder: FaceFinder, draw: Draw) -> None:
    points = finder.find(to_bgr(astronaut()))[0].mesh.points
    worn = astronaut().copy()
    for brow, lid in ((52, 159), (282, 386)):
        x, y = points[[brow, lid], :2].mean(0)
        ImageDraw.Draw(worn).rectangle((x - 16, y - 1.5, x + 16, y + 1.5), fill=(10, 10, 10))
    for image, blinks in ((astronaut(), True), (worn, False)):
        photo = Photo(image, points)
        assert changed(draw(photo, size=SIZE), draw(photo, blink=1, size=SIZE), by=20).any() == blinks


def test_eyes_shut_and_look_natural_in_colour(astronaut_rig: Photo, draw: Draw, finder: FaceFinder) -> None:
    def eyes(blink: float) -> tuple[float, float]:
        frame = draw(astronaut_rig, blink=blink, size=(540, 960))
        points = finder.find(np.ascontiguousarray(frame[..., ::-1]))[0].mesh.points
        x, y = points[[33, 133], :2].mean(0).astype(int)
        return eye_opening(points), float(frame[y - 4 : y + 5, x - 12 : x + 13].mean())

    (opened, dark), (shut, skin) = eyes(0), eyes(1)
    assert shut < 0.75 * opened
    assert skin > dark + 8  # skin in the place of pupils


def test_nothing_moves_beyond_the_face_when_only_the_face_does(photo: Photo, draw: Draw) -> None:
    apart = changed(draw(photo, size=SIZE), draw(photo, (1, 0.9, 0), 1, size=SIZE), by=4)
    rows, columns = apart.any(1).nonzero()[0], apart.any(0).nonzero()[0]
    assert np.ptp(rows) < 0.45 * SIZE[1]
    assert np.ptp(columns) < 0.75 * SIZE[0]


def test_a_moving_head_tears_nothing_and_the_frames_edge_stands_still(photo: Photo, draw: Draw) -> None:
    rest, moved = (draw(photo, sway=sway, breath=breath, size=SIZE) for sway, breath in (((0, 0, 0), 0), ((0.02, 0.015, 1.5), 1)))
    assert changed(rest, moved, by=10).mean() > 0.01
    for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        assert np.abs(rest[edge].astype(int) - moved[edge]).max() <= 3
    # A tear would be an edge that no part of the picture has: strengths of edges stay as they were.
    strengths = [np.percentile(np.abs(np.diff(frame.astype(int), axis=0)).max(2), 99.9) for frame in (rest, moved)]
    assert strengths[1] < 1.15 * strengths[0] + 4


def test_at_rest_a_portrait_that_is_shut_already_is_the_photo_itself(closed_rig: Photo, draw: Draw) -> None:
    from enfoads.engines.portrait.photo import placed
    from enfoads.engines.portrait.puppet import Box

    photo, _ = placed(closed_rig._image, closed_rig._points, Box(0, 0, *SIZE))
    apart = changed(photo, draw(closed_rig, size=SIZE), by=40)
    assert apart.mean() < 0.01


def test_before_a_background_it_is_a_card_with_round_corners_above_the_captions(astronaut_rig: Photo, draw: Draw) -> None:
    frame = draw(astronaut_rig, size=SIZE, whole=False)
    shown = np.abs(frame.astype(int) - (150, 190, 225)).max(2) > 14
    rows, columns = shown.any(1).nonzero()[0], shown.any(0).nonzero()[0]
    assert rows.max() < 0.6 * SIZE[1]
    assert columns.min() > 0.05 * SIZE[0]
    assert not shown[rows.min(), columns.min()]  # a corner
    assert shown[rows.min() + 20 : rows.max() - 20, columns.min() + 20 : columns.max() - 20].mean() > 0.8


@pytest.mark.parametrize("size", [(270, 270), (480, 270), (270, 338)])
def test_it_fills_every_format(astronaut_rig: Photo, draw: Draw, size: tuple[int, int]) -> None:
    assert draw(astronaut_rig, (0.5, 0.5, 0), size=size).std() > 30


# ---- portraits ----


def test_a_kept_portrait_is_drawn_without_looking_for_its_face_again(tmp_path: Path, finder: FaceFinder, draw: Draw) -> None:
    image = astronaut()
    points = finder.find(to_bgr(image))[0].mesh.points
    portraits.write(image, points[:, :2], tmp_path / "portrait.png")
    record = AvatarRecord(id="me", kind="photo", path=str(tmp_path / "portrait.png"))
    kept = draw(rig_of(record, Settings(setup_dir=tmp_path / "nothing")), (0.6, 0.5, 0), size=(180, 320))
    assert not changed(kept, draw(Photo(image, points), (0.6, 0.5, 0), size=(180, 320)), by=6).any()


def test_a_portrait_that_is_gone_or_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest) as gone:
        rig_of(AvatarRecord(id="me", kind="photo", path=str(tmp_path / "none.png")), Settings())
    assert "me" in gone.value.message("es")
    Image.new("RGB", (9, 9)).save(tmp_path / "plain.png")
    with pytest.raises(UnusablePortrait):
        rig_of(AvatarRecord(id="me", kind="photo", path=str(tmp_path / "plain.png")), Settings())


def face_of(image: Image.Image, finder: FaceFinder, yaw: float = 0.0, pitch: float = 0.0) -> list[Face]:
    return [Face(found.box, found.mesh.points, Pose(yaw, pitch, 0.0), 1.0, (), np.zeros(1)) for found in finder.find(to_bgr(image))]


def test_what_makes_no_presenter_is_refused_with_the_reason(finder: FaceFinder) -> None:
    image = astronaut()
    faces, small = face_of(image, finder), image.resize((300, 300))
    dark, cut = image.point(lambda value: value // 8), image.crop((180, 60, 512, 512))
    wide = faces[0].landmarks.copy()
    wide[14, 1] += 40
    asleep = faces[0].landmarks.copy()
    for upper, lower in ((159, 145), (158, 153), (160, 144), (386, 374), (385, 380), (387, 373)):
        asleep[upper] = asleep[lower]
    beside = Face(FaceBox(300, 60, 390, 160, 1.0), faces[0].landmarks, faces[0].pose, 1.0, (), np.zeros(1))
    cases: list[tuple[str, Image.Image, list[Face]]] = [
        ("2 people", image, [*faces, beside]),
        ("pixels wide", small, face_of(small, finder)),
        ("cut off", cut, [_with(faces[0], faces[0].landmarks - (230, 60, 0))]),
        ("turned 31", image, face_of(image, finder, yaw=-31)),
        ("up or down", image, face_of(image, finder, pitch=30)),
        ("wide open", image, [_with(faces[0], wide)]),
        ("shut", image, [_with(faces[0], asleep)]),
        ("dark", dark, faces),
    ]
    for reason, picture, found in cases:
        with pytest.raises(UnusablePortrait) as refused:
            portraits.check(picture, found, {"name": "a.jpg", "name_es": "a.jpg"})
        assert reason in refused.value.message("en")
        assert refused.value.param == "portrait"
        assert refused.value.message("es") != refused.value.message("en")


def test_a_good_portrait_passes_also_beside_somebody_small_behind(finder: FaceFinder) -> None:
    faces = face_of(astronaut(), finder)
    behind = Face(FaceBox(400, 60, 430, 90, 1.0), faces[0].landmarks, faces[0].pose, 1.0, (), np.zeros(1))
    assert portraits.check(astronaut(), [*faces, behind], {}) is faces[0]


def test_a_huge_portrait_is_kept_at_the_size_that_frames_can_show(finder: FaceFinder) -> None:
    faces = face_of(astronaut(), finder)
    large = astronaut().resize((3000, 3000))
    image, points = portraits.fitted(large, _with(faces[0], faces[0].landmarks * (3000 / 512)))
    assert max(image.size) == portraits.LARGEST
    assert points[4] == pytest.approx(faces[0].landmarks[4, :2] * portraits.LARGEST / 512, abs=0.1)


def test_people_of_a_group_are_not_one_portrait(finder: FaceFinder) -> None:
    with pytest.raises(UnusablePortrait, match="6 people"):
        portraits.check(group(), face_of(group(), finder), {"name": "a", "name_es": "a"})


def _with(face: Face, points: np.ndarray) -> Face:
    return Face(face.box, points, face.pose, 1.0, (), np.zeros(1))
