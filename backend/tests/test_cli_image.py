"""`enfoads image`: with and without a running studio, from files, in batches, and stopped half way."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from commandline import answer, enfoads
from PIL import Image
from starterlora import starter_lora

from enfoads.commands import image_request

QUICK = ("--steps", "4", "--width", "64", "--height", "64", "--seed", "3")


def test_a_picture_without_a_running_studio(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "apple.png"
    ended = enfoads("image", "una manzana roja", "-o", target, *QUICK, data_dir=tmp_path / "data")
    assert ended.returncode == 0, ended.stderr
    with Image.open(target) as picture:
        assert picture.size == (64, 64)
    assert str(target) in ended.stdout
    assert "seed 3" in ended.stdout
    assert re.search(r"denoise \d+\.\d\d s.*total \d+\.\d\d s", ended.stderr)
    assert (tmp_path / "data" / "app.log").exists() is False  # only the server keeps one
    listed = answer("jobs", "list", data_dir=tmp_path / "data")["items"]
    assert [job["status"] for job in listed] == ["completed"]


def test_the_same_picture_comes_from_a_running_studio(server: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here.png", tmp_path / "there.png"
    local = answer("image", "a red apple", "-o", here, *QUICK, data_dir=tmp_path / "data")
    remote = answer("image", "a red apple", "-o", there, *QUICK, data_dir=server.data_dir)
    assert here.read_bytes() == there.read_bytes()
    assert server.call("GET", f"/api/jobs/{remote['job_id']}").json()["status"] == "completed"
    assert remote["images"] == [{"path": str(there), "seed": 3, "asset_id": f"{remote['job_id']}_0"}]
    assert local["timings"]["total_s"] > 0


def test_several_pictures_are_numbered_and_the_default_name_is_the_time(server: Any, tmp_path: Path) -> None:
    answer("image", "a", "-o", tmp_path / "x.png", "-n", "2", *QUICK, data_dir=server.data_dir)
    assert {file.name for file in tmp_path.iterdir()} == {"x-1.png", "x-2.png"}
    ended = enfoads("image", "a", *QUICK, data_dir=server.data_dir, cwd=tmp_path)
    assert re.fullmatch(r"outputs/output_\d{8}_\d{6}\.png", ended.stdout.split("  ")[0])
    assert (tmp_path / ended.stdout.split("  ")[0]).exists()


def test_every_option_reaches_the_job(server: Any, tmp_path: Path) -> None:
    chosen = ["--negative", "blurry", "--guidance", "2.5", "--model", "starter"]
    made = answer("image", "a cat", "-o", tmp_path / "c.png", *QUICK, *chosen, data_dir=server.data_dir)
    params = server.call("GET", f"/api/jobs/{made['job_id']}").json()["params"]
    wanted = {"prompt": "a cat", "negative_prompt": "blurry", "guidance_scale": 2.5, "seed": 3, "width": 64, "height": 64}
    assert wanted.items() <= params.items()


def test_the_files_suffix_says_its_format(server: Any, tmp_path: Path) -> None:
    for name, written in (("a.jpg", "JPEG"), ("b.webp", "WEBP"), ("c.png", "PNG")):
        answer("image", "a cat", "-o", tmp_path / name, *QUICK, data_dir=server.data_dir)
        with Image.open(tmp_path / name) as picture:
            assert picture.format == written
    chosen = ("--format", "jpeg", "--quality", "30")
    answer("image", "a cat", "-o", tmp_path / "d", *QUICK, *chosen, data_dir=server.data_dir)
    with Image.open(tmp_path / "d") as picture:
        assert picture.format == "JPEG"
    assert (tmp_path / "d").stat().st_size < (tmp_path / "a.jpg").stat().st_size
    wrong = enfoads("image", "a cat", "-o", tmp_path / "e.bmp", *QUICK, data_dir=server.data_dir)
    assert (wrong.returncode, "e.bmp" in wrong.stderr) == (1, True)


def test_a_size_is_delivered_exactly(server: Any, tmp_path: Path) -> None:
    answer("image", "a cat", "-o", tmp_path / "story.png", "--size", "108x192", "--steps", "4", "--seed", "3", data_dir=server.data_dir)
    with Image.open(tmp_path / "story.png") as picture:
        assert picture.size == (108, 192)
    assert "--size" in enfoads("image", "a cat", "--size", "tall", data_dir=server.data_dir).stderr


def test_a_picture_can_be_redrawn_from_a_file_and_from_the_library(server: Any, tmp_path: Path) -> None:
    first = answer("image", "a cat", "-o", tmp_path / "cat.png", *QUICK, data_dir=server.data_dir)
    steps = ("--steps", "4", "--seed", "3")
    for source in (tmp_path / "cat.png", first["images"][0]["asset_id"]):
        chosen = ("--image", source, "--strength", "0.5", *steps)
        made = answer("image", "a dog", "-o", tmp_path / "dog.png", *chosen, data_dir=server.data_dir)
        params = server.call("GET", f"/api/jobs/{made['job_id']}").json()["params"]
        assert (params["strength"], params["image"]["width"]) == (0.5, 64)
    assert "no-such.png" in enfoads("image", "a dog", "--image", "no-such.png", data_dir=server.data_dir).stderr


def test_what_a_mask_leaves_black_stays_as_it_is(server: Any, tmp_path: Path) -> None:
    Image.new("RGB", (128, 128), "yellow").save(tmp_path / "paper.png")
    mask = Image.new("L", (128, 128), 0)
    mask.paste(255, (64, 0, 128, 128))
    mask.save(tmp_path / "mask.png")
    chosen = ("--image", tmp_path / "paper.png", "--mask", tmp_path / "mask.png", "--steps", "4", "--seed", "3")
    answer("image", "a red apple", "-o", tmp_path / "half.png", *chosen, data_dir=server.data_dir)
    with Image.open(tmp_path / "half.png") as picture:
        assert picture.size == (128, 128)
        assert picture.convert("RGB").crop((0, 0, 48, 128)).getcolors() == [(48 * 128, (255, 255, 0))]
        assert len(picture.convert("RGB").crop((80, 0, 128, 128)).getcolors(48 * 128) or []) > 1


def test_a_picture_can_be_widened(server: Any, tmp_path: Path) -> None:
    Image.new("RGB", (128, 128), "yellow").save(tmp_path / "paper.png")
    chosen = ("--image", tmp_path / "paper.png", "--outpaint", "left=32,right=32", "--steps", "4", "--seed", "3")
    answer("image", "a yellow wall", "-o", tmp_path / "wide.png", *chosen, data_dir=server.data_dir)
    with Image.open(tmp_path / "wide.png") as picture:
        assert picture.size == (192, 128)
    wrong = enfoads("image", "a", "--image", tmp_path / "paper.png", "--outpaint", "left:32", data_dir=server.data_dir)
    assert "--outpaint" in wrong.stderr


def test_a_lora_comes_from_a_file_the_library_or_the_folder(server: Any, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "style.safetensors", server.data_dir / "models" / "loras" / "folder.safetensors"
    mine.write_bytes(starter_lora())
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_bytes(starter_lora(seed=6))
    plain, *drawn = [tmp_path / f"{name}.png" for name in ("plain", "file", "again", "library", "weak", "folder")]
    answer("image", "a cat", "-o", plain, *QUICK, data_dir=server.data_dir)
    answer("image", "a cat", "--lora", mine, "-o", drawn[0], *QUICK, data_dir=server.data_dir)
    answer("image", "a cat", "--lora", mine, "-o", drawn[1], *QUICK, data_dir=server.data_dir)
    [kept] = [item for item in server.call("GET", "/api/loras").json()["items"] if item["name"] == "style"]  # sent once
    answer("image", "a cat", "--lora", kept["id"], "-o", drawn[2], *QUICK, data_dir=server.data_dir)
    answer("image", "a cat", "--lora", f"{mine}:0.2", "-o", drawn[3], *QUICK, data_dir=server.data_dir)
    answer("image", "a cat", "--lora", "folder:-0.5", "--lora", "style", "-o", drawn[4], *QUICK, data_dir=server.data_dir)
    pixels = [Image.open(path).convert("RGB").tobytes() for path in (plain, *drawn)]
    assert pixels[1] == pixels[2] == pixels[3]
    assert len(set(pixels)) == 4
    theirs.unlink()
    ended = enfoads("image", "a cat", "--lora", "no-such-style", *QUICK, data_dir=server.data_dir)
    assert (ended.returncode, "no-such-style" in ended.stderr) == (1, True)


def test_a_lora_file_works_without_a_running_studio_too(tmp_path: Path) -> None:
    (tmp_path / "style.safetensors").write_bytes(starter_lora())
    made = answer("image", "a cat", "--lora", tmp_path / "style.safetensors", "-o", tmp_path / "a.png", *QUICK, data_dir=tmp_path / "data")
    assert (tmp_path / "a.png").exists()
    job = next(job for job in answer("jobs", "list", data_dir=tmp_path / "data")["items"] if job["id"] == made["job_id"])
    assert [one["name"] for one in job["params"]["loras"]] == ["style"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("style:0.8", ("style", 0.8)),
        ("style:-1", ("style", -1.0)),
        ("style", ("style", None)),
        ("https://a.example/x.safetensors?a=b:0.5", ("https://a.example/x.safetensors?a=b", 0.5)),
        ("https://a.example/x.safetensors", ("https://a.example/x.safetensors", None)),
        ("https://a.example:8443", ("https://a.example:8443", None)),
    ],
)
def test_the_number_behind_a_lora_is_its_scale(text: str, wanted: tuple[str, float | None]) -> None:
    assert image_request._scaled(text) == wanted


def test_magic_draws_a_better_prompt_and_tells_it(server: Any, tmp_path: Path) -> None:
    ended = enfoads("image", "una manzana", "--magic", "-o", tmp_path / "m.png", *QUICK, "--json", data_dir=server.data_dir)
    assert ended.returncode == 0, ended.stderr
    used = json.loads(ended.stdout)["prompt_used"]
    assert "manzana" in used
    assert len(used) > len("una manzana")
    assert used in ended.stderr


# ---- batch ----


def test_a_batch_draws_every_line_and_goes_on_where_it_was(server: Any, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("# fruit\na red apple\n\nuna piña\n")
    first = answer("image", "--batch", prompts, "-o", tmp_path / "out", *QUICK, data_dir=server.data_dir)
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert [re.sub(r"_[0-9a-f]{8}", "", name) for name in names] == ["002_a-red-apple.png", "004_una-pina.png"]
    assert [made["line"] for made in first["drawn"]] == [2, 4]
    prompts.write_text(prompts.read_text() + "a cat\n")
    again = answer("image", "--batch", prompts, "-o", tmp_path / "out", *QUICK, data_dir=server.data_dir)
    assert ([made["line"] for made in again["drawn"]], again["skipped"]) == ([5], [2, 4])
    other = answer("image", "--batch", prompts, "-o", tmp_path / "out", *QUICK, "--steps", "5", data_dir=server.data_dir)
    assert len(other["drawn"]) == 3  # other settings make other pictures


def test_a_line_that_fails_is_told_and_the_others_are_drawn(server: Any, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(f"a cat\n{'x' * 5000}\na dog\n")
    ended = enfoads("image", "--batch", prompts, *QUICK, data_dir=server.data_dir, cwd=tmp_path)
    assert ended.returncode == 1
    assert len(list((tmp_path / "outputs" / "prompts").glob("*.png"))) == 2
    assert re.search(r"line 2: .*prompt", ended.stderr)
    assert ended.stderr.rstrip().endswith("2 drawn, 0 were there, 1 failed (line 2)")


@pytest.mark.parametrize("content", [b"# nothing\n\n", b"\xff\xfe\x00"])
def test_a_batch_without_prompts_is_refused(server: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "prompts.txt").write_bytes(content)
    ended = enfoads("image", "--batch", tmp_path / "prompts.txt", data_dir=server.data_dir)
    assert (ended.returncode, "--batch" in ended.stderr) == (1, True)


def test_either_a_prompt_or_a_batch_is_needed(tmp_path: Path) -> None:
    assert enfoads("image", data_dir=tmp_path).returncode == 2
    assert enfoads("image", "a", "--batch", "b.txt", data_dir=tmp_path).returncode == 2


def test_a_mistake_is_told_in_the_persons_language(server: Any, tmp_path: Path) -> None:
    ended = enfoads("image", "a", "--width", "70", data_dir=server.data_dir, LC_ALL="es_ES.UTF-8")
    assert ended.returncode == 1
    assert "width" in ended.stderr
    assert "Corrige" in ended.stderr
    ended = enfoads("image", "a", "--width", "70", "--json", data_dir=server.data_dir)
    assert json.loads(ended.stdout)["error"]["code"] == "invalid_value"


def started(table: Path) -> int:
    """How many jobs run in a studio that may be about to start."""
    if not table.exists():
        return 0
    with closing(sqlite3.connect(table)) as jobs, suppress(sqlite3.OperationalError):
        return int(jobs.execute("SELECT count(*) FROM jobs WHERE status = 'processing'").fetchone()[0])
    return 0


@pytest.fixture
def listens() -> Iterator[None]:
    """Ctrl-C reaches what is started here, even when a shell started these tests in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listens")
@pytest.mark.parametrize(("where", "number"), [("server", signal.SIGTERM), ("alone", signal.SIGINT)])
def test_ctrl_c_and_kill_cancel_the_job(server: Any, tmp_path: Path, where: str, number: signal.Signals) -> None:
    data_dir = server.data_dir if where == "server" else tmp_path / "data"
    prompt = f"never finished {where}"
    long = ["image", prompt, "-o", str(tmp_path / "never.png"), "--steps", "150", "--width", "64", "--height", "64"]
    command = [sys.executable, "-m", "enfoads.cli", "--data-dir", str(data_dir), *long]
    with subprocess.Popen(command, env=os.environ | {"LC_ALL": "C", "ENFOADS_THREADS": "1"}, stderr=subprocess.PIPE, text=True) as running:
        if where == "server":
            while not any(job["params"].get("prompt") == prompt for job in server.call("GET", "/api/jobs?active=true").json()["items"]):
                time.sleep(0.05)
        else:
            while not started(data_dir / "jobs.sqlite"):
                time.sleep(0.05)
        running.send_signal(number)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert "Traceback" not in told
    assert not (tmp_path / "never.png").exists()
    jobs = answer("jobs", "list", data_dir=data_dir)["items"]
    assert [job["status"] for job in jobs if job["params"].get("prompt") == prompt] == ["cancelled"]
