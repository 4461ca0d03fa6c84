"""`enfoads faces` and `enfoads swap` with pictures, against a running studio."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from facepictures import astronaut, group, woman
from PIL import Image


def enfoads(studio: Any, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "enfoads.cli", "--data-dir", str(studio.data_dir), *map(str, arguments)]
    env = os.environ | {"LANG": "C", "LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, stdin=subprocess.DEVNULL, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With `me.png`, `her.png` and `all.jpg`."""
    for name, picture in (("me.png", astronaut()), ("her.png", woman()), ("all.jpg", group())):
        picture.save(tmp_path / name)
    return tmp_path


def test_faces_are_numbered_as_a_mapping_takes_them(server: Any, folder: Path) -> None:
    shown = enfoads(server, "faces", "all.jpg", cwd=folder)
    assert [line.split()[0] for line in shown.stdout.splitlines()] == ["0", "1", "2", "3", "4", "5"]
    listed = json.loads(enfoads(server, "faces", "all.jpg", "--json", cwd=folder).stdout)
    assert listed["faces"][4]["quality"] > 0.3
    made = enfoads(server, "swap", "me.png", "all.jpg", "--map", "0.0=4", "-o", "new/out.webp", "--consent", "--json", cwd=folder)
    assert made.returncode == 0, made.stderr
    assert [face["index"] for face in json.loads(made.stdout)["faces"]] == [4]
    with Image.open(folder / "new" / "out.webp") as picture:
        assert (picture.format, picture.size) == ("WEBP", group().size)


def test_without_consent_nothing_is_written(server: Any, folder: Path) -> None:
    ended = enfoads(server, "swap", "me.png", "her.png", "-o", "out.png", cwd=folder)
    assert ended.returncode == 1
    assert "agreed" in ended.stderr
    assert not (folder / "out.png").exists()


@pytest.mark.parametrize(
    ("arguments", "said"), [(("--map", "a=b"), "0=2"), (("--map", "0=9"), "9"), (("--engine", "insightface"), "non-commercial")]
)
def test_what_cannot_be_done_is_said_in_words(server: Any, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ended = enfoads(server, "swap", "me.png", "her.png", "-o", "out.png", "--consent", *arguments, cwd=folder)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
