"""Making images."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import AliasChoices, Field, ValidationError, create_model, model_validator
from pydantic_core import PydanticCustomError

from enfoads.api.schemas.assets import Asset
from enfoads.api.schemas.common import Model
from enfoads.api.validation import invalid_request
from enfoads.errors import InvalidRequest

MAX_SEED = 2**53 - 1  # the largest integer that JavaScript keeps exact
MAX_LORAS = 8
_PICTURE = "PNG, JPEG or WebP as base64, with or without the head of a data URL."


class LoraRequest(Model):
    """A LoRA to apply to this request alone: exactly one of `url`, `name` and `asset_id`."""

    url: str | None = Field(None, min_length=1, max_length=4096, description="https; fetched when the request is accepted.")
    name: str | None = Field(None, min_length=1, max_length=200, description="A file in the data folder's `models/loras`.")
    asset_id: str | None = Field(None, min_length=1, max_length=150, description="A LoRA of the library.")
    scale: float = Field(1.0, ge=-4, le=4)
    sha256: str | None = Field(None, pattern=r"^[0-9a-fA-F]{64}$", description="Refuse any other file.")

    @model_validator(mode="after")
    def _one_source(self) -> LoraRequest:
        if sum(value is not None for value in (self.url, self.name, self.asset_id)) != 1:
            raise PydanticCustomError("one_of", "exactly one of {names} is needed", {"names": "url, name, asset_id"})
        return self


class Outpaint(Model):
    """Pixels to add at each side of the reference picture."""

    left: int = Field(0, ge=0, le=4096)
    right: int = Field(0, ge=0, le=4096)
    top: int = Field(0, ge=0, le=4096)
    bottom: int = Field(0, ge=0, le=4096)


class ImageRequest(Model):
    """What to draw. Fields left out take the checkpoint's own defaults from the catalog."""

    prompt: str = Field(min_length=1, max_length=4000, description="Any length is used in full. Weights: `(word:1.2)`, `[word]`, `word++`.")
    negative_prompt: str = Field("", max_length=4000)
    style: str | None = Field(None, max_length=60, description="Id from GET /styles: its words are put around the prompt.")
    translate: bool = Field(False, description="Put a Spanish prompt into English for a checkpoint that reads no Spanish.")
    prepend_preprompt: bool = Field(True, description="Put the checkpoint's own words before the prompt.")
    width: int | None = Field(None, ge=16, le=4096, description="Pixels; a multiple of the model's factor, within its limits.")
    height: int | None = Field(None, ge=16, le=4096)
    num_inference_steps: int | None = Field(
        None, ge=1, le=150, validation_alias=AliasChoices("num_inference_steps", "steps"), description="Denoising steps."
    )
    guidance_scale: float | None = Field(None, ge=0, le=30, description="How closely the prompt is followed; 0 or 1: no guidance.")
    pag_scale: float = Field(0, ge=0, le=20, description="Perturbed-attention guidance; 0: none.")
    num_outputs: int = Field(1, ge=1, le=4)
    seed: int | None = Field(None, ge=0, le=MAX_SEED, description="Output n uses seed + n. Drawn at random when left out.")
    scheduler: str | None = Field(None, max_length=40)
    model: str | None = Field(None, max_length=120)
    loras: list[LoraRequest] = Field([], max_length=MAX_LORAS)
    lora_url: str | None = Field(None, min_length=1, max_length=4096, description="One more entry of `loras`.")
    lora_scale: float = Field(1.0, ge=-4, le=4)
    image: str | None = Field(None, min_length=1, description=f"Reference picture: {_PICTURE}")
    image_asset_id: str | None = Field(None, min_length=1, max_length=150, description="Reference picture from the library.")
    strength: float | None = Field(None, gt=0, le=1, description="How much of the reference is redrawn; 0.6, with a mask 1.0.")
    mask: str | None = Field(
        None, min_length=1, description=f"What to redraw, white on black; or, in a PNG with alpha, what is transparent. {_PICTURE}"
    )
    mask_asset_id: str | None = Field(None, min_length=1, max_length=150)
    mask_blur: int = Field(4, ge=0, le=64, description="Width of the soft edge inside the mask, in pixels of the reference picture.")
    outpaint: Outpaint | None = Field(None, description="Widen the reference picture; its own pixels come back exactly.")
    face_refine: bool = Field(
        False, validation_alias=AliasChoices("face_refine", "face_yolov9c"), description="Find faces in the result and redraw them larger."
    )
    face_prompt: str = Field("", max_length=4000, description="What a face is told; empty: the prompt.")
    face_strength: float = Field(0.4, gt=0, le=1)
    output_width: int | None = Field(None, ge=16, le=4096, description="Exact pixels of the file; goes with `output_height`.")
    output_height: int | None = Field(None, ge=16, le=4096)
    upscaler: str = Field("auto", min_length=1, max_length=120, description="auto, lanczos, or the id of an installed upscaler.")
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: int | None = Field(None, ge=0, le=100, description="Quality of jpeg (92) and webp (90).")
    background: Literal["auto", "opaque", "transparent"] = Field("auto", description="transparent: the subject is cut out.")
    include_base64: bool = Field(True, description="Put the pictures into the answer; ignored when it is 202.")
    project: str = Field("default", min_length=1, max_length=100)
    force: bool = Field(False, description="Allow fewer steps than the checkpoint needs.")
    cache: bool = Field(True, description="Answer from the result cache when recipe and seed were made before.")


_NESTED = ("loras", "outpaint")  # in a form: JSON
_FILES = ("image", "mask")  # in a form: files
_FORM: dict[str, Any] = {
    **{name: (info.annotation, info) for name, info in ImageRequest.model_fields.items() if name not in _NESTED + _FILES},
    **{name: (str | None, Field(None, max_length=65_536, description="JSON.")) for name in _NESTED},
}
ImageForm = create_model("ImageForm", __base__=Model, **_FORM)


def request_of(form: Model) -> ImageRequest:
    """The request that an ImageForm makes. Raises InvalidRequest."""
    asked = form.model_dump(exclude_unset=True)
    for name in _NESTED:
        if text := asked.get(name):
            try:
                asked[name] = json.loads(text)
            except (ValueError, RecursionError):
                raise InvalidRequest(param=name, detail=f"{name}: JSON is needed", detail_es=f"{name}: hace falta JSON") from None
    try:
        return ImageRequest.model_validate(asked)
    except ValidationError as error:
        raise invalid_request(error) from None


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
