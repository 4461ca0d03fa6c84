"""Gender and number of Spanish nouns, and of a phrase by its head: the glossary's word first, then the ending."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from enfoads.engines.prompts.glossary import Reading, glossary
from enfoads.engines.prompts.inflection import folded, spanish_gender, words_of

_MASCULINE = words_of(  # though they end in -a
    "día mapa planeta tranvía sofá problema programa sistema tema idioma clima poema aroma esquema diploma panorama drama síntoma lema"
    " diagrama fantasma carisma prisma plasma enigma teorema dilema crucigrama kilograma holograma pijama karma puma panda"
)
_FEMININE = words_of(
    "vez noche tarde clase llave mujer flor parte mano leche sal miel foto moto radio red piel luz voz ley suite base nube"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"(?:[aeiouáéó]s|[bcdfghjklmnñpqrtvwxyz]es|[bcdgklmnrt]s)$")


class Noun(NamedTuple):
    gender: Literal["m", "f"]
    plural: bool


@lru_cache(maxsize=2048)
def noun(word: str) -> Noun:
    """Of one lower-case word, as if it was a noun."""
    plural = bool(len(word) > 3 and _PLURAL.search(word))
    single = _singular(word) if plural else word
    known = _as_noun(word)
    if known and single != "modelo" and not word.endswith(("ma", "mas")):  # the glossary has the woman, and takes -ma for masculine
        return Noun("f" if known.gender == "f" else "m", known.plural)
    if folded(single) in _folded(_MASCULINE) or single.endswith(("sistema", "grama", "esquema")):
        return Noun("m", plural)
    if folded(single) in _folded(_FEMININE):
        return Noun("f", plural)
    feminine = single.endswith("ma") or spanish_gender(single) == "f"
    return Noun("f" if feminine else "m", plural)


@lru_cache(maxsize=512)
def head(phrase: str) -> Noun:
    """Of a phrase like "nuevas zapatillas de correr": its first word, but for determiners, numbers, and adjectives before a noun."""
    words = [word.lower() for word in _WORD.findall(phrase)]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        kinds = {reading.kind for reading in glossary().find(word)}
        if "noun" in kinds or not kinds or ("adj" in kinds and not _as_noun(following)):
            return noun(word)
    return noun(words[0]) if words else Noun("m", False)


def _as_noun(word: str) -> Reading | None:
    return next((reading for reading in glossary().find(word) if reading.kind == "noun"), None)


def _singular(word: str) -> str:
    if word.endswith("ces"):
        return word[:-3] + "z"
    if re.search(r"(?:[dlnrjy]|ion)es$", word):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=2)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(folded, words))
