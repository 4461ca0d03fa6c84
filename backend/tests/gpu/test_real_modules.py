"""The manager with real torch modules in real RAM: what fakes cannot show is whether memory truly comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from enfoads.errors import DeviceOutOfMemory
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory

torch = pytest.importorskip("torch")

LAYERS, WIDTH = 24, 1024
BYTES = LAYERS * (WIDTH * WIDTH + WIDTH) * 4  # about 100 MB


class Stack:
    """An engine of linear layers: small enough for a test, larger than what an allocator keeps."""

    capabilities = frozenset({"test"})
    weights_bytes = BYTES

    def __init__(self, name: str) -> None:
        self.name = name
        self._module: Any = None

    def load(self, device: str) -> None:
        generator = torch.Generator().manual_seed(len(self.name))
        self._module = torch.nn.Sequential(*(torch.nn.Linear(WIDTH, WIDTH) for _ in range(LAYERS))).to(device)
        for parameter in self._module.parameters():
            parameter.data.normal_(0, 0.02, generator=generator)

    def to_host(self) -> None:
        self._module.to("cpu")

    def unload(self) -> None:
        self._module = None

    def run(self) -> Any:
        with torch.inference_mode():
            return self._module(torch.ones(1, WIDTH))


@pytest.fixture
def manager() -> Callable[..., GpuManager]:
    torch.set_num_threads(1)
    return lambda **options: GpuManager(Stack, HostMemory(), **options)


def used() -> int:
    return int(psutil.Process().memory_info().rss)


def test_ten_swaps_leave_the_process_no_larger(manager: Callable[..., GpuManager]) -> None:
    gpu = manager()
    for name in ("first", "second"):
        gpu.run(name, lambda engine, cheap: engine.run())
    before = used()
    for _ in range(5):
        for name in ("first", "second"):
            gpu.run(name, lambda engine, cheap: engine.run())
    assert used() - before < BYTES // 4


def test_unloading_gives_the_ram_back(manager: Callable[..., GpuManager]) -> None:
    gpu = manager()
    gpu.run("model", lambda engine, cheap: engine.run())
    before = used()
    assert gpu.unload() == {"unloaded": ["model"], "freed_bytes": BYTES}
    assert before - used() > BYTES * 0.5  # whatever else the process needs in between


def test_a_model_gives_the_same_numbers_after_a_real_out_of_memory(manager: Callable[..., GpuManager]) -> None:
    gpu = manager()
    expected = gpu.run("model", lambda engine, cheap: engine.run())

    def greedy(engine: Stack, cheap: bool) -> Any:
        held = torch.ones(BYTES // 4)  # what a decoder holds when it fails
        return held, torch.empty(1 << 46, dtype=torch.uint8)

    before = used()
    with pytest.raises(DeviceOutOfMemory) as caught:
        gpu.run("model", greedy, work_bytes=1 << 46)
    assert caught.value.values["needed"] == "65536.1 GiB"
    assert used() - before < BYTES // 4, "the failed work's tensors are still held"
    assert torch.equal(gpu.run("model", lambda engine, cheap: engine.run()), expected)


def test_a_budget_below_the_model_is_refused_before_loading() -> None:
    gpu = GpuManager(Stack, HostMemory(budget=BYTES))
    with pytest.raises(DeviceOutOfMemory), gpu.lease("model"):
        pass
    assert gpu.snapshot()["models"][0]["load_ms"] is None


def test_the_starter_draws_the_same_picture_after_a_swap_and_an_out_of_memory(tmp_path: Path) -> None:
    from enfoads.engines import create_engine
    from enfoads.engines.image.base import ImageTask
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings

    settings = Settings(data_dir=tmp_path, device="cpu", threads=1)
    task = ImageTask("una hamburguesa sobre fondo amarillo", "", 64, 64, steps=2, guidance=4.0, scheduler="", seed=7)

    def create(name: str) -> Any:
        return create_engine(name, Catalog(settings), settings) if name == "starter" else Stack(name)

    def draw(engine: Any, cheap: bool) -> bytes:
        return bytes(engine.generate(task, lambda step, steps, preview: None).image.tobytes())

    def draw_too_much(engine: Any, cheap: bool) -> Any:
        def fail_in_the_loop(step: int, steps: int, preview: Any) -> None:
            torch.empty(1 << 46, dtype=torch.uint8)

        return engine.generate(task, fail_in_the_loop)

    gpu = GpuManager(create, HostMemory())
    first = gpu.run("starter", draw)
    gpu.run("stack", lambda engine, cheap: engine.run())
    assert gpu.run("starter", draw) == first
    with pytest.raises(DeviceOutOfMemory):
        gpu.run("starter", draw_too_much)
    assert gpu.run("starter", draw) == first
