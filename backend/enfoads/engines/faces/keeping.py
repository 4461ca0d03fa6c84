"""What of the target's own mouth and eyes stays: a weight for each, a steady function of both faces, so that a clip does not flicker."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from enfoads.engines.faces import colour, masks
from enfoads.engines.faces.base import Floats, Pixels
from enfoads.engines.faces.geometry import eye_opening, openness
from enfoads.engines.faces.paste import Keep
from enfoads.engines.faces.topology import EYES, SKIN

OPEN = (0.012, 0.03)  # share of the face's height between the lips: from the first on, the target's own teeth come through
LAUGH = (0.025, 0.035)  # by how much more the source's mouth is open: a mouth cannot be closed by painting
BLINK = (0.64, 0.54)  # opening of the source's eyes over the target's, under which they cannot do what the target's do
SQUINT = (0.62, 0.54)  # the other way round: lids can be drawn together farther than apart
SHUT = (0.225, 0.2)  # opening of eyes that are closed or look at the floor: what the mesh says of shut eyes is 0.19
AWAKE = 1.18  # of two faces of which one has shut eyes the other must have this much wider ones to matter
LID = (0.5, 0.3)  # colour of an eye's palest tenth over the skin's from which on lids are seen, and what that takes off the opening


@dataclass(frozen=True, slots=True)
class Look:
    """How open a face's mouth and eyes are: the gap between the lips over the face's height, that between the lids over the eye's width."""

    mouth: float
    eyes: float


@dataclass(frozen=True, slots=True)
class Kept:
    """Weights from 0 (the source's) to 1 (the target's own): of what is between the lips, of the mouth with the lips, of the eyes
    between the lids, and of the eyes with the lids."""

    teeth: float
    mouth: float
    eyes: float
    lids: float


def look(pixels: Pixels, points: Floats) -> Look:
    """The mesh calls a squint, or lids over eyes that look down, half open: an eye as colourful as the skin counts for less."""
    return Look(openness(points), eye_opening(points) * (1 - LID[1] * float(np.clip(_lidded(pixels, points[:, :2]) - LID[0], 0, 1))))


def weigh(source: Look, target: Look, keep: Keep) -> Kept:
    """The target's stays when asked for, and when the source's cannot do what the target's does."""
    closed = ramp(source.eyes / max(target.eyes, 1e-6), *BLINK)
    squinting = ramp(target.eyes / max(source.eyes, 1e-6), *SQUINT)
    asleep = ramp(target.eyes, *SHUT) * ramp(source.eyes / max(target.eyes, 1e-6), AWAKE, AWAKE + 0.1)
    return Kept(
        teeth=ramp(target.mouth, *OPEN),
        mouth=max(float(keep.mouth), ramp(source.mouth - target.mouth, *LAUGH)),
        eyes=float(keep.eyes),
        lids=max(closed, squinting, asleep),
    )


def kept_mask(kept: Kept, shape: tuple[int, ...], points: Floats, face: float) -> Floats:
    """(H, W), 0 to 1, for a target's points (468, 2) in a piece of this shape."""
    drawn = [(kept.teeth, masks.mouth), (kept.mouth, masks.whole_mouth), (kept.eyes, masks.between_lids), (kept.lids, masks.lids)]
    whole = np.zeros(shape[:2], np.float32)
    for weight, draw in drawn:
        if weight > 0:
            whole = np.maximum(whole, weight * draw(shape, points, face))
    return whole


def ramp(value: float, low: float, high: float) -> float:
    """0 at `low`, 1 at `high`, which may be the smaller one."""
    return float(np.clip((value - low) / (high - low), 0, 1))


def _lidded(pixels: Pixels, points: Floats) -> float:
    """How colourful the palest tenth of both eyes is, the skin's colour being 1: whites are pale, lids are skin."""
    height, width = pixels.shape[:2]
    inside = cv2.erode(masks.fill(pixels.shape, *(points[eye] for eye in EYES)), np.ones((3, 3), np.uint8)) > 0.5
    places = np.round(points[SKIN]).astype(int)
    places = places[(places >= 0).all(1) & (places < (width, height)).all(1)]
    if not inside.any() or len(places) < 8:
        return 0.0
    colourful = np.hypot(*np.moveaxis(colour.lab(pixels)[..., 1:], 2, 0))
    skin = float(np.median(colourful[places[:, 1], places[:, 0]]))
    return float(np.percentile(colourful[inside], 10)) / max(skin, 4.0)
