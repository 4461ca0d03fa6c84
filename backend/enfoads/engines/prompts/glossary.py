"""The words of the ad trade, Spanish to English: `glossary.txt`, read once, every form of every word made from the rules.

A section is a kind of word; a line is `spanish = english`. After a Spanish noun `/f` or `/m` tells a gender that its ending
does not, `/p` that it is only used in the plural; after an English one `/p` the same. An English noun may have a form for
before another noun: `wood|wooden`. A verb may have an irregular participle (`hold, held`) and irregular Spanish forms
(`; gerund third-person`). `[class …]` sections list nouns that behave alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from enfoads.engines.prompts.inflection import (
    adjective_forms,
    english_ing,
    english_participle,
    english_plural,
    english_third,
    folded,
    spanish_gender,
    spanish_plural,
    verb_forms,
)

FILE = Path(__file__).with_name("glossary.txt")
_HEADER = re.compile(r"\[(\w+)(?: ([\w-]+))?\]")
_LIVING = ("person", "animal")
_WORD = re.compile(r"[^\W\d_]+")

# Classes of adjectives in the order English puts them, from far to near the noun.
_CLASSES = ("opinion", "size", "general", "part", "shape", "age", "shade", "colour", "origin", "material", "type")
RANKS = {name: rank for rank, name in enumerate(_CLASSES)}


class Reading(NamedTuple):
    """One thing a Spanish form can be. `kind`: noun, adj, det, num, prep, … ; `group`: a noun's topic, an adjective's class."""

    kind: str
    english: str
    group: str = ""
    plural: bool = False
    gender: str = ""  # "m", "f", "" either
    single: str = ""  # of a noun: English without plural
    before: str = ""  # of a noun: English before another noun
    flags: frozenset[str] = frozenset()  # of a noun: its classes, and "plural" when English only has that


class _Entry(NamedTuple):
    """A line, and the section it stands in."""

    kind: str
    group: str
    spanish: str
    english: str


@dataclass(slots=True)
class Glossary:
    """Looks Spanish forms up. `longest[first word]`: words of the longest phrase that begins with it."""

    forms: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    unaccented: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    english: set[str] = field(default_factory=set)  # words of English, for telling the languages apart
    foreign: set[str] = field(default_factory=set)  # words of other languages
    topics: dict[str, str] = field(default_factory=dict)  # English noun -> topic
    lines: int = 0

    def find(self, text: str) -> tuple[Reading, ...]:
        """What a lower-case word or phrase can be; accents may be missing. Empty: unknown."""
        return self.forms.get(text) or self.unaccented.get(folded(text)) or _derived(self, text)

    def longest_from(self, word: str) -> int:
        """Words of the longest phrase that begins with this one."""
        return self.longest.get(folded(word), 1)

    def phrase_at(self, words: Sequence[str]) -> int:
        """How many of the words, from the first, are a phrase; 1 when none is."""
        return next((count for count in range(len(words), 1, -1) if " ".join(words[:count]) in self), 1)

    def __contains__(self, word: str) -> bool:
        return word in self.forms or folded(word) in self.unaccented


@cache
def glossary() -> Glossary:
    return read(FILE.read_text("utf-8"))


def read(text: str) -> Glossary:
    """Raises ValueError for a line that cannot be read."""
    found, classes = Glossary(), dict[str, set[str]]()
    entries = list(_entries(text, found, classes))
    entries.sort(key=lambda entry: "p" not in entry.spanish.partition("/")[2])  # "niños" is children, not the plural of boy
    for entry in entries:
        for form, reading in _readings(entry, classes):
            _add(found, form, reading)
    for entry in entries:
        for form, reading in _feminine(entry, classes):
            if form not in found:
                _add(found, form, reading)
    found.lines = len(entries)
    return found


def _entries(text: str, found: Glossary, classes: dict[str, set[str]]) -> Iterator[_Entry]:
    """The entries; lists of words go into `found` and `classes` on the way."""
    kind = group = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.split("#")[0].strip()
        if header := _HEADER.fullmatch(line):
            kind, group = header[1], header[2] or ""
        elif kind == "class":
            for word in line.split(","):
                classes.setdefault(word.strip(), set()).add(group)
        elif kind in ("english", "foreign"):
            getattr(found, kind).update(line.split())
        elif " = " in line and kind:
            spanish, english = line.split(" = ", 1)
            yield _Entry(kind, group, spanish.strip(), english.strip())
        elif line:
            raise ValueError(f"line {number}: {raw!r}")


def _add(into: Glossary, form: str, reading: Reading) -> None:
    """Earlier lines go before later ones."""
    for forms, key in ((into.forms, form), (into.unaccented, folded(form))):
        known = forms.get(key, ())
        if all(one.kind != reading.kind for one in known):
            forms[key] = (*known, reading)
    words = form.split(" ")
    first = folded(words[0])
    into.longest[first] = max(into.longest.get(first, 1), len(words))
    into.english.update(set(_WORD.findall(reading.english.lower())) - set(words))  # a word taken over tells nothing
    if reading.kind == "noun" and reading.single:
        into.topics.setdefault(reading.single.lower(), reading.group)
        into.topics.setdefault(english_plural(reading.single).lower(), reading.group)


def _readings(entry: _Entry, classes: dict[str, set[str]]) -> Iterator[tuple[str, Reading]]:
    kind, group, spanish, english = entry
    if kind == "noun":
        yield from _noun(group, spanish, english, classes)
    elif kind == "adj":
        yield from _adjective(group, spanish, english)
    elif kind == "verb":
        yield from _verb(spanish, english)
    elif kind == "part":  # "rodeado de": agrees like an adjective, stays where it is
        head, _, rest = spanish.partition(" ")
        for form in adjective_forms(head):
            yield f"{form} {rest}", Reading("prep", english)
    elif kind == "word":  # its kind is the section's second word
        yield spanish, Reading(group, english)
        if group == "prep" and " " in spanish and spanish.endswith((" a", " de")):  # "junto al mar"
            yield f"{spanish}l", Reading("to", f"{english} the")
    else:
        raise ValueError(f"[{kind} {group}]: no such section")


def _feminine(entry: _Entry, classes: dict[str, set[str]]) -> Iterator[tuple[str, Reading]]:
    """ "vecina", where the glossary only has "vecino"."""
    if entry.kind == "noun" and entry.group in _LIVING and entry.spanish.endswith(("o", "or")):
        feminine = entry.spanish.removesuffix("o") + "a"
        yield from _noun(entry.group, feminine, entry.english, classes)


def _noun(group: str, spanish: str, english: str, classes: dict[str, set[str]]) -> Iterator[tuple[str, Reading]]:
    spanish, _, marks = spanish.partition("/")
    english, _, english_marks = english.partition("/")
    english, _, before = english.partition("|")
    group, _, mass = group.partition("-")
    words = spanish.split(" ")
    gender = next((mark for mark in marks if mark in "fm"), spanish_gender(words[0]))
    flags = frozenset(classes.get(spanish, ())) | {
        name for name, holds in (("plural", "p" in english_marks), ("mass", mass == "mass")) if holds
    }
    single = Reading("noun", english, group, False, gender, english, before or english, flags)
    if "p" in marks:
        yield spanish, single._replace(plural=True)
        return
    yield spanish, single
    inflected = len(words) if "de" not in words else words.index("de")
    many = " ".join([*map(spanish_plural, words[:inflected]), *words[inflected:]])
    yield many, single._replace(plural=True, english=english if "plural" in flags else english_plural(english))


def _adjective(group: str, spanish: str, english: str) -> Iterator[tuple[str, Reading]]:
    words = spanish.split(" ")
    if len(words) > 1:
        yield spanish, Reading("adj", english, group, flags=frozenset(["any"]))
        return
    for form, (gender, plural) in adjective_forms(spanish).items():
        yield form, Reading("adj", english, group, plural, gender)


def _verb(spanish: str, english: str) -> Iterator[tuple[str, Reading]]:
    english, _, irregular = english.partition(";")
    base, _, participle = english.strip().partition(", ")
    in_english = {
        "gerund": english_ing(base),
        "verb": english_third(base),
        "verbs": base,
        "infinitive": base,
        "participle": participle or english_participle(base),
    }
    forms = verb_forms(spanish)
    if irregular:
        gerund, third = irregular.split()
        forms = {form: kind for form, kind in forms.items() if kind in ("participle", "infinitive")}
        forms |= {gerund: "gerund", third: "verb", third + "n": "verbs"}
    for form, kind in forms.items():
        if kind == "participle":
            for each, (gender, plural) in adjective_forms(form).items():
                yield each, Reading("adj", in_english[kind], "part", plural, gender)
        else:
            yield form, Reading("verb" if kind == "verbs" else kind, in_english[kind])


# Words made from others -------------------------------------------------------------------------------------------------

_SMALL = re.compile(r"(?P<stem>\w{3,})(?:cit|it)(?P<end>[oa]s?)$")
_VERY = re.compile(r"(?P<stem>\w{3,})[ií]sim(?P<end>[oa]s?)$")


def _derived(known: Glossary, word: str) -> tuple[Reading, ...]:
    """`perrito` little dog, `grandísimo` very big, `suavemente` softly."""
    if len(word) > 40 or " " in word:
        return ()
    if word.endswith("mente"):
        return tuple(Reading("adv", _adverb(one.english)) for one in _of_kind(known, (word[:-5],), "adj"))
    if found := _VERY.match(word):
        stems = (found["stem"] + found["end"], found["stem"], found["stem"] + "e")
        return tuple(one._replace(english=f"very {one.english}") for one in _of_kind(known, stems, "adj"))
    if found := _SMALL.match(word):
        stem, end = found["stem"], found["end"]
        stems = (stem + end, stem + end.lstrip("oa"), stem + "e" + end.lstrip("oa"))
        return tuple(
            one._replace(english=f"little {one.english}", single=f"little {one.single}", before=f"little {one.before}")
            for one in _of_kind(known, stems, "noun")
        )
    return ()


def _of_kind(known: Glossary, words: Iterable[str], kind: str) -> list[Reading]:
    for word in words:
        found = known.forms.get(word) or known.unaccented.get(folded(word)) or ()
        if wanted := [one for one in found if one.kind == kind]:
            return wanted[:1]
    return []


def _adverb(adjective: str) -> str:
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("y") and len(adjective) > 3:
        return adjective[:-1] + "ily"
    return (adjective[:-1] if adjective.endswith("le") else adjective + "l") + "y"
