"""LoRAs on a pipeline for the time of one picture. They are never fused: what is added and taken away again leaves other bits behind.

A file's header was vetted when the request was accepted (`models/lora_header.py`); what only shows on this checkpoint is told here.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from diffusers import StableDiffusionXLPipeline
from peft.tuners.tuners_utils import BaseTunerLayer
from safetensors.torch import load_file

from enfoads.engines.image.base import Lora
from enfoads.errors import InvalidRequest, Text, UnsafeFile, UnusableLora
from enfoads.gpu.memory import is_out_of_memory
from enfoads.models.header import read_header
from enfoads.models.lora_header import vet_lora

_HALF = re.compile(
    r"(?P<layer>.+?)[._](?:(?P<down>lora_down|lora_A(\.default)?|lora(_linear_layer)?\.down)"
    r"|(?P<up>lora_up|lora_B(\.default)?|lora(_linear_layer)?\.up))\.weight"
)
_SHAPES = re.compile(r"size mismatch for (\S+): .*?torch\.Size\((\[.*?\])\).*?torch\.Size\((\[.*?\])\)", re.DOTALL)

_NOTHING = Text(
    "nothing in it fits this model; it was made for another base model",
    "nada de ella encaja en este modelo; se hizo para otro modelo base",
)
_DORA = Text("it is a DoRA, which cannot be applied", "es una DoRA, que no se puede aplicar")
_NOT_FINITE = Text("it holds numbers that are not finite (NaN)", "contiene números que no son finitos (NaN)")
_GONE = Text("its file is not there any more", "su archivo ya no está")


@contextmanager
def applied(pipe: StableDiffusionXLPipeline, loras: Sequence[Lora]) -> Iterator[None]:
    """Inside, `pipe`'s UNet and text encoders draw with all of `loras`; afterwards they are, bit by bit, what they were.

    Raises UnusableLora or UnsafeFile, with `param` "loras", when one does not fit.
    """
    if not loras:
        yield
        return
    modules = (pipe.unet, pipe.text_encoder, pipe.text_encoder_2)
    # peft freezes what it wraps, and torch chooses the order of its sums by that: the last bits follow.
    gradients = [(value, value.requires_grad) for module in modules for value in module.parameters()]
    try:
        names = [f"lora_{index}" for index in range(len(loras))]
        with _silence():
            for name, lora in zip(names, loras, strict=True):
                _load(pipe, lora, name)
            pipe.set_adapters(names, [lora.scale for lora in loras])
        for module in modules:
            module.eval().to(module.dtype)  # new layers begin in training, and in the file's number format
        yield
    finally:
        pipe.unload_lora_weights()
        for value, needed in gradients:
            value.requires_grad_(needed)


@contextmanager
def _silence() -> Iterator[None]:
    """What does not fit is raised; all that the libraries say beside it is about their own affairs."""
    loggers = [logging.getLogger(name) for name in ("diffusers", "transformers", "peft")]
    levels = [logger.level for logger in loggers]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for logger in loggers:
                logger.setLevel(logging.CRITICAL)
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def stamp(loras: Sequence[Lora]) -> tuple[tuple[object, ...], ...]:
    """Changes with every file, its contents and its scale. Raises UnusableLora when a file is gone."""
    return tuple((str(lora.path), _stat(lora).st_mtime_ns, lora.scale) for lora in loras)


def work_bytes(loras: Sequence[Lora]) -> int:
    """Memory they take while they are applied: the file on its way, and what was made of it."""
    return sum(2 * _stat(lora).st_size for lora in loras)


def _load(pipe: StableDiffusionXLPipeline, lora: Lora, name: str) -> None:
    halves = _vetted(lora)
    try:
        tensors = load_file(lora.path)
        if any(key.endswith(".alpha") for key in tensors):
            pipe.load_lora_weights(_scaled(tensors, halves), adapter_name=name)
        else:  # by name: diffusers' own files keep their scales in the metadata
            pipe.load_lora_weights(
                str(lora.path.parent), weight_name=lora.path.name, adapter_name=name, local_files_only=True, use_safetensors=True
            )
    except Exception as error:  # whatever diffusers, transformers and peft make of a file that does not fit
        if is_out_of_memory(error):
            raise
        raise _unusable(lora, _reason(error)) from None
    layers = [
        module
        for part in (pipe.unet, pipe.text_encoder, pipe.text_encoder_2)
        for module in part.modules()
        if isinstance(module, BaseTunerLayer) and name in module.lora_A
    ]
    if not layers:
        raise _unusable(lora, _NOTHING)
    if len(layers) < len(halves):
        found = f"{len(layers)}/{len(halves)}"
        raise _unusable(lora, Text(f"only {found} of its layers are known here", f"aquí solo se conocen {found} de sus capas"))
    if not _is_finite(layers, name):
        raise _unusable(lora, _NOT_FINITE)


def _vetted(lora: Lora) -> dict[str, list[str]]:
    """Layer -> the keys of its two halves. Raises UnusableLora or UnsafeFile."""
    _stat(lora)
    try:
        if lora.path.suffix != ".safetensors":  # diffusers would open anything else as a pickle
            raise UnsafeFile(name=lora.name, detail="not .safetensors", detail_es="no es .safetensors")
        header = read_header(lora.path)
        vet_lora(header, lora.name)
    except InvalidRequest as error:
        error.param = "loras"
        raise
    if any("dora_scale" in key or "lora_magnitude_vector" in key for key in header.tensors):  # diffusers would apply the rest of it
        raise _unusable(lora, _DORA)
    halves: dict[str, list[str]] = {}
    for key in header.tensors:
        if match := _HALF.fullmatch(key):
            halves.setdefault(match["layer"], []).insert(0 if match["down"] else 1, key)
    return halves


def _scaled(tensors: dict[str, torch.Tensor], halves: dict[str, list[str]]) -> dict[str, torch.Tensor]:
    """Without `alpha`: each layer's share, alpha / rank, goes into its weights. diffusers loses those that differ between layers.

    Both halves take the root of it, so that neither leaves half precision's range.
    """
    for layer, keys in halves.items():
        alpha = tensors.pop(f"{layer}.alpha", None)
        if alpha is None:
            continue
        down, up = keys
        share = float(alpha) / tensors[down].shape[0]
        if share != 1:
            root = math.nan if math.isnan(share) else math.sqrt(abs(share))
            tensors[down] = (tensors[down].float() * root).to(tensors[down].dtype)
            tensors[up] = (tensors[up].float() * math.copysign(root, share)).to(tensors[up].dtype)
    return tensors


def _is_finite(layers: list[Any], name: str) -> bool:
    """Of what has arrived in the model: half precision may have made infinity of a large number."""
    values = [half[name].weight for layer in layers for half in (layer.lora_A, layer.lora_B)]
    return bool(torch.stack([value.to(layers[0].weight.dtype).isfinite().all() for value in values]).all())


def _reason(error: Exception) -> Text:
    if match := _SHAPES.search(str(error)):
        layer, theirs, ours = match[1].split(".lora_")[0], match[2], match[3]
        return Text(f"{layer} is {theirs}, not {ours}", f"{layer} es {theirs}, no {ours}")
    if "not been correctly renamed" in str(error) or "No modules were targeted" in str(error) or "not found" in str(error):
        return _NOTHING
    detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
    return Text(detail, detail)


def _unusable(lora: Lora, reason: Text) -> UnusableLora:
    return UnusableLora(param="loras", name=lora.name, detail=reason.en, detail_es=reason.es)


def _stat(lora: Lora) -> Any:
    try:
        return lora.path.stat()
    except OSError:
        raise _unusable(lora, _GONE) from None
