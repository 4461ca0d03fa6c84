"""A person's weights in a text that somebody else wrote: put back, or found missing."""

from __future__ import annotations

import re
from collections import Counter

from enfoads.engines.image.prompt import Run, parse, plain

_SPECIAL = re.compile(r"[\\()\[\]]|:(?=\s{0,8}[\d.])|\+|-(?=-)")


def keep_weights(source: str, written: str) -> str:
    """`written` with what `source` weighs weighed the same, and nothing else. Words that are not in it are added at its end."""
    text = plain(parse(written))
    pieces: list[str | Run] = [text]
    missing = []
    for run in weighed(source):
        if not _mark(pieces, run):
            missing.append(run)
    done = "".join(_escaped(piece) if isinstance(piece, str) else _syntax(piece) for piece in pieces)
    return ", ".join([part for part in (done.strip(" ,"), *map(_syntax, missing)) if part])


def same_weights(source: str, written: str) -> bool:
    """Both weigh as many pieces, each as much; whatever their words."""
    return Counter(run.weight for run in weighed(source)) == Counter(run.weight for run in weighed(written))


def weighed(prompt: str) -> list[Run]:
    """The runs that count more or less than the rest, without the space and commas around them."""
    found = (Run(run.text.strip(" ,\t\n"), run.weight) for run in parse(prompt) if run.weight != 1)
    return [run for run in found if run.text]


def _mark(pieces: list[str | Run], run: Run) -> bool:
    """Turn the first place of the run's words into the run."""
    words = re.compile(r"(?<!\w)" + re.escape(run.text) + r"(?!\w)", re.IGNORECASE)
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and (found := words.search(piece)):
            pieces[index : index + 1] = [piece[: found.start()], run, piece[found.end() :]]
            return True
    return False


def _syntax(run: Run) -> str:
    return f"({_escaped(run.text)}:{run.weight:g})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
