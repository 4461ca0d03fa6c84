"""The SDXL checkpoints a person brings: files and folders in `<data_dir>/models/checkpoints/`, and the one of `resolution.py`.

Each becomes a catalog entry with SDXL's usual defaults. `<name>.toml` beside a checkpoint may say better: any of `title`,
`title_es`, `description`, `description_es`, `license`, `license_url`, `commercial_use`, and a table `[image]` with the fields of
`ImageDefaults` (a checkpoint distilled to few steps needs `steps` and `guidance`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from enfoads.errors import EnfoadsError, InvalidRequest, NotFound, UnsafeFile
from enfoads.models.checkpoint import Checkpoint, inspect
from enfoads.models.entry import FileSpec, ModelEntry
from enfoads.models.resolution import CACHE, Resolution, resolve
from enfoads.settings import Settings

NOT_WEIGHTS = {".toml", ".txt", ".md", ".json", ".yaml", ".png", ".jpg", ".jpeg", ".webp", ".part"}
WEIGHT_SUFFIXES = {".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".pkl", ".sft"}
_SIDECAR = {"title", "title_es", "description", "description_es", "license", "license_url", "commercial_use", "image"}

Found = ModelEntry | EnfoadsError
Signature = tuple[tuple[str, int, int], ...]


class OwnCheckpoints:
    """Looks at the disk on every call but reads a checkpoint's headers only when it has changed."""

    def __init__(self, folder: Path, settings: Settings, defaults: dict[str, Any], taken: Iterable[str] = ()) -> None:
        """`defaults`: the record an own checkpoint starts from. `taken`: ids it may not have."""
        self._folder = folder
        self._settings = settings
        self._defaults = defaults
        self._taken = frozenset(taken)
        self._seen: dict[tuple[str, Path], tuple[Signature, Found]] = {}

    def resolve(self) -> Resolution:
        """The checkpoint that the settings name, level by level."""
        return resolve(self._settings, lambda path: self._look(CACHE, path), self._pending)

    def found(self) -> dict[str, Found]:
        """By id: a usable checkpoint, or the error that says why it is not one. The named one first, then by name."""
        resolution = self.resolve()
        found: dict[str, Found] = {}
        if resolution.found is not None:
            found[CACHE] = resolution.found
        found |= resolution.refused
        for path in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if _may_be_weights(path):
                id = path.stem if path.suffix.lower() in WEIGHT_SUFFIXES else path.name
                while id in found or id in self._taken:
                    id += "-own"
                found[id] = self._look(id, path)
        return found

    def _look(self, id: str, path: Path) -> Found:
        signature = _signature(path)
        cached = self._seen.get((id, path))
        if cached is None or cached[0] != signature:
            cached = (signature, self._read(id, path))
            self._seen[id, path] = cached
        return cached[1]

    def _read(self, id: str, path: Path) -> Found:
        if not path.exists():
            return NotFound(kind="checkpoint", id=str(path))
        try:
            return self._entry(id, path, inspect(path))
        except EnfoadsError as error:
            return error
        except ValidationError as error:
            wrong = error.errors()[0]
            return InvalidRequest(detail=f"{id}.toml: {'.'.join(map(str, wrong['loc']))}: {wrong['msg']}")
        except OSError as error:
            return UnsafeFile(name=str(path), detail=error.strerror or "unreadable", detail_es="no se puede leer")

    def _pending(self, file: FileSpec) -> ModelEntry:
        """A checkpoint that is yet to be fetched: as SDXL's usually are, until its own header is here."""
        image = self._defaults["image"] | {"layout": "single_file", "factor": 8, "min_size": 512, "max_size": 2048}
        title = Path(file.path).stem
        named = {"id": CACHE, "title": title, "title_es": title, "bytes": file.size, "files": [file]}
        return ModelEntry.model_validate(self._defaults | named | {"image": image | {"width": 1024, "height": 1024}})

    def _entry(self, id: str, path: Path, checkpoint: Checkpoint) -> ModelEntry:
        image = self._defaults["image"] | {
            "layout": "diffusers" if path.is_dir() else "single_file",
            "factor": checkpoint.factor,
            "min_size": max(checkpoint.factor, checkpoint.size // 2),
            "max_size": checkpoint.size * 2,
            "width": checkpoint.size,
            "height": checkpoint.size,
            "prediction_type": checkpoint.prediction,
            "zero_snr": checkpoint.zero_snr,
            "variant": checkpoint.variant,
        }
        if not checkpoint.sdxl_latents:
            image |= {"vae": "", "preview": None}
        record = self._defaults | {
            "id": id,
            "title": path.stem,
            "title_es": path.stem,
            "bytes": checkpoint.bytes,
            "location": path.absolute(),
            "requires": [] if checkpoint.has_vae else [image["vae"]],
        }
        said = _said_beside(path)
        return ModelEntry.model_validate(record | said | {"image": image | said.get("image", {})})


def sidecar(path: Path) -> Path:
    """The file beside a checkpoint that says how it wants to be run."""
    return path.with_name(f"{path.name if path.is_dir() else path.stem}.toml")


def _said_beside(path: Path) -> dict[str, Any]:
    file = sidecar(path)
    if not file.is_file():
        return {}
    try:
        said = tomllib.loads(file.read_text("utf-8"))
        unknown = said.keys() - _SIDECAR
        if unknown or not isinstance(said.get("image", {}), dict):
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    except ValueError as error:
        raise InvalidRequest(detail=f"{file.name}: {error}") from None
    return said


def _may_be_weights(path: Path) -> bool:
    """Anything but notes and pictures: an unsafe file is named, with the reason, rather than passed over."""
    return not path.name.startswith(".") and (path.is_dir() or path.suffix.lower() not in NOT_WEIGHTS)


def _signature(path: Path) -> Signature:
    """Changes when the checkpoint or its sidecar does: names, sizes and times of its files, two levels deep."""
    files = [sidecar(path), path]
    if path.is_dir():
        files += [*path.glob("*"), *path.glob("*/*")]
    stats = [(str(file), file.stat()) for file in files if file.is_file()]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in sorted(stats))
