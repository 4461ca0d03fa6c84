from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from enfoads.video.compose import Composer
from enfoads.video.formats import TransitionKind
from enfoads.video.planes import planes_of, rgb_of
from enfoads.video.timeline import Fill, Picture, Scene, Timeline
from enfoads.video.transitions import frames_of, mix

KINDS: list[TransitionKind] = ["fade", "slide", "wipe", "zoom", "push"]
TimelineOf, SceneOf = Callable[..., Timeline], Callable[..., Scene]


@pytest.fixture(scope="module")
def shown(timeline: TimelineOf, scene: SceneOf, picture: Picture) -> Callable[[TransitionKind], np.ndarray]:
    """All frames (N, H, W, 3) of a moving picture that gives way to another part of it."""

    def frames(kind: TransitionKind) -> np.ndarray:
        other = picture.model_copy(update={"focus": (0.9, 0.5)})
        of = timeline(scene(picture, 8, motion="zoom_in"), scene(other, 24, comes=kind, seconds=0.5, motion="pan_left"))
        with Composer(of, lambda _record: pytest.fail("there is no avatar")) as composer:
            return np.stack([rgb_of(composer.frame(number)) for number in range(of.frames)]).astype(int)

    return frames


@pytest.mark.parametrize("kind", KINDS)
def test_a_transition_has_no_jump(kind: TransitionKind, shown: Callable[[TransitionKind], np.ndarray]) -> None:
    frames = shown(kind)
    steps = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3))
    whole = np.abs(frames[7] - frames[-1]).mean()
    assert steps.max() < whole * 0.5  # a cut would be all of it
    assert steps[7] < whole * 0.12  # it begins gently
    assert steps[22] < whole * 0.12  # and ends so: frame 22 is the last one that is mixed


@pytest.mark.parametrize("kind", KINDS)
def test_the_outgoing_scene_goes_on_moving_behind(kind: TransitionKind, timeline: TimelineOf, scene: SceneOf, picture: Picture) -> None:
    seen = []
    for motion in ("none", "zoom_in"):
        of = timeline(scene(picture, 30, motion=motion), scene(Fill(color="#000000"), 30, comes=kind, seconds=0.5))
        with Composer(of, lambda _record: pytest.fail("there is no avatar")) as composer:
            seen.append([rgb_of(composer.frame(number)).astype(int) for number in (31, 33, 35)])
    moved = [np.abs(b - a)[:, :30].mean() for a, b in zip(*seen, strict=True)]
    assert min(moved) > 0.2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("share", "of"), [(0.0, 0), (1.0, 1)])
def test_it_starts_with_the_one_and_ends_with_the_other(kind: TransitionKind, share: float, of: int) -> None:
    draw = np.random.default_rng(0)
    pair = [planes_of(np.full((40, 24, 3), draw.integers(0, 256, 3), np.uint8)) for _ in range(2)]
    result = planes_of(np.zeros((40, 24, 3), np.uint8))
    mix(kind, *pair, share, result)
    assert all((plane == wanted).all() for plane, wanted in zip(result, pair[of], strict=True))


def test_a_fade_is_the_mean_of_both() -> None:
    pair = [planes_of(np.full((40, 24, 3), value, np.uint8)) for value in ((250, 0, 0), (0, 100, 250))]
    result = planes_of(np.zeros((40, 24, 3), np.uint8))
    mix("fade", *pair, 0.5, result)
    assert np.abs(rgb_of(result).astype(int) - (125, 50, 125)).max() <= 2


def test_a_transition_is_never_longer_than_its_scene(scene: SceneOf) -> None:
    assert frames_of(scene(Fill(color="#000000"), 5, comes="fade", seconds=2), 30) == 2
    assert frames_of(scene(Fill(color="#000000"), 5, comes="cut", seconds=2), 30) == 0
