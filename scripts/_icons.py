"""Pictures for `train_starter.py`: openly licensed icons with transparency, their names in two languages, and batches drawn from them.

Fluent Emoji 3D by Microsoft (npm @lobehub/fluent-emoji-3d 1.1.0, MIT); names and tags from emojibase (npm emojibase-data 17.0.0, MIT).
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

PACKAGES = {"@lobehub/fluent-emoji-3d": "1.1.0", "emojibase-data": "17.0.0"}
COLOURS: dict[str, tuple[str, tuple[int, int, int]]] = {  # English: Spanish, sRGB
    "white": ("blanco", (255, 255, 255)), "red": ("rojo", (220, 50, 47)), "orange": ("naranja", (245, 140, 40)),
    "yellow": ("amarillo", (250, 210, 70)), "green": ("verde", (70, 170, 90)), "teal": ("turquesa", (40, 170, 170)),
    "blue": ("azul", (60, 110, 220)), "purple": ("morado", (130, 80, 190)), "pink": ("rosa", (245, 150, 190)),
    "black": ("negro", (25, 25, 30)), "gray": ("gris", (150, 150, 155)),
}  # fmt: skip
PLAIN = 0.45  # share of pictures on white
THINGS, PEOPLE, SYMBOLS = (0, 3, 4, 5, 6, 7), 1, 8  # emojibase groups: smileys, animals, food, places, activities, objects; people; symbols
TONES = {1: ("light", "claro"), 3: ("medium", "medio"), 5: ("dark", "oscuro")}  # emojibase skin tones; the two between are left out


class Words(NamedTuple):
    """What an icon is called in one language: its name, and other words for it."""

    name: str
    tags: list[str]


class Thing(NamedTuple):
    en: Words
    es: Words


class Icons:
    """Icons with transparency and their names; draws batches of captioned pictures."""

    def __init__(self, data: Path, size: int, device: torch.device, *, people: bool = False, pairs: float = 0.0) -> None:
        """`size` in pixels. `people`: besides things. `pairs`: share of pictures with two of them."""
        self.size, self.device, self.people, self.pairs = size, device, people, pairs
        found = list(self._read(data))
        self.rgba = (
            torch.from_numpy(np.stack([picture for picture, _ in found])).permute(0, 3, 1, 2).contiguous().to(device)
        )  # (N, 4, S, S)
        self.things = [thing for _, thing in found]
        self.palette = torch.tensor([rgb for _, rgb in COLOURS.values()], device=device) / 255

    def _read(self, data: Path) -> Iterator[tuple[np.ndarray, Thing]]:
        tables = [json.loads((data / "emojibase-data" / language / "data.json").read_text("utf-8")) for language in ("en", "es")]
        spanish = {entry["hexcode"]: entry for entry in tables[1]}
        for entry in tables[0]:
            group = entry.get("group")
            if not (group in THINGS or (group == PEOPLE and self.people) or (group == SYMBOLS and "heart" in entry["label"])):
                continue
            other = spanish.get(entry["hexcode"], entry)
            variants = [(entry["hexcode"], "", "")]
            for skin in entry.get("skins", []) if self.people else []:
                if isinstance(skin["tone"], int) and skin["tone"] in TONES:  # couples have a list of two
                    tone, tone_es = TONES[skin["tone"]]
                    variants.append((skin["hexcode"], f", {tone} skin tone", f", tono de piel {tone_es}"))
            for code, tone, tone_es in variants:
                picture = self._picture(data / "fluent-emoji-3d" / "assets", code.lower())
                if picture is not None:
                    words = (Words(one["label"] + suffix, one.get("tags", [])) for one, suffix in ((entry, tone), (other, tone_es)))
                    yield picture, Thing(*words)

    def _picture(self, folder: Path, code: str) -> np.ndarray | None:
        """(S, S, 4) uint8 with colours multiplied by opacity, so that it can be resized without a rim."""
        files = [file for file in (folder / f"{code}.webp", folder / f"{code.replace('-fe0f', '')}.webp") if file.is_file()]
        if not files:
            return None
        with Image.open(files[0]) as image:
            small = image.convert("RGBA").convert("RGBa").resize((self.size, self.size), Image.Resampling.BOX)
        return np.array(small)

    def draw(self, count: int, rng: random.Random, any_colour: bool = False) -> tuple[torch.Tensor, list[str]]:
        """(count, 3, S, S) from -1 to 1, and captions, a tenth of them empty. `any_colour`: not only the named ones behind."""
        captions, rgba, colours = [], [], []
        for _ in range(count):
            colour = "white" if rng.random() < PLAIN else rng.choice(list(COLOURS))
            chosen = [rng.randrange(len(self.things)) for _ in range(2 if rng.random() < self.pairs else 1)]
            rgba.append(self._canvas([self._icon(one, rng) for one in chosen]))
            colours.append(list(COLOURS).index(colour))
            captions.append("" if rng.random() < 0.1 else caption([self.things[one] for one in chosen], colour, rng))
        behind = self.palette[colours]  # (count, 3), 0 to 1
        if any_colour:
            behind = torch.where((behind == 1).all(-1, keepdim=True), behind, torch.rand_like(behind))
        x = torch.stack(rgba).float() / 255
        return (x[:, :3] + behind[:, :, None, None] * (1 - x[:, 3:])) * 2 - 1, captions

    def _icon(self, index: int, rng: random.Random) -> torch.Tensor:
        icon = self.rgba[index]
        return icon.flip(-1) if rng.random() < 0.5 else icon

    def _canvas(self, icons: list[torch.Tensor]) -> torch.Tensor:
        """One icon as it is, or two of half the size side by side."""
        if len(icons) == 1:
            return icons[0]
        half, quarter = self.size // 2, self.size // 4
        canvas = torch.zeros_like(icons[0])
        for place, icon in enumerate(icons):
            small = F.interpolate(icon[None].float(), size=half, mode="area")[0].round().to(torch.uint8)
            canvas[:, quarter : quarter + half, place * half : (place + 1) * half] = small
        return canvas


def caption(things: list[Thing], colour: str, rng: random.Random) -> str:
    """A way to ask for these things on this background, in English or Spanish."""
    english = rng.random() < 0.6
    words = [thing.en if english else thing.es for thing in things]
    names = [one.name for one in words]
    if len(words) == 1 and words[0].tags and rng.random() < 0.25:
        names = [", ".join([names[0], *rng.sample(words[0].tags, min(len(words[0].tags), rng.randint(1, 3)))])]
    if english:
        frame = rng.choice(["{}", "{}", "a {}", "a {}", "3d icon of a {}", "{}, 3d render", "a picture of a {}", "{} sticker"])
        text, place = rng.choice([" and ", " and a ", " next to a "]).join(names), f" on a {colour} background"
    else:
        frame = rng.choice(["{}", "{}", "un {}", "una {}", "icono 3d de {}", "dibujo de {}"])
        text, place = rng.choice([" y ", " y un ", " y una ", " junto a "]).join(names), f" sobre fondo {COLOURS[colour][0]}"
    return frame.format(text) + (place if colour != "white" or rng.random() < 0.3 else "")


def fetch(data: Path) -> None:
    """Download and unpack the packages; what is there stays."""
    data.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or str(Path(sys.executable).with_name("npm"))
    for package, version in PACKAGES.items():
        target = data / package.split("/")[-1]
        if target.is_dir():
            continue
        print(f"downloading {package} {version}", flush=True)
        packed = subprocess.run([npm, "pack", f"{package}@{version}", "--silent"], cwd=data, check=True, capture_output=True, text=True)
        archive = data / packed.stdout.split()[-1]
        with tarfile.open(archive) as tar:
            tar.extractall(data / "unpacking", filter="data")
        (data / "unpacking" / "package").rename(target)
        shutil.rmtree(data / "unpacking")
        archive.unlink()
