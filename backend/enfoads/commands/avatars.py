"""`enfoads avatars`: who can say a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import as_json, say
from enfoads.commands.listing import listing


@click.command()
@as_json
@click.pass_obj
def avatars(data_dir: Path | None, /, as_json: bool) -> None:
    """List the presenters: the studio's own, then those made from a portrait."""
    listing(data_dir, "/avatars", _columns, as_json=as_json)


def _columns(avatar: dict[str, Any]) -> list[str]:
    return [avatar["id"], avatar["name"], say("photo", "foto") if avatar["kind"] == "photo" else avatar["credit"]]
