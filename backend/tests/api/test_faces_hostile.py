"""Hostile and odd pictures through both face routes: the right faces or a clear error, never a crash, and memory that stays."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import cv2
import numpy as np
import psutil
import pytest
from facepictures import as_file, astronaut, woman
from PIL import Image, ImageDraw, ImageFilter

Random = np.random.Generator
FLAT = 150 << 20  # bytes that the worker may hold more after hundreds of pictures than after the first ones


class Odd(NamedTuple):
    """A file, and what finding faces in it must say: how many, None for any number, or an error's code."""

    data: bytes
    expected: int | str | None


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _rotated(random: Random) -> bytes:
    turn = int(random.integers(1, 9))
    back = [None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_TOP_BOTTOM]
    back += [Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_90, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_270]
    method, exif = back[turn - 1], Image.Exif()
    exif[0x0112] = turn
    return as_file(astronaut() if method is None else astronaut().transpose(method), exif=exif)


def _sixteen(random: Random) -> bytes:
    deep = cv2.cvtColor(np.asarray(astronaut()), cv2.COLOR_RGB2BGR).astype(np.uint16) * 257
    return bytes(cv2.imencode(".png", deep if random.random() < 0.5 else deep[:, :, 1])[1])


def _cartoon(random: Random) -> Image.Image:
    scene = Image.new("RGB", (400, 400), tuple(int(value) for value in random.integers(0, 256, 3)))
    draw = ImageDraw.Draw(scene)
    draw.ellipse((80, 60, 320, 340), fill=(255, 220, 160), outline="black", width=6)
    for x in (150, 250):
        draw.ellipse((x - 20, 150, x + 20, 190), fill="white", outline="black")
        draw.ellipse((x - 7, 165, x + 7, 180), fill="black")
    draw.arc((140, 220, 260, 290), 10, 170, fill="red", width=8)
    return scene


def _flipped_bytes(random: Random) -> bytes:
    data = bytearray(as_file(astronaut()))
    for place in random.integers(200, len(data), 20):
        data[place] ^= int(random.integers(1, 256))
    return bytes(data)


def _animated(random: Random, format: str) -> bytes:
    frames = [astronaut(), Image.effect_noise((512, 512), 60).convert("RGB")]
    return as_file(frames[0], format, save_all=True, append_images=frames[1:], duration=50)


def _text_bomb(random: Random) -> bytes:
    data = as_file(woman(), "PNG")
    bomb = _chunk(b"zTXt", b"parameters\0\0" + zlib.compress(bytes(50_000_000), 9))
    return data[:33] + bomb + data[33:]


def _wide(random: Random) -> bytes:
    scene = Image.new("RGB", (12_000, 600), "olive")
    scene.paste(astronaut(), (int(random.integers(0, 11_000)), 40))
    return as_file(scene)


def _truncated(random: Random) -> bytes:
    data = as_file(astronaut(), "PNG" if random.random() < 0.5 else "JPEG")
    return data[: int(len(data) * random.uniform(0.05, 0.9))]


def _clipped(random: Random) -> Image.Image:
    """The face, cut by an edge of the picture."""
    return woman().crop((int(random.integers(60, 120)), int(random.integers(60, 130)), 260, 300))


def _dim(random: Random) -> Image.Image:
    factor = random.uniform(0.0, 0.3) if random.random() < 0.5 else random.uniform(2, 8)
    return astronaut().point(lambda value: int(min(255, value * factor)))


MAKERS: dict[str, Callable[[Random], Odd]] = {
    "plain": lambda r: Odd(as_file(astronaut()), 1),
    "cmyk": lambda r: Odd(as_file(astronaut().convert("CMYK")), 1),
    "ycbcr progressive": lambda r: Odd(as_file(astronaut().convert("YCbCr"), progressive=True), 1),
    "16 bits": lambda r: Odd(_sixteen(r), 1),
    "grey": lambda r: Odd(as_file(astronaut().convert("L")), 1),
    "grey with alpha": lambda r: Odd(as_file(astronaut().convert("LA"), "PNG"), 1),
    "palette": lambda r: Odd(as_file(astronaut().quantize(int(r.integers(64, 257))), "PNG"), 1),
    "one bit": lambda r: Odd(as_file(astronaut().convert("1"), "PNG"), None),
    "alpha": lambda r: Odd(as_file(astronaut().convert("RGBA"), "PNG"), 1),
    "all transparent": lambda r: Odd(as_file(Image.new("RGBA", (300, 300)), "PNG"), 0),
    "lossy webp": lambda r: Odd(as_file(astronaut(), "WEBP", quality=int(r.integers(40, 96))), 1),
    "lossless webp": lambda r: Odd(as_file(astronaut(), "WEBP", lossless=True), 1),
    "animated webp": lambda r: Odd(_animated(r, "WEBP"), 1),
    "animated png": lambda r: Odd(_animated(r, "PNG"), 1),
    "animated gif": lambda r: Odd(_animated(r, "GIF"), "unsupported_file"),
    "rotated by exif": lambda r: Odd(_rotated(r), 1),
    "upside down": lambda r: Odd(as_file(astronaut().rotate(180)), None),
    "on its side": lambda r: Odd(as_file(astronaut().rotate(int(r.choice([90, 270])))), None),
    "1 x 1": lambda r: Odd(as_file(Image.new("RGB", (1, 1)), str(r.choice(["PNG", "JPEG", "WEBP"]))), 0),
    "a few pixels": lambda r: Odd(as_file(Image.new("RGB", (int(r.integers(1, 20)), int(r.integers(1, 20)))), "PNG"), 0),
    "one pixel high": lambda r: Odd(as_file(Image.new("RGB", (9_000, 1)), "PNG"), 0),
    "one pixel wide": lambda r: Odd(as_file(Image.new("RGB", (1, 9_000)), "PNG"), 0),
    "12,000 wide": lambda r: Odd(_wide(r), None),
    "56 megapixels in a few bytes": lambda r: Odd(as_file(Image.new("L", (8_000, 7_000)), "PNG"), 0),
    "claims 900 megapixels": lambda r: Odd(_claims(30_000, 30_000), "payload_too_large"),
    "claims more than an integer": lambda r: Odd(_claims(2**31 - 1, 2**31 - 1), None),
    "claims and does not hold": lambda r: Odd(_claims(3_000, 3_000), "unreadable_image"),
    "truncated": lambda r: Odd(_truncated(r), "unreadable_image"),
    "damaged": lambda r: Odd(_flipped_bytes(r), None),
    "head and noise": lambda r: Odd(b"\x89PNG\r\n\x1a\n" + r.bytes(3_000), "unreadable_image"),
    "jpeg head and noise": lambda r: Odd(b"\xff\xd8\xff\xe0" + r.bytes(3_000), "unreadable_image"),
    "noise": lambda r: Odd(r.bytes(2_000), "unsupported_file"),
    "a page": lambda r: Odd(b"<html><script>alert(1)</script></html>", "unsupported_file"),
    "svg": lambda r: Odd(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "unsupported_file"),
    "tiff": lambda r: Odd(as_file(astronaut(), "TIFF"), "unsupported_file"),
    "bmp": lambda r: Odd(as_file(astronaut(), "BMP"), "unsupported_file"),
    "text bomb": lambda r: Odd(_text_bomb(r), "unreadable_image"),
    "bytes after the end": lambda r: Odd(as_file(astronaut()) + r.bytes(100_000), 1),
    "no face": lambda r: Odd(as_file(Image.fromarray(r.integers(0, 256, (300, 400, 3), dtype=np.uint8))), 0),
    "cartoon": lambda r: Odd(as_file(_cartoon(r)), None),
    "dark or burnt out": lambda r: Odd(as_file(_dim(r)), None),
    "blurred": lambda r: Odd(as_file(astronaut().filter(ImageFilter.GaussianBlur(r.uniform(3, 20)))), None),
    "tiny": lambda r: Odd(as_file(astronaut().resize((int(r.integers(24, 90)),) * 2)), None),
    "cut by the edge": lambda r: Odd(as_file(_clipped(r)), None),
}
SETTLED = 15  # pictures after which a worker holds what it always holds
HEAVY = ("12,000 wide", "56 megapixels in a few bytes", "text bomb")  # once is enough, and takes seconds
CODES = {"unsupported_file", "unreadable_image", "payload_too_large", "no_face_detected", "face_too_small", "face_pose_unsupported"}


def quick_worker(studio: Any) -> psutil.Process:
    return next(one for one in studio.processes() if ("--lane" in (line := one.cmdline()) and line[line.index("--lane") + 1] == "quick"))


def found_in(studio: Any, odd: Odd) -> int | str:
    answer = studio.call("POST", "/faces/detect", files={"image": ("odd.png", odd.data)})
    if answer.status_code == 200:
        return len(answer.json()["faces"])
    error = answer.json()["error"]
    assert answer.status_code in (413, 415, 422), answer.text
    assert error["message"]
    return str(error["code"])


def swapped(studio: Any, odd: Odd, role: str) -> str:
    """The code of the error, or "" when it came out; the picture must then be one that opens."""
    files = {"source": ("a.jpg", as_file(astronaut())), "target": ("b.jpg", as_file(woman()))} | {role: ("odd.png", odd.data)}
    answer = studio.call("POST", "/face-swap", files=files, data={"consent": "true", "include_base64": "false"})
    if answer.status_code != 200:
        error = answer.json()["error"]
        assert answer.status_code in (413, 415, 422), answer.text
        assert error["code"] in CODES
        assert error["param"] in ("source", "target")
        return str(error["code"])
    made = studio.call("GET", answer.json()["asset"]["url"]).content
    with Image.open(io.BytesIO(made)) as picture:
        picture.load()
    return ""


@pytest.mark.timeout(3600)
def test_odd_pictures_give_faces_or_a_clear_error_and_no_crash(run_studio: Any, scale: float) -> None:
    studio, random = run_studio(), np.random.default_rng(7)
    rounds = max(1, round(scale / 2))
    assert found_in(studio, MAKERS["56 megapixels in a few bytes"](random)) == 0  # the most that it ever holds
    first, held, seen = quick_worker(studio), 0, 0
    for turn in range(rounds):
        for number, (name, make) in enumerate(MAKERS.items()):
            if turn and name in HEAVY:
                continue
            odd, seen = make(random), seen + 1
            if seen == SETTLED:
                held = first.memory_info().rss
            found = found_in(studio, odd)
            assert odd.expected is None or found == odd.expected, name
            if turn or number % 3 == 0:  # every day a third of them
                code = swapped(studio, odd, ("source", "target")[(number + turn) % 2])
                refused = found if isinstance(found, str) else "" if found else "no_face_detected"
                assert not refused or code == refused, name
    assert seen >= 40 * rounds
    assert quick_worker(studio).pid == first.pid
    assert first.memory_info().rss - held < FLAT
