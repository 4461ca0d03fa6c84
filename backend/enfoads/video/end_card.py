"""The closing card: the scene goes dark in the brand's tone, and logo, headline, button and detail come in over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2

from enfoads.video.caption_styles import READABLE, SEEN, WHITE, contrast, ink_on, rgb_of
from enfoads.video.fonts import Face
from enfoads.video.lettering import Canvas, Place, Sprite, around
from enfoads.video.logo import logo_sprite, plate_of
from enfoads.video.placing import IN_S, Entering, Room, mixed, told_apart
from enfoads.video.planes import Layer, Planes, colour_of
from enfoads.video.timeline import Brand, EndCard, Fill, Scene, Timeline, Visual
from enfoads.video.typesetting import block

_VEIL = 0.84  # how much of the scene the scrim takes: white letters are read over a white picture
_VEILED = (0.0, 95.0)  # luma of what is behind it
_DEEP = 13.0  # contrast of white on the veil: the scene that is seen through it may be light
_STEP_S = 0.09  # between one part's entrance and the next
_SOFT, _DARKEST, _VEILED_WHITE = "#e4e6eb", "#0b0c10", "#3c3a3c"


@dataclass(frozen=True, slots=True)
class Veil:
    """Darkens whole frames, more and more over its first frames."""

    colour: tuple[int, int, int]  # y, u, v
    frames: int

    def draw(self, frame: Planes, number: int) -> None:
        share = _VEIL * min(1.0, (number + 1) / max(1, self.frames))
        for plane, value in zip(frame, self.colour, strict=True):
            cv2.convertScaleAbs(plane, plane, 1 - share, value * share)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One thing on the card, drawn with its top at 0. `gap`: what is left free above it."""

    sprite: Sprite
    height: float
    gap: float


def end_card_layers(scene: Scene, timeline: Timeline, room: Room) -> list[Layer]:
    """From the back: the veil, then what it says from top to bottom, in the middle of the free part of the safe box. Without a headline,
    name or logo the video's title stands above the call to action."""
    brand, card, tone = timeline.brand, scene.end_card, _tone(scene.visual, room)
    assert card is not None
    if not card.headline and not brand.name and not brand.logo:
        card = card.model_copy(update={"headline": timeline.title})
    free = room.lowest - room.safe.top
    unit = room.unit
    parts = _parts(card, brand, room, unit, tone)
    while _tall(parts) > free and unit > 0.3 * room.unit:
        unit *= max(0.7, 0.98 * free / _tall(parts))
        parts = _parts(card, brand, room, unit, tone)
    layers: list[Layer] = [Veil(colour_of(rgb_of(tone)), room.frames(IN_S))]
    y = room.safe.top + max(0.0, (free - _tall(parts)) / 2)
    for number, part in enumerate(parts):
        y += part.gap if number else 0
        sprite = replace(part.sprite, y=part.sprite.y + round(y / 2) * 2)
        layers.append(Entering(sprite, room.frames(0.1 + _STEP_S * number), room.frames(IN_S), down=round(40 * room.unit)))
        y += part.height
    return layers


def _tall(parts: Sequence[_Part]) -> float:
    return sum(part.height for part in parts) + sum(part.gap for part in parts[1:])


def _parts(card: EndCard, brand: Brand, room: Room, unit: float, tone: str) -> list[_Part]:
    """From top to bottom; `unit` in place of the room's, for a card that has to be smaller."""
    middle = room.size[0] / 2
    width = 2 * min(middle - room.safe.left, room.safe.right - middle)
    parts = []
    if brand.logo:
        logo = logo_sprite(
            brand.logo, (270 * unit) ** 2, (0.75 * width, 270 * unit), (middle, 0.0, "centre"), plate_of(brand.logo, _VEILED)
        )
        parts.append(_Part(logo, logo.patch.height, 0))
    if brand.name:
        read = min(contrast(room.accent, one) for one in (tone, _VEILED_WHITE)) > SEEN
        px, color = (46 * unit, _SOFT) if brand.logo else (66 * unit, room.accent if read else WHITE)
        if not card.headline:
            px = 1.5 * px
        parts.append(_words(brand.name, room.heavy, px, width, 1 if card.headline else 2, color, middle, 34 * unit))
    if card.headline:
        parts.append(_words(card.headline, room.heavy, 100 * unit, width, 3 if len(card.headline) <= 60 else 4, WHITE, middle, 54 * unit))
    if card.cta:
        parts.append(_button(card.cta, room, unit if card.headline else 1.35 * unit, width, middle, tone))
    if card.detail:
        parts.append(_words(card.detail, room.light, 52 * unit, width, 2, _SOFT, middle, 48 * unit))
    return parts


def _words(text: str, face: Face, px: float, width: float, lines: int, color: str, middle: float, gap: float) -> _Part:
    set_in = block(text, face, px, width, lines, 1.16)
    letters = set_in.at(middle, 0.0, "centre")
    canvas = Canvas(around([one.place for one in letters] or [Place(middle, 0, middle + 2, 2)], 0.2 * px))
    canvas.shadow(letters, 0.06 * px, 0.04 * px, 0.35)
    for one in letters:
        canvas.letters(one, color)
    return _Part(canvas.sprite(), set_in.height, gap)


def _button(text: str, room: Room, unit: float, width: float, middle: float, tone: str) -> _Part:
    plate = told_apart(room.colors or [room.accent], [tone, mixed(tone, WHITE, 1 - _VEIL)])
    ink = room.accent if contrast(room.accent, plate) >= READABLE else ink_on(plate)
    across, down = 60 * unit, 42 * unit
    set_in = block(text, room.heavy, 66 * unit, width - 2 * across, 2)
    half, height = set_in.width / 2 + across, set_in.height + 2 * down
    field = Place(middle - half, 0, middle + half, height)
    canvas = Canvas(around([field], 40 * unit))
    canvas.glow(field, 0.5 * min(height, 148 * unit), 16 * unit, 12 * unit, 0.45)
    canvas.field([field], 0.5 * min(height, 148 * unit), plate)
    for one in set_in.at(middle, down, "centre"):
        canvas.letters(one, ink)
    return _Part(canvas.sprite(), height, 76 * unit)


def _tone(visual: Visual, room: Room) -> str:
    """Of the veil: the brand's colour, or the background's own, as dark as white letters need it; nearly black over pictures."""
    if not isinstance(visual, Fill):
        return mixed(_DARKEST, room.accent, 0.12 if room.colors else 0.0)
    color = room.colors[0] if room.colors else visual.to or visual.color
    share = next((step / 20 for step in range(20) if contrast(WHITE, mixed(color, _DARKEST, step / 20)) >= _DEEP), 1.0)
    return mixed(color, _DARKEST, share)
