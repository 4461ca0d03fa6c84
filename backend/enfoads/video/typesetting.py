"""A few words set in lines inside a width: balanced, made smaller until they fit, for headlines, buttons and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from enfoads.video.fonts import Face
from enfoads.video.glyphs import Type, chain_of, clusters, shown
from enfoads.video.lettering import Set
from enfoads.video.pages import phrases_of

Align = Literal["left", "centre", "right"]
_LEAST = 0.45  # of the size that was asked for; longer texts lose their end


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Lines of letters whose top left corner is at (0, 0). `px`: the size they came out at."""

    lines: tuple[tuple[str, float], ...]  # text, width
    letters: Type
    px: float
    pitch: float

    @property
    def width(self) -> float:
        return max((width for _, width in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last base line."""
        return (len(self.lines) - 1) * self.pitch + self.letters.capital if self.lines else 0.0

    def at(self, x: float, top: float, align: Align = "left", edge: float = 0.0) -> list[Set]:
        """The letters with the top of their capitals at `top`. `x`: the side or the middle that lines are set by."""
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        first = top + self.letters.capital
        return [
            Set(self.letters.ink(text, edge), x - share * width, first + number * self.pitch)
            for number, (text, width) in enumerate(self.lines)
        ]


def block(text: str, face: Face, px: float, width: float, most: int, pitch: float = 1.2) -> Block:
    """A text in at most `most` lines no wider than `width`, in letters of `px` or smaller. What no font shows is left out."""
    chain = chain_of(face, text)
    parts = phrases_of(shown(" ".join(text.split()), chain))
    scale = 1.0
    while True:
        letters = Type(chain, px * scale)
        widths = [letters.width(part) for part in parts]
        lines = _balanced(parts, widths, letters, width, most)
        if lines is not None or not parts:
            break
        shorter = _shortened(parts) if scale <= _LEAST else parts
        # What cannot be shortened, a single sign wider than the room, becomes as small as it has to be.
        scale = scale * 0.8 if shorter is None else max(_LEAST, scale * 0.94)
        parts = shorter or parts
    return Block(tuple((line, letters.width(line)) for line in lines or ()), letters, letters.px, pitch * letters.px)


def _shortened(parts: Sequence[str]) -> list[str] | None:
    """Without the last word, or without the end of the only one; None when nothing is left to take away."""
    if len(parts) > 1:
        return [*parts[:-2], parts[-2].rstrip(" .,;:") + "…"]
    signs = clusters(parts[0].rstrip("…"))
    return ["".join(signs[: len(signs) * 2 // 3]) + "…"] if len(signs) > 1 else None


def _balanced(parts: Sequence[str], widths: Sequence[float], letters: Type, room: float, most: int) -> list[str] | None:
    """The fewest lines that have room, as even as they can be; None when `most` are not enough."""
    for count in range(1, most + 1):
        low, high = max(widths, default=0.0), min(room, sum(widths))
        if low > room or _filled(parts, letters, room, count) is None:
            continue
        while high - low > 4:  # the narrowest width that still needs no further line
            middle = (low + high) / 2
            low, high = (low, middle) if _filled(parts, letters, middle, count) is not None else (middle, high)
        return _filled(parts, letters, high, count) or _filled(parts, letters, room, count)
    return None


def _filled(parts: Sequence[str], letters: Type, room: float, most: int) -> list[str] | None:
    lines: list[str] = []
    for part in parts:
        if lines and letters.width((lines[-1] + part).rstrip()) <= room:
            lines[-1] += part
        else:
            lines.append(part)
    fits = len(lines) <= most and all(letters.width(line.rstrip()) <= room for line in lines)
    return [line.strip() for line in lines] if fits else None
