"""Memory figures and messages that decide whether a job is refused, retried or killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from enfoads.errors import Unavailable
from enfoads.gpu import memory
from enfoads.gpu.memory import GIB, HostMemory, detect, is_out_of_memory
from enfoads.settings import Settings
from enfoads.sizes import human


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("CUDA out of memory. Tried to allocate 4.30 GiB"),
        RuntimeError("MPS backend out of memory (MPS allocated: 9.05 GB)"),
        RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
        RuntimeError("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`"),
        RuntimeError(
            "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"
        ),
        RuntimeError("[enforce fail] data. DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes."),
        RuntimeError("onnxruntime: Failed to allocate memory for requested buffer of size 134217728"),
        OSError(12, "Cannot allocate memory"),
        type("OutOfMemoryError", (RuntimeError,), {})("anything"),
    ],
)
def test_running_out_of_memory_is_recognised_in_every_library(error: Exception) -> None:
    assert is_out_of_memory(error)


def test_a_wrapped_out_of_memory_is_recognised() -> None:
    outer = ValueError("decode failed")
    outer.__cause__ = MemoryError()
    assert is_out_of_memory(outer)


@pytest.mark.parametrize(
    "error", [ValueError("out of memory is a fine title"), RuntimeError("CUDA error: device-side assert triggered"), KeyError("x")]
)
def test_other_failures_are_not_taken_for_it(error: Exception) -> None:
    assert not is_out_of_memory(error)


def test_torch_saying_that_ram_is_full_is_recognised() -> None:
    torch = pytest.importorskip("torch")
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 46, dtype=torch.uint8).fill_(1)
    assert is_out_of_memory(caught.value)


def test_a_container_limit_counts_not_the_whole_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "_CGROUP", tmp_path)
    (tmp_path / "memory.max").write_text("1073741824\n")
    (tmp_path / "memory.current").write_text("800000000\n")
    (tmp_path / "memory.stat").write_text("anon 1\nfile 500000000\ninactive_file 300000000\n")
    host = HostMemory()
    assert host.total() == GIB
    assert host.free() == GIB - 500_000_000


def test_a_container_without_limit_has_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "_CGROUP", tmp_path)
    (tmp_path / "memory.max").write_text("max\n")
    assert HostMemory().total() > 0
    assert HostMemory().free() <= HostMemory().total()


def test_the_budget_in_the_settings_bounds_what_is_used() -> None:
    host = HostMemory(budget=3 * GIB)
    assert host.total() == 3 * GIB
    assert host.free() < 3 * GIB, "what this process already uses counts"
    assert HostMemory(budget=1).free() == 0


def test_a_machine_without_a_gpu_governs_ram() -> None:
    found = detect(Settings(device="cpu", gpu_budget=GIB))
    assert (found.device, found.is_gpu, found.total()) == ("cpu", False, GIB)
    assert found.name
    found.release()


def test_a_gpu_in_the_settings_that_is_not_there_is_said() -> None:
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available():
        pytest.skip("there is one")
    with pytest.raises(Unavailable, match="sees no GPU"):
        detect(Settings(device="cuda"))


def test_looking_at_the_device_does_not_load_torch_in_the_server() -> None:
    code = "import sys, enfoads.gpu.memory, enfoads.gpu.manager; sys.exit('torch' in sys.modules)"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (2048, "2 KiB"), (5 << 20, "5 MiB"), (7516192768, "7.0 GiB"), (1 << 43, "8192.0 GiB")]
)
def test_sizes_are_written_for_people(size: int, text: str) -> None:
    assert human(size) == text
