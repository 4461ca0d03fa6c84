"""What the studio says it has, and what it finds when a person brings a checkpoint."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enfoads.api.schemas.models import ImageLimits
from enfoads.errors import Conflict, IncompatibleCheckpoint, InvalidRequest, NotFound, UnknownModel, UnsafeFile
from enfoads.models import manage
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

Write = Callable[..., Path]
STARTER = Path(manage.__file__).parent / "starter"

UNET = "model.diffusion_model."
SDXL = {
    UNET + "input_blocks.0.0.weight": ("F16", [320, 4, 3, 3]),
    UNET + "label_emb.0.0.weight": ("F16", [1280, 2816]),
    "conditioner.embedders.1.model.ln_final.weight": ("F16", [1280]),
    "first_stage_model.decoder.conv_out.weight": ("F16", [3, 128, 3, 3]),
}


@pytest.fixture
def models(settings: Callable[..., Settings]) -> Callable[..., Catalog]:
    return lambda **options: Catalog(settings(**options))


@pytest.fixture
def checkpoints(tmp_path: Path) -> Path:
    path = tmp_path / "data/models/checkpoints"
    path.mkdir(parents=True)
    return path


# The catalog itself ---------------------------------------------------------------------------------------------------


def test_every_entry_is_complete_in_both_languages_and_says_its_licence(models: Callable[..., Catalog]) -> None:
    for entry in models().entries():
        for text in (entry.title, entry.title_es, entry.description, entry.description_es, entry.license):
            assert text
        assert entry.license_url.startswith("https://")
        assert entry.embedded or all(file.sources for file in entry.files)


def test_every_hub_file_is_pinned_to_a_revision_or_to_its_bytes_and_every_package_to_its_bytes(models: Callable[..., Catalog]) -> None:
    for entry in models().entries():
        for file in entry.files:
            assert all(file.sha256 or len(source.revision) == 40 for source in file.sources if source.kind == "hub")
            assert all(file.sha256 and part.sha256 for source in file.sources if source.kind in ("pypi", "npm") for part in source.parts)


def test_lightning_shares_its_text_encoders_and_autoencoder_with_sdxl(models: Callable[..., Catalog]) -> None:
    catalog = models()
    lightning, base = catalog.get("sdxl-lightning-4"), catalog.get("stabilityai/stable-diffusion-xl-base-1.0")
    assert base.id == "sdxl-base"
    assert catalog.required(lightning)[1:] == catalog.required(base)[1:]
    assert 7.0e9 < lightning.bytes < 7.2e9
    image = lightning.image
    assert image is not None
    assert (image.steps, image.guidance, image.schedulers) == (4, 0.0, ["euler"])
    assert image.scheduler == {"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing", "prediction_type": "epsilon"}


def test_limits_hold_together_and_fit_the_api(models: Callable[..., Catalog]) -> None:
    for entry in models().entries():
        if image := entry.image:
            ImageLimits.model_validate({name: getattr(image, name) for name in ImageLimits.model_fields})
            sizes = (image.min_size, image.width, image.height, image.max_size)
            assert all(size % image.factor == 0 for size in sizes)
            assert image.min_size <= image.width <= image.max_size
            assert image.min_steps <= image.steps
            assert image.preview is None or len(image.preview.matrix) == 4


def test_every_scheduler_of_the_catalog_is_one_the_engine_has(models: Callable[..., Catalog]) -> None:
    schedulers = pytest.importorskip("enfoads.engines.image.schedulers").SCHEDULERS
    for entry in models().entries():
        assert not entry.image or set(entry.image.schedulers) <= set(schedulers)


def test_reading_the_catalog_loads_no_model_library() -> None:
    code = (
        "import sys; from enfoads.models import catalog, manage, download; from enfoads.settings import Settings;"
        "catalog.Catalog(Settings(data_dir='/nowhere')).entries();"
        "sys.exit(bool({'torch', 'diffusers', 'transformers', 'huggingface_hub'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_id_is_said(models: Callable[..., Catalog]) -> None:
    with pytest.raises(UnknownModel):
        models().get("nope")


# Which model draws ----------------------------------------------------------------------------------------------------


def test_the_starter_draws_on_a_fresh_machine(models: Callable[..., Catalog]) -> None:
    assert models().default_image_model().id == "starter"


def test_a_better_model_draws_once_all_its_parts_are_there(models: Callable[..., Catalog]) -> None:
    catalog = models()
    entry = catalog.get("sdxl-lightning-4")
    wanted = [(catalog.folder(one) / file.path, file.size) for one in catalog.required(entry) for file in one.files]
    states = []
    for path, size in wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)  # a hole: nothing on the disk
        states.append(catalog.state(entry))
    assert states == ["partial"] * (len(wanted) - 1) + ["installed"]
    assert catalog.default_image_model().id == "sdxl-lightning-4"
    assert all(path.exists() for path in catalog.parts(entry).values())


def test_the_model_of_the_settings_draws_and_a_wrong_one_is_reported(models: Callable[..., Catalog]) -> None:
    assert models(model="sdxl-base").default_image_model().id == "sdxl-base"
    wrong = models(model="no-such-model")
    assert wrong.default_image_model().id == "starter"
    assert isinstance(wrong.problems()["no-such-model"], UnknownModel)


# Checkpoints of one's own ---------------------------------------------------------------------------------------------


def test_a_file_put_into_the_folder_is_an_entry_at_once(models: Callable[..., Catalog], checkpoints: Path, safetensors: Write) -> None:
    catalog = models()
    assert "Nova Anime XL" not in [entry.id for entry in catalog.entries()]
    path = safetensors(checkpoints / "Nova Anime XL.safetensors", SDXL)
    entry = catalog.get("Nova Anime XL")
    assert entry.image is not None
    assert (entry.image.layout, entry.image.steps, entry.image.min_steps, entry.image.width) == ("single_file", 25, 15, 1024)
    assert catalog.state(entry) == "installed"
    assert catalog.parts(entry) == {"checkpoint": path, "config": catalog.sdxl_config_dir()}
    assert catalog.default_image_model() == entry
    path.unlink()
    with pytest.raises(UnknownModel):
        catalog.get("Nova Anime XL")


def test_the_checkpoint_of_the_settings_comes_first(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write, tmp_path: Path
) -> None:
    safetensors(checkpoints / "a.safetensors", SDXL)
    named = safetensors(tmp_path / "elsewhere/mine.safetensors", SDXL)
    catalog = models(checkpoint_path=str(named))
    assert catalog.default_image_model().id == "checkpoint"
    assert catalog.get("checkpoint").title == "mine"
    gone = models(checkpoint_path=str(tmp_path / "gone"))
    with pytest.raises(NotFound):
        gone.get("checkpoint")


def test_a_folder_with_other_latents_keeps_its_own_autoencoder_and_previews(models: Callable[..., Catalog], checkpoints: Path) -> None:
    shutil.copytree(STARTER, checkpoints / "tiny")
    catalog = models()
    entry = catalog.get("tiny")
    assert entry.image is not None
    assert (entry.image.layout, entry.image.vae, entry.image.preview) == ("diffusers", "", None)
    assert catalog.parts(entry) == {"pipeline": checkpoints / "tiny"}


def test_the_fixed_autoencoder_serves_single_files_once_it_is_installed(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write
) -> None:
    catalog = models()
    safetensors(checkpoints / "a.safetensors", SDXL)
    safetensors(checkpoints / "b.safetensors", {key: tensor for key, tensor in SDXL.items() if "first_stage" not in key})
    assert catalog.state(catalog.get("b")) == "partial", "it has no autoencoder of its own"
    vae = catalog.get("sdxl-vae-fp16")
    path = catalog.folder(vae) / vae.files[0].path
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(vae.files[0].size)
    assert catalog.parts(catalog.get("a"))["vae"] == path
    assert catalog.state(catalog.get("b")) == "installed"


@pytest.mark.parametrize("name", ["evil.safetensors", "evil.ckpt", "evil.pt", "evil"])
def test_a_pickle_among_the_checkpoints_is_reported_and_never_usable(models: Callable[..., Catalog], checkpoints: Path, name: str) -> None:
    (checkpoints / name).write_bytes(pickle.dumps({"state_dict": {}}))
    catalog = models()
    assert isinstance(catalog.problems()["evil"], UnsafeFile)
    assert "evil" not in [entry.id for entry in catalog.entries()]
    with pytest.raises(UnsafeFile):
        catalog.get("evil")


def test_a_lora_among_the_checkpoints_is_named_as_one(models: Callable[..., Catalog], checkpoints: Path, safetensors: Write) -> None:
    safetensors(checkpoints / "style.safetensors", {"lora_unet_x.lora_down.weight": ("F16", [4])})
    with pytest.raises(IncompatibleCheckpoint, match="LoRA"):
        models().get("style")


def test_notes_pictures_and_unfinished_downloads_are_passed_over(models: Callable[..., Catalog], checkpoints: Path) -> None:
    for name in ("notes.txt", "preview.png", ".hidden", "model.safetensors.part"):
        (checkpoints / name).write_text("x")
    assert models().problems() == {}


def test_a_checkpoint_cannot_take_the_name_of_a_catalog_model(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write
) -> None:
    safetensors(checkpoints / "starter.safetensors", SDXL)
    catalog = models()
    assert catalog.get("starter").embedded
    assert catalog.get("starter-own").location == checkpoints / "starter.safetensors"


def test_a_sidecar_says_how_a_checkpoint_wants_to_be_run(models: Callable[..., Catalog], checkpoints: Path, safetensors: Write) -> None:
    safetensors(checkpoints / "fast.safetensors", SDXL)
    catalog = models()
    assert catalog.get("fast").image.steps == 25  # type: ignore[union-attr]
    (checkpoints / "fast.toml").write_text(
        'title = "Fast"\nlicense = "mine"\ncommercial_use = true\n'
        '[image]\nsteps = 6\nmin_steps = 4\nguidance = 2.0\npreprompt = "masterpiece"\n'
    )
    entry = catalog.get("fast")
    assert entry.image is not None
    assert (entry.title, entry.commercial_use, entry.image.steps, entry.image.preprompt) == ("Fast", True, 6, "masterpiece")


@pytest.mark.parametrize("text", ["steps = 6", "not toml", "[image]\nsteps = 'many'", "[image]\nspeed = 2"])
def test_a_sidecar_with_a_mistake_is_reported(models: Callable[..., Catalog], checkpoints: Path, safetensors: Write, text: str) -> None:
    safetensors(checkpoints / "fast.safetensors", SDXL)
    (checkpoints / "fast.toml").write_text(text)
    problem = models().problems()["fast"]
    assert isinstance(problem, InvalidRequest)
    assert "fast.toml" in problem.message("en")


def test_headers_are_read_once_not_on_every_listing(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    safetensors(checkpoints / "a.safetensors", SDXL)
    catalog = models()
    catalog.entries()
    monkeypatch.setattr("enfoads.models.own.inspect", lambda path: pytest.fail("the header was read again"))
    assert catalog.entries()[0].id == "a"


# Verify and remove ----------------------------------------------------------------------------------------------------


def test_the_starter_can_be_verified_and_not_removed(models: Callable[..., Catalog]) -> None:
    catalog = models()
    starter = catalog.get("starter")
    assert [check.state for check in manage.verify(catalog, starter)] == ["ok"]
    manage.ensure(catalog, starter)
    with pytest.raises(Conflict, match="ships with the studio"):
        manage.remove(catalog, starter)
    assert (STARTER / "model_index.json").exists()


def test_an_own_checkpoint_in_the_folder_is_removed_and_one_elsewhere_is_left_alone(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write, tmp_path: Path
) -> None:
    size = safetensors(checkpoints / "a.safetensors", SDXL).stat().st_size
    (checkpoints / "a.toml").write_text("title = 'A'\n")
    named = safetensors(tmp_path / "elsewhere/mine.safetensors", SDXL)
    catalog = models(checkpoint_path=str(named))
    assert manage.remove(catalog, catalog.get("a")) == size
    assert list(checkpoints.iterdir()) == []
    with pytest.raises(Conflict):
        manage.remove(catalog, catalog.get("checkpoint"))
    assert named.exists()


def test_removing_a_checkpoint_with_a_catalog_models_name_removes_its_own_sidecar(
    models: Callable[..., Catalog], checkpoints: Path, safetensors: Write
) -> None:
    """The sidecar was looked for under the id ("starter-own"), stayed, and would have spoken for the next file of that name."""
    safetensors(checkpoints / "starter.safetensors", SDXL)
    (checkpoints / "starter.toml").write_text("title = 'Mine'\n")
    catalog = models()
    assert catalog.get("starter-own").title == "Mine"
    manage.remove(catalog, catalog.get("starter-own"))
    assert list(checkpoints.iterdir()) == []


def test_removing_a_model_keeps_the_parts_that_another_one_needs(models: Callable[..., Catalog]) -> None:
    catalog = models()
    lightning, base = catalog.get("sdxl-lightning-4"), catalog.get("sdxl-base")

    def sizes(entry: Any) -> dict[Path, int]:
        return {catalog.folder(one) / file.path: file.size for one in catalog.required(entry) for file in one.files}

    for path, size in (sizes(lightning) | sizes(base)).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(size)
    assert manage.remove(catalog, lightning) == lightning.files[0].size
    assert catalog.state(base) == "installed"
    assert manage.remove(catalog, base) == base.bytes
    assert {catalog.state(entry) for entry in catalog.entries() if not entry.embedded and not entry.set_up} == {"missing"}
