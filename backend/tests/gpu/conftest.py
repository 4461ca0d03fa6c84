"""A device whose memory can be filled, and engines that fill it: what a GPU does, in bytes that are only counted."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from enfoads.gpu.manager import GpuManager


class FakeMemory:
    """Bytes are given out and come back when the block is garbage, as tensors do. `cached`: freed but kept until `release`."""

    def __init__(self, total: int, *, is_gpu: bool = True, reserve: int = 0, caches: bool = False) -> None:
        self.device = "cuda:0" if is_gpu else "cpu"
        self.name = "Fake T4" if is_gpu else "Fake CPU"
        self.is_gpu, self.reserve, self._total, self._caches = is_gpu, reserve, total, caches
        self.used = self.cached = self.releases = 0

    def total(self) -> int:
        return self._total

    def free(self) -> int:
        return self._total - self.used - self.cached

    def release(self) -> None:
        gc.collect()
        self.releases += 1
        self.cached = 0

    def take(self, size: int) -> Block:
        if size > self.free():
            raise RuntimeError(f"CUDA out of memory. Tried to allocate {size} B")
        return Block(self, size)

    def give_back(self, size: int) -> None:
        self.used -= size
        self.cached += size if self._caches else 0


class Block:
    """A piece of the device, like a tensor. Part of a reference cycle, so that only garbage collection frees it."""

    def __init__(self, memory: FakeMemory, size: int) -> None:
        memory.used += size
        self.itself = self
        weakref.finalize(self, memory.give_back, size)


class FakeEngine:
    capabilities = frozenset({"test"})

    def __init__(self, name: str, size: int, memory: FakeMemory, log: list[str]) -> None:
        self.name, self._size, self._memory, self._log = name, size, memory, log
        self._weights: Block | None = None
        self.fail: Exception | None = None

    @property
    def weights_bytes(self) -> int:
        return self._size

    def load(self, device: str) -> None:
        self._log.append(f"load {self.name}")
        if self.fail is not None:
            raise self.fail
        self._weights = self._memory.take(self._size)

    def to_host(self) -> None:
        self._log.append(f"to_host {self.name}")
        self._weights = None

    def unload(self) -> None:
        self._log.append(f"unload {self.name}")
        self._weights = None


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        self.now += 0.001  # two readings are never equal
        return self.now


class Rig:
    """A manager over a fake device with models a (40), b (30), c (20) and huge (500) on 100 bytes."""

    SIZES = {"a": 40, "b": 30, "c": 20, "huge": 500}

    def __init__(self, memory: FakeMemory, **options: Any) -> None:
        self.memory, self.clock = memory, Clock()
        self.log: list[str] = []
        self.snapshots: list[dict[str, Any]] = []
        self.engines: dict[str, FakeEngine] = {}
        options.setdefault("host_policy", "drop")
        host = options.pop("host", FakeMemory(1 << 40, is_gpu=False))
        self.gpu = GpuManager(self.create, memory, clock=self.clock, on_change=self.snapshots.append, host=host, **options)

    def create(self, name: str) -> FakeEngine:
        self.engines[name] = FakeEngine(name, self.SIZES[name], self.memory, self.log)
        return self.engines[name]

    def use(self, *names: str) -> None:
        for name in names:
            with self.gpu.lease(name):
                pass

    def states(self) -> dict[str, str]:
        return {model["name"]: model["state"] for model in self.gpu.snapshot()["models"]}


@pytest.fixture
def rig() -> Callable[..., Rig]:
    def make(total: int = 100, *, is_gpu: bool = True, reserve: int = 0, caches: bool = False, **options: Any) -> Rig:
        return Rig(FakeMemory(total, is_gpu=is_gpu, reserve=reserve, caches=caches), **options)

    return make


@pytest.fixture
def ram() -> Callable[[int], FakeMemory]:
    return lambda total: FakeMemory(total, is_gpu=False)
