"""Which language a script is to be read in, and which writing systems it uses: by its small words, its letters, then the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.prompts.language import evidence
from enfoads.engines.voice.base import Language
from enfoads.errors import Text

_SMALL = {
    "es": words_of(
        "el la los las un una unos unas de del al y e o u que qué en con por para sin sobre entre hasta desde como cómo más"
        " pero muy ya te tu tus tú se su sus lo le les nos mi mis me es son está están hay ser fue era ha han hoy aquí ahora"
        " cuando donde porque también este esta esto estos estas ese esa eso todo toda todos todas cada solo sólo si sí bien"
        " mejor nuestro nuestra nuestros nuestras tiene tienes quiero quieres puede puedes gracias hola cual quien nada algo"
        " siempre nunca gratis compra ven llama pide descubre"
    ),
    "en": words_of(
        "the an and of to in with for on at by from is are was were be been this that these those you your yours we our ours"
        " they their it its he she his her my me i us or but not so if as do does did don have has had will can just get got all"
        " what when where who why how here there now today more most than then them out up about into over only new free best"
        " right every any some hello thanks buy call it's don't you're we're i'm that's isn't can't won't let's"
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SPANISH_LETTER = re.compile(r"[ñ¿¡áéíóú]", re.IGNORECASE)
_GLOSSARY_WORDS = 400  # of a text without small words that are looked up

# Names of writing systems in Unicode's character names -> the language that a person would call them.
_SYSTEMS = {
    "ARABIC": Text("Arabic", "árabe"),
    "ARMENIAN": Text("Armenian", "armenio"),
    "BENGALI": Text("Bengali", "bengalí"),
    "CJK": Text("Chinese", "chino"),
    "CYRILLIC": Text("Russian", "ruso"),
    "DEVANAGARI": Text("Hindi", "hindi"),
    "GEORGIAN": Text("Georgian", "georgiano"),
    "GREEK": Text("Greek", "griego"),
    "HANGUL": Text("Korean", "coreano"),
    "HEBREW": Text("Hebrew", "hebreo"),
    "HIRAGANA": Text("Japanese", "japonés"),
    "TAMIL": Text("Tamil", "tamil"),
    "THAI": Text("Thai", "tailandés"),
}


def script_language(text: str) -> Language:
    """The one that most of it is in; Spanish when nothing tells, as the studio's own."""
    return told_language(text) or "es"


def told_language(text: str) -> Language | None:
    """The one that most of it is in; None when nothing tells."""
    words = _WORD.findall(text.lower())
    found = Counter(words)
    spanish = sum(found[word] for word in _SMALL["es"] if word in found) + len(_SPANISH_LETTER.findall(text))
    english = sum(found[word] for word in _SMALL["en"] if word in found)
    if spanish == english:
        known = evidence(" ".join(words[:_GLOSSARY_WORDS]))
        spanish, english = known["es"], known["en"]
    return None if spanish == english else "en" if english > spanish else "es"


def is_small(word: str, language: Language) -> bool:
    """One of the words that hold a sentence together."""
    return word in _SMALL[language]


@lru_cache(maxsize=4096)
def system_of(char: str) -> str:
    """Of a letter: "LATIN", "ARABIC", "CJK", …; "" for what is no letter."""
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def foreign_name(text: str) -> Text | None:
    """The language of the writing system that most of the text's letters are of, when no voice reads it; None for Latin letters."""
    systems = Counter(system for char in text[:2000] if (system := system_of(char)))
    if systems["HIRAGANA"] + systems["KATAKANA"]:
        return _SYSTEMS["HIRAGANA"]
    name = systems.most_common(1)[0][0] if systems else ""
    return None if name in ("", "LATIN") else _SYSTEMS.get(name, Text(name.capitalize(), name.capitalize()))
