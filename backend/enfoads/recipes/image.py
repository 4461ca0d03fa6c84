"""The `image` job: one to four pictures from words, a reference picture, or a part of one. Params come from `image_request.settle`."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from enfoads.engines.finish.choose import LANCZOS
from enfoads.engines.finish.size import cover
from enfoads.library.provenance import ENDINGS, MIMES, write_picture
from enfoads.models.catalog import Catalog
from enfoads.recipes.image_faces import face_regions, face_task, whole_blend
from enfoads.recipes.image_recipe import identity_of, recipe_of
from enfoads.recipes.image_request import completed, prompt_used, seed_of
from enfoads.recipes.image_scene import Edit, Scene, edit_of, scene_of
from enfoads.recipes.result_cache import ResultCache

if TYPE_CHECKING:
    from PIL.Image import Image

    from enfoads.engines.finish.base import Matting, Upscaler
    from enfoads.engines.image.base import ImageEngine, ImageTask
    from enfoads.jobs.context import JobContext
    from enfoads.models.entry import ImageDefaults

PREVIEW_S = 0.25  # between two previews
LOADED, SAVED = 10, 98  # percent: the pictures share what is between
DRAWN, REFINED, FINISHED = 0.9, 0.94, 0.97  # shares of one picture's time, about
DRAWN_BEFORE_FACES = 0.5


@dataclass(frozen=True, slots=True)
class _Output:
    """One picture to make, and under which key it may have been made before."""

    index: int
    seed: int
    recipe: dict[str, Any]
    key: str


def generate(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """Make the pictures and put them into the library, each as soon as it is finished. What the cache has costs no model.

    Returns {"model", "device", "prompt_used", "images": [{"asset", "seed", "cached"}], "cached", "timings", "warnings"}.
    """
    started = time.perf_counter()
    params = completed(params)
    work = _Work(params, ctx)
    for output in work.outputs:
        work.take_from_cache(output)
    device = work.make_missing() if len(work.images) < len(work.outputs) else "cache"
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
        self.format: str = params["output_format"]
        self.cache = ResultCache(ctx.settings) if params["cache"] and ctx.settings.result_cache else None
        self.outputs = [self._output(index) for index in range(params["num_outputs"])]
        self.drawn: dict[int, Image] = {}  # not yet in the library
        self.images: dict[int, dict[str, Any]] = {}
        self.timings: defaultdict[str, float] = defaultdict(float)
        self.warnings: dict[str, None] = dict.fromkeys(params["warnings"])  # in the order they came
        self._own_warnings: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._shares: defaultdict[int, float] = defaultdict(float)
        self._preview_at = float("-inf")

    def _output(self, index: int) -> _Output:
        seed = seed_of(self.params, index)
        key = self.cache.key(identity_of(self.params, seed)) if self.cache else ""
        return _Output(index, seed, recipe_of(self.params, seed), key)

    def take_from_cache(self, output: _Output) -> None:
        if self.cache is None:
            return
        path = self.ctx.staging_path(ENDINGS[self.format])
        warnings = self.cache.take(output.key, path)
        if warnings is not None:
            self.warnings |= dict.fromkeys(warnings)
            self._save(output, path, cached=True)

    # Drawing

    @cached_property
    def defaults(self) -> ImageDefaults:
        entry = Catalog(self.ctx.settings).get(self.params["model"])
        assert entry.image is not None
        return entry.image

    @cached_property
    def scene(self) -> Scene | Edit:
        return edit_of(self.params) if self.params["edit"] else scene_of(self.params, lambda: self.defaults)

    def make_missing(self) -> str:
        """Borrow the model and draw what is not there yet, then finish what needs another model; the device it ran on."""
        self.ctx.progress(None, "loading")
        scene = self.scene
        begun = time.perf_counter()
        gpu, model = self.ctx.gpu, self.params["model"]
        with gpu.lease(model, version=self.params["checkpoint"]) as engine:
            self.timings["load_s"] = time.perf_counter() - begun
            gpu.run(model, self._draw_all, work_bytes=scene.work_bytes(cast("Any", engine)))
        if self.drawn:
            self._finish_all()
        return gpu.device

    def _draw_all(self, engine: Any, cheap: bool) -> None:
        """May be called a second time, with `cheap`, when memory ran out: finished pictures stay."""
        for output in self.outputs:
            if output.index not in self.images and output.index not in self.drawn:
                picture = self._draw(engine, output, cheap)
                self.drawn[output.index] = picture
                if not self._needs_models:
                    self._finish(output)

    def _draw(self, engine: Any, output: _Output, cheap: bool) -> Image:
        self.ctx.check_cancelled()
        refines = self.params["face_refine"]
        self._progress(output, 0, "encoding")
        on_step = self._on_step(output, DRAWN_BEFORE_FACES if refines else DRAWN)
        result = self.scene.draw(engine, output.seed, on_step, cheap=cheap)
        for stage, seconds in result.timings.items():
            self.timings[stage] += seconds
        self._own_warnings[output.index] |= dict.fromkeys(result.warnings)
        self.ctx.check_cancelled()
        picture = self.scene.complete(result.image)
        return self._refine_faces(engine, output, picture, cheap) if refines else picture

    def _on_step(self, output: _Output, share: float) -> Callable[[int, int, Callable[[], bytes]], None]:
        def on_step(step: int, steps: int, make_preview: Callable[[], bytes]) -> None:
            self.ctx.check_cancelled()
            self._progress(output, share * step / steps, "denoising" if step < steps else "decoding", step, steps)
            now = time.monotonic()
            if now - self._preview_at >= PREVIEW_S:
                self._preview_at = now
                if jpeg := make_preview():
                    self.ctx.preview(self.scene.preview(jpeg))

        return on_step

    def _refine_faces(self, engine: ImageEngine, output: _Output, picture: Image, cheap: bool) -> Image:
        from enfoads.engines.faces.create import create_detector

        with self._timed("refine_s"):
            self._progress(output, DRAWN_BEFORE_FACES, "refining")
            faces = create_detector(self.ctx.settings).detect(picture)
            allowed = whole_blend(self.scene.region) if self.scene.region else None
            regions = face_regions(picture, faces, self.defaults, allowed)
            if not regions:
                self._own_warnings[output.index]["no_face_to_refine"] = None
            for number, region in enumerate(regions):
                whole = replace(cast("ImageTask", self.scene.task), seed=output.seed, tiled_decode=cheap)
                task = face_task(whole, region, self.params)

                def on_step(step: int, steps: int, _preview: Callable[[], bytes], number: int = number) -> None:
                    self.ctx.check_cancelled()
                    done = (number + step / steps) / len(regions)
                    self._progress(output, DRAWN_BEFORE_FACES + (DRAWN - DRAWN_BEFORE_FACES) * done, "refining", step, steps)

                face = engine.generate(task, on_step).image
                picture = region.paste(cover(face, (region.box.width, region.box.height)), picture)
        return picture

    # Finishing

    @property
    def _needs_models(self) -> bool:
        """Finishing borrows other models, so everything is drawn first: they may not fit beside this one."""
        return bool(self.params["matting"]) or (bool(self.params["output_width"]) and self.params["upscaler"] != LANCZOS)

    def _finish_all(self) -> None:
        """One model after the other, each for all pictures."""
        waiting = [output for output in self.outputs if output.index in self.drawn]
        for output in waiting:
            with self._timed("save_s"):
                self.drawn[output.index] = self._sized(output, self.drawn[output.index])
        if self.params["matting"]:
            for output in waiting:
                with self._timed("save_s"):
                    self.drawn[output.index] = self._cut_out(output, self.drawn[output.index])
        for output in waiting:
            self._finish(output)

    def _sized(self, output: _Output, picture: Image) -> Image:
        """At the size that was asked for."""
        if not self.params["output_width"]:
            return picture
        self._progress(output, DRAWN, "finishing")
        size = self.params["output_width"], self.params["output_height"]
        if self.params["upscaler"] != LANCZOS and (picture.width < size[0] or picture.height < size[1]):
            picture = self._upscaled(picture)
        self.ctx.check_cancelled()
        return cover(picture, size)

    def _upscaled(self, picture: Image) -> Image:
        name, gpu = self.params["upscaler"], self.ctx.gpu
        with gpu.lease(name) as engine:
            needed = cast("Upscaler", engine).work_bytes(picture)
            larger: Image = gpu.run(name, lambda it, _cheap: it.upscale(picture, self.ctx.check_cancelled), work_bytes=needed)
        return larger

    def _cut_out(self, output: _Output, picture: Image) -> Image:
        self.ctx.check_cancelled()
        self._progress(output, REFINED, "finishing")
        name, gpu = self.params["matting"], self.ctx.gpu
        with gpu.lease(name) as engine:
            needed = cast("Matting", engine).work_bytes(picture)
            subject: Image = gpu.run(name, lambda it, _cheap: it.cut_out(picture), work_bytes=needed)
        return subject

    def _finish(self, output: _Output) -> None:
        """Write the picture that was drawn, keep it for the next time, and put it into the library."""
        with self._timed("save_s"):
            self.ctx.check_cancelled()
            picture = self.drawn[output.index] if self._needs_models else self._sized(output, self.drawn[output.index])
            path = self.ctx.staging_path(ENDINGS[self.format])
            write_picture(picture, path, output.recipe, self.format, self.params["output_compression"])
            warnings = self._own_warnings[output.index]
            if self.cache is not None:
                self.cache.put(output.key, path, list(warnings))
            self.warnings |= warnings
            del self.drawn[output.index]
            self._save(output, path, cached=False)

    def _save(self, output: _Output, path: Path, *, cached: bool) -> None:
        self._progress(output, FINISHED, "saving")
        asset = self.ctx.save_file(
            path, index=output.index, type="image", mime=MIMES[self.format], prompt=self.params["prompt"], recipe=output.recipe
        )
        self.images[output.index] = {"asset": asset, "seed": output.seed, "cached": cached}
        self._shares[output.index] = 1.0

    # What the person is shown

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] += time.perf_counter() - begun

    def _progress(self, output: _Output, share: float, stage: str, step: int | None = None, steps: int | None = None) -> None:
        """`share`: how far this picture is, 0 to 1; those that are finished, from the cache perhaps, count whole."""
        self._shares[output.index] = max(share, self._shares[output.index])
        percent = LOADED + (SAVED - LOADED) * sum(self._shares.values()) / len(self.outputs)
        message = f"{output.index + 1}/{len(self.outputs)}" if len(self.outputs) > 1 else ""
        self.ctx.progress(round(percent, 1), stage, step=step, steps=steps, message=message)
