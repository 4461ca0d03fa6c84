"""A random SDXL of a few megabytes with the real topology, as a diffusers folder or as the single file a model site would offer."""

from __future__ import annotations

import json
import math
import re
import shutil
import struct
from pathlib import Path

import diffusers
import torch
from diffusers import AutoencoderKL, EulerAncestralDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

import enfoads
from enfoads.engines.image.loading import STEMS

STARTER = Path(enfoads.__file__).parent / "models" / "starter"
ONE, TWO = 32, 64  # widths of the text encoders; equal ones would hide a mix-up

diffusers.utils.logging.set_verbosity_error()


def pipeline(
    *,
    channels: int = 4,
    levels: int = 4,
    prediction: str = "epsilon",
    zero_snr: bool = False,
    force_zeros: bool = True,
    force_upcast: bool = False,
    width: int = 32,
    vocabulary: int = 4096,
    on: str = "cpu",
) -> StableDiffusionXLPipeline:
    """`levels` of the autoencoder: latents are 2**(levels - 1) times smaller than the picture. `width` scales the UNet."""
    torch.manual_seed(0)
    tokenizer = CLIPTokenizer.from_pretrained(STARTER / "tokenizer")
    with torch.device(on):
        unet = UNet2DConditionModel(
            sample_size=8, in_channels=channels, out_channels=channels, layers_per_block=2, norm_num_groups=8, use_linear_projection=True,
            block_out_channels=(width, width, 2 * width), attention_head_dim=(2, 2, 4), transformer_layers_per_block=(1, 1, 2),
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"), cross_attention_dim=ONE + TWO,
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"), addition_embed_type="text_time",
            addition_time_embed_dim=8, projection_class_embeddings_input_dim=6 * 8 + TWO,
        )  # fmt: skip
        vae = AutoencoderKL(
            latent_channels=channels, block_out_channels=(16,) * (levels - 1) + (32,), layers_per_block=2, norm_num_groups=8,
            sample_size=64, down_block_types=("DownEncoderBlock2D",) * levels, up_block_types=("UpDecoderBlock2D",) * levels,
            scaling_factor=0.13025, force_upcast=force_upcast,
        )  # fmt: skip
        text_encoder = CLIPTextModel(_text(tokenizer, ONE, 2, vocabulary))
        text_encoder_2 = CLIPTextModelWithProjection(_text(tokenizer, TWO, 10, vocabulary))
    scheduler = EulerAncestralDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="trailing",
        prediction_type=prediction, rescale_betas_zero_snr=zero_snr,
    )  # fmt: skip
    pipe = StableDiffusionXLPipeline(
        vae=vae.eval(), unet=unet.eval(), scheduler=scheduler, tokenizer=tokenizer, tokenizer_2=tokenizer,
        text_encoder=text_encoder.eval(), text_encoder_2=text_encoder_2.eval(),
        force_zeros_for_empty_prompt=force_zeros, add_watermarker=False,
    )  # fmt: skip
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _text(tokenizer: CLIPTokenizer, width: int, layers: int, vocabulary: int) -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=width, intermediate_size=2 * width, num_hidden_layers=layers, num_attention_heads=4,
        projection_dim=TWO, hidden_act="gelu", max_position_embeddings=77, bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip


def save_config(folder: Path, target: Path) -> Path:
    """What a single file needs beside it: the diffusers folder without its weights."""
    return Path(shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.safetensors")))


def save_single_file(pipe: StableDiffusionXLPipeline, file: Path, *, without: str = "") -> Path:
    """`without`: prefix of keys to leave out."""
    state = {key: value.contiguous() for key, value in ldm_state(pipe).items() if not (without and key.startswith(without))}
    save_file(state, file)
    return file


def write_holes(file: Path, shapes: dict[str, list[int]], block: bytes = b"") -> Path:
    """A valid file of fp16 tensors, written without holding them: `block` over and over, or a hole on the disk."""
    header, position = {}, 0
    for key, shape in shapes.items():
        size = 2 * math.prod(shape)
        header[key] = {"dtype": "F16", "shape": shape, "data_offsets": [position, position + size]}
        position += size
    raw = json.dumps(header).encode()
    raw += b" " * (-len(raw) % 8)
    with file.open("wb") as opened:
        opened.write(struct.pack("<Q", len(raw)) + raw)
        for start in range(0, position, len(block)) if block else ():
            opened.write(block[: position - start])
        opened.truncate(8 + len(raw) + position)
    return file


def write_large(folder: Path, *, single: bool, size: int) -> dict[str, Path]:
    """A checkpoint of at least `size` bytes in fp16, nearly all of it UNet. What `Catalog.parts` would give for it."""
    width = 256
    while _parameters(width) * 2 < size:
        width += 64
    pipe = pipeline(on="meta", width=width)
    block = torch.randn(1 << 20).half().numpy().tobytes()
    config = folder / "config"
    for part in STEMS:
        model = getattr(pipe, part)
        model.config.save_pretrained(config / part) if hasattr(model.config, "save_pretrained") else model.save_config(config / part)
    pipe.tokenizer.save_pretrained(config / "tokenizer")
    pipe.tokenizer_2.save_pretrained(config / "tokenizer_2")
    (config / "model_index.json").write_text('{"force_zeros_for_empty_prompt": true}')
    if single:
        shapes = {key: list(value.shape) for key, value in ldm_state(pipe).items()}
        return {"checkpoint": write_holes(folder / "large.safetensors", shapes, block), "config": config}
    for part, stem in {
        "unet": "diffusion_pytorch_model",
        "vae": "diffusion_pytorch_model",
        "text_encoder": "model",
        "text_encoder_2": "model",
    }.items():
        shapes = {key: list(value.shape) for key, value in getattr(pipe, part).named_parameters()}
        write_holes(config / part / f"{stem}.safetensors", shapes, block)
    return {"pipeline": config}


def _parameters(width: int) -> int:
    return sum(value.numel() for value in pipeline(on="meta", width=width).unet.parameters())


# diffusers' names to those of the original (LDM) code --------------------------------------------------------------------

_UNET = {
    "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2", "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2", "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
}  # fmt: skip
_UNET_RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0", "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1", "conv_shortcut": "skip_connection",
}  # fmt: skip
_VAE = {
    "downsamplers.0": "downsample", "upsamplers.0": "upsample", "conv_norm_out": "norm_out", "conv_shortcut": "nin_shortcut",
    "mid_block.attentions.0": "mid.attn_1", "mid_block.resnets.0": "mid.block_1", "mid_block.resnets.1": "mid.block_2",
}  # fmt: skip
_VAE_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
_OPENCLIP = {
    "text_model.embeddings.token_embedding.weight": "token_embedding.weight",
    "text_model.embeddings.position_embedding.weight": "positional_embedding",
    "text_model.final_layer_norm": "ln_final", "text_model.encoder.layers": "transformer.resblocks", "layer_norm": "ln_",
    "mlp.fc1": "mlp.c_fc", "mlp.fc2": "mlp.c_proj", "self_attn": "attn",
}  # fmt: skip


def ldm_state(pipe: StableDiffusionXLPipeline) -> dict[str, torch.Tensor]:
    state = {f"model.diffusion_model.{unet_name(key)}": value for key, value in pipe.unet.state_dict().items()}
    levels = len(pipe.vae.config.block_out_channels)
    for key, value in pipe.vae.state_dict().items():
        name = _vae_name(key, levels)
        is_convolution = ".attn_1." in name and name.endswith("weight") and value.ndim == 2
        state[f"first_stage_model.{name}"] = value[..., None, None] if is_convolution else value
    for key, value in pipe.text_encoder.state_dict().items():
        state[f"conditioner.embedders.0.transformer.text_model.{key.removeprefix('text_model.')}"] = value
    for key, value in _openclip(pipe.text_encoder_2.state_dict()).items():
        state[f"conditioner.embedders.1.model.{key}"] = value
    return state


def _renamed(key: str, table: dict[str, str]) -> str:
    for theirs, ours in table.items():
        key = key.replace(theirs, ours)
    return key


def unet_name(key: str) -> str:
    """For two resnets a level, as SDXL has."""
    stem, _, leaf = key.rpartition(".")
    if stem in _UNET:
        return f"{_UNET[stem]}.{leaf}"
    match = re.match(r"(down|up|mid)_blocks?\.?(\d*)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.*)", key)
    assert match, key
    where, block, what, index, rest = match[1], int(match[2] or 0), match[3], int(match[4]), match[5]
    if what == "resnets":
        rest = _renamed(rest, _UNET_RESNET)
    if where == "mid":
        return f"middle_block.{2 * index if what == 'resnets' else 1}.{rest}"
    if what == "downsamplers":
        return f"input_blocks.{3 * block + 3}.0.op.{leaf}"
    if what == "upsamplers":
        return f"output_blocks.{3 * block + 2}.2.conv.{leaf}"
    place = 3 * block + index
    return f"{'input' if where == 'down' else 'output'}_blocks.{place + (where == 'down')}.{int(what == 'attentions')}.{rest}"


def _vae_name(key: str, levels: int) -> str:
    if ".attentions." in key:
        key = _renamed(key, _VAE_ATTENTION)
    key = _renamed(key, _VAE)
    key = re.sub(r"down_blocks\.(\d+)\.", r"down.\1.", key)
    key = re.sub(r"up_blocks\.(\d+)\.", lambda match: f"up.{levels - 1 - int(match[1])}.", key)  # theirs counts from the picture
    return re.sub(r"\.resnets\.(\d+)\.", r".block.\1.", key)


def _openclip(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Query, key and value in one matrix; the projection transposed and without `.weight`."""
    found: dict[str, torch.Tensor] = {}
    for key, value in state.items():
        if key == "text_projection.weight":
            found["text_projection"] = value.T
        elif match := re.match(r"(.*)\.q_proj\.(weight|bias)", key):
            parts = [state[f"{match[1]}.{part}_proj.{match[2]}"] for part in "qkv"]
            found[f"{_renamed(match[1], _OPENCLIP)}.in_proj_{match[2]}"] = torch.cat(parts)
        elif not re.search(r"\.[kv]_proj\.", key):
            found[_renamed(key, _OPENCLIP)] = value
    return found
