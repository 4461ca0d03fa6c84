"""Is the studio up: the address at the root, health, the device, settings, documentation and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from enfoads.api import spa
from enfoads.api.errors import install
from enfoads.api.spa import add_pages

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A front-end build with one hashed file in three encodings."""
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>EnfoadsIA</title>")
    (dist / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    for suffix, content in (("", b"plain"), (".gz", b"zipped"), (".br", b"brotli")):
        (dist / "assets" / f"index-abc.js{suffix}").write_bytes(content)
    return dist


@pytest.fixture
def built_page(built: Path) -> FlaskClient:
    app = Flask("page", static_folder=None)
    add_pages(app, built)
    install(app)
    app.test_client_class = type(
        "Buffered", (FlaskClient,), {"open": lambda self, *a, **k: FlaskClient.open(self, *a, **k | {"buffered": True})}
    )
    return app.test_client()


@pytest.mark.parametrize("accept", ["*/*", "", "application/json", "text/html, application/json"])
def test_programs_get_the_status_at_the_root(client: FlaskClient, accept: str) -> None:
    answer = client.get("/", headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert {"status", "version", "uptime_s", "device", "queue", "model", "capabilities"} == set(answer.json or {})
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/html", CHROME])
def test_browsers_are_sent_from_the_root_to_the_page(
    client: FlaskClient, accept: str, monkeypatch: pytest.MonkeyPatch, built: Path
) -> None:
    monkeypatch.setattr("enfoads.api.system.is_built", lambda: spa.is_built(built))
    answer = client.get("/", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/app/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_build_the_root_stays_json(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enfoads.api.system.is_built", lambda: False)
    assert client.get("/", headers={"Accept": CHROME}).is_json


def test_a_studio_without_its_worker_is_degraded(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.studio.queue, "workers_alive", lambda: {"gpu": False, "media": True, "quick": True})  # type: ignore[attr-defined]
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["status"] == "degraded"
    assert not answer.json["checks"]["worker_gpu"]["ok"]
    assert answer.json["checks"]["library"]["ok"]
    assert answer.json["checks"]["disk"]["ok"]


def test_the_device_is_described_before_its_worker_has_spoken(client: FlaskClient) -> None:
    told = client.get("/gpu-status").json or {}
    assert told["models"] == []
    assert told["ram"]["total"] > told["ram"]["free"] > 0
    assert told["queue"] == {"queued": 0, "processing": 0, "paused": False}


def test_unloading_needs_no_body(client: FlaskClient) -> None:
    assert client.post("/gpu/unload").json == {"unloaded": [], "freed_bytes": 0}
    assert client.post("/gpu/unload", json={}).status_code == 200
    assert client.post("/gpu/unload", json={"model": "no-such-model"}).status_code == 422


def test_public_settings_hold_no_secret(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(api_keys=["a-secret-key"], hf_token="hf_secret")
    text = client.get("/api/settings", headers={"X-API-Key": "a-secret-key"}).get_data(as_text=True)
    assert "auth_required" in text
    assert "secret" not in text


def test_figures_name_requests_by_route_and_never_by_id(client: FlaskClient) -> None:
    client.get("/api/jobs/img_1234")
    figures = client.get("/metrics").get_data(as_text=True)
    assert 'enfoads_request_seconds_count{method="GET",route="/api/jobs/<job_id>",status="404"} 1.0' in figures
    assert "img_1234" not in figures
    for name in ("enfoads_queued_jobs", "enfoads_sockets", "enfoads_waiting_callers", "enfoads_workers_alive"):
        assert f"\n{name} " in figures


def test_the_documentation_is_served_from_here(client: FlaskClient) -> None:
    assert client.get("/docs").headers["Location"] == "/docs/"
    answer = client.get("/docs/")
    assert answer.status_code == 200
    assert "http://" not in answer.get_data(as_text=True)
    assert "https://" not in answer.get_data(as_text=True)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert client.get("/openapi.json").json["openapi"] == "3.1.0"  # type: ignore[index]
    assert client.get("/docs/start.js").mimetype == "text/javascript"
    assert client.get("/docs/other.js").status_code == 404


# ---- the page ----


def test_the_page_is_checked_for_news_and_its_parts_are_kept(built_page: FlaskClient) -> None:
    index = built_page.get("/app/")
    assert index.headers["Cache-Control"] == "no-cache"
    assert built_page.get("/app/", headers={"If-None-Match": index.headers["ETag"]}).status_code == 304
    assert built_page.get("/app/assets/index-abc.js").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert built_page.get("/app").headers["Location"] == "/app/"


@pytest.mark.parametrize(
    ("accept", "encoding", "content"),
    [("gzip, br", "br", b"brotli"), ("gzip", "gzip", b"zipped"), ("", None, b"plain"), ("br;q=0, gzip;q=0", None, b"plain")],
)
def test_the_smallest_encoding_the_browser_takes_is_sent(
    built_page: FlaskClient, accept: str, encoding: str | None, content: bytes
) -> None:
    answer = built_page.get("/app/assets/index-abc.js", headers={"Accept-Encoding": accept})
    assert (answer.headers.get("Content-Encoding"), answer.data) == (encoding, content)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.mimetype == "text/javascript"


@pytest.mark.parametrize("path", ["create", "library/up_1", "settings"])
def test_an_address_inside_the_page_opens_the_page(built_page: FlaskClient, path: str) -> None:
    answer = built_page.get(f"/app/{path}")
    assert answer.mimetype == "text/html"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["assets/index-old.js", "missing.png", "assets/x", "..%2f..%2fsecret.txt", "%2e%2e/index.html"])
def test_a_file_that_is_gone_is_not_answered_with_the_page(built_page: FlaskClient, path: str) -> None:
    assert built_page.get(f"/app/{path}").status_code == 404


def test_without_a_build_the_page_says_what_to_do(tmp_path: Path) -> None:
    app = Flask("page", static_folder=None)
    add_pages(app, tmp_path / "nowhere")
    answer = app.test_client().get("/app/")
    assert answer.status_code == 503
    assert "scripts/studio" in answer.get_data(as_text=True)


def test_methods_that_a_stranger_makes_up_do_not_fill_the_memory(client: FlaskClient) -> None:
    for number in range(20):
        client.open("/", method=f"MADEUP{number}")
    figures = client.get("/metrics").text
    assert "MADEUP" not in figures
    assert 'method="other"' in figures


def test_a_path_longer_than_a_file_name_can_be_is_no_failure(built_page: FlaskClient) -> None:
    assert built_page.get("/app/" + "a" * 300).status_code == 200
    assert built_page.get("/app/assets/" + "a" * 300).status_code == 404
