"""One process writes a data folder, and the others find it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enfoads import errors
from enfoads.jobs.events import EventBus
from enfoads.library.library import Library
from enfoads.library.owner import find_server

HOLD = """
import sys, time
from pathlib import Path
from enfoads.library.owner import Ownership
owner = Ownership(Path(sys.argv[1]))
owner.take(sys.argv[2])
print("taken", flush=True)
time.sleep(60)
"""


def hold(folder: Path, address: str) -> subprocess.Popen[str]:
    """Another process that owns the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder), address], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_process_cannot_spoil_the_library_and_learns_who_has_it(tmp_path: Path) -> None:
    owner = hold(tmp_path, "http://127.0.0.1:5731")
    try:
        with pytest.raises(errors.LibraryInUse) as refused:
            Library(tmp_path, EventBus()).open()
        assert str(owner.pid) in refused.value.message()
        assert "http://127.0.0.1:5731" in refused.value.message("es")
        assert not (tmp_path / "assets.jsonl").exists()
    finally:
        end(owner)


def test_a_command_finds_the_running_server(tmp_path: Path) -> None:
    assert find_server(tmp_path / "nowhere") is None
    assert find_server(tmp_path) is None
    owner = hold(tmp_path, "http://127.0.0.1:5731")
    try:
        assert find_server(tmp_path) == "http://127.0.0.1:5731"
    finally:
        end(owner)


def test_a_killed_server_is_not_found_and_its_library_opens(tmp_path: Path, open_library: Callable[..., Library]) -> None:
    end(hold(tmp_path, "http://127.0.0.1:5731"))
    assert (tmp_path / "server.json").exists()
    assert find_server(tmp_path) is None
    assert open_library().writable()
    assert find_server(tmp_path) == "http://127.0.0.1:5799"


def test_a_command_at_work_is_told_from_a_server(tmp_path: Path) -> None:
    owner = hold(tmp_path, "")
    try:
        assert find_server(tmp_path) == ""
    finally:
        end(owner)


def test_a_card_that_a_killed_server_left_is_not_taken_for_the_new_owners(tmp_path: Path) -> None:
    owner = hold(tmp_path, "http://127.0.0.1:5731")
    try:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        (tmp_path / "server.json").write_text(json.dumps({"address": "http://old", "pid": gone.pid}))
        assert find_server(tmp_path) == ""
        (tmp_path / "server.json").write_text("[]")
        assert find_server(tmp_path) == ""
    finally:
        end(owner)


def test_a_server_that_learns_its_port_late_is_found_too(tmp_path: Path, open_library: Callable[..., Library]) -> None:
    library = open_library()
    library.announce("http://127.0.0.1:5777")
    assert find_server(tmp_path) == "http://127.0.0.1:5777"
    assert json.loads((tmp_path / "server.json").read_text())["pid"] == os.getpid()


def test_a_library_that_was_closed_can_be_opened_by_another(tmp_path: Path, open_library: Callable[..., Library]) -> None:
    first = open_library()
    with pytest.raises(errors.LibraryInUse):
        open_library()
    first.close()
    assert find_server(tmp_path) is None
    assert open_library().writable()


def test_a_library_can_be_closed_by_another_thread_than_opened_it(tmp_path: Path, open_library: Callable[..., Library]) -> None:
    library = open_library()
    thread = threading.Thread(target=library.close)
    thread.start()
    thread.join()
    assert find_server(tmp_path) is None
    assert not (tmp_path / "server.json").exists()


def test_a_library_that_fails_to_open_lets_go_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "assets.jsonl").mkdir()
    with pytest.raises(OSError, match=r"assets\.jsonl"):
        Library(tmp_path, EventBus()).open()
    assert find_server(tmp_path) is None


def test_the_process_it_names_is_the_one_that_stops_the_studio(run_studio: Callable[..., Any]) -> None:
    studio = run_studio()
    with pytest.raises(errors.LibraryInUse) as refused:
        Library(studio.data_dir, EventBus()).open()
    named = int(refused.value.values["pid"])
    assert named == studio.process.pid
    os.kill(named, signal.SIGINT)
    studio.process.wait(timeout=30)
    assert find_server(studio.data_dir) is None
