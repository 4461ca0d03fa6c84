"""A wait that grows longer than `sync_timeout`: each door tells of the job in its own way, and the picture is finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import openai
import pytest

SLOW = {"num_inference_steps": 40, "cache": False}


@pytest.fixture(scope="module")
def hurried(run_shared_studio: Callable[..., Any]) -> Any:
    return run_shared_studio(ENFOADS_SYNC_TIMEOUT="0.2")


def test_the_studios_own_door_answers_with_the_job(hurried: Any) -> None:
    answer = hurried.call("POST", "/generate-image", json={"prompt": "a red apple", **SLOW})
    assert answer.status_code == 202
    assert hurried.wait(answer.json()["job"]["id"])["status"] == "completed"


def test_predict_answers_504_and_names_the_job(hurried: Any) -> None:
    answer = hurried.call("POST", "/predict", json={"prompt": "a red apple", **SLOW})
    assert answer.status_code == 504
    error = answer.json()["error"]
    assert error["code"] == "wait_timeout"
    assert answer.headers["Location"] == f"/api/jobs/{error['job_id']}"
    assert error["job_id"] in error["hint"]
    assert hurried.wait(error["job_id"])["status"] == "completed"


def test_openais_client_learns_the_job_and_does_not_ask_for_it_again(hurried: Any) -> None:
    client = openai.OpenAI(base_url=f"{hurried.address}/v1", api_key="any", max_retries=2)
    with client, pytest.raises(openai.InternalServerError) as late:
        client.images.generate(prompt="a long wait", extra_body={"num_inference_steps": 40})
    assert late.value.status_code == 504
    assert isinstance(late.value.body, dict)
    jobs = hurried.call("GET", "/api/jobs").json()["items"]
    assert [job["id"] for job in jobs if job["params"]["prompt"] == "a long wait"] == [late.value.body["job_id"]]
    assert hurried.wait(late.value.body["job_id"])["status"] == "completed"
