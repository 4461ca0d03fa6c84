"""Tells from a safetensors header alone what a LoRA is, and refuses what this studio cannot apply.

Names are those of kohya's trainer (`lora_unet_…`, with CivitAI's or diffusers' block names) and of diffusers and peft
(`unet.….lora_A.weight`). What only the numbers show, such as NaN, is checked when the LoRA is applied.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from enfoads.errors import Text, UnusableLora
from enfoads.models.header import Header, Tensor

Base = Literal["sdxl", "unknown"]

MAX_HEADER = 8 << 20  # bytes: 1.5 MB for all layers of SDXL, the rest for tag counts and a thumbnail
MAX_TENSORS = 20_000  # SDXL with both text encoders, every layer: about 8,000
_FLOATS = {"F16", "BF16", "F32", "F64"}
_MAX_METADATA = 4 << 20  # characters of one value; tag counts of large data sets reach 1 MB
_MAX_WORDS, _LONGEST_WORD = 12, 80

_PART = re.compile(
    r"(?P<layer>.+?)[._](?:"
    r"(?P<down>lora_down\.weight|lora_A(?:\.default)?\.weight|lora(?:_linear_layer)?\.down\.weight)|"
    r"(?P<up>lora_up\.weight|lora_B(?:\.default)?\.weight|lora(?:_linear_layer)?\.up\.weight)|"
    r"(?P<alpha>alpha)|(?P<dora>dora_scale|lora_magnitude_vector(?:\.default)?(?:\.weight)?))"
)
_ROOTS = ("lora_unet_", "lora_te1_", "lora_te2_", "unet.", "text_encoder.", "text_encoder_2.")
_OUTERMOST = re.compile(r"down_blocks[._]0[._]attentions|input_blocks[._]1[._]1")
_CONTEXT = re.compile(r"attn2[._](?:processor[._])?to_[kv]")

_ANOTHER = Text("it is for {0}; this studio draws with SDXL", "es para {0}; este estudio dibuja con SDXL")
# Names that only one family has, looked for in this order. From the trainers' and diffusers' own converters.
_FAMILIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"single_transformer_blocks[._]|lora_unet_(double|single)_blocks_|(^|\.)(double|single)_blocks\."), "FLUX"),
    (re.compile(r"lora_unet_joint_blocks_|(^|\.)joint_blocks\."), "Stable Diffusion 3"),
    (re.compile(r"blocks[._]\d+[._](self_attn|cross_attn)[._]"), "Wan"),
    (re.compile(r"transformer_blocks[._]\d+[._](attn[._]add_[qkv]_proj|(img|txt)_(mlp|mod))"), "Qwen-Image"),
    (re.compile(r"(^|[._])layers[._]\d+[._](attention|feed_forward)"), "Z-Image"),
    (re.compile(r"^(diffusion_model\.|transformer\.|base_model\.model\.)?transformer_blocks[._]\d+[._]attn"), "Stable Diffusion 3"),
    (re.compile(r"^lora_te_"), "Stable Diffusion 1.x"),
)  # fmt: skip
_LYCORIS = re.compile(r"\.(hada_|lokr_|lora_mid\.|oft_|boft_|on_input$|diff$|diff_b$|w_norm$|b_norm$)")


@dataclass(frozen=True, slots=True)
class LoraInfo:
    """A LoRA that may be applied. `base` "unknown": its names are SDXL's, its widths are not; the checkpoint decides.

    `rank`: the commonest of its layers. `title`: its own name for itself, or "". `trigger_words`: the likeliest first.
    """

    base: Base
    rank: int
    title: str
    trigger_words: tuple[str, ...]


def vet_lora(header: Header, name: str) -> LoraInfo:
    """Raises UnusableLora, saying for which base model a LoRA is or what is wrong with it; `name` is what the message calls it."""
    try:
        layers = _layers(header)
        base = _base(layers)
        rank = Counter(_rank(layer, parts) for layer, parts in layers.items()).most_common(1)[0][0]
    except _Refused as refused:
        raise UnusableLora(name=name, detail=refused.reason.en, detail_es=refused.reason.es) from None
    return LoraInfo(base, rank, _title(header.metadata), _trigger_words(header.metadata))


class _Refused(Exception):
    def __init__(self, en: str, es: str) -> None:
        super().__init__(en)
        self.reason = Text(en, es)


# Names ------------------------------------------------------------------------------------------------------------------


def _layers(header: Header) -> dict[str, dict[str, Tensor]]:
    """By layer its tensors: down, up, alpha, dora. Everything in the file must belong to one."""
    keys = header.tensors.keys()
    if len(keys) > MAX_TENSORS:
        raise _Refused(f"it has {len(keys)} tensors", f"tiene {len(keys)} tensores")
    if not any("lora" in key or _LYCORIS.search(key) for key in keys):
        raise _Refused(*_not_a_lora(keys))
    _refuse_family(keys)
    layers: dict[str, dict[str, Tensor]] = {}
    for key, tensor in header.tensors.items():
        match = _PART.fullmatch(key)
        if match is None and _LYCORIS.search(key):
            raise _Refused("it is a LyCORIS file (LoHa, LoKr, LoCon), not a LoRA", "es un archivo LyCORIS (LoHa, LoKr, LoCon), no una LoRA")
        if match is None or not key.startswith(_ROOTS):
            raise _Refused(
                f"it holds a tensor that no LoRA has ({_short(key)})", f"contiene un tensor que ninguna LoRA tiene ({_short(key)})"
            )
        if tensor.dtype not in _FLOATS:
            raise _Refused(f"its numbers are of type {tensor.dtype}", f"sus números son de tipo {tensor.dtype}")
        part = match.lastgroup or ""
        layer = layers.setdefault(match["layer"], {})
        if part in layer:
            raise _Refused(f"it holds {_short(match['layer'])} twice", f"contiene {_short(match['layer'])} dos veces")
        layer[part] = tensor
    return layers


def _not_a_lora(keys: Iterable[str]) -> tuple[str, str]:
    if any(key.startswith(("model.diffusion_model.", "first_stage_model.", "conditioner.")) for key in keys):
        return "it is a whole checkpoint, not a LoRA", "es un checkpoint entero, no una LoRA"
    return f"it is not a LoRA (it holds {_short(next(iter(keys)))})", f"no es una LoRA (contiene {_short(next(iter(keys)))})"


def _refuse_family(keys: Iterable[str]) -> None:
    for pattern, family in _FAMILIES:
        if any(pattern.search(key) for key in keys):
            raise _other(family)


def _other(family: str) -> _Refused:
    return _Refused(_ANOTHER.en.format(family), _ANOTHER.es.format(family))


# Shapes -----------------------------------------------------------------------------------------------------------------


def _rank(layer: str, parts: dict[str, Tensor]) -> int:
    """The rank on which both halves of a layer agree."""
    down, up = parts.get("down"), parts.get("up")
    if down is None or up is None:
        raise _Refused(f"half of {_short(layer)} is missing", f"falta la mitad de {_short(layer)}")
    flat = len(down.shape) == len(up.shape) == 2
    convolution = len(down.shape) == len(up.shape) == 4 and up.shape[2:] == (1, 1)
    if not (flat or convolution) or down.shape[0] != up.shape[1] or 0 in down.shape + up.shape:
        raise _Refused(f"the halves of {_short(layer)} do not fit together", f"las mitades de {_short(layer)} no encajan")
    if "dora" in parts:
        raise _Refused("it is a DoRA, which cannot be applied", "es una DoRA, que no se puede aplicar")
    alpha = parts.get("alpha")
    if alpha is not None and alpha.shape not in ((), (1,)):
        raise _Refused(f"the alpha of {_short(layer)} is not a number", f"el alfa de {_short(layer)} no es un número")
    return down.shape[0]


def _base(layers: dict[str, dict[str, Tensor]]) -> Base:
    """By the width of the text that the UNet attends to: 768 in Stable Diffusion 1.x, 1024 in 2.x, 2048 in SDXL."""
    widths = {parts["down"].shape[1] for layer, parts in layers.items() if _CONTEXT.search(layer) and _is_matrix(parts.get("down"))}
    if 2048 in widths:
        return "sdxl"
    if 768 in widths:
        raise _other("Stable Diffusion 1.x")
    if 1024 in widths:
        raise _other("Stable Diffusion 2.x")
    if _has_outermost_attention(layers):
        raise _other("Stable Diffusion 1.x")
    deep = any(re.search(r"transformer_blocks[._]9[._]", layer) for layer in layers)  # SDXL's inner blocks are ten deep
    second = any(layer.startswith(("lora_te2_", "text_encoder_2.")) and _width(parts) == 1280 for layer, parts in layers.items())
    return "sdxl" if deep or second else "unknown"


def _has_outermost_attention(layers: dict[str, dict[str, Tensor]]) -> bool:
    """Attention at full resolution, 320 wide: SDXL has none there."""
    return any(
        re.search(r"down_blocks[._]0[._]attentions|input_blocks[._]1[._]1", layer) and _width(parts) == 320
        for layer, parts in layers.items()
    )


def _is_matrix(tensor: Tensor | None) -> bool:
    return tensor is not None and len(tensor.shape) == 2


def _width(parts: dict[str, Tensor]) -> int:
    down = parts.get("down")
    return down.shape[1] if down is not None and len(down.shape) > 1 else 0


# What it says about itself ----------------------------------------------------------------------------------------------


def _title(metadata: dict[str, str]) -> str:
    return next((clean for field in ("modelspec.title", "ss_output_name") if (clean := clean_line(metadata.get(field, "")))), "")


def _trigger_words(metadata: dict[str, str]) -> tuple[str, ...]:
    """The author's own words, then the commonest tags of the training pictures."""
    phrase = metadata.get("modelspec.trigger_phrase", "")[:_MAX_METADATA].split(",")
    words = dict.fromkeys(word for part in (*phrase, *_common_tags(metadata.get("ss_tag_frequency", ""))) if (word := clean_line(part)))
    return tuple(words)[:_MAX_WORDS]


def _common_tags(text: str) -> list[str]:
    """Kohya's `{"10_folder": {"tag": count}}`, summed over the folders."""
    if not 0 < len(text) <= _MAX_METADATA:
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    counts: Counter[str] = Counter()
    for tag, count in _counted(found):
        counts[tag.strip()] += count
    return [tag for tag, _ in counts.most_common(_MAX_WORDS)]


def _counted(found: Any) -> Iterator[tuple[str, int]]:
    for folder in found.values() if isinstance(found, dict) else ():
        for tag, count in folder.items() if isinstance(folder, dict) else ():
            if type(count) is int and count > 0:
                yield tag, count


def clean_line(text: str) -> str:
    """One line without characters that hide or turn text."""
    visible = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text[: 4 * _LONGEST_WORD])
    return " ".join(visible.split())[:_LONGEST_WORD]


def _short(key: str) -> str:
    return repr(key if len(key) <= 70 else f"{key[:67]}…")
