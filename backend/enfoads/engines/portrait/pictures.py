"""What a page shows of an avatar: a thumbnail, and a few seconds of it talking without sound."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image

from enfoads.engines.portrait.acting import perform
from enfoads.engines.portrait.base import Performance, Rig
from enfoads.engines.voice.base import TimedPhoneme
from enfoads.video.planes import colour_of, fill, frame_buffer, rgb_of

THUMBNAIL, PREVIEW = (320, 400), (240, 300)
SECONDS, FPS = 2.6, 10
MOST_BYTES = 60_000
BACKDROP = (226, 232, 240)
_SAID = "olaketalbjenbeniðo"  # any words: nobody hears them
_SOUND = 0.085  # seconds each


def thumbnail(rig: Rig, backdrop: tuple[int, int, int] = BACKDROP) -> bytes:
    """WebP: the avatar at rest."""
    return _webp([_frames(rig, THUMBNAIL, _at_rest(), backdrop)[0]], quality=86)


def preview(rig: Rig, backdrop: tuple[int, int, int] = BACKDROP, check: Callable[[], None] = lambda: None) -> bytes:
    """WebP that begins again where it ends, at most `MOST_BYTES` unless the picture is all noise."""
    frames = _frames(rig, PREVIEW, _talking(), backdrop, check)
    for quality in (70, 55, 40, 25, 10):
        check()
        made = _webp(frames, quality)
        if len(made) <= MOST_BYTES:
            break
    return made


def _talking() -> Performance:
    """A performance that ends as it begins: sound in the middle, one breath, one blink."""
    count = round(SECONDS * FPS)
    phonemes = [TimedPhoneme(one, 0.3 + number * _SOUND, 0.3 + (number + 1) * _SOUND) for number, one in enumerate(_SAID)]
    done = perform(phonemes, count, FPS, seed=1)
    t = np.arange(count) / count
    blink = np.zeros(count)
    blink[-4:-1] = 0.6, 1.0, 0.5
    sway = done.sway * np.sin(np.pi * t)[:, None] ** 2
    return Performance(done.mouth, blink, sway, 0.5 - 0.5 * np.cos(2 * np.pi * t))


def _at_rest() -> Performance:
    return Performance(np.array([[0.0, 0.5, 0.0]]), np.zeros(1), np.zeros((1, 3)), np.zeros(1))


def _frames(
    rig: Rig, size: tuple[int, int], performance: Performance, backdrop: tuple[int, int, int], check: Callable[[], None] = lambda: None
) -> list[Image.Image]:
    """Drawn at twice the size and halved: small pictures of thin lines are clearer so."""
    large = (size[0] * 2, size[1] * 2)
    layer, colour = rig.layer(performance, large, whole=True), colour_of(backdrop)
    frames = []
    for number in range(len(performance.blink)):
        check()
        _, planes = frame_buffer(*large)
        fill(planes, colour)
        layer.draw(planes, number)
        frames.append(Image.fromarray(rgb_of(planes)).resize(size, Image.Resampling.BOX))
    return frames


def _webp(frames: list[Image.Image], quality: int) -> bytes:
    target = io.BytesIO()
    several = {"save_all": True, "append_images": frames[1:], "duration": 1000 // FPS, "loop": 0, "minimize_size": True}
    frames[0].save(target, "WEBP", quality=quality, method=4, **(several if len(frames) > 1 else {}))
    return target.getvalue()
