"""`enfoads image --batch`: every line of a file as a picture of its own, in a folder that says what is done."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from enfoads.commands.common import language, print_json, say
from enfoads.commands.image_request import numbered
from enfoads.errors import EnfoadsError, InvalidRequest

_WORDS = 40  # letters of the prompt in a file's name


class Line(NamedTuple):
    """`number`: of the line in the file, from 1."""

    number: int
    prompt: str


def read(file: Path) -> list[Line]:
    """The prompts of a file; empty lines and those that begin with `#` are none. Raises InvalidRequest, OSError."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest(
            param="batch", detail=f"--batch: {file} is not UTF-8 text", detail_es=f"--batch: {file} no es texto UTF-8"
        ) from None
    lines = [Line(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    found = [line for line in lines if line.prompt and not line.prompt.startswith("#")]
    if not found:
        raise InvalidRequest(param="batch", detail=f"--batch: {file} has no prompts", detail_es=f"--batch: {file} no tiene textos")
    return found


def run(
    lines: Sequence[Line],
    folder: Path,
    suffix: str,
    chosen: dict[str, Any],
    draw: Callable[[str, list[Path]], dict[str, Any]],
    tell: Callable[[dict[str, Any]], None],
    *,
    as_json: bool,
) -> None:
    """Draw what is not there yet. Ends the program with 1 when a line failed, after all others were drawn."""
    done: list[dict[str, Any]] = []
    skipped: list[int] = []
    failed: list[dict[str, Any]] = []
    for line in lines:
        paths = numbered(folder / _name(line, suffix, chosen, digits=len(str(lines[-1].number))), chosen["num_outputs"])
        if all(path.exists() for path in paths):
            skipped.append(line.number)
            continue
        try:
            made = {"line": line.number, "prompt": line.prompt} | draw(line.prompt, paths)
        except (EnfoadsError, OSError) as error:
            failed.append({"line": line.number, "prompt": line.prompt, "error": _words(error)})
            if not as_json:
                click.secho(f"{say('line', 'línea')} {line.number}: {failed[-1]['error']}", fg="red", err=True)
            continue
        done.append(made)
        if not as_json:
            tell(made)
    if as_json:
        print_json({"folder": str(folder), "drawn": done, "skipped": skipped, "failed": failed})
    else:
        _sum_up(folder, len(done), len(skipped), [one["line"] for one in failed])
    if failed:
        sys.exit(1)


def _name(line: Line, suffix: str, chosen: dict[str, Any], *, digits: int) -> str:
    """`003_a-red-apple_1f3a9c2e.png`: place, words, and a mark of everything asked for, so that other settings make other files."""
    letters = unicodedata.normalize("NFKD", line.prompt).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters)[:_WORDS].strip("-")
    mark = hashlib.sha256(json.dumps([line.prompt, chosen], sort_keys=True, default=str).encode()).hexdigest()[:8]
    return "_".join(part for part in (f"{line.number:0{max(3, digits)}d}", slug, mark) if part) + suffix


def _words(error: EnfoadsError | OSError) -> str:
    return error.message(language()) if isinstance(error, EnfoadsError) else str(error)


def _sum_up(folder: Path, done: int, skipped: int, failed: Sequence[int]) -> None:
    drawn = say(f"{done} drawn", f"{done} dibujadas")
    there = say(f"{skipped} were there", f"{skipped} ya estaban")
    wrong = say(f"{len(failed)} failed", f"{len(failed)} fallaron")
    which = f" ({say('line', 'línea')} {', '.join(map(str, failed))})" if failed else ""
    click.echo(f"{folder}: {drawn}, {there}, {wrong}{which}", err=True)
