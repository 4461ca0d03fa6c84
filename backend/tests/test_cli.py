"""The command `enfoads`: pictures, models, jobs, keys and the doctor, with and without a running studio."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

QUICK = ("--steps", "4", "--width", "64", "--height", "64", "--seed", "3")


def enfoads(*arguments: str | Path, data_dir: Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "enfoads.cli", "--data-dir", str(data_dir), *map(str, arguments)]
    env = os.environ | {"ENFOADS_THREADS": "1", "LANG": "C", "LC_ALL": "C"} | environment
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, timeout=120, check=False)


def answer(*arguments: str | Path, data_dir: Path) -> Any:
    """What `--json` prints."""
    ended = enfoads(*arguments, "--json", data_dir=data_dir)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads(ended.stdout)


def imported(modules: str) -> set[str]:
    """What a fresh Python has loaded after importing these."""
    code = f"import sys, {modules}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    shown = enfoads("--help", data_dir=tmp_path)
    for command in ("serve", "image", "models", "jobs", "keys", "doctor"):
        assert re.search(rf"^  {command} ", shown.stdout, re.MULTILINE)
    heavy = (
        "import sys, enfoads.cli; print([name for name in ('torch', 'flask', 'pydantic', 'sqlalchemy', 'requests') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_serving_needs_no_model_library() -> None:
    assert imported("enfoads.server, enfoads.app, enfoads.api.openapi") & {"torch", "diffusers", "transformers"} == set()


# ---- image ----


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


def test_a_mistake_is_told_in_the_persons_language(server: Any, tmp_path: Path) -> None:
    ended = enfoads("image", "a", "--width", "70", data_dir=server.data_dir, LC_ALL="es_ES.UTF-8")
    assert ended.returncode == 1
    assert "width" in ended.stderr
    assert "Corrige" in ended.stderr
    ended = enfoads("image", "a", "--width", "70", "--json", data_dir=server.data_dir)
    assert json.loads(ended.stdout)["error"]["code"] == "invalid_value"


@pytest.mark.parametrize("where", ["server", "alone"])
def test_ctrl_c_cancels_the_job(server: Any, tmp_path: Path, where: str) -> None:
    data_dir = server.data_dir if where == "server" else tmp_path / "data"
    prompt = f"never finished {where}"
    long = ["image", prompt, "-o", str(tmp_path / "never.png"), "--steps", "150", "--width", "64", "--height", "64"]
    command = [sys.executable, "-m", "enfoads.cli", "--data-dir", str(data_dir), *long]
    with subprocess.Popen(command, env=os.environ | {"LC_ALL": "C", "ENFOADS_THREADS": "1"}, stderr=subprocess.PIPE, text=True) as running:
        if where == "server":
            while not any(job["params"].get("prompt") == prompt for job in server.call("GET", "/api/jobs?active=true").json()["items"]):
                time.sleep(0.05)
        else:
            while not (data_dir / "jobs.sqlite").exists():
                time.sleep(0.05)
            time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert "Traceback" not in told
    assert not (tmp_path / "never.png").exists()
    jobs = answer("jobs", "list", data_dir=data_dir)["items"]
    assert [job["status"] for job in jobs if job["params"].get("prompt") == prompt] == ["cancelled"]


# ---- jobs ----


def test_jobs_can_be_listed_shown_and_tried_again(server: Any, tmp_path: Path) -> None:
    made = answer("image", "a job to look at", "-o", tmp_path / "a.png", *QUICK, data_dir=server.data_dir)
    listed = enfoads("jobs", "list", data_dir=server.data_dir).stdout
    assert re.search(rf"{made['job_id']} .*100 % .*completed .*a job to look at", listed)
    shown = enfoads("jobs", "show", made["job_id"], data_dir=server.data_dir).stdout
    assert "prompt: a job to look at" in shown
    again = answer("jobs", "retry", made["job_id"], data_dir=server.data_dir)
    assert (again["status"], again["retried_from"]) == ("completed", made["job_id"])
    assert answer("jobs", "cancel", made["job_id"], data_dir=server.data_dir)["status"] == "completed"
    missing = enfoads("jobs", "show", "img_none", data_dir=server.data_dir)
    assert (missing.returncode, "img_none" in missing.stderr) == (1, True)


def test_a_queued_job_can_be_cancelled_while_no_studio_runs(run_studio: Callable[..., Any]) -> None:
    studio = run_studio()
    studio.call("POST", "/api/queue/pause")
    job = studio.call("POST", "/generate-image?async=true", json={"prompt": "a"}).json()["job"]
    studio.stop()
    assert answer("jobs", "cancel", job["id"], data_dir=studio.data_dir)["status"] == "cancelled"
    assert answer("jobs", "list", data_dir=studio.data_dir)["items"][0]["status"] == "cancelled"


# ---- models ----


def test_models_are_listed_and_the_starter_is_verified(tmp_path: Path) -> None:
    models = {model["id"]: model for model in answer("models", "list", data_dir=tmp_path)["items"]}
    assert (models["starter"]["state"], models["starter"]["active"]) == ("installed", True)
    assert "* starter" in enfoads("models", "list", data_dir=tmp_path).stdout
    assert answer("models", "verify", "starter", data_dir=tmp_path)["ok"] is True


def test_what_is_missing_or_fixed_cannot_be_verified_or_removed(tmp_path: Path) -> None:
    assert enfoads("models", "verify", "sdxl-vae-fp16", data_dir=tmp_path).returncode == 1
    assert enfoads("models", "remove", "starter", data_dir=tmp_path).returncode == 1
    unknown = enfoads("models", "pull", "no-such-model", data_dir=tmp_path)
    assert (unknown.returncode, "no-such-model" in unknown.stderr) == (1, True)


def test_a_pull_without_a_network_says_why(tmp_path: Path) -> None:
    ended = enfoads("models", "pull", "sdxl-vae-fp16", data_dir=tmp_path, ENFOADS_OFFLINE="1")
    assert ended.returncode == 1
    assert "sdxl-vae-fp16" in ended.stderr
    assert "Traceback" not in ended.stderr


# ---- keys ----


def test_a_key_opens_the_studio_and_its_removal_closes_it(run_studio: Callable[..., Any], tmp_path: Path) -> None:
    data_dir = tmp_path / "with keys"
    made = answer("keys", "add", "laptop", data_dir=data_dir)
    assert [key["name"] for key in answer("keys", "list", data_dir=data_dir)] == ["laptop"]
    assert made["key"] not in enfoads("keys", "list", data_dir=data_dir).stdout
    studio = run_studio("--host", "0.0.0.0", data_dir=data_dir)
    header = {"X-API-Key": made["key"]}
    assert studio.call("GET", "/api/jobs").status_code == 401
    assert studio.call("GET", "/api/jobs", headers=header).status_code == 200
    assert answer("jobs", "list", data_dir=data_dir)["items"] == []  # who can read the folder needs no key
    second = answer("keys", "add", "phone", data_dir=data_dir)
    assert enfoads("keys", "remove", made["id"], data_dir=data_dir).returncode == 0
    assert studio.call("GET", "/api/jobs", headers=header).status_code == 401
    assert studio.call("GET", "/api/jobs", headers={"X-API-Key": second["key"]}).status_code == 200


def test_with_keys_the_command_line_works_on_its_own_folder_without_one(tmp_path: Path) -> None:
    answer("keys", "add", "laptop", data_dir=tmp_path)
    assert answer("jobs", "list", data_dir=tmp_path)["items"] == []


# ---- doctor, settings ----


def test_the_doctor_says_what_runs_here(tmp_path: Path) -> None:
    report = answer("doctor", data_dir=tmp_path)
    assert report["ok"] is True
    names = {check["name"] for check in report["checks"]}
    assert {"Python", "RAM", "CPU", "PyTorch", "GPU", "Data", "Port", "Page", "Models", "Access"} <= names
    assert "Modelos" in enfoads("doctor", data_dir=tmp_path, LC_ALL="es_ES.UTF-8").stdout
    assert list(tmp_path.iterdir()) == []  # looking changes nothing


def test_the_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    ended = enfoads("doctor", data_dir=tmp_path, ENFOADS_HOST="0.0.0.0", ENFOADS_DEVICE="cuda:7")
    assert ended.returncode == 1
    assert ended.stdout.count("✗") == 2


@pytest.mark.parametrize(("name", "value"), [("ENFOADS_PORT", "http"), ("ENFOADS_LOG_LEVEL", "loud"), ("ENFOADS_MAX_SOCKETS", "0")])
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    ended = enfoads("models", "list", data_dir=tmp_path, **{name: value})
    assert ended.returncode == 1
    assert name.removeprefix("ENFOADS_").lower() in ended.stderr.lower()
    assert "Traceback" not in ended.stderr


def test_a_folder_that_cannot_be_used_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = enfoads("keys", "add", "laptop", data_dir=tmp_path / "file" / "data")
    assert ended.returncode == 1
    assert "Not a directory" in ended.stderr
    assert "Traceback" not in ended.stderr
