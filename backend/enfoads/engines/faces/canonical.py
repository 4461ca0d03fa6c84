"""The mesh of an average face: 468 vertices and the triangles between them, read from MediaPipe's geometry metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.base import Floats

FILE = "geometry_pipeline_metadata_landmarks.binarypb"
MESH, VERTICES, TRIANGLES = 1, 3, 4  # field numbers: canonical_mesh of the metadata; vertex_buffer and index_buffer of Mesh3d
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5  # protobuf wire types


@dataclass(frozen=True, slots=True, eq=False)
class CanonicalMesh:
    """vertices: (468, 3) in centimetres, x to the picture's right, y down, z away from the viewer. triangles: (898, 3) indices."""

    vertices: Floats
    triangles: NDArray[np.intp]


def read(folder: Path) -> CanonicalMesh:
    """Raises ValueError for a file with another mesh."""
    fields = list(_fields((folder / FILE).read_bytes()))
    mesh = next(value for number, value in fields if number == MESH and isinstance(value, bytes))
    vertices: list[float] = []
    triangles: list[int] = []
    for number, value in _fields(mesh):
        if number == VERTICES and isinstance(value, bytes):
            vertices.extend(np.frombuffer(value, "<f4").tolist())
        elif number == TRIANGLES:
            triangles.extend([value] if isinstance(value, int) else _varints(value))
    points = np.array(vertices, np.float32).reshape(-1, 5)  # x, y, z, u, v
    if points.shape[0] != 468 or len(triangles) % 3:
        raise ValueError(f"{FILE}: {points.shape[0]} vertices, {len(triangles)} indices")
    return CanonicalMesh(points[:, :3] * np.array([1, -1, -1], np.float32), np.array(triangles, np.intp).reshape(-1, 3))


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(number, value) of each field of a protobuf message; fixed-width numbers as their bytes."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == VARINT:
            number, at = _varint(data, at)
            yield tag >> 3, number
            continue
        if kind == BYTES:
            length, at = _varint(data, at)
        else:
            length = {FIXED32: 4, FIXED64: 8}[kind]
        yield tag >> 3, data[at : at + length]
        at += length


def _varints(data: bytes) -> Iterator[int]:
    at = 0
    while at < len(data):
        number, at = _varint(data, at)
        yield number


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at
