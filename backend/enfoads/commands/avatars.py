"""`enfoads avatars`: who can say a script."""

from __future__ import annotations

from pathlib import Path

import click

from enfoads.commands.common import as_json, language, load_settings, print_json
from enfoads.commands.common import say as tell


@click.command()
@as_json
@click.pass_obj
def avatars(data_dir: Path | None, /, as_json: bool) -> None:
    """List the presenters: the studio's own, then those made from a portrait."""
    from enfoads import telemetry
    from enfoads.client import connect

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    with connect(settings, language=language(), run_jobs=False) as studio:
        found = studio.call("GET", "/avatars")["items"]
    if as_json:
        print_json(found)
        return
    width = max(len(one["id"]) for one in found)
    for one in found:
        kind = tell("photo", "foto") if one["kind"] == "photo" else one["credit"]
        click.echo(f"{one['id']:<{width}}  {one['name']}  {kind}")
