"""What several commands need: the settings, the person's language, and text in it."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enfoads.errors import InvalidRequest, Language

if TYPE_CHECKING:
    from enfoads.settings import Settings

_TEXT_FILE = re.compile(r"\S+\.(txt|md)", re.IGNORECASE)
_LISTED = re.compile(r"GET /(voices|avatars|music|styles)\b(,? or? enfoads \1,?)?")
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


def words_in(given: str, option: str) -> str:
    """A text, what is in the file of that name, or with "-" what comes in. Raises InvalidRequest for a text file that is not there."""
    if given == "-":
        return sys.stdin.read()
    try:
        path = Path(given)
        if path.is_file():
            return path.read_text("utf-8")
    except (OSError, ValueError):  # too long for a name, or no text
        return given
    if _TEXT_FILE.fullmatch(given):
        raise InvalidRequest(
            param=option, detail=f"{option}: there is no file {given}", detail_es=f"{option}: no existe el archivo {given}"
        )
    return given


@contextmanager
def in_options(options: dict[str, str], typed: dict[str, str]) -> Iterator[None]:
    """The studio's errors in the words of the command line.

    `options`: which option a field of the request was given by; `typed`: what was typed for an id of the library.
    """
    from enfoads.client import ApiError

    try:
        yield
    except ApiError as error:
        for part in error.values.keys() & {"message", "hint"}:
            told = str(error.values[part])
            if (option := options.get(error.param or "")) and told.startswith(f"{error.param}: "):
                told = f"{option}{told.removeprefix(error.param or '')}"
            wordy = {field: option for field, option in options.items() if "_" in field and "." not in field}
            for name, given in (wordy | typed).items():
                told = told.replace(name, given)
            error.values[part] = _LISTED.sub(r"enfoads \1", told)
        raise


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
