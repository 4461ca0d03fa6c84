"""A good ad prompt from a short one, by rules: style, purpose, composition, light, lens, background, room for copy, brand.

Instant, offline, the same answer for the same input. It only adds: the person's text stays in one piece, as typed. What the
person decided already (a background, a light, a lens) is not decided again.
"""

from __future__ import annotations

import colorsys
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from enfoads.engines.image.prompt import parse, plain
from enfoads.engines.prompts import styles
from enfoads.engines.prompts.language import detect, topic
from enfoads.engines.prompts.styles import Language, Style
from enfoads.engines.prompts.translate import translate

FILE = Path(__file__).with_name("magic.toml")
MAX_PROMPT = 4000  # characters, an ImageRequest's limit
MAX_BRAND_COLORS = 3  # more in one picture is no palette


class BrandWords(NamedTuple):
    """What a brand kit says about its pictures. `colors`: names, English and Spanish."""

    name: str
    colors: list[tuple[str, str]]
    tone: str
    products: list[str]


class Brief(NamedTuple):
    """What to write. None: chosen from the prompt."""

    prompt: str
    style: Style | None = None
    language: Language | None = None
    goal: str | None = None
    brand: BrandWords | None = None
    icons: bool = False  # for a checkpoint that only draws one thing on a flat colour


class Written(NamedTuple):
    prompt: str
    negative: str


class _Aspect(BaseModel):
    """One decision about a picture: how to see that the person took it, and what to choose from otherwise, by topic."""

    model_config = ConfigDict(extra="forbid")

    said: str  # regular expression over prompt and style words, lower case
    en: dict[str, list[str]]
    es: dict[str, list[str]]


class _Goal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    en: list[str]
    es: list[str]
    style: str = ""


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid")

    aspect: dict[str, _Aspect]
    style_of_word: dict[str, str]
    goal: dict[str, _Goal]
    style_of_topic: dict[str, str]
    negative: dict[Language, str]


def enhance(brief: Brief) -> Written:
    """The prompt with style, purpose and what was left open; at most 4,000 characters, then the last words are left out."""
    text = plain(parse(brief.prompt))
    language: Language = brief.language or ("es" if detect(text) == "es" else "en")
    subject = topic(text)
    style = brief.style or chosen_style(text, subject, brief.goal, icons=brief.icons)
    phrases = list(_split(style.words_in(language)))
    if style.category != "icon":  # a checkpoint for icons knows nothing of lenses
        phrases += _goal_phrases(brief.goal, language)
        phrases += _open_aspects(text, phrases, subject, language)
    phrases += _brand_phrases(brief.brand, text, language)
    words = _fitting(_new(phrases, text), MAX_PROMPT - len(brief.prompt) - len(style.template) - len(style.template_es))
    general = "" if style.category == "icon" else _rules().negative[language]
    negative = ", ".join(dict.fromkeys([*_split(style.negative_in(language)), *_split(general)]))
    return Written(style.apply(brief.prompt, words, language), negative)


def chosen_style(text: str, subject: str, goal: str | None, *, icons: bool = False) -> Style:
    """For who named none: the occasion's that the text names, the purpose's own, else the one for what the picture shows."""
    rules = _rules()
    if icons:
        flat = [style for style in styles.every() if style.category == "icon"]
        return flat[zlib.crc32(text.encode()) % len(flat)]
    lower = text.lower()
    occasion = next((style for style, said in rules.style_of_word.items() if re.search(said, lower)), "")
    by_goal = rules.goal[goal].style if goal else ""
    return styles.find(occasion or by_goal or rules.style_of_topic.get(subject, rules.style_of_topic["other"]))


def brand_words(*, name: str, colors: Sequence[str], tone: str, products: Sequence[str]) -> BrandWords:
    """From a brand kit's fields; `colors` as #rrggbb."""
    return BrandWords(name, list(dict.fromkeys(map(color_name, colors)))[:MAX_BRAND_COLORS], tone.strip(), list(products))


# Parts ------------------------------------------------------------------------------------------------------------------


def _goal_phrases(goal: str | None, language: Language) -> list[str]:
    if goal is None:
        return []
    found = _rules().goal[goal]
    return found.es if language == "es" else found.en


def _open_aspects(text: str, phrases: Iterable[str], subject: str, language: Language) -> Iterator[str]:
    """A choice for each decision that neither person nor style took; the prompt's own checksum picks it."""
    said = f"{text}, {', '.join(phrases)}".lower()
    seed = zlib.crc32(text.encode())
    for number, aspect in enumerate(_rules().aspect.values()):
        if not re.search(aspect.said, said):
            choices = aspect.es if language == "es" else aspect.en
            of_topic = choices.get(subject, choices["other"])
            yield of_topic[(seed >> number) % len(of_topic)]


def _brand_phrases(brand: BrandWords | None, text: str, language: Language) -> Iterator[str]:
    if brand is None:
        return
    lower = text.lower()
    if brand.products and not any(product.lower() in lower for product in brand.products):
        product = _harmless(brand.products[0])
        yield f"con {product}" if language == "es" else f"featuring {translate(product).text}"
    if brand.colors:
        names = [es if language == "es" else en for en, es in brand.colors]
        yield f"paleta de marca en {_listed(names, 'y')}" if language == "es" else f"brand palette of {_listed(names, 'and')}"
    if brand.tone:
        tone = _harmless(brand.tone)
        yield f"ambiente {tone}" if language == "es" else f"{translate(tone).text} mood"


def _harmless(text: str) -> str:
    """A brand's words as text without prompt syntax."""
    return " ".join(re.sub(r"[()\[\]\\:,]|\+\+|--", " ", text).split())


def _listed(names: Sequence[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _split(words: str) -> Iterator[str]:
    return (phrase for part in words.split(",") if (phrase := part.strip()))


def _new(phrases: Iterable[str], text: str) -> list[str]:
    """Each phrase once, and none that the person wrote."""
    lower = text.lower()
    return [phrase for phrase in dict.fromkeys(phrases) if phrase.lower() not in lower]


def _fitting(phrases: Iterable[str], room: int) -> str:
    """As many of the first phrases as fit into `room` characters."""
    words = ""
    for phrase in phrases:
        longer = f"{words}, {phrase}" if words else phrase
        if len(longer) > room:
            break
        words = longer
    return words


@cache
def _rules() -> _Rules:
    return _Rules.model_validate(tomllib.loads(FILE.read_text("utf-8")))


# Colour names -----------------------------------------------------------------------------------------------------------

_GREYS = [  # up to this lightness
    (0.12, ("black", "negro")), (0.38, ("charcoal gray", "gris carbón")), (0.7, ("gray", "gris")),
    (0.93, ("light gray", "gris claro")), (1.0, ("white", "blanco")),
]  # fmt: skip
_HUES = [  # up to this angle in degrees
    (14, ("red", "rojo")), (40, ("orange", "naranja")), (65, ("yellow", "amarillo")), (80, ("lime green", "verde lima")),
    (160, ("green", "verde")), (185, ("teal", "verde azulado")), (200, ("sky blue", "azul cielo")), (250, ("blue", "azul")),
    (290, ("purple", "morado")), (325, ("magenta", "magenta")), (345, ("pink", "rosa")), (360, ("red", "rojo")),
]  # fmt: skip
_OWN = {  # hue -> (lighter, darker), where people have another word
    "red": (("pink", "rosa"), ("burgundy", "burdeos")),
    "orange": (("peach", "melocotón"), ("brown", "marrón")),
    "yellow": (("cream", "crema"), ("olive", "verde oliva")),
    "pink": (("light pink", "rosa claro"), ("burgundy", "burdeos")),
    "blue": (("light blue", "azul claro"), ("navy blue", "azul marino")),
    "purple": (("lavender", "lavanda"), ("dark purple", "morado oscuro")),
    "magenta": (("light pink", "rosa claro"), ("purple", "morado")),
    "green": (("light green", "verde claro"), ("dark green", "verde oscuro")),
    "sky blue": (("light blue", "azul claro"), ("dark blue", "azul oscuro")),
}
_DARK = {"orange": 0.43, "green": 0.2}  # lightness below which a hue has its darker name; else 0.3


def color_name(hex_color: str) -> tuple[str, str]:
    """The everyday English and Spanish name of a #rrggbb."""
    red, green, blue = (int(hex_color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if chroma < 0.08 or saturation < 0.12:
        return next(name for limit, name in _GREYS if lightness <= limit)
    name = next(name for limit, name in _HUES if hue * 360 <= limit)
    lighter, darker = _OWN.get(name[0], ((f"light {name[0]}", f"{name[1]} claro"), (f"dark {name[0]}", f"{name[1]} oscuro")))
    if lightness > 0.75:
        return lighter
    return darker if lightness < _DARK.get(name[0], 0.3) else name
