"""InsightFace's own code, on generated networks with the inputs and outputs of the real ones, behind the same Protocol and its gate."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import insightpack
import numpy as np
import pytest
from PIL import Image

from enfoads.engines import create_engine
from enfoads.engines.faces.base import FaceSwap, Portrait, SwapTask
from enfoads.engines.faces.insight import InsightFaceEngine
from enfoads.errors import FacePoseUnsupported, LicenseNotAcknowledged, UnsafeFile
from enfoads.models.catalog import Catalog
from enfoads.models.gate import LicenseGate
from enfoads.settings import Settings


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return insightpack.pack(tmp_path_factory.mktemp("insightface"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched behind the user's back")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def engine(files: tuple[Path, Path]) -> InsightFaceEngine:
    made = InsightFaceEngine(*files, threads=1)
    made.load("cpu")
    return made


def photo(colour: tuple[int, int, int]) -> Image.Image:
    noise = np.random.default_rng(0).integers(-20, 20, (640, 640, 3))
    return Image.fromarray(np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def portraits(engine: InsightFaceEngine) -> tuple[Portrait, Portrait]:
    """A reddish and a bluish one, their face in the same place."""
    made = [Portrait(image, engine.find(image)[0]) for image in (photo((200, 120, 100)), photo((100, 120, 200)))]
    return made[0], made[1]


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(int)


def test_a_face_comes_with_place_pose_quality_and_identity(portraits: tuple[Portrait, Portrait]) -> None:
    face = portraits[0].face
    assert (face.box.x0, face.box.y0, face.box.x1, face.box.y1) == pytest.approx(insightpack.BOX)
    assert face.landmarks == pytest.approx(np.array(insightpack.POINTS))
    assert np.linalg.norm(face.identity) == pytest.approx(1)
    assert face.identity.shape == (512,)
    assert abs(face.pose.yaw) < 10
    assert 0 < face.quality <= 1


def test_a_picture_without_a_face_gives_none(engine: InsightFaceEngine) -> None:
    assert engine.find(Image.new("RGB", (640, 640))) == []


def test_the_swap_changes_the_face_and_not_a_bit_outside_its_square(
    engine: InsightFaceEngine, portraits: tuple[Portrait, Portrait]
) -> None:
    source, target = portraits
    result = engine.swap(SwapTask(target.image, (FaceSwap((source,), target.face),)))
    changed = (pixels(result.image) != pixels(target.image)).any(2)
    rows, columns = np.nonzero(changed)
    assert changed[330, 320]
    assert 180 < columns.min() < columns.max() < 460
    assert 150 < rows.min() < rows.max() < 490
    assert (result.device, result.faces[0].box) == ("cpu", target.face.box)
    assert result.faces[0].distance_before != result.faces[0].distance_after


def test_our_paste_has_no_hard_edge(engine: InsightFaceEngine, portraits: tuple[Portrait, Portrait]) -> None:
    source, target = portraits
    result = engine.swap(SwapTask(target.image, (FaceSwap((source,), target.face),)))
    change = (pixels(result.image) - pixels(target.image)).mean(2)
    smooth = np.abs(np.diff(change[:, 180:460].mean(0))).max()
    assert smooth < 4


@pytest.mark.parametrize(("option", "place"), [("keep_mouth", (370, 320)), ("keep_eyes", (290, 282))])
def test_what_is_to_be_kept_is_the_targets_own(
    engine: InsightFaceEngine, portraits: tuple[Portrait, Portrait], option: str, place: tuple[int, int]
) -> None:
    source, target = portraits
    task = SwapTask(target.image, (FaceSwap((source,), target.face),), **{option: True})
    kept, swapped = (pixels(engine.swap(one).image)[place] for one in (task, SwapTask(target.image, task.swaps)))
    own = pixels(target.image)[place]
    assert abs(kept - own).max() <= 3
    assert abs(swapped - own).max() > 10


def test_no_strength_gives_the_picture_back(engine: InsightFaceEngine, portraits: tuple[Portrait, Portrait]) -> None:
    source, target = portraits
    result = engine.swap(SwapTask(target.image, (FaceSwap((source,), target.face),), strength=0.0))
    assert (pixels(result.image) == pixels(target.image)).all()


def test_a_gpu_that_is_not_there_is_not_claimed(files: tuple[Path, Path], portraits: tuple[Portrait, Portrait]) -> None:
    """ONNX Runtime without CUDA takes the CPU and says nothing."""
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this runtime has CUDA")
    asked = InsightFaceEngine(*files, threads=1)
    with pytest.warns(UserWarning, match="CUDAExecutionProvider"):
        asked.load("cuda:0")
    result = asked.swap(SwapTask(portraits[1].image, (FaceSwap((portraits[0],), portraits[1].face),)))
    assert result.device == "cpu"


def test_beyond_its_pose_it_refuses_unless_forced(engine: InsightFaceEngine, portraits: tuple[Portrait, Portrait]) -> None:
    from dataclasses import replace

    source, target = portraits
    aside = Portrait(source.image, replace(source.face, pose=replace(source.face.pose, yaw=80.0)))
    task = SwapTask(target.image, (FaceSwap((aside,), target.face),))
    with pytest.raises(FacePoseUnsupported):
        engine.swap(task)
    assert "poses_differ" in engine.swap(replace(task, force=True)).faces[0].warnings


def test_unloading_lets_go_and_loading_again_works(files: tuple[Path, Path]) -> None:
    engine = InsightFaceEngine(*files, threads=1)
    engine.load("cpu")
    engine.unload()
    assert engine._app is None
    engine.load("cpu")
    assert len(engine.find(photo((128, 128, 128)))) == 1
    assert engine.weights_bytes == sum(file.stat().st_size for file in (*files[0].iterdir(), files[1]))


def test_an_empty_folder_is_told_and_nothing_is_downloaded(tmp_path: Path, files: tuple[Path, Path]) -> None:
    (tmp_path / "pack").mkdir()
    with pytest.raises(UnsafeFile):
        InsightFaceEngine(tmp_path / "pack", files[1]).load("cpu")


def test_a_swapper_saved_anew_without_its_map_is_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    with pytest.raises(UnsafeFile, match=r"inswapper_128\.onnx"):
        InsightFaceEngine(files[0], insightpack.swapper(tmp_path / "inswapper_128.onnx", emap=3)).load("cpu")


# The licence ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def catalog(tmp_path: Path) -> Callable[[], Catalog]:
    """The real catalog with the generated networks in place of InsightFace's."""
    real = (Path(create_engine.__code__.co_filename).parents[1] / "models/catalog.toml").read_text("utf-8")
    settings = Settings(data_dir=tmp_path / "data", device="cpu", threads=1)
    models = settings.models_dir
    made = {
        "det_10g.onnx": insightpack.detector(models / "insightface-buffalo-l/det_10g.onnx"),
        "w600k_r50.onnx": insightpack.recogniser(models / "insightface-buffalo-l/w600k_r50.onnx"),
        "inswapper_128.onnx": insightpack.swapper(models / "inswapper-128/inswapper_128.onnx"),
    }
    lines = real.splitlines()
    for number, line in enumerate(lines):
        name = line.removeprefix('path = "').removesuffix('"')
        if name in made:
            data = made[name].read_bytes()
            lines[number + 1], lines[number + 2] = f"size = {len(data)}", f'sha256 = "{hashlib.sha256(data).hexdigest()}"'
    toml = tmp_path / "catalog.toml"
    toml.write_text("\n".join(lines), "utf-8")
    return lambda: Catalog(settings, toml)


def test_nobody_swaps_with_insightface_before_its_licence_was_accepted(catalog: Callable[[], Catalog]) -> None:
    models = catalog()
    with pytest.raises(LicenseNotAcknowledged) as caught:
        create_engine("inswapper-128", models, models.settings)
    assert caught.value.status == 403
    assert "non-commercial" in caught.value.message()
    assert "no comercial" in caught.value.message("es")


def test_an_acceptance_is_kept_with_who_when_and_what_text(catalog: Callable[[], Catalog]) -> None:
    models = catalog()
    gate = LicenseGate(models.settings)
    for entry in models.required(models.get("inswapper-128")):
        gate.accept(entry, owner="ana")
    engine = create_engine("inswapper-128", models, models.settings)
    engine.load("cpu")
    assert isinstance(engine, InsightFaceEngine)
    assert engine.find(photo((128, 128, 128)))
    kept = json.loads((models.settings.data_dir / "licenses.json").read_text())
    assert [(record["model"], record["owner"]) for record in kept] == [("inswapper-128", "ana"), ("insightface-buffalo-l", "ana")]
    assert kept[0]["sha256"] == hashlib.sha256(models.get("inswapper-128").gate.encode()).hexdigest()
    assert kept[0]["time"].endswith("+00:00")


def test_another_text_must_be_accepted_again(catalog: Callable[[], Catalog]) -> None:
    models = catalog()
    gate, entry = LicenseGate(models.settings), models.get("inswapper-128")
    gate.accept(entry, owner="ana")
    assert gate.is_open(entry)
    assert not gate.is_open(entry.model_copy(update={"gate": "Another condition."}))


def test_a_damaged_record_asks_again_instead_of_letting_pass(catalog: Callable[[], Catalog]) -> None:
    models = catalog()
    gate, entry = LicenseGate(models.settings), models.get("inswapper-128")
    gate.accept(entry, owner="ana")
    (models.settings.data_dir / "licenses.json").write_text('[{"model": "inswapper-128"}]')
    assert not gate.is_open(entry)


def test_models_without_a_condition_have_no_gate(catalog: Callable[[], Catalog]) -> None:
    models = catalog()
    assert all(LicenseGate(models.settings).is_open(entry) for entry in models.entries() if entry.commercial_use)
    assert [entry.id for entry in models.entries() if entry.gate] == ["inswapper-128", "insightface-buffalo-l"]
