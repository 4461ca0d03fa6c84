"""The models the studio knows and where each one stands on this machine. Read by the server too: nothing here loads a model.

Catalog models live in `<data_dir>/models/<id>/`, the starter inside this package, what scripts/studio fetched in
`<setup_dir>/models/<id>/`, and whatever SDXL checkpoint a person puts
into `<data_dir>/models/checkpoints/`, or names in the settings (`resolution.py`), is an entry of its own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from enfoads.errors import EnfoadsError, UnknownModel
from enfoads.models.entry import FileSpec, ImageDefaults, ModelEntry, State
from enfoads.models.own import OwnCheckpoints
from enfoads.models.own_upscalers import own_upscalers
from enfoads.models.resolution import Resolution
from enfoads.settings import Settings

__all__ = ["Catalog", "ImageDefaults", "ModelEntry"]

_HERE = Path(__file__).parent
CHECKPOINTS, UPSCALERS = "checkpoints", "upscalers"


class Catalog:
    """Looks at the disk when it is asked, so that a file that was just put there is seen. Safe to use from several threads."""

    def __init__(self, settings: Settings, toml: Path = _HERE / "catalog.toml") -> None:
        self.settings = settings
        self.models_dir = settings.models_dir
        data = tomllib.loads(toml.read_text("utf-8"))
        for model in [*data["model"], data["own"]]:
            _fill_preview(model, data["preview"])
        self._known = _entries(data["model"])
        self._own = OwnCheckpoints(self.models_dir / CHECKPOINTS, settings, data["own"], self._known)

    def entries(self) -> list[ModelEntry]:
        """Every model, the best text-to-image model first: a person's own checkpoints, then the catalog's order."""
        own = [found for found in self._own.found().values() if isinstance(found, ModelEntry)]
        return own + list(self._known.values()) + list(self._upscalers().values())

    def _upscalers(self) -> dict[str, ModelEntry]:
        return own_upscalers(self.models_dir / UPSCALERS, frozenset(self._known))

    def checkpoint(self) -> Resolution:
        """Where the person's own checkpoint comes from, level by level; what won is the model `checkpoint`."""
        return self._own.resolve()

    def problems(self) -> dict[str, EnfoadsError]:
        """What lies among the person's checkpoints and cannot be used, and why; also a model setting that names nothing."""
        found = {id: found for id, found in self._own.found().items() if isinstance(found, EnfoadsError)}
        name = self.settings.model
        if name and not any(name == entry.id or name in entry.aliases for entry in self.entries()):
            found.setdefault(name, UnknownModel(param="model", model=name))
        return found

    def get(self, id: str) -> ModelEntry:
        """The model with this id or alias. Raises UnknownModel; UnsafeFile or IncompatibleCheckpoint for an own file that is refused."""
        own = self._own.found().get(id)
        if isinstance(own, EnfoadsError):
            raise own
        if own is not None:
            return own
        for entry in (*self._known.values(), *self._upscalers().values()):
            if id == entry.id or id in entry.aliases:
                return entry
        raise UnknownModel(param="model", model=id)

    def required(self, entry: ModelEntry) -> list[ModelEntry]:
        """The entry and the components it cannot run without."""
        return [entry, *(self._known[id] for id in entry.requires)]

    def state(self, entry: ModelEntry) -> State:
        """From the names and sizes of the files; `manage.verify` and `manage.ensure` compare their hashes."""
        if not entry.files and not self._exists(entry):
            return "missing"
        there = [_complete(self.folder(one) / file.path, file) for one in self.required(entry) for file in one.files]
        if all(there):
            return "installed"
        own = there[: len(entry.files)]
        return "partial" if any(own) or not own else "missing"

    def _exists(self, entry: ModelEntry) -> bool:
        return (entry.location or self.folder(entry) / "model_index.json").exists()

    def folder(self, entry: ModelEntry) -> Path:
        """Where the model's files are, or belong."""
        if entry.embedded:
            return _HERE / entry.embedded
        if entry.location is not None:
            return entry.location if entry.location.is_dir() else entry.location.parent
        shared = self.settings.setup_dir / "models" / entry.id
        if entry.set_up and all(_complete(shared / file.path, file) for file in entry.files):
            return shared
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
        if entry.location is not None and image.layout == "single_file":
            found = {"checkpoint": entry.location, "config": self.sdxl_config_dir()}
        else:
            found = {"pipeline": self.folder(entry)}
        vae = self._known.get(image.vae)
        if vae is not None and self.state(vae) == "installed":
            found["vae"] = self.folder(vae) / vae.files[0].path
        return found

    def default_image_model(self) -> ModelEntry:
        """The model used when a request names none: the one in the settings, else the first of `entries` that is installed."""
        images = [entry for entry in self.entries() if entry.task == "text-to-image"]
        name = self.settings.model
        for entry in images:
            if name and (name == entry.id or name in entry.aliases):
                return entry
        return next((entry for entry in images if self.state(entry) == "installed"), self._known["starter"])


def _complete(path: Path, file: FileSpec) -> bool:
    """There, and as large as it must be: a file that somebody is still copying is not."""
    return path.is_file() and (not file.sha256 or path.stat().st_size == file.size)


def _fill_preview(model: dict[str, Any], previews: dict[str, Any]) -> None:
    image = model.get("image", {})
    if isinstance(image.get("preview"), str):
        image["preview"] = previews[image["preview"]]


def _entries(models: list[dict[str, Any]]) -> dict[str, ModelEntry]:
    """Catalog records by id, each with its size and that of what it requires."""
    own = {model["id"]: _own_bytes(model) for model in models}
    for model in models:
        model["bytes"] = own[model["id"]] + sum(own[other] for other in model.get("requires", []))
    return {model["id"]: ModelEntry.model_validate(model) for model in models}


def _own_bytes(model: dict[str, Any]) -> int:
    if model.get("embedded"):
        return sum(file.stat().st_size for file in (_HERE / model["embedded"]).rglob("*") if file.is_file())
    return sum(int(file["size"]) for file in model.get("files", []))
