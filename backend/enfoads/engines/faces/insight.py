"""InsightFace's analysis (buffalo_l) and its swapper (inswapper_128), for who may use them: their licence is non-commercial.

Its code is given absolute paths and files that were verified, so it downloads nothing; it swaps the aligned 128 px square only, and
the paste is ours. The device is what the sessions say they run on: ONNX Runtime falls back to the CPU without a word.
"""

from __future__ import annotations

import contextlib
import gc
import io
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
from PIL import Image

from enfoads.engines.faces.arrays import face_box, to_bgr
from enfoads.engines.faces.base import Face, Floats, Pixels, Pose, SwapResult, SwapTask
from enfoads.engines.faces.enhancing import enhance
from enfoads.engines.faces.paste import Keep, Painted, paste
from enfoads.engines.faces.pose import angles
from enfoads.engines.faces.quality import inside, judge
from enfoads.engines.faces.swapping import Limits, nearest, refuse_turned, report
from enfoads.errors import UnsafeFile

DETECTOR_SIDE = 640
THRESHOLD = 0.5
SIDE = 128
SAME_PERSON = 1.14  # Euclidean distance of two unit vectors whose cosine is 0.35
LIMITS = Limits(yaw=70.0, pitch=50.0, doubtful=45.0)  # the network draws the target's pose itself
EDGE, FEATHER = 6, 16  # pixels of the aligned square: left alone, and blended
# Eyes, nose tip and corners of the mouth of MediaPipe's average face, centimetres, x right, y down, z away.
_POINTS = np.array([[-3.16, -2.64, -3.63], [3.16, -2.64, -3.63], [0, 0.46, -7.59], [-2.46, 4.34, -4.28], [2.46, 4.34, -4.28]])
# The same five in the aligned square: ArcFace's template of 112 px, moved 8 px to the right.
_ALIGNED = np.array([[46.29, 51.70], [81.53, 51.50], [64.03, 71.74], [49.55, 92.37], [78.73, 92.20]])


class InsightFaceEngine:
    """Engine of the catalog's entry `inswapper-128`."""

    name = "inswapper-128"
    capabilities = frozenset({"face-detection", "face-swap"})
    same_person = SAME_PERSON

    def __init__(self, pack: Path, swapper: Path, threads: int = 0) -> None:
        """`pack`: folder with a detector and a recogniser and no other ONNX file. `swapper`: its file, outside that folder."""
        self._pack, self._file, self._threads, self._lock = pack.resolve(), swapper.resolve(), threads, Lock()
        self._app: Any = None
        self._swapper: Any = None
        self.device = "cpu"

    @property
    def weights_bytes(self) -> int:
        return sum(file.stat().st_size for file in (*self._pack.glob("*.onnx"), self._file))

    def load(self, device: str) -> None:
        """Raises UnsafeFile for files that are not the networks they must be."""
        import onnxruntime
        from insightface.app import FaceAnalysis
        from insightface.model_zoo import get_model

        providers = _providers(device)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = self._threads, 3
        given = {"providers": providers, "sess_options": options}
        try:
            with self._lock, _quiet():
                app = FaceAnalysis(str(self._pack), allowed_modules=["detection", "recognition"], static_shape_sessions=False, **given)
                app.prepare(ctx_id=0 if device.startswith("cuda") else -1, det_thresh=THRESHOLD, det_size=(DETECTOR_SIDE,) * 2)
                swapper = get_model(str(self._file), **given)
        except (AssertionError, AttributeError, RuntimeError, ValueError) as error:
            raise _refused(self._pack, str(error)) from None
        if "recognition" not in app.models or getattr(swapper, "emap", np.empty(0)).shape != (512, 512):
            raise _refused(self._file, "emap")
        self._app, self._swapper = app, swapper
        sessions = [*(model.session for model in app.models.values()), swapper.session]
        everywhere = all(session.get_providers()[0] == "CUDAExecutionProvider" for session in sessions)
        self.device = device if everywhere and device.startswith("cuda") else "cpu"

    def to_host(self) -> None:
        """A session cannot move: the weights come from disk again."""
        raise RuntimeError("ONNX Runtime's sessions cannot leave their device")

    def unload(self) -> None:
        with self._lock:
            self._app = self._swapper = None
        gc.collect()

    def find(self, image: Image.Image) -> list[Face]:
        picture = to_bgr(image)
        with self._lock, _quiet():
            found = self._app.get(picture)
        faces = [_face(one, picture) for one in found]
        return sorted(faces, key=lambda face: -face.box.width * face.box.height)

    def swap(self, task: SwapTask) -> SwapResult:
        started = time.perf_counter()
        chosen = [nearest(swap, _away) for swap in task.swaps]
        for index, away in chosen:
            refuse_turned(self.name, index, away, LIMITS, force=task.force)
        picture = to_bgr(task.image).copy()
        keep = Keep(task.strength, task.keep_mouth, task.keep_eyes)
        for swap, (index, _) in zip(task.swaps, chosen, strict=True):
            with self._lock, _quiet():
                square, matrix = self._swapper.get(picture, _theirs(swap.target), _theirs(swap.sources[index].face), paste_back=False)
            painted = _painted(square, matrix, picture.shape, keep)
            if painted is not None:
                paste(picture, enhance(painted, picture, task.enhancer))
        swapped = time.perf_counter()
        reports = [
            report(swap, index, away, self._look_again(picture, swap.target), LIMITS, self.same_person)
            for swap, (index, away) in zip(task.swaps, chosen, strict=True)
        ]
        timings = {"swap_s": round(swapped - started, 4), "check_s": round(time.perf_counter() - swapped, 4)}
        return SwapResult(Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1])), reports, self.device, timings)

    def work_bytes(self, task: SwapTask) -> int:
        return (600 << 20) + 6 * task.image.width * task.image.height  # the activations of the largest network, and the picture

    def _look_again(self, result: Pixels, target: Face) -> Floats:
        face = _theirs(target)
        with self._lock, _quiet():
            self._app.models["recognition"].get(result, face)
        return np.asarray(face.normed_embedding, np.float32)


def _providers(device: str) -> list[Any]:
    if not device.startswith("cuda"):
        return ["CPUExecutionProvider"]
    number = int(device.partition(":")[2] or 0)
    # The default arena doubles what it holds at every growth and gives nothing back.
    return [("CUDAExecutionProvider", {"device_id": number, "arena_extend_strategy": "kSameAsRequested"}), "CPUExecutionProvider"]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The library prints what it loads, and calls a function of scikit-image that warns; the pin keeps that function."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _face(found: Any, picture: Pixels) -> Face:
    points = np.asarray(found.kps, np.float32)
    box = face_box(np.asarray(found.bbox, np.float32), float(found.det_score), picture.shape)
    looks = _pose(points, picture.shape)
    chip = cv2.warpAffine(picture, _to_square(points), (SIDE, SIDE))
    width = float(found.bbox[2] - found.bbox[0])
    quality, weaknesses = judge(chip.astype(np.uint8, copy=False), width, inside(points, picture.shape), looks)
    return Face(box, points, looks, quality, weaknesses, np.asarray(found.normed_embedding, np.float32))


def _theirs(face: Face) -> Any:
    from insightface.app.common import Face as Theirs

    return Theirs(kps=np.asarray(face.landmarks, np.float32), embedding=np.asarray(face.identity, np.float32))


def _to_square(points: Floats) -> Any:
    return cv2.estimateAffinePartial2D(points.astype(np.float64), _ALIGNED, method=cv2.LMEDS)[0]


def _pose(points: Floats, shape: tuple[int, ...]) -> Pose:
    """From five points and a lens of ordinary width; good to ten degrees."""
    focal = 1.2 * max(shape[:2])
    camera = np.array([[focal, 0, shape[1] / 2], [0, focal, shape[0] / 2], [0, 0, 1]])
    solved, turn, _ = cv2.solvePnP(_POINTS, points.astype(np.float64), camera, np.zeros(4), flags=cv2.SOLVEPNP_SQPNP)
    return angles(np.asarray(cv2.Rodrigues(turn)[0])) if solved else Pose(0.0, 0.0, 0.0)


def _away(source: Face, target: Face) -> Pose:
    one, other = source.pose, target.pose
    return Pose(other.yaw - one.yaw, other.pitch - one.pitch, other.roll - one.roll)


def _painted(square: Pixels, matrix: Floats, shape: tuple[int, ...], keep: Keep) -> Painted | None:
    """The swapped square laid back where it came from, for the face's rectangle alone."""
    back = cv2.invertAffineTransform(np.asarray(matrix, np.float64))
    corners = np.array([[0, 0], [SIDE, 0], [0, SIDE], [SIDE, SIDE]]) @ back[:, :2].T + back[:, 2]
    x0, y0 = np.clip(np.floor(corners.min(0)), 0, shape[1::-1]).astype(int)
    x1, y1 = np.clip(np.ceil(corners.max(0)), 0, shape[1::-1]).astype(int)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    moved = np.asarray(back) - np.array([[0, 0, x0], [0, 0, y0]])
    size = (int(x1 - x0), int(y1 - y0))
    pixels = cv2.warpAffine(np.ascontiguousarray(square), moved, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(_mask(keep), moved, size, flags=cv2.INTER_LINEAR)
    return Painted(pixels.astype(np.uint8, copy=False), np.asarray(mask), (int(x0), int(y0), *size))


def _mask(keep: Keep) -> Floats:
    """(128, 128): an oval over the face, less what stays the target's."""
    hard = np.zeros((SIDE, SIDE), np.float32)
    middle, half = (SIDE // 2, SIDE // 2 + 4), SIDE // 2 - EDGE
    cv2.ellipse(hard, middle, (half - 6, half - 4), 0, 0, 360, 1.0, -1)
    depth = cv2.distanceTransform((hard > 0).astype(np.uint8), cv2.DIST_L2, 3) / FEATHER
    soft = np.clip(depth, 0, 1)
    soft = soft * soft * (3 - 2 * soft)
    for points, size in (((_ALIGNED[3:].mean(0),), (22, 11)) if keep.mouth else ((), (0, 0)), (_ALIGNED[:2] if keep.eyes else (), (12, 7))):
        for x, y in points:
            hole = np.zeros_like(hard)
            cv2.ellipse(hole, (round(x), round(y)), size, 0, 0, 360, 1.0, -1)
            soft = soft * (1 - cv2.GaussianBlur(hole, (0, 0), 2.5))
    return np.asarray(soft * keep.strength, np.float32)


def _refused(path: Path, detail: str) -> UnsafeFile:
    first = (detail.splitlines() or [""])[0][:200]
    return UnsafeFile(name=path.name, detail=f"InsightFace cannot use it ({first})", detail_es=f"InsightFace no puede usarlo ({first})")
