"""What several commands need: the settings, the person's language, and text in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enfoads.errors import InvalidRequest, Language

if TYPE_CHECKING:
    from enfoads.settings import Settings

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")


def load_settings(data_dir: Path | None, **chosen: Any) -> Settings:
    """The settings with what the command line chose. Raises InvalidRequest for a value that cannot be used."""
    from pydantic import ValidationError

    from enfoads.settings import Settings

    given = {name: value for name, value in {"data_dir": data_dir, **chosen}.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InvalidRequest(param=name, detail=f"setting {name}: {first['msg']}", detail_es=f"ajuste {name}: {first['msg']}") from None


def language() -> Language:
    """Spanish when the terminal speaks it, else English."""
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "es" if spoken.lower().startswith("es") else "en"


def say(english: str, spanish: str) -> str:
    return spanish if language() == "es" else english


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
