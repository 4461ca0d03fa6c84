"""Subtitles from timed words: SRT and WebVTT with cues that can be read, in any script.

A cue has at most two lines of 42 characters and stays for 1 to 7 seconds (the common broadcasters' guides agree on these). Where a
cue ends is found by least cost over the whole text: after a sentence, else at a pause or a comma, never after an article, never
between a number and its unit. Pure text; read by the server too.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from enfoads.video.breaks import SPACELESS, belong_together, columns, ends_clause, ends_sentence, leads_on

LINE, LINES = 42, 2  # characters; a wide one (Han, Kana, Hangul) counts as two
SHORTEST, LONGEST = 1.0, 7.0  # seconds
_NEAR = 0.25  # seconds: a gap this short is closed, or the text would flicker
_PAUSE = 0.4  # seconds of silence after which a cue may well end


class Timed(Protocol):
    """A word with its time in seconds, such as `engines.voice.base.TimedWord` and `timeline.Word`."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Cue:
    """Seconds from the start; one or two lines."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Piece:
    """What stays on one line: a word, a number with its unit, or a part of a word that is longer than a line."""

    text: str
    start: float
    end: float
    inside: bool = False  # the next piece is of the same word


def srt(words: Sequence[Timed]) -> str:
    """SubRip. "" without words."""
    blocks = (
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{chr(10).join(cue.lines)}\n"
        for number, cue in enumerate(cues(words), 1)
    )
    return "\n".join(blocks)


def vtt(words: Sequence[Timed]) -> str:
    """WebVTT; what it would take for markup is escaped."""
    blocks = (f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(chr(10).join(cue.lines))}\n" for cue in cues(words))
    return "\n".join(("WEBVTT\n", *blocks))


def cues(words: Sequence[Timed]) -> list[Cue]:
    """The words in cues that do not overlap, in order. Words without text make none."""
    pieces = _glued(list(_pieces(words)))
    if not pieces:
        return []
    text = _Text(pieces)
    found: list[Cue] = []
    first, earliest = 0, 0.0
    for last in _best_ends(text):
        start = max(pieces[first].start, earliest)
        until = pieces[last].end
        following = pieces[last + 1].start if last + 1 < len(pieces) else until + SHORTEST
        end = min(max(until, start + SHORTEST), max(following, start + 0.001), start + LONGEST)
        end = following if 0 < following - end < _NEAR and following - start <= LONGEST and last + 1 < len(pieces) else end
        found.append(Cue(start, end, text.lines(first, last)))
        first, earliest = last + 1, end
    return found


# Words to pieces ------------------------------------------------------------------------------------------------------


def _pieces(words: Sequence[Timed]) -> Iterator[_Piece]:
    earliest = 0.0
    for word in words:
        text = " ".join(word.text.split()).replace("-->", "→")
        if not text:
            continue
        start = max(float(word.start), earliest)
        end = max(float(word.end), start)
        earliest = start
        parts = list(_cut(text))
        step = (end - start) / len(parts)
        for number, part in enumerate(parts):
            yield _Piece(part, start + number * step, start + (number + 1) * step, inside=number + 1 < len(parts))


def _cut(text: str) -> Iterator[str]:
    """Parts that fit a line. Where a script has no spaces every character is one, so that a line may end anywhere but before a stop."""
    if not SPACELESS.search(text):
        yield from _filled(text, LINE)
        return
    part = ""
    for token in regex.findall(r"[A-Za-z0-9.,%$€£]+|\X", text):
        if part and unicodedata.category(token[0]) not in ("Po", "Pe", "Pf"):
            yield part
            part = ""
        part += token
    yield part


def _filled(text: str, limit: int) -> Iterator[str]:
    """Pieces of a width of at most `limit`; marks stay with their letter."""
    part, width = "", 0
    for letter in regex.findall(r"\X", text):
        wide = columns(letter)
        if part and width + wide > limit:
            yield part
            part, width = "", 0
        part, width = part + letter, width + wide
    yield part


def _glued(pieces: list[_Piece]) -> list[_Piece]:
    """Numbers with their units as one piece, as long as that fits a line."""
    glued: list[_Piece] = []
    for piece in pieces:
        last = glued[-1] if glued else None
        if last is not None and not last.inside and belong_together(last.text.rpartition(" ")[2], piece.text):
            text = f"{last.text} {piece.text}"
            if columns(text) <= LINE:
                glued[-1] = _Piece(text, last.start, max(last.end, piece.end), piece.inside)
                continue
        glued.append(piece)
    return glued


# Pieces to cues -------------------------------------------------------------------------------------------------------


class _Text:
    """The pieces with all that the search asks of them again and again: width up to each, how well a cue could end there."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.pieces = pieces
        apart = [False, *(_apart(one, other) for one, other in itertools.pairwise(pieces))]
        widths = [columns(piece.text) for piece in pieces]
        self.spaces = [" " if space else "" for space in apart]
        self.until = [0, *itertools.accumulate(width + space for width, space in zip(widths, apart, strict=True))]
        following = [*(piece.text for piece in pieces[1:]), ""]
        self.endings = [_ending(piece, text) for piece, text in zip(pieces, following, strict=True)]
        self.gaps = [*(max(0.0, other.start - one.end) for one, other in itertools.pairwise(pieces)), 0.0]

    def width(self, first: int, last: int) -> int:
        return self.until[last + 1] - self.until[first] - len(self.spaces[first])

    def joined(self, first: int, last: int) -> str:
        return "".join(self.spaces[at] * (at > first) + self.pieces[at].text for at in range(first, last + 1))

    def break_of(self, first: int, last: int) -> int | None:
        """The last piece of the upper line, such that the lines are alike and the upper one ends well; `last`: one line; None: no way."""
        if self.width(first, last) <= LINE or first == last:
            return last
        best: tuple[float, int] | None = None
        for at in range(first, last):
            above, below = self.width(first, at), self.width(at + 1, last)
            if above > LINE:
                break
            if below <= LINE:
                cost = abs(above - below) / LINE + self.endings[at] / 4 + (0.1 if above > below else 0.0)
                best = min(best or (cost, at), (cost, at))
        return best[1] if best else None

    def lines(self, first: int, last: int) -> tuple[str, ...]:
        at = self.break_of(first, last)
        if at is None or at == last:
            return (self.joined(first, last),)
        return self.joined(first, at), self.joined(at + 1, last)


def _best_ends(text: _Text) -> list[int]:
    """Index of the last piece of each cue, such that the costs add up to least."""
    pieces = text.pieces
    least = [0.0] + [float("inf")] * len(pieces)
    came = [0] * (len(pieces) + 1)
    for first in range(len(pieces)):
        within = 0.0
        for last in range(first, len(pieces)):
            if last > first:
                if text.width(first, last) > LINE * LINES + 1 or pieces[last].end - pieces[first].start > LONGEST:
                    break
                gap = text.gaps[last - 1]
                within += (4 * gap if gap > _PAUSE else 0.0) + (0.0 if text.endings[last - 1] else 1.2)
            total = least[first] + 1.0 + within + _closing(text, first, last)
            if total < least[last + 1] and text.break_of(first, last) is not None:
                least[last + 1], came[last + 1] = total, first
    ends, at = [], len(pieces)
    while at:
        ends.append(at - 1)
        at = came[at]
    return ends[::-1]


def _closing(text: _Text, first: int, last: int) -> float:
    """What it costs to end a cue here. The figures were set by reading the cues of ads in Spanish and English."""
    if last + 1 == len(text.pieces):
        return 0.0
    room = text.pieces[last + 1].start - text.pieces[first].start
    return 6 * max(0.0, SHORTEST - room) + text.endings[last] * (0.3 if text.gaps[last] >= _PAUSE else 1.0)


def _ending(piece: _Piece, following: str) -> float:
    """How bad it is to stop reading between a piece and the next one's text; 0.0: a sentence ends."""
    if ends_sentence(piece.text):
        return 0.0
    if ends_clause(piece.text):
        return 0.6
    if piece.inside or leads_on(piece.text, following):
        return 2.5
    return 1.5


def _apart(one: _Piece, other: _Piece) -> bool:
    """Whether a space stands between them."""
    return not one.inside and not (SPACELESS.match(one.text[-1]) and SPACELESS.match(other.text[0]))


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
