"""Three stills of a video to choose a cover from: well lit, sharp, unlike each other, each with the title set in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from enfoads.video.breaks import ends_sentence, leads_on
from enfoads.video.caption_styles import WHITE, ink_on, rgb_of
from enfoads.video.glyphs import is_rtl
from enfoads.video.lettering import Canvas, Place, Set
from enfoads.video.motion import View
from enfoads.video.placing import Room, room_of
from enfoads.video.planes import Pixels
from enfoads.video.safe import Box
from enfoads.video.timeline import Timeline
from enfoads.video.transitions import frames_of
from enfoads.video.typesetting import Align, Block, block

COUNT = 3
_LOOKED_AT = 12  # frames of a video that are drawn to choose from
_SMALL = 96  # pixels of the shorter side that is enough to judge a frame
_APART = 26.0  # mean difference of two small frames, in steps of 255, from which on they look like two pictures
_SCRIM = 0.68
_SHORTEST, _LONGEST = 10, 48  # letters of a title that is made: "Hello!" says nothing, more could not be read on a telephone
_LETTERS = 116  # units: their size, if there is room; 13 pixels of a cover that is 120 wide
_LOGO_S = 0.3  # of the first scene: the logo has come in a quarter of a second later
_NEARER = View(1.3, 0.5, 0.49)  # a second look at the same picture
_COVER = Box(0.06, 0.18, 0.94, 0.81)  # of a tall video in a profile's grid, which shows the middle 3:4 and lays nothing over it
FrameAt = Callable[[int, View | None], Pixels]


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


def candidates(timeline: Timeline, frame_at: FrameAt, awake: Callable[[int], bool] = lambda _: True) -> list[Pixels]:
    """Three frames (H, W, 3) RGB with the title, in their order of time; fewer for a video of fewer frames.

    `frame_at`: the pixels of a frame of the whole video, best of `bare(timeline)`, all of it or what is seen in a view of it; asked for
    about a dozen, in order, then for the chosen. `awake`: whether eyes are open there, as far as it is known.
    """
    looks = [_look(number, frame_at(number, None)) for number in _numbers(timeline, awake)]
    room = room_of(timeline.scenes[0].model_copy(update={"words": ()}), timeline)
    if timeline.aspect == "9:16":
        room = replace(room, safe=Place(*_COVER.pixels(*room.size)))
    title, pictures = timeline.title.strip() or hook(timeline), list[Pixels]()
    title = title if _set(title, room, room.size[0]).lines else ""  # no font has its letters
    chosen = _chosen(looks, timeline.frames)
    for number, (look, set_on) in enumerate(zip(chosen, (_on_shade, _on_field, _on_colour), strict=False)):
        again = number == 1 and _unlike(look, chosen[0]) < _APART / 2
        pixels = frame_at(look.number, _NEARER if again else None)
        pictures.append(set_on(pixels, title, room) if title else pixels)
    return pictures


def hook(timeline: Timeline) -> str:
    """A title for a video that was given none: the first sentence that is shown, or its beginning; else what the closing card says."""
    said: list[str] = []
    for word in (shown.text for scene in timeline.scenes for shown in scene.words):
        if sum(map(len, said)) + len(said) + len(word) > _LONGEST:
            while len(said) > 2 and leads_on(said[-1], word):
                word = said.pop()
            return " ".join(said).rstrip(",;:—–") + "…" if said else word
        said.append(word)
        if ends_sentence(word) and len(" ".join(said)) >= _SHORTEST:
            break
    cards = (scene.end_card for scene in timeline.scenes if scene.end_card)
    return " ".join(said) or next((card.headline or card.cta for card in cards), "")


def _numbers(timeline: Timeline, awake: Callable[[int], bool]) -> Iterator[int]:
    """Frames to look at, spread over the video: neither inside transitions nor, where there is another, on a closing card or in a blink."""
    spans = list(_spans(timeline, whole=False)) or list(_spans(timeline, whole=True))
    total = sum(end - start for start, end in spans)
    wanted = [(step + 0.5) * total / _LOOKED_AT for step in range(_LOOKED_AT)]
    last = -1
    for place in wanted:
        for start, end in spans:
            if place < end - start:
                first = start + int(place)
                number = next(filter(awake, range(first, end)), first)
                if number > last:
                    yield number
                last = max(last, number)
                break
            place -= end - start


def _spans(timeline: Timeline, *, whole: bool) -> Iterator[tuple[int, int]]:
    """First frame and end of what is worth looking at in each scene; `whole`: of all of them, whatever they show."""
    for number, (scene, start) in enumerate(zip(timeline.scenes, timeline.starts(), strict=True)):
        coming = frames_of(scene, timeline.fps) if number else round(_LOGO_S * timeline.fps)
        skip = coming + timeline.fps // 4
        if whole or (scene.frames > skip and not scene.end_card):
            yield start + min(scene.frames - 1, skip), start + scene.frames


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
    unlike = min(_unlike(look, one) for one in chosen)
    return 1.5 * min(1.0, away * COUNT) + 1.5 * min(1.0, unlike / _APART)


def _unlike(one: _Look, other: _Look) -> float:
    """Mean difference of two frames, in steps of 255."""
    return float(cv2.norm(one.small, other.small, cv2.NORM_L1)) / one.small.size


def _set(title: str, room: Room, width: float) -> Block:
    """Few lines: the lower third of the frame is theirs, faces are above it."""
    return block(title, room.heavy, _LETTERS * room.unit, width, 3 if len(title) <= _LONGEST else 4, 1.1)


def _on_shade(pixels: Pixels, title: str, room: Room) -> Pixels:
    """White at the foot of the safe box beside the brand's bar, on a shade that makes it readable on any picture."""
    unit, safe = room.unit, room.safe
    set_in = _set(title, room, safe.right - safe.left - 28 * unit)
    top = safe.bottom - set_in.height - 20 * unit
    side = _first_side(title)
    bar = safe.right - 10 * unit if side == "right" else safe.left
    letters = set_in.at(bar - 18 * unit if side == "right" else bar + 28 * unit, top, side)
    canvas = _canvas(pixels)
    canvas.shadow(letters, 0.08 * set_in.px, 0.04 * set_in.px, 0.5)
    canvas.field([Place(bar, top, bar + 10 * unit, top + set_in.height)], 5 * unit, room.accent)
    stops = (top - 200 * unit, top - 20 * unit, safe.bottom + 40 * unit, safe.bottom + 560 * unit)
    return _lettered(_washed(pixels, stops, (0, _SCRIM, _SCRIM, _SCRIM / 8), "#000000"), canvas, letters, WHITE)


def _on_field(pixels: Pixels, title: str, room: Room) -> Pixels:
    """On a field of the brand's colour at the foot of the safe box."""
    unit, safe = room.unit, room.safe
    across, down = 44 * unit, 36 * unit
    set_in = _set(title, room, safe.right - safe.left - 2 * across)
    top, width = safe.bottom - set_in.height - 2 * down, set_in.width + 2 * across
    side = _first_side(title)
    left = safe.right - width if side == "right" else safe.left
    field = Place(left, top, left + width, safe.bottom)
    canvas = _canvas(pixels)
    canvas.glow(field, 30 * unit, 16 * unit, 10 * unit, 0.45)
    canvas.field([field], 30 * unit, room.accent)
    letters = set_in.at(field.right - across if side == "right" else left + across, top + down, side)
    return _lettered(pixels, canvas, letters, ink_on(room.accent))


def _on_colour(pixels: Pixels, title: str, room: Room) -> Pixels:
    """In the middle, where the picture gives way to the brand's colour."""
    unit, safe, middle = room.unit, room.safe, room.size[0] / 2
    width = 2 * min(middle - safe.left, safe.right - middle)
    set_in = _set(title, room, width)
    top = safe.bottom - set_in.height - 20 * unit
    washed = _washed(pixels, (top - 200 * unit, top - 40 * unit, pixels.shape[0]), (0, 0.94, 0.97), room.accent)
    return _lettered(washed, _canvas(pixels), set_in.at(middle, top, "centre"), ink_on(room.accent))


def _first_side(title: str) -> Align:
    """Where reading it begins."""
    return "right" if is_rtl(title) else "left"


def _canvas(pixels: Pixels) -> Canvas:
    return Canvas(Place(0, 0, pixels.shape[1], pixels.shape[0]))


def _lettered(pixels: Pixels, canvas: Canvas, letters: Sequence[Set], color: str) -> Pixels:
    for one in letters:
        canvas.letters(one, color)
    picture = Image.fromarray(pixels).convert("RGBA")
    picture.alpha_composite(canvas.image)
    return np.asarray(picture.convert("RGB"))


def _washed(pixels: Pixels, rows: Sequence[float], shares: Sequence[float], color: str) -> Pixels:
    """Coloured by these shares at these rows, softly in between."""
    share = np.interp(np.arange(pixels.shape[0], dtype=np.float32), rows, shares).astype(np.float32)[:, None, None]
    most = max(shares)
    soft = (share / most) ** 2 * (3 - 2 * share / most) * most
    return np.asarray(pixels * (1 - soft) + np.array(rgb_of(color), np.float32) * soft + 0.5).astype(np.uint8)
