"""`enfoads swap`: faces of photos onto those of a picture or a video. `enfoads faces`: what can be swapped in it."""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import Any

import click

from enfoads.commands import swap_video
from enfoads.commands.common import as_json, language, load_settings, print_json, say
from enfoads.commands.image_request import settle_format
from enfoads.commands.progress import follow
from enfoads.errors import InvalidRequest

_ENGINES = click.Choice(["auto", "mesh", "insightface"])


@click.command(short_help="Put the faces of photos onto a picture.")
@click.argument("source", nargs=-1, required=True, metavar="SOURCE... TARGET")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write, its suffix says the format.")
@click.option("--consent", is_flag=True, help="Everyone shown has agreed to this; asked on a terminal if left out.")
@click.option("--engine", type=_ENGINES, default="auto", show_default=True)
@click.option(
    "--map", "mapping", multiple=True, metavar="[PHOTO.]FACE=FACE", help="Source face onto target face, as `enfoads faces` counts them."
)
@click.option("--all", "all_faces", is_flag=True, help="Onto every face of the target.")
@click.option("--keep-mouth", is_flag=True, help="The target's own mouth stays.")
@click.option("--keep-eyes", is_flag=True, help="The target's own eyes stay.")
@click.option("--strength", type=click.FloatRange(0, 1), help="0 leaves the picture as it is, 1 replaces wholly.")
@click.option("--enhance", is_flag=True, help="Sharpen the new faces with the enhancer in the settings.")
@click.option("--label", is_flag=True, help="A small visible mark, AI or IA, in a corner.")
@click.option("--force", is_flag=True, help="Also faces that are too small or turned too far.")
@as_json
@click.pass_obj
def swap(
    data_dir: Path | None,
    /,
    source: tuple[str, ...],
    output: Path | None,
    consent: bool,
    mapping: tuple[str, ...],
    as_json: bool,
    **chosen: Any,
) -> None:
    """Put the faces of one to eight SOURCE photos onto those of TARGET, a picture or a video. Files, or ids of the library.

    Several photos of one person: the one that looks most like the target's way is taken. Several people: each goes onto the face
    that is most like theirs.
    """
    from enfoads import telemetry
    from enfoads.client import connect

    if len(source) < 2:
        raise click.UsageError(say("Give at least one SOURCE and the TARGET.", "Da al menos un ORIGEN y el DESTINO."))
    *photos, target = source
    asked = {name: value for name, value in chosen.items() if value not in (None, False)} | {"include_base64": False}
    form = swap_video.form_of(photos, target, output)
    if form is None:
        asked |= _photos(photos) | _picture("target", target) | _format(output)
    if mapping:
        asked["mapping"] = [_mapped(text) for text in mapping]
    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    asked["consent"] = consent or _asked_for_consent()
    with connect(settings, language=language()) as studio:
        body = asked if form is None else swap_video.filled(form, asked)
        quiet = as_json or not sys.stderr.isatty()
        ended = follow(studio, lambda: studio.call("POST", "/face-swap?async=true", body)["job"], quiet=quiet)
        asset = ended["result"]["asset"]
        path = output or Path("outputs") / f"{asset['name'] or 'swap'}-{asset['id'][-8:]}{_ending(asset['mime'])}"
        studio.download(asset["url"], path)
    done = {"path": str(path), "job_id": ended["id"], "asset_id": asset["id"]}
    kept = ("faces", "engine", "device", "commercial_use", "timings", "warnings")
    done |= {name: ended["result"][name] for name in kept}
    if ended["kind"] == "video_swap":
        swap_video.tell(done | swap_video.frames(ended["result"]), as_json=as_json)
    elif as_json:
        print_json(done)
    else:
        _tell(done)


@click.command(short_help="List the faces of IMAGE.")
@click.argument("image")
@click.option("--engine", type=_ENGINES, default="auto", show_default=True)
@as_json
@click.pass_obj
def faces(data_dir: Path | None, /, image: str, engine: str, as_json: bool) -> None:
    """List the faces of IMAGE (a file, or the id of a picture of the library), the largest first."""
    from enfoads import telemetry
    from enfoads.client import connect

    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    with connect(settings, language=language()) as studio:
        found = studio.call("POST", "/faces/detect", _picture("image", image) | {"engine": engine})
    if as_json:
        print_json(found | {"faces": [{name: value for name, value in face.items() if name != "thumbnail"} for face in found["faces"]]})
        return
    if not found["faces"]:
        click.echo(say("No faces.", "No hay caras."))
    for face in found["faces"]:
        x0, y0, x1, y1 = (round(value) for value in face["box"])
        looks = f"{say('yaw', 'giro')} {face['pose']['yaw']:+.0f}°  {say('pitch', 'inclinación')} {face['pose']['pitch']:+.0f}°"
        quality = f"{say('quality', 'calidad')} {face['quality']:.2f}"
        click.echo(f"{face['index']:>2}  {x1 - x0}×{y1 - y0} px ({x0}, {y0})  {looks}  {quality}  {' '.join(face['messages'])}".rstrip())


def _format(output: Path | None) -> dict[str, Any]:
    """What the file's suffix says; a video is written as it is."""
    if output is None or output.suffix.lower() == ".mp4":
        return {}
    format: dict[str, Any] = {"output_format": None}
    return {"output_format": format["output_format"]} if settle_format(format, output) and format["output_format"] else {}


def _photos(texts: list[str]) -> dict[str, Any]:
    """Source photos. Files count before assets, so the two are not mixed: the numbers of a mapping would not be those of the line."""
    found = [_picture("source", text) for text in texts]
    names = {name for one in found for name in one}
    if len(names) > 1:
        raise _refused("source", "files and library ids cannot be mixed", "no se pueden mezclar archivos e identificadores")
    if names == {"source"}:
        return {"source": [one["source"] for one in found]}
    return {"source_asset_ids": [one["source_asset_id"] for one in found]}


def _picture(field: str, text: str) -> dict[str, str]:
    path = Path(text)
    if path.is_file():
        return {field: base64.b64encode(path.read_bytes()).decode()}
    if path.suffix or "/" in text:
        raise _refused(field, f"there is no file {text}", f"no existe el archivo {text}")
    return {f"{field}_asset_id": text}


def _mapped(text: str) -> dict[str, Any]:
    """`0=2`, or `1.0=2` with the photo's number first."""
    onto = text.split("=")
    by = onto[0].split(".")
    if len(onto) != 2 or len(by) > 2 or not all(part.isascii() and part.isdigit() for part in (*by, onto[1])):
        raise _refused("map", f"{text} is neither 0=2 nor 1.0=2", f"{text} no es 0=2 ni 1.0=2")
    photo = {"source": int(by[0])} if len(by) == 2 else {}
    return {"source_face": int(by[-1]), "target_face": int(onto[1])} | photo


def _asked_for_consent() -> bool:
    """What the person answers; without a terminal nobody was asked, and the studio refuses."""
    if not sys.stdin.isatty():
        return False
    from enfoads.recipes.face_request import CONSENT

    return click.confirm(say(f"{CONSENT.en} Is that so?", f"{CONSENT.es} ¿Es así?"), default=False, err=True)


def _ending(mime: str) -> str:
    return {"image/jpeg": ".jpg", "image/webp": ".webp", "video/mp4": ".mp4"}.get(mime, ".png")


def _tell(done: dict[str, Any]) -> None:
    from enfoads.recipes.face_warnings import text_of

    click.echo(done["path"])
    for face in done["faces"]:
        likeness = f"{face['identity_distance_before']:.2f} → {face['identity_distance']:.2f}"
        words = [
            say(f"face {face['index']}", f"cara {face['index']}"),
            f"{say('distance to the source', 'distancia al origen')} {likeness}",
        ]
        click.echo("  ".join([*words, *(text_of(code, language()) for code in face["warnings"])]), err=True)
    for code in done["warnings"]:
        click.echo(text_of(code, language()), err=True)
    use = "" if done["commercial_use"] else say(", not for commercial use", ", sin uso comercial")
    click.echo(f"{done['engine']}, {done['device']}: {done['timings']['total_s']:.2f} s{use}", err=True)


def _refused(field: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=field, detail=f"{field}: {detail}", detail_es=f"{field}: {detail_es}")
