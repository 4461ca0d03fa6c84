"""A clip through the whole studio: sent, swapped by a worker, played; cancelled; and with the worker killed on the way."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import insightface
import psutil
import pytest
from click.testing import CliRunner
from PIL import Image

from enfoads.cli import cli

WAIT_S = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Somebody who looks at the camera, from the group picture that comes with insightface."""
    path = tmp_path_factory.mktemp("source") / "ana.png"
    Image.open(Path(insightface.__file__).parent / "data/images/t1.jpg").crop((0, 180, 270, 450)).save(path)
    return path.read_bytes()


def film(folder: Path, frames: int) -> bytes:
    return clips.write(folder / "film.mp4", clips.moving(clips.astronaut(), frames, (320, 240)), sound=True).read_bytes()


def ask(server: Any, source: bytes, target: bytes | None, **fields: str) -> Any:
    files = [("source", ("ana.png", source))] + ([("target", ("holiday.mp4", target))] if target else [])
    return server.call("POST", "/face-swap", files=files, data={"consent": "true"} | fields)


def until(condition: Callable[[], Any]) -> Any:
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def ffmpegs(server: Any) -> list[psutil.Process]:
    return [process for process in server.processes() if "ffmpeg" in process.name()]


def left_behind(server: Any, job_id: str) -> list[str]:
    return [path.name for path in (server.data_dir / "staging").glob(f"{job_id}-*")]


def encoding(server: Any, job_id: str) -> list[psutil.Process]:
    """Decoder and encoder, once the file is being written; before, nothing."""
    found = ffmpegs(server)
    return found if len(found) == 2 and left_behind(server, job_id) else []


def test_a_clip_is_accepted_at_once_and_becomes_a_video_with_its_trail(server: Any, source: bytes, tmp_path: Path) -> None:
    answer = ask(server, source, film(tmp_path, 6))
    assert answer.status_code == 202, answer.text
    job = answer.json()["job"]
    assert (job["kind"], job["id"][:5]) == ("video_swap", "swap_")
    ended = server.wait(job["id"])
    assert ended["status"] == "completed", ended
    result = ended["result"]
    assert (result["frames"], result["frames_changed"], result["engine"]) == (6, 6, "mesh")
    asset = server.call("GET", f"/api/assets/{result['asset']['id']}").json()
    assert (asset["type"], asset["width"], asset["height"], asset["name"], asset["ai_generated"]) == ("video", 320, 240, "holiday", True)
    audit = server.call("GET", f"/api/assets/{asset['id']}/audit").json()
    assert (audit["engine"], audit["job_id"], len(audit["sources"])) == ("mesh", job["id"], 1)
    again = ask(server, source, None, target_asset_id=asset["id"], keep_mouth="true", label="true")
    assert again.status_code == 202, again.text
    assert server.wait(again.json()["job"]["id"])["status"] == "completed"


@pytest.mark.parametrize(("fields", "code"), [({"engine": "mesh", "enhance": "true"}, 501), ({"consent": "false"}, 422)])
def test_what_a_clip_cannot_have_is_said_at_once(server: Any, source: bytes, tmp_path: Path, fields: dict[str, str], code: int) -> None:
    answer = ask(server, source, film(tmp_path, 2), **fields)
    assert answer.status_code == code
    assert answer.json()["error"]["param"] in ("enhance", "consent")


def test_a_killed_worker_leaves_no_encoder_and_a_cancel_no_file(server: Any, source: bytes, tmp_path: Path) -> None:
    job_id = ask(server, source, film(tmp_path, 150)).json()["job"]["id"]
    first = until(lambda: encoding(server, job_id))
    worker = first[0].parent()
    assert worker is not None
    worker.send_signal(signal.SIGKILL)
    psutil.wait_procs(first, timeout=WAIT_S)
    assert not [process for process in first if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]
    second = until(lambda: encoding(server, job_id))
    assert len(left_behind(server, job_id)) == 1
    assert server.call("GET", f"/api/jobs/{job_id}").json()["attempt"] == 2
    server.call("POST", f"/api/jobs/{job_id}/cancel")
    assert server.wait(job_id)["status"] == "cancelled"
    psutil.wait_procs(second, timeout=WAIT_S)
    until(lambda: not ffmpegs(server) and not left_behind(server, job_id))


def test_the_command_line_takes_a_film_and_writes_one(server: Any, source: bytes, tmp_path: Path) -> None:
    film(tmp_path, 3)
    (tmp_path / "ana.png").write_bytes(source)
    command = ["--data-dir", str(server.data_dir), "swap", str(tmp_path / "ana.png"), str(tmp_path / "film.mp4"), "--consent"]
    refused = CliRunner().invoke(cli, [*command, "-o", str(tmp_path / "out.png")])
    assert refused.exit_code == 1
    done = CliRunner().invoke(cli, [*command, "-o", str(tmp_path / "out.mp4")])
    assert done.exit_code == 0, done.output
    assert "3 of 3 frames" in done.stderr
    assert clips.read(tmp_path / "out.mp4").shape == (3, 240, 320, 3)
