"""What a recipe is handed: progress that is thinned but never lost, files, and questions to the server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from enfoads.errors import JobCancelled, NotFound
from enfoads.jobs.pipe import Message, Pipe
from enfoads.jobs.running import PREVIEW_BYTES, RunningJob
from enfoads.settings import Settings


class Ends:
    """A running job and the server's end of its pipe."""

    def __init__(self, data_dir: Path) -> None:
        ours, theirs = socket.socketpair()
        self.server, self._worker = Pipe(ours), Pipe(theirs)
        order: Message = {"id": "img_1", "kind": "image", "params": {}, "attempt": 1}
        self.job = RunningJob(order, self._worker, Settings(data_dir=data_dir), lambda: None)  # type: ignore[arg-type,return-value]

    def heard(self) -> list[Message]:
        found = []
        while self.server.poll(0):
            found.append(self.server.receive()[0])
        return found

    def close(self) -> None:
        self.server.close()
        self._worker.close()


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    ends = Ends(tmp_path)
    yield ends
    ends.close()


def test_a_thousand_steps_a_second_become_a_few_messages_and_the_last_arrives(ends: Ends) -> None:
    for step in range(1000):
        ends.job.progress(step / 10, "denoising", step=step, steps=1000)
    assert len(ends.heard()) < 20
    ends.job.flush()
    assert [message["step"] for message in ends.heard()] == [999]


def test_every_stage_is_told_however_short(ends: Ends) -> None:
    for stage in ("loading", "encoding", "denoising", "decoding", "saving"):
        ends.job.progress(None, stage)
    assert [message["stage"] for message in ends.heard()] == ["loading", "encoding", "denoising", "decoding", "saving"]


def test_previews_are_few_and_small(ends: Ends) -> None:
    ends.job.preview(b"x" * (PREVIEW_BYTES + 1))
    for _ in range(100):
        ends.job.preview(b"x" * PREVIEW_BYTES)
    assert [message["type"] for message in ends.heard()] == ["preview"]


def test_asking_whether_it_was_cancelled_is_a_sign_of_life(ends: Ends) -> None:
    ends.job.check_cancelled()
    ends.job.check_cancelled()
    assert [message["type"] for message in ends.heard()] == ["alive"]
    ends.job.cancel()
    with pytest.raises(JobCancelled):
        ends.job.check_cancelled()


def _serve(ends: Ends, reply: dict[str, Any]) -> list[Message]:
    """Answer the job's next question with `reply`; the list gets the question."""
    asked: list[Message] = []

    def answer() -> None:
        asked.append(ends.server.receive()[0])
        ends.job.answer({"type": "answer", "request": asked[0]["request"], **reply})

    threading.Thread(target=answer, daemon=True).start()
    return asked


def test_a_picture_is_handed_over_with_its_size_colour_and_thumbnail(ends: Ends) -> None:
    path = ends.job.staging_path(".png")
    Image.new("RGB", (640, 320), (255, 200, 0)).save(path)
    asked = _serve(ends, {"value": {"id": "img_1_1"}})
    asset = ends.job.save_file(path, index=1, type="image", mime="image/png", prompt="una hamburguesa", recipe={"seed": 7})
    assert asset == {"id": "img_1_1"}
    file = asked[0]["file"]
    assert (file["path"], file["index"], file["width"], file["height"], file["recipe"]) == (str(path), 1, 640, 320, {"seed": 7})
    assert file["color"].startswith("#f")
    with Image.open(file["thumbnail"]) as thumbnail:
        assert thumbnail.format == "WEBP"
    assert {Path(file[name]).parent for name in ("path", "thumbnail")} == {ends.job.settings.staging_dir}
    assert path.name.startswith("img_1-"), "the server removes what an ended job left by this name"


def test_the_servers_error_is_raised_where_it_was_asked(ends: Ends) -> None:
    _serve(ends, {"error": NotFound(kind="model", id="x").to_record()})
    with pytest.raises(NotFound, match="x"):
        ends.job.run("image", {})


def test_a_question_to_a_server_that_is_gone_ends_the_job(ends: Ends) -> None:
    threading.Timer(0.1, ends.job.abandon).start()
    begun = time.monotonic()
    with pytest.raises(JobCancelled):
        ends.job.run("image", {})
    assert time.monotonic() - begun < 5
    with pytest.raises(JobCancelled):
        ends.job.check_cancelled()
