"""`enfoads image`: a prompt becomes a picture on disk."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.commands.progress import follow

if TYPE_CHECKING:
    from enfoads.client import Client


@click.command()
@click.argument("prompt")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write [outputs/output_<date>_<time>.png].")
@click.option("--model", help="Model id; see `enfoads models list`.")
@click.option("--width", type=int, help="Pixels.")
@click.option("--height", type=int, help="Pixels.")
@click.option("--steps", "num_inference_steps", type=int, help="Denoising steps.")
@click.option("--guidance", "guidance_scale", type=float, help="How closely the prompt is followed.")
@click.option("--seed", type=int, help="The same seed and settings give the same picture.")
@click.option("-n", "--number", "num_outputs", type=int, default=1, show_default=True, help="How many pictures, 1 to 4.")
@click.option("--negative", "negative_prompt", default="", help="What the picture should not show.")
@click.option("--scheduler", help="Name of the sampling method.")
@click.option("--force", is_flag=True, help="Allow fewer steps than the checkpoint needs.")
@as_json
@click.pass_obj
def image(data_dir: Path | None, /, prompt: str, output: Path | None, as_json: bool, **fields: Any) -> None:
    """Draw PROMPT. Uses the running studio, or starts one for this picture alone."""
    from enfoads import telemetry
    from enfoads.client import connect

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token, settings.llm_api_key])
    asked = {"prompt": prompt, **{name: value for name, value in fields.items() if value is not None}}
    with connect(settings, language=language()) as studio:
        job = studio.call("POST", "/generate-image?async=true", asked)["job"]
        ended = follow(studio, job, quiet=as_json or not sys.stderr.isatty())
        paths = _save(studio, ended["result"]["images"], output)
    if as_json:
        print_json(_summary(ended, paths))
    else:
        _tell(ended, paths)


def _save(studio: Client, images: list[dict[str, Any]], output: Path | None) -> list[Path]:
    """Several pictures get `-1`, `-2`, … before the suffix."""
    first = output or Path("outputs") / f"output_{datetime.now():%Y%m%d_%H%M%S}.png"
    paths = [first] if len(images) == 1 else [first.with_stem(f"{first.stem}-{number}") for number in range(1, len(images) + 1)]
    for made, path in zip(images, paths, strict=True):
        studio.download(made["asset"]["url"], path)
    return paths


def _summary(job: dict[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    result = job["result"]
    pairs = zip(result["images"], paths, strict=True)
    images = [{"path": str(path), "seed": made["seed"], "asset_id": made["asset"]["id"]} for made, path in pairs]
    return {"job_id": job["id"], "images": images, **{name: result[name] for name in ("model", "device", "cached", "timings", "warnings")}}


def _tell(job: dict[str, Any], paths: Iterable[Path]) -> None:
    result = job["result"]
    for made, path in zip(result["images"], paths, strict=True):
        click.echo(f"{path}  ({say('seed', 'semilla')} {made['seed']})")
    names = {
        "load_s": say("load", "carga"),
        "encode_s": say("text", "texto"),
        "denoise_s": say("denoise", "pasos"),
        "decode_s": say("decode", "imagen"),
        "save_s": say("save", "guardar"),
        "total_s": "total",
    }
    times = ", ".join(f"{word} {result['timings'][name]:.2f} s" for name, word in names.items() if name in result["timings"])
    cached = say(" (from the cache)", " (de la caché)") if result["cached"] else ""
    click.echo(f"{result['model']}, {result['device']}: {times}{cached}", err=True)
