"""Words matter: weights, words beyond the 77th token and negative prompts move the colours of what the real starter draws."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine

COLOURS = {"blue": (60, 110, 220), "green": (70, 170, 90)}  # as the starter paints backgrounds
LONG = "rocket" + ", 3d icon" * 40


@pytest.fixture
def distance(starter: SdxlEngine, task: Callable[..., ImageTask]) -> Callable[[str, str, str, int], float]:
    """`distance(colour, prompt, negative, seed)`: of the border's mean colour, eight pixels wide, from `colour`; 0 to 441."""

    def measure(colour: str, prompt: str, negative: str, seed: int) -> float:
        asked = task(prompt.format(colour), negative_prompt=negative.format(colour), width=128, height=128, steps=6, seed=seed)
        pixels = np.asarray(starter.generate(asked, lambda *_: None).image, dtype=float)
        inner = np.zeros((128, 128), dtype=bool)
        inner[8:-8, 8:-8] = True
        return float(np.linalg.norm(pixels[~inner].mean(0) - np.array(COLOURS[colour])))

    return measure


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("rocket on a ({}:1.5) background", ""), ("rocket on a ({}:0.5) background", "")),
        ((LONG + " on a {} background", ""), (LONG, "")),
        (("rocket on a {} background", ""), ("rocket on a {} background", "{}")),
    ],
    ids=["a weight", "a word beyond the 77th token", "a negative prompt"],
)
def test_words_move_the_background(
    near: tuple[str, str], far: tuple[str, str], colour: str, distance: Callable[..., float], scale: float
) -> None:
    """Towards its colour in three of four seeds at least; 20 seeds at ENFOADS_TEST_SCALE=10."""
    seeds = 20 if scale >= 10 else 4
    moved: list[float] = []
    for seed in range(seeds):
        if scale >= 10 or sum(step > 0 for step in moved) < 0.75 * seeds:  # else it is decided
            moved.append(distance(colour, *far, seed) - distance(colour, *near, seed))
    print(f"{colour}: nearer in {sum(step > 0 for step in moved)} of {seeds}, by {np.mean(moved):.1f} on average")
    assert sum(step > 0 for step in moved) >= 0.75 * seeds


def test_the_long_prompt_is_long(starter: SdxlEngine) -> None:
    tokenizer = starter._pipe.tokenizer  # type: ignore[union-attr]
    assert len(tokenizer(LONG, truncation=False).input_ids) > 79  # with the two signs at its ends
