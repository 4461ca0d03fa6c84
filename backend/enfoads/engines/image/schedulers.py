"""Schedulers by name. A fresh one is built for every picture: diffusers keeps the step index inside the object."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import diffusers
import torch

from enfoads.errors import IncompatibleCheckpoint, InvalidRequest


class Choice(NamedTuple):
    """A diffusers class and what it is told beyond the checkpoint's own config."""

    class_name: str
    options: dict[str, Any] = {}


SCHEDULERS: dict[str, Choice] = {
    "euler": Choice("EulerDiscreteScheduler"),
    "euler_a": Choice("EulerAncestralDiscreteScheduler"),
    "euler_karras": Choice("EulerDiscreteScheduler", {"use_karras_sigmas": True}),
    "heun": Choice("HeunDiscreteScheduler"),
    "dpmpp_2m": Choice("DPMSolverMultistepScheduler"),
    "dpmpp_2m_karras": Choice("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpmpp_2m_sde": Choice("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "unipc": Choice("UniPCMultistepScheduler"),
    "ddim": Choice("DDIMScheduler", {"clip_sample": False, "set_alpha_to_one": False}),
    "lcm": Choice("LCMScheduler", {"clip_sample": False}),
}


def own_config(base: Mapping[str, Any], override: Mapping[str, Any] | None, prediction_type: str | None) -> dict[str, Any]:
    """The scheduler config a checkpoint was trained for.

    `base` comes with the checkpoint (or with SDXL), `override` from its catalog entry. What the override names is
    replaced, never mixed: a Lightning UNet keeps SDXL's noise table but neither its spacing nor its prediction type.
    """
    config = {**base, **(override or {})}
    if prediction_type:
        config["prediction_type"] = prediction_type
    return config


def build(name: str, config: Mapping[str, Any]) -> Any:
    """A new scheduler. `name` is a key of `SCHEDULERS`, or "" for the checkpoint's own class.

    Another class than the checkpoint's inherits all it understands of `config`: prediction type, zero-terminal SNR,
    spacing, betas. Raises InvalidRequest for an unknown name.
    """
    if name and name not in SCHEDULERS:
        raise InvalidRequest(param="scheduler", detail=f"{name}: {', '.join(SCHEDULERS)}")
    choice = SCHEDULERS[name] if name else Choice(str(config.get("_class_name", "")))
    return _class(choice.class_name).from_config({**config, "_class_name": choice.class_name}, **choice.options)


def longest(scheduler: Any) -> int:
    """How many steps its schedule can have: one for each noise level it was trained with, or distilled for."""
    config = scheduler.config
    return int(config.get("original_inference_steps") or config.num_train_timesteps)


def _class(name: str) -> Any:
    found = getattr(diffusers, name, None)
    if isinstance(found, type) and issubclass(found, diffusers.SchedulerMixin):
        return found
    raise IncompatibleCheckpoint(model="", detail=f"scheduler {name!r}", detail_es=f"planificador {name!r}")


def watch(scheduler: Any) -> Callable[[], torch.Tensor | None]:
    """Make `scheduler` compute in float32 and remember the clean picture it expects; return a reader of that picture.

    Half precision latents lose detail over many steps, and ancestral noise drawn in half precision differs from machine
    to machine. The scheduler belongs to one request, so the change goes away with it.
    """
    original, clean = scheduler.step, list[torch.Tensor]()

    @functools.wraps(original)  # the pipeline reads the signature to know whether a generator is taken
    def step(model_output: torch.Tensor, timestep: Any, sample: torch.Tensor, *args: Any, **options: Any) -> Any:
        result = original(model_output.float(), timestep, sample.float(), *args, **options)
        # Multistep solvers return no x0 but keep it as their last converted model output.
        clean[:] = [result[1] if len(result) > 1 else scheduler.model_outputs[-1]]
        return (result[0].to(sample.dtype), *result[1:])

    scheduler.step = step
    return lambda: clean[0] if clean else None
