"""Videos through the whole studio: made by a worker, looked at before, killed on the way, and from the command line."""

from __future__ import annotations

import io
import json
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import numpy as np
import psutil
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray
from PIL import Image

from enfoads.api.schemas.videos import VideoResult
from enfoads.cli import cli

WAIT_S = 60
SCRIPT = "Hola, ¿qué tal? Mira esto."
QUICK: dict[str, Any] = {"voice_id": "espeak:es-419", "preset": "preview", "speed": 2, "brand": False}
SENTENCES = [f"{count} razones para elegir siempre el mejor café de la montaña." for count in ("Dos", "Tres", "Cuatro")]


def ask(server: Any, **fields: Any) -> str:
    answer = server.call("POST", "/render-video", json=QUICK | fields)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/api/jobs/{answer.json()['job']['id']}"
    return str(answer.json()["job"]["id"])


def until(condition: Callable[[], Any]) -> Any:
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def job_of(server: Any, id: str) -> dict[str, Any]:
    job: dict[str, Any] = server.call("GET", f"/api/jobs/{id}").json()
    return job


def preview(server: Any, *, color: str = "#336699", **fields: Any) -> Any:
    scenes = [{"narration": "Buenos días a todos los que nos ven hoy", "visual": {"color": color}}]
    return server.call("POST", "/render-preview", json={"scenes": scenes, "width": 180, "brand": False} | fields)


def pixels(answer: Any) -> NDArray[np.uint8]:
    assert answer.status_code == 200, answer.text
    with Image.open(io.BytesIO(answer.content)) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.fixture(scope="module")
def made(server: Any) -> dict[str, Any]:
    """A small ad, as its job says."""
    job = server.wait(ask(server, script=SCRIPT, title="¡Mira! 看"))
    assert job["status"] == "completed", job["error"]
    return dict(job)


def test_a_script_becomes_a_video_in_the_library_with_thumbnails_and_subtitles(server: Any, made: dict[str, Any]) -> None:
    result = VideoResult.model_validate(made["result"])
    asset = server.call("GET", f"/api/assets/{result.video.id}").json()
    assert (asset["type"], asset["name"], asset["width"], asset["height"], asset["ai_generated"]) == ("video", "¡Mira! 看", 540, 960, True)
    assert asset["recipe"]["script"] == SCRIPT
    assert "words" not in asset
    part = server.call("GET", result.url, headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content), part.content[4:8]) == (206, 100, b"ftyp")
    assert len(result.thumbnail_assets) == 3
    vtt = server.call("GET", result.vtt_url)
    assert vtt.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert vtt.text.startswith("WEBVTT")
    shown = [line for line in server.call("GET", result.srt_url).text.split("\n") if line and "-->" not in line and not line.isdigit()]
    assert " ".join(shown) == SCRIPT


def test_subtitles_go_with_their_video(server: Any, made: dict[str, Any]) -> None:
    video, address = made["result"]["video"]["id"], made["result"]["srt_url"]
    server.call("DELETE", f"/api/assets/{video}")
    assert server.call("GET", address).status_code == 404
    server.call("POST", f"/api/assets/{video}/restore")
    assert server.call("GET", address).status_code == 200
    assert server.call("GET", f"/api/assets/{made['result']['thumbnail_assets'][0]['id']}/subtitles.vtt").status_code == 404


def test_a_worker_killed_on_the_way_goes_on_where_it_was(server: Any) -> None:
    job_id = ask(server, script=" ".join(SENTENCES))
    until(lambda: job_of(server, job_id)["progress"] >= 55)
    encoder = next(one for one in server.processes() if "ffmpeg" in one.name())
    encoder.parent().send_signal(signal.SIGKILL)
    ended = server.wait(job_id)
    assert (ended["status"], ended["attempt"]) == ("completed", 2), ended["error"]
    scene = ended["result"]["scenes"][0]
    assert 0 < scene["rendered"] < scene["chapters"] == 3
    assert not list((server.data_dir / "staging").glob(f"{job_id}-*"))
    psutil.wait_procs([encoder], timeout=WAIT_S)
    assert not encoder.is_running()


def test_a_cancelled_video_leaves_no_file_and_no_encoder(server: Any) -> None:
    job_id = ask(server, script=" ".join(reversed(SENTENCES)))
    until(lambda: job_of(server, job_id)["stage"] == "animating")
    assert server.call("GET", f"/api/jobs/{job_id}/preview").status_code in (200, 404)
    server.call("POST", f"/api/jobs/{job_id}/cancel")
    assert server.wait(job_id)["status"] == "cancelled"
    until(lambda: not [one for one in server.processes() if "ffmpeg" in one.name()])
    assert not list((server.data_dir / "staging").glob(f"{job_id}-*"))
    assert server.call("GET", f"/api/assets/{job_id}_0").status_code == 404


def test_a_job_shows_ten_percent_as_soon_as_it_is_accepted(server: Any) -> None:
    server.call("POST", "/api/queue/pause")
    try:
        job_id = ask(server, script="Hola otra vez.")
        assert (job_of(server, job_id)["progress"], job_of(server, job_id)["status"]) == (10, "queued")
        server.call("POST", f"/api/jobs/{job_id}/cancel")
    finally:
        server.call("POST", "/api/queue/resume")


def test_a_preview_follows_the_caret(server: Any) -> None:
    first, last = preview(server, scene=0, caret=2), preview(server, scene=0, caret=39)
    assert pixels(first).shape == (320, 180, 3)
    assert 0 < float(first.headers["X-Video-Time"]) < 1 < float(last.headers["X-Video-Time"]) < 6
    assert np.abs(pixels(first).astype(int) - pixels(last)).max() > 100  # other words
    at = preview(server, t=float(last.headers["X-Video-Time"]))
    assert np.abs(pixels(at).astype(int) - pixels(last)).max() < 8
    assert not list((server.data_dir / "staging").glob("preview-*"))
    assert preview(server, t=1e300).json()["error"]["param"] == "t"


def test_a_preview_is_what_the_video_shows(server: Any, made: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "ad.mp4"
    path.write_bytes(server.call("GET", made["result"]["url"]).content)
    scenes = [{"narration": SCRIPT, "visual": {"avatar_id": made["params"]["scenes"][0]["visual"]["avatar"]["id"]}, "transition": "cut"}]
    shown = pixels(server.call("POST", "/render-preview", json=QUICK | {"scenes": scenes, "t": 0.0, "width": 540}))
    frame = clips.read(path)[0][..., ::-1].astype(int)
    assert np.abs(frame - shown)[:300].mean() < 4  # above the captions: background and head at rest


def test_the_first_word_of_a_scene_is_previewed_without_the_scene_before_it(server: Any) -> None:
    scenes = [
        {"narration": "Uno.", "visual": {"color": "#000000"}},
        {"narration": "Dos.", "visual": {"color": "#ffffff"}, "transition_s": 2},
    ]
    shown = server.call("POST", "/render-preview", json={"scenes": scenes, "width": 90, "brand": False, "scene": 1, "caret": 0})
    assert pixels(shown)[:20].min() > 240


def test_half_a_request_is_previewed_and_not_refused(server: Any) -> None:
    def scene(**fields: Any) -> Any:
        return server.call("POST", "/render-preview", json={"scenes": [{"visual": {"color": "#000000"}} | fields], "width": 90, "cta": {}})

    assert pixels(scene(narration="¿")).max() < 30
    assert pixels(scene(visual={"prompt": "a cat on a chair"})).mean() > 60  # where the picture will be
    assert pixels(scene(narration="Hola [pau")).any()
    assert scene(visual={"asset_id": "gone"}).json()["error"]["param"] == "scenes[0].visual.asset_id"


def test_the_safe_zone_is_shown_on_request(server: Any) -> None:
    shown = pixels(preview(server, color="#ffffff", safe_zone=True, captions={"style": "none"}))
    assert shown[5, 90].mean() < 200 < shown[120, 90].mean()


def test_while_somebody_types_only_the_latest_preview_is_drawn_and_nobody_is_turned_away(server: Any) -> None:
    pixels(preview(server))  # its worker is warm
    quick = next(one for one in server.processes() if "--lane" in (line := one.cmdline()) and line[line.index("--lane") + 1] == "quick")
    answers: dict[int, Any] = {}
    quick.suspend()
    try:
        threads = []
        for number in range(20):  # more than may wait for pictures
            threads.append(threading.Thread(target=lambda n=number: answers.__setitem__(n, preview(server, t=n / 10))))
            threads[-1].start()
            time.sleep(0 if number else 0.15)
        until(lambda: len(answers) == 18)
    finally:
        quick.resume()
    for thread in threads:
        thread.join()
    # The first had been begun; those between it and the latest are not worth drawing.
    assert sorted(answer.status_code for answer in answers.values()) == [200] * 2 + [409] * 18
    assert answers[0].status_code == 200
    assert {answer.json()["error"]["code"] for answer in answers.values() if answer.status_code == 409} == {"job_cancelled"}


def test_the_command_line_makes_a_video_with_subtitles_beside_it(server: Any, tmp_path: Path) -> None:
    Image.new("RGB", (60, 90), (200, 20, 20)).save(tmp_path / "red.png")
    (tmp_path / "scenes.json").write_text('[{"narration": "Hola.", "visual": {"asset_id": "red.png"}, "motion": "none"}]')
    command = ["--data-dir", str(server.data_dir), "video"]
    options = ["--preset", "preview", "--voice", "espeak:es-419", "--speed", "2", "--no-brand", "--captions", "none"]
    done = CliRunner().invoke(cli, [*command, str(tmp_path / "scenes.json"), *options, "--srt", "-o", str(tmp_path / "ad.mp4")])
    assert done.exit_code == 0, done.output
    assert "Hola." in (tmp_path / "ad.srt").read_text()
    assert clips.read(tmp_path / "ad.mp4")[5, 480, 270].argmax() == 2
    (tmp_path / "old.json").write_text(server.call("GET", "/api/jobs", params={"kind": "video"}).text)
    old = json.loads((tmp_path / "old.json").read_text())["items"][0]
    (tmp_path / "old.json").write_text(json.dumps(old))
    again = CliRunner().invoke(cli, [*command, str(tmp_path / "old.json"), "--json", "-o", str(tmp_path / "again.mp4")])
    assert [scene["rendered"] for scene in json.loads(again.stdout)["scenes"]] == [0] * len(old["result"]["scenes"])
    for wrong in (["--script", "Hola", str(tmp_path / "scenes.json")], [], ["--script", "Hola", "-o", "ad.mov"]):
        assert CliRunner().invoke(cli, [*command, *wrong]).exit_code != 0
    refused = CliRunner().invoke(cli, [*command, "--script", "Hola", "--background", "gone.png"])
    assert "gone.png" in str(refused.exception)
