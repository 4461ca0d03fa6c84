"""The typefaces of captions and graphics: which there are and where their files lie. Read by the server: no font is opened here.

Those in `typefaces/` come with the studio (SIL Open Font License; Latin letters of each, Inter has Greek and Cyrillic too); those for
Chinese, Japanese, Korean and emoji are the catalog's model `fonts`, which the set-up fetches. A system's own are the last resort.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent / "typefaces"
MODEL = "fonts"  # the catalog's id
EMOJI, EMOJI_NAMES, FLAGS = "noto-emoji.json", "noto-emoji-names.json", "circle-flags.json"


@dataclass(frozen=True, slots=True)
class Face:
    """One file. `capitals`: it has no small letters."""

    family: str
    file: str
    weight: int
    credit: str
    capitals: bool = False


FAMILIES: dict[str, Face] = {
    face.family: face
    for face in (
        Face("Montserrat", "Montserrat-ExtraBold.woff2", 800, "The Montserrat Project Authors"),
        Face("Poppins", "Poppins-ExtraBold.woff2", 800, "The Poppins Project Authors"),
        Face("Inter", "Inter-Bold.woff2", 700, "The Inter Project Authors"),
        Face("Archivo Black", "ArchivoBlack-Regular.woff2", 400, "The Archivo Black Project Authors"),
        Face("Anton", "Anton-Regular.woff2", 400, "The Anton Project Authors"),
        Face("Bebas Neue", "BebasNeue-Regular.woff2", 400, "The Bebas Neue Project Authors", capitals=True),
        Face("Playfair Display", "PlayfairDisplay-Black.woff2", 900, "The Playfair Display Project Authors"),
        Face("Baloo 2", "Baloo2-ExtraBold.woff2", 800, "The Baloo 2 Project Authors"),
    )
}
LIGHT = Face("Montserrat", "Montserrat-SemiBold.woff2", 600, "The Montserrat Project Authors")
"""For the small print beside a heavy line."""

# Asked in this order for what a family lacks.
_BUNDLED = (
    "Inter-Bold.woff2", "NotoSansArabic-ExtraBold.woff2", "NotoSansHebrew-ExtraBold.woff2", "NotoSansDevanagari-Bold.woff2",
    "NotoSansThai-ExtraBold.woff2",
)  # fmt: skip
_FETCHED = ("DelaGothicOne-Regular.ttf", "BlackHanSans-Regular.ttf", "ZCOOLQingKeHuangYou-Regular.ttf")
_SYSTEM = (
    "NotoSansCJK-Black.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "msgothic.ttc", "msyh.ttc", "Hiragino Sans GB.ttc",
    "PingFang.ttc", "AppleSDGothicNeo.ttc", "Arial Unicode.ttf", "seguisym.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "FreeSans.ttf",
)  # fmt: skip
_SYSTEM_FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
}

_fetched: list[Path] = []


def use_fetched(folder: Path) -> None:
    """Say once per process where the catalog's model `fonts` lies. Files that are not there yet are found when they come."""
    if folder not in _fetched:
        _fetched.insert(0, folder)


def fetched(name: str) -> Path | None:
    """A file of the model `fonts`, None while it is missing."""
    return next((path for folder in _fetched if (path := folder / name).is_file()), None)


def family_of(name: str) -> Face | None:
    """The family of this name, whatever its case, or None."""
    wanted = " ".join(name.lower().split())
    return next((face for face in FAMILIES.values() if face.family.lower() == wanted), None)


def path_of(face: Face) -> Path:
    return HERE / face.file


def fallbacks() -> list[Path]:
    """Files to ask for what a family lacks, the best first."""
    come_along = [HERE / name for name in _BUNDLED]
    return come_along + [path for name in _FETCHED if (path := fetched(name))] + list(_system())


@lru_cache(maxsize=1)
def _system() -> tuple[Path, ...]:
    """Fonts of the machine that cover much, in the order of `_SYSTEM`."""
    found: dict[str, Path] = {}
    for folder in _SYSTEM_FOLDERS.get(sys.platform, ()):
        for path in Path(folder).rglob("*"):
            if path.name in _SYSTEM and path.is_file():  # a package that was removed may leave a link to nothing
                found.setdefault(path.name, path)
    return tuple(found[name] for name in _SYSTEM if name in found)
