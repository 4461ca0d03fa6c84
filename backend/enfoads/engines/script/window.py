"""A number and its neighbours in a script: what the readers of prices, measures, dates and telephones look at, and what they share.

A `Window` is a number's token and the few that may belong to it, as one line of text. A reader gives how many tokens it read
and what is said, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from enfoads.engines.prompts.nouns import noun
from enfoads.engines.script.language import is_small
from enfoads.engines.script.numbers import Gender, decimal, digits
from enfoads.engines.script.units import CURRENCY_SIGNS
from enfoads.engines.voice.base import Language


@dataclass(frozen=True, slots=True)
class Habits:
    """How this script writes: its decimal sign ("" when it shows none) and what its "$" is."""

    language: Language
    mark: str
    dollar: str


class Window(NamedTuple):
    """`text`: tokens joined by a space; `ends`: where each ends in it; `after`: the word behind each, "" behind punctuation."""

    text: str
    ends: tuple[int, ...]
    after: tuple[str, ...]
    before: str  # the word before, lower case

    def read(self, match: re.Match[str]) -> int:
        """How many tokens a match took; 0 when it ends inside one."""
        return self.ends.index(match.end()) + 1 if match.end() in self.ends else 0

    def after_range(self, end: int, second: str) -> tuple[Window, int]:
        """From a range's second number on, which ends at `end` and is to be read as `second`; and how many tokens are before it."""
        skipped = sum(stop < end for stop in self.ends)
        shift = end - len(second)
        stops = tuple(stop - shift for stop in self.ends[skipped:])
        return Window(second + self.text[end:], stops, self.after[skipped:], self.before), skipped


class Reading(NamedTuple):
    tokens: int
    said: str


Reader = Callable[[Window, Habits], Reading | None]

NUMBER = (
    r"(?:[0-9]{1,3}(?:[.,'’][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])"  # thousands
    r"|[0-9]{1,4}['’´][0-9]{2}(?![0-9])"  # 9'90, as prices are written in Spain
    r"|[0-9]{1,3}(?: [0-9]{3}){2,4}(?! ?[0-9])|(?:[0-9]{2,3} [0-9]|[1-9] 0)[0-9]{2}(?! ?[0-9])"  # set apart by spaces
    r"|[0-9]{1,15}(?:[.,][0-9]{1,8})?|[.,][0-9]{1,4})"
)
SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
MAGNITUDE = r"(?: ?(?P<magnitude>mil|millones|millón|millon|million|thousand|billion|bn|mill|mm|MM|[kKMB])(?![\w/]))?"

_EVIDENCE = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{3})*([.,])[0-9]{1,2}(?![0-9.,]*[0-9])")
_PESOS = re.compile(
    r"\b(?:pesos?|MXN|M\.N|COP|CLP|ARS|M[ée]xico|mexican[oa]s?|Colombia|Argentina|Chile|CDMX|Bogot[áa]|Santiago|Monterrey|Guadalajara)\b",
    re.IGNORECASE,
)


def habits_of(text: str, language: Language) -> Habits:
    marks = _EVIDENCE.findall(text)
    mark = max(",.", key=marks.count) if marks else ""
    return Habits(language, mark, "peso" if language == "es" and _PESOS.search(text) else "dollar")


def parts(written: str, habits: Habits) -> tuple[str, str, str]:
    """Digits before and behind the decimal sign, and the sign: ("1500", "5", ","). By the number itself, else by the script's habits."""
    plain = re.sub(r"[ '’]", "", re.sub(r"['’´](?=[0-9]{2}$)", ",", written))
    if re.search(r"['’][0-9]{3}[.,][0-9]{3}$", written):  # 1'200,000
        return re.sub(r"[.,]", "", plain), "", ""
    comma, dot = plain.count(","), plain.count(".")
    if comma and dot:
        mark = "," if plain.rfind(",") > plain.rfind(".") else "."
        whole, _, part = plain.rpartition(mark)
        return re.sub(r"[.,]", "", whole), part, mark
    if not comma and not dot:
        return plain, "", ""
    mark = "," if comma else "."
    whole, _, part = plain.rpartition(mark)
    if comma + dot > 1 or (len(part) == 3 and 0 < len(whole) <= 3 and whole.strip("0") and _thousands(mark, habits)):
        return plain.replace(mark, ""), "", ""
    return whole, part, mark


def _thousands(mark: str, habits: Habits) -> bool:
    """Whether three digits behind this sign are thousands: never behind the script's own decimal sign, nor an English point."""
    return mark != habits.mark and not (mark == "." and habits.language == "en")


def number(written: str, habits: Habits, gender: Gender = "") -> str:
    whole, part, mark = parts(written, habits)
    if len(whole) > 1 and whole.startswith("0") and not part:
        return digits(whole, habits.language)
    return decimal(whole, part if part.strip("0") else "", mark or ".", habits.language, gender)


def signed(written: str | None, language: Language) -> str:
    """A number's own + or -."""
    if not written:
        return ""
    if written == "+":
        return "más" if language == "es" else "plus"
    return "menos" if language == "es" else "minus"


def gender_of(word: str) -> Gender:
    """Of the Spanish plural that a number stands before; "" for what is none."""
    if not word[:1].islower() or not word.isalpha() or len(word) < 4:
        return ""
    counted = noun(word)
    return counted.gender if counted.plural else ""


def gender_of_one(word: str) -> Gender:
    """Of what 1 stands before: "1 vez", "1 kilo"; "" for what is no noun."""
    if not word[:1].islower() or not word.isalpha() or is_small(word, "es"):
        return ""
    counted = noun(word)
    return "" if counted.plural else counted.gender
