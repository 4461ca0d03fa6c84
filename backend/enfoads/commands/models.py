"""`enfoads models`: the catalog, and getting models onto this machine."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.commands.progress import follow
from enfoads.sizes import human

_STATES_ES = {"installed": "instalado", "missing": "no instalado", "partial": "a medias", "pulling": "descargando"}


@click.group()
def models() -> None:
    """Models: list, pull, verify, remove."""


@models.command("list")
@as_json
@click.pass_obj
def list_models(data_dir: Path | None, as_json: bool) -> None:
    """What the studio knows and what is installed; * marks the one used when none is named."""
    from enfoads.models.catalog import Catalog

    catalog = Catalog(load_settings(data_dir))
    active = catalog.default_image_model().id
    entries = [(entry, catalog.state(entry)) for entry in catalog.entries()]
    if as_json:
        shown = ("id", "task", "bytes", "license", "commercial_use", "title", "title_es", "description", "description_es")
        items = [
            {name: getattr(entry, name) for name in shown} | {"state": state, "active": entry.id == active} for entry, state in entries
        ]
        print_json({"items": items})
        return
    for entry, state in entries:
        word = _STATES_ES[state] if language() == "es" else state
        trade = say("commercial use", "uso comercial") if entry.commercial_use else say("no commercial use", "sin uso comercial")
        click.echo(f"{'*' if entry.id == active else ' '} {entry.id:<24} {word:<13} {human(entry.bytes):>10}  {entry.license}, {trade}")
        click.echo(f"    {say(entry.description, entry.description_es)}")
    for name, problem in catalog.problems().items():
        click.secho(f"! {name}: {problem.message(language())}", fg="yellow", err=True)


@models.command()
@click.argument("id")
@as_json
@click.pass_obj
def pull(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Download a model and verify it. What an earlier try got is used."""
    from enfoads import telemetry
    from enfoads.client import connect

    telemetry.configure("warning")
    with connect(load_settings(data_dir), language=language()) as studio:
        ended = follow(studio, lambda: studio.call("POST", f"/api/models/{id}/pull")["job"], quiet=as_json)
    if as_json:
        print_json(ended["result"])
    else:
        click.echo(say(f"{id} is installed.", f"{id} está instalado."))


@models.command("license")
@click.argument("id")
@click.option("--accept", is_flag=True, help="Accept the condition, once for this studio.")
@as_json
@click.pass_obj
def show_license(data_dir: Path | None, id: str, accept: bool, as_json: bool) -> None:
    """A model's licence, and the condition that it may carry."""
    from enfoads import telemetry
    from enfoads.client import connect

    telemetry.configure("warning")
    with connect(load_settings(data_dir), language=language(), run_jobs=False) as studio:
        path = f"/api/models/{id}/license"
        found = studio.call("POST", path, {"accept": True}) if accept else studio.call("GET", path)
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['license']}  {found['license_url']}")
    if found["condition"]:
        click.echo(say(found["condition"], found["condition_es"]))
        state = (
            say("Accepted.", "Aceptada.") if found["accepted"] else say("Not accepted yet: add --accept.", "Sin aceptar: añade --accept.")
        )
        click.echo(state)


@models.command("set-up")
@click.pass_obj
def set_up(data_dir: Path | None) -> None:
    """Fetch the small models that every studio has; scripts/studio does this by itself."""
    from enfoads.models.set_up import fetch

    fetch(load_settings(data_dir))


@models.command()
@click.argument("id")
@as_json
@click.pass_obj
def verify(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Compare a model's files with their checksums."""
    from enfoads.models.catalog import Catalog
    from enfoads.models.manage import verify as verify_files

    catalog = Catalog(load_settings(data_dir))
    checks = verify_files(catalog, catalog.get(id))
    wrong = [check for check in checks if check.state in ("missing", "wrong")]
    if as_json:
        print_json({"id": id, "ok": not wrong, "files": [asdict(check) for check in checks]})
    else:
        for check in checks:
            click.echo(f"{'✗' if check in wrong else '✓'} {check.path}  {human(check.bytes)}  {check.detail}".rstrip())
        damaged, good = say(f"{id} is damaged or incomplete.", f"{id} está dañado o incompleto."), say(f"{id} is good.", f"{id} está bien.")
        click.echo(damaged if wrong else good)
    if wrong:
        raise SystemExit(1)


@models.command()
@click.argument("id")
@as_json
@click.pass_obj
def remove(data_dir: Path | None, id: str, as_json: bool) -> None:
    """Delete a model's files."""
    from enfoads import telemetry
    from enfoads.client import connect

    telemetry.configure("warning")
    with connect(load_settings(data_dir), language=language(), run_jobs=False) as studio:
        removed = studio.call("DELETE", f"/api/models/{id}")
    if as_json:
        print_json(removed)
    else:
        freed = human(removed["freed_bytes"])
        click.echo(say(f"{id} removed, {freed} freed.", f"{id} eliminado, {freed} libres."))
