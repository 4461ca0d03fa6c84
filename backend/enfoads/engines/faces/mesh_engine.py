"""The studio's own face swap: MediaPipe's detector and mesh, a mesh warp at the picture's own resolution, dlib's identity network.

Free for commercial use, 9 MB, no GPU. It paints the source's skin and features on the target's head: pose, outline, hair, expression
and light stay the target's. It cannot show what the source photo does not, so both must look about the same way.
"""

from __future__ import annotations

import time
from pathlib import Path
from threading import Lock

import numpy as np
from PIL import Image

from enfoads.engines.faces import canonical, identity, meshswap
from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.base import ClipTask, Face, Floats, Pixels, Pose, SwapResult, SwapTask
from enfoads.engines.faces.clip import MeshClip
from enfoads.engines.faces.enhancing import enhance
from enfoads.engines.faces.facemesh import Mesh
from enfoads.engines.faces.mediapipe import FaceFinder
from enfoads.engines.faces.paste import Keep, paste
from enfoads.engines.faces.pose import pose, turned
from enfoads.engines.faces.quality import inside, judge
from enfoads.engines.faces.swapping import Limits, nearest, refuse_turned, report
from enfoads.engines.faces.topology import LEFT_SIDE, RIGHT_SIDE

LIMITS = Limits(yaw=30.0, pitch=35.0, doubtful=25.0)  # between source and target; beyond, a side of the face is missing
BYTES_PER_PIXEL = 80  # of the face's box while it is drawn: maps, gains and masks in float32


class MeshEngine:
    """Engine of the catalog's entry `faces`. Small: loading costs 0.4 s, and it runs on the CPU wherever the studio runs."""

    name = "faces"
    capabilities = frozenset({"face-detection", "face-swap", "face-swap-video"})
    same_person = identity.SAME_PERSON

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self._folder, self._threads, self._lock = folder, threads, Lock()
        self._parts: Parts | None = None

    @property
    def weights_bytes(self) -> int:
        return sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file())

    def load(self, device: str) -> None:
        """`device` is not looked at: the work is too small for a GPU to help."""
        with self._lock:
            self._parts = self._parts or Parts(self._folder, self._threads)

    def to_host(self) -> None:
        """It never leaves the RAM."""

    def unload(self) -> None:
        with self._lock:
            self._parts = None

    def find(self, image: Image.Image) -> list[Face]:
        return self._loaded().find(to_bgr(image))

    def swap(self, task: SwapTask) -> SwapResult:
        parts, started = self._loaded(), time.perf_counter()
        chosen = [nearest(swap, _away) for swap in task.swaps]
        for index, away in chosen:
            refuse_turned(self.name, index, away, LIMITS, force=task.force)
        picture = to_bgr(task.image).copy()
        keep = Keep(task.strength, task.keep_mouth, task.keep_eyes)
        for swap, (index, _) in zip(task.swaps, chosen, strict=True):
            source = swap.sources[index]
            painted = parts.swapper.paint(to_bgr(source.image), source.face.landmarks, picture, swap.target.landmarks, keep)
            if painted is not None:
                paste(picture, enhance(painted, picture, task.enhancer))
        swapped = time.perf_counter()
        reports = [
            report(swap, index, away, parts.look_again(picture, swap.target), LIMITS, self.same_person)
            for swap, (index, away) in zip(task.swaps, chosen, strict=True)
        ]
        timings = {"swap_s": round(swapped - started, 4), "check_s": round(time.perf_counter() - swapped, 4)}
        return SwapResult(Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1])), reports, "cpu", timings)

    def clip(self, task: ClipTask) -> MeshClip:
        return MeshClip(self._loaded(), task, LIMITS, self.same_person)

    def work_bytes(self, task: SwapTask) -> int:
        largest = max((swap.target.box.width * swap.target.box.height for swap in task.swaps), default=0.0)
        return int(largest * 2 * BYTES_PER_PIXEL) + 6 * task.image.width * task.image.height

    def _loaded(self) -> Parts:
        if self._parts is None:
            self.load("cpu")
        assert self._parts is not None
        return self._parts


class Parts:
    """The networks and the mesh."""

    def __init__(self, folder: Path, threads: int) -> None:
        average = canonical.read(folder)
        self.average = average.vertices
        self.finder = FaceFinder(folder)
        self.identity = identity.IdentityNet(folder, threads)
        self.swapper = meshswap.MeshSwapper(average.vertices, average.triangles)

    def find(self, image: Pixels) -> list[Face]:
        faces = []
        for found in self.finder.find(image):
            points = found.mesh.points
            looks = pose(points, self.average)
            width = float(np.linalg.norm(points[LEFT_SIDE, :2] - points[RIGHT_SIDE, :2]))
            quality, weaknesses = judge(identity.chip(image, points), width, inside(points[:, :2], image.shape), looks)
            faces.append(Face(found.box, points, looks, quality, weaknesses, self.identity.embed(image, points)))
        return faces

    def look_again(self, result: Pixels, target: Face) -> Floats:
        """Identity of the face that is now where the target's was."""
        return self.identity.embed(result, self.finder.follow(result, Mesh(target.landmarks, 1.0)).points)


def _away(source: Face, target: Face) -> Pose:
    return turned(source.landmarks, target.landmarks)
