"""What a video may be, by name, and how large it is: pixels by preset and aspect. Plain data that everything may read."""

from __future__ import annotations

from typing import Literal

Aspect = Literal["9:16", "1:1", "4:5", "16:9"]
Platform = Literal["all", "tiktok", "reels", "shorts", "meta", "youtube"]
Preset = Literal["preview", "draft", "final"]
MotionKind = Literal["none", "zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down"]
TransitionKind = Literal["cut", "fade", "slide", "wipe", "zoom", "push"]
CaptionStyle = Literal["highlight", "pop", "box", "one_word", "karaoke", "plain", "none"]

FPS = 30
_FINAL: dict[Aspect, tuple[int, int]] = {"9:16": (1080, 1920), "1:1": (1080, 1080), "4:5": (1080, 1350), "16:9": (1920, 1080)}
_HALF: dict[Aspect, tuple[int, int]] = {"9:16": (540, 960), "1:1": (540, 540), "4:5": (544, 680), "16:9": (960, 540)}
SIZES: dict[Preset, dict[Aspect, tuple[int, int]]] = {"preview": _HALF, "draft": _HALF, "final": _FINAL}
"""(width, height), even. A draft is a quarter of the pixels; preview and draft differ in how carefully they are encoded."""


def frame_size(aspect: Aspect, width: int) -> tuple[int, int]:
    """An even size of this aspect, about `width` wide: of a frame that is shown on its own."""
    across, down = (int(part) for part in aspect.split(":"))
    even = max(2, width // 2 * 2)
    return even, max(2, round(even * down / across / 2) * 2)
