"""A mouth drawn from three numbers, as SVG: one shape for every style, in the style's own colours and weight of line.

Closed it is a smile of one line; it opens downwards, grows wide and round, shows teeth at the top and a tongue at the bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MouthLook:
    """How a style's mouth looks. Lengths in units of the style's canvas; `x`, `y`: middle of the closed line.

    half: half the width at rest. drop: how far it opens. smile: how far the corners are above the middle at rest. line: its weight.
    opacity: of the dark. side: how much narrower the half is that is turned away, 0 to 1 (a face that looks to the right).
    """

    x: float
    y: float
    half: float
    drop: float
    smile: float
    line: float
    dark: str
    opacity: float
    teeth: str
    tongue: str
    side: float = 0.0
    tilt: float = 0.0  # degrees, clockwise


def mouth_svg(look: MouthLook, shape: Sequence[float]) -> str:
    """A group in the canvas's units. `shape`: open, wide, round, each 0 to 1."""
    open, wide, round = shape
    half = look.half * max(0.42, 1 + 0.42 * (wide - 0.5) - 0.42 * round - 0.1 * open * (1 - round))
    drop = look.drop * open * (1 - 0.15 * round)
    lift = look.smile * (1 - 0.55 * open) * (1 - 0.9 * round)
    top = -(0.16 + 0.26 * round) * drop  # of the upper lip's middle, where the corners are at -lift
    low = top + drop
    full = min(1.0, 0.58 + 0.30 * open + 0.3 * round)  # 1: half an ellipse, less: a slender leaf
    upper, lower = _curve(half, -lift, top, 0.55 + 0.4 * round, look.side), _curve(half, -lift, low, full, look.side)
    left, right = -half, half * (1 - look.side)
    outline = f"M{left:.2f} {-lift:.2f}C{upper[0]}C{lower[1]}Z"
    drawn = f'<g opacity="{look.opacity}"><path d="{outline}" fill="{look.dark}" stroke="{look.dark}" stroke-width="{look.line:.2f}"'
    drawn += ' stroke-linejoin="round" stroke-linecap="round"/></g>'
    if drop > look.line * 0.9:
        drawn += f'<clipPath id="lips"><path d="{outline}"/></clipPath><g clip-path="url(#lips)">'
        middle = (left + right) / 2
        raised = max(0.0, open - 0.18) / 0.82
        if raised > 0:
            drawn += f'<ellipse cx="{middle:.2f}" cy="{low + (0.30 - 0.14 * raised) * drop:.2f}" rx="{0.68 * half:.2f}"'
            drawn += f' ry="{(0.30 + 0.20 * raised) * drop:.2f}" fill="{look.tongue}"/>'
        bared = min(0.30 * drop, 0.26 * look.drop) * max(0.0, 1 - 1.2 * round)
        if bared > 0.4 * look.line:
            edge = _curve(half, -lift + bared, top + bared, 0.55, look.side)
            drawn += f'<path d="M{left:.2f} {-lift - 2 * look.line:.2f}V{-lift + bared:.2f}C{edge[0]}V{-lift - 2 * look.line:.2f}Z"'
            drawn += f' fill="{look.teeth}"/>'
        drawn += "</g>"
    return f'<g transform="translate({look.x} {look.y}) rotate({look.tilt})">{drawn}</g>'


def _curve(half: float, corner: float, middle: float, full: float, side: float) -> tuple[str, str]:
    """A lip from the left corner to the right one through `middle`, as the rest of a cubic, and the same from right to left."""
    pull = (middle - 0.25 * corner) / 0.75
    left, right = -half, half * (1 - side)
    one, two = f"{left * full:.2f} {pull:.2f}", f"{right * full:.2f} {pull:.2f}"
    return f"{one} {two} {right:.2f} {corner:.2f}", f"{two} {one} {left:.2f} {corner:.2f}"
