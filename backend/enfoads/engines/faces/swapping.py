"""What every face engine does around its swap: choose the photo, refuse what it cannot do, and report on the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from enfoads.engines.faces.base import Face, FaceReport, FaceSwap, Floats, Pose
from enfoads.errors import FacePoseUnsupported


@dataclass(frozen=True, slots=True)
class Limits:
    """Degrees between source and target: more yaw or pitch is refused, more than `doubtful` of either is warned of."""

    yaw: float
    pitch: float
    doubtful: float


def nearest(swap: FaceSwap, away: Callable[[Face, Face], Pose]) -> tuple[int, Pose]:
    """The photo that needs the least turning, and how much."""
    turns = [away(source.face, swap.target) for source in swap.sources]
    index = min(range(len(turns)), key=lambda one: abs(turns[one].yaw) + 0.7 * abs(turns[one].pitch))
    return index, turns[index]


def refuse_turned(model: str, index: int, away: Pose, limits: Limits, *, force: bool) -> None:
    """Raises FacePoseUnsupported unless `force`."""
    for degrees, limit in ((away.yaw, limits.yaw), (away.pitch, limits.pitch)):
        if abs(degrees) > limit and not force:
            names = {"name": f"source {index + 1}", "name_es": f"origen {index + 1}"}
            raise FacePoseUnsupported(param="source", source=index, model=model, degrees=round(abs(degrees)), limit=round(limit), **names)


def report(swap: FaceSwap, index: int, away: Pose, identity: Floats, limits: Limits, same_person: float) -> FaceReport:
    """`identity`: of the result, by the network that gave the faces theirs."""
    source, target = swap.sources[index].face, swap.target
    before, after = (float(np.linalg.norm(one - source.identity)) for one in (target.identity, identity))
    warnings = [f"source_{name}" for name in source.weaknesses] + [f"target_{name}" for name in target.weaknesses]
    if max(abs(away.yaw), abs(away.pitch)) > limits.doubtful:
        warnings.append("poses_differ")
    if after >= same_person:
        warnings.append("identity_weak")
    quality = min(source.quality, target.quality) * 0.25 ** ((away.yaw / limits.yaw) ** 2)
    return FaceReport(
        box=target.box,
        pose=target.pose,
        turned=round(abs(away.yaw), 1),
        quality=round(quality, 3),
        distance_before=round(before, 3),
        distance_after=round(after, 3),
        source=index,
        warnings=tuple(warnings),
    )
