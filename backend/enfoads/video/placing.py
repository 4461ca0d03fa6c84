"""Where graphics may stand on a timeline's frames, in which colours and letters, and how they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from enfoads.engines.portrait.base import Head
from enfoads.video.caption_layout import band
from enfoads.video.caption_styles import WHITE, distance, face_of
from enfoads.video.fonts import FAMILIES, LIGHT, Face
from enfoads.video.lettering import Place, Sprite
from enfoads.video.planes import Planes
from enfoads.video.safe import safe_box
from enfoads.video.timeline import Fill, Presenter, Scene, Timeline, Visual

ACCENT = "#ff4d2e"  # where a brand has no colour
IN_S = 0.36  # how long something takes to come in
GAP = 36  # units between graphics
NIGHT = "#14161c"
_APART = 90  # steps of RGB between a field and what is behind it that the eye parts at once


@dataclass(frozen=True, slots=True)
class Room:
    """`unit`: a 1080th of the frame's shorter side, in pixels. `safe`: the platform's box. `captions`: top and bottom of their band,
    None where the scene has none. `colors`: the brand's; `accent`: its first, or the studio's.
    `heavy`, `light`: letters for what is large and what is small."""

    size: tuple[int, int]
    fps: int
    unit: float
    safe: Place
    captions: tuple[float, float] | None
    colors: tuple[str, ...]
    heavy: Face
    light: Face

    @property
    def accent(self) -> str:
        return self.colors[0] if self.colors else ACCENT

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
        colors=timeline.brand.colors,
        heavy=named,
        light=LIGHT if named == FAMILIES["Montserrat"] else FAMILIES["Inter"],
    )


@dataclass(frozen=True, slots=True)
class HeadParts:
    """What of a presenter's head graphics keep off."""

    head: Head

    @property
    def whole(self) -> list[Place]:
        """With hair and ears; a jaw is narrower than what is above it."""
        return [self._part(0.66, 1.45, 0.4), self._part(0.52, 0.45, 0.0)]

    @property
    def face(self) -> list[Place]:
        """From the eyes to the chin."""
        return [self._part(0.55, 0.9, 0.4), self._part(0.5, 0.45, 0.0)]

    @property
    def mouth(self) -> list[Place]:
        return [self._part(0.25, 0.45, 0.02)]

    @property
    def features(self) -> list[Place]:
        """Eyes, nose and mouth: cheeks and jaw beside the mouth are free."""
        return [self.face[0], *self.mouth]

    def _part(self, half: float, top: float, bottom: float) -> Place:
        x, chin, width = self.head
        return Place(x - half * width, chin - top * width, x + half * width, chin - bottom * width)


def spot(size: tuple[float, float], room: Room, taken: Sequence[Place], *, right: bool, low: bool) -> tuple[float, float] | None:
    """Left and top of what is so large (width, height), clear of what is `taken` and as near to a corner of the safe box as it can be;
    None: nowhere."""
    safe, (width, height) = room.safe, size
    xs = {safe.left, safe.right - width, *(one.left - width for one in taken), *(one.right for one in taken)}
    ys = {safe.top, safe.bottom - height, *(one.top - height for one in taken), *(one.bottom for one in taken)}
    corner = (safe.right - width if right else safe.left, safe.bottom - height if low else safe.top)

    def clear(x: float, y: float) -> bool:
        inside = safe.left <= x <= safe.right - width and safe.top <= y <= safe.bottom - height
        return inside and not any(one.left < x + width and x < one.right and one.top < y + height and y < one.bottom for one in taken)

    places = sorted(product(xs, ys), key=lambda at: (abs(at[0] - corner[0]) + abs(at[1] - corner[1]), at))
    return next((at for at in places if clear(*at)), None)


def told_apart(colors: Iterable[str], behind: Sequence[str]) -> str:
    """The first of these colours, of white and of nearly black, that none of what is behind it looks like; the least alike if all do."""
    wanted = [*colors, WHITE, NIGHT]
    near = {one: min((distance(one, other) for other in behind), default=255.0) for one in wanted}
    return next((one for one in wanted if near[one] >= _APART), max(wanted, key=lambda one: near[one]))


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the other colour in one."""
    parts = (round(int(one[n : n + 2], 16) * (1 - share) + int(other[n : n + 2], 16) * share) for n in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def behind_of(visual: Visual) -> list[str]:
    """The colours that are behind graphics, where they are known: of one colour or a gradient."""
    ground = visual.background if isinstance(visual, Presenter) else visual
    if not isinstance(ground, Fill):
        return []
    return [mixed(ground.color, ground.to or ground.color, share / 4) for share in range(5)]


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
