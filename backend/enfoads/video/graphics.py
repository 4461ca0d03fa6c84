"""What lies over a scene beside its captions: logo, lower third, price, closing card, the mark that says AI made it."""

from __future__ import annotations

from enfoads.video.planes import Layer
from enfoads.video.timeline import Scene, Timeline


def graphic_layers(scene: Scene, timeline: Timeline) -> list[Layer]:
    """The layers of a scene, in the order they are drawn."""
    return []
