"""What was acknowledged survives: the process killed at any moment, the power cut, bits that turn, disks that fail.

ENFOADS_TEST_SCALE=10 runs the proofs at the size the project promises: 100 kills, 2,000 turned bits.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from enfoads import errors
from enfoads.library import journal
from enfoads.library.asset import Asset
from enfoads.library.files import digest
from enfoads.library.json_index import JsonIndex
from enfoads.library.library import Library

WRITER = Path(__file__).parent / "support" / "writer.py"
SHA = "ab" * 32

State = dict[str, dict[str, Any]]


def asset(id: str, **fields: Any) -> Asset:
    return Asset(id=id, type="image", mime="image/png", sha256=SHA, bytes=1, created_at="", **fields)


def opened(folder: Path) -> JsonIndex:
    index = JsonIndex(folder)
    index.open()
    return index


def state(index: JsonIndex) -> State:
    """Every record by id."""
    return {record["id"]: record for record in map(orjson.loads, index._table.records())}


def rename(name: str) -> Callable[[Asset], bool]:
    def edit(asset: Asset) -> bool:
        asset.name = name
        return True

    return edit


def delete(asset: Asset) -> bool:
    asset.deleted_at = "2026-01-01T00:00:00+00:00"
    return True


def history(index: JsonIndex) -> Iterator[None]:
    """Some work, a line at a time, each acknowledged when it is yielded."""
    index.add(asset("img_1_0", prompt="camión 🍔", recipe={"seed": 1}))
    yield
    index.add(asset("img_2_0", tags=["a"]))
    yield
    index.change(["img_1_0"], rename("other"))
    yield
    index.change(["img_2_0"], delete)
    yield
    index.purge(2**60)
    yield
    index.add(asset("img_3_0"))
    yield


@pytest.mark.usefixtures("quick_disk")
def test_the_power_cut_at_any_byte_of_the_journal_loses_only_what_was_not_acknowledged(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    index = opened(whole)
    steps: list[tuple[int, State]] = [(0, {})]
    for _ in history(index):
        steps.append(((whole / "assets.jsonl").stat().st_size, state(index)))
    content = (whole / "assets.jsonl").read_bytes()
    for cut in range(len(content) + 1):
        folder = tmp_path / "cut"
        folder.mkdir()
        (folder / "assets.jsonl").write_bytes(content[:cut])
        recovered = opened(folder)
        found = state(recovered)
        assert found == max((step for step in steps if step[0] <= cut), key=lambda step: step[0])[1], cut
        assert recovered.damaged == 0
        recovered.add(asset("next"))  # behind a tail that was cut off cleanly
        recovered._journal.close()
        if cut % 19 == 0:
            again = opened(folder)
            assert state(again).keys() == found.keys() | {"next"}
            again._journal.close()
        shutil.rmtree(folder)
    index.close()


def test_nothing_is_acknowledged_before_it_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many writers share syncs; what each was told must be in the bytes that were synced by then."""
    log: list[tuple[str, Any]] = []
    sync = os.fdatasync

    def watched(handle: int) -> None:
        size = os.fstat(handle).st_size
        sync(handle)
        log.append(("synced", size))

    def write(thread: int) -> None:
        for number in range(25):
            id = f"img_{thread}x{number}_0"
            index.add(asset(id))
            log.append(("acknowledged", id))

    index = opened(tmp_path)
    monkeypatch.setattr(journal.os, "fdatasync", watched)
    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    content = (tmp_path / "assets.jsonl").read_bytes()
    where = {orjson.loads(line[9:])["id"]: content.index(line) + len(line) for line in content.splitlines(keepends=True)}
    safe = 0
    for what, value in log:
        if what == "synced":
            safe = max(safe, value)
        else:
            assert where[value] <= safe
    assert len(where) == 200
    assert sum(what == "synced" for what, _ in log) < 200  # they did share
    times = [record["created_at"] for record in state(index).values()]
    assert times == sorted(set(times))
    index.close()


@pytest.mark.usefixtures("quick_disk")
def test_a_turned_bit_in_the_journal_never_gives_a_wrong_record(tmp_path: Path, scale: float) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    index = opened(whole)
    for number in range(40):
        index.add(asset(f"img_{number}_0", prompt=f"prompt {number}"))
    good = state(index)
    index._journal.close()
    content = (whole / "assets.jsonl").read_bytes()
    choice = random.Random(7)
    for _ in range(int(200 * scale)):
        folder = tmp_path / "flipped"
        folder.mkdir()
        flipped = bytearray(content)
        flipped[choice.randrange(len(content))] ^= 1 << choice.randrange(8)
        (folder / "assets.jsonl").write_bytes(flipped)
        recovered = opened(folder)
        found = state(recovered)
        assert len(found) >= len(good) - 2
        assert all(good[id] == record for id, record in found.items())
        torn = len(content.splitlines()[-1]) + 1 if not flipped.endswith(b"\n") else 0
        assert torn or (folder / "assets.damaged.jsonl").stat().st_size > 0
        recovered._journal.close()
        shutil.rmtree(folder)


@pytest.mark.usefixtures("quick_disk")
def test_a_turned_bit_in_the_snapshot_loses_nothing_and_changes_nothing(tmp_path: Path, scale: float) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    index = opened(whole)
    for number in range(30):
        index.add(asset(f"img_{number}_0", prompt=f"prompt {number}"))
        if number in (9, 19):
            index.snapshot()
    index.change(["img_3_0"], delete)
    index.purge(2**60)
    good = state(index)
    index._journal.close()
    content = (whole / "assets.json").read_bytes()
    choice = random.Random(7)
    for _ in range(int(100 * scale)):
        folder = tmp_path / "flipped"
        shutil.copytree(whole, folder)  # with the times of change
        moment = (folder / "assets.json").stat()
        flipped = bytearray(content)
        flipped[choice.randrange(len(content))] ^= 1 << choice.randrange(8)
        (folder / "assets.json").write_bytes(flipped)
        os.utime(folder / "assets.json", ns=(moment.st_atime_ns, moment.st_mtime_ns))
        recovered = opened(folder)
        assert state(recovered) == good
        assert recovered.damaged
        assert (folder / "assets.json.damaged").read_bytes() == flipped
        recovered.close()
        again = opened(folder)
        assert state(again) == good
        assert again.damaged == 0
        again.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("what_is_lost", ["assets.json", "assets.json.bak", "assets.json.sum"])
def test_losing_any_one_snapshot_file_loses_nothing(tmp_path: Path, what_is_lost: str) -> None:
    index = opened(tmp_path)
    for number in range(12):
        index.add(asset(f"img_{number}_0"))
        if number % 3 == 0:
            index.snapshot()
    good = state(index)
    index.close()
    (tmp_path / what_is_lost).unlink()
    recovered = opened(tmp_path)
    assert state(recovered) == good
    recovered.close()


def test_an_index_that_a_person_edited_is_taken_at_their_word(tmp_path: Path) -> None:
    index = opened(tmp_path)
    for number in range(4):
        index.add(asset(f"img_{number}_0"))
    index.close()
    records = orjson.loads((tmp_path / "assets.json").read_bytes())
    records[0]["name"] = "edited"
    edited = [records[2], records[0], records[1], {"note": "no asset"}]
    (tmp_path / "assets.json").write_bytes(orjson.dumps(edited, option=orjson.OPT_INDENT_2))
    for file in (*tmp_path.glob("assets.*.jsonl"), tmp_path / "assets.json.bak"):
        file.unlink(missing_ok=True)
    (tmp_path / "assets.jsonl").unlink()

    recovered = opened(tmp_path)
    assert list(state(recovered)) == ["img_0_0", "img_1_0", "img_2_0"]
    assert state(recovered)["img_0_0"]["name"] == "edited"
    assert recovered.damaged
    assert b"no asset" in (tmp_path / "assets.damaged.jsonl").read_bytes()
    recovered.close()


def test_the_snapshot_is_a_plain_array_of_records_and_the_old_journals_go(tmp_path: Path) -> None:
    index = opened(tmp_path)
    for number in range(10):
        index.add(asset(f"img_{number}_0"))
        index.snapshot()
    assert [record["id"] for record in orjson.loads((tmp_path / "assets.json").read_bytes())] == list(state(index))
    assert len(list(tmp_path.glob("assets.*.jsonl"))) == 1
    index.close()
    for _ in range(4):  # nor do they pile up from start to start
        index = opened(tmp_path)
        index.add(asset(f"img_{random.random()}_0".replace(".", "")))
        index.close()
    assert len(list(tmp_path.glob("assets.*.jsonl"))) <= 2


def test_writing_goes_on_while_snapshots_are_made(tmp_path: Path) -> None:
    def write(thread: int) -> None:
        for number in range(60):
            index.add(asset(f"img_{thread}x{number}_0"))
        done.append(thread)

    done: list[int] = []
    index = opened(tmp_path)
    threads = [threading.Thread(target=write, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    snapshots = 0
    while len(done) < 4:
        index.snapshot()
        snapshots += 1
    good = state(index)
    index._journal.close()
    assert len(good) == 240
    assert snapshots > 1
    for lost in ((), ("assets.json", "assets.json.sum")):
        for name in lost:
            (tmp_path / name).unlink()
        recovered = opened(tmp_path)
        assert state(recovered) == good
        recovered._journal.close()


def test_damaged_lines_are_kept_once_for_a_person_to_look_at(tmp_path: Path) -> None:
    index = opened(tmp_path)
    for number in range(3):
        index.add(asset(f"img_{number}_0"))
    index._journal.close()
    file = tmp_path / "assets.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"garbage\n" + journal.encode(b'{"id": "but no asset"}') + lines[2] + b'1234abcd {"torn')
    for _ in range(3):
        index = opened(tmp_path)
        assert list(state(index)) == ["img_0_0", "img_2_0"]
        assert index.damaged == 2
        index._journal.close()
    assert (tmp_path / "assets.damaged.jsonl").read_bytes() == b'garbage\n{"id": "but no asset"}\n'
    assert file.read_bytes().endswith(lines[2])


class FailingDisk:
    """Counts the calls that can fail, and lets the `at`-th fail, alone or with all that follow."""

    def __init__(self, patch: pytest.MonkeyPatch, code: int) -> None:
        self.at, self.lasting, self.calls, self._code = 0, False, 0, code
        for owner, name in ((os, "write"), (os, "fsync"), (os, "fdatasync"), (Path, "replace"), (Path, "open"), (os, "open")):
            patch.setattr(owner, name, self._wrap(name, getattr(owner, name)))

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == self.at or (self.lasting and self.calls > self.at > 0):
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self._code, os.strerror(self._code))
            return real(*args, **kwargs)

        return call


@pytest.mark.usefixtures("quick_disk")
@pytest.mark.parametrize("code", [5, 28], ids=["EIO", "ENOSPC"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_disk_that_fails_at_any_call_never_makes_the_library_lie(tmp_path: Path, code: int, lasting: bool) -> None:
    """Let the k-th call fail, for all k: what returned is there afterwards, what raised is not, and writing goes on."""
    at = 0
    while True:
        at += 1
        folder = tmp_path / str(at)
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            index = opened(folder)
            disk = FailingDisk(patch, code)
            disk.at, disk.lasting = at, lasting
            done: set[str] = set()
            refused: set[str] = set()
            for step in range(9):
                id = f"img_{step}_0"
                try:
                    if step in (3, 6):
                        index.snapshot()
                    else:
                        index.add(asset(id))
                        done.add(id)
                except (errors.DiskFull, errors.Unavailable, OSError):
                    if step not in (3, 6):
                        refused.add(id)
            failed = disk.calls >= at
            if not lasting and failed:
                index.add(asset("after"))
                done.add("after")
        index._journal.close()
        recovered = opened(folder)
        assert set(state(recovered)) == done, (at, refused)
        recovered.add(asset("now"))
        recovered.close()
        shutil.rmtree(folder)
        if not failed:
            break
    assert at > 20


def test_no_kill_loses_or_spoils_an_acknowledged_asset(tmp_path: Path, scale: float, open_library: Callable[..., Library]) -> None:
    kills = max(3, int(10 * scale))
    choice = random.Random(11)
    added: dict[str, str] = {}
    names: dict[str, list[str]] = {}  # what its name may be: the last acknowledged one, or one tried since
    deleted: set[str] = set()
    for kill in range(kills):
        process = subprocess.Popen([sys.executable, str(WRITER), str(tmp_path), str(kill * 100_000)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        time.sleep(choice.uniform(0.0, 0.25))
        process.kill()
        for line in process.communicate()[0].splitlines():
            match line.decode().split():
                case ["add", id, sha256]:
                    added[id] = sha256
                case ["rename", id, name]:
                    names.setdefault(id, [""]).append(name)
                case ["renamed", id, name]:
                    names[id] = [name]
                case ["delete", id]:
                    deleted.add(id)

    files = tmp_path / "files"
    left = {path.name: digest(path)[0] for path in files.rglob("*") if path.is_file()}
    library = open_library()
    records = {record["id"]: record for record in map(orjson.loads, library._index._table.records())}
    lost = [id for id in added if id not in records and id not in deleted]
    corrupt = [
        id
        for id, record in records.items()
        if left.get(record["sha256"]) != record["sha256"]
        or added.get(id, record["sha256"]) != record["sha256"]
        or record["name"] not in names.get(id, [""])
    ]
    strays = len(left) - len({record["sha256"] for record in records.values()})
    print(f"{kills} kills, {len(added)} acknowledged, {len(lost)} lost, {len(corrupt)} corrupt, {strays} files without asset")
    assert (lost, corrupt) == ([], [])
    assert library._index.damaged == 0
    assert len(added) > 5 * kills
    assert strays <= 3 * kills  # two writers and a purge were on their way
    library.sweep()
    assert {path.name for path in files.rglob("*") if path.is_file()} == {record["sha256"] for record in records.values()}
