"""Schedulers: a choice changes the path, never what the checkpoint was trained for; Lightning gets its own and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from enfoads.engines.image import schedulers
from enfoads.errors import IncompatibleCheckpoint, InvalidRequest
from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

SDXL = {
    "_class_name": "EulerDiscreteScheduler", "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
    "prediction_type": "epsilon", "timestep_spacing": "leading", "steps_offset": 1,
}  # fmt: skip
V_PREDICTION = {**SDXL, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}


@pytest.mark.parametrize("name", ["", *schedulers.SCHEDULERS])
@pytest.mark.parametrize("own", [SDXL, V_PREDICTION], ids=["epsilon", "v-prediction"])
def test_another_scheduler_keeps_what_the_checkpoint_was_trained_for(name: str, own: dict[str, Any]) -> None:
    config = schedulers.build(name, own).config
    assert config.prediction_type == own["prediction_type"]
    assert config.timestep_spacing == own["timestep_spacing"]
    assert config.beta_schedule == "scaled_linear"
    assert bool(config.get("rescale_betas_zero_snr")) is (own is V_PREDICTION)


def test_lightning_replaces_prediction_type_and_spacing_of_any_base() -> None:
    """ByteDance/SDXL-Lightning: Euler, trailing, epsilon; started anywhere else it draws mush."""
    image = Catalog(Settings()).get("sdxl-lightning-4").image
    assert image is not None
    for base in (SDXL, {**V_PREDICTION, "rescale_betas_zero_snr": False}):
        scheduler = schedulers.build("", schedulers.own_config(base, image.scheduler, image.prediction_type))
        scheduler.set_timesteps(4)
        assert type(scheduler).__name__ == "EulerDiscreteScheduler"
        assert scheduler.config.prediction_type == "epsilon"
        assert scheduler.timesteps.tolist() == [999, 749, 499, 249]
        assert scheduler.sigmas.tolist() == pytest.approx([14.615, 4.082, 1.613, 0.693, 0], abs=2e-3)


def test_lightning_allows_only_schedulers_on_its_own_steps() -> None:
    image = Catalog(Settings()).get("sdxl-lightning-4").image
    assert image is not None
    for name in image.schedulers:
        scheduler = schedulers.build(name, schedulers.own_config(SDXL, image.scheduler, image.prediction_type))
        scheduler.set_timesteps(4)
        assert scheduler.timesteps.tolist() == [999, 749, 499, 249]


def test_every_picture_gets_its_own_scheduler() -> None:
    one, other = schedulers.build("euler", SDXL), schedulers.build("euler", SDXL)
    one.set_timesteps(7)
    assert other.num_inference_steps is None


def test_the_catalog_names_only_schedulers_there_are() -> None:
    for entry in Catalog(Settings()).entries():
        if entry.image is not None:
            assert set(entry.image.schedulers) <= set(schedulers.SCHEDULERS)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(InvalidRequest) as refused:
        schedulers.build("magic", SDXL)
    assert refused.value.param == "scheduler"


@pytest.mark.parametrize("name", ["NoSuchScheduler", "AutoencoderKL", "", "__version__"])
def test_a_checkpoint_cannot_name_another_class(name: str) -> None:
    with pytest.raises(IncompatibleCheckpoint):
        schedulers.build("", {**SDXL, "_class_name": name})


@pytest.mark.parametrize("name", sorted(schedulers.SCHEDULERS))
def test_previews_are_of_the_clean_picture(name: str) -> None:
    """With a model that knows the answer, what is watched is the answer from the first step."""
    answer = torch.full((1, 4, 8, 8), 0.5)
    scheduler = schedulers.build(name, SDXL)
    scheduler.set_timesteps(8)
    clean = schedulers.watch(scheduler)
    assert clean() is None
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0)) * scheduler.init_noise_sigma
    alphas = scheduler.alphas_cumprod
    sigmas = getattr(scheduler, "sigmas", None)
    for index, t in enumerate(scheduler.timesteps[:3]):
        scheduler.scale_model_input(latents, t)
        if sigmas is not None and scheduler.init_noise_sigma > 1:  # latents are answer + sigma * noise
            noise = (latents - answer) / sigmas[index]
        else:
            a = alphas[int(t)]
            noise = (latents - a.sqrt() * answer) / (1 - a).sqrt()
        latents = scheduler.step(noise, t, latents, return_dict=False)[0]
        seen = clean()
        assert seen is not None
        assert torch.allclose(seen, answer, atol=0.05)


def test_half_precision_latents_are_stepped_in_full() -> None:
    scheduler = schedulers.build("euler_a", SDXL)
    scheduler.set_timesteps(4)
    clean = schedulers.watch(scheduler)
    latents = torch.randn(1, 4, 8, 8).half() * float(scheduler.init_noise_sigma)
    scheduler.scale_model_input(latents, scheduler.timesteps[0])
    stepped = scheduler.step(torch.randn(1, 4, 8, 8).half(), scheduler.timesteps[0], latents, return_dict=False)[0]
    seen = clean()
    assert stepped.dtype == torch.float16
    assert seen is not None
    assert seen.dtype == torch.float32
