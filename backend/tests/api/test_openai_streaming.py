"""Streams as the official client reads them: unfinished pictures, the finished one, errors, and readers who go away."""

from __future__ import annotations

import asyncio
import base64
import io
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import openai
import pytest
import requests
from PIL import Image

SLOW = {"num_inference_steps": 40}  # long enough for previews; each test draws something of its own, or the cache would answer
LONG = {"num_inference_steps": 80}


@pytest.fixture
def client(server: Any) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        yield client


def own(what: str) -> str:
    return f"{what} {uuid.uuid4().hex}"


def picture(event: Any) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(event.b64_json, validate=True)))


def png(*, hole: bool = False) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGBA", (128, 128), (255, 255, 0, 255))
    if hole:
        image.paste((0, 0, 0, 0), (64, 0, 128, 128))
    image.save(target, "PNG")
    return target.getvalue()


def seats(studio: Any) -> str:
    return next(line for line in studio.call("GET", "/metrics").text.splitlines() if line.startswith("enfoads_waiting_callers "))


def is_free(studio: Any) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if seats(studio) == "enfoads_waiting_callers 0.0":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("wanted", [0, 1, 2, 3])
def test_unfinished_pictures_come_before_the_finished_one(client: openai.OpenAI, wanted: int) -> None:
    events = list(client.images.generate(prompt=own("a red apple"), stream=True, partial_images=wanted, size="96x64", extra_body=SLOW))
    *partial, last = events
    assert [event.type for event in partial] == ["image_generation.partial_image"] * len(partial)
    assert [event.partial_image_index for event in partial] == list(range(len(partial)))
    assert min(1, wanted) <= len(partial) <= wanted
    assert last.type == "image_generation.completed"
    assert {event.size for event in events} == {"96x64"}
    assert {picture(event).size for event in events} == {(96, 64)}
    assert last.usage.total_tokens == last.usage.input_tokens + last.usage.output_tokens > 0


def test_the_last_event_is_the_picture_that_is_answered_without_a_stream(client: openai.OpenAI) -> None:
    asked = {"prompt": own("a blue car"), "extra_body": {"num_inference_steps": 4, "seed": 3}}
    *_, last = client.images.generate(**asked, stream=True)
    made = client.images.generate(**asked)
    assert made.data is not None
    assert last.b64_json == made.data[0].b64_json


@pytest.mark.parametrize("output_format", ["jpeg", "webp"])
def test_unfinished_pictures_have_the_format_of_the_finished_one(client: openai.OpenAI, output_format: Any) -> None:
    asked = {"output_format": output_format, "output_compression": 80, "background": "opaque", "quality": "high"}
    events = list(client.images.generate(prompt=own("a tree"), stream=True, partial_images=3, **asked, extra_body=SLOW))
    assert len(events) > 1
    assert {picture(event).format for event in events} == {output_format.upper()}
    said = {(event.output_format, event.background, event.quality) for event in events}
    assert said == {(output_format, "opaque", "high")}


def test_several_pictures_come_one_after_the_other(client: openai.OpenAI) -> None:
    events = list(client.images.generate(prompt=own("a cat"), n=3, stream=True, partial_images=1, extra_body={"num_inference_steps": 30}))
    finished = [event for event in events if event.type == "image_generation.completed"]
    assert len({event.b64_json for event in finished}) == 3
    assert events[-1] is finished[-1]


def test_an_edit_can_be_streamed(client: openai.OpenAI) -> None:
    events = list(client.images.edit(image=png(), mask=png(hole=True), prompt=own("a dog"), stream=True, partial_images=2, extra_body=SLOW))
    *partial, last = events
    assert {event.type for event in partial} == {"image_edit.partial_image"}
    assert last.type == "image_edit.completed"
    for event in events:
        kept = picture(event).convert("RGB").getpixel((16, 64))
        assert kept[0] > 240
        assert kept[1] > 240
        assert kept[2] < 20  # what the mask leaves is yellow in every one of them


def test_the_asynchronous_client_streams_too(server: Any) -> None:
    async def events() -> list[str]:
        async with openai.AsyncOpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
            stream = await client.images.generate(prompt=own("a bird"), stream=True, partial_images=1, extra_body=SLOW)
            return [event.type async for event in stream]

    assert asyncio.run(events())[-1] == "image_generation.completed"


def test_the_wire_is_plain_server_sent_events(server: Any) -> None:
    body = {"prompt": own("a fish"), "stream": True, "partial_images": 1, **SLOW}
    with server.call("POST", "/v1/images/generations", json=body, stream=True) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert answer.headers["Cache-Control"] == "no-store"
        lines = [line for line in answer.iter_lines(decode_unicode=True) if line.startswith("event: ")]
    assert lines == ["event: image_generation.partial_image", "event: image_generation.completed"]


# ---- errors ----


def test_what_is_wrong_with_the_request_is_told_before_the_stream_begins(client: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError):
        client.images.generate(prompt="a red apple", stream=True, size="big")
    with pytest.raises(openai.NotFoundError):
        client.images.generate(prompt="a red apple", stream=True, model="strater")


def test_a_job_that_fails_ends_the_stream_with_its_error(client: openai.OpenAI, server: Any) -> None:
    prompt = own("given up")
    stream = client.images.generate(prompt=prompt, n=2, stream=True, partial_images=3, extra_body=LONG)
    next(iter(stream))
    jobs = server.call("GET", "/api/jobs?active=true").json()["items"]
    mine = [job for job in reversed(jobs) if job["params"].get("prompt") == prompt]
    assert len(mine) == 2
    server.call("POST", f"/api/jobs/{mine[0]['id']}/cancel")
    with pytest.raises(openai.APIError) as failed:
        list(stream)
    assert failed.value.code == "job_cancelled"
    assert isinstance(failed.value.body, dict)
    assert failed.value.body["job_id"] == mine[0]["id"]
    assert server.wait(mine[1]["id"])["status"] == "cancelled"  # nobody would get its picture


# ---- readers who go away ----


@pytest.fixture(scope="module")
def studio(run_shared_studio: Callable[..., Any]) -> Any:
    """With room for one caller."""
    return run_shared_studio(ENFOADS_MAX_WAITING="1")


def test_a_reader_who_goes_away_frees_the_seat_and_the_picture_is_finished(studio: Any) -> None:
    with openai.OpenAI(base_url=f"{studio.address}/v1", api_key="any", max_retries=0) as client:
        stream = client.images.generate(prompt="left alone", stream=True, partial_images=3, extra_body=LONG)
        next(iter(stream))
        assert seats(studio) == "enfoads_waiting_callers 1.0"
        with pytest.raises(openai.InternalServerError) as full:
            client.images.generate(prompt="no room", stream=True)
        assert full.value.code == "waiting_room_full"
        stream.close()
        assert is_free(studio)
        assert client.images.generate(prompt="next", extra_body={"num_inference_steps": 4}).data
    jobs = studio.call("GET", "/api/jobs?limit=2").json()["items"]
    assert [(job["params"]["prompt"], job["status"]) for job in jobs] == [("next", "completed"), ("left alone", "completed")]
    assert studio.call("GET", "/health").status_code == 200
    assert "request failed" not in studio.log.read_text()


def test_many_readers_who_hang_up_at_once_leave_every_seat_free(server: Any) -> None:
    server.call("POST", "/api/queue/pause")

    def hang_up() -> None:
        body = {"prompt": "never read", "stream": True, "num_inference_steps": 4, "size": "64x64"}
        requests.post(f"{server.address}/v1/images/generations", json=body, stream=True, timeout=30).close()

    readers = [threading.Thread(target=hang_up) for _ in range(16)]
    try:
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert is_free(server)
    finally:
        server.call("POST", "/api/queue/resume")
    assert server.call("POST", "/predict", json={"prompt": "next", "num_inference_steps": 4}).status_code == 200


def test_stopping_the_studio_ends_a_stream_and_the_picture_is_drawn_after_the_next_start(studio: Any) -> None:
    with openai.OpenAI(base_url=f"{studio.address}/v1", api_key="any", max_retries=0) as client:
        stream = client.images.generate(prompt="interrupted", stream=True, partial_images=1, extra_body=LONG)
        next(iter(stream))
        stopping = threading.Thread(target=studio.stop)
        stopping.start()
        with pytest.raises(openai.APIError):
            list(stream)
        stopping.join()
    studio.start()
    [job] = [job for job in studio.call("GET", "/api/jobs").json()["items"] if job["params"]["prompt"] == "interrupted"]
    assert studio.wait(job["id"])["status"] == "completed"
