"""A running image job without the server: recipes see it as they see a real one, and tests see what it was told."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from enfoads.engines import create_engine
from enfoads.errors import JobCancelled
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory
from enfoads.models.catalog import Catalog
from enfoads.recipes import input as input_job
from enfoads.recipes import upload
from enfoads.recipes.image import generate
from enfoads.recipes.image_inputs import Input
from enfoads.recipes.image_request import settle
from enfoads.settings import Settings

SMALL = {"model": "starter", "width": 64, "height": 64, "num_inference_steps": 4, "seed": 5}
FREE = {name: value for name, value in SMALL.items() if name not in ("width", "height")}


class Context:
    """A running job that keeps what it is told."""

    job_id, attempt = "img_test", 1

    def __init__(self, settings: Settings, gpu: GpuManager) -> None:
        self.settings, self.manager = settings, gpu
        self.told: list[tuple[float | None, str, int | None, int | None, str]] = []
        self.previews: list[bytes] = []
        self.saved: dict[int, dict[str, Any]] = {}
        self.asked_for_gpu = 0
        self.cancel_when: Callable[[], bool] = lambda: False

    @property
    def gpu(self) -> GpuManager:
        self.asked_for_gpu += 1
        return self.manager

    def progress(self, percent: float | None, stage: str, *, step: int | None = None, steps: int | None = None, message: str = "") -> None:
        self.told.append((percent, stage, step, steps, message))

    def preview(self, jpeg: bytes) -> None:
        self.previews.append(jpeg)

    def check_cancelled(self) -> None:
        if self.cancel_when():
            raise JobCancelled

    def staging_path(self, suffix: str) -> Path:
        self.settings.staging_dir.mkdir(parents=True, exist_ok=True)
        return self.settings.staging_dir / f"{time.monotonic_ns()}{suffix}"

    def save_file(self, path: Path, *, index: int, **said: Any) -> dict[str, Any]:
        kept = path.rename(self.settings.data_dir / f"asset-{index}-{time.monotonic_ns()}{path.suffix}")
        self.saved[index] = said | {"path": kept}
        return {"id": f"{self.job_id}_{index}"}

    def run(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    # What tests call

    def ask(self, prompt: str = "pizza", *, image: Input | None = None, mask: Input | None = None, **fields: Any) -> dict[str, Any]:
        """Settle and run. With an input the size is left to it, as far as `fields` does not say."""
        sent = {name: "sent" for name, found in (("image", image), ("mask", mask)) if found}
        asked = (FREE if sent or "output_width" in fields else SMALL) | {"prompt": prompt} | sent | fields
        params = settle(asked, Catalog(self.settings), self.settings, image=image, mask=mask, loras=fields.get("loras", ()))
        return generate(params, self)  # type: ignore[arg-type]

    def keep(self, picture: Image.Image, name: str = "image") -> Input:
        """As a request's picture is kept, by the job that does it."""
        sent = self.staging_path(".png")
        picture.save(sent, "PNG")
        digest = hashlib.sha256(sent.read_bytes()).hexdigest()
        found = input_job.check({"path": str(sent), "sha256": digest, "name": name}, self)  # type: ignore[arg-type]
        sent.unlink()
        return Input(**found)

    def picture(self, index: int = 0) -> Image.Image:
        with Image.open(self.saved[index]["path"]) as image:
            image.load()
            return image

    def pixels(self, index: int = 0) -> NDArray[np.uint8]:
        return np.asarray(self.picture(index).convert("RGB"))


@pytest.fixture(scope="session")
def gpu() -> Iterator[GpuManager]:
    torch.set_num_threads(1)
    settings = Settings(device="cpu")
    manager = GpuManager(lambda name: create_engine(name, Catalog(settings), settings), HostMemory())
    yield manager
    manager.unload()


@pytest.fixture
def job(tmp_path: Path, gpu: GpuManager) -> Context:
    return Context(Settings(data_dir=tmp_path, device="cpu"), gpu)


class _Upload:
    """What the `upload` job needs of a running job; keeps what was saved."""

    job_id, attempt = "up_1", 1

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.settings = Settings(data_dir=folder, **settings)
        self.saved: dict[str, Any] = {}
        self.staging = folder / "staging"
        self.staging.mkdir()
        self.cancelled = False

    def progress(self, percent: float | None, stage: str, **more: Any) -> None:
        assert percent is None or 0 <= percent <= 100

    def check_cancelled(self) -> None:
        if self.cancelled:
            raise JobCancelled

    def staging_path(self, suffix: str) -> Path:
        return self.staging / f"clean{suffix}"

    def save_file(self, path: Path, *, poster: Path, **fields: Any) -> dict[str, Any]:
        kept = path.rename(self.settings.data_dir / f"kept{path.suffix}")
        with Image.open(poster) as image:
            self.saved = {"path": kept, "poster": np.asarray(image), **fields}
        return {"id": "up_1_0"}


@pytest.fixture
def take_in(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Runs the upload job over a copy of this file; returns what it saved. Nothing may stay in the staging folder."""

    def run(source: Path | bytes, cancel: bool = False, **settings: Any) -> dict[str, Any]:
        folder = tmp_path / f"data{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        ctx: Any = _Upload(folder, **settings)
        ctx.cancelled = cancel
        sent = ctx.staging / "upload-1"
        sent.write_bytes(source if isinstance(source, bytes) else source.read_bytes())
        try:
            upload.check({"path": str(sent), "filename": "sent.png", "name": "", "declared_type": "image"}, ctx)
        finally:
            left = {file.name for file in ctx.staging.iterdir()}
            assert left <= ({"upload-1"} if cancel else set()), "somebody's face or voice was left behind"
        return ctx.saved  # type: ignore[no-any-return]

    return run
