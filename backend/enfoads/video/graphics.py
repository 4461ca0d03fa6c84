"""What lies over a scene beside its captions: logo, lower third, price, closing card, the mark that says AI made it.

All of it stands in the platform's safe box and out of the captions' way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from enfoads.engines.finish.label import badge_for
from enfoads.engines.portrait.base import Head
from enfoads.video.caption_styles import READABLE, contrast, ink_on
from enfoads.video.end_card import end_card_layers
from enfoads.video.lettering import Canvas, Place, Sprite, around
from enfoads.video.logo import ground_of, logo_sprite, plate_of
from enfoads.video.placing import GAP, IN_S, Entering, HeadParts, Room, behind_of, room_of, spot, told_apart
from enfoads.video.planes import Layer, Patch
from enfoads.video.timeline import LowerThird, PriceTag, Scene, Timeline
from enfoads.video.typesetting import Block, block

_PANEL, _SOFT, _WHITE = "#101218", "#d5d9e1", "#ffffff"
_THIRD_S = 6.0  # how long a lower third stays
_LOGO = 132.0  # units: side of the square it covers


def graphic_layers(scene: Scene, timeline: Timeline, head: Head | None = None) -> list[Layer]:
    """The layers of a scene, in the order they are drawn. `head`: its presenter's, if it has one. Raises what opening the logo raises."""
    room, steady = room_of(scene, timeline), steady_room(timeline)
    layers: list[Layer] = []
    if scene.end_card:
        layers += end_card_layers(scene, timeline, room)
    mark = label_sprite(timeline.label, steady) if timeline.label else None
    if mark:
        layers.append(Entering(mark, 0, 0))
    if timeline.brand.logo and not scene.end_card:
        layers.append(_logo(scene, timeline, steady))
    if scene.end_card:
        return layers
    parts = HeadParts(head) if head else None
    if scene.price_tag:
        layers.append(_price_tag(scene.price_tag, scene, room, _taken(layers, room, 1.0), parts))
    if scene.lower_third:
        layers.append(_lower_third(scene.lower_third, room, _taken(layers, room, 1 / 3), parts))
    return layers


def _taken(layers: Sequence[Layer], room: Room, share: float) -> list[Place]:
    """Where graphics and captions stand, with a `share` of the usual gap around them."""
    gap = GAP * room.unit
    sprites = [one.sprite for one in layers if isinstance(one, Entering)]
    places = [Place(one.x, one.y, one.x + one.patch.width, one.y + one.patch.height) for one in sprites]
    captions = [Place(0, room.captions[0], room.size[0], room.captions[1])] if room.captions else []
    return [around([one], share * gap) for one in places] + [around([one], 0.6 * gap) for one in captions]


def label_sprite(text: str, room: Room) -> Sprite | None:
    """The mark in the right corner that captions leave free; None where it has no room."""
    found = badge_for(room.size, text)
    if found is None:
        return None
    badge = found[0]
    x, y = round(room.safe.right) - badge.width, round(room.safe.top)
    if not room.captions_low:
        y = round(room.safe.bottom) - badge.height
    return Sprite(Patch(np.asarray(badge)), x // 2 * 2, -(-y // 2) * 2)


def _logo(scene: Scene, timeline: Timeline, room: Room) -> Layer:
    """In the left corner that captions leave free. It comes in once, in the first scene."""
    assert timeline.brand.logo is not None
    place = _logo_place(room)
    most = (place.right - place.left, place.bottom - place.top)
    at = (place.left, place.top, "left")
    sprite = logo_sprite(timeline.brand.logo, (_LOGO * room.unit) ** 2, most, at, logo_plate(timeline))
    first = scene is timeline.scenes[0]
    return Entering(sprite, room.frames(0.15) if first else 0, room.frames(IN_S) if first else 0, field="logo")


def steady_room(timeline: Timeline) -> Room:
    """For what stands at one place all through a video: as in its first scene with words."""
    scenes = timeline.scenes
    return room_of(next((scene for scene in scenes if scene.words), scenes[0]), timeline)


def logo_plate(timeline: Timeline) -> str:
    """What is behind the logo all through a video, "" for nothing. Raises what opening it raises."""
    if timeline.brand.logo is None:
        return ""
    place, (width, height) = _logo_place(steady_room(timeline)), (timeline.width, timeline.height)
    part = (place.left / width, place.top / height, place.right / width, place.bottom / height)
    return plate_of(timeline.brand.logo, ground_of(timeline, part))


def _logo_place(room: Room) -> Place:
    top = room.safe.top if room.captions_low else room.safe.bottom - 150 * room.unit
    return Place(room.safe.left, top, room.safe.left + 340 * room.unit, top + 150 * room.unit)


def _price_tag(tag: PriceTag, scene: Scene, room: Room, taken: Sequence[Place], head: HeadParts | None) -> Layer:
    """The price, and the one before struck through above it: near the right corner that captions leave free, and on no face."""
    rounds = [(head.whole, (1.0, 0.85, 0.72, 0.6, 0.5)), (head.face, (0.85, 0.72, 0.6, 0.5, 0.4))] if head else []
    tries = [(parts, scale) for parts, scales in rounds for scale in scales] + [([], 1.0), ([], 0.8), ([], 0.6)]
    for parts, scale in tries:
        price = _Price.of(tag, room, scale * room.unit)
        size = (price.width, price.height)
        at = spot(size, room, [*taken, *parts], right=True, low=not room.captions_low)
        if at is not None:
            break
    left, top = at or (room.safe.right - price.width, room.safe.top)
    sprite = price.sprite(left, top, room, behind_of(scene.visual))
    return Entering(sprite, room.frames(0.35) - tag.shown, room.frames(IN_S), right=round(70 * room.unit), field="price_tag")


@dataclass(frozen=True, slots=True)
class _Price:
    """A price tag, set but not placed. `unit`: of its sizes, in pixels."""

    price: Block
    before: Block | None
    unit: float

    @classmethod
    def of(cls, tag: PriceTag, room: Room, unit: float) -> _Price:
        before = block(tag.before, room.light, 46 * unit, 380 * unit, 1) if tag.before else None
        return cls(block(tag.price, room.heavy, 100 * unit, 420 * unit, 1), before, unit)

    @property
    def width(self) -> float:
        return max(self.price.width, self.before.width if self.before else 0) + 76 * self.unit

    @property
    def height(self) -> float:
        return self.price.height + 68 * self.unit + (self.before.height + 26 * self.unit if self.before else 0)

    def sprite(self, left: float, top: float, room: Room, behind: Sequence[str]) -> Sprite:
        """On a field that is told from what is behind it; over pictures, which may be of any colour, it has a rim."""
        unit, plate = self.unit, told_apart(room.colors or [room.accent], behind)
        ink = room.accent if contrast(room.accent, plate) >= READABLE else ink_on(plate)
        field = Place(left, top, left + self.width, top + self.height)
        canvas = Canvas(around([field], 36 * unit))
        canvas.glow(field, 30 * unit, 12 * unit, 8 * unit, 0.4)
        canvas.field([field], 30 * unit, plate if behind else ink)
        if not behind:
            canvas.field([around([field], -4 * unit)], 26 * unit, plate)
        middle, y = left + self.width / 2, top + 34 * unit
        if self.before:
            for one in self.before.at(middle, y, "centre"):
                canvas.letters(one, ink)
            line, thick = y + self.before.height / 2, 2.5 * unit
            half = self.before.width / 2 + 8 * unit
            canvas.field([Place(middle - half, line - thick, middle + half, line + thick)], thick, ink)
            y += self.before.height + 26 * unit
        for one in self.price.at(middle, y, "centre"):
            canvas.letters(one, ink)
        return canvas.sprite()


def _lower_third(third: LowerThird, room: Room, taken: Sequence[Place], head: HeadParts | None) -> Layer:
    """A name and what it stands for: low at the left, clear of what is `taken` and of a presenter's head. Each in one line where that has
    room, else narrower or smaller."""
    for parts, scale, width, lines in _tries(room, head):
        card = _Card.of(third, room, scale * room.unit, width, lines)
        size = (card.width, card.height)
        at = spot(size, room, [*taken, *parts], right=False, low=True) if card.readable else None
        if at is not None:
            break
    else:
        at = spot(size, room, [*taken, *(head.mouth if head else [])], right=False, low=True)
    left, top = at or (room.safe.left, room.safe.top)
    start = room.frames(0.3) - third.shown
    sprite, off = card.sprite(left, top, room), -round(60 * room.unit)
    return Entering(sprite, start, room.frames(IN_S), right=off, end=start + room.frames(_THIRD_S), field="lower_third")


def _tries(room: Room, head: HeadParts | None) -> Iterator[tuple[list[Place], float, float, int]]:
    """Parts of a head to keep clear of, scale, width and lines of a name, the best first."""
    whole = 0.82 * (room.safe.right - room.safe.left)
    clear, features = (head.whole, head.features) if head else ([], [])
    widths = [whole, 0.6 * whole, 0.45 * whole, *(one.left - room.safe.left for one in reversed(clear))]
    if head:  # beside a forehead it would not be read as a name below somebody
        above = Place(0, 0, room.size[0], head.head.chin - 0.6 * head.head.width)
        clear, features = [*clear, above], [*features, above]
    rounds = ((clear, (1.0, 0.85, 0.72)), (features, (0.85, 0.72, 0.62)), (clear, (0.62, 0.55, 0.48)), (features, (0.48, 0.4)))
    for parts, scales in rounds:
        yield from ((parts, scale, whole, 1) for scale in scales)
        yield from ((parts, scale, width, 2) for scale in scales for width in widths if width > 0)


@dataclass(frozen=True, slots=True)
class _Card:
    """A name over what it stands for, set but not placed. `unit`: of its sizes, in pixels."""

    title: Block
    below: Block | None
    unit: float

    @classmethod
    def of(cls, third: LowerThird, room: Room, unit: float, width: float, lines: int) -> _Card:
        inner = max(80 * unit, width - 78 * unit)  # without bar and margins
        title = block(third.title, room.heavy, 52 * unit, inner, lines, 1.15)
        return cls(title, block(third.subtitle, room.light, 36 * unit, inner, lines, 1.25) if third.subtitle else None, unit)

    @property
    def readable(self) -> bool:
        """Whether its letters are about as large as they were meant to be."""
        small = self.below is None or self.below.px >= 0.8 * 36 * self.unit
        return self.title.px >= 0.8 * 52 * self.unit and small

    @property
    def width(self) -> float:
        return max(self.title.width, self.below.width if self.below else 0) + 78 * self.unit

    @property
    def height(self) -> float:
        return self.title.height + 60 * self.unit + (self.below.height + 24 * self.unit if self.below else 0)

    def sprite(self, left: float, top: float, room: Room) -> Sprite:
        """On a dark field with the brand's bar."""
        unit = self.unit
        field = Place(left, top, left + self.width, top + self.height)
        canvas = Canvas(field)
        canvas.field([field], 14 * unit, _PANEL, 0.86)
        canvas.field([Place(left + 14 * unit, top + 16 * unit, left + 26 * unit, field.bottom - 16 * unit)], 6 * unit, room.accent)
        for one in self.title.at(left + 42 * unit, top + 30 * unit):
            canvas.letters(one, _WHITE)
        for one in self.below.at(left + 42 * unit, top + self.title.height + 54 * unit) if self.below else ():
            canvas.letters(one, _SOFT)
        return canvas.sprite()
