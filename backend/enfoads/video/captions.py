"""Captions over the frames of a scene: pages of words, the one that is heard standing out, inside the platform's safe box.

A page's pictures are made when it is first shown and dropped with it, so memory does not grow with the script.
"""

from __future__ import annotations

from bisect import bisect_right

from enfoads.video.caption_layout import Laid, Layout, readable
from enfoads.video.caption_styles import SEEN, Look, contrast, fonts_missing, ink_on, look_of, outline_for
from enfoads.video.glyphs import chain_of, runs_of
from enfoads.video.lettering import Canvas, Sprite, around
from enfoads.video.pages import frame_at
from enfoads.video.planes import Layer, Planes
from enfoads.video.timeline import Scene, Timeline

# Size of what comes in, at 30 frames a second from the first on; the last one stays.
_POP = (1.05, 1.12, 1.15, 1.12, 1.09)
_ARRIVE = (0.86, 1.02, 1.05, 1.02, 1.0)
_BOX_OPACITY = 0.88


def caption_layer(scene: Scene, timeline: Timeline) -> Layer | None:
    """The captions of a scene, None where there are none to show."""
    if timeline.captions.style == "none":
        return None
    layer = CaptionLayer(scene, timeline)
    return layer if layer.pages else None


def caption_warnings(timeline: Timeline) -> list[str]:
    """Codes (`caption_styles.WARNINGS`) of what the captions cannot show as it was asked for."""
    if timeline.captions.style == "none":
        return []
    look = look_of(timeline.captions, timeline.brand)
    found = ["font_missing"] if fonts_missing(timeline.captions.font, timeline.brand.fonts) else []
    texts = {word.text.upper() if look.uppercase else word.text for scene in timeline.scenes for word in scene.words}
    chain = chain_of(look.face, "".join(texts))
    if any(runs_of(text, chain)[1] for text in texts):
        found.append("glyphs_missing")
    return found


class CaptionLayer:
    """Draws one scene's captions. `pages`: what is shown when."""

    def __init__(self, scene: Scene, timeline: Timeline) -> None:
        self._look = look_of(timeline.captions, timeline.brand)
        self._layout = Layout(self._look, timeline, readable(scene.words, self._look))
        self._fps = timeline.fps
        self.pages = self._layout.pages
        self._starts = [frame_at(page.start, self._fps) for page in self.pages]
        self._ends = [frame_at(page.end, self._fps) for page in self.pages]
        self._painter = {"karaoke": self._karaoke, "pop": self._pop, "one_word": self._one_word}.get(self._look.style.id, self._still)
        self._page = -1
        self._words: list[int] = []
        self._laid: dict[float, Laid] = {}
        self._sprites: dict[object, Sprite] = {}

    def draw(self, frame: Planes, number: int) -> None:
        at = bisect_right(self._starts, number) - 1
        if at < 0 or number >= self._ends[at]:
            return
        if at != self._page:
            self._page, self._laid, self._sprites = at, {}, {}
            self._words = [frame_at(token.start, self._fps) for token in self.pages[at].tokens]
        active = max(0, bisect_right(self._words, number) - 1)
        self._painter(frame, active, number)

    def _still(self, frame: Planes, active: int, number: int) -> None:
        self._sprite(self._lay(), active).draw(frame)

    def _one_word(self, frame: Planes, active: int, number: int) -> None:
        scale = self._eased(_ARRIVE, number - self._starts[self._page])
        self._sprite(self._lay(scale), active).draw(frame)

    def _pop(self, frame: Planes, active: int, number: int) -> None:
        laid = self._lay()
        scale = self._eased(_POP, number - self._words[active])
        key = ("others", active)
        if key not in self._sprites:
            colors = [self._look.text if token != active else None for token in range(len(laid.words))]
            self._sprites[key] = self._painted(laid, colors)
        self._sprites[key].draw(frame)
        if (active, scale) not in self._sprites:
            self._sprites[active, scale] = self._painted(laid.only(active, scale), [self._look.active], field=False)
        self._sprites[active, scale].draw(frame)

    def _karaoke(self, frame: Planes, active: int, number: int) -> None:
        """Words that were said in one colour, those to come in the other; the sweep passes through the one that is said."""
        laid = self._lay()
        for sung, color in ((False, self._look.text), (True, self._look.active)):
            if sung not in self._sprites:
                self._sprites[sung] = self._painted(laid, [color] * len(laid.words))
        end = frame_at(self.pages[self._page].tokens[active].end, self._fps)
        done = min(1.0, (number + 1 - self._words[active]) / max(1, end - self._words[active]))
        for token, (left, top, right, bottom) in enumerate(laid.cells):
            if token != active:
                self._sprites[token < active].draw_within(frame, left, top, right, bottom)
                continue
            place = laid.words[token].place
            swept = round((place.right - place.left) * done)
            at = int(place.right - swept if laid.backwards[token] else place.left + swept)
            self._sprites[not laid.backwards[token]].draw_within(frame, left, top, at, bottom)
            self._sprites[laid.backwards[token]].draw_within(frame, at // 2 * 2, top, right, bottom)

    def _eased(self, curve: tuple[float, ...], frames: int) -> float:
        return curve[min(len(curve) - 1, max(0, frames) * 30 // self._fps)]

    def _lay(self, scale: float = 1.0) -> Laid:
        if scale not in self._laid:
            self._laid[scale] = self._layout.lay(self.pages[self._page], scale)
        return self._laid[scale]

    def _sprite(self, laid: Laid, active: int) -> Sprite:
        key = (laid.scale, active if self._look.active != self._look.text or self._look.style.id == "box" else -1)
        if key not in self._sprites:
            boxed = self._look.style.id == "box"
            lit = ink_on(self._look.active) if boxed else self._look.active
            colors = [lit if token == active else self._look.text for token in range(len(laid.words))]
            self._sprites[key] = self._painted(laid, colors, pill=active if boxed else None)
        return self._sprites[key]

    def _painted(self, laid: Laid, colors: list[str | None] | list[str], pill: int | None = None, field: bool = True) -> Sprite:
        """Words in these colours, None for one that is left out, over their box if the look has one."""
        return painted(laid, self._look, colors, pill, field)


def painted(laid: Laid, look: Look, colors: list[str | None] | list[str], pill: int | None, field: bool) -> Sprite:
    """The picture of a page. `pill`: the word that gets a field of its own. `field`: draw the box behind the lines."""
    shown = [(one, color) for one, color in zip(laid.words, colors, strict=True) if color is not None]
    places = [one.place for one, _ in shown] or [laid.words[0].place]
    boxes = laid.boxes if look.box and field else []
    canvas = Canvas(around([*places, *boxes], 0.22 * laid.px))
    canvas.field(boxes, 0.3 * laid.px, look.box or look.text, _BOX_OPACITY)
    if not look.box:
        canvas.shadow([one for one, _ in shown], 0.06 * laid.px, 0.05 * laid.px, 0.6)
    if pill is not None:
        canvas.field([laid.pill(pill)], 0.24 * laid.px, look.active)
    for number, (one, color) in enumerate(shown):
        behind = look.active if number == pill else look.box
        if look.outline or not behind or contrast(color, behind) < SEEN:
            canvas.outline(one, look.outline or outline_for(color))
    for one, color in shown:
        canvas.letters(one, color)
    return canvas.sprite()
