"""Where graphics may stand on a timeline's frames, in which colours and letters, and how they come in."""

from __future__ import annotations

from dataclasses import dataclass

from enfoads.video.caption_layout import band
from enfoads.video.caption_styles import face_of
from enfoads.video.fonts import FAMILIES, LIGHT, Face
from enfoads.video.lettering import Place, Sprite
from enfoads.video.planes import Planes
from enfoads.video.safe import safe_box
from enfoads.video.timeline import Scene, Timeline

ACCENT = "#ff4d2e"  # where a brand has no colour
IN_S = 0.36  # how long something takes to come in
GAP = 36  # units between graphics


@dataclass(frozen=True, slots=True)
class Room:
    """`unit`: a 1080th of the frame's shorter side, in pixels. `safe`: the platform's box. `captions`: top and bottom of their band,
    None where the scene has none. `accent`: the brand's colour. `heavy`, `light`: letters for what is large and what is small."""

    size: tuple[int, int]
    fps: int
    unit: float
    safe: Place
    captions: tuple[float, float] | None
    accent: str
    heavy: Face
    light: Face

    @property
    def captions_low(self) -> bool:
        """Whether captions leave the upper part of the frame free."""
        return self.captions is None or sum(self.captions) / 2 > 0.4 * self.size[1]

    @property
    def lowest(self) -> float:
        """Where what stands above the captions ends."""
        if self.captions is None or not self.captions_low:
            return self.safe.bottom
        return min(self.safe.bottom, self.captions[0] - GAP * self.unit)

    def frames(self, seconds: float) -> int:
        return round(seconds * self.fps)


def room_of(scene: Scene, timeline: Timeline) -> Room:
    captioned = bool(scene.words) and timeline.captions.style != "none"
    named = face_of("", timeline.brand.fonts, "Montserrat")
    return Room(
        size=(timeline.width, timeline.height),
        fps=timeline.fps,
        unit=min(timeline.width, timeline.height) / 1080,
        safe=Place(*safe_box(timeline.aspect, timeline.platform).pixels(timeline.width, timeline.height)),
        captions=band(timeline) if captioned else None,
        accent=timeline.brand.colors[0] if timeline.brand.colors else ACCENT,
        heavy=named,
        light=LIGHT if named == FAMILIES["Montserrat"] else FAMILIES["Inter"],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Entering:
    """A picture that fades in from frame `start` on, coming from (right, down) pixels off its place; it fades out after `end`.

    `field`: of the scene that asks for it; "logo" for what stays until the closing card, "" for what always does.
    """

    sprite: Sprite
    start: int
    frames: int
    right: int = 0
    down: int = 0
    end: int | None = None
    field: str = ""

    def goes_for(self, following: Scene) -> bool:
        """Whether it is gone in the next scene."""
        if self.field in ("", "logo"):
            return bool(self.field) and following.end_card is not None
        asked = getattr(following, self.field)
        return not (asked and asked.shown)

    def draw(self, frame: Planes, number: int, opacity: float = 1.0) -> None:
        if number < self.start:
            return
        left = 1 - min(1.0, (number + 1 - self.start) / max(1, self.frames))
        gone = 0.0 if self.end is None else min(1.0, max(0, number - self.end) / max(1, self.frames))
        rest = left**3  # quick at first, then softly into place
        self.sprite.draw_faded(frame, opacity * (1 - left) * (1 - gone), round(self.right * rest), round(self.down * rest))
