"""The `face_detect` job: where the faces of a picture are, which way they look, and what a swap can make of them."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any, cast

import orjson

from enfoads.library.files import full_disk_named
from enfoads.recipes.face_reading import opaque, read

if TYPE_CHECKING:
    from PIL.Image import Image

    from enfoads.engines.faces.base import Face, FaceBox, FaceEngine, Floats
    from enfoads.jobs.context import JobContext

THUMBNAIL = 96  # pixels
AROUND = 0.25  # of the face's box on each side, in its thumbnail
# Where the five points are among the mesh's 468: means of the eyes' corners, nose tip, corners of the mouth.
# Left and right as one sees the picture; https://github.com/google-ai-edge/mediapipe, canonical_face_model_uv_visualization.png
_MESH = ((33, 133), (362, 263), (4,), (61,), (291,))
_NAMES = ("left_eye", "right_eye", "nose", "mouth_left", "mouth_right")


def detect(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Params: `engine` (catalog id), `image` (as `api.face_pictures` keeps it).

    Returns `{"path"}`: a JSON file with `faces` (of `schemas.faces.DetectedFace`, but for `messages`), `width`, `height`. The faces
    are left there and not in the result, which the table of jobs would keep.
    """
    ctx.progress(10, "loading")
    image = opaque(read(params["image"], "image", ctx).image)
    ctx.check_cancelled()
    with ctx.gpu.lease(params["engine"]) as engine:
        ctx.progress(40, "detecting")
        faces = ctx.gpu.run(params["engine"], lambda one, _cheap: cast("FaceEngine", one).find(image))
    del engine
    found = {"faces": [describe(index, face, image) for index, face in enumerate(faces)], "width": image.width, "height": image.height}
    ctx.check_cancelled()
    left = ctx.settings.inputs_dir / f"found-{ctx.job_id}.json"
    with full_disk_named():
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_bytes(orjson.dumps(found))
    return {"path": str(left)}


def describe(index: int, face: Face, image: Image) -> dict[str, Any]:
    """A face as clients see it."""
    return {
        "index": index,
        "box": box_of(face.box),
        "landmarks": dict(zip(_NAMES, _five(face.landmarks), strict=True)),
        "pose": {name: round(float(getattr(face.pose, name)), 1) for name in ("yaw", "pitch", "roll")},
        "quality": float(face.quality),
        "weaknesses": list(face.weaknesses),
        "thumbnail": _thumbnail(image, face.box),
    }


def box_of(box: FaceBox) -> list[float]:
    """x0, y0, x1, y1 to a tenth of a pixel."""
    return [round(float(value), 1) for value in (box.x0, box.y0, box.x1, box.y1)]


def _five(points: Floats) -> list[list[float]]:
    groups = [points[list(group), :2].mean(0) for group in _MESH] if len(points) > 5 else list(points[:, :2])
    return [[round(float(value), 1) for value in point] for point in groups]


def _thumbnail(image: Image, box: FaceBox) -> str:
    """A square around the face, as a data URL."""
    side = max(box.width, box.height) * (1 + 2 * AROUND)
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    left, top = max(0, round(x - side / 2)), max(0, round(y - side / 2))
    right, bottom = min(image.width, round(x + side / 2)), min(image.height, round(y + side / 2))
    piece = image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    piece.thumbnail((THUMBNAIL, THUMBNAIL))
    target = io.BytesIO()
    piece.save(target, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(target.getvalue()).decode()}"
