from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from enfoads.video.formats import MotionKind
from enfoads.video.motion import MARGIN, Motion, View, look
from enfoads.video.planes import Planes, frame_buffer, planes_of, rgb_of

SIZE = (96, 160)
SPOT = (52, 106)  # of the canvas
MOVES: list[MotionKind] = ["zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down"]


def canvas(soft: float = 10.0) -> Planes:
    """A spot, `soft` pixels to its edge, whose middle can be measured to a part of a pixel."""
    y, x = np.mgrid[0:192, 0:116]
    spot = np.exp(-((x - SPOT[0]) ** 2 + (y - SPOT[1]) ** 2) / (2 * soft**2))
    return planes_of(np.dstack([20 + 230 * spot, 30 + 200 * spot, 130 - 100 * spot]).round().astype(np.uint8))


def middle(plane: NDArray[np.uint8], base: float) -> NDArray[np.float64]:
    weight = plane.astype(float) - base
    rows, columns = np.mgrid[0 : plane.shape[0], 0 : plane.shape[1]]
    return np.array([(columns * weight).sum(), (rows * weight).sum()]) / weight.sum()


@pytest.mark.parametrize("kind", MOVES)
def test_a_slow_move_does_not_tremble(kind: MotionKind) -> None:
    motion, source = Motion(kind, 6.0, 30), canvas()
    _, frame = frame_buffer(*SIZE)
    places = []
    for number in range(30, 150):
        look(source, motion.view(number), frame)
        places.append(middle(frame.y, float(frame.y[0, 0])))
    steps = np.diff(places, axis=0)
    assert np.linalg.norm(steps, axis=1).mean() < 0.2  # slower than a pixel in five frames: what would tremble if it were rounded
    assert np.abs(np.diff(steps, axis=0)).max() < 0.2  # pixels; 8 bits of brightness make up most of it, whole pixels would make it 1


@pytest.mark.parametrize("kind", MOVES)
@pytest.mark.parametrize("seconds", [0.5, 3.0, 40.0])
def test_a_move_never_leaves_the_picture_nor_stops_or_jumps_when_the_next_scene_comes_in(kind: MotionKind, seconds: float) -> None:
    motion = Motion(kind, seconds, 30, (0.1, 0.8))
    views = np.array([motion.view(number) for number in range(round((seconds + 2) * 30) + 1)])
    assert views[:, 0].min() >= 1
    assert views[:, 0].max() <= MARGIN + 1e-9
    for axis in (1, 2):
        assert (np.abs(views[:, axis] - 0.5) <= (1 - 1 / views[:, 0]) / 2 + 1e-9).all()
    speed = np.abs(np.diff(views, axis=0)).sum(axis=1)
    assert speed.min() > 0
    assert np.abs(np.diff(speed)).max() < speed.max() / 5


@pytest.mark.parametrize("kind", MOVES)
def test_a_move_is_as_fast_in_a_long_scene_as_in_a_short_one(kind: MotionKind) -> None:
    def fastest(seconds: float) -> float:
        views = np.array([Motion(kind, seconds, 30).view(number) for number in range(round(seconds * 30))])
        return float(np.abs(np.diff(views, axis=0)).max())

    assert fastest(2.5) == pytest.approx(fastest(4.5), rel=0.1)


def test_a_zoom_keeps_its_anchor_in_place() -> None:
    motion = Motion("zoom_in", 4.0, 30, (0.2, 0.7))
    for number in (0, 60, 119):
        scale, x, y = motion.view(number)
        assert (0.5 + scale * (0.2 - x), 0.5 + scale * (0.7 - y)) == pytest.approx((0.2, 0.7))


@pytest.mark.parametrize("scale", [1.0, 1.07, 1.2])
def test_colours_stay_on_their_things_while_the_camera_moves(scale: float) -> None:
    """The spot is where geometry says, and its colour where its brightness is: no chroma shift."""
    source, view = canvas(soft=6), View(scale, 0.48, 0.51)
    _, frame = frame_buffer(*SIZE)
    look(source, view, frame)
    expected = [
        side * (0.5 + scale * ((at + 0.5) / whole - of)) - 0.5
        for side, at, whole, of in zip(SIZE, SPOT, source.size, view[1:], strict=True)
    ]
    for channel in cv2.split(rgb_of(frame)):
        assert middle(channel, float(channel[2, 2])) == pytest.approx(expected, abs=0.08)  # pixels; samples put elsewhere are 0.25 aside


def test_what_is_looked_at_plainly_is_the_picture_itself() -> None:
    source = canvas()
    _, frame = frame_buffer(*source.size)
    look(source, View(1.0, 0.5, 0.5), frame)
    assert all((plane == wanted).all() for plane, wanted in zip(frame, source, strict=True))
