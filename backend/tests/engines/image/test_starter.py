"""The checkpoint that ships: it is what its README says, and a prompt in Spanish or English gives what it names."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest
import tinysdxl
import torch
from diffusers import StableDiffusionXLPipeline

from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.models.header import read_header

MakeTask = Callable[..., ImageTask]


@pytest.fixture
def icon(task: MakeTask) -> MakeTask:
    return lambda prompt, **changes: task(prompt, **{"width": 128, "height": 128, "steps": 20, "seed": 0} | changes)


def draw(engine: SdxlEngine, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


def test_it_is_small_half_precision_and_safetensors_alone() -> None:
    files = [file for file in tinysdxl.STARTER.rglob("*") if file.is_file()]
    weights = [file for file in files if file.suffix == ".safetensors"]
    assert len(weights) == 4
    assert {file.suffix for file in files} == {".safetensors", ".json", ".md"}
    assert sum(file.stat().st_size for file in files) < 80e6
    assert {tensor.dtype for file in weights for tensor in read_header(file).tensors.values()} == {"F16"}


def test_its_readme_states_data_licence_and_limits() -> None:
    text = (tinysdxl.STARTER / "README.md").read_text("utf-8")
    for word in ("data", "licence", "limits", "MIT", "Fluent Emoji", "emojibase", "Datos y licencia", "Límites"):
        assert word in text


def test_its_preview_factors_fit_its_latents() -> None:
    factors = json.loads((tinysdxl.STARTER / "preview.json").read_text())
    assert len(factors["matrix"]) == 16 * factors["kernel"] ** 2
    assert {len(row) for row in factors["matrix"]} == {3 * factors["patch"] ** 2} == {len(factors["bias"])}


@pytest.fixture(scope="module")
def bare_pipe() -> StableDiffusionXLPipeline:
    pipe = StableDiffusionXLPipeline.from_pretrained(tinysdxl.STARTER, dtype=torch.float32, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    return pipe


@pytest.mark.parametrize("changes", [{}, {"guidance": 0.0}, {"width": 160, "height": 96}], ids=["defaults", "no guidance", "wide"])
def test_it_draws_what_diffusers_draws(
    changes: dict[str, float], starter: SdxlEngine, bare_pipe: StableDiffusionXLPipeline, icon: MakeTask
) -> None:
    asked = icon("una hamburguesa sobre fondo amarillo", **changes)
    bare = bare_pipe(
        asked.prompt, width=asked.width, height=asked.height, num_inference_steps=asked.steps, guidance_scale=asked.guidance,
        generator=torch.Generator().manual_seed(asked.seed),
    ).images[0]  # fmt: skip
    assert np.abs(draw(starter, asked).astype(int) - np.asarray(bare, dtype=int)).max() <= 1


COLOURS = {"yellow": (250, 210, 70), "blue": (60, 110, 220), "green": (70, 170, 90), "black": (25, 25, 30), "white": (255, 255, 255)}


@pytest.mark.parametrize(
    ("prompt", "colour"),
    [
        ("una hamburguesa sobre fondo amarillo", "yellow"),
        ("rocket on a blue background", "blue"),
        ("coche sobre fondo verde", "green"),
        ("coffee on a black background", "black"),
        ("pizza", "white"),
    ],
)
def test_the_background_is_the_one_asked_for(prompt: str, colour: str, starter: SdxlEngine, icon: MakeTask) -> None:
    """Nearest of five colours in all four corners, for two of three seeds at least."""
    right = 0
    for seed in range(3):
        if right == 2:
            break
        picture = draw(starter, icon(prompt, seed=seed)).astype(float)
        corners = [
            picture[rows, columns].mean((0, 1)) for rows in (slice(0, 10), slice(-10, None)) for columns in (slice(0, 10), slice(-10, None))
        ]
        nearest = {min(COLOURS, key=lambda name, corner=corner: np.abs(corner - COLOURS[name]).sum()) for corner in corners}  # type: ignore[misc]
        right += nearest == {colour}
    assert right >= 2


def test_a_red_heart_is_red_in_both_languages(starter: SdxlEngine, icon: MakeTask) -> None:
    for prompt in ("red heart", "corazón rojo"):
        red, green, blue = draw(starter, icon(prompt)).astype(float)[48:80, 48:80].mean((0, 1))
        assert red > 150
        assert red - max(green, blue) > 60


def test_a_weight_strengthens_its_word(starter: SdxlEngine, icon: MakeTask) -> None:
    """Of two colours the weighted one shows more."""

    def redness(prompt: str) -> float:
        picture = draw(starter, icon(prompt, seed=3)).astype(float)
        return float((picture[..., 0] - picture[..., 2]).mean())

    assert redness("heart, (red:1.5), [[[blue]]]") > redness("heart, [[[red]]], (blue:1.5)") + 10
