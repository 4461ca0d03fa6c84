"""Enlarging and cutting out, with real ONNX networks small enough to know what they must give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from enfoads.engines import create_engine
from enfoads.engines.finish import choose
from enfoads.engines.finish.base import Upscaler
from enfoads.engines.finish.matting import OnnxMatting
from enfoads.engines.finish.upscale import OVERLAP, TILE, OnnxUpscaler
from enfoads.errors import IncompatibleCheckpoint, JobCancelled, NotSupported, UnknownModel
from enfoads.models.catalog import Catalog
from enfoads.models.entry import MattingDefaults
from enfoads.settings import Settings

PLAIN = MattingDefaults(side=64, mean=(0.5, 0.5, 0.5), std=(1.0, 1.0, 1.0))


def network(path: Path, nodes: list[onnx.NodeProto], *, weights: dict[str, np.ndarray] | None = None, channels: int = 3) -> Path:
    """A file with input `x` (1, channels, H, W) and output `y`."""
    free = [1, channels, None, None]
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, free)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in (weights or {}).items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), path)
    return path


@pytest.fixture
def doubling(tmp_path: Path) -> OnnxUpscaler:
    """Smooths with a 5 x 5 kernel, so that a tile's edge would show, then doubles every pixel."""
    kernel = np.zeros((3, 3, 5, 5), np.float32)
    kernel[range(3), range(3)] = 1 / 25
    nodes = [
        helper.make_node("Conv", ["x", "kernel"], ["smooth"], pads=[2, 2, 2, 2]),
        helper.make_node("Resize", ["smooth", "", "scales"], ["y"], mode="nearest", nearest_mode="floor"),
    ]
    weights = {"kernel": kernel, "scales": np.array([1, 1, 2, 2], np.float32)}
    engine = OnnxUpscaler("double", network(tmp_path / "double.onnx", nodes, weights=weights), threads=1)
    engine.load("cpu")
    return engine


@pytest.fixture
def by_brightness(tmp_path: Path) -> Callable[..., OnnxMatting]:
    """A network that takes what is red for the subject, as a probability or as a logit."""

    def make(defaults: MattingDefaults = PLAIN) -> OnnxMatting:
        nodes = [
            helper.make_node("Slice", ["x", "zero", "one", "axis"], ["red"]),
            helper.make_node("Mul", ["red", "gain"], ["y"]),
        ]
        weights = {
            "zero": np.array([0], np.int64),
            "one": np.array([1], np.int64),
            "axis": np.array([1], np.int64),
            "gain": np.array(40 if defaults.activation == "sigmoid" else 2, np.float32),
        }
        engine = OnnxMatting("red", network(tmp_path / "red.onnx", nodes, weights=weights), defaults, threads=1)
        engine.load("cpu")
        return engine

    return make


def photo(width: int, height: int) -> Image.Image:
    rows, columns = np.mgrid[:height, :width]
    return Image.fromarray(np.dstack([columns % 256, rows % 256, (rows + columns) // 2 % 256]).astype(np.uint8))


def test_a_picture_of_several_tiles_is_enlarged_without_a_seam(doubling: OnnxUpscaler) -> None:
    image = photo(TILE * 2 + 37, TILE + 5)
    large = np.asarray(doubling.upscale(image, lambda: None), np.int16)
    whole = doubling._network.run(np.asarray(image, np.float32).transpose(2, 0, 1)[None] / 255)[0]
    expected = np.rint(whole.clip(0, 1) * 255).transpose(1, 2, 0)
    assert large.shape == (2 * image.height, 2 * image.width, 3)
    assert np.abs(large - expected).max() <= 1
    assert OVERLAP >= 2  # as far as the kernel reaches


def test_enlarging_can_be_cancelled_between_tiles(doubling: OnnxUpscaler) -> None:
    left = iter([None, JobCancelled()])

    def check() -> None:
        if error := next(left):
            raise error

    with pytest.raises(JobCancelled):
        doubling.upscale(photo(TILE * 3, 20), check)
    assert doubling.upscale(photo(8, 8), lambda: None).size == (16, 16)


def test_a_file_that_does_not_enlarge_is_refused_by_name(tmp_path: Path) -> None:
    same = OnnxUpscaler("same", network(tmp_path / "same.onnx", [helper.make_node("Identity", ["x"], ["y"])]), threads=1)
    same.load("cpu")
    with pytest.raises(IncompatibleCheckpoint, match="same"):
        same.upscale(photo(8, 8), lambda: None)


@pytest.mark.parametrize("content", [b"", b"not a network", b"\x80\x04."])
def test_a_damaged_file_is_refused_when_it_is_loaded(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    with pytest.raises(IncompatibleCheckpoint, match="broken"):
        OnnxUpscaler("broken", path, threads=1).load("cpu")


def test_a_network_for_something_else_is_refused(tmp_path: Path) -> None:
    path = network(tmp_path / "grey.onnx", [helper.make_node("Identity", ["x"], ["y"])], channels=1)
    with pytest.raises(IncompatibleCheckpoint, match="grey"):
        OnnxUpscaler("grey", path, threads=1).load("cpu")


def test_an_unloaded_engine_holds_no_network(doubling: OnnxUpscaler) -> None:
    doubling.unload()
    with pytest.raises(RuntimeError, match="not loaded"):
        doubling.upscale(photo(8, 8), lambda: None)
    doubling.load("cpu")
    assert doubling.upscale(photo(8, 8), lambda: None).size == (16, 16)


@pytest.mark.parametrize("defaults", [PLAIN, PLAIN.model_copy(update={"activation": "sigmoid"})])
def test_the_subject_stays_and_its_surroundings_become_transparent(
    by_brightness: Callable[..., OnnxMatting], defaults: MattingDefaults
) -> None:
    image = Image.new("RGB", (300, 200), (0, 0, 255))
    image.paste((255, 0, 0), (100, 50, 200, 150))
    cut = np.asarray(by_brightness(defaults).cut_out(image))
    assert cut.shape == (200, 300, 4)
    assert cut[100, 150].tolist() == [255, 0, 0, 255]
    assert cut[10, 10, 3] == 0


def test_an_edge_keeps_no_colour_of_the_old_background(by_brightness: Callable[..., OnnxMatting]) -> None:
    width = 240
    share = np.clip(np.linspace(10.5, -9.5, width), 0, 1)[None, :, None]  # red fades into blue over twelve pixels
    mixed = np.repeat(share * np.array([255, 0, 0]) + (1 - share) * np.array([0, 0, 255]), width, 0)
    defaults = PLAIN.model_copy(update={"mean": (0.0, 0.0, 0.0), "std": (2.0, 2.0, 2.0), "side": width})
    cut = np.asarray(by_brightness(defaults).cut_out(Image.fromarray(mixed.round().astype(np.uint8))), np.float32)[width // 2]
    edge = (cut[:, 3] > 80) & (cut[:, 3] < 180)
    assert edge.sum() >= 4
    shone_through, left = mixed[width // 2, edge, 2], cut[edge, 2]
    assert left.mean() < shone_through.mean() / 4


def test_a_persons_own_upscaler_is_an_entry_as_soon_as_it_lies_there(tmp_path: Path) -> None:
    folder = tmp_path / "data/models/upscalers"
    folder.mkdir(parents=True)
    catalog = Catalog(Settings(data_dir=tmp_path / "data"))
    assert not [entry for entry in catalog.entries() if entry.task == "upscale"]
    network(folder / "RealESRGAN_x4plus.onnx", [helper.make_node("Identity", ["x"], ["y"])])
    entry = catalog.get("RealESRGAN_x4plus")
    assert (entry.task, catalog.state(entry)) == ("upscale", "installed")
    assert entry in catalog.entries()


def test_the_gpu_manager_is_given_the_engine_that_a_model_names(tmp_path: Path) -> None:
    folder = tmp_path / "data/models/upscalers"
    folder.mkdir(parents=True)
    nodes = [helper.make_node("Resize", ["x", "", "scales"], ["y"], mode="nearest", nearest_mode="floor")]
    network(folder / "triple.onnx", nodes, weights={"scales": np.array([1, 1, 3, 3], np.float32)})
    settings = Settings(data_dir=tmp_path / "data")
    engine = cast("Upscaler", create_engine("triple", Catalog(settings), settings))
    engine.load("cpu")
    assert engine.capabilities == {"upscale"}
    assert engine.upscale(photo(10, 7), lambda: None).size == (30, 21)


def test_a_transparent_background_says_which_models_could_make_it(tmp_path: Path) -> None:
    catalog = Catalog(Settings(data_dir=tmp_path / "data"))
    with pytest.raises(NotSupported, match="isnet-general-use") as refused:
        choose.matting(catalog)
    assert refused.value.param == "background"
    assert choose.upscaler("auto", catalog) == "lanczos"
    with pytest.raises(UnknownModel, match="nonsense"):
        choose.upscaler("nonsense", catalog)
