"""Enlarges a picture with a network of the Real-ESRGAN kind: tile by tile, so that any size fits into memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from enfoads.engines.finish.base import Check
from enfoads.engines.finish.network import Floats, Network
from enfoads.errors import IncompatibleCheckpoint

TILE, OVERLAP = 256, 16  # pixels of the small picture; what lies within OVERLAP of a tile's edge is taken from its neighbour
FEATURES = 64 * 8  # floats a pixel that an RRDB network holds at its widest (64 channels, dense blocks and the enlarged end)
FACTORS = (2, 3, 4, 8)


class OnnxUpscaler:
    """Takes and gives RGB from 0 to 1, (1, 3, H, W) to (1, 3, fH, fW), as Real-ESRGAN's exports do."""

    capabilities = frozenset({"upscale"})

    def __init__(self, name: str, path: Path, threads: int) -> None:
        self.name = name
        self._network = Network(name, path, threads)

    @property
    def weights_bytes(self) -> int:
        return self._network.weights_bytes

    def work_bytes(self, image: Image.Image) -> int:
        largest = min(image.width, TILE + 2 * OVERLAP) * min(image.height, TILE + 2 * OVERLAP)
        return largest * FEATURES * 4

    def load(self, device: str) -> None:
        self._network.load(device)

    def to_host(self) -> None:
        self.unload()

    def unload(self) -> None:
        self._network.unload()

    def upscale(self, image: Image.Image, check: Check) -> Image.Image:
        small = np.asarray(image.convert("RGB"), np.float32).transpose(2, 0, 1) / 255  # (3, H, W)
        height, width = small.shape[1:]
        large, factor = np.empty(0, np.uint8), 0
        for top in range(0, height, TILE):
            for left in range(0, width, TILE):
                check()
                bottom, right = min(top + TILE, height), min(left + TILE, width)
                y0, x0 = max(0, top - OVERLAP), max(0, left - OVERLAP)
                tile = small[:, y0 : min(bottom + OVERLAP, height), x0 : min(right + OVERLAP, width)]
                found = self._enlarged(tile)  # (3, f * h, f * w)
                if not factor:
                    factor = found.shape[1] // tile.shape[1]
                    large = np.empty((height * factor, width * factor, 3), np.uint8)
                inner = found[:, (top - y0) * factor : (bottom - y0) * factor, (left - x0) * factor : (right - x0) * factor]
                place = large[top * factor : bottom * factor, left * factor : right * factor]
                place[:] = np.rint(np.clip(inner, 0, 1) * 255).astype(np.uint8).transpose(1, 2, 0)
        return Image.fromarray(large)

    def _enlarged(self, tile: Floats) -> Floats:
        """Raises IncompatibleCheckpoint when the network gives something else than the same picture, larger."""
        found: Floats = self._network.run(tile[None])[0]
        if not any(found.shape == (3, factor * tile.shape[1], factor * tile.shape[2]) for factor in FACTORS):
            detail = f"{tile.shape} → {found.shape}"
            raise IncompatibleCheckpoint(model=self.name, detail=detail, detail_es=detail)
        return found
