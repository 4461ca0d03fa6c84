"""Files around a video job: inputs where they are now, avatars ready to be drawn, pictures written out. For the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.errors import InvalidRequest
from enfoads.library.avatars import PORTRAIT
from enfoads.library.files import ObjectStore

if TYPE_CHECKING:
    from enfoads.engines.portrait.base import AvatarRecord, Rig
    from enfoads.library.embedded import Mark
    from enfoads.settings import Settings
    from enfoads.video.planes import Pixels, Planes
    from enfoads.video.timeline import Timeline

_LARGEST = 16 * 1024  # bytes of a preview


def found(file: dict[str, Any], settings: Settings) -> Path:
    """Where the file is: held for the job, or, for one that is run again long after, in the library by its content or with its avatar.

    Raises InvalidRequest when it is in neither place any more.
    """
    kept = Path(file["path"])
    own: list[Path] = [settings.data_dir / "avatars" / str(file["id"]) / PORTRAIT] if file.get("kind") == "photo" else []
    for path in (kept, ObjectStore(settings.data_dir / "files").path(file["sha256"]), *own):
        if path.is_file():
            return path
    raise InvalidRequest(
        detail="A file of this request is no longer here; send the request again.",
        detail_es="Un archivo de esta petición ya no está aquí; envíala otra vez.",
    )


def located(value: Any, settings: Settings) -> Any:
    """Params with every file where it is now. Raises as `found`."""
    if isinstance(value, dict):
        moved = {"path": str(found(value, settings))} if value.get("path") and value.get("sha256") else {}
        return {name: located(part, settings) for name, part in value.items()} | moved
    return [located(part, settings) for part in value] if isinstance(value, list) else value


def use_fonts(settings: Settings) -> None:
    """Let captions find the letters and emoji that the set-up, or a pull, fetched."""
    from enfoads.video import fonts

    for models in (settings.models_dir, settings.setup_dir / "models"):
        fonts.use_fetched(models / fonts.MODEL)


def rigs(settings: Settings) -> Callable[[AvatarRecord], Rig]:
    from enfoads.engines.portrait.create import rig_of

    return lambda record: rig_of(record, settings)


def words_of(timeline: Timeline) -> list[tuple[str, float, float]]:
    """Every word that is shown, with seconds from the video's start."""
    return [
        (word.text, round(word.start + start / timeline.fps, 3), round(word.end + start / timeline.fps, 3))
        for scene, start in zip(timeline.scenes, timeline.starts(), strict=True)
        for word in scene.words
    ]


def small_jpeg(frame: Planes, side: int) -> bytes:
    """A frame as a JPEG of at most 16 KB, its longer side `side` pixels."""
    import cv2
    import numpy as np

    from enfoads.video.planes import Planes, rgb_of

    width, height = frame.size
    scale = min(1.0, side / max(width, height))
    small = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    half = (small[0] // 2, small[1] // 2)
    sizes = zip(frame, (small, half, half), strict=True)
    planes = Planes(*(np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8) for plane, size in sizes))
    pixels = rgb_of(planes)[..., ::-1]
    for quality in (75, 50, 25):
        data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= _LARGEST:
            break
    return data


def write_png(pixels: Pixels, path: Path) -> None:
    """Raises DiskFull."""
    from PIL import Image

    from enfoads.library.provenance import write_png as write

    write(Image.fromarray(pixels), path, None)


def write_jpeg(pixels: Pixels, path: Path, recipe: dict[str, Any], mark: Mark) -> None:
    """Raises DiskFull."""
    from PIL import Image

    from enfoads.library.provenance import write_picture

    write_picture(Image.fromarray(pixels), path, recipe, "jpeg", mark=mark)
