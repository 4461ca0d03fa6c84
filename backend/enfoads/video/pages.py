"""Timed words to pages: the two to four words that captions show at once, cut by sense and time, and the lines they stand in.

Breaks are chosen for a whole sentence at a time, so that no page is left with a word of its own or ends in an article. Text without
spaces is cut into phrases by BudouX (Chinese, Japanese, Thai). A number is never parted from its unit.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import budoux
import regex

from enfoads.video.breaks import SPACELESS, belong_together, columns, ends_clause, ends_sentence, leads_on
from enfoads.video.timeline import Word

LINE = 18  # characters, the most in a line at the default size: facts of short-video captions
LONGEST = 28  # characters of a word that is still drawn whole, smaller
_HANGING = 3  # closing marks that may go beyond that
WORDS = 4  # on a page
LINGER = 0.1  # seconds a page stays after its last word
JOIN = 0.3  # a shorter gap to the next page is filled, so that captions do not flicker
PAUSE = 0.6  # a longer silence ends a page


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """What is highlighted at once: a word, or a phrase of a text without spaces. `glued`: no break may follow; `spaced`: a space does."""

    text: str
    start: float
    end: float
    glued: bool = False
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once, from `start` to `end` seconds. `lines`: tokens in their order of reading."""

    lines: tuple[tuple[Token, ...], ...]
    start: float
    end: float

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for line in self.lines for token in line)


Fits = Callable[[Sequence[Token]], bool]


def frame_at(seconds: float, fps: int) -> int:
    """The frame on which something at this time is first seen."""
    return math.floor(seconds * fps + 0.5)


def text_of(tokens: Sequence[Token]) -> str:
    """A line as it is written."""
    return "".join(token.text + (" " if token.spaced else "") for token in tokens).rstrip()


def pages_of(words: Sequence[Word], fits: Fits, most: int = WORDS) -> list[Page]:
    """Pages in order, none before the one before has ended. `fits`: whether tokens have room in one line. `most`: words on a page.

    A single word that does not fit is a page of its own and has to be drawn smaller.
    """
    units = _units(_tokens(words))
    broken = [_lines(page, fits) for sentence in _sentences(units) for page in _cut(sentence, fits, most)]
    return _timed(broken)


def phrases_of(text: str) -> list[str]:
    """A text's words, each with the space after it; text without spaces in phrases, a long address in its parts. Joined they are the text
    again."""
    words = regex.findall(r"\S+\s*", text)
    return [part for word in words for part in (_phrases(word) if SPACELESS.search(word) else _parts_of(word))]


def _parts_of(word: str) -> list[str]:
    return [word] if columns(word) <= LONGEST else regex.split(r"(?<=[/?&=_@.\-])(?=\w)", word, flags=regex.V1)


def _tokens(words: Sequence[Word]) -> list[Token]:
    """Words, in order of time, without empty ones; cut where a word is a whole text without spaces, or longer than anything readable."""
    tokens: list[Token] = []
    clock = 0.0
    for word in words:
        text = " ".join(word.text.split())
        if not text:
            continue
        start = max(word.start, clock)
        clock = start
        tokens += _parts(Token(text, start, max(start, word.end)))
    return [replace(one, glued=one.glued or belong_together(one.text, following.text)) for one, following in pairwise(tokens)] + tokens[-1:]


def _parts(token: Token) -> list[Token]:
    """A token that is too long, cut into phrases that share its time by their length."""
    if SPACELESS.search(token.text):
        pieces = [part for phrase in _phrases(token.text) for part in _hard_cut(phrase, LINE)]
    else:
        pieces = _hard_cut(token.text, LONGEST)
    if len(pieces) < 2:
        return [token]
    lengths = [columns(piece) for piece in pieces]
    seconds = (token.end - token.start) / sum(lengths)
    starts = [token.start + seconds * sum(lengths[:number]) for number in range(len(pieces) + 1)]
    last = len(pieces) - 1
    return [Token(piece.strip(), starts[n], starts[n + 1], spaced=n == last or piece.endswith(" ")) for n, piece in enumerate(pieces)]


def _phrases(text: str) -> list[str]:
    """Where a reader of Japanese, Chinese or Thai would breathe."""
    if regex.search(r"[\p{Hiragana}\p{Katakana}]", text):
        return _budoux("ja").parse(text)
    if regex.search(r"\p{Thai}", text):
        return _budoux("th").parse(text)
    if regex.search(r"\p{Han}", text):
        return _budoux("zh-hans").parse(text)
    return [text]


@functools.lru_cache(maxsize=3)
def _budoux(language: str) -> budoux.Parser:
    makers = {"ja": budoux.load_default_japanese_parser, "th": budoux.load_default_thai_parser}
    return makers.get(language, budoux.load_default_simplified_chinese_parser)()


_NO_START = regex.compile(r"[\p{Pe}\p{Pf}\p{Po}ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々\p{M}]")  # JIS X 4051: not at a line's start


def _hard_cut(text: str, most: int) -> list[str]:
    """Pieces of at most `most` columns; a few more where a closing mark must not be parted."""
    if columns(text) <= most:
        return [text]
    size = columns(text) / math.ceil(columns(text) / most)
    pieces, piece = [], ""
    for cluster in regex.findall(r"\X", text):
        over = columns(piece) + columns(cluster) - size
        if piece and (over > _HANGING or (over > 0 and not _NO_START.match(cluster))):
            pieces.append(piece)
            piece = ""
        piece += cluster
    return [*pieces, piece]


def _units(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Tokens that stay together."""
    units: list[tuple[Token, ...]] = []
    for token in tokens:
        if units and units[-1][-1].glued:
            units[-1] = (*units[-1], token)
        else:
            units.append((token,))
    return units


Unit = tuple[Token, ...]


def _sentences(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Runs of units between full stops and silences."""
    sentence: list[Unit] = []
    for number, unit in enumerate(units):
        sentence.append(unit)
        following = units[number + 1] if number + 1 < len(units) else None
        if following is None or ends_sentence(unit[-1].text) or following[0].start - unit[-1].end >= PAUSE:
            yield sentence
            sentence = []


def _cut(units: Sequence[Unit], fits: Fits, most: int) -> list[list[Unit]]:
    """The cheapest way to cut a sentence into pages."""
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of all before a break, and where the page before it begins
    for end in range(1, len(units) + 1):
        choices = []
        for begin in range(end - 1, -1, -1):
            page = units[begin:end]
            if end - begin > 1 and (sum(map(len, page)) > most or not _has_room(page, fits)):
                break
            choices.append((best[begin][0] + _cost(page, most, units[end][0].text if end < len(units) else None), begin))
        best.append(min(choices))
    pages, end = [], len(units)
    while end:
        begin = best[end][1]
        pages.append(list(units[begin:end]))
        end = begin
    return pages[::-1]


def _cost(page: Sequence[Unit], most: int, following: str | None) -> float:
    """How badly a page reads, before the word `following` of its sentence; three words that end with a clause are best."""
    text = page[-1][-1].text
    words = sum(map(len, page))
    cost = 0.5 + 0.35 * (words - min(3, most)) ** 2
    if words == 1 and most > 1 and columns(text) < 9:
        cost += 1.0
    if ends_clause(text):
        cost -= 1.2
    elif following is not None and leads_on(text, following):
        cost += 1.4
    inside = [token.text for unit in page for token in unit][:-1]
    return cost + 1.2 * sum(ends_clause(one) for one in inside)


def _has_room(page: Sequence[Unit], fits: Fits) -> bool:
    return fits(_flat(page)) or any(fits(_flat(page[:at])) and fits(_flat(page[at:])) for at in range(1, len(page)))


def _lines(page: Sequence[Unit], fits: Fits) -> tuple[Unit, ...]:
    """One line where there is room for it, else the two that are most alike."""
    if fits(_flat(page)) or len(page) == 1:
        return (_flat(page),)

    def unlike(at: int) -> float:
        first, second = columns(text_of(_flat(page[:at]))), columns(text_of(_flat(page[at:])))
        hanging = leads_on(page[at - 1][-1].text, page[at][0].text)
        cramped = not (fits(_flat(page[:at])) and fits(_flat(page[at:])))
        return max(first, second) + 3 * hanging + 100 * cramped

    at = min(range(1, len(page)), key=unlike)
    return _flat(page[:at]), _flat(page[at:])


def _flat(units: Sequence[Unit]) -> Unit:
    return tuple(token for unit in units for token in unit)


def _timed(pages: Sequence[tuple[Unit, ...]]) -> list[Page]:
    """Each from its first word to a little after its last, or to the next page where the gap is short."""
    timed = []
    for number, lines in enumerate(pages):
        start, end = lines[0][0].start, lines[-1][-1].end
        following = pages[number + 1][0][0].start if number + 1 < len(pages) else math.inf
        timed.append(Page(lines, start, following if following - end < JOIN else end + LINGER))
    return timed
