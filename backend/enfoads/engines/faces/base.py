"""The face engines' contract: what is known of a face, what a swap takes, and what it says about its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from enfoads.engines.base import Engine

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.floating[Any]]
Pixels = NDArray[np.uint8]
"""A picture or a piece of one: (H, W, 3) BGR, as OpenCV keeps it."""


@dataclass(frozen=True, slots=True)
class FaceBox:
    """Where a face is, in pixels of the picture and inside it. `score`: how sure the detector is, 0 to 1."""

    x0: float
    y0: float
    x1: float
    y1: float
    score: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class FaceDetector(Protocol):
    """Finds faces. Safe to call from several threads; the calls take turns."""

    def detect(self, image: Image) -> list[FaceBox]:
        """The faces of an RGB picture, the largest first. No face: an empty list."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees away from facing the camera. yaw: to the picture's right; pitch: down; roll: clockwise."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face of a picture.

    landmarks: (N, 2) or (N, 3) in pixels of the picture, N the engine's own (468 mesh points, or 5).
    quality: how much an engine can make of it, 0 to 1; `weaknesses` says what it lacks (codes of `quality.WEAKNESSES`).
    identity: vector of the engine's own identity network, not to be mixed with another engine's.
    """

    box: FaceBox
    landmarks: Floats
    pose: Pose
    quality: float
    weaknesses: tuple[str, ...]
    identity: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A photo (RGB, upright) and the face in it that is meant."""

    image: Image
    face: Face


@dataclass(frozen=True, slots=True)
class FaceSwap:
    """One face to replace. `sources`: photos of one person; the one whose pose is nearest is taken."""

    sources: tuple[Portrait, ...]
    target: Face


class Enhancer(Protocol):
    """Makes a face sharper: GFPGAN and its like."""

    def enhance(self, face: Pixels) -> Pixels:
        """A square crop around a face, improved; same size."""


@dataclass(frozen=True, slots=True)
class SwapTask:
    """Faces to replace in one picture (RGB, upright). strength: 0 leaves the picture as it is, 1 replaces wholly.

    keep_mouth, keep_eyes: those stay the target's. force: also beyond the pose that the engine can do.
    """

    image: Image
    swaps: tuple[FaceSwap, ...]
    strength: float = 1.0
    keep_mouth: bool = False
    keep_eyes: bool = False
    force: bool = False
    enhancer: Enhancer | None = None


@dataclass(frozen=True, slots=True)
class FaceReport:
    """How one face came out.

    pose: the target's. turned: degrees of yaw between source and target. quality: 0 to 1, what can be expected of it.
    distance_before, distance_after: identity distance from the target, and from the result, to the source; below the engine's
    `same_person` the identity network takes them for one person. `source`: index of the photo that was taken. `warnings`: codes.
    """

    box: FaceBox
    pose: Pose
    turned: float
    quality: float
    distance_before: float
    distance_after: float
    source: int
    warnings: tuple[str, ...]


@dataclass(slots=True)
class SwapResult:
    """The picture, a report per swap in the task's order, and where it ran ("cpu", "cuda:0")."""

    image: Image
    faces: list[FaceReport]
    device: str
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClipTask:
    """Faces to replace through a clip. people: photos of each person that somebody in the clip is to become.

    references: (identity of somebody in the clip, index into people) for those who were chosen; nobody else is touched. None: one
    person goes on whoever is largest when somebody is first seen, several on those they are most like; `everybody`: all are replaced.
    """

    people: tuple[tuple[Portrait, ...], ...]
    fps: float
    references: tuple[tuple[Floats, int], ...] | None = None
    everybody: bool = False
    strength: float = 1.0
    keep_mouth: bool = False
    keep_eyes: bool = False
    force: bool = False


@dataclass(slots=True)
class ClipReport:
    """How one person came out: frames with a face for it, frames in which that was replaced, the most it was turned, and identity
    distances from the source, measured now and then."""

    seen: int = 0
    swapped: int = 0
    turned: float = 0.0
    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)


class ClipSwap(Protocol):
    """A swap through one clip, under way. frames, changed: how many it got, and how many of them it changed."""

    run_length: int
    reports: list[ClipReport]
    frames: int
    changed: int

    def __call__(self, frames: Sequence[Pixels]) -> None:
        """Swap in the next frames, in place: `run_length` of them, fewer at the end. A frame without a usable face stays as it is."""


class FaceEngine(Engine, Protocol):
    """Capability: face-swap. `same_person`: identity distance below which two faces count as one person's."""

    same_person: float

    def find(self, image: Image) -> list[Face]:
        """The faces of an RGB picture, the largest first."""

    def swap(self, task: SwapTask) -> SwapResult:
        """Replace faces. Raises FacePoseUnsupported unless `task.force`; nothing outside the faces' boxes changes."""

    def work_bytes(self, task: SwapTask) -> int:
        """Memory beyond the weights that `swap` needs, in bytes."""


class ClipEngine(FaceEngine, Protocol):
    """Capability: face-swap-video."""

    def clip(self, task: ClipTask) -> ClipSwap:
        """Begin a clip."""
