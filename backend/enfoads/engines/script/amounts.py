"""Prices, measures, sizes and fractions in a script: a number and what stands beside it, said as one."""

from __future__ import annotations

import re

from enfoads.engines.prompts.glossary import glossary
from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.language import is_small
from enfoads.engines.script.numbers import Gender, cardinal, decimal, fraction
from enfoads.engines.script.units import (
    CURRENCIES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    MAGNITUDES,
    PER,
    UNIT_WORDS,
    Currency,
    Noun,
    Unit,
    unit_of,
)  # fmt: skip
from enfoads.engines.script.window import MAGNITUDE, NUMBER, SIGNS, Habits, Reading, Window, gender_of, gender_of_one, number, parts, signed
from enfoads.engines.voice.base import Language

OVER: dict[Language, str] = {"es": "más de", "en": "more than"}  # "+25 años"
MORE: dict[Language, str] = {"es": "o más", "en": "or more"}
_HOLDERS = words_of("bag bottle can box pack jar cup phone screen tv tablet delivery walk drive class session video steak burger battery")
_NO_THINGS = words_of("back cash today credit each off people online order down up price tax total value")
_WORDS = "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True))
_PER = r"(?:/(?P<per>[^\W\d]{1,8}[²2]?))?"

# Money ------------------------------------------------------------------------------------------------------------------

_PRICE_BEFORE = re.compile(
    rf"(?P<minus>[-−+])?(?P<sign>{SIGNS}) ?(?P<value>{NUMBER}){MAGNITUDE}"
    rf"(?: ?(?P<word>{_WORDS}|[A-Z]{{3}}|M\.N\.)(?!/?\w))?{_PER}(?:\.?-)?(?P<more>\+)?(?= |$)"
)
_PRICE_AFTER = re.compile(
    rf"(?P<minus>[-−+])?(?P<value>{NUMBER}){MAGNITUDE}(?: de)? ?(?P<sign>{SIGNS}|{_WORDS}){_PER}(?P<more>\+)?(?= |$)", re.IGNORECASE
)


def price(window: Window, habits: Habits) -> Reading | None:
    match = _PRICE_BEFORE.match(window.text)
    if match is None and (match := _PRICE_AFTER.match(window.text)) is None:
        return None
    sign, word = match["sign"], match.groupdict().get("word") or ""
    names = (CURRENCY_SIGNS.get(form) for form in (sign, sign.upper(), sign.capitalize()))
    name = next((name for name in names if name), None) or CURRENCY_WORDS.get(sign.lower()) or ""
    named = CURRENCY_WORDS.get(word) or CURRENCY_SIGNS.get(word) or ""
    if word and not named and word != "M.N.":
        return None
    per = _per(match["per"], habits.language)
    if not name or per is None or not (count := window.read(match)):
        return None
    currency = CURRENCIES[named or (habits.dollar if name == "$" else name)]
    whose = bool(match["sign"] and not match["more"] and not per and _is_thing(window.after[count - 1], habits))
    said = money(match["value"], currency, habits, match["magnitude"] or "", before_noun=whose)
    more = MORE[habits.language] if match["more"] else ""
    return Reading(count, " ".join(part for part in (signed(match["minus"], habits.language), said, per, more) if part))


def _is_thing(after: str, habits: Habits) -> bool:
    """Whether an English noun follows that an amount describes: "a $20 card", "the 10 lb bag"."""
    topics, after = glossary().topics, after.lower()
    return habits.language == "en" and after not in _NO_THINGS and (after in topics or after.removesuffix("s") in topics)


def money(value: str, currency: Currency, habits: Habits, magnitude: str = "", *, before_noun: bool = False) -> str:
    """ "cuarenta y nueve soles con noventa", "two million dollars", "noventa céntimos". `before_noun`: "twenty dollar" card."""
    language, noun = habits.language, currency.noun(habits.language)
    if magnitude:
        power, unit = MAGNITUDES[magnitude.lower()]
        name = noun.one if before_noun else noun.many if language == "en" or power < 6 else f"de {noun.many}"
        return f"{_many(value, unit, habits)} {name}"
    whole, part, mark = parts(value, habits)
    if len(part) > 2:
        return f"{decimal(whole, part, mark, language)} {noun.many}"
    units, cents = int(whole or "0"), int(part.ljust(2, "0")) if part else 0
    name = noun.one if units == 1 or (before_noun and not cents) else noun.many
    said = f"{cardinal(units, language, noun.gender)}{_of_millions(units, language)} {name}"
    if not cents:
        return said
    small = currency.cents(language)
    coins = f"{cardinal(cents, language, small.gender)} {small.one if cents == 1 or (before_noun and not units) else small.many}"
    if not units:
        return coins
    return f"{said} con {cardinal(cents, language)}" if language == "es" else f"{said} and {coins}"


def _of_millions(units: int, language: Language) -> str:
    return " de" if language == "es" and units >= 10**6 and units % 10**6 == 0 else ""


def _many(value: str, unit: Unit, habits: Habits) -> str:
    """ "dos millones", "un millón", "1.5 million"; a thousand alone is "mil"."""
    noun = unit.noun(habits.language)
    if value == "1":
        return noun.one if noun.one.startswith("mil ") or noun.one == "mil" else f"{number(value, habits, 'm')} {noun.one}"
    return f"{number(value, habits, 'm')} {noun.many}"


def _per(written: str | None, language: Language) -> str | None:
    return "" if written is None else PER[language].get(written.lower())


# Units ------------------------------------------------------------------------------------------------------------------

_MEASURE = re.compile(
    rf"(?P<minus>[-−+])?(?P<value>{NUMBER})(?P<space> ?)"
    rf"(?P<unit>(?:sq|fl) [a-z]{{2}}|[^\W\d_]{{1,5}}/[^\W\d_]{{1,3}}|[^\W\d_]{{1,5}}[²³23]?|[°º] ?[CFcf]?|[%‰¢″\"”]|''){_PER}(?= |$)"
)
_TIMES = re.compile(rf"(?P<a>{NUMBER}) ?[x×X] ?(?P<b>{NUMBER})(?: ?[x×X] ?(?P<c>{NUMBER}))?(?=[^\W\d]|[ ″\"”]|$)")
_UNIT_BESIDE = re.compile(r" ?(?P<unit>[^\W\d_]{1,5}[²³23]?|[″\"”])(?= |$)")
_FEET = re.compile(r"(?P<feet>[0-9]{1,2})['’′](?P<inches>1[01]|0?[0-9])(?P<sign>[\"”″]|'')?(?= |$)")
_GLUED_ONLY = frozenset(("in", "t", "u", '"', "”", "″", "cal"))
_FRACTION = re.compile(
    r"(?:(?P<whole>[0-9]{1,3}) ?)?(?:(?P<top>[0-9]{1,2})[/⁄](?P<bottom>[0-9]{1,2})|(?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))(?=[^\W\d]| |$)"
)
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6),
           "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip


def measure(window: Window, habits: Habits) -> Reading | None:
    match = _MEASURE.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    written, language = match["unit"].replace(" ", ""), habits.language
    words, unit, per = UNIT_WORDS[language], unit_of(written), _per(match["per"], language)
    if per is None or (match["space"] and written in _GLUED_ONLY):
        return None
    if written.lower() in words and not match["per"]:
        said = f"{number(match['value'], habits, words[written.lower()] or 'm')} {written.lower()}"
    elif unit is not None:
        noun = unit.noun(language)
        one = parts(match["value"], habits)[:2] in (("1", ""), ("01", "")) or (
            language == "en" and window.after[count - 1].lower() in _HOLDERS
        )
        said = f"{number(match['value'], habits, noun.gender if noun.many != 'por ciento' else '')} {noun.one if one else noun.many}"
    else:
        return None
    sign = OVER[language] if match["minus"] == "+" and written.lower() in words else signed(match["minus"], language)
    return Reading(count, " ".join(part for part in (sign, said, per) if part))


def unit_word(window: Window, habits: Habits) -> Reading | None:
    """ "21 horas": beside the number stands the unit's own name."""
    if len(window.ends) < 2:
        return None
    first, second = window.text[: window.ends[0]], window.text[window.ends[0] + 1 : window.ends[1]]
    gender = UNIT_WORDS[habits.language].get(second.lower())
    if gender is None or not re.fullmatch(NUMBER, first):
        return None
    if habits.language == "en" and re.fullmatch("[0-9]{4}", first):
        gender = "m"
    return Reading(2, f"{number(first, habits, gender or 'm')} {second}")


def times(window: Window, habits: Habits) -> Reading | None:
    """ "2x1" is an offer, "10 x 15 cm" a size."""
    match = _TIMES.match(window.text)
    if match is None:
        return None
    language, (more, unit) = habits.language, _unit_behind(window, match)
    count = more or window.read(match)
    if not count:
        return None
    small = not unit and not match["c"] and all(len(match[name]) == 1 for name in "ab") and match["a"] > match["b"]
    by = " por " if language == "es" else " for " if small else " by "
    said = by.join(number(match[name], habits, "m" if unit else "") for name in "abc" if match[name])
    return Reading(count, f"{said} {unit.noun(language).many}" if unit else said)


def _unit_behind(window: Window, match: re.Match[str]) -> tuple[int, Unit | None]:
    """A unit after what was matched, and how many tokens that makes; (0, None)."""
    beside = _UNIT_BESIDE.match(window.text, match.end())
    unit = unit_of(beside["unit"]) if beside else None
    count = window.read(beside) if beside and unit else 0
    return (count, unit) if count else (0, None)


def feet(window: Window, habits: Habits) -> Reading | None:
    """5'10" is feet and inches; without the inches' sign, in Spanish, it is a price."""
    match = _FEET.match(window.text)
    if match is None or not (count := window.read(match)) or (habits.language == "es" and not match["sign"]):
        return None
    foot = " pies " if habits.language == "es" else " foot "
    return Reading(count, f"{cardinal(int(match['feet']), habits.language)}{foot}{cardinal(int(match['inches']), habits.language)}")


def part_of(window: Window, habits: Habits) -> Reading | None:
    """ "1/2 kg", "1 ½ litros", "3/4": with the unit or the noun that stands behind it in Spanish."""
    match = _FRACTION.match(window.text)
    if match is None:
        return None
    more, unit = _unit_behind(window, match)
    if not (count := more or window.read(match)):
        return None
    if match["bottom"] == "10" and not unit and not match["whole"]:  # "9/10 dentistas"
        return None
    top, bottom = _VULGAR[match["sign"]] if match["sign"] else (int(match["top"]), int(match["bottom"]))
    if top >= bottom or (match["top"] or "").startswith("0"):
        return None
    language, after = habits.language, window.after[count - 1]
    noun = unit.noun(language) if unit else None
    if noun is None and language == "es" and match["whole"] and after in UNIT_WORDS["es"] and count < len(window.ends):
        count, noun = count + 1, Noun(after.removesuffix("s"), after, UNIT_WORDS["es"][after])
    gender: Gender = noun.gender if noun else UNIT_WORDS["es"].get(after) or gender_of_one(after) or gender_of(after) or "m"
    said = fraction(top, bottom, language, gender)
    if not said:
        return None
    if match["whole"]:
        return Reading(count, _and_a_part(int(match["whole"]), said, noun, language, gender))
    half = (top, bottom) == (1, 2)
    if noun is None:
        a_thing = after[:1].islower() and not is_small(after, "en") and after not in ("off", "price")
        return Reading(count, ("half a" if a_thing else "half") if half and language == "en" else said)
    of = {
        "es": f"{said} {noun.one}" if half else f"{said} de {noun.one}",
        "en": f"half a {noun.one}" if half else f"{said} of a {noun.one}",
    }
    return Reading(count, of[language])


def _and_a_part(whole: int, part: str, noun: Noun | None, language: Language, gender: Gender) -> str:
    """ "un litro y medio", "two and a half cups"."""
    first = cardinal(whole, language, gender)
    if language == "en":
        return " ".join(word for word in (first, "and", part, noun.many if noun else "") if word)
    return " ".join(word for word in (first, (noun.one if whole == 1 else noun.many) if noun else "", "y", part) if word)
