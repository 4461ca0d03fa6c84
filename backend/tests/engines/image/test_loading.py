"""Every form a checkpoint comes in draws the same pictures, offline; what is no SDXL checkpoint is refused with a reason."""

from __future__ import annotations

import json
import pickle
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tinysdxl
import torch
from diffusers import StableDiffusionXLPipeline
from safetensors.torch import load_file, save_file

from enfoads.engines.image import loading
from enfoads.engines.image.base import ImageTask
from enfoads.errors import IncompatibleCheckpoint, UnsafeFile

MakeTask = Callable[..., ImageTask]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def pixels(engine: Any, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


def bare(pipe: StableDiffusionXLPipeline, task: ImageTask) -> np.ndarray:
    generator = torch.Generator().manual_seed(task.seed)
    options = {"width": task.width, "height": task.height, "num_inference_steps": task.steps, "guidance_scale": task.guidance}
    return np.asarray(pipe(task.prompt, generator=generator, **options).images[0])


@pytest.fixture
def single(tiny_folder: Callable[..., Path], tmp_path: Path) -> dict[str, Path]:
    """The plain tiny model as one file, with SDXL's configuration beside it."""
    file = tinysdxl.save_single_file(tinysdxl.pipeline(), tmp_path / "single.safetensors")
    return {"checkpoint": file, "config": tinysdxl.save_config(tiny_folder(), tmp_path / "config")}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"prediction": "v_prediction", "zero_snr": True},
        {"channels": 16, "levels": 5},
        {"channels": 16, "levels": 5, "prediction": "v_prediction", "zero_snr": True},
        {"channels": 8, "levels": 2},
        {"force_zeros": False},
    ],
    ids=["epsilon", "v-prediction", "16 channels, factor 16", "16 channels, v-prediction", "8 channels, factor 2", "no zeros"],
)
def test_a_folder_draws_what_diffusers_draws(options: dict[str, Any], tiny_folder: Any, engine_of: Any, task: MakeTask) -> None:
    folder = tiny_folder(**options)
    pipe = StableDiffusionXLPipeline.from_pretrained(folder, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    wide = task(width=96, height=64)
    assert (pixels(engine_of(folder), wide) == bare(pipe, wide)).all()


@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction"])
def test_a_single_file_draws_what_the_folder_draws(
    prediction: str, tiny_folder: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    folder = tiny_folder(prediction=prediction)
    file = tinysdxl.save_single_file(tinysdxl.pipeline(prediction=prediction), tmp_path / "model.safetensors")
    parts = {"checkpoint": file, "config": tinysdxl.save_config(folder, tmp_path / "config")}
    assert (pixels(engine_of(parts), task()) == pixels(engine_of(folder), task())).all()


def test_our_single_file_is_what_diffusers_reads_too(single: dict[str, Path], tiny: Any, task: MakeTask) -> None:
    """Guards the tests themselves: the key names that they write are the real ones."""
    options = {"config": str(single["config"]), "local_files_only": True, "dtype": torch.float32}
    pipe = StableDiffusionXLPipeline.from_single_file(str(single["checkpoint"]), **options)
    pipe.set_progress_bar_config(disable=True)
    assert (pixels(tiny, task()) == bare(pipe, task())).all()


def test_parts_from_several_models_make_one(tiny_folder: Any, tiny: Any, engine_of: Any, task: MakeTask, tmp_path: Path) -> None:
    folder = tiny_folder()
    parts = {name: next((folder / name).glob("*.safetensors")) for name in loading.COMPONENTS}
    engine = engine_of({"config": tinysdxl.save_config(folder, tmp_path / "config"), **parts})
    assert (pixels(engine, task()) == pixels(tiny, task())).all()


def test_a_file_without_autoencoder_takes_the_one_beside_it(single: dict[str, Path], tiny: Any, engine_of: Any, task: MakeTask) -> None:
    file = single["checkpoint"].with_name("novae.safetensors")
    tinysdxl.save_single_file(tinysdxl.pipeline(), file, without="first_stage_model.")
    vae = file.with_name("vae.safetensors")
    save_file(tinysdxl.pipeline().vae.state_dict(), vae)
    parts = single | {"checkpoint": file}
    assert (pixels(engine_of(parts | {"vae": vae}), task()) == pixels(tiny, task())).all()
    with pytest.raises(IncompatibleCheckpoint, match="missing"):
        engine_of(parts)


@pytest.mark.parametrize(
    ("options", "dtype", "used"), [({}, torch.float16, True), ({}, torch.float32, False), ({"channels": 16}, torch.float16, False)]
)
def test_the_fp16_autoencoder_serves_sdxl_latents_in_half_precision_only(
    options: dict[str, Any], dtype: torch.dtype, used: bool, tiny_folder: Any, tmp_path: Path
) -> None:
    fixed = {name: torch.full_like(value, 0.5) for name, value in tinysdxl.pipeline(force_upcast=True, **options).vae.state_dict().items()}
    save_file(fixed, tmp_path / "vae.safetensors")
    parts = {"pipeline": tiny_folder(force_upcast=True, **options), "vae": tmp_path / "vae.safetensors"}
    vae = loading.load(parts, "", "cpu", dtype, "tiny").vae
    assert bool((vae.decoder.conv_in.weight == 0.5).all()) is used
    assert vae.config.force_upcast is not used


def test_weights_in_shards_and_in_half_precision_files_are_found(
    tiny_folder: Any, tiny: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_folder(), tmp_path / "sharded"))
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    state = sorted(load_file(file).items())
    for number in (1, 2):
        save_file(dict(state[number - 1 :: 2]), file.with_name(f"diffusion_pytorch_model-0000{number}-of-00002.safetensors"))
    file.unlink()
    for name in ("text_encoder", "text_encoder_2"):  # beside the full ones; not asked for
        shutil.copy(folder / name / "model.safetensors", folder / name / "model.fp16.safetensors")
    assert (pixels(engine_of(folder), task()) == pixels(tiny, task())).all()
    assert loading._files("text_encoder", {"pipeline": folder}, "fp16") == [folder / "text_encoder" / "model.fp16.safetensors"]


def test_names_of_older_library_versions_are_understood(
    tiny_folder: Any, tiny: Any, engine_of: Any, task: MakeTask, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_folder(), tmp_path / "old"))
    file = folder / "vae" / "diffusion_pytorch_model.safetensors"
    old = {".to_q.": ".query.", ".to_k.": ".key.", ".to_v.": ".value.", ".to_out.0.": ".proj_attn."}
    state = load_file(file)
    for new_name, old_name in old.items():
        state = {key.replace(new_name, old_name): value for key, value in state.items()}
    save_file(state, file)
    file = folder / "text_encoder" / "model.safetensors"
    save_file({f"text_model.{key}": value for key, value in load_file(file).items()}, file)
    assert (pixels(engine_of(folder), task()) == pixels(tiny, task())).all()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_the_size_is_known_before_loading(dtype: torch.dtype, single: dict[str, Path], tiny_folder: Any) -> None:
    for parts in ({"pipeline": tiny_folder()}, single):
        pipe = loading.load(parts, "", "cpu", dtype, "tiny")
        loaded = sum(value.numel() * value.element_size() for part in loading.COMPONENTS for value in getattr(pipe, part).parameters())
        assert loading.weights_bytes(parts, "", dtype) == loaded
        assert not any(value.is_meta for part in loading.COMPONENTS for value in getattr(pipe, part).state_dict(keep_vars=True).values())


def test_loaded_weights_do_not_depend_on_the_file(tiny_folder: Any, engine_of: Any, tiny: Any, task: MakeTask, tmp_path: Path) -> None:
    """A file that is cut short later must not kill the worker (SIGBUS) or change pictures."""
    folder = Path(shutil.copytree(tiny_folder(), tmp_path / "copy"))
    engine = engine_of(folder)
    for file in folder.rglob("*.safetensors"):
        with file.open("r+b") as opened:
            opened.truncate(16)
    assert (pixels(engine, task()) == pixels(tiny, task())).all()


# What is refused --------------------------------------------------------------------------------------------------------


def spoil_missing(folder: Path) -> None:
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    save_file({key: value for key, value in load_file(file).items() if key != "conv_in.bias"}, file)


def spoil_shape(folder: Path) -> None:
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    save_file(load_file(file) | {"conv_in.bias": torch.zeros(7)}, file)


def spoil_class(folder: Path) -> None:
    file = folder / "vae" / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"_class_name": "AutoencoderOobleck"}))


def spoil_absent(folder: Path) -> None:
    (folder / "text_encoder_2" / "model.safetensors").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(spoil_missing, "conv_in.bias"), (spoil_shape, "conv_in.bias"), (spoil_class, "Oobleck"), (spoil_absent, "text_encoder_2")],
)
def test_a_damaged_folder_says_what_is_wrong(
    spoil: Callable[[Path], None], said: str, tiny_folder: Any, engine_of: Any, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_folder(), tmp_path / "spoiled"))
    spoil(folder)
    with pytest.raises(IncompatibleCheckpoint, match=said):
        engine_of(folder)


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.write_text, (Path("executed.txt"), "executed"))


@pytest.mark.parametrize("name", ["model.safetensors", "model.ckpt"])
def test_a_pickle_is_never_executed(
    name: str, single: dict[str, Path], engine_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / name
    file.write_bytes(pickle.dumps({"state_dict": Evil()}))
    with pytest.raises(UnsafeFile):
        engine_of(single | {"checkpoint": file})
    assert not (tmp_path / "executed.txt").exists()
