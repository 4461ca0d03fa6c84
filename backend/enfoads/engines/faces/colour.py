"""Skin, and how the source's skin takes on the target's colour and light.

The change is a gain per channel that varies slowly over the face and is measured on skin alone. A gain leaves dark things dark, so
brows, lashes and nostrils take no cast; eyes take the colour of the target's eyes and not of its skin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.base import Floats, Pixels
from enfoads.engines.faces.steady import Memory

LIGHT = 0.11  # of the face's width: finer shading than this stays the source's own
GAIN_RANGE = (0.45, 2.2)
CONTRAST_RANGE, COLOUR_RANGE = (0.55, 1.2), (0.3, 1.1)
MEET, MOST, FADE = 0.04, 60.0, 0.4  # face widths; levels; share of rim around a pixel at which half of the difference is made up for
EYE_RANGE = (0.75, 1.35)
GREY = 3.0  # levels between the channels, on average, under which a picture has no colour
MIN_WHITE = 20.0  # pixels of an eye: fewer tell no colour
_LUMINANCE = np.array([0.114, 0.587, 0.299], np.float32)  # of B, G, R
SURE, UNSURE = 2.6, 4.2  # Mahalanobis distances at which a colour is surely skin, and surely not
HAIRY = (3.0, 5.0)  # times the skin's own variation: still skin, surely hair
SPREAD = np.diag([60.0, 7.0, 7.0])  # added to the covariance of the samples: light differs over a face more than colour


def lab(image: Pixels) -> Floats:
    """L 0 to 100, a, b."""
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_BGR2LAB))


def skin(colours: Floats, points: Floats, face: float, spread: Floats = SPREAD) -> Floats:
    """How likely each pixel is this person's skin, (H, W), 0 to 1, from the colours at points (N, 2) that are skin on most."""
    height, width = colours.shape[:2]
    radius = max(1, int(face * 0.02))
    inside = points[(points >= 0).all(1) & (points[:, 0] < width - 0.5) & (points[:, 1] < height - 0.5)]
    places = np.round(inside).astype(int)
    samples = cv2.blur(colours, (2 * radius + 1,) * 2)[places[:, 1], places[:, 0]]
    if len(samples) < 8:  # most of the face is outside the picture
        return np.ones((height, width), np.float32)
    middle = np.median(samples, 0)
    usual = 3.5 * 1.4826 * np.median(np.abs(samples - middle), 0) + 4
    kept = samples[(np.abs(samples - middle) < usual).all(1)]
    samples = kept if len(kept) > 6 else samples
    inverse = np.linalg.inv(np.cov(samples.T) + spread).astype(np.float32)
    away = (colours - samples.mean(0)).astype(np.float32)
    far = np.sqrt(np.maximum((away @ inverse * away).sum(-1), 0))
    likely = np.clip((UNSURE - far) / (UNSURE - SURE), 0, 1) * _smooth(colours[..., 0], places, face)
    likely = (likely * 255).astype(np.uint8)
    return np.asarray(blur(cv2.medianBlur(likely, 3).astype(np.float32) / 255, face * 0.012))


def _smooth(light: Floats, places: NDArray[np.intp], face: float) -> Floats:
    """1 where light varies as on the skin at `places`, 0 where it varies as in hair: fair hair has the colour of skin."""
    grain = np.sqrt(blur((light - blur(light, face * 0.012)) ** 2, face * 0.02))
    usual = float(np.median(grain[places[:, 1], places[:, 0]])) + 0.5
    return np.asarray(np.clip((HAIRY[1] - grain / usual) / (HAIRY[1] - HAIRY[0]), 0, 1))


def blur(field: Any, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(field, (0, 0), max(0.6, sigma)))


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """One face for `tone`: pixels (H, W, 3); and (H, W) from 0 to 1: likely skin, `bare` of features, `white` between the lids."""

    pixels: Pixels
    skin: Floats
    bare: Floats
    white: Floats


def tone(source: Surface, target: Surface, face: float, memory: Memory) -> Floats:
    """The source's pixels (H, W, 3) with the target's light on their skin.

    Eyes are lit as the skin is, but take the colour of the target's eyes. Detail on skin gets the target's contrast, in light and in
    colour apart: a saturated or hard-lit photo would stain a soft one. `memory`: of the frames before, in a clip.
    """
    mine, theirs = target.skin * target.bare, source.skin * source.bare
    here, there = _average(target.pixels, mine, face), _average(source.pixels, theirs, face)
    ratio = memory("gain", np.clip((here + 4) / (there + 4), *GAIN_RANGE))
    plain = (ratio @ _LUMINANCE)[..., None]
    white = source.white[..., None]
    gain = plain * ((1 - white) * ratio / plain + white * memory("eyes", _between_eyes(source, target, ratio / plain)))
    light, colour = _split((source.pixels - there) * gain)
    wanted_light, wanted_colour = _split(target.pixels - here)
    harder = memory("contrast", np.clip(_deviation(wanted_light, mine) / _deviation(light, theirs), *CONTRAST_RANGE))
    richer = memory("colour", np.clip(_deviation(wanted_colour, mine) / _deviation(colour, theirs), *COLOUR_RANGE))
    contrast = 1 + (harder - 1) * (source.skin * source.bare)[..., None]
    richness = 1 + (richer - 1) * source.bare[..., None]
    toned = there * gain + light * contrast + colour * richness
    if float(np.ptp(target.pixels, axis=2).mean()) < GREY:  # a photo in black and white has grey lips too
        return np.asarray(np.broadcast_to((toned @ _LUMINANCE)[..., None], toned.shape))
    return np.asarray(toned)


def meet(painted: Floats, target: Pixels, mask: Floats, skin: Floats, face: float) -> Floats:
    """The painted face (H, W, 3) drawn towards the target's own colours where the mask (H, W) ends, so that no edge is left.

    What differs along the rim, on the target's `skin` (H, W) alone, is spread inwards and fades there within MEET face widths.
    """
    step = max(1, int(MEET * face / 3))
    size, sigma = (max(1, mask.shape[1] // step), max(1, mask.shape[0] // step)), MEET * face / step
    rim = skin * 4 * mask * (1 - mask)
    missing = np.clip(target - painted, -MOST, MOST) * rim[..., None]
    values, total = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (missing, rim))
    spread = blur(values, sigma) / (blur(total, sigma)[..., None] + FADE)
    return np.asarray(painted + cv2.resize(spread, mask.shape[::-1], interpolation=cv2.INTER_LINEAR))


def _between_eyes(source: Surface, target: Surface, skin: Floats) -> Floats:
    """Colour of the target's eyes over that of the source's, its luminance 1; the skin's where one of them shows no eyes."""
    if min(float(one.white.sum()) for one in (source, target)) < MIN_WHITE:
        return skin
    mine, theirs = ((one.pixels * one.white[..., None]).sum((0, 1)) / one.white.sum() + 4 for one in (target, source))
    ratio = mine / theirs
    return np.asarray(np.clip(ratio / (ratio @ _LUMINANCE), *EYE_RANGE))


def _split(detail: Floats) -> tuple[Floats, Floats]:
    """The part that is the same in all channels, and the rest."""
    light = (detail @ _LUMINANCE)[..., None]
    return light, detail - light


def _deviation(detail: Floats, weight: Floats) -> float:
    weight = weight**4
    return float(np.sqrt(((detail**2).mean(-1) * weight).sum() / max(float(weight.sum()), 1e-6))) + 0.5


def _average(picture: Pixels, weight: Floats, face: float) -> Floats:
    """The picture where there is weight, blurred; where there is little, what is farther around, then the mean of all."""
    height, width = weight.shape
    step = max(1, int(LIGHT * face / 4))
    size, sigma = (max(1, width // step), max(1, height // step)), LIGHT * face / step
    weighted = picture * weight[..., None]
    values, total = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (weighted, weight))
    mean = weighted.sum((0, 1)) / max(float(weight.sum()), 1e-6)
    wide = (blur(values, 3 * sigma) + 0.02 * mean) / (blur(total, 3 * sigma)[..., None] + 0.02)
    near = (blur(values, sigma) + 0.08 * wide) / (blur(total, sigma)[..., None] + 0.08)
    return np.asarray(cv2.resize(near, (width, height), interpolation=cv2.INTER_LINEAR))
