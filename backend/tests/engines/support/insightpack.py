"""Tiny ONNX files with the inputs and outputs of InsightFace's networks, so that its real code runs without its weights.

Detector (SCRFD's nine outputs): one face, as sure as the picture is bright around it, at (224, 200)-(416, 440) of a 640 px square.
Recogniser: the colours of a 7 x 7 grid, projected to 512 numbers. Swapper: the target's square pulled towards a colour of the source.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE, CELL, ANCHORS = 640, 32, 2
BOX = (224.0, 200.0, 416.0, 440.0)
POINTS = ((282.0, 290.0), (358.0, 290.0), (320.0, 330.0), (290.0, 370.0), (350.0, 370.0))
CENTRE = (320, 320)  # of the anchor that sees the face


def _tensor(name: str, shape: list[int | str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _save(
    path: Path,
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: dict[str, np.ndarray],
) -> Path:
    initializers = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    model = helper.make_model(
        helper.make_graph(nodes, path.stem, inputs, outputs, initializers), opset_imports=[helper.make_opsetid("", 17)]
    )
    model.ir_version = 9
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)
    return path


def detector(path: Path) -> Path:
    """Outputs: scores, boxes and key points of the strides 8, 16 and 32; only the last stride sees anything."""
    across = SIDE // CELL
    row = (CENTRE[1] // CELL * across + CENTRE[0] // CELL) * ANCHORS
    distances = np.abs(np.array(BOX) - np.array(CENTRE * 2)) / CELL
    offsets = (np.array(POINTS) - np.array(CENTRE)).ravel() / CELL
    nodes = [
        helper.make_node("Slice", ["input.1", "from", "to", "axes"], ["seen"]),
        helper.make_node("ReduceMax", ["seen"], ["brightest"], keepdims=0),
        helper.make_node("Sigmoid", ["brightest"], ["sure"]),
        helper.make_node("Unsqueeze", ["sure", "zero"], ["sure_1"]),
        helper.make_node("Unsqueeze", ["sure_1", "zero"], ["score_row"]),
    ]
    constants = {
        "from": np.array([300, 300]), "to": np.array([340, 340]), "axes": np.array([2, 3]),
        "zero": np.array([0]), "index": np.array([[row]]),
        "bbox_row": distances[None].astype(np.float32), "kps_row": offsets[None].astype(np.float32),
    }  # fmt: skip
    outputs = []
    for part, width in (("score", 1), ("bbox", 4), ("kps", 10)):
        for stride in (8, 16, CELL):
            name, count = f"{part}_{stride}", (SIDE // stride) ** 2 * ANCHORS
            constants[f"{name}_shape"] = np.array([count, width])
            empty = f"{name}_empty" if stride == CELL else name
            nodes.append(
                helper.make_node("ConstantOfShape", [f"{name}_shape"], [empty], value=numpy_helper.from_array(np.zeros(1, np.float32)))
            )
            if stride == CELL:
                nodes.append(helper.make_node("ScatterND", [empty, "index", f"{part}_row"], [name]))
            outputs.append(_tensor(name, [count, width]))
    return _save(path, nodes, [_tensor("input.1", [1, 3, SIDE, SIDE])], outputs, constants)


def recogniser(path: Path) -> Path:
    projection = np.random.default_rng(0).normal(size=(147, 512)).astype(np.float32)
    nodes = [
        helper.make_node("AveragePool", ["input.1"], ["grid"], kernel_shape=[16, 16], strides=[16, 16]),
        helper.make_node("Flatten", ["grid"], ["flat"]),
        helper.make_node("MatMul", ["flat", "projection"], ["embedding"]),
    ]
    inputs, outputs = [_tensor("input.1", ["N", 3, 112, 112])], [_tensor("embedding", ["N", 512])]
    return _save(path, nodes, inputs, outputs, {"projection": projection})


def swapper(path: Path, emap: int = 512) -> Path:
    """`emap`, which InsightFace reads as the file's last constant, must be 512 x 512."""
    colours = np.random.default_rng(1).normal(0, 3, (512, 3)).astype(np.float32)
    nodes = [
        helper.make_node("MatMul", ["source", "colours"], ["raw"]),
        helper.make_node("Sigmoid", ["raw"], ["colour"]),
        helper.make_node("Reshape", ["colour", "planes"], ["plane"]),
        helper.make_node("Mul", ["plane", "half"], ["tint"]),
        helper.make_node("Mul", ["target", "half"], ["kept"]),
        helper.make_node("Add", ["tint", "kept"], ["output"]),
    ]
    constants = {
        "colours": colours, "planes": np.array([1, 3, 1, 1]), "half": np.array([0.5], np.float32), "emap": np.eye(emap, dtype=np.float32),
    }  # fmt: skip
    inputs = [_tensor("target", [1, 3, 128, 128]), _tensor("source", [1, 512])]
    return _save(path, nodes, inputs, [_tensor("output", [1, 3, 128, 128])], constants)


def pack(folder: Path) -> tuple[Path, Path]:
    """(folder with detector and recogniser, swapper's file) as `InsightFaceEngine` takes them."""
    detector(folder / "pack" / "det_10g.onnx")
    recogniser(folder / "pack" / "w600k_r50.onnx")
    return folder / "pack", swapper(folder / "inswapper_128.onnx")
