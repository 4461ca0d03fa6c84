"""Lengths of scripts, written scripts and built-in music over HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from enfoads.cli import cli

SPANISH = {"Accept-Language": "es"}


@pytest.fixture
def endpoint() -> Iterator[tuple[str, list[object]]]:
    """A chat endpoint that answers with `answers[0]`."""
    answers: list[object] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            raw = json.dumps({"choices": [{"message": {"content": json.dumps(answers[0])}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1", answers
    server.shutdown()
    server.server_close()


def test_the_length_is_told_while_a_script_is_typed(client: FlaskClient) -> None:
    told = client.post("/script-length", json={"script": "La chaqueta cuesta S/ 49,90. [pause 500ms] Pídela ya."}).get_json()
    assert (told["language"], told["words"], told["pauses_s"], told["warnings"]) == ("es", 6, 0.5, [])
    assert told["spoken"] == "La chaqueta cuesta cuarenta y nueve soles con noventa. Pídela ya."
    assert 4 < told["seconds"] < 7
    faster = client.post("/script-length", json={"script": "La chaqueta cuesta S/ 49,90. [pause 500ms] Pídela ya.", "speed": 2}).get_json()
    assert faster["seconds"] < told["seconds"]


@pytest.mark.parametrize(("script", "told"), [("", 0), ("  \n", 0), ("¿", 1), ("你好", 1)])
def test_a_script_without_words_yet_is_no_error_while_it_is_typed(client: FlaskClient, script: str, told: int) -> None:
    answer = client.post("/script-length", json={"script": script})
    assert answer.status_code == 200
    assert (answer.get_json()["seconds"], len(answer.get_json()["warnings"])) == (0, told)


def test_words_that_no_voice_says_are_named(client: FlaskClient) -> None:
    told = client.post("/script-length", json={"script": "Hola 你好 🎉"}, headers=SPANISH).get_json()
    assert [warning["code"] for warning in told["warnings"]] == ["not_said"]
    assert "你好" in told["warnings"][0]["message"]
    assert "subtítulos" in told["warnings"][0]["message"]


def test_the_brands_lexicon_counts_in_the_length(client: FlaskClient) -> None:
    lexicon = [{"word": "ZX", "spoken": "zeta equis super extra larga", "language": None}]
    brand = client.post("/api/brands", json={"name": "Z", "lexicon": lexicon}).get_json()["id"]
    with_brand = client.post("/script-length", json={"script": "Compra ZX", "brand": brand}).get_json()
    assert with_brand["spoken"] == "Compra zeta equis super extra larga"
    assert client.post("/script-length", json={"script": "Compra ZX"}).get_json()["spoken"] != with_brand["spoken"]
    missing = client.post("/script-length", json={"script": "x", "brand": "brand_none"})
    assert (missing.status_code, missing.get_json()["error"]["param"]) == (404, "brand")


@pytest.mark.parametrize("brand", [0, 1, 0.0, 1.0])
def test_a_brand_is_an_id_or_true_or_false_and_no_number(client: FlaskClient, brand: float) -> None:
    """0 is false to some; the contract says it is not."""
    refused = client.post("/script-length", json={"script": "x", "brand": brand})
    assert (refused.status_code, refused.get_json()["error"]["param"]) == (422, "brand")
    assert "true or false" in refused.get_json()["error"]["message"]


def test_a_script_is_written_in_scenes_as_long_as_asked(client: FlaskClient) -> None:
    asked = {"product": "chaqueta térmica", "seconds": 24, "audience": "mamás", "goal": "launch", "structure": "pas", "seed": 5}
    made = client.post("/magic-script", json=asked).get_json()
    assert made["seconds"] == pytest.approx(24, rel=0.1)
    assert made["script"] == "\n".join(scene["narration"] for scene in made["scenes"])
    assert (made["structure"], made["language"], made["engine"], made["seed"], made["warnings"]) == ("pas", "es", "templates", 5, [])
    assert client.post("/magic-script", json=asked).get_json() == made
    length = client.post("/script-length", json={"script": made["script"]}).get_json()
    assert length["seconds"] == made["seconds"]


def test_the_brands_call_to_action_closes_the_script(client: FlaskClient) -> None:
    client.post("/api/brands", json={"name": "Sol", "cta": "Reserva tu mesa", "default": True})
    made = client.post("/magic-script", json={"product": "ceviche", "seconds": 20}).get_json()
    assert "Reserva tu mesa." in made["scenes"][-1]["narration"]
    assert "Reserva" not in client.post("/magic-script", json={"product": "ceviche", "brand": False}).get_json()["script"]


def test_a_testimonial_is_marked_as_one_to_be_made_true(client: FlaskClient) -> None:
    made = client.post("/magic-script", json={"product": "gimnasio", "structure": "testimonial"}, headers=SPANISH).get_json()
    assert "verdad" in made["warnings"][0]["message"]


def test_the_language_model_writes_when_it_is_set_and_asked_for(
    make_client: Callable[..., FlaskClient], endpoint: tuple[str, list[object]]
) -> None:
    address, answers = endpoint
    client = make_client(llm_base_url=address, llm_model="m")
    body = {"product": "té", "seconds": 5, "engine": "llm"}
    answers[:] = [{"scenes": [{"narration": "Prueba el **té** <b>hoy</b>.", "visual_prompt": "(a cup:1.3) of tea"}]}]
    made = client.post("/magic-script", json=body).get_json()
    assert made["scenes"] == [{"narration": "Prueba el té b hoy /b .", "visual_prompt": "a cup of tea"}]
    assert (made["engine"], [warning["code"] for warning in made["warnings"]]) == ("llm", ["other_length"])
    for nonsense in (
        {"scenes": []},
        {"scenes": "x"},
        {"scenes": [{"narration": "你好", "visual_prompt": "x"}]},
        {"scenes": [{"narration": 3}]},
    ):
        answers[:] = [nonsense]
        assert client.post("/magic-script", json=body).get_json()["error"]["code"] == "llm_failed"


def test_without_a_language_model_nothing_else_writes_in_its_name(client: FlaskClient) -> None:
    answer = client.post("/magic-script", json={"product": "té", "engine": "llm"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (501, "llm_not_configured")


@pytest.mark.parametrize(
    "body",
    [{}, {"product": ""}, {"product": "??"}, {"product": "x", "seconds": 4}, {"product": "x", "seconds": 91}, {"product": "x", "tones": 1}],
)
def test_nonsense_is_refused(client: FlaskClient, body: dict[str, object]) -> None:
    assert client.post("/magic-script", json=body).status_code == 422


def test_every_piece_of_music_plays_at_once_and_may_be_used_anywhere(client: FlaskClient) -> None:
    items = client.get("/music").get_json()["items"]
    assert len(items) >= 6
    assert all(item["license"] == "CC0-1.0" and item["commercial_use"] and item["credit"] and item["name_es"] for item in items)
    for item in items:
        sample = client.get(item["sample_url"], headers={"Range": "bytes=0-2047"})
        assert (sample.status_code, sample.mimetype, len(sample.data)) == (206, "audio/mpeg", 2048)
    assert client.get("/music/polka/sample").status_code == 404


def test_the_command_line_writes_a_script_and_tells_a_length(tmp_path: object) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, ["--data-dir", f"{tmp_path}/data", *arguments], catch_exceptions=False, standalone_mode=False)
        return result.stdout

    made = json.loads(run("script", "café", "--seconds", "12", "--language", "es", "--seed", "3", "--json"))
    assert made["seconds"] == pytest.approx(12, rel=0.1)
    assert " s" in run("script", "--length", made["script"])
    assert "quiet-light" in run("music")
