"""The models the studio knows and where each one stands on this machine. Read by the server too: nothing here loads a model.

Catalog models live in `<data_dir>/models/<id>/`, the starter inside this package, and whatever SDXL checkpoint a person puts
into `<data_dir>/models/checkpoints/` (or names in ENFOADS_CHECKPOINT_PATH) is an entry of its own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from enfoads.errors import UnknownModel
from enfoads.models.entry import ImageDefaults, ModelEntry, State
from enfoads.settings import Settings

__all__ = ["Catalog", "ImageDefaults", "ModelEntry"]

_HERE = Path(__file__).parent
CHECKPOINTS = "checkpoints"


class Catalog:
    """Looks at the disk when it is asked, so that a file that was just put there is seen. Safe to use from several threads."""

    def __init__(self, settings: Settings, toml: Path = _HERE / "catalog.toml") -> None:
        self.settings = settings
        self.models_dir = settings.models_dir
        self._known = _read(toml)

    def entries(self) -> list[ModelEntry]:
        """Every model, the best text-to-image model first."""
        return list(self._known.values())

    def get(self, id: str) -> ModelEntry:
        """The model with this id or alias. Raises UnknownModel."""
        for entry in self.entries():
            if id == entry.id or id in entry.aliases:
                return entry
        raise UnknownModel(param="model", model=id)

    def required(self, entry: ModelEntry) -> list[ModelEntry]:
        """The entry and the components it cannot run without."""
        return [entry, *(self._known[id] for id in entry.requires)]

    def state(self, entry: ModelEntry) -> State:
        if entry.embedded or entry.location is not None:
            return "installed" if self.folder(entry).exists() else "missing"
        there = [self._has(one, file.path) for one in self.required(entry) for file in one.files]
        own = there[: len(entry.files)]
        return "installed" if all(there) else "partial" if any(own) else "missing"

    def folder(self, entry: ModelEntry) -> Path:
        """Where the model's files are, or belong."""
        if entry.embedded:
            return _HERE / entry.embedded
        if entry.location is not None:
            return entry.location if entry.location.is_dir() else entry.location.parent
        return self.models_dir / entry.id

    def sdxl_config_dir(self) -> Path:
        """SDXL's configurations, tokenizers and scheduler without weights: what a single-file checkpoint lacks."""
        return _HERE / "sdxl_config"

    def parts(self, entry: ModelEntry) -> dict[str, Path]:
        """The paths an image engine opens.

        diffusers: {"pipeline": folder}. single_file: {"checkpoint": file, "config": folder}.
        parts: {"config": folder, "unet": file, "text_encoder": file, "text_encoder_2": file, "vae": file}.
        In each, "vae" is the file of the autoencoder to use in place of the checkpoint's own, if there is one.
        """
        image = entry.image
        if image is None:
            raise UnknownModel(param="model", model=entry.id)
        if image.layout == "parts":
            return {"config": self.sdxl_config_dir(), **{name: self.models_dir / path for name, path in image.parts.items()}}
        if image.layout == "diffusers":
            found = {"pipeline": self.folder(entry)}
        else:
            assert entry.location is not None
            found = {"checkpoint": entry.location, "config": self.sdxl_config_dir()}
        vae = self._known.get(image.vae)
        if vae is not None and self.state(vae) == "installed":
            found["vae"] = self.folder(vae) / vae.files[0].path
        return found

    def default_image_model(self) -> ModelEntry:
        """The model used when a request names none: ENFOADS_MODEL, else the first of `entries` that is installed."""
        if self.settings.model:
            return self.get(self.settings.model)
        images = [entry for entry in self.entries() if entry.task == "text-to-image"]
        return next((entry for entry in images if self.state(entry) == "installed"), self._known["starter"])

    def _has(self, entry: ModelEntry, path: str) -> bool:
        return (self.folder(entry) / path).is_file()


def _read(path: Path) -> dict[str, ModelEntry]:
    """The entries of a catalog file by id, with preview factors filled in and sizes summed."""
    data = tomllib.loads(path.read_text("utf-8"))
    previews: dict[str, Any] = data.get("preview", {})
    raw: dict[str, dict[str, Any]] = {model["id"]: model for model in data["model"]}
    for model in raw.values():
        image = model.get("image")
        if image and isinstance(image.get("preview"), str):
            image["preview"] = previews[image["preview"]]
    own = {id: _own_bytes(model) for id, model in raw.items()}
    for id, model in raw.items():
        model["bytes"] = own[id] + sum(own[other] for other in model.get("requires", []))
    return {id: ModelEntry.model_validate(model) for id, model in raw.items()}


def _own_bytes(model: dict[str, Any]) -> int:
    if model.get("embedded"):
        return sum(file.stat().st_size for file in (_HERE / model["embedded"]).rglob("*") if file.is_file())
    return sum(int(file["size"]) for file in model.get("files", []))
