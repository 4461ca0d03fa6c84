"""Jobs, queue and models over HTTP."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

MakeClient = Callable[..., FlaskClient]


def submit(client: FlaskClient, prompt: str = "a") -> dict[str, Any]:
    job: dict[str, Any] = client.post("/generate-image?async=true", json={"prompt": prompt}).json["job"]  # type: ignore[index]
    return job


def test_jobs_are_listed_newest_first_in_pages(client: FlaskClient) -> None:
    made = [submit(client, f"prompt {number}")["id"] for number in range(5)]
    first = client.get("/api/jobs?limit=3").json
    assert first is not None
    rest = client.get(f"/api/jobs?limit=3&cursor={first['next_cursor']}").json
    assert rest is not None
    assert [job["id"] for job in first["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


def test_jobs_can_be_chosen_by_state_and_kind(client: FlaskClient) -> None:
    kept, dropped = submit(client), submit(client)
    client.post(f"/api/jobs/{dropped['id']}/cancel")

    def ids(query: str) -> list[str]:
        return [job["id"] for job in client.get(f"/api/jobs?{query}").json["items"]]  # type: ignore[index]

    assert ids("active=true") == [kept["id"]]
    assert ids("active=false") == [dropped["id"]]
    assert ids("status=cancelled") == [dropped["id"]]
    assert ids("kind=upload") == []
    assert client.get("/api/jobs?status=lost").status_code == 422


def test_a_queued_job_tells_its_place_and_what_was_asked(client: FlaskClient) -> None:
    jobs = [submit(client, "first"), submit(client, "second")]
    seen = [client.get(f"/api/jobs/{job['id']}").json for job in jobs]
    assert [job["position"] for job in seen] == [1, 2]  # type: ignore[index]
    assert seen[1]["params"]["prompt"] == "second"  # type: ignore[index]
    assert isinstance(seen[1]["params"]["seed"], int)  # type: ignore[index]
    assert seen[1]["created_at"].endswith("Z")  # type: ignore[index]


def test_cancelling_twice_is_no_fault(client: FlaskClient) -> None:
    job = submit(client)
    for _ in range(2):
        answer = client.post(f"/api/jobs/{job['id']}/cancel")
        assert answer.status_code == 200
        assert answer.json["status"] == "cancelled"  # type: ignore[index]


def test_only_what_has_ended_can_be_tried_again(client: FlaskClient) -> None:
    job = submit(client)
    assert client.post(f"/api/jobs/{job['id']}/retry").status_code == 409
    client.post(f"/api/jobs/{job['id']}/cancel")
    key = {"Idempotency-Key": uuid.uuid4().hex}
    answer = client.post(f"/api/jobs/{job['id']}/retry", headers=key)
    assert answer.status_code == 202
    again = answer.json["job"]  # type: ignore[index]
    assert answer.headers["Location"] == f"/api/jobs/{again['id']}"
    assert (again["retried_from"], again["params"]) == (job["id"], job["params"])
    assert client.post(f"/api/jobs/{job['id']}/retry", headers=key).json["job"]["id"] == again["id"]  # type: ignore[index]


def test_the_queue_can_be_held(client: FlaskClient) -> None:
    submit(client)
    assert client.post("/api/queue/pause").json == {"paused": True, "queued": 1, "processing": 0}
    assert client.get("/api/jobs").json["paused"] is True  # type: ignore[index]
    assert client.post("/api/queue/resume").json == {"paused": False, "queued": 1, "processing": 0}


def test_an_error_of_a_job_is_told_in_the_callers_language(client: FlaskClient) -> None:
    from enfoads.errors import DeviceOutOfMemory

    job = submit(client)
    error = DeviceOutOfMemory(device="cuda:0", model="sdxl", needed="9 GiB", free="2 GiB")
    board = client.studio.queue._board  # type: ignore[attr-defined]
    board.claim("gpu", ())
    board.fail(job["id"], error.to_record())
    english, spanish = (client.get(f"/api/jobs/{job['id']}", headers={"Accept-Language": one}).json["error"] for one in ("en", "es"))  # type: ignore[index]
    assert (english["message"], spanish["message"]) == (error.message("en"), error.message("es"))
    assert english["code"] == "gpu_out_of_memory"


# ---- models ----


def test_models_are_listed_with_licence_size_and_state(client: FlaskClient) -> None:
    models = {model["id"]: model for model in client.get("/api/models").json["items"]}  # type: ignore[index]
    starter = models["starter"]
    assert (starter["state"], starter["active"], starter["commercial_use"]) == ("installed", True, True)
    assert starter["limits"]["width"] % starter["limits"]["factor"] == 0
    assert all(model["license"] and model["bytes"] > 0 for model in models.values())
    assert sum(model["active"] for model in models.values()) == 1


def test_pulling_is_a_job_and_a_second_pull_is_the_same_one(client: FlaskClient) -> None:
    answer = client.post("/api/models/sdxl-vae-fp16/pull")
    assert answer.status_code == 202
    job = answer.json["job"]  # type: ignore[index]
    assert (job["kind"], job["id"][:4]) == ("model_pull", "mdl_")
    assert client.post("/api/models/sdxl-vae-fp16/pull").json["job"]["id"] == job["id"]  # type: ignore[index]
    states = {model["id"]: model["state"] for model in client.get("/api/models").json["items"]}  # type: ignore[index]
    assert states["sdxl-vae-fp16"] == "pulling"
    assert client.delete("/api/models/sdxl-vae-fp16").status_code == 409


def test_the_model_that_ships_with_the_studio_stays(client: FlaskClient) -> None:
    assert client.delete("/api/models/starter").status_code == 409
    assert {model["id"]: model["state"] for model in client.get("/api/models").json["items"]}["starter"] == "installed"  # type: ignore[index]


def test_a_model_that_somebody_else_pulls_is_not_removed_under_them(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(api_keys=["key-of-one", "key-of-another"])
    assert client.post("/api/models/sdxl-lightning-4/pull", headers={"X-API-Key": "key-of-one"}).status_code == 202
    assert client.delete("/api/models/sdxl-lightning-4", headers={"X-API-Key": "key-of-another"}).status_code == 409
