"""The face jobs when something goes wrong in the middle: cancelled at every step, pictures gone, an enhancer that is none."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from facepictures import as_file, astronaut, group, woman
from onnx import TensorProto, helper

from enfoads.errors import FacePoseUnsupported, JobCancelled, ModelNotInstalled, NoFaceDetected, NotSupported, UnreadableImage
from enfoads.models.catalog import Catalog
from enfoads.recipes import face_detect, face_swap
from enfoads.recipes.face_request import check, settle

PLAIN: dict[str, Any] = {
    "consent": True, "engine": "auto", "mapping": None, "all_faces": False, "keep_mouth": False, "keep_eyes": False, "strength": 1.0,
    "enhance": False, "force": False, "label": False, "output_format": None, "output_compression": None,
}  # fmt: skip


class Faces:
    """A running face job, and what it needs."""

    def __init__(self, job: Any) -> None:
        self.job, self.settings = job, job.settings

    def picture_in(self, data: bytes, name: str = "") -> dict[str, Any]:
        digest = hashlib.sha256(data).hexdigest()
        self.settings.inputs_dir.mkdir(parents=True, exist_ok=True)
        path = self.settings.inputs_dir / f"face-{digest}"
        path.write_bytes(data)
        return {"path": str(path), "sha256": digest, "name": name, "input": digest}

    def params(self, *sources: bytes, target: bytes | None = None, **fields: Any) -> dict[str, Any]:
        asked = PLAIN | fields
        photos = [self.picture_in(one) for one in sources or (as_file(astronaut()),)]
        entry = check(asked, len(photos), 1, Catalog(self.settings), self.settings)
        onto = self.picture_in(target or as_file(woman()))
        return settle(asked, entry, sources=photos, target=onto, owner="ana", language="es")

    def swap(self, params: dict[str, Any]) -> dict[str, Any]:
        self.job.settings = self.settings
        return face_swap.swap(params, self.job)


@pytest.fixture
def faces(job: Any) -> Faces:
    return Faces(job)


def test_a_swap_cancelled_at_any_step_saves_nothing_and_frees_the_engine(faces: Faces) -> None:
    params = faces.params(as_file(astronaut()), as_file(astronaut()))
    asked = 0

    def count(limit: float) -> bool:
        nonlocal asked
        asked += 1
        return asked > limit

    faces.job.cancel_when = lambda: count(float("inf"))
    faces.swap(params)
    steps, faces.job.saved = asked, {}
    assert steps >= 5
    for limit in range(steps):
        asked = 0
        faces.job.cancel_when = lambda limit=limit: count(limit)  # type: ignore[misc]
        with pytest.raises(JobCancelled):
            faces.swap(params)
        assert faces.job.saved == {}
        assert faces.job.gpu.snapshot()["lease"] is None
    faces.job.cancel_when = lambda: False
    assert faces.swap(params)["faces"][0]["index"] == 0


def test_consent_and_hashes_go_with_the_file(faces: Faces) -> None:
    params = faces.params(label=True)
    faces.swap(params)
    audit = faces.job.saved[0]["audit"]
    assert audit["consent"] == params["consent"]
    assert audit["consent"]["owner"] == "ana"
    assert audit["consent"]["text"].startswith("Todas las personas")
    assert audit["sources"] == [hashlib.sha256(as_file(astronaut())).hexdigest()]
    assert params["label"] == "IA"
    assert str(params["sources"][0]["sha256"]) not in str(faces.job.saved[0]["recipe"])  # the recipe goes out with the file


def test_a_photo_that_went_away_while_the_job_waited_is_named(faces: Faces) -> None:
    params = faces.params(as_file(astronaut()), as_file(woman(), quality=80))
    Path(params["sources"][1]["path"]).unlink()
    with pytest.raises(UnreadableImage) as refused:
        faces.swap(params)
    assert refused.value.param == "source"
    assert refused.value.message("en").startswith("source 2 ")
    assert "send it again" in refused.value.message("en")
    assert "origen 2" in refused.value.message("es")


def test_a_refused_picture_is_removed_at_once_but_never_one_of_the_library(faces: Faces) -> None:
    params = faces.params(b"\x89PNG\r\n\x1a\n and no more")
    sent = Path(params["sources"][0]["path"])
    with pytest.raises(UnreadableImage):
        faces.swap(params)
    assert not sent.exists()
    params = faces.params(b"\x89PNG\r\n\x1a\n and no more")
    params["sources"][0] = {name: value for name, value in params["sources"][0].items() if name != "input"} | {"asset_id": "up_1"}
    with pytest.raises(UnreadableImage):
        faces.swap(params)
    assert sent.exists()


def test_the_photo_that_cannot_be_turned_is_named_by_its_own_number(faces: Faces) -> None:
    found = [{"target_face": 4, "source_face": 0, "source": 1}, {"target_face": 0, "source_face": 0, "source": 0}]
    params = faces.params(as_file(astronaut()), as_file(woman()), target=as_file(group()), mapping=found)
    with pytest.raises(FacePoseUnsupported, match="source 1 ") as refused:
        faces.swap(params)
    assert refused.value.param == "source"


def test_a_jobs_record_holds_no_face(faces: Faces) -> None:
    picture = faces.picture_in(as_file(woman()))
    result = face_detect.detect({"engine": "faces", "image": picture}, faces.job)
    assert list(result) == ["path"]
    assert b'"thumbnail":"data:image/jpeg' in Path(result["path"]).read_bytes()


def test_hidden_pixels_are_nobodys_face(faces: Faces) -> None:
    hidden = woman().convert("RGBA")
    hidden.putalpha(0)
    with pytest.raises(NoFaceDetected, match="source 1"):
        faces.swap(faces.params(as_file(hidden, "PNG")))


# ---- enhancers ----


def test_enhancing_without_an_enhancer_says_what_to_set(faces: Faces) -> None:
    with pytest.raises(NotSupported, match="ENFOADS_FACE_ENHANCER_PATH"):
        faces.params(enhance=True)


def test_an_enhancer_that_is_not_there_is_named(faces: Faces) -> None:
    faces.settings = faces.settings.model_copy(update={"face_enhancer_path": "/nowhere/gfpgan.onnx"})
    with pytest.raises(ModelNotInstalled, match="gfpgan"):
        faces.params(enhance=True)


def test_an_enhancer_of_ones_own_draws_the_new_face(faces: Faces, tmp_path: Path) -> None:
    shape = [1, 3, 64, 64]
    node = helper.make_node("Neg", ["face"], ["better"])
    graph = helper.make_graph(
        [node], "negative", *([helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)] for name in ("face", "better"))
    )
    path = tmp_path / "enhancer.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10), str(path))
    faces.settings = faces.settings.model_copy(update={"face_enhancer_path": str(path)})
    faces.swap(faces.params(target=as_file(woman(), "PNG")))
    plain = faces.job.pixels().astype(int)
    made = faces.swap(faces.params(target=as_file(woman(), "PNG"), enhance=True))
    x0, y0, x1, y1 = (round(value) for value in made["faces"][0]["box"])
    middle = np.s_[(y0 + y1) // 2 - 10 : (y0 + y1) // 2 + 10, (x0 + x1) // 2 - 10 : (x0 + x1) // 2 + 10]
    assert np.abs(faces.job.pixels().astype(int) - plain)[middle].mean() > 40  # this one turns colours round
    assert "enhancer.onnx" in faces.job.saved[0]["audit"]["models"]
