"""The six looks of captions, and the colours that a request, a brand and readability make of them. Read by the server too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from enfoads.errors import Text
from enfoads.video import fonts
from enfoads.video.fonts import Face
from enfoads.video.formats import Aspect, CaptionStyle
from enfoads.video.timeline import Brand, Captions

Rgb = tuple[int, int, int]
READABLE = 4.5  # contrast of text: WCAG 2.2, 1.4.3
SEEN = 3.0  # contrast of what has to be told apart: WCAG 2.2, 1.4.11
BLACK, WHITE = "#000000", "#ffffff"

WARNINGS = {
    "glyphs_missing": Text(
        "Some characters of the text have no font here and were left out. Set up the studio again, or pull the model “fonts”.",
        "Algunos caracteres del texto no tienen tipografía aquí y se omitieron. Vuelve a instalar el estudio o descarga el modelo «fonts».",
    ),
    "font_missing": Text(
        "A font of the request or the brand is not installed; the style's own was used. GET /video-options lists the fonts.",
        "Una tipografía de la petición o de la marca no está instalada; se usó la del estilo. GET /video-options las enumera.",
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """One look. Shares of the letters' size: `edge` (the outline), `pitch` (from line to line), `gap` (added between words).

    `size`: of the usual one. `most`: words at once.
    """

    id: CaptionStyle
    name: str
    name_es: str
    family: str
    text: str
    active: str
    box: str = ""
    size: float = 1.0
    edge: float = 0.085
    pitch: float = 1.18
    gap: float = 0.0
    uppercase: bool = False
    most: int = 4


STYLES: dict[CaptionStyle, Style] = {
    style.id: style
    for style in (
        Style("highlight", "Highlight", "Resaltado", "Montserrat", WHITE, "#ffd60a"),
        Style("pop", "Pop", "Salto", "Poppins", WHITE, "#5dff8f", edge=0.09, gap=0.16),
        Style("box", "Box", "Caja", "Poppins", WHITE, "#ffd60a", box="#121216", size=0.88, edge=0.0, pitch=1.42, gap=0.14),
        Style("one_word", "One word", "Una palabra", "Anton", WHITE, "#ffe600", size=1.85, edge=0.06, uppercase=True, most=1),
        Style("karaoke", "Karaoke", "Karaoke", "Archivo Black", WHITE, "#36e2ff", size=0.94),
        Style("plain", "Plain", "Sencillo", "Inter", WHITE, WHITE, size=0.82, edge=0.055),
    )
}

# Height of the letters' em as a share of the frame's shorter side: 84 px of 1080 in tall frames.
EM: dict[Aspect, float] = {"9:16": 84 / 1080, "4:5": 78 / 1080, "1:1": 74 / 1080, "16:9": 70 / 1080}


@dataclass(frozen=True, slots=True)
class Look:
    """A style in its final colours (#rrggbb); `box` is "" for none, `outline` "" for what each word needs. `edge`: as in the style."""

    style: Style
    face: Face
    text: str
    active: str
    box: str
    uppercase: bool
    outline: str
    edge: float


def look_of(captions: Captions, brand: Brand) -> Look:
    """What a request, else the brand, else the style says. `captions.style` is not "none"."""
    style = STYLES[captions.style]
    text = captions.color or style.text
    active = captions.active or text
    if not captions.active and style.active != style.text:
        active = _accent(brand.colors, text, captions.box or style.box) or (
            style.active if contrast(style.active, text) > 1.15 else "#ff3b30"
        )
    face = face_of(captions.font, brand.fonts, style.family)
    box, uppercase = captions.box or style.box, captions.uppercase or style.uppercase or face.capitals
    # A pair of colours that a box cannot carry gets an outline too.
    edge = style.edge or (0.06 if captions.outline or not box or contrast(text, box) < SEEN else 0.0)
    return Look(style, face, text, active, box, uppercase, captions.outline or "", edge * captions.edge)


def em_of(captions: Captions, aspect: Aspect, width: int, height: int) -> float:
    """Size of the letters in pixels."""
    return STYLES[captions.style].size * captions.size * EM[aspect] * min(width, height)


def face_of(wanted: str, brand: Sequence[str], otherwise: str) -> Face:
    """The family that is asked for, else the brand's first that is here, else the style's."""
    found = (fonts.family_of(name) for name in (wanted, *brand) if name)
    return next((face for face in found if face), None) or fonts.FAMILIES[otherwise]


def fonts_missing(wanted: str, brand: Sequence[str]) -> bool:
    """Whether a font that was asked for by name is not here."""
    asked = wanted or (brand[0] if brand else "")
    return bool(asked) and fonts.family_of(asked) is None


def _accent(colors: Sequence[str], text: str, box: str) -> str:
    """The brand's first colour that is read on what lies behind it and told from the other words; "" if none is."""
    behind = box or BLACK
    return next((one for one in colors if contrast(one, behind) >= READABLE and distance(one, text) > 90), "")


def outline_for(color: str) -> str:
    """Black or white, whichever makes letters of this colour readable on any picture; black where both do."""
    return BLACK if contrast(color, BLACK) >= READABLE else WHITE


def ink_on(color: str) -> str:
    """White letters on a field of this colour where large ones can be read, else black."""
    return WHITE if contrast(color, WHITE) >= SEEN else "#0b0b0f"


def rgb_of(color: str) -> Rgb:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def distance(one: str, other: str) -> float:
    """How unlike two colours are, as steps of RGB."""
    return math.dist(rgb_of(one), rgb_of(other))


def contrast(one: str, other: str) -> float:
    """1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (part / 255 for part in rgb_of(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
