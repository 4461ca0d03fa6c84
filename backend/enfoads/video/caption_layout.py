"""Where the words of a page stand: lines, order by direction of writing, size, all kept inside the safe box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from enfoads.video.breaks import columns
from enfoads.video.caption_styles import Look, em_of, look_of
from enfoads.video.glyphs import Type, chain_of, is_rtl, shown
from enfoads.video.lettering import Place, Set
from enfoads.video.pages import LINE, Page, Token, pages_of, text_of
from enfoads.video.safe import caption_y, safe_box
from enfoads.video.timeline import Timeline, Word

_GROWTH = {"pop": 1.15, "one_word": 1.06}  # room for what swells


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A page at its place. words: one for each token; cells: left, top, right, bottom of its share of the frame, without gaps.

    boxes: behind each line. backwards: written from right to left. `middle`: from a base line up to the middle of capitals.
    """

    letters: Type
    edge: float
    texts: tuple[str, ...]
    words: tuple[Set, ...]
    cells: tuple[tuple[int, int, int, int], ...]
    boxes: tuple[Place, ...]
    backwards: tuple[bool, ...]
    middle: float
    scale: float

    @property
    def px(self) -> float:
        return self.letters.px

    def pill(self, token: int) -> Place:
        """The field behind one word."""
        one = self.words[token]
        middle = one.y - self.middle
        return Place(one.x - 0.13 * self.px, middle - 0.6 * self.px, one.x + one.ink.advance + 0.13 * self.px, middle + 0.6 * self.px)

    def only(self, token: int, scale: float) -> Laid:
        """One word alone, larger around its own centre."""
        larger = Type(self.letters.chain, self.px * scale)
        ink = larger.ink(self.texts[token], self.edge * scale)
        old = self.words[token]
        word = Set(ink, old.x + (old.ink.advance - ink.advance) / 2, old.y + self.middle * (scale - 1))
        return replace(self, letters=larger, words=(word,), boxes=(), texts=(self.texts[token],), scale=scale)


def band(timeline: Timeline) -> tuple[float, float]:
    """Top and bottom, in pixels, of where captions of two lines stand."""
    look = look_of(timeline.captions, timeline.brand)
    px = em_of(timeline.captions, timeline.aspect, timeline.width, timeline.height)
    box = safe_box(timeline.aspect, timeline.platform)
    wanted = timeline.captions.y
    half = look.style.pitch * px / 2 + 0.75 * px
    centre = (caption_y(timeline.aspect, timeline.platform) if wanted is None else wanted) * timeline.height
    centre = min(max(centre, box.top * timeline.height + half), box.bottom * timeline.height - half)
    return centre - half, centre + half


def readable(words: Sequence[Word], look: Look) -> list[Word]:
    """Words as they are shown: what no font has is left out, and so is what has no width (a lone mark, a joiner)."""
    texts = [word.text.upper() if look.uppercase else word.text for word in words]
    chain = chain_of(look.face, "".join(texts))
    left = [shown(text, chain).strip() for text in texts]
    letters = Type(chain, 100)
    return [word.model_copy(update={"text": text}) for word, text in zip(words, left, strict=True) if letters.width(text) > 0]


class Layout:
    """Pages of a scene's words, and each page in pixels."""

    def __init__(self, look: Look, timeline: Timeline, words: Sequence[Word]) -> None:
        self._look, self._size = look, (timeline.width, timeline.height)
        self._px = em_of(timeline.captions, timeline.aspect, *self._size)
        box = safe_box(timeline.aspect, timeline.platform)
        self._left, self._top, self._right, self._bottom = box.pixels(*self._size)
        wanted = timeline.captions.y
        self._y = (caption_y(timeline.aspect, timeline.platform) if wanted is None else wanted) * timeline.height
        text = " ".join(word.text for word in words)
        self._backwards, self._chain = is_rtl(text), chain_of(look.face, text)
        # Centred on the frame, not on the box: as wide as the narrower side allows.
        middle = timeline.width / 2
        padding = 2 * (0.34 * self._px if look.box else (look.edge + 0.13) * self._px)  # the box, or outline and shadow
        self._growth = _GROWTH.get(look.style.id, 1.0)
        self._room = (2 * min(middle - self._left, self._right - middle) - padding) / self._growth
        usual = Type(self._chain, self._px)
        most = LINE if look.style.most > 1 else LINE // 2

        def fits(tokens: Sequence[Token]) -> bool:
            text = text_of(tokens)
            return columns(text) <= most and self._width(tokens, usual) <= self._room

        self.pages = pages_of(words, fits, look.style.most)

    def lay(self, page: Page, scale: float = 1.0) -> Laid:
        """The page in pixels, all of it `scale` times its size."""
        px = self._px
        widest = max(self._width(line, Type(self._chain, px)) for line in page.lines)
        px *= min(1.0, self._room / widest) * scale
        letters = Type(self._chain, px)
        edge = self._look.edge * px
        inks = {token: letters.ink(token.text, edge) for token in page.tokens}
        tallest = max(ink.fill.shape[0] - 2 * edge for ink in inks.values())
        pitch = max(self._look.style.pitch * px, tallest * 1.04)
        middle = letters.capital / 2
        reach = max([0.0, *(max(-ink.top - middle, ink.top + ink.fill.shape[0] + middle) for ink in inks.values())])
        bases = self._bases(len(page.lines), pitch, middle, max(reach, 0.62 * px + edge))
        placed: dict[Token, Set] = {}
        cells: dict[Token, tuple[int, int, int, int]] = {}
        boxes = []
        for number, (line, base) in enumerate(zip(page.lines, bases, strict=True)):
            order = visual_order(line, self._backwards)
            pen = (self._size[0] - self._width(line, letters)) / 2
            start = pen
            for token, gap in self._gaps(order, letters):
                placed[token] = Set(inks[token], pen, base)
                pen += inks[token].advance + gap
            boxes.append(Place(start - 0.32 * px, base - middle - 0.72 * px, pen + 0.32 * px, base - middle + 0.72 * px))
            top = 0 if number == 0 else round(base - middle - pitch / 2)
            bottom = self._size[1] if number == len(bases) - 1 else round(base - middle + pitch / 2)
            cells.update(_cells([placed[token] for token in order], order, top // 2 * 2, bottom // 2 * 2, self._size[0]))
        tokens = page.tokens
        return Laid(
            letters=letters,
            edge=edge,
            texts=tuple(token.text for token in tokens),
            words=tuple(placed[token] for token in tokens),
            cells=tuple(cells[token] for token in tokens),
            boxes=tuple(boxes),
            backwards=tuple(is_rtl(token.text, self._backwards) for token in tokens),
            middle=middle,
            scale=scale,
        )

    def _gaps(self, order: Sequence[Token], letters: Type) -> list[tuple[Token, float]]:
        """Tokens from left to right, each with the space after it."""
        gap = self._look.style.gap * letters.px
        space = max(letters.width(" "), 0.24 * letters.px) + gap
        found = []
        for number, token in enumerate(order):
            following = order[number + 1 : number + 2]
            first = token if not self._backwards or not following else following[0]
            found.append((token, (space if first.spaced else gap) if following else 0.0))
        return found

    def _width(self, line: Sequence[Token], letters: Type) -> float:
        return sum(letters.width(token.text) + gap for token, gap in self._gaps(visual_order(line, self._backwards), letters))

    def _bases(self, lines: int, pitch: float, middle: float, reach: float) -> list[float]:
        """Base lines: the block centred where it is wanted, moved as far as the safe box asks for. `reach`: what letters need above
        and below the middle of capitals."""
        tall = self._growth * (reach + 0.1 * self._px)  # its shadow
        half = (lines - 1) / 2 * pitch + (max(tall, 0.75 * self._px) if self._look.box else tall)
        centre = min(max(self._y, self._top + half), self._bottom - half)
        return [centre + (number - (lines - 1) / 2) * pitch + middle for number in range(lines)]


def _cells(sets: Sequence[Set], order: Sequence[Token], top: int, bottom: int, width: int) -> dict[Token, tuple[int, int, int, int]]:
    """The line's band of the frame, shared out among its words: borders in the middle of the spaces."""
    borders = [0]
    for one, following in pairwise(sets):
        borders.append(round((one.place.right + following.place.left) / 2) // 2 * 2)
    borders.append(width)
    return {token: (borders[n], top, borders[n + 1], bottom) for n, token in enumerate(order)}


def visual_order(line: Sequence[Token], backwards: bool) -> list[Token]:
    """A line's words from left to right: rule L2 of UAX #9, with a level for each word. `backwards`: the text is right to left."""
    base = int(backwards)
    levels: list[int] = []
    for token in line:
        neutral = not any(letter.isalpha() for letter in token.text)
        levels.append((levels[-1] if levels and not backwards else base) if neutral else (1 if is_rtl(token.text) else 2 * base))
    order = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return [line[at] for at in order]
