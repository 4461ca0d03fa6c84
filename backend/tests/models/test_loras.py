"""LoRAs on their way into a picture: from an address, the folder or the library. Strangers choose both the address and the file."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import pickle
import signal
import socket
import struct
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from lorafiles import FLUX, SD15, SDXL, safetensors

from enfoads.errors import DiskFull, EnfoadsError, FetchFailed, InvalidRequest, NotFound, Unavailable, UnsafeFile, UnusableLora, UrlRefused
from enfoads.jobs.events import EventBus
from enfoads.library.library import Library
from enfoads.models import from_url
from enfoads.models.lora_cache import LoraCache
from enfoads.models.loras import Loras
from enfoads.settings import Settings

GOOD = safetensors(SDXL, {"ss_output_name": "mug"})
OTHER = safetensors(SDXL, {"ss_output_name": "other"})
SECRET = "X-Amz-Signature=5ecre7"
Open = Callable[..., Loras]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "data", EventBus())
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def loras(tmp_path: Path, library: Library, web: Any) -> Open:
    """`loras(**settings)`: with the test's web server among the hosts that may be asked."""

    def make(**settings: Any) -> Loras:
        in_use = settings.pop("in_use", tuple)
        options: dict[str, Any] = {"fetch_allow_hosts": [web.base.removeprefix("http://")], "fetch_timeout": 20}
        return Loras(Settings(data_dir=tmp_path / "data", **options | settings), library, in_use=in_use)

    return make


def left_behind(loras: Loras) -> list[str]:
    """Files in the cache that are not whole LoRAs with their notes."""
    return [path.name for path in loras.folder.glob("cache/*") if path.name.startswith(".") or path.suffix not in (".safetensors", ".json")]


# What can be had


def test_a_presigned_address_becomes_a_vetted_file_without_its_query(loras: Open, web: Any) -> None:
    web.files["/bucket/my%20mug.safetensors"] = GOOD
    found = loras().obtain({"url": web.url(f"/bucket/my%20mug.safetensors?{SECRET}"), "scale": 0.8}, "ana")
    assert Path(found["path"]).read_bytes() == GOOD
    assert found == {
        "path": found["path"],
        "sha256": sha256(GOOD),
        "name": "my mug",
        "scale": 0.8,
        "source": web.base + "/bucket/my%20mug.safetensors",
    }
    assert web.requests[0][0].endswith(SECRET)
    assert web.requests[0][1]["Host"] == web.base.removeprefix("http://")  # with its port, which a signature covers
    assert web.requests[0][1]["Accept-Encoding"] == "identity"


def test_the_signature_is_nowhere_on_the_disk_nor_in_the_logs(
    loras: Open, web: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    web.files["/a.safetensors"] = GOOD
    web.manner["/b.safetensors"] = "403"
    opened = loras()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("urllib3").setLevel(logging.WARNING)  # as telemetry.configure does
        opened.obtain({"url": web.url(f"/a.safetensors?{SECRET}")}, "ana")
        with pytest.raises(FetchFailed) as refused:
            opened.obtain({"url": web.url(f"/b.safetensors?{SECRET}")}, "ana")
    assert "expired" in refused.value.message("en")
    assert "5ecre7" not in caplog.text + str(refused.value) + json.dumps(refused.value.to_record())
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file() and b"5ecre7" in path.read_bytes()]


def test_with_a_hash_an_address_is_asked_once_even_under_a_new_signature(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    opened = loras()
    first = opened.obtain({"url": web.url("/a.safetensors?one")}, "ana")
    again = opened.obtain({"url": web.url("/a.safetensors?two"), "sha256": sha256(GOOD).upper()}, "ana")
    assert again["path"] == first["path"]
    assert len(web.requests) == 1


def test_without_a_hash_an_address_is_asked_again_because_the_file_may_have_changed(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    opened = loras()
    opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    web.files["/a.safetensors"] = OTHER
    assert opened.obtain({"url": web.url("/a.safetensors")}, "ana")["sha256"] == sha256(OTHER)


def test_knowing_a_hash_does_not_open_somebody_elses_file(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    opened = loras()
    opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    with pytest.raises(FetchFailed):
        opened.obtain({"url": web.url("/guess.safetensors"), "sha256": sha256(GOOD)}, "eva")
    del web.files["/a.safetensors"]
    with pytest.raises(FetchFailed):
        opened.obtain({"url": web.url("/a.safetensors"), "sha256": sha256(GOOD)}, "eva")


def test_a_cached_file_that_was_damaged_is_fetched_again(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    path = Path(loras().obtain({"url": web.url("/a.safetensors")}, "ana")["path"])
    path.write_bytes(GOOD[:-5])
    again = loras().obtain({"url": web.url("/a.safetensors"), "sha256": sha256(GOOD)}, "ana")
    assert Path(again["path"]).read_bytes() == GOOD


def test_two_requests_for_one_address_at_once_fetch_it_once(loras: Open, web: Any) -> None:
    data = safetensors({f"lora_unet_{n}_attn2_to_k.{half}.weight": (64, 64) for n in range(150) for half in ("lora_down", "lora_up")})
    web.files["/a.safetensors"] = data
    web.manner["/a.safetensors"] = "slow"
    opened = loras()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: opened.obtain({"url": web.url("/a.safetensors")}, "ana"), range(4)))
    assert {one["sha256"] for one in found} == {sha256(data)}
    assert len(web.requests) == 1


def test_a_file_of_the_folder_goes_by_its_name(loras: Open) -> None:
    opened = loras()
    opened.folder.mkdir(parents=True, exist_ok=True)
    (opened.folder / "mug.v2.safetensors").write_bytes(GOOD)
    found = opened.obtain({"name": "mug.v2"}, "ana")
    assert (found["sha256"], found["name"], found["scale"], found["source"]) == (sha256(GOOD), "mug.v2", 1.0, "mug.v2")


@pytest.mark.parametrize("name", ["nothing", "../../settings", "cache/x", "/etc/passwd", "..", "mug/../mug", "*"])
def test_a_name_is_looked_up_and_never_used_as_a_path(loras: Open, name: str) -> None:
    opened = loras()
    opened.folder.mkdir(parents=True, exist_ok=True)
    (opened.folder / "mug.safetensors").write_bytes(GOOD)
    with pytest.raises(NotFound):
        opened.obtain({"name": name}, "ana")


def test_a_lora_of_the_library_is_its_owners_alone(loras: Open, tmp_path: Path) -> None:
    opened = loras()
    (tmp_path / "sent").write_bytes(GOOD)
    added = opened.add(tmp_path / "sent", sha256(GOOD), "ana", name="Mug")
    found = opened.obtain({"asset_id": added.id}, "ana")
    assert (found["source"], found["name"], Path(found["path"]).suffix) == (added.id, "Mug", ".safetensors")
    assert Path(found["path"]).read_bytes() == GOOD
    with pytest.raises(NotFound):
        opened.obtain({"asset_id": added.id}, "eva")
    opened.delete(added.id, "ana")
    with pytest.raises(NotFound):
        opened.obtain({"asset_id": added.id}, "ana")


def test_a_lora_that_was_deleted_for_good_leaves_no_copy(loras: Open, library: Library, tmp_path: Path) -> None:
    opened = loras()
    (tmp_path / "sent").write_bytes(GOOD)
    added = opened.add(tmp_path / "sent", sha256(GOOD), "ana", name="Mug")
    opened.obtain({"asset_id": added.id}, "ana")
    opened.delete(added.id, "ana")
    library.purge(now=time.time() + 3600)
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file() and path.read_bytes() == GOOD]
    loras()
    assert not list(opened.folder.glob("cache/*"))


def test_the_same_lora_from_the_library_and_from_an_address_outlives_the_librarys(
    loras: Open, library: Library, web: Any, tmp_path: Path
) -> None:
    web.files["/a.safetensors"] = GOOD
    opened = loras()
    (tmp_path / "sent").write_bytes(GOOD)
    added = opened.add(tmp_path / "sent", sha256(GOOD), "ana", name="Mug")
    opened.obtain({"asset_id": added.id}, "ana")
    fetched = opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    opened.delete(added.id, "ana")
    library.purge(now=time.time() + 3600)
    assert Path(fetched["path"]).read_bytes() == GOOD


def test_on_a_disk_without_links_a_library_lora_is_copied(loras: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    opened = loras()
    (tmp_path / "sent").write_bytes(GOOD)
    added = opened.add(tmp_path / "sent", sha256(GOOD), "ana", name="Mug")
    assert Path(opened.obtain({"asset_id": added.id}, "ana")["path"]).read_bytes() == GOOD
    assert left_behind(opened) == []


# Hostile files


def _deep_header() -> bytes:
    raw = b'{"a":' + b"[" * 200_000
    return struct.pack("<Q", len(raw)) + raw


def _zipped(tmp_path: Path) -> bytes:
    with zipfile.ZipFile(tmp_path / "z", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", bytes(20 << 20))
    return (tmp_path / "z").read_bytes()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "pickle": (pickle.dumps({"w": 1}), "pickle"),
    "old pickle": (b"cos\nsystem\n(S'id'\ntR.", "not a safetensors file"),
    "gguf": (b"GGUF" + bytes(100), "GGUF"),
    "web page": (b"<!doctype html><title>Sign in</title>", "web page"),
    "json": (b'{"error": "expired"}', "JSON"),
    "lfs pointer": (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    "empty": (b"", "safetensors"),
    "zeros": (bytes(1000), "safetensors"),
    "length of 2^63": (struct.pack("<Q", 1 << 63) + b"{" + bytes(100), ""),
    "length of 1 GiB": (struct.pack("<Q", 1 << 30) + b"{" + bytes(100), "cut short"),
    "length past the end": (struct.pack("<Q", 5000) + b"{}" + bytes(100), "cut short"),
    "deep JSON": (_deep_header(), "malformed"),
    "truncated": (GOOD[:-10], "cut short"),
    "trailing": (GOOD + b"PK\x03\x04evil", "after its last tensor"),
    "no tensor": (struct.pack("<Q", 2) + b"{}", "malformed"),
    "SD 1.5": (safetensors(SD15), "Stable Diffusion 1.x"),
    "FLUX": (safetensors(FLUX), "FLUX"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_by_its_content_and_leaves_nothing(loras: Open, web: Any, what: str) -> None:
    data, why = HOSTILE[what]
    web.files["/my.safetensors"] = data
    opened = loras()
    with pytest.raises((UnsafeFile, UnusableLora)) as refused:
        opened.obtain({"url": web.url("/my.safetensors")}, "ana", param="lora_url")
    assert refused.value.status == 422
    assert why in refused.value.message("en")
    assert (refused.value.values["name"], refused.value.param) == ("my", "lora_url")
    assert not list(opened.folder.glob("cache/*.safetensors"))
    assert left_behind(opened) == []


def test_a_pickle_in_a_zip_that_unpacks_to_much_is_refused_packed(loras: Open, web: Any, tmp_path: Path) -> None:
    web.files["/my.safetensors"] = _zipped(tmp_path)
    with pytest.raises(UnsafeFile, match="pickle in a ZIP"):
        loras().obtain({"url": web.url("/my.safetensors")}, "ana")


def test_a_header_larger_than_any_lora_needs_is_not_parsed(loras: Open, web: Any) -> None:
    web.files["/my.safetensors"] = struct.pack("<Q", 9 << 20) + b'{"a":[' + b"[]," * (3 << 20)
    with pytest.raises(UnsafeFile, match="larger than 8 MiB"):
        loras().obtain({"url": web.url("/my.safetensors")}, "ana")


def test_the_wrong_bytes_are_refused_before_they_are_looked_at(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = OTHER
    opened = loras()
    with pytest.raises(UnusableLora, match="its bytes are others") as refused:
        opened.obtain({"url": web.url("/a.safetensors"), "sha256": sha256(GOOD)}, "ana")
    assert refused.value.status == 422
    assert not list(opened.folder.glob("cache/*.safetensors"))


def test_a_local_file_with_other_bytes_than_the_request_says_is_refused(loras: Open) -> None:
    opened = loras()
    opened.folder.mkdir(parents=True, exist_ok=True)
    (opened.folder / "mug.safetensors").write_bytes(GOOD)
    with pytest.raises(UnusableLora, match="its bytes are others"):
        opened.obtain({"name": "mug", "sha256": sha256(OTHER)}, "ana")


# Hostile servers


@pytest.mark.parametrize(
    ("manner", "settings", "why"),
    [
        ("ten gigabytes", {}, "more than 2.0 GiB"),
        ("endless", {"max_lora_mb": 1}, "more than 1 MiB"),
        ("gzip", {}, "compressed"),
        ("drip", {"fetch_timeout": 1}, "took too long"),
        ("drip chunks", {"fetch_timeout": 1}, "took too long"),
        ("stall", {"fetch_timeout": 1}, "took too long"),
        ("drip headers", {"fetch_timeout": 1}, "took too long"),
        ("hang", {"fetch_timeout": 1}, "took too long"),
        ("cut always", {}, "broke off"),
        ("404", {}, "404"),
        ("500", {}, "500"),
        ("redirects in circles", {}, "circles"),
    ],
)
def test_a_server_that_misbehaves_is_given_up_in_time_and_leaves_nothing(
    loras: Open, web: Any, manner: str, settings: dict[str, Any], why: str
) -> None:
    web.files["/a.safetensors"] = GOOD
    web.manner["/a.safetensors"] = manner
    opened = loras(**settings)
    with pytest.raises(FetchFailed) as failed:
        opened.obtain({"url": web.url(f"/a.safetensors?{SECRET}")}, "ana")
    assert why in failed.value.message("en")
    assert "5ecre7" not in failed.value.message("en") + failed.value.message("es")
    assert left_behind(opened) == []


def test_of_ten_declared_gigabytes_hardly_a_byte_is_taken(loras: Open, web: Any) -> None:
    web.manner["/a.safetensors"] = "ten gigabytes"
    with pytest.raises(FetchFailed):
        loras().obtain({"url": web.url("/a.safetensors")}, "ana")
    assert web.hung_up.wait(20)
    assert web.sent < 64 << 20  # what the system's buffers hold


def test_a_redirect_with_a_body_that_never_ends_is_not_read(loras: Open, web: Any) -> None:
    web.files["/good.safetensors"] = GOOD
    web.manner["/a.safetensors"] = "endless redirect"
    assert loras().obtain({"url": web.url("/a.safetensors")}, "ana")["sha256"] == sha256(GOOD)
    assert web.hung_up.wait(20)
    assert web.sent < 64 << 20  # what the system's buffers hold


def test_a_redirect_to_this_machine_is_not_followed(loras: Open, web: Any) -> None:
    web.files["/secret"] = GOOD
    port = web.base.rpartition(":")[2]
    for target in (f"http://localhost:{port}/secret", f"https://[::ffff:127.0.0.1]:{port}/secret", f"https://127.1:{port}/secret"):
        web.manner["/a.safetensors"] = f"redirect {target}"
        with pytest.raises(UrlRefused) as refused:
            loras().obtain({"url": web.url("/a.safetensors")}, "ana")
        assert refused.value.status == 422
    assert not [path for path, _ in web.requests if path.startswith("/secret")]


@pytest.mark.parametrize("target", ["http://8.8.8.8/a", "https://8.8.8.8:22/", "https://user@8.8.8.8/", "https://169.254.169.254/latest"])
def test_every_hop_must_be_an_address_that_could_have_been_given(loras: Open, web: Any, target: str) -> None:
    web.manner["/a.safetensors"] = f"redirect {target}"
    with pytest.raises(UrlRefused):
        loras().obtain({"url": web.url("/a.safetensors")}, "ana")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://8.8.8.8/a", "https://"])
def test_a_redirect_out_of_http_ends_the_fetch(loras: Open, web: Any, target: str) -> None:
    web.manner["/a.safetensors"] = f"redirect {target}"
    with pytest.raises((UrlRefused, FetchFailed)):
        loras().obtain({"url": web.url("/a.safetensors")}, "ana")


def test_a_public_name_with_a_private_address_is_not_asked(loras: Open, web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(web.base.rpartition(":")[2])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr("enfoads.security.urls.socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(UrlRefused, match="not public"):
        loras().obtain({"url": f"https://models.example:{port}/a.safetensors"}, "ana")
    assert web.requests == []


def test_this_machines_own_server_is_out_of_reach_unless_it_is_named(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    for allowed in ([], ["localhost"], ["127.0.0.1:1"]):
        with pytest.raises(UrlRefused):
            loras(fetch_allow_hosts=allowed).obtain({"url": web.url("/a.safetensors")}, "ana")
    assert web.requests == []


def test_offline_means_that_nobody_is_asked(loras: Open, web: Any) -> None:
    web.files["/a.safetensors"] = GOOD
    with pytest.raises(FetchFailed, match="switched off"):
        loras(offline=True).obtain({"url": web.url("/a.safetensors")}, "ana")
    assert web.requests == []


# Unhappy paths


def test_a_disk_that_fills_while_a_file_arrives_is_said_and_cleaned(loras: Open, web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    web.files["/a.safetensors"] = GOOD
    opened = loras()
    monkeypatch.setattr("enfoads.models.fetch._open_part", lambda part, start: FullDisk(part))
    with pytest.raises(DiskFull):
        opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    assert left_behind(opened) == []


class FullDisk:
    def __init__(self, part: Path) -> None:
        part.write_bytes(b"some")

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, _: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")


def test_a_nearly_full_disk_is_left_some_room(loras: Open, web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    web.files["/a.safetensors"] = GOOD
    monkeypatch.setattr(from_url, "SPARE_DISK", 1 << 62)
    opened = loras()
    with pytest.raises(DiskFull):
        opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    assert left_behind(opened) == []


@pytest.mark.parametrize("manner", ["endless", "stall"])
def test_closing_the_studio_ends_a_fetch_under_way(loras: Open, web: Any, manner: str) -> None:
    web.files["/a.safetensors"] = GOOD
    web.manner["/a.safetensors"] = manner
    opened = loras(max_lora_mb=100_000, fetch_timeout=100)
    raised: list[EnfoadsError] = []

    def fetch() -> None:
        try:
            opened.obtain({"url": web.url("/a.safetensors")}, "ana")
        except EnfoadsError as error:
            raised.append(error)

    thread = threading.Thread(target=fetch)
    thread.start()
    while not list(opened.folder.glob("cache/.*.part")):
        thread.join(0.01)
    opened.close()
    thread.join(30)
    assert isinstance(raised[0], Unavailable)
    assert left_behind(opened) == []


def test_what_a_killed_studio_left_half_fetched_is_gone_at_the_next_start(loras: Open) -> None:
    folder = loras().folder / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".0123.part").write_bytes(b"half")
    (folder / ".0123.part.json").write_text("{}")
    loras()
    assert list(folder.iterdir()) == []


def test_a_studio_killed_in_the_middle_of_a_fetch_starts_clean(run_studio: Callable[..., Any], web: Any, tmp_path: Path) -> None:
    web.files["/a.safetensors"] = GOOD
    web.manner["/a.safetensors"] = "stall"
    environment = {"ENFOADS_FETCH_ALLOW_HOSTS": web.base.removeprefix("http://")}
    studio = run_studio(data_dir=tmp_path / "killed", **environment)
    address = {"json": {"url": web.url("/a.safetensors")}, "timeout": 60}
    caller = threading.Thread(target=lambda: suppressed(studio.call, "POST", "/api/loras", **address))
    caller.start()
    while not list((tmp_path / "killed").glob("models/loras/cache/.*.part")):
        caller.join(0.01)
    os.killpg(studio.process.pid, signal.SIGKILL)
    caller.join(30)
    assert list((tmp_path / "killed").glob("models/loras/cache/.*.part"))
    run_studio(data_dir=tmp_path / "killed", **environment)
    assert not list((tmp_path / "killed").glob("models/loras/cache/.*"))


def suppressed(call: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    with suppress(requests.RequestException):
        call(*arguments, **options)


def test_many_fetches_at_once_do_not_take_every_thread_of_the_server(loras: Open, web: Any) -> None:
    web.manner["/a.safetensors"] = "hang"
    opened = loras(fetch_timeout=3)

    def code(number: int) -> str:
        with pytest.raises(EnfoadsError) as raised:
            opened.obtain({"url": web.url(f"/a.safetensors?{number}")}, "ana")
        return raised.value.code

    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(code, range(12)))
    assert codes.count("unavailable") == 4
    assert codes.count("fetch_failed") == 8


def test_the_same_address_can_be_tried_again_after_a_failure(loras: Open, web: Any) -> None:
    opened = loras()
    with pytest.raises(FetchFailed):
        opened.obtain({"url": web.url("/a.safetensors")}, "ana")
    web.files["/a.safetensors"] = GOOD
    assert opened.obtain({"url": web.url("/a.safetensors")}, "ana")["sha256"] == sha256(GOOD)


@pytest.mark.parametrize("wanted", [{}, {"url": "https://a.example/x", "name": "a"}, {"name": "a", "asset_id": "b"}, {"name": ""}])
def test_a_lora_is_named_in_exactly_one_way(loras: Open, wanted: dict[str, str]) -> None:
    with pytest.raises(InvalidRequest, match="exactly one") as refused:
        loras().obtain(wanted, "ana")
    assert refused.value.param == "loras"


# The cache's size


@pytest.fixture
def cache(tmp_path: Path) -> Callable[..., LoraCache]:
    return lambda max_bytes, in_use=tuple: LoraCache(tmp_path / "cache", max_bytes, in_use)


def keep(cache: LoraCache, name: str, size: int, monkeypatch: pytest.MonkeyPatch, at: float) -> Path:
    monkeypatch.setattr("enfoads.models.lora_cache.time.time", lambda: at + 1e6)  # everything kept before is old by then
    part = cache.part()
    part.write_bytes(bytes(size))
    return cache.keep(part, sha256(name.encode()), "ana", name)


def test_the_file_unused_for_longest_goes_when_the_cache_is_full(cache: Callable[..., LoraCache], monkeypatch: pytest.MonkeyPatch) -> None:
    small = cache(250)
    paths = {name: keep(small, name, 100, monkeypatch, 2e9) for name in "ab"}
    for age, name in ((10, "a"), (20, "b")):
        os.utime(paths[name].with_suffix(".json"), (1e9 - age, 1e9 - age))
    paths["c"] = keep(small, "c", 100, monkeypatch, 2e9)
    assert {name for name, path in paths.items() if path.exists()} == {"a", "c"}


def test_a_file_that_an_accepted_job_needs_is_not_removed(cache: Callable[..., LoraCache], monkeypatch: pytest.MonkeyPatch) -> None:
    needed: list[str] = []
    small = cache(150, lambda: needed)
    first = keep(small, "a", 100, monkeypatch, 2e9)
    needed.append(str(first))
    keep(small, "b", 100, monkeypatch, 2e9)
    assert first.exists()
