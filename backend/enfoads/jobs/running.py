"""The job a worker is running: what recipes see as `ctx` (`context.JobContext`), over the pipe to the server."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from enfoads.errors import EnfoadsError, JobCancelled
from enfoads.jobs.pipe import Message, Pipe

if TYPE_CHECKING:
    from enfoads.gpu.manager import GpuManager
    from enfoads.settings import Settings

log = logging.getLogger(__name__)

PROGRESS_S = 0.2  # a page redraws a bar five times a second at most
PREVIEW_S = 0.3
PREVIEW_BYTES = 16 * 1024  # api.md: largest `job_preview`
ALIVE_S = 1.0  # how often a busy job says that it is not hung


class RunningJob:
    """One attempt at one job. The recipe's threads call the methods of JobContext; the worker's reader calls the rest."""

    def __init__(self, order: Message, pipe: Pipe, settings: Settings, gpu: Callable[[], GpuManager]) -> None:
        """`order` is the server's `job` message: id, kind, params, attempt."""
        self.job_id: str = order["id"]
        self.kind: str = order["kind"]
        self.params: dict[str, Any] = order["params"]
        self.attempt: int = order["attempt"]
        self.settings = settings
        self._gpu = gpu
        self._pipe = pipe
        self._cancelled = threading.Event()
        self._numbers = itertools.count(1)
        self._answers: dict[int, SimpleQueue[Message]] = {}
        self._progress_lock = threading.Lock()
        self._held: Message | None = None  # the latest progress, while it is too soon to send it
        self._stage = ""
        self._progress_at = self._preview_at = self._said_at = float("-inf")

    # What recipes call

    @property
    def gpu(self) -> GpuManager:
        return self._gpu()

    def progress(self, percent: float | None, stage: str, *, step: int | None = None, steps: int | None = None, message: str = "") -> None:
        with self._progress_lock:
            self._held = {"type": "progress", "percent": percent, "stage": stage, "step": step, "steps": steps, "message": message}
            if stage != self._stage or time.monotonic() - self._progress_at >= PROGRESS_S:
                self._stage = stage
                self._send_held()

    def preview(self, jpeg: bytes) -> None:
        now = time.monotonic()
        if len(jpeg) > PREVIEW_BYTES:
            log.warning("a preview of %d bytes is too large and was dropped", len(jpeg))
        elif now - self._preview_at >= PREVIEW_S:
            self._preview_at = now
            self._say({"type": "preview"}, jpeg)

    def check_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise JobCancelled()
        if time.monotonic() - self._said_at >= ALIVE_S:
            self._say({"type": "alive"})

    def staging_path(self, suffix: str) -> Path:
        folder = self.settings.staging_dir
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.job_id}-{self.attempt}-{next(self._numbers)}{suffix}"

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
        file: Message = {"path": str(path), "index": index, "type": type, "mime": mime, "prompt": prompt, "name": name}
        file |= {"recipe": recipe, "ai_generated": ai_generated, "source": source, "duration_s": duration_s, "audit": audit, "words": words}
        looks = self._looks(path if type == "image" else poster)
        if poster is not None:
            poster.unlink(missing_ok=True)
        if type == "audio":  # its waveform's size and colour are not its own
            looks |= {"width": None, "height": None, "color": None}
        return self._ask("save_file", file=file | looks)

    def run(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        return self._ask("run", kind=kind, params=params)

    # What the worker calls

    def flush(self) -> None:
        """Send progress that was held back, so that the last of a burst is never lost."""
        with self._progress_lock:
            self._send_held()

    def cancel(self) -> None:
        self._cancelled.set()

    def answer(self, reply: Message) -> None:
        """The server's answer to a question; one that nobody waits for is ignored."""
        if waiting := self._answers.get(reply["request"]):
            waiting.put(reply)

    def abandon(self) -> None:
        """The server is gone: end at the next step, and wait for no answer."""
        self.cancel()
        for waiting in list(self._answers.values()):
            waiting.put({"error": JobCancelled().to_record()})

    def _looks(self, path: Path | None) -> dict[str, Any]:
        """Size, colour and thumbnail of a picture, made here because it costs time that the server does not have."""
        if path is None:
            return {"width": None, "height": None, "color": None, "thumbnail": None}
        from enfoads.library.thumbnails import make as make_thumbnail

        thumbnail = self.staging_path(".webp")
        info = make_thumbnail(path, thumbnail)
        return {"width": info.width, "height": info.height, "color": info.color, "thumbnail": str(thumbnail)}

    def _ask(self, what: str, **question: Any) -> dict[str, Any]:
        self.flush()
        request = next(self._numbers)
        answers = self._answers[request] = SimpleQueue()
        try:
            self._say({"type": what, "request": request, **question})
            reply = answers.get()
        finally:
            del self._answers[request]
        if "error" in reply:
            raise EnfoadsError.from_record(reply["error"])
        value: dict[str, Any] = reply["value"]
        return value

    def _send_held(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self._progress_at = time.monotonic()
            self._say(held)

    def _say(self, message: Message, blob: bytes = b"") -> None:
        self._said_at = time.monotonic()
        self._pipe.send({**message, "id": self.job_id}, blob)
