"""Tells what a weights file or folder is, from its headers alone, and refuses what is not a safe SDXL checkpoint."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from enfoads.errors import IncompatibleCheckpoint, Text, UnsafeFile
from enfoads.models.header import Header, read_header

Prediction = Literal["epsilon", "v_prediction", "sample"]

SDXL_SCALE = 0.13025  # vae/config.json of SDXL: latents times this have about unit variance
_UNET = "model.diffusion_model."
_WEIGHTS = {"unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model", "text_encoder": "model", "text_encoder_2": "model"}
_LIBRARIES = {"diffusers", "transformers"}
_CONFIG_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """An SDXL checkpoint that may be loaded. Sizes in bytes and pixels; `prediction` None: the scheduler's own configuration says."""

    bytes: int
    factor: int
    size: int
    prediction: Prediction | None
    zero_snr: bool
    has_vae: bool
    sdxl_latents: bool  # 4 channels, factor 8, SDXL's scale: its other autoencoders and preview factors fit
    variant: str  # "fp16" when the folder's weights are named so


def inspect(path: Path) -> Checkpoint:
    """Vet a single file or a diffusers folder. Raises UnsafeFile or IncompatibleCheckpoint; about 20 ms for SDXL."""
    return _inspect_folder(path) if path.is_dir() else _inspect_file(path)


# Single files ---------------------------------------------------------------------------------------------------------


def _inspect_file(path: Path) -> Checkpoint:
    header = read_header(path)
    if path.suffix != ".safetensors":  # loaders choose by suffix: any other one would be unpickled
        raise UnsafeFile(name=path.name, detail="its name must end in .safetensors", detail_es="su nombre debe acabar en .safetensors")
    found = classify(header)
    if found is not None:
        raise IncompatibleCheckpoint(model=path.name, detail=found.en, detail_es=found.es)
    v_prediction = "v_pred" in header.tensors or header.metadata.get("modelspec.prediction_type") == "v"
    return Checkpoint(
        bytes=path.stat().st_size,
        factor=8,
        size=1024,
        prediction="v_prediction" if v_prediction else "epsilon",
        zero_snr="ztsnr" in header.tensors,
        has_vae="first_stage_model.decoder.conv_out.weight" in header.tensors,
        sdxl_latents=True,
        variant="",
    )


def classify(header: Header) -> Text | None:
    """None for an SDXL checkpoint that draws from text; else what the file is, in English and Spanish. Keys: CivitAI's (LDM) names."""
    keys = header.tensors.keys()
    if any(".lora_" in key or key.startswith(("lora_", "lycoris_")) for key in keys):
        return Text("it is a LoRA, which goes on top of a checkpoint", "es una LoRA, que se aplica sobre un checkpoint")
    if any("double_blocks.0." in key or "single_transformer_blocks.0." in key for key in keys):
        return Text("it is a FLUX model", "es un modelo FLUX")
    if any("joint_blocks.0." in key for key in keys):
        return Text("it is a Stable Diffusion 3 model", "es un modelo Stable Diffusion 3")
    if any(key.startswith("control_model.") or "controlnet_cond_embedding" in key for key in keys):
        return Text("it is a ControlNet", "es un ControlNet")
    if _UNET + "input_blocks.0.0.weight" in keys:
        return _classify_unet(header)
    if any(key.startswith(("input_blocks.0.0.", "down_blocks.0.")) for key in keys):
        return Text("it is a UNet alone, without text encoders", "es solo una UNet, sin codificadores de texto")
    if any(key.startswith(("first_stage_model.", "decoder.conv_in.")) for key in keys):
        return Text("it is an autoencoder (VAE) alone", "es solo un autocodificador (VAE)")
    if {"clip_l", "clip_g"} & keys or "emb_params" in keys:
        return Text("it is an embedding (textual inversion)", "es un embedding (textual inversion)")
    example = next(iter(keys))[:60]
    return Text(
        f"its tensors are not those of a known model ({example!r}, …)", f"sus tensores no son de un modelo conocido ({example!r}, …)"
    )


def _classify_unet(header: Header) -> Text | None:
    keys = header.tensors.keys()
    if any(key.startswith("cond_stage_model.transformer.") for key in keys):
        return Text("it is a Stable Diffusion 1.x model", "es un modelo Stable Diffusion 1.x")
    if any(key.startswith("cond_stage_model.model.") for key in keys):
        return Text("it is a Stable Diffusion 2.x model", "es un modelo Stable Diffusion 2.x")
    if _UNET + "label_emb.0.0.weight" not in keys:
        return Text("it is a UNet of another architecture", "es una UNet de otra arquitectura")
    if any(key.startswith("conditioner.embedders.0.model.") for key in keys):
        return Text("it is the SDXL refiner", "es el refinador de SDXL")
    if not any(key.startswith("conditioner.embedders.1.model.") for key in keys):
        return Text("it is an SDXL UNet without text encoders", "es una UNet de SDXL sin codificadores de texto")
    if header.tensors[_UNET + "input_blocks.0.0.weight"].shape[1:2] == (9,):
        return Text("it is an SDXL inpainting model", "es un modelo SDXL de relleno (inpainting)")
    return None


# Diffusers folders ----------------------------------------------------------------------------------------------------


def _inspect_folder(path: Path) -> Checkpoint:
    index = _config(path, "model_index.json")
    name = index.get("_class_name")
    if name != "StableDiffusionXLPipeline":
        raise IncompatibleCheckpoint(model=path.name, detail=f"its pipeline is {name!r}", detail_es=f"su pipeline es {name!r}")
    _refuse_remote_code(path, index)
    variant = "fp16" if all(_weight_files(path, part, stem, "fp16") for part, stem in _WEIGHTS.items()) else ""
    total = 0
    for part, stem in _WEIGHTS.items():
        files = _weight_files(path, part, stem, variant)
        if not files:
            raise UnsafeFile(name=path.name, detail=f"{part}/ has no safetensors weights", detail_es=f"{part}/ no tiene pesos safetensors")
        total += sum(read_header(file).data_bytes for file in files)
    vae = _config(path, "vae/config.json")
    factor = _factor(vae)
    sample = _config(path, "unet/config.json").get("sample_size")
    scheduler = _config(path, "scheduler/scheduler_config.json")
    return Checkpoint(
        bytes=total,
        factor=factor,
        size=(sample if isinstance(sample, int) else 128) * factor,
        prediction=None,
        zero_snr=bool(scheduler.get("rescale_betas_zero_snr")),
        has_vae=True,
        sdxl_latents=factor == 8 and vae.get("latent_channels") == 4 and vae.get("scaling_factor") == SDXL_SCALE,
        variant=variant,
    )


def _refuse_remote_code(path: Path, index: dict[str, Any]) -> None:
    """Every part must be a class of diffusers or transformers; a folder may not bring Python of its own."""
    for part, value in index.items():
        if part.startswith("_") or not isinstance(value, list) or value[:1] == [None]:
            continue
        if len(value) != 2 or value[0] not in _LIBRARIES:
            raise UnsafeFile(name=path.name, detail=f"its {part} brings its own code", detail_es=f"su {part} trae código propio")
    for config in path.glob("*/config.json"):
        if "auto_map" in _config(path, f"{config.parent.name}/config.json"):
            raise UnsafeFile(
                name=path.name, detail=f"{config.parent.name}/ brings its own code", detail_es=f"{config.parent.name}/ trae código propio"
            )


def _weight_files(path: Path, part: str, stem: str, variant: str) -> list[Path]:
    """The safetensors files of one part: a single one, or the shards that its index names."""
    dot = f".{variant}" if variant else ""
    single = path / part / f"{stem}{dot}.safetensors"
    if single.is_file():
        return [single]
    index = path / part / f"{stem}.safetensors.index{dot}.json"
    if not index.is_file():
        return []
    names = set(_config(path, f"{part}/{index.name}").get("weight_map", {}).values())
    if not all(isinstance(name, str) and name == Path(name).name and name.endswith(".safetensors") for name in names):
        raise UnsafeFile(
            name=path.name, detail=f"{part}/{index.name} names other files", detail_es=f"{part}/{index.name} nombra otros archivos"
        )
    return [path / part / name for name in sorted(names) if (path / part / name).is_file()]


def _factor(vae: dict[str, Any]) -> int:
    """Pixels per latent, from the number of halvings in the autoencoder's configuration."""
    blocks = vae.get("block_out_channels")
    if vae.get("_class_name") == "AutoencoderTiny":
        blocks = vae.get("encoder_block_out_channels", blocks)
    return int(2 ** (len(blocks) - 1)) if isinstance(blocks, list) and 0 < len(blocks) < 8 else 8


def _config(path: Path, name: str) -> dict[str, Any]:
    file = path / name
    try:
        if file.stat().st_size > _CONFIG_BYTES:
            raise ValueError("too large")
        data = json.loads(file.read_bytes())
        if not isinstance(data, dict):
            raise ValueError("not an object")
    except (OSError, ValueError, RecursionError):
        raise IncompatibleCheckpoint(
            model=path.name, detail=f"{name} is missing or unreadable", detail_es=f"{name} falta o no se puede leer"
        ) from None
    return data
