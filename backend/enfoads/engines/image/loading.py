"""Builds an SDXL pipeline from files, on the device, without a network and without a second copy of the weights in memory.

Three forms of a checkpoint (`Catalog.parts`): a diffusers folder, a single file with the original key names, and parts
gathered from several models (SDXL Lightning: its UNet, SDXL's text encoders, the fp16-fix autoencoder).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, AutoencoderTiny, StableDiffusionXLPipeline, UNet2DConditionModel
from diffusers.loaders.single_file_utils import (
    convert_ldm_clip_checkpoint,
    convert_ldm_unet_checkpoint,
    convert_ldm_vae_checkpoint,
    convert_open_clip_checkpoint,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from enfoads.engines.image.weights import MappedFile, fill, rename
from enfoads.errors import IncompatibleCheckpoint
from enfoads.models.header import read_header

COMPONENTS = ("text_encoder", "text_encoder_2", "unet", "vae")
STEMS = {"text_encoder": "model", "text_encoder_2": "model", "unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model"}
LDM_PREFIXES = (
    "model.diffusion_model.",
    "first_stage_model.",
    "conditioner.embedders.",
)  # what a single file may hold beyond is not loaded
SDXL_LATENTS = {"latent_channels": 4, "scaling_factor": 0.13025}  # vae/config.json of SDXL

Parts = Mapping[str, Path]


def load(parts: Parts, variant: str, device: str, dtype: torch.dtype, name: str) -> StableDiffusionXLPipeline:
    """The pipeline with all its weights on `device`. `name` is the model's id, for errors.

    Raises IncompatibleCheckpoint or UnsafeFile. On any error nothing stays on the device.
    """
    diffusers.utils.logging.set_verbosity_error()  # both libraries warn about harmless things on every load
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    config = parts.get("pipeline") or parts["config"]
    single = MappedFile(parts["checkpoint"]) if "checkpoint" in parts else None
    loaded = {part: _component(part, parts, variant, single, device, dtype, name) for part in COMPONENTS}
    index = read_json(config / "model_index.json")
    pipe = StableDiffusionXLPipeline(
        **loaded,
        tokenizer=_tokenizer(config / "tokenizer", loaded["text_encoder"]),
        tokenizer_2=_tokenizer(config / "tokenizer_2", loaded["text_encoder_2"]),
        scheduler=None,  # every request brings its own
        force_zeros_for_empty_prompt=bool(index.get("force_zeros_for_empty_prompt", True)),
        add_watermarker=False,
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def weights_bytes(parts: Parts, variant: str, dtype: torch.dtype) -> int:
    """Bytes of all weights once they are loaded as `dtype`, from the files' headers."""
    total = 0
    for part in COMPONENTS:
        for file in _files(part, parts, variant):
            total += sum(math.prod(tensor.shape) for tensor in read_header(file).tensors.values())
    if "checkpoint" in parts:
        for key, tensor in read_header(parts["checkpoint"]).tensors.items():
            if key.startswith(LDM_PREFIXES) and not (key.startswith("first_stage_model.") and "vae" in parts):
                total += math.prod(tensor.shape)
    return total * dtype.itemsize


def scheduler_config(parts: Parts) -> dict[str, Any]:
    """The scheduler config that comes with the checkpoint, or SDXL's."""
    return read_json((parts.get("pipeline") or parts["config"]) / "scheduler" / "scheduler_config.json")


def read_json(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(path.read_text("utf-8")))


def _component(
    part: str, parts: Parts, variant: str, single: MappedFile | None, device: str, dtype: torch.dtype, name: str
) -> torch.nn.Module:
    """One model: its shape first, then its weights."""
    config = (parts.get("pipeline") or parts["config"]) / part
    if part == "vae":
        parts = _choose_vae(parts, single, config, dtype)
    files = _files(part, parts, variant)
    with torch.device("meta"):
        module = _skeleton(part, config, name, fixed_vae=part == "vae" and "vae" in parts)
    maps = [MappedFile(file) for file in files]
    if maps:
        source = {key: value for one in maps for key, value in one.tensors.items()}
    elif single is not None:
        source, maps = _from_single(part, single, module), [single]
    else:
        raise IncompatibleCheckpoint(model=name, detail=f"{part} has no weights", detail_es=f"{part} no tiene pesos")

    def release() -> None:
        for one in maps:
            one.release()

    fill(module, rename(source, module), device, dtype, name, release)
    return module.eval()


def _choose_vae(parts: Parts, single: MappedFile | None, config: Path, dtype: torch.dtype) -> Parts:
    """The autoencoder given beside a checkpoint serves half precision, where SDXL's own overflows, or a file that has none.

    It fits SDXL's latents alone; for every other layout the checkpoint's own is the only one.
    """
    if "vae" not in parts or ("pipeline" not in parts and single is None):
        return parts
    settings = read_json(config / "config.json")
    has_own = single is None or "first_stage_model.decoder.conv_out.weight" in single.tensors
    is_sdxl = settings.get("_class_name") == "AutoencoderKL" and all(settings.get(key) == value for key, value in SDXL_LATENTS.items())
    if is_sdxl and (dtype == torch.float16 or not has_own):
        return parts
    return {key: path for key, path in parts.items() if key != "vae"}


def _skeleton(part: str, config: Path, name: str, fixed_vae: bool) -> torch.nn.Module:
    """The model without memory, from its config. `fixed_vae`: the autoencoder is the one that needs no upcast."""
    if part in ("text_encoder", "text_encoder_2"):
        kind = CLIPTextModel if part == "text_encoder" else CLIPTextModelWithProjection
        return cast(torch.nn.Module, kind(CLIPTextConfig.from_pretrained(config, local_files_only=True)))
    settings = read_json(config / "config.json")
    kinds = {"unet": (UNet2DConditionModel,), "vae": (AutoencoderKL, AutoencoderTiny)}[part]
    kind = next((kind for kind in kinds if kind.__name__ == settings.get("_class_name")), None)
    if kind is None:
        found = str(settings.get("_class_name"))[:60]
        raise IncompatibleCheckpoint(model=name, detail=f"its {part} is {found!r}", detail_es=f"su {part} es {found!r}")
    if fixed_vae:
        settings["force_upcast"] = False
    return cast(torch.nn.Module, kind.from_config(settings))


def _from_single(part: str, single: MappedFile, module: torch.nn.Module) -> dict[str, torch.Tensor]:
    """The tensors of one component of a single file, under diffusers' names."""
    tensors = dict(single.tensors)
    if part == "unet":
        found = convert_ldm_unet_checkpoint(tensors, module.config)
    elif part == "vae":
        found = convert_ldm_vae_checkpoint(tensors, module.config)
    elif part == "text_encoder":
        found = convert_ldm_clip_checkpoint({key: value for key, value in tensors.items() if key.startswith("conditioner.embedders.0.")})
    else:
        found = convert_open_clip_checkpoint(module, tensors, prefix="conditioner.embedders.1.model.")
    return cast("dict[str, torch.Tensor]", found)


def _files(part: str, parts: Parts, variant: str) -> list[Path]:
    """The files with `part`'s weights under diffusers' names; none when they are inside a single file."""
    if part in parts:
        return [parts[part]]
    if "pipeline" not in parts:
        return []
    dot = f".{variant}" if variant else ""
    pattern = re.compile(rf"{STEMS[part]}{re.escape(dot)}(-\d{{5}}-of-\d{{5}})?\.safetensors")
    return sorted(path for path in _listed(parts["pipeline"] / part) if pattern.fullmatch(path.name))


def _listed(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _tokenizer(folder: Path, encoder: Any) -> Any:
    tokenizer = CLIPTokenizer.from_pretrained(folder, local_files_only=True)
    tokenizer.model_max_length = min(tokenizer.model_max_length, encoder.config.max_position_embeddings)  # some folders say 1e30
    return tokenizer
