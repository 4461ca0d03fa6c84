"""API keys and sessions: who gets in, who stays out, and that no key is ever kept or written in the clear."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from enfoads.errors import NotFound, TooManyRequests, Unauthorized
from enfoads.security.keys import LOCAL, Key, KeyRing, LoginLimit
from enfoads.settings import Settings

MakeClient = Callable[..., FlaskClient]
ALPHA, BETA = "alpha-key-for-tests", "beta-key-for-tests"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(Settings(data_dir=tmp_path))


def test_a_key_is_kept_only_as_a_hash(ring: KeyRing, tmp_path: Path) -> None:
    key, text = ring.add("laptop")
    kept = (tmp_path / "keys.json").read_text()
    assert text not in kept
    secret = text.split("_", 2)[2]  # its own characters may be underscores too
    assert secret not in kept
    assert json.loads(kept)[0]["name"] == "laptop"
    assert ring.verify(text) == key
    for name in ("keys.json", "secret"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_two_keys_are_two_owners_unless_they_share(ring: KeyRing) -> None:
    first, _ = ring.add("one")
    second, _ = ring.add("two")
    shared, _ = ring.add("three", owner=first.id)
    assert first.owner != second.owner
    assert shared.owner == first.owner


@pytest.mark.parametrize("wrong", ["", "x", "enf_00000000_" + "a" * 43, "é", "\ud800", "a" * 100_000])
def test_a_wrong_key_is_refused_whatever_it_holds(ring: KeyRing, wrong: str) -> None:
    ring.add("laptop")
    with pytest.raises(Unauthorized):
        ring.verify(wrong)


def test_a_removed_key_opens_nothing_and_ends_its_sessions(ring: KeyRing) -> None:
    key, text = ring.add("laptop")
    session = ring.sign(key.id)
    assert ring.session_owner(session) == key.owner
    ring.remove(key.id)
    with pytest.raises(Unauthorized):
        ring.verify(text)
    with pytest.raises(Unauthorized):
        ring.session_owner(session)
    with pytest.raises(NotFound):
        ring.remove(key.id)


def test_a_running_server_knows_a_new_key_at_once(ring: KeyRing, tmp_path: Path) -> None:
    running = KeyRing(Settings(data_dir=tmp_path))
    assert not running.required
    _, text = ring.add("late")
    assert running.required
    assert running.verify(text).name == "late"


def test_an_exposed_studio_does_not_open_when_its_last_key_is_removed(tmp_path: Path) -> None:
    for exposure in ({"host": "0.0.0.0"}, {"public_url": "https://studio.example"}):
        ring = KeyRing(Settings(data_dir=tmp_path, **exposure))
        key, _ = ring.add("only")
        ring.remove(key.id)
        assert not ring.exist
        assert ring.required


def test_a_damaged_key_file_never_opens_the_studio(ring: KeyRing, tmp_path: Path) -> None:
    ring.add("laptop")
    (tmp_path / "keys.json").write_text("[{")
    with pytest.raises(ValueError, match=r"Expecting"):
        _ = KeyRing(Settings(data_dir=tmp_path)).required


def test_a_forged_session_is_refused(ring: KeyRing, tmp_path: Path) -> None:
    ring.add("laptop")
    value = ring.sign(LOCAL)
    assert ring.session_owner(value) == LOCAL
    other = KeyRing(Settings(data_dir=tmp_path / "elsewhere"))
    changed = value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1]  # the last character has bits that mean nothing
    for forged in (other.sign(LOCAL), changed, "", "local"):
        with pytest.raises(Unauthorized):
            ring.session_owner(forged)


def test_guessing_is_slowed_down_and_then_allowed_again() -> None:
    now = [0.0]
    limit = LoginLimit(attempts=3, window=60, clock=lambda: now[0])
    asked = []

    def wrong() -> Key:
        asked.append(1)
        raise Unauthorized

    for _ in range(3):
        with pytest.raises(Unauthorized):
            limit.check("1.2.3.4", wrong)
    with pytest.raises(TooManyRequests) as refused:
        limit.check("1.2.3.4", wrong)
    assert len(asked) == 3
    assert 60 <= refused.value.values["retry_after"] <= 61
    with pytest.raises(Unauthorized):
        limit.check("5.6.7.8", wrong)
    now[0] = 61
    with pytest.raises(Unauthorized):
        limit.check("1.2.3.4", wrong)


# ---- over HTTP ----


def test_with_a_key_set_nothing_but_the_status_is_open(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA])
    assert client.get("/").json == {
        "status": "ok",
        "version": client.get("/health").json["version"],  # type: ignore[index]
        **dict.fromkeys(("uptime_s", "device", "queue", "model", "capabilities")),
    }
    for path in ("/gpu-status", "/api/jobs", "/api/assets", "/api/models", "/api/settings", "/metrics", "/openapi.json", "/docs/"):
        answer = client.get(path)
        assert answer.status_code == 401, path
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert client.post("/generate-image", json={"prompt": "a"}).status_code == 401
    assert client.get("/session").json == {"authenticated": False, "auth_required": True}


@pytest.mark.parametrize("headers", [bearer(ALPHA), {"X-API-Key": ALPHA}, {"Authorization": f"bearer  {ALPHA}"}])
def test_a_key_is_taken_from_either_header(make_client: MakeClient, headers: dict[str, str]) -> None:
    client = make_client(api_keys=[ALPHA])
    assert client.get("/api/jobs", headers=headers).status_code == 200
    assert client.get("/", headers=headers).json["model"]  # type: ignore[index]


def test_one_keys_jobs_are_nobody_elses(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA, BETA])
    job = client.post("/generate-image?async=true", json={"prompt": "a"}, headers=bearer(ALPHA)).json["job"]  # type: ignore[index]
    assert client.get(f"/api/jobs/{job['id']}", headers=bearer(ALPHA)).status_code == 200
    assert client.get("/api/jobs", headers=bearer(BETA)).json["items"] == []  # type: ignore[index]
    for method, path in (("GET", ""), ("POST", "/cancel"), ("POST", "/retry"), ("GET", "/preview")):
        assert client.open(f"/api/jobs/{job['id']}{path}", method=method, headers=bearer(BETA)).status_code == 404


def test_a_page_signs_in_once_and_its_pictures_load(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA])
    assert client.post("/session", json={"key": "wrong"}).status_code == 401
    answer = client.post("/session", json={"key": ALPHA})
    assert answer.json == {"authenticated": True, "auth_required": True}
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ALPHA not in cookie
    assert client.get("/api/assets").status_code == 200
    client.delete("/session")
    assert client.get("/api/assets").status_code == 401


def test_behind_https_the_cookie_is_for_https_alone(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA])
    assert "Secure" in client.post("/session", json={"key": ALPHA}, base_url="https://localhost").headers["Set-Cookie"]


def test_after_ten_wrong_keys_even_the_right_one_has_to_wait(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA])
    for _ in range(10):
        assert client.get("/api/jobs", headers=bearer("guess")).status_code == 401
    answer = client.post("/session", json={"key": ALPHA})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert client.get("/health", headers=bearer("guess")).status_code != 429
    assert client.get("/session", headers=bearer(ALPHA)).json["authenticated"] is False  # type: ignore[index]


def test_behind_a_tunnel_one_guesser_does_not_lock_out_the_others(make_client: MakeClient) -> None:
    client = make_client(api_keys=[ALPHA], public_url="https://studio.example")
    for _ in range(11):
        client.get("/api/jobs", headers=bearer("guess") | {"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    assert client.get("/api/jobs", headers=bearer(ALPHA) | {"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert client.get("/api/jobs", headers=bearer(ALPHA) | {"X-Forwarded-For": "198.51.100.7"}).status_code == 200


@pytest.mark.parametrize("left", ["", "abc"])
def test_a_damaged_secret_signs_no_sessions(tmp_path: Path, left: str) -> None:
    (tmp_path / "secret").write_text(left)
    with pytest.raises(ValueError, match="secret is damaged"):
        KeyRing(Settings(data_dir=tmp_path)).sign(LOCAL)
