"""LoRAs for the starter checkpoint, as kohya's trainer names them: random, but strong enough to be seen."""

from __future__ import annotations

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from enfoads.settings import REPOSITORY

UNET = REPOSITORY / "backend" / "enfoads" / "models" / "starter" / "unet" / "diffusion_pytorch_model.safetensors"


def starter_lora(seed: int = 5, rank: int = 4, strength: float = 0.4) -> bytes:
    """A safetensors file that changes every cross-attention of the UNet."""
    random = np.random.default_rng(seed)
    state: dict[str, np.ndarray] = {}
    with safe_open(UNET, framework="numpy") as weights:
        for key in weights.keys():  # noqa: SIM118, it is no dictionary
            if "attn2.to_" in key and key.endswith(".weight"):
                high, wide = weights.get_slice(key).get_shape()
                stem = f"lora_unet_{key.removesuffix('.weight').replace('.', '_')}"
                state[f"{stem}.lora_down.weight"] = (random.standard_normal((rank, wide)) / wide**0.5).astype(np.float32)
                state[f"{stem}.lora_up.weight"] = (strength * random.standard_normal((high, rank))).astype(np.float32)
                state[f"{stem}.alpha"] = np.array(float(rank), np.float32)
    return bytes(save(state))
