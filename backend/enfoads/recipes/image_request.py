"""From what a person asked to what the recipe needs: every default filled in, every random choice made, every limit checked.

Runs in the server when a request is accepted, so it loads no model library. After it, the same params give the same picture.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enfoads.engines.image.prompt import lowered, parse
from enfoads.errors import InvalidRequest, ModelNotInstalled, NotSupported, Text
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ImageDefaults, ModelEntry
from enfoads.settings import Settings

SEEDS = 2**53  # JavaScript keeps integers below it exact
MAX_LOWERED = 24  # pieces below weight 1: each costs one more pass of the text encoders over the whole prompt

WARNINGS: dict[str, Text] = {
    "negative_prompt_ignored": Text(
        "The negative prompt had no effect: this picture was made without guidance.",
        "El texto negativo no tuvo efecto: esta imagen se hizo sin guía.",
    ),
    "full_precision_retry": Text(
        "Half precision gave an empty picture, so it was made again in full precision.",
        "La media precisión dio una imagen vacía y se repitió con precisión completa.",
    ),
}


def settle(fields: dict[str, Any], catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """Complete params for `recipes.image.generate` from an ImageRequest's fields (None or absent: the checkpoint's default).

    Raises UnknownModel, NotSupported, ModelNotInstalled, or InvalidRequest with `param`.
    """
    entry, image = _model(fields.get("model"), catalog)
    given = {name: value for name, value in fields.items() if value is not None}
    params = {
        "model": entry.id,
        "checkpoint": fingerprint(entry, catalog),
        "prompt": given["prompt"],
        "preprompt": settings.preprompt or image.preprompt,
        "negative_prompt": given.get("negative_prompt", ""),
        "width": int(given.get("width", image.width)),
        "height": int(given.get("height", image.height)),
        "num_inference_steps": int(given.get("num_inference_steps", image.steps)),
        "guidance_scale": float(given.get("guidance_scale", image.guidance)),
        "scheduler": given.get("scheduler") or None,
        "num_outputs": int(given.get("num_outputs", 1)),
        "seed": int(given.get("seed", secrets.randbelow(2**32))),
        "cache": bool(given.get("cache", True)),
    }
    _check_size(params, entry, image)
    _check_sampling(params, entry, image, force=bool(given.get("force")))
    for field in ("prompt", "negative_prompt"):
        _check_weights(field, params[field])
    return params


def prompt_used(params: dict[str, Any]) -> str:
    """What the model is told: the checkpoint's own words before the person's."""
    return ", ".join(part for part in (params["preprompt"].strip().rstrip(","), params["prompt"]) if part)


def seed_of(params: dict[str, Any], index: int) -> int:
    """The seed of output `index`, from 0."""
    return int((params["seed"] + index) % SEEDS)


# Checks -----------------------------------------------------------------------------------------------------------------


def _model(name: str | None, catalog: Catalog) -> tuple[ModelEntry, ImageDefaults]:
    entry = catalog.get(name) if name else catalog.default_image_model()
    if entry.image is None:
        raise NotSupported(param="model", model=entry.id, detail="text to image", detail_es="texto a imagen")
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(param="model", model=entry.id)
    return entry, entry.image


def _check_size(params: dict[str, Any], entry: ModelEntry, image: ImageDefaults) -> None:
    for field in ("width", "height"):
        if not image.min_size <= params[field] <= image.max_size or params[field] % image.factor:
            limits = f"{image.min_size}–{image.max_size}"
            raise InvalidRequest(
                param=field,
                detail=f"{entry.id} takes a {field} of {limits} pixels, a multiple of {image.factor}.",
                detail_es=f"{entry.id} admite {limits} píxeles en {field}, múltiplo de {image.factor}.",
            )


def _check_sampling(params: dict[str, Any], entry: ModelEntry, image: ImageDefaults, *, force: bool) -> None:
    steps, guidance, scheduler = params["num_inference_steps"], params["guidance_scale"], params["scheduler"]
    if steps < image.min_steps and not force:
        raise InvalidRequest(
            param="num_inference_steps",
            detail=f"{entry.id} needs at least {image.min_steps} steps; send force to use fewer.",
            detail_es=f"{entry.id} necesita al menos {image.min_steps} pasos; envía force para usar menos.",
        )
    if guidance > max(1.0, image.max_guidance) and not force:
        raise InvalidRequest(
            param="guidance_scale",
            detail=f"{entry.id} takes a guidance of at most {image.max_guidance:g}; send force to use more.",
            detail_es=f"{entry.id} admite una guía de {image.max_guidance:g} como máximo; envía force para usar más.",
        )
    if scheduler is not None and scheduler not in image.schedulers:
        known = ", ".join(image.schedulers)
        raise InvalidRequest(
            param="scheduler", detail=f"{entry.id} takes one of {known}.", detail_es=f"{entry.id} admite uno de estos: {known}."
        )


def _check_weights(field: str, text: str) -> None:
    if lowered(parse(text)) > MAX_LOWERED:
        raise InvalidRequest(
            param=field,
            detail=f"At most {MAX_LOWERED} pieces of the text may have a weight below 1.",
            detail_es=f"Como máximo {MAX_LOWERED} partes del texto pueden tener un peso menor que 1.",
        )


# Identity ---------------------------------------------------------------------------------------------------------------

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


def _pieces(file: Path) -> Iterator[bytes]:
    size = file.stat().st_size
    with file.open("rb") as opened:
        if size <= _WHOLE:
            yield opened.read()
            return
        for index in range(_SAMPLES + 1):
            opened.seek((size - _SAMPLE) * index // _SAMPLES)
            yield opened.read(_SAMPLE)
