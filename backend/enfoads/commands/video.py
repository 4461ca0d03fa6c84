"""`enfoads video`: an ad from a script, or from a file of scenes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from enfoads.commands.common import as_json, in_options, language, load_settings, print_json, say, words_in
from enfoads.commands.progress import follow
from enfoads.errors import InvalidRequest
from enfoads.video.formats import Aspect, CaptionStyle, Platform, Preset

if TYPE_CHECKING:
    from enfoads.client import Client

_ASSET = re.compile(r"[a-z]+_\w+")  # an id of the library
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_FILES = ("asset_id", "audio_asset_id", "music_asset_id")  # fields of a scenes file that may name a file instead
_GIVEN_BY = {  # field of the request -> option
    "script": "--script",
    "avatar_id": "--avatar",
    "voice_id": "--voice",
    "audio_asset_id": "--recording",
    "background": "--background",
    "background.asset_id": "--background",
    "music": "--music",
    "music_asset_id": "--music",
    "brand": "--brand",
    "title": "--title",
    "cta": "--cta",
    "cta.text": "--cta",
    "cta.headline": "--headline",
    "cta.detail": "--detail",
    "price_tag": "--price",
    "price_tag.price": "--price",
    "price_tag.before": "--old-price",
    "lower_third": "--name",
    "lower_third.title": "--name",
    "lower_third.subtitle": "--role",
}
_TAGS = {"price_tag": {"price": "price", "before": "old_price"}, "lower_third": {"title": "name", "subtitle": "role"}}
_OPTIONS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write (.mp4)."),
    click.option("--script", metavar="TEXT|FILE", help="What is said; [pause 500ms] is a pause."),
    click.option("--avatar", "avatar_id", help="Id of a presenter (enfoads avatars); the first one if left out."),
    click.option("--voice", "voice_id", help="Id of a voice (enfoads voices); one that suits language and presenter if left out."),
    click.option("--recording", metavar="FILE|ID", help="Your own recording of the script, in place of a voice."),
    click.option("--language", type=click.Choice(["es", "en"]), help="Of the script; found in it if left out."),
    click.option("--speed", type=click.FloatRange(0.5, 2), help="Of the voice."),
    click.option("--background", metavar="COLOR|FILE|ID", help="Behind the avatar: #rrggbb, a picture or a video."),
    click.option("--aspect", type=click.Choice(get_args(Aspect)), help="Shape of the video; 9:16 if left out."),
    click.option("--captions", type=click.Choice(get_args(CaptionStyle)), help="Style of the captions."),
    click.option("--music", metavar="NAME|FILE|ID", help="A built-in piece (enfoads music), or your own."),
    click.option("--brand", help="Id of a brand kit; the default one if left out."),
    click.option("--no-brand", is_flag=True, help="Without the brand."),
    click.option("--cta", metavar="TEXT", help="Call to action, on a closing card."),
    click.option("--headline", help="Above the call to action."),
    click.option("--detail", help="Below it: an address, a telephone number."),
    click.option("--price", help='On a price tag, as it is written: "S/ 49,90".'),
    click.option("--old-price", help="Struck through, beside --price."),
    click.option("--name", help="Who speaks, on a name tag."),
    click.option("--role", help="Below --name: what they do."),
    click.option("--title", help="On the thumbnails; the name in the library."),
    click.option("--platform", type=click.Choice(get_args(Platform)), help="Where it will be shown: text stays clear of its buttons."),
    click.option("--preset", type=click.Choice(get_args(Preset)), help="draft is a quarter of the size; final if left out."),
    click.option("--label", is_flag=True, help="A small visible mark, AI or IA, in a corner."),
    click.option("--srt", is_flag=True, help="Write the subtitles beside it (.srt)."),
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(short_help="Make a video ad from a script or from SCENES.")
@click.argument("scenes", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_with_options
@as_json
@click.pass_obj
def video(
    data_dir: Path | None, /, scenes: Path | None, script: str | None, output: Path | None, srt: bool, as_json: bool, **chosen: Any
) -> None:
    """Make a video ad. Either an avatar says --script, or SCENES is a JSON file with what POST /render-multi-scene takes.

    Options beside a file of scenes go before what the file says. Its asset ids may be names of files, which are put into the library
    first. An earlier video's job, asset or recipe (GET /api/jobs/ID, GET /api/assets/ID) serves as well: only what is changed in it
    is made anew. Ctrl-C cancels; what was rendered until then is taken up by the next run.
    """
    from enfoads import telemetry
    from enfoads.client import connect

    if (scenes is None) == (script is None and chosen["recording"] is None):
        raise click.UsageError(say("Give either --script or SCENES.", "Da --script o ESCENAS, uno de los dos."))
    if output is not None and output.suffix.lower() != ".mp4":
        raise _refused("output", f"{output.name} is no .mp4", f"{output.name} no es .mp4")
    settings = load_settings(data_dir)
    telemetry.configure("warning", None, [*settings.api_keys, settings.hf_token])
    quiet = as_json or not sys.stderr.isatty()
    typed: dict[str, str] = {}
    with in_options(_GIVEN_BY if scenes is None else {}, typed), connect(settings, language=language()) as studio:
        asked = {"script": words_in(script or "", "--script")} if scenes is None else _read(studio, scenes)
        said, route = _said(studio, chosen, typed), "/render-multi-scene" if "scenes" in asked else "/render-video"
        if said and "scenes" in asked:
            one = _GIVEN_BY[next(iter(said))]
            raise _refused(
                one, "of a video of a script; SCENES says it in each scene", "de un vídeo de un guion; ESCENAS lo dice en cada una"
            )
        asked |= said | _global(studio, chosen, typed)
        ended = follow(studio, lambda: studio.call("POST", route, asked)["job"], quiet=quiet)
        done = _fetch(studio, ended, output, srt=srt)
    if as_json:
        print_json(done)
    else:
        _tell(done)


def _said(studio: Client, chosen: dict[str, Any], typed: dict[str, str]) -> dict[str, Any]:
    """The fields that only a video of a script has. `typed` gets what was typed for each id of the library."""
    asked = _given(chosen, "avatar_id")
    if chosen["recording"]:
        asked["audio_asset_id"] = _typed_asset(studio, chosen["recording"], "--recording", typed)
    if background := chosen["background"]:
        own = None if _COLOR.fullmatch(background) else _typed_asset(studio, background, "--background", typed)
        asked["background"] = {"asset_id": own} if own else {"color": background}
    for field, parts in _TAGS.items():
        if tag := {name: chosen[option] for name, option in parts.items() if chosen[option] is not None}:
            asked[field] = tag
    return asked


def _global(studio: Client, chosen: dict[str, Any], typed: dict[str, str]) -> dict[str, Any]:
    """The fields that both kinds of request have."""
    asked = _given(chosen, "voice_id", "language", "speed", "aspect", "title", "platform", "preset", "brand")
    if chosen["no_brand"]:
        asked["brand"] = False
    if chosen["label"]:
        asked["label"] = True
    if chosen["captions"]:
        asked["captions"] = {"style": chosen["captions"]}
    if chosen["cta"] is not None or chosen["headline"] or chosen["detail"]:
        asked["cta"] = {"text": chosen["cta"] or ""} | _given(chosen, "headline", "detail")
    if music := chosen["music"]:
        beds = {bed["id"] for bed in studio.call("GET", "/music")["items"]}
        own = music not in beds and (_ASSET.fullmatch(music) or Path(music).suffix or "/" in music)
        # Both, for one of them may be in a file of scenes.
        asked |= {"music_asset_id": _typed_asset(studio, music, "--music", typed) if own else None, "music": "" if own else music}
    return asked


def _given(chosen: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: chosen[name] for name in names if chosen[name] is not None}


def _read(studio: Client, path: Path) -> dict[str, Any]:
    """The request in a file of scenes. Raises InvalidRequest when it is no JSON object."""
    try:
        asked = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InvalidRequest(detail=f"{path.name}: {error}", detail_es=f"{path.name}: {error}") from None
    if isinstance(asked, list):
        asked = {"scenes": asked}
    found = _request_in(asked)
    if found is None:
        raise InvalidRequest(detail=f"{path.name} holds no scenes", detail_es=f"{path.name} no contiene escenas")
    request: dict[str, Any] = _uploaded(studio, found, path.parent)
    return request


def _request_in(record: Any) -> dict[str, Any] | None:
    """A request for a video: as it is, a recipe, or inside of an asset or a job; None where there is none."""
    if not isinstance(record, dict):
        return None
    if "scenes" in record or "script" in record:
        return {name: value for name, value in record.items() if name != "kind"}
    result, params = (record[name] if isinstance(record.get(name), dict) else {} for name in ("result", "params"))
    inner = (record.get("recipe"), result.get("video"), params.get("request"))
    return next((found for one in inner if (found := _request_in(one))), None)


def _uploaded(studio: Client, value: Any, folder: Path) -> Any:
    """The same with files, named from the folder of the scenes, put into the library."""
    if isinstance(value, dict):
        return {
            name: _asset(studio, part, name, folder) if name in _FILES and isinstance(part, str) else _uploaded(studio, part, folder)
            for name, part in value.items()
        }
    return [_uploaded(studio, part, folder) for part in value] if isinstance(value, list) else value


def _asset(studio: Client, text: str, option: str, folder: Path = Path()) -> str:
    """An id of the library: of the file of that name once it is there, else the text itself."""
    path = folder / text
    if path.is_file():
        return str(studio.upload("/api/assets", path)["id"])
    if path.suffix or "/" in text:
        raise _refused(option, f"there is no file {path}", f"no existe el archivo {path}")
    return text


def _typed_asset(studio: Client, text: str, option: str, typed: dict[str, str]) -> str:
    id = _asset(studio, text, option)
    typed[id] = text
    return id


def _fetch(studio: Client, ended: dict[str, Any], output: Path | None, *, srt: bool) -> dict[str, Any]:
    result = ended["result"]
    made = result["video"]
    path = output or Path("outputs") / f"video-{made['id'].removeprefix('vid_')[:8]}.mp4"
    studio.download(result["url"], path)
    done: dict[str, Any] = {"path": str(path), "job_id": ended["id"], "asset_id": made["id"]}
    if srt:
        beside = path.with_suffix(".srt")
        studio.download(result["srt_url"], beside)
        done["srt"] = str(beside)
    kept = ("duration_s", "scenes", "language", "voice", "timings", "cached", "warnings")
    return done | {name: result[name] for name in kept}


def _tell(done: dict[str, Any]) -> None:
    click.echo(done["path"])
    if "srt" in done:
        click.echo(done["srt"])
    for warning in done["warnings"]:
        click.echo(warning["message"], err=True)
    names = {
        "voice_s": say("voice", "voz"),
        "images_s": say("pictures", "imágenes"),
        "render_s": say("frames", "fotogramas"),
        "sound_s": say("sound", "sonido"),
        "save_s": say("save", "guardar"),
        "total_s": "total",
    }
    times = ", ".join(f"{word} {done['timings'][name]:.1f} s" for name, word in names.items() if done["timings"][name])
    anew, all = sum(scene["rendered"] for scene in done["scenes"]), sum(scene["chapters"] for scene in done["scenes"])
    kept = say(f", {anew} of {all} chapters rendered anew", f", {anew} de {all} capítulos creados de nuevo") if anew < all else ""
    voice = f"{done['voice']}, " if done["voice"] else ""
    click.echo(f"{voice}{done['duration_s']:.1f} s: {times}{kept}", err=True)


def _refused(option: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=option, detail=f"{option}: {detail}", detail_es=f"{option}: {detail_es}")
