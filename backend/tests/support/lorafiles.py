"""LoRA files in a few kilobytes, with the names and widths of the real ones and zeros inside."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping

Shapes = Mapping[str, tuple[int, ...]]

BLOCK = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k"


def kohya(layer: str, inputs: int, outputs: int, rank: int = 4) -> dict[str, tuple[int, ...]]:
    return {f"{layer}.lora_down.weight": (rank, inputs), f"{layer}.lora_up.weight": (outputs, rank), f"{layer}.alpha": ()}


def peft(layer: str, inputs: int, outputs: int, rank: int = 4) -> dict[str, tuple[int, ...]]:
    return {f"{layer}.lora_A.weight": (rank, inputs), f"{layer}.lora_B.weight": (outputs, rank)}


SDXL: Shapes = kohya(BLOCK, 2048, 640)
SD15: Shapes = kohya(BLOCK, 768, 640)
FLUX: Shapes = kohya("lora_unet_double_blocks_0_img_attn_proj", 3072, 3072)


def safetensors(shapes: Shapes, metadata: Mapping[str, str] | None = None, dtype: str = "F16") -> bytes:
    """A valid file. `dtype`: of every tensor."""
    width = {"F16": 2, "BF16": 2, "F32": 4, "I8": 1}[dtype]
    header: dict[str, object] = {"__metadata__": dict(metadata)} if metadata else {}
    position = 0
    for key, shape in shapes.items():
        size = width * math.prod(shape)
        header[key] = {"dtype": dtype, "shape": list(shape), "data_offsets": [position, position + size]}
        position += size
    raw = json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw + bytes(position)
