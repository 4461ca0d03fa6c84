"""Watching a job from a terminal: a progress bar, and Ctrl-C that cancels the job."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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
    "voice": "diciendo el guion",
    "listening": "escuchando",
    "drawing": "dibujando la escena",
    "mixing": "mezclando el sonido",
    "animating": "animando",
    "subtitles": "subtitulando",
    "composing": "componiendo",
    "saving": "guardando",
    "downloading": "descargando",
    "verifying": "verificando",
    "completed": "hecho",
    "failed": "falló",
    "cancelled": "cancelado",
}


def follow(studio: Client, submit: Callable[[], dict[str, Any]], *, quiet: bool) -> dict[str, Any]:
    """Wait for the end of the job that `submit` makes, with a progress bar unless `quiet`. Ctrl-C cancels it.

    Raises what `submit` raises, the job's error, JobCancelled.
    """
    with _hanging_up_interrupts():
        return _followed(studio, submit, quiet=quiet)


def _followed(studio: Client, submit: Callable[[], dict[str, Any]], *, quiet: bool) -> dict[str, Any]:
    from enfoads.client import StudioGone

    with _one_interrupt_kept() as pressed:
        job = submit()
    try:
        if pressed:
            raise KeyboardInterrupt
        ended = _silently(studio, job) if quiet else _with_bar(studio, job)
    except KeyboardInterrupt:
        with suppress(EnfoadsError, KeyboardInterrupt):
            studio.call("POST", f"/api/jobs/{job['id']}/cancel")
            _silently(studio, studio.call("GET", f"/api/jobs/{job['id']}"))
        click.echo(say("Cancelled.", "Cancelado."), err=True)
        raise click.Abort from None
    except StudioGone as gone:
        gone.values |= {"job": _left_behind(job["id"], str(gone.values["address"]))}
        raise
    if ended["status"] == "cancelled":
        raise JobCancelled
    if ended["status"] == "failed":
        raise failure(ended)
    return ended


def _left_behind(id: str, address: str) -> str:
    return say(
        f"Job {id} goes on when the studio is started again (scripts/studio). Then `enfoads jobs show {id}` tells how far it is, and"
        f" {address}/api/jobs/{id} where its files are.",
        f"El trabajo {id} sigue cuando el estudio se inicie otra vez (scripts/studio). Después, `enfoads jobs show {id}` dice cómo va y"
        f" {address}/api/jobs/{id} dónde están sus archivos.",
    )


@contextmanager
def _hanging_up_interrupts() -> Iterator[None]:
    """A terminal that is closed, or `kill`, cancels as Ctrl-C does: else the next command would begin with this one's job."""
    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    taken = [number for number in wanted if signal.getsignal(number) is signal.SIG_DFL]  # nohup ignores it
    for number in taken:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _one_interrupt_kept() -> Iterator[list[int]]:
    """Ctrl-C is only noted, until the studio has said which job it accepted: nobody could cancel that one. Pressed twice it interrupts."""
    pressed: list[int] = []

    def note(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # a command in the background ignores it
        yield pressed
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


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
