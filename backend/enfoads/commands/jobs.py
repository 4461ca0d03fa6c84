"""`enfoads jobs`: what the studio was asked to make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.commands.progress import follow, stage


@click.group()
def jobs() -> None:
    """Jobs: list, show, cancel, retry."""


@jobs.command("list")
@click.option("--active", is_flag=True, help="Only what is queued or running.")
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True)
@as_json
@click.pass_obj
def list_jobs(data_dir: Path | None, active: bool, limit: int, as_json: bool) -> None:
    """The latest jobs, newest first."""
    found = _ask(data_dir, "GET", f"/api/jobs?limit={limit}{'&active=true' if active else ''}")
    if as_json:
        print_json(found)
        return
    for job in found["items"]:
        about = str(job["params"].get("prompt") or job["params"].get("filename") or job["model"])
        click.echo(f"{job['id']}  {job['created_at'][:19]}  {job['progress']:>3.0f} %  {stage(job):<22}  {about[:60]}")


@jobs.command()
@click.argument("id")
@as_json
@click.pass_obj
def show(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Everything about one job."""
    job = _ask(data_dir, "GET", f"/api/jobs/{id}")
    if as_json:
        print_json(job)
        return
    for name in ("id", "kind", "status", "progress", "attempt", "created_at", "started_at", "finished_at"):
        click.echo(f"{name:<12} {job[name]}")
    if job["error"]:
        click.secho(job["error"]["message"], fg="red")
        click.echo(job["error"]["hint"])
    for name, value in job["params"].items():
        click.echo(f"  {name}: {value}")


@jobs.command()
@click.argument("id")
@as_json
@click.pass_obj
def cancel(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Stop a job."""
    job = _ask(data_dir, "POST", f"/api/jobs/{id}/cancel")
    if as_json:
        print_json(job)
    else:
        click.echo(f"{job['id']} {stage(job)}")


@jobs.command()
@click.argument("id")
@as_json
@click.pass_obj
def retry(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Run a finished job's request again, and wait for it."""
    from enfoads.client import connect

    with connect(load_settings(data_dir), language=language()) as studio:
        ended = follow(studio, lambda: studio.call("POST", f"/api/jobs/{id}/retry")["job"], quiet=as_json)
    if as_json:
        print_json(ended)
    else:
        click.echo(say(f"{ended['id']} completed", f"{ended['id']} hecho"))


def _ask(data_dir: Path | None, method: str, path: str) -> Any:
    from enfoads import telemetry
    from enfoads.client import connect

    telemetry.configure("warning")
    with connect(load_settings(data_dir), language=language(), run_jobs=False) as studio:
        return studio.call(method, path)
