"""Ranges, ordinals, decades and numbers with nothing beside them."""

from __future__ import annotations

import re

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.amounts import MORE, OVER, measure, price, unit_word
from enfoads.engines.script.clock import MONTHS
from enfoads.engines.script.language import is_small
from enfoads.engines.script.numbers import Gender, cardinal, decimal, ordinal, year
from enfoads.engines.script.units import MAGNITUDES
from enfoads.engines.script.window import MAGNITUDE, NUMBER, SIGNS, Habits, Reading, Window, gender_of, gender_of_one, number, parts, signed
from enfoads.engines.voice.base import Language

_RANGE = re.compile(rf"(?P<sign>{SIGNS})? ?(?P<a>{NUMBER}) ?[-–—] ?(?P<b>(?:{SIGNS})? ?{NUMBER})")
_BARE_MULTIPLE = re.compile(r"(?:[x×](?P<by>[0-9]{1,4})|(?P<of>[0-9]{1,4}) ?[xX×])(?= |$)")
_ORDINAL = re.compile(
    r"(?P<value>[0-9]{1,4})\.?(?P<end>[ºª°]|er|ero|era|ra|ro|do|da|to|ta|mo|ma|vo|va|no|na|st|nd|rd|th|ST|ND|RD|TH)(?= |$)"
)
_ENDS = {
    "en": frozenset(["st", "nd", "rd", "th"]),
    "es": words_of("º ª ° er ero era ra ro do da to ta mo ma vo va no na"),
}
_RANKED = words_of("lugar puesto piso aniversario edición congreso grado ciclo turno nivel premio")
_PLAIN = re.compile(rf"(?P<minus>[-−+])?(?P<value>{NUMBER}){MAGNITUDE}(?P<plus>\+)?(?= |$)")
_YEAR_FOLLOWS = words_of(
    "in since year of by from until circa early late mid january february march april may june july august september"
    " october november december spring summer fall autumn winter"
)
_DECADE = re.compile(r"['’]?(?P<year>[0-9]{2}|100|1[0-9]{2}0|20[0-9]0|1000)['’]?s(?= |$)")
_TENS = ("", "tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_MANY = {"10": "tens", "100": "hundreds", "1000": "thousands"}
_CREAMS = frozenset(["spf", "fps"])
_FIRST = re.compile(rf"1 de (?:{'|'.join(MONTHS['es'])})(?= |$)")
_MONTHS = frozenset(month.lower() for month in MONTHS["en"]) | words_of("jan feb mar apr jun jul aug sept sep oct nov dec")
_RACES = frozenset(["carrera", "maratón", "race", "run"])


def range_of(window: Window, habits: Habits) -> Reading | None:
    """ "9-18 h", "S/ 20-30", "10–15 %": two numbers; what stands beside one belongs to both."""
    match = _RANGE.match(window.text)
    if match is None or _is_phone(match["a"], match["b"]) or window.before == "#":  # "Cra. 7 # 45-10"
        return None
    second = match["b"].strip()
    spaced = " " in match[0].strip()
    first, last = _value(match["a"], habits), _value(match["b"], habits)
    if (not second[0].isdigit() and not match["sign"]) or (spaced and first >= last) or first > 1000 > 100 * last:  # "ciclo 2026-2"
        return None
    second = second if not second[0].isdigit() else (match["sign"] or "") + second
    rest, skipped = window.after_range(match.end("b"), second)
    found = next((reading for reader in (price, measure, unit_word, plain) if (reading := reader(rest, habits))), None)
    if found is None:
        return None
    if habits.language == "en" and re.fullmatch("(?:19|20)[0-9]{2}-(?:19|20)?[0-9]{2}", match[0]):
        return Reading(skipped + found.tokens, f"{year(int(match['a']), 'en')} to {year(int(match['b']), 'en')}")
    gender: Gender = "f" if gender_of(found.said.split()[-1]) == "f" else ""
    to = " a " if habits.language == "es" else " to "
    if habits.language == "en" and window.before in _MONTHS and found.said == ordinal(int(last), "en"):  # "Dec 24-26"
        return Reading(skipped + found.tokens, f"{ordinal(int(first), 'en')} to {found.said}")
    return Reading(skipped + found.tokens, number(match["a"], habits, gender) + to + found.said)


def _value(written: str, habits: Habits) -> float:
    whole, part, _ = parts(re.sub(r"^\D+", "", written), habits)
    return float(f"{whole or 0}.{part or 0}")


def _is_phone(first: str, second: str) -> bool:
    """ "555-1234", but not "2020-2024"."""
    years = ("19", "20")
    return len(first) >= 3 and len(second) >= 4 and not (len(first) == 4 and first[:2] in years and second[:2] in years)


def multiple(window: Window, habits: Habits) -> Reading | None:
    """ "x2", "10x"."""
    match = _BARE_MULTIPLE.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    if match["by"]:
        return Reading(count, ("por " if habits.language == "es" else "times ") + cardinal(int(match["by"]), habits.language))
    often = " veces" if habits.language == "es" else " times"
    return Reading(count, cardinal(int(match["of"]), habits.language, "f") + often)


def rank(window: Window, habits: Habits) -> Reading | None:
    """ "1.º", "3er", "2nd". ° is a degree, unless what it ranks stands behind it."""
    match = _ORDINAL.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    end, after = match["end"].lower(), window.after[count - 1]
    if end not in _ENDS[habits.language] or (end == "°" and after not in _RANKED):
        return None
    gender: Gender = "f" if end.endswith(("ª", "a")) else "m"
    short = end == "er" or (end in "º°" and after[:1].islower() and not is_small(after, "es"))
    return Reading(count, ordinal(int(match["value"]), habits.language, gender, short=short))


def decade(window: Window, habits: Habits) -> Reading | None:
    """ "the 90s", "1980s", "100s of"; "los 90's"."""
    match = _DECADE.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    written = match["year"]
    if habits.language == "es":
        return Reading(count, cardinal(int(written), "es")) if len(written) == 2 and written[-1] == "0" else None
    if written in _MANY:
        return Reading(count, _MANY[written])
    tens = _TENS[int(written[-2])] if written[-1] == "0" else ""
    if not tens:
        return None
    return Reading(count, tens if len(written) == 2 else f"{cardinal(int(written[:2]), 'en')} {tens}")


def plain(window: Window, habits: Habits) -> Reading | None:
    match = _PLAIN.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    value, language, after = match["value"], habits.language, window.after[count - 1]
    if match["magnitude"] == "B":  # of money only: "dpto. 2 B"
        return None
    if magnitude := match["magnitude"]:
        said = _scaled(value, magnitude, window, habits)
    elif language == "en" and _is_year(value, window.before, after):
        said = year(int(value), "en")
    elif language == "en" and window.before in _MONTHS and re.fullmatch("[1-9]|[12][0-9]|3[01]", value):
        said = ordinal(int(value), "en")
    elif language == "es" and _FIRST.match(window.text):
        said = "primero"
    elif re.fullmatch("[0-9][.,]0", value):  # a version
        said = decimal(value[0], "0", value[1], language)
    else:
        said = number(value, habits, _gender(value, after, habits) if language == "es" else "")
    factor = " plus" if language == "en" else " más" if window.before in _CREAMS else f" {MORE[language]}"
    return Reading(count, " ".join(part for part in (_sign(match, after, language), said) if part) + (factor if match["plus"] else ""))


def _sign(match: re.Match[str], after: str, language: Language) -> str:
    """ "+500 modelos" are more than 500."""
    if match["minus"] == "+" and after[:1].islower() and not is_small(after, language) and (match["magnitude"] or len(match["value"]) > 1):
        return OVER[language]
    return signed(match["minus"], language)


def _scaled(value: str, magnitude: str, window: Window, habits: Habits) -> str:
    letter = magnitude in ("k", "K") and (value in ("4", "8") or window.before in _RACES)
    if letter:
        return f"{number(value, habits)} {'ka' if habits.language == 'es' else 'K'}"
    power, unit = MAGNITUDES[magnitude.lower()]
    noun = unit.noun(habits.language)
    if value == "1" and power in (3, 9) and habits.language == "es":
        return noun.one
    return f"{number(value, habits, 'm')} {noun.one if value == '1' else noun.many}"


def _gender(value: str, after: str, habits: Habits) -> Gender:
    whole, part, _ = parts(value, habits)
    return gender_of_one(after) if not part and int(whole or "0") == 1 else gender_of(after)


def _is_year(value: str, before: str, after: str) -> bool:
    if not re.fullmatch("1[1-9][0-9]{2}|20[0-9]{2}", value):
        return False
    return before in _YEAR_FOLLOWS or not (after.endswith("s") and after[:1].islower())
