"""The command `enfoads`: models, jobs, keys, prompts and the doctor, with and without a running studio."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from commandline import answer, enfoads
from PIL import Image

from enfoads.cli import main
from enfoads.client import Client, Reply, StudioGone
from enfoads.commands.progress import follow
from enfoads.commands.video import _global
from enfoads.engines.script.language import script_language

QUICK = ("--steps", "4", "--width", "64", "--height", "64", "--seed", "3")


def imported(modules: str) -> set[str]:
    """What a fresh Python has loaded after importing these."""
    code = f"import sys, {modules}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    shown = enfoads("--help", data_dir=tmp_path)
    for command in ("serve", "image", "prompt", "styles", "models", "jobs", "keys", "doctor"):
        assert re.search(rf"^  {command} ", shown.stdout, re.MULTILINE)
    heavy = (
        "import sys, enfoads.cli; print([name for name in ('torch', 'flask', 'pydantic', 'sqlalchemy', 'requests') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/data"),
            "No se puede leer ni escribir en /srv/data: Permission denied.\nDa",
        ),
        (OSError(errno.ENOSPC, "No space left on device"), "El disco está lleno.\nLibera espacio"),
    ],
)
def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, said: str
) -> None:
    def fails(**_options: Any) -> None:
        raise error

    monkeypatch.setattr("enfoads.cli.cli", fails)
    monkeypatch.setattr("enfoads.cli.language", lambda: "es")
    with pytest.raises(SystemExit, match="1"):
        main()
    assert said in capsys.readouterr().err


def test_music_on_the_command_line_takes_the_place_of_the_files_own() -> None:
    class Studio:
        def call(self, *_: str) -> Any:
            return {"items": [{"id": "calm"}]}

    studio: Any = Studio()
    asked = {"music_asset_id": "up_1"} | _global(studio, defaultdict(lambda: None, music="calm"), {})
    assert (asked["music"], asked["music_asset_id"]) == ("calm", None)
    asked = {"music": "calm"} | _global(studio, defaultdict(lambda: None, music="up_2_0"), {})
    assert (asked["music"], asked["music_asset_id"]) == ("", "up_2_0")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("video", "--script", "guion.txt"), "--script: there is no file guion.txt"),
        (("say", "guion.md"), "TEXT: there is no file guion.md"),
        (("video", "--script", "a", "--recording", "photo.png"), "--recording: photo.png is not a sound or a video"),
        (("video", "--script", "a", "--music", "photo.png"), "--music: photo.png is not a sound or a video"),
        (("video", "--script", "a", "--voice", "lola"), "--voice: there is no voice lola; see enfoads voices"),
        (("video", "--script", "a", "--avatar", "lola"), "enfoads avatars lists those there are."),
        (("video", "--script", ""), "--script: a script or --recording is needed"),
        (("video", "--script", "a", "--old-price", "5"), "--price: Field required"),
        (("video", "scenes.json", "--price", "5"), "--price: of a video of a script"),
    ],
)
def test_a_fault_is_told_by_the_option_and_the_file_as_they_were_typed(
    server: Any, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    Image.new("RGB", (64, 64), "red").save(tmp_path / "photo.png")
    (tmp_path / "scenes.json").write_text('[{"visual": {"color": "#ffffff"}}]')
    ended = enfoads(*command, data_dir=server.data_dir, cwd=tmp_path)
    assert ended.returncode == 1
    assert told in ended.stderr


def test_a_script_is_written_in_the_language_of_its_product(server: Any) -> None:
    assert "recién tostado" in enfoads("script", "café recién tostado", "--seconds", "8", data_dir=server.data_dir).stdout
    english = enfoads("script", "freshly roasted coffee", "--seconds", "8", data_dir=server.data_dir, LC_ALL="es_PE.UTF-8")
    assert script_language(english.stdout) == "en"


def test_a_port_that_browsers_refuse_is_told(tmp_path: Path) -> None:
    with mock.patch("enfoads.server.run"), mock.patch("enfoads.server.listen"):
        assert "No browser opens port 6000" in enfoads("serve", "--port", "6000", data_dir=tmp_path).stderr


def test_a_studio_that_stops_leaves_the_id_of_the_job_that_goes_on() -> None:
    job = {"id": "vid_1", "status": "running"}

    def gone(*_: Any) -> Reply:
        raise StudioGone(address="http://127.0.0.1:5000", detail="ConnectionError", job="")

    with pytest.raises(StudioGone, match="went away") as told:
        follow(Client(gone), lambda: job, quiet=True)
    assert "enfoads jobs show vid_1" in told.value.advice()


def test_serving_needs_no_library_of_models_or_pictures() -> None:
    heavy = {"torch", "diffusers", "transformers", "numpy", "PIL", "cv2", "onnxruntime"}
    assert imported("enfoads.server, enfoads.app, enfoads.api.openapi") & heavy == set()


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


def test_the_doctor_says_where_the_checkpoint_comes_from_and_why_not_from_elsewhere(tmp_path: Path) -> None:
    named = {"CHECKPOINT_PATH": str(tmp_path / "gone"), "CHECKPOINT_URL": "https://models.example/nova.safetensors?token=5ecre7"}
    shown = enfoads("doctor", data_dir=tmp_path / "data", **named).stdout
    lines = [line.split(maxsplit=2)[2] for line in shown.splitlines() if " Checkpoint " in line]
    assert [line.partition(":")[0] for line in lines] == ["embedded", "CHECKPOINT_PATH", "cache", "CHECKPOINT_URL", "NOVA_ANIME_HF_ID"]
    assert "There is no checkpoint" in lines[1]
    assert lines[3] == "CHECKPOINT_URL: used: models.example/nova.safetensors; not fetched yet: enfoads models pull checkpoint"
    assert lines[4] == "NOVA_ANIME_HF_ID: not set"
    assert "5ecre7" not in shown


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


# ---- prompts ----


def test_a_prompt_is_written_and_translated_without_a_running_studio(tmp_path: Path) -> None:
    made = answer("prompt", "una (pizza:1.2)", "--style", "food-rustic", "--goal", "sale", data_dir=tmp_path)
    assert made["enhanced_prompt"].startswith("una (pizza:1.2), sobre una mesa de madera rústica")
    told = enfoads("prompt", "una hamburguesa Zorblat sobre fondo amarillo", "--translate", data_dir=tmp_path)
    assert told.stdout == "a Zorblat hamburger on a yellow background\n"
    assert "Zorblat" in told.stderr
    refused = enfoads("prompt", "pizza", "--style", "food-rustik", data_dir=tmp_path, LANG="es_ES.UTF-8", LC_ALL="es_ES.UTF-8")
    assert refused.returncode == 1
    assert "food-rustic" in refused.stderr


def test_the_styles_are_listed_in_the_persons_language(tmp_path: Path) -> None:
    assert "Día de Muertos" in enfoads("styles", data_dir=tmp_path, LANG="es_MX.UTF-8", LC_ALL="es_MX.UTF-8").stdout
    found = answer("styles", "--category", "icon", data_dir=tmp_path)["items"]
    assert {style["category"] for style in found} == {"icon"}
