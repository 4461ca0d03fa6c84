"""`enfoads keys`: who may use the studio from elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from enfoads.commands.common import as_json, load_settings, print_json, say


@click.group()
def keys() -> None:
    """API keys; with at least one, everybody needs one."""


@keys.command()
@click.argument("name")
@click.option("--owner", default="", help="Share a library: another key's id, or `local` for the one made without keys.")
@as_json
@click.pass_obj
def add(data_dir: Path | None, name: str, owner: str, as_json: bool) -> None:
    """Make a key called NAME. It is shown once; only its hash is kept."""
    from enfoads.security.keys import KeyRing

    key, text = KeyRing(load_settings(data_dir)).add(name, owner)
    if as_json:
        print_json({"id": key.id, "name": key.name, "owner": key.owner, "key": text})
        return
    click.echo(text)
    kept = say(f"Keep it now: it is not shown again. Its id is {key.id}.", f"Guárdala ahora: no se vuelve a mostrar. Su id es {key.id}.")
    click.echo(kept, err=True)


@keys.command("list")
@as_json
@click.pass_obj
def list_keys(data_dir: Path | None, as_json: bool) -> None:
    """The keys that exist."""
    from enfoads.security.keys import KeyRing

    found = KeyRing(load_settings(data_dir)).list()
    if as_json:
        print_json([{"id": key.id, "name": key.name, "owner": key.owner, "created_at": key.created_at} for key in found])
        return
    for key in found:
        click.echo(f"{key.id}  {key.created_at[:10]}  {key.name}" + (f"  ({key.owner})" if key.owner != key.id else ""))
    if not found:
        unlocked = say(
            "No keys: the studio is open, on this machine only.", "No hay claves: el estudio está abierto, solo en esta máquina."
        )
        click.echo(unlocked, err=True)


@keys.command(short_help="Take back the key with this ID.")
@click.argument("id")
@click.pass_obj
def remove(data_dir: Path | None, id: str) -> None:
    """Take back the key with this ID, see `enfoads keys list`; whoever signed in with it is signed out."""
    from enfoads.security.keys import KeyRing

    KeyRing(load_settings(data_dir)).remove(id)
    click.echo(say(f"{id} removed.", f"{id} eliminada."), err=True)
