"""What the fields of OpenAI's Images API mean to the studio: an ImageRequest's fields, and what must be refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from enfoads.api.schemas.openai import EditForm as Edit
from enfoads.api.schemas.openai import FileFormat, GenerationRequest, Quality, Usage, VariationForm
from enfoads.api.schemas.openai import InputTokensDetails as Tokens
from enfoads.errors import InvalidRequest, NotSupported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from enfoads.models.entry import ImageDefaults, ModelEntry

# Quality -> its name in answers, and denoising steps as a share of the model's own: SDXL gains little beyond 50 of its 25.
_QUALITY: dict[str, tuple[Quality, float]] = {
    "auto": ("medium", 1.0), "standard": ("medium", 1.0), "medium": ("medium", 1.0), "low": ("low", 0.6),
    "high": ("high", 1.6), "hd": ("high", 1.6), "xhigh": ("xhigh", 2.0), "max": ("max", 2.4),
}  # fmt: skip
_MAX_STEPS = 150
_NATURAL = 0.7  # of the model's own guidance: less of it makes colours and contrast calmer
_PATCH = 16  # pixels along a side of one image token
_MAX_PROMPT = 4000  # characters, of an ImageRequest: other programs' files may say more
_NO_PROMPT = "picture"  # what a variation of a picture of unknown origin is told: its looks come from the picture


def generation_fields(asked: GenerationRequest, entry: ModelEntry) -> dict[str, Any]:
    """Raises NotSupported for formats that nobody here writes, InvalidRequest for fields of theirs."""
    fields = _drawn(asked, entry)
    if asked.style == "natural" and "guidance_scale" not in fields and entry.image is not None and entry.image.guidance > 1:
        fields["guidance_scale"] = round(entry.image.guidance * _NATURAL, 2)
    return fields


def edit_fields(asked: Edit, entry: ModelEntry) -> dict[str, Any]:
    """As `generation_fields`; picture and mask are added by whoever keeps them."""
    return _drawn(asked, entry) | _given(strength=asked.strength)


def variation_fields(asked: VariationForm, entry: ModelEntry, recipe: dict[str, Any] | None) -> dict[str, Any]:
    """`recipe`: what the picture was made from, as its own file says, if it does."""
    said = {name: str((recipe or {}).get(name) or "")[:_MAX_PROMPT] for name in ("prompt", "negative_prompt")}
    told = asked.prompt or said["prompt"] or _NO_PROMPT
    negative = asked.negative_prompt or said["negative_prompt"] or None
    return _common(asked, entry) | _given(prompt=told, negative_prompt=negative, strength=asked.strength)


def quality_of(asked: GenerationRequest | Edit | VariationForm) -> Quality:
    return _QUALITY[getattr(asked, "quality", None) or "auto"][0]


def wants_url(asked: GenerationRequest | Edit | VariationForm) -> bool:
    """OpenAI's dall-e models answered with links unless told otherwise, its later ones with the pictures."""
    if asked.response_format is not None:
        return asked.response_format == "url"
    return (asked.model or "").startswith("dall-e-")


def usage(prompt: str, inputs: Iterable[tuple[int, int]], outputs: Iterable[tuple[int, int]]) -> Usage:
    """In words and signs of the prompt, and squares of pictures whose sizes are given in pixels."""
    text = len(re.findall(r"\w+|[^\w\s]", prompt))
    seen, made = sum(map(_patches, inputs)), sum(map(_patches, outputs))
    return Usage(
        input_tokens=text + seen,
        input_tokens_details=Tokens(text_tokens=text, image_tokens=seen),
        output_tokens=made,
        output_tokens_details=Tokens(text_tokens=0, image_tokens=made),
        total_tokens=text + seen + made,
    )


def _patches(size: tuple[int, int]) -> int:
    return -(-size[0] // _PATCH) * -(-size[1] // _PATCH)


def _drawn(asked: GenerationRequest | Edit, entry: ModelEntry) -> dict[str, Any]:
    _check_format(asked, entry)
    fields = _common(asked, entry) | _given(prompt=asked.prompt, background=asked.background, output_format=asked.output_format)
    if asked.output_compression is not None and asked.output_format in ("jpeg", "webp"):
        fields["output_compression"] = asked.output_compression
    if asked.num_inference_steps is None and entry.image is not None:
        fields |= _given(num_inference_steps=_steps(asked.quality or "auto", entry.image))
    return fields


def _common(asked: GenerationRequest | Edit | VariationForm, entry: ModelEntry) -> dict[str, Any]:
    guidance = asked.true_cfg_scale if asked.true_cfg_scale is not None else asked.guidance_scale
    return _given(
        model=entry.id,
        negative_prompt=asked.negative_prompt,
        num_inference_steps=asked.num_inference_steps,
        guidance_scale=guidance,
        seed=asked.seed,
        **_size(asked.size),
    )


def _size(asked: str | None) -> dict[str, int]:
    if asked in (None, "auto"):
        return {}
    width, height = (int(number) for number in str(asked).split("x"))
    for length in (width, height):
        if not 16 <= length <= 4096:
            raise InvalidRequest(
                param="size", detail="size: auto, or from 16x16 to 4096x4096", detail_es="size: auto, o entre 16x16 y 4096x4096"
            )
    return {"output_width": width, "output_height": height}


def _steps(quality: str, image: ImageDefaults) -> int | None:
    """None: the model's own. A distilled model (one without guidance) is made for one number of steps."""
    share = _QUALITY[quality][1]
    if share == 1.0 or image.max_guidance == 0:
        return None
    return min(_MAX_STEPS, max(image.min_steps, round(image.steps * share)))


def _check_format(asked: GenerationRequest | Edit, entry: ModelEntry) -> None:
    if asked.output_format is not None and asked.output_format not in get_args(FileFormat):
        detail = f"make {asked.output_format} files"
        raise NotSupported(param="output_format", model=entry.id, detail=detail, detail_es=f"hacer archivos {asked.output_format}")
    for field in ("frame_count", "frame_duration_ms", "svg", "svg_model", "svg_effort"):
        if getattr(asked, field, None) is not None:
            needed = "svg" if field.startswith("svg") else "gif"
            raise InvalidRequest(
                param=field, detail=f"{field}: only with output_format={needed}", detail_es=f"{field}: solo con output_format={needed}"
            )
    if asked.output_compression not in (None, 100) and asked.output_format in (None, "png"):
        raise InvalidRequest(
            param="output_compression",
            detail="output_compression: only jpeg and webp can be compressed",
            detail_es="output_compression: solo se pueden comprimir jpeg y webp",
        )


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
