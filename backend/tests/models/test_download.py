"""Getting a model onto the machine over networks that break, lie and stall. A real web server on loopback does all of it."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enfoads.errors import DownloadFailed, JobCancelled, NotEnoughDisk
from enfoads.models import download, manage, sources
from enfoads.models.catalog import Catalog
from enfoads.models.fetch import Patience

DATA = bytes(range(256)) * 2000  # 512,000 bytes
SHA256 = hashlib.sha256(DATA).hexdigest()
QUICK = Patience(answer=1.5, silence=1.0, slow_window=0.6, slow_bytes=4096, total=20, retries=2, pause=0.01)

MakeCatalog = Callable[..., Catalog]


def pull(catalog: Catalog, **options: Any) -> list[dict[str, Any]]:
    return download.pull(catalog.get("toy"), catalog, catalog.settings, **{"patience": QUICK, **options})


def target(catalog: Catalog) -> Path:
    return catalog.folder(catalog.get("toy")) / "w.bin"


def leftovers(catalog: Catalog) -> list[str]:
    return sorted(path.name for path in target(catalog).parent.iterdir() if path.name != "w.bin")


@pytest.fixture
def toy(catalog: MakeCatalog, web: Any) -> Callable[..., Catalog]:
    """A model whose one file comes from the given paths of the server, in this order."""
    web.files["/w.bin"] = DATA

    def make(*paths: str, pinned: bool = True, **options: Any) -> Catalog:
        origin = [{"kind": "url", "url": path if "://" in path else web.url(path)} for path in paths or ("/w.bin",)]
        return catalog({"w.bin": (DATA, origin, pinned)}, **options)

    return make


# The usual way --------------------------------------------------------------------------------------------------------


def test_a_model_is_downloaded_verified_and_recorded(toy: Callable[..., Catalog]) -> None:
    models = toy()
    assert models.state(models.get("toy")) == "missing"
    (file,) = pull(models)
    assert file["sha256"] == SHA256
    assert file["bytes"] == len(DATA)
    assert target(models).read_bytes() == DATA
    assert models.state(models.get("toy")) == "installed"
    assert leftovers(models) == []


def test_pulling_again_downloads_nothing(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy()
    pull(models)
    pull(models)
    assert len(web.requests) == 1


def test_progress_grows_to_the_whole_and_names_the_stages(toy: Callable[..., Catalog]) -> None:
    seen: list[tuple[str, int, int, str]] = []
    pull(toy(), progress=lambda *report: seen.append(report))
    assert {stage for stage, *_ in seen} == {"downloading", "verifying"}
    amounts = [done for stage, done, *_ in seen if stage == "downloading"]
    assert amounts == sorted(amounts)
    assert all(done <= total == len(DATA) and file == "toy/w.bin" for _, done, total, file in seen)


# Breaking off and resuming --------------------------------------------------------------------------------------------


def test_a_connection_that_breaks_is_resumed_where_it_broke(toy: Callable[..., Catalog], web: Any) -> None:
    web.manner["/w.bin"] = "cut once"
    models = toy()
    pull(models)
    assert target(models).read_bytes() == DATA
    (_, first), (_, second) = web.requests
    assert "Range" not in first
    assert second["Range"] == f"bytes={len(DATA) // 2}-"
    assert second["If-Range"] == '"v1"'


def test_a_download_stopped_yesterday_goes_on_today(toy: Callable[..., Catalog], web: Any) -> None:
    web.manner["/w.bin"] = "cut once"
    models = toy()
    with pytest.raises(DownloadFailed):
        pull(models, patience=Patience(answer=5, silence=5, retries=0, pause=0, slow_bytes=1 << 30))
    assert (target(models).parent / "w.bin.part").stat().st_size == len(DATA) // 2
    pull(toy())
    assert web.requests[-1][1]["Range"] == f"bytes={len(DATA) // 2}-"
    assert target(models).read_bytes() == DATA


def test_a_file_that_changed_meanwhile_starts_over(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy()
    part = target(models).parent / "w.bin.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"old version" * 100)
    part.with_name("w.bin.part.json").write_text(json.dumps({"url": web.url("/w.bin"), "validator": '"v0"'}))
    pull(models)
    assert target(models).read_bytes() == DATA


def test_a_server_that_knows_no_ranges_starts_over(toy: Callable[..., Catalog], web: Any) -> None:
    web.manner["/w.bin"] = "ignore range"
    models = toy()
    part = target(models).parent / "w.bin.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(DATA[:1000])
    pull(models)
    assert target(models).read_bytes() == DATA


def test_a_piece_from_one_source_is_continued_at_another_when_a_hash_will_tell(toy: Callable[..., Catalog], web: Any) -> None:
    web.files["/other/w.bin"] = DATA
    web.manner["/w.bin"] = "stall"
    models = toy("/w.bin", "/other/w.bin")
    pull(models, patience=Patience(answer=5, silence=0.5, retries=0, pause=0, slow_bytes=1 << 30))
    path, headers = web.requests[-1]
    assert path == "/other/w.bin"
    assert headers["Range"] == f"bytes={len(DATA) // 2}-"
    assert target(models).read_bytes() == DATA


def test_without_a_hash_pieces_of_two_sources_are_never_joined(toy: Callable[..., Catalog], web: Any) -> None:
    web.files["/other/w.bin"] = DATA
    web.manner["/w.bin"] = "stall"
    pull(toy("/w.bin", "/other/w.bin", pinned=False), patience=Patience(answer=5, silence=0.5, retries=0, pause=0, slow_bytes=1 << 30))
    assert "Range" not in web.requests[-1][1]


def test_a_part_that_is_already_whole_is_only_verified(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy()
    part = target(models).parent / "w.bin.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(DATA)
    pull(models)
    assert target(models).read_bytes() == DATA


# Bad sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("404", "404"),
        ("403", "a key may be needed"),
        ("500", "500"),
        ("hang", "no answer within 1.5 s"),
        ("drip headers", "no answer within 1.5 s"),
        ("redirect /bad.bin", "circles"),
        ("cut always", "broke off"),
    ],
)
def test_the_next_source_is_taken_when_one_fails(toy: Callable[..., Catalog], web: Any, manner: str, reason: str) -> None:
    web.files["/bad.bin"] = DATA
    web.manner["/bad.bin"] = manner
    with pytest.raises(DownloadFailed) as caught:
        pull(toy("/bad.bin"))
    assert reason in caught.value.message("en")
    (file,) = pull(toy("/bad.bin", "/w.bin"))
    assert file["source"].endswith("/w.bin")


def test_a_source_that_says_nothing_is_given_up_in_seconds(toy: Callable[..., Catalog], web: Any) -> None:
    web.manner["/silent"] = "hang"
    started = time.monotonic()
    pull(toy("/silent", "/w.bin"), patience=Patience())
    assert time.monotonic() - started < 10, "the default patience is five seconds"


def test_a_source_that_drips_is_given_up_although_it_never_falls_silent(toy: Callable[..., Catalog], web: Any) -> None:
    web.files["/drip.bin"] = DATA
    web.manner["/drip.bin"] = "drip"
    started = time.monotonic()
    (file,) = pull(toy("/drip.bin", "/w.bin"))
    assert file["source"].endswith("/w.bin")
    assert time.monotonic() - started < 8


def test_the_total_deadline_holds_for_a_source_that_is_merely_slow(toy: Callable[..., Catalog], web: Any) -> None:
    web.files["/slow.bin"] = DATA
    web.manner["/slow.bin"] = "slow"
    models = toy("/slow.bin")
    with pytest.raises(DownloadFailed, match="too long"):
        pull(models, patience=Patience(answer=5, silence=5, total=0.1, retries=2, pause=0.01))


@pytest.mark.parametrize("body", [b"other bytes", DATA + b"!", b"\0" * len(DATA), b""])
def test_wrong_bytes_are_deleted_and_the_next_source_is_taken(toy: Callable[..., Catalog], web: Any, body: bytes) -> None:
    web.files["/bad.bin"] = body
    models = toy("/bad.bin", "/w.bin")
    pull(models)
    assert target(models).read_bytes() == DATA
    assert leftovers(models) == []


def test_a_web_page_in_place_of_weights_is_not_kept_even_without_a_hash(catalog: MakeCatalog, web: Any) -> None:
    web.files["/page"] = b"<html>please sign in</html>" * 10
    models = catalog({"w.safetensors": (b"x" * 100, [{"kind": "url", "url": web.url("/page")}], False)})
    with pytest.raises(DownloadFailed, match="web page"):
        pull(models)
    assert not (models.folder(models.get("toy")) / "w.safetensors").exists()


def test_a_hash_recorded_at_the_first_download_is_demanded_of_the_second(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy(pinned=False)
    pull(models)
    target(models).unlink()
    web.files["/w.bin"] = DATA[::-1]
    with pytest.raises(DownloadFailed, match="bytes are others"):
        pull(models)


def test_the_hash_that_the_hub_declares_is_demanded(toy: Callable[..., Catalog], web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    web.etag = f"v1@{'0' * 64}"
    web.manner["/hub"] = "redirect /w.bin"
    with pytest.raises(DownloadFailed, match="bytes are others"):
        pull(toy("/hub", pinned=False))
    web.etag = f"v1@{SHA256}"
    assert pull(toy("/hub", pinned=False))[0]["sha256"] == SHA256


def test_the_error_names_every_source_the_file_and_the_folder(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy("/one.bin", "/two.bin", "http://127.0.0.1:9/three.bin")
    with pytest.raises(DownloadFailed) as caught:
        pull(models)
    text = caught.value.message("en") + " " + caught.value.advice("en")
    for word in ("toy/w.bin", "/one.bin", "/two.bin", "three.bin", "404", "cannot be reached", str(target(models).parent)):
        assert word in text
    assert "no se puede alcanzar" in caught.value.message("es")


# Mirror, hub, offline -------------------------------------------------------------------------------------------------


def test_the_mirror_is_asked_first_in_its_own_layout_and_the_hubs(catalog: MakeCatalog, web: Any) -> None:
    web.files["/mirror/org/name/resolve/main/sub/w.bin"] = DATA
    hub = {"kind": "hub", "repo": "org/name", "path": "sub/w.bin"}
    models = catalog({"w.bin": (DATA, [hub], True)}, mirror=web.url("/mirror/"))
    pull(models)
    assert [path for path, _ in web.requests] == ["/mirror/toy/w.bin", "/mirror/org/name/resolve/main/sub/w.bin"]


def test_the_token_goes_to_the_hub_alone_and_into_no_log_or_error(
    catalog: MakeCatalog, web: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sources, "HUB", web.url("/hub"))
    caplog.set_level(logging.DEBUG)
    hub = {"kind": "hub", "repo": "org/name", "path": "w.bin", "revision": "abc"}
    other = {"kind": "url", "url": web.url("/elsewhere/w.bin?signature=s3cret")}
    models = catalog({"w.bin": (DATA, [hub, other], True)}, hf_token="hf_s3cret", mirror=web.url("/mirror"))
    with pytest.raises(DownloadFailed) as caught:
        pull(models)
    told = {path: headers.get("Authorization") for path, headers in web.requests}
    assert told["/hub/org/name/resolve/abc/w.bin"] == "Bearer hf_s3cret"
    assert [value for path, value in told.items() if not path.startswith("/hub")] == [None, None, None]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("enfoads")]
    assert "s3cret" not in " ".join([*ours, str(caught.value), json.dumps(caught.value.to_record())])
    assert "hf_s3cret" not in caplog.text


def test_offline_asks_nobody_but_takes_what_lies_there(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy(offline=True)
    with pytest.raises(DownloadFailed, match="OFFLINE"):
        pull(models)
    assert web.requests == []
    target(models).write_bytes(DATA)
    assert pull(models)[0]["source"] == "in place"


# Files put there by hand ----------------------------------------------------------------------------------------------


def test_a_file_dropped_in_by_hand_is_recognised_and_verified(toy: Callable[..., Catalog], web: Any) -> None:
    models = toy()
    target(models).parent.mkdir(parents=True)
    target(models).write_bytes(DATA)
    assert pull(models)[0]["source"] == "in place"
    assert web.requests == []


def test_a_wrong_file_dropped_in_by_hand_is_moved_aside_and_never_loaded(toy: Callable[..., Catalog]) -> None:
    models = toy()
    target(models).parent.mkdir(parents=True)
    target(models).write_bytes(DATA[::-1])
    pull(models)
    assert target(models).read_bytes() == DATA
    assert leftovers(models) == ["w.bin.wrong"]


# Cancel, disk, concurrency --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("manner", ["slow", "hang"])
def test_cancel_ends_a_download_soon_and_leaves_nothing(toy: Callable[..., Catalog], web: Any, manner: str) -> None:
    web.manner["/w.bin"] = manner
    models = toy()
    cancelled_at = time.monotonic() + 0.2

    def check() -> None:
        if time.monotonic() > cancelled_at:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        pull(models, check_cancelled=check, patience=Patience())
    assert time.monotonic() - cancelled_at < 3
    assert leftovers(models) == []


def test_a_disk_that_cannot_hold_the_model_is_said_before_the_first_byte(
    toy: Callable[..., Catalog], web: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(NotEnoughDisk) as caught:
        pull(toy())
    assert caught.value.values["free"] == "1000 B"
    assert web.requests == []


def test_two_downloads_of_one_file_fetch_it_once(toy: Callable[..., Catalog], web: Any) -> None:
    web.manner["/w.bin"] = "slow"
    models = toy()
    results: list[list[dict[str, Any]]] = []
    threads = [threading.Thread(target=lambda: results.append(pull(models, patience=Patience()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result[0]["sha256"] for result in results] == [SHA256] * 3
    assert len(web.requests) == 1


# Afterwards -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pulled(toy: Callable[..., Catalog]) -> Catalog:
    models = toy()
    pull(models)
    return models


def test_verify_finds_a_bit_that_flipped_on_the_disk(pulled: Catalog) -> None:
    assert [check.state for check in manage.verify(pulled, pulled.get("toy"))] == ["ok"]
    flipped = bytearray(DATA)
    flipped[1234] ^= 1
    target(pulled).write_bytes(flipped)
    assert [check.state for check in manage.verify(pulled, pulled.get("toy"))] == ["wrong"]


def test_a_model_changed_since_it_was_verified_is_not_loaded(pulled: Catalog) -> None:
    manage.ensure(pulled, pulled.get("toy"))
    target(pulled).write_bytes(DATA[::-1])
    with pytest.raises(manage.UnsafeFile):
        manage.ensure(pulled, pulled.get("toy"))


def test_a_verified_model_is_not_read_again_before_every_load(pulled: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manage, "sha256_of", lambda *args: pytest.fail("the file was hashed again"))
    manage.ensure(pulled, pulled.get("toy"))


def test_a_half_copied_file_is_not_taken_for_an_installed_model(pulled: Catalog) -> None:
    target(pulled).write_bytes(DATA[:100])
    assert pulled.state(pulled.get("toy")) == "missing"
    with pytest.raises(manage.ModelNotInstalled):
        manage.ensure(pulled, pulled.get("toy"))


def test_remove_frees_the_disk_and_forgets_the_hash(pulled: Catalog) -> None:
    assert manage.remove(pulled, pulled.get("toy")) == len(DATA)
    assert pulled.state(pulled.get("toy")) == "missing"
    assert json.loads((pulled.models_dir / "hashes.json").read_text()) == {}
