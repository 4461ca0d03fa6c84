"""Making images."""

from __future__ import annotations

from typing import Literal

from pydantic import AliasChoices, Field

from enfoads.api.schemas.assets import Asset
from enfoads.api.schemas.common import Model

MAX_SEED = 2**53 - 1  # the largest integer that JavaScript keeps exact


class ImageRequest(Model):
    """What to draw. Fields left out take the checkpoint's own defaults from the catalog."""

    prompt: str = Field(min_length=1, max_length=4000, description="Any length is used in full. Weights: `(word:1.2)`, `[word]`, `word++`.")
    negative_prompt: str = Field("", max_length=4000)
    width: int | None = Field(None, ge=16, le=4096, description="Pixels; a multiple of the model's factor, within its limits.")
    height: int | None = Field(None, ge=16, le=4096)
    num_inference_steps: int | None = Field(
        None, ge=1, le=150, validation_alias=AliasChoices("num_inference_steps", "steps"), description="Denoising steps."
    )
    guidance_scale: float | None = Field(None, ge=0, le=30, description="How closely the prompt is followed; 0 or 1: no guidance.")
    num_outputs: int = Field(1, ge=1, le=4)
    seed: int | None = Field(None, ge=0, le=MAX_SEED, description="Output n uses seed + n. Drawn at random when left out.")
    scheduler: str | None = Field(None, max_length=40)
    model: str | None = Field(None, max_length=120)
    output_format: Literal["png"] = "png"
    include_base64: bool = Field(True, description="Put the pictures into the answer; ignored when it is 202.")
    project: str = Field("default", min_length=1, max_length=100)
    force: bool = Field(False, description="Allow fewer steps than the checkpoint needs.")
    cache: bool = Field(True, description="Answer from the result cache when recipe and seed were made before.")


class Timings(Model):
    queue_s: float = 0
    load_s: float = 0
    encode_s: float = 0
    denoise_s: float = 0
    decode_s: float = 0
    refine_s: float = 0
    save_s: float = 0
    total_s: float = 0


class GeneratedImage(Model):
    asset: Asset
    seed: int
    cached: bool
    image_base64: str | None = None


class Warning(Model):
    code: str
    message: str


class ImageResponse(Model):
    job_id: str
    images: list[GeneratedImage]
    image_base64: str | None = Field(None, description="The first picture, base64 without a data-URL prefix.")
    prompt_used: str
    truncated: Literal[False] = False
    model: str
    device: str
    cached: bool
    timings: Timings
    warnings: list[Warning]
