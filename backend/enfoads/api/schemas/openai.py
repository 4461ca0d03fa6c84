"""The OpenAI Images API: every field that the official clients send (openai-python 3.52), and the studio's own beside them.

Optional fields take null, because the clients send it. Fields that name what only OpenAI's servers have (`user`, `moderation`,
`safety_identifier`, `complexity`, `input_fidelity`) are taken and change nothing.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import MAX_SEED

SIZE = r"^(auto|[1-9]\d{1,3}x[1-9]\d{1,3})$"

Quality = Literal["low", "medium", "high", "xhigh", "max"]
AnyQuality = Literal["auto", "standard", "hd", "low", "medium", "high", "xhigh", "max"]
FileFormat = Literal["png", "jpeg", "webp"]
Background = Literal["auto", "opaque", "transparent"]

_NO_EFFECT = "Taken; changes nothing here."


class _Asked(Model):
    """What all three take."""

    model: str | None = Field(
        None, max_length=120, description="An id of GET /v1/models. The names of OpenAI's own image models mean the studio's default one."
    )
    n: int | None = Field(None, ge=1, le=10, description="How many pictures; 1 when left out.")
    response_format: Literal["url", "b64_json"] | None = Field(
        None,
        description="`url`: a link that works for 60 minutes without a key. Left out: `url` for dall-e-2 and dall-e-3, else `b64_json`.",
    )
    size: str | None = Field(None, pattern=SIZE, description="`auto`, or WxH from 16 to 4096 pixels, delivered exactly.")
    user: str | None = Field(None, max_length=512, description=_NO_EFFECT)
    num_inference_steps: int | None = Field(None, ge=1, le=150, description="Denoising steps, in place of what `quality` means.")
    guidance_scale: float | None = Field(None, ge=0, le=30, description="How closely the prompt is followed.")
    true_cfg_scale: float | None = Field(None, ge=0, le=30, description="The same; it wins when both are given.")
    negative_prompt: str | None = Field(None, max_length=4000)
    seed: int | None = Field(None, ge=0, le=MAX_SEED, description="Picture n uses seed + n.")


class _Drawn(_Asked):
    """What generations and edits take."""

    prompt: str = Field(min_length=1, max_length=4000)
    background: Background | None = None
    output_format: Literal["png", "jpeg", "webp", "gif", "svg"] | None = Field(None, description="gif, svg: 501, no model here makes them.")
    output_compression: int | None = Field(None, ge=0, le=100, description="Quality of jpeg and webp.")
    quality: AnyQuality | None = Field(
        None,
        description="Steps: low 60 %, high and hd 160 %, xhigh 200 %, max 240 % of the model's own; distilled models keep theirs.",
    )
    stream: bool | None = Field(None, description="Answer with server-sent events.")
    partial_images: int | None = Field(None, ge=0, le=3, description="With `stream`: how many unfinished pictures to send, at most.")
    safety_identifier: str | None = Field(None, max_length=512, description=_NO_EFFECT)
    complexity: Literal["low", "medium", "high"] | None = Field(None, description=_NO_EFFECT)
    frame_count: int | None = Field(None, ge=2, le=16, description="Of gif files.")
    frame_duration_ms: int | None = Field(None, ge=1, le=655_350, description="Of gif files.")


class GenerationRequest(_Drawn):
    """`client.images.generate`."""

    moderation: Literal["low", "auto"] | None = Field(None, description=_NO_EFFECT)
    style: Literal["vivid", "natural"] | None = Field(
        None, description="natural: 70 % of the model's own guidance, for calmer colours; vivid: the model's own."
    )
    svg: dict[str, Any] | None = Field(None, description="Of svg files.")


class EditForm(_Drawn):
    """`client.images.edit`, beside the files `image` (or several `image[]`), `mask` and `markup`."""

    input_fidelity: Literal["high", "low"] | None = Field(None, description=_NO_EFFECT)
    strength: float | None = Field(None, gt=0, le=1, description="How much of what the mask opens is redrawn.")
    svg_model: str | None = Field(None, validation_alias="svg[model]", max_length=120, description="Of svg files.")
    svg_effort: str | None = Field(None, validation_alias="svg[reasoning][effort]", max_length=20, description="Of svg files.")


class VariationForm(_Asked):
    """`client.images.create_variation`, beside the file `image`."""

    prompt: str | None = Field(None, min_length=1, max_length=4000, description="In place of the prompt that the picture was made from.")
    strength: float | None = Field(None, gt=0, le=1, description="How far the variation goes from the picture.")


class InputTokensDetails(Model):
    image_tokens: int
    text_tokens: int


class Usage(Model):
    """Nothing is billed: text tokens are words and signs, image tokens are squares of 16 by 16 pixels."""

    input_tokens: int
    input_tokens_details: InputTokensDetails
    output_tokens: int
    output_tokens_details: InputTokensDetails
    total_tokens: int


class OpenAIImage(Model):
    b64_json: str | None = None
    url: str | None = None
    revised_prompt: str | None = Field(None, description="What the model was told, when that is not the prompt as it was sent.")


class ImagesResponse(Model):
    created: int = Field(description="Seconds since 1970.")
    data: list[OpenAIImage]
    background: Literal["opaque", "transparent"]
    output_format: FileFormat
    quality: Quality
    size: str = Field(description="WxH of the first picture.")
    usage: Usage


class _ImageEvent(Model):
    b64_json: str
    background: Background
    created_at: int
    output_format: FileFormat
    quality: Quality
    size: str


class GenerationPartialEvent(_ImageEvent):
    """Event of a streamed generation: an unfinished picture."""

    type: Literal["image_generation.partial_image"] = "image_generation.partial_image"
    partial_image_index: int


class GenerationCompletedEvent(_ImageEvent):
    """Event of a streamed generation: a finished picture."""

    type: Literal["image_generation.completed"] = "image_generation.completed"
    usage: Usage


class EditPartialEvent(_ImageEvent):
    """Event of a streamed edit: an unfinished picture."""

    type: Literal["image_edit.partial_image"] = "image_edit.partial_image"
    partial_image_index: int


class EditCompletedEvent(_ImageEvent):
    """Event of a streamed edit: a finished picture."""

    type: Literal["image_edit.completed"] = "image_edit.completed"
    usage: Usage


class OpenAIModel(Model):
    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="Seconds since 1970: when its files came here.")
    owned_by: str


class OpenAIModelList(Model):
    object: Literal["list"] = "list"
    data: list[OpenAIModel]
