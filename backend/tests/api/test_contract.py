"""What a client may rely on in every answer: statuses, the one envelope, its language, and the specification."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from enfoads.api.openapi import operations, specification
from enfoads.settings import REPOSITORY

JSON = {"Content-Type": "application/json"}
SPANISH = {"Accept-Language": "es-ES,es;q=0.9,en;q=0.3"}


def error_of(answer: TestResponse) -> dict[str, Any]:
    body = answer.get_json()
    assert set(body) == {"error"}
    error: dict[str, Any] = body["error"]
    assert {"message", "type", "param", "code", "hint", "request_id"} <= set(error)
    assert error["message"]
    assert error["request_id"] == answer.headers["x-request-id"]
    return error


def test_a_field_that_does_not_exist_is_refused_by_its_name(client: FlaskClient) -> None:
    answer = client.post("/generate-image", json={"prompt": "a", "colour": "red"})
    assert answer.status_code == 422
    assert error_of(answer)["param"] == "colour"


@pytest.mark.parametrize("value", [True, "128", None.__class__.__name__, [128], 128.5, 1e400, -1])
def test_a_size_is_a_number_and_nothing_that_looks_like_one(client: FlaskClient, value: Any) -> None:
    answer = client.post("/generate-image", json={"prompt": "a", "width": value})
    assert answer.status_code in (400, 422)
    assert error_of(answer)["type"] == "invalid_request_error"


@pytest.mark.parametrize("value", ["yes", 1, "true", []])
def test_a_choice_of_two_is_true_or_false(client: FlaskClient, value: Any) -> None:
    answer = client.post("/generate-image", json={"prompt": "a", "include_base64": value})
    assert answer.status_code == 422
    assert error_of(answer)["param"] == "include_base64"


def test_the_other_name_of_a_field_follows_the_same_rules(client: FlaskClient) -> None:
    assert error_of(client.post("/generate-image", json={"prompt": "a", "steps": True}))["param"] == "steps"


@pytest.mark.parametrize("value", ["x", "1e", "١٢", " 5", "5_0", "0", "201", ""])
def test_a_page_size_in_the_address_is_checked_too(client: FlaskClient, value: str) -> None:
    answer = client.get("/api/jobs", query_string={"limit": value})
    assert answer.status_code == 422
    assert error_of(answer)["param"] == "limit"


def test_a_parameter_given_twice_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/jobs?limit=5&limit=6").status_code == 422


def test_an_unknown_parameter_is_refused(client: FlaskClient) -> None:
    assert error_of(client.get("/api/jobs?page=2"))["param"] == "page"


@pytest.mark.parametrize(
    ("path", "body", "param", "meant"),
    [
        ("/render-video", {"script": "a", "captoins": {}}, "captoins", "; did you mean captions?"),
        ("/render-video", {"script": "a", "captions": {"stile": "x"}}, "captions.stile", "; did you mean style?"),
        ("/render-multi-scene", {"scenes": [{"visual": {"colour": "#ffffff"}}]}, "scenes[0].visual.colour", "; did you mean color?"),
        ("/generate-image", {"prompt": "a", "step": 3}, "step", "; did you mean steps?"),
        ("/generate-image", {"prompt": "a", "zzzz": 3}, "zzzz", ""),
    ],
)
def test_a_misspelt_field_is_told_with_the_name_that_was_meant(
    client: FlaskClient, path: str, body: dict[str, Any], param: str, meant: str
) -> None:
    error = error_of(client.post(path, json=body))
    assert (error["param"], error["message"]) == (param, f"{param}: there is no such field{meant}")


def test_a_file_under_another_name_is_told_which_one_is_expected(client: FlaskClient) -> None:
    error = error_of(client.post("/avatars", data={"image": (io.BytesIO(b"a"), "a.png"), "name": "a"}))
    assert (error["param"], "portrait" in error["message"]) == ("image", True)


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b'{"prompt": "\\ud800"}', b"[1,2"])
def test_what_is_not_json_is_malformed(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/generate-image", data=body, headers=JSON)
    assert answer.status_code == 400
    assert error_of(answer)["code"] == "malformed_request"


@pytest.mark.parametrize("body", ["[]", "null", "3", '"x"'])
def test_json_that_is_no_object_is_an_invalid_value(client: FlaskClient, body: str) -> None:
    assert client.post("/generate-image", data=body, headers=JSON).status_code == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data"])
def test_another_content_type_is_named_as_the_fault(client: FlaskClient, kind: str) -> None:
    answer = client.post("/predict", data=b'{"prompt": "a"}', content_type=kind)
    assert answer.status_code == 415
    assert error_of(answer)["param"] == "Content-Type"


def test_a_body_that_is_too_large_is_not_read(client: FlaskClient) -> None:
    answer = client.post("/magic-prompt", data=json.dumps({"prompt": "a" * 2_000_000}), headers=JSON)
    assert answer.status_code == 413
    assert "1 MiB" in error_of(answer)["message"]


def test_an_upload_that_is_too_large_is_not_kept(make_client: Any) -> None:
    client = make_client(max_upload_mb=1)
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + b"x" * 1_500_000 + b"\r\n--x--\r\n"
    answer = client.post("/api/assets", data=part, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert list(client.studio.settings.staging_dir.iterdir()) == []


def test_another_method_is_told_which_ones_there_are(client: FlaskClient) -> None:
    answer = client.delete("/api/jobs")
    assert answer.status_code == 405
    assert {name.strip() for name in answer.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}
    error_of(answer)


def test_an_address_that_does_not_exist_answers_in_the_envelope_too(client: FlaskClient) -> None:
    assert error_of(client.get("/nothing/here"))["code"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/jobs/img_0"),
        ("POST", "/api/jobs/img_0/cancel"),
        ("POST", "/api/jobs/img_0/retry"),
        ("GET", "/api/jobs/img_0/preview"),
        ("GET", "/api/assets/up_0_0"),
        ("GET", "/api/assets/up_0_0/file"),
        ("GET", "/api/assets/up_0_0/thumbnail"),
        ("DELETE", "/api/assets/up_0_0"),
        ("POST", "/api/assets/up_0_0/restore"),
        ("POST", "/api/models/none/pull"),
        ("DELETE", "/api/models/none"),
    ],
)
def test_an_id_that_does_not_exist_is_not_found(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 404
    assert error_of(answer)["code"] == "not_found"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"prompt": ""},
        {"prompt": 3},
        {"prompt": "a" * 5000},
        {"prompt": "a", "width": "9"},
        {"prompt": "a", "width": 3},
        {"prompt": "a", "width": 99999},
        {"prompt": "a", "width": 1.5},
        {"prompt": "a", "width": []},
        {"prompt": "a", "guidance_scale": {}},
        {"prompt": "a", "cache": 1},
        {"prompt": "a", "output_format": "gif"},
        {"prompt": "a", "what": 1},
        [],
    ],
)
def test_every_mistake_is_explained_in_spanish(client: FlaskClient, body: Any) -> None:
    english = error_of(client.post("/generate-image", json=body))
    spanish = error_of(client.post("/generate-image", json=body, headers=SPANISH))
    assert spanish["message"] != english["message"]
    assert spanish["hint"] != english["hint"]
    assert spanish["code"] == english["code"]


@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("scenes[0].duration_s", {"scenes": [{"visual": {"color": "#112233"}, "duration_s": True}]}),
        ("captions.position", {"scenes": [{"visual": {"color": "#112233"}}], "captions": {"position": True}}),
        ("captions.position", {"scenes": [{"visual": {"color": "#112233"}}], "captions": {"position": 2}}),
        ("scenes[0].visual.color", {"scenes": [{"visual": {"color": "red"}}]}),
        ("scenes[0].visual.background", {"scenes": [{"visual": {"avatar_id": "a", "background": {"color": "#112233", "asset_id": "a"}}}]}),
    ],
)
def test_a_mistake_deep_inside_is_named_by_its_whole_place_in_both_languages(client: FlaskClient, place: str, body: Any) -> None:
    for headers in ({}, SPANISH):
        answer = client.post("/render-multi-scene", json=body, headers=headers)
        assert answer.status_code == 422
        error = error_of(answer)
        assert error["param"] == place
        assert f"{place}: " in error["message"]
        assert not error["message"].endswith(": ")
    assert error["message"] != error_of(client.post("/render-multi-scene", json=body))["message"]


def test_a_request_id_of_the_callers_own_comes_back(client: FlaskClient) -> None:
    assert client.get("/health", headers={"x-request-id": "order-17"}).headers["x-request-id"] == "order-17"
    assert client.get("/health", headers={"x-request-id": "two words"}).headers["x-request-id"] != "two words"


def test_answers_are_not_kept_by_caches_and_not_taken_for_something_else(client: FlaskClient) -> None:
    headers = client.get("/api/jobs").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_bug_answers_in_the_envelope_and_tells_nothing(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.studio.queue, "counts", lambda: 1 / 0)  # type: ignore[attr-defined]
    answer = client.post("/api/queue/pause")
    assert answer.status_code == 500
    assert error_of(answer)["code"] == "internal_error"
    assert "division" not in answer.get_data(as_text=True)


def test_a_full_disk_has_its_own_status(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    answer = client.post("/api/assets", data={"file": (io.BytesIO(b"x"), "a.png")})
    assert answer.status_code == 507
    assert error_of(answer)["code"] == "disk_full"


def test_a_disk_that_is_full_for_the_job_table_says_the_same(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from sqlalchemy.exc import OperationalError

    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("INSERT", {}, full)

    monkeypatch.setattr(client.studio.queue, "submit", fail)  # type: ignore[attr-defined]
    assert client.post("/generate-image", json={"prompt": "a"}).status_code == 507


def test_an_upload_that_found_no_seat_leaves_no_file(make_client: Any) -> None:
    client = make_client(max_waiting=1, sync_timeout=5)
    body = {"data": {"file": (io.BytesIO(b"x"), "a.png")}}
    waiting = threading.Thread(target=lambda: client.application.test_client().post("/api/assets", **body))
    waiting.start()
    while "enfoads_queued_jobs 1.0" not in client.get("/metrics").get_data(as_text=True):
        pass
    assert client.post("/api/assets", data={"file": (io.BytesIO(b"x"), "a.png")}).status_code == 503
    assert len(list(client.studio.settings.staging_dir.iterdir())) == 1
    waiting.join()


# ---- the specification ----


def test_the_committed_specification_is_the_servers_own() -> None:
    committed = json.loads((REPOSITORY / "frontend" / "openapi.json").read_text())
    assert committed == json.loads(json.dumps(specification())), "run scripts/openapi"


def test_every_route_says_what_it_can_answer() -> None:
    for path, methods in specification()["paths"].items():
        for method, operation in methods.items():
            statuses = {int(status) for status in operation["responses"]}
            assert any(status < 400 for status in statuses), f"{method} {path}"
            assert 405 in statuses
            assert ("requestBody" in operation) <= ({400, 413, 415, 422} <= statuses), f"{method} {path}"
            assert operation["summary"][0].isupper()


def test_operation_names_are_unique() -> None:
    names = [operation.view.__name__ for operation in operations()]
    assert len(names) == len(set(names))


def test_socket_events_have_types_too() -> None:
    schemas = specification()["components"]["schemas"]
    assert {"JobUpdateEvent", "JobPreviewEvent", "AssetDeletedEvent", "Asset", "GpuStatus", "Subscription", "SocketReply"} <= set(schemas)
    assert set(schemas["JobUpdateEvent"]["required"]) >= {"id", "seq", "kind", "status", "progress", "stage", "message", "eta_s"}


def test_form_fields_that_are_too_large_are_not_blamed_on_the_file(client: FlaskClient) -> None:
    answer = client.post("/api/assets", data={"name": "x" * 505_000, "file": (io.BytesIO(b"x"), "a.png")})
    assert answer.status_code == 413
    assert "form fields" in error_of(answer)["message"]
