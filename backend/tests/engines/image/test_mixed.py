"""A studio gets requests of every kind in any order: no picture depends on those before it, and memory stays flat."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import mixed
import numpy as np
import pytest
import torch

from enfoads.engines.image.base import ImageTask
from enfoads.engines.image.sdxl import SdxlEngine
from enfoads.gpu.manager import GpuManager
from enfoads.gpu.memory import HostMemory

SCRIPT = Path(mixed.__file__)


def test_mixed_requests_never_change_a_later_picture(tiny_folder: Any, engine_of: Any, tmp_path: Path, scale: float) -> None:
    """30 of them, 500 at ENFOADS_TEST_SCALE=10: a plain picture is the one that a new engine draws, any other the first of its kind."""
    count = round(50 * scale) if scale > 1 else round(30 * scale)
    folder = tiny_folder(channels=16, levels=5)
    engine: SdxlEngine = engine_of(folder)
    references: dict[tuple[str, int], bytes] = {}
    finished = ended = 0
    for request in mixed.requests(mixed.kinds(engine, tmp_path, 64), count, seed=0):
        made = request.run(engine)
        if made is None:
            ended += 1
            continue
        finished += 1
        key = (request.kind, request.task.seed)
        if key not in references and (request.kind == "plain" or scale > 1):
            made_anew = request.run(engine_of(folder))
            assert made_anew is not None
            references[key] = made_anew.tobytes()
        assert made.tobytes() == references.setdefault(key, made.tobytes()), f"{key} after {finished + ended} requests"
    assert finished > 0.4 * count
    assert ended > 0.16 * count
    assert sum(kind == "plain" for kind, _ in references) == 3


def test_memory_stays_flat_over_mixed_requests(tiny_folder: Any, scale: float) -> None:
    """Requests 16 to 36 with a tiny model; at ENFOADS_TEST_SCALE=10 16 to 120 with the starter. Least squares, as a leak would show."""
    where, count, side = ("starter", 120, 128) if scale >= 10 else (str(tiny_folder()), 36, 64)
    said = subprocess.run([sys.executable, str(SCRIPT), where, str(count), str(side)], capture_output=True, text=True, check=True).stdout
    seen = np.array(json.loads(said.splitlines()[-1])[16:]) / 2**20
    slope, start = np.polyfit(np.arange(len(seen)), seen, 1)
    print(f"{slope:+.3f} MB a request from {start:.0f} MB")
    assert slope < 0.5


def test_memory_that_runs_out_is_tried_again_with_less(
    tiny_folder: Any, engine_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the picture: the second attempt finds the modules clean, encodes and decodes in tiles, and draws what it would have."""
    engine: SdxlEngine = engine_of(tiny_folder())
    unet: Any = engine._pipe.unet  # type: ignore[union-attr]
    manager = GpuManager(lambda name: engine, HostMemory())
    forward, tiled = unet.forward, []
    kinds = mixed.kinds(engine, tmp_path, 64)
    for task in (kinds["plain"], kinds["picture"], kinds["all"]):
        expected = engine.generate(task, lambda *_: None).image.tobytes()
        calls = iter(range(99))

        def fail_once(*arguments: Any, calls: Any = calls, **options: Any) -> Any:
            if next(calls) == 1:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return forward(*arguments, **options)

        def work(lent: SdxlEngine, cheap: bool, task: ImageTask = task) -> bytes:
            tiled.append(cheap)
            return lent.generate(replace(task, tiled_decode=cheap), lambda *_: None).image.tobytes()

        with monkeypatch.context() as broken:
            broken.setattr(unet, "forward", fail_once)
            assert manager.run("tiny", work) == expected
        assert engine.generate(task, lambda *_: None).image.tobytes() == expected
    assert tiled == [False, True] * 3
