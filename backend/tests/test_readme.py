"""Every curl example of the README, run as it stands there against a running studio."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from facepictures import as_file, astronaut, woman
from PIL import Image
from starterlora import starter_lora

from enfoads.settings import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
EXAMPLES = [block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "curl " in block]

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@pytest.fixture
def bucket() -> Iterator[str]:
    """Where the LoRA's address leads here: a server on this machine, which answers only to the signature. Its host:port."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            signed = self.path == "/style.safetensors?X-Amz-Expires=900&X-Amz-Signature=0123456789abcdef"
            data = starter_lora() if signed else b"AccessDenied"
            self.send_response(200 if signed else 403)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def example(mark: str) -> str:
    """The one example that has `mark` in it."""
    [found] = [block for block in EXAMPLES if mark in block]
    return found


def run(block: str, studio: Any, folder: Path, bucket: str = "") -> str:
    """What it prints. Only addresses are changed: those of the studio and of the bucket."""
    text = block.replace("http://127.0.0.1:5000", studio.address).replace("https://bucket.example", f"http://{bucket}")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", text],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PATH": path},
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_a_face_is_swapped_as_the_readme_does(server: Any, tmp_path: Path) -> None:
    (tmp_path / "me.jpg").write_bytes(as_file(astronaut()))
    (tmp_path / "scene.jpg").write_bytes(as_file(woman()))
    distance, _ = run(example("/face-swap"), server, tmp_path).split(" ", 1)
    assert 0 < float(distance) < 1
    with Image.open(tmp_path / "result.jpg") as picture:
        assert picture.size == woman().size


def pictures(answer: dict[str, Any]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(base64.b64decode(one["b64_json"]))) for one in answer["data"]]


def test_there_is_an_example_of_each_of_the_four_serving_styles() -> None:
    for mark in ("/generate-image", "/predict", "/v1/images/", "lora_url"):
        assert any(mark in block for block in EXAMPLES), mark


def test_the_studios_own_style(server: Any, tmp_path: Path) -> None:
    run(EXAMPLES[0], server, tmp_path)
    with Image.open(tmp_path / "apple.png") as picture:
        assert picture.size == (128, 128)


def test_a_picture_as_a_file_and_the_timing_report(server: Any, tmp_path: Path) -> None:
    printed = run(example("/predict"), server, tmp_path)
    with Image.open(tmp_path / "apple.png") as picture:
        assert picture.format == "PNG"
    assert re.search(r"X-Inference-Seconds: [\d.]+", printed)
    assert re.search(r"^denoise_s +[\d.]+ +[\d.]+$", printed, re.MULTILINE)


def test_openais_style(server: Any, tmp_path: Path) -> None:
    Image.new("RGB", (128, 128), "yellow").save(tmp_path / "apple.png")
    mask = Image.new("RGBA", (128, 128), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (64, 0, 128, 128))
    mask.save(tmp_path / "mask.png")
    printed = json.loads(run(example("/v1/images/"), server, tmp_path))
    assert server.http.get(printed["data"][0]["url"], timeout=30).headers["Content-Type"] == "image/jpeg"
    assert printed["size"] == "1080x1350"
    events = re.findall(r"^event: (.*)$", (tmp_path / "events.txt").read_text(), re.MULTILINE)
    assert events[-1] == "image_generation.completed"
    [edited] = pictures(json.loads((tmp_path / "edited.json").read_text()))
    assert edited.convert("RGB").getpixel((8, 64)) == (255, 255, 0)
    assert len(pictures(json.loads((tmp_path / "variations.json").read_text()))) == 2


def test_a_lora_behind_a_presigned_url(run_studio: Callable[..., Any], bucket: str, tmp_path: Path) -> None:
    studio = run_studio(ENFOADS_FETCH_ALLOW_HOSTS=bucket)
    run(example("lora_url"), studio, tmp_path, bucket)
    run(EXAMPLES[0], studio, tmp_path)
    assert (tmp_path / "styled.png").read_bytes() != (tmp_path / "apple.png").read_bytes()
    with Image.open(tmp_path / "styled.png") as styled, Image.open(tmp_path / "apple.png") as plain:
        assert styled.convert("RGB").tobytes() != plain.convert("RGB").tobytes()
    assert "0123456789abcdef" not in studio.call("GET", "/api/jobs").text
