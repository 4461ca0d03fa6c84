"""What a file may be before anything opens it as weights. A mistake here runs a stranger's code."""

from __future__ import annotations

import json
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from enfoads.errors import UnsafeFile
from enfoads.models.header import MAX_HEADER, read_header

Write = Callable[..., Path]
TENSOR = {"dtype": "F16", "shape": [2, 3], "data_offsets": [0, 12]}


def raw(header: object, data: bytes = b"", *, text: str | None = None) -> bytes:
    encoded = (text if text is not None else json.dumps(header)).encode()
    return struct.pack("<Q", len(encoded)) + encoded + data


def test_a_good_file_is_read_with_shapes_types_and_metadata(safetensors: Write, tmp_path: Path) -> None:
    path = safetensors(tmp_path / "a.safetensors", {"x": ("F16", [2, 3]), "scalar": ("F32", []), "none": ("F32", [0, 4])}, {"k": "v"})
    header = read_header(path)
    assert header.tensors["x"].shape == (2, 3)
    assert header.metadata == {"k": "v"}
    assert header.data_bytes == 16


def test_files_that_the_safetensors_library_writes_are_accepted(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    save_file = pytest.importorskip("safetensors.numpy").save_file
    save_file({"b": numpy.ones((3, 5), "float32"), "a": numpy.ones(7, "float16")}, tmp_path / "a.safetensors", {"x": "y"})
    assert set(read_header(tmp_path / "a.safetensors").tensors) == {"a", "b"}


def _zip(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"w": 1}))
    return path.read_bytes()


HOSTILE: dict[str, Callable[[Path], bytes]] = {
    "pickle": lambda path: pickle.dumps({"w": 1}),
    "old torch pickle": lambda path: pickle.dumps({"w": 1}, protocol=2) + b"x" * 100,
    "zip": _zip,
    "gguf": lambda path: b"GGUF" + b"\0" * 60,
    "web page": lambda path: b"  <!DOCTYPE html><html>sign in</html>",
    "lfs pointer": lambda path: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "json": lambda path: b'{"error": "not found"}',
    "empty": lambda path: b"",
    "seven bytes": lambda path: b"\0" * 7,
    "huge length": lambda path: struct.pack("<Q", 1 << 62) + b"{}",
    "length past the end": lambda path: struct.pack("<Q", 500) + b"{}",
    "zero length": lambda path: b"\0" * 64,
    "not an object": lambda path: raw(None, text="[1, 2]"),
    "text for an object": lambda path: raw(None, text="{nonsense}"),
    "deep json": lambda path: raw(None, text='{"a":' + "[" * 100_000 + "]" * 100_000 + "}"),
    "not a number": lambda path: raw(None, text='{"x": NaN}'),
    "endless number": lambda path: raw(None, text='{"x": ' + "9" * 5000 + "}"),
    "same key twice": lambda path: raw(None, b"\0" * 12, text=f'{{"x": {json.dumps(TENSOR)}, "x": {json.dumps(TENSOR)}}}'),
    "no tensors": lambda path: raw({"__metadata__": {"a": "b"}}),
    "metadata of another type": lambda path: raw({"__metadata__": {"a": 1}, "x": TENSOR}, b"\0" * 12),
    "unknown dtype": lambda path: raw({"x": {**TENSOR, "dtype": "PICKLE"}}, b"\0" * 12),
    "dtype of another type": lambda path: raw({"x": {**TENSOR, "dtype": ["F16"]}}, b"\0" * 12),
    "shape that lies": lambda path: raw({"x": {**TENSOR, "shape": [2, 4]}}, b"\0" * 12),
    "negative shape": lambda path: raw({"x": {**TENSOR, "shape": [-2, -3]}}, b"\0" * 12),
    "boolean shape": lambda path: raw({"x": {**TENSOR, "shape": [True, 6]}}, b"\0" * 12),
    "nine dimensions": lambda path: raw({"x": {**TENSOR, "shape": [2, 3, *[1] * 7]}}, b"\0" * 12),
    "extra field": lambda path: raw({"x": {**TENSOR, "reduce": "os.system"}}, b"\0" * 12),
    "hole": lambda path: raw({"x": {**TENSOR, "data_offsets": [4, 16]}}, b"\0" * 16),
    "overlap": lambda path: raw({"x": TENSOR, "y": {**TENSOR, "data_offsets": [6, 18]}}, b"\0" * 18),
    "trailing bytes": lambda path: raw({"x": TENSOR}, b"\0" * 12 + b"PK\x03\x04"),
    "cut short": lambda path: raw({"x": TENSOR}, b"\0" * 11),
    "long key": lambda path: raw({"k" * 1000: TENSOR}, b"\0" * 12),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_else_is_refused_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(HOSTILE[name](tmp_path / "scratch"))
    with pytest.raises(UnsafeFile) as caught:
        read_header(path)
    assert "model.safetensors" in caught.value.message("en")
    assert caught.value.message("es") != caught.value.message("en")


@pytest.mark.parametrize("name", ["pickle", "old torch pickle", "zip"])
def test_a_person_is_told_that_a_pickle_can_run_code(name: str, tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(HOSTILE[name](tmp_path / "scratch"))
    with pytest.raises(UnsafeFile, match=r"pickle.*can run code"):
        read_header(path)


def test_a_header_larger_than_any_real_one_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:
        file.write(struct.pack("<Q", MAX_HEADER + 1) + b"{")
        file.truncate(MAX_HEADER + 100)
    with pytest.raises(UnsafeFile):
        read_header(path)


def test_a_file_over_the_size_limit_is_refused(safetensors: Write, tmp_path: Path) -> None:
    path = safetensors(tmp_path / "big.safetensors", {"x": ("F16", [1 << 20])})
    with pytest.raises(UnsafeFile, match="larger"):
        read_header(path, max_bytes=1 << 20)


def test_a_checkpoint_of_sdxl_size_is_within_the_limits(safetensors: Write, tmp_path: Path) -> None:
    stem = "model.diffusion_model.output_blocks"
    keys = {f"{stem}.{n}.1.transformer_blocks.0.attn2.to_out.0.weight": ("F16", [1280, 1280]) for n in range(2500)}
    path = safetensors(tmp_path / "sdxl.safetensors", keys)  # 8 GB on paper
    assert len(read_header(path).tensors) == 2500


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["F16", "dtype", "shape", "data_offsets"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NEARLY = st.fixed_dictionaries(
    {
        "dtype": st.sampled_from(["F16", "F32", "X"]),
        "shape": st.lists(st.integers(-1, 4), max_size=3),
        "data_offsets": st.lists(st.integers(-1, 64), max_size=3),
    }
)
FUZZ = hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def judge(path: Path, content: bytes) -> None:
    """Either a typed refusal, or a header that accounts for every byte and that the safetensors library opens too."""
    path.write_bytes(content)
    try:
        header = read_header(path)
    except UnsafeFile:
        return
    assert header.tensors
    safe_open = pytest.importorskip("safetensors").safe_open
    with safe_open(path, "numpy") as opened:
        assert set(opened.keys()) == set(header.tensors)


@FUZZ
@given(content=st.binary(max_size=400))
def test_random_bytes_never_get_past(tmp_path: Path, content: bytes) -> None:
    judge(tmp_path / "fuzz.safetensors", content)


@FUZZ
@given(header=st.dictionaries(st.text(max_size=6) | st.just("__metadata__"), NEARLY | JSON, max_size=4), data=st.binary(max_size=64))
def test_random_headers_are_refused_or_readable(tmp_path: Path, header: dict[str, object], data: bytes) -> None:
    judge(tmp_path / "fuzz.safetensors", raw(header, data))


@FUZZ
@given(position=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.integers(0, 200))
def test_a_damaged_copy_of_a_good_file_is_refused_or_readable(tmp_path: Path, position: int, byte: int, cut: int) -> None:
    good = bytearray(
        raw({"x": TENSOR, "y": {"dtype": "F32", "shape": [2], "data_offsets": [12, 20]}, "__metadata__": {"a": "b"}}, b"\1" * 20)
    )
    good[position % len(good)] = byte
    judge(tmp_path / "fuzz.safetensors", bytes(good[: len(good) - cut] if cut < 100 else good))
