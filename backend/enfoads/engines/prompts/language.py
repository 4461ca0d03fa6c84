"""Which language a prompt is in, and what it is about: by the words of the glossary, without a model."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Literal

from enfoads.engines.prompts.glossary import glossary

Spoken = Literal["es", "en", "other"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BETWEEN_CLAUSES = re.compile(r"[,.;:\n]")
_FOREIGN_LETTER = re.compile(r"[ãõçâêôàèìòùäößœæøå]")
_ENGLISH_ENDING = re.compile(r"(ing|ed|ly|ness|ful|less|ish|tion|wy|ty|ck|sh|th|ght|w)$")
_SPANISH_ENDING = re.compile(r"(ción|dad|ando|iendo|ado|ada|ados|adas|ito|ita|eza|miento|ía|ísim[oa])$")
_FEW = 0.3  # share of known words below which a text is in some other language

# What magic prompts tell apart; topics of the glossary that are not here are "other".
TOPICS = {
    "food": "food", "drink": "food", "clothes": "fashion", "beauty": "beauty", "tech": "tech", "home": "home", "person": "people",
    "body": "people", "animal": "animal", "place": "place", "nature": "place", "vehicle": "vehicle", "festive": "festive",
    "object": "product", "business": "product", "container": "product", "sport": "product",
}  # fmt: skip


def detect(text: str) -> Spoken:
    """Words that only one language has decide; a text of words that both have counts as English, which needs nothing done.

    English phrases after Spanish ones ("zapatos rojos, studio lighting, 85mm") are usual: Spanish clauses make a Spanish text.
    """
    clauses = [evidence(clause) for clause in _BETWEEN_CLAUSES.split(text)]
    found = sum(clauses, Counter[str]())
    spanish, english = found["es"], found["en"]
    if found["other"] and found["other"] >= max(spanish, english):
        return "other"
    in_spanish = sum(clause["es"] for clause in clauses if not clause["en"])
    if spanish > english or in_spanish >= 2 or (spanish and spanish == english and re.search(r"[áéíóúñ¿¡]", text.lower())):
        return "es" if spanish + english + found["both"] >= _FEW * found.total() else "other"
    return "en" if english or found["both"] else "other"


def evidence(text: str) -> Counter[str]:
    """How many words are Spanish ("es"), English ("en"), either ("both"), of another language ("other"), or unknown ("")."""
    known, found = glossary(), Counter[str]()
    for word in _WORD.findall(text.lower()):
        is_spanish, is_english = word in known, word in known.english
        if word in known.foreign or _FOREIGN_LETTER.search(word):
            found["other"] += 1
        elif is_spanish or is_english:
            found["both" if is_spanish and is_english else "es" if is_spanish else "en"] += 1
        elif "ñ" in word or _SPANISH_ENDING.search(word):
            found["es"] += 1
        else:
            found["en" if _ENGLISH_ENDING.search(word) else ""] += 1
    return found


def topic(text: str) -> str:
    """What the prompt's nouns are mostly about: food, fashion, beauty, tech, home, people, … or other; worn: clothes on people."""
    known, found = glossary(), Counter[str]()
    words = [word.lower() for word in _WORD.findall(text)]
    for word, pair in zip(words, [*map(" ".join, pairwise(words)), ""], strict=False):
        noun = next((one.group for name in (pair, word) for one in known.find(name) if one.kind == "noun"), "")
        group = noun or known.topics.get(pair) or known.topics.get(word, "")
        if subject := TOPICS.get(group):
            found[subject] += 1
    if found["fashion"] and found["people"]:
        return "worn"
    return found.most_common(1)[0][0] if found.total() else "other"
