from __future__ import annotations

import cv2
import numpy as np
import pytest

from enfoads.video.planes import Patch, colour_of, fill, frame_buffer, planes_of, rgb_of


@pytest.mark.parametrize("colour", [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 90, 31), (18, 52, 86), (255, 255, 255), (0, 0, 0)])
def test_a_brand_colour_comes_back_from_planes(colour: tuple[int, int, int]) -> None:
    _, frame = frame_buffer(8, 6)
    fill(frame, colour_of(colour))
    assert np.abs(rgb_of(frame).astype(int) - colour).max() <= 2  # of 255: half a step of luma and of chroma


def test_colour_lies_under_its_brightness() -> None:
    """A soft vertical edge between red and blue is where it was, and as sharp on both sides: no chroma shift."""
    x = np.clip((np.arange(64) - 28) / 8, 0, 1)
    rgb = np.zeros((16, 64, 3), np.uint8)
    rgb[..., 0], rgb[..., 2] = np.round(220 * (1 - x)), np.round(220 * x)
    back = rgb_of(planes_of(rgb)).astype(float)
    for channel in (0, 2):
        steps = [np.abs(np.diff(one[8, :, channel].astype(float))) for one in (rgb, back)]
        before, after = ((one * np.arange(63)).sum() / one.sum() for one in steps)
        assert abs(before - after) < 0.06  # pixels; samples read as if in the middle of each four would be off by 0.5


def test_a_patch_blends_as_its_opacity_says() -> None:
    rgba = np.zeros((32, 32, 4), np.uint8)
    rgba[...] = (250, 60, 20, 128)
    frame = planes_of(np.full((64, 64, 3), (10, 120, 240), np.uint8))
    Patch(rgba).lay(frame, 16, 16)
    seen = rgb_of(frame)
    assert np.abs(seen[32, 32].astype(int) - (131, 90, 130)).max() <= 3
    assert np.abs(seen[4, 4].astype(int) - (10, 120, 240)).max() <= 2


def test_hidden_colour_of_a_logo_does_not_tint_its_edge() -> None:
    """Many a PNG has white, or worse, under what is transparent."""
    clean, dirty = np.zeros((40, 40, 4), np.uint8), np.zeros((40, 40, 4), np.uint8)
    dirty[...] = (0, 255, 0, 0)
    for one in (clean, dirty):
        cv2.circle(one, (20, 20), 12, (230, 230, 230, 255), -1)
    frames = []
    for one in (clean, dirty):
        frame = planes_of(np.full((40, 40, 3), 30, np.uint8))
        Patch(one).lay(frame, 0, 0)
        frames.append(rgb_of(frame).astype(int))
    assert np.abs(frames[0] - frames[1]).max() <= 1


@pytest.mark.parametrize("corner", [(-20, -6), (50, 58), (-200, 0), (3, 7), (0, 500)])
def test_what_stands_over_the_edge_is_cut_there(corner: tuple[int, int]) -> None:
    frame = planes_of(np.full((64, 64, 3), 40, np.uint8))
    Patch(np.full((31, 31, 4), 255, np.uint8)).lay(frame, *corner)
    x, y = (value // 2 * 2 for value in corner)
    inside = np.zeros((64, 64), bool)
    inside[max(0, y) : max(0, y + 31), max(0, x) : max(0, x + 31)] = True
    assert ((frame.y > 200) == inside).all()
