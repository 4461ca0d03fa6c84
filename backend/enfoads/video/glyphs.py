"""Which font shows which letter: a text cut into runs of one font each, what no font shows left out; letters and emoji as pixels.

Shaping and the order inside a run are HarfBuzz's and FriBidi's, which Pillow's wheels hold.
"""

from __future__ import annotations

import functools
import io
import json
import math
import mmap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from enfoads.video import fonts
from enfoads.video.fonts import Face
from enfoads.video.planes import Pixels

_CLUSTER = regex.compile(r"\X")
_PICTURE = regex.compile(r"\p{Emoji_Presentation}|\p{Regional_Indicator}|\uFE0F|\u20E3")
_SILENT = regex.compile(r"[\p{Cf}\p{Cc}\p{Variation_Selector}\u034F]")  # shape their neighbours, have no glyph of their own
EMOJI = Path("emoji")
EMOJI_SIZE, EMOJI_ADVANCE, EMOJI_BELOW = 1.12, 1.2, 0.2  # of the letters' size


class Run(NamedTuple):
    """Letters of one font; `path` is `EMOJI` for what the emoji set draws."""

    text: str
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """A text's pixels. fill, edge: (H, W) coverage of the letters, and of letters and outline together; picture: RGBA of its emoji.

    left, top: where the arrays' corner lies, seen from the pen's start on the base line. `advance`: how far the pen moves.
    """

    fill: Pixels
    edge: Pixels
    picture: Pixels | None
    left: int
    top: int
    advance: float


def clusters(text: str) -> list[str]:
    """What a reader takes for one character: a letter with its marks, a flag, a family."""
    return list(_CLUSTER.findall(text))


def is_rtl(text: str, otherwise: bool = False) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction (UAX #9, P2)."""
    for letter in text:
        found = unicodedata.bidirectional(letter)
        if found in ("R", "AL"):
            return True
        if found == "L":
            return False
    return otherwise


@dataclass(frozen=True, slots=True)
class Chain:
    """A family and what stands in for the letters it lacks: font files, the first that has a letter shows it."""

    paths: tuple[Path, ...]


def chain_of(face: Face, text: str = "") -> Chain:
    """The chain for a text: those that stand in for most of it first, so that its letters look alike."""
    drawings = _drawings(_emoji_files())
    letters = {letter for cluster in set(clusters(text)) if emoji_key(cluster) not in drawings for letter in _SILENT.sub("", cluster)}
    return _chain(fonts.path_of(face), frozenset(letters), tuple(fonts.fallbacks()))


@functools.lru_cache(maxsize=64)
def _chain(own: Path, letters: frozenset[str], others: tuple[Path, ...]) -> Chain:
    lacking = frozenset(map(ord, letters)) - covered(own)
    return Chain((own, *sorted(others, key=lambda path: -len(lacking & covered(path))))) if lacking else Chain((own, *others))


def runs_of(text: str, chain: Chain) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """A text in its order of reading, in runs; and the clusters that no font here shows."""
    return _runs(unicodedata.normalize("NFC", text), chain, _emoji_files())


@functools.lru_cache(maxsize=2048)
def _runs(text: str, chain: Chain, emoji_files: tuple[Path, ...]) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    runs: list[Run] = []
    missing: list[str] = []
    for cluster in clusters(text):
        before = runs[-1].path if runs else None
        path = _shown_by(cluster, before, chain.paths, _drawings(emoji_files))
        if path is None:
            missing.append(cluster)
        elif path == before and path != EMOJI:
            runs[-1] = Run(runs[-1].text + cluster, path)
        else:
            runs.append(Run(cluster, path))
    return tuple(runs), tuple(missing)


def _shown_by(cluster: str, before: Path | None, paths: tuple[Path, ...], drawings: Mapping[str, Drawing]) -> Path | None:
    """The font for a cluster, or None. What is no letter (a comma between Arabic words) stays in the font of the letters before."""
    drawn = emoji_key(cluster) in drawings
    if drawn and _PICTURE.search(cluster):
        return EMOJI
    needed = [ord(letter) for letter in _SILENT.sub("", cluster)]
    if before is not None and before != EMOJI and not any(letter.isalpha() for letter in cluster):
        paths = (before, *paths)
    found = next((path for path in paths if covered(path).issuperset(needed)), None)
    return EMOJI if found is None and drawn else found


@functools.lru_cache(maxsize=64)
def covered(path: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    with TTFont(path, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


def shown(text: str, chain: Chain) -> str:
    """The text without what no font shows."""
    return "".join(run.text for run in runs_of(text, chain)[0])


@functools.lru_cache(maxsize=128)
def font_at(path: Path, px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, px)


class Type:
    """Letters at a size in pixels."""

    def __init__(self, chain: Chain, px: float) -> None:
        self.chain, self.px = chain, px

    @property
    def capital(self) -> float:
        """Height of a capital letter of the family, in pixels."""
        return -font_at(self.chain.paths[0], self.px).getbbox("H", anchor="ls")[1]

    def width(self, text: str) -> float:
        """How far the pen moves."""
        return _width(text, self.chain, self.px, _emoji_files())

    def ink(self, text: str, edge: float = 0.0) -> Ink:
        """The text's pixels, with an outline of `edge` pixels around its letters. It runs in the direction of its first letter."""
        runs = runs_of(text, self.chain)[0]
        backwards = is_rtl(text)
        placed: list[tuple[Run, float]] = []
        pen = 0.0
        for run in reversed(runs) if backwards else runs:
            placed.append((run, pen))
            pen += _advance(run, self.px)
        boxes = [self._box(run, at, edge, backwards) for run, at in placed] or [(0, 0, 1, 1)]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        size = (right - left, bottom - top)
        fill, outline = Image.new("L", size), Image.new("L", size)
        picture = Image.new("RGBA", size) if any(run.path == EMOJI for run, _ in placed) else None
        for run, at in placed:
            if run.path == EMOJI and picture is not None:
                side, x, y = self._emoji_place(at)
                picture.alpha_composite(emoji(run.text, side), (x - left, y - top))
                continue
            options: dict[str, Any] = {"font": self._font(run), "direction": _direction(run, backwards), "anchor": "ls", "fill": 255}
            ImageDraw.Draw(fill).text((at - left, -top), run.text, **options)
            if edge:
                ImageDraw.Draw(outline).text((at - left, -top), run.text, stroke_width=edge, **options)
        letters = np.asarray(fill)
        return Ink(letters, np.asarray(outline) if edge else letters, None if picture is None else np.asarray(picture), left, top, pen)

    def _font(self, run: Run) -> ImageFont.FreeTypeFont:
        return font_at(run.path, self.px)

    def _box(self, run: Run, at: float, edge: float, backwards: bool) -> tuple[int, int, int, int]:
        if run.path == EMOJI:
            side, x, y = self._emoji_place(at)
            return x, y, x + side, y + side
        left, top, right, bottom = self._font(run).getbbox(run.text, anchor="ls", direction=_direction(run, backwards), stroke_width=edge)
        return math.floor(left + at) - 1, math.floor(top) - 1, math.ceil(right + at) + 1, math.ceil(bottom) + 1

    def _emoji_place(self, at: float) -> tuple[int, int, int]:
        """Side, left and top of an emoji whose pen starts at `at`."""
        side = round(EMOJI_SIZE * self.px)
        return side, round(at + (EMOJI_ADVANCE - EMOJI_SIZE) / 2 * self.px), round(EMOJI_BELOW * self.px) - side


@functools.lru_cache(maxsize=4096)
def _width(text: str, chain: Chain, px: float, emoji_files: tuple[Path, ...]) -> float:
    return sum(_advance(run, px) for run in _runs(unicodedata.normalize("NFC", text), chain, emoji_files)[0])


def _advance(run: Run, px: float) -> float:
    return EMOJI_ADVANCE * px if run.path == EMOJI else font_at(run.path, px).getlength(run.text)


def _direction(run: Run, backwards: bool) -> str:
    return "rtl" if is_rtl(run.text, backwards) else "ltr"


def emoji_key(cluster: str) -> str:
    """How the set names a cluster: its code points in hexadecimal, without the mark that asks for colour."""
    return "-".join(f"{ord(letter):04x}" for letter in cluster if letter != "\ufe0f")


class Drawing(NamedTuple):
    """A picture in a set of SVG drawings: its file, its name there and the side of its square."""

    file: Path
    name: str
    side: int


def _emoji_files() -> tuple[Path, ...]:
    """The emoji set, its names, and flags; empty where it is not installed."""
    found = [fonts.fetched(name) for name in (fonts.EMOJI, fonts.EMOJI_NAMES, fonts.FLAGS)]
    return tuple(path for path in found if path) if all(found) else ()


@functools.lru_cache(maxsize=2)
def _drawings(files: tuple[Path, ...]) -> dict[str, Drawing]:
    """What the installed sets draw, by key."""
    if not files:
        return {}
    drawings, names, flags = files
    found = {key: Drawing(drawings, name, 128) for key, name in json.loads(names.read_bytes()).items()}
    countries = [name for name in json.loads(flags.read_bytes())["icons"] if len(name) == 2 and name.isalpha()]
    return found | {"-".join(f"{0x1F1E6 + ord(letter) - ord('a'):04x}" for letter in name): Drawing(flags, name, 512) for name in countries}


@functools.lru_cache(maxsize=128)
def emoji(cluster: str, side: int) -> Image.Image:
    """A picture (RGBA, side x side) of an installed set, which must have it."""
    import resvg_py

    drawing = _drawings(_emoji_files())[emoji_key(cluster)]
    # 25 MB of JSON: the one drawing is cut out of it, the others are not read.
    with drawing.file.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        start = whole.find(b'"body"', whole.find(f'\t"{drawing.name}": {{'.encode()))
        line = whole[start : whole.find(b"\n", start)].decode()
    body = json.loads("{" + line.rstrip().rstrip(",") + "}")["body"]
    view = f'width="{side}" height="{side}" viewBox="0 0 {drawing.side} {drawing.side}"'
    png = resvg_py.svg_to_bytes(svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{body}</svg>', skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")
