"""The part of `enfoads swap` that is about videos: files too large for JSON go as a form, and what is told is about frames."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from enfoads.client import Form
from enfoads.commands.common import language, print_json, say
from enfoads.errors import InvalidRequest
from enfoads.video.probe import sniff


def form_of(photos: Sequence[str], target: str, output: Path | None) -> Form | None:
    """The pictures of a request whose target is a video file, else None. Raises InvalidRequest for an output that is no .mp4."""
    path = Path(target)
    if not path.is_file() or not _is_video(path):
        return None
    if output is not None and output.suffix.lower() != ".mp4":
        detail, detail_es = (
            f"output: {output.name} is no .mp4, and a video is made",
            f"output: {output.name} no es .mp4, y se crea un vídeo",
        )
        raise InvalidRequest(param="output", detail=detail, detail_es=detail_es)
    files = tuple(("source", Path(one)) for one in photos if Path(one).is_file())
    assets = tuple(("source_asset_ids", one) for one in photos if not Path(one).is_file())
    return Form((*files, ("target", path)), assets)


def filled(form: Form, asked: dict[str, Any]) -> Form:
    """With the other fields of the request."""
    return Form(form.files, (*form.texts, *((name, _text(value)) for name, value in asked.items())))


def frames(result: dict[str, Any]) -> dict[str, Any]:
    return {name: result[name] for name in ("frames", "frames_changed")}


def tell(done: dict[str, Any], *, as_json: bool) -> None:
    """Say how a clip came out."""
    from enfoads.recipes.face_warnings import text_of

    if as_json:
        print_json(done)
        return
    click.echo(done["path"])
    click.echo(
        say(f"{done['frames_changed']} of {done['frames']} frames", f"{done['frames_changed']} de {done['frames']} fotogramas"), err=True
    )
    for face in done["faces"]:
        if face["identity_distance"] is not None:
            likeness = f"{face['identity_distance_before']:.2f} → {face['identity_distance']:.2f}"
            click.echo(f"{say('distance to the source', 'distancia al origen')} {likeness}", err=True)
    for code in dict.fromkeys([*done["warnings"], *(code for face in done["faces"] for code in face["warnings"])]):
        click.echo(text_of(code, language()), err=True)
    click.echo(f"{done['engine']}, {done['device']}: {done['timings']['total_s']:.1f} s", err=True)


def _is_video(path: Path) -> bool:
    with path.open("rb") as file:
        return sniff(file.read(16)) is not None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
