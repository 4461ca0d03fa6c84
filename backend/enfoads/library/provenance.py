"""How a picture was made, inside the picture: the text other programs read (`parameters`, as AUTOMATIC1111's web UI
writes it) and our own JSON (`enfoads`), from which "use these settings" works.

A recipe says only what makes the same picture again, never when or how fast: the same recipe gives the same bytes.
Reading takes files from strangers: it never decodes pixels, and never holds more than 1 MiB of text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from enfoads.library import embedded
from enfoads.library.embedded import MAX_TEXT, Mark
from enfoads.library.files import full_disk_named

KEY = "enfoads"
PARAMETERS = "parameters"
_XMP_KEY = "XML:com.adobe.xmp"  # https://developer.adobe.com/xmp/docs/XMPSpecifications/, part 3

# zlib level 1 with run-length matching: a fifth of the time of Pillow's default for the same size (50 against 280 ms
# for 1024 x 1024, 2 cores).
COMPRESSION = {"compress_level": 1, "compress_type": 3}  # 3: Z_RLE

ENDINGS = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}
MIMES = {name: f"image/{name}" for name in ENDINGS}
QUALITY = {"jpeg": 92, "webp": 90}  # no loss that is seen beside the PNG, at a tenth of its size

_JPEG_SEGMENT = 65_000  # bytes that a JPEG has for each kind of text, less the heads: only made-up recipes are longer
_MAX_RECIPE = 64 << 10  # bytes of a recipe that is kept
_MAX_CHUNKS = 20_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

# Ours, theirs, and theirs as versions before 1.9 wrote it in one name. https://github.com/AUTOMATIC1111/stable-diffusion-webui
_SAMPLERS = {
    "euler": "Euler",
    "euler_a": "Euler a",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_karras": "DPM++ 2M Karras",
    "unipc": "UniPC",
    "ddim": "DDIM",
}
_SCHEDULERS = {theirs.casefold(): ours for ours, theirs in _SAMPLERS.items()}

# What the known fields of a recipe may be: type, least, greatest. A stranger's file may say anything.
_NUMBERS: dict[str, tuple[type, float, float]] = {
    "seed": (int, 0, 2**53 - 1),
    "num_inference_steps": (int, 1, 150),
    "guidance_scale": (float, 0, 30),
    "width": (int, 16, 4096),
    "height": (int, 16, 4096),
    "output_width": (int, 16, 4096),
    "output_height": (int, 16, 4096),
    "output_compression": (int, 0, 100),
    "pag_scale": (float, 0, 20),
    "strength": (float, 0, 1),
    "mask_blur": (int, 0, 64),
    "face_strength": (float, 0, 1),
}
_TEXTS = {"prompt": 20_000, "negative_prompt": 20_000, "face_prompt": 20_000, "prompt_used": 40_000, "model": 200, "scheduler": 100}
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")


def write_png(image: Image.Image, path: Path, recipe: dict[str, Any] | None, mark: Mark | None = None) -> None:
    """Save as PNG with the recipe and the mark inside, and nothing else. Raises `errors.DiskFull`."""
    texts = PngInfo()
    if mark is not None:
        texts.add_itxt(_XMP_KEY, embedded.xmp_with(_ascii_json(recipe or {}), mark).decode())
    if recipe is not None:
        if _is_drawn(recipe):
            texts.add_text(PARAMETERS, parameters_text(recipe))
        # In ASCII, so that the chunk is plain text that any reader understands.
        texts.add_text(KEY, _ascii_json(recipe))
    with full_disk_named():
        image.save(path, "PNG", pnginfo=texts, icc_profile=None, exif=b"", **COMPRESSION)


def write_picture(
    image: Image.Image,
    path: Path,
    recipe: dict[str, Any] | None,
    format: str,
    quality: int | None = None,
    *,
    lossless: bool = False,
    mark: Mark | None = None,
) -> None:
    """Save RGB or RGBA as "png", "jpeg" (on white) or "webp" with the recipe inside, and nothing else.

    `quality`: 0 to 100, not for PNG. `lossless`: for WebP. `mark`: that it was made with AI, said as IPTC does. Raises `errors.DiskFull`.
    """
    if format == "png":
        write_png(image, path, recipe, mark)
        return
    quality = QUALITY[format] if quality is None else quality
    options: dict[str, Any] = {"quality": quality, "exif": b"", "xmp": b"", "icc_profile": b""}
    if recipe is not None and _is_drawn(recipe):
        options["exif"] = embedded.exif_with(parameters_text(recipe))
    if recipe is not None or mark is not None:
        options["xmp"] = embedded.xmp_with(_ascii_json(recipe or {}), mark)
    if format == "jpeg":
        image = _on_white(image)
        options |= {name: b"" for name in ("exif", "xmp") if len(options[name]) > _JPEG_SEGMENT}
        options |= {"subsampling": 0 if quality >= 90 else 2, "comment": b""}
    else:
        options |= {"method": 2, "lossless": lossless}
    with full_disk_named():
        image.save(path, format.upper(), **options)


def _is_drawn(recipe: dict[str, Any]) -> bool:
    """From words, as other programs know it."""
    return "kind" not in recipe


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image).convert("RGB")


def read_recipe(path: Path) -> dict[str, Any] | None:
    """The recipe inside a PNG, JPEG or WebP, ours or AUTOMATIC1111's; None when there is none. Never raises for what the file says."""
    texts: dict[str, str] = {}
    with path.open("rb") as file:
        for key, text in _texts(file):
            texts.setdefault(key, text)
        if not texts:
            texts[KEY], texts[PARAMETERS] = embedded.texts(file)
    ours = _from_json(texts.get(KEY, ""))
    return ours if ours is not None else parse_parameters(texts.get(PARAMETERS, ""))


def parameters_text(recipe: dict[str, Any]) -> str:
    """The recipe as AUTOMATIC1111 writes it: prompt, negative prompt, one line of settings."""
    lines = [str(recipe.get("prompt", ""))]
    if recipe.get("negative_prompt"):
        lines.append(f"Negative prompt: {recipe['negative_prompt']}")
    scheduler = str(recipe.get("scheduler") or "")
    size = f"{recipe['width']}x{recipe['height']}" if recipe.get("width") and recipe.get("height") else None
    settings = {
        "Steps": recipe.get("num_inference_steps"),
        "Sampler": _SAMPLERS.get(scheduler, scheduler) or None,
        "CFG scale": recipe.get("guidance_scale"),
        "Seed": recipe.get("seed"),
        "Size": size,
        "Model": recipe.get("model"),
    }
    lines.append(", ".join(f"{name}: {_quoted(str(value))}" for name, value in settings.items() if value is not None))
    return "\n".join(lines)


def parse_parameters(text: str) -> dict[str, Any] | None:
    """The recipe in AUTOMATIC1111's text, None when there is none. Takes time in proportion to the text."""
    lines = text.strip().split("\n")
    if not lines[-1].startswith("Steps:"):
        return None
    settings = _settings(lines.pop())
    split = next((index for index, line in enumerate(lines) if line.startswith("Negative prompt:")), len(lines))
    sampler = f"{settings.get('Sampler', '')} {settings.get('Schedule type', '')}".casefold()
    plain = sampler.removesuffix("automatic").strip()
    size = _SIZE.fullmatch(settings.get("Size", ""))
    found = {
        "prompt": "\n".join(lines[:split]).strip(),
        "negative_prompt": "\n".join(lines[split:]).removeprefix("Negative prompt:").strip(),
        "num_inference_steps": _number(settings.get("Steps")),
        "scheduler": _SCHEDULERS.get(plain),
        "guidance_scale": _number(settings.get("CFG scale")),
        "seed": _number(settings.get("Seed")),
        "width": int(size[1]) if size else None,
        "height": int(size[2]) if size else None,
        "model": settings.get("Model"),
    }
    return _checked(found)


def _settings(line: str) -> dict[str, str]:
    """`Steps: 20, Sampler: Euler a, Lora hashes: "a: 1, b: 2"` as a dictionary; a value in quotes is a JSON string."""
    found: dict[str, str] = {}
    position = 0
    while (colon := line.find(":", position)) >= 0:
        name = line[position:colon].strip(" ,")
        start = colon + 1
        while line[start : start + 1] == " ":
            start += 1
        if line[start : start + 1] == '"':
            end = start + 1
            while end < len(line) and line[end] != '"':
                end += 2 if line[end] == "\\" else 1
            end = min(end + 1, len(line))
            value = _unquoted(line[start:end])
        else:
            comma = line.find(",", start)
            end = len(line) if comma < 0 else comma
            value = line[start:end].strip()
        found.setdefault(name, value)
        position = end + 1
    return found


def _quoted(value: str) -> str:
    return orjson.dumps(value).decode() if re.search(r'[,:"\n]', value) else value


def _unquoted(value: str) -> str:
    try:
        return str(orjson.loads(value))
    except ValueError:
        return value.strip('"')


def _number(text: str | None) -> float | int | None:
    if text is None or len(text) > 20 or not text.isascii():
        return None
    try:
        return int(text) if text.isdigit() else float(text)
    except ValueError:
        return None


def _ascii_json(recipe: dict[str, Any]) -> str:
    compact = orjson.dumps(recipe, option=orjson.OPT_SORT_KEYS).decode()
    return "".join(letter if letter.isascii() else _escaped(letter) for letter in compact)


def _escaped(letter: str) -> str:
    """A character as JSON escapes it, in one or two UTF-16 units."""
    units = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _from_json(text: str) -> dict[str, Any] | None:
    try:
        found = orjson.loads(text)
    except ValueError:
        return None
    return _checked(found) if isinstance(found, dict) else None


def _checked(recipe: dict[str, Any]) -> dict[str, Any] | None:
    """The recipe without fields that cannot be what they are called; None when it is empty or too big."""
    kept = {key: value for key, value in recipe.items() if value is not None and _is_plausible(key, value)}
    try:
        size = len(orjson.dumps(kept))
    except orjson.JSONEncodeError:  # nested deeper than it writes, though it reads it
        return None
    return kept if kept and size <= _MAX_RECIPE else None


def _is_plausible(key: str, value: Any) -> bool:
    if key in _TEXTS:
        return isinstance(value, str) and len(value) <= _TEXTS[key]
    if key in _NUMBERS:
        kind, least, greatest = _NUMBERS[key]
        allowed = (int, float) if kind is float else (int,)
        return isinstance(value, allowed) and not isinstance(value, bool) and least <= value <= greatest
    return True


def _texts(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """The texts of a PNG under our two keys, as far as they can be read."""
    if file.read(8) != _SIGNATURE:
        return
    for _ in range(_MAX_CHUNKS):
        head = file.read(8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8 or kind == b"IEND":
            return
        if kind in (b"tEXt", b"zTXt", b"iTXt") and length <= MAX_TEXT:
            body = file.read(length)
            if zlib.crc32(kind + body).to_bytes(4, "big") == file.read(4) and (text := _text(kind, body)):
                yield text
        else:
            file.seek(length + 4, 1)


def _text(kind: bytes, body: bytes) -> tuple[str, str] | None:
    """Key and text of a chunk (https://www.w3.org/TR/png-3/#11textinfo); None unless it is one of ours."""
    key, _, rest = body.partition(b"\0")
    if key not in (KEY.encode(), PARAMETERS.encode()):
        return None
    packed = kind == b"zTXt"
    if kind == b"zTXt":
        rest = rest[1:]  # the method
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = b"".join(rest[2:].split(b"\0", 2)[2:])  # after flag, method, language and translated key
    if packed:
        unpacking = zlib.decompressobj()
        try:
            rest = unpacking.decompress(rest, MAX_TEXT)
        except zlib.error:
            return None
        if not unpacking.eof:
            return None
    try:
        return key.decode(), rest.decode("utf-8" if kind == b"iTXt" else "latin-1")
    except UnicodeDecodeError:
        return None
