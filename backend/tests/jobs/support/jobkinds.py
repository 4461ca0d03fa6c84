"""Recipes that misbehave on purpose: what the queue's tests run. Workers import this module by name."""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enfoads.errors import InvalidRequest
from enfoads.jobs.context import JobContext
from enfoads.recipes.kinds import Kind, Recipe
from enfoads.video.ffmpeg import Ffmpeg

if "jobs.worker" in " ".join(sys.orig_argv) and os.environ.get("ENFOADS_TEST_BROKEN_WORKER"):
    raise RuntimeError("this worker cannot start")

Params = dict[str, Any]


def echo(params: Params, ctx: JobContext) -> Params:
    return {"echo": params, "attempt": ctx.attempt, "torch": "torch" in sys.modules}


def steps(params: Params, ctx: JobContext) -> Params:
    """`n` steps of `step_s`, like a denoising loop; writes what it did to `trace` when it is given."""
    for step in range(1, params["n"] + 1):
        ctx.check_cancelled()
        ctx.progress(100 * step / params["n"], "denoising", step=step, steps=params["n"])
        time.sleep(params.get("step_s", 0.01))
    if trace := params.get("trace"):
        with Path(trace).open("a") as lines:
            lines.write(f"{ctx.job_id} {ctx.attempt}\n")
    if params.get("save"):
        path = ctx.staging_path(".wav")
        path.write_bytes(b"sound")
        return {"asset": ctx.save_file(path, index=1, type="audio", mime="audio/wav")}
    return {"attempt": ctx.attempt}


def deaf(params: Params, ctx: JobContext) -> Params:
    """Reports progress and never asks whether it was cancelled."""
    for step in range(params["n"]):
        ctx.progress(step, "working")
        time.sleep(0.02)
    return {}


def die(params: Params, ctx: JobContext) -> Params:
    """Ends its worker with a signal on the first `times` attempts."""
    ctx.progress(10, "working")
    if ctx.attempt <= params.get("times", 1):
        os.kill(os.getpid(), params.get("signal", signal.SIGKILL))
        time.sleep(60)
    return {"attempt": ctx.attempt}


def ffmpeg_dies(params: Params, ctx: JobContext) -> Params:
    """Has an ffmpeg, which somebody kills on the first `times` attempts."""
    with Ffmpeg(["-f", "lavfi", "-i", "anullsrc", "-t", "3600" if ctx.attempt <= params["times"] else "0.1", "-f", "null", "-"]) as child:
        if ctx.attempt <= params["times"]:
            child._child.kill()
        return {"status": child.wait()}


def crash(params: Params, ctx: JobContext) -> Params:
    """A fault in native code."""
    ctypes.string_at(0)
    return {}


def hang(params: Params, ctx: JobContext) -> Params:
    """One C call that never returns and keeps the GIL, on the first `times` attempts."""
    ctx.progress(10, "working")
    if ctx.attempt <= params.get("times", 1):
        if params.get("helper"):
            subprocess.Popen(["sleep", "300"])
        ctypes.PyDLL(None).sleep(300)
    return {"attempt": ctx.attempt}


def helper(params: Params, ctx: JobContext) -> Params:
    """Starts a program, as a video recipe starts ffmpeg, and says its pid."""
    program = subprocess.Popen(["sleep", "300"])
    ctx.progress(10, "encoding", message=str(program.pid))
    for _ in range(3000):
        ctx.check_cancelled()
        time.sleep(0.02)
    return {}


def bomb(params: Params, ctx: JobContext) -> Params:
    """Asks for more memory than the process may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, hard))
    try:
        return {"size": len(bytearray(64 * 2**30))}
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def fail(params: Params, ctx: JobContext) -> Params:
    errors: dict[str, Callable[[], BaseException]] = {
        "ours": lambda: InvalidRequest(param="prompt", detail="no", detail_es="no"),
        "disk": lambda: OSError(errno.ENOSPC, "No space left on device"),
        "lost-file": lambda: FileNotFoundError(errno.ENOENT, "No such file or directory", "/home/me/data/staging/upload-1"),
        "foreign": lambda: RuntimeError("first line\nsecond line"),
        "exit": lambda: SystemExit(3),
    }
    if params["how"] == "not-json":
        return {"path": Path("/tmp")}
    raise errors[params["how"]]()


def parent(params: Params, ctx: JobContext) -> Params:
    """Runs `children`, one after the other, then dies once if asked to. `linger`: seconds before, deaf to a cancel."""
    ctx.progress(1, "asking")
    time.sleep(params.get("linger", 0))
    results = [ctx.run(kind, child) for kind, child in params["children"]]
    if params.get("die") and ctx.attempt == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"results": results}


def talk(params: Params, ctx: JobContext) -> Params:
    print("printed by a library")
    logging.getLogger("recipe").error("logged by a recipe")
    for number in range(params.get("previews", 0)):
        ctx.preview(b"jpeg %d" % number)
        time.sleep(0.01)
    time.sleep(params.get("linger", 0))
    return {}


def lease(params: Params, ctx: JobContext) -> Params:
    """Borrows a model of the GPU manager for `n` steps."""
    with ctx.gpu.lease(params["model"]) as engine:
        for step in range(params.get("n", 1)):
            if not params.get("deaf"):
                ctx.check_cancelled()
            ctx.progress(step, "working")
            time.sleep(0.01)
        return {"engine": engine.name}


@dataclass(frozen=True, slots=True)
class TestKind(Kind):
    def load(self) -> Recipe:
        recipe: Recipe = globals()[self.recipe]
        return recipe


KINDS = {
    kind.name: kind
    for kind in (
        *(
            TestKind(name, name[:3], "gpu", name)
            for name in ("echo", "steps", "deaf", "die", "ffmpeg_dies", "crash", "hang", "helper", "bomb", "fail", "talk", "lease")
        ),
        TestKind("parent", "par", "media", "parent"),
        TestKind("gpu_parent", "gpp", "gpu", "parent"),
        TestKind("media_steps", "med", "media", "steps"),
        TestKind("quick_echo", "qui", "quick", "echo"),
        TestKind("quick_steps", "qst", "quick", "steps"),
    )
}
