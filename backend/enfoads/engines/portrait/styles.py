"""What the studio knows of the DiceBear styles its presenters come from: where a face is on the canvas, and how its mouth looks.

Measured on the styles' own drawings (dicebear-styles 10.6), in units of their canvas.
"""

from __future__ import annotations

from dataclasses import dataclass

from enfoads.engines.portrait.lips import MouthLook

Span = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """top, chin: of the head without its hair. middle: of the face; `body`: of what stands under it. shoulders, chest: rows.

    eyes: x0, y0, x1, y1 of all that blinks, and `lid`, the row they close on. shut: the variant that shuts them, "": they are squeezed.
    mouth_box: holds every shape of the mouth. arms: x of the line between an arm and the body, where it begins, and its weight; None:
    the style draws them. flare: by how much the body grows wider below its canvas, and over how many units; `slanted`: its sides slope
    already where the canvas ends. size: of the head against other styles'.
    """

    canvas: float
    top: float
    chin: float
    middle: float
    body: float
    width: float
    shoulders: float
    chest: float
    eyes: Span
    lid: float
    shut: str
    mouth: MouthLook
    mouth_box: Span
    arms: tuple[float, float, float] | None = None
    flare: tuple[float, float] = (0.0, 1.0)
    slanted: bool = False
    size: float = 1.0


STYLES = {
    "avataaars": Style(
        canvas=280, top=36, chin=186, middle=140, body=140, width=132, shoulders=214, chest=244,
        eyes=(100, 98, 180, 126), lid=113, shut="closed",
        mouth=MouthLook(140, 152, half=17, drop=22, smile=5.0, line=4.4, dark="#000000", opacity=0.7, teeth="#ffffff", tongue="#ff4f6d"),
        mouth_box=(110, 138, 170, 182), arms=(70, 268, 3.0), flare=(0.07, 110),
    ),
    "toon-head": Style(
        canvas=768, top=130, chin=592, middle=384, body=384, width=395, shoulders=664, chest=735,
        eyes=(245, 360, 523, 482), lid=428, shut="humble",
        mouth=MouthLook(384, 510, half=48, drop=66, smile=11, line=6.5, dark="#611519", opacity=0.92, teeth="#f6f1e4", tongue="#e0564b"),
        mouth_box=(296, 470, 472, 586), arms=(196, 700, 2.0), flare=(0.24, 150), slanted=True, size=1.12,
    ),
    "notionists": Style(
        canvas=1744, top=420, chin=1040, middle=840, body=840, width=560, shoulders=1150, chest=1320,
        eyes=(780, 720, 1090, 840), lid=778, shut="",
        mouth=MouthLook(925, 948, half=74, drop=82, smile=18, line=18, dark="#000000", opacity=1, teeth="#ffffff", tongue="#ff6b7d",
                        side=0.12),
        mouth_box=(810, 880, 1040, 1050), size=0.88,
    ),
}  # fmt: skip
