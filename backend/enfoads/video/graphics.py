"""What lies over a scene beside its captions: logo, lower third, price, closing card, the mark that says AI made it.

All of it stands in the platform's safe box and out of the captions' way.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enfoads.engines.finish.label import badge_for
from enfoads.video.caption_styles import ink_on
from enfoads.video.end_card import end_card_layers
from enfoads.video.lettering import Canvas, Place, Sprite, around
from enfoads.video.logo import backdrop, logo_sprite
from enfoads.video.placing import GAP, IN_S, Entering, Room, room_of
from enfoads.video.planes import Layer, Patch
from enfoads.video.timeline import LowerThird, Presenter, PriceTag, Scene, Timeline
from enfoads.video.typesetting import block

_PANEL, _SOFT, _WHITE = "#101218", "#d5d9e1", "#ffffff"
_THIRD_S = 6.0  # how long a lower third stays
_LOGO = 132.0  # units: side of the square it covers


def graphic_layers(scene: Scene, timeline: Timeline) -> list[Layer]:
    """The layers of a scene, in the order they are drawn. Raises what opening the logo raises."""
    room = room_of(scene, timeline)
    layers: list[Layer] = []
    if scene.end_card:
        layers += end_card_layers(scene.end_card, timeline.brand, room)
    mark = label_sprite(timeline.label, room) if timeline.label else None
    if mark:
        layers.append(Entering(mark, 0, 0))
    if timeline.brand.logo and not scene.end_card:
        layers.append(_logo(scene, timeline, room))
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
    width, height = room.size
    most = (340 * room.unit, 150 * room.unit)
    left, top, bottom = room.safe.left, room.safe.top, room.safe.bottom
    corner = top if room.captions_low else bottom - most[1]
    part = (left / width, corner / height, (left + most[0]) / width, (corner + most[1]) / height)
    behind = backdrop(scene.visual, room.size, part)
    sprite = logo_sprite(timeline.brand.logo, (_LOGO * room.unit) ** 2, most, (left, corner, "left"), behind)
    first = scene is timeline.scenes[0]
    return Entering(sprite, room.frames(0.15) if first else 0, room.frames(IN_S) if first else 0)


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
    return Entering(canvas.sprite(), room.frames(0.35) - tag.shown, room.frames(IN_S), right=round(70 * unit))


def _lower_third(third: LowerThird, scene: Scene, room: Room, standing: Sequence[Sprite]) -> Layer:
    """A name and what it stands for, on a dark field with the brand's bar, at the left: above the captions, or, where a presenter's mouth
    would be behind it, at the top under what is `standing` there."""
    unit = room.unit
    pad, bar = 30 * unit, 12 * unit
    width = 0.82 * (room.safe.right - room.safe.left) - 2 * pad - bar
    title = block(third.title, room.heavy, 52 * unit, width, 2, 1.15)
    below = block(third.subtitle, room.light, 36 * unit, width, 2, 1.25) if third.subtitle else None
    height = title.height + 2 * pad + (below.height + 24 * unit if below else 0)
    left, bottom = room.safe.left, room.lowest
    right = left + bar + max(title.width, below.width if below else 0) + 2.2 * pad
    if isinstance(scene.visual, Presenter) and room.captions_low:
        above = (one.y + one.patch.height for one in standing if one.x < right)
        bottom = min(bottom, max(above, default=room.safe.top - GAP * unit) + GAP * unit + height)
    field = Place(left, bottom - height, right, bottom)
    canvas = Canvas(field)
    canvas.field([field], 14 * unit, _PANEL, 0.86)
    canvas.field([Place(left + 14 * unit, field.top + 16 * unit, left + 14 * unit + bar, bottom - 16 * unit)], bar / 2, room.accent)
    x = left + bar + pad
    for one in title.at(x, field.top + pad):
        canvas.letters(one, _WHITE)
    for one in below.at(x, field.top + pad + title.height + 24 * unit) if below else ():
        canvas.letters(one, _SOFT)
    start = room.frames(0.3) - third.shown
    end = start + room.frames(_THIRD_S)
    return Entering(canvas.sprite(), start, room.frames(IN_S), right=-round(60 * unit), end=end if end < scene.frames else None)
