"""Pictures from strangers, made harmless: known by their bytes, measured before they are decoded, decoded, encoded anew.

What comes out has the pixels and nothing else of the file: no camera data, place, comment, profile or trailing bytes.
Runs in a worker: a decoder that crashes takes the job with it, not the server.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageCms, ImageOps

from enfoads import errors
from enfoads.library import provenance

log = logging.getLogger(__name__)

MAX_PIXELS = 64_000_000  # 256 MB decoded; the largest phone cameras
_MAX_PROFILE = 4 << 20  # bytes of a colour profile
_MAX_SCANS = 100  # of a progressive JPEG; encoders write about ten, and each costs a pass over the whole picture
_MAX_MARKERS = 10_000
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")  # one that a length follows, or the end
_QUALITY = 95
_SRGB = ImageCms.createProfile("sRGB")


class Format(NamedTuple):
    pillow: str
    mime: str
    ending: str


PNG = Format("PNG", "image/png", ".png")
JPEG = Format("JPEG", "image/jpeg", ".jpg")
WEBP = Format("WEBP", "image/webp", ".webp")


class Picture(NamedTuple):
    """A decoded picture, RGB or RGBA, upright, and how its file was encoded."""

    image: Image.Image
    format: Format
    lossless: bool


def sniff(head: bytes) -> Format | None:
    """The format by the first 16 bytes; None unless it is one of the three."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return None


def read_picture(path: Path, name: str, max_bytes: int) -> Picture:
    """Check and decode a file. `name` is what messages call it.

    Raises `errors.UnsupportedFile` (another format), `errors.PayloadTooLarge` (bytes or pixels) and
    `errors.UnreadableImage` (empty, damaged or malicious); nothing else, whatever the file.
    """
    if not path.is_file():
        raise _unreadable(name, "it is no longer here; send it again", "ya no está aquí; envíala otra vez")
    size = path.stat().st_size
    if not size:
        raise _unreadable(name, "the file is empty", "el archivo está vacío")
    if size > max_bytes:
        raise errors.PayloadTooLarge(limit=f"{max_bytes / 2**20:g} MB")
    with path.open("rb") as file:
        head = file.read(16)
    format = sniff(head)
    if format is None:
        raise errors.UnsupportedFile(name=name)
    with decoder_failures(name):
        if format is JPEG and not _has_few_scans(path.read_bytes()):
            raise _unreadable(name, "too many scans", "demasiadas pasadas")
        image = _decode(path, format)
    return Picture(image, format, lossless=format is PNG or head[12:16] == b"VP8L")


def write_picture(picture: Picture, path: Path, recipe: dict[str, Any] | None) -> None:
    """Encode in the format it came in, without loss if it had none, with `recipe` inside. Raises `errors.DiskFull`."""
    format = picture.format.pillow.lower()
    provenance.write_picture(picture.image, path, recipe, format, _QUALITY, lossless=picture.lossless)


def _has_few_scans(data: bytes) -> bool:
    """Whether a JPEG's markers up to its end are of a usual number."""
    scans, position = 0, 2
    for _ in range(_MAX_MARKERS):
        marker = _MARKER.search(data, position)
        if marker is None or marker[1] == b"\xd9":  # the end
            return scans <= _MAX_SCANS
        scans += marker[1] == b"\xda"
        position = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2], "big")
    return False


def _decode(path: Path, format: Format) -> Image.Image:
    with Image.open(path, formats=[format.pillow]) as unread:
        check_pixels(unread)
        unread.verify()  # reads a PNG's checksums, and leaves the picture unusable
    with path.open("rb") as file:  # one picture at a time: each step lets go of the one before
        image: Image.Image = Image.open(file, formats=[format.pillow])
        check_pixels(image)
        image.load()
        image = upright(image)
        image = plain(image)
    image.info = {}
    return image


def check_pixels(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()


def upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held. Camera data that cannot be read says nothing."""
    try:
        ImageOps.exif_transpose(image, in_place=True)
    except Exception:
        log.info("unreadable camera data in an upload", exc_info=True)
    return image


def plain(image: Image.Image) -> Image.Image:
    """As 8-bit RGB, or RGBA if anything is transparent, in sRGB."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16-bit grey
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif profile:
        image = _to_srgb(image, profile)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that cannot be used says nothing."""
    if image.mode not in ("RGB", "RGBA", "CMYK", "L") or len(profile) > _MAX_PROFILE:
        return image
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=target)
    except (ImageCms.PyCMSError, OSError, ValueError):
        log.info("unusable colour profile in an upload", exc_info=True)
        return image
    return image if converted is None else converted


@contextmanager
def decoder_failures(name: str) -> Iterator[None]:
    """Whatever a decoder raises over a hostile file is the file's fault; only the studio's own errors pass."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except errors.EnfoadsError:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except MemoryError:
        raise _unreadable(name, "it needs too much memory", "necesita demasiada memoria") from None
    except Exception as error:
        log.info("an upload could not be decoded", exc_info=True)
        raise _unreadable(
            name, f"damaged or incomplete ({type(error).__name__})", f"dañada o incompleta ({type(error).__name__})"
        ) from None


def _unreadable(name: str, detail: str, detail_es: str) -> errors.UnreadableImage:
    return errors.UnreadableImage(name=name, detail=detail, detail_es=detail_es)


def _too_many_pixels() -> errors.PayloadTooLarge:
    megapixels = MAX_PIXELS // 1_000_000
    return errors.PayloadTooLarge(limit=f"{megapixels} megapixels", limit_es=f"{megapixels} megapíxeles")
