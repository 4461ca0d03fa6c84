"""Loads checkpoints in several number formats, one after the other, and prints for each, in bytes: its weights, and how far resident
memory rose above the start at its peak, afterwards, and after unloading.

Run in a process of its own: loading_peak.py DTYPES(comma separated) PARTS(JSON, of one checkpoint) [PARTS ...]. Linux only.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

for variable, value in {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}.items():
    os.environ.setdefault(variable, value)

import torch  # noqa: E402

from enfoads.engines.image.sdxl import Checkpoint, SdxlEngine  # noqa: E402
from enfoads.gpu.memory import HostMemory  # noqa: E402


def status(field: str) -> int:
    """A field of /proc/self/status in bytes: VmHWM is the peak, VmRSS the present."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024


def measure(dtype: torch.dtype, parts: dict[str, Path], memory: HostMemory) -> dict[str, int]:
    engine = SdxlEngine(Checkpoint("large", parts, "", {}, None, dtype, 0, frozenset()))
    memory.release()
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here
    before = status("VmRSS")
    engine.load("cpu")
    peak, kept = status("VmHWM") - before, status("VmRSS") - before
    engine.unload()
    memory.release()
    return {"weights": engine.weights_bytes, "peak": peak, "kept": kept, "left": status("VmRSS") - before}


if __name__ == "__main__":
    torch.set_num_threads(1)
    checkpoints = [{name: Path(path) for name, path in json.loads(parts).items()} for parts in sys.argv[2:]]
    print(json.dumps([[measure(getattr(torch, dtype), parts, HostMemory()) for dtype in sys.argv[1].split(",")] for parts in checkpoints]))
