"""Where text may stand so that a platform's own buttons and titles do not cover it, as shares of width and height.

9:16: what the platforms' players cover, as their advertisers' guides show it, rounded up. Elsewhere nothing is laid over the picture, and
5 % are kept for looks. Read by the server too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from enfoads.video.formats import Aspect, Platform


class Box(NamedTuple):
    """Shares of width and height, 0 to 1 from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """left, top, right, bottom in pixels, rounded inwards."""
        return -int(-self.left * width // 1), -int(-self.top * height // 1), int(self.right * width), int(self.bottom * height)


@dataclass(frozen=True, slots=True)
class PlatformRules:
    """`tall`: the safe box in 9:16. `lufs`: how loud the platform plays; `peak_dbtp`: what its encoder leaves unclipped."""

    id: Platform
    name: str
    tall: Box
    lufs: float = -14.0
    peak_dbtp: float = -1.0


PLATFORMS: dict[Platform, PlatformRules] = {
    rules.id: rules
    for rules in (
        PlatformRules("all", "Reels, TikTok, Shorts", Box(0.06, 0.14, 0.85, 0.65)),
        PlatformRules("tiktok", "TikTok", Box(0.06, 0.10, 0.86, 0.76)),
        PlatformRules("reels", "Instagram Reels", Box(0.06, 0.14, 0.86, 0.65)),
        PlatformRules("shorts", "YouTube Shorts", Box(0.06, 0.12, 0.85, 0.72)),
        PlatformRules("meta", "Facebook, Instagram", Box(0.06, 0.14, 0.94, 0.65)),
        PlatformRules("youtube", "YouTube", Box(0.05, 0.05, 0.95, 0.90)),
    )
}
_FRAMED = Box(0.05, 0.05, 0.95, 0.95)
_CAPTIONS: dict[Aspect, float] = {"9:16": 0.60, "4:5": 0.80, "1:1": 0.82, "16:9": 0.85}


def safe_box(aspect: Aspect, platform: Platform) -> Box:
    """Where text and logos may stand."""
    if aspect == "9:16":
        return PLATFORMS[platform].tall
    if platform == "youtube" and aspect == "16:9":
        return Box(0.05, 0.05, 0.95, 0.90)  # the player's bar
    return _FRAMED


def caption_y(aspect: Aspect, platform: Platform) -> float:
    """Where captions are best read: the share of the height their centre lies at."""
    box = safe_box(aspect, platform)
    return min(_CAPTIONS[aspect], box.bottom - 0.065)  # two lines fit below it
