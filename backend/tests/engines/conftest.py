"""Image engines on random checkpoints of a few megabytes with SDXL's topology (`support/tinysdxl.py`), and on the real starter."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

for variable, value in {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}.items():
    os.environ.setdefault(variable, value)
sys.path.insert(0, str(Path(__file__).parent / "support"))

import pytest  # noqa: E402
import tinysdxl  # noqa: E402
import torch  # noqa: E402

from enfoads.engines import create_engine  # noqa: E402
from enfoads.engines.image import loading, schedulers  # noqa: E402
from enfoads.engines.image.base import ImageTask  # noqa: E402
from enfoads.engines.image.preview import Projector  # noqa: E402
from enfoads.engines.image.sdxl import Checkpoint, SdxlEngine  # noqa: E402
from enfoads.models.catalog import Catalog  # noqa: E402
from enfoads.settings import Settings  # noqa: E402

CAPABILITIES = frozenset({"text-to-image", "image-to-image", "inpaint", "negative-prompt", "pag", "lora"})
MakeFolder = Callable[..., Path]
MakeEngine = Callable[..., SdxlEngine]


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)  # tensors this small only lose time to a second thread


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> MakeFolder:
    """`tiny_folder(**options of tinysdxl.pipeline)`: a diffusers folder, made once. Leave it as it is."""
    made: dict[str, Path] = {}

    def make(**options: Any) -> Path:
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = tmp_path_factory.mktemp("tiny")
            tinysdxl.pipeline(**options).save_pretrained(made[key])
        return made[key]

    return make


@pytest.fixture(scope="session")
def engine_of() -> MakeEngine:
    """`engine_of(parts)`: an engine, loaded on the CPU. `parts`: a diffusers folder, or what `Catalog.parts` gives."""

    def make(parts: Path | dict[str, Path], *, dtype: torch.dtype = torch.float32, scheduler: dict[str, Any] | None = None) -> SdxlEngine:
        parts = {"pipeline": parts} if isinstance(parts, Path) else parts
        config = schedulers.own_config(loading.scheduler_config(parts), scheduler, None)
        channels = loading.read_json((parts.get("pipeline") or parts["config"]) / "unet" / "config.json")["in_channels"]
        projector = Projector([[0.1, 0.2, 0.3]] * channels, [0.0, 0.0, 0.0])
        engine = SdxlEngine(Checkpoint("tiny", parts, "", config, projector, dtype, 0, CAPABILITIES))
        engine.load("cpu")
        return engine

    return make


@pytest.fixture(scope="session")
def tiny(tiny_folder: MakeFolder, engine_of: MakeEngine) -> SdxlEngine:
    """The plain tiny model, loaded; shared."""
    return engine_of(tiny_folder())


@pytest.fixture(scope="session")
def task() -> Callable[..., ImageTask]:
    """`task(**changes)`: a picture of 64 x 64 in four steps."""

    def make(prompt: str = "a red apple", **changes: Any) -> ImageTask:
        plain = {"negative_prompt": "", "width": 64, "height": 64, "steps": 4, "guidance": 4.0, "scheduler": "", "seed": 1}
        return ImageTask(prompt=prompt, **plain | changes)

    return make


@pytest.fixture(scope="session")
def starter() -> SdxlEngine:
    """The checkpoint that ships, loaded as the worker loads it; shared."""
    settings = Settings(device="cpu")
    engine = create_engine("starter", Catalog(settings), settings)
    engine.load("cpu")
    return cast(SdxlEngine, engine)
