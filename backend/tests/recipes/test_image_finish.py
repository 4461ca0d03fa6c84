"""Upscalers and matting models finish pictures: with real ONNX networks, small enough to know what they must give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from enfoads.engines import create_engine
from enfoads.errors import JobCancelled, NotSupported
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory
from enfoads.models.catalog import Catalog


def network(path: Path, nodes: list[onnx.NodeProto], weights: dict[str, np.ndarray]) -> None:
    """A file with input `x` (1, 3, H, W) and output `y`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, None, None])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), path)


@pytest.fixture
def equipped(job: Any) -> Any:
    """A job whose data folder has an upscaler that doubles and inverts, and a matting model that takes everything for the subject."""
    models = job.settings.models_dir
    inverted = helper.make_node("Sub", ["one", "x"], ["inverted"])
    doubled = helper.make_node("Resize", ["inverted", "", "scales"], ["y"], mode="nearest", nearest_mode="floor")
    scales = np.array([1, 1, 2, 2], np.float32)
    network(models / "upscalers" / "double.onnx", [inverted, doubled], {"one": np.array(1, np.float32), "scales": scales})
    red = helper.make_node("Slice", ["x", "zero", "end", "axis"], ["red"])
    none = helper.make_node("Mul", ["red", "nothing"], ["black"])
    full = helper.make_node("Add", ["black", "half"], ["y"])
    ends = {"zero": np.array([0], np.int64), "end": np.array([1], np.int64), "axis": np.array([1], np.int64)}
    levels = {"nothing": np.array(0, np.float32), "half": np.array(0.5, np.float32)}
    network(models / "u2netp" / "u2netp.onnx", [red, none, full], ends | levels)
    settings = job.settings
    job.manager = GpuManager(lambda name: create_engine(name, Catalog(settings), settings), HostMemory())
    yield job
    job.manager.unload()


def test_an_installed_upscaler_enlarges_and_the_size_is_still_exact(equipped: Any) -> None:
    equipped.ask(output_width=300, output_height=300, upscaler="lanczos", cache=False)
    plain = equipped.pixels().astype(int)
    equipped.ask(output_width=300, output_height=300, cache=False)
    assert equipped.picture().size == (300, 300)
    assert np.abs(255 - equipped.pixels() - plain).mean() < 6  # the network's work is seen
    assert equipped.saved[0]["recipe"]["upscaler"] == "double"


def test_a_picture_that_is_large_enough_is_not_enlarged(equipped: Any) -> None:
    equipped.ask(output_width=64, output_height=64, upscaler="lanczos", cache=False)
    plain = equipped.pixels()
    equipped.ask(output_width=64, output_height=64, upscaler="double", cache=False)
    assert (equipped.pixels() == plain).all()


def test_several_pictures_are_all_drawn_before_another_model_takes_their_place(equipped: Any) -> None:
    result = equipped.ask(output_width=300, output_height=200, num_outputs=2)
    assert [made["seed"] for made in result["images"]] == [5, 6]
    stages = [stage for _, stage, *_ in equipped.told]
    assert max(index for index, stage in enumerate(stages) if stage == "decoding") < stages.index("finishing")
    percents = [percent for percent, *_ in equipped.told if percent is not None]
    assert percents == sorted(percents)
    assert equipped.ask(output_width=300, output_height=200, num_outputs=2)["cached"] is True


@pytest.mark.parametrize("format", ["png", "webp"])
def test_a_subject_is_delivered_on_nothing(format: str, equipped: Any) -> None:
    equipped.ask(background="transparent", output_format=format)
    assert equipped.picture().mode == "RGBA"
    assert equipped.saved[0]["recipe"]["background"] == "transparent"


def test_without_a_matting_model_transparency_is_refused_at_once(job: Any) -> None:
    with pytest.raises(NotSupported) as refused:
        job.ask(background="transparent")
    assert (refused.value.param, refused.value.status) == ("background", 501)
    assert not job.told


def test_another_upscaler_of_the_same_name_is_another_picture(equipped: Any) -> None:
    asked = {"output_width": 300, "output_height": 300}
    assert [equipped.ask(**asked)["cached"] for _ in range(2)] == [False, True]
    file = equipped.settings.models_dir / "upscalers" / "double.onnx"
    model = onnx.load(file)
    model.doc_string = "other"
    onnx.save(model, file)
    assert equipped.ask(**asked)["cached"] is False


def test_cancel_while_it_is_enlarged_saves_nothing(equipped: Any) -> None:
    equipped.cancel_when = lambda: any(stage == "finishing" for _, stage, *_ in equipped.told)
    with pytest.raises(JobCancelled):
        equipped.ask(output_width=300, output_height=300, num_outputs=2)
    assert not equipped.saved
