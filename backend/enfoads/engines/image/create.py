"""From a catalog entry to an engine: picks number format and scheduler, and finds the preview factors."""

from __future__ import annotations

from typing import Any

import torch

from enfoads.engines.image import loading, precision, schedulers
from enfoads.engines.image.preview import Projector
from enfoads.engines.image.sdxl import Checkpoint, SdxlEngine
from enfoads.gpu.memory import HostMemory, pick_device
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ImageDefaults, ModelEntry
from enfoads.settings import Settings


def create(entry: ModelEntry, catalog: Catalog, settings: Settings) -> SdxlEngine:
    """The engine of a text-to-image entry that is installed."""
    assert entry.image is not None
    parts = catalog.parts(entry)
    device = pick_device(settings)
    in_float32 = loading.weights_bytes(parts, entry.image.variant, torch.float32)
    return SdxlEngine(
        Checkpoint(
            name=entry.id,
            parts=parts,
            variant=entry.image.variant,
            scheduler=_scheduler(parts, entry.image),
            projector=_projector(parts, entry.image),
            dtype=precision.choose(settings.dtype, device, in_float32, HostMemory().total()),
            threads=settings.threads,
            capabilities=frozenset(entry.capabilities),
        )
    )


def _scheduler(parts: loading.Parts, image: ImageDefaults) -> dict[str, Any]:
    override = dict(image.scheduler or {})
    if image.zero_snr:  # only trailing timesteps begin at the noise such a checkpoint was trained to start from
        override = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing", **override}
    return schedulers.own_config(loading.scheduler_config(parts), override, image.prediction_type)


def _projector(parts: loading.Parts, image: ImageDefaults) -> Projector | None:
    """The catalog's factors, else those in the checkpoint's folder; without either there are no previews."""
    if image.preview is not None:
        return Projector(image.preview.matrix, image.preview.bias)
    file = parts["pipeline"] / "preview.json" if "pipeline" in parts else None
    if file is None or not file.is_file():
        return None
    return Projector(**loading.read_json(file))
