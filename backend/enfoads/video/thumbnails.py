"""Three stills of a video to choose a cover from: well lit, sharp, unlike each other, with the title set on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from enfoads.video.caption_styles import WHITE
from enfoads.video.lettering import Canvas, Place
from enfoads.video.placing import Room, room_of
from enfoads.video.planes import Pixels
from enfoads.video.timeline import Timeline
from enfoads.video.transitions import frames_of
from enfoads.video.typesetting import block

COUNT = 3
_LOOKED_AT = 12  # frames of a video that are drawn to choose from
_SMALL = 96  # pixels of the shorter side that is enough to judge a frame
_APART = 26.0  # mean difference of two small frames, in steps of 255, from which on they look like two pictures
_SCRIM = 0.68


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    number: int
    small: Pixels
    score: float


def bare(timeline: Timeline) -> Timeline:
    """The same video without what is read: a title stands better alone. The mark that says AI made it stays."""
    nothing = {"words": (), "lower_third": None, "price_tag": None}
    scenes = [scene.model_copy(update=nothing) for scene in timeline.scenes]
    return timeline.model_copy(update={"scenes": tuple(scenes), "captions": timeline.captions.model_copy(update={"style": "none"})})


def candidates(timeline: Timeline, frame_at: Callable[[int], Pixels]) -> list[Pixels]:
    """Three frames (H, W, 3) RGB with the title, in their order of time; fewer for a video of fewer frames.

    `frame_at`: the pixels of a frame of the whole video, best of `bare(timeline)`; asked for about a dozen, in order, then for the chosen.
    """
    looks = [_look(number, frame_at(number)) for number in _numbers(timeline)]
    room = room_of(timeline.scenes[0].model_copy(update={"words": ()}), timeline)
    return [titled(frame_at(look.number), timeline.title, room) for look in _chosen(looks, timeline.frames)]


def _numbers(timeline: Timeline) -> list[int]:
    """Frames to look at, spread over the video: neither inside transitions nor, where there is another, on a closing card."""
    spans = list(_spans(timeline, cards=False)) or list(_spans(timeline, cards=True))
    total = sum(end - start for start, end in spans)
    wanted = [(step + 0.5) * total / _LOOKED_AT for step in range(_LOOKED_AT)]
    numbers = set()
    for place in wanted:
        for start, end in spans:
            if place < end - start:
                numbers.add(start + int(place))
                break
            place -= end - start
    return sorted(numbers)


def _spans(timeline: Timeline, *, cards: bool) -> Iterator[tuple[int, int]]:
    """First frame and end of what is worth looking at in each scene."""
    for number, (scene, start) in enumerate(zip(timeline.scenes, timeline.starts(), strict=True)):
        if scene.end_card and not cards:
            continue
        coming = frames_of(scene, timeline.fps) if number else 0
        skip = min(scene.frames - 1, coming + timeline.fps // 4)
        yield start + skip, start + scene.frames


def _look(number: int, pixels: Pixels) -> _Look:
    """How good a frame is: sharp (open eyes are sharper than shut ones), neither dark nor washed out, with light and shade."""
    height, width = pixels.shape[:2]
    scale = 4 * _SMALL / min(height, width)
    middle = cv2.resize(pixels, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY)
    sharp = float(np.log1p(cv2.Laplacian(grey, cv2.CV_32F).var()))
    light, depth = float(grey.mean()), float(grey.std())
    lost = float(np.mean((grey < 8) | (grey > 247)))
    score = sharp / 8 + min(depth, 64) / 64 - abs(light - 128) / 128 - lost
    small = cv2.resize(middle, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    return _Look(number, np.asarray(small), score)


def _chosen(looks: list[_Look], frames: int) -> list[_Look]:
    """The best, then the best that are far from it in time and in what they show."""
    chosen: list[_Look] = []
    while len(chosen) < min(COUNT, len(looks)):
        rest = [look for look in looks if look not in chosen]
        chosen.append(max(rest, key=lambda look: look.score + _newness(look, chosen, frames)))
    return sorted(chosen, key=lambda look: look.number)


def _newness(look: _Look, chosen: list[_Look], frames: int) -> float:
    if not chosen:
        return 0.0
    away = min(abs(look.number - one.number) for one in chosen) / frames
    unlike = min(float(cv2.norm(look.small, one.small, cv2.NORM_L1)) / look.small.size for one in chosen)
    return 1.5 * min(1.0, away * COUNT) + 1.5 * min(1.0, unlike / _APART)


def titled(pixels: Pixels, title: str, room: Room) -> Pixels:
    """The frame with its title at the foot of the safe box, on a shade that makes it readable on any picture."""
    if not title.strip():
        return pixels
    unit, safe = room.unit, room.safe
    left = safe.left + 28 * unit
    set_in = block(title, room.heavy, 116 * unit, safe.right - left, 4, 1.1)
    if not set_in.lines:
        return pixels
    top = safe.bottom - set_in.height - 20 * unit
    letters = set_in.at(left, top)
    canvas = Canvas(Place(0, 0, pixels.shape[1], pixels.shape[0]))
    canvas.shadow(letters, 0.08 * set_in.px, 0.04 * set_in.px, 0.5)
    for one in letters:
        canvas.letters(one, WHITE)
    canvas.field([Place(safe.left, top, safe.left + 10 * unit, top + set_in.height)], 5 * unit, room.accent)
    shaded = Image.fromarray(_shaded(pixels, top, safe.bottom, unit)).convert("RGBA")
    shaded.alpha_composite(canvas.image)
    return np.asarray(shaded.convert("RGB"))


def _shaded(pixels: Pixels, top: float, bottom: float, unit: float) -> Pixels:
    """Darker behind a title that stands between `top` and `bottom`, softly above it and less below."""
    rows = np.arange(pixels.shape[0], dtype=np.float32)
    dark = np.interp(rows, [top - 320 * unit, top - 20 * unit, bottom + 40 * unit, bottom + 560 * unit], [0, 1, 1, 0.25])
    keep = 1 - _SCRIM * dark * dark * (3 - 2 * dark)
    shaded: Pixels = (pixels * keep[:, None, None] + 0.5).astype(np.uint8)
    return shaded
