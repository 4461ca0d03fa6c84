"""Where the person's own checkpoint comes from. A mistake here draws with another model than was asked for, or leaks a key."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from enfoads.app import pull_checkpoint
from enfoads.errors import DownloadFailed, EnfoadsError, InvalidRequest, NotFound
from enfoads.models import manage, resolution, sources
from enfoads.models.catalog import Catalog
from enfoads.models.download import pull
from enfoads.models.entry import FileSpec, UrlSource
from enfoads.models.fetch import Patience
from enfoads.models.sources import places
from enfoads.settings import Settings

Make = Callable[..., Catalog]
Write = Callable[..., Path]
UNET = "model.diffusion_model."
SDXL = {
    UNET + "input_blocks.0.0.weight": ("F16", [4, 4, 3, 3]),
    UNET + "label_emb.0.0.weight": ("F16", [4, 28]),
    "conditioner.embedders.1.model.ln_final.weight": ("F16", [4]),
    "first_stage_model.decoder.conv_out.weight": ("F16", [3, 4, 3, 3]),
}
SD15 = {UNET + "input_blocks.0.0.weight": ("F16", [4, 4, 3, 3]), "cond_stage_model.transformer.a": ("F16", [4])}
SECRET = "X-Amz-Signature=5ecre7"
HURRY = Patience(answer=5, silence=5, total=20, retries=1)


@pytest.fixture
def models(settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr(resolution, "SDXL_BYTES", 1 << 20)  # the disk of the test need not hold a real one
    return lambda **options: Catalog(settings(**options))


@pytest.fixture
def served(web: Any, safetensors: Write, tmp_path: Path) -> bytes:
    """A checkpoint on the test's web server, at /m/nova.safetensors."""
    web.files["/m/nova.safetensors"] = safetensors(tmp_path / "served.safetensors", SDXL).read_bytes()
    return bytes(web.files["/m/nova.safetensors"])


def states(catalog: Catalog) -> dict[str, str]:
    return {level.name: level.state for level in catalog.checkpoint().levels}


def fetch(catalog: Catalog) -> list[dict[str, Any]]:
    return pull(catalog.get("checkpoint"), catalog, catalog.settings, patience=HURRY)


# The order --------------------------------------------------------------------------------------------------------------


def test_with_nothing_set_there_is_no_checkpoint_of_ones_own_and_the_starter_draws(models: Make) -> None:
    catalog = models()
    assert catalog.checkpoint().found is None
    assert set(states(catalog).values()) == {"empty"}
    assert catalog.default_image_model().id == "starter"


def test_each_level_wins_over_those_after_it(models: Make, safetensors: Write, tmp_path: Path) -> None:
    options = {
        "checkpoint_embedded": str(safetensors(tmp_path / "image/embedded.safetensors", SDXL)),
        "checkpoint_path": str(safetensors(tmp_path / "mine.safetensors", SDXL)),
        "checkpoint_url": "https://models.example/url.safetensors",
        "checkpoint_hf_id": "me/mine",
    }
    cached = safetensors(tmp_path / "data/models/checkpoint/model.safetensors", SDXL)
    names = ["embedded", "CHECKPOINT_PATH", "cache", "CHECKPOINT_URL", "NOVA_ANIME_HF_ID"]
    titles = []
    for position, name in enumerate(names):
        catalog = models(**options)
        found = states(catalog)
        assert [found[one] for one in names[: position + 1]] == ["empty"] * position + ["won"], name
        assert set(list(found.values())[position + 1 :]) <= {"later"}
        titles.append(catalog.get("checkpoint").title)
        if name == "cache":
            cached.unlink()
        else:
            options.pop(next(iter(options)))
    assert titles == ["embedded", "mine", "model", "url", "model"]


def test_a_level_that_names_nothing_usable_is_passed_over_and_reported(models: Make, safetensors: Write, tmp_path: Path) -> None:
    cached = safetensors(tmp_path / "data/models/checkpoint/model.safetensors", SDXL)
    catalog = models(checkpoint_path=str(tmp_path / "gone.safetensors"))
    assert catalog.get("checkpoint").location == cached
    assert states(catalog)["CHECKPOINT_PATH"] == "refused"
    assert isinstance(catalog.problems()["CHECKPOINT_PATH"], NotFound)


def test_when_no_level_serves_the_first_reason_is_the_answer(models: Make, safetensors: Write, tmp_path: Path) -> None:
    catalog = models(checkpoint_path=str(safetensors(tmp_path / "old.safetensors", SD15)), checkpoint_hf_id="no repository")
    with pytest.raises(EnfoadsError, match=r"Stable Diffusion 1\.x"):
        catalog.get("checkpoint")
    assert catalog.default_image_model().id == "starter"


def test_the_variables_of_the_documents_are_read_and_their_twins_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    older = {
        "CHECKPOINT_PATH": "checkpoint_path", "CHECKPOINT_URL": "checkpoint_url", "CIVITAI_API_KEY": "civitai_api_key",
        "NOVA_ANIME_HF_ID": "checkpoint_hf_id", "NOVA_ANIME_HF_FILENAME": "checkpoint_hf_filename", "HF_TOKEN": "hf_token",
    }  # fmt: skip
    for name, field in older.items():
        monkeypatch.setenv(name, f"older-{field}")
    assert all(getattr(Settings(data_dir=tmp_path), field) == f"older-{field}" for field in older.values())
    for field in older.values():
        monkeypatch.setenv(f"ENFOADS_{field.upper()}", f"twin-{field}")
    assert all(getattr(Settings(data_dir=tmp_path), field) == f"twin-{field}" for field in older.values())


# Addresses --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://models.example/a", "models.example/a", "https://", "https://[::1", "data:,"])
def test_an_address_that_is_not_of_the_web_is_refused(models: Make, url: str) -> None:
    catalog = models(checkpoint_url=url)
    assert isinstance(catalog.checkpoint().found, InvalidRequest)
    assert "CHECKPOINT_URL" in catalog.problems()["checkpoint"].message("es")


@pytest.mark.parametrize(
    ("repo", "path"),
    [("mine", "a.safetensors"), ("me/mine/more", "a.safetensors"), ("me/mine", "a.ckpt"), ("me/mine", "../a.safetensors"), ("me/mine", "")],
)
def test_a_repository_or_file_that_cannot_be_is_refused(models: Make, repo: str, path: str) -> None:
    assert isinstance(models(checkpoint_hf_id=repo, checkpoint_hf_filename=path).checkpoint().found, InvalidRequest)


def test_what_is_yet_to_be_fetched_is_a_model_that_can_be_pulled(models: Make) -> None:
    catalog = models(checkpoint_url=f"https://models.example/files/Nova%20Anime.safetensors?{SECRET}")
    entry = catalog.get("checkpoint")
    assert (entry.title, catalog.state(entry)) == ("Nova-Anime", "missing")
    assert catalog.entries()[0].id == "checkpoint"
    assert catalog.default_image_model().id == "starter"


def test_a_pulled_checkpoint_becomes_the_default_and_is_found_in_the_cache_from_then_on(models: Make, web: Any, served: bytes) -> None:
    catalog = models(checkpoint_url=web.url(f"/m/nova.safetensors?{SECRET}"))
    (file,) = fetch(catalog)
    assert file["source"] == web.url("/m/nova.safetensors").removeprefix("http://")
    assert catalog.default_image_model().id == "checkpoint"
    assert catalog.get("checkpoint").title == "nova"
    assert (states(catalog)["cache"], states(catalog)["CHECKPOINT_URL"]) == ("won", "later")
    manage.ensure(catalog, catalog.get("checkpoint"))
    assert fetch(models(checkpoint_url=web.url("/m/nova.safetensors?X-Amz-Signature=another"))) == []
    assert models().get("checkpoint").title == "nova"  # the variable may be gone again
    assert len(web.requests) == 1


def test_another_address_does_not_get_the_file_of_the_first(models: Make, web: Any, served: bytes) -> None:
    fetch(models(checkpoint_url=web.url("/m/nova.safetensors")))
    for path in ("/other/nova.safetensors", "/m/nova.safetensors?version=2"):
        catalog = models(checkpoint_url=web.url(path))
        assert catalog.checkpoint().to_fetch is not None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!doctype html>", "web page"),
        (pickle.dumps({"state_dict": {}}), "pickle"),
        (b"PK\x03\x04" + bytes(100), "pickle in a ZIP"),
        ("SD15", "Stable Diffusion 1.x"),
        ("lora", "LoRA"),
    ],
)
def test_an_address_that_gives_no_sdxl_checkpoint_is_refused_with_the_reason(
    models: Make, web: Any, safetensors: Write, tmp_path: Path, data: bytes | str, why: str
) -> None:
    kinds = {"SD15": SD15, "lora": {"lora_unet_x.lora_down.weight": ("F16", [4])}}
    web.files["/m"] = data if isinstance(data, bytes) else safetensors(tmp_path / "x", kinds[data]).read_bytes()
    catalog = models(checkpoint_url=web.url(f"/m?{SECRET}"))
    with pytest.raises(DownloadFailed, match=why) as failed:
        fetch(catalog)
    assert "5ecre7" not in json.dumps(failed.value.to_record())
    assert not [path for path in catalog.models_dir.rglob("*") if path.is_file() and path.suffix in (".safetensors", ".part")]


def test_the_signature_of_an_address_stays_out_of_every_file(models: Make, web: Any, served: bytes) -> None:
    catalog = models(checkpoint_url=web.url(f"/m/nova.safetensors?{SECRET}"))
    fetch(catalog)
    files = [path for path in catalog.settings.data_dir.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"5ecre7" in path.read_bytes()]


# Keys -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://civitai.com/api/download/models/1500882", "civ-key"),
        ("http://civitai.com/api/download/models/1500882", None),
        ("https://civitai.com.evil.example/api", None),
        ("https://evil.example/civitai.com", None),
        ("https://huggingface.co/me/mine/resolve/main/a.safetensors", "hf-key"),
        ("https://models.example/a.safetensors", None),
    ],
)
def test_a_key_goes_only_to_the_host_it_belongs_to_and_never_in_the_clear(
    settings: Callable[..., Settings], url: str, sent: str | None
) -> None:
    file = FileSpec(path="a.safetensors", size=1, sources=[UrlSource(kind="url", url=url)])
    (place,) = places("checkpoint", file, settings(civitai_api_key="civ-key", hf_token="hf-key"))
    assert place.headers == ({"Authorization": f"Bearer {sent}"} if sent else {})
    assert "civ-key" not in repr(place)
    assert "hf-key" not in repr(place)


def test_a_key_does_not_follow_a_redirect_to_another_host(models: Make, web: Any, served: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """CivitAI redirects to its storage, whose address is signed itself."""
    monkeypatch.setattr("enfoads.models.sources._key_for", lambda url, settings: "civ-key")
    web.manner["/api/download/models/1"] = f"redirect {web.url('/m/nova.safetensors').replace('127.0.0.1', 'localhost')}"
    fetch(models(checkpoint_url=web.url("/api/download/models/1")))
    sent = [headers.get("Authorization") for _, headers in web.requests]
    assert sent == ["Bearer civ-key", None]


def test_a_refused_download_says_which_key_may_be_missing(models: Make, web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sources._KEYS, "127.0.0.1", sources._KEYS["civitai.com"])
    web.manner["/api/download/models/1"] = "401"
    with pytest.raises(DownloadFailed, match="CIVITAI_API_KEY may be needed"):
        fetch(models(checkpoint_url=web.url("/api/download/models/1")))


# Removing and starting --------------------------------------------------------------------------------------------------


def test_the_cached_file_can_be_removed_and_what_the_address_gives_next_is_taken(
    models: Make, web: Any, served: bytes, safetensors: Write, tmp_path: Path
) -> None:
    catalog = models(checkpoint_url=web.url("/m/nova.safetensors"))
    fetch(catalog)
    assert manage.remove(catalog, catalog.get("checkpoint")) == len(served)
    assert catalog.state(catalog.get("checkpoint")) == "missing"
    web.files["/m/nova.safetensors"] = safetensors(tmp_path / "new", SDXL, {"version": "2"}).read_bytes()
    fetch(catalog)
    assert catalog.state(catalog.get("checkpoint")) == "installed"


def test_starting_asks_for_the_checkpoint_once_and_names_no_address(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(checkpoint_url=f"https://models.example/a.safetensors?{SECRET}")
    for _ in range(2):
        pull_checkpoint(client.studio)  # type: ignore[attr-defined]
    jobs = client.get("/api/jobs").json["items"]
    assert [(job["kind"], job["params"]) for job in jobs] == [("model_pull", {"model": "checkpoint"})]
    assert client.get("/api/models").json["items"][0]["state"] == "pulling"


@pytest.mark.parametrize("options", [{}, {"checkpoint_url": "https://models.example/a", "offline": True}, {"checkpoint_url": "file:///a"}])
def test_starting_asks_for_nothing_that_cannot_be_had(make_client: Callable[..., FlaskClient], options: dict[str, Any]) -> None:
    client = make_client(**options)
    pull_checkpoint(client.studio)  # type: ignore[attr-defined]
    assert client.get("/api/jobs").json["items"] == []


def test_a_studio_that_is_given_an_address_fetches_the_checkpoint_by_itself(
    run_studio: Callable[..., Any], web: Any, served: bytes, tmp_path: Path
) -> None:
    studio = run_studio(CHECKPOINT_URL=web.url(f"/m/nova.safetensors?{SECRET}"))
    (job,) = studio.call("GET", "/api/jobs").json()["items"]
    ended = studio.wait(job["id"])
    if ended["status"] == "failed":  # a real checkpoint's room is asked for
        assert ended["error"]["code"] == "not_enough_disk"
        pytest.skip("less than 7 GB free")
    models = {model["id"]: model for model in studio.call("GET", "/api/models").json()["items"]}
    assert (models["checkpoint"]["state"], models["checkpoint"]["active"]) == ("installed", True)
    studio.stop()
    assert "5ecre7" not in studio.log.read_text() + (studio.data_dir / "app.log").read_text()
