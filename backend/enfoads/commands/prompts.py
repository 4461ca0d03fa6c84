"""`enfoads styles` and `enfoads prompt`: the ad styles, and a good prompt from a short one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say

GOALS = ("launch", "sale", "testimonial", "food", "seasonal", "event", "awareness", "catalog")


@click.command()
@click.option("--category", help="Only these: product, food, fashion, seasonal, icon…")
@as_json
def styles(category: str | None, as_json: bool) -> None:
    """The ad styles that `enfoads prompt` and pictures may use."""
    from enfoads.engines.prompts.styles import every

    found = [style for style in every() if category in (None, style.category)]
    if as_json:
        print_json({"items": [{name: getattr(style, name) for name in ("id", "name", "name_es", "category")} for style in found]})
        return
    for style in found:
        click.echo(f"{style.id:<20} {style.category:<13} {say(style.name, style.name_es)}")


@click.command()
@click.argument("prompt")
@click.option("--style", help="Style id; see `enfoads styles`.")
@click.option("--goal", type=click.Choice(GOALS), help="What the ad is for.")
@click.option("--brand", is_flag=True, help="Weave in the default brand.")
@click.option("--translate", is_flag=True, help="Only translate PROMPT from Spanish to English.")
@click.option("--llm", is_flag=True, help="Ask the language model of the settings.")
@as_json
@click.pass_obj
def prompt(data_dir: Path | None, /, prompt: str, translate: bool, llm: bool, as_json: bool, **fields: Any) -> None:
    """Write a good ad prompt from PROMPT. Your own words and weights stay as typed."""
    from enfoads import telemetry
    from enfoads.client import connect

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token, settings.llm_api_key])
    asked = {"prompt": prompt} | ({"engine": "llm"} if llm else {})
    if not translate:
        asked |= {name: value for name, value in fields.items() if value}
    with connect(settings, language=language(), run_jobs=False) as studio:
        answer = studio.call("POST", "/translate-prompt" if translate else "/magic-prompt", asked)
    if as_json:
        print_json(answer)
    elif translate:
        click.echo(answer["translated_prompt"])
        if answer["unknown"]:
            click.echo(say("kept as they are: ", "quedan como están: ") + ", ".join(answer["unknown"]), err=True)
    else:
        click.echo(answer["enhanced_prompt"])
        if answer["negative_prompt"]:
            click.echo(say("negative: ", "negativo: ") + answer["negative_prompt"], err=True)
