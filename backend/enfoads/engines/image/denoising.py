"""From noise, or a picture with noise, to clean latents: one loop of diffusers' for every kind of task."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import torch
from diffusers import StableDiffusionXLPipeline

from enfoads.engines.image import guidance, pipelines, schedulers
from enfoads.engines.image.attention import remembered_prompt
from enfoads.engines.image.base import ImageTask, OnStep
from enfoads.engines.image.encoding import Conditioning
from enfoads.engines.image.preview import Projector


def denoise(
    pipe: StableDiffusionXLPipeline,
    task: ImageTask,
    scheduler: Any,
    conditioning: Conditioning,
    known: torch.Tensor | None,
    projector: Projector | None,
    on_step: OnStep,
) -> torch.Tensor:
    """(1, C, H/factor, W/factor). `scheduler`: a new one. `known`: the task's picture as latents of this shape, None: from noise.

    A raise inside, also from `on_step`, leaves the modules as they were.
    """
    clean = schedulers.watch(scheduler)
    # Noise is drawn on the CPU in float32, so that a seed means the same picture on every machine.
    generator = torch.Generator("cpu").manual_seed(task.seed)
    shape = (1, pipe.unet.config.in_channels, task.height // pipe.vae_scale_factor, task.width // pipe.vae_scale_factor)
    noise = torch.randn(shape, generator=generator, dtype=torch.float32).to(conditioning.embeds.device)
    pipeline, start, options = pipelines.build(pipe, task, scheduler, noise.to(conditioning.embeds.dtype), known)

    def after_step(_pipe: object, index: int, _timestep: object, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        latents, steps = tensors["latents"], pipeline.num_timesteps
        if start is not None:
            latents = start.keep(latents, scheduler, scheduler.timesteps[len(scheduler.timesteps) - steps + index + 1 :][:1])
        on_step(index + 1, steps, _previewer(projector, clean, latents))
        return {"latents": latents}

    attention = guidance.restored(pipe.unet) if task.pag_scale > 0 else nullcontext()
    with attention, remembered_prompt(pipe.unet, conditioning.embeds.shape[1]):
        latents: torch.Tensor = pipeline(
            prompt_embeds=conditioning.embeds,
            pooled_prompt_embeds=conditioning.pooled,
            negative_prompt_embeds=conditioning.negative_embeds,
            negative_pooled_prompt_embeds=conditioning.negative_pooled,
            guidance_scale=task.guidance,
            generator=generator,
            output_type="latent",
            callback_on_step_end=after_step,
            **options,
        ).images
    return latents


def _previewer(projector: Projector | None, clean: Callable[[], torch.Tensor | None], latents: torch.Tensor) -> Callable[[], bytes]:
    """Draws the clean picture the scheduler expects; early latents themselves are almost only noise."""

    def draw() -> bytes:
        expected = clean()
        return projector.jpeg(latents if expected is None else expected) if projector else b""

    return draw
