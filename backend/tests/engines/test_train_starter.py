"""`scripts/train_starter.py` trains, stops, goes on, and what it makes is a checkpoint that the engine draws with."""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image, ImageDraw

from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.loading import read_json
from enfoads.models import checkpoint

SCRIPTS = Path(__file__).parents[3] / "scripts"
NAMES = {
    "1F34E": ("red apple", "manzana roja", 4),
    "1F697": ("car", "coche", 5),
    "2764": ("heart", "corazón", 8),
    "1F468": ("man", "hombre", 1),
}


@pytest.fixture(scope="module")
def script() -> Any:
    sys.path.insert(0, str(SCRIPTS))
    try:
        import train_starter
    finally:
        sys.path.remove(str(SCRIPTS))
    return train_starter


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """What the two packages hold, in miniature: discs of four colours."""
    folder = tmp_path / "data"
    (folder / "fluent-emoji-3d" / "assets").mkdir(parents=True)
    for code, colour in zip(NAMES, ("red", "blue", "pink", "brown"), strict=True):
        icon = Image.new("RGBA", (64, 64))
        ImageDraw.Draw(icon).ellipse((8, 8, 56, 56), fill=colour)
        icon.save(folder / "fluent-emoji-3d" / "assets" / f"{code.lower()}.webp")
    for language, index in (("en", 0), ("es", 1)):
        (folder / "emojibase-data" / language).mkdir(parents=True)
        entries = [{"hexcode": code, "label": names[index], "tags": ["thing"], "group": names[2]} for code, names in NAMES.items()]
        (folder / "emojibase-data" / language / "data.json").write_text(json.dumps(entries))
    return folder


@pytest.fixture
def recipe(script: Any) -> Any:
    """The GPU's recipe, all of its parts, a few pixels large."""
    sizes = {"size": 32, "widths": (32, 32, 64), "heads": (1, 1, 2), "text": (16, 24), "text_layers": 2, "batch": 4, "ae_batch": 2}
    return dataclasses.replace(script.GPU, **sizes)


@pytest.fixture
def icons(script: Any, data: Path, recipe: Any) -> Any:
    return script.Icons(data, recipe.size, torch.device("cpu"), people=recipe.people, pairs=recipe.pairs)


def test_captions_name_what_is_in_the_picture(script: Any, data: Path) -> None:
    things = script.Icons(data, 32, torch.device("cpu")).things
    assert [thing.en.name for thing in things] == ["red apple", "car", "heart"]  # people are in the GPU's recipe alone
    rng = random.Random(0)
    captions = [script.caption(things[:2], "blue", rng) for _ in range(50)]
    assert all(("red apple" in text and "car" in text) or ("manzana roja" in text and "coche" in text) for text in captions)
    assert all(text.endswith((" on a blue background", " sobre fondo azul")) for text in captions)


def test_pictures_have_the_colour_that_their_caption_says(icons: Any, script: Any) -> None:
    pictures, captions = icons.draw(60, random.Random(1))
    assert pictures.shape == (60, 3, 32, 32)
    for picture, text in zip(pictures, captions, strict=True):
        for name, (spanish, rgb) in script.COLOURS.items():
            if f"{name} background" in text or f"fondo {spanish}" in text:
                assert torch.allclose(picture[:, 0, 0], torch.tensor(rgb) / 127.5 - 1, atol=0.02)


def test_a_training_that_was_stopped_goes_on(script: Any, tmp_path: Path) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    optimiser = torch.optim.SGD(model.parameters(), 0.1)
    seen: list[tuple[int, float]] = []

    def step(number: int, gone: float) -> float:
        seen.append((number, gone))
        model.weight.data += 1
        if number == 2:
            raise KeyboardInterrupt
        return 0.0

    parts = {"model": model, "optimiser": optimiser}
    with pytest.raises(KeyboardInterrupt):
        script.train("toy", tmp_path, 0.01, parts, step)
    stopped = model.weight.item()
    model.weight.data.zero_()
    script.train("toy", tmp_path, 0.01, parts, lambda number, gone: seen.append((number, gone)) or 0.0)
    assert model.weight.item() == stopped
    assert seen[3][0] == 2  # the step that was broken off is done again
    assert seen[3][1] > 0
    assert seen[-1][1] < 1
    left = len(seen)
    script.train("toy", tmp_path, 0.01, parts, step)  # done is done
    assert len(seen) == left


def test_what_it_trains_is_a_checkpoint_of_the_studio(
    script: Any, icons: Any, recipe: Any, tmp_path: Path, engine_of: Any, task: Callable[..., ImageTask]
) -> None:
    out = tmp_path / "out"
    script.make_tokenizer(icons, out)
    script.train_autoencoder(icons, recipe, out, 0.03)
    script.train_denoiser(icons, recipe, out, 0.03)
    script.fit_preview(icons, out / "checkpoint")
    script.draw_sheet(out, recipe, torch.device("cpu"))
    with Image.open(out / "sheet.png") as sheet:
        assert sheet.size == (8 * 32, 2 * 32)

    found = checkpoint.inspect(out / "checkpoint")
    assert (found.factor, found.size, found.zero_snr) == (8, 32, True)
    assert not any(str(out) in file.read_text("utf-8") for file in (out / "checkpoint").rglob("*config.json"))
    assert read_json(out / "checkpoint" / "unet" / "config.json")["in_channels"] == 4
    engine = engine_of(out / "checkpoint")
    previews: list[bytes] = []
    made = engine.generate(task("coche sobre fondo azul", width=32, height=32), lambda _step, _steps, make: previews.append(make()))
    assert made.image.size == (32, 32)
    assert len(previews) == 4
