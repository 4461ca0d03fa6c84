"""A script cut at its spaces: each piece as it was typed, and what of it is word and what is punctuation around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from enfoads.engines.script.units import CURRENCY_SIGNS

_PREFIXED = re.compile(r"(?:[#@&]?\w|[-−+±]?(?:[$€£¥₡₲₹][-−+]?)?[.,]?[0-9]|[$€£¥₡₲₹]|[&+=%°]$|[°º][CFcf])")
_KEPT_AT_END = frozenset("%‰°$€£¥₡₲₹¢+²³″′_")
_SIGNS = frozenset("&+=%@°#")
_AFTER_SIGNS = ".,;:!?…)]»”’\"'"
_STRONGEST = ("?", "!", "…", ".", ":", ";", ",")
_JOINED_END = re.compile(r"^(?:(?:[^\W\d_]\.){2,}|[cpsw]/)$", re.IGNORECASE)
_INCHES = ('"', "''", "’’", "”")


@dataclass(slots=True)
class Token:
    """`shown` = lead + core + trail. `ends_line`: a line, item or paragraph ends behind it. `inches`: a " behind it is no quote."""

    shown: str
    lead: str
    core: str
    trail: str
    ends_line: bool = False
    inches: bool = False

    @property
    def opening(self) -> str:
        """¿ and ¡, which shape the voice."""
        return "".join(char for char in self.lead if char in "¿¡")

    @property
    def closing(self) -> str:
        """The one mark behind it that a voice heeds, "" for none."""
        return _closing(self.trail) if self.trail else ""

    @property
    def bare(self) -> bool:
        """Nothing around it."""
        return not self.lead and not self.trail


@lru_cache(maxsize=1024)
def _closing(trail: str) -> str:
    if "..." in trail:
        return "…"
    for mark in _STRONGEST:
        if mark in trail:
            return mark
    return "," if any(char in "—–)]" for char in trail) else ""


def tokens_of(text: str) -> list[Token]:
    """In order. A line break ends a line when what follows begins like one (a capital, a digit, a sign) or when it is a double one."""
    found: list[Token] = []
    quotes, lines = 0, text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        words = line.split()
        for word in words:
            token = _token(word)
            token.inches = token.trail.startswith(_INCHES) and token.core[-1:].isdigit() and quotes % 2 == 0 and "“" not in text
            quotes += 0 if token.inches else word.count('"')
            found.append(token)
        if found and number + 1 < len(lines) and _begins_line(lines[number + 1].strip()):
            found[-1].ends_line = True
    return found


def _begins_line(line: str) -> bool:
    return not line or not line[0].islower()


def _token(word: str) -> Token:
    alone = word if word in CURRENCY_SIGNS else word.rstrip(_AFTER_SIGNS)
    if alone in CURRENCY_SIGNS or alone in _SIGNS:
        return Token(word, "", alone, word[len(alone) :])
    start, end = 0, len(word)
    while (start < end and not _PREFIXED.match(word, start)) or (start < end and word[start] == "_"):
        start += 1
    while end > start and not (word[end - 1].isalnum() or word[end - 1] in _KEPT_AT_END or unicodedata.combining(word[end - 1])):
        end -= 1
    while end > start and word[end - 1] == "_":
        end -= 1
    if end < len(word) and _JOINED_END.match(word[start : end + 1]):  # "a.m.", "c/"; "EE.UU." is no such thing
        end += 1
    return Token(word, word[:start], word[start:end], word[end:])
