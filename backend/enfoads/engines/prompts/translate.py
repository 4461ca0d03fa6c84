"""Spanish prompts for checkpoints that only read English: by rules and a glossary of the ad trade, instant and offline.

The prompt's syntax is not touched: brackets, weights, signs, quoted text, numbers and punctuation stay as typed, and so do
names and words that the glossary lacks. Clauses that are English already are left alone. Linear in the prompt's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from enfoads.engines.prompts.glossary import Glossary, Reading, glossary
from enfoads.engines.prompts.grammar import Clause, Token
from enfoads.engines.prompts.language import Spoken, detect, evidence

# Each alternative takes a bounded or possessive bite. A group is a bracket without another one inside it.
_SIGNS = r"(?:\+{1,8}|-{2,8})(?=[\s,.;:!?)\]]|$)"
_INSIDE = r"[^()\[\]\\:\"«“\n]*+"
_LEXER = re.compile(
    r"(?P<quoted>\"[^\"\n]{1,200}\"|«[^»\n]{1,200}»|“[^”\n]{1,200}”)"
    r"|(?P<escaped>\\.)"
    rf"|\((?P<round>{_INSIDE})(?P<close>(?::[ ]{{0,8}}(?:\d{{1,6}}(?:\.\d{{0,6}})?|\.\d{{1,6}})[ ]{{0,8}})?\)(?:{_SIGNS})?)"
    rf"|\[(?P<square>{_INSIDE})\](?P<after>{_SIGNS})?"
    rf"|(?P<word>[^\W\d_](?:\w|[-'’](?=[^\W\d_]))*|\d+(?:[.,]\d+)*(?:\w(?<!_))*%?(?![\d:]))(?P<signs>{_SIGNS})?"
    r"|(?P<space>[ \t]+)"
    r"|.",
    re.DOTALL,
)
MAX_UNKNOWN = 100
_CONTRACTED = {"del": ("de", "el"), "al": ("a", "el")}


class Translation(NamedTuple):
    """`text`: English, or the prompt itself unless it is Spanish. `unknown`: words kept as they are, each once, in order."""

    text: str
    language: Spoken
    unknown: list[str]


class _Piece(NamedTuple):
    """A word, or a bracket group with clauses of its own; `opening` and `closing` are its syntax."""

    text: str
    opening: str = ""
    closing: str = ""


def translate(prompt: str) -> Translation:
    """English for a Spanish prompt. Never raises; what is not Spanish comes back as it is."""
    language = detect(prompt)
    if language != "es":
        return Translation(prompt, language, [])
    work = _Work(prompt)
    return Translation(work.text(prompt), language, list(work.unknown)[:MAX_UNKNOWN])


class _Work:
    """One prompt on its way: what is unknown, and how it writes capitals."""

    def __init__(self, prompt: str) -> None:
        self.known: Glossary = glossary()
        self.unknown: dict[str, None] = {}
        words = re.findall(r"[^\W\d_]{3,}", prompt)
        self.capitals_mean_names = sum(word[0].isupper() for word in words) * 2 <= len(words)

    def text(self, prompt: str) -> str:
        done: list[str] = []
        for part in _clauses(prompt):
            done.append(part if isinstance(part, str) else self.clause(part)[0])
        translated = "".join(done)
        first = next((char for char in prompt if char.isalpha()), "")
        return _capitalised(translated) if first.isupper() else translated

    def clause(self, pieces: Sequence[_Piece]) -> tuple[str, list[Reading], list[Token]]:
        """In English, with the nouns it is about."""
        if _is_english(pieces):
            return " ".join(f"{piece.opening}{piece.text}{piece.closing}" for piece in pieces), [], []
        tokens = list(self.tokens(pieces))
        clause = Clause(tokens)
        return clause.english(), clause.heads, tokens

    def tokens(self, pieces: Sequence[_Piece]) -> Iterator[Token]:
        """Phrases of the glossary first, the longest that fits."""
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            if piece.opening:
                yield self.group(piece)
                index += 1
                continue
            words = self.phrase(pieces, index)
            if len(words) > 1:
                text, last = " ".join(words), pieces[index + len(words) - 1]
                yield Token(self.known.find(text), text, "", last.closing)
            else:
                yield from self.word(piece, words[0], is_first=index == 0)
            index += len(words)

    def phrase(self, pieces: Sequence[_Piece], index: int) -> list[str]:
        """The words from here that are a phrase, in lower case; the first one when none is. Signs end a phrase."""
        words: list[str] = []
        for piece in pieces[index : index + self.known.longest_from(pieces[index].text.lower())]:
            if piece.opening:
                break
            words.append(piece.text.lower())
            if piece.closing:
                break
        length = self.known.phrase_at(words)
        if length > 1 and self._reaches_further(pieces, index, length):
            return words[:1]
        return words[:length]

    def _reaches_further(self, pieces: Sequence[_Piece], index: int, length: int) -> bool:
        """A longer phrase begins with the next word: "de día" gives way to "día de muertos"."""
        longest = self.known.longest_from(pieces[index + 1].text.lower())
        following = [piece.text.lower() for piece in pieces[index + 1 : index + 1 + longest]]
        return self.known.phrase_at(following) > length

    def word(self, piece: _Piece, lower: str, *, is_first: bool) -> Iterator[Token]:
        if lower in _CONTRACTED:
            preposition, article = _CONTRACTED[lower]
            yield Token(self.known.find(preposition), preposition)
            yield Token(self.known.find(article), article, "", piece.closing)
            return
        readings = self.known.find(lower)
        if readings and not (piece.text[0].isupper() and not is_first and self.capitals_mean_names and readings[0].english.islower()):
            yield Token(readings, lower, "", piece.closing)
            return
        is_name = piece.text[0].isupper() or not piece.text[0].isalpha() or lower in self.known.english
        if piece.text[0].isalpha() and lower not in self.known.english:
            self.unknown.setdefault(piece.text)
        yield Token((Reading("name", piece.text),) if is_name else (), piece.text, "", piece.closing)

    def group(self, piece: _Piece) -> Token:
        """What stands in brackets, as one word of the clause around it: an adjective, a noun, or neither."""
        done, about, alone = [], list[Reading](), list[Token]()
        clauses = list(_clauses(piece.text))
        for part in clauses:
            if isinstance(part, str):
                done.append(part)
            else:
                text, heads, alone = self.clause(part)
                about += heads
                done.append(text)
        text = "".join(done)
        readings: tuple[Reading, ...] = (Reading("group", text),)
        if len(clauses) == 1 and len(about) == 1:
            readings = (about[0]._replace(english=text, single=text, before=text),)
        elif len(clauses) == 1 and alone and all(token.as_("adj") for token in alone):
            adjective = alone[0].as_("adj")
            assert adjective is not None
            readings = (adjective._replace(english=text),)
        return Token(readings, text, piece.opening, piece.closing)


def _clauses(text: str) -> Iterator[str | list[_Piece]]:
    """The text as clauses, and what stands between them as it is. Pieces of a clause are set off by spaces alone."""
    pieces: list[_Piece] = []
    space = ""
    for match in _LEXER.finditer(text):
        if match["space"]:
            space += match["space"]
            continue
        piece = _piece(match)
        if piece is None or (pieces and not space):
            if pieces:
                yield pieces
            pieces = []
        if not pieces and space:
            yield space
        space = ""
        if piece is None:
            yield match[0]
        else:
            pieces.append(piece)
    if pieces:
        yield pieces
    if space:
        yield space


def _piece(match: re.Match[str]) -> _Piece | None:
    """None: it is no part of a clause."""
    if match["word"]:
        return _Piece(match["word"], "", match["signs"] or "")
    if match["round"] and match["round"].strip():
        return _Piece(match["round"], "(", match["close"])
    if match["square"] and match["square"].strip():
        return _Piece(match["square"], "[", "]" + (match["after"] or ""))
    return None


def _is_english(pieces: Sequence[_Piece]) -> bool:
    found = evidence(" ".join(piece.text for piece in pieces))
    return found["en"] > 0 and not found["es"] and not any(piece.opening for piece in pieces)


def _capitalised(text: str) -> str:
    index = next((index for index, char in enumerate(text) if char.isalpha()), None)
    return text if index is None else text[:index] + text[index].upper() + text[index + 1 :]
