"""Brand kits over HTTP."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

KIT: dict[str, Any] = {
    "name": "Café Sol",
    "tagline": "Despierta",
    "colors": ["#FF5A36", "#16181d"],
    "fonts": ["Bricolage Grotesque"],
    "products": ["café en grano"],
    "tone": "cercano",
    "cta": "Pide ya",
    "lexicon": [{"word": "Sol", "spoken": "sol", "language": "es"}],
    "default": True,
}


def test_a_kit_is_made_read_changed_and_deleted(client: FlaskClient) -> None:
    made = client.post("/api/brands", json=KIT)
    assert made.status_code == 201
    brand = made.get_json()
    assert brand["colors"] == ["#ff5a36", "#16181d"]
    assert client.get("/api/brands").get_json()["items"] == [brand]
    changed = client.put(f"/api/brands/{brand['id']}", json={"name": "Sol"}).get_json()
    assert (changed["name"], changed["tagline"], changed["default"], changed["created_at"]) == ("Sol", "", False, brand["created_at"])
    assert client.get(f"/api/brands/{brand['id']}").get_json() == changed
    assert client.delete(f"/api/brands/{brand['id']}").get_json() == {"id": brand["id"]}
    assert client.get(f"/api/brands/{brand['id']}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"colors": ["red"]}, "colors[0]"),
        ({"colors": ["#12345"]}, "colors[0]"),
        ({"colors": ["#123456"] * 13}, "colors"),
        ({"products": [""]}, "products[0]"),
        ({"lexicon": [{"word": "x"}]}, "lexicon[0].spoken"),
        ({"logo_asset_id": "img_none_0"}, "logo_asset_id"),
        ({"default": "yes"}, "default"),
        ({"mascot": "x"}, "mascot"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(client: FlaskClient, fields: dict[str, Any], param: str) -> None:
    answer = client.post("/api/brands", json=KIT | fields)
    assert answer.status_code == 422
    assert answer.get_json()["error"]["param"] == param
    assert client.get("/api/brands").get_json()["items"] == []


@pytest.mark.parametrize(("language", "said"), [("en", "a colour like #ff5a1f"), ("es", "un color como #ff5a1f")])
def test_what_is_no_colour_is_refused_without_a_regular_expression(client: FlaskClient, language: str, said: str) -> None:
    answer = client.post("/api/brands", json=KIT | {"colors": ["red"]}, headers={"Accept-Language": language})
    assert said in answer.get_json()["error"]["message"]
    assert "^" not in answer.get_json()["error"]["message"]


def test_the_logo_is_a_picture_of_the_library_and_may_be_deleted_later(client: FlaskClient) -> None:
    library = client.studio.library  # type: ignore[attr-defined]
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    file = client.studio.settings.staging_dir / "logo.png"  # type: ignore[attr-defined]
    file.write_bytes(picture.getvalue())
    library.add_file(file, id="up_logo_0", type="image", mime="image/png")
    brand = client.post("/api/brands", json=KIT | {"logo_asset_id": "up_logo_0"}).get_json()
    assert brand["logo_asset_id"] == "up_logo_0"
    library.delete(["up_logo_0"], "local")
    again = client.put(f"/api/brands/{brand['id']}", json=KIT | {"name": "New", "logo_asset_id": "up_logo_0"})
    assert again.status_code == 200
    assert client.post("/api/brands", json=KIT | {"logo_asset_id": "up_logo_0"}).status_code == 422


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_kit_that_is_not_there_is_not_found(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/brands/brand_none", method=method, json=KIT if method == "PUT" else None)
    assert answer.status_code == 404
    assert answer.get_json()["error"]["code"] == "not_found"
