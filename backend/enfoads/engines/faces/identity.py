"""Who somebody is: dlib's ResNet-29, whose weights are in the public domain, as a graph for ONNX Runtime.

The weights come as tfjs files (uint8 with a scale, and a manifest). They are read as data and turned into an ONNX graph in memory;
the architecture is dlib's (dnn_face_recognition_ex.cpp): 29 convolutions, a scale layer after each, shortcuts padded with zeros.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from enfoads.engines.faces.arrays import cut_out
from enfoads.engines.faces.base import Floats, Pixels

NAME = "face_recognition_model"
SIDE = 150
SAME_PERSON = 0.6  # Euclidean distance; dlib's own threshold, 99.38 % on LFW
_MEAN = np.array([122.782, 117.001, 104.298], np.float32).reshape(1, 3, 1, 1)  # RGB, of dlib's training pictures
_STAGES = (("conv64", 32, 64, 3), ("conv128", 64, 128, 2), ("conv256", 128, 256, 2))  # stem, channels in and out, blocks
# dlib's five-point mean shape (shape_predictor_5_face_landmarks): eye corners, outer and inner, and the base of the nose.
_SHAPE = np.array(
    [[0.8595675, 0.2134982], [0.6460605, 0.2289674], [0.1205751, 0.2137275], [0.3340851, 0.2290642], [0.4901123, 0.6277976]], np.float32
)
_MESH_POINTS = [263, 362, 33, 133, 2]
_PADDING = 0.25


class IdentityNet:
    """Safe to call from several threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`folder`: that of the catalog's entry `faces`."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, 3
        graph = build(read_weights(folder)).SerializeToString()
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def embed(self, image: Pixels, points: Floats) -> Floats:
        """128 numbers for the face with this mesh; the distance between two is smaller the more alike they are."""
        planes = chip(image, points)[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32)
        return np.asarray(self._session.run(None, {"input": planes})[0][0], np.float32)


def distance(one: Floats, other: Floats) -> float:
    return float(np.linalg.norm(one - other))


def chip(image: Pixels, points: Floats) -> Pixels:
    """The face as the network was trained to see it: 150 x 150, eyes level."""
    wanted = (_SHAPE + _PADDING) / (2 * _PADDING + 1) * SIDE
    matrix: Any = cv2.estimateAffinePartial2D(points[_MESH_POINTS, :2].astype(np.float32), wanted, method=cv2.LMEDS)[0]
    if matrix is None:  # five points in one place: no face of any size
        return np.zeros((SIDE, SIDE, 3), np.uint8)
    return cut_out(image, matrix, SIDE)


def read_weights(folder: Path) -> dict[str, Floats]:
    """Name -> float32 array (filters height, width, in, out). Raises ValueError when the two files do not belong together."""
    raw = (folder / f"{NAME}.bin").read_bytes()
    manifest = json.loads((folder / f"{NAME}-weights_manifest.json").read_text("utf-8"))
    weights: dict[str, Floats] = {}
    at = 0
    for entry in manifest[0]["weights"]:
        packed = entry.get("quantization")
        count = math.prod(entry["shape"])
        values = np.frombuffer(raw, np.uint8 if packed else np.float32, count, at).reshape(entry["shape"])
        at += values.nbytes
        weights[entry["name"]] = values.astype(np.float32) * packed["scale"] + packed["min"] if packed else values
    if at != len(raw):
        raise ValueError(f"{NAME}: {len(raw)} bytes, {at} in the manifest")
    return weights


def build(weights: dict[str, Floats]) -> Any:
    """The ONNX model: input (1, 3, 150, 150) RGB 0 to 255 -> embedding (1, 128)."""
    graph = _Graph(weights)
    x = graph.op("Div", [graph.op("Sub", ["input", graph.constant(_MEAN)]), graph.constant(np.float32(256))])
    x = graph.convolution(x, "conv32_down", kernel=7, stride=2)
    x = graph.op("MaxPool", [x], kernel_shape=[3, 3], strides=[2, 2])
    size = ((SIDE - 7) // 2 + 1 - 3) // 2 + 1
    for name in ("conv32_1", "conv32_2", "conv32_3"):
        x = graph.block(x, name)
    for stem, before, after, blocks in _STAGES:
        x, size = graph.reduction(x, f"{stem}_down", size, after - before)
        for number in range(1, blocks + 1):
            x = graph.block(x, f"{stem}_{number}")
    x, _ = graph.reduction(x, "conv256_down_out", size, 0)
    x = graph.op("ReduceMean", [x, graph.constant(np.array([2, 3], np.int64))], keepdims=0)
    graph.nodes.append(helper.make_node("MatMul", [x, graph.constant(weights["fc"])], ["embedding"]))
    taken = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    given = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, 128])
    whole = helper.make_graph(graph.nodes, "dlib_face_recognition_resnet_v1", [taken], [given], graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


@dataclass(slots=True)
class _Graph:
    """An ONNX graph being written."""

    weights: dict[str, Floats]
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def convolution(self, x: str, name: str, *, kernel: int = 3, stride: int = 1, pad: int = 0, relu: bool = True) -> str:
        """A convolution with its scale layer folded in."""
        filters, bias = self.weights[f"{name}/conv/filters"], self.weights[f"{name}/conv/bias"]
        scale, shift = self.weights[f"{name}/scale/weights"], self.weights[f"{name}/scale/biases"]
        folded = filters.transpose(3, 2, 0, 1) * scale[:, None, None, None]
        shape = {"kernel_shape": [kernel] * 2, "strides": [stride] * 2, "pads": [pad] * 4}
        y = self.op("Conv", [x, self.constant(folded), self.constant(bias * scale + shift)], **shape)
        return self.op("Relu", [y]) if relu else y

    def block(self, x: str, name: str) -> str:
        y = self.convolution(self.convolution(x, f"{name}/conv1", pad=1), f"{name}/conv2", pad=1, relu=False)
        return self.op("Relu", [self.op("Add", [y, x])])

    def reduction(self, x: str, name: str, size: int, more: int) -> tuple[str, int]:
        """Halve the map and add `more` channels; both ways are padded with zeros to the larger of the two maps."""
        y = self.convolution(self.convolution(x, f"{name}/conv1", stride=2), f"{name}/conv2", pad=1, relu=False)
        short = self.op("AveragePool", [x], kernel_shape=[2, 2], strides=[2, 2])
        deep, pooled = (size - 3) // 2 + 1, size // 2
        after = max(deep, pooled)
        y = self._padded(y, 0, after - deep)
        short = self._padded(short, more, after - pooled)
        return self.op("Relu", [self.op("Add", [y, short])]), after

    def _padded(self, x: str, channels: int, edge: int) -> str:
        if not channels and not edge:
            return x
        return self.op("Pad", [x, self.constant(np.array([0, 0, 0, 0, 0, channels, edge, edge], np.int64))])
