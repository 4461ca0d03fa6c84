"""Faces are found where they are, in every size and turn a person sends, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
import skimage.data
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from enfoads.engines.faces.base import FaceBox
from enfoads.engines.faces.create import create_detector
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.errors import InvalidRequest, ModelNotInstalled
from enfoads.settings import Settings

Resize = Callable[[Image.Image, float], Image.Image]


def iou(a: FaceBox, b: FaceBox) -> float:
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    return shared / (a.width * a.height + b.width * b.height - shared)


def test_a_portrait_gives_one_face_in_its_place(finder: FaceFinder, astronaut: Image.Image) -> None:
    (box,) = finder.detect(astronaut)
    assert iou(box, FaceBox(167, 72, 279, 184, 1)) > 0.8
    assert box.score > 0.8


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_lying_on_its_side_or_head_keeps_its_face(finder: FaceFinder, astronaut: Image.Image, turn: int) -> None:
    (box,) = finder.detect(astronaut.rotate(turn))
    upright = {90: (72, 233, 184, 345), 180: (233, 328, 345, 440), 270: (328, 167, 440, 279)}[turn]
    assert iou(box, FaceBox(*upright, 1)) > 0.65


def test_everybody_in_a_group_is_found(finder: FaceFinder, group: Image.Image) -> None:
    assert len(finder.detect(group)) == 6


def test_everybody_in_a_small_group_is_found(finder: FaceFinder, group: Image.Image, resized: Resize) -> None:
    boxes = finder.detect(resized(group, 0.25))
    assert len(boxes) == 6
    assert all(20 < box.width < 40 for box in boxes)


def test_a_group_upside_down_is_still_six_people(finder: FaceFinder, group: Image.Image) -> None:
    assert len(finder.detect(group.rotate(180))) == 6


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket", "coins", "brick", "page"])
def test_cats_cups_and_coins_are_no_faces(finder: FaceFinder, name: str) -> None:
    if not hasattr(skimage.data, name):
        pytest.skip("this picture is no part of the package")
    assert finder.detect(Image.fromarray(getattr(skimage.data, name)())) == []


@pytest.mark.parametrize("size", [(1, 1), (12000, 3), (2, 9000)])
def test_pictures_of_odd_sizes_give_no_face_and_no_error(finder: FaceFinder, size: tuple[int, int]) -> None:
    assert finder.detect(Image.new("RGB", size, "grey")) == []


def test_boxes_stay_inside_the_picture(finder: FaceFinder, astronaut: Image.Image) -> None:
    cut = astronaut.crop((190, 90, 400, 400))
    for box in finder.detect(cut):
        assert 0 <= box.x0 < box.x1 <= cut.width
        assert 0 <= box.y0 < box.y1 <= cut.height


def test_two_threads_get_the_same_answer(finder: FaceFinder, astronaut: Image.Image, group: Image.Image) -> None:
    alone = [finder.detect(astronaut), finder.detect(group)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(finder.detect, [astronaut, group] * 4))
    assert together == alone * 4


def test_without_the_models_it_says_which_to_install(tmp_path: Path) -> None:
    with pytest.raises(ModelNotInstalled) as caught:
        create_detector(Settings(data_dir=tmp_path, setup_dir=tmp_path / "nothing"))
    assert "faces" in caught.value.message()


# A detector of one's own ----------------------------------------------------------------------------------------------

SPOT = (288, 160, 352, 240)  # where the generated detector looks, in its input of 640 px


def yolo_file(path: Path, *, extra: int = 0, transposed: bool = False) -> Path:
    """A YOLO-face export that sees a face at SPOT, twice and a little apart, as sure as the spot is bright."""
    x0, y0, x1, y1 = SPOT
    rows = np.zeros((1, 5 + extra, 100), np.float32)
    rows[0, :4, 7] = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    rows[0, :4, 8] = (x0 + x1) / 2 + 4, (y0 + y1) / 2, x1 - x0, y1 - y0
    weights = np.zeros((1, 5 + extra, 100), np.float32)
    weights[0, 4, 7], weights[0, 4, 8] = 1.0, 0.9
    constants = {
        "starts": np.array([y0, x0]), "ends": np.array([y1, x1]), "axes": np.array([2, 3]), "rows": rows, "weights": weights,
    }  # fmt: skip
    nodes = [
        helper.make_node("Slice", ["images", "starts", "ends", "axes"], ["spot"]),
        helper.make_node("ReduceMean", ["spot"], ["bright"], keepdims=0),
        helper.make_node("Mul", ["weights", "bright"], ["scores"]),
        helper.make_node("Add", ["rows", "scores"], ["upright" if transposed else "output0"]),
    ]
    shape = [1, 5 + extra, 100]
    if transposed:
        nodes.append(helper.make_node("Transpose", ["upright"], ["output0"], perm=[0, 2, 1]))
        shape = [1, 100, 5 + extra]
    graph = helper.make_graph(
        nodes,
        "yolo-face",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, 640, 640])],
        [helper.make_tensor_value_info("output0", TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.save(model, path)
    return path


@pytest.mark.parametrize(("extra", "transposed"), [(0, False), (15, False), (0, True)])
def test_a_yolo_file_of_ones_own_is_used_when_the_settings_name_it(tmp_path: Path, extra: int, transposed: bool) -> None:
    path = yolo_file(tmp_path / "yolov9c-face.onnx", extra=extra, transposed=transposed)
    detector = create_detector(Settings(face_detector_path=str(path), threads=1))
    (box,) = detector.detect(Image.new("RGB", (1280, 640), "white"))  # halved, with bars of 160 px above and below
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((576, 0, 704, 160))
    assert box.score == pytest.approx(1.0)
    assert detector.detect(Image.new("RGB", (1280, 640), "black")) == []


@pytest.mark.parametrize("content", [b"", b"not a network"])
def test_a_file_that_is_no_detector_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "yolo.onnx"
    path.write_bytes(content)
    with pytest.raises(InvalidRequest, match=r"yolo\.onnx"):
        create_detector(Settings(face_detector_path=str(path)))


def test_a_detector_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"gone\.onnx"):
        create_detector(Settings(face_detector_path=str(tmp_path / "gone.onnx")))
