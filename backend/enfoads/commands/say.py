"""`enfoads say`: a text becomes a sound on disk. `enfoads voices`: who can say it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import as_json, in_options, language, load_settings, print_json, words_in
from enfoads.commands.common import say as tell
from enfoads.commands.listing import listing
from enfoads.commands.progress import follow
from enfoads.errors import InvalidRequest

_GIVEN_BY = {"text": "TEXT", "voice_id": "--voice", "brand": "--brand"}


@click.command(short_help="Say TEXT with a voice.")
@click.argument("text")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write, .mp3 or .wav.")
@click.option("--voice", "voice_id", default="", help="Id of a voice (enfoads voices); the best of the language if left out.")
@click.option("--language", "spoken", type=click.Choice(["es", "en"]), help="Of the text; found in it if left out.")
@click.option("--speed", type=click.FloatRange(0.5, 2), default=1.0, show_default=True, help="1 is the voice's own.")
@click.option("--brand", help="Id of the brand kit whose lexicon is used; the default one if left out.")
@click.option("--no-brand", is_flag=True, help="Without a brand's lexicon.")
@click.option("--srt", is_flag=True, help="Write the subtitles beside it (.srt).")
@as_json
@click.pass_obj
def say(
    data_dir: Path | None,
    /,
    text: str,
    output: Path | None,
    voice_id: str,
    spoken: str | None,
    speed: float,
    brand: str | None,
    no_brand: bool,
    srt: bool,
    as_json: bool,
) -> None:
    """Say TEXT: words, the name of a text file, or - for what comes in. [pause 500ms] is a pause.

    Uses the running studio, or starts one for this text alone. Ctrl-C cancels.
    """
    from enfoads import telemetry
    from enfoads.client import connect

    if output is not None and output.suffix.lower() not in (".mp3", ".wav"):
        raise InvalidRequest(
            param="output", detail=f"output: {output.name} is neither .mp3 nor .wav", detail_es=f"output: {output.name} no es .mp3 ni .wav"
        )
    asked: dict[str, Any] = {
        "text": words_in(text, "TEXT"),
        "voice_id": voice_id,
        "language": spoken,
        "speed": speed,
        "brand": False if no_brand else brand or True,
        "format": "wav" if output is not None and output.suffix.lower() == ".wav" else "mp3",
    }
    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    quiet = as_json or not sys.stderr.isatty()
    with in_options(_GIVEN_BY, {}), connect(settings, language=language()) as studio:
        ended = follow(studio, lambda: studio.call("POST", "/say?async=true", asked)["job"], quiet=quiet)
        result = ended["result"]
        asset = result["asset"]
        path = output or Path("outputs") / f"{asset['id']}.mp3"
        studio.download(asset["url"], path)
        written = [path]
        if srt:
            written.append(path.with_suffix(".srt"))
            studio.download(f"/api/assets/{asset['id']}/subtitles.srt", written[1])
    done = {"path": str(path), "srt_path": str(written[1]) if srt else None, "job_id": ended["id"], "asset_id": asset["id"]}
    done |= {name: result[name] for name in ("voice", "language", "duration_s", "words", "cached", "timings", "warnings")}
    if as_json:
        print_json(done)
        return
    _tell(done, written)


@click.command(short_help="List the voices.")
@as_json
@click.pass_obj
def voices(data_dir: Path | None, /, as_json: bool) -> None:
    """List the voices, the best of each language first; * speaks when none is chosen."""
    listing(data_dir, "/voices", _columns, as_json=as_json)


def _columns(voice: dict[str, Any]) -> list[str]:
    kind = tell("draft", "borrador") if voice["draft"] else ""
    state = "" if voice["installed"] else f"enfoads models pull {voice['model']}"
    mark = "*" if voice["default"] else " "
    return [f"{mark} {voice['id']}", voice["name"], "/".join(voice["languages"]), voice["accent"], _gender(voice["gender"]), kind, state]


def _gender(gender: str) -> str:
    return {"female": tell("female", "mujer"), "male": tell("male", "hombre")}.get(gender, "")


def _tell(done: dict[str, Any], written: list[Path]) -> None:
    from enfoads.recipes.video_warnings import words_of

    for path in written:
        click.echo(str(path))
    for warning in words_of(done["warnings"], language()):
        click.echo(warning["message"], err=True)
    said = tell("from the cache", "de la caché") if done["cached"] else f"{done['timings']['total_s']:.2f} s"
    click.echo(f"{done['voice']}: {done['duration_s']:.1f} s {tell('of speech', 'de voz')}, {said}", err=True)
