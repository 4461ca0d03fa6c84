"""diffusers' pipelines around the very same modules: text to image and picture to picture, each with and without perturbed attention.

They hold no weights of their own and live for one picture, so a scheduler or a setting of one never reaches another.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLPAGImg2ImgPipeline,
    StableDiffusionXLPAGPipeline,
    StableDiffusionXLPipeline,
)

from enfoads.engines.image import guidance, schedulers
from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.start import Start, steps_to_run, to_redraw


class _FromStart:
    """Replaces how a picture-to-picture pipeline begins: diffusers' knows only four channels and may run no step at all."""

    scheduler: Any
    start: Start
    run: int  # how many steps of the schedule, the last ones

    def get_timesteps(self, steps: int, *_: Any, **__: Any) -> tuple[torch.Tensor, int]:
        begin = (steps - self.run) * self.scheduler.order
        if hasattr(self.scheduler, "set_begin_index"):
            self.scheduler.set_begin_index(begin)
        return self.scheduler.timesteps[begin:], self.run

    def prepare_latents(
        self, _image: Any, timestep: torch.Tensor, _batch: int, _copies: int, dtype: torch.dtype, *_: Any, **__: Any
    ) -> torch.Tensor:
        return self.start.begin(self.scheduler, timestep).to(dtype)


class _PictureToPicture(_FromStart, StableDiffusionXLImg2ImgPipeline):  # type: ignore[misc]
    pass


class _PictureToPicturePAG(_FromStart, StableDiffusionXLPAGImg2ImgPipeline):  # type: ignore[misc]
    pass


def build(
    base: StableDiffusionXLPipeline, task: ImageTask, scheduler: Any, noise: torch.Tensor, known: torch.Tensor | None
) -> tuple[Any, Start | None, dict[str, Any]]:
    """A pipeline of `base`'s modules for one picture, where it starts, and what its call is told beside the words.

    `noise` and `known` (the task's picture, None: from noise alone): (1, C, H/factor, W/factor).
    """
    perturbed = {"pag_scale": task.pag_scale} if task.pag_scale > 0 else {}
    kinds = (StableDiffusionXLPipeline, StableDiffusionXLPAGPipeline) if known is None else (_PictureToPicture, _PictureToPicturePAG)
    layers = {"pag_applied_layers": guidance.layers(base.unet)} if perturbed else {}
    pipeline = kinds[bool(perturbed)](**{**base.components, "scheduler": scheduler}, **layers, add_watermarker=False)
    pipeline.set_progress_bar_config(disable=True)
    longest = schedulers.longest(scheduler)
    if known is None:
        size = {"width": task.width, "height": task.height, "latents": noise, "num_inference_steps": min(task.steps, longest)}
        return pipeline, None, size | perturbed
    redraw = None if task.mask is None else to_redraw(task.mask, base.vae_scale_factor, noise.device)
    pipeline.start = Start(known.to(noise.device), noise.float(), redraw, afresh=task.strength == 1)
    steps, pipeline.run = steps_to_run(task.steps, task.strength, longest)
    return pipeline, pipeline.start, {"image": task.image, "num_inference_steps": steps} | perturbed
