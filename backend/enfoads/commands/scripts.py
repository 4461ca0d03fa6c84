"""`enfoads script`: an ad script from a product, or how long one takes to say. `enfoads music`: the built-in pieces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say, words_in
from enfoads.commands.prompts import GOALS

STRUCTURES = ("hook", "aida", "pas", "testimonial")


@click.command(short_help="Write an ad script for PRODUCT.")
@click.argument("product")
@click.option("--for", "audience", metavar="WHO", help="Whom the ad is for.")
@click.option("--goal", type=click.Choice(GOALS), help="What the ad is for.")
@click.option("--tone", help="energetic, elegant, playful, or in your own words.")
@click.option("--seconds", type=click.FloatRange(5, 90), help="How long it lasts; 20 if left out.")
@click.option("--language", "written_in", type=click.Choice(["es", "en"]), help="Of the script; found in PRODUCT if left out.")
@click.option("--structure", type=click.Choice(STRUCTURES), help="hook if left out.")
@click.option("--brand", help="Id of a brand kit; the default one if left out.")
@click.option("--seed", type=click.IntRange(0), help="The same seed gives the same script.")
@click.option("--length", is_flag=True, help="PRODUCT is a script (or a file of one): say how long it takes.")
@click.option("--llm", is_flag=True, help="Ask the language model of the settings.")
@as_json
@click.pass_obj
def script(data_dir: Path | None, /, product: str, written_in: str | None, length: bool, llm: bool, as_json: bool, **fields: Any) -> None:
    """Write an ad script for PRODUCT, as long as you like. It promises nothing that you do not say."""
    from enfoads import telemetry
    from enfoads.client import connect
    from enfoads.engines.script.language import told_language

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token, settings.llm_api_key])
    asked: dict[str, Any] = {"script": words_in(product, "PRODUCT")} | ({"language": written_in} if written_in else {})
    if not length:
        asked = {"product": product, "language": written_in or told_language(product) or language()} | ({"engine": "llm"} if llm else {})
        asked |= {name: value for name, value in fields.items() if value is not None and name != "brand"}
    asked |= {"brand": fields["brand"]} if fields["brand"] else {}
    with connect(settings, language=language(), run_jobs=False) as studio:
        answer = studio.call("POST", "/script-length" if length else "/magic-script", asked)
    if as_json:
        print_json(answer)
        return
    if not length:
        click.echo(answer["script"])
    seconds = f"{answer['seconds']:g} s"
    click.echo(say(f"about {seconds} when it is spoken", f"unos {seconds} al decirlo"), err=not length)
    for warning in answer["warnings"]:
        click.echo(warning["message"], err=True)


@click.command()
@as_json
@click.pass_obj
def music(data_dir: Path | None, /, as_json: bool) -> None:
    """The studio's own music for videos: free for any use."""
    from enfoads.video.beds import BEDS, LICENSE

    if as_json:
        print_json({"items": [bed._asdict() | {"license": LICENSE} for bed in BEDS]})
        return
    for bed in BEDS:
        click.echo(f"{bed.id:<16} {say(bed.name, bed.name_es):<22} {bed.mood:<10} {bed.bpm} bpm")
