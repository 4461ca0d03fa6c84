"""Perturbed-attention guidance: changes the picture it is asked for and, however that one ends, no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLPAGPipeline, UNet2DConditionModel
from PIL import Image

from enfoads.engines.image import guidance, schedulers
from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.errors import JobCancelled

MakeTask = Callable[..., ImageTask]

PICTURE = Image.linear_gradient("L").resize((64, 64)).convert("RGB")
MASK = Image.new("L", (64, 64))
MASK.paste(255, (32, 0, 64, 64))
KINDS: dict[str, dict[str, Any]] = {
    "from noise": {},
    "from a picture": {"image": PICTURE, "strength": 1.0},
    "inside a mask": {"image": PICTURE, "mask": MASK, "strength": 1.0},
}
each_kind = pytest.mark.parametrize("kind", KINDS)
with_and_without = pytest.mark.parametrize("scale", [0.0, 4.0], ids=["no guidance", "guidance"])


def draw(engine: SdxlEngine, task: ImageTask) -> np.ndarray:
    return np.asarray(engine.generate(task, lambda *_: None).image)


@each_kind
@with_and_without
def test_it_changes_every_kind_of_picture(kind: str, scale: float, tiny: SdxlEngine, task: MakeTask) -> None:
    asked = task(guidance=scale, pag_scale=3.0, **KINDS[kind])
    made = draw(tiny, asked)
    assert (made == draw(tiny, asked)).all()
    for other in (0.0, 6.0):
        assert (made != draw(tiny, replace(asked, pag_scale=other))).any()


@with_and_without
def test_it_draws_what_diffusers_draws(scale: float, starter: SdxlEngine, task: MakeTask) -> None:
    asked = task("red heart", width=128, height=128, guidance=scale, pag_scale=3.0, scheduler="euler")
    pipe: Any = starter._pipe
    components = pipe.components | {"scheduler": schedulers.build("euler", starter._checkpoint.scheduler)}
    zeros = pipe.config.force_zeros_for_empty_prompt
    theirs = StableDiffusionXLPAGPipeline(
        **components, force_zeros_for_empty_prompt=zeros, pag_applied_layers=["mid"], add_watermarker=False
    )
    theirs.set_progress_bar_config(disable=True)
    bare = theirs(
        asked.prompt, width=128, height=128, num_inference_steps=asked.steps, guidance_scale=scale, pag_scale=3.0,
        generator=torch.Generator().manual_seed(asked.seed),
    ).images[0]  # fmt: skip
    assert np.abs(draw(starter, asked).astype(int) - np.asarray(bare, dtype=int)).max() <= 1


@each_kind
@with_and_without
@pytest.mark.parametrize("error", [JobCancelled, RuntimeError], ids=["cancelled", "failing"])
def test_however_it_ends_the_unet_is_as_it_was(kind: str, scale: float, error: type[Exception], tiny: SdxlEngine, task: MakeTask) -> None:
    """diffusers leaves its own attention in place when a call ends early, and every later picture fails."""
    unet: Any = tiny._pipe.unet  # type: ignore[union-attr]
    expected, before = draw(tiny, task()), dict(unet.attn_processors)
    for at in range(1, 5):

        def stop(step: int, *_: Any, at: int = at) -> None:
            if step == at:
                raise error

        with pytest.raises(error):
            tiny.generate(task(guidance=scale, pag_scale=3.0, **KINDS[kind]), stop)
        assert unet.attn_processors == before
        assert not any("forward" in vars(module) for module in unet.modules())
        assert (draw(tiny, task()) == expected).all()


@pytest.mark.parametrize("evaluation", [0, 1, 3])
def test_a_failure_inside_the_unet_is_cleaned_up_too(
    evaluation: int, tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    unet: Any = tiny._pipe.unet  # type: ignore[union-attr]
    expected, before, calls = draw(tiny, task()), dict(unet.attn_processors), iter(range(99))
    late = unet.up_blocks[-1]
    forward = late.forward

    def fail(*arguments: Any, **options: Any) -> Any:
        if next(calls) == evaluation:
            raise torch.OutOfMemoryError("out of memory")
        return forward(*arguments, **options)

    with monkeypatch.context() as broken:
        broken.setattr(late, "forward", fail)
        with pytest.raises(torch.OutOfMemoryError):
            draw(tiny, task(pag_scale=3.0))
    assert unet.attn_processors == before
    assert (draw(tiny, task()) == expected).all()


@with_and_without
@pytest.mark.parametrize("kind", ["from noise", "inside a mask"])
def test_remembering_the_prompt_changes_no_bit(
    kind: str, scale: float, tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = task("a red apple, " * 30, negative_prompt="blue", guidance=scale, pag_scale=2.0, **KINDS[kind])
    expected = draw(tiny, asked)
    monkeypatch.setattr("enfoads.engines.image.denoising.remembered_prompt", lambda *_: nullcontext())
    assert (draw(tiny, asked) == expected).all()


def test_it_is_reckoned_with_in_memory(tiny: SdxlEngine, task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more evaluation at once, with and without guidance."""
    monkeypatch.setattr("enfoads.engines.image.sdxl.DECODE_BYTES", 0)
    rows: list[int] = []
    unet: Any = tiny._pipe.unet  # type: ignore[union-attr]
    forward = unet.forward
    monkeypatch.setattr(unet, "forward", lambda sample, *a, **k: rows.append(len(sample)) or forward(sample, *a, **k))
    needed = []
    for scale, pag in ((0.0, 0.0), (4.0, 0.0), (0.0, 2.0), (4.0, 2.0)):
        asked = task(steps=1, guidance=scale, pag_scale=pag)
        draw(tiny, asked)
        needed.append(tiny.work_bytes(asked))
    assert rows == [1, 2, 2, 3]
    assert needed == [needed[0] * count for count in rows]


def test_the_middle_block_is_perturbed_or_the_deepest_there_is() -> None:
    shape: dict[str, Any] = {
        "block_out_channels": (32, 32, 64), "cross_attention_dim": 32, "norm_num_groups": 8, "layers_per_block": 1, "attention_head_dim": 8,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    }  # fmt: skip
    with torch.device("meta"):
        assert guidance.layers(UNet2DConditionModel(**shape)) == ["mid"]
        assert guidance.layers(UNet2DConditionModel(**shape, mid_block_type="UNetMidBlock2D")) == [r"down_blocks\.2\."]
