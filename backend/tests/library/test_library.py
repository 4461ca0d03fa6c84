"""The library as the studio uses it: what goes in stays, what is deleted can be had back, what is gone leaves no file."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from enfoads import errors
from enfoads.jobs.events import AssetCreated, AssetDeleted, Event
from enfoads.library import library as library_module
from enfoads.library import provenance, thumbnails
from enfoads.library.asset import Asset, AssetQuery
from enfoads.library.library import UNDO_S, Library

Open = Callable[..., Library]
Add = Callable[..., Asset]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_an_asset_and_its_bytes_are_there_after_a_restart(open_library: Open, add: Add) -> None:
    first = open_library()
    recipe = {"prompt": "camión", "seed": 7, "loras": [{"name": "a", "scale": 0.5}]}
    added = add(first, "img_1_0", b"bytes", prompt="camión", recipe=recipe, tags=["a", "b"], width=4, duration_s=1.5, ai_generated=True)
    first.close()

    found = open_library().get("img_1_0", "local")
    assert found == added
    assert found.recipe == recipe


def test_the_file_is_moved_in_and_readable_by_its_content(library: Library, add: Add, tmp_path: Path) -> None:
    asset = add(library, "img_1_0", b"bytes")
    assert library.file_path(asset).read_bytes() == b"bytes"
    assert library.file_path(asset).name == asset.sha256
    assert not files_in(tmp_path / "staging")


def test_a_job_that_runs_twice_makes_one_asset(library: Library, add: Add, events: list[Event], tmp_path: Path) -> None:
    first = add(library, "img_1_0", b"bytes", prompt="one")
    again = add(library, "img_1_0", b"other bytes", prompt="two")
    assert again == first
    assert library.list(AssetQuery()).total == 1
    assert [type(event) for event in events] == [AssetCreated]
    assert files_in(tmp_path / "files") == [first.sha256]
    assert not files_in(tmp_path / "staging")


def test_the_same_asset_added_from_many_threads_at_once_is_added_once(library: Library, events: list[Event], tmp_path: Path) -> None:
    def add_mine(number: int) -> None:
        path = tmp_path / f"{number}.png"
        path.write_bytes(b"%d" % number)
        results.append(library.add_file(path, id="img_1_0", type="image", mime="image/png"))

    results: list[Asset] = []
    threads = [threading.Thread(target=add_mine, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == results[0] for result in results)
    assert len(events) == 1
    assert files_in(tmp_path / "files") == [results[0].sha256]


def test_nobody_sees_or_changes_what_is_another_owners(library: Library, add: Add) -> None:
    add(library, "img_1_0", owner="ana")
    with pytest.raises(errors.NotFound):
        library.get("img_1_0", "bob")
    with pytest.raises(errors.NotFound):
        library.update("img_1_0", "bob", name="mine")
    with pytest.raises(errors.NotFound):
        library.restore("img_1_0", "bob")
    with pytest.raises(errors.NotFound):
        library.export(["img_1_0"], "bob")
    assert library.delete(["img_1_0"], "bob")[:2] == ([], ["img_1_0"])
    assert library.list(AssetQuery(owner="bob")).total == 0
    with pytest.raises(errors.Conflict):
        add(library, "img_1_0", owner="bob")
    assert library.get("img_1_0", "ana").name == ""


@pytest.mark.parametrize("id", ["", "../etc", "a/b", "a.b", "x" * 151, "é"])
def test_an_id_that_could_be_a_path_is_refused(library: Library, add: Add, id: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(errors.InvalidRequest):
        library.add_file(path, id=id, type="image", mime="image/png")


def test_names_favourites_and_tags_stay_changed(open_library: Open, add: Add) -> None:
    first = open_library()
    add(first, "img_1_0", name="old")
    first.update("img_1_0", "local", name=" new\x00name ")
    first.update("img_1_0", "local", favorite=True)
    first.update("img_1_0", "local", tags=["verano", "", "verano", " playa "])
    first.close()
    found = open_library().get("img_1_0", "local")
    assert (found.name, found.favorite, found.tags) == ("new name", True, ["verano", "playa"])


def test_changes_from_two_places_at_once_do_not_undo_each_other(library: Library, add: Add) -> None:
    add(library, "img_1_0")
    changes: list[dict[str, Any]] = [{"name": "n"}, {"favorite": True}, {"tags": ["t"]}] * 5
    threads = [threading.Thread(target=library.update, args=("img_1_0", "local"), kwargs=change) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = library.get("img_1_0", "local")
    assert (found.name, found.favorite, found.tags) == ("n", True, ["t"])


@pytest.mark.parametrize("tags", [["x" * 61], [str(number) for number in range(51)]])
def test_too_many_or_too_long_tags_are_refused(library: Library, add: Add, tags: list[str]) -> None:
    add(library, "img_1_0", tags=["kept"])
    with pytest.raises(errors.InvalidRequest) as refused:
        library.update("img_1_0", "local", tags=tags)
    assert refused.value.param == "tags"
    assert library.get("img_1_0", "local").tags == ["kept"]


def test_a_deletion_can_be_undone_even_after_a_restart(open_library: Open, add: Add, events: list[Event]) -> None:
    first = open_library()
    asset = add(first, "img_1_0")
    deleted, missing, until = first.delete(["img_1_0", "img_2_0", "img_1_0"], "local")
    assert (deleted, missing) == (["img_1_0"], ["img_2_0"])
    assert until > asset.created_at
    assert first.list(AssetQuery()).items == []
    with pytest.raises(errors.NotFound):
        first.get("img_1_0", "local")
    assert first.delete(["img_1_0"], "local")[:2] == ([], ["img_1_0"])
    first.close()

    second = open_library()
    assert second.purge() == 0
    assert second.restore("img_1_0", "local") == asset
    assert second.list(AssetQuery()).items == [asset]
    assert second.file_path(asset).read_bytes() == b"img_1_0"
    assert [type(event) for event in events] == [AssetCreated, AssetDeleted, AssetCreated]


def test_after_ten_minutes_a_deleted_asset_and_its_files_are_gone(open_library: Open, add: Add, tmp_path: Path) -> None:
    first = open_library()
    thumbnail = tmp_path / "thumbnail.webp"
    thumbnail.write_bytes(b"small")
    add(first, "img_1_0", thumbnail=thumbnail)
    kept = add(first, "img_2_0")
    first.delete(["img_1_0"], "local")
    assert first.purge(time.time() + UNDO_S - 5) == 0
    assert first.purge(time.time() + UNDO_S + 5) == 1
    assert files_in(tmp_path / "files") == [kept.sha256]
    assert files_in(tmp_path / "thumbnails") == []
    with pytest.raises(errors.NotFound):
        first.restore("img_1_0", "local")
    first.close()
    assert open_library().list(AssetQuery()).items == [kept]


def test_a_file_stays_as_long_as_one_asset_needs_it(library: Library, add: Add) -> None:
    add(library, "img_1_0", b"same")
    other = add(library, "img_2_0", b"same")
    library.delete(["img_1_0"], "local")
    library.purge(time.time() + UNDO_S + 5)
    assert library.file_path(other).read_bytes() == b"same"
    library.delete(["img_2_0"], "local")
    library.purge(time.time() + UNDO_S + 5)
    with pytest.raises(errors.NotFound):
        library.file_path(other)


def test_purging_while_the_same_picture_is_added_never_takes_the_new_ones_file(library: Library, add: Add) -> None:
    def add_and_delete() -> None:
        for number in range(40):
            add(library, f"old_{number}", b"same")
            library.delete([f"old_{number}"], "local")
            library.purge(time.time() + UNDO_S + 5)

    thread = threading.Thread(target=add_and_delete)
    thread.start()
    number = 0
    while thread.is_alive():
        asset = add(library, f"new_{number}", b"same")
        assert library.file_path(asset).read_bytes() == b"same"
        library.delete([asset.id], "local")
        number += 1
    thread.join()
    assert number > 0


def test_files_that_a_crash_left_without_an_asset_are_swept(open_library: Open, add: Add, tmp_path: Path) -> None:
    first = open_library()
    asset = add(first, "img_1_0")
    stray = tmp_path / "files" / "ab" / ("ab" * 32)
    stray.write_bytes(b"x")
    (stray.parent / "notes.txt").write_text("not ours")
    assert first.sweep() == 1
    assert files_in(tmp_path / "files") == sorted([asset.sha256, "notes.txt"])


@pytest.mark.parametrize("count", [3, 120])
def test_an_index_that_was_emptied_by_accident_costs_no_file(open_library: Open, add: Add, tmp_path: Path, count: int) -> None:
    first = open_library()
    for number in range(count):
        add(first, f"img_{number}_0")
    first.close()
    for file in tmp_path.glob("assets*"):
        file.unlink()
    second = open_library()
    assert second.sweep() == 0
    assert len(files_in(tmp_path / "files")) == count


def test_a_lost_thumbnail_is_made_again(library: Library, tmp_path: Path) -> None:
    picture, thumbnail = tmp_path / "p.png", tmp_path / "t.webp"
    provenance.write_png(Image.new("RGB", (600, 300), "#d04020"), picture, None)
    thumbnails.make(picture, thumbnail)
    before = thumbnail.read_bytes()
    asset = library.add_file(picture, id="img_1_0", type="image", mime="image/png", thumbnail=thumbnail)
    path = library.thumbnail_path(asset)
    assert path is not None
    path.write_bytes(b"")  # what a power cut can leave of a file that was not synced
    again = library.thumbnail_path(asset)
    assert again is not None
    assert again.read_bytes() == before


def test_a_thumbnail_that_cannot_be_made_again_is_none(library: Library, add: Add, tmp_path: Path) -> None:
    thumbnail = tmp_path / "t.webp"
    thumbnail.write_bytes(b"")
    assert library.thumbnail_path(add(library, "img_1_0", b"no picture", thumbnail=thumbnail)) is None


def test_the_library_tidies_up_by_itself(open_library: Open, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "_SETTLE_S", 0.0)
    monkeypatch.setattr(library_module, "_TIDY_EVERY_S", 0.01)
    monkeypatch.setattr(library_module, "UNDO_S", 0.0)
    library = open_library(snapshot_every=3)
    stray = tmp_path / "files" / "ab" / ("ab" * 32)
    stray.write_bytes(b"x")
    kept = [add(library, f"img_{number}_0") for number in range(4)]
    add(library, "img_9_0")
    library.delete(["img_9_0"], "local")
    until = time.monotonic() + 20
    while time.monotonic() < until and (len(library) > 4 or stray.exists() or not (tmp_path / "assets.json").exists()):
        time.sleep(0.01)
    assert files_in(tmp_path / "files") == sorted(asset.sha256 for asset in kept)
    assert (tmp_path / "assets.json").exists()


def test_words_of_old_assets_are_found_right_after_the_start(open_library: Open, add: Add) -> None:
    first = open_library()
    old = add(first, "img_1_0", prompt="camión")
    first.close()
    second = open_library()
    new = add(second, "img_2_0", prompt="camión")
    assert second.list(AssetQuery(q="camion")).items == [new, old]


def test_an_asset_without_thumbnail_says_so(library: Library, add: Add) -> None:
    assert library.thumbnail_path(add(library, "aud_1_0", type="audio", mime="audio/wav")) is None


def test_a_full_disk_is_named_and_leaves_nothing_behind(
    library: Library, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    kept = add(library, "img_1_0")
    with monkeypatch.context() as patch:
        patch.setattr("os.fdatasync", full)
        with pytest.raises(errors.DiskFull):
            add(library, "img_2_0")
        assert not library.writable()
    assert files_in(tmp_path / "files") == [kept.sha256]
    assert add(library, "img_2_0").id == "img_2_0"
    assert library.writable()


def test_the_words_of_a_video_stay_after_a_restart_and_are_in_no_list(
    open_library: Callable[..., Library], add: Callable[..., Asset]
) -> None:
    library = open_library()
    add(library, "vid_1_0", type="video", mime="video/mp4", words=[("¡Hola!", 0.15, 0.5)])
    library.close()
    again = open_library()
    assert again.get("vid_1_0", "local").words == [("¡Hola!", 0.15, 0.5)]
    assert "words" not in again.list(AssetQuery()).items[0].public()
