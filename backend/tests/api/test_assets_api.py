"""The library over HTTP, with real uploads through the real worker."""

from __future__ import annotations

import base64
import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import clips
import pytest
from flask.testing import FlaskClient
from PIL import Image


def png(width: int = 40, height: int = 30, colour: str = "red") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


def upload(server: Any, content: bytes | None = None, name: str = "logo.png", **options: Any) -> Any:
    files = {"file": (name, content if content is not None else png(), "image/png")}
    return server.call("POST", "/api/assets", files=files, **options)


@pytest.fixture
def asset(server: Any) -> dict[str, Any]:
    answer = upload(server, data={"name": "Shop logo"})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_an_upload_is_in_the_library(server: Any, asset: dict[str, Any]) -> None:
    assert (asset["type"], asset["mime"], asset["width"], asset["height"]) == ("image", "image/png", 40, 30)
    assert (asset["name"], asset["source"], asset["ai_generated"]) == ("Shop logo", "upload", False)
    assert asset["id"].startswith("up_")
    assert server.call("GET", f"/api/assets/{asset['id']}").json() == asset
    assert asset["id"] in [one["id"] for one in server.call("GET", "/api/assets?limit=5").json()["items"]]


def test_the_owners_own_form_of_an_asset_is_taken(server: Any) -> None:
    url = "data:image/png;base64," + base64.b64encode(png()).decode()
    answer = server.call("POST", "/api/assets", json={"type": "image", "url": url, "prompt": "a red field"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["prompt"] == "a red field"


@pytest.mark.parametrize(
    "url", ["data:image/png;base64,", "data:image/png;base64,@@@", "https://example.com/a.png", "data:image/png,abc", ""]
)
def test_an_address_that_is_no_picture_is_refused(server: Any, url: str) -> None:
    answer = server.call("POST", "/api/assets", json={"type": "image", "url": url})
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] in ("url", "file")


def test_what_is_no_picture_fails_with_its_own_status_and_job(server: Any) -> None:
    answer = upload(server, b"<svg onload=alert(1)>", "x.png")
    assert answer.status_code in (415, 422)
    error = answer.json()["error"]
    assert error["job_id"].startswith("up_")
    assert server.call("GET", f"/api/jobs/{error['job_id']}").json()["error"]["code"] == error["code"]


@pytest.mark.parametrize(
    "parts",
    [
        {"files": {"file": (None, "text, not a file")}},
        {"files": {"picture": ("a.png", b"x")}},
        {"files": {"file": ("a.png", b"")}},
        {"files": {"file": ("a.png", png())}, "data": {"colour": "red"}},
        {"files": [("file", ("a.png", png())), ("other", ("b.png", png()))]},
    ],
)
def test_a_form_that_is_not_right_is_refused(server: Any, parts: dict[str, Any]) -> None:
    assert server.call("POST", "/api/assets", **parts).status_code == 422


def test_an_upload_can_be_a_job_of_its_own(server: Any) -> None:
    answer = upload(server, headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    job = server.wait(answer.json()["job"]["id"])
    assert "path" not in job["params"]
    assert server.call("GET", f"/api/assets/{job['result']['asset']['id']}").status_code == 200


def test_sending_an_upload_again_with_its_key_does_not_double_it(server: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, again = upload(server, headers=key), upload(server, headers=key)
    assert first.json()["id"] == again.json()["id"]
    assert upload(server, png(colour="blue"), headers=key).status_code == 409
    assert list((server.data_dir / "staging").iterdir()) == []


def test_only_what_is_named_changes(server: Any, asset: dict[str, Any]) -> None:
    path = f"/api/assets/{asset['id']}"
    changed = server.call("PATCH", path, json={"favorite": True, "tags": ["logo", "summer"]}).json()
    assert changed == asset | {"favorite": True, "tags": ["logo", "summer"]}
    assert server.call("PATCH", path, json={"name": "New"}).json() == changed | {"name": "New"}
    assert server.call("PATCH", path, json={"tags": []}).json()["tags"] == []
    assert server.call("PATCH", path, json={"id": "other"}).status_code == 422
    assert asset["id"] in [one["id"] for one in server.call("GET", "/api/assets?favorite=true").json()["items"]]


def test_a_deleted_asset_can_be_had_back(server: Any, asset: dict[str, Any]) -> None:
    path = f"/api/assets/{asset['id']}"
    deleted = server.call("DELETE", path).json()
    assert deleted["deleted"] == [asset["id"]]
    assert deleted["restorable_until"]
    for again in (path, f"{path}/file", f"{path}/thumbnail"):
        assert server.call("GET", again).status_code == 404
    assert server.call("DELETE", path).status_code == 404
    assert server.call("POST", f"{path}/restore").json() == asset
    assert server.call("GET", f"{path}/file").status_code == 200


def test_several_are_deleted_at_once_and_the_missing_named(server: Any) -> None:
    ids = [upload(server, png(colour=colour)).json()["id"] for colour in ("red", "green")]
    answer = server.call("POST", "/api/assets/delete", json={"ids": [*ids, "up_none_0"]}).json()
    assert (sorted(answer["deleted"]), answer["missing"]) == (sorted(ids), ["up_none_0"])
    assert server.call("POST", "/api/assets/delete", json={"ids": []}).status_code == 422


def test_the_chosen_ones_come_as_an_archive(server: Any) -> None:
    assets = [upload(server, png(colour=colour)).json() for colour in ("red", "green")]
    answer = server.call("POST", "/api/assets/export", json={"ids": [asset["id"] for asset in assets]})
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        contents = {archive.read(name) for name in archive.namelist()}
    assert {server.call("GET", asset["url"]).content for asset in assets} <= contents
    assert server.call("POST", "/api/assets/export", json={"ids": ["up_none_0"]}).status_code == 404


# ---- bytes ----


def test_a_picture_is_fetched_once_and_kept(server: Any, asset: dict[str, Any]) -> None:
    answer = server.call("GET", asset["url"])
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert server.call("GET", asset["url"], headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    without_version = f"/api/assets/{asset['id']}/file"
    assert server.call("GET", without_version).headers["Cache-Control"] == "private, no-cache"
    assert server.call("GET", f"{without_version}?v=0000").headers["Cache-Control"] == "private, no-cache"


def test_a_part_of_a_file_can_be_fetched(server: Any, asset: dict[str, Any]) -> None:
    whole = server.call("GET", asset["url"]).content
    part = server.call("GET", asset["url"], headers={"Range": "bytes=8-19"})
    assert (part.status_code, part.content) == (206, whole[8:20])
    assert part.headers["Content-Range"] == f"bytes 8-19/{len(whole)}"
    beyond = server.call("GET", asset["url"], headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole)}"
    assert beyond.json()["error"]["code"] == "range_not_satisfiable"


def test_a_video_is_in_the_library_with_its_poster_and_plays_from_anywhere(server: Any, tmp_path: Path) -> None:
    sent = clips.write(tmp_path / "clip.mov", clips.pattern(25), sound=True).read_bytes()
    answer = upload(server, sent, "clip.png")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["type"], made["mime"], made["width"], made["height"], made["name"]) == ("video", "video/mp4", 64, 48, "clip")
    assert made["duration_s"] == pytest.approx(1.0, abs=0.05)
    with Image.open(io.BytesIO(server.call("GET", made["thumbnail_url"]).content)) as poster:
        assert (poster.format, poster.size) == ("WEBP", (64, 48))
    whole = server.call("GET", made["url"])
    part = server.call("GET", made["url"], headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content, whole.headers["Content-Type"]) == (206, whole.content[100:200], "video/mp4")
    assert made["id"] in [one["id"] for one in server.call("GET", "/api/assets?type=video").json()["items"]]


def test_a_video_may_be_larger_than_a_picture_may(make_client: Callable[..., FlaskClient], tmp_path: Path) -> None:
    client = make_client(max_upload_mb=1, max_video_mb=4)
    picture, video = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x18ftypisom"
    for head, size, status in ((picture, 2, 413), (video, 2, 202), (video, 5, 413)):
        part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="file.bin"\r\n\r\n' + head + bytes(size * 2**20)
        sent = client.post("/api/assets?async=true", data=part + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")
        assert sent.status_code == status
    assert len(list(client.studio.settings.staging_dir.iterdir())) == 1  # type: ignore[attr-defined]


def test_a_download_has_the_assets_name(server: Any, asset: dict[str, Any]) -> None:
    answer = server.call("GET", f"/api/assets/{asset['id']}/file?download=true")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Shop logo.png" in answer.headers["Content-Disposition"]


def test_a_download_is_named_after_its_type_on_a_machine_that_knows_few(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimetypes.guess_extension", lambda *_: None)
    (tmp_path / "a").write_bytes(b"x")
    client.studio.library.add_file(tmp_path / "a", id="up_1_0", type="image", mime="image/webp", name="Shop")  # type: ignore[attr-defined]
    assert "Shop.webp" in client.get("/api/assets/up_1_0/file?download=true").headers["Content-Disposition"]


def test_a_thumbnail_is_small(server: Any) -> None:
    asset = upload(server, png(2000, 1500)).json()
    answer = server.call("GET", asset["thumbnail_url"])
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"].endswith("immutable")
    assert len(answer.content) <= 30_000
    assert Image.open(io.BytesIO(answer.content)).format == "WEBP"


@pytest.mark.parametrize("query", ["cursor=abc", "since=yesterday", "type=text", "sort=best", "favorite=maybe", "limit=0"])
def test_a_listing_that_cannot_be_made_is_refused(server: Any, query: str) -> None:
    assert server.call("GET", f"/api/assets?{query}").status_code == 422


def test_pages_follow_each_other_without_gap_or_double(server: Any) -> None:
    tag = uuid.uuid4().hex[:8]
    wanted = [upload(server, png(colour="blue"), data={"name": f"{tag} {number}"}).json()["id"] for number in range(5)]
    seen, cursor = [], ""
    while True:
        page = server.call("GET", f"/api/assets?q={tag}&limit=2{cursor}").json()
        assert page["total"] == 5
        seen += [asset["id"] for asset in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == wanted[::-1]
