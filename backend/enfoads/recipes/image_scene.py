"""What a request's pictures are drawn from: nothing, a reference picture, a part of one that is put back when it is drawn, or an
instruction about pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from enfoads.engines.finish.size import cover
from enfoads.engines.image.base import EditTask, ImageTask, Lora
from enfoads.engines.image.region import Margins, Region, region
from enfoads.errors import UnreadableImage, UnusableLora
from enfoads.models.entry import ImageDefaults
from enfoads.recipes.image_sizes import best_size

if TYPE_CHECKING:
    from enfoads.engines.image.base import EditingEngine, ImageEngine, ImageResult, OnStep

_PREVIEW_SIDE = 256  # pixels; its JPEG has about 10 KB


@dataclass(frozen=True, slots=True)
class Scene:
    """`task`: for any output, but for its seed. `region`: the part of a picture that it redraws."""

    task: ImageTask
    region: Region | None

    def draw(self, engine: ImageEngine, seed: int, on_step: OnStep, *, cheap: bool) -> ImageResult:
        return engine.generate(replace(self.task, seed=seed, tiled_decode=cheap), on_step)

    def work_bytes(self, engine: ImageEngine) -> int:
        return engine.work_bytes(self.task)

    def complete(self, drawn: Image.Image) -> Image.Image:
        """The whole picture (RGB) from what the model drew."""
        if self.region is None:
            return drawn
        box = self.region.box
        return self.region.paste(drawn.resize((box.width, box.height), Image.Resampling.LANCZOS))

    def preview(self, jpeg: bytes) -> bytes:
        """A JPEG of the whole picture from one of what is being drawn."""
        if self.region is None:
            return jpeg
        canvas, box = self.region.canvas, self.region.box
        scale = min(1.0, _PREVIEW_SIDE / max(canvas.size))
        whole = canvas.resize((max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale))))
        place = round(box.left * scale), round(box.top * scale)
        size = max(1, round(box.width * scale)), max(1, round(box.height * scale))
        with Image.open(io.BytesIO(jpeg)) as drawn:
            whole.paste(drawn.resize(size), place, Image.fromarray(self.region.blend).resize(size))
        target = io.BytesIO()
        whole.save(target, "JPEG", quality=80)
        return target.getvalue()


@dataclass(frozen=True, slots=True)
class Edit:
    """Pictures and an instruction for an engine that follows one. It stands where a `Scene` stands."""

    task: EditTask
    region: None = None

    def draw(self, engine: EditingEngine, seed: int, on_step: OnStep, *, cheap: bool) -> ImageResult:
        """`cheap` changes nothing: an editing engine has one way to decode."""
        return engine.edit(replace(self.task, seed=seed), on_step)

    def work_bytes(self, engine: EditingEngine) -> int:
        return engine.work_bytes(self.task)

    def complete(self, drawn: Image.Image) -> Image.Image:
        return drawn

    def preview(self, jpeg: bytes) -> bytes:
        return jpeg


def edit_of(params: dict[str, Any]) -> Edit:
    """Raises UnreadableImage for an input that is no longer kept."""
    first, *others = (_open(kept, "image") for kept in params["edit"])
    if params["markup"]:
        first = _under(first, _open(params["markup"], "markup"))
    return Edit(
        EditTask(
            instruction=params["prompt_used"],
            negative_prompt=params["negative_prompt_used"],
            images=tuple(_flat(image) for image in (first, *others)),
            width=params["width"],
            height=params["height"],
            steps=params["num_inference_steps"],
            guidance=params["guidance_scale"],
            seed=0,
        )
    )


def scene_of(params: dict[str, Any], defaults: Callable[[], ImageDefaults]) -> Scene:
    """`defaults`: of the checkpoint, asked for when they are needed.

    Raises UnreadableImage and UnusableLora for what is no longer kept, InvalidRequest for a mask that marks nothing.
    """
    task = ImageTask(
        prompt=params["prompt_used"],
        negative_prompt=params["negative_prompt_used"],
        width=params["width"],
        height=params["height"],
        steps=params["num_inference_steps"],
        guidance=params["guidance_scale"],
        scheduler=params["scheduler"] or "",
        seed=0,
        pag_scale=params["pag_scale"],
        loras=tuple(_lora(one) for one in params["loras"]),
    )
    if params["image"] is None:
        return Scene(task, None)
    reference = _open(params["image"], "image")
    if not params["in_place"]:
        return Scene(redrawn(task, cover(_flat(reference), (task.width, task.height)), None, params["strength"]), None)
    mask = _open(params["mask"], "mask") if params["mask"] else None
    part = region(reference, mask, Margins(**(params["outpaint"] or {})), params["mask_blur"], partial(best_size, defaults()))
    return Scene(redrawn(task, part.source(), part.mask(), params["strength"]), part)


def redrawn(task: ImageTask, image: Image.Image, mask: Image.Image | None, strength: float, **changes: Any) -> ImageTask:
    """The same task, started from a picture."""
    return replace(task, width=image.width, height=image.height, image=image, mask=mask, strength=strength, **changes)


def _lora(settled: dict[str, Any]) -> Lora:
    """It was vetted when the request was accepted; a job that is retried later may find it gone."""
    path = Path(settled["path"])
    if not path.is_file():
        raise UnusableLora(
            param="loras", name=settled["name"], detail="it is no longer here; send it again", detail_es="ya no está aquí; envíala otra vez"
        )
    return Lora(path, settled["name"], settled["scale"])


def _open(kept: dict[str, Any], field: str) -> Image.Image:
    """The harmless copy that the `input` job made."""
    try:
        image: Image.Image = Image.open(kept["path"], formats=["PNG"])
        image.load()  # closes the file
    except OSError:
        raise UnreadableImage(
            param=field, name=field, detail="it is no longer here; send it again", detail_es="ya no está aquí; envíala otra vez"
        ) from None
    return image


def _flat(image: Image.Image) -> Image.Image:
    """RGB, on white."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image).convert("RGB")


def _under(image: Image.Image, marks: Image.Image) -> Image.Image:
    """The picture with the marks drawn over it."""
    return Image.alpha_composite(image.convert("RGBA"), marks.convert("RGBA").resize(image.size, Image.Resampling.LANCZOS))
