"""Avatars over HTTP: those of the studio with their licences, one's own from a portrait, and refusals that say what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from facepictures import as_file, astronaut, group
from flask.testing import FlaskClient
from PIL import Image


def make(server: Any, portrait: bytes | None = None, *, query: str = "", headers: Any = None, **fields: str) -> Any:
    fields = {"name": "Eileen", "consent": "true"} | fields
    parts: dict[str, Any] = {name: (None, value) for name, value in fields.items()}  # a form of parts, with a file or without
    return server.call("POST", f"/avatars{query}", files=parts | ({"portrait": ("me.jpg", portrait)} if portrait else {}), headers=headers)


def own(server: Any) -> list[dict[str, Any]]:
    return [one for one in server.call("GET", "/avatars").json()["items"] if one["mine"]]


def error_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    error: dict[str, Any] = answer.json()["error"]
    return error


@pytest.fixture(scope="module")
def avatar(server: Any) -> Iterator[dict[str, Any]]:
    answer = make(server, as_file(astronaut()))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    yield made
    server.call("DELETE", f"/avatars/{made['id']}")


def test_every_presenter_has_a_licence_a_picture_and_a_preview_that_are_there_at_once(client: FlaskClient) -> None:
    items = client.get("/avatars").get_json()["items"]
    assert len(items) >= 10
    for one in items:
        assert one["commercial_use"]
        assert not one["mine"]
        assert one["license"]
        assert one["credit"]
        for name in ("thumbnail_url", "preview_url"):
            shown = client.get(one[name])
            assert (shown.status_code, shown.mimetype) == (200, "image/webp")
            assert "immutable" in shown.headers["Cache-Control"]
    assert client.get(items[-1]["preview_url"], headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    assert "no-cache" in client.get(f"/avatars/{items[0]['id']}/thumbnail?v=old").headers["Cache-Control"]


def test_a_portrait_becomes_an_avatar_with_a_picture_and_a_preview(server: Any, avatar: dict[str, Any]) -> None:
    assert (avatar["name"], avatar["kind"], avatar["mine"]) == ("Eileen", "photo", True)
    assert own(server) == [avatar]
    thumbnail = Image.open(io.BytesIO(server.call("GET", avatar["thumbnail_url"]).content))
    preview = Image.open(io.BytesIO(server.call("GET", avatar["preview_url"]).content))
    assert thumbnail.size == (320, 400)
    assert getattr(preview, "n_frames", 1) > 15
    assert {path.name for path in (server.data_dir / "avatars" / avatar["id"]).iterdir()} == {
        *("avatar.json", "portrait.png", "thumbnail.webp", "preview.webp")
    }


def test_who_agreed_is_kept_with_the_avatar(server: Any, avatar: dict[str, Any]) -> None:
    kept = (server.data_dir / "avatars" / avatar["id"] / "avatar.json").read_text()
    assert '"consent"' in kept
    assert '"given_at"' in kept
    assert '"source"' in kept


def test_without_consent_nothing_is_kept(server: Any) -> None:
    before = sorted(path.name for path in (server.data_dir / "inputs").glob("*")) if (server.data_dir / "inputs").exists() else []
    error = error_of(make(server, as_file(astronaut().rotate(1)), consent="false"), 422)
    assert (error["code"], error["param"]) == ("consent_required", "consent")
    after = sorted(path.name for path in (server.data_dir / "inputs").glob("*")) if (server.data_dir / "inputs").exists() else []
    assert after == before


def test_an_avatar_is_renamed_and_deleted_by_its_owner(server: Any) -> None:
    made = make(server, as_file(astronaut().crop((60, 0, 400, 400)))).json()
    renamed = server.call("PATCH", f"/avatars/{made['id']}", json={"name": "  Luz "}).json()
    assert renamed["name"] == "Luz"
    assert error_of(server.call("PATCH", f"/avatars/{made['id']}", json={"name": " "}), 422)["param"] == "name"
    assert server.call("DELETE", f"/avatars/{made['id']}").json() == {"id": made["id"]}
    assert server.call("GET", made["thumbnail_url"]).status_code == 404
    assert not (server.data_dir / "avatars" / made["id"]).exists()
    assert error_of(server.call("DELETE", f"/avatars/{made['id']}"), 404)["code"] == "not_found"


def test_the_studios_presenters_stay_as_they_are(client: FlaskClient) -> None:
    for answer in (client.patch("/avatars/sofia", json={"name": "x"}), client.delete("/avatars/sofia")):
        assert answer.status_code == 409
        assert "sofia" in answer.get_json()["error"]["message"]


def test_a_picture_that_is_no_portrait_is_refused_in_the_readers_language(server: Any) -> None:
    spanish = {"Accept-Language": "es"}
    nobody = error_of(make(server, as_file(Image.new("RGB", (300, 300), "teal")), headers=spanish), 422)
    assert (nobody["code"], nobody["param"]) == ("no_face_detected", "portrait")
    crowd = error_of(make(server, as_file(group()), headers=spanish), 422)
    assert crowd["code"] == "unusable_portrait"
    assert "muestra a 6 personas" in crowd["message"]
    assert "boca cerrada" in crowd["hint"]
    assert error_of(make(server, b"no picture"), 415)["param"] == "portrait"


def test_exactly_one_portrait_is_needed(client: FlaskClient) -> None:
    answer = client.post("/avatars", data={"name": "x", "consent": "true"}, content_type="multipart/form-data")
    assert answer.get_json()["error"]["param"] == "portrait"
    assert client.post("/avatars", data={"consent": "true"}, content_type="multipart/form-data").get_json()["error"]["param"] == "name"


def test_a_portrait_of_the_library_is_taken_and_who_does_not_wait_gets_a_job(server: Any) -> None:
    asset = server.call("POST", "/api/assets", files={"file": ("me.png", as_file(astronaut(), "PNG"))}).json()
    answer = make(server, query="?async=true", asset_id=asset["id"], name="Yo")
    assert answer.status_code == 202, answer.text
    job = server.wait(answer.json()["job"]["id"])
    assert job["status"] == "completed", job["error"]
    assert job["result"] == {"avatar_id": job["id"]}
    assert [one["name"] for one in own(server) if one["id"] == job["id"]] == ["Yo"]
    server.call("DELETE", f"/avatars/{job['id']}")
