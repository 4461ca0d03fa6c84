"""`client.images.generate` and `client.models` of the official client, against the running studio: every option, every answer."""

from __future__ import annotations

import asyncio
import base64
import inspect
import io
import re
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
import requests
from openai.resources.images import Images
from PIL import Image

QUICK = {"num_inference_steps": 4, "seed": 3}
PLUMBING = {"self", "extra_headers", "extra_query", "extra_body", "timeout"}

# A value for everything that the client can send and a model here can do.
OPTIONS: dict[str, Any] = {
    "background": "opaque",
    "complexity": "high",
    "model": "starter",
    "moderation": "low",
    "n": 2,
    "output_compression": 40,
    "output_format": "webp",
    "partial_images": 1,
    "prompt": "a red apple",
    "quality": "high",
    "response_format": "b64_json",
    "safety_identifier": "somebody",
    "size": "96x64",
    "stream": False,
    "style": "vivid",
    "user": "somebody",
}
NOT_OURS = {"frame_count": 4, "frame_duration_ms": 100, "svg": {"model": "an-author"}}  # of gif and svg files


@pytest.fixture
def client(server: Any) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        yield client


def picture(b64: str | None) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(b64 or "", validate=True)))


def job_params(server: Any, prompt: str) -> list[dict[str, Any]]:
    """Params of the jobs that were made for a prompt, the oldest first."""
    jobs = server.call("GET", "/api/jobs?limit=50").json()["items"]
    return [job["params"] for job in reversed(jobs) if job["params"].get("prompt") == prompt]


def test_no_option_of_the_client_is_forgotten() -> None:
    known = set(inspect.signature(Images.generate).parameters) - PLUMBING
    assert known == set(OPTIONS) | set(NOT_OURS)


def test_a_prompt_becomes_a_picture(client: openai.OpenAI) -> None:
    before = int(time.time())
    made = client.images.generate(prompt="una manzana roja", extra_body=QUICK)
    assert made.created >= before
    assert made.data is not None
    assert picture(made.data[0].b64_json).format == "PNG"
    assert made.size == "128x128"
    assert (made.background, made.output_format, made.quality) == ("opaque", "png", "medium")
    assert made.usage is not None
    assert made.usage.input_tokens_details.text_tokens == 3
    assert made.usage.total_tokens == 3 + 64


def test_every_option_at_once(client: openai.OpenAI) -> None:
    made = client.images.generate(**OPTIONS, extra_body=QUICK)
    assert made.data is not None
    shown = [picture(one.b64_json) for one in made.data]
    assert [(one.format, one.size) for one in shown] == [("WEBP", (96, 64))] * 2
    assert (made.output_format, made.quality, made.size) == ("webp", "high", "96x64")


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_every_option_may_be_null(client: openai.OpenAI, option: str) -> None:
    if option in ("prompt", "stream", "user"):  # what the client's own types forbid, or need
        pytest.skip("never null")
    assert client.images.generate(prompt="a red apple", **{option: None}, extra_body=QUICK).data


def test_ten_pictures_come_as_several_jobs_each_with_its_own_seed(client: openai.OpenAI, server: Any) -> None:
    prompt = f"ten {uuid.uuid4().hex}"
    made = client.images.generate(prompt=prompt, n=10, size="64x64", extra_body=QUICK)
    assert made.data is not None
    assert len({one.b64_json for one in made.data}) == 10
    assert [(params["num_outputs"], params["seed"]) for params in job_params(server, prompt)] == [(4, 3), (4, 7), (2, 11)]


def test_the_ninth_picture_is_the_one_its_seed_gives_alone(client: openai.OpenAI) -> None:
    many = client.images.generate(prompt="a green tree", n=9, size="64x64", extra_body=QUICK)
    alone = client.images.generate(prompt="a green tree", size="64x64", extra_body=QUICK | {"seed": 11})
    assert many.data is not None
    assert alone.data is not None
    assert many.data[8].b64_json == alone.data[0].b64_json


@pytest.mark.parametrize("size", ["auto", "64x64", "100x180", "1024x1024", "1536x1024", "1792x1024"])
def test_a_size_is_delivered_exactly(client: openai.OpenAI, size: str) -> None:
    made = client.images.generate(prompt="a red apple", size=size, extra_body=QUICK)
    assert made.data is not None
    wanted = "128x128" if size == "auto" else size
    assert made.size == wanted
    assert "x".join(map(str, picture(made.data[0].b64_json).size)) == wanted


@pytest.mark.parametrize("output_format", ["png", "jpeg", "webp"])
def test_a_format_is_delivered_as_asked(client: openai.OpenAI, output_format: Any) -> None:
    made = client.images.generate(prompt="a red apple", output_format=output_format, extra_body=QUICK)
    assert made.data is not None
    assert picture(made.data[0].b64_json).format == output_format.upper()


def test_stronger_compression_makes_smaller_files(client: openai.OpenAI) -> None:
    sizes = []
    for level in (10, 100):
        made = client.images.generate(prompt="a red apple", output_format="jpeg", output_compression=level, extra_body=QUICK)
        assert made.data is not None
        sizes.append(len(made.data[0].b64_json or ""))
    assert sizes[0] < sizes[1] / 2


@pytest.mark.parametrize(
    ("quality", "named", "steps"),
    [
        ("auto", "medium", 20), ("standard", "medium", 20), ("medium", "medium", 20), ("low", "low", 12),
        ("high", "high", 32), ("hd", "high", 32), ("xhigh", "xhigh", 40), ("max", "max", 48),
    ],
)  # fmt: skip
def test_quality_is_a_matter_of_steps(client: openai.OpenAI, server: Any, quality: Any, named: str, steps: int) -> None:
    prompt = f"quality {uuid.uuid4().hex}"
    made = client.images.generate(prompt=prompt, quality=quality)
    assert made.quality == named
    assert job_params(server, prompt)[0]["num_inference_steps"] == steps


def test_a_natural_style_is_guided_less(client: openai.OpenAI, server: Any) -> None:
    prompts = {style: f"{style} {uuid.uuid4().hex}" for style in ("vivid", "natural")}
    for style, prompt in prompts.items():
        client.images.generate(prompt=prompt, style=style, extra_body=QUICK)
    vivid, natural = (job_params(server, prompt)[0]["guidance_scale"] for prompt in prompts.values())
    assert natural == pytest.approx(0.7 * vivid)


def test_the_studios_own_fields_go_in_extra_body(client: openai.OpenAI, server: Any) -> None:
    prompt = f"own fields {uuid.uuid4().hex}"
    own = {"num_inference_steps": 5, "guidance_scale": 2.0, "true_cfg_scale": 3.5, "negative_prompt": "blurry", "seed": 9}
    client.images.generate(prompt=prompt, extra_body=own)
    wanted = {"num_inference_steps": 5, "guidance_scale": 3.5, "negative_prompt": "blurry", "seed": 9}
    assert wanted.items() <= job_params(server, prompt)[0].items()


# ---- links ----


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of two studios, one after the other: what the first drew the second need not draw again."""
    return tmp_path_factory.mktemp("links") / "data"


def test_a_link_works_without_a_key_and_only_for_its_own_picture(run_studio: Any, folder: Path) -> None:
    studio = run_studio(ENFOADS_API_KEYS="one,two", data_dir=folder)
    with openai.OpenAI(base_url=f"{studio.address}/v1", api_key="one", max_retries=0) as client:
        made = client.images.generate(prompt="a red apple", response_format="url", extra_body=QUICK)
        assert made.data is not None
        link = made.data[0].url or ""
        assert made.data[0].b64_json is None
    assert link.startswith(studio.address)
    got = requests.get(link, timeout=30)
    assert got.status_code == 200
    assert Image.open(io.BytesIO(got.content)).size == (128, 128)
    head, _, last = link.rpartition("/")
    assert requests.get(f"{head}/{last[:-2]}{'A' if last[-2] != 'A' else 'B'}{last[-1]}", timeout=30).status_code == 403
    assert requests.get(f"{studio.address}/api/assets", timeout=30).status_code == 401


def test_an_address_of_a_tunnel_is_in_the_link(run_studio: Any, folder: Path) -> None:
    studio = run_studio(ENFOADS_API_KEYS="one", ENFOADS_PUBLIC_URL="https://ads.example/", data_dir=folder)
    with openai.OpenAI(base_url=f"{studio.address}/v1", api_key="one", max_retries=0) as client:
        made = client.images.generate(prompt="a red apple", response_format="url", extra_body=QUICK)
    assert made.data is not None
    assert (made.data[0].url or "").startswith("https://ads.example/v1/images/files/")


@pytest.mark.parametrize(
    ("model", "by_link"), [("dall-e-2", True), ("dall-e-3", True), ("gpt-image-1", False), ("starter", False), (None, False)]
)
def test_what_is_left_open_is_answered_as_that_model_did(client: openai.OpenAI, model: str | None, by_link: bool) -> None:
    made = client.images.generate(prompt="a red apple", model=model, extra_body=QUICK)
    assert made.data is not None
    assert (made.data[0].url is not None) is by_link
    assert (made.data[0].b64_json is not None) is not by_link


# ---- models ----


def test_installed_models_are_listed(client: openai.OpenAI, server: Any) -> None:
    listed = client.models.list()
    assert [model.id for model in listed] == ["starter"]  # nothing else is installed here, and components draw nothing
    assert all(model.object == "model" and model.created > 0 for model in listed)
    assert client.models.retrieve("starter") == listed.data[0]


@pytest.mark.parametrize(
    "name", ["dall-e-2", "dall-e-3", "gpt-image-1", "gpt-image-1-mini", "gpt-image-2.5-flare-2026-09-08", "chatgpt-image-latest"]
)
def test_programs_written_for_openais_models_draw_with_the_default_one(client: openai.OpenAI, name: str) -> None:
    assert client.models.retrieve(name).id == "starter"
    assert client.images.generate(prompt="a red apple", model=name, extra_body=QUICK).data


@pytest.mark.parametrize("name", ["strater", "dall-e-4", "gpt-4o", "dall-e-3x"])
def test_a_name_that_nobody_knows_is_not_found(client: openai.OpenAI, name: str) -> None:
    with pytest.raises(openai.NotFoundError, match=name) as refused:
        client.images.generate(prompt="a red apple", model=name)
    assert (refused.value.code, refused.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve(name)


# ---- other ways to call ----


def test_the_asynchronous_client_does_the_same(server: Any) -> None:
    async def all_at_once() -> tuple[list[Any], list[str]]:
        async with openai.AsyncOpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
            calls = [client.images.generate(prompt="a red apple", extra_body=QUICK | {"seed": seed}) for seed in (3, 4)]
            return await asyncio.gather(*calls), [model.id async for model in client.models.list()]

    made, models = asyncio.run(all_at_once())
    assert len({one.data[0].b64_json for one in made}) == 2
    assert models == ["starter"]


def test_raw_and_streamed_responses_show_the_request_id(client: openai.OpenAI) -> None:
    raw = client.images.with_raw_response.generate(prompt="a red apple", extra_body=QUICK)
    assert re.fullmatch(r"[0-9a-f]{32}", raw.headers["x-request-id"])
    assert raw.parse().data
    with client.images.with_streaming_response.generate(prompt="a red apple", extra_body=QUICK) as response:
        assert response.status_code == 200
        assert response.parse().data


def test_the_same_key_makes_the_pictures_once(client: openai.OpenAI, server: Any) -> None:
    prompt, key = f"once {uuid.uuid4().hex}", {"Idempotency-Key": uuid.uuid4().hex}
    asked = {"prompt": prompt, "n": 5, "size": "64x64", "extra_body": {"num_inference_steps": 4}}
    first, second = (client.images.generate(**asked, extra_headers=key) for _ in range(2))
    assert first.data == second.data
    assert len(job_params(server, prompt)) == 2
    with pytest.raises(openai.ConflictError) as refused:
        client.images.generate(**asked | {"n": 4}, extra_headers=key)
    assert refused.value.code == "idempotency_mismatch"
