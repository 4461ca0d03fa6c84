"""Finding rows by the beginnings of words, whatever their accents and case: "camion" finds "camión"."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# Scripts written without spaces, and pictographs, are found by single characters; everything else by words.
_SINGLE = "\u2600-\u27bf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U0001f300-\U0001faff\U00020000-\U0002ffff"
_WORDS = re.compile(f"[{_SINGLE}]|[^\\W_{_SINGLE}]+")
# Accents once they are split from their letters: Latin, Greek, Cyrillic; Hebrew and Arabic points; kana voicing.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]")
_LONGEST = 64  # characters of a word that count
_LAST = "\U0010ffff"


def fold(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))


def words(*texts: str) -> set[str]:
    """The folded words of the texts."""
    return {word[:_LONGEST] for word in _WORDS.findall(fold("\n".join(texts)))}


class WordIndex:
    """For each word the rows that have it, as 4-byte numbers. Not thread-safe."""

    def __init__(self) -> None:
        self._rows: dict[str, array[int]] = {}
        self._sorted: list[str] = []
        self._unsorted: list[str] = []  # words that came since the last search

    def add(self, row: int, new: Iterable[str]) -> None:
        for word in new:
            rows = self._rows.get(word)
            if rows is None:
                self._rows[word] = array("I", (row,))
                self._unsorted.append(word)
            else:
                rows.append(row)

    def remove(self, row: int, old: Iterable[str]) -> None:
        for word in old:
            self._rows[word].remove(row)

    def starting_with(self, beginning: str) -> NDArray[np.uint32]:
        """Rows with a word that starts so; unordered, a row may come twice."""
        self._sort()
        first = bisect_left(self._sorted, beginning)
        last = bisect_left(self._sorted, beginning + _LAST, first)
        return np.frombuffer(b"".join(map(self._rows.__getitem__, self._sorted[first:last])), dtype=np.uint32)

    def _sort(self) -> None:
        if len(self._unsorted) > 64:
            self._sorted += self._unsorted
            self._sorted.sort()
        else:
            for word in self._unsorted:
                insort(self._sorted, word)
        self._unsorted.clear()
