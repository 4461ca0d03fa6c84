"""Pictures to latents and back, for any number of channels and any factor; in tiles where memory is short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from diffusers import AutoencoderKL

from enfoads.engines.image import precision

TILE = 512  # pixels; a tile and its overlaps take 1.25 times its own size


def decode(vae: Any, latents: torch.Tensor, tiled: bool) -> torch.Tensor:
    """(1, C, h, w) latents as the UNet sees them to (1, 3, H, W) pixels from -1 to 1."""
    config = vae.config
    if vae.dtype == torch.float16 and config.force_upcast:
        with precision.full(vae):
            return decode(vae, latents, tiled)
    z = latents.to(vae.dtype)
    mean, std = config.get("latents_mean"), config.get("latents_std")
    if mean is not None and std is not None:
        z = z * _per_channel(std, z) / config.scaling_factor + _per_channel(mean, z)
    else:
        z = z / config.scaling_factor
    z = z + (config.get("shift_factor") or 0.0)
    with _tiling(vae, tiled):
        pixels: torch.Tensor = vae.decode(z, return_dict=False)[0]
    return pixels


def encode(vae: Any, pixels: torch.Tensor, tiled: bool) -> torch.Tensor:
    """The other way. Of a distribution the most likely latents are taken, so that nothing but the seed decides a picture.

    What overflows in half precision is encoded again in float32.
    """
    config = vae.config
    if vae.dtype == torch.float16 and config.force_upcast:
        with precision.full(vae):
            return encode(vae, pixels, tiled)
    with _tiling(vae, tiled):
        encoded = vae.encode(pixels.to(vae.dtype))
    z: torch.Tensor = encoded.latent_dist.mode() if hasattr(encoded, "latent_dist") else encoded.latents
    if vae.dtype != torch.float32 and not bool(z.isfinite().all()):
        with precision.full(vae):
            return encode(vae, pixels, tiled)
    z = z - (config.get("shift_factor") or 0.0)
    mean, std = config.get("latents_mean"), config.get("latents_std")
    if mean is not None and std is not None:
        z = (z - _per_channel(mean, z)) / _per_channel(std, z)
    z = z * config.scaling_factor
    return z


def _per_channel(values: list[float], like: torch.Tensor) -> torch.Tensor:
    return torch.tensor(values, device=like.device, dtype=like.dtype).view(1, -1, 1, 1)


@contextmanager
def _tiling(vae: Any, on: bool) -> Iterator[None]:
    """Work in tiles of `TILE` pixels. Only for AutoencoderKL: the tiny one's tiling takes every factor for eight, and it needs none."""
    if not on or not isinstance(vae, AutoencoderKL):
        yield
        return
    names = ("use_tiling", "tile_sample_min_size", "tile_latent_min_size")
    before = {name: getattr(vae, name) for name in names}
    factor = 2 ** (len(vae.config.block_out_channels) - 1)
    try:
        for name, value in zip(names, (True, TILE, TILE // factor), strict=True):
            setattr(vae, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(vae, name, value)
