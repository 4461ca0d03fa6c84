"""The presenters' contract: what an avatar is, what it is made to do, and how it is drawn.

An avatar's mouth has three numbers, whatever draws it: `open`, `wide` and `round`, each 0 to 1 (`engines/voice/visemes.py` makes them
from phonemes). A drawing engine turns them into pixels and knows nothing of speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:  # the server reads records and imports neither of these
    import numpy as np
    from numpy.typing import NDArray

    from enfoads.video.planes import Planes

    Track = NDArray[np.floating[Any]]

AvatarKind = Literal["cartoon", "photo"]


class AvatarRecord(BaseModel):
    """An avatar as data. Cartoon: `style` and `options` of the drawing. Photo: `path` and `sha256` of the portrait."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: AvatarKind
    style: str = ""
    options: dict[str, Any] = {}
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """What an avatar does, frame by frame of its scene.

    mouth: (N, 3) open, wide, round. blink: (N,), 1 is shut. sway: (N, 3) head moved right and down as shares of its width, and
    turned clockwise in degrees. breath: (N,), 0 to 1.
    """

    mouth: Track
    blink: Track
    sway: Track
    breath: Track


class Head(NamedTuple):
    """Where a figure's face is at rest, in pixels of the frame: its middle, its chin, and how wide it is."""

    x: float
    chin: float
    width: float


class Figure(Protocol):
    """An avatar in a scene: a layer that knows where its head is, so that nothing is laid over it."""

    head: Head

    def draw(self, frame: Planes, number: int) -> None:
        """As `video.planes.Layer`."""


class Rig(Protocol):
    """An avatar ready to be drawn. Made once per worker and avatar; cheap to ask for layers."""

    def layer(self, performance: Performance, size: tuple[int, int], *, whole: bool) -> Figure:
        """The avatar in frames of `size` (width, height).

        `whole`: nothing is behind it that should be seen, so a photo fills the frame; else it stands before its background.
        """
