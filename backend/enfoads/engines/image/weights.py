"""Weights from disk to device: safetensors files mapped into memory, copied tensor by tensor into models that have no memory yet.

At most `AT_ONCE` bytes of a file are resident beside the finished weights, whatever its size and whatever the two dtypes.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open

from enfoads.errors import IncompatibleCheckpoint, UnsafeFile

AT_ONCE = 128 << 20
_DTYPES = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2, "I64": torch.int64, "I32": torch.int32,
}  # fmt: skip
_OLD_ATTENTION = {".query.": ".to_q.", ".key.": ".to_k.", ".value.": ".to_v.", ".proj_attn.": ".to_out.0."}  # diffusers before 0.17


class MappedFile:
    """A safetensors file seen as tensors. They are views: nothing is read until a tensor is used."""

    def __init__(self, path: Path) -> None:
        """Raises UnsafeFile when the header does not fit the file."""
        try:
            with safe_open(path, "pt"):  # the library checks the header, once
                pass
        except (SafetensorError, OSError) as error:
            raise UnsafeFile(name=path.name, detail=str(error)[:200], detail_es=str(error)[:200]) from None
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        (length,) = struct.unpack_from("<Q", self._map)
        header = json.loads(self._map[8 : 8 + length])
        header.pop("__metadata__", None)
        self.tensors = {key: self._view(8 + length, entry) for key, entry in header.items() if entry["dtype"] in _DTYPES}

    def _view(self, base: int, entry: Mapping[str, list[int] | str]) -> torch.Tensor:
        shape, dtype = entry["shape"], _DTYPES[str(entry["dtype"])]
        count = math.prod(int(size) for size in shape)
        if count == 0:
            return torch.empty([int(size) for size in shape], dtype=dtype)
        start = base + int(entry["data_offsets"][0])
        return torch.frombuffer(self._map, dtype=dtype, count=count, offset=start).reshape([int(size) for size in shape])

    def release(self) -> None:
        """Let the system take the pages read so far out of memory; they are read again from the file when needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


def fill(
    module: torch.nn.Module,
    source: dict[str, torch.Tensor],
    device: str,
    dtype: torch.dtype,
    name: str,
    release: Callable[[], None],
) -> None:
    """Give every parameter of a `module` built on the meta device its weights from `source`, which is emptied on the way.

    `release` is called each time `AT_ONCE` bytes were copied. Raises IncompatibleCheckpoint when a tensor is missing or has
    another shape; tensors that the module does not know are left alone.
    """
    copied = 0
    for path, child in module.named_modules():
        for leaf, parameter in list(child.named_parameters(recurse=False)):
            key = f"{path}.{leaf}" if path else leaf
            value = source.pop(key, None)
            if value is None or value.shape != parameter.shape:
                found = "missing" if value is None else f"{list(value.shape)}, not {list(parameter.shape)}"
                raise IncompatibleCheckpoint(model=name, detail=f"{key}: {found}", detail_es=f"{key}: {found}")
            # requires_grad stays on, as in diffusers: torch folds matrix products by it, also under no_grad, and the last bits follow
            setattr(child, leaf, torch.nn.Parameter(value.to(device, dtype, copy=True)))
            copied += value.numel() * value.element_size()
            del value
            if copied >= AT_ONCE:
                release()
                copied = 0
        for leaf, buffer in list(child.named_buffers(recurse=False)):
            if buffer.is_meta:  # the only buffers of an SDXL model: CLIP's position_ids, never stored
                setattr(child, leaf, torch.arange(buffer.shape[-1], device=device).expand(buffer.shape))
    release()


def rename(source: Mapping[str, torch.Tensor], module: torch.nn.Module) -> dict[str, torch.Tensor]:
    """Keys as `module` has them: with or without transformers' `text_model.` and in today's attention names."""
    wrapped = any(key.startswith("text_model.") for key in module.state_dict())
    renamed = {}
    for key, value in source.items():
        if not wrapped:
            key = key.removeprefix("text_model.")
        elif not key.startswith(("text_model.", "text_projection")):
            key = f"text_model.{key}"
        for old, new in _OLD_ATTENTION.items():
            key = key.replace(old, new)
        renamed[key] = value
    return renamed
