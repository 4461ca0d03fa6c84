#!/usr/bin/env python3
"""Trains the studio's starter checkpoint from nothing: a small SDXL-architecture pipeline that draws simple 3D icons.

    .venv/bin/python scripts/train_starter.py OUT                     every stage; a stage that is done is skipped
    .venv/bin/python scripts/train_starter.py OUT ae --minutes 14     one stage, its length chosen
    .venv/bin/python scripts/train_starter.py OUT sheet               draw OUT/sheet.png with what there is

Stages: tokenizer, ae, unet, preview, sheet. The result is OUT/checkpoint, a diffusers folder of at most 80 MB in fp16.
Stop it whenever you like: `ae` and `unet` save their state every few minutes and go on from there.

Data, fetched with `npm pack` into OUT/data: Fluent Emoji 3D by Microsoft (npm @lobehub/fluent-emoji-3d 1.1.0, MIT) and its names
and tags in English and Spanish (npm emojibase-data 17.0.0, MIT).

Two recipes. `gpu` (half an hour or more): 256 px in SDXL's own latent layout (factor 8, 4 channels, three UNet levels), a
patch discriminator against blur, people, and pictures of two things. `cpu`: 128 px in 8x8 latents of 16 channels; 14 minutes of
autoencoder and 85 of UNet on two cores gave the checkpoint that ships. What mattered there:
- v-prediction with zero-terminal SNR and trailing timesteps: plain epsilon cannot reach a flat coloured background.
- flush_denormal: without it the loop was ten times slower after a few hundred steps.
- text encoders trained together with the UNet, mostly on short batches; a tenth of the captions empty, for guidance.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import diffusers
from _icons import COLOURS, Icons, caption, fetch
from diffusers import AutoencoderTiny, DDPMScheduler, EulerAncestralDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

diffusers.utils.logging.set_verbosity_error()

SAVE_S, REPORT_S = 180, 20
SHEET = (
    "pizza", "a red apple", "perro", "rocket on a blue background", "corazón rojo sobre fondo amarillo", "smiling face",
    "hamburger on a green background", "casa", "guitar", "robot", "birthday cake on a pink background", "gato", "coche",
    "una hamburguesa sobre fondo amarillo", "sunflower", "coffee on a black background",
)  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """A size of everything. `widths`: UNet channels per level; `text`: widths of the two text encoders; minutes: default lengths."""

    size: int  # pixels
    factor: int
    channels: int  # of a latent
    encoder_blocks: tuple[int, ...]
    widths: tuple[int, ...]
    first_level_attends: bool  # SDXL's does not
    layers: int  # resnets per level
    transformers: tuple[int, ...]
    heads: tuple[int, ...]
    text: tuple[int, int]
    text_layers: int
    batch: int
    ae_batch: int
    ae_minutes: float
    unet_minutes: float
    adversarial: bool = False
    people: bool = False
    pairs: float = 0.0  # share of pictures with two things


CPU = Recipe(128, 16, 16, (0, 1, 2, 3, 3), (192, 256), True, 1, (1, 1), (6, 8), (192, 192), 3, 48, 16, 14, 85)
GPU = Recipe(
    256, 8, 4, (1, 3, 3, 3), (128, 192, 288), False, 1, (1, 1, 1), (4, 6, 9), (192, 256), 4, 256, 48, 8, 24,
    adversarial=True, people=True, pairs=0.2,
)  # fmt: skip


# Training loop ----------------------------------------------------------------------------------------------------------


def train(name: str, out: Path, minutes: float, parts: dict[str, Any], step: Callable[[int, float], float]) -> None:
    """Call `step(number, share of the time gone) -> loss` for `minutes` of training, over as many runs as it takes.

    `parts`: everything with a state, saved to OUT/state/<name>.pt. The optimisers' learning rates warm up and fall along a cosine.
    """
    optimisers = {part: part.param_groups[0]["lr"] for part in parts.values() if isinstance(part, torch.optim.Optimizer)}
    file = out / "state" / f"{name}.pt"
    number, seconds = 0, 0.0
    if file.is_file():
        state = torch.load(file, map_location="cpu", weights_only=True)
        for key, part in parts.items():
            part.load_state_dict(state["parts"][key])
        number, seconds = state["number"], state["seconds"]
        print(f"{name}: going on from step {number}, {seconds / 60:.1f} min", flush=True)
    torch.manual_seed(number)
    began = time.monotonic() - seconds  # as if it had run through
    first = saved = told = seconds
    losses: list[float] = []

    def save() -> None:
        _save(file, {"parts": {key: part.state_dict() for key, part in parts.items()}, "number": number, "seconds": seconds})

    try:
        while seconds < 60 * minutes:
            gone = seconds / (60 * minutes)
            for optimiser, lr in optimisers.items():
                optimiser.param_groups[0]["lr"] = lr * min(1, (number + 1) / 200) * max(0.02, 0.5 * (1 + math.cos(math.pi * gone)))
            losses.append(step(number, gone))
            number += 1
            seconds = time.monotonic() - began
            if seconds - told > REPORT_S:
                speed = len(losses) / (seconds - first)
                print(f"{name}: {gone:4.0%} step {number} loss {np.mean(losses[-100:]):.4f}, {speed:.2f} steps/s", flush=True)
                told = seconds
            if seconds - saved > SAVE_S:
                save()
                saved = seconds
    finally:  # Ctrl-C too
        save()


def _save(file: Path, state: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def _descend(loss: torch.Tensor, model: nn.Module, optimiser: torch.optim.Optimizer) -> float:
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    return float(loss.detach())


# Stages -----------------------------------------------------------------------------------------------------------------


def make_tokenizer(icons: Icons, out: Path) -> None:
    """A CLIP tokenizer (byte-level BPE, `</w>` at word ends) of 4,096 entries, learned from captions."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    rng = random.Random(0)
    corpus = [caption([thing], rng.choice(list(COLOURS)), rng) for thing in icons.things for _ in range(30)]
    corpus += [tag for thing in icons.things for words in thing for tag in words.tags]
    bpe = Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix=""))
    bpe.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    pieces = Regex(r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")  # CLIP's
    split = pre_tokenizers.Split(pieces, "removed", invert=True)
    bpe.pre_tokenizer = pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=4094, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    bpe.train_from_iterator(corpus, trainer)
    model = json.loads(bpe.to_str())["model"]
    vocab = model["vocab"] | {"<|startoftext|>": len(model["vocab"]), "<|endoftext|>": len(model["vocab"]) + 1}
    merges = [tuple(pair) if isinstance(pair, list) else tuple(pair.split()) for pair in model["merges"]]
    CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77).save_pretrained(out / "tokenizer")


def new_autoencoder(recipe: Recipe) -> AutoencoderTiny:
    levels = len(recipe.encoder_blocks)
    return AutoencoderTiny(
        encoder_block_out_channels=(64,) * levels,
        decoder_block_out_channels=(64,) * levels,
        latent_channels=recipe.channels,
        num_encoder_blocks=recipe.encoder_blocks,
        num_decoder_blocks=recipe.encoder_blocks[::-1],
    )


def train_autoencoder(icons: Icons, recipe: Recipe, out: Path, minutes: float) -> None:
    device = icons.device
    vae = new_autoencoder(recipe).to(device, memory_format=torch.channels_last)
    critic = nn.Sequential(  # judges patches of 46 pixels
        nn.Conv2d(3, 64, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(64, 128, 4, 2, 1), nn.GroupNorm(8, 128), nn.LeakyReLU(0.2),
        nn.Conv2d(128, 256, 4, 2, 1), nn.GroupNorm(8, 256), nn.LeakyReLU(0.2), nn.Conv2d(256, 1, 4, 1, 1),
    ).to(device)  # fmt: skip
    optimiser = torch.optim.AdamW(vae.parameters(), 1e-3, betas=(0.9, 0.95), weight_decay=1e-4)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), 2e-4, betas=(0.5, 0.9))
    rng = random.Random()

    def step(_number: int, gone: float) -> float:
        x = icons.draw(recipe.ae_batch, rng, any_colour=True)[0].contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            z = vae.encoder(x)
            y = vae.decoder(z + 0.05 * torch.randn_like(z)).float()
        z = z.float()
        loss = _difference(x, y) + 1e-3 * (z.square().mean() - 1).clamp(min=0)
        judged = recipe.adversarial and gone > 0.3  # first the right colours in the right places
        if judged:
            with torch.autocast(device.type, torch.bfloat16):
                loss = loss - 0.05 * critic.requires_grad_(False)(y).float().mean()
        value = _descend(loss, vae, optimiser)
        if judged:
            with torch.autocast(device.type, torch.bfloat16):
                real, fake = critic.requires_grad_(True)(x).float(), critic(y.detach()).float()
            _descend(F.relu(1 - real).mean() + F.relu(1 + fake).mean(), critic, critic_optimiser)
        return value

    parts = {"vae": vae, "critic": critic, "optimiser": optimiser, "critic_optimiser": critic_optimiser}
    train("ae", out, minutes, parts, step)
    vae.save_pretrained(out / "autoencoder")


def _difference(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Of pixels, of edges and of the picture seen from afar; from -1 to 1."""
    edges = sum((a.diff(dim=dim) - b.diff(dim=dim)).abs().mean() for dim in (-1, -2) for a, b in [(x, y)])
    return (x - y).abs().mean() / 2 + edges / 2 + (F.avg_pool2d(x, 4) - F.avg_pool2d(y, 4)).abs().mean() / 2


def new_denoiser(recipe: Recipe, tokenizer: CLIPTokenizer) -> nn.ModuleList:
    """Both text encoders and the UNet."""
    one, two = recipe.text

    def text(width: int) -> CLIPTextConfig:
        return CLIPTextConfig(
            vocab_size=len(tokenizer), hidden_size=width, intermediate_size=4 * width, num_hidden_layers=recipe.text_layers,
            num_attention_heads=4, projection_dim=two, hidden_act="gelu", max_position_embeddings=77, bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
        )  # fmt: skip

    levels = len(recipe.widths)
    attends = [recipe.first_level_attends] + [True] * (levels - 1)
    unet = UNet2DConditionModel(
        sample_size=recipe.size // recipe.factor, in_channels=recipe.channels, out_channels=recipe.channels,
        block_out_channels=recipe.widths, layers_per_block=recipe.layers, transformer_layers_per_block=recipe.transformers,
        attention_head_dim=recipe.heads, cross_attention_dim=one + two, use_linear_projection=True,
        down_block_types=["CrossAttnDownBlock2D" if yes else "DownBlock2D" for yes in attends],
        up_block_types=["CrossAttnUpBlock2D" if yes else "UpBlock2D" for yes in reversed(attends)],
        addition_embed_type="text_time", addition_time_embed_dim=32, projection_class_embeddings_input_dim=two + 6 * 32,
    )  # fmt: skip
    return nn.ModuleList([CLIPTextModel(text(one)), CLIPTextModelWithProjection(text(two)), unet])


def train_denoiser(icons: Icons, recipe: Recipe, out: Path, minutes: float) -> None:
    device, rng = icons.device, random.Random()
    tokenizer = CLIPTokenizer.from_pretrained(out / "tokenizer")
    vae = AutoencoderTiny.from_pretrained(out / "autoencoder").to(device).eval().requires_grad_(False)
    scale = 1 / float(_encode(vae, icons.draw(256, random.Random(0))[0]).std())
    model = new_denoiser(recipe, tokenizer).to(device)
    average = copy.deepcopy(model).requires_grad_(False)
    optimiser = torch.optim.AdamW(model.parameters(), 6e-4, betas=(0.9, 0.98), weight_decay=1e-3)
    noise = DDPMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", prediction_type="v_prediction",
        rescale_betas_zero_snr=True, timestep_spacing="trailing",
    )  # fmt: skip
    alphas = noise.alphas_cumprod.to(device)
    time_ids = torch.tensor([[recipe.size, recipe.size, 0, 0, recipe.size, recipe.size]], device=device).float()

    def step(number: int, _gone: float) -> float:
        pictures, captions = icons.draw(recipe.batch, rng)
        x = _encode(vae, pictures) * scale
        t, eps = torch.randint(len(alphas), (len(x),), device=device), torch.randn_like(x)
        a = alphas[t].view(-1, 1, 1, 1)
        length = 77 if number % 5 == 0 else 24
        ids = tokenizer(captions, padding="max_length", truncation=True, max_length=length, return_tensors="pt").input_ids.to(device)
        with torch.autocast(device.type, torch.bfloat16):
            one, two = (encoder(ids, output_hidden_states=True) for encoder in model[:2])
            v = model[2](
                a.sqrt() * x + (1 - a).sqrt() * eps, t,
                encoder_hidden_states=torch.cat([one.hidden_states[-2], two.hidden_states[-2]], -1),
                added_cond_kwargs={"text_embeds": two.text_embeds, "time_ids": time_ids.expand(len(x), -1)},
            ).sample.float()  # fmt: skip
        error = (v - (a.sqrt() * eps - (1 - a).sqrt() * x)).square().mean((1, 2, 3))
        snr = (a / (1 - a).clamp(min=1e-8)).flatten()
        loss = _descend((error * (snr.clamp(max=5) + 1) / (snr + 1)).mean(), model, optimiser)  # min-SNR weighting for v
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - min(0.9995, (number + 1) / (number + 20)))
        return loss

    train("unet", out, minutes, {"model": model, "average": average, "optimiser": optimiser}, step)
    vae.register_to_config(scaling_factor=scale, _name_or_path="")
    StableDiffusionXLPipeline(
        vae=vae, text_encoder=average[0], text_encoder_2=average[1], tokenizer=tokenizer, tokenizer_2=tokenizer, unet=average[2],
        force_zeros_for_empty_prompt=False, scheduler=EulerAncestralDiscreteScheduler.from_config(noise.config), add_watermarker=False,
    ).to("cpu", torch.float16).save_pretrained(out / "checkpoint")  # fmt: skip


@torch.no_grad()
def _encode(vae: AutoencoderTiny, pictures: torch.Tensor) -> torch.Tensor:
    """(B, 3, S, S) to unscaled latents (B, C, S/factor, S/factor)."""
    with torch.autocast(pictures.device.type, torch.bfloat16):
        latents = [vae.encoder(part) for part in pictures.split(64)]
    return torch.cat(latents).float()


def fit_preview(icons: Icons, checkpoint: Path) -> None:
    """Write checkpoint/preview.json: how to see a picture in latents without decoding (`enfoads.engines.image.preview`)."""
    from enfoads.engines.image.preview import fit

    vae = AutoencoderTiny.from_pretrained(checkpoint / "vae").to(icons.device)
    pictures = icons.draw(512, random.Random(0))[0]
    latents = _encode(vae, pictures) * vae.config.scaling_factor
    kernel, patch = 3, max(1, icons.size // latents.shape[-1] // 4)
    small = F.interpolate(pictures, size=[side * patch for side in latents.shape[-2:]], mode="area")
    matrix, bias = fit(latents.cpu(), small.cpu(), kernel, patch)
    rows = ",\n".join(f"    {row}" for row in matrix)
    text = f'{{\n  "kernel": {kernel},\n  "patch": {patch},\n  "matrix": [\n{rows}\n  ],\n  "bias": {bias}\n}}\n'
    (checkpoint / "preview.json").write_text(text, "utf-8")


def draw_sheet(out: Path, recipe: Recipe, device: torch.device) -> None:
    """OUT/sheet.png: the prompts of SHEET, eight to a row, seed 0."""
    pipe = StableDiffusionXLPipeline.from_pretrained(out / "checkpoint", dtype=torch.float32, local_files_only=True).to(device)
    pipe.set_progress_bar_config(disable=True)
    options = {"width": recipe.size, "height": recipe.size, "num_inference_steps": 20, "guidance_scale": 4.0, "output_type": "np"}
    pictures = [pipe(prompt, generator=torch.Generator().manual_seed(0), **options).images[0] for prompt in SHEET]
    rows = [np.concatenate(pictures[start : start + 8], 1) for start in range(0, len(pictures), 8)]
    Image.fromarray((np.concatenate(rows) * 255).round().astype(np.uint8)).save(out / "sheet.png")
    print(f"{out / 'sheet.png'}: " + " · ".join(SHEET))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("stages", nargs="*", metavar="stage", help="tokenizer, ae, unet, preview, sheet; none: all that is not done")
    parser.add_argument("--recipe", choices=("auto", "cpu", "gpu"), default="auto")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1, …")
    parser.add_argument("--minutes", type=float, help="length of ae and of unet, in place of the recipe's")
    options = parser.parse_args()
    device = torch.device(("cuda" if torch.cuda.is_available() else "cpu") if options.device == "auto" else options.device)
    recipe = {"cpu": CPU, "gpu": GPU, "auto": GPU if device.type == "cuda" else CPU}[options.recipe]
    torch.set_flush_denormal(True)
    torch.manual_seed(0)

    out: Path = options.out.resolve()
    fetch(out / "data")
    icons = Icons(out / "data", recipe.size, device, people=recipe.people, pairs=recipe.pairs)
    print(f"{len(icons.things)} icons at {recipe.size} px on {device}", flush=True)
    stages: dict[str, tuple[Path, Callable[[], None]]] = {
        "tokenizer": (out / "tokenizer", lambda: make_tokenizer(icons, out)),
        "ae": (out / "autoencoder", lambda: train_autoencoder(icons, recipe, out, options.minutes or recipe.ae_minutes)),
        "unet": (out / "checkpoint", lambda: train_denoiser(icons, recipe, out, options.minutes or recipe.unet_minutes)),
        "preview": (out / "checkpoint" / "preview.json", lambda: fit_preview(icons, out / "checkpoint")),
        "sheet": (out / "sheet.png", lambda: draw_sheet(out, recipe, device)),
    }
    for name in options.stages or [name for name, (result, _) in stages.items() if not result.exists()]:
        if name not in stages:
            parser.error(f"no stage {name!r}")
        stages[name][1]()


if __name__ == "__main__":
    main()
