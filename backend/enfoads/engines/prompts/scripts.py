"""Ad scripts from a product, an audience and a length: sentences of `scripts.toml`, put together so that they last as long as asked.

Instant, offline, the same script for the same order and seed. It promises nothing that the order does not say.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from enfoads.engines.prompts.glossary import glossary
from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.prompts.nouns import head
from enfoads.engines.prompts.styles import Language

FILE = Path(__file__).with_name("scripts.toml")
Structure = Literal["hook", "aida", "pas", "testimonial"]
STRUCTURES: tuple[Structure, ...] = ("hook", "aida", "pas", "testimonial")

_TRIES = 40  # orders of the sentences that are tried
_CLOSE = 0.03  # share of the length: near enough to stop
_LONG_SCENE, _SHORT_SCENE = 9.0, 2.2  # seconds
_WHERE_GOALS_GO = {"hook": "hook", "aida": "hook", "pas": "solution", "testimonial": "cta"}
_SELDOM = {"hook": 25, "cta": 25, "present": 45, "solution": 45, "meeting": 45}  # seconds of script for each further one

Measure = Callable[[str], float]


class Order(NamedTuple):
    """What to write. `seconds`: how long it is to last; `goal`, `tone`, `audience`, `brand`, `cta` may be empty."""

    product: str
    language: Language
    seconds: float
    structure: Structure = "hook"
    audience: str = ""
    goal: str = ""
    tone: str = ""
    brand: str = ""
    cta: str = ""
    seed: int = 0


class ScenePlan(NamedTuple):
    narration: str
    visual_prompt: str


class _Line(NamedTuple):
    part: str
    text: str
    seconds: float
    rank: int  # its place among the sentences of all parts
    wanted: bool  # the person's own call to action or goal


class _Tone(BaseModel):
    model_config = ConfigDict(extra="forbid")

    said: str  # regular expression over the tone's own words
    hook: list[str]
    cta: list[str]


class _Texts(BaseModel):
    """The sentences of one language."""

    model_config = ConfigDict(extra="forbid")

    part: dict[str, list[str]]
    goal: dict[str, list[str]]
    tone: dict[str, _Tone]
    visual: dict[str, str]


class _Tables(BaseModel):
    model_config = ConfigDict(extra="forbid")

    structures: dict[Structure, list[str]]
    es: _Texts
    en: _Texts

    def of(self, language: Language) -> _Texts:
        return self.es if language == "es" else self.en


def write(order: Order, measure: Measure) -> list[ScenePlan]:
    """Scenes in order. `measure`: seconds that a text takes to say, without the silence at its ends."""
    chance = random.Random(f"{order.seed}|{order.structure}|{order.language}|{order.product}")
    slots = _slots(order)
    lines = _lines(order, slots, measure)
    parts, names = _wanted(order), (slots["p"], slots["A"])
    best: list[_Line] = []
    for _ in range(_TRIES):
        chance.shuffle(lines)
        chosen = _chosen(lines, parts, order.seconds, names)
        if not best or abs(_total(chosen) - order.seconds) < abs(_total(best) - order.seconds):
            best = chosen
        if abs(_total(best) - order.seconds) <= _CLOSE * order.seconds:
            break
    if len(parts) <= 3 and abs(_total(best) - order.seconds) > 2 * _CLOSE * order.seconds:
        best = _closest(lines, parts, order.seconds, names[0])
    best.sort(key=lambda line: (parts.index(line.part), line.rank))
    visual = _tables().of(order.language).visual
    return [ScenePlan(" ".join(line.text for line in scene), _put(visual[scene[0].part], slots)) for scene in _scenes(best)]


# Sentences --------------------------------------------------------------------------------------------------------------


def _lines(order: Order, slots: dict[str, str], measure: Measure) -> list[_Line]:
    """Every sentence that can be said of this order, filled in and measured."""
    texts, parts = _tables().of(order.language), _tables().structures[order.structure]
    found: dict[str, _Line] = {}

    def add(part: str, sentences: Iterable[str], *, wanted: bool = False) -> None:
        for sentence in sentences:
            if text := _filled(sentence, slots):
                found.setdefault(text, _Line(part, text, measure(text), len(found), wanted))

    for part in parts:
        if _WHERE_GOALS_GO[order.structure] == part:
            add(part, texts.goal.get(order.goal, []), wanted=True)
        add(part, _toned(order, part))
        add(part, texts.part[part])
    if cta := order.cta.strip():
        own = cta if cta[-1] in ".!?…" else f"{cta}."
        found[own] = _Line("cta", own, measure(own), len(found), wanted=True)
    return list(found.values())


def _toned(order: Order, part: str) -> list[str]:
    tones = _tables().of(order.language).tone.values()
    tone = next((tone for tone in tones if order.tone and re.search(tone.said, order.tone.lower())), None)
    return [] if tone is None else tone.hook if part == "hook" else tone.cta if part == "cta" else []


def _filled(sentence: str, slots: dict[str, str]) -> str:
    """ "" when it speaks of something that the order does not name, or of a service as if it was a thing."""
    if sentence.startswith("~"):
        if slots["service"]:
            return ""
        sentence = sentence[1:]
    if any(not slots.get(slot, "") and slot in _NEEDED for slot in re.findall(r"{(\w)}", sentence)):
        return ""
    return re.sub(r"^([¿¡]?)(\w)", lambda first: first[1] + first[2].upper(), _put(sentence, slots))


def _put(sentence: str, slots: dict[str, str]) -> str:
    """With the words of the order in their places; Spanish prepositions melt into the article."""
    text = re.sub(r"{(\w+)}", lambda slot: slots[slot[1]], sentence)
    text = re.sub(r"\b([Dd])e el\b(?= [a-záéíóúñ])", r"\1el", text)
    return re.sub(r"\b([Aa]) el\b(?= [a-záéíóúñ])", r"\1l", text)


_NEEDED = frozenset("AB")


# Choosing ---------------------------------------------------------------------------------------------------------------


def _wanted(order: Order) -> list[str]:
    """The structure's parts; a very short script has the first, the one that names the product, and the last."""
    parts = _tables().structures[order.structure]
    if order.seconds < 5.8:
        return [parts[1], parts[-1]] if order.structure != "pas" else [parts[2], parts[-1]]
    if order.seconds < 12:
        return [parts[0], parts[2] if order.structure == "pas" else parts[1], parts[-1]]
    return parts


def _chosen(lines: Sequence[_Line], parts: Sequence[str], seconds: float, names: Sequence[str]) -> list[_Line]:
    """One of each part, then whatever still fits, in the order of `lines`. `names`: the product, and whom it is for."""
    chosen = _one_each(lines, parts, names[1])
    if _total(chosen) > seconds:
        shortest_first = sorted(lines, key=lambda line: line.seconds)
        chosen = _one_each(shortest_first, parts, names[1])
    if _total(chosen) > seconds:
        chosen = _one_each([line._replace(wanted=False) for line in shortest_first], parts, names[1])
    if not any(names[0] in line.text for line in chosen):
        chosen = _named(chosen, lines, names[0], seconds)
    for line in lines:
        several = sum(other.part == line.part for other in chosen)
        if line.part not in parts or several > seconds // _SELDOM.get(line.part, 1):
            continue
        longer = _total(chosen) + line.seconds
        if abs(longer - seconds) < abs(_total(chosen) - seconds) and not _alike(line, chosen, names[1]):
            chosen.append(line)
    return chosen


def _closest(lines: Sequence[_Line], parts: Sequence[str], seconds: float, product: str) -> list[_Line]:
    """Of a short script's few sentences, those that last as long as asked and name the product."""
    every = itertools.product(*([line for line in lines if line.part == part] for part in parts))
    naming = (choice for choice in every if any(product in line.text for line in choice))
    return list(min(naming, key=lambda choice: abs(_total(choice) - seconds)))


def _one_each(lines: Sequence[_Line], parts: Sequence[str], audience: str) -> list[_Line]:
    """The first sentence of each part that is not like one before; the person's own wish goes first."""
    chosen: list[_Line] = []
    for part in parts:
        of_part = sorted((line for line in lines if line.part == part), key=lambda line: not line.wanted)
        chosen.append(next((line for line in of_part if not _alike(line, chosen, audience)), of_part[0]))
    return chosen


def _named(chosen: Sequence[_Line], lines: Sequence[_Line], product: str, seconds: float) -> list[_Line]:
    """With the product named once, by a sentence in place of its part's that keeps the length nearest to the one asked."""
    named = [line for line in lines if product in line.text and any(other.part == line.part for other in chosen)]
    choices = [[line if line.part == other.part else other for other in chosen] for line in named]
    return min(choices, key=lambda choice: abs(_total(choice) - seconds))


def _alike(line: _Line, chosen: Iterable[_Line], audience: str) -> bool:
    """Whether a sentence with the same beginning is there already, or one that speaks to the audience as this one does."""
    start, addressed = _start(line.text), bool(audience) and audience in line.text
    return any(_start(other.text) == start or (addressed and audience in other.text) for other in chosen)


@lru_cache(maxsize=1024)
def _start(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())[:2]


def _total(lines: Iterable[_Line]) -> float:
    return sum(line.seconds for line in lines)


def _scenes(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """A part is a scene; a long one is halved, a very short one goes with the next."""
    pending: list[_Line] = []
    for _, group in itertools.groupby(lines, key=lambda line: line.part):
        scene = pending + list(group)
        pending = []
        if _total(scene) < _SHORT_SCENE and scene[-1].part != "cta":
            pending = scene
        elif _total(scene) > _LONG_SCENE and len(scene) > 1:
            middle = (len(scene) + 1) // 2
            yield scene[:middle]
            yield scene[middle:]
        else:
            yield scene
    if pending:
        yield pending


# Product, audience, brand -------------------------------------------------------------------------------------------------

_DETERMINER = {
    "es": re.compile(r"\A(?:el|la|los|las|un|una|unos|unas|mi|mis|tu|tus|su|sus|nuestr[oa]s?|este|esta|estos|estas)\s+", re.IGNORECASE),
    "en": re.compile(r"\A(?:the|an?|my|your|his|her|our|their|this|these|some)\s+", re.IGNORECASE),
}
_FOR = re.compile(r"\A(?:para|for)\s+", re.IGNORECASE)
_BEFORE_PREPOSITION = re.compile(r"\s(?:of|in|with|on|for|from|to|at|by|without)\s")
_COUNTED = words_of(
    "servicio seguro curso taller alquiler limpieza corte peinado tatuaje terapia reparación sesión masaje tratamiento consulta viaje"
    " tour plan entrenamiento consultoría asesoría suscripción membresía"
)
_SERVICES = _COUNTED | words_of(
    "clase yoga pilates mantenimiento delivery envío hotel restaurante gimnasio peluquería clínica academia escuela tienda app aplicación"
    " service insurance class lesson course workshop consulting advice rental cleaning haircut tattoo therapy repair maintenance session"
    " massage treatment trip membership subscription training gym salon clinic academy school shop store bakery restaurant podcast software"
)
_NATIONS = words_of(  # English writes them with a capital
    "english spanish french italian german chinese japanese korean thai indian greek turkish arab portuguese brazilian mexican peruvian"
    " colombian argentine american british irish swiss dutch moroccan mediterranean latin asian european"
)
_PEOPLE = frozenset(["people", "men", "women", "children", "mice", "teeth", "feet", "clothes", "jeans", "pants", "glasses"])


def _slots(order: Order) -> dict[str, str]:
    product = _tidy(order.product)
    bare = _DETERMINER[order.language].sub("", product, count=1) or product
    audience = _lowered(_FOR.sub("", _tidy(order.audience), count=1))
    named = _is_name(bare)
    nation = order.language == "en" and bare.split(" ")[0].lower() in _NATIONS
    bare = bare if named or nation or bare != product else _lowered(bare)  # after a word before it, a capital is the product's own
    common = {"p": bare, "A": audience, "B": _tidy(order.brand), "service": _service(bare)}
    return common | (_spanish(bare, named) if order.language == "es" else _english(bare, named))


def _spanish(bare: str, named: bool) -> dict[str, str]:
    noun = head(bare)
    several = noun.plural and not named
    form = (1 if noun.gender == "f" else 0) + (2 if several else 0)

    def pick(forms: str) -> str:
        return forms.split()[form]

    with_word = {
        "P": pick("el la los las"), "E": pick("este esta estos estas"), "tu": pick("tu tu tus tus"),
        "N": pick("nuestro nuestra nuestros nuestras"),
    }  # fmt: skip
    if not named and form == 1 and re.match(r"(?:agua|águila|arma|área|alma|aula|hacha|hambre)\b", bare):
        with_word["P"] = "el"
    slots = {slot: bare if named else f"{word} {bare}" for slot, word in with_word.items()}
    return slots | {
        "R": f"algo como {bare}" if named else f"{pick('un una')} {bare}" if _service(bare) in _COUNTED and not several else bare,
        "o": pick("o a os as"), "lo": pick("lo la los las"), "n": "n" if several else "", "es": "son" if several else "es",
    }  # fmt: skip


def _english(bare: str, named: bool) -> dict[str, str]:
    noun = _BEFORE_PREPOSITION.split(bare, maxsplit=1)[0].split()[-1:] or [""]
    last = noun[0].lower()
    several = not named and (last in _PEOPLE or bool(re.search(r"[^su'i]s$", last)))
    slots = {slot: bare if named else f"{word} {bare}" for slot, word in {"P": "the", "tu": "your", "N": "our"}.items()}
    return slots | {
        "E": bare if named else f"{'these' if several else 'this'} {bare}",
        "R": f"something like {bare}" if named else f"the right {bare}",
        **dict(zip(("s", "is", "it", "they"), ("", "are", "them", "they") if several else ("s", "is", "it", "it"), strict=True)),
    }


def _service(bare: str) -> str:
    """The first word that says that the product is done, and not held; "" for a thing."""
    words = re.findall(r"[^\W\d_]+", bare.lower())
    return next((form for word in words for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in _SERVICES), "")


def _tidy(text: str) -> str:
    """One line without brackets, marks of markup, or an end of sentence."""
    return " ".join(re.sub(r"[<>\[\]{}\x00-\x1f\x7f]", " ", text).split()).strip(" .,;:!?¡¿")


def _is_name(product: str) -> bool:
    """ "Verde Lima", "iPhone 15", "Zorblat": said without an article."""
    words = product.split()
    if len(words) > 1 and all(word[:1].isupper() or word[:1].isdigit() or word.lower() in _SMALL for word in words):
        return True
    first = words[0] if words else ""
    known = first.lower() in glossary() or first.lower() in glossary().english
    return bool(re.search(r"[a-z][A-Z]", first)) or (first[:1].isupper() and not first.isupper() and not known and len(words) == 1)


_SMALL = frozenset(["de", "del", "la", "las", "el", "los", "y", "e", "&", "of", "the", "and"])


def _lowered(text: str) -> str:
    """Without the capital of a sentence's beginning; acronyms keep theirs."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or len(text) == 1 else text


@cache
def _tables() -> _Tables:
    return _Tables.model_validate(tomllib.loads(FILE.read_text("utf-8")))
