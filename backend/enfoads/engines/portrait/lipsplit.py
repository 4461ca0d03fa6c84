"""A photo's mouth, opened and closed: the picture is split where the lips meet, and each side of it is moved over what lies between.

Teeth stay where the skull has them; lips slide over them. The upper lip hardly moves, the lower lip goes down with the chin and cheeks
follow. A portrait that smiles with its teeth keeps its own and can still shut its lips; behind closed lips teeth are drawn. All lengths
are in half widths of the mouth (`facepoints.mouth_axes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from enfoads.engines.faces.topology import CHIN, OVAL
from enfoads.engines.portrait.facepoints import INNER_LOWER, INNER_UPPER, NOSE_BASE, OUTER_LOWER, OUTER_UPPER, mouth_axes
from enfoads.engines.portrait.puppet import Box, ramp
from enfoads.video.planes import Pixels

Floats = NDArray[np.floating[Any]]

WIDEST = 0.55  # gap of a mouth that is all open; more looks like a cartoon's
_RAISED = 0.14  # share of the gap by which the upper lip rises
_UPPER = 0.35  # share of a smile that the upper lip closes
_TRIM = 0.045  # of each lip's edge that is left out where a smile is closed: teeth that the mesh took for lip
_ASIDE, _BELOW = 2.3, 0.9  # how far cheeks and neck move with it
_TOOTH = 0.19  # width of a drawn one
_FAIR = (199.0, 152.0, 130.0)  # skin in white light: what a face has beside it is its light's colour
_SOFT = 1.1  # pixels over which a lip's edge is blended
_COARSE = 2  # pixels between the points at which movement is worked out


class LipSplit:
    """`rgba`: (H, W, 4), the frame with the portrait in it; `points`: (468, ≥2) its mesh in pixels of the frame."""

    def __init__(self, rgba: Pixels, points: Floats) -> None:
        self._axes = axes = mouth_axes(points)
        self._chin = float(axes.of(points[CHIN, :2])[1])
        self._nose = float(axes.of(points[NOSE_BASE, :2])[1]) + 0.05
        self._curves = {
            name: axes.curve(points[numbers, :2])
            for name, numbers in (("iu", INNER_UPPER), ("il", INNER_LOWER), ("ou", OUTER_UPPER), ("ol", OUTER_LOWER))
        }
        self._inner = float(np.abs(self._curves["iu"][0][[0, -1]]).min())
        self._smile = float(np.interp(0.0, *self._curves["il"]) - np.interp(0.0, *self._curves["iu"]))
        self.box = self._reach(points, rgba.shape)
        self._rgba = np.ascontiguousarray(rgba[self.box.rows, self.box.columns])
        self._light = _skin(rgba, points)
        rows, columns = (np.arange(0, length + _COARSE, _COARSE) + (_COARSE - 1) / 2 for length in (self.box.height, self.box.width))
        x, y = np.meshgrid(columns, rows)
        self._x, self._y = x, y
        self._u, self._v = u, v = axes.of(np.dstack([x + self.box.x, y + self.box.y]))
        # How much of the mouth's width a place takes part in: nothing where the box ends, nor where a cheek meets what is behind it.
        still = ramp((v - self._nose) / 0.5) * ramp((self._chin + _BELOW - v) / 0.8) * ramp((_ASIDE - np.abs(u)) / 0.8)
        self._near = ramp((1.75 - np.abs(u)) / 1.1) * np.exp(-(((v - 0.1) / 0.9) ** 2)) * still

    def __call__(self, shape: Sequence[float]) -> Pixels:
        """(H, W, 4) of the box with the mouth in that shape: open, wide, round."""
        open, wide, rounded = shape
        u = self._u / (1 + (0.20 * (wide - 0.5) - 0.26 * rounded) * self._near)
        iu, il, ou, ol = (np.interp(u, *self._curves[name]) for name in ("iu", "il", "ou", "ol"))
        bare = np.maximum(il - iu, 0)  # between the lips as they are
        opening = WIDEST * open * (1 - 0.15 * rounded)
        parted = opening * np.clip(1 - (u / self._inner) ** 2, 0, 1) ** 0.6
        jaw = max(0.0, opening - self._smile)  # the chin goes down only as far as the lips need it
        closing = np.maximum(bare - parted, 0)
        corner = 0.13 * jaw * np.exp(-(((np.abs(u) - 1) / 0.4) ** 2))
        trim = _TRIM * np.clip(bare / 0.08, 0, 1) * np.clip(closing / 0.06, 0, 1)
        upper_edge, lower_edge = iu - trim, il + trim  # of what is kept of either lip
        upper = iu + _UPPER * closing - _RAISED * np.maximum(parted - bare, 0) + corner
        lower = upper + parted
        up, down = upper - upper_edge, lower - lower_edge
        v = self._v
        from_upper = v - up * _between(v, self._nose, np.minimum(ou + 0.9 * up, upper - 0.02))
        chin = 0.85 * jaw * (1 - ramp((np.abs(u) - 0.5) / (_ASIDE - 0.7)))
        lip_end = np.maximum(ol + down, lower + 0.05)
        sinking = down + (chin - down) * _between(v, lip_end, self._chin + chin)
        from_lower = v - sinking * (1 - _between(v, self._chin + chin, self._chin + _BELOW))
        return self._drawn(u, (from_upper, from_lower), (upper, lower), (iu, il), closing)

    def _drawn(
        self, u: Floats, sources: tuple[Floats, Floats], edges: tuple[Floats, Floats], bare: tuple[Floats, Floats], closing: Floats
    ) -> Pixels:
        """Either side of the split taken from where it comes from, and the mouth between them."""
        unit = self._axes.unit
        above, below = (self._taken(u, source) for source in sources)
        over, under = (self._fine((self._v - edge) * unit) for edge in edges)  # pixels below the upper lip, below the lower one
        inside = self._inside(u, edges, bare)
        upper, lower = (np.clip(0.5 + side / (2 * _SOFT), 0, 1)[..., None] for side in (-over, under))
        # Shut lips leave nothing between them: there the two sides share what the split leaves over.
        parted = self._fine((edges[1] - edges[0]) * unit)[..., None]
        between = (1 - upper) * (1 - lower) * np.clip(parted / (2 * _SOFT), 0, 1)
        share = lower / np.maximum(lower + upper * (1 - lower), 1e-3)
        shown = inside * between + (below * share + above * (1 - share)) * (1 - between)
        if self._smile > 0.03:
            # A soft shadow where a smile was shut: lips that meet have one.
            line = np.exp(-((over / (0.035 * unit)) ** 2)) * self._fine(
                np.clip(closing / 0.1, 0, 1) * np.clip((0.97 - np.abs(u)) / 0.15, 0, 1)
            )
            shown *= 1 - 0.5 * line[..., None] * np.clip(1 - parted / (0.08 * unit), 0, 1)
        drawn = self._rgba.copy()
        drawn[..., :3] = np.clip(shown + 0.5, 0, 255)
        return drawn

    def _inside(self, u: Floats, edges: tuple[Floats, Floats], bare: tuple[Floats, Floats]) -> Floats:
        """(H, W, 3): dark, a tongue, and the portrait's own teeth or drawn ones."""
        v, (upper, lower) = self._v, edges
        depth = np.clip((v - upper) / np.maximum(lower - upper, 0.02), 0, 1)
        span = np.clip(1 - (u / self._inner) ** 2, 0, 1)
        tongue = np.clip((depth - 0.62) / 0.38, 0, 1) * np.clip((lower - upper - 0.16) / 0.2, 0, 1) * span
        colour = np.array([44.0, 17.0, 19.0]) * (1 - 0.25 * depth[..., None])
        colour = (colour + (np.array([148.0, 70.0, 72.0]) - colour) * 0.75 * tongue[..., None]) * self._light
        soft = 0.035
        if self._smile > 0.07:
            own = np.clip((v - bare[0]) / soft, 0, 1) * np.clip((bare[1] - v) / soft, 0, 1)
            shown = self._fine(own)[..., None]
            return self._fine(colour) * (1 - shown) + self._rgba[..., :3] * shown
        reach = 0.17 * np.clip((lower - upper - 0.05) / 0.25, 0, 1) * np.sqrt(span)
        teeth = np.clip((upper + reach - v) / soft, 0, 1) * np.clip((0.85 - np.abs(u)) / 0.2, 0, 1) * (reach > 0.01)
        next_to = np.abs((np.arcsin(np.clip(u, -1, 1)) / _TOOTH + 0.5) % 1 - 0.5)  # another tooth, in widths of one
        shade = 0.76 + 0.22 * np.clip((v - upper) / 0.15, 0, 1) - 0.3 * u**2 - 0.16 * np.exp(-((next_to / 0.09) ** 2))
        enamel = np.array([224.0, 212.0, 196.0]) * self._light * shade[..., None]
        return self._fine(colour + (np.clip(enamel, 0, 235) - colour) * 0.85 * teeth[..., None])

    def _taken(self, u: Floats, v: Floats) -> Floats:
        """(H, W, 3): each point of the box from where u and v are in the portrait."""
        x, y = self._axes.places(u, v)
        taken = cv2.remap(
            self._rgba, self._fine(x - self.box.x), self._fine(y - self.box.y), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(taken, np.float32)[..., :3]

    def _fine(self, coarse: Floats) -> Floats:
        """What is known at some points, at every pixel of the box."""
        size = coarse.shape[1] * _COARSE, coarse.shape[0] * _COARSE
        return np.asarray(cv2.resize(coarse.astype(np.float32), size), np.float32)[: self.box.height, : self.box.width]

    def _reach(self, points: Floats, shape: tuple[int, ...]) -> Box:
        """The box of everything that moves."""
        corners = [self._axes.places(u, v) for u in (-_ASIDE, _ASIDE) for v in (self._nose - 0.15, self._chin + _BELOW + 0.1)]
        low, high = np.min(corners, 0), np.max(corners, 0)
        return Box.around(low[0], low[1], high[0], high[1], (shape[1], shape[0]))


def _between(v: Floats, start: Floats | float, end: Floats | float) -> Floats:
    """0 up to `start`, 1 from `end` on."""
    return ramp((v - start) / np.maximum(np.subtract(end, start), 0.02))


def _skin(rgba: Pixels, points: Floats) -> Floats:
    """The light on the face, as factors of red, green and blue; 1 is a fair one in good, white light."""
    mask = np.zeros(rgba.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(points[OVAL, :2]).astype(np.int32), 1)
    seen = np.maximum(cv2.mean(rgba, mask)[:3], 1.0)
    cast = (seen / _FAIR) ** 0.6
    light: Floats = cast / cast.mean() * np.clip(seen.mean() / 150, 0.35, 1.15)
    return light
