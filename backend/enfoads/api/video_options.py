"""What a video may be: GET /video-options, and the typefaces that a page's previews need."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from flask import Response, send_file

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.videos import AspectInfo, CaptionStyleInfo, FontInfo, PlatformInfo, SafeBox, StyleInfo, VideoOptions
from enfoads.errors import NotFound, Text
from enfoads.video import options
from enfoads.video.caption_styles import EM, STYLES
from enfoads.video.fonts import FAMILIES, Face, path_of
from enfoads.video.formats import SIZES, Aspect
from enfoads.video.safe import PLATFORMS, caption_y, safe_box

routes = Routes("videos")

_ASPECTS: tuple[Aspect, ...] = get_args(Aspect)


@routes.on("GET", "/video-options", out=VideoOptions)
def video_options(call: Call) -> VideoOptions:
    """Formats, platforms with their safe zones, caption styles, fonts, motions, transitions and presets."""
    sizes = SIZES["final"]
    return VideoOptions(
        aspects=[AspectInfo(id=one, width=sizes[one][0], height=sizes[one][1], caption_em=EM[one]) for one in _ASPECTS],
        platforms=[
            PlatformInfo(
                id=rules.id,
                name=rules.name,
                lufs=rules.lufs,
                safe={one: SafeBox.model_validate(safe_box(one, rules.id)._asdict()) for one in _ASPECTS},
                caption_y={one: caption_y(one, rules.id) for one in _ASPECTS},
            )
            for rules in PLATFORMS.values()
        ],
        caption_styles=[
            CaptionStyleInfo(
                id=style.id,
                name=style.name,
                name_es=style.name_es,
                font=style.family,
                size=style.size,
                uppercase=style.uppercase,
                text=style.text,
                active=style.active,
                box=style.box or None,
                edge=style.edge,
            )
            for style in STYLES.values()
        ],
        fonts=[_font(face) for face in FAMILIES.values()],
        motions=_named(options.MOTIONS),
        transitions=_named(options.TRANSITIONS),
        presets=_named(options.PRESETS),
    )


@routes.on("GET", "/api/fonts/{file}", out="font/woff2", gives=("Cache-Control",), open=True)
def font_file(call: Call, file: str) -> Response:
    """A typeface as a page loads it; its address names its content, so it is kept for ever."""
    face = next((face for face in FAMILIES.values() if file == _address(face).rpartition("/")[2]), None)
    if face is None:
        raise NotFound(kind="font", kind_es="la tipografía", id=file)
    answer = send_file(path_of(face), mimetype="font/woff2", conditional=True)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _font(face: Face) -> FontInfo:
    installed = path_of(face).is_file()
    url = _address(face) if installed else ""
    return FontInfo(family=face.family, installed=installed, weight=face.weight, url=url, credit=face.credit, license="OFL-1.1")


@lru_cache(maxsize=32)
def _address(face: Face) -> str:
    digest = hashlib.sha256(path_of(face).read_bytes()).hexdigest()[:12]
    stem, _, suffix = face.file.rpartition(".")
    return f"/api/fonts/{stem}-{digest}.{suffix}"


def _named(texts: Mapping[str, Text]) -> list[StyleInfo]:
    return [StyleInfo(id=id, name=text.en, name_es=text.es) for id, text in texts.items()]
