"""What `enfoads voices` and `enfoads avatars` have in common: a list of the studio's, a line for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import language, load_settings, print_json


def listing(data_dir: Path | None, path: str, columns: Callable[[dict[str, Any]], list[str]], *, as_json: bool) -> None:
    """GET `path` and print its items. `columns`: of one; the first is aligned, empty ones are left out."""
    from enfoads import telemetry
    from enfoads.client import connect

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    with connect(settings, language=language(), run_jobs=False) as studio:
        found = studio.call("GET", path)["items"]
    if as_json:
        print_json(found)
        return
    rows = [columns(one) for one in found]
    width = max(len(first) for first, *_ in rows)
    for first, *rest in rows:
        click.echo("  ".join([f"{first:<{width}}", *filter(None, rest)]))
