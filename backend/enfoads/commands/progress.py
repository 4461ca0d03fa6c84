"""Watching a job from a terminal: a progress bar, and Ctrl-C that cancels the job."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from enfoads.commands.common import language, say
from enfoads.errors import EnfoadsError, JobCancelled

if TYPE_CHECKING:
    from enfoads.client import Client

_STAGES_ES = {
    "queued": "en cola",
    "starting": "empezando",
    "loading": "cargando el modelo",
    "encoding": "leyendo el texto",
    "denoising": "dibujando",
    "decoding": "revelando",
    "detecting": "buscando caras",
    "swapping": "cambiando caras",
    "refining": "afinando caras",
    "finishing": "acabando",
    "converting": "convirtiendo",
    "saving": "guardando",
    "downloading": "descargando",
    "verifying": "verificando",
    "completed": "hecho",
    "failed": "falló",
    "cancelled": "cancelado",
}


def follow(studio: Client, job: dict[str, Any], *, quiet: bool) -> dict[str, Any]:
    """Wait for the job's end, with a progress bar unless `quiet`. Ctrl-C cancels it.

    Raises the job's error, JobCancelled.
    """
    try:
        ended = _silently(studio, job) if quiet else _with_bar(studio, job)
    except KeyboardInterrupt:
        with suppress(EnfoadsError, KeyboardInterrupt):
            studio.call("POST", f"/api/jobs/{job['id']}/cancel")
            _silently(studio, studio.call("GET", f"/api/jobs/{job['id']}"))
        click.echo(say("Cancelled.", "Cancelado."), err=True)
        raise click.Abort from None
    if ended["status"] == "cancelled":
        raise JobCancelled
    if ended["status"] == "failed":
        raise failure(ended)
    return ended


def failure(job: dict[str, Any]) -> EnfoadsError:
    """A failed job's error, as the studio worded it."""
    from enfoads.client import ApiError

    error = ApiError(message=job["error"]["message"], hint=job["error"]["hint"])
    error.code, error.job_id = job["error"]["code"], job["id"]
    return error


def stage(job: dict[str, Any]) -> str:
    name = str(job["stage"])
    word = _STAGES_ES.get(name, name) if language() == "es" else name
    if job["status"] == "queued" and job["position"]:
        return f"{word} ({job['position']})"
    return f"{word} {job['step']}/{job['steps']}" if job["step"] is not None and job["steps"] else word


def _silently(studio: Client, job: dict[str, Any]) -> dict[str, Any]:
    return deque(studio.watch(job), maxlen=1).pop()


def _with_bar(studio: Client, job: dict[str, Any]) -> dict[str, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<24}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task(stage(job), total=100)
        for seen in studio.watch(job):
            bar.update(shown, completed=seen["progress"], description=stage(seen))
    return seen
