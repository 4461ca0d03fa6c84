"""The `input` job: a reference picture or mask on its way into a request. It is checked, made harmless and kept; not in the library."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.engines.image.region import MARKED
from enfoads.library.files import full_disk_named
from enfoads.library.provenance import COMPRESSION, read_recipe
from enfoads.security import uploads

if TYPE_CHECKING:
    from PIL.Image import Image

    from enfoads.jobs.context import JobContext


def check(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Params: `path` (what was sent; it stays), `sha256` of it, `name` (what errors call it).

    Returns the fields of `image_inputs.Input` but `asset_id`. The copy is named by `sha256`, so what is sent twice is kept once.
    Raises what `uploads.read_picture` raises, and DiskFull.
    """
    sent = Path(params["path"])
    ctx.progress(10, "loading")
    picture = uploads.read_picture(sent, params["name"], ctx.settings.max_upload_mb * 2**20)
    ctx.check_cancelled()
    kept = _keep(picture.image, params["sha256"], ctx)
    width, height = picture.image.size
    found = {"path": str(kept), "sha256": params["sha256"], "width": width, "height": height, "recipe": read_recipe(sent)}
    return found | _marks(picture.image)


def _keep(image: Image, sha256: str, ctx: JobContext) -> Path:
    kept = ctx.settings.inputs_dir / f"{sha256}.png"
    try:
        os.utime(kept)  # wanted again: it is kept from now on
        return kept
    except FileNotFoundError:
        part = ctx.staging_path(".png")
    with full_disk_named():
        kept.parent.mkdir(parents=True, exist_ok=True)
        image.save(part, "PNG", **COMPRESSION)
        part.replace(kept)
    return kept


def _marks(image: Image) -> dict[str, bool]:
    """What could be a mask in it: something transparent, something light."""
    alpha = image.getchannel("A").histogram() if image.mode == "RGBA" else []
    grey = image.convert("RGB").convert("L").histogram()
    return {"has_holes": any(alpha[: 256 - MARKED]), "has_white": any(grey[MARKED:])}
