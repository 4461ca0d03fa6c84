"""A script as a person writes it -> a `Script`: each word as captions show it and as a voice says it, and its pauses.

Runs in the server and in workers: no model, no array, linear in the text. Nothing is ever left out of what is shown but
markup; what no voice can say (an emoji, a word in another writing system) is shown and silent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from enfoads.engines.prompts.inflection import words_of
from enfoads.engines.script import abbreviations
from enfoads.engines.script.amounts import measure, part_of, price, times, unit_word
from enfoads.engines.script.clock import always, clock, code, date, hours, phone, slashed
from enfoads.engines.script.counts import decade, multiple, plain, range_of, rank
from enfoads.engines.script.language import foreign_name, script_language, system_of
from enfoads.engines.script.lexicon import Lexicon, key_of
from enfoads.engines.script.markup import LONGEST_PAUSE, Piece, Silence, Text, clean, pieces
from enfoads.engines.script.numbers import cardinal, grouped, ordinal, roman
from enfoads.engines.script.tokens import Token, tokens_of
from enfoads.engines.script.units import CURRENCY_SIGNS
from enfoads.engines.script.window import Habits, Reader, Window, habits_of
from enfoads.engines.voice.base import Language, Pause, Script, ScriptWord
from enfoads.errors import InvalidRequest

NO_BREAK = "\u00a0"  # inside of a shown word that must stay on one line
READERS: tuple[Reader, ...] = (
    *(always, hours, clock, phone, price, times, multiple, date, part_of, slashed, range_of, rank, decade, code, measure, unit_word, plain),
)
_DASHES = ("-", "–", "—")
_AHEAD = 6  # tokens that may belong to one number
_LONGEST_NUMBER = 60  # characters of a token that is looked at as one
_LONGEST_SOUND = 40  # letters said in one go; a longer "word" is cut, for voices have a limit
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
        if not word.spoken and word.shown in _DASHES and items and not _ended(items[-1]):
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
            yield ScriptWord(NO_BREAK.join(token.shown for token in tokens), tokens[0].opening + _sayable(piece.alias) + tokens[-1].closing)
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
            yield ScriptWord(NO_BREAK.join(token.shown for token in tokens[at : at + count]), self._shaped(said, tokens[at], last))
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
            return 1, ""
        if say in _SPELLED:
            return 1, abbreviations.spelled(core[:_LONGEST_NUMBER], self._language)
        if say in _DIGITS and any(map(str.isdigit, core)):
            return 1, grouped(_plain_digits(core), self._language)
        count, known = self._number(at)
        if count:
            return count, known
        count, known = self._short(at)
        return (count, known) if count else (1, self._word(at))

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
        """ "20 min. de" and "10 a. m. y" hold no full stop."""
        token, following = self._tokens[at], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following and token.core.isalpha() and following.core[:1].islower() and not token.ends_line:
            _drop_dot(token, False)

    def _digit_follows(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at + 1].core[:1].isdigit() and not self._tokens[at].trail

    def _window(self, at: int) -> Window:
        tokens = self._tokens
        cores = [_plain_digits(_first(tokens[at]))]
        end = at
        while end + 1 < len(tokens) and len(cores) < _AHEAD and _goes_on(tokens[end], tokens[end + 1]):
            end += 1
            cores.append(_plain_digits(tokens[end].core))
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
        if at + 1 >= len(self._tokens) or self._tokens[at].trail or self._tokens[at + 1].lead:
            return ""
        return self._tokens[at + 1].core

    # Words ----------------------------------------------------------------------------------------------------------

    def _short(self, at: int) -> tuple[int, str]:
        """Abbreviations, of one token or two ("EE. UU."), and Roman numerals."""
        tokens, token, language = self._tokens, self._tokens[at], self._language
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        dot = "." if token.trail.startswith(".") and not token.trail.startswith("..") else ""
        number, capital = bool(following and following.core[:1].isdigit()), bool(following and following.core[:1].isupper())
        if following and dot and len(token.trail) == 1 and len(token.core) <= 3:
            pair = f"{token.core}.{following.core}" + ("." if following.trail.startswith(".") else "")
            if said := abbreviations.abbreviation(pair, language, before_number=False):
                _drop_dot(following, at + 2 >= len(tokens) or _sentence_follows(tokens[at + 2]))
                return 2, said
        if said := abbreviations.abbreviation(token.core + dot, language, before_number=number, capital=capital):
            if dot:
                title = token.core.lower() in abbreviations.TITLES
                _drop_dot(token, following is None or token.ends_line or (_sentence_follows(following) and not title))
            return 1, said
        if value := roman(token.core) if token.core.isupper() else 0:
            return (1, said) if (said := self._roman(at, value)) else (0, "")
        return 0, ""

    def _roman(self, at: int, value: int) -> str:
        """Only behind a word that is counted so: "siglo XXI", "Chapter IV", "Felipe VI"."""
        before = self._tokens[at - 1].core if at and not self._tokens[at - 1].trail else ""
        if before.lower() in _COUNTED:
            return cardinal(value, self._language)
        if before.lower() in _RULERS:
            said = ordinal(value, self._language) if self._language == "en" or value <= 10 else cardinal(value, "es")
            return f"the {said}" if self._language == "en" else said
        return ""

    def _word(self, at: int) -> str:
        token, language = self._tokens[at], self._language
        core = token.core
        if len(core) == 1 and (said := abbreviations.sign(core, language)):
            return said
        if any(char in core for char in "@#.") and (said := abbreviations.address(core, language)):
            return _sayable(said)
        core = _latin(core)
        if any("0" <= char <= "9" for char in core):
            return _sayable(abbreviations.mixed(core, language))
        if core.isupper() and core.isalpha() and len(core) > 1:
            return _sayable(abbreviations.capitals(core, language, shouted=self._shouted(at)))
        return _sayable(abbreviations.brand(core, language) or _compound(core, language))

    def _shouted(self, at: int) -> bool:
        """Whether the words beside it are in capitals, too."""
        beside = [token.core for token in self._tokens[max(at - 2, 0) : at + 3] if len(token.core) > 1 and token.core.isalpha()]
        return len(beside) > 1 and all(word.isupper() for word in beside)


_COUNTED = words_of(
    "siglo siglos capítulo tomo parte volumen acto fase título sección edición congreso cumbre copa liga tipo nivel etapa"
    " guerra mundial chapter part volume act phase section type level war stage century step episode season bowl"
)
_RULERS = words_of(
    "felipe juan carlos pablo pío benedicto luis enrique isabel alfonso fernando napoleón henry louis elizabeth charles john paul"
)


def _shared(spoken: Sequence[str], count: int) -> list[str]:
    """Words in `count` groups of about the same size."""
    cuts = [round(number * len(spoken) / count) for number in range(count + 1)]
    return [" ".join(spoken[start:end]) for start, end in pairwise(cuts)]


def _drop_dot(token: Token, ends_sentence: bool) -> None:
    """An abbreviation's dot is no full stop, unless it does both. With another mark behind it, it never does."""
    if not ends_sentence or len(token.trail) > 1:
        token.trail = token.trail[1:] if token.trail.startswith(".") else token.trail


def _sentence_follows(token: Token) -> bool:
    return token.core[:1].isupper() or token.lead[:1] in ("¿", "¡")


def _first(token: Token) -> str:
    """A number with the brackets of its area code, with the inches' sign, with the dot of "a.m."."""
    if token.lead == "(" and token.trail == ")" and token.core.isdigit():
        return token.shown
    return token.core + ('"' if token.inches else "")


def _goes_on(token: Token, following: Token) -> bool:
    if following.lead:
        return following.core[:0] != "" or (following.shown in _DASHES and not token.trail)
    if token.trail == "." and token.core.lower() in ("a", "p") and following.core.lower() in ("m",):
        return True
    return not token.trail or (token.lead == "(" and token.trail == ")" and token.core.isdigit())


@lru_cache(maxsize=2048)
def _plain_digits(text: str) -> str:
    """Digits of every writing system as 0 to 9, and fullwidth signs as plain ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


@lru_cache(maxsize=4096)
def _latin(word: str) -> str:
    """Styled letters (𝗢𝗙𝗘𝗥𝗧𝗔, Ａ) as plain ones; letters of systems that no voice reads left out."""
    if word.isascii():
        return word
    plain = "".join(unicodedata.normalize("NFKC", char) if char in "ﬁﬂ" or ord(char) >= 0xFF00 else char for char in word)
    kept = (char for char in _plain_digits(plain) if not char.isalpha() or system_of(char) == "LATIN" or char in "ºª")
    return unicodedata.normalize("NFC", "".join(kept))


def _compound(word: str, language: Language) -> str:
    """Words joined by a slash or an ampersand."""
    lower = word.lower()
    if lower in ("y/o", "and/or"):
        return "y o" if lower == "y/o" else "and or"
    if "/" in word:
        word = word.replace("/", " o " if language == "es" else " or ")
    if "&" in word:
        word = word.replace("&", " y " if language == "es" else " and ")
    return word


_SILENT = re.compile(r"[^\w'’ .,;:!?¿¡…-]|_")
_LONG = re.compile(rf"[^\W\d_]{{{_LONGEST_SOUND}}}(?=[^\W\d_])")


@lru_cache(maxsize=4096)
def _sayable(said: str) -> str:
    """Only what a voice can be given: letters, digits, apostrophes, hyphens and punctuation between words."""
    kept = " ".join(_SILENT.sub(" ", said).split()).strip("-'’ ")
    if not any(char.isalnum() for char in kept):
        return ""
    return _LONG.sub(r"\g<0> ", kept)
