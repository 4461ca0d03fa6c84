"""Making images over HTTP, with the real studio and the starter checkpoint."""

from __future__ import annotations

import base64
import io
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

QUICK = {"num_inference_steps": 2, "width": 64, "height": 64, "force": True}
LONG = {"num_inference_steps": 150, "cache": False}
ASYNC = "?async=true"


def ask(server: Any, prompt: str = "a red apple", *, headers: dict[str, str] | None = None, query: str = "", **fields: Any) -> Any:
    return server.call("POST", f"/generate-image{query}", json={"prompt": prompt, **QUICK, **fields}, headers=headers)


def test_a_prompt_becomes_a_picture_in_one_request(server: Any) -> None:
    answer = ask(server, "una manzana roja", seed=11)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["truncated"] is False
    assert made["model"] == "starter"
    assert made["images"][0]["seed"] == 11
    assert made["images"][0]["asset"]["prompt"] == "una manzana roja"
    assert made["timings"]["denoise_s"] > 0
    picture = base64.b64decode(made["image_base64"], validate=True)
    assert Image.open(io.BytesIO(picture)).size == (64, 64)
    assert server.call("GET", made["images"][0]["asset"]["url"]).content == picture
    assert server.call("GET", f"/api/jobs/{made['job_id']}").json()["status"] == "completed"


def test_several_pictures_each_with_its_own_seed(server: Any) -> None:
    made = ask(server, seed=5, num_outputs=2, include_base64=False).json()
    assert [image["seed"] for image in made["images"]] == [5, 6]
    assert made["image_base64"] is None
    assert made["images"][0]["image_base64"] is None


def test_a_drawn_seed_is_told_and_gives_the_same_pixels(server: Any) -> None:
    first = ask(server, "a blue car").json()
    again = ask(server, "a blue car", seed=first["images"][0]["seed"], cache=False).json()
    assert again["image_base64"] == first["image_base64"]


@pytest.mark.parametrize(
    "how", [{"headers": {"Prefer": "respond-async"}}, {"query": "?async=true"}, {"headers": {"Prefer": "wait=5, Respond-Async"}}]
)
def test_who_does_not_want_to_wait_gets_the_job_at_once(server: Any, how: dict[str, Any]) -> None:
    answer = ask(server, **how)
    assert answer.status_code == 202
    job = answer.json()["job"]
    assert answer.headers["Location"] == f"/api/jobs/{job['id']}"
    assert job["status"] in ("queued", "processing")
    assert server.wait(job["id"])["result"]["images"][0]["asset"]["id"] == f"{job['id']}_0"


def test_the_same_key_gives_the_same_job_and_another_body_a_conflict(server: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first = ask(server, "a green tree", headers=key).json()
    assert ask(server, "a green tree", headers=key).json()["job_id"] == first["job_id"]
    assert ask(server, "a green tree", headers=key, query=ASYNC).json()["job"]["id"] == first["job_id"]
    answer = ask(server, "a yellow tree", headers=key)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "idempotency_mismatch"


def test_a_key_that_two_requests_race_with_makes_one_job(server: Any) -> None:
    key, ids = {"Idempotency-Key": uuid.uuid4().hex}, []
    threads = [threading.Thread(target=lambda: ids.append(ask(server, headers=key, query=ASYNC).json()["job"]["id"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1


@pytest.mark.parametrize("key", ["", "a" * 256, "tab\there"])
def test_a_key_that_cannot_be_kept_is_refused(server: Any, key: str) -> None:
    answer = ask(server, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"model": "no-such-model"}, "model"),
        ({"width": 70}, "width"),
        ({"scheduler": "no-such-scheduler"}, "scheduler"),
    ],
)
def test_what_the_checkpoint_cannot_do_is_refused_before_there_is_a_job(server: Any, fields: dict[str, Any], param: str) -> None:
    def newest() -> list[str]:
        return [job["id"] for job in server.call("GET", "/api/jobs?limit=1").json()["items"]]

    before = newest()
    answer = ask(server, **fields)
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] == param
    assert newest() == before


def test_a_model_that_is_not_installed_says_how_to_get_it(server: Any) -> None:
    answer = ask(server, model="sdxl-base", width=1024, height=1024)
    assert answer.status_code == 409
    assert "sdxl-base" in answer.json()["error"]["hint"]


def test_a_cancelled_job_answers_its_waiting_caller(server: Any) -> None:
    answers: list[Any] = []
    caller = threading.Thread(target=lambda: answers.append(ask(server, "given up", **LONG)))
    caller.start()
    job = None
    while job is None:
        active = server.call("GET", "/api/jobs?active=true&kind=image").json()["items"]
        job = next((job for job in active if job["params"]["prompt"] == "given up"), None)
    assert server.call("POST", f"/api/jobs/{job['id']}/cancel").status_code == 200
    caller.join(60)
    assert answers[0].status_code == 409
    error = answers[0].json()["error"]
    assert (error["code"], error["job_id"]) == ("job_cancelled", job["id"])
    assert answers[0].headers["Location"] == f"/api/jobs/{job['id']}"


def test_a_caller_who_goes_away_leaves_the_job_running(server: Any) -> None:
    import requests

    with pytest.raises(requests.Timeout):
        server.call("POST", "/generate-image", json={"prompt": "left alone", **QUICK, "num_inference_steps": 20}, timeout=0.3)
    job = next(job for job in server.call("GET", "/api/jobs?limit=5").json()["items"] if job["params"]["prompt"] == "left alone")
    assert server.wait(job["id"])["status"] == "completed"


def test_a_preview_can_be_seen_while_it_is_drawn(server: Any) -> None:
    job = ask(server, query=ASYNC, **LONG).json()["job"]
    seen = None
    while seen is None and server.call("GET", f"/api/jobs/{job['id']}").json()["status"] in ("queued", "processing"):
        answer = server.call("GET", f"/api/jobs/{job['id']}/preview")
        seen = answer if answer.status_code == 200 else None
    assert seen is not None
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(seen.content)).format == "JPEG"
    assert len(seen.content) <= 16 * 1024
    server.call("POST", f"/api/jobs/{job['id']}/cancel")
    server.wait(job["id"])
    assert server.call("GET", f"/api/jobs/{job['id']}/preview").status_code == 404


# ---- waiting ----


def test_a_full_waiting_room_turns_callers_away_without_making_a_job(run_studio: Callable[..., Any]) -> None:
    studio = run_studio()
    studio.call("POST", "/api/queue/pause")
    statuses: list[int] = []
    callers = [threading.Thread(target=lambda: statuses.append(ask(studio).status_code)) for _ in range(16)]
    for caller in callers:
        caller.start()
    while "enfoads_waiting_callers 16.0" not in studio.call("GET", "/metrics").text:
        time.sleep(0.02)
    refused = ask(studio)
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "waiting_room_full"
    assert int(refused.headers["Retry-After"]) > 0
    assert ask(studio, query=ASYNC).status_code == 202
    assert len(studio.call("GET", "/api/jobs?active=true").json()["items"]) == 17
    studio.call("POST", "/api/queue/resume")
    for caller in callers:
        caller.join(120)
    assert statuses == [200] * 16
    assert ask(studio).status_code == 200


def test_a_full_queue_says_so(run_studio: Callable[..., Any]) -> None:
    studio = run_studio(ENFOADS_MAX_QUEUED="2")
    studio.call("POST", "/api/queue/pause")
    statuses = [ask(studio, query=ASYNC).status_code for _ in range(3)]
    assert statuses == [202, 202, 503]
