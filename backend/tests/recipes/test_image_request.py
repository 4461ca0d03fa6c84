"""A request is settled when it is accepted: every default filled in, every random choice made, nonsense refused by name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tinting

import enfoads
from enfoads.api.schemas.images import ImageRequest
from enfoads.errors import InvalidRequest, ModelNotInstalled, NotSupported, UnknownModel
from enfoads.models.catalog import Catalog
from enfoads.models.fingerprint import fingerprint
from enfoads.recipes.image_edit_request import settle_edit
from enfoads.recipes.image_inputs import Input
from enfoads.recipes.image_recipe import identity_of, recipe_of
from enfoads.recipes.image_request import PLAIN, SEEDS, check, completed, prompt_used, seed_of, settle
from enfoads.recipes.image_warnings import WARNINGS
from enfoads.settings import Settings

STARTER = Path(enfoads.__file__).parent / "models" / "starter"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def catalog(settings: Settings) -> Catalog:
    return Catalog(settings)


@pytest.fixture
def installed(settings: Settings, catalog: Catalog) -> Catalog:
    """SDXL Lightning as far as the names of its files go."""
    for entry in catalog.required(catalog.get("sdxl-lightning-4")):
        for file in entry.files:
            path = catalog.folder(entry) / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            os.truncate(path, file.size)  # a hole
    return catalog


def test_what_is_left_out_comes_from_the_checkpoint(catalog: Catalog, settings: Settings) -> None:
    params = settle({"prompt": "pizza", "model": "starter", "width": None, "seed": None}, catalog, settings)
    seed = params.pop("seed")
    assert 0 <= seed < 2**32
    assert len(params.pop("checkpoint")) == 16
    assert params == PLAIN | {
        "model": "starter", "prompt": "pizza", "prompt_used": "pizza", "negative_prompt_used": "", "width": 128, "height": 128,
        "num_inference_steps": 20, "guidance_scale": 4.0,
    }  # fmt: skip


def test_what_is_given_is_kept(catalog: Catalog, settings: Settings) -> None:
    asked = {
        "prompt": "(pizza:1.2)", "negative_prompt": "blurry", "width": 160, "height": 96, "num_inference_steps": 7, "guidance_scale": 2.5,
        "scheduler": "ddim", "num_outputs": 3, "seed": 0, "model": "starter", "cache": False,
    }  # fmt: skip
    params = settle(asked, catalog, settings)
    assert {name: params[name] for name in asked} == asked


def test_the_seed_is_drawn_anew_each_time(catalog: Catalog, settings: Settings) -> None:
    assert len({settle({"prompt": "pizza"}, catalog, settings)["seed"] for _ in range(20)}) == 20


def test_a_request_without_model_gets_the_best_that_is_there(installed: Catalog, settings: Settings) -> None:
    params = settle({"prompt": "pizza"}, installed, settings)
    assert (params["model"], params["num_inference_steps"], params["guidance_scale"]) == ("sdxl-lightning-4", 4, 0.0)


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"width": 100}, "width"),
        ({"width": 48}, "width"),
        ({"height": 4096}, "height"),
        ({"num_inference_steps": 3}, "num_inference_steps"),
        ({"scheduler": "magic"}, "scheduler"),
        ({"scheduler": "euler_karras"}, "scheduler"),
        ({"prompt": "[a] b " * 25}, "prompt"),
        ({"negative_prompt": "(a:0.5) b " * 25}, "negative_prompt"),
    ],
)
def test_what_the_model_cannot_do_names_the_field_in_both_languages(
    fields: dict[str, Any], param: str, catalog: Catalog, settings: Settings
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        settle({"prompt": "pizza", "model": "starter"} | fields, catalog, settings)
    assert refused.value.param == param
    assert refused.value.status == 422
    assert refused.value.message("en") != refused.value.message("es")


def test_guidance_is_refused_where_it_does_no_good(installed: Catalog, settings: Settings) -> None:
    asked = {"prompt": "pizza", "model": "sdxl-lightning-4"}
    assert settle(asked | {"guidance_scale": 1.0}, installed, settings)["guidance_scale"] == 1.0
    with pytest.raises(InvalidRequest) as refused:
        settle(asked | {"guidance_scale": 6.0}, installed, settings)
    assert refused.value.param == "guidance_scale"


def test_force_allows_too_few_steps(catalog: Catalog, settings: Settings) -> None:
    assert (
        settle({"prompt": "x", "model": "starter", "num_inference_steps": 1, "force": True}, catalog, settings)["num_inference_steps"] == 1
    )


@pytest.mark.parametrize(("model", "error"), [("nothing", UnknownModel), ("sdxl-vae-fp16", NotSupported), ("sdxl-base", ModelNotInstalled)])
def test_a_model_that_cannot_draw_is_refused_at_once(model: str, error: type[Exception], catalog: Catalog, settings: Settings) -> None:
    with pytest.raises(error):
        settle({"prompt": "pizza", "model": model}, catalog, settings)


def test_words_before_every_prompt(catalog: Catalog, settings: Settings) -> None:
    told = settle({"prompt": "pizza", "model": "starter"}, catalog, settings.model_copy(update={"preprompt": "3d icon,"}))
    assert prompt_used(told) == "3d icon, pizza"
    assert told["prompt"] == "pizza"
    assert prompt_used(settle({"prompt": "pizza"}, catalog, settings)) == "pizza"


def test_each_output_has_a_seed_that_javascript_can_hold() -> None:
    assert [seed_of({"seed": 7}, index) for index in range(3)] == [7, 8, 9]
    assert [seed_of({"seed": SEEDS - 1}, index) for index in range(2)] == [SEEDS - 1, 0]


@pytest.mark.parametrize(
    ("fields", "capability"),
    [
        ({"pag_scale": 2.0}, "pag"),
        ({"loras": [{"name": "x"}]}, "lora"),
        ({"lora_url": "https://host.example/x"}, "lora"),
        ({"image": "sent"}, "image-to-image"),
        ({"image_asset_id": "a", "mask": "sent"}, "inpaint"),
        ({"image": "sent", "outpaint": {"left": 8}}, "inpaint"),
        ({"face_refine": True}, "inpaint"),
    ],
)
def test_what_the_checkpoint_is_not_able_to_do_is_refused_with_its_name(
    fields: dict[str, Any], capability: str, catalog: Catalog, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    able = catalog.get("starter")
    unable = able.model_copy(update={"capabilities": [name for name in able.capabilities if name != capability]})
    check(fields | {"prompt": "pizza", "model": "starter"}, catalog)
    monkeypatch.setattr(catalog, "get", lambda id: unable)
    with pytest.raises(NotSupported) as refused:
        check(fields | {"prompt": "pizza", "model": "starter"}, catalog)
    assert refused.value.status == 501
    assert refused.value.param in fields
    assert "starter" in refused.value.message("en")
    assert refused.value.message("en") != refused.value.message("es")


def test_a_job_from_before_there_were_reference_pictures_is_what_it_was() -> None:
    old = {"model": "starter", "prompt": "pizza", "preprompt": "3d,", "negative_prompt": "blue", "width": 64, "height": 64, "seed": 1}
    params = completed(old)
    assert (params["prompt_used"], params["negative_prompt_used"]) == ("3d, pizza", "blue")
    assert (params["image"], params["loras"], params["output_format"]) == (None, [], "png")


def test_a_delivered_size_is_drawn_in_its_shape(catalog: Catalog, settings: Settings) -> None:
    params = settle({"prompt": "x", "model": "starter", "output_width": 1080, "output_height": 1920}, catalog, settings)
    assert (params["width"], params["height"]) == (96, 176)
    params = settle({"prompt": "x", "model": "starter", "output_width": 1080, "output_height": 1920, "width": 64}, catalog, settings)
    assert (params["width"], params["height"]) == (64, 112)


def test_the_checkpoint_s_own_words_can_be_left_out(catalog: Catalog, settings: Settings) -> None:
    told = settings.model_copy(update={"preprompt": "3d icon"})
    assert settle({"prompt": "pizza", "prepend_preprompt": False}, catalog, told)["prompt_used"] == "pizza"


def test_nothing_of_a_lora_s_address_but_where_it_was_is_kept(catalog: Catalog, settings: Settings) -> None:
    lora = {"path": "/x", "sha256": "ab", "name": "a", "scale": 0.5, "source": "https://host.example/a.safetensors", "by": "url"}
    params = settle({"prompt": "x", "lora_url": "https://host.example/a.safetensors?signature=secret"}, catalog, settings, loras=[lora])
    assert "secret" not in str(params)
    recipe = recipe_of(params, 1)
    assert recipe["loras"] == [{"url": "https://host.example/a.safetensors", "scale": 0.5, "sha256": "ab"}]
    assert "/x" not in str(recipe)


def test_a_stronger_lora_is_another_picture_and_another_place_of_the_same_file_too(catalog: Catalog, settings: Settings) -> None:
    """The second because the file says where its LoRA came from: nobody is told another owner's address."""
    lora = {"path": "/x", "sha256": "ab", "name": "a", "scale": 0.5, "source": "a", "by": "name"}

    def identity(**change: Any) -> str:
        params = settle({"prompt": "x", "seed": 1}, catalog, settings, loras=[lora | change])
        return str(identity_of(params, 1))

    assert len({identity(), identity(scale=0.6), identity(sha256="cd"), identity(source="b")}) == 4
    assert identity(path="/y") == identity()


def test_a_recipe_is_a_request_again_with_every_field(catalog: Catalog, settings: Settings) -> None:
    """ "Use these settings"."""
    asked = {
        "prompt": "(pizza:1.2)", "negative_prompt": "blurry", "num_inference_steps": 9, "guidance_scale": 3.0, "pag_scale": 1.5,
        "seed": 12, "scheduler": "ddim", "model": "starter", "prepend_preprompt": False, "translate": True, "strength": 0.7,
        "image_asset_id": "img_1_0", "mask_asset_id": "up_2", "mask_blur": 9, "outpaint": {"left": 8, "right": 0, "top": 0, "bottom": 0},
        "face_refine": True, "face_prompt": "smiling", "face_strength": 0.5, "output_width": 1080, "output_height": 1350,
        "upscaler": "lanczos", "output_format": "webp", "output_compression": 80, "background": "opaque",
    }  # fmt: skip
    image = Input("/i", "a" * 64, 64, 64, False, False, asset_id="img_1_0")
    mask = Input("/m", "b" * 64, 64, 64, False, True, asset_id="up_2")
    lora = {"path": "/l", "sha256": "c" * 64, "name": "glow", "scale": 0.5, "source": "glow", "by": "name"}
    params = settle(asked, catalog, settings, image=image, mask=mask, loras=[lora])
    recipe = recipe_of(params, params["seed"])
    told = {"checkpoint", "prompt_used"}
    assert recipe.keys() - ImageRequest.model_fields.keys() == told
    again = ImageRequest.model_validate({name: value for name, value in recipe.items() if name not in told}).model_dump()
    assert {name: again[name] for name in asked} == asked
    assert again["loras"] == [{"url": None, "name": "glow", "asset_id": None, "scale": 0.5, "sha256": "c" * 64}]
    assert settle(again, catalog, settings, image=image, mask=mask, loras=[lora]) == params


def test_settling_loads_no_model_library(tmp_path: Path) -> None:
    code = (
        "import sys; from enfoads.settings import Settings; from enfoads.models.catalog import Catalog;"
        "from enfoads.recipes.image_request import settle; s = Settings(data_dir=sys.argv[1]); settle({'prompt': 'x'}, Catalog(s), s);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'diffusers', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0


def test_every_warning_is_in_both_languages() -> None:
    assert all(text.en and text.es and text.en != text.es for text in WARNINGS.values())


# Identity of a checkpoint -------------------------------------------------------------------------------------------------


@pytest.fixture
def own(settings: Settings) -> Path:
    folder = settings.models_dir / "checkpoints" / "mine"
    shutil.copytree(STARTER, folder)
    return folder


def mark(catalog: Catalog) -> str:
    return fingerprint(catalog.get("mine"), catalog)


def test_the_same_files_are_the_same_checkpoint_wherever_they_lie(own: Path, catalog: Catalog) -> None:
    before = mark(catalog)
    for file in own.rglob("*.safetensors"):
        file.touch()
    assert mark(catalog) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("scheduler/scheduler_config.json", b"0.012", b"0.013"), ("tokenizer/tokenizer.json", b"pizza</w>", b"pizzo</w>")],
)
def test_another_configuration_is_another_checkpoint(name: str, old: bytes, new: bytes, own: Path, catalog: Catalog) -> None:
    before, file = mark(catalog), own / name
    raw = file.read_bytes()
    assert old in raw
    file.write_bytes(raw.replace(old, new))
    assert mark(catalog) != before


def test_other_weights_are_another_checkpoint(own: Path, catalog: Catalog) -> None:
    """Another training or merge changes nearly every byte, but neither size nor header."""
    before, file = mark(catalog), own / "unet" / "diffusion_pytorch_model.safetensors"
    raw = bytearray(file.read_bytes())
    weights = 8 + int.from_bytes(raw[:8], "little")
    raw[weights:] = raw[weights:].translate(bytes(byte ^ 1 for byte in range(256)))
    file.write_bytes(raw)
    assert mark(catalog) != before


def test_another_way_to_run_it_is_another_picture(own: Path, catalog: Catalog) -> None:
    before = mark(catalog)
    own.with_name("mine.toml").write_text('[image]\nprediction_type = "epsilon"\n')
    assert mark(catalog) != before


def test_another_upscaler_of_the_same_name_makes_another_picture_of_an_edit(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    (settings.models_dir / "tint").mkdir(parents=True)
    (settings.models_dir / "tint" / "model_index.json").write_text("{}")
    network = settings.models_dir / "upscalers" / "double.onnx"
    network.parent.mkdir()
    reference = Input(path="/x.png", sha256="ab", width=64, height=64, has_holes=False, has_white=True)
    asked = {"model": "tint", "prompt": "make it red", "output_width": 300, "output_height": 300, "seed": 1}

    def settled(weights: bytes) -> dict[str, Any]:
        network.write_bytes(weights)
        catalog = Catalog(settings, tinting.write_catalog(tmp_path / "catalog.toml"))
        return settle_edit(asked, catalog, settings, images=[reference])

    first, other = settled(b"one network"), settled(b"another network")
    assert first["upscaler"] == "double"
    assert identity_of(first, 1) != identity_of(other, 1)
