"""A picture of unfinished latents: a linear map from latent channels to colours, for any number of channels and any factor."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

SIDE = 160  # pixels of the longer side
MAX_BYTES = 16 << 10


class Projector:
    """Each latent, with those around it, becomes a patch of pixels: colours = latents @ matrix + bias, from -1 (black) to 1 (white)."""

    def __init__(self, matrix: Sequence[Sequence[float]], bias: Sequence[float], kernel: int = 1, patch: int = 1) -> None:
        """`matrix`: (channels * kernel²) x (3 * patch²), for latents as the UNet sees them (scaled); `bias`: 3 * patch².

        Published factors are channels x 3: kernel 1, patch 1.
        """
        self.matrix = torch.tensor(matrix, dtype=torch.float32)
        self.bias = torch.tensor(bias, dtype=torch.float32)
        self.kernel, self.patch = kernel, patch

    def rgb(self, latents: torch.Tensor) -> Image.Image:
        """One small picture, `patch` pixels a latent. `latents`: (1, C, h, w) on any device."""
        values = latents.detach().to("cpu", torch.float32)
        colours = _around(values, self.kernel) @ self.matrix + self.bias  # (1, h, w, 3 * patch²)
        pixels = F.pixel_shuffle(colours.movedim(-1, 1), self.patch)[0].movedim(0, -1)  # (h * patch, w * patch, 3)
        array = pixels.nan_to_num().add(1).mul(127.5).clamp(0, 255).numpy().astype(np.uint8)
        return Image.fromarray(array)

    def jpeg(self, latents: torch.Tensor) -> bytes:
        """The same as a JPEG of at most 16 KB, its longer side `SIDE` pixels."""
        small = self.rgb(latents)
        scale = SIDE / max(small.size)
        size = (max(1, round(small.width * scale)), max(1, round(small.height * scale)))
        picture = small.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
        for quality in (80, 50, 20):
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=quality)
            if buffer.tell() <= MAX_BYTES:
                break
        return buffer.getvalue()


def fit(latents: torch.Tensor, pixels: torch.Tensor, kernel: int, patch: int) -> tuple[list[list[float]], list[float]]:
    """Least-squares `matrix` and `bias` for a `Projector`.

    `latents`: (N, C, h, w), scaled. `pixels`: the pictures they stand for, (N, 3, h * patch, w * patch), -1 to 1.
    """
    values = _around(latents, kernel).flatten(0, 2).double()
    values = torch.cat([values, torch.ones(len(values), 1, dtype=torch.float64)], 1)  # (N * h * w, C * kernel² + 1)
    colours = F.pixel_unshuffle(pixels, patch).movedim(1, -1).flatten(0, 2).double()  # (N * h * w, 3 * patch²)
    solution = torch.linalg.lstsq(values, colours).solution
    rows = [[round(float(value), 4) for value in row] for row in solution]
    return rows[:-1], rows[-1]


def _around(latents: torch.Tensor, kernel: int) -> torch.Tensor:
    """(N, C, h, w) to (N, h, w, C * kernel²): every latent with its neighbours; at the rim the outermost repeat."""
    if kernel == 1:
        return latents.movedim(1, -1)
    count, _, height, width = latents.shape
    padded = F.pad(latents, (kernel // 2,) * 4, mode="replicate")
    around: torch.Tensor = F.unfold(padded, kernel)  # (N, C * kernel², h * w)
    return around.movedim(1, -1).reshape(count, height, width, -1)
