"""Perturbed-attention guidance (https://arxiv.org/abs/2403.17377): steers away from what the UNet draws when its self-attention is cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def layers(unet: Any) -> list[str]:
    """Whose self-attention is cut: the middle block, as in the paper; the deepest block that has any where the middle has none."""
    names = list(unet.attn_processors)
    if any(name.startswith("mid_block.") for name in names):
        return ["mid"]
    deepest = max(int(name.split(".")[1]) for name in names if name.startswith("down_blocks."))
    return [rf"down_blocks\.{deepest}\."]


@contextmanager
def restored(unet: Any) -> Iterator[None]:
    """Whatever happens inside, the UNet attends afterwards as it did before: diffusers leaves its own in place when a call ends early."""
    before = dict(unet.attn_processors)
    try:
        yield
    finally:
        unet.set_attn_processor(before)


def batch(guidance_scale: float, pag_scale: float) -> int:
    """Evaluations of the UNet that one step takes, made at once."""
    return 1 + (guidance_scale > 1) + (pag_scale > 0)
