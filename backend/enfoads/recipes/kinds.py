"""The kinds of job, their lane and the function that makes them. Read by the server, so nothing here imports a model library."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from enfoads.jobs.context import JobContext
    from enfoads.jobs.job import Lane


class Recipe(Protocol):
    def __call__(self, params: dict[str, Any], ctx: JobContext) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """`prefix` starts the job's id; `recipe` is `module:function` in this package; `time_limit`: seconds, None: settings.job_timeout.

    `accepted`: percent that a job shows as soon as it is accepted.
    """

    name: str
    prefix: str
    lane: Lane
    recipe: str
    time_limit: float | None = None
    accepted: float = 0.0

    def load(self) -> Recipe:
        """Import the recipe. Only workers call this: it may pull in torch."""
        module, _, function = self.recipe.partition(":")
        loaded: Recipe = getattr(import_module(f"enfoads.recipes.{module}"), function)
        return loaded


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("image", "img", "gpu", "image:generate"),
        Kind("upload", "up", "quick", "upload:check"),
        Kind("input", "in", "quick", "input:check"),
        # A lane follows from the engine: the studio's own faces need no device, InsightFace wants it.
        Kind("face_detect", "face", "quick", "face_detect:detect"),
        Kind("face_detect_gpu", "face", "gpu", "face_detect:detect"),
        Kind("face_swap", "swap", "quick", "face_swap:swap"),
        Kind("face_swap_gpu", "swap", "gpu", "face_swap:swap"),
        Kind("video_swap", "swap", "media", "video_swap:swap", time_limit=4 * 3600),  # ten minutes of 1080p on two cores take two hours
        Kind("speech", "aud", "media", "speech:say", time_limit=3600),
        Kind("transcribe", "txt", "media", "transcribe:transcribe", time_limit=3600),
        Kind("transcribe_gpu", "txt", "gpu", "transcribe:transcribe", time_limit=3600),
        Kind("avatar", "ava", "quick", "avatar:make"),
        Kind("video", "vid", "media", "video:render", time_limit=4 * 3600, accepted=10),
        Kind("video_frame", "frame", "quick", "video_frame:draw"),
        Kind("model_pull", "mdl", "media", "model_pull:pull", time_limit=24 * 3600),  # 7 GB over a slow line
    )
}
