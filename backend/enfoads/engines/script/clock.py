"""Times of day, dates, telephone numbers and long codes in a script."""

from __future__ import annotations

import re

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script.numbers import cardinal, digits, grouped, ordinal, year
from enfoads.engines.script.window import Habits, Reading, Window, gender_of, number
from enfoads.engines.voice.base import Language

_HALF_DAY = r"[ap]\.? ?m\b\.?"
_CLOCK = re.compile(
    rf"(?P<hour>[01]?[0-9]|2[0-4])[:h](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?: ?(?P<suffix>{_HALF_DAY}|h|hs|hrs?|horas)\.?)?(?= |$)",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"(?P<hour>1[0-2]|0?[1-9])(?:\.(?P<minute>[0-5][0-9]))? ?(?P<suffix>{_HALF_DAY})(?= |$)", re.IGNORECASE)
_DOTTED = re.compile(  # "8.30 a 13.30 h", as in Spain
    r"(?P<hour>[01]?[0-9]|2[0-4])\.(?P<minute>[0-5][0-9])(?: ?(?P<suffix>hs?|hrs?|horas)(?= |$)|(?= a [0-9]{1,2}\.[0-9]{2} ?h))"
)
_HOURS = re.compile(
    rf"(?P<a>[0-9]{{1,2}}(?::[0-5][0-9])?) ?(?P<first>{_HALF_DAY})? ?[-–—] ?"
    rf"(?P<b>[0-9]{{1,2}}(?::[0-5][0-9])?) ?(?P<suffix>{_HALF_DAY}|h|hs|hrs?|horas)?\.?(?= |$)",
    re.IGNORECASE,
)
_DAYS_FIRST = re.compile(r"(?P<day>0?[1-9]|[12][0-9]|3[01])([/.-])(?P<month>0?[1-9]|1[0-2])(?:\2(?P<year>(?:19|20)?[0-9]{2}))?(?= |$)")
_MONTH_FIRST = re.compile(r"(?P<month>0?[1-9]|1[0-2])([/-])(?P<day>0?[1-9]|[12][0-9]|3[01])(?:\2(?P<year>(?:19|20)?[0-9]{2}))?(?= |$)")
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)[0-9]{2})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12][0-9]|3[01])(?= |$)")
_BEFORE_DATE = words_of("el del al hasta desde día fecha this on by until till through from")
_PHONE = re.compile(r"(?P<plus>\+ ?)?(?:\([0-9]{1,4}\) ?)?[0-9]{1,12}(?:[ .-][0-9]{1,12}){0,6}(?= |$)")
_CALLED = words_of(
    "llama llámanos llamanos llame llámame tel tel. teléfono telefono cel cel. celular móvil movil whatsapp wasap fono call"
    " phone text mobile cell dial"
)
_SLASHED = re.compile(r"(?P<a>[0-9]{1,4}(?P<part>[.,][0-9]{1,2})?)/(?P<b>[0-9]{1,4})(?= |$)")
_SHORT_CODE, _ZIP = re.compile(r"[0-9]{4,8}(?= |$)"), re.compile(r"[0-9]{3}(?!00)[0-9]{2}(?= |$)")
_CODES = words_of("code pin código codigo cód clave cupón")
_LONG = re.compile(r"(?:[0-9]{16,}|(?![0-9]+0{5,}(?= |$))[0-9]{8,}|0[0-9]{2,})(?= |$)")

MONTHS = {
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}


def clock(window: Window, habits: Habits) -> Reading | None:
    """ "10:30", "10:30 h", "10 a. m."."""
    match = _CLOCK.match(window.text) or _HOUR.match(window.text) or _DOTTED.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    return Reading(count, time_of(int(match["hour"]), int(match["minute"] or 0), match.groupdict().get("suffix") or "", habits.language))


def hours(window: Window, habits: Habits) -> Reading | None:
    """ "9:00-18:00", "9am-6pm", "9-18 h"."""
    match = _HOURS.match(window.text)
    if match is None or not (count := window.read(match)) or not (":" in match[0] or match["suffix"]):
        return None
    (first, _, minute), (last, _, late) = match["a"].partition(":"), match["b"].partition(":")
    if int(first) > 24 or int(last) > 24:
        return None
    suffix = match["suffix"] or ""
    begin = time_of(int(first), int(minute or 0), match["first"] or "", habits.language, bare=True)
    to = " a " if habits.language == "es" else " to "
    return Reading(count, begin + to + time_of(int(last), int(late or 0), suffix, habits.language, bare=not suffix))


def time_of(hour: int, minute: int, suffix: str, language: Language, *, bare: bool = False) -> str:
    """ "diez y media", "diez de la mañana", "dieciocho horas", "ten thirty", "ten A M". `bare`: no "horas" of its own."""
    half = suffix.lower()[:1] if suffix.lower()[:1] in ("a", "p") else ""
    if language == "en":
        minutes = "" if not minute else f" oh {cardinal(minute, 'en')}" if minute < 10 else f" {cardinal(minute, 'en')}"
        end = {"a": " A M", "p": " P M"}.get(half, "" if minute or bare else " hours" if suffix else " o'clock")
        return cardinal(hour, "en") + minutes + end
    said = cardinal(hour, "es", "f")
    if hour > 12 or (suffix and not half and not minute):
        minutes = f" {cardinal(minute, 'es')}" if minute else "" if bare else " horas" if hour != 1 else " hora"
        return said + minutes
    named = {0: "", 15: " y cuarto", 30: " y media"}
    return said + named.get(minute, f" y {cardinal(minute, 'es')}") + (_part_of_day(hour, half) if half else "")


def _part_of_day(hour: int, half: str) -> str:
    if half == "a":
        return " de la noche" if hour == 12 else " de la mañana"
    return " del mediodía" if hour == 12 else " de la tarde" if hour < 8 else " de la noche"


def date(window: Window, habits: Habits) -> Reading | None:
    """ "24/12", "24-12-2025", "2025-12-24"; month first in English, as far as it can be."""
    text = window.text
    order = (_YEAR_FIRST, _DAYS_FIRST) if habits.language == "es" else (_YEAR_FIRST, _MONTH_FIRST, _DAYS_FIRST)
    match = next((found for pattern in order if (found := pattern.match(text))), None)
    if match is None or not (count := window.read(match)):
        return None
    day, month, written = int(match["day"]), int(match["month"]), match["year"]
    if not written and not (match[2] == "/" and (window.before in _BEFORE_DATE or _no_fraction(match[0]))):
        return None
    name = MONTHS[habits.language][month - 1]
    whole = (int(written) + (2000 if len(written) == 2 else 0)) if written else 0
    if habits.language == "en":
        return Reading(count, f"{name} {ordinal(day, 'en')}" + (f", {year(whole, 'en')}" if whole else ""))
    return Reading(count, f"{'primero' if day == 1 else cardinal(day, 'es')} de {name}" + (f" de {cardinal(whole, 'es')}" if whole else ""))


def _no_fraction(written: str) -> bool:
    first, second = written.split("/")
    if first == second:
        return first not in ("5", "10")  # full marks
    return first.startswith("0") or second.startswith("0") or int(first) > int(second) or int(second) > 10


def slashed(window: Window, habits: Habits) -> Reading | None:
    """ "50/50": one number, then the other; "4,8/5" and "10/10" are marks, "9/10 dentists" a share."""
    match = _SLASHED.match(window.text)
    if match is None or not (count := window.read(match)):
        return None
    first, last = number(match["a"], habits), cardinal(int(match["b"]), habits.language)
    if not match["part"] and (match["b"] not in ("5", "10", "100") or int(match["a"]) > int(match["b"])):
        return Reading(count, f"{first} {last}")
    each = not match["part"] and gender_of(window.after[count - 1])
    return Reading(count, f"{first} {'out of' if habits.language == 'en' else 'de cada' if each else 'de'} {last}")


def always(window: Window, habits: Habits) -> Reading | None:
    """ "24/7" is no date."""
    return (
        Reading(1, "veinticuatro siete" if habits.language == "es" else "twenty-four seven")
        if window.text.split(" ")[0] == "24/7"
        else None
    )


def phone(window: Window, habits: Habits) -> Reading | None:
    """Digits in groups: with a +, cut into groups, or where one is called."""
    match = _PHONE.match(window.text)
    if match is None:
        return None
    written = match[0]
    while written and match.start() + len(written) not in window.ends:
        written = written.rpartition(" ")[0]
    found = re.sub(r"[^0-9]", "", written)
    called = window.before.rstrip(".:") in _CALLED or (window.before == "al" and len(found) >= 7 and found[0] in "9670")
    if not 7 <= len(found) <= 15 and not (called and 3 <= len(found) <= 15):
        return None
    if not (match["plus"] or called or _cut_like_a_phone(written, found)):
        return None
    plus = ("más " if habits.language == "es" else "plus ") if match["plus"] else ""
    return Reading(window.ends.index(len(written)) + 1, plus + grouped(written, habits.language))


def _cut_like_a_phone(written: str, found: str) -> bool:
    groups = re.split(r"[ .()-]+", written.strip("()"))
    if len(groups) == 2 and all(len(group) == 4 and group[:2] in ("19", "20") for group in groups):
        return False  # years
    if len(groups) == 1:
        return len(found) == 9 and found[0] in "679" and not found.endswith("000")
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    if thousands and (found.endswith("000") or "." in written):
        return False
    return "." not in written and ("-" in written or len(groups) > 2 or any(len(group) == 4 for group in groups))


def code(window: Window, habits: Habits) -> Reading | None:
    """What is too long for a number, begins with a zero, or is called a code is said digit by digit; so are English ones of five."""
    match = _LONG.match(window.text) or (_SHORT_CODE if window.before in _CODES else _ZIP).match(window.text)
    if match is None or not (count := window.read(match)) or (match.re is _ZIP and habits.language == "es"):
        return None
    return Reading(count, digits(match[0], habits.language) if len(match[0]) < 6 else grouped(match[0], habits.language))
