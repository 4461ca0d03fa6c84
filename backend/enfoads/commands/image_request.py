"""From the options of `enfoads image` to an ImageRequest: files are read and sent along, LoRA files are put into the library."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from enfoads.commands.common import say
from enfoads.errors import InvalidRequest

if TYPE_CHECKING:
    from enfoads.client import Client

_SUFFIXES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}
_SIDES = ("left", "right", "top", "bottom")
_SCALED = re.compile(r"(.+):(-?\d+(?:\.\d+)?)")


def settle_format(chosen: dict[str, Any], output: Path | None) -> str:
    """Fill in the format that the file's suffix means, unless one was chosen; the suffix for files that are named here.

    Raises InvalidRequest for a suffix that means nothing.
    """
    if chosen["output_format"] is None and output is not None and output.suffix:
        chosen["output_format"] = _SUFFIXES.get(output.suffix.lower())
        if chosen["output_format"] is None:
            raise _refused("output", f"{output.name} is no .png, .jpg or .webp", f"{output.name} no es .png, .jpg ni .webp")
    written = chosen["output_format"] or "png"
    return ".jpg" if written == "jpeg" else f".{written}"


def prepare(studio: Client, chosen: dict[str, Any]) -> dict[str, Any]:
    """Everything of the request but its words. Raises InvalidRequest, OSError for a file that cannot be read, ApiError."""
    plain = ("image", "mask", "size", "outpaint", "loras", "no_preprompt", "no_cache")
    fields = {name: value for name, value in chosen.items() if name not in plain and value is not None and value is not False}
    for name in ("image", "mask"):
        if chosen[name] is not None:
            fields |= _picture(name, chosen[name])
    if chosen["size"] is not None:
        fields |= _size(chosen["size"])
    if chosen["outpaint"] is not None:
        fields["outpaint"] = _outpaint(chosen["outpaint"])
    if chosen["loras"]:
        fields["loras"] = [_lora(studio, text) for text in chosen["loras"]]
    fields |= {"prepend_preprompt": False} if chosen["no_preprompt"] else {}
    return fields | ({"cache": False} if chosen["no_cache"] else {})


def words(studio: Client, prompt: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The whole request for a prompt; with `magic`, for the better one that the studio writes, which is told."""
    asked = {name: value for name, value in fields.items() if name not in ("magic", "brand")}
    if not fields.get("magic"):
        return {"prompt": prompt, **asked}
    wanted = {"prompt": prompt, "brand": bool(fields.get("brand"))} | ({"style": fields["style"]} if "style" in fields else {})
    better = studio.call("POST", "/magic-prompt", wanted)
    click.echo(f"{say('prompt', 'texto')}: {better['enhanced_prompt']}", err=True)
    negative = ", ".join(part for part in (asked.get("negative_prompt"), better["negative_prompt"]) if part)
    asked.pop("style", None)  # its words are in the prompt now
    return asked | {"prompt": better["enhanced_prompt"], "negative_prompt": negative}


def numbered(first: Path, count: int) -> list[Path]:
    """Several pictures get `-1`, `-2`, … before the suffix."""
    return [first] if count == 1 else [first.with_stem(f"{first.stem}-{number}") for number in range(1, count + 1)]


def _picture(field: str, text: str) -> dict[str, str]:
    path = Path(text)
    if path.is_file():
        return {field: base64.b64encode(path.read_bytes()).decode()}
    if path.suffix or "/" in text:
        raise _refused(field, f"there is no file {text}", f"no existe el archivo {text}")
    return {f"{field}_asset_id": text}


def _size(text: str) -> dict[str, int]:
    found = re.fullmatch(r"(\d{2,4})x(\d{2,4})", text.lower())
    if found is None:
        raise _refused("size", f"{text} is no size like 1080x1920", f"{text} no es un tamaño como 1080x1920")
    return {"output_width": int(found[1]), "output_height": int(found[2])}


def _outpaint(text: str) -> dict[str, int]:
    if text.isascii() and text.isdigit():
        return dict.fromkeys(_SIDES, int(text))
    sides = dict(re.findall(r"(\w+)=(\d+)", text))
    if ",".join(f"{side}={width}" for side, width in sides.items()) != text or not set(sides) <= set(_SIDES):
        raise _refused("outpaint", f"{text} is neither 64 nor left=64,right=64", f"{text} no es 64 ni left=64,right=64")
    return {side: int(width) for side, width in sides.items()}


def _lora(studio: Client, text: str) -> dict[str, Any]:
    source, scale = _scaled(text)
    rest = {} if scale is None else {"scale": scale}
    if source.startswith(("https://", "http://")):
        return {"url": source} | rest
    path = Path(source)
    if path.is_file():
        return _uploaded(studio, path) | rest
    known = studio.call("GET", "/api/loras")["items"]
    found = next((item for item in known if source in (item["id"], item["name"]) and item["asset_id"]), None)
    return ({"asset_id": found["asset_id"]} if found else {"name": source}) | rest


def _scaled(text: str) -> tuple[str, float | None]:
    """`style.safetensors:0.8` as source and scale; the number after a host is its port."""
    found = _SCALED.fullmatch(text)
    if found is None or Path(text).is_file() or ("://" in text and not urlsplit(found[1]).path.strip("/")):
        return text, None
    return found[1], float(found[2])


def _uploaded(studio: Client, path: Path) -> dict[str, str]:
    """A LoRA file in the library; one that is there already is not sent again."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    items = studio.call("GET", "/api/loras")["items"]
    known = next((item for item in items if item["sha256"] == sha256), None)
    if known is None:
        known = studio.upload("/api/loras", path)["lora"]
    return {"asset_id": known["asset_id"]} if known["asset_id"] else {"name": known["name"]}


def _refused(option: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=option, detail=f"--{option}: {detail}", detail_es=f"--{option}: {detail_es}")
