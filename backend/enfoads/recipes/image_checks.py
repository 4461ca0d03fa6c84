"""What an ImageRequest may not ask for, each refused by the name of its field, before anything is fetched or kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enfoads.engines.image.prompt import lowered, parse
from enfoads.errors import InvalidRequest, ModelNotInstalled, NotSupported, PayloadTooLarge
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ImageDefaults, ModelEntry
from enfoads.recipes.image_inputs import Input
from enfoads.settings import Settings

MAX_LOWERED = 24  # pieces below weight 1: each costs one more pass of the text encoders over the whole prompt
FACES = "faces"  # the catalog's entry with the studio's own detector
MAX_SIDE = 4096  # pixels, of a picture that is changed in place

_VERBS = {
    "image-to-image": ("start from a reference picture", "partir de una imagen de referencia"),
    "inpaint": ("redraw a part of a picture", "redibujar una parte de una imagen"),
    "pag": ("perturbed-attention guidance", "guía de atención perturbada"),
    "lora": ("LoRA files", "archivos LoRA"),
}


def check_model(given: Mapping[str, Any], catalog: Catalog) -> tuple[ModelEntry, ImageDefaults]:
    """The model a request goes to. Raises UnknownModel, NotSupported (naming the field that asks for too much), ModelNotInstalled."""
    name = given.get("model")
    entry = catalog.get(name) if name else catalog.default_image_model()
    if entry.image is None or "text-to-image" not in entry.capabilities:
        raise NotSupported(param="model", model=entry.id, detail="text to image", detail_es="texto a imagen")
    for field, capability in _needs(given):
        check_able(entry, field, capability)
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(param="model", model=entry.id)
    return entry, entry.image


def check_able(entry: ModelEntry, field: str, capability: str) -> None:
    """Raises NotSupported when the model lacks what a field asks for."""
    if capability not in entry.capabilities:
        detail, detail_es = _VERBS[capability]
        raise NotSupported(param=field, model=entry.id, detail=f"{field}: {detail}", detail_es=f"{field}: {detail_es}")


def _needs(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Fields that ask for a capability."""
    asking = {
        "mask": "inpaint", "mask_asset_id": "inpaint", "outpaint": "inpaint", "image": "image-to-image", "image_asset_id": "image-to-image",
        "pag_scale": "pag", "loras": "lora", "lora_url": "lora", "face_refine": "inpaint",
    }  # fmt: skip
    return [(field, capability) for field, capability in asking.items() if given.get(field)]


def check_together(given: Mapping[str, Any]) -> None:
    """Fields that exclude or need each other. Raises InvalidRequest."""
    for one, other in (("image", "image_asset_id"), ("mask", "mask_asset_id")):
        if given.get(one) and given.get(other):
            raise _refused(other, f"send {one} or {other}, not both", f"envía {one} o {other}, no los dos")
    reference = given.get("image") or given.get("image_asset_id")
    for field in ("mask", "mask_asset_id", "outpaint", "strength"):
        if given.get(field) and not reference:
            raise _refused(field, "it needs a reference picture (image or image_asset_id)", "necesita una imagen (image o image_asset_id)")
    if given.get("outpaint") and not any(given["outpaint"].values()):
        raise _refused("outpaint", "at least one side needs pixels", "al menos un lado necesita píxeles")
    if (given.get("output_width") is None) != (given.get("output_height") is None):
        missing = "output_height" if given.get("output_height") is None else "output_width"
        raise _refused(missing, "output_width and output_height go together", "output_width y output_height van juntos")
    if given.get("background") == "transparent" and given.get("output_format") == "jpeg":
        raise _refused(
            "background",
            "JPEG has no transparency; choose png or webp as output_format",
            "JPEG no tiene transparencia; elige png o webp en output_format",
        )
    if (given.get("mask") or given.get("mask_asset_id") or given.get("outpaint")) and (given.get("width") or given.get("height")):
        check_no_size(given)


def check_no_size(given: Mapping[str, Any]) -> None:
    """A picture that is changed in place keeps its own size."""
    for field in ("width", "height"):
        if given.get(field):
            raise _refused(
                field,
                "a picture with a mask or outpaint keeps its own size; output_width and output_height resize it",
                "una imagen con máscara u outpaint conserva su tamaño; output_width y output_height la redimensionan",
            )


def check_region(image: Input, mask: Input | None, outpaint: Mapping[str, int] | None) -> tuple[int, int]:
    """The size of the whole picture, in pixels. Raises PayloadTooLarge, InvalidRequest for a mask of another shape or without a mark."""
    added = outpaint or {}
    width = image.width + added.get("left", 0) + added.get("right", 0)
    height = image.height + added.get("top", 0) + added.get("bottom", 0)
    if max(width, height) > MAX_SIDE:
        raise PayloadTooLarge(param="outpaint" if outpaint else "image", limit=f"{MAX_SIDE} x {MAX_SIDE} px")
    if mask is not None:
        _check_mask(image, mask)
    return width, height


def _check_mask(image: Input, mask: Input) -> None:
    if not (mask.has_holes or mask.has_white):
        raise _refused(
            "mask", "it marks nothing: white, or what is transparent, is redrawn", "no marca nada: se redibuja lo blanco o lo transparente"
        )
    wide = mask.height * image.width / image.height  # what its width would be in the picture's shape
    if abs(wide - mask.width) > max(1.0, 0.01 * mask.width):
        sizes = f"{mask.width} x {mask.height}", f"{image.width} x {image.height}"
        raise _refused(
            "mask", f"its shape ({sizes[0]}) is not the picture's ({sizes[1]})", f"su forma ({sizes[0]}) no es la de la imagen ({sizes[1]})"
        )


def check_faces(catalog: Catalog, settings: Settings) -> None:
    """Raises ModelNotInstalled when there is nothing to find faces with."""
    if not settings.face_detector_path and catalog.state(catalog.get(FACES)) != "installed":
        raise ModelNotInstalled(param="face_refine", model=FACES)


def check_size(params: Mapping[str, Any], entry: ModelEntry, image: ImageDefaults) -> None:
    for field in ("width", "height"):
        if not image.min_size <= params[field] <= image.max_size or params[field] % image.factor:
            limits = f"{image.min_size}–{image.max_size}"
            raise InvalidRequest(
                param=field,
                detail=f"{entry.id} takes a {field} of {limits} pixels, a multiple of {image.factor}.",
                detail_es=f"{entry.id} admite {limits} píxeles en {field}, múltiplo de {image.factor}.",
            )


def check_sampling(params: Mapping[str, Any], entry: ModelEntry, image: ImageDefaults, *, force: bool) -> None:
    steps, guidance, scheduler = params["num_inference_steps"], params["guidance_scale"], params["scheduler"]
    if steps < image.min_steps and not force:
        raise InvalidRequest(
            param="num_inference_steps",
            detail=f"{entry.id} needs at least {image.min_steps} steps; send force to use fewer.",
            detail_es=f"{entry.id} necesita al menos {image.min_steps} pasos; envía force para usar menos.",
        )
    if guidance > max(1.0, image.max_guidance) and not force:
        raise InvalidRequest(
            param="guidance_scale",
            detail=f"{entry.id} takes a guidance of at most {image.max_guidance:g}; send force to use more.",
            detail_es=f"{entry.id} admite una guía de {image.max_guidance:g} como máximo; envía force para usar más.",
        )
    if scheduler is not None and scheduler not in image.schedulers:
        known = ", ".join(image.schedulers)
        raise InvalidRequest(
            param="scheduler", detail=f"{entry.id} takes one of {known}.", detail_es=f"{entry.id} admite uno de estos: {known}."
        )


def check_weights(field: str, text: str) -> None:
    if lowered(parse(text)) > MAX_LOWERED:
        raise InvalidRequest(
            param=field,
            detail=f"At most {MAX_LOWERED} pieces of the text may have a weight below 1.",
            detail_es=f"Como máximo {MAX_LOWERED} partes del texto pueden tener un peso menor que 1.",
        )


def _refused(field: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=field, detail=f"{field}: {detail}", detail_es=f"{field}: {detail_es}")
