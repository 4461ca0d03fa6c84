"""What tells one model from another: a short mark made from its files, read by the server without loading them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry

_WHOLE = 1 << 20  # files up to this size are hashed whole
_SAMPLE, _SAMPLES = 4096, 16


def fingerprint(entry: ModelEntry, catalog: Catalog) -> str:
    """16 hex digits that change when the checkpoint, or how it is run, does; the same on every machine with the same files.

    Weights are recognised by size, header and samples across the file: another training or merge changes nearly every byte,
    and hashing 7 GB for each request would take seconds.
    """
    assert entry.image is not None
    run = entry.image.model_dump_json(include={"scheduler", "prediction_type", "zero_snr", "variant"})
    total = hashlib.sha256(run.encode())
    for role, path in sorted(catalog.parts(entry).items()):
        if role == "config":
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".safetensors", ".json", ".txt") and file.name != "preview.json":
                name = file.relative_to(path).as_posix() if path.is_dir() else ""
                total.update(f"\n{role} {name} {file.stat().st_size}\n".encode())
                for piece in _pieces(file):
                    total.update(piece)
    return total.hexdigest()[:16]


def mark_of(entry: ModelEntry, catalog: Catalog) -> str:
    """As `fingerprint`, of a model that is made of single files: an upscaler, a matting model, a face detector."""
    return mark_of_files([entry.location] if entry.location else [catalog.folder(entry) / file.path for file in entry.files])


def mark_of_files(files: Iterable[Path]) -> str:
    """16 hex digits that change with the files' contents. A file that is not there counts as empty."""
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(f"\n{file.stat().st_size}\n".encode())
            for piece in _pieces(file):
                total.update(piece)
    return total.hexdigest()[:16]


def _pieces(file: Path) -> Iterator[bytes]:
    size = file.stat().st_size
    with file.open("rb") as opened:
        if size <= _WHOLE:
            yield opened.read()
            return
        for index in range(_SAMPLES + 1):
            opened.seek((size - _SAMPLE) * index // _SAMPLES)
            yield opened.read(_SAMPLE)
