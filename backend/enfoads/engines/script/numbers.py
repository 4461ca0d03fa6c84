"""Numbers as they are said, in Spanish and English. num2words has the names; what it gets wrong before a noun is put right here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from num2words import num2words

from enfoads.engines.voice.base import Language

Gender = Literal["m", "f", ""]
"""Of the noun that a number stands before; "": before none."""

LARGEST = 10**15  # above, digits are said
_ONE_BEFORE_THOUSANDS = re.compile(r"\b(veinti|y )?(uno|ún) (?=mil|mill|bill)")
_MILLION = re.compile(r".*(?:millón|millones|billón|billones)\b")
_ORDINAL_ES = (
    *("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo", "undécimo", "duodécimo"),
    *("decimotercero", "decimocuarto", "decimoquinto", "decimosexto", "decimoséptimo", "decimoctavo", "decimonoveno", "vigésimo"),
)
_DIGITS = {
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
POINT = {"es": {",": "coma", ".": "punto"}, "en": {",": "point", ".": "point"}}
_PARTS_ES = {2: "medio", 3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 7: "séptimo", 8: "octavo", 9: "noveno", 10: "décimo"}
_PARTS_EN = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


@lru_cache(maxsize=4096)
def cardinal(number: int, language: Language, gender: Gender = "") -> str:
    """ "veintiuno", "veintiún" (m) libros, "veintiuna" (f) tiendas, "doscientas" (f). English has one form."""
    if abs(number) >= LARGEST:
        return digits(str(number), language)
    said = str(num2words(number, lang=language))
    if language == "en":
        return said.replace(",", "")
    said = _ONE_BEFORE_THOUSANDS.sub(lambda one: {"veinti": "veintiún ", "y ": "y un "}.get(one[1] or "", "un "), said)
    return _before_noun(said, gender) if gender else said


def _before_noun(said: str, gender: Gender) -> str:
    """Of the part after the millions, which are nouns of their own."""
    million = _MILLION.search(said)
    head, tail = (said[: million.end()], said[million.end() :]) if million else ("", said)
    if gender == "f":
        tail = tail.replace("cientos", "cientas").replace("quinientos", "quinientas")
        tail = tail.replace("veintiún mil", "veintiuna mil").replace(" y un mil", " y una mil")
        tail = re.sub(r"uno$", "una", tail)
    else:
        tail = re.sub(r"veintiuno$", "veintiún", tail)
        tail = re.sub(r"uno$", "un", tail)
    return head + tail


def ordinal(number: int, language: Language, gender: Gender = "m", *, short: bool = False) -> str:
    """ "primero", "primera" (f), "primer" (short). Spanish ordinals beyond the twentieth are said as cardinals, as people do."""
    if language == "en":
        return str(num2words(number, lang="en", to="ordinal")) if 0 < number < LARGEST else cardinal(number, "en")
    if not 0 < number < len(_ORDINAL_ES):
        return cardinal(number, "es", gender if gender == "f" else "")
    said = _ORDINAL_ES[number]
    if gender == "f":
        return said[:-1] + "a"
    return said[:-1] if short and number in (1, 3, 13) else said


def decimal(whole: str, part: str, mark: str, language: Language, gender: Gender = "") -> str:
    """ "tres coma catorce", "dos punto cero cinco", "three point one four". `mark`: the sign that was written."""
    number = int(whole or "0")
    if not part:
        return cardinal(number, language, gender)
    point = POINT[language][mark]
    if language == "es" and len(part) <= 2:
        zeros = "cero " * (len(part) - len(part.lstrip("0")) - (0 if part.strip("0") else 1))
        after = zeros + cardinal(int(part), "es")
    else:
        after = digits(part, language)
    return f"{cardinal(number, language)} {point} {after}"


def digits(text: str, language: Language) -> str:
    """One after the other; what is not a digit is passed over."""
    names = _DIGITS[language]
    return " ".join(names[ord(char) - 48] for char in text if "0" <= char <= "9")


def grouped(text: str, language: Language) -> str:
    """A telephone number or a code: digits in threes, or as it was cut by spaces, with a breath between."""
    return ", ".join(digits(group, language) for found in re.findall(r"[0-9]+", text) for group in _threes(found))


def _threes(whole: str) -> list[str]:
    """At most four digits stay together."""
    if len(whole) <= 4:
        return [whole]
    first = len(whole) % 3 or 3
    cuts = [0, *range(first, len(whole), 3)] if first > 1 else [0, *range(4, len(whole), 3)]
    return [whole[a:b] for a, b in zip(cuts, [*cuts[1:], len(whole)], strict=True)]


def year(number: int, language: Language) -> str:
    if language == "es" or not 1100 <= number <= 2099:
        return cardinal(number, language)
    return str(num2words(number, lang="en", to="year")).replace("two thousand and", "two thousand")


def fraction(top: int, bottom: int, language: Language, gender: Gender = "m") -> str:
    """ "medio" (m) litro, "media" (f) hora, "tres cuartos", "two thirds"; "" when there is no usual word for it."""
    parts = _PARTS_ES if language == "es" else _PARTS_EN
    if bottom not in parts or not 0 < top < 20:
        return ""
    part = parts[bottom]
    if language == "es":
        if (top, bottom) == (1, 2):
            return "media" if gender == "f" else "medio"
        return f"un {part}" if top == 1 else f"{cardinal(top, 'es', 'm')} {part}s"
    if top == 1:
        return f"{'a' if bottom in (2, 4) else 'one'} {part}"
    return f"{cardinal(top, 'en')} {part}s"


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman(text: str) -> int:
    """Up to 89, written in the only right way; 0 otherwise."""
    if not _ROMAN_FORM.fullmatch(text):
        return 0
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
