"""Where denoising begins when there is a picture to start from, and how what is kept of it stays.

One method of inpainting for every checkpoint (RePaint without resampling, https://arxiv.org/abs/2201.09865): after each step what is
kept is put back into the latents, with as much noise as the next step expects. The UNet needs no channels of its own for a mask.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


@dataclass(frozen=True, slots=True)
class Start:
    """A picture as latents, all (1, C, h, w) in float32. `redraw`: (1, 1, h, w), 1 where something new is drawn; None: everywhere.

    `afresh`: what is redrawn begins as noise alone, so nothing of the old picture shines through.
    """

    latents: torch.Tensor
    noise: torch.Tensor
    redraw: torch.Tensor | None = None
    afresh: bool = False

    def begin(self, scheduler: Any, timestep: torch.Tensor) -> torch.Tensor:
        """The latents before the first step. `timestep`: (1,), the one that comes first."""
        noisy: torch.Tensor = scheduler.add_noise(self.latents, self.noise, timestep)
        if self.redraw is None or not self.afresh:
            return noisy
        return self._merged(self.noise * scheduler.init_noise_sigma, noisy)

    def keep(self, drawn: torch.Tensor, scheduler: Any, timestep: torch.Tensor) -> torch.Tensor:
        """`drawn` with the kept part put back. `timestep`: (1,), the one that comes next; empty after the last step."""
        if self.redraw is None:
            return drawn
        known = scheduler.add_noise(self.latents, self.noise, timestep) if len(timestep) else self.latents
        return self._merged(drawn.float(), known).to(drawn.dtype)

    def _merged(self, drawn: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        assert self.redraw is not None
        return torch.where(self.redraw > 0, drawn, known)


def steps_to_run(steps: int, strength: float, longest: int) -> tuple[int, int]:
    """(steps of the whole schedule, how many of them, the last ones, are run): diffusers' share of `steps`, but at least one.

    A strength too small for a whole step gets a finer schedule, at most `longest`, whose last step alone is run.
    """
    steps = min(steps, longest)
    share = int(steps * strength + 1e-6)  # 0.7 * 10 is below 7
    return (steps, min(share, steps)) if share else (max(steps, min(math.ceil(1 / strength), longest)), 1)


def to_pixels(picture: Image.Image, device: torch.device) -> torch.Tensor:
    """(1, 3, H, W) from -1 to 1, float32."""
    values = torch.from_numpy(np.array(picture.convert("RGB"), dtype=np.float32)).to(device)
    return values.movedim(-1, 0)[None] / 127.5 - 1


def to_redraw(mask: Image.Image, factor: int, device: torch.device) -> torch.Tensor:
    """(1, 1, H/factor, W/factor) of 0 and 1: a latent is drawn anew when any pixel it covers shows something of it."""
    values = torch.from_numpy(np.array(mask.convert("L"), dtype=np.float32)).to(device)
    return F.max_pool2d(values[None, None], factor).gt(0).float()


def paste(drawn: Image.Image, picture: Image.Image, mask: Image.Image) -> Image.Image:
    """`drawn` where the mask is 255, the very pixels of `picture` where it is 0, in between a blend of both."""
    return Image.composite(drawn, picture.convert("RGB"), mask.convert("L"))
