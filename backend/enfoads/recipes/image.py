"""The `image` job: one to four pictures from a prompt. Params come from `image_request.settle`."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from enfoads.engines.image.base import ImageTask
from enfoads.library.provenance import write_png
from enfoads.recipes.image_request import prompt_used, seed_of
from enfoads.recipes.result_cache import ResultCache

if TYPE_CHECKING:
    from enfoads.engines.image.base import ImageEngine
    from enfoads.jobs.context import JobContext

PREVIEW_S = 0.25  # between two previews
LOADED, SAVED = 10, 98  # percent: the pictures share what is between
DENOISED = 0.9  # share of one picture's time, about

RECIPE_FIELDS = (
    "prompt", "negative_prompt", "width", "height", "num_inference_steps", "guidance_scale", "scheduler", "model", "checkpoint",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Output:
    """One picture to make, and under which key it may have been made before."""

    index: int
    task: ImageTask
    recipe: dict[str, Any]
    key: str


def generate(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Make the pictures and put them into the library, each as soon as it is finished. What the cache has costs no model.

    Returns {"model", "device", "prompt_used", "images": [{"asset", "seed", "cached"}], "cached", "timings", "warnings"}.
    """
    started = time.perf_counter()
    work = _Work(params, ctx)
    for output in work.outputs:
        work.take_from_cache(output)
    device = work.draw_missing() if len(work.images) < len(work.outputs) else "cache"
    images = [work.images[output.index] for output in work.outputs]
    return {
        "model": params["model"],
        "device": device,
        "prompt_used": prompt_used(params),
        "images": images,
        "cached": all(image["cached"] for image in images),
        "timings": {name: round(seconds, 4) for name, seconds in work.timings.items()}
        | {"total_s": round(time.perf_counter() - started, 4)},
        "warnings": list(work.warnings),
    }


class _Work:
    """The job while it runs: what is finished, how long it took, and what the person is shown."""

    def __init__(self, params: dict[str, Any], ctx: JobContext) -> None:
        self.params, self.ctx = params, ctx
        self.cache = ResultCache(ctx.settings) if params["cache"] and ctx.settings.result_cache else None
        self.outputs = [self._output(index) for index in range(params["num_outputs"])]
        self.images: dict[int, dict[str, Any]] = {}
        self.timings: defaultdict[str, float] = defaultdict(float)
        self.warnings: dict[str, None] = {}  # in the order they came
        self._preview_at = float("-inf")

    def _output(self, index: int) -> _Output:
        params, seed = self.params, seed_of(self.params, index)
        recipe = {name: params[name] for name in RECIPE_FIELDS} | {"seed": seed, "num_outputs": 1}
        if params["preprompt"]:
            recipe["preprompt"] = params["preprompt"]
        task = ImageTask(
            prompt=prompt_used(params),
            negative_prompt=params["negative_prompt_used"],
            width=params["width"],
            height=params["height"],
            steps=params["num_inference_steps"],
            guidance=params["guidance_scale"],
            scheduler=params["scheduler"] or "",
            seed=seed,
        )
        return _Output(index, task, recipe, self.cache.key(recipe) if self.cache else "")

    def take_from_cache(self, output: _Output) -> None:
        if self.cache is not None and self.cache.take(output.key, path := self.ctx.staging_path(".png")):
            self._save(output, path, cached=True)

    def draw_missing(self) -> str:
        """Borrow the model and draw what is not there yet; the device it ran on."""
        self.ctx.progress(None, "loading")
        begun = time.perf_counter()
        gpu, model = self.ctx.gpu, self.params["model"]
        with gpu.lease(model, version=self.params["checkpoint"]) as engine:
            self.timings["load_s"] = time.perf_counter() - begun
            needed = max(cast("ImageEngine", engine).work_bytes(output.task) for output in self.outputs)
            gpu.run(model, self._draw_all, work_bytes=needed)
        return gpu.device

    def _draw_all(self, engine: ImageEngine, cheap: bool) -> None:
        """May be called a second time, with `cheap`, when memory ran out: finished pictures stay."""
        for output in self.outputs:
            if output.index not in self.images:
                self._draw(engine, output, cheap)

    def _draw(self, engine: ImageEngine, output: _Output, cheap: bool) -> None:
        self.ctx.check_cancelled()
        self._progress(output, 0, "encoding")
        result = engine.generate(replace(output.task, tiled_decode=cheap), self._on_step(output))
        for stage, seconds in result.timings.items():
            self.timings[stage] += seconds
        self.warnings |= dict.fromkeys(result.warnings)
        begun = time.perf_counter()
        path = self.ctx.staging_path(".png")
        write_png(result.image, path, output.recipe)
        if self.cache is not None:
            self.cache.put(output.key, path)
        self._save(output, path, cached=False)
        self.timings["save_s"] += time.perf_counter() - begun

    def _on_step(self, output: _Output) -> Callable[[int, int, Callable[[], bytes]], None]:
        def on_step(step: int, steps: int, make_preview: Callable[[], bytes]) -> None:
            self.ctx.check_cancelled()
            self._progress(output, DENOISED * step / steps, "denoising" if step < steps else "decoding", step, steps)
            now = time.monotonic()
            if now - self._preview_at >= PREVIEW_S:
                self._preview_at = now
                if jpeg := make_preview():
                    self.ctx.preview(jpeg)

        return on_step

    def _save(self, output: _Output, path: Path, *, cached: bool) -> None:
        self._progress(output, 0.97, "saving")
        asset = self.ctx.save_file(
            path, index=output.index, type="image", mime="image/png", prompt=self.params["prompt"], recipe=output.recipe
        )
        self.images[output.index] = {"asset": asset, "seed": output.task.seed, "cached": cached}

    def _progress(self, output: _Output, share: float, stage: str, step: int | None = None, steps: int | None = None) -> None:
        """`share`: how far this picture is, 0 to 1; those that are finished, from the cache perhaps, count whole."""
        percent = LOADED + (SAVED - LOADED) * (len(self.images) + share) / len(self.outputs)
        message = f"{output.index + 1}/{len(self.outputs)}" if len(self.outputs) > 1 else ""
        self.ctx.progress(round(percent, 1), stage, step=step, steps=steps, message=message)
