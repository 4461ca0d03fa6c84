"""Links that work without a key: for an hour, for one picture, and for nobody who makes one up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from enfoads.errors import Forbidden
from enfoads.security.keys import KeyRing
from enfoads.security.links import LIFETIME_S, Links
from enfoads.settings import Settings


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    return KeyRing(Settings(data_dir=tmp_path))


def test_a_link_leads_to_what_it_was_made_for(keys: KeyRing) -> None:
    links = Links(keys)
    assert links.read(links.sign("img_1_0", "key_1")) == ("img_1_0", "key_1")
    assert links.sign("img_1_0", "key_1").isascii()


def test_an_hour_later_it_leads_nowhere(keys: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    links = Links(keys)
    link, now = links.sign("img_1_0", "local"), time.time()
    monkeypatch.setattr(time, "time", lambda: now + LIFETIME_S - 1)
    assert links.read(link).asset_id == "img_1_0"
    monkeypatch.setattr(time, "time", lambda: now + LIFETIME_S + 2)
    with pytest.raises(Forbidden):
        links.read(link)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "WyJpbWdfMV8wIiwibG9jYWwiXQ.aaaaaa.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_link_that_somebody_made_up_leads_nowhere(keys: KeyRing, token: str) -> None:
    with pytest.raises(Forbidden):
        Links(keys).read(token)


def test_a_session_is_no_link_and_another_studios_link_is_none_here(keys: KeyRing, tmp_path: Path) -> None:
    other = Links(KeyRing(Settings(data_dir=tmp_path / "other")))
    for token in (keys.sign("local"), other.sign("img_1_0", "local")):
        with pytest.raises(Forbidden):
            Links(keys).read(token)
