"""The upscalers a person brings: ONNX files of the Real-ESRGAN kind in `<data_dir>/models/upscalers/`, each an entry of its own."""

from __future__ import annotations

from pathlib import Path

from enfoads.models.entry import ModelEntry


def own_upscalers(folder: Path, taken: frozenset[str]) -> dict[str, ModelEntry]:
    """By id, the file's name without its ending. `taken`: ids they may not have."""
    files = sorted(folder.glob("*.onnx")) if folder.is_dir() else []
    found = {}
    for file in files:
        id = f"{file.stem}-own" if file.stem in taken else file.stem
        found[id] = ModelEntry(
            id=id,
            task="upscale",
            title=file.stem,
            title_es=file.stem,
            description="Your own upscaler.",
            description_es="Un ampliador tuyo.",
            license="unknown: see where you got it",
            license_url="",
            commercial_use=False,
            capabilities=["upscale"],
            bytes=file.stat().st_size,
            location=file.absolute(),
        )
    return found
