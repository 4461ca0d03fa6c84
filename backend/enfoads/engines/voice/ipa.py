"""The sounds of speech as text (IPA): one letter at a time, and which word each belongs to when words melt into one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from enfoads.engines.voice.base import TimedPhoneme

_STRESS = "ˈˌ"
_LENGTH = "ːˑ"
_VOWELS = frozenset("aeiouyɐɑɒɔɛəɚɜɝɪʊʌæøœᵻɨʉɯɤɵ")
_SKIP = 1.0  # cost of a sound that is on one side only
_OTHER_VOWEL, _OTHER_SOUND, _OTHER_KIND = 0.5, 0.9, 1.8  # cost of a sound that another stands for; a space is a kind of its own


def letters(ipa: str) -> list[str]:
    """The sounds alone: marks of stress and length, joiners and accents belong to the letter beside them and are left out."""
    return [letter for letter in ipa if is_sound(letter)]


def is_sound(letter: str) -> bool:
    return unicodedata.category(letter) in ("Ll", "Lu", "Lo") and letter not in _STRESS


def is_vowel(letter: str) -> bool:
    return letter in _VOWELS


def timed(ipa: str, start: float, end: float) -> list[TimedPhoneme]:
    """The sounds of a stretch of time, a long one twice as long as the others."""
    found: list[str] = []
    weights: list[int] = []
    for letter in ipa:
        if is_sound(letter):
            found.append(letter)
            weights.append(1)
        elif letter in _LENGTH and weights:
            weights[-1] = 2
    share = (end - start) / max(1, sum(weights))
    times = [start]
    for weight in weights:
        times.append(times[-1] + weight * share)
    return [TimedPhoneme(letter, times[number], times[number + 1]) for number, letter in enumerate(found)]


def distribute(whole: str, alone: Sequence[str]) -> list[str]:
    """Cut the IPA of a phrase into its words, which may have melted into one ("wʌzðə") or be several ("49").

    `alone`: the IPA of each word said on its own. Returns one text for each, without spaces; put together they are `whole`.
    The cheapest alignment of the two decides (edit distance), where a space of one best meets a space of the other.
    """
    if not alone:
        return []
    row = [(letter, number) for number, one in enumerate(alone) for letter in (f" {one}" if number else one)]
    owner, found = 0, [""] * len(alone)
    for letter, partner in zip(whole, _aligned(whole, "".join(letter for letter, _ in row)), strict=True):
        if partner is not None:
            owner = max(owner, row[partner][1])
        if letter != " ":
            found[owner] += letter
    return found


def _aligned(left: str, right: str) -> list[int | None]:
    """For each letter of `left`, the place of its partner in `right`. Time and memory: the product of the lengths."""
    width = len(right) + 1
    cost = [[0.0] * width for _ in range(len(left) + 1)]
    cost[0] = [place * _SKIP for place in range(width)]
    for y, one in enumerate(left, 1):
        above, here = cost[y - 1], cost[y]
        here[0] = y * _SKIP
        for x, other in enumerate(right, 1):
            here[x] = min(above[x - 1] + _apart(one, other), above[x] + _SKIP, here[x - 1] + _SKIP)
    partners: list[int | None] = [None] * len(left)
    y, x = len(left), len(right)
    while y and x:
        if cost[y][x] == cost[y - 1][x - 1] + _apart(left[y - 1], right[x - 1]):
            y, x = y - 1, x - 1
            partners[y] = x
        elif cost[y][x] == cost[y - 1][x] + _SKIP:
            y -= 1
        else:
            x -= 1
    return partners


@cache
def _apart(one: str, other: str) -> float:
    if one == other:
        return 0.0
    kinds = [(letter in _VOWELS, letter.isspace(), letter in _STRESS) for letter in (one, other)]
    if kinds[0] != kinds[1]:
        return _OTHER_KIND
    return _OTHER_VOWEL if kinds[0][0] else _OTHER_SOUND
