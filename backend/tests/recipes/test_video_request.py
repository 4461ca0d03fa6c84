"""Requests for videos, settled: what is refused and which field is named, and what an accepted one becomes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from enfoads.library.library import Library

BLUE = {"visual": {"color": "#0000ff"}}
_FILES = {"image": "image/png", "video": "video/mp4", "audio": "audio/mpeg"}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Requests are accepted and not run."""
    from enfoads.app import create_app, create_studio
    from enfoads.settings import Settings

    made = create_studio(Settings(data_dir=tmp_path_factory.mktemp("data")), run_jobs=False)
    app, sockets = create_app(made)
    client = app.test_client()
    client.studio = made  # type: ignore[attr-defined]
    for type, mime in _FILES.items():
        keep(made.library, f"an_{type}", type, mime)
    yield client
    sockets.close()
    made.close()


def keep(library: Library, id: str, type: Any, mime: str) -> None:
    """The server looks at the record alone."""
    path = library._data_dir / "staging" / id
    path.write_bytes(id.encode())
    library.add_file(path, id=id, type=type, mime=mime, duration_s=2.0 if type != "image" else None)


def ask(studio: FlaskClient, route: str = "/render-video", headers: dict[str, str] | None = None, **fields: Any) -> Any:
    return studio.post(route, json=fields, headers=headers)


def scenes(studio: FlaskClient, *scenes: dict[str, Any], **fields: Any) -> Any:
    return ask(studio, "/render-multi-scene", scenes=list(scenes), **fields)


def settled(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.text
    params: dict[str, Any] = answer.json["job"]["params"]
    return params


@pytest.mark.parametrize(
    ("route", "fields", "status", "param"),
    [
        ("/render-video", {}, 422, "script"),
        ("/render-video", {"script": " \n"}, 422, "script"),
        ("/render-video", {"script": "¡¿!? … 🎉"}, 422, "script"),
        ("/render-video", {"script": "Hola", "avatar_id": "nobody"}, 404, "avatar_id"),
        ("/render-video", {"script": "Hola", "voice_id": "nobody"}, 422, "voice_id"),
        ("/render-video", {"script": "Hola", "background": {"asset_id": "an_audio"}}, 422, "background.asset_id"),
        ("/render-video", {"script": "Hola", "background": {"to": "#00bb00"}}, 422, "background.to"),
        ("/render-video", {"script": "Hola", "audio_asset_id": "an_image"}, 422, "audio_asset_id"),
        ("/render-video", {"script": "Hola", "music_asset_id": "gone"}, 404, "music_asset_id"),
        ("/render-video", {"script": "Hola", "music": "nothing"}, 422, "music"),
        ("/render-video", {"script": "Hola", "music": "nothing", "music_asset_id": "an_audio"}, 422, "music"),
        ("/render-video", {"script": "Hola", "brand": "gone"}, 404, "brand"),
        ("/render-video", {"script": "Hola", "cta": {}}, 422, "cta.text"),
        ("/render-video", {"script": "Hola", "captions": {"colors": {"active": "red"}}}, 422, "captions.colors.active"),
        ("/render-video", {"script": "Hola", "captions": {"position": "left"}}, 422, "captions.position"),
        ("/render-video", {"script": "Hola", "aspect": "2:1"}, 422, "aspect"),
        ("/render-video", {"script": "x" * 20_001}, 422, "script"),
        ("/render-video", {"script": "uno dos tres cuatro. [pause 10s] " * 400}, 422, "script"),
        ("/render-multi-scene", {"scenes": []}, 422, "scenes"),
        ("/render-multi-scene", {"scenes": [BLUE, {"visual": {}}]}, 422, "scenes[1].visual"),
        ("/render-multi-scene", {"scenes": [BLUE, {"visual": {"asset_id": "gone"}}]}, 404, "scenes[1].visual.asset_id"),
        ("/render-multi-scene", {"scenes": [{"visual": {"asset_id": "an_audio"}}]}, 422, "scenes[0].visual.asset_id"),
        ("/render-multi-scene", {"scenes": [BLUE, BLUE | {"narration": "...!"}]}, 422, "scenes[1].narration"),
        ("/render-multi-scene", {"scenes": [BLUE | {"audio_asset_id": "an_image"}]}, 422, "scenes[0].audio_asset_id"),
        ("/render-multi-scene", {"scenes": [BLUE | {"duration_s": 0}]}, 422, "scenes[0].duration_s"),
        ("/render-multi-scene", {"scenes": [{"visual": {"prompt": "a cat"}}], "model": "nothing"}, 422, "model"),
        ("/render-preview", {"scenes": [BLUE], "scene": 1}, 422, "scene"),
    ],
)
def test_what_cannot_be_made_is_refused_at_once_and_names_its_field(
    studio: FlaskClient, route: str, fields: dict[str, Any], status: int, param: str
) -> None:
    answer = ask(studio, route, **fields)
    assert (answer.status_code, answer.json["error"]["param"]) == (status, param), answer.text
    assert param in answer.json["error"]["message"] or status == 404
    spanish = ask(studio, route, headers={"Accept-Language": "es"}, **fields)
    assert spanish.json["error"]["message"] != answer.json["error"]["message"] or "String should" in answer.json["error"]["message"]


def test_everything_left_open_is_settled_so_that_a_retry_makes_the_same_video(studio: FlaskClient) -> None:
    first = settled(ask(studio, script="Nuestra crema cuida tu piel todos los días.", preset="draft", aspect="4:5"))
    assert (first["language"], first["width"], first["height"], first["fps"]) == ("es", 544, 680, 30)
    assert first["voice"].split(":")[1]
    assert first["scenes"][0]["visual"]["avatar"]["id"]
    drawn = settled(scenes(studio, {"visual": {"prompt": "a red apple"}}, aspect="16:9", preset="preview"))["scenes"][0]["visual"]["image"]
    assert isinstance(drawn["seed"], int)
    assert (drawn["output_width"], drawn["output_height"]) == (1920, 1080)  # a draft's picture serves the final video
    english = settled(ask(studio, script="Our cream takes care of your skin every day."))
    assert english["language"] == "en"
    assert english["voice"] != first["voice"]


def test_an_asset_that_is_deleted_after_acceptance_is_still_there_for_the_job(studio: FlaskClient) -> None:
    made = studio.studio  # type: ignore[attr-defined]
    keep(made.library, "short_lived", "image", "image/png")
    answer = scenes(studio, {"visual": {"asset_id": "short_lived"}})
    job = made.queue.get(answer.json["job"]["id"])
    assert "path" not in answer.json["job"]["params"]["scenes"][0]["visual"]["file"]
    studio.delete("/api/assets/short_lived")
    made.library.purge(now=4e9)
    assert Path(job.params["scenes"][0]["visual"]["file"]["path"]).read_bytes() == b"short_lived"


def test_the_same_key_is_the_same_video_even_when_its_assets_are_gone(studio: FlaskClient) -> None:
    keep(studio.studio.library, "fleeting", "image", "image/png")  # type: ignore[attr-defined]
    body = {"scenes": [{"visual": {"asset_id": "fleeting"}}]}
    first = ask(studio, "/render-multi-scene", {"Idempotency-Key": "ad-1"}, **body)
    studio.delete("/api/assets/fleeting")
    again = ask(studio, "/render-multi-scene", {"Idempotency-Key": "ad-1"}, **body)
    assert again.json["job"]["id"] == first.json["job"]["id"]
    assert again.headers["Location"] == f"/api/jobs/{first.json['job']['id']}"
    other = ask(studio, "/render-multi-scene", {"Idempotency-Key": "ad-1"}, scenes=[BLUE])
    assert (other.status_code, other.json["error"]["code"]) == (409, "idempotency_mismatch")


def test_the_brand_comes_along_as_it_is_at_acceptance(studio: FlaskClient) -> None:
    kit = {"name": "Andina", "colors": ["#AA0000", "#00BB00"], "cta": "Compra ya", "default": True, "logo_asset_id": "an_image"}
    kit["lexicon"] = [{"word": "Andina", "spoken": "andiina"}]
    brand: str = ask(studio, "/api/brands", **kit).json["id"]
    params = settled(ask(studio, script="Hola, somos Andina.", cta={}))
    studio.delete(f"/api/brands/{brand}")
    assert params["brand"]["name"] == "Andina"
    assert params["brand"]["logo"]["sha256"]
    assert params["lexicon"][0]["spoken"] == "andiina"
    assert params["scenes"][0]["visual"]["background"] == {"kind": "color", "color": "#aa0000", "to": "#00bb00"}
    assert params["scenes"][1]["end_card"]["cta"] == "Compra ya"


def test_a_logo_that_is_gone_is_a_warning_and_no_failure(studio: FlaskClient) -> None:
    brand: str = ask(studio, "/api/brands", name="B", logo_asset_id="an_image").json["id"]
    keep(studio.studio.library, "old_logo", "image", "image/png")  # type: ignore[attr-defined]
    studio.put(f"/api/brands/{brand}", json={"name": "B", "logo_asset_id": "old_logo"})
    studio.delete("/api/assets/old_logo")
    params = settled(scenes(studio, BLUE, brand=brand))
    assert (params["brand"]["logo"], params["warnings"]) == (None, ["logo_missing"])


def test_a_longer_video_is_more_work_so_that_its_eta_is_longer(studio: FlaskClient) -> None:
    short, long = (settled(ask(studio, script="Una frase de prueba. " * times))["work"] for times in (2, 20))
    draft = settled(ask(studio, script="Una frase de prueba. " * 2, preset="draft"))["work"]
    assert 8 < long / short < 12
    assert draft < short / 1.5


@pytest.mark.parametrize(("avatar", "gender"), [("sofia", "female"), ("mateo", "male"), ("hugo", "male")])
def test_a_presenter_speaks_with_a_voice_that_suits_them_when_none_is_chosen(studio: FlaskClient, avatar: str, gender: str) -> None:
    voices = {voice["id"]: voice for voice in studio.get("/voices").json["items"]}
    for script, language in (("El café está caliente y el pan también.", "es"), ("The coffee is hot and so is the bread.", "en")):
        spoken_by = voices[settled(ask(studio, script=script, avatar_id=avatar))["voice"]]
        assert (spoken_by["gender"], spoken_by["language"]) == (gender, language)
