"""Styles, magic prompt and translation over HTTP, and what a style makes of a picture's request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from flask.testing import FlaskClient

SPANISH = {"Accept-Language": "es"}


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A chat endpoint that gives one good answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            content = json.dumps({"enhanced_prompt": "a red shoe, sunset", "negative_prompt": "rain", "translated_prompt": "a red shoe"})
            raw = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


def test_the_styles_are_listed_with_names_in_both_languages(client: FlaskClient) -> None:
    items = client.get("/styles").get_json()["items"]
    assert len(items) >= 40
    assert set(items[0]) == {"id", "name", "name_es", "category", "example", "example_es"}


def test_a_short_prompt_becomes_a_good_one_at_once(client: FlaskClient) -> None:
    answer = client.post("/magic-prompt", json={"prompt": "una (pizza:1.2)", "style": "food-rustic", "goal": "sale"})
    made = answer.get_json()
    assert answer.status_code == 200
    assert made["enhanced_prompt"].startswith("una (pizza:1.2), sobre una mesa de madera rústica")
    assert made["engine"] == "styles"
    assert made["negative_prompt"]
    assert made["prompt"] == "una (pizza:1.2)"


def test_the_default_brand_is_woven_in_when_asked_and_only_then(client: FlaskClient) -> None:
    asked = {"prompt": "a beach", "style": "golden-hour", "brand": True}
    without = client.post("/magic-prompt", json=asked).get_json()["enhanced_prompt"]
    client.post("/api/brands", json={"name": "Sol", "colors": ["#ff0000"], "tone": "playful", "default": True})
    assert "red" not in without
    assert "brand palette of red" in client.post("/magic-prompt", json=asked).get_json()["enhanced_prompt"]
    assert client.post("/magic-prompt", json=asked | {"brand": False}).get_json()["enhanced_prompt"] == without


@pytest.mark.parametrize("path", ["/magic-prompt", "/generate-image"])
def test_an_unknown_style_is_refused_by_name_with_close_ones(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json={"prompt": "x", "style": "chrismas"}, headers=SPANISH)
    assert answer.status_code == 422
    assert answer.get_json()["error"]["param"] == "style"
    assert "christmas" in answer.get_json()["error"]["message"]


def test_a_picture_is_drawn_with_the_styles_words(client: FlaskClient) -> None:
    answer = client.post("/generate-image?async=true", json={"prompt": "a (rocket:1.2)", "style": "icon-blue"})
    assert answer.status_code == 202, answer.text
    assert answer.get_json()["job"]["params"]["prompt_used"] == "a (rocket:1.2) on a blue background"


def test_a_translation_is_shown_before_it_is_used(client: FlaskClient) -> None:
    asked = {"prompt": "una hamburguesa Zorblat sobre fondo amarillo", "model": "sdxl-lightning-4"}
    assert client.post("/translate-prompt", json=asked).get_json() == {
        "prompt": asked["prompt"],
        "translated_prompt": "a Zorblat hamburger on a yellow background",
        "language": "es",
        "needed": True,
        "engine": "glossary",
        "unknown": ["Zorblat"],
    }
    assert client.post("/translate-prompt", json=asked | {"model": "starter"}).get_json()["needed"] is False
    assert client.post("/translate-prompt", json=asked | {"prompt": "a burger"}).get_json()["needed"] is False
    assert client.post("/translate-prompt", json=asked | {"model": "nobody"}).status_code == 422


def test_the_language_model_answers_when_it_is_set_and_asked_for(make_client: Callable[..., FlaskClient], endpoint: str) -> None:
    client = make_client(llm_base_url=endpoint, llm_model="m")
    made = client.post("/magic-prompt", json={"prompt": "a shoe", "engine": "llm"}).get_json()
    assert (made["enhanced_prompt"], made["negative_prompt"], made["engine"]) == ("a red shoe, sunset", "rain", "llm")
    assert client.post("/magic-prompt", json={"prompt": "a shoe"}).get_json()["engine"] == "styles"
    told = client.post("/translate-prompt", json={"prompt": "un zapato rojo", "engine": "llm"}).get_json()
    assert (told["translated_prompt"], told["engine"]) == ("a red shoe", "llm")


def test_without_a_language_model_nothing_else_answers_in_its_name(client: FlaskClient) -> None:
    for path in ("/magic-prompt", "/translate-prompt"):
        answer = client.post(path, json={"prompt": "un zapato", "engine": "llm"})
        assert answer.status_code == 501
        assert answer.get_json()["error"]["code"] == "llm_not_configured"


def test_callers_who_wait_for_the_model_take_a_seat(make_client: Callable[..., FlaskClient], endpoint: str) -> None:
    client = make_client(llm_base_url=endpoint, llm_model="m", max_waiting=1)
    body = {"prompt": "a shoe", "engine": "llm"}
    site = client.sockets._site  # type: ignore[attr-defined]
    with site.waiting.seat():
        answer = client.post("/magic-prompt", json=body)
    assert answer.get_json()["error"]["code"] == "waiting_room_full"
    assert client.post("/magic-prompt", json=body).status_code == 200


@pytest.mark.parametrize("body", [{}, {"prompt": ""}, {"prompt": "x" * 4001}, {"prompt": "x", "goal": "peace"}, {"prompt": "x", "b": 1}])
def test_nonsense_is_refused(client: FlaskClient, body: dict[str, object]) -> None:
    assert client.post("/magic-prompt", json=body).status_code == 422
