"""A Spanish clause of a prompt as English words: noun phrases turned round, articles, "de", coordination.

Knows the constructions of prompts and ads ("zapatillas rojas de piel sobre fondo gris"), no more: what it does not recognise
keeps its place. One pass with a bounded look back, so the time is linear in the clause.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from enfoads.engines.prompts.glossary import RANKS, Reading

_AN = "a~"  # the indefinite article; whether a or an is known with the word after it
_ADVERBS = 3  # before one adjective
_BACK = 3  # nouns of a phrase that an adjective may belong to
_LEADS = ("prep", "en", "de", "to", "gerund", "verb")
_ARTICLE_AFTER = ("prep", "en", "gerund", "verb")  # a bare noun after these is one of its kind: "con sombrero"
_STAYS_BEFORE = ("con", "por", "en", "de", "a", "como")  # after a participle: it does not go before its noun then
_VOWEL_BUT_NO_AN = ("uni", "use", "usu", "eur", "one", "ufo", "uk", "utop")
_AN_BUT_NO_VOWEL = ("hour", "honest", "heir", "herb", "8", "11", "18")


_MATERIAL = Reading("adj", "", "material", flags=frozenset(["any"]))


class Token(NamedTuple):
    """One word, phrase or bracket group: what it can be, and the prompt syntax around it (`(`…`:1.2)` or `++`)."""

    readings: tuple[Reading, ...]
    source: str
    opening: str = ""
    closing: str = ""

    def as_(self, *kinds: str) -> Reading | None:
        return next((reading for reading in self.readings if reading.kind in kinds), None)

    def wrapped(self, english: str) -> str:
        if not english or not self.closing:
            return english
        if not self.opening and " " in english:  # signs reach one word only
            return f"({english}){self.closing}"
        return f"{self.opening}{english}{self.closing}"


class _Adjective(NamedTuple):
    text: str
    reading: Reading

    @property
    def rank(self) -> int:
        return RANKS.get(self.reading.group, RANKS["general"])

    def agrees(self, noun: Reading) -> bool:
        """A reading without gender and number in its form, a phrase say, agrees with everything."""
        one = self.reading
        return "any" in one.flags or (one.gender in ("", noun.gender) and one.plural == noun.plural)


@dataclass(slots=True)
class _Part:
    """A noun with what belongs to it: the head of the phrase, or one after "de"."""

    token: Token
    noun: Reading
    before: list[str]  # adjectives that stand before it
    after: list[_Adjective] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # brands, and words that are English already

    def modifiers(self) -> list[str]:
        """Opinion, size, age, colour, origin; among equals the one nearest to the Spanish noun is nearest to the English."""
        after = sorted(enumerate(self.after), key=lambda pair: (pair[1].rank, -pair[0]))
        return [*self.before, *(one.text for _, one in after), *self.names]

    def is_of(self, other: _Part) -> bool:
        """Whether this + "de" + other is "X of Y" (cup of coffee) and not "Y X" (leather shoes)."""
        if "attributive" in other.noun.flags or other.noun.group == "beauty":
            return False
        if "picture" in self.noun.flags:
            return True
        if other.noun.group == "material":
            return False
        return "container" in self.noun.flags or (other.noun.plural and bool(other.after))


class Clause:
    """The tokens between two punctuation marks, read from left to right. `heads`: the nouns its phrases are about."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.heads: list[Reading] = []
        self._here = 0
        self._eaten = False  # what comes is an ingredient or a meal, and needs no article: "con piña"
        self._out: list[str] = []

    def english(self) -> str:
        articled = False  # whether the phrase before "and" got an article
        while token := self._token():
            lead, joint = self._lead(token), token.as_("conj")
            if lead:
                articled = self._after(lead, token)
            elif joint:
                self._here += 1
                self._out.append(token.wrapped(joint.english))
                articled = self._phrase(article=articled) and articled
            else:
                articled = self._eaten = False
                if not self._phrase(article=False):
                    self._here += 1
                    self._out.append(token.wrapped(token.readings[0].english if token.readings else token.source))
        return _with_articles(word for word in self._out if word)

    # Prepositions and verbs

    def _lead(self, token: Token) -> Reading | None:
        """The token as preposition or verb; "bajo" at an end is an adjective."""
        found = token.as_(*_LEADS)
        return None if found and token.as_("adj", "noun") and self._token(1) is None else found

    def _after(self, lead: Reading, token: Token) -> bool:
        """Take it and the phrase after it; whether that got an article."""
        self._here += 1
        if token.source == "para" and (following := self._token()) and (verb := following.as_("infinitive")):
            self._here += 1
            self._out += [token.wrapped("to"), following.wrapped(verb.english)]
            return self._phrase(article=True)
        position, article = len(self._out), lead.kind in _ARTICLE_AFTER
        self._eaten = token.source == "con" or lead.kind in ("gerund", "verb")
        self._out.append(token.wrapped(lead.english))
        before = len(self.heads)
        if not self._phrase(article=article):
            return False
        if len(self.heads) > before:
            self._out[position] = _fitting(token.wrapped(lead.english), self.heads[before])
        return article

    # Noun phrases

    def _phrase(self, *, article: bool) -> bool:
        """Take determiners, adjectives and a noun with all that belongs to it. False: none of these is here, nothing is taken."""
        start = self._here
        determiners = list(self._take_determiners())
        head, before = self._take_noun()
        if head is None:
            self._out += [*determiners, *before]
            return self._here > start
        parts = [head]
        while self._take_after(parts):
            pass
        self.heads.append(head.noun)
        is_food = self._eaten and head.noun.group in ("food", "drink")
        self._out += _determined(determiners, head.noun, article=article and not is_food)
        self._out += _arranged(parts)
        return True

    def _take_determiners(self) -> Iterator[str]:
        while (token := self._token()) and (reading := token.as_("det", "num")):
            self._here += 1
            yield token.wrapped(self._whose() if reading.english == "its" else reading.english)

    def _whose(self) -> str:
        """Su: of the first person the clause is about."""
        owner = next((head for head in self.heads if head.group in ("person", "animal")), None)
        if owner is None or owner.group == "animal":
            return "its" if owner is None or not owner.plural else "their"
        return "their" if owner.plural else "her" if owner.gender == "f" else "his"

    def _take_noun(self) -> tuple[_Part | None, list[str]]:
        """Adjectives and the noun they stand before. A word that may be both is the noun when no other comes: "rosa roja"."""
        before, either = list[str](), None
        while token := self._token():
            if either is None and token.as_("noun") and token.as_("adj"):
                either = (self._here, len(before))
            adjective = self._take_adjective()
            if adjective is None:
                break
            before.append(adjective.text)
        if token and (noun := token.as_("noun")):
            self._here += 1
            return _Part(token, noun, before), before
        if either is None:
            return None, before
        self._here = either[0] + 1
        token = self.tokens[either[0]]
        noun = token.as_("noun")
        assert noun is not None
        return _Part(token, noun, before[: either[1]]), before

    def _take_adjective(self) -> _Adjective | None:
        """An adjective with its adverbs ("muy grande"), a colour with its shade ("azul claro")."""
        adverbs: list[str] = []
        while len(adverbs) < _ADVERBS and (token := self._token(len(adverbs))) and (adverb := token.as_("adv")):
            adverbs.append(token.wrapped(adverb.english))
        ahead = len(adverbs)
        token, following = self._token(ahead), self._token(ahead + 1)
        reading = token.as_("adj") if token else None
        if token is None or reading is None:
            return None
        if reading.group == "part" and following and following.source in _STAYS_BEFORE:
            return None
        text = token.wrapped(reading.english)
        shade = following.as_("adj") if following and reading.group == "colour" else None
        if following and shade and shade.group == "shade":
            text = f"{following.wrapped(shade.english)} {text}"
            ahead += 1
        self._here += ahead + 1
        return _Adjective(" ".join([*adverbs, text]), reading)

    def _take_after(self, parts: list[_Part]) -> bool:
        """Take one thing that belongs to the phrase: an adjective, a name, or another noun."""
        token = self._token()
        if token is None:
            return False
        if adjective := self._take_adjective():
            adjective = self._with_coordinated(adjective)
            nearest = reversed(parts[-_BACK:])
            next((part for part in nearest if adjective.agrees(part.noun)), parts[-1]).after.append(adjective)
            return True
        if token.as_("de"):
            return self._take_second(parts)
        if token.as_("noun") and "kind" in parts[-1].noun.flags:  # "estilo acuarela"
            noun, _ = self._take_noun()
            parts += [noun] if noun else []
            return True
        if name := token.as_("name"):
            self._here += 1
            parts[-1].names.append(token.wrapped(name.english))
            return True
        return False

    def _with_coordinated(self, first: _Adjective) -> _Adjective:
        """ "rojo y blanco", unless the second one belongs to another noun: "rojo y grandes flores"."""
        while (joint := self._reading(0, "conj")) and self._reading(1, "adj") and not self._reading(2, "noun"):
            word = self.tokens[self._here].wrapped(joint.english)
            self._here += 1
            second = self._take_adjective()
            if second is None:
                self._here -= 1
                break
            first = first._replace(text=f"{first.text} {word} {second.text}")
        return first

    def _take_second(self, parts: list[_Part]) -> bool:
        """The noun or name after "de"; nothing when an article or something else follows."""
        start = self._here
        self._here += 1
        if (token := self._token()) and (name := token.as_("name")):
            self._here += 1
            parts[-1].names.append(token.wrapped(name.english))
            return True
        if not self._reading(0, "det", "num"):
            second, _ = self._take_noun()
            if second and second.noun.group == "material" and len(parts) > 1:  # "botella de perfume de cristal": the bottle is
                parts[0].after.append(_Adjective(" ".join([*second.before, second.token.wrapped(second.noun.single)]), _MATERIAL))
                return True
            if second:
                parts.append(second)
                return True
        self._here = start
        return False

    def _token(self, ahead: int = 0) -> Token | None:
        index = self._here + ahead
        return self.tokens[index] if index < len(self.tokens) else None

    def _reading(self, ahead: int, *kinds: str) -> Reading | None:
        token = self._token(ahead)
        return token.as_(*kinds) if token else None


def _fitting(preposition: str, noun: Reading) -> str:
    """En la mesa, on the table; en la fiesta, at the party; sobre la ciudad, over the city."""
    if preposition == "in":
        return "on" if "surface" in noun.flags else "at" if "at" in noun.flags else "in"
    return "over" if preposition == "on" and "over" in noun.flags else preposition


def _determined(determiners: list[str], head: Reading, *, article: bool) -> list[str]:
    is_plural = head.plural or "plural" in head.flags
    if not determiners:
        return [_AN] if article and not is_plural and "mass" not in head.flags else []
    return [word for word in determiners if word != _AN or not is_plural]


def _arranged(parts: Sequence[_Part]) -> Iterable[str]:
    """The nouns of a phrase in English order, from the last to the first."""
    by_of = [False] * len(parts)  # between a part and the one after it
    for index in range(len(parts) - 2, -1, -1):
        by_of[index] = by_of[index + 1] or parts[index].is_of(parts[index + 1])
    words: deque[str] = deque()
    for index in range(len(parts) - 1, -1, -1):
        part, modifiers = parts[index], parts[index].modifiers()
        is_before_another = index > 0 and not by_of[index - 1]
        if by_of[index]:
            words.appendleft("of")
            words.appendleft(part.token.wrapped(part.noun.english))
        elif is_before_another:
            words.append(part.token.wrapped(part.noun.single if modifiers or words else part.noun.before))
        else:
            words.append(part.token.wrapped(part.noun.english))
        words.extendleft(reversed(modifiers))
        if index and by_of[index - 1] and _needs_article(parts[index - 1], part):
            words.appendleft(_AN)
    return words


def _needs_article(picture: _Part, part: _Part) -> bool:
    """ "Foto de perro" is of one dog."""
    return "picture" in picture.noun.flags and not part.noun.plural and not part.noun.flags & {"mass", "plural"}


def _with_articles(words: Iterable[str]) -> str:
    told = list(words)
    for index, word in enumerate(told):
        if word.startswith(_AN) and not word.strip(f"{_AN}+-"):
            after = told[index + 1].lstrip("([\\").lower() if index + 1 < len(told) else ""
            vowel = after.startswith(tuple("aeiou")) and not after.startswith(_VOWEL_BUT_NO_AN)
            article = "an" if vowel or after.startswith(_AN_BUT_NO_VOWEL) else "a"
            told[index] = article + word.removeprefix(_AN)
    return " ".join(told)
