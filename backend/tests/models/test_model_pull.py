"""The job that pulls a model, as a person follows it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from enfoads.errors import UnknownModel
from enfoads.recipes import model_pull

DATA = b"weights" * 10_000


def test_the_job_shows_its_stages_and_says_what_it_got(web: Any, catalog: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    web.files["/w.bin"] = DATA
    models = catalog({"w.bin": (DATA, [{"kind": "url", "url": web.url("/w.bin")}], True)})
    monkeypatch.setattr(model_pull, "Catalog", lambda settings: models)
    seen: list[tuple[float, str, str]] = []
    ctx = SimpleNamespace(
        settings=models.settings,
        check_cancelled=lambda: None,
        progress=lambda percent, stage, message="": seen.append((percent, stage, message)),
    )
    result = model_pull.pull({"model": "toy"}, ctx)  # type: ignore[arg-type]
    assert result["model"] == "toy"
    assert result["bytes"] == len(DATA)
    assert [file["path"] for file in result["files"]] == ["toy/w.bin"]
    assert {stage for _, stage, _ in seen} == {"downloading", "verifying"}
    assert all(0 <= percent <= 100 and message.startswith("toy/w.bin: ") for percent, _, message in seen)


def test_pulling_what_does_not_exist_is_said(settings: Any) -> None:
    ctx = SimpleNamespace(settings=settings(), check_cancelled=lambda: None, progress=lambda *args, **options: None)
    with pytest.raises(UnknownModel):
        model_pull.pull({"model": "nope"}, ctx)  # type: ignore[arg-type]
