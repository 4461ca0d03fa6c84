"""When each word of a known script is heard: the script's words laid onto what a recogniser made of the recording.

Captions show the script, never the recogniser's spelling. Both sides are compared as they are said ("49,90" and "cuarenta y nueve con
noventa"), without accents and case. What was misheard shares the time of what stands in its place, what was not heard the silence
between its neighbours; then starts are moved to where the sound says they are (`onsets.py`).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from enfoads.engines.speech.base import HeardWord
from enfoads.engines.voice.base import Language, ScriptWord, TimedWord
from enfoads.errors import InvalidRequest

ENOUGH = 0.4  # of a script's words placed directly: below it, something else was said
_ALIKE = 0.65  # of letters in common: misheard, and not something else
_MISHEARD = 300  # letters, at most: nobody mishears half a minute without one right word, and comparing them takes time by their square
_LETTER_S = 0.07  # seconds that a letter of ordinary speech takes; for words before or after all that was heard
_LEAST_LETTER_S = 0.02  # faster than anybody speaks
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """One `TimedWord` for each word of the script, in order. `placed`: share of them that was heard, 0 to 1."""

    words: tuple[TimedWord, ...]
    placed: float

    @property
    def differs(self) -> bool:
        """The recording has nothing to do with the script."""
        return self.placed < ENOUGH


class _Token(NamedTuple):
    """A part of a word as it is said. `owner`: number of the word."""

    text: str
    owner: int
    start: float = 0.0
    end: float = 0.0


@dataclass(slots=True)
class _Place:
    """Where a token of the script lies; None while that is not known."""

    letters: int
    start: float | None = None
    end: float = 0.0
    heard: bool = False


def align(words: Sequence[ScriptWord], heard: Sequence[HeardWord], duration_s: float, language: Language | None) -> Aligned:
    """Place a script's words. Times rise, and lie inside `duration_s`. Words without sound get the end of the one before."""
    script = [_Token(part, number) for number, word in enumerate(words) for part in _parts(word.spoken)]
    sound = list(_heard_tokens(heard, language))
    places = [_Place(len(token.text)) for token in script]
    matcher = difflib.SequenceMatcher(None, [token.text for token in script], [token.text for token in sound], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            for place, token in zip(places[i1:i2], sound[j1:j2], strict=True):
                place.start, place.end, place.heard = token.start, token.end, True
        elif kind == "replace":
            _share(places[i1:i2], sound[j1:j2], is_alike=_alike(script[i1:i2], sound[j1:j2]))
    _fill(places, duration_s)
    return _words(words, script, places, duration_s)


def script_words(text: str) -> tuple[ScriptWord, ...]:
    """Of a text whose language is not known: said as it is written."""
    return tuple(ScriptWord(word, word) for word in text.split())


# Tokens ---------------------------------------------------------------------------------------------------------------


def _parts(text: str) -> list[str]:
    """What is compared: words without accents, case and punctuation; single characters where a script has no spaces."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    parts = re.findall(r"\w+", bare.replace("'", "").replace("’", ""))
    return [part for one in parts for part in (one if _NO_SPACES.search(one) else (one,))]


def _heard_tokens(heard: Sequence[HeardWord], language: Language | None) -> Iterator[_Token]:
    """As they are said: a figure that was written as one word becomes the words that were heard, which share its time."""
    for first, last, said in _spoken_forms(heard, language):
        parts = _parts(said)
        start, end = heard[first].start, heard[last].end
        letters, before = max(1, sum(map(len, parts))), 0
        for part in parts:
            until = before + len(part)
            yield _Token(part, first, start + (end - start) * before / letters, start + (end - start) * until / letters)
            before = until


def _spoken_forms(heard: Sequence[HeardWord], language: Language | None) -> Iterator[tuple[int, int, str]]:
    """First and last heard word, and how they are said. Only figures differ, so only they are looked up, with their neighbours."""
    from enfoads.engines.script.reading import read_script

    if language is not None and any(character.isdigit() for word in heard for character in word.text):
        try:
            script = read_script(" ".join("".join(word.text.split()) or "-" for word in heard), language)
        except InvalidRequest:
            script = None
        counts = [max(1, len(word.shown.split())) for word in script.words] if script else []
        if script and sum(counts) == len(heard):
            at = 0
            for word, count in zip(script.words, counts, strict=True):
                yield at, at + count - 1, word.spoken
                at += count
            return
    for number, one in enumerate(heard):
        yield number, number, one.text


def _alike(script: Sequence[_Token], sound: Sequence[_Token]) -> bool:
    """Whether a stretch was misheard rather than something else said."""
    left, right = "".join(token.text for token in script), "".join(token.text for token in sound)
    if max(len(left), len(right)) > _MISHEARD:
        return False
    return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


# Times ----------------------------------------------------------------------------------------------------------------


def _share(places: Sequence[_Place], sound: Sequence[_Token], *, is_alike: bool) -> None:
    """Lay words over the time of what was heard in their stead, letter by letter."""
    ours, theirs = sum(place.letters for place in places), sum(len(token.text) for token in sound)
    before = 0
    for place in places:
        place.start = _time_at(sound, before / ours * theirs)
        before += place.letters
        place.end = max(place.start, _time_at(sound, before / ours * theirs, is_end=True))
        place.heard = is_alike


def _time_at(sound: Sequence[_Token], letter: float, *, is_end: bool = False) -> float:
    """When the nth letter of a stretch is heard."""
    for token in sound:
        if letter < len(token.text) or (is_end and letter <= len(token.text) + 1e-9):
            return token.start + (token.end - token.start) * letter / len(token.text)
        letter -= len(token.text)
    return sound[-1].end


def _fill(places: Sequence[_Place], duration_s: float) -> None:
    """Times for what was not heard: between its neighbours, by letters."""
    at = 0
    while at < len(places):
        if places[at].start is not None:
            at += 1
            continue
        last = at
        while last + 1 < len(places) and places[last + 1].start is None:
            last += 1
        _fill_run(places, at, last, duration_s)
        at = last + 1


def _fill_run(places: Sequence[_Place], first: int, last: int, duration_s: float) -> None:
    letters = sum(place.letters for place in places[first : last + 1])
    before = places[first - 1] if first else None
    after = places[last + 1] if last + 1 < len(places) else None
    start = before.end if before else 0.0
    end = after.start if after and after.start is not None else duration_s
    if before is None and after is not None:
        start = max(0.0, end - letters * _LETTER_S)
    elif after is None and before is not None:
        end = min(duration_s, start + letters * _LETTER_S)
    if end - start < letters * _LEAST_LETTER_S:  # no room: the neighbours give half of theirs
        if before is not None and before.start is not None:
            start = before.end = (before.start + before.end) / 2
        if after is not None and after.start is not None:
            end = after.start = max(end, (after.start + after.end) / 2)
    done = 0
    for place in places[first : last + 1]:
        place.start = start + (end - start) * done / letters
        done += place.letters
        place.end = start + (end - start) * done / letters


def _words(words: Sequence[ScriptWord], script: Sequence[_Token], places: Sequence[_Place], duration_s: float) -> Aligned:
    spans: dict[int, tuple[float, float]] = {}
    found: dict[int, list[bool]] = {}
    for token, place in zip(script, places, strict=True):
        start = place.start or 0.0
        known = spans.get(token.owner)
        spans[token.owner] = (known[0] if known else start, place.end)
        found.setdefault(token.owner, []).append(place.heard)
    timed, earliest = [], 0.0
    for number, word in enumerate(words):
        start, end = spans.get(number, (earliest, earliest))
        start = min(max(start, earliest), duration_s)
        earliest = min(max(end, start), duration_s)
        timed.append(TimedWord(word.shown, start, earliest))
    heard = sum(1 for parts in found.values() if sum(parts) * 2 >= len(parts))
    return Aligned(tuple(timed), heard / len(found) if found else 0.0)
