"""Text to image with any SDXL-architecture checkpoint: check, encode, denoise, decode, validate.

Nothing here assumes four latent channels or a factor of eight: both come from the checkpoint's own configuration.
"""

from __future__ import annotations

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, StableDiffusionXLPipeline
from PIL import Image

from enfoads.engines.image import loading, precision, schedulers
from enfoads.engines.image.attention import remembered_prompt
from enfoads.engines.image.base import ImageResult, ImageTask, OnStep
from enfoads.engines.image.encoding import Conditioning, PromptEncoder
from enfoads.engines.image.preview import Projector
from enfoads.errors import InvalidImage, InvalidRequest

# Bytes per pixel and byte of the dtype that an SDXL autoencoder's decoder takes at its widest (InvokeAI, vae_working_memory.py),
# and the same for one evaluation of the UNet (measured on SDXL with memory-efficient attention, rounded up).
DECODE_BYTES, UNET_BYTES = 2200, 350
TILE = 512  # pixels; a tile and its overlaps take 1.25 times its own size
REMEMBERED_PROMPTS = 8


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint and how it is run: what the catalog says, settled for this machine."""

    name: str
    parts: Mapping[str, Path]  # Catalog.parts
    variant: str
    scheduler: Mapping[str, Any]  # schedulers.own_config
    projector: Projector | None
    dtype: torch.dtype
    threads: int  # of the CPU; 0: leave as they are


class SdxlEngine:
    """One checkpoint. Not for several threads at once; the GPU manager sees to that."""

    capabilities = frozenset({"text-to-image"})

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.name = checkpoint.name
        self._checkpoint = checkpoint
        self._weights_bytes = loading.weights_bytes(checkpoint.parts, checkpoint.variant, checkpoint.dtype)
        self._pipe: StableDiffusionXLPipeline | None = None
        self._encoder: PromptEncoder | None = None
        self._encoded: OrderedDict[tuple[str, str | None], Conditioning] = OrderedDict()

    # Weights ------------------------------------------------------------------------------------------------------------

    @property
    def weights_bytes(self) -> int:
        return self._weights_bytes

    def load(self, device: str) -> None:
        it = self._checkpoint
        if it.threads and device == "cpu" and torch.get_num_threads() != it.threads:
            torch.set_num_threads(it.threads)
        if self._pipe is None:
            self._pipe = loading.load(it.parts, it.variant, device, it.dtype, it.name)
        else:
            self._move(device)
        self._encoder = PromptEncoder(self._pipe)

    def to_host(self) -> None:
        self._forget_prompts()
        self._move("cpu")

    def unload(self) -> None:
        self._forget_prompts()
        self._pipe = None
        gc.collect()

    def _move(self, device: str) -> None:
        for part in loading.COMPONENTS:
            getattr(self._pipe, part).to(device)

    def _forget_prompts(self) -> None:
        self._encoder = None
        self._encoded.clear()

    def work_bytes(self, task: ImageTask) -> int:
        size = self._checkpoint.dtype.itemsize
        pixels = task.width * task.height
        decoded = min(pixels, TILE * TILE) * 1.25 if task.tiled_decode else pixels
        batch = 2 if task.guidance > 1 else 1
        return int(size * max(decoded * DECODE_BYTES, batch * pixels * UNET_BYTES))

    # A picture ----------------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def generate(self, task: ImageTask, on_step: OnStep) -> ImageResult:
        pipe = self._pipe
        if pipe is None:
            raise RuntimeError(f"{self.name} is not loaded")
        clock = _Clock()

        # 1. Check
        self._check(pipe, task)
        warnings = ["negative_prompt_ignored"] if task.negative_prompt.strip() and task.guidance <= 1 else []

        # 2. Encode
        conditioning = self._encode(task)
        clock.lap("encode_s")

        # 3. Denoise from noise of the task's own seed
        latents = self._denoise(pipe, task, conditioning, on_step)  # (1, C, H/factor, W/factor)
        clock.lap("denoise_s")

        # 4. Decode, 5. validate: an overflow in half precision is repaired once, at the decoder or from the start
        pixels = self._decode(pipe, latents, task.tiled_decode)  # (1, 3, H, W)
        if precision.is_empty(pixels):
            pixels = self._again_in_full(pipe, task, conditioning, latents, on_step)
            warnings.append("full_precision_retry")
        image: Image.Image = pipe.image_processor.postprocess(pixels.float(), output_type="pil")[0]
        clock.lap("decode_s")
        return ImageResult(image, clock.laps, warnings)

    def _check(self, pipe: StableDiffusionXLPipeline, task: ImageTask) -> None:
        factor = pipe.vae_scale_factor
        for field in ("width", "height"):
            if getattr(task, field) < factor or getattr(task, field) % factor:
                detail = f"{field}: {factor} × n"
                raise InvalidRequest(param=field, detail=detail)
        if task.steps < 1:
            raise InvalidRequest(param="num_inference_steps", detail="num_inference_steps ≥ 1")

    def _encode(self, task: ImageTask) -> Conditioning:
        key = (task.prompt, task.negative_prompt.strip() if task.guidance > 1 else None)
        if key not in self._encoded:
            assert self._encoder is not None
            self._encoded[key] = self._encoder.encode(*key)
            while len(self._encoded) > REMEMBERED_PROMPTS:
                self._encoded.popitem(last=False)
        self._encoded.move_to_end(key)
        return self._encoded[key]

    def _denoise(self, pipe: StableDiffusionXLPipeline, task: ImageTask, conditioning: Conditioning, on_step: OnStep) -> torch.Tensor:
        scheduler = schedulers.build(task.scheduler, self._checkpoint.scheduler)
        clean = schedulers.watch(scheduler)
        dtype = conditioning.embeds.dtype
        # Noise is drawn on the CPU in float32, so that a seed means the same picture on every machine.
        generator = torch.Generator("cpu").manual_seed(task.seed)
        shape = (1, pipe.unet.config.in_channels, task.height // pipe.vae_scale_factor, task.width // pipe.vae_scale_factor)
        noise = torch.randn(shape, generator=generator, dtype=torch.float32).to(conditioning.embeds.device, dtype)

        def after_step(_pipe: object, index: int, _timestep: object, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
            on_step(index + 1, len(scheduler.timesteps), self._previewer(clean, tensors["latents"]))
            return {}

        pipe.scheduler = scheduler
        try:
            with remembered_prompt(pipe.unet, conditioning.embeds.shape[1]):
                latents: torch.Tensor = pipe(
                    prompt_embeds=conditioning.embeds,
                    pooled_prompt_embeds=conditioning.pooled,
                    negative_prompt_embeds=conditioning.negative_embeds,
                    negative_pooled_prompt_embeds=conditioning.negative_pooled,
                    width=task.width,
                    height=task.height,
                    num_inference_steps=task.steps,
                    guidance_scale=task.guidance,
                    latents=noise,
                    generator=generator,
                    output_type="latent",
                    callback_on_step_end=after_step,
                ).images
            return latents
        finally:
            pipe.scheduler = None

    def _previewer(self, clean: Callable[[], torch.Tensor | None], latents: torch.Tensor) -> Callable[[], bytes]:
        """Draws the clean picture the scheduler expects; early latents themselves are almost only noise."""

        def draw() -> bytes:
            projector = self._checkpoint.projector
            expected = clean()
            return projector.jpeg(latents if expected is None else expected) if projector else b""

        return draw

    def _decode(self, pipe: StableDiffusionXLPipeline, latents: torch.Tensor, tiled: bool) -> torch.Tensor:
        """(1, C, h, w) latents to (1, 3, H, W) pixels from -1 to 1."""
        vae, config = pipe.vae, pipe.vae.config
        if vae.dtype == torch.float16 and config.force_upcast:
            with precision.full(vae):
                return self._decode(pipe, latents, tiled)
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

    def _again_in_full(
        self, pipe: StableDiffusionXLPipeline, task: ImageTask, conditioning: Conditioning, latents: torch.Tensor, on_step: OnStep
    ) -> torch.Tensor:
        """The picture in float32: the decoder alone when the latents are sound, else everything. Raises InvalidImage."""
        if pipe.unet.dtype == torch.float32:
            raise InvalidImage
        if bool(latents.isfinite().all()):
            with precision.full(pipe.vae):
                pixels = self._decode(pipe, latents.float(), tiled=True)
            if not precision.is_empty(pixels):
                return pixels
        models = (pipe.text_encoder, pipe.text_encoder_2, pipe.unet, pipe.vae)
        with precision.full(*models):
            negative = None if conditioning.negative_embeds is None else task.negative_prompt.strip()
            conditioning = PromptEncoder(pipe).encode(task.prompt, negative)
            pixels = self._decode(pipe, self._denoise(pipe, task, conditioning, on_step), tiled=True)
        if precision.is_empty(pixels):
            raise InvalidImage
        return pixels


class _Clock:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 4)
        self._last = now


def _per_channel(values: list[float], like: torch.Tensor) -> torch.Tensor:
    return torch.tensor(values, device=like.device, dtype=like.dtype).view(1, -1, 1, 1)


@contextmanager
def _tiling(vae: torch.nn.Module, on: bool) -> Iterator[None]:
    """Decode in tiles of `TILE` pixels. Only for AutoencoderKL: the tiny one's tiling takes every factor for eight, and it needs none."""
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
