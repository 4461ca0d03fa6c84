"""Subtitles from timed words: SRT and WebVTT with cues that can be read, in any script.

A cue has at most two lines of 42 characters and stays for 1 to 7 seconds (the common broadcasters' guides agree on these). Where a
cue ends is found by least cost over the whole text: after a sentence, else at a pause or a comma, never after an article, never
between a number and its unit. Pure text; read by the server too.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

LINE, LINES = 42, 2  # characters; a wide one (Han, Kana, Hangul) counts as two
SHORTEST, LONGEST = 1.0, 7.0  # seconds
_NEAR = 0.25  # seconds: a gap this short is closed, or the text would flicker
_PAUSE = 0.4  # seconds of silence after which a cue may well end

_SENTENCE = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*$")
_CLAUSE = re.compile(r"[,;:،，、；：—–-]+[\"'”’»)\]]*$")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[(\[+±−-]?\d[\d.,'’:/×x-]*$|\d$")
_UNITS = frozenset(
    re.findall(
        r"\S+",
        """% ‰ € $ £ ¥ ° ºc °c °f kg g mg t km m cm mm km/h m² m³ l ml cl cc h hs hrs min s seg ms gb mb kb tb mah w kw v hz mhz ghz lb oz
    euros euro soles sol dólares dólar pesos peso dollars dollar pounds cents céntimos centavos mil miles millón millones million
    thousand billion hundred por percent am pm a.m. p.m. horas hora minutos minuto segundos días día semanas meses mes años año hours
    hour minutes minute seconds days day weeks months years year kilos kilo gramos litros metros grados veces usd eur pen mxn cop ars
    clp gbp unidades piezas personas""",
    )
)
_BEFORE_NUMBER = re.compile(r"(?:[A-Z]{0,3}[$€£¥]|S/\.?|USD|EUR|PEN|MXN|COP|ARS|CLP|GBP|n[.º°]+|nº|no\.|#)$", re.IGNORECASE)
_LEANING = frozenset(  # words that belong to the one after them
    re.findall(
        r"\S+",
        """el la los las un una unos unas de del a al en con por para sin y e o u que se su mi tu lo le the an of to in on at for from
    and or with by my your our their this that is""",
    )
)
_UNBROKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")


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
    ends = _best_ends(pieces)
    found: list[Cue] = []
    first, earliest = 0, 0.0
    for last in ends:
        start = max(pieces[first].start, earliest)
        until = pieces[last].end
        following = pieces[last + 1].start if last + 1 < len(pieces) else until + SHORTEST
        end = min(max(until, start + SHORTEST), max(following, start + 0.001), start + LONGEST)
        end = following if 0 < following - end < _NEAR and following - start <= LONGEST and last + 1 < len(pieces) else end
        found.append(Cue(start, end, _wrapped(pieces[first : last + 1]) or ("",)))
        first, earliest = last + 1, end
    return found


def belongs_together(word: str, following: str) -> bool:
    """Whether two words are a number and its unit, which no line break and no cue may part."""
    unit = following.strip(".,;:!?…)»”\"'").lower() or following
    if _NUMBER.search(word) and (unit in _UNITS or following.lower() in _UNITS):
        return True
    if word.lower() == "por" and unit == "ciento":
        return True
    return bool(_BEFORE_NUMBER.fullmatch(word)) and following[:1].isdigit()


# Words to pieces ------------------------------------------------------------------------------------------------------


def _pieces(words: Sequence[Timed]) -> Iterator[_Piece]:
    earliest = 0.0
    for word in words:
        text = _SPACE.sub(" ", word.text).strip().replace("-->", "→")
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
    if not _UNBROKEN.search(text):
        yield from _filled(text, LINE)
        return
    part = ""
    for token in re.findall(r"[A-Za-z0-9.,%$€£]+|.", text):
        if part and not (_width(token) == 0 or unicodedata.category(token[0]) in ("Po", "Pe", "Pf")):
            yield part
            part = ""
        part += token
    yield part


def _filled(text: str, limit: int) -> Iterator[str]:
    """Pieces of a width of at most `limit`; marks stay with their letter."""
    part, width = "", 0
    for character in text:
        wide = _width(character)
        if wide and width + wide > limit:
            yield part
            part, width = "", 0
        part, width = part + character, width + wide
    yield part


def _glued(pieces: list[_Piece]) -> list[_Piece]:
    """Numbers with their units as one piece, as long as that fits a line."""
    glued: list[_Piece] = []
    for piece in pieces:
        last = glued[-1] if glued else None
        if last is not None and not last.inside and belongs_together(last.text.rpartition(" ")[2], piece.text):
            text = f"{last.text} {piece.text}"
            if _width(text) <= LINE:
                glued[-1] = _Piece(text, last.start, max(last.end, piece.end), piece.inside)
                continue
        glued.append(piece)
    return glued


# Pieces to cues -------------------------------------------------------------------------------------------------------


def _best_ends(pieces: list[_Piece]) -> list[int]:
    """Index of the last piece of each cue, such that the costs add up to least."""
    least = [0.0] + [float("inf")] * len(pieces)
    came = [0] * (len(pieces) + 1)
    for first in range(len(pieces)):
        width = 0
        for last in range(first, len(pieces)):
            width += _width(pieces[last].text)
            if width > LINE * LINES or (last > first and pieces[last].end - pieces[first].start > LONGEST):
                break
            total = least[first] + _cost(pieces, first, last)
            if total < least[last + 1]:
                least[last + 1], came[last + 1] = total, first
    ends, at = [], len(pieces)
    while at:
        ends.append(at - 1)
        at = came[at]
    return ends[::-1]


def _cost(pieces: list[_Piece], first: int, last: int) -> float:
    """Of one cue. The figures say what is worse than what; they were set by reading the cues of ads in Spanish and English."""
    chosen = pieces[first : last + 1]
    if last > first and _wrapped(chosen) is None:
        return float("inf")
    cost = 1.0
    for one, other in itertools.pairwise(chosen):
        gap = other.start - one.end
        cost += 4 * gap if gap > _PAUSE else 0.0
        cost += 0.8 if _SENTENCE.search(one.text) else 0.0
    if last + 1 == len(pieces):
        return cost
    gap = pieces[last + 1].start - chosen[-1].end
    room = pieces[last + 1].start - chosen[0].start
    cost += 6 * max(0.0, SHORTEST - room)
    return cost + _ending(chosen[-1]) * (0.3 if gap >= _PAUSE else 1.0)


def _ending(piece: _Piece) -> float:
    """How bad it is to stop reading here."""
    if _SENTENCE.search(piece.text):
        return 0.0
    if _CLAUSE.search(piece.text):
        return 0.6
    if piece.inside or piece.text.lower() in _LEANING:
        return 2.5
    return 1.5


def _wrapped(pieces: Sequence[_Piece]) -> tuple[str, ...] | None:
    """One line, or the two that are most alike, broken after punctuation rather than after an article; None: they do not fit."""
    whole = _joined(pieces)
    if _width(whole) <= LINE or len(pieces) == 1:
        return (whole,)
    best: tuple[float, tuple[str, str]] | None = None
    for at in range(1, len(pieces)):
        upper, lower = _joined(pieces[:at]), _joined(pieces[at:])
        above, below = _width(upper), _width(lower)
        if max(above, below) > LINE:
            continue
        cost = abs(above - below) / LINE + _ending(pieces[at - 1]) / 4 + (0.1 if above > below else 0.0)
        if best is None or cost < best[0]:
            best = cost, (upper, lower)
    return best[1] if best else None


def _joined(pieces: Sequence[_Piece]) -> str:
    text = pieces[0].text
    for one, other in itertools.pairwise(pieces):
        apart = not one.inside and not (_UNBROKEN.match(one.text[-1]) and _UNBROKEN.match(other.text[0]))
        text += (" " if apart else "") + other.text
    return text


def _width(text: str) -> int:
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
