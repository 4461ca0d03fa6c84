"""Model files out of registry packages: the ordinary clients run, against a small registry on loopback, and nothing in a package does."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

import psutil
import pytest

from enfoads.errors import JobCancelled
from enfoads.models import download, packages
from enfoads.models.entry import Member, PackageSource
from enfoads.models.fetch import SourceFailed

FIRST, SECOND = b"first part," * 5000, b"second part" * 7000


def wheel(name: str, members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return buffer.getvalue()


def tarball(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("package/link.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return buffer.getvalue()


@pytest.fixture
def pypi(web: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A registry with `toy-one` and `toy-two` 1.0."""
    monkeypatch.setenv("PIP_INDEX_URL", web.url("/simple"))
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    for name, data in (("one", FIRST), ("two", SECOND)):
        file = f"toy_{name}-1.0-py3-none-any.whl"
        web.files[f"/files/{file}"] = wheel(f"toy_{name}", {"toy/data.bin": data})
        web.files[f"/simple/toy-{name}/"] = f'<html><a href="/files/{file}">{file}</a></html>'.encode()
        web.manner[f"/simple/toy-{name}"] = f"redirect /simple/toy-{name}/"
    return web


@pytest.fixture
def npm(web: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A registry with `@toy/one` 1.0.0."""
    monkeypatch.setenv("npm_config_registry", web.url("/"))
    data = tarball({"package/data.bin": FIRST, "package/package.json": b'{"name": "@toy/one", "version": "1.0.0"}'})
    web.files["/one.tgz"] = data
    version = {"name": "@toy/one", "version": "1.0.0", "dist": {"tarball": web.url("/one.tgz"), "shasum": hashlib.sha1(data).hexdigest()}}
    web.files["/@toy%2fone"] = json.dumps({"name": "@toy/one", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}).encode()
    return web


def get(source: PackageSource, tmp_path: Path, limit: int = 10**6, **options: Any) -> bytes:
    part = tmp_path / "w.part"
    packages.fetch_package(source, part, limit, lambda done: None, options.pop("check", lambda: None), **options)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [], "the archives were left behind"
    return part.read_bytes()


def pypi_source(*names: str, member: str = "toy/data.bin", **fields: Any) -> PackageSource:
    return PackageSource(kind="pypi", parts=[Member(name=name, version="1.0", member=member) for name in names], **fields)


def npm_source(member: str = "package/data.bin", **fields: Any) -> PackageSource:
    return PackageSource(kind="npm", parts=[Member(name="@toy/one", version="1.0.0", member=member)], **fields)


def test_parts_of_several_packages_are_joined(pypi: Any, tmp_path: Path) -> None:
    assert get(pypi_source("toy-one", "toy-two"), tmp_path) == FIRST + SECOND


def test_a_range_is_cut_out_of_the_whole(pypi: Any, tmp_path: Path) -> None:
    source = pypi_source("toy-one", "toy-two", range=(len(FIRST) - 10, len(FIRST) + 10))
    assert get(source, tmp_path) == FIRST[-10:] + SECOND[:10]


def test_a_file_comes_out_of_an_npm_package(npm: Any, tmp_path: Path) -> None:
    assert get(npm_source(range=(6, 20)), tmp_path) == FIRST[6:20]


def test_a_link_in_a_package_does_not_lead_out_of_it(npm: Any, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed):
        get(npm_source(member="package/link.bin"), tmp_path)


@pytest.mark.parametrize("member", ["toy/other.bin", "../../etc/passwd"])
def test_a_member_that_is_not_there_fails_the_source(pypi: Any, tmp_path: Path, member: str) -> None:
    with pytest.raises(SourceFailed, match="has no"):
        get(pypi_source("toy-one", member=member), tmp_path)


def test_an_archive_that_unpacks_to_more_than_the_file_is_stopped(pypi: Any, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match="more than"):
        get(pypi_source("toy-one"), tmp_path, limit=1000)


def test_a_package_with_another_hash_than_the_pinned_one_is_refused(pypi: Any, tmp_path: Path) -> None:
    parts = [Member(name="toy-one", version="1.0", member="toy/data.bin", sha256="0" * 64)]
    with pytest.raises(SourceFailed, match="hash"):
        get(PackageSource(kind="pypi", parts=parts), tmp_path)


def test_a_source_package_is_never_built(pypi: Any, tmp_path: Path) -> None:
    pypi.files["/files/toy_sdist-1.0.tar.gz"] = tarball({"toy_sdist-1.0/setup.py": b"import os; os.mkdir('was-run')"})
    pypi.files["/simple/toy-sdist/"] = b'<html><a href="/files/toy_sdist-1.0.tar.gz">toy_sdist-1.0.tar.gz</a></html>'
    with pytest.raises(SourceFailed):
        get(pypi_source("toy-sdist"), tmp_path)
    assert not [request for request, _ in pypi.requests if request.endswith(".tar.gz")]


def test_a_package_that_does_not_exist_fails_the_source(npm: Any, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed):
        get(PackageSource(kind="npm", parts=[Member(name="@toy/none", version="1.0.0", member="x")]), tmp_path)


@pytest.mark.parametrize("kind", ["pypi", "npm"])
def test_a_registry_that_does_not_answer_is_given_up_in_seconds(pypi: Any, npm: Any, tmp_path: Path, kind: str) -> None:
    pypi.manner |= {"/simple/toy-one": "hang", "/simple/toy-one/": "hang", "/@toy%2fone": "hang"}
    started = time.monotonic()
    with pytest.raises(SourceFailed):
        get(pypi_source("toy-one") if kind == "pypi" else npm_source(), tmp_path, silence=3)
    assert time.monotonic() - started < 12


def test_cancel_stops_the_client_at_once(pypi: Any, tmp_path: Path) -> None:
    pypi.manner |= {"/simple/toy-one": "hang", "/simple/toy-one/": "hang"}
    started = time.monotonic()

    def check() -> None:
        if time.monotonic() - started > 0.5:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        get(pypi_source("toy-one"), tmp_path, check=check)
    assert time.monotonic() - started < 3


def test_the_registry_stands_in_for_a_hub_that_cannot_be_reached(pypi: Any, catalog: Any) -> None:
    hub = {"kind": "url", "url": "http://127.0.0.1:9/w.bin"}
    package = {"kind": "pypi", "parts": [{"name": "toy-one", "version": "1.0", "member": "toy/data.bin"}]}
    models = catalog({"w.bin": (FIRST, [hub, package], True)})
    (file,) = download.pull(models.get("toy"), models, models.settings)
    assert file["source"] == "PyPI toy-one 1.0"


def test_files_of_one_package_are_taken_from_one_download(npm: Any, catalog: Any) -> None:
    members = [{"name": "@toy/one", "version": "1.0.0", "member": f"package/{name}"} for name in ("data.bin", "package.json")]
    files = {f"{number}.bin": (b"\0" * 10**6, [{"kind": "npm", "parts": [member]}], False) for number, member in enumerate(members)}
    models = catalog(files)
    download.pull(models.get("toy"), models, models.settings)
    assert [path for path, _ in npm.requests].count("/one.tgz") == 1
    assert not [path for path in models.models_dir.iterdir() if path.name.startswith(".packages")], "the archive was left behind"


def test_a_registry_that_is_out_of_reach_keeps_several_files_waiting_once(npm: Any, catalog: Any) -> None:
    npm.files.clear()
    member = {"name": "@toy/one", "version": "1.0.0", "member": "package/data.bin"}
    hub = {"kind": "url", "url": npm.url("/w.bin")}
    npm.files["/w.bin"] = FIRST
    models = catalog({f"{number}.bin": (FIRST, [{"kind": "npm", "parts": [member]}, hub], True) for number in range(3)})
    download.pull(models.get("toy"), models, models.settings)
    assert [path for path, _ in npm.requests].count("/@toy%2fone") <= 2  # npm itself asks once more


def _network() -> bool:
    """Whether pip's own registry answers, wherever it is."""
    ask = [sys.executable, "-m", "pip", "index", "versions", "clip-anytorch", "--timeout", "5", "--retries", "0"]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def test_real_registries_give_the_files_that_are_pinned(catalog: Any) -> None:
    """CLIP's word list from PyPI and a face detector from npm, behind a hub that is out of reach. Needs a network."""
    if not _network():
        pytest.skip("no network")
    clip = {"name": "clip-anytorch", "version": "2.6.0", "member": "clip/bpe_simple_vocab_16e6.txt.gz"}
    face = {"name": "@mediapipe/face_detection", "version": "0.4.1657300184", "member": "package/face_detection_short_range.tflite"}
    models = catalog(
        {
            "bpe.txt.gz": (b"\0" * 1_356_917, [{"kind": "hub", "repo": "no/such", "path": "x"}, {"kind": "pypi", "parts": [clip]}], False),
            "face.tflite": (b"\0" * 229_032, [{"kind": "npm", "parts": [face]}], False),
        }
    )
    files = download.pull(models.get("toy"), models, models.settings)
    assert [file["sha256"] for file in files] == [
        "924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a",
        "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
    ]


def test_a_registrys_client_does_not_outlive_a_killed_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It had a session of its own, so the kill of the worker's group never reached it: pip and npm went on as orphans."""
    monkeypatch.setattr(packages, "_pip", lambda member, place: ["/bin/sh", "-c", "sleep 60 & wait"])
    clients: list[psutil.Process] = []
    others = set(psutil.Process().children(recursive=True))  # a studio that other tests share

    def stop_when_both_run() -> None:
        clients[:] = set(psutil.Process().children(recursive=True)) - others
        if len(clients) == 2:
            assert {os.getpgid(client.pid) for client in clients} == {os.getpgrp()}
            raise JobCancelled

    with pytest.raises(JobCancelled):
        get(pypi_source("toy-one"), tmp_path, check=stop_when_both_run)
    psutil.wait_procs(clients, timeout=2)  # the signal was sent; a busy machine takes a moment to deliver it
    assert [client for client in clients if client.is_running() and client.status() != psutil.STATUS_ZOMBIE] == []


def test_archives_that_a_killed_download_left_behind_are_removed(pypi: Any, tmp_path: Path) -> None:
    (tmp_path / "w.part.packages/0").mkdir(parents=True)
    (tmp_path / "w.part.packages/0/half.whl").write_bytes(b"half")
    assert get(pypi_source("toy-one"), tmp_path) == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["w.part"]
