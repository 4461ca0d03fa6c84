"""Portraits that presenters are made from: which can be, how they are kept, how they are read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import orjson
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from enfoads.engines.faces.base import Face
from enfoads.engines.faces.geometry import eye_opening
from enfoads.engines.faces.quality import inside
from enfoads.engines.faces.topology import OVAL
from enfoads.engines.portrait.facepoints import gap, head
from enfoads.errors import UnusablePortrait

Floats = NDArray[np.floating[Any]]

LARGEST = 2160  # pixels of the longer side that is kept: no frame shows more
SMALLEST = 90.0  # pixels of the face's width: below, its lips are a few pixels that cannot be split
OTHERS = 0.45  # width of a second face against the first from which on it is not clear who is meant
TURNED, TILTED = 20.0, 25.0  # degrees; further and one side of the mouth is hidden
OPENED = 0.55  # gap of the lips, in half widths of the mouth, that no movement can close
SHUT = 0.10  # height of the eyes against their width below which they are shut
DARK = 38.0  # mean brightness of the face, of 255
_MESH = "enfoads-mesh"  # the PNG's text that holds the points
_COMPRESSION = {"compress_level": 1, "compress_type": 3}  # as library.provenance: 3 is Z_RLE


def check(image: Image.Image, faces: Sequence[Face], named: Mapping[str, str]) -> Face:
    """The one face of a portrait that can be animated. `faces`: the largest first, at least one. Raises UnusablePortrait."""
    face = faces[0]
    for failed, english, spanish in _checks(image, faces, face.landmarks):
        if failed:
            raise UnusablePortrait(param="portrait", **named, detail=english, detail_es=spanish)
    return face


def _checks(image: Image.Image, faces: Sequence[Face], points: Floats) -> Iterator[tuple[bool, str, str]]:
    """Whether it fails, and why, in both languages."""
    face, (_, wide, _) = faces[0], head(points)
    several = sum(one.box.width > OTHERS * face.box.width for one in faces)
    yield several > 1, f"it shows {several} people", f"muestra a {several} personas"
    small = f"{wide:.0f} pixels wide; at least {SMALLEST:.0f} are needed", f"{wide:.0f} píxeles de ancho; hacen falta {SMALLEST:.0f}"
    yield wide < SMALLEST, f"the face is {small[0]}", f"la cara mide {small[1]}"
    yield inside(points[:, :2], (image.height, image.width)) < 0.98, "part of the face is cut off", "falta parte de la cara"
    turned = abs(face.pose.yaw)
    yield turned > TURNED, f"the face is turned {turned:.0f}° to the side", f"la cara está girada {turned:.0f}° hacia un lado"
    tilted = abs(face.pose.pitch)
    yield tilted > TILTED, f"the face looks {tilted:.0f}° up or down", f"la cara mira {tilted:.0f}° hacia arriba o abajo"
    yield gap(points) > OPENED, "the mouth is wide open", "la boca está muy abierta"
    yield eye_opening(points) < SHUT, "the eyes are shut", "los ojos están cerrados"
    yield _brightness(image, points) < DARK, "the face is too dark", "la cara está demasiado oscura"


def fitted(image: Image.Image, face: Face) -> tuple[Image.Image, Floats]:
    """The portrait as it is kept, and the mesh in it, (468, 2)."""
    scale = min(1.0, LARGEST / max(image.size))
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image, np.round(face.landmarks[:, :2] * scale, 2).astype(np.float64)


def write(image: Image.Image, points: Floats, path: Path) -> None:
    """A PNG that holds the mesh: its content says all that is drawn."""
    told = PngInfo()
    told.add_text(_MESH, orjson.dumps(points.round(2).tolist()).decode())
    image.save(path, "PNG", pnginfo=told, **_COMPRESSION)


def read(path: Path) -> tuple[Image.Image, Floats]:
    """What `write` wrote. Raises UnusablePortrait for anything else, FileNotFoundError."""
    with Image.open(path) as image:
        image.load()
        try:
            points = np.array(orjson.loads(image.info[_MESH]), np.float64)
        except (KeyError, ValueError):
            points = np.zeros(0)
    if points.shape != (468, 2):
        detail, detail_es = "its face was not found before", "no se buscó su cara antes"
        raise UnusablePortrait(name=path.name, name_es=path.name, detail=detail, detail_es=detail_es)
    return image.convert("RGB"), points


def _brightness(image: Image.Image, points: Floats) -> float:
    grey = np.asarray(image.convert("L"))
    mask = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(mask, np.round(points[OVAL, :2]).astype(np.int32), 1)
    return float(cv2.mean(grey, mask)[0])
