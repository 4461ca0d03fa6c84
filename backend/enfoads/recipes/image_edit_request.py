"""From an instruction and pictures to what the `image` recipe needs. Runs in the server: it loads no model library.

SDXL checkpoints do not follow instructions; a catalog entry whose `capabilities` name `edit`, with an engine of the Protocol
`engines.image.base.EditingEngine`, gets everything from here on: the API, the queue and the recipe know no model.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from enfoads.engines.finish import choose
from enfoads.errors import ModelNotInstalled, NotSupported
from enfoads.models.catalog import Catalog
from enfoads.models.fingerprint import fingerprint
from enfoads.recipes import image_checks as checks
from enfoads.recipes.image_inputs import Input
from enfoads.recipes.image_request import PLAIN, marks_of
from enfoads.recipes.image_sizes import best_size
from enfoads.settings import Settings

_OUTPUT = ("output_width", "output_height", "output_format", "output_compression", "background")


def settle_edit(
    fields: dict[str, Any], catalog: Catalog, settings: Settings, *, images: Sequence[Input], markup: Input | None = None
) -> dict[str, Any]:
    """Complete params for `recipes.image.generate`.

    `fields`: of an ImageRequest, those that an edit has. `images`: the first is changed, the others are references. `markup`:
    drawn over the first one to show what is meant.

    Raises UnknownModel, NotSupported, ModelNotInstalled, InvalidRequest, each naming its field.
    """
    entry = catalog.get(fields["model"])
    defaults = entry.image
    if defaults is None or "edit" not in entry.capabilities:
        raise NotSupported(param="model", model=entry.id, detail="follow an instruction", detail_es="seguir una instrucción")
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(param="model", model=entry.id)
    checks.check_together(fields | {"strength": None})
    transparent = fields.get("background") == "transparent"
    first = images[0]
    width, height = best_size(defaults, fields.get("output_width", first.width), fields.get("output_height", first.height))
    params = PLAIN | {
        "model": entry.id,
        "checkpoint": fingerprint(entry, catalog),
        "prompt": fields["prompt"],
        "prompt_used": fields["prompt"],
        "negative_prompt": fields.get("negative_prompt", ""),
        "negative_prompt_used": fields.get("negative_prompt", ""),
        "width": width,
        "height": height,
        "num_inference_steps": int(fields.get("num_inference_steps", defaults.steps)),
        "guidance_scale": float(fields.get("guidance_scale", defaults.guidance)),
        "seed": int(fields.get("seed", secrets.randbelow(2**32))),
        "edit": [one.param() for one in images],
        "markup": markup.param() if markup else None,
        "upscaler": choose.upscaler("auto", catalog),
        "matting": choose.matting(catalog) if transparent else None,
    }
    params |= {name: fields[name] for name in _OUTPUT if name in fields}
    params["marks"] = marks_of(params, catalog, settings)
    checks.check_sampling(params, entry, defaults, force=False)
    return params
