"""From what a person asked to what the recipe needs: every default filled in, every random choice made, every limit checked.

Runs in the server when a request is accepted, so it loads no model library. After it, the same params give the same picture.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enfoads.engines.finish import choose
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ImageDefaults
from enfoads.models.fingerprint import fingerprint, mark_of, mark_of_files
from enfoads.recipes import image_checks as checks
from enfoads.recipes.image_inputs import Input
from enfoads.recipes.image_sizes import best_size, fitting
from enfoads.recipes.image_words import settle_words
from enfoads.settings import Settings

SEEDS = 2**53  # JavaScript keeps integers below it exact
STRENGTH = 0.6  # how much of a reference picture is redrawn; of what a mask marks, everything

# What a request of plain words comes to. Also what jobs lack that were accepted before a field existed.
PLAIN: dict[str, Any] = {
    "preprompt": "", "negative_prompt": "", "style": None, "translate": False, "prepend_preprompt": True,
    "scheduler": None, "pag_scale": 0.0, "num_outputs": 1, "cache": True, "loras": [],
    "image": None, "mask": None, "strength": None, "mask_blur": 4, "outpaint": None, "in_place": False, "edit": [], "markup": None,
    "face_refine": False, "face_prompt": "", "face_strength": 0.4,
    "output_width": None, "output_height": None, "upscaler": choose.LANCZOS,
    "output_format": "png", "output_compression": None, "background": "auto", "matting": None, "warnings": [],
    "marks": {},
}  # fmt: skip


_SETTLED = ("image", "mask", "loras", "edit", "markup")  # fields whose values become something else


def check(fields: dict[str, Any], catalog: Catalog) -> None:
    """What can be said before inputs and LoRAs are fetched. Raises as `settle` does."""
    given = _given(fields)
    checks.check_model(given, catalog)
    checks.check_together(given)
    choose.upscaler(given.get("upscaler", "auto"), catalog)
    if given.get("background") == "transparent":
        choose.matting(catalog)


def settle(
    fields: dict[str, Any],
    catalog: Catalog,
    settings: Settings,
    *,
    image: Input | None = None,
    mask: Input | None = None,
    loras: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Complete params for `recipes.image.generate` from an ImageRequest's fields (None or absent: the checkpoint's default).

    `image`, `mask`: what the fields of these names have become. `loras`: what `Loras.obtain` gives, and `by`, the field that named it.

    Raises UnknownModel, NotSupported, ModelNotInstalled, PayloadTooLarge, or InvalidRequest with `param`.
    """
    check(fields, catalog)
    given = _given(fields)
    entry, defaults = checks.check_model(given, catalog)
    in_place = image is not None and (mask is not None or bool(given.get("outpaint")) or image.has_holes)
    params = PLAIN | {name: given[name] for name in PLAIN if name in given and name not in _SETTLED}
    params |= {
        "model": entry.id,
        "checkpoint": fingerprint(entry, catalog),
        "prompt": given["prompt"],
        **settle_words(given, defaults, settings),
        "num_inference_steps": int(given.get("num_inference_steps", defaults.steps)),
        "guidance_scale": float(given.get("guidance_scale", defaults.guidance)),
        "scheduler": given.get("scheduler") or None,
        "seed": int(given.get("seed", secrets.randbelow(2**32))),
        "loras": list(loras),
        "image": image.param() if image else None,
        "mask": mask.param() if mask else None,
        "in_place": in_place,
        "strength": float(given.get("strength", 1.0 if in_place else STRENGTH)) if image else None,
        "upscaler": choose.upscaler(given.get("upscaler", "auto"), catalog),
        "matting": choose.matting(catalog) if given.get("background") == "transparent" else None,
    }
    if image is not None and in_place:
        checks.check_able(entry, "image", "inpaint")
        checks.check_no_size(given)
        params["width"], params["height"] = checks.check_region(image, mask, params["outpaint"])
    else:
        params["width"], params["height"] = _drawn_size(given, defaults, image)
        checks.check_size(params, entry, defaults)
    params |= _faces(params, catalog, settings)
    params["marks"] = marks_of(params, catalog, settings)
    checks.check_sampling(params, entry, defaults, force=bool(given.get("force")))
    for field, text in (("prompt", "prompt_used"), ("negative_prompt", "negative_prompt_used"), ("face_prompt", "face_prompt")):
        checks.check_weights(field, params[text])
    return params


def completed(params: dict[str, Any]) -> dict[str, Any]:
    """Params of any age: a job that was accepted before a field existed is retried as what it was."""
    words = [part for part in (params.get("preprompt", "").strip().rstrip(","), params["prompt"]) if part]
    return PLAIN | {"prompt_used": ", ".join(words), "negative_prompt_used": params.get("negative_prompt", "")} | params


def prompt_used(params: dict[str, Any]) -> str:
    """What the model is told: the person's words with those of checkpoint and style, in a language that it reads."""
    used: str = params["prompt_used"]
    return used


def seed_of(params: dict[str, Any], index: int) -> int:
    """The seed of output `index`, from 0."""
    return int((params["seed"] + index) % SEEDS)


def _faces(params: dict[str, Any], catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """`face_refine` as the settings allow it, and the warning that they do not."""
    if not params["face_refine"]:
        return {"warnings": []}
    if not settings.enable_face_refinement:
        return {"face_refine": False, "warnings": ["face_refine_off"]}
    checks.check_faces(catalog, settings)
    return {"warnings": []}


def marks_of(params: dict[str, Any], catalog: Catalog, settings: Settings) -> dict[str, str]:
    """What the other models that take part are known by: with another file of the same name it is another picture."""
    marks = {}
    if params["output_width"] and params["upscaler"] != choose.LANCZOS:
        marks["upscaler"] = mark_of(catalog.get(params["upscaler"]), catalog)
    if params["matting"]:
        marks["matting"] = mark_of(catalog.get(params["matting"]), catalog)
    if params["face_refine"]:
        own = settings.face_detector_path
        marks["faces"] = mark_of_files([Path(own).expanduser()]) if own else mark_of(catalog.get(checks.FACES), catalog)
    return marks


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _drawn_size(given: dict[str, Any], defaults: ImageDefaults, image: Input | None) -> tuple[int, int]:
    """The size the model draws: as asked, else its own area in the shape of what is delivered or of the reference picture."""
    width, height = given.get("width"), given.get("height")
    if given.get("output_width"):
        shape = given["output_width"], given["output_height"]
    elif image is not None:
        shape = image.width, image.height
    else:
        return int(width or defaults.width), int(height or defaults.height)
    if width is None and height is None:
        return best_size(defaults, *shape)
    aspect = shape[0] / shape[1]
    return int(width or fitting(defaults, height * aspect)), int(height or fitting(defaults, width / aspect))
