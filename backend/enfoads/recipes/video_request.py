"""From what a person asked of a video to the params of a `video` job: files held, voice and seeds chosen, every limit checked.

Runs in the server when a request is accepted, so it loads no model library. After it, the same params give the same video.
A VideoRequest is one scene; a request for a preview is settled the same way, with nothing refused that is only half written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from enfoads.engines.script.estimate import seconds as spoken_seconds
from enfoads.engines.script.language import script_language
from enfoads.engines.script.markup import Text, clean, pieces
from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Language
from enfoads.engines.voice.voices import choose
from enfoads.errors import EnfoadsError, InvalidRequest, ModelNotInstalled
from enfoads.library.brands import Brand
from enfoads.models.catalog import Catalog
from enfoads.recipes.face_request import LABEL
from enfoads.recipes.transcribe_request import RECOGNISER
from enfoads.recipes.video_visuals import Held, Visuals, gender_of, motion_of
from enfoads.settings import Settings
from enfoads.video import beds
from enfoads.video.formats import FPS, SIZES

SILENT_SCENE_S = 3.0  # of a scene that nobody speaks in and that says no length
LONGEST_S = 30 * 60  # of a whole video
_LONGEST_SCRIPT = 20_000  # characters of all scenes together; `schemas.videos.LONGEST_SCRIPT` of one
_POSITIONS: dict[str, float | None] = {"auto": None, "top": 0.0, "middle": 0.5, "bottom": 1.0}  # kept inside the safe zone when drawn
_CAPTION_COLORS = (("color", "text"), ("active", "active"), ("box", "box"), ("outline", "outline"))  # the timeline's, the request's
_GLOBAL = ("speed", "aspect", "preset", "platform", "title")
# Where the fields of the one scene are in a VideoRequest.
_OF_VIDEO = {"narration": "script", "visual.avatar_id": "avatar_id", "visual.background": "background"}
_VOICE_PACE, _PIXEL_PACE = 0.5, 0.45  # seconds for a second of Kokoro's voice, and of a million pixels at 30 fps, on two cores
_PROMPT_PACE = 20.0  # seconds of a picture


class Sources(Protocol):
    """What a request may name, as its caller may see it. Each raises NotFound or InvalidRequest, with `field` as param."""

    def asset(self, id: str, field: str, types: Sequence[str]) -> Held: ...

    def avatar(self, id: str, field: str) -> dict[str, Any]:
        """An `AvatarRecord` as JSON; "": the first one."""

    def consent(self, avatar_id: str) -> dict[str, Any]:
        """Who agreed to a photo avatar: `library.avatars.Avatar.audit`."""

    def brand(self, wanted: str | bool) -> Brand | None: ...


Place = Callable[[str], str]
"""From a field of a scene to what the request calls it: "visual.color" -> "scenes[2].visual.color"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`draft`: for a preview, where half a request is no error."""

    sources: Sources
    catalog: Catalog
    settings: Settings
    language: Language  # of the caller: of a label, and of a video in which nothing is said
    draft: bool = False
    warnings: list[str] = field(default_factory=list)


def settle_video(fields: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """Params for `recipes.video.render` from a VideoRequest's fields.

    Raises InvalidRequest, NotFound, ModelNotInstalled, NotSupported, each naming its field.
    """
    if not fields["script"].strip() and fields["audio_asset_id"] is None:
        raise _refused("script", "a script or audio_asset_id is needed", "hace falta un guion o audio_asset_id")
    scene = {
        "narration": fields["script"],
        "caption": None,
        "visual": {"avatar_id": fields["avatar_id"], "background": fields["background"]},
        "motion": "none",
        "transition": "cut",
        "transition_s": 0.0,
        "duration_s": None,
        **{name: fields[name] for name in ("audio_asset_id", "lower_third", "price_tag")},
    }
    return _settle(fields, [scene], lambda _: lambda name: _OF_VIDEO.get(name, name.replace("visual.background", "background")), asked)


def settle_scenes(fields: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """Params for `recipes.video.render` from a ScenesRequest's fields. Raises as `settle_video`."""
    return _settle(fields, fields["scenes"], lambda number: lambda name: f"scenes[{number}].{name}", asked)


def _settle(fields: dict[str, Any], scenes: Sequence[dict[str, Any]], place_of: Callable[[int], Place], asked: Asked) -> dict[str, Any]:
    brand = asked.sources.brand(fields["brand"])
    lexicon = list(brand.lexicon) if brand else []
    spoken = [scene["narration"] for scene in scenes if scene["narration"].strip()]
    if sum(map(len, spoken)) > _LONGEST_SCRIPT:
        raise _refused("scenes", f"all narrations together may have {_LONGEST_SCRIPT} characters",
                       f"todas las narraciones juntas admiten {_LONGEST_SCRIPT} caracteres")  # fmt: skip
    language = _language(fields["language"], spoken, asked)
    snapshot = _brand(brand, asked)
    visuals = Visuals(asked, fields, snapshot)
    settled = [_scene(scene, number, place_of(number), visuals, asked) for number, scene in enumerate(scenes)]
    voiced = any(scene["narration"] and scene["recording"] is None for scene in settled)
    gender = gender_of(scene["visual"] for scene in settled)
    voice = choose(fields["voice_id"], language, asked.catalog, asked.settings, gender) if voiced or fields["voice_id"] else None
    lengths = [_length(scene, number, place_of(number), language, lexicon, fields["speed"], asked) for number, scene in enumerate(settled)]
    if fields["cta"] is not None:
        settled.append(_end(fields["cta"], brand, settled[-1]["visual"], asked))
        lengths.append(fields["cta"]["seconds"])
    if sum(lengths) > LONGEST_S and not asked.draft:
        raise _refused("script" if len(scenes) == 1 else "scenes", f"the video would last longer than {LONGEST_S // 60} minutes",
                       f"el vídeo duraría más de {LONGEST_S // 60} minutos")  # fmt: skip
    width, height = SIZES[fields["preset"]][fields["aspect"]]
    drawn = sum(scene["visual"]["kind"] == "prompt" for scene in settled)
    return {
        "scenes": settled,
        "language": language,
        "spoken_language": fields["language"] or (language if spoken else None),  # None: whatever a recording is in
        "voice": voice.id if voice and voiced else "",
        "model": voice.model if voice and voiced else "",
        "lexicon": lexicon,
        "width": width,
        "height": height,
        "fps": FPS,
        **{name: fields[name] for name in _GLOBAL},
        "captions": _captions(fields["captions"]),
        "brand": snapshot,
        "music": _music(fields, asked),
        "label": (LABEL.es if language == "es" else LABEL.en) if fields["label"] else "",
        "warnings": asked.warnings + (["draft_voice"] if voiced and voice and voice.draft and not fields["voice_id"] else []),
        "audit": _audit(settled, asked),
        "ui_language": asked.language,
        "work": round(sum(lengths) * (_VOICE_PACE + _PIXEL_PACE * width * height / 1e6) + drawn * _PROMPT_PACE, 2),
    }


def _language(given: Language | None, spoken: Sequence[str], asked: Asked) -> Language:
    """As asked, as the words say, or the caller's own where there are none."""
    if given is not None or not spoken:
        return given or asked.language
    words = " ".join(piece.text for text in spoken for piece in pieces(clean(text)) if isinstance(piece, Text))
    return script_language(words) if any(map(str.isalpha, words)) else asked.language


def _scene(scene: dict[str, Any], number: int, place: Place, visuals: Visuals, asked: Asked) -> dict[str, Any]:
    recording, visual = scene["audio_asset_id"], visuals.settle(scene["visual"], place)
    if recording is not None and not asked.draft and asked.catalog.state(asked.catalog.get(RECOGNISER)) != "installed":
        raise ModelNotInstalled(param=place("audio_asset_id"), model=RECOGNISER)
    return {
        "narration": scene["narration"] if scene["narration"].strip() else "",
        "caption": scene["caption"],
        "visual": visual,
        "motion": motion_of(scene["motion"], visual, number),
        "transition": {"kind": scene["transition"] if number else "cut", "seconds": scene["transition_s"] if number else 0.0},
        "duration_s": scene["duration_s"],
        "recording": None if recording is None else asked.sources.asset(recording, place("audio_asset_id"), ("audio", "video")),
        "lower_third": scene["lower_third"],
        "price_tag": scene["price_tag"],
        "end_card": None,
    }


def _length(
    scene: dict[str, Any], number: int, place: Place, language: Language, lexicon: list[dict[str, Any]], speed: float, asked: Asked
) -> float:
    """About how long it lasts, in seconds; for a draft nobody asks. Raises InvalidRequest for a narration that cannot be said."""
    least = float(scene["duration_s"] or 0.0)
    if asked.draft:
        return least
    if scene["recording"] is not None:
        return max(least, float(scene["recording"]["duration_s"]))
    if not scene["narration"]:
        return least or SILENT_SCENE_S
    with about(place("narration")):
        return max(least, spoken_seconds(read_script(scene["narration"], language, lexicon), speed))


def _end(cta: dict[str, Any], brand: Brand | None, visual: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """The closing scene: what was seen last stays, darkened, behind the card; but for an avatar, whose face words must not cover."""
    text = cta["text"].strip() or (brand.cta if brand else "")
    if not text and not asked.draft:
        raise _refused(
            "cta.text", "neither here nor in the brand is a call to action", "ni aquí ni en la marca hay una llamada a la acción"
        )
    return {
        "narration": "",
        "caption": None,
        "visual": visual["background"] if visual["kind"] == "avatar" else visual,
        "motion": "none",
        "transition": {"kind": "fade", "seconds": 0.4},
        "duration_s": cta["seconds"],
        "recording": None,
        "lower_third": None,
        "price_tag": None,
        "end_card": {"cta": text, "headline": cta["headline"], "detail": cta["detail"]},
    }


def _audit(scenes: Sequence[dict[str, Any]], asked: Asked) -> dict[str, Any] | None:
    """`schemas.faces.Audit` of a video in which photo avatars speak, with the consent that was given last; None where nobody is shown."""
    people = [scene["visual"]["avatar"] for scene in scenes if scene["visual"]["kind"] == "avatar" and scene["visual"]["avatar"]["path"]]
    if not people:
        return None
    given = {one["id"]: asked.sources.consent(one["id"]) for one in people}
    last = max(given.values(), key=lambda one: str(one["consent"]["given_at"]))
    return {
        "consent": last["consent"],
        "sources": [one["source"] for one in given.values()],
        "target": people[0]["sha256"],
        "engine": "portrait",
        "models": list(dict.fromkeys(one["engine"] for one in given.values())),
    }


def _captions(asked: dict[str, Any]) -> dict[str, Any]:
    """`timeline.Captions`."""
    position, colors = asked["position"], asked["colors"]
    return {
        "style": asked["style"],
        "y": _POSITIONS[position] if isinstance(position, str) else position,
        "font": asked["font"],
        "size": asked["size"],
        "edge": asked["outline"],
        "uppercase": asked["uppercase"],
        **{name: colors[field] and colors[field].lower() for name, field in _CAPTION_COLORS},
    }


def _brand(brand: Brand | None, asked: Asked) -> dict[str, Any]:
    """`timeline.Brand`. A logo that was deleted since is left out."""
    if brand is None:
        return {"name": "", "colors": [], "fonts": [], "logo": None}
    logo: Held | None = None
    if brand.logo_asset_id:
        try:
            logo = asked.sources.asset(brand.logo_asset_id, "brand", ("image",))
        except EnfoadsError:
            asked.warnings.append("logo_missing")
    file = {name: logo[name] for name in ("path", "sha256")} if logo else None
    return {"name": brand.name, "colors": list(brand.colors), "fonts": list(brand.fonts), "logo": file}


def _music(fields: dict[str, Any], asked: Asked) -> dict[str, Any] | None:
    """`timeline.Music`."""
    file: Held | None = None
    if fields["music_asset_id"] is not None:
        if fields["music"]:
            raise _refused("music", "either a built-in one or music_asset_id", "o una incluida o music_asset_id")
        file = asked.sources.asset(fields["music_asset_id"], "music_asset_id", ("audio", "video"))
    elif not fields["music"]:
        return None
    else:
        with about("music"):
            beds.get(fields["music"])
    return {
        "file": {name: file[name] for name in ("path", "sha256")} if file else None,
        "bed": fields["music"],
        "volume": fields["music_volume"],
    }


@contextmanager
def about(param: str) -> Iterator[None]:
    """Errors raised inside are about this field, and begin with its name where they began with one."""
    try:
        yield
    except EnfoadsError as error:
        for name in ("detail", "detail_es"):
            text = str(error.values.get(name, ""))
            if error.param and text.startswith(f"{error.param}: "):
                error.values[name] = f"{param}{text.removeprefix(error.param)}"
        error.param = param
        raise


def _refused(param: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=param, detail=f"{param}: {detail}", detail_es=f"{param}: {detail_es}")
