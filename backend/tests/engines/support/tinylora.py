"""Random LoRAs for a pipeline, as trainers write them: diffusers' and kohya's names, and the original code's block names (CivitAI)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import torch
from diffusers import StableDiffusionXLPipeline
from safetensors.torch import save_file
from tinysdxl import unet_name

UNET = re.compile(r"attn[12]\.(to_q|to_k|to_v|to_out\.0)$")
TEXT = re.compile(r"(self_attn\.(q|k|v|out)_proj|mlp\.fc[12])$")
PREFIXES = {"unet": "lora_unet", "text_encoder": "lora_te1", "text_encoder_2": "lora_te2"}


def layers(
    pipe: StableDiffusionXLPipeline, parts: tuple[str, ...], seed: int, rank: int = 4, strength: float = 0.3
) -> Iterator[tuple[str, str, torch.Tensor, torch.Tensor]]:
    """(part, module's name, down, up). Each layer changes its module's product by about `strength` of a unit input."""
    generator = torch.Generator().manual_seed(seed)
    for part in parts:
        for name, module in getattr(pipe, part).named_modules():
            if (UNET if part == "unet" else TEXT).search(name):
                wide, high = module.in_features, module.out_features
                down = torch.randn(rank, wide, generator=generator) / wide**0.5
                yield part, name, down, strength * torch.randn(high, rank, generator=generator)


def save(
    pipe: StableDiffusionXLPipeline,
    file: Path,
    *,
    form: str = "kohya",
    parts: tuple[str, ...] = ("unet",),
    seed: int = 5,
    strength: float = 0.3,
    alpha: float = 4.0,
) -> Path:
    """`form`: "kohya", "ldm" (kohya with the original block names) or "diffusers". `alpha` (of rank 4) only in the former two."""
    state: dict[str, torch.Tensor] = {}
    for part, name, down, up in layers(pipe, parts, seed, strength=strength):
        if form == "diffusers":
            full = name if part == "unet" or name.startswith("text_model.") else f"text_model.{name}"
            state |= {f"{part}.{full}.lora_A.weight": down, f"{part}.{full}.lora_B.weight": up}
            continue
        if part == "unet" and form == "ldm":
            name = unet_name(f"{name}.weight").removesuffix(".weight")
        elif part != "unet" and not name.startswith("text_model."):
            name = f"text_model.{name}"
        stem = f"{PREFIXES[part]}_{name.replace('.', '_')}"
        state |= {f"{stem}.lora_down.weight": down, f"{stem}.lora_up.weight": up, f"{stem}.alpha": torch.tensor(alpha)}
    save_file(state, file)
    return file
