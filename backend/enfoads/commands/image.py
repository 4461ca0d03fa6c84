"""`enfoads image`: a prompt becomes a picture on disk; a file of prompts becomes a folder of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from enfoads.commands import image_batch, image_request
from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.commands.progress import follow

_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="File to write, its suffix says the format; with --batch, a folder."
    ),
    click.option("--batch", type=click.Path(path_type=Path, dir_okay=False), help="A file with one prompt a line, `#` before comments."),
    click.option("--model", help="Model id; see `enfoads models list`."),
    click.option("--size", help="Exact size of the file, such as 1080x1920: drawn at the model's best size, then resized."),
    click.option("--width", type=int, help="Pixels, as the model draws."),
    click.option("--height", type=int, help="Pixels, as the model draws."),
    click.option("--steps", "num_inference_steps", type=int, help="Denoising steps."),
    click.option("--guidance", "guidance_scale", type=float, help="How closely the prompt is followed."),
    click.option("--pag", "pag_scale", type=float, help="Perturbed-attention guidance, 0 to 20."),
    click.option("--seed", type=int, help="The same seed and settings give the same picture."),
    click.option("-n", "--number", "num_outputs", type=int, default=1, show_default=True, help="How many pictures, 1 to 4."),
    click.option("--negative", "negative_prompt", default="", help="What the picture should not show."),
    click.option("--style", help="Id of a prompt style; see `enfoads styles`."),
    click.option("--magic", is_flag=True, help="Let the studio write a better prompt from yours."),
    click.option("--brand", is_flag=True, help="With --magic: weave in the default brand."),
    click.option("--translate", is_flag=True, help="Put a Spanish prompt into English for a model that reads no Spanish."),
    click.option("--no-preprompt", is_flag=True, help="Leave the checkpoint's own words out."),
    click.option("--scheduler", help="Name of the sampling method."),
    click.option("--lora", "loras", multiple=True, metavar="FILE|NAME|URL[:SCALE]", help="A LoRA for this picture; may be repeated."),
    click.option("--image", metavar="FILE|ID", help="Picture to start from: a file, or an asset of the library."),
    click.option("--strength", type=float, help="How much of --image is redrawn, up to 1."),
    click.option("--mask", metavar="FILE|ID", help="What to redraw of --image: white, or transparent in a PNG."),
    click.option("--mask-blur", type=int, help="Width of the mask's soft edge, in pixels."),
    click.option("--outpaint", metavar="N|SIDE=N,…", help="Widen --image: pixels at each side, or left=64,right=64."),
    click.option("--face-refine", is_flag=True, help="Find faces in the result and redraw them larger."),
    click.option("--face-prompt", help="What a face is told; the prompt if left out."),
    click.option("--face-strength", type=float, help="How much of a face is redrawn."),
    click.option("--format", "output_format", type=click.Choice(["png", "jpeg", "webp"]), help="Of the file; else as its suffix says."),
    click.option("--quality", "output_compression", type=int, help="Of jpeg and webp, 0 to 100."),
    click.option("--background", type=click.Choice(["auto", "opaque", "transparent"]), help="transparent: the subject is cut out."),
    click.option("--upscaler", help="auto, lanczos, or the id of an installed upscaler."),
    click.option("--no-cache", is_flag=True, help="Draw again what was drawn before."),
    click.option("--force", is_flag=True, help="Allow fewer steps than the checkpoint needs."),
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("prompt", required=False)
@_with_options
@as_json
@click.pass_obj
def image(data_dir: Path | None, /, prompt: str | None, output: Path | None, batch: Path | None, as_json: bool, **chosen: Any) -> None:
    """Draw PROMPT. Uses the running studio, or starts one for this picture alone.

    With --batch each line of a file is drawn into a folder (outputs/<name of the file>, or --output). Files are named
    <line>_<words>_<settings>.png; what is there already is not drawn again, so a batch that was stopped goes on where it was. A
    line that fails is told, the others go on, and the command ends with 1.
    """
    from enfoads import telemetry
    from enfoads.client import connect

    if (prompt is None) == (batch is None):
        raise click.UsageError(say("Give either PROMPT or --batch FILE.", "Da PROMPT o --batch ARCHIVO, uno de los dos."))
    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    suffix = image_request.settle_format(chosen, output if prompt is not None else None)
    lines = image_batch.read(batch) if batch is not None else []
    quiet = as_json or not sys.stderr.isatty()
    with connect(settings, language=language()) as studio:
        fields = image_request.prepare(studio, chosen)

        def draw(text: str, paths: list[Path]) -> dict[str, Any]:
            asked = image_request.words(studio, text, fields)
            ended = follow(studio, lambda: studio.call("POST", "/generate-image?async=true", asked)["job"], quiet=quiet)
            for made, path in zip(ended["result"]["images"], paths, strict=True):
                studio.download(made["asset"]["url"], path)
            return _summary(ended, paths)

        if batch is not None:
            folder = output or Path("outputs") / batch.stem
            image_batch.run(lines, folder, suffix, chosen, draw, _tell, as_json=as_json)
            return
        first = output or Path("outputs") / f"output_{datetime.now():%Y%m%d_%H%M%S}{suffix}"
        done = draw(prompt or "", image_request.numbered(first, chosen["num_outputs"]))
    if as_json:
        print_json(done)
    else:
        _tell(done)


def _summary(job: dict[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    result = job["result"]
    pairs = zip(result["images"], paths, strict=True)
    images = [{"path": str(path), "seed": made["seed"], "asset_id": made["asset"]["id"]} for made, path in pairs]
    kept = ("model", "device", "cached", "prompt_used", "timings", "warnings")
    return {"job_id": job["id"], "images": images, **{name: result[name] for name in kept}}


def _tell(done: dict[str, Any]) -> None:
    for made in done["images"]:
        click.echo(f"{made['path']}  ({say('seed', 'semilla')} {made['seed']})")
    names = {
        "load_s": say("load", "carga"),
        "encode_s": say("text", "texto"),
        "denoise_s": say("denoise", "pasos"),
        "decode_s": say("decode", "imagen"),
        "refine_s": say("faces", "caras"),
        "save_s": say("save", "guardar"),
        "total_s": "total",
    }
    times = ", ".join(f"{word} {done['timings'][name]:.2f} s" for name, word in names.items() if name in done["timings"])
    cached = say(" (from the cache)", " (de la caché)") if done["cached"] else ""
    click.echo(f"{done['model']}, {done['device']}: {times}{cached}", err=True)
