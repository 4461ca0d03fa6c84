"""Every picture tells how it was made, to us and to other programs, and a stranger's picture cannot lie us into trouble."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from enfoads.library import provenance

RECIPE = {
    "prompt": 'un camión (rojo:1.2), "grande" 🍔\ncon: dos puntos',
    "negative_prompt": "borroso\nfeo",
    "num_inference_steps": 20,
    "scheduler": "dpmpp_2m_karras",
    "guidance_scale": 7.5,
    "seed": 2**53 - 1,
    "width": 512,
    "height": 768,
    "model": "mi modelo, v2: final",
    "loras": [{"name": "x", "sha256": "ab", "scale": 0.5}],
}
A1111 = """a cat, (masterpiece:1.2) <lora:x:1>
second line
Negative prompt: blurry,
ugly
Steps: 25, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 1234567890, Size: 832x1216, \
Model hash: 31e35c80fc, Model: sd_xl_base_1.0, Clip skip: 2, Lora hashes: "x: 0123, y: \\"4567", Version: v1.10.1"""


def picture(size: int = 8) -> Image.Image:
    return Image.linear_gradient("L").resize((size, size)).convert("RGB")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(path: Path, *chunks: bytes) -> Path:
    provenance.write_png(picture(), path, None)
    content = path.read_bytes()
    path.write_bytes(content[:33] + b"".join(chunks) + content[33:])
    return path


def test_the_same_recipe_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, recipe in (("a", RECIPE), ("b", dict(reversed(RECIPE.items())))):
        provenance.write_png(picture(), tmp_path / name, recipe)
        time.sleep(0.01)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_recipe_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    provenance.write_png(picture(), path, RECIPE)
    assert provenance.read_recipe(path) == RECIPE
    with Image.open(path) as image:
        assert image.convert("RGB").tobytes() == picture().tobytes()
        assert set(image.info) == {"parameters", "enfoads"}
        assert orjson.loads(image.info["enfoads"]) == RECIPE


def test_other_programs_find_the_settings_where_they_look_for_them() -> None:
    assert provenance.parameters_text(RECIPE | {"prompt": "un camión"}).splitlines() == [
        "un camión",
        "Negative prompt: borroso",
        "feo",
        'Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 9007199254740991, Size: 512x768, Model: "mi modelo, v2: final"',
    ]
    assert provenance.parse_parameters(provenance.parameters_text(RECIPE)) == {
        key: value for key, value in RECIPE.items() if key != "loras"
    }


def test_settings_are_read_from_a_picture_of_automatic1111(tmp_path: Path) -> None:
    expected = {
        "prompt": "a cat, (masterpiece:1.2) <lora:x:1>\nsecond line",
        "negative_prompt": "blurry,\nugly",
        "num_inference_steps": 25,
        "scheduler": "dpmpp_2m_karras",
        "guidance_scale": 6.5,
        "seed": 1234567890,
        "width": 832,
        "height": 1216,
        "model": "sd_xl_base_1.0",
    }
    text = A1111.encode("latin-1")
    for body in (
        chunk(b"tEXt", b"parameters\0" + text),
        chunk(b"zTXt", b"parameters\0\0" + zlib.compress(text)),
        chunk(b"iTXt", b"parameters\0\0\0\0\0" + text),
        chunk(b"iTXt", b"parameters\0\1\0es\0par\xc3\xa1metros\0" + zlib.compress(text)),
    ):
        assert provenance.read_recipe(png_with(tmp_path / "p.png", chunk(b"tEXt", b"Software\0other"), body)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Steps: 20, Sampler: Euler a, Schedule type: Automatic", {"num_inference_steps": 20, "scheduler": "euler_a"}),
        ("Steps: 20, Sampler: DPM++ 2M Karras", {"num_inference_steps": 20, "scheduler": "dpmpp_2m_karras"}),
        ("Steps: 20, Sampler: Heun++ 9000", {"num_inference_steps": 20}),
        ("Steps: 9999, Seed: -1, CFG scale: nan, Size: 99999x3, Model:", {"model": ""}),
        ("Steps: 1e3, Seed: 12345678901234567890123, CFG scale: inf", None),
        ("Steps:", None),
    ],
)
def test_what_another_program_says_is_kept_where_it_makes_sense(line: str, expected: dict[str, Any] | None) -> None:
    found = provenance.parse_parameters("a cat\n" + line)
    assert found == {"prompt": "a cat", "negative_prompt": ""} | (expected or {})


def test_a_picture_without_recipe_has_none(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    provenance.write_png(picture(), path, None)
    assert provenance.read_recipe(path) is None
    picture().save(path, "JPEG")
    assert provenance.read_recipe(path) is None
    path.write_bytes(b"")
    assert provenance.read_recipe(path) is None


@pytest.mark.parametrize(
    "text",
    [
        b"[1]",
        b"{}",
        b"{",
        b"null",
        b'{"a":' * 5000,
        b'{"seed": NaN}',
        b"\xff\xfe",
        b'{"prompt": "' + b"x" * 100_000 + b'"}',
        b'{"x": [' + b"1," * 40_000 + b"1]}",
    ],
    ids=lambda text: text[:12].decode("latin-1"),
)
def test_a_recipe_that_is_none_is_not_believed(tmp_path: Path, text: bytes) -> None:
    assert provenance.read_recipe(png_with(tmp_path / "p.png", chunk(b"tEXt", b"enfoads\0" + text))) is None


def test_fields_that_cannot_be_what_they_are_called_are_dropped(tmp_path: Path) -> None:
    lies = {
        "prompt": 3,
        "seed": True,
        "width": -5,
        "height": "512",
        "guidance_scale": 1e9,
        "num_inference_steps": 4.5,
        "model": None,
        "mood": "ok",
    }
    path = png_with(tmp_path / "p.png", chunk(b"tEXt", b"enfoads\0" + orjson.dumps(lies)))
    assert provenance.read_recipe(path) == {"mood": "ok"}


@pytest.mark.parametrize("kind", ["zTXt", "iTXt", "long", "many", "cut", "bad checksum"])
def test_a_bomb_in_the_text_does_not_eat_the_memory(tmp_path: Path, kind: str) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    chunks = {
        "zTXt": chunk(b"zTXt", b"parameters\0\0" + bomb),
        "iTXt": chunk(b"iTXt", b"enfoads\0\1\0\0\0" + bomb),
        "long": chunk(b"tEXt", b"parameters\0" + b"Steps: 1" * 2_000_000),
        "many": chunk(b"tEXt", b"a\0b") * 200_000,
        "cut": chunk(b"tEXt", b"parameters\0Steps: 1")[:-9],
        "bad checksum": chunk(b"tEXt", b"parameters\0p\nSteps: 1")[:-1] + b"?",
    }
    path = png_with(tmp_path / "p.png", chunks[kind])
    tracemalloc.start()
    found = provenance.read_recipe(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is None
    assert peak < 8 << 20


@pytest.mark.parametrize("piece", ["a: ", '"', ", ", ":", 'a: "b\\", ', "Steps: ", "\nNegative prompt: ", "\n"])
def test_settings_are_read_in_time_that_grows_with_the_text_alone(piece: str) -> None:
    text = "p\nSteps: 1, " + piece * (1_000_000 // len(piece))
    found = provenance.parse_parameters(text)  # a quadratic reader takes minutes, and runs into the time limit of the tests
    assert (found is None) == (piece == "\nNegative prompt: ")


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.dictionaries(st.text(min_size=1), st.text() | st.integers(-(2**53), 2**53) | st.booleans()))
def test_any_text_survives_the_way_through_a_picture(
    tmp_path_factory: pytest.TempPathFactory, prompt: str, negative: str, more: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("png") / "p.png"
    recipe = {f"x_{key}": value for key, value in more.items()} | {"prompt": prompt, "negative_prompt": negative}
    provenance.write_png(picture(1), path, recipe)
    assert provenance.read_recipe(path) == recipe


def test_a_recipe_nested_deeper_than_can_be_written_is_no_recipe(tmp_path: Path) -> None:
    deep = PngInfo()
    deep.add_text(provenance.KEY, '{"a":' + "[" * 400 + "]" * 400 + "}")
    picture().save(tmp_path / "deep.png", pnginfo=deep)
    assert provenance.read_recipe(tmp_path / "deep.png") is None
