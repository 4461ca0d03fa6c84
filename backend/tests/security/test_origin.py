"""Other web pages: what a site in the same browser can and cannot make the studio do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

MakeClient = Callable[..., FlaskClient]

PAGE = "https://page.example"
KEY = "a-key-for-these-tests"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5000", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.5:5000", ""]
)
@pytest.mark.parametrize("path", ["/", "/health", "/api/assets", "/app/"])
def test_a_name_that_was_pointed_at_this_machine_reads_nothing(client: FlaskClient, host: str, path: str) -> None:
    assert client.get(path, headers={"Host": host}).status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost:5000", "127.0.0.1", "[::1]:5000", "LOCALHOST"])
def test_this_machines_own_names_work(client: FlaskClient, host: str) -> None:
    assert client.get("/api/assets", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/generate-image"), ("POST", "/api/queue/pause"), ("DELETE", "/api/assets/up_1_0"), ("PATCH", "/api/assets/x")],
)
def test_another_sites_page_cannot_drive_an_open_studio(client: FlaskClient, method: str, path: str, headers: dict[str, str]) -> None:
    answer = client.open(path, method=method, headers=headers)
    assert answer.status_code == 403
    assert "ENFOADS_CORS_ORIGINS" in answer.json["error"]["message"]  # type: ignore[index]
    assert not client.get("/api/jobs").json["paused"]  # type: ignore[index]


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
def test_the_studios_own_page_and_programs_can(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/api/queue/pause", headers=headers).status_code == 200


def test_a_page_that_was_allowed_by_name_can_read_and_drive(make_client: MakeClient) -> None:
    client = make_client(cors_origins=[PAGE])
    answer = client.post("/generate-image?async=true", json={"prompt": "a"}, headers={"Origin": PAGE, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 202
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    exposed = {name.strip().lower() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}
    assert {"location", "retry-after", "etag", "content-range", "x-request-id"} <= exposed


def test_the_browsers_question_before_a_request_is_answered(make_client: MakeClient) -> None:
    client = make_client(cors_origins=[PAGE])
    asked = "authorization,content-type,idempotency-key,if-none-match,ngrok-skip-browser-warning,prefer,range,x-api-key"
    answer = client.options(
        "/api/assets/x",
        headers={"Origin": PAGE, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": asked},
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert {name.strip().lower() for name in answer.headers["Access-Control-Allow-Headers"].split(",")} == set(asked.split(","))
    assert int(answer.headers["Access-Control-Max-Age"]) >= 600


@pytest.mark.parametrize("origins", [[], [PAGE]])
def test_other_pages_get_no_permission_to_read(make_client: MakeClient, origins: list[str]) -> None:
    answer = make_client(cors_origins=origins).get("/api/assets", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_cookie_that_goes_along_does_not_let_another_page_in(make_client: MakeClient) -> None:
    client = make_client(api_keys=[KEY])
    assert client.post("/session", json={"key": KEY}).status_code == 200
    evil = {"Origin": "http://localhost:3000"}  # the same site to the browser, so SameSite does not help
    assert client.post("/api/queue/pause", headers=evil).status_code == 403
    assert client.post("/api/queue/pause").status_code == 200
    assert client.post("/api/queue/pause", headers=evil | {"X-API-Key": KEY}).status_code == 200
    assert client.post("/session", json={"key": KEY}, headers=evil).status_code == 403


def test_with_keys_the_studio_answers_to_any_name(make_client: MakeClient) -> None:
    answer = make_client(api_keys=[KEY]).get("/api/assets", headers={"Host": "studio.example", "X-API-Key": KEY})
    assert answer.status_code == 200


def test_pictures_are_not_shown_inside_other_sites(client: FlaskClient, make_client: MakeClient) -> None:
    assert client.get("/api/assets").headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cross-Origin-Resource-Policy" not in make_client(cors_origins=[PAGE]).get("/api/assets").headers
