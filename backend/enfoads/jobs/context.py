"""What a recipe is handed: the only way from a running job to the rest of the studio.

Recipes and engines see this Protocol and nothing else of `jobs`. `jobs/running.py` implements it over the pipe to the
server; tests implement it in ten lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from enfoads.gpu.manager import GpuManager
    from enfoads.settings import Settings


class JobContext(Protocol):
    """A running job, seen from its recipe."""

    job_id: str
    attempt: int
    settings: Settings

    @property
    def gpu(self) -> GpuManager:
        """The worker's only way to a device; made when it is first asked for."""

    def progress(self, percent: float | None, stage: str, *, step: int | None = None, steps: int | None = None, message: str = "") -> None:
        """Report how far the job is. `percent` 0 to 100, None while it cannot be known (a model loads). Cheap: call it every step."""

    def preview(self, jpeg: bytes) -> None:
        """Show a picture of the unfinished result, at most 16 KB; may be dropped."""

    def check_cancelled(self) -> None:
        """Raise `errors.JobCancelled` when the person has cancelled. Call it at least once a step."""

    def staging_path(self, suffix: str) -> Path:
        """A new file name in the staging folder, on the same disk as the library."""

    def save_file(
        self,
        path: Path,
        *,
        index: int,
        type: str,
        mime: str,
        prompt: str = "",
        name: str = "",
        recipe: dict[str, Any] | None = None,
        ai_generated: bool = True,
        source: str = "generated",
        duration_s: float | None = None,
        poster: Path | None = None,
        audit: dict[str, Any] | None = None,
        words: Sequence[tuple[str, float, float]] | None = None,
    ) -> dict[str, Any]:
        """Give a finished file to the library (it is moved) and return the asset's public record.

        `poster`: a frame of a video, upright and at its size, or a sound's waveform; its thumbnail stands for the file. It is removed.
        `audit`: of a result with somebody's face in it, `{"consent", "sources", "target", "engine", "models"}` (`schemas.faces.Audit`).
        `words`: what is said in a video, with the seconds it begins and ends at; its subtitles are made from them.
        The asset's id is `<job_id>_<index>`, so a job that runs twice writes the same assets.
        """

    def run(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        """Run another job as this one's child and return its result; raises the child's error.

        From `media` to `gpu` and from both to `quick`, so that no lane ever waits for itself; else NotSupported.
        """
