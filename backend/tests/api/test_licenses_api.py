"""A licence with a condition: shown, accepted once, kept."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_condition_is_shown_in_both_languages_before_it_is_accepted(client: FlaskClient) -> None:
    found = client.get("/api/models/inswapper-128/license").json
    assert found is not None
    assert "non-commercial" in found["condition"]
    assert "no comercial" in found["condition_es"]
    assert (found["commercial_use"], found["accepted"], found["acceptances"]) == (False, False, [])


def test_accepting_covers_what_the_model_needs_and_is_asked_once(client: FlaskClient) -> None:
    for _ in range(2):
        answer = client.post("/api/models/inswapper-128/license", json={"accept": True})
        assert answer.status_code == 200
    found = client.get("/api/models/inswapper-128/license").json
    assert found is not None
    assert found["accepted"] is True
    assert [one["model"] for one in found["acceptances"]] == ["inswapper-128", "insightface-buffalo-l"]
    assert client.get("/api/models/insightface-buffalo-l/license").json["accepted"] is True  # type: ignore[index]


def test_nothing_but_yes_accepts(client: FlaskClient) -> None:
    for body in ({"accept": False}, {}, {"accept": "yes"}):
        assert client.post("/api/models/inswapper-128/license", json=body).status_code == 422
    assert client.get("/api/models/inswapper-128/license").json["accepted"] is False  # type: ignore[index]


def test_a_model_without_a_condition_is_open_and_an_unknown_one_is_not_found(client: FlaskClient) -> None:
    found = client.get("/api/models/faces/license").json
    assert found is not None
    assert (found["condition"], found["accepted"]) == ("", True)
    assert client.get("/api/models/none/license").status_code == 404
