"""Which way a face looks, and how one face is laid over another: similarity transforms in three dimensions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from enfoads.engines.faces.base import Floats, Pose
from enfoads.engines.faces.topology import STEADY


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """points -> scale * rotation @ (points - centre) + place"""

    scale: float
    rotation: Floats
    centre: Floats
    place: Floats

    def __call__(self, points: Floats) -> Floats:
        return self.scale * (points - self.centre) @ self.rotation.T + self.place


def align(moving: Floats, fixed: Floats) -> Similarity:
    """The similarity that lays one mesh (468, 3) over another, by the points that speaking moves least (Umeyama 1991)."""
    a, b = moving[STEADY], fixed[STEADY]
    centre, place = a.mean(0), b.mean(0)
    u, stretch, vt = np.linalg.svd((a - centre).T @ (b - place))
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(vt.T @ u.T))])
    rotation = vt.T @ np.diag(flip) @ u.T
    return Similarity(float((stretch * flip).sum() / ((a - centre) ** 2).sum()), rotation, centre, place)


def pose(points: Floats, canonical: Floats) -> Pose:
    """Where a face looks, against the average face looking at the camera."""
    return angles(align(canonical, points).rotation)


def turned(source: Floats, target: Floats) -> Pose:
    """How far a source mesh must be turned to lie on a target mesh."""
    return angles(align(source, target).rotation)


def angles(rotation: Floats) -> Pose:
    """Degrees of a rotation in the picture's axes: x right, y down, z away from the viewer."""
    yaw = np.degrees(np.arctan2(-rotation[2, 0], np.hypot(rotation[2, 1], rotation[2, 2])))
    pitch = np.degrees(np.arctan2(rotation[2, 1], rotation[2, 2]))
    roll = np.degrees(np.arctan2(rotation[1, 0], rotation[0, 0]))
    return Pose(float(yaw), float(pitch), float(roll))
