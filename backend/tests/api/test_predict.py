"""The owner's document 001: POST /predict and the timing report, against the running studio."""

from __future__ import annotations

import base64
import io
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

QUICK = {"num_inference_steps": 4, "width": 64, "height": 64, "seed": 3}


def predict(studio: Any, **fields: Any) -> Any:
    return studio.call("POST", "/predict", json={"prompt": "a red apple", **QUICK, **fields})


def total(report: str, name: str) -> float:
    found = re.search(rf"^{name} +([\d.]+)", report, re.MULTILINE)
    assert found is not None, report
    return float(found[1])


def test_one_picture_is_answered_as_a_file(server: Any) -> None:
    answer = predict(server)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (64, 64))
    assert float(answer.headers["X-Inference-Seconds"]) >= 0
    assert float(answer.headers["X-Cold-Start-Seconds"]) >= 0
    assert int(answer.headers["X-Request-Number"]) > 0


@pytest.mark.parametrize("count", [2, 4])
def test_several_pictures_are_answered_as_json(server: Any, count: int) -> None:
    answer = predict(server, num_outputs=count)
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"images", "seeds", "timings"}
    assert body["seeds"] == [3, 4, 5, 6][:count]
    assert len({base64.b64decode(image, validate=True) for image in body["images"]}) == count
    assert body["timings"]["total_s"] > 0
    assert "X-Request-Number" in answer.headers


def test_every_field_of_the_document_is_taken(server: Any) -> None:
    answer = predict(
        server,
        negative_prompt="blurry",
        guidance_scale=3.0,
        pag_scale=2.0,
        num_outputs=1,
        prepend_preprompt=False,
        face_yolov9c=False,
    )
    assert answer.status_code == 200, answer.text
    params = server.call("GET", "/api/jobs?limit=1").json()["items"][0]["params"]
    assert {"negative_prompt": "blurry", "guidance_scale": 3.0, "pag_scale": 2.0, "prepend_preprompt": False}.items() <= params.items()


def test_another_format_is_answered_as_what_it_is(server: Any) -> None:
    answer = predict(server, output_format="webp")
    assert answer.headers["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).format == "WEBP"


def test_the_same_seed_gives_the_same_file_at_every_door(server: Any) -> None:
    other = server.call("POST", "/generate-image", json={"prompt": "a red apple", **QUICK}).json()
    assert predict(server, cache=False).content == base64.b64decode(other["image_base64"])


def test_a_mistake_is_named(server: Any) -> None:
    answer = predict(server, num_outputs=5)
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] == "num_outputs"


def test_who_asks_not_to_wait_waits_nevertheless(server: Any) -> None:
    answer = server.call("POST", "/predict", json={"prompt": "a red apple", **QUICK}, headers={"Prefer": "respond-async"})
    assert answer.headers["Content-Type"] == "image/png"


@pytest.fixture(scope="module")
def fresh(run_shared_studio: Callable[..., Any]) -> tuple[Any, Any]:
    """A studio, and the answer to the first request it ever had."""
    studio = run_shared_studio()
    return studio, predict(studio)


def test_the_first_request_pays_the_cold_start_and_the_next_one_does_not(fresh: tuple[Any, Any]) -> None:
    studio, cold = fresh
    warm = predict(studio, seed=4)
    assert float(cold.headers["X-Cold-Start-Seconds"]) > float(warm.headers["X-Cold-Start-Seconds"])
    assert cold.headers["X-Request-Number"] == "1"
    assert int(warm.headers["X-Request-Number"]) > 1


def test_the_report_counts_every_door_and_goes_on_after_a_restart(fresh: tuple[Any, Any]) -> None:
    studio, _ = fresh
    before = studio.call("GET", "/timing-report").text
    requests, images = total(before, "requests"), total(before, "images")
    predict(studio, num_outputs=2, cache=False)
    studio.call("POST", "/generate-image", json={"prompt": "a blue car", **QUICK})
    first = studio.call("GET", "/timing-report")
    assert first.headers["Content-Type"].startswith("text/plain")
    assert (total(first.text, "requests"), total(first.text, "images")) == (requests + 2, images + 3)
    assert first.text == (studio.data_dir / "timing_report.txt").read_text()
    studio.stop()
    studio.start()
    assert studio.call("GET", "/timing-report").text == first.text
    assert predict(studio, seed=9).headers["X-Request-Number"] == f"{requests + 3:.0f}"
    second = studio.call("GET", "/timing-report").text
    assert (total(second, "requests"), total(second, "images")) == (requests + 3, images + 4)
    assert total(second, "denoise_s") > total(first.text, "denoise_s") > 0
    assert re.search(r"^since +(\S+)", second, re.MULTILINE)[1] == re.search(r"^since +(\S+)", first.text, re.MULTILINE)[1]  # type: ignore[index]


def test_a_repeated_request_has_the_number_of_the_first(server: Any) -> None:
    predict(server)
    before = total(server.call("GET", "/timing-report").text, "requests")
    body, key = {"prompt": "a red apple", **QUICK}, {"Idempotency-Key": uuid.uuid4().hex}
    first, second = (server.call("POST", "/predict", json=body, headers=key) for _ in range(2))
    assert first.content == second.content
    assert first.headers["X-Request-Number"] == second.headers["X-Request-Number"] == f"{before + 1:.0f}"
    assert total(server.call("GET", "/timing-report").text, "requests") == before + 1
