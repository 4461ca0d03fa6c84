"""Taking in pictures: good ones come out upright and clean, hostile ones get a clear answer and nothing more.

ENFOADS_TEST_SCALE multiplies the random part of the corpus.
"""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from enfoads import errors
from enfoads.jobs.context import JobContext
from enfoads.library import provenance
from enfoads.recipes import upload
from enfoads.security import uploads
from enfoads.settings import Settings

RECIPE = {"prompt": "un camión rojo", "seed": 7, "num_inference_steps": 20, "model": "starter"}


class Context:
    """What the recipe needs of a running job; keeps what was saved."""

    job_id, attempt = "up_1", 1

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data_dir=folder, max_upload_mb=2)
        self.saved: list[dict[str, Any]] = []
        self._folder = folder

    def progress(self, percent: float | None, stage: str, **more: Any) -> None:
        assert percent is None or 0 <= percent <= 100

    def check_cancelled(self) -> None:
        """Nobody cancels."""

    def staging_path(self, suffix: str) -> Path:
        return self._folder / f"clean{len(self.saved)}{suffix}"

    def save_file(self, path: Path, **fields: Any) -> dict[str, Any]:
        self.saved.append({"path": path, **fields})
        return {"id": f"up_1_{fields['index']}"}


@pytest.fixture
def take_in(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Runs the upload job over these bytes; returns what it saved."""

    def run(content: bytes, **params: Any) -> dict[str, Any]:
        path = tmp_path / "upload-1"
        path.write_bytes(content)
        ctx: Any = Context(tmp_path)
        context: JobContext = ctx
        try:
            result = upload.check({"path": str(path), "filename": "photo.png", "name": "", "declared_type": "image"} | params, context)
        finally:
            assert not path.exists()  # it may be somebody's face
        assert result == {"asset": {"id": "up_1_0"}}
        saved: dict[str, Any] = ctx.saved[0]
        return saved

    return run


def picture(size: tuple[int, int] = (48, 32), mode: str = "RGB") -> Image.Image:
    """Red with a blue corner at the top left."""
    image = Image.new("RGB", size, (220, 30, 20))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), fill=(20, 40, 210))
    return image.convert(mode)


def encoded(image: Image.Image | None = None, format: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    (image or picture()).save(buffer, format, **options)
    return buffer.getvalue()


def opened(saved: dict[str, Any]) -> Image.Image:
    with Image.open(saved["path"]) as image:
        image.load()
        return image


def is_close(one: Image.Image, other: Image.Image, tolerance: int = 12) -> bool:
    """Mean difference per channel value; lossy formats blur the corner's edge."""
    return one.size == other.size and float(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).mean()) < tolerance


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, data: bytes, *, depth: int = 8, color: int = 2, extra: bytes = b"") -> bytes:
    """A PNG put together by hand."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


# What is taken in


@pytest.mark.parametrize(("format", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_picture_keeps_its_format_and_looks(take_in: Callable[..., Any], format: str, mime: str) -> None:
    saved = take_in(encoded(format=format), filename="mi foto.xyz", declared_type="image")
    assert (saved["mime"], saved["type"], saved["name"], saved["source"], saved["ai_generated"]) == (
        mime,
        "image",
        "mi foto",
        "upload",
        False,
    )
    assert opened(saved).format == format
    assert is_close(opened(saved), picture())


def test_a_png_keeps_every_pixel(take_in: Callable[..., Any]) -> None:
    noise = Image.effect_noise((40, 30), 90).convert("RGB")
    assert opened(take_in(encoded(noise))).tobytes() == noise.tobytes()
    assert opened(take_in(encoded(noise, "WEBP", lossless=True))).tobytes() == noise.tobytes()


UNDONE_BY = {  # how the camera stored the scene, by the orientation that it noted (EXIF 2.3, 4.6.4)
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_out_upright_without_the_place_it_was_taken(take_in: Callable[..., Any], format: str, orientation: int) -> None:
    stored = picture() if orientation == 1 else picture().transpose(UNDONE_BY[orientation])
    camera = Image.Exif()
    camera[0x0112] = orientation
    camera[0x010F] = "SecretCamera"
    camera.get_ifd(0x8825)[2] = (41.0, 23.0, 19.0)  # the latitude
    saved = take_in(encoded(stored, format, exif=camera))
    assert is_close(opened(saved), picture())
    assert not opened(saved).getexif()
    assert b"SecretCamera" not in saved["path"].read_bytes()


def test_comments_profiles_and_what_hangs_behind_the_picture_are_dropped(take_in: Callable[..., Any]) -> None:
    texts = PngInfo()
    texts.add_text("Comment", "SECRET")
    texts.add_itxt("XML:com.adobe.xmp", "SECRET")
    for content in (
        encoded(pnginfo=texts) + b"SECRET",
        encoded(format="JPEG", comment=b"SECRET") + b"<script>SECRET</script>",
        encoded(format="WEBP", xmp=b"SECRET"),
    ):
        assert b"SECRET" in content
        saved = take_in(content)
        assert b"SECRET" not in saved["path"].read_bytes()
        assert "icc_profile" not in opened(saved).info


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK"])
def test_every_way_to_store_colours_becomes_rgb(take_in: Callable[..., Any], mode: str) -> None:
    image = picture(mode=mode)
    saved = take_in(encoded(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert opened(saved).mode == "RGB"
    assert is_close(opened(saved), image.convert("RGB"))


def test_sixteen_bit_grey_keeps_its_shades(take_in: Callable[..., Any]) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    found = np.asarray(opened(take_in(encoded(Image.fromarray(ramp)))))
    assert np.abs(found[:, :, 0].ravel().astype(int) - np.arange(256)).max() <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_kept(take_in: Callable[..., Any], mode: str) -> None:
    image = picture(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = opened(take_in(encoded(image.quantize(16) if mode == "PA" else image.convert(mode))))
    assert found.mode == "RGBA"
    alpha = found.getchannel("A").getextrema()
    assert isinstance(alpha[0], int)
    assert alpha[0] < 20
    assert alpha[1] > 230


def test_the_colours_of_another_colour_space_are_converted(take_in: Callable[..., Any]) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)  # in the table of tags: name, offset, size
    profile[red + 4 : red + 8], profile[green + 4 : green + 8] = profile[green + 4 : green + 8], profile[red + 4 : red + 8]
    bands = picture().split()
    swapped = Image.merge("RGB", (bands[1], bands[0], bands[2]))
    assert is_close(opened(take_in(encoded(icc_profile=bytes(profile)))), swapped, 3)
    assert is_close(opened(take_in(encoded(icc_profile=b"no profile"))), picture(), 1)


def test_only_the_first_frame_of_a_moving_picture_is_kept(take_in: Callable[..., Any]) -> None:
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green", "blue")]
    for format in ("PNG", "WEBP"):
        found = opened(take_in(encoded(frames[0], format, save_all=True, append_images=frames[1:])))
        assert getattr(found, "n_frames", 1) == 1
        assert is_close(found, frames[0])


def test_a_studio_picture_brings_its_settings_along(take_in: Callable[..., Any], tmp_path: Path) -> None:
    provenance.write_png(picture(), tmp_path / "made.png", RECIPE)
    saved = take_in((tmp_path / "made.png").read_bytes())
    assert (saved["recipe"], saved["prompt"], saved["ai_generated"]) == (RECIPE, "un camión rojo", True)
    assert provenance.read_recipe(saved["path"]) == RECIPE
    assert take_in((tmp_path / "made.png").read_bytes(), prompt="mine")["prompt"] == "mine"


@pytest.mark.parametrize(
    ("filename", "name", "shown"),
    [
        ("../../etc/passwd.png", "", "passwd"),
        ("C:\\Users\\ana\\foto.jpg", "", "foto"),
        ("a\x00b\u202egnp.exe", "", "abgnp"),
        ("camión ñ.webp", "", "camión ñ"),
        ("", "", ""),
        ("x.png", "Mi producto", "Mi producto"),
        ("y" * 500 + ".png", "", "y" * 200),
    ],
)
def test_a_file_name_is_shown_and_nothing_else(take_in: Callable[..., Any], filename: str, name: str, shown: str) -> None:
    saved = take_in(encoded(), filename=filename, name=name)
    assert saved["name"] == shown
    assert saved["path"].name == "clean0.png"


# What is refused


def truncated() -> list[bytes]:
    noise = Image.effect_noise((64, 64), 90).convert("RGB")
    whole = [encoded(noise), encoded(noise, "JPEG"), encoded(noise, "WEBP"), encoded(noise, "JPEG", progressive=True)]
    choice = random.Random(1)
    return [content[: choice.randrange(1, len(content) - 20)] for content in whole for _ in range(25)]


def flipped_pngs() -> list[bytes]:
    """Every chunk has a checksum; the last has nothing in it."""
    content = encoded(Image.effect_noise((64, 64), 90).convert("RGB"))
    choice = random.Random(2)
    found = []
    for _ in range(100):
        damaged = bytearray(content)
        damaged[choice.randrange(len(content) - 12)] ^= 1 << choice.randrange(8)
        found.append(bytes(damaged))
    return found


def other_files() -> list[bytes]:
    gif = encoded(picture(mode="P"), "GIF")
    return [
        b"",
        b"\x00",
        b"\x89PNG",
        b"hello",
        b"\xff" * 1000,
        bytes(100_000),
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a/*" + gif[8:] + b"*/=1;alert(1)",  # a picture and a script
        gif,
        encoded(format="BMP"),
        encoded(format="TIFF"),
        encoded(format="ICO"),
        encoded(format="PPM"),
        encoded(format="TGA"),
        encoded(format="PCX"),
        encoded(format="EPS"),
        encoded(format="PDF"),
        encoded(format="JPEG2000"),
        b"PK\x03\x04" + bytes(60),
        b"%PDF-1.7\n%%EOF",
        b"\x7fELF" + bytes(60),
        b"MZ" + bytes(60),
        b"\x00\x00\x00\x20ftypisom" + bytes(60),
        b"\x00\x00\x00\x20ftypavif" + bytes(60),
        b"ID3\x04" + bytes(60),
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(60),
        b"RIFF\x24\x00\x00\x00AVI LIST" + bytes(60),
        b"OggS" + bytes(60),
        b"\x1f\x8b\x08" + bytes(60),
        b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run",
        b"push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://x/`id`'",
        b"\x80\x04\x95" + bytes(60),
        b"#!/bin/sh\nid",
        b"\xef\xbb\xbf" + encoded(),
        b" " + encoded(),
        b"\r\n" + encoded(format="JPEG"),
    ]


def bombs() -> list[bytes]:
    zeros = zlib.compress(bytes(1_000_000))
    one = zlib.compress(bytes(4))
    scan = b"\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00"
    jpeg = encoded(picture((256, 256)), "JPEG", progressive=True)
    lossy = encoded(format="WEBP")
    tall = bytearray(encoded(format="JPEG"))
    at = tall.index(b"\xff\xc0") + 5
    tall[at : at + 4] = b"\xff\xff\xff\xff"  # 65535 x 65535
    return [
        png(9_000, 9_000, zeros),
        png(20_000, 20_000, zeros),
        png(2**31 - 1, 2**31 - 1, one),
        png(2**31 - 1, 1, one),
        png(1, 2**31 - 1, one),
        png(2**32 - 1, 2**32 - 1, one),
        png(0, 0, one),
        png(1, 0, one),
        png(8_001, 8_000, one, color=6),
        png(7_000, 7_000, one, depth=1, color=0),  # few bytes, and they are missing
        png(1, 1, one, depth=3),
        png(1, 1, one, color=9),
        png(1, 1, b""),
        png(4, 4, one),
        png(1, 1, zlib.compress(bytes(4))[:-6]),
        png(1, 1, one, color=3),
        png(1, 1, one, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000)))),
        png(1, 1, one, extra=chunk(b"zTXt", b"parameters\0\0" + zlib.compress(bytes(200_000_000)))),
        png(1, 1, one, extra=chunk(b"iTXt", b"enfoads\0\1\0\0\0" + zlib.compress(bytes(200_000_000)))),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31) + b"IHDR",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 3),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", zeros) + chunk(b"IEND", b""),
        bytes(tall),
        jpeg[:-2] + scan * 5000 + jpeg[-2:],
        b"\xff\xd8\xff" + b"\xe1\x00\x02" * 20_000,
        b"\xff\xd8\xff\xe0\x00\x00",
        b"\xff\xd8\xff\xd9",
        lossy[:12] + b"VP8X\x0a\x00\x00\x00\x10\x00\x00\x00\xff\xff\xff\xff\xff\xff",
        lossy[:12] + b"VP8 \xff\xff\xff\x7f" + lossy[20:],
        lossy[:12] + b"VP8L\x05\x00\x00\x00\x2f\xff\xff\xff\x0f",
        b"RIFF\x00\x00\x00\x00WEBP",
        encoded() + bytes(3 << 20),  # more bytes than are allowed
    ]


def garbage() -> list[bytes]:
    """The right beginning, and then anything."""
    heads = [encoded()[:33], encoded(format="JPEG")[:20], encoded(format="WEBP")[:20], encoded(format="JPEG")[:300]]
    choice = random.Random(3)
    return [head + choice.randbytes(choice.randrange(2000)) for head in heads for _ in range(15)]


CORPUS = [*truncated(), *flipped_pngs(), *other_files(), *bombs(), *garbage()]


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(set(CORPUS)) >= 300


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_a_corrupt_or_hostile_upload_gets_a_clear_answer(take_in: Callable[..., Any], number: int) -> None:
    unreadable = (errors.UnreadableImage, errors.UnreadableVideo, errors.UnreadableAudio)
    with pytest.raises((*unreadable, errors.PayloadTooLarge, errors.UnsupportedMedia)) as refused:
        take_in(CORPUS[number])
    assert 400 <= refused.value.status < 500
    assert errors.EnfoadsError.from_record(refused.value.to_record()).message("es") == refused.value.message("es")
    for text in (refused.value.message("en"), refused.value.message("es"), refused.value.advice("es")):
        assert text
        assert "?" not in text
        assert "Error: " not in text


def test_whatever_the_bytes_the_answer_is_a_clean_picture_or_a_refusal(take_in: Callable[..., Any], scale: float) -> None:
    noise = Image.effect_noise((40, 40), 90)
    camera = Image.Exif()
    camera[0x0112] = 6
    seeds = [
        encoded(noise.convert("RGB"), "JPEG", exif=camera),
        encoded(
            noise.convert("RGB"), "JPEG", progressive=True, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        ),
        encoded(noise.convert("CMYK"), "JPEG"),
        encoded(noise.convert("RGBA"), "WEBP", exif=camera),
        encoded(noise.convert("RGB"), "WEBP", lossless=True),
        encoded(noise.convert("RGB"), "WEBP", save_all=True, append_images=[noise.convert("RGB")]),
        encoded(noise.quantize(8), exif=camera),
    ]
    choice = random.Random(4)
    taken = refused = 0
    for _ in range(int(400 * scale)):
        content = bytearray(choice.choice(seeds))
        for _ in range(choice.choice([1, 2, 20])):
            at = choice.randrange(12, len(content))
            content[at : at + choice.choice([0, 1, 4])] = choice.randbytes(choice.choice([0, 1, 1, 4]))
        try:
            saved = take_in(bytes(content))
        except errors.InvalidRequest:
            refused += 1
        else:
            assert opened(saved).mode in ("RGB", "RGBA")
            assert not opened(saved).getexif()
            taken += 1
    assert taken
    assert refused


def test_a_warning_of_the_decoder_goes_to_nobody(take_in: Callable[..., Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(errors.PayloadTooLarge, match="64 megapixels"):
            take_in(png(10_000, 10_000, zlib.compress(bytes(4))))


def test_an_upload_that_is_no_longer_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.UnreadableImage, match=r"photo\.png .* send it again"):
        uploads.read_picture(tmp_path / "gone", "photo.png", 1000)


def test_the_largest_picture_allowed_fits_into_the_memory_of_a_small_machine(tmp_path: Path) -> None:
    """64 megapixels, lying on its side: at most two decoded copies at a time."""
    camera = Image.Exif()
    camera[0x0112] = 6
    path = tmp_path / "large.jpg"
    Image.new("RGB", (8000, 8000), "red").save(path, quality=50, exif=camera)
    program = (
        "import resource, sys; from pathlib import Path; from enfoads.security import uploads;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "picture = uploads.read_picture(Path(sys.argv[1]), 'x', 10**8);"
        "uploads.write_picture(picture, Path(sys.argv[1] + '.out'), None);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    grown = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=True, text=True).stdout
    assert int(grown) < 520_000  # KiB
