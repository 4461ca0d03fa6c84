"""LoRAs over HTTP: added, listed, deleted, and kept out of where pictures are shown."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lorafiles import SD15, SDXL, kohya, safetensors

from enfoads.recipes.image_recipe import recipe_of

GOOD = safetensors(SDXL, {"modelspec.trigger_phrase": "mugstyle"})
LARGE = safetensors(kohya("lora_unet_down_blocks_1_attn2_to_k", 2048, 2048, rank=512))  # 4 MiB
MakeClient = Callable[..., FlaskClient]


def send(
    client: FlaskClient, data: bytes = GOOD, filename: str = "mug.safetensors", to: str = "/api/loras", headers: Any = None, **fields: str
) -> Any:
    """Upload a form written by hand: the test client leaves the temporary file of a large one open."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode() for name, text in fields.items()]
    parts += [f'--x\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n\r\n'.encode(), data, b"\r\n--x--\r\n"]
    return client.post(to, data=b"".join(parts), content_type="multipart/form-data; boundary=x", headers=headers)


def left_over(client: FlaskClient) -> list[Path]:
    staging: Path = client.studio.settings.staging_dir  # type: ignore[attr-defined]
    return [path for path in staging.rglob("*") if path.is_file()]


@pytest.fixture
def files() -> Iterator[tuple[str, dict[str, bytes]]]:
    """A web server: its host:port and what it serves by path."""
    served: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            data = served[self.path.partition("?")[0]]
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}", served
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_uploaded_lora_is_listed_with_what_its_file_says(client: FlaskClient) -> None:
    added = send(client)
    assert added.status_code == 201
    lora = added.json["lora"]
    assert lora | {"id": "", "asset_id": "", "created_at": ""} == {
        "id": "",
        "name": "mug",
        "source": "library",
        "asset_id": "",
        "bytes": len(GOOD),
        "sha256": hashlib.sha256(GOOD).hexdigest(),
        "base": "sdxl",
        "trigger_words": ["mugstyle"],
        "rank": 4,
        "created_at": "",
        "problem": None,
    }
    assert lora["id"] == lora["asset_id"]
    assert client.get("/api/loras").json["items"] == [lora]
    assert left_over(client) == []


def test_the_name_that_was_sent_wins_over_the_files(client: FlaskClient) -> None:
    assert send(client, name="Tazas").json["lora"]["name"] == "Tazas"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x80\x04pickle", "unsafe_file"), (safetensors(SD15), "unusable_lora"), (b"", "invalid_value"), (b"PK\x03\x04", "unsafe_file")],
)
def test_a_file_that_cannot_be_used_is_refused_and_not_kept(client: FlaskClient, data: bytes, code: str) -> None:
    refused = send(client, data)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, code)
    assert client.get("/api/loras").json["items"] == []
    assert left_over(client) == []


def test_a_refusal_is_in_the_callers_language_and_names_the_file(client: FlaskClient) -> None:
    refused = send(client, safetensors(SD15), "gato.safetensors", headers={"Accept-Language": "es"})
    assert refused.json["error"]["message"] == "La LoRA gato no se puede usar: es para Stable Diffusion 1.x; este estudio dibuja con SDXL"


def test_a_lora_may_be_larger_than_any_other_upload(make_client: MakeClient) -> None:
    client = make_client(max_upload_mb=1)
    assert send(client, LARGE).status_code == 201
    assert send(client, LARGE, "a.png", to="/api/assets").status_code == 413


def test_a_lora_over_its_own_limit_is_refused_before_it_fills_the_disk(make_client: MakeClient) -> None:
    client = make_client(max_lora_mb=1)
    assert send(client, LARGE).status_code == 413
    assert left_over(client) == []


def test_a_large_upload_waits_in_the_data_folder_not_in_tmp(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    assert send(client, LARGE).status_code == 201


def test_an_address_is_fetched_and_its_signature_forgotten(make_client: MakeClient, files: tuple[str, dict[str, bytes]]) -> None:
    host, served = files
    served["/b/mug.safetensors"] = GOOD
    client = make_client(fetch_allow_hosts=[host])
    sha256 = hashlib.sha256(GOOD).hexdigest()
    added = client.post("/api/loras", json={"url": f"http://{host}/b/mug.safetensors?X-Amz-Signature=5ecre7", "sha256": sha256.upper()})
    assert added.status_code == 201
    assert (added.json["lora"]["name"], added.json["lora"]["sha256"]) == ("mug", sha256)
    asset = client.get(f"/api/assets/{added.json['lora']['id']}").json
    assert "5ecre7" not in json.dumps([asset, added.json])
    data_dir: Path = client.studio.settings.data_dir  # type: ignore[attr-defined]
    assert not [path for path in data_dir.rglob("*") if path.is_file() and b"5ecre7" in path.read_bytes()]
    assert not list(data_dir.glob("models/loras/cache/*"))


def test_a_private_address_is_refused_over_http_too(client: FlaskClient, files: tuple[str, dict[str, bytes]]) -> None:
    refused = client.post("/api/loras", json={"url": f"http://{files[0]}/a.safetensors"})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "url_refused")


@pytest.mark.parametrize(
    "body", [{}, {"url": ""}, {"url": "https://a.example/a", "sha256": "abc"}, {"url": "https://a.example/a", "token": "x"}]
)
def test_a_malformed_import_is_refused_by_field(client: FlaskClient, body: dict[str, str]) -> None:
    assert client.post("/api/loras", json=body).status_code == 422


def test_pictures_and_loras_are_listed_apart(client: FlaskClient) -> None:
    lora = send(client).json["lora"]
    assert client.get("/api/assets").json == {"items": [], "next_cursor": None, "total": 0}
    assert client.get("/api/assets?q=mug").json["items"] == []
    listed = client.get("/api/assets?type=lora").json["items"]
    assert [(one["id"], one["type"], one["thumbnail_url"]) for one in listed] == [(lora["id"], "lora", None)]


def test_a_loras_file_can_be_had_back_alone_or_in_an_export(client: FlaskClient) -> None:
    lora = send(client).json["lora"]
    file = client.get(f"/api/assets/{lora['id']}/file?download=true")
    assert file.data == GOOD
    assert "mug.safetensors" in file.headers["Content-Disposition"]
    assert client.get(f"/api/assets/{lora['id']}/thumbnail").status_code == 404
    archive = zipfile.ZipFile(io.BytesIO(client.post("/api/assets/export", json={"ids": [lora["id"]]}).data))
    assert archive.read("mug.safetensors") == GOOD


def test_a_deleted_lora_can_be_restored(client: FlaskClient) -> None:
    lora = send(client).json["lora"]
    deleted = client.delete(f"/api/loras/{lora['id']}")
    assert (deleted.status_code, deleted.json["deleted"]) == (200, [lora["id"]])
    assert client.get("/api/loras").json["items"] == []
    assert client.post(f"/api/assets/{lora['id']}/restore").status_code == 200
    assert client.get("/api/loras").json["items"] == [lora]


def test_a_lora_is_its_owners_alone(make_client: MakeClient) -> None:
    client = make_client(api_keys=["key-of-ana-1", "key-of-eva-2"])
    ana, eva = ({"X-API-Key": key} for key in ("key-of-ana-1", "key-of-eva-2"))
    added = send(client, headers=ana).json["lora"]
    assert client.get("/api/loras", headers=ana).json["items"] == [added]
    assert client.get("/api/loras", headers=eva).json["items"] == []
    assert client.delete(f"/api/loras/{added['id']}", headers=eva).status_code == 404


def test_files_of_the_folder_are_listed_for_all_and_not_deleted_here(client: FlaskClient) -> None:
    folder: Path = client.studio.loras.folder  # type: ignore[attr-defined]
    folder.mkdir(parents=True)
    (folder / "taza.safetensors").write_bytes(GOOD)
    (folder / "viejo.safetensors").write_bytes(safetensors(SD15))
    items = {one["name"]: one for one in client.get("/api/loras").json["items"]}
    assert (items["taza"]["source"], items["taza"]["asset_id"], items["taza"]["problem"]) == ("local", None, None)
    assert "Stable Diffusion 1.x" in items["viejo"]["problem"]
    assert client.delete(f"/api/loras/{items['taza']['id']}").status_code == 409
    assert (folder / "taza.safetensors").exists()


def test_only_a_lora_is_deleted_as_one(client: FlaskClient) -> None:
    assert client.delete("/api/loras/nothing").status_code == 404


def test_a_lora_cannot_be_smuggled_in_as_a_picture(client: FlaskClient) -> None:
    sent = client.post("/api/assets", json={"type": "lora", "url": "data:image/png;base64,AAAA"})
    assert sent.status_code == 422


def test_a_job_that_draws_with_a_lora_does_not_name_the_signature(make_client: MakeClient, files: tuple[str, dict[str, bytes]]) -> None:
    host, served = files
    served["/mug.safetensors"] = safetensors(kohya("lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k", 64, 64))
    client = make_client(fetch_allow_hosts=[host])
    url = f"http://{host}/mug.safetensors?X-Amz-Signature=5ecre7"
    sent = client.post("/generate-image?async=true", json={"prompt": "a mug", "lora_url": url, "lora_scale": 0.5})
    assert sent.status_code == 202, sent.json
    (lora,) = sent.json["job"]["params"]["loras"]
    assert (lora["source"], lora["scale"], lora["name"]) == (f"http://{host}/mug.safetensors", 0.5, "mug")
    shown = client.get("/api/jobs").text + sent.text
    assert "5ecre7" not in shown
    data_dir: Path = client.studio.settings.data_dir  # type: ignore[attr-defined]
    assert not [path for path in data_dir.rglob("*") if path.is_file() and b"5ecre7" in path.read_bytes()]


def test_a_recipe_with_a_lora_from_an_address_is_a_request_again(make_client: MakeClient, files: tuple[str, dict[str, bytes]]) -> None:
    host, served = files
    served["/mug.safetensors"] = safetensors(kohya("lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k", 64, 64))
    client = make_client(fetch_allow_hosts=[host])
    url = f"http://{host}/mug.safetensors?X-Amz-Signature=5ecre7"
    first = client.post("/generate-image?async=true", json={"prompt": "a mug", "loras": [{"url": url, "scale": 0.5}]})
    settled = client.studio.queue.get(first.json["job"]["id"]).params  # type: ignore[attr-defined]
    recipe = recipe_of(settled, seed=1)
    served.clear()  # the signature has expired; what was fetched is known by its hash
    again = client.post("/generate-image?async=true", json={"prompt": "a mug", "loras": recipe["loras"]})
    assert again.status_code == 202, again.json
    assert again.json["job"]["params"]["loras"] == first.json["job"]["params"]["loras"]


def test_a_job_with_an_unusable_lora_is_not_accepted(make_client: MakeClient, files: tuple[str, dict[str, bytes]]) -> None:
    host, served = files
    served["/old.safetensors"] = safetensors(SD15)
    client = make_client(fetch_allow_hosts=[host])
    sent = client.post("/generate-image", json={"prompt": "a mug", "loras": [{"url": f"http://{host}/old.safetensors"}]})
    assert (sent.status_code, sent.json["error"]["code"], sent.json["error"]["param"]) == (422, "unusable_lora", "loras")
    assert client.get("/api/jobs").json["items"] == []
