"""Cuts the subject of a picture out with a salience network (U²-Net, IS-Net, BiRefNet and their like).

The libraries that do this around the same networks cannot be used here: the ones that are kept up need a Pillow that MoviePy
does not take, and all of them fetch their weights behind the person's back.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from enfoads.engines.finish.network import Floats, Network
from enfoads.models.entry import MattingDefaults

FEATURES = 64 * 6  # floats an input pixel that these networks hold at their widest
NEAR, NEARER = 90, 6  # pixels around an edge over which its colours are gathered (Forte, arXiv:2006.14970, section 3)


class OnnxMatting:
    """Input size, colour statistics and activation come from the catalog."""

    capabilities = frozenset({"matting"})

    def __init__(self, name: str, path: Path, settings: MattingDefaults, threads: int) -> None:
        self.name = name
        self._network = Network(name, path, threads)
        self._settings = settings

    @property
    def weights_bytes(self) -> int:
        return self._network.weights_bytes

    def work_bytes(self, image: Image.Image) -> int:
        return self._settings.side**2 * FEATURES * 4 + image.width * image.height * 3 * 4 * 6

    def load(self, device: str) -> None:
        self._network.load(device)

    def to_host(self) -> None:
        self.unload()

    def unload(self) -> None:
        self._network.unload()

    def cut_out(self, image: Image.Image) -> Image.Image:
        pixels = np.asarray(image.convert("RGB"), np.float32) / 255  # (H, W, 3)
        alpha = self._alpha(image)  # (H, W)
        subject: Floats = pixels
        around: Floats = pixels
        for reach in (NEAR, NEARER):
            subject, around = _unmixed(pixels, subject, around, alpha, reach)
        return Image.fromarray(np.rint(np.dstack([subject, alpha]) * 255).astype(np.uint8))

    def _alpha(self, image: Image.Image) -> Floats:
        """(H, W) from 0, surroundings, to 1, subject."""
        it = self._settings
        small = np.asarray(image.convert("RGB").resize((it.side, it.side), Image.Resampling.LANCZOS), np.float32) / 255
        planes = ((small - np.array(it.mean, np.float32)) / np.array(it.std, np.float32)).transpose(2, 0, 1)[None]
        found = self._network.run(planes)[0, 0]
        if it.activation == "sigmoid":
            found = 1 / (1 + np.exp(-found.clip(-60, 60)))
        alpha: Floats = cv2.resize(found, image.size, interpolation=cv2.INTER_LINEAR).clip(0, 1)
        return alpha


def _unmixed(pixels: Floats, subject: Floats, around: Floats, alpha: Floats, reach: int) -> tuple[Floats, Floats]:
    """Colours of subject and surroundings, (H, W, 3) each, where an edge pixel is a mix of both: without it edges keep a halo."""
    share, window = alpha[..., None], (reach, reach)

    def gathered(colours: Floats, weight: Floats) -> Floats:
        total = cv2.blur(weight, window)[..., None] + 1e-5
        found: Floats = cv2.blur(colours * weight[..., None], window) / total
        return found

    subject, around = gathered(subject, alpha), gathered(around, 1 - alpha)
    return (subject + share * (pixels - share * subject - (1 - share) * around)).clip(0, 1), around
