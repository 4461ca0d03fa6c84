"""Reads the header of a safetensors file and refuses every other file, by content. Loads no tensor, imports no model library.

The format: 8 bytes little-endian length, that many bytes of JSON, then the tensors back to back
(https://github.com/huggingface/safetensors). A file passes only if its header accounts for every byte, so that what the
loader will read is what was checked here.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from enfoads.errors import UnsafeFile

DTYPE_BYTES = {
    "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1, "F8_E5M2": 1,
    "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1,
}  # fmt: skip

MAX_FILE = 64 << 30  # twice the largest fp32 SDXL-like checkpoint seen
MAX_HEADER = 32 << 20  # an SDXL checkpoint needs 0.3 MB; some carry a thumbnail and training notes in the metadata
MAX_TENSORS = 100_000
MAX_KEY = 512
MAX_DIMENSIONS = 8

_OTHER_FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "it is a pickle in a ZIP archive, which can run code", "es un pickle en un ZIP, que puede ejecutar código"),
    (b"PK\x05\x06", "it is an empty ZIP archive", "es un ZIP vacío"),
    (b"\x80", "it is a pickle, which can run code", "es un pickle, que puede ejecutar código"),
    (b"GGUF", "it is a GGUF file", "es un archivo GGUF"),
    (b"\x89HDF", "it is an HDF5 file", "es un archivo HDF5"),
    (b"\x1f\x8b", "it is a gzip archive", "es un archivo gzip"),
    (b"version https://git-lfs", "it is a Git LFS pointer, not the file itself", "es un puntero de Git LFS, no el archivo"),
    (b"<", "it is a web page, perhaps a sign-in page saved under this name", "es una página web, quizá un inicio de sesión"),
    (b"{", "it is a JSON text", "es un texto JSON"),
)


@dataclass(frozen=True, slots=True)
class Tensor:
    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a file holds: tensors by key, the text metadata, and the size of all tensors together in bytes."""

    tensors: dict[str, Tensor]
    metadata: dict[str, str]
    data_bytes: int


def read_header(path: Path, max_bytes: int = MAX_FILE, max_header: int = MAX_HEADER) -> Header:
    """The header of a safetensors file. Raises UnsafeFile, saying what the file is instead or what is wrong with it.

    `max_header`: bytes; a hostile header takes up to forty times as many while it is read.
    """
    size = path.stat().st_size
    if size > max_bytes:
        raise _refused(path, f"it is larger than {max_bytes >> 30} GiB", f"supera {max_bytes >> 30} GiB")
    with path.open("rb") as file:
        raw = _header_bytes(path, file, size, max_header)
    header = _parse(path, raw)
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _malformed(path, "metadata")
    if not 0 < len(header) <= MAX_TENSORS:
        raise _malformed(path, f"{len(header)} tensors")
    tensors: dict[str, Tensor] = {}
    spans: list[tuple[int, int]] = []
    for key, entry in header.items():
        tensors[key], span = _tensor(path, key, entry)
        spans.append(span)
    return Header(tensors, metadata, _contiguous(path, spans, size - 8 - len(raw)))


def _header_bytes(path: Path, file: BinaryIO, size: int, max_header: int) -> bytes:
    head = file.read(32)
    length = struct.unpack("<Q", head[:8])[0] if len(head) >= 8 else 0
    if 2 <= length <= min(max_header, size - 8) and head[8:9] == b"{":
        return head[8 : 8 + length] + file.read(max(0, length - 24))
    for magic, english, spanish in _OTHER_FORMATS:
        if head.lstrip().startswith(magic):
            raise _refused(path, english, spanish)
    if length > size - 8 and head[8:9] == b"{":
        raise _refused(path, "it is cut short; download it again", "está incompleto; descárgalo otra vez")
    if length > max_header and head[8:9] == b"{":
        raise _refused(path, f"its header is larger than {max_header >> 20} MiB", f"su cabecera supera {max_header >> 20} MiB")
    raise _refused(path, "it is not a safetensors file", "no es un archivo safetensors")


def _parse(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        header = json.loads(raw, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _malformed(path, "JSON") from None
    if not isinstance(header, dict):
        raise _malformed(path, "JSON")
    return header


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may choose differently between equal keys, so there must be none."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _tensor(path: Path, key: str, entry: Any) -> tuple[Tensor, tuple[int, int]]:
    if len(key) > MAX_KEY or not isinstance(entry, dict) or entry.keys() != {"dtype", "shape", "data_offsets"}:
        raise _malformed(path, key)
    dtype, shape, span = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(dtype, str) or dtype not in DTYPE_BYTES or not _naturals(shape) or not _naturals(span) or len(span) != 2:
        raise _malformed(path, key)
    if len(shape) > MAX_DIMENSIONS or math.prod(shape) * DTYPE_BYTES[dtype] != span[1] - span[0]:
        raise _malformed(path, key)
    return Tensor(dtype, tuple(shape)), (span[0], span[1])


def _naturals(value: Any) -> bool:
    return isinstance(value, list) and all(type(number) is int and 0 <= number < 1 << 48 for number in value)


def _contiguous(path: Path, spans: list[tuple[int, int]], data_bytes: int) -> int:
    """No hole, no overlap, nothing after the last tensor: a byte that no tensor owns could be a second file."""
    position = 0
    for start, end in sorted(spans):
        if start != position:
            raise _malformed(path, "data_offsets")
        position = end
    if position > data_bytes:
        raise _refused(path, "it is cut short; download it again", "está incompleto; descárgalo otra vez")
    if position < data_bytes:
        raise _refused(path, "it has bytes after its last tensor", "tiene bytes tras su último tensor")
    return position


def _refused(path: Path, detail: str, detail_es: str) -> UnsafeFile:
    return UnsafeFile(name=path.name, detail=detail, detail_es=detail_es)


def _malformed(path: Path, where: str) -> UnsafeFile:
    where = where[:60]
    return _refused(path, f"its header is malformed ({where!r})", f"su cabecera está mal formada ({where!r})")
