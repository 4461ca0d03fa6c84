from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from enfoads.video.motion import View
from enfoads.video.safe import safe_box
from enfoads.video.thumbnails import bare, candidates, hook
from enfoads.video.timeline import EndCard, Fill, LowerThird, Scene, Timeline, Transition, Word

Pixels = NDArray[np.uint8]
SIZE = (180, 320)


def video(title: str = "", seconds: int = 6) -> Timeline:
    """Three scenes of noise, a black one, and a card."""
    visual = Fill(color="#808080")
    scene = Scene(visual=visual, frames=seconds * 30 // 3, transition=Transition(kind="fade"))
    card = scene.model_copy(update={"end_card": EndCard(cta="Ya"), "frames": 60})
    return Timeline(width=SIZE[0], height=SIZE[1], aspect="9:16", scenes=(scene, scene, scene, scene, card), title=title)


def frame_of(timeline: Timeline, number: int) -> Pixels:
    index = max(n for n, start in enumerate(timeline.starts()) if start <= number)
    if index == 3:
        return np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    small = np.random.default_rng(index).integers(40, 220, (12, 8, 3)).astype(np.uint8)
    sharp: Pixels = np.asarray(cv2.resize(small, SIZE, interpolation=cv2.INTER_NEAREST))
    blurred: Pixels = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 9))
    return sharp if _is_sharp(number) else blurred


def said(text: str) -> tuple[Word, ...]:
    return tuple(Word(text=word, start=n, end=n + 1) for n, word in enumerate(text.split()))


def _is_sharp(number: int) -> bool:
    return 20 <= number % 60 < 45


def test_three_sharp_frames_of_three_scenes_are_offered_and_none_that_is_black_or_the_card() -> None:
    timeline, asked = video(), list[int]()

    def frame_at(number: int, view: View | None) -> Pixels:
        asked.append(number)
        assert view is None  # none shows what another one shows
        return frame_of(timeline, number)

    pictures = candidates(timeline, frame_at)
    chosen = asked[-3:]
    assert [number // 60 for number in chosen] == [0, 1, 2]
    assert all(map(_is_sharp, chosen))
    assert all((one[:120] == frame_of(timeline, number)[:120]).all() for one, number in zip(pictures, chosen, strict=True))
    assert max(asked) < 240


def test_the_title_stands_on_them_in_the_safe_box_and_can_be_read() -> None:
    timeline = video("El café que despierta tu mañana: ¿ya lo probaste?")
    white = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    box = safe_box("9:16", "all").pixels(*SIZE)
    for picture in candidates(timeline, lambda *_: white):
        field = picture[round(0.62 * SIZE[1]) : round(0.8 * SIZE[1]), box[0] : box[2]].astype(int)
        assert (field.min(axis=2) < 120).mean() > 0.4  # what the letters stand on
        assert (field.min(axis=2) > 245).sum() > 400  # the letters
        assert (picture[: SIZE[1] // 2] == white[: SIZE[1] // 2]).mean() > 0.9  # whoever is seen there keeps their face


def test_an_arabic_title_stands_on_the_side_where_reading_begins() -> None:
    white = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    shaded, field, _ = candidates(video("قهوة الصباح"), lambda *_: white)
    letters = np.nonzero((shaded[230:].min(axis=2) > 245) & (shaded[230:].mean(axis=1).min(axis=1)[:, None] < 120))[1]
    assert letters.mean() > SIZE[0] / 2
    assert np.nonzero((field != white).any(axis=2))[1].mean() > SIZE[0] / 2


def test_covers_of_one_presenter_without_a_title_differ_and_say_the_first_sentence() -> None:
    timeline = video().model_copy(
        update={"scenes": (video().scenes[0].model_copy(update={"words": said("¿Piel seca? Prueba nuestra crema.")}),)}
    )
    assert hook(timeline) == "¿Piel seca?"
    still = frame_of(timeline, 30)
    seen: list[View | None] = []

    def frame_at(number: int, view: View | None) -> Pixels:
        seen.append(view)
        return still

    covers = [cv2.resize(one, (90, 160), interpolation=cv2.INTER_AREA).astype(int) for one in candidates(timeline, frame_at)]
    assert seen[-2] is not None
    for one, other in itertools.combinations(covers, 2):
        assert np.abs(one - other).mean() > 10


def test_a_long_first_sentence_ends_before_it_becomes_too_small_and_never_in_an_article() -> None:
    scene = Scene(visual=Fill(color="#808080"), frames=90, words=said("Esta crema con aloe y manzanilla cuida tu piel como la de una niña"))
    assert hook(video().model_copy(update={"scenes": (scene,)})) == "Esta crema con aloe y manzanilla cuida tu piel…"
    assert hook(video()) == "Ya"  # what the closing card says


def test_nobody_blinks_on_a_cover() -> None:
    asked: list[int] = []

    def frame_at(number: int, _: View | None) -> Pixels:
        asked.append(number)
        return frame_of(video(), number)

    candidates(video(), frame_at, lambda number: number % 10 > 6)
    assert all(number % 10 > 6 for number in asked)


@pytest.mark.parametrize("frames", [1, 2, 5])
def test_a_video_of_a_few_frames_has_thumbnails_too(frames: int) -> None:
    scene = Scene(visual=Fill(color="#808080"), frames=frames, end_card=EndCard(cta="Ya"))
    timeline = Timeline(width=SIZE[0], height=SIZE[1], aspect="9:16", scenes=(scene,))
    assert 1 <= len(candidates(timeline, lambda *_: np.full((SIZE[1], SIZE[0], 3), 99, np.uint8))) <= 3


def test_captions_and_names_stay_away_from_the_title() -> None:
    scene = Scene(visual=Fill(color="#808080"), frames=30, words=(Word(text="Hola", start=0, end=1),), lower_third=LowerThird(title="Ana"))
    plain = bare(Timeline(width=180, height=320, aspect="9:16", scenes=(scene,), label="IA"))
    assert plain.scenes[0].words == ()
    assert plain.scenes[0].lower_third is None
    assert (plain.captions.style, plain.label) == ("none", "IA")
