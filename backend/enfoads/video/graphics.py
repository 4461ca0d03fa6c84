"""What lies over a scene beside its captions: logo, lower third, price, closing card, the mark that says AI made it.

All of it stands in the platform's safe box and out of the captions' way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from enfoads.engines.finish.label import badge_for
from enfoads.video.caption_styles import ink_on
from enfoads.video.end_card import end_card_layers
from enfoads.video.lettering import Canvas, Place, Sprite, around
from enfoads.video.logo import ground_of, logo_sprite, plate_of
from enfoads.video.placing import GAP, IN_S, Entering, Room, room_of
from enfoads.video.planes import Layer, Patch
from enfoads.video.timeline import LowerThird, Presenter, PriceTag, Scene, Timeline
from enfoads.video.typesetting import Block, block

_PANEL, _SOFT, _WHITE = "#101218", "#d5d9e1", "#ffffff"
_THIRD_S = 6.0  # how long a lower third stays
_MOUTH = 0.47  # of the height: the mouths of presenters are below it
_LOGO = 132.0  # units: side of the square it covers


def graphic_layers(scene: Scene, timeline: Timeline) -> list[Layer]:
    """The layers of a scene, in the order they are drawn. Raises what opening the logo raises."""
    room, steady = room_of(scene, timeline), steady_room(timeline)
    layers: list[Layer] = []
    if scene.end_card:
        layers += end_card_layers(scene.end_card, timeline.brand, room)
    mark = label_sprite(timeline.label, steady) if timeline.label else None
    if mark:
        layers.append(Entering(mark, 0, 0))
    if timeline.brand.logo and not scene.end_card:
        layers.append(_logo(scene, timeline, steady))
    if scene.price_tag and not scene.end_card:
        taken = mark.patch.height + GAP * room.unit if mark else 0.0
        layers.append(_price_tag(scene.price_tag, room, taken))
    if scene.lower_third and not scene.end_card:
        layers.append(_lower_third(scene.lower_third, scene, room, [one.sprite for one in layers if isinstance(one, Entering)]))
    return layers


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


def _price_tag(tag: PriceTag, room: Room, taken: float) -> Layer:
    """In the right corner that captions leave free, `taken` pixels from it: the price, and the one before struck through above it."""
    unit, ink = room.unit, ink_on(room.accent)
    price = block(tag.price, room.heavy, 100 * unit, 420 * unit, 1)
    before = block(tag.before, room.light, 46 * unit, 380 * unit, 1) if tag.before else None
    across, down, between = 38 * unit, 34 * unit, 26 * unit
    width = max(price.width, before.width if before else 0) + 2 * across
    height = price.height + 2 * down + (before.height + between if before else 0)
    right = room.safe.right
    top = room.safe.top + taken if room.captions_low else room.safe.bottom - taken - height
    field = Place(right - width, top, right, top + height)
    canvas = Canvas(around([field], 36 * unit))
    canvas.glow(field, 30 * unit, 12 * unit, 8 * unit, 0.4)
    canvas.field([field], 30 * unit, room.accent)
    middle, y = right - width / 2, top + down
    if before:
        for one in before.at(middle, y, "centre"):
            canvas.letters(one, ink)
        line, thick = y + before.height / 2, 2.5 * unit
        half = before.width / 2 + 8 * unit
        canvas.field([Place(middle - half, line - thick, middle + half, line + thick)], thick, ink)
        y += before.height + between
    for one in price.at(middle, y, "centre"):
        canvas.letters(one, ink)
    return Entering(canvas.sprite(), room.frames(0.35) - tag.shown, room.frames(IN_S), right=round(70 * unit), field="price_tag")


def _lower_third(third: LowerThird, scene: Scene, room: Room, standing: Sequence[Sprite]) -> Layer:
    """A name and what it stands for, at the left: above the captions, or where a presenter's mouth is not behind it. What is `standing`
    there already is left free: it is set narrower or smaller until it has room."""
    face = isinstance(scene.visual, Presenter)
    whole = 0.82 * (room.safe.right - room.safe.left)
    beside = min([whole, *(one.x - room.safe.left for one in standing if one.x > room.size[0] / 3)])
    clear = min(beside, 0.37 * room.size[0] - room.safe.left)  # of a face in the middle
    tries = ((1.0, whole), (0.9, beside), (0.8, whole), (0.7, beside), (0.55, whole), (0.4, whole))
    top = None
    for scale, width in ((1.0, clear), (0.8, clear), (0.8, beside), *tries) if face and room.captions else tries:
        card = _Card.of(third, room, scale * room.unit, width)
        top = _free(card, room, standing, face=face)
        if top is not None and card.readable:
            break
    start = room.frames(0.3) - third.shown
    sprite, off = card.sprite(room, room.safe.top if top is None else top), -round(60 * room.unit)
    return Entering(sprite, start, room.frames(IN_S), right=off, end=start + room.frames(_THIRD_S), field="lower_third")


def _free(card: _Card, room: Room, standing: Sequence[Sprite], *, face: bool) -> float | None:
    """Where the top of a card goes, so that neither captions nor anything else is in its way; None: nowhere."""
    gap, top, bottom = GAP * room.unit, room.safe.top, room.safe.bottom
    spans = [(top, bottom)] if room.captions is None else [(top, room.captions[0] - gap), (room.captions[1] + gap, bottom)]
    ways = [(one.y, one.y + one.patch.height) for one in standing if one.x < room.safe.left + card.width]
    if face and room.captions:
        spans[0] = (top, min(spans[0][1], _MOUTH * room.size[1]))
    for upper, lower in reversed(spans) if face or not room.captions_low else spans:
        on_top = face and upper == top and room.captions is not None
        for start, end in ways:
            if end > upper and start < lower:
                upper, lower = (max(upper, end + gap / 3), lower) if start + end < upper + lower else (upper, min(lower, start - gap / 3))
        if lower - upper >= card.height:
            return upper if on_top else lower - card.height
    return None


@dataclass(frozen=True, slots=True)
class _Card:
    """A name over what it stands for, set but not placed. `unit`: of its sizes, in pixels."""

    title: Block
    below: Block | None
    unit: float

    @classmethod
    def of(cls, third: LowerThird, room: Room, unit: float, width: float) -> _Card:
        inner = max(80 * unit, width - 78 * unit)  # without bar and margins
        title = block(third.title, room.heavy, 52 * unit, inner, 2, 1.15)
        return cls(title, block(third.subtitle, room.light, 36 * unit, inner, 2, 1.25) if third.subtitle else None, unit)

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

    def sprite(self, room: Room, top: float) -> Sprite:
        """On a dark field with the brand's bar."""
        unit, left = self.unit, room.safe.left
        field = Place(left, top, left + self.width, top + self.height)
        canvas = Canvas(field)
        canvas.field([field], 14 * unit, _PANEL, 0.86)
        canvas.field([Place(left + 14 * unit, top + 16 * unit, left + 26 * unit, field.bottom - 16 * unit)], 6 * unit, room.accent)
        for one in self.title.at(left + 42 * unit, top + 30 * unit):
            canvas.letters(one, _WHITE)
        for one in self.below.at(left + 42 * unit, top + self.title.height + 54 * unit) if self.below else ():
            canvas.letters(one, _SOFT)
        return canvas.sprite()
