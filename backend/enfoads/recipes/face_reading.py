"""Pictures with faces, opened in the worker: checked, upright, without what the camera wrote. Every error says which picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.errors import InvalidRequest, NoFaceDetected
from enfoads.security import uploads

if TYPE_CHECKING:
    from PIL.Image import Image

    from enfoads.engines.faces.base import Face, FaceEngine, Portrait
    from enfoads.jobs.context import JobContext

SURROUND = 0.5  # of a face's box on each side: what is kept of a source photo, so that eight large ones do not fill the memory
WIDEST = 1536  # pixels of a source face: more than any target shows of it


def read(picture: dict[str, Any], param: str, ctx: JobContext, number: int | None = None) -> uploads.Picture:
    """The picture as it is seen. One that was sent and cannot be used is removed at once, it may be somebody's face.

    Raises what `uploads.read_picture` raises, with `param`, naming the picture.
    """
    path = Path(picture["path"])
    try:
        return uploads.read_picture(path, picture["name"] or param, ctx.settings.max_upload_mb * 2**20)
    except InvalidRequest as error:
        if "input" in picture:
            path.unlink(missing_ok=True)
        error.param = param
        error.values |= names(picture, param, number)
        raise


def faces_of(image: Image, engine: FaceEngine, picture: dict[str, Any], param: str, number: int | None = None) -> list[Face]:
    """The faces, the largest first. Raises NoFaceDetected."""
    faces = engine.find(image)
    if not faces:
        raise NoFaceDetected(param=param, **names(picture, param, number))
    return faces


def names(picture: dict[str, Any], param: str, number: int | None = None) -> dict[str, str]:
    """What errors call the picture: "source 2 (ana.jpg)", in both languages."""
    what = {"source": ("source", "origen"), "target": ("target", "destino")}.get(param, ("the picture", "la imagen"))
    counted = "" if number is None else f" {number + 1}"
    file = f" ({picture['name']})" if picture["name"] else ""
    return {"name": f"{what[0]}{counted}{file}", "name_es": f"{what[1]}{counted}{file}"}


def opaque(image: Image) -> Image:
    """Without transparency, on white: what is hidden is nobody's face."""
    if image.mode != "RGBA":
        return image
    from PIL import Image as Images

    return Images.alpha_composite(Images.new("RGBA", image.size, (255, 255, 255, 255)), image).convert("RGB")


def portrait(image: Image, face: Face) -> Portrait:
    """The face with what is around it, cut out of its photo, at most `WIDEST`."""
    from PIL import Image as Images

    from enfoads.engines.faces.base import Portrait

    box = face.box
    left, top = max(0, int(box.x0 - SURROUND * box.width)), max(0, int(box.y0 - SURROUND * box.height))
    right, bottom = min(image.width, int(box.x1 + SURROUND * box.width) + 1), min(image.height, int(box.y1 + SURROUND * box.height) + 1)
    points = face.landmarks.copy()
    points[:, 0] -= left
    points[:, 1] -= top
    piece, scale = image.crop((left, top, right, bottom)), min(1.0, WIDEST / max(box.width, 1.0))
    if scale < 1:
        piece = piece.resize((round(piece.width * scale), round(piece.height * scale)), Images.Resampling.LANCZOS)
        points *= scale
    x0, y0, x1, y1 = ((value - start) * scale for value, start in ((box.x0, left), (box.y0, top), (box.x1, left), (box.y1, top)))
    return Portrait(piece, replace(face, box=replace(box, x0=x0, y0=y0, x1=x1, y1=y1), landmarks=points))
