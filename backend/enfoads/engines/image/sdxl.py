"""Pictures with any SDXL-architecture checkpoint, from noise or from another picture: check, encode, denoise, decode, validate.

Nothing here assumes four latent channels or a factor of eight: both come from the checkpoint's own configuration.
"""

from __future__ import annotations

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import StableDiffusionXLPipeline
from PIL import Image

from enfoads.engines.image import autoencoder, guidance, loading, lora, precision, schedulers
from enfoads.engines.image.base import ImageResult, ImageTask, OnStep
from enfoads.engines.image.denoising import denoise
from enfoads.engines.image.encoding import Conditioning, PromptEncoder
from enfoads.engines.image.preview import Projector
from enfoads.engines.image.start import paste, to_pixels
from enfoads.errors import InvalidImage, InvalidRequest, NotSupported

# Bytes per pixel and byte of the dtype that an SDXL autoencoder's decoder takes at its widest (InvokeAI, vae_working_memory.py; its
# encoder takes half of that) and the same for one evaluation of the UNet (measured on SDXL with memory-efficient attention, rounded up).
DECODE_BYTES, UNET_BYTES = 2200, 350
REMEMBERED_PROMPTS = 8

# Capability, field of the request, whether a task needs it.
NEEDS: tuple[tuple[str, str, Callable[[ImageTask], bool]], ...] = (
    ("text-to-image", "prompt", lambda task: task.image is None),
    ("image-to-image", "image", lambda task: task.image is not None and task.mask is None),
    ("inpaint", "mask", lambda task: task.mask is not None),
    ("pag", "pag_scale", lambda task: task.pag_scale > 0),
    ("lora", "loras", lambda task: bool(task.loras)),
)


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
    capabilities: frozenset[str]  # as the catalog names them


class SdxlEngine:
    """One checkpoint. Not for several threads at once; the GPU manager sees to that."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.name = checkpoint.name
        self.capabilities = checkpoint.capabilities
        self._checkpoint = checkpoint
        self._weights_bytes = loading.weights_bytes(checkpoint.parts, checkpoint.variant, checkpoint.dtype)
        self._pipe: StableDiffusionXLPipeline | None = None
        self._encoder: PromptEncoder | None = None
        self._encoded: OrderedDict[tuple[object, ...], Conditioning] = OrderedDict()

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
        decoded = min(pixels, autoencoder.TILE**2) * 1.25 if task.tiled_decode else pixels
        batch = guidance.batch(task.guidance, task.pag_scale)
        return int(size * max(decoded * DECODE_BYTES, batch * pixels * UNET_BYTES)) + lora.work_bytes(task.loras)

    # A picture ----------------------------------------------------------------------------------------------------------

    @torch.no_grad()
    def generate(self, task: ImageTask, on_step: OnStep) -> ImageResult:
        pipe = self._pipe
        if pipe is None:
            raise RuntimeError(f"{self.name} is not loaded")
        # 1. Check
        self._check(pipe, task)
        with lora.applied(pipe, task.loras):
            return self._draw(pipe, task, on_step)

    def _draw(self, pipe: StableDiffusionXLPipeline, task: ImageTask, on_step: OnStep) -> ImageResult:
        clock = _Clock()
        warnings = ["negative_prompt_ignored"] if task.negative_prompt.strip() and task.guidance <= 1 else []

        # 2. Encode the words, and the picture to start from
        conditioning = self._encode(pipe, task)
        known = self._known(pipe, task)
        clock.lap("encode_s")

        # 3. Denoise from noise of the task's own seed
        latents = self._denoise(pipe, task, conditioning, known, on_step)  # (1, C, H/factor, W/factor)
        clock.lap("denoise_s")

        # 4. Decode, 5. validate: an overflow in half precision is repaired once, at the decoder or from the start
        pixels = autoencoder.decode(pipe.vae, latents, task.tiled_decode)  # (1, 3, H, W)
        if _failed(pixels, task):
            pixels = self._again_in_full(pipe, task, conditioning, known, latents, on_step)
            warnings.append("full_precision_retry")
        image: Image.Image = pipe.image_processor.postprocess(pixels.float(), output_type="pil")[0]

        # 6. Put what was to be kept back, pixel by pixel
        if task.image is not None and task.mask is not None:
            image = paste(image, task.image, task.mask)
        clock.lap("decode_s")
        return ImageResult(image, clock.laps, warnings)

    def _check(self, pipe: StableDiffusionXLPipeline, task: ImageTask) -> None:
        for capability, field, needed in NEEDS:
            if needed(task) and capability not in self.capabilities:
                raise NotSupported(param=field, model=self.name, detail=capability)
        factor = pipe.vae_scale_factor
        for field in ("width", "height"):
            if getattr(task, field) < factor or getattr(task, field) % factor:
                detail = f"{field}: {factor} × n"
                raise InvalidRequest(param=field, detail=detail)
        if task.steps < 1:
            raise InvalidRequest(param="num_inference_steps", detail="num_inference_steps ≥ 1")
        if not 0 < task.strength <= 1:
            raise InvalidRequest(param="strength", detail="0 < strength ≤ 1")
        if task.mask is not None and task.image is None:
            raise InvalidRequest(param="mask", detail="mask: image?")
        for field, picture in (("image", task.image), ("mask", task.mask)):
            if picture is not None and picture.size != (task.width, task.height):
                detail = f"{field}: {picture.width} × {picture.height} ≠ {task.width} × {task.height}"
                raise InvalidRequest(param=field, detail=detail)

    def _encode(self, pipe: StableDiffusionXLPipeline, task: ImageTask) -> Conditioning:
        prompt, negative = task.prompt, task.negative_prompt.strip() if task.guidance > 1 else None
        key = (prompt, negative, lora.stamp(task.loras))
        if key not in self._encoded:
            # compel keeps the empty prompt it pads with, and that too is another one with a LoRA on the text encoders
            encoder = PromptEncoder(pipe) if task.loras else self._encoder
            assert encoder is not None
            self._encoded[key] = encoder.encode(prompt, negative)
            while len(self._encoded) > REMEMBERED_PROMPTS:
                self._encoded.popitem(last=False)
        self._encoded.move_to_end(key)
        return self._encoded[key]

    def _known(self, pipe: StableDiffusionXLPipeline, task: ImageTask) -> torch.Tensor | None:
        """The reference picture as latents, (1, C, H/factor, W/factor) in float32."""
        if task.image is None:
            return None
        return autoencoder.encode(pipe.vae, to_pixels(task.image, pipe.vae.device), task.tiled_decode).float()

    def _denoise(
        self, pipe: StableDiffusionXLPipeline, task: ImageTask, conditioning: Conditioning, known: torch.Tensor | None, on_step: OnStep
    ) -> torch.Tensor:
        it = self._checkpoint
        scheduler = schedulers.build(task.scheduler, it.scheduler)
        return denoise(pipe, task, scheduler, conditioning, known, it.projector, on_step)

    def _again_in_full(
        self,
        pipe: StableDiffusionXLPipeline,
        task: ImageTask,
        conditioning: Conditioning,
        known: torch.Tensor | None,
        latents: torch.Tensor,
        on_step: OnStep,
    ) -> torch.Tensor:
        """The picture in float32: the decoder alone when the latents are sound, else everything. Raises InvalidImage."""
        if pipe.unet.dtype == torch.float32:
            raise InvalidImage
        if bool(latents.isfinite().all()):
            with precision.full(pipe.vae):
                pixels = autoencoder.decode(pipe.vae, latents.float(), tiled=True)
            if not _failed(pixels, task):
                return pixels
        models = (pipe.text_encoder, pipe.text_encoder_2, pipe.unet, pipe.vae)
        with precision.full(*models):
            negative = None if conditioning.negative_embeds is None else task.negative_prompt.strip()
            conditioning = PromptEncoder(pipe).encode(task.prompt, negative)
            pixels = autoencoder.decode(pipe.vae, self._denoise(pipe, task, conditioning, known, on_step), tiled=True)
        if _failed(pixels, task):
            raise InvalidImage
        return pixels


def _failed(pixels: torch.Tensor, task: ImageTask) -> bool:
    """NaN, or black where nothing black was given to start from."""
    return precision.is_empty(pixels) and not (bool(pixels.isfinite().all()) and task.image is not None and precision.is_dark(task.image))


class _Clock:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 4)
        self._last = now
