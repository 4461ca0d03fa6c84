"""What a swap promises: it is the source person, in the target's picture, expression and light, with no edge to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFilter
from skimage.color import deltaE_ciede2000, rgb2lab

from enfoads.engines.faces import colour, identity
from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.base import Face, FaceReport, FaceSwap, Portrait, SwapTask
from enfoads.engines.faces.geometry import eye_opening, openness
from enfoads.engines.faces.matching import by_likeness
from enfoads.engines.faces.mesh_engine import LIMITS, MeshEngine
from enfoads.engines.faces.meshswap import size
from enfoads.engines.faces.paste import Keep
from enfoads.engines.faces.pose import turned
from enfoads.engines.faces.topology import SKIN
from enfoads.engines.faces.warp import backward_map
from enfoads.errors import FacePoseUnsupported

Swap = Callable[..., tuple[Image.Image, FaceReport]]


def pairs(portraits: list[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """Every ordered pair that the engine takes."""
    for source in portraits:
        for target in portraits:
            away = turned(source.face.landmarks, target.face.landmarks)
            if source is not target and abs(away.yaw) <= LIMITS.yaw and abs(away.pitch) <= LIMITS.pitch:
                yield source, target


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


# Who it is ------------------------------------------------------------------------------------------------------------


def test_nine_of_ten_results_look_more_like_the_source_and_seven_pass_as_them(
    mesh: MeshEngine, swap: Swap, portraits: list[Portrait]
) -> None:
    nearer, same, count = 0, 0, 0
    for source, target in pairs(portraits):
        image, report = swap(source, target)
        found = min(mesh.find(image), key=lambda face: abs(face.box.x0 - target.face.box.x0))  # looked for as a stranger would
        to_source, to_target = (identity.distance(found.identity, one.face.identity) for one in (source, target))
        nearer, same, count = nearer + (to_source < to_target), same + (to_source < identity.SAME_PERSON), count + 1
        assert report.distance_before > identity.SAME_PERSON
    assert count >= 15
    assert nearer >= 0.9 * count
    assert same >= 0.7 * count


def test_the_report_tells_the_distance_that_the_result_has(swap: Swap, portraits: list[Portrait], mesh: MeshEngine) -> None:
    source, target = portraits[1], portraits[0]
    image, report = swap(source, target)
    found = mesh.find(image)[0]
    assert report.distance_after == pytest.approx(identity.distance(found.identity, source.face.identity), abs=0.05)
    assert report.distance_before == pytest.approx(identity.distance(target.face.identity, source.face.identity), abs=1e-3)
    assert report.box == target.face.box
    assert 0 < report.quality <= 1


# What stays -----------------------------------------------------------------------------------------------------------


def test_nothing_outside_the_outline_changes_by_a_single_bit(swap: Swap, portraits: list[Portrait]) -> None:
    for source, target in pairs(portraits[:3]):
        before, (image, _) = pixels(target.image), swap(source, target)
        changed = (before != pixels(image)).any(2)
        outline = cv2.convexHull(target.face.landmarks[:, :2].astype(np.float32)).astype(int)
        allowed = cv2.fillPoly(np.zeros(changed.shape, np.uint8), [outline], 1)
        assert changed.any()
        assert not (changed & (cv2.dilate(allowed, np.ones((3, 3))) == 0)).any()


def test_no_strength_gives_the_picture_back_and_half_lies_between(swap: Swap, portraits: list[Portrait]) -> None:
    source, target = portraits[1], portraits[0]
    none, half, full = (pixels(swap(source, target, strength=strength)[0]) for strength in (0.0, 0.5, 1.0))
    before = pixels(target.image)
    assert (none == before).all()
    assert abs(half - before).mean() == pytest.approx(abs(full - before).mean() / 2, rel=0.05)


@pytest.mark.parametrize(("option", "first", "last"), [("keep_eyes", 159, 145), ("keep_mouth", 0, 17)])
def test_what_is_to_be_kept_is_the_targets_own(swap: Swap, portraits: list[Portrait], option: str, first: int, last: int) -> None:
    source, target = portraits[2], portraits[0]
    x, y = np.round((target.face.landmarks[first, :2] + target.face.landmarks[last, :2]) / 2).astype(int)
    place = np.s_[y - 1 : y + 2, x - 1 : x + 2]
    before, kept = pixels(target.image)[place], pixels(swap(source, target, **{option: True})[0])[place]
    assert abs(kept - before).max() <= 3


def test_the_result_has_the_targets_expression(swap: Swap, mesh: MeshEngine, portraits: list[Portrait]) -> None:
    """Mouth and eyes are as open as the target's, whoever laughs or sleeps in the source."""
    for source, target in pairs(portraits):
        image, _ = swap(source, target)
        found = min(mesh.find(image), key=lambda face: abs(face.box.x0 - target.face.box.x0))
        assert openness(found.landmarks) == pytest.approx(openness(target.face.landmarks), abs=0.05)
        assert eye_opening(found.landmarks) == pytest.approx(eye_opening(target.face.landmarks), abs=0.09)


def test_a_swap_is_the_same_twice(swap: Swap, portraits: list[Portrait]) -> None:
    once, again = (pixels(swap(portraits[2], portraits[1])[0]) for _ in range(2))
    assert (once == again).all()


# How it looks ---------------------------------------------------------------------------------------------------------


def rings(mesh: MeshEngine, source: Portrait, target: Portrait) -> tuple[np.ndarray, np.ndarray]:
    """Skin of the target in the outermost 6 % inside the mask's edge, and in the ring just outside: (H, W) each."""
    picture = to_bgr(target.image)
    points, face = target.face.landmarks, size(target.face.landmarks)
    painted = mesh._loaded().swapper.paint(to_bgr(source.image), source.face.landmarks, picture, points, Keep())
    assert painted is not None
    x, y, width, height = painted.rect
    inside, skin = np.zeros(picture.shape[:2], np.uint8), np.zeros(picture.shape[:2], bool)
    inside[y : y + height, x : x + width] = painted.mask > 0.5
    inside = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((int(0.1 * face) | 1,) * 2, np.uint8))  # eyes and mouth that were kept
    piece = picture[y : y + height, x : x + width]
    skin[y : y + height, x : x + width] = colour.skin(colour.lab(piece), points[SKIN, :2] - (x, y), face) > 0.5
    depth, beyond = (cv2.distanceTransform(part, cv2.DIST_L2, 5) / face for part in (inside, 1 - inside))
    return (depth > 0) & (depth <= 0.06) & skin, (beyond > 0) & (beyond <= 0.06) & skin


def test_no_edge_shows_where_the_face_was_pasted(mesh: MeshEngine, swap: Swap, portraits: list[Portrait]) -> None:
    """Under 4 ΔE2000 across the mask's edge. Where the untouched picture's own shading has more (the neck's shadow), about that."""
    steps = []
    for source, target in pairs(portraits):
        inner, outer = rings(mesh, source, target)
        after, before = (rgb2lab(np.asarray(image)) for image in (swap(source, target)[0], target.image))
        steps.append([float(deltaE_ciede2000(lab[inner].mean(0), lab[outer].mean(0))) for lab in (before, after)])
    own, step = np.array(steps).T
    assert (own < 4).sum() >= 8
    assert (step[own < 4] < 4).all()
    assert (step - own)[own >= 4].max() < 1.2
    assert (step - own)[own >= 4].mean() < 0


def test_eyes_and_teeth_take_no_cast_from_another_skin(mesh: MeshEngine, portraits: list[Portrait], astronaut: Image.Image) -> None:
    """The astronaut under orange light, given back her own face under white light: her eyes are as white as they were."""
    white = portraits[0]
    orange = Image.fromarray(np.clip(np.asarray(astronaut) * (1.0, 0.75, 0.5), 0, 255).astype(np.uint8))
    lit = Portrait(orange, mesh.find(orange)[0])
    result = mesh.swap(SwapTask(white.image, (FaceSwap((lit,), white.face),))).image
    x, y = np.round(white.face.landmarks[[33, 133], :2].mean(0)).astype(int)
    place = np.s_[y - 3 : y + 4, x - 8 : x + 9]
    after, before = (rgb2lab(np.asarray(image))[place].reshape(-1, 3).mean(0) for image in (result, white.image))
    assert np.abs(after - before)[1:].max() < 6  # a, b; the orange photo itself is 20 away


def test_no_triangle_tears_the_picture(mesh: MeshEngine, portraits: list[Portrait]) -> None:
    """Neighbouring pixels come from neighbouring places, also where the source shows a triangle from behind."""
    swapper = mesh._loaded().swapper
    for source, target in pairs(portraits):
        points = target.face.landmarks - np.array([*target.face.landmarks[:, :2].min(0), 0], np.float32)
        extent = np.ceil(points[:, :2].max(0)).astype(int)
        map_ = backward_map(source.face.landmarks[:, :2], points, swapper._triangles, (int(extent[0]), int(extent[1])), size(points))
        ratio = size(source.face.landmarks) / size(target.face.landmarks)
        jumps = max(float(np.abs(np.diff(map_, axis=axis)).max()) for axis in (0, 1))
        assert jumps < 6 * max(ratio, 1 / ratio)


# What is refused and warned of ----------------------------------------------------------------------------------------


def test_a_face_turned_too_far_is_refused_unless_forced(mesh: MeshEngine, group: Image.Image, portraits: list[Portrait]) -> None:
    aside = max((Portrait(group, face) for face in mesh.find(group)), key=lambda one: abs(one.face.pose.yaw))
    task = SwapTask(portraits[0].image, (FaceSwap((aside,), portraits[0].face),))
    with pytest.raises(FacePoseUnsupported) as caught:
        mesh.swap(task)
    assert "°" in caught.value.message()
    assert "origen 1" in caught.value.message("es")
    report = mesh.swap(replace(task, force=True)).faces[0]
    assert report.turned > LIMITS.yaw
    assert {"source_face_turned", "poses_differ"} <= set(report.warnings)


def test_of_several_photos_the_one_that_looks_the_same_way_is_taken(
    mesh: MeshEngine, group: Image.Image, portraits: list[Portrait], swap: Swap
) -> None:
    aside = max((Portrait(group, face) for face in mesh.find(group)), key=lambda one: abs(one.face.pose.yaw))
    _, report = swap((aside, portraits[1]), portraits[0])
    assert report.source == 1


def test_a_blurred_or_tiny_photo_is_warned_of_and_counts_less(mesh: MeshEngine, astronaut: Image.Image) -> None:
    sharp = mesh.find(astronaut)[0]
    blurred = mesh.find(astronaut.filter(ImageFilter.GaussianBlur(2)))[0]
    tiny = mesh.find(astronaut.resize((200, 200)))[0]
    assert "face_blurred" in blurred.weaknesses
    assert "face_small" in tiny.weaknesses
    assert sharp.weaknesses == ()
    assert max(blurred.quality, tiny.quality) < sharp.quality


def test_likeness_maps_everybody_to_their_own_face(mesh: MeshEngine, group: Image.Image) -> None:
    there = mesh.find(group)
    elsewhere: list[Face] = mesh.find(group.resize((1000, 692)).transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    for source, target in by_likeness(elsewhere, there):
        assert 1280 - elsewhere[source].box.x1 * 1.28 == pytest.approx(there[target].box.x0, abs=15)
    assert by_likeness([], there) == []


# Sizes ----------------------------------------------------------------------------------------------------------------


def test_a_face_of_any_size_is_swapped_alike(mesh: MeshEngine, portraits: list[Portrait], swap: Swap, resized: Any) -> None:
    """Decisions are made on a small piece: the large picture, made small again, is the small one."""
    source, target = portraits[1], portraits[0]
    large = resized(target.image, 4)
    image, report = swap(source, Portrait(large, mesh.find(large)[0]))
    small, plain = swap(source, target)
    assert report.distance_after == pytest.approx(plain.distance_after, abs=0.08)
    assert abs(pixels(resized(image, 0.25)) - pixels(small)).mean() < 1.0


def test_a_face_cut_by_the_edge_of_the_picture_is_swapped_inside_it(mesh: MeshEngine, portraits: list[Portrait], swap: Swap) -> None:
    cut = portraits[0].image.crop((215, 60, 400, 300))
    image, report = swap(portraits[1], Portrait(cut, mesh.find(cut)[0]), force=True)
    assert image.size == cut.size
    assert (pixels(image) != pixels(cut)).any()
    assert "target_face_cut" in report.warnings


def test_several_faces_at_once(mesh: MeshEngine, group: Image.Image, portraits: list[Portrait]) -> None:
    faces = mesh.find(group)
    result = mesh.swap(SwapTask(group, tuple(FaceSwap((portraits[0],), face) for face in faces), force=True))
    assert [report.box for report in result.faces] == [face.box for face in faces]
    assert sum(report.distance_after < report.distance_before for report in result.faces) >= 5


def test_an_enhancer_sees_the_new_face_in_its_place_and_what_it_gives_is_pasted(swap: Swap, portraits: list[Portrait]) -> None:
    seen = []

    class Greenish:
        def enhance(self, face: np.ndarray) -> np.ndarray:
            seen.append(face)
            return np.full_like(face, (0, 255, 0))

    image, _ = swap(portraits[1], portraits[0], enhancer=Greenish())
    x, y = np.round(portraits[0].face.landmarks[4, :2]).astype(int)
    assert pixels(image)[y, x].tolist() == [0, 255, 0]
    assert seen[0].shape[0] == seen[0].shape[1] > portraits[0].face.box.width
    plain, _ = swap(portraits[1], portraits[0])
    assert abs(seen[0].mean() - pixels(plain)[60:240, 130:310].mean()) < 40


def test_a_thing_held_before_the_face_stays_before_it(mesh: MeshEngine, portraits: list[Portrait], swap: Swap) -> None:
    """A green stick from the jaw across the cheek: it is the picture's, not the face's."""
    source, target = portraits[1], portraits[0]
    held = np.asarray(target.image).copy()
    cheek, jaw = (tuple(int(number) for number in target.face.landmarks[point, :2]) for point in (425, 434))
    away = (3 * jaw[0] - 2 * cheek[0], 3 * jaw[1] - 2 * cheek[1])
    cv2.line(held, cheek, away, (20, 160, 40), 7)
    image, _ = swap(source, Portrait(Image.fromarray(held), mesh.find(Image.fromarray(held))[0]))
    on_it = np.asarray(image)[(cheek[1] + jaw[1]) // 2, (cheek[0] + jaw[0]) // 2].astype(int)
    assert on_it[1] > on_it[0] + 60


@pytest.mark.parametrize("kind", ["CMYK", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_taken(mesh: MeshEngine, astronaut: Image.Image, kind: str) -> None:
    image = Image.fromarray(np.asarray(astronaut.convert("L")).astype(np.uint16) * 257) if kind == "I;16" else astronaut.convert(kind)
    assert len(mesh.find(image)) == 1


def test_drawings_and_cut_faces_end_in_an_answer_and_never_in_a_crash(mesh: MeshEngine, astronaut: Image.Image) -> None:
    source = Portrait(astronaut, mesh.find(astronaut)[0])
    for x, y in ((180, 80), (230, 60), (150, 150), (240, 150)):
        for side in (40, 90, 150):
            piece = astronaut.crop((x, y, x + side, y + side)).resize((300, 300))
            for face in mesh.find(piece):
                result = mesh.swap(SwapTask(piece, (FaceSwap((source,), face),), force=True))
                assert result.image.size == piece.size
                assert 0 <= result.faces[0].quality <= 1


def test_a_grey_or_painted_target_keeps_its_light(mesh: MeshEngine, portraits: list[Portrait], swap: Swap, astronaut: Image.Image) -> None:
    """Also where nothing has the colour of skin, the face is as bright as it was, and on a grey picture it is grey."""
    grey = astronaut.convert("L").convert("RGB")
    checks = np.asarray(grey).copy()
    checks[::8, :, :] = (10, 200, 40)
    for picture, tolerance in ((grey, 12), (Image.fromarray(checks), 45)):
        face = replace(portraits[0].face)
        image, _ = swap(portraits[1], Portrait(picture, face))
        place = np.s_[130:160, 200:245]
        assert abs(pixels(image)[place].mean() - pixels(picture)[place].mean()) < tolerance
    coloured = pixels(swap(portraits[1], Portrait(grey, portraits[0].face))[0])[place]
    assert np.ptp(coloured.reshape(-1, 3).mean(0)) < 4
