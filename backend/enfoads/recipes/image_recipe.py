"""What is written down about a picture: the recipe that makes it again, and the identity under which the cache keeps it."""

from __future__ import annotations

from typing import Any

_ALWAYS = ("prompt", "negative_prompt", "num_inference_steps", "guidance_scale", "scheduler", "model", "checkpoint")
_WHEN_CHANGED: dict[str, Any] = {
    "preprompt": "", "style": None, "translate": False, "prepend_preprompt": True, "pag_scale": 0.0, "outpaint": None,
    "output_width": None, "output_height": None, "output_format": "png", "output_compression": None, "background": "auto",
}  # fmt: skip
_NO_PIXELS = ("num_outputs", "cache", "warnings", "seed", "image", "mask", "loras", "edit", "markup")


def recipe_of(params: dict[str, Any], seed: int) -> dict[str, Any]:
    """An ImageRequest's fields for one picture, without ids of jobs, times and paths.

    An input that is no asset is named by `image_sha256`, `mask_sha256`, those of an edit by `edit_sha256`. What the model was
    told in the end is `prompt_used`, when more than the checkpoint's own words was added.
    """
    recipe = {name: params[name] for name in _ALWAYS} | {"seed": seed, "num_outputs": 1}
    recipe |= {name: params[name] for name, plain in _WHEN_CHANGED.items() if params[name] != plain}
    if not params["in_place"]:
        recipe |= {"width": params["width"], "height": params["height"]}
    for name in ("image", "mask"):
        if kept := params[name]:
            recipe |= {f"{name}_asset_id": kept["asset_id"]} if "asset_id" in kept else {f"{name}_sha256": kept["sha256"]}
    if params["edit"]:
        recipe["edit_sha256"] = [kept["sha256"] for kept in (*params["edit"], params["markup"]) if kept]
    if params["image"]:
        recipe["strength"] = params["strength"]
    if params["in_place"]:
        recipe["mask_blur"] = params["mask_blur"]
    if params["loras"]:
        recipe["loras"] = [_lora(one) for one in params["loras"]]
    if params["face_refine"]:
        recipe |= {name: params[name] for name in ("face_refine", "face_prompt", "face_strength")}
    if params["output_width"]:
        recipe["upscaler"] = params["upscaler"]
    if params["style"] or params["translate"]:
        recipe["prompt_used"] = params["prompt_used"]
    return recipe


def identity_of(params: dict[str, Any], seed: int) -> dict[str, Any]:
    """Everything that changes the file's bytes: all params but those that cannot, and what the file says about itself."""
    pixels = {name: value for name, value in params.items() if name not in _NO_PIXELS}
    inputs: dict[str, Any] = {name: params[name] and params[name]["sha256"] for name in ("image", "mask", "markup")}
    inputs["edit"] = [kept["sha256"] for kept in params["edit"]]
    loras = [(one["sha256"], one["scale"]) for one in params["loras"]]
    return {"params": pixels, "seed": seed, "inputs": inputs, "loras": loras, "recipe": recipe_of(params, seed)}


def _lora(settled: dict[str, Any]) -> dict[str, Any]:
    """As a request names it: a fetched file by its address without the query, which may have been a secret."""
    by = settled.get("by") or ("url" if "://" in settled["source"] else "name")
    return {by: settled["source"], "scale": settled["scale"], "sha256": settled["sha256"]}
