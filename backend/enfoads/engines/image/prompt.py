"""Prompt syntax: text with weights to a list of runs. Own parser, linear in time, free of model libraries (the server uses it too).

Syntax (A1111's and compel's, united):
    (word)      x 1.1              [word]     / 1.1              (word:1.3)   x 1.3
    word+ ++    x 1.1, x 1.21      word--     x 0.81             (some words)++ x 1.21
    \\( \\) \\[ \\] \\+ \\- \\: \\\\     the character itself
Brackets nest and their weights multiply. A closing bracket closes all that was opened inside its pair; one without a pair
is text; one left open counts to the end. A number beyond `LARGEST_WRITTEN` is no weight but text: "(format 16:9)".
"""

from __future__ import annotations

import re
from typing import NamedTuple

UP, DOWN = 1.1, 1 / 1.1  # one bracket, as in A1111's prompt_parser
PLUS, MINUS = 1.1, 0.9  # one sign, as in compel
LOWEST, HIGHEST = 0.0, 3.0  # of the whole product: beyond it text encoders give noise
LARGEST_WRITTEN = 5.0
CEILING = 1e6  # keeps products of thousands of brackets finite

# Each alternative takes a bounded or a possessive bite, so a text is scanned once whatever it holds.
_TOKEN = re.compile(
    r"\\(?P<escaped>[()\[\]+\-:\\])"
    r"|(?P<open>[(\[])"
    r"|:[ ]{0,8}(?P<weight>\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})[ ]{0,8}\)"
    r"|(?P<close>[)\]])"
    r"|(?<=[\w)])(?P<signs>\+{1,8}|-{2,8})(?=[\s,.;:!?)\]]|$)"
    r"|[^\\()\[\]:+\-]++"
    r"|.",
    re.DOTALL,
)
_PAIR = {")": "(", "]": "["}


class Run(NamedTuple):
    """A piece of the prompt and how much it counts: 1 as it is, 0 to 3."""

    text: str
    weight: float


class _Groups:
    """The tree of brackets. A node's weight is its factor times its parent's; it is known only when the bracket has closed."""

    def __init__(self) -> None:
        self.factors, self.parents = [1.0], [0]
        self.open: list[tuple[int, str]] = [(0, "")]
        self.depth = {"(": 0, "[": 0}

    @property
    def here(self) -> int:
        return self.open[-1][0]

    def add(self, factor: float, parent: int) -> int:
        self.factors.append(factor)
        self.parents.append(parent)
        return len(self.factors) - 1

    def enter(self, bracket: str) -> None:
        self.open.append((self.add(UP if bracket == "(" else DOWN, self.here), bracket))
        self.depth[bracket] += 1

    def leave(self, bracket: str) -> int | None:
        """Close the innermost `bracket` and all inside it; None when there is none."""
        if not self.depth[bracket]:
            return None
        while True:
            node, kind = self.open.pop()
            self.depth[kind] -= 1
            if kind == bracket:
                return node

    def weights(self) -> list[float]:
        totals = [1.0]
        for node in range(1, len(self.factors)):  # parents come before their children
            totals.append(min(totals[self.parents[node]] * self.factors[node], CEILING))
        return totals


def parse(text: str) -> list[Run]:
    """Split `text` into runs of one weight each, in order, neighbours of the same weight joined. Never raises; at least one run."""
    groups, pieces = _Groups(), list[tuple[str, int]]()  # (text, node)
    closed: int | None = None  # the group the previous token closed, so that (some words)++ can reach it
    for match in _TOKEN.finditer(text):
        token, before, closed = match[0], closed, None
        if match["escaped"]:
            pieces.append((match["escaped"], groups.here))
        elif match["open"]:
            groups.enter(token)
        elif match["close"]:
            closed = groups.leave(_PAIR[token])
            if closed is None:
                pieces.append((token, groups.here))
        elif match["weight"] and (closed := _close_weighted(groups, token, float(match["weight"]), pieces)) is not None:
            pass
        elif match["signs"] and (before is not None or pieces):
            _apply_signs(groups, token, before, pieces)
        else:
            pieces.append((token, groups.here))
    return _join(pieces, groups.weights())


def _close_weighted(groups: _Groups, token: str, weight: float, pieces: list[tuple[str, int]]) -> int | None:
    """`:1.3)`: close the round bracket with that weight. None when it is plain text to the caller."""
    if weight > LARGEST_WRITTEN and groups.depth["("]:
        pieces.append((token[:-1], groups.here))
        return groups.leave("(")
    node = groups.leave("(")
    if node is not None:
        groups.factors[node] = weight
    return node


def _apply_signs(groups: _Groups, signs: str, group: int | None, pieces: list[tuple[str, int]]) -> None:
    """`++` or `--` after a group or after the last word."""
    factor = (PLUS if signs[0] == "+" else MINUS) ** len(signs)
    if group is not None:
        own = groups.factors[group]
        groups.factors[group] = factor if own == UP else own * factor  # the signs say what the bare bracket left open
        return
    text, node = pieces.pop()
    cut = len(text)
    while cut and (text[cut - 1].isalnum() or text[cut - 1] == "_"):  # a search for \w+\Z would be quadratic
        cut -= 1
    if cut:
        pieces.append((text[:cut], node))
    if cut < len(text):
        pieces.append((text[cut:], groups.add(factor, node)))
    else:  # no word stands before them: the signs are text
        pieces.append((signs, groups.here))


def _join(pieces: list[tuple[str, int]], weights: list[float]) -> list[Run]:
    joined: list[tuple[list[str], float]] = []
    for text, node in pieces:
        weight = round(min(max(weights[node], LOWEST), HIGHEST), 4)
        if joined and (joined[-1][1] == weight or text.isspace()):
            joined[-1][0].append(text)
        else:
            joined.append(([text], weight))
    runs = [Run("".join(texts), weight) for texts, weight in joined]
    return [run for run in runs if run.text.strip()] or [Run("", 1.0)]


def plain(runs: list[Run]) -> str:
    """The prompt without its syntax."""
    return "".join(run.text for run in runs).strip()


def lowered(runs: list[Run]) -> int:
    """How many runs weigh less than 1: each costs one more pass of the text encoders."""
    return sum(run.weight < 1 for run in runs)
