"""Requests of every kind in random order, as a busy studio gets them. Run as a program it prints the process's memory after each:

mixed.py FOLDER(a diffusers folder, or "starter") COUNT SIDE(pixels)
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

for variable, value in {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}.items():
    os.environ.setdefault(variable, value)

import tinylora  # noqa: E402
import torch  # noqa: E402
from PIL import Image  # noqa: E402
from safetensors.torch import save_file  # noqa: E402

from enfoads.engines.image.base import ImageTask, Lora  # noqa: E402
from enfoads.engines.image.sdxl import SdxlEngine  # noqa: E402
from enfoads.errors import EnfoadsError, JobCancelled  # noqa: E402

EVERYTHING = ("unet", "text_encoder", "text_encoder_2")


class Broken(Exception):
    """What a model raises when something in it breaks."""


@dataclass(frozen=True, slots=True)
class Request:
    """`ends`: None when it is finished, else the step at which `error` is raised."""

    kind: str
    task: ImageTask
    ends: int | None = None
    error: type[Exception] | None = None

    def run(self, engine: SdxlEngine) -> Image.Image | None:
        """The picture; None for one that was to fail and did."""

        def on_step(step: int, _steps: int, make_preview: Callable[[], bytes]) -> None:
            make_preview()
            if step == self.ends and self.error is not None:
                raise self.error

        try:
            return engine.generate(self.task, on_step).image
        except (JobCancelled, Broken, EnfoadsError) as error:
            if self.error is None or not isinstance(error, self.error):
                raise
            return None


def kinds(engine: SdxlEngine, folder: Path, side: int) -> dict[str, ImageTask]:
    """A task of each kind. LoRA files are written into `folder`."""
    pipe: Any = engine._pipe
    a = Lora(tinylora.save(pipe, folder / "a.safetensors", parts=EVERYTHING, seed=1), "a", 0.7)
    b = Lora(tinylora.save(pipe, folder / "b.safetensors", form="diffusers", seed=2), "b")
    bad = folder / "bad.safetensors"
    save_file({"lora_unet_nowhere.lora_down.weight": torch.ones(4, 8), "lora_unet_nowhere.lora_up.weight": torch.ones(8, 4)}, bad)
    mask = Image.new("L", (side, side))
    mask.paste(255, (side // 2, 0, side, side))
    picture = Image.linear_gradient("L").resize((side, side)).convert("RGB")
    plain = ImageTask("a red apple", "ugly", side, side, 4, 4.0, "", 1)
    return {
        "plain": plain,
        "no guidance": replace(plain, guidance=0.0, scheduler="euler"),
        "long": replace(plain, prompt="a (red:1.3) apple on a table, " * 9),
        "lora a": replace(plain, loras=(a,)),
        "lora b": replace(plain, loras=(b,)),
        "both": replace(plain, loras=(b, a)),
        "pag": replace(plain, pag_scale=3.0),
        "picture": replace(plain, image=picture, strength=0.6),
        "mask": replace(plain, image=picture, mask=mask),
        "all": replace(plain, image=picture, mask=mask, loras=(a, b), pag_scale=2.0, scheduler="ddim"),
        "bad lora": replace(plain, loras=(a, Lora(bad, "bad"))),
    }


def requests(tasks: dict[str, ImageTask], count: int, seed: int) -> Iterator[Request]:
    """`count` requests: every third plain, the others of any kind, a third of those cancelled or failing at some step."""
    rng = random.Random(seed)
    for number in range(count):
        kind = "plain" if number % 3 == 2 else rng.choice(list(tasks))
        task = replace(tasks[kind], seed=rng.randrange(3))
        if kind == "bad lora":
            yield Request(kind, task, error=EnfoadsError)
        elif number % 3 == 1:
            steps = max(1, int(task.steps * task.strength)) if task.image else task.steps
            yield Request(kind, task, rng.randint(1, steps), rng.choice([JobCancelled, Broken]))
        else:
            yield Request(kind, task)


def main() -> None:
    import tempfile

    import psutil

    from enfoads.engines import create_engine
    from enfoads.engines.image import loading
    from enfoads.engines.image.preview import Projector
    from enfoads.engines.image.sdxl import Checkpoint
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings

    torch.set_num_threads(1)
    where, count, side = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    settings = Settings(device="cpu", threads=1)
    engine: Any
    if where == "starter":
        engine = create_engine("starter", Catalog(settings), settings)
    else:
        parts = {"pipeline": Path(where)}
        config = loading.scheduler_config(parts)
        channels = loading.read_json(Path(where) / "unet" / "config.json")["in_channels"]
        abilities = frozenset({"text-to-image", "image-to-image", "inpaint", "pag", "lora"})
        projector = Projector([[0.1, 0.2, 0.3]] * channels, [0.0, 0.0, 0.0])
        engine = SdxlEngine(Checkpoint("tiny", parts, "", config, projector, torch.float32, 0, abilities))
    engine.load("cpu")
    process, seen = psutil.Process(), []
    with tempfile.TemporaryDirectory() as folder:
        for request in requests(kinds(engine, Path(folder), side), count, seed=0):
            request.run(engine)
            seen.append(process.memory_info().rss)
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
