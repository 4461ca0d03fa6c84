"""Swapping faces through a clip: who is tracked is painted over steadily, and fades out where the engine cannot follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from enfoads.engines.faces.arrays import to_bgr
from enfoads.engines.faces.base import ClipReport, ClipTask, Face, Floats, Pixels, Pose
from enfoads.engines.faces.cast import Cast
from enfoads.engines.faces.meshswap import size
from enfoads.engines.faces.paste import Keep, paste
from enfoads.engines.faces.pose import turned
from enfoads.engines.faces.steady import share
from enfoads.engines.faces.swapping import Limits
from enfoads.engines.faces.tracking import STEADY_S, Track, Tracker

if TYPE_CHECKING:
    from enfoads.engines.faces.mesh_engine import Parts

RUN = 5  # frames of a run: at 25 a second the detector looks five times a second
INVISIBLE = 0.02
CHANGE_PHOTO = 8.0  # degrees by which another photo must be nearer before it takes over


class _Photo(NamedTuple):
    pixels: Pixels
    face: Face


class MeshClip:
    """State of one clip: hand over its frames in order. Not for several threads."""

    run_length = RUN

    def __init__(self, parts: Parts, task: ClipTask, limits: Limits, same_person: float) -> None:
        self._parts, self._task, self._limits = parts, task, limits
        self._people = [[_Photo(to_bgr(one.image), one.face) for one in photos] for photos in task.people]
        self._tracker = Tracker(parts.find, parts.finder.follow, Cast(task, same_person), task.fps)
        self._rate = share(STEADY_S, task.fps)
        self.reports = [ClipReport() for _ in task.people]
        self.frames = self.changed = 0

    def __call__(self, frames: Sequence[Pixels]) -> None:
        """Swap in these frames, in place: the next `run_length` of the clip, or fewer at its end."""
        tracks, found = self._tracker.run(frames)
        wanted = [track for track in tracks if track.member.becomes is not None]
        for number, frame in enumerate(frames):
            painted = [self._paint(track, number, frame) for track in wanted]
            self.changed += any(painted)
        self.frames += len(frames)
        self._measure(wanted, found, frames[-1], len(frames) - 1)

    def _paint(self, track: Track, number: int, frame: Pixels) -> bool:
        """Whether anything of the frame was changed."""
        person = track.member.becomes
        assert person is not None
        mesh = track.path.get(number)
        if mesh is None:  # hidden: it comes back as softly as it would have gone
            track.opacity = (track.opacity or 0.0) * (1 - self._rate)
            return False
        report = self.reports[person]
        report.seen += 1
        points = track.smooth(mesh.points, size(mesh.points))
        photo, away = self._photo(track, person, points)
        gate = self._gate(away) * float(np.clip((mesh.presence - 0.5) / 0.3, 0, 1))
        track.opacity = gate if track.opacity is None else track.opacity + self._rate * (gate - track.opacity)
        report.turned = max(report.turned, abs(away.yaw))
        if track.opacity < INVISIBLE:
            track.memory.forget()
            return False
        keep = Keep(self._task.strength * track.opacity, self._task.keep_mouth, self._task.keep_eyes)
        painted = self._parts.swapper.paint(photo.pixels, photo.face.landmarks, frame, points, keep, track.memory)
        if painted is None:
            return False
        paste(frame, painted)
        report.swapped += 1
        return True

    def _photo(self, track: Track, person: int, points: Floats) -> tuple[_Photo, Pose]:
        """The photo that needs the least turning; a change needs a reason, or two would alternate."""
        photos = self._people[person]
        turns = [turned(photo.face.landmarks, points) for photo in photos]
        costs = [abs(one.yaw) + 0.7 * abs(one.pitch) for one in turns]
        best = int(np.argmin(costs))
        if track.opacity is None or costs[best] + CHANGE_PHOTO < costs[track.source]:
            track.source = best
        return photos[track.source], turns[track.source]

    def _gate(self, away: Pose) -> float:
        """1 as far as the engine can turn a face, 0 beyond, with a slope between."""
        if self._task.force:
            return 1.0
        limits = self._limits
        room = min(limits.yaw - abs(away.yaw), limits.pitch - abs(away.pitch))
        return float(np.clip(room / (limits.yaw - limits.doubtful), 0, 1))

    def _measure(self, tracks: list[Track], found: list[Face], frame: Pixels, last: int) -> None:
        """Identity before and after, in the last frame of the run."""
        for track in tracks:
            mesh, person = track.path.get(last), track.member.becomes
            if mesh is None or person is None or not found or (track.opacity or 0.0) < 0.9:
                continue
            before = min(found, key=lambda face, at=mesh.points: float(np.abs(face.landmarks - at).mean()))  # type: ignore[misc]
            source = self._people[person][track.source].face
            self.reports[person].before.append(float(np.linalg.norm(before.identity - source.identity)))
            after = self._parts.look_again(frame, before)
            self.reports[person].after.append(float(np.linalg.norm(after - source.identity)))
