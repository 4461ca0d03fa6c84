"""`enfoads transcribe`: what is said in a sound or a video, as text, subtitles or JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import language, load_settings, say
from enfoads.commands.progress import follow
from enfoads.errors import InvalidRequest

_FORMATS = ("txt", "srt", "vtt", "json")


@click.command(short_help="Write down what is said in FILE.")
@click.argument("file")
@click.option("--script", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Text file with the words, if they are known.")
@click.option("--language", "spoken", metavar="CODE", help="es, en, …; found out if left out.")
@click.option("--format", "format", type=click.Choice(_FORMATS), help="What is written; the output's suffix says it too. [default: txt]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; printed if left out.")
@click.pass_obj
def transcribe(
    data_dir: Path | None, /, file: str, script: Path | None, spoken: str | None, format: str | None, output: Path | None
) -> None:
    """Write down what is said in FILE, a sound or a video, or the id of one in the library.

    With --script its words are placed in the recording, and subtitles show them as they are written.
    """
    from enfoads import telemetry
    from enfoads.client import Form, connect

    written = format or _format_of(output)
    texts = {"language": spoken or "", "script": script.read_text("utf-8") if script else ""}
    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    path = Path(file)
    if not path.is_file() and (path.suffix or "/" in file):
        raise InvalidRequest(param="file", detail=f"there is no file {file}", detail_es=f"no existe el archivo {file}")
    body: Any = {name: text for name, text in texts.items() if text}
    body = Form((("file", path),), tuple(body.items())) if path.is_file() else body | {"asset_id": file}
    with connect(settings, language=language()) as studio:
        quiet = not sys.stderr.isatty()
        ended = follow(studio, lambda: studio.call("POST", "/transcribe?async=true", body)["job"], quiet=quiet)
    found = ended["result"]
    _write(found["text"] + "\n" if written == "txt" else _json(found) if written == "json" else found[written], output)
    _tell(found)


def _format_of(output: Path | None) -> str:
    """Raises InvalidRequest for a suffix that is none of the formats."""
    if output is None:
        return "txt"
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        known = ", ".join(f".{one}" for one in _FORMATS)
        detail, detail_es = (
            f"output: {output.name} is none of {known}; say --format",
            f"output: {output.name} no es {known}; indica --format",
        )
        raise InvalidRequest(param="output", detail=detail, detail_es=detail_es)
    return suffix


def _json(found: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in found.items() if name not in ("srt", "vtt")}, ensure_ascii=False, indent=2) + "\n"


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, "utf-8")
    click.echo(str(output))


def _tell(found: dict[str, Any]) -> None:
    from enfoads.recipes.speech_warnings import text_of

    for code in found["warnings"]:
        click.echo(text_of(code, language()), err=True)
    if found["words"]:
        words = say(f"{len(found['words'])} words", f"{len(found['words'])} palabras")
        click.echo(f"{words}, {found['language']}, {found['duration_s']:.1f} s", err=True)
