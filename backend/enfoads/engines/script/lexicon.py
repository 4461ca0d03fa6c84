"""How a brand wants its words said: whole words and phrases, whatever their capitals and accents, in the plural too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from enfoads.engines.prompts.inflection import folded
from enfoads.engines.voice.base import Language

LONGEST = 8  # words of a phrase


class Lexicon:
    """Built once for a script; a lookup costs the same however long the lexicon is."""

    def __init__(self, entries: Sequence[Mapping[str, str | None]], language: Language) -> None:
        """`entries`: word, spoken, language (None: every one), as a brand kit has them. Of two for one word, the language's own wins."""
        self._said: dict[str, str] = {}
        self._longest: dict[str, int] = {}  # by first word, in words
        for entry in sorted(entries, key=lambda entry: entry.get("language") is not None):
            word, spoken = key_of(entry.get("word") or ""), " ".join((entry.get("spoken") or "").split())
            if word and spoken and entry.get("language") in (None, language):
                self._add(word, spoken)
                for ending in _plurals(word):
                    self._add(word + ending, spoken + _plural(spoken, language), weak=True)

    def _add(self, word: str, spoken: str, *, weak: bool = False) -> None:
        if not (weak and word in self._said):
            self._said[word] = spoken
        first, length = word.split(" ")[0], word.count(" ") + 1
        self._longest[first] = max(length, self._longest.get(first, 0))

    def find(self, keys: Sequence[str]) -> tuple[int, str]:
        """How many of the first keys (of `key_of`, a word each) it knows as one, and how they are said; (0, "")."""
        for length in range(min(self._longest.get(keys[0], 0), len(keys)), 0, -1):
            if said := self._said.get(" ".join(keys[:length])):
                return length, said
        return 0, ""

    def begins(self, key: str) -> int:
        """The most words that an entry beginning with this one has."""
        return min(self._longest.get(key, 0), LONGEST)


def key_of(word: str) -> str:
    return " ".join(folded(word.casefold()).replace("’", "'").split())


def _plurals(word: str) -> tuple[str, ...]:
    return () if word.endswith("s") or not word[-1:].isalpha() else ("s", "es", "'s")


def _plural(spoken: str, language: Language) -> str:
    if spoken.endswith("s"):
        return ""
    return "s" if language == "en" or spoken[-1:] in "aeiouáéíóú" else "es"
