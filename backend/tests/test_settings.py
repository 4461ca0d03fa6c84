"""Settings: where they come from, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from enfoads.settings import Settings


@pytest.mark.parametrize("name", ["DEVICE", "MODEL", "DTYPE"])
def test_another_programs_variables_change_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(name, "somebody-elses")
    settings = Settings(data_dir=tmp_path)
    assert (settings.device, settings.model, settings.dtype) == ("auto", "", "auto")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"device": "cuda:1", "port": 6000}')
    assert Settings(data_dir=tmp_path).device == "cuda:1"
    monkeypatch.setenv("DIFFUSER_DEVICE", "cuda:2")
    assert Settings(data_dir=tmp_path).device == "cuda:2"
    monkeypatch.setenv("ENFOADS_DEVICE", "cuda:3")
    assert Settings(data_dir=tmp_path).device == "cuda:3"
    assert Settings(data_dir=tmp_path, device="cpu").device == "cpu"
    assert Settings(data_dir=tmp_path).port == 6000


@pytest.mark.parametrize("origin", ["*", "https://*", "https://.*", "page.example", "null", "https://page.example/path"])
def test_the_allow_list_takes_no_pattern_that_opens_the_studio_to_every_site(tmp_path: Path, origin: str) -> None:
    with pytest.raises(ValidationError, match="origin"):
        Settings(data_dir=tmp_path, cors_origins=[origin])


def test_an_allowed_origin_may_be_written_with_its_slash(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, cors_origins="https://Page.example/, http://localhost:3000").cors_origins == [
        "https://page.example",
        "http://localhost:3000",
    ]


def test_hosts_that_may_be_fetched_from_are_names_with_or_without_a_port(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, fetch_allow_hosts="minio, [::1]:9000,10.0.0.1:80").fetch_allow_hosts == [
        "minio",
        "[::1]:9000",
        "10.0.0.1:80",
    ]


@pytest.mark.parametrize("host", ["https://minio:9000", "*", "*.example", "minio/path", "user@minio", "[::1", "minio:port"])
def test_an_allowed_host_that_would_never_match_is_said_at_the_start(tmp_path: Path, host: str) -> None:
    with pytest.raises(ValidationError, match="host"):
        Settings(data_dir=tmp_path, fetch_allow_hosts=[host])
