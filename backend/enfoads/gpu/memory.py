"""How much memory a device has and has left, asked of the driver or the operating system each time; nothing is estimated.

Also tells "out of memory" from other failures, whichever library says it.
"""

from __future__ import annotations

import ctypes
import gc
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psutil

from enfoads.errors import Unavailable

if TYPE_CHECKING:
    from enfoads.settings import Settings

GIB = 1 << 30


class DeviceMemory(Protocol):
    """The memory that models are loaded into. `reserve`: bytes that are never given to a model."""

    device: str  # what engines are told: "cuda:0", "cpu", "mps"
    name: str  # for people
    is_gpu: bool
    reserve: int

    def total(self) -> int: ...

    def free(self) -> int:
        """Bytes that could be allocated now, cached memory of the model library included."""

    def release(self) -> None:
        """Collect garbage and give cached memory back."""


class CudaMemory:
    """An NVIDIA (or ROCm) device. Creating it opens the driver's context, which itself takes 0.1 to 0.3 GiB."""

    is_gpu = True
    reserve = int(0.4 * GIB)  # context, cuBLAS and cuDNN workspaces, fragmentation

    def __init__(self, device: str = "cuda:0", budget: int = 0) -> None:
        import torch

        self._torch = torch
        self._budget = budget
        self.device = device if ":" in device else f"{device}:0"
        self.name = torch.cuda.get_device_name(self.device)

    def total(self) -> int:
        total = int(self._torch.cuda.mem_get_info(self.device)[1])
        return min(total, self._budget) if self._budget else total

    def free(self) -> int:
        cuda = self._torch.cuda
        allocated = cuda.memory_allocated(self.device)
        free = cuda.mem_get_info(self.device)[0] + cuda.memory_reserved(self.device) - allocated
        return max(0, int(min(free, self._budget - allocated) if self._budget else free))

    def release(self) -> None:
        gc.collect()
        self._torch.cuda.empty_cache()


class HostMemory:
    """RAM: the device when there is no GPU, and where copies of evicted models wait. Knows the container's limit."""

    is_gpu = False
    reserve = GIB // 2  # for the rest of the process: the kernel kills without asking

    def __init__(self, device: str = "cpu", budget: int = 0) -> None:
        self._budget = budget
        self._process = psutil.Process()
        self.device = device
        self.name = _cpu_name()

    def total(self) -> int:
        return min(_positive(psutil.virtual_memory().total, _cgroup_limit(), self._budget))

    def free(self) -> int:
        free = psutil.virtual_memory().available
        limit = _cgroup_limit()
        if limit:
            free = min(free, limit - _cgroup_used())
        if self._budget:
            free = min(free, self._budget - self._process.memory_info().rss)
        return max(0, int(free))

    def release(self) -> None:
        gc.collect()
        if sys.platform == "linux":  # glibc keeps freed blocks under 32 MiB for itself unless told
            trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
            if trim is not None:
                trim(0)


def detect(settings: Settings) -> DeviceMemory:
    """The memory of the device in the settings. Raises Unavailable for a GPU that is not there."""
    import torch

    device = pick_device(settings)
    if not device.startswith("cuda"):
        return HostMemory(device, settings.gpu_budget)
    if not torch.cuda.is_available():
        raise Unavailable(
            detail=f"ENFOADS_DEVICE is {device}, and torch sees no GPU", detail_es=f"ENFOADS_DEVICE es {device} y torch no ve ninguna GPU"
        )
    return CudaMemory(device, settings.gpu_budget)


def pick_device(settings: Settings) -> str:
    """The device in the settings; "auto" becomes the best there is."""
    import torch

    if settings.device != "auto":
        return settings.device
    return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a failure means "no memory left", on a GPU or in RAM, in the words of torch, cuDNN, cuBLAS, ONNX Runtime or NumPy."""
    if any(isinstance(one, MemoryError) or type(one).__name__ == "OutOfMemoryError" for one in _causes(error)):
        return True
    message = " ".join(str(one) for one in _causes(error) if isinstance(one, (RuntimeError, OSError))).lower()
    return any(sign in message for sign in _SIGNS)


_SIGNS = (
    "out of memory",  # CUDA, MPS
    "cudnn_status_alloc_failed",
    "cublas_status_alloc_failed",
    "calling `cublascreate",  # cuBLAS says NOT_INITIALIZED when its workspace does not fit
    "defaultcpuallocator",
    "failed to allocate memory for requested buffer",  # ONNX Runtime
    "cannot allocate memory",  # ENOMEM
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, at most five deep."""
    one: BaseException | None = error
    for _ in range(5):
        if one is None:
            return
        yield one
        one = one.__cause__


def _positive(*sizes: int) -> Iterator[int]:
    return (size for size in sizes if size > 0)


_CGROUP = Path("/sys/fs/cgroup")
_NO_LIMIT = 1 << 60  # cgroup v1 writes a number near 2^63 for "none"


def _cgroup_limit() -> int:
    """The container's memory limit in bytes, 0 when there is none (cgroup v2, then v1)."""
    limit = _number(_CGROUP / "memory.max") or _number(_CGROUP / "memory/memory.limit_in_bytes")
    return limit if limit < _NO_LIMIT else 0


def _cgroup_used() -> int:
    """What counts against the limit and cannot be dropped: usage less the page cache that the kernel may reclaim."""
    used = _number(_CGROUP / "memory.current") or _number(_CGROUP / "memory/memory.usage_in_bytes")
    for stat in (_CGROUP / "memory.stat", _CGROUP / "memory/memory.stat"):
        try:
            fields = dict(line.split() for line in stat.read_text().splitlines())
        except (OSError, ValueError):
            continue
        return max(0, used - int(fields.get("total_inactive_file", fields.get("inactive_file", 0))))
    return used


def _number(path: Path) -> int:
    try:
        return int(path.read_text())
    except (OSError, ValueError):  # absent, or "max"
        return 0


def _cpu_name() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
