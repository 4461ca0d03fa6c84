"""Faces over HTTP: found, swapped as asked, marked as made with AI, with consent kept; every refusal names the picture and the reason."""

from __future__ import annotations

import base64
import io
import json
import uuid
from typing import Any

import numpy as np
import pytest
from facepictures import as_file, astronaut, group, woman
from PIL import Image

COMPOSITE = "digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


def detect(server: Any, picture: bytes, **fields: str) -> Any:
    return server.call("POST", "/faces/detect", files={"image": ("a.jpg", picture)}, data=fields)


def ask(server: Any, source: Any = None, target: Any = None, *, query: str = "", headers: Any = None, **fields: Any) -> Any:
    """A swap with consent; `source`, `target`: bytes, several for the source."""
    sources = source if isinstance(source, list) else [source or as_file(astronaut())]
    files = [("source", (f"photo{number}.jpg", one)) for number, one in enumerate(sources)]
    files += [] if "target_input" in fields or "target_asset_id" in fields else [("target", ("scene.jpg", target or as_file(woman())))]
    return server.call("POST", f"/face-swap{query}", files=files, data={"consent": "true"} | fields, headers=headers)


def picture_of(answer: Any) -> Image.Image:
    assert answer.status_code == 200, answer.text
    image = Image.open(io.BytesIO(base64.b64decode(answer.json()["image_base64"])))
    image.load()
    return image


def error_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    error: dict[str, Any] = answer.json()["error"]
    return error


def changed(result: Image.Image, before: Image.Image) -> tuple[int, int, int, int] | None:
    """The box in which two pictures differ by more than a JPEG does."""
    apart = np.abs(np.asarray(result.convert("RGB"), int) - np.asarray(before.convert("RGB"), int)).max(2) > 24
    return Image.fromarray(apart).getbbox()


# ---- finding ----


def test_the_faces_of_a_group_are_found_with_all_that_a_page_shows(server: Any) -> None:
    found = detect(server, as_file(group())).json()
    assert len(found["faces"]) == 6
    assert (found["width"], found["height"], found["engine"]) == (1280, 886, "mesh")
    for index, face in enumerate(found["faces"]):
        x0, y0, x1, y1 = face["box"]
        marks = face["landmarks"]
        assert face["index"] == index
        assert all(x0 - 20 <= x <= x1 + 20 and y0 - 20 <= y <= y1 + 20 for x, y in marks.values())
        assert marks["left_eye"][0] < marks["right_eye"][0]
        assert marks["left_eye"][1] < marks["mouth_left"][1]
        thumbnail = Image.open(io.BytesIO(base64.b64decode(face["thumbnail"].partition(",")[2])))
        assert max(thumbnail.size) <= 96
    turned = found["faces"][0]
    assert turned["weaknesses"] == ["face_turned"]
    assert "turned" in turned["messages"][0]


def test_looking_for_faces_leaves_nothing_in_jobs_or_library(server: Any) -> None:
    before = [server.call("GET", path).json()["items"] for path in ("/api/jobs", "/api/assets")]
    detect(server, as_file(astronaut()))
    assert [server.call("GET", path).json()["items"] for path in ("/api/jobs", "/api/assets")] == before
    assert list((server.data_dir / "inputs").glob("found-*")) == []


def test_no_face_is_an_empty_list(server: Any) -> None:
    found = detect(server, as_file(Image.new("RGB", (300, 200), "teal")))
    assert found.status_code == 200
    assert found.json()["faces"] == []


def test_weaknesses_are_told_in_spanish(server: Any) -> None:
    found = server.call("POST", "/faces/detect", files={"image": ("a.jpg", as_file(group()))}, headers={"Accept-Language": "es"})
    assert "girada" in found.json()["faces"][0]["messages"][0]


# ---- swapping ----


def test_a_swap_changes_the_face_and_nothing_else_and_says_how_it_came_out(server: Any) -> None:
    answer = ask(server, target=as_file(woman(), "PNG"))
    result, body = picture_of(answer), answer.json()
    face = body["faces"][0]
    x0, y0, x1, y1 = changed(result, woman()) or (0, 0, 0, 0)
    left, top, right, bottom = face["box"]
    assert left - 8 <= x0 < x1 <= right + 8
    assert top - 20 <= y0 < y1 <= bottom + 20
    assert face["identity_distance"] < face["identity_distance_before"]
    assert (body["engine"], body["device"], body["commercial_use"]) == ("mesh", "cpu", True)
    assert body["timings"]["swap_s"] > 0


def test_faces_are_mapped_by_hand_onto_those_that_were_found(server: Any) -> None:
    found = detect(server, as_file(group(), "PNG")).json()
    mapping = json.dumps([{"target_face": 4}])
    answer = ask(server, target_input=found["image"]["input"], mapping=mapping)
    box = changed(picture_of(answer), group())
    x0, y0, x1, y1 = found["faces"][4]["box"]
    assert box is not None
    assert x0 - 10 <= box[0] < box[2] <= x1 + 10
    assert y0 - 20 <= box[1] < box[3] <= y1 + 20
    assert [face["index"] for face in answer.json()["faces"]] == [4]


def test_every_face_is_swapped_but_those_that_look_away(server: Any) -> None:
    body = ask(server, target=as_file(group()), all_faces="true", include_base64="false").json()
    assert [face["index"] for face in body["faces"]] == [1, 2, 3, 4]
    assert "faces_skipped" in [warning["code"] for warning in body["warnings"]]
    assert body["image_base64"] is None


def test_of_several_photos_of_one_person_the_one_that_looks_the_targets_way_is_taken(server: Any) -> None:
    mirrored = as_file(astronaut().transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    photos = [as_file(astronaut()), mirrored]
    straight = ask(server, photos, include_base64="false").json()["faces"][0]
    flipped_target = as_file(woman().transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    flipped = ask(server, photos, flipped_target, include_base64="false").json()["faces"][0]
    assert straight["source"] != flipped["source"]


def test_strength_and_parts_that_stay(server: Any) -> None:
    target = as_file(woman(), "PNG")
    untouched = picture_of(ask(server, target=target, strength="0"))
    assert changed(untouched, woman()) is None
    whole, kept = (np.asarray(picture_of(ask(server, target=target, **fields)), int) for fields in ({}, {"keep_eyes": "true"}))
    x, y = (round(value) for value in detect(server, target).json()["faces"][0]["landmarks"]["left_eye"])
    before = np.asarray(woman(), int)
    eye = np.s_[y - 7 : y + 8, x - 14 : x + 15]
    assert np.abs(kept - before)[eye].mean() < np.abs(whole - before)[eye].mean()


@pytest.mark.parametrize(("format", "mime"), [("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_every_format_says_that_it_was_made_with_ai_and_nothing_of_the_photographer(server: Any, format: str, mime: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825)[1] = "N"
    answer = ask(server, as_file(astronaut(), exif=exif), as_file(woman(), exif=exif), output_format=format)
    picture = picture_of(answer)
    data = base64.b64decode(answer.json()["image_base64"])
    assert picture.format == mime
    assert COMPOSITE.encode() in data
    assert b"replaced with AI" in data
    assert b"SecretCam" not in data
    assert dict(picture.getexif().get_ifd(0x8825)) == {}
    asset = answer.json()["asset"]
    assert (asset["ai_generated"], asset["recipe"]["kind"]) == (True, "face_swap")


def test_the_result_is_upright_as_the_target_was_held(server: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it
    lying = woman().transpose(Image.Transpose.ROTATE_90)
    answer = ask(server, target=as_file(lying, exif=exif))
    assert picture_of(answer).size == woman().size
    assert detect(server, as_file(lying, exif=exif)).json()["width"] == woman().width


def test_transparent_places_stay_transparent(server: Any) -> None:
    cut = woman().convert("RGBA")
    cut.paste((0, 0, 0, 0), (0, 0, 40, 300))
    result = picture_of(ask(server, target=as_file(cut, "PNG")))
    assert result.mode == "RGBA"
    assert result.getchannel("A").crop((0, 0, 40, 300)).getextrema() == (0, 0)


@pytest.mark.parametrize("paper", ["white", "black"])
def test_the_visible_label_can_be_read_on_any_picture(server: Any, paper: str) -> None:
    scene = Image.new("RGB", (460, 460), paper)
    scene.paste(woman(), (20, 20))
    plain = picture_of(ask(server, target=as_file(scene, "PNG")))
    labelled = picture_of(ask(server, target=as_file(scene, "PNG"), label="true"))
    corner = (400, 420, 460, 460)
    box = changed(labelled, plain) or changed(labelled.point(lambda value: 255 - value), plain.point(lambda value: 255 - value))
    light = np.asarray(labelled.crop(corner).convert("L"), int)
    assert box is not None
    assert box[:2] >= corner[:2]
    assert box[1] >= corner[1]
    assert np.ptp(light) > 120  # letters against their field


# ---- consent and its trail ----


def test_without_consent_nothing_is_made_or_kept(server: Any) -> None:
    kept = len(list((server.data_dir / "inputs").glob("*")))
    for consent in ("false", None):
        photo, scene = as_file(astronaut(), quality=70), as_file(woman(), quality=70)
        files = {"source": ("a.jpg", photo), "target": ("b.jpg", scene)}
        error = error_of(server.call("POST", "/face-swap", files=files, data={"consent": consent} if consent else {}), 422)
        assert (error["code"], error["param"]) == ("consent_required", "consent")
    assert len(list((server.data_dir / "inputs").glob("*"))) == kept


def test_who_agreed_and_what_it_was_made_from_is_kept_with_the_asset(server: Any) -> None:
    import hashlib

    photo, scene = as_file(astronaut()), as_file(woman())
    body = ask(server, photo, scene, include_base64="false").json()
    trail = server.call("GET", f"/api/assets/{body['asset']['id']}/audit").json()
    assert trail["sources"] == [hashlib.sha256(photo).hexdigest()]
    assert trail["target"] == hashlib.sha256(scene).hexdigest()
    assert trail["consent"]["given_at"] <= trail["created_at"]
    assert "agreed" in trail["consent"]["text"]
    assert (trail["engine"], trail["models"], trail["job_id"]) == ("mesh", ["faces"], body["job_id"])
    assert "audit" not in body["asset"]


def test_an_ordinary_upload_has_no_trail(server: Any) -> None:
    asset = server.call("POST", "/api/assets", files={"file": ("a.jpg", as_file(woman()))}).json()
    assert error_of(server.call("GET", f"/api/assets/{asset['id']}/audit"), 404)["code"] == "not_found"


def test_a_retry_is_the_same_swap_with_the_consent_of_then(server: Any) -> None:
    first = ask(server, include_base64="false").json()
    retried = server.call("POST", f"/api/jobs/{first['job_id']}/retry").json()
    again = server.wait(retried.get("job", retried)["id"])
    assert again["status"] == "completed", again["error"]
    trails = [server.call("GET", f"/api/assets/{asset}/audit").json() for asset in (first["asset"]["id"], again["result"]["asset"]["id"])]
    assert trails[0]["consent"] == trails[1]["consent"]
    assert first["asset"]["sha256"] == again["result"]["asset"]["sha256"]


def test_what_was_sent_never_enters_the_library(server: Any) -> None:
    before = server.call("GET", "/api/assets").json()["total"]
    ask(server, include_base64="false")
    assert server.call("GET", "/api/assets").json()["total"] == before + 1


def test_pictures_of_the_library_can_be_named(server: Any) -> None:
    ids = [server.call("POST", "/api/assets", files={"file": ("a.jpg", as_file(one))}).json()["id"] for one in (astronaut(), woman())]
    body = server.call("POST", "/face-swap", json={"source_asset_ids": ids[0], "target_asset_id": ids[1], "consent": True})
    assert body.status_code == 200, body.text
    server.call("DELETE", f"/api/assets/{ids[1]}")
    gone = server.call("POST", "/face-swap", json={"source_asset_ids": [ids[0]], "target_asset_id": ids[1], "consent": True})
    assert error_of(gone, 404)["param"] == "target_asset_id"


def test_base64_in_json(server: Any) -> None:
    source, target = (base64.b64encode(as_file(one)).decode() for one in (astronaut(), woman()))
    answer = server.call("POST", "/face-swap", json={"source": source, "target": f"data:image/jpeg;base64,{target}", "consent": True})
    assert picture_of(answer).size == woman().size
    assert len(server.call("POST", "/faces/detect", json={"image": source}).json()["faces"]) == 1


def test_a_repeated_click_is_one_job(server: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, second = (ask(server, headers=key, query="?async=true").json()["job"]["id"] for _ in range(2))
    assert first == second
    assert error_of(ask(server, headers=key, query="?async=true", strength="0.5"), 409)["code"] == "idempotency_mismatch"


# ---- refusals ----


@pytest.mark.parametrize("param", ["source", "target"])
def test_a_picture_without_a_face_is_named(server: Any, param: str) -> None:
    empty = as_file(Image.new("RGB", (200, 200), "navy"))
    error = error_of(ask(server, **{param: empty}), 422)
    assert (error["code"], error["param"]) == ("no_face_detected", param)
    assert ("photo0.jpg" if param == "source" else "scene.jpg") in error["message"]


def test_a_face_turned_away_is_refused_with_its_angle_unless_forced(server: Any) -> None:
    target = as_file(group())
    error = error_of(ask(server, target=target), 422)
    assert (error["code"], error["param"]) == ("face_pose_unsupported", "source")
    assert "photo0.jpg" in error["message"]
    forced = ask(server, target=target, force="true", include_base64="false").json()
    assert "poses_differ" in [warning["code"] for warning in forced["faces"][0]["warnings"]]


def test_a_tiny_source_face_is_refused_with_its_size(server: Any) -> None:
    error = error_of(ask(server, as_file(astronaut().resize((160, 160)))), 422)
    assert (error["code"], error["param"]) == ("face_too_small", "source")


def test_the_second_of_two_photos_is_named_when_it_is_no_picture(server: Any) -> None:
    error = error_of(ask(server, [as_file(astronaut()), b"\xff\xd8\xff not a picture"]), 422)
    assert (error["code"], error["param"]) == ("unreadable_image", "source")
    assert "source 2 (photo1.jpg)" in error["message"]


@pytest.mark.parametrize(
    ("fields", "status", "code", "param"),
    [
        ({"engine": "insightface"}, 403, "license_not_acknowledged", "model"),
        ({"enhance": "true"}, 501, "not_supported", "enhance"),
        ({"mapping": '[{"target_face": 9}]'}, 422, "invalid_value", "mapping"),
        ({"mapping": '[{"target_face": 0}, {"target_face": 0}]'}, 422, "invalid_value", "mapping"),
        ({"mapping": "nonsense"}, 422, "invalid_value", "mapping"),
        ({"target_input": "0" * 64}, 404, "not_found", "target_input"),
        ({"strength": "2"}, 422, "invalid_value", "strength"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_field(server: Any, fields: dict[str, str], status: int, code: str, param: str) -> None:
    error = error_of(ask(server, **fields), status)
    assert (error["code"], error["param"]) == (code, param)


def test_insightface_whose_licence_is_accepted_but_which_is_not_there_says_how_to_get_it(run_studio: Any) -> None:
    studio = run_studio()
    studio.call("POST", "/api/models/inswapper-128/license", json={"accept": True})
    error = error_of(ask(studio, engine="insightface"), 409)
    assert (error["code"], error["param"]) == ("model_not_installed", "engine")
    listed = {model["id"]: model for model in studio.call("GET", "/api/models").json()["items"]}
    assert listed["inswapper-128"]["accepted"] is True
    assert listed["inswapper-128"]["condition"]


def test_another_owner_sees_neither_pictures_nor_trail(run_studio: Any) -> None:
    studio = run_studio(ENFOADS_API_KEYS="first-key-of-ana,other-key-of-bea")
    ana, bea = ({"X-API-Key": key} for key in ("first-key-of-ana", "other-key-of-bea"))
    files = {"image": ("a.jpg", as_file(woman()))}
    sent = studio.call("POST", "/faces/detect", files=files, headers=ana).json()["image"]["input"]
    made = ask(studio, headers=ana, include_base64="false", target_input=sent).json()
    assert studio.call("GET", f"/api/assets/{made['asset']['id']}/audit", headers=ana).status_code == 200
    assert studio.call("GET", f"/api/assets/{made['asset']['id']}/audit", headers=bea).status_code == 404
    assert error_of(ask(studio, headers=bea, target_input=sent), 404)["param"] == "target_input"
