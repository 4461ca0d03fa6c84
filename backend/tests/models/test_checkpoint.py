"""Telling an SDXL checkpoint from everything else people download, before any of it is loaded."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enfoads.errors import IncompatibleCheckpoint, UnsafeFile
from enfoads.models import catalog as catalog_module
from enfoads.models.checkpoint import inspect

Write = Callable[..., Path]

UNET = "model.diffusion_model."
SDXL: dict[str, tuple[str, list[int]]] = {
    UNET + "input_blocks.0.0.weight": ("F16", [320, 4, 3, 3]),
    UNET + "label_emb.0.0.weight": ("F16", [1280, 2816]),
    UNET + "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight": ("F16", [640, 2048]),
    "conditioner.embedders.0.transformer.text_model.final_layer_norm.weight": ("F16", [768]),
    "conditioner.embedders.1.model.transformer.resblocks.9.mlp.c_proj.bias": ("F16", [1280]),
    "first_stage_model.decoder.conv_out.weight": ("F16", [3, 128, 3, 3]),
}
TENSOR = ("F16", [4])


def without(*parts: str) -> dict[str, tuple[str, list[int]]]:
    return {key: tensor for key, tensor in SDXL.items() if not any(part in key for part in parts)}


OTHERS: dict[str, tuple[dict[str, tuple[str, list[int]]], str]] = {
    "a LoRA": ({"lora_unet_down_blocks_1.lora_down.weight": TENSOR, "lora_unet_down_blocks_1.alpha": TENSOR}, "LoRA"),
    "a diffusers LoRA": ({"unet.down_blocks.1.attn1.to_q.lora_A.weight": TENSOR}, "LoRA"),
    "FLUX": ({"model.diffusion_model.double_blocks.0.img_attn.qkv.weight": TENSOR}, "FLUX"),
    "FLUX for diffusers": ({"single_transformer_blocks.0.proj_mlp.weight": TENSOR}, "FLUX"),
    "SD3": ({"model.diffusion_model.joint_blocks.0.context_block.attn.qkv.weight": TENSOR}, "Diffusion 3"),
    "SD 1.5": (
        without("label_emb", "conditioner") | {"cond_stage_model.transformer.text_model.final_layer_norm.weight": TENSOR},
        "Diffusion 1.x",
    ),
    "SD 2.1": (without("label_emb", "conditioner") | {"cond_stage_model.model.ln_final.weight": TENSOR}, "Diffusion 2.x"),
    "the refiner": (without("conditioner") | {"conditioner.embedders.0.model.ln_final.weight": TENSOR}, "refiner"),
    "an inpainting model": (SDXL | {UNET + "input_blocks.0.0.weight": ("F16", [320, 9, 3, 3])}, "inpainting"),
    "an SDXL UNet alone": (without("conditioner", "first_stage"), "without text encoders"),
    "a diffusers UNet": ({"down_blocks.0.resnets.0.conv1.weight": TENSOR}, "UNet alone"),
    "a VAE": ({"decoder.conv_in.weight": TENSOR, "encoder.conv_in.weight": TENSOR}, "VAE"),
    "a ControlNet": ({"controlnet_cond_embedding.conv_in.weight": TENSOR}, "ControlNet"),
    "an embedding": ({"clip_l": TENSOR, "clip_g": TENSOR}, "embedding"),
    "something unknown": ({"language_model.layers.0.weight": TENSOR}, "language_model.layers.0"),
}


def test_an_sdxl_file_is_known_by_its_keys(safetensors: Write, tmp_path: Path) -> None:
    found = inspect(safetensors(tmp_path / "mine.safetensors", SDXL))
    assert (found.factor, found.size, found.prediction, found.zero_snr, found.has_vae) == (8, 1024, "epsilon", False, True)


def test_a_v_prediction_file_says_so_itself(safetensors: Write, tmp_path: Path) -> None:
    found = inspect(safetensors(tmp_path / "mine.safetensors", SDXL | {"v_pred": ("F32", [0]), "ztsnr": ("F32", [0])}))
    assert (found.prediction, found.zero_snr) == ("v_prediction", True)


def test_a_file_without_an_autoencoder_is_noticed(safetensors: Write, tmp_path: Path) -> None:
    assert not inspect(safetensors(tmp_path / "mine.safetensors", without("first_stage"))).has_vae


@pytest.mark.parametrize("name", OTHERS)
def test_anything_else_is_named_for_what_it_is(name: str, safetensors: Write, tmp_path: Path) -> None:
    tensors, word = OTHERS[name]
    with pytest.raises(IncompatibleCheckpoint) as caught:
        inspect(safetensors(tmp_path / "mine.safetensors", tensors))
    assert word in caught.value.message("en")
    assert caught.value.message("es").startswith("mine.safetensors no es un checkpoint SDXL")


def test_good_weights_under_a_name_that_loaders_would_unpickle_are_refused(safetensors: Write, tmp_path: Path) -> None:
    with pytest.raises(UnsafeFile, match="must end in"):
        inspect(safetensors(tmp_path / "mine.ckpt", SDXL))


def test_a_pickle_named_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.safetensors").write_bytes(pickle.dumps({"state_dict": {}}))
    with pytest.raises(UnsafeFile, match="pickle"):
        inspect(tmp_path / "mine.safetensors")


# Folders --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(safetensors: Write, tmp_path: Path) -> Path:
    """A diffusers folder: SDXL's real configurations and holes for weights."""
    config = Path(catalog_module.__file__).parent / "sdxl_config"
    path = tmp_path / "folder"
    shutil.copytree(config, path, ignore=shutil.ignore_patterns("*.txt", "vocab.json"))
    for part in ("unet", "vae"):
        safetensors(path / part / "diffusion_pytorch_model.safetensors", {"x": TENSOR})
    for part in ("text_encoder", "text_encoder_2"):
        safetensors(path / part / "model.safetensors", {"x": TENSOR})
    return path


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_diffusers_folder_is_accepted_with_its_own_size_and_latents(folder: Path) -> None:
    found = inspect(folder)
    assert (found.factor, found.size, found.sdxl_latents, found.variant, found.bytes) == (8, 1024, True, "", 32)
    edit(folder / "vae/config.json", block_out_channels=[64] * 5, latent_channels=16)
    edit(folder / "unet/config.json", sample_size=8)
    found = inspect(folder)
    assert (found.factor, found.size, found.sdxl_latents) == (16, 128, False)


def test_the_starter_is_a_checkpoint_by_the_same_rules() -> None:
    path = Path(catalog_module.__file__).parent / "starter"
    if not (path / "model_index.json").exists():
        pytest.skip("the starter is not here")
    found = inspect(path)
    assert found.factor >= 8
    assert found.bytes < 80 << 20


def test_weights_named_fp16_are_found(folder: Path) -> None:
    for file in folder.rglob("*.safetensors"):
        file.rename(file.with_name(file.stem + ".fp16.safetensors"))
    assert inspect(folder).variant == "fp16"


def test_weights_in_shards_are_found_through_their_index(folder: Path, safetensors: Write) -> None:
    (folder / "unet/diffusion_pytorch_model.safetensors").unlink()
    index = folder / "unet/diffusion_pytorch_model.safetensors.index.json"
    names = ["diffusion_pytorch_model-00001-of-00002.safetensors", "diffusion_pytorch_model-00002-of-00002.safetensors"]
    index.write_text(json.dumps({"weight_map": {"a": names[0], "b": names[1]}}))
    for name in names:
        safetensors(folder / "unet" / name, {"x": TENSOR})
    assert inspect(folder).bytes == 40
    index.write_text(json.dumps({"weight_map": {"a": "../../elsewhere.safetensors"}}))
    with pytest.raises(UnsafeFile, match="names other files"):
        inspect(folder)


def test_a_folder_with_only_pickled_weights_is_refused(folder: Path) -> None:
    (folder / "unet/diffusion_pytorch_model.safetensors").unlink()
    (folder / "unet/diffusion_pytorch_model.bin").write_bytes(pickle.dumps({}))
    with pytest.raises(UnsafeFile, match="no safetensors weights"):
        inspect(folder)


def test_a_pickle_inside_a_folder_is_refused_whatever_its_name(folder: Path) -> None:
    (folder / "vae/diffusion_pytorch_model.safetensors").write_bytes(pickle.dumps({}))
    with pytest.raises(UnsafeFile, match="pickle"):
        inspect(folder)


def test_a_folder_that_brings_its_own_code_is_refused(folder: Path) -> None:
    edit(folder / "model_index.json", unet=["my_unet", "EvilUNet"])
    with pytest.raises(UnsafeFile, match="own code"):
        inspect(folder)
    edit(folder / "model_index.json", unet=["diffusers", "UNet2DConditionModel"])
    edit(folder / "text_encoder/config.json", auto_map={"AutoModel": "evil.Model"})
    with pytest.raises(UnsafeFile, match="own code"):
        inspect(folder)


@pytest.mark.parametrize("name", ["StableDiffusionPipeline", "FluxPipeline", ["pipeline", "Mine"], None])
def test_a_folder_of_another_pipeline_is_named(folder: Path, name: Any) -> None:
    edit(folder / "model_index.json", _class_name=name)
    with pytest.raises(IncompatibleCheckpoint):
        inspect(folder)


@pytest.mark.parametrize("content", ["", "[]", "not json", "[" * 100_000])
def test_a_damaged_configuration_is_said(folder: Path, content: str) -> None:
    (folder / "unet/config.json").write_text(content)
    with pytest.raises(IncompatibleCheckpoint, match=r"unet/config\.json"):
        inspect(folder)
