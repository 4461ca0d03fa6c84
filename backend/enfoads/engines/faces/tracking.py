"""Faces followed through a clip: from frame to frame by their mesh, found anew now and then, known again by who they are.

Frames come in short runs. New faces are looked for in the last frame of a run and traced back through it, so that nobody is
seen unswapped before being found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from enfoads.engines.faces.arrays import iou
from enfoads.engines.faces.base import Face, Floats, Pixels
from enfoads.engines.faces.cast import Cast, Member
from enfoads.engines.faces.facemesh import Mesh
from enfoads.engines.faces.steady import Memory, OneEuro, share

PRESENT = 0.5  # as in mediapipe.py
OVERLAP = 0.3  # intersection over union from which two boxes are one face: SORT's (Bewley 2016)
SOMEBODY_ELSE = 0.85  # identity distance at which another face has come into the place of a track's
PATIENCE_S = 0.6  # how long a face may be hidden, or not be found by the detector
CUT = 28.0  # mean grey levels between two frames, 32 x 18, from which it is another scene
STEADY_S = 0.12  # time constant of colours, masks and gates: three frames of 25


@dataclass(eq=False, slots=True)
class Track:
    """One face through consecutive frames. path: its mesh by number of the frame in the present run."""

    member: Member
    mesh: Mesh
    smooth: OneEuro
    memory: Memory
    path: dict[int, Mesh] = field(default_factory=dict)
    opacity: float | None = None  # None: not seen yet
    source: int = 0
    hidden: int = 0
    unfound: int = 0


class Tracker:
    def __init__(self, find: Callable[[Pixels], list[Face]], follow: Callable[[Pixels, Mesh], Mesh], cast: Cast, fps: float) -> None:
        """`find`: the faces of a picture. `follow`: the mesh of a face that is about where a mesh says."""
        self._find, self._follow, self._cast, self._fps = find, follow, cast, fps
        self._tracks: list[Track] = []
        self._before: Floats | None = None

    def run(self, frames: Sequence[Pixels]) -> tuple[list[Track], list[Face]]:
        """Follow everybody through the next frames: the tracks with a path in them, and the faces of the last frame."""
        for track in self._tracks:
            track.path = {}
        seen, scene = list(self._tracks), 0
        for number, frame in enumerate(frames):
            if self._is_cut(frame):
                self._tracks, scene = [], number
            for track in self._tracks:
                self._step(track, number, frame)
        self._tracks = [track for track in self._tracks if track.hidden <= PATIENCE_S * self._fps]
        found = self._find(frames[-1])
        fresh = self._match(found, len(frames) - 1)
        for face, member in fresh:
            track = Track(member, Mesh(face.landmarks, 1.0), OneEuro(self._fps), Memory(share(STEADY_S, self._fps)))
            self._trace_back(track, frames, scene)
            self._tracks.append(track)
            seen.append(track)
        self._tracks = [track for track in self._tracks if track.unfound <= PATIENCE_S * self._fps]
        return [track for track in seen if track.path or track in self._tracks], found

    def _step(self, track: Track, number: int, frame: Pixels) -> None:
        mesh = self._follow(frame, track.mesh)
        if mesh.presence > PRESENT and _inside(mesh, frame):
            track.mesh, track.path[number], track.hidden = mesh, mesh, 0
        else:
            track.hidden += 1

    def _match(self, found: list[Face], last: int) -> list[tuple[Face, Member]]:
        """Lay the faces of the last frame to tracks; who is left over is new there."""
        live = [track for track in self._tracks if last in track.path]
        members = self._cast.recognise(found)
        fresh, matched = [], set()
        boxes = np.array([_box(track.mesh.points) for track in live]) if live else np.zeros((0, 4))
        for face, member in zip(found, members, strict=True):
            near = iou(_box(face.landmarks), boxes) if live else np.zeros(0)
            at = int(near.argmax()) if len(near) else -1
            track = live[at] if at >= 0 and near[at] >= OVERLAP and at not in matched else None
            if track is None:
                fresh.append((face, member))
                continue
            matched.add(at)
            if track.member is member or track.member.distance(face.identity) < SOMEBODY_ELSE:
                track.unfound = 0
                track.member.learn(face.identity)
            else:
                self._tracks.remove(track)
                fresh.append((face, member))
        for at, track in enumerate(live):
            track.unfound += 0 if at in matched else last + 1
        return fresh

    def _trace_back(self, track: Track, frames: Sequence[Pixels], scene: int) -> None:
        """From the last frame towards the first of the scene, as far as the face is there and nobody else's."""
        last = len(frames) - 1
        track.path[last] = mesh = track.mesh
        for number in range(last - 1, scene - 1, -1):
            mesh = self._follow(frames[number], mesh)
            others = [_box(other.path[number].points) for other in self._tracks if number in other.path]
            if mesh.presence <= PRESENT or (others and iou(_box(mesh.points), np.array(others)).max() >= OVERLAP):
                return
            track.path[number] = mesh

    def _is_cut(self, frame: Pixels) -> bool:
        small = cv2.resize(frame, (32, 18), interpolation=cv2.INTER_AREA).astype(np.float32).mean(2)
        before, self._before = self._before, small
        return before is not None and float(np.abs(small - before).mean()) > CUT


def _box(points: Floats) -> Floats:
    return np.concatenate([points[:, :2].min(0), points[:, :2].max(0)])


def _inside(mesh: Mesh, frame: Pixels) -> bool:
    x, y = mesh.points[:, :2].mean(0)
    return bool(0 <= x < frame.shape[1] and 0 <= y < frame.shape[0])
