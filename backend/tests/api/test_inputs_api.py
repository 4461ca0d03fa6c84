"""Reference pictures and masks over HTTP: taken in every form, checked in a worker, kept for a while, never in the library."""

from __future__ import annotations

import base64
import io
import os
import signal
import struct
import time
import uuid
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import psutil
import pytest
from PIL import Image

QUICK = {"num_inference_steps": 2, "force": True}
LONG = {"num_inference_steps": 40, "cache": False}


def ask(server: Any, *, query: str = "", headers: dict[str, str] | None = None, **fields: Any) -> Any:
    return server.call("POST", f"/generate-image{query}", json={"prompt": "pizza", **QUICK, **fields}, headers=headers)


def noise(width: int = 300, height: int = 200, seed: int = 1) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8))


def mask(width: int = 300, height: int = 200) -> Image.Image:
    found = Image.new("L", (width, height))
    found.paste(255, (100, 50, 180, 120))
    return found


def sent(image: Image.Image, format: str = "PNG", **options: Any) -> str:
    target = io.BytesIO()
    image.save(target, format, **options)
    return base64.b64encode(target.getvalue()).decode()


def drawn(answer: Any) -> np.ndarray:
    assert answer.status_code == 200, answer.text
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(answer.json()["image_base64"]))))


def uploaded(server: Any, image: Image.Image) -> str:
    target = io.BytesIO()
    image.save(target, "PNG")
    answer = server.call("POST", "/api/assets", files={"file": ("a.png", target.getvalue(), "image/png")})
    return str(answer.json()["id"])


@pytest.mark.parametrize("form", ["base64", "data URL", "lines", "library"])
def test_a_picture_is_taken_in_every_form(server: Any, form: str) -> None:
    picture, text = noise(), sent(noise())
    fields = {
        "base64": {"image": text},
        "data URL": {"image": f"data:image/png;base64,{text}"},
        "lines": {"image": "\n".join(text[start : start + 76] for start in range(0, len(text), 76))},
        "library": {"image_asset_id": uploaded(server, picture) if form == "library" else ""},
    }[form]
    new, old, kept = drawn(ask(server, **fields, mask=sent(mask()))), np.asarray(picture), np.asarray(mask()) == 0
    assert (new[kept] == old[kept]).all()
    assert (new[~kept] != old[~kept]).any()


def test_a_form_with_files_is_taken(server: Any) -> None:
    """`curl -F image=@photo.png -F mask=@mask.png -F prompt=…`"""
    files = {name: (f"{name}.png", base64.b64decode(sent(picture))) for name, picture in (("image", noise()), ("mask", mask()))}
    fields = {"prompt": "pizza", "steps": "2", "force": "true", "mask_blur": "0", "outpaint": '{"left": 20}', "seed": "4"}
    answer = server.call("POST", "/generate-image", data=fields, files=files)
    new, old, kept = drawn(answer)[:, 20:], np.asarray(noise()), np.asarray(mask()) == 0
    assert (new[kept] == old[kept]).all()
    assert answer.json()["images"][0]["seed"] == 4


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"outpaint": "left"}, "outpaint"),
        ({"outpaint": '{"left": -1}'}, "outpaint.left"),
        ({"loras": '[{"scale": 1}]'}, "loras[0]"),
        ({"strength": "much"}, "strength"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_a_form_is_refused_by_the_name_of_its_field(server: Any, fields: dict[str, str], param: str) -> None:
    files = {"image": ("a.png", base64.b64decode(sent(noise())))}
    answer = server.call("POST", "/generate-image", data={"prompt": "pizza", **fields}, files=files)
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]["param"] == param


def test_mask_from_the_library(server: Any) -> None:
    answer = ask(server, image=sent(noise()), mask_asset_id=uploaded(server, mask().convert("RGB")))
    kept = np.asarray(mask()) == 0
    assert (drawn(answer)[kept] == np.asarray(noise())[kept]).all()


def test_a_picture_larger_than_other_json_bodies_is_taken(server: Any) -> None:
    big = noise(1100, 1100)
    text = sent(big, compress_level=0)
    assert len(text) > 4 << 20
    assert (drawn(ask(server, image=text, outpaint={"right": 100}))[:, :1100] == np.asarray(big)).all()


def test_a_photo_is_turned_as_the_camera_was_held(server: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    lying = Image.new("RGB", (300, 200), "white")
    lying.paste((0, 0, 0), (0, 0, 150, 200))
    new = drawn(ask(server, image=sent(lying, "JPEG", exif=exif, quality=95), outpaint={"bottom": 50}))
    assert new.shape == (350, 200, 3)
    assert new[10:140].max() < 30
    assert new[160:290].min() > 220


def test_inputs_are_in_nobody_s_library_and_their_checks_in_nobody_s_list(server: Any) -> None:
    before = server.call("GET", "/api/assets").json()["total"]
    made = ask(server, image=sent(noise(seed=5)), mask=sent(mask())).json()
    assert server.call("GET", "/api/assets").json()["total"] == before + 1
    kinds = {job["kind"] for job in server.call("GET", "/api/jobs?limit=200").json()["items"]}
    assert "input" not in kinds
    job = server.call("GET", f"/api/jobs/{made['job_id']}").json()
    assert str(server.data_dir) not in str(job)
    recipe = made["images"][0]["asset"]["recipe"]
    assert len(recipe["image_sha256"]) == 64
    assert recipe["image_sha256"] == job["params"]["image"]["sha256"]


# Refused ----------------------------------------------------------------------------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb() -> str:
    """A PNG of 30,000 x 30,000 in a few bytes."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9000))) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


HOSTILE = {
    "not base64": ("!!!!", 422),
    "not base64 inside": ("data:image/png;base64,****", 422),
    "no base64 URL": ("data:text/html,<b>", 422),
    "a web address": ("https://host.example/a.png", 422),
    "nothing": ("data:image/png;base64,", 422),
    "no picture": (base64.b64encode(b"just words").decode(), 415),
    "svg": (base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(), 415),
    "gif": (sent(Image.new("RGB", (8, 8)), "GIF"), 415),
    "cut short": (sent(noise())[:2000], 422),
    "bomb": (bomb(), 413),
}


@pytest.mark.parametrize("field", ["image", "mask"])
@pytest.mark.parametrize("what", list(HOSTILE))
def test_hostile_pictures_are_refused_by_name_and_leave_nothing(server: Any, what: str, field: str) -> None:
    content, status = HOSTILE[what]
    kept = {path.name for path in (server.data_dir / "inputs").glob("*")}
    good = {"image": sent(noise())} if field == "mask" else {}
    answer = ask(server, **good, **{field: content})
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["param"] == field
    assert not list((server.data_dir / "staging").glob("upload-*"))
    new = {path.name for path in (server.data_dir / "inputs").glob("*")} - kept
    assert len(new) <= len(good)


@pytest.mark.parametrize(
    ("fields", "status", "param"),
    [
        ({"mask": "x"}, 422, "mask"),
        ({"strength": 0.5}, 422, "strength"),
        ({"outpaint": {"left": 8}}, 422, "outpaint"),
        ({"image": "x", "image_asset_id": "y"}, 422, "image_asset_id"),
        ({"image_asset_id": "img_unknown_0"}, 404, "image_asset_id"),
        ({"output_width": 100}, 422, "output_height"),
        ({"output_width": 5000, "output_height": 100}, 422, "output_width"),
        ({"strength": 0}, 422, "strength"),
        ({"mask_blur": 65}, 422, "mask_blur"),
        ({"background": "transparent", "output_format": "jpeg"}, 422, "background"),
        ({"upscaler": "nothing"}, 422, "upscaler"),
        ({"output_format": "gif"}, 422, "output_format"),
        ({"loras": [{"url": "https://a.example/x", "name": "y"}]}, 422, "loras[0]"),
        ({"loras": [{"name": "y", "scale": 9}]}, 422, "loras[0].scale"),
        ({"loras": [{"name": "y"}] * 9}, 422, "loras"),
    ],
)
def test_what_cannot_be_is_refused_by_name_in_both_languages(server: Any, fields: dict[str, Any], status: int, param: str) -> None:
    said = []
    for language in ("en", "es"):
        answer = ask(server, headers={"Accept-Language": language}, **fields)
        assert answer.status_code == status, answer.text
        assert answer.json()["error"]["param"] == param
        said.append(answer.json()["error"]["message"])
    assert said[0] != said[1]


def test_a_deleted_picture_is_no_reference(server: Any) -> None:
    asset = uploaded(server, noise(seed=9))
    server.call("DELETE", f"/api/assets/{asset}")
    answer = ask(server, image_asset_id=asset)
    assert answer.status_code == 404
    assert answer.json()["error"]["param"] == "image_asset_id"


def test_nothing_cuts_a_subject_out_until_a_model_is_there(server: Any) -> None:
    answer = ask(server, background="transparent")
    assert answer.status_code == 501
    assert answer.json()["error"]["param"] == "background"


# The same request, retries, accidents -----------------------------------------------------------------------------------


def test_the_same_key_with_another_picture_is_another_request(server: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first = ask(server, headers=key, image=sent(noise(seed=1)), mask=sent(mask())).json()
    assert ask(server, headers=key, image=sent(noise(seed=1)), mask=sent(mask())).json()["job_id"] == first["job_id"]
    answer = ask(server, headers=key, image=sent(noise(seed=2)), mask=sent(mask()))
    assert answer.status_code == 409


@pytest.fixture(scope="module")
def studio(run_shared_studio: Callable[..., Any]) -> Any:
    """With an empty staging folder, as each of these tests leaves it."""
    return run_shared_studio()


def test_a_paused_queue_takes_requests_with_pictures(studio: Any) -> None:
    studio.call("POST", "/api/queue/pause")
    job = ask(studio, query="?async=true", image=sent(noise()), mask=sent(mask())).json()["job"]
    assert job["status"] == "queued"
    studio.call("POST", f"/api/jobs/{job['id']}/cancel")
    studio.call("POST", "/api/queue/resume")
    assert not list((studio.data_dir / "staging").iterdir())


def test_a_job_whose_worker_is_killed_runs_again_with_its_inputs(studio: Any) -> None:
    ask(studio)  # the worker is there
    job = ask(studio, query="?async=true", image=sent(noise()), mask=sent(mask()), **LONG).json()["job"]
    while studio.call("GET", f"/api/jobs/{job['id']}").json()["stage"] != "denoising":
        time.sleep(0.02)
    [worker] = [process for process in studio.processes() if "--lane" in process.cmdline() and "gpu" in process.cmdline()]
    os.kill(worker.pid, signal.SIGKILL)
    psutil.wait_procs([worker], timeout=10)
    ended = studio.wait(job["id"])
    assert (ended["status"], ended["attempt"]) == ("completed", 2)
    assert not list((studio.data_dir / "staging").iterdir())


def test_a_cancelled_job_leaves_nothing_in_staging_and_can_be_tried_again(studio: Any) -> None:
    job = ask(studio, query="?async=true", image=sent(noise()), mask=sent(mask()), **LONG).json()["job"]
    while studio.call("GET", f"/api/jobs/{job['id']}").json()["status"] == "queued":
        time.sleep(0.02)
    studio.call("POST", f"/api/jobs/{job['id']}/cancel")
    assert studio.wait(job["id"])["status"] == "cancelled"
    assert not list((studio.data_dir / "staging").iterdir())
    again = studio.call("POST", f"/api/jobs/{job['id']}/retry").json()
    assert studio.wait(again.get("job", again)["id"])["status"] == "completed"


def test_inputs_are_kept_as_long_as_the_settings_say(run_studio: Callable[..., Any]) -> None:
    studio = run_studio(ENFOADS_UPLOAD_RETENTION_H="0.0005")  # 1.8 s
    made = ask(studio, image=sent(noise()), mask=sent(mask()), cache=False).json()
    until = time.monotonic() + 60
    while list((studio.data_dir / "inputs").iterdir()) and time.monotonic() < until:
        time.sleep(0.1)
    assert not list((studio.data_dir / "inputs").iterdir())
    again = studio.call("POST", f"/api/jobs/{made['job_id']}/retry").json()
    ended = studio.wait(again.get("job", again)["id"])
    assert (ended["status"], ended["error"]["param"]) == ("failed", "image")


def test_a_repeated_request_with_its_key_fetches_nothing_again(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signed address has expired when a client tries again after a broken connection."""
    from enfoads.models.loras import Loras

    fetched: list[str] = []

    def obtain(self: Loras, wanted: dict[str, Any], owner: str, *, param: str) -> dict[str, Any]:
        fetched.append(wanted["url"])
        return {"path": "/nowhere", "sha256": "0" * 64, "name": "a", "scale": 1.0, "source": "https://host.example/a"}

    monkeypatch.setattr(Loras, "obtain", obtain)
    asked = {"prompt": "pizza", "lora_url": "https://host.example/a?signature=1"}
    key = {"Idempotency-Key": "once"}
    first, again = (client.post("/generate-image?async=true", json=asked, headers=key).get_json() for _ in range(2))
    assert first["job"]["id"] == again["job"]["id"]
    assert fetched == [asked["lora_url"]]
    assert client.post("/generate-image?async=true", json=asked | {"lora_scale": 2}, headers=key).status_code == 409
    assert "signature" not in str(first)
