"""Regular forms of Spanish and English words, as far as the glossary needs them. What no rule gives stands in the glossary itself."""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "aeiou"
_FEMININE = ("a", "ción", "sión", "dad", "tad", "tud", "umbre", "triz", "itis", "gión", "nión")
_UNSTRESSED_S = re.compile(r"[^áéíóú]s$")
_ENGLISH_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth", "mouse": "mice",
    "knife": "knives", "leaf": "leaves", "loaf": "loaves", "shelf": "shelves", "wife": "wives", "half": "halves", "scarf": "scarves",
    "wolf": "wolves", "life": "lives", "tomato": "tomatoes", "potato": "potatoes", "hero": "heroes", "mango": "mangoes", "fish": "fish",
    "sheep": "sheep", "deer": "deer", "salmon": "salmon", "shrimp": "shrimp", "goose": "geese", "series": "series", "aircraft": "aircraft",
}  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """A table of words, written as a line of them."""
    return frozenset(text.split())


def folded(word: str) -> str:
    """Without accents; ñ stays a letter of its own."""
    if word.isascii():
        return word
    marked = unicodedata.normalize("NFD", word.replace("ñ", "\0"))
    return "".join(char for char in marked if not unicodedata.combining(char)).replace("\0", "ñ")


def spanish_gender(noun: str) -> str:
    return "f" if noun.endswith(_FEMININE) and not noun.endswith("ma") else "m"


def spanish_plural(word: str) -> str:
    """Of a noun or adjective; accents that the ending moves are dropped, lookups do not mind."""
    last = folded(word[-1:])
    if last in _VOWELS:
        return word + "s"
    if last == "z":
        return word[:-1] + "ces"
    if last in "sx" and len(word) > 4 and _UNSTRESSED_S.search(word):
        return word  # crisis, lunes
    if re.search(r"[áéíóú][ns]$", word):
        return folded(word) + "es"
    return word + "es" if last.isalpha() else word


def adjective_forms(word: str) -> dict[str, tuple[str, bool]]:
    """form -> (gender, plural); gender "" agrees with both."""
    if word.endswith("o"):
        stem = word[:-1]
        return {f"{stem}o": ("m", False), f"{stem}a": ("f", False), f"{stem}os": ("m", True), f"{stem}as": ("f", True)}
    comparative = word.endswith("rior") or word in ("mayor", "menor", "mejor", "peor")
    if re.search(r"(or|[áóí]n|és|ñol)$", word) and not comparative and word not in ("marrón", "cortés"):
        feminine = folded(word) + "a" if not word.endswith("ñol") else word + "a"
        return {word: ("m", False), feminine: ("f", False), spanish_plural(word): ("m", True), feminine + "s": ("f", True)}
    return {word: ("", False), spanish_plural(word): ("", True)}


def verb_forms(infinitive: str) -> dict[str, str]:
    """form -> gerund, verb (third person), participle or infinitive. Infinitives in -se are taken without it."""
    stem, vowel = infinitive[:-2], folded(infinitive[-2:-1])
    gerund, participle = ("ando", "ado") if vowel == "a" else ("iendo", "ido")
    if vowel != "a" and stem[-1:] in _VOWELS:
        gerund = "yendo"
    third = "a" if vowel == "a" else "e"
    return {
        stem + gerund: "gerund",
        stem + gerund.replace("ndo", "ndose").replace("ando", "ándo").replace("iendo", "iéndo"): "gerund",
        stem + third: "verb",
        stem + third + "n": "verbs",
        stem + participle: "participle",
        infinitive: "infinitive",
    }


def english_plural(noun: str) -> str:
    """Of the head: the last word, or the one before a preposition."""
    match = re.search(r" (?:of|in|with|on|for) ", noun)
    if match:
        return english_plural(noun[: match.start()]) + noun[match.start() :]
    before, space, last = noun.rpartition(" ")
    if last in _ENGLISH_PLURALS:
        return before + space + _ENGLISH_PLURALS[last]
    if last.endswith(("man", "woman")) and last not in ("human", "german"):
        return noun[:-2] + "en"
    if re.search(r"[^aeiou]y$", last):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", last) else "s")


def english_third(verb: str) -> str:
    """Third person: drinks, watches."""
    head, space, rest = verb.partition(" ")
    if head in ("be", "have"):
        return {"be": "is", "have": "has"}[head] + space + rest
    ending = "es" if re.search(r"(s|x|z|ch|sh|o)$", head) else "s"
    return (head[:-1] + "ies" if re.search(r"[^aeiou]y$", head) else head + ending) + space + rest


def english_ing(verb: str) -> str:
    head, space, rest = verb.partition(" ")
    if head.endswith("ie"):
        head = head[:-2] + "y"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        head = head[:-1]
    elif _doubles(head):
        head += head[-1]
    return f"{head}ing{space}{rest}"


def english_participle(verb: str) -> str:
    """Of a regular verb."""
    head, space, rest = verb.partition(" ")
    if head.endswith("e"):
        head += "d"
    elif re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ied"
    else:
        head += (head[-1] if _doubles(head) else "") + "ed"
    return head + space + rest


def _doubles(verb: str) -> bool:
    """One syllable that ends in one vowel and one consonant: cut, run, wrap."""
    return len(re.findall(r"[aeiou]+", verb)) == 1 and bool(re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb))
