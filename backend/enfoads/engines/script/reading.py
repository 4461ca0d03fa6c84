"""A script as a person writes it -> a `Script`: each word as captions show it and as a voice says it, and its pauses.

Runs in the server and in workers: no model, no array, linear in the text. Nothing is ever left out of what is shown but
markup; what no voice can say (an emoji, a word in another writing system) is shown and silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script import abbreviations
from enfoads.engines.script.addresses import address
from enfoads.engines.script.amounts import feet, measure, part_of, price, times, unit_word
from enfoads.engines.script.clock import always, clock, code, date, hours, phone, slashed
from enfoads.engines.script.counts import decade, multiple, plain, range_of, rank
from enfoads.engines.script.language import foreign_name, script_language
from enfoads.engines.script.letters import latin, plain_digits, sayable
from enfoads.engines.script.lexicon import Lexicon, key_of
from enfoads.engines.script.markup import LONGEST_PAUSE, Piece, Silence, Text, clean, pieces
from enfoads.engines.script.numbers import cardinal, grouped, ordinal, roman
from enfoads.engines.script.tokens import Token, tokens_of
from enfoads.engines.script.units import CURRENCY_SIGNS
from enfoads.engines.script.window import Habits, Reader, Window, gender_of_one, habits_of
from enfoads.engines.voice.base import Language, Pause, Script, ScriptWord
from enfoads.errors import InvalidRequest

NO_BREAK = "\u00a0"  # inside of a shown word that must stay on one line
READERS: tuple[Reader, ...] = (
    *(
        always,
        hours,
        clock,
        feet,
        phone,
        price,
        times,
        multiple,
        date,
        part_of,
        slashed,
        range_of,
        rank,
        decade,
        code,
        measure,
        unit_word,
        plain,
    ),
)
_DASHES = ("-", "–", "—")
_BREATHS = (*_DASHES, "/", "|", "•", "·")  # standing alone
_AHEAD = 6  # tokens that may belong to one number
_LONGEST_NUMBER = 60  # characters of a token that is looked at as one
_SPELLED = frozenset(("characters", "spell-out", "verbatim", "letters"))
_DIGITS = frozenset(("digits", "telephone", "number_digit"))


def read_script(text: str, language: Language | None, lexicon: Sequence[Mapping[str, str | None]] = ()) -> Script:
    """`language` None: the one that most of it is in. `lexicon`: entries with word, spoken and language, as brand kits have them.

    Joined by spaces, the shown words are the script's own; a number and its unit are one word, held by a no-break space.
    Raises InvalidRequest (param "script") when there is nothing to say.
    """
    text = clean(text)
    found = list(_joined(pieces(text)))
    running = " ".join(piece.text for piece in found if isinstance(piece, Text))
    language = language or script_language(running)
    reader = _Reader(language, habits_of(running, language), Lexicon(lexicon, language))
    items: list[ScriptWord | Pause] = []
    for piece in found:
        if isinstance(piece, Silence):
            _pause(items, piece.seconds)
        else:
            if piece.text.startswith("\n"):
                _end_line(items)
            _add(items, reader.read(piece))
    script = Script(language, tuple(items))
    if not any(word.spoken for word in script.words):
        raise _nothing(running)
    return script


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Text that a tag in its middle has parted is one again: "ho<b>la</b>" is a word."""
    running = ""
    for piece in found:
        if isinstance(piece, Text) and not piece.say and not piece.alias:
            running += piece.text
            continue
        if running:
            yield Text(running)
            running = ""
        yield piece
    if running:
        yield Text(running)


def unsaid(script: Script) -> list[str]:
    """The words that are shown and that no voice says, each once; signs and emoji are not meant."""
    return list(dict.fromkeys(word.shown for word in script.words if not word.spoken and any(map(str.isalpha, word.shown))))


def _pause(items: list[ScriptWord | Pause], seconds: float) -> None:
    """Neighbours become one."""
    if items and isinstance(last := items[-1], Pause):
        seconds += last.seconds
        items.pop()
    if seconds > 0:
        items.append(Pause(min(seconds, LONGEST_PAUSE)))


def _add(items: list[ScriptWord | Pause], words: Iterator[ScriptWord]) -> None:
    """Punctuation that stands alone shapes the word before it."""
    for word in words:
        if not word.spoken and word.shown in _BREATHS and items and not _ended(items[-1]):
            word = ScriptWord(word.shown, ",")
        if word.spoken and not any(map(str.isalnum, word.spoken)):
            if items and isinstance(last := items[-1], ScriptWord) and not _ended(last):
                items[-1] = ScriptWord(last.shown, last.spoken + word.spoken)
            word = ScriptWord(word.shown, "")
        items.append(word)


def _end_line(items: list[ScriptWord | Pause]) -> None:
    if items and isinstance(last := items[-1], ScriptWord) and not _ended(last):
        items[-1] = ScriptWord(last.shown, f"{last.spoken}.")


def _ended(item: ScriptWord | Pause) -> bool:
    """Whether punctuation or silence is behind it already."""
    return isinstance(item, Pause) or not item.spoken[-1:].isalnum()


def _nothing(text: str) -> InvalidRequest:
    """Why, and what to do."""
    foreign = foreign_name(text)
    if foreign:
        why = f"no voice reads {foreign.en}; write the script in Spanish or English"
        why_es = f"ninguna voz lee {foreign.es}; escribe el guion en español o en inglés"
    elif text.strip():
        why = "there are no words to say in it; write at least one"
        why_es = "no contiene palabras que se puedan decir; escribe al menos una"
    else:
        why, why_es = "it is empty; write what is to be said", "está vacío; escribe lo que se va a decir"
    return InvalidRequest(param="script", detail=f"script: {why}", detail_es=f"script: {why_es}")


class _Reader:
    """Reads the running text of one script, token by token."""

    def __init__(self, language: Language, habits: Habits, lexicon: Lexicon) -> None:
        self._language, self._habits, self._lexicon = language, habits, lexicon
        self._tokens: list[Token] = []

    def read(self, piece: Text) -> Iterator[ScriptWord]:
        self._tokens = tokens = tokens_of(piece.text)
        if piece.alias and tokens:
            yield ScriptWord(NO_BREAK.join(token.shown for token in tokens), tokens[0].opening + sayable(piece.alias) + tokens[-1].closing)
            return
        at = 0
        while at < len(tokens):
            count, known = self._from_lexicon(at)
            if count > 1 and len(known.split()) >= count:  # a phrase: each word of it has its own part of what is said
                for number, part in enumerate(_shared(known.split(), count), at):
                    yield ScriptWord(tokens[number].shown, self._shaped(part, tokens[number], tokens[number]))
                at += count
                continue
            count, said = (count, known) if count else self._said(at, piece.say)
            last = tokens[at + count - 1]
            shaped = self._shaped(said, tokens[at], last)
            if shaped[-1:].isalnum() and at + count < len(tokens) and _BRACKET.match(tokens[at + count].shown):
                shaped += ","
            yield ScriptWord(NO_BREAK.join(token.shown for token in tokens[at : at + count]), shaped)
            at += count

    def _shaped(self, said: str, first: Token, last: Token) -> str:
        """With the punctuation that a voice heeds."""
        if not said:
            return last.closing if not first.core and not first.ends_line else ""
        closing = last.closing or ("." if last.ends_line else "")
        return f"{first.opening}{said}{closing}"

    def _said(self, at: int, say: str) -> tuple[int, str]:
        """How many tokens are one word, and how it is said, without the punctuation around it."""
        token = self._tokens[at]
        core = token.core
        if not core:
            return 1, self._dash(at)
        if say in _SPELLED:
            return 1, abbreviations.spelled(core[:_LONGEST_NUMBER], self._language)
        if say in _DIGITS and any(map(str.isdigit, core)):
            return 1, grouped(plain_digits(core), self._language)
        count, known = self._number(at)
        if count:
            return count, known
        count, known = self._short(at)
        return (count, known) if count else (1, self._word(at))

    def _dash(self, at: int) -> str:
        """ "lun. - vie.": from one day to the other."""
        around = [token.core for token in self._tokens[max(at - 1, 0) : at + 2]]
        days = self._tokens[at].shown in _DASHES and len(around) == 3 and abbreviations.day(around[0]) and abbreviations.day(around[2])
        return abbreviations.UNTIL[self._language] if days else ""

    def _from_lexicon(self, at: int) -> tuple[int, str]:
        key = key_of(self._tokens[at].core)
        longest = self._lexicon.begins(key)
        if not longest:
            return 0, ""
        keys = [key]
        for before, token in zip(self._tokens[at:], self._tokens[at + 1 : at + longest], strict=False):
            if before.trail or token.lead:
                break
            keys.append(key_of(token.core))
        return self._lexicon.find(keys)

    # Numbers --------------------------------------------------------------------------------------------------------

    def _number(self, at: int) -> tuple[int, str]:
        core = self._tokens[at].core
        if len(core) > _LONGEST_NUMBER or not (any(map(str.isnumeric, core)) or (core in CURRENCY_SIGNS and self._digit_follows(at))):
            return 0, ""
        window = self._window(at)
        for reader in READERS:
            if reading := reader(window, self._habits):
                self._unit_dot(at + reading.tokens - 1)
                return reading.tokens, reading.said
        return 0, ""

    def _unit_dot(self, at: int) -> None:
        """ "20 min. de", "10 a. m. y" and "3 dorm.," hold no full stop."""
        token, following = self._tokens[at], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following and token.core[-1:].isalpha() and following.core[:1].islower() and not token.ends_line:
            _drop_dot(token, False)
        elif token.core[-1:].isalpha():
            _drop_dot(token, True)

    def _digit_follows(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at + 1].core.lstrip(".,")[:1].isdigit() and not self._tokens[at].trail

    def _window(self, at: int) -> Window:
        tokens = self._tokens
        cores = [plain_digits(_first(tokens[at]))]
        end = at
        while end + 1 < len(tokens) and len(cores) < _AHEAD and _goes_on(tokens[end], tokens[end + 1]):
            end += 1
            cores.append(plain_digits(tokens[end].core or tokens[end].shown))
            if len(cores[-1]) > _LONGEST_NUMBER:
                cores.pop()
                end -= 1
                break
        ends, length = [], -1
        for core in cores:
            length += len(core) + 1
            ends.append(length)
        after = tuple(self._after(index) for index in range(at, at + len(cores)))
        before = tokens[at - 1].core.lower() if at and tokens[at - 1].closing in ("", ":") else ""
        return Window(" ".join(cores), tuple(ends), after, before)

    def _after(self, at: int) -> str:
        """The word behind a token, when nothing stands between."""
        if at + 1 >= len(self._tokens) or (self._tokens[at].trail and not self._tokens[at].inches) or self._tokens[at + 1].lead:
            return ""
        return self._tokens[at + 1].core

    # Words ----------------------------------------------------------------------------------------------------------

    def _short(self, at: int) -> tuple[int, str]:
        """Abbreviations, of one token or two ("EE. UU."), and Roman numerals."""
        tokens, token, language = self._tokens, self._tokens[at], self._language
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        dot = "." if token.trail.startswith(".") and not token.trail.startswith("..") else ""
        number, capital = bool(following and following.core[:1].isdigit()), bool(following and following.core[:1].isupper())
        if following and following.core and dot and len(token.trail) == 1 and len(token.core) <= 3:
            pair = f"{token.core}.{following.core}" + ("." if following.trail.startswith(".") else "")
            if said := abbreviations.abbreviation(pair, language):
                _drop_dot(following, at + 2 >= len(tokens) or _sentence_follows(tokens[at + 2]))
                return 2, said
        name = capital and len(token.trail) <= 1 and not (language == "en" and self._ends_name(at))
        if said := abbreviations.abbreviation(token.core + dot, language, before_number=number, before_capital=name):
            if dot:
                title = token.core.lower() in abbreviations.TITLES and name == capital
                inside = title or (said in _INCLUDED and following is not None and following.core.isupper())  # "incl. IGV"
                _drop_dot(token, following is None or token.ends_line or (_sentence_follows(following) and not inside))
            return 1, self._beside(at, said)
        if value := roman(token.core) if token.core.isupper() else 0:
            return (1, said) if (said := self._roman(at, value)) else (0, "")
        return 0, ""

    def _ends_name(self, at: int) -> bool:
        """ "123 Main St.": what stands before is a name."""
        return at > 1 and self._tokens[at - 1].core[:1].isupper() and not self._tokens[at - 1].trail

    def _beside(self, at: int, said: str) -> str:
        """ "50 % dto." is "de descuento", "incl. IVA" is "incluye IVA"."""
        token = self._tokens[at]
        if said == "descuento" and at and _AMOUNT_ENDS.search(self._tokens[at - 1].core):
            return f"de {said}"
        if at and self._tokens[at - 1].core in ("mil", "millones") and said in ("kilo", "kilómetro"):
            return f"{said}s"
        begins = said in _INCLUDED and (token.lead or not at)
        if begins:
            _drop_dot(token, False)
        return _INCLUDED.get(said, said) if begins or self._after(at) else said

    def _roman(self, at: int, value: int) -> str:
        """Only beside what is counted so, and behind a name: "siglo XXI", "Felipe VI", "II Edición", "Rocky IV"."""
        before = self._tokens[at - 1].core if at and not self._tokens[at - 1].trail else ""
        after = self._after(at).lower()
        if before.lower() in _COUNTED:
            return cardinal(value, self._language)
        if before.lower() in _RULERS:
            said = ordinal(value, self._language) if self._language == "en" or value <= 10 else cardinal(value, "es")
            return f"the {said}" if self._language == "en" else said
        if after == "años":
            return cardinal(value, "es", "m")
        if after in _HELD:
            return ordinal(value, self._language, gender_of_one(after))
        core = self._tokens[at].core
        is_sequel = before[:1].isupper() and len(core) > 1 and not core.strip("IVX") and core.strip("X")
        return cardinal(value, self._language) if is_sequel else ""

    def _word(self, at: int) -> str:
        token, language = self._tokens[at], self._language
        core = token.core
        if core == "#" and not self._digit_follows(at):
            return ""
        if len(core) == 1 and (said := abbreviations.sign(core, language)):
            return said
        if len(core) == 1 and core in _ALONE[language] and self._shouted(at):
            return core.lower()
        if any(char in core for char in "@#.") and (said := address(core, language)):
            return sayable(said)
        if (at and self._dash(at - 1)) or (at + 1 < len(self._tokens) and self._dash(at + 1)):
            return abbreviations.day(core)
        core = latin(core)
        if any("0" <= char <= "9" for char in core):
            return sayable(abbreviations.mixed(core, language))
        if core.isupper() and core.isalpha() and len(core) > 1:
            return sayable(abbreviations.capitals(core, language, shouted=self._shouted(at)))
        return sayable(abbreviations.compound(core, language))

    def _shouted(self, at: int) -> bool:
        """Whether the words beside it are in capitals, too."""
        beside = [token.core for token in self._tokens[max(at - 2, 0) : at + 3] if len(token.core) > 1 and token.core.isalpha()]
        return len(beside) > 1 and all(word.isupper() for word in beside)


_ALONE: Mapping[Language, str] = {"es": "AEOUY", "en": "A"}  # words of one letter, in a line of capitals
_COUNTED = words_of(
    "siglo siglos capítulo tomo parte volumen acto fase título sección edición congreso cumbre copa liga tipo nivel etapa"
    " guerra mundial chapter part volume act phase section type level war stage century step episode season bowl"
)
_INCLUDED = {"incluido": "incluye", "included": "including"}
_HELD = words_of("edición congreso feria festival concurso encuentro jornada maratón bienal aniversario")
_BRACKET = re.compile(r"[(\[](?!\+?[0-9]{1,4}\))")  # not of an area code
_AMOUNT_ENDS = re.compile(r"[0-9%$€]$")
_RULERS = words_of(
    "felipe juan carlos pablo pío benedicto luis enrique isabel alfonso fernando napoleón henry louis elizabeth charles john paul"
)


def _shared(spoken: Sequence[str], count: int) -> list[str]:
    """Words in `count` groups of about the same size."""
    cuts = [round(number * len(spoken) / count) for number in range(count + 1)]
    return [" ".join(spoken[start:end]) for start, end in pairwise(cuts)]


def _drop_dot(token: Token, ends_sentence: bool) -> None:
    """An abbreviation's dot is no full stop, unless it does both. With another mark behind it, it never does."""
    if not ends_sentence or (len(token.trail) > 1 and not token.trail.startswith("..")):
        token.trail = token.trail[1:] if token.trail.startswith(".") else token.trail


def _sentence_follows(token: Token) -> bool:
    return token.core[:1].isupper() or token.lead[:1] in ("¿", "¡")


def _first(token: Token) -> str:
    """A number with the brackets of its area code, with the inches' sign."""
    if token.lead == "(" and token.trail == ")" and token.core.isdigit():
        return token.shown
    return token.core + ('"' if token.inches else "")


def _goes_on(token: Token, following: Token) -> bool:
    """Whether what follows may belong to the same number."""
    if following.lead:
        return (following.shown in _DASHES or following.shown == "×") and not token.trail
    if token.trail == "." and token.core in ("sq", "fl"):
        return True
    if token.trail == "." and token.core.lower() in ("a", "p") and following.core.lower() in ("m",):
        return True
    return not token.trail or (token.lead == "(" and token.trail == ")" and token.core.isdigit())
