"""What a script carries besides words: pauses in brackets, SSML, HTML, Markdown. Taken off here; nothing of it is shown or said.

A script is a person's text or was pasted from a page or another program, so tags of every kind are met. Bounded patterns only:
each is linear in the text, whatever it holds.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from enfoads.engines.prompts.inflection import words_of

LONGEST_PAUSE = 10.0  # seconds; a longer one is a mistake
PAUSE = 0.5  # [pause], <break/>

_INVISIBLE = dict.fromkeys(
    code
    for code in (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x200C, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F),
                 *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFE))
    if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85)
)  # fmt: skip
_MARK = re.compile(
    r"\[\s{0,3}(?:pause|pausa|silence|silencio|break)\b[ :=]{0,3}(?P<asked>[^\]\[\n]{0,30})\]"
    r"|(?P<comment><!--)|(?P<raw><!\[CDATA\[)"
    r"|<(?P<hidden>script|style|head|title|template)\b[^<>]{0,300}>"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:_-]{0,30})(?P<fields>(?:\s[^<>]{0,1000})?)/?>"
    r"|<[!?][A-Za-z][^<>]{0,500}>",
    re.IGNORECASE,
)
# Chat programs write Markdown. A mark counts only where it cannot be meant: "# 1", "2 * 3" and "a_b" stay.
_MARKDOWN = (
    (re.compile(r"^[ \t]{0,8}(?:[-*_][ \t]{0,3}){3,60}$", re.MULTILINE), ""),  # a line across the page
    (re.compile(r"^[ \t]{0,8}(?:#{1,6}[ \t]{1,3}(?=[^\W\d])|[-*][ \t]{1,3}(?=\S))", re.MULTILINE), ""),  # headings, lists
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{1,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{1,2000}\)"), r"\1"),
    *((re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)([^*_~`\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),) * 2,  # one in another
)
_FIELD = re.compile(r"([A-Za-z:-]{1,30})\s{0,3}=\s{0,3}(?:\"([^\"]{0,300})\"|'([^']{0,300})')")
_LENGTH = re.compile(
    r"([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s{0,3}(milisegundos?|milliseconds?|ms|segundos?|seconds?|seg|secs?|s)?\b", re.IGNORECASE
)
_STRENGTH = {"none": 0.0, "x-weak": 0.1, "weak": 0.2, "medium": PAUSE, "strong": 0.8, "x-strong": 1.2}
_BLOCKS = words_of("p s div br li ul ol h1 h2 h3 h4 h5 h6 tr td th table blockquote section article header footer hr pre")


class Text(NamedTuple):
    """Running text. `say`: "" as it stands, else how SSML wants it said (`characters`, `digits`, …); `alias`: said in its place."""

    text: str
    say: str = ""
    alias: str = ""


class Silence(NamedTuple):
    seconds: float


Piece = Text | Silence


def clean(text: str) -> str:
    """Composed letters, and no characters that nobody sees."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def pieces(text: str) -> Iterator[Piece]:
    """The script without its markup, in order. A block of HTML ends a line."""
    text = _without_markdown(text)
    at, say, alias = 0, "", ""
    ends = _Ends(text)
    while mark := _MARK.search(text, at):
        if before := text[at : mark.start()]:
            yield Text(html.unescape(before), say, alias)
        at = mark.end()
        if mark["asked"] is not None:
            yield Silence(_seconds(mark["asked"]))
        elif mark["comment"]:
            at = ends.after("-->", at)
        elif mark["raw"]:
            end = ends.after("]]>", at)
            yield Text(text[at:end].removesuffix("]]>"), say, alias)
            at = end
        elif mark["hidden"]:
            at = ends.after(f"</{mark['hidden'].lower()}>", at)
        elif mark["tag"]:
            tag, fields = mark["tag"].lower(), _fields(mark["fields"])
            if tag in ("say-as", "sub"):
                say, alias = ("", "") if mark["close"] else (fields.get("interpret-as", ""), html.unescape(fields.get("alias", "")))
            elif tag == "break":
                yield Silence(_break(fields))
            elif tag in _BLOCKS:
                yield Text("\n\n")
    if rest := text[at:]:
        yield Text(html.unescape(rest), say, alias)


def _without_markdown(text: str) -> str:
    for mark, kept in _MARKDOWN:
        text = mark.sub(kept, text)
    return text


class _Ends:
    """Where things end. One that ends nowhere is looked for once."""

    def __init__(self, text: str) -> None:
        self._text, self._missing = text.lower(), set[str]()

    def after(self, end: str, start: int) -> int:
        """Behind the next `end`; `start` itself when there is none: the mark alone is dropped."""
        found = -1 if end in self._missing else self._text.find(end, start)
        if found < 0:
            self._missing.add(end)
            return start
        return found + len(end)


def _fields(text: str) -> dict[str, str]:
    return {name.lower(): double or single for name, double, single in _FIELD.findall(text)}


def _seconds(asked: str) -> float:
    """Of "500ms", "1 s", "de 1,5 segundos", "" or anything else. A bare number: seconds, or milliseconds from 50 on."""
    found = _LENGTH.search(asked)
    if found is None:
        return PAUSE
    value, unit = float(found[1].replace(",", ".")), (found[2] or "").lower()
    thousandths = unit.startswith("m") or (not unit and value >= 50)
    return min(value / 1000 if thousandths else value, LONGEST_PAUSE)


def _break(fields: dict[str, str]) -> float:
    return _seconds(fields["time"]) if "time" in fields else _STRENGTH.get(fields.get("strength", ""), PAUSE)
