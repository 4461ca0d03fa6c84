"""Errors as the official client raises them, and that it does not repeat what would only be drawn twice."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import openai
import pytest

QUICK = {"num_inference_steps": 4, "seed": 3}


@pytest.fixture
def client(server: Any) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"prompt": ""}, "prompt"),
        ({"n": 11}, "n"),
        ({"n": 0}, "n"),
        ({"size": "big"}, "size"),
        ({"size": "8x8"}, "size"),
        ({"size": "5000x5000"}, "size"),
        ({"quality": "best"}, "quality"),
        ({"response_format": "file"}, "response_format"),
        ({"partial_images": 4}, "partial_images"),
        ({"output_compression": 50}, "output_compression"),
        ({"output_format": "jpeg", "background": "transparent"}, "background"),
        ({"frame_count": 4}, "frame_count"),
        ({"frame_duration_ms": 100}, "frame_duration_ms"),
        ({"svg": {"model": "an-author"}}, "svg"),
        ({"extra_body": {"seed": -1}}, "seed"),
        ({"extra_body": {"num_inference_steps": 1}}, "num_inference_steps"),
        ({"extra_body": {"colour": "red"}}, "colour"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(client: openai.OpenAI, options: dict[str, Any], param: str) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        client.images.generate(**{"prompt": "a red apple", **options})
    assert refused.value.param == param
    assert refused.value.type == "invalid_request_error"
    assert refused.value.request_id


@pytest.mark.parametrize("output_format", ["gif", "svg"])
def test_formats_that_no_model_makes_are_refused_as_such(client: openai.OpenAI, output_format: Any) -> None:
    with pytest.raises(openai.InternalServerError) as refused:
        client.images.generate(prompt="a red apple", output_format=output_format)
    assert (refused.value.status_code, refused.value.param) == (501, "output_format")


def test_what_is_not_json_is_a_bad_request(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.post("/images/generations", content=b"{", options={"headers": {"Content-Type": "application/json"}}, cast_to=object)
    assert refused.value.code == "malformed_request"


def test_a_model_that_is_not_installed_is_a_conflict(client: openai.OpenAI) -> None:
    with pytest.raises(openai.ConflictError) as refused:
        client.images.generate(prompt="a red apple", model="sdxl-base")
    assert refused.value.code == "model_not_installed"


def test_without_a_valid_key_nothing_is_drawn(run_studio: Callable[..., Any]) -> None:
    studio = run_studio(ENFOADS_API_KEYS="right")
    with openai.OpenAI(base_url=f"{studio.address}/v1", api_key="wrong", max_retries=0) as client:
        with pytest.raises(openai.AuthenticationError):
            client.images.generate(prompt="a red apple")
        for _ in range(9):
            with pytest.raises(openai.AuthenticationError):
                client.models.list()
        with pytest.raises(openai.RateLimitError) as refused:
            client.models.list()
    assert int(refused.value.response.headers["Retry-After"]) > 0
    assert studio.call("GET", "/api/jobs", headers={"X-API-Key": "right"}).status_code == 429  # the address has to wait


def test_a_cancelled_job_is_told_and_those_behind_it_are_given_up(server: Any) -> None:
    raised: list[openai.APIStatusError] = []
    prompt = f"given up {uuid.uuid4().hex}"

    def made(query: str = "limit=50") -> list[dict[str, Any]]:
        return [job for job in server.call("GET", f"/api/jobs?{query}").json()["items"] if job["params"].get("prompt") == prompt]

    def ask() -> None:
        with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=2) as client:
            try:
                client.images.generate(prompt=prompt, n=10, extra_body={"num_inference_steps": 150})
            except openai.APIStatusError as error:
                raised.append(error)

    caller = threading.Thread(target=ask)
    caller.start()
    jobs: list[dict[str, Any]] = []
    while len(jobs) < 3 or jobs[-1]["status"] != "processing":
        jobs = made("active=true")
        time.sleep(0.05)
    server.call("POST", f"/api/jobs/{jobs[-1]['id']}/cancel")
    caller.join(60)
    assert [type(error) for error in raised] == [openai.ConflictError]
    assert raised[0].code == "job_cancelled"
    ended = [server.wait(job["id"])["status"] for job in jobs]
    assert ended == ["cancelled"] * 3
    assert len(made()) == 3  # the client did not ask again
