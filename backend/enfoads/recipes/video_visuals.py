"""What a scene shows, settled: files by path and content, seeds drawn, an avatar's record. Runs in the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from enfoads.engines.portrait.create import built_in
from enfoads.errors import EnfoadsError
from enfoads.recipes.image_request import settle as settle_image
from enfoads.video.formats import SIZES

if TYPE_CHECKING:
    from enfoads.engines.voice.voices import Gender
    from enfoads.recipes.video_request import Asked, Place


class Held(TypedDict):
    """A file of the library, kept for a job even if its asset is deleted. `duration_s`: 0 for a picture."""

    path: str
    sha256: str
    type: str
    duration_s: float


# Without a brand: a green that skin, hair and clothes of every built-in avatar stand out from.
PLAIN = ("#9ad1c7", "#3c7d7a")
MOTIONS = ("zoom_in", "pan_left", "zoom_out", "pan_right")  # of pictures that say "auto", one after the other


class Visuals:
    """Settles the visuals of one request. Errors name the field as the request does."""

    def __init__(self, asked: Asked, fields: dict[str, Any], brand: dict[str, Any]) -> None:
        self._asked = asked
        self._model: str = fields["model"]
        self._size = SIZES["final"][fields["aspect"]]  # whatever the preset, so that a draft's pictures serve the final video
        self._colors: list[str] = brand["colors"]

    def settle(self, visual: dict[str, Any], place: Place) -> dict[str, Any]:
        """`timeline.Visual` as JSON, or {"kind": "prompt", "image": params of an `image` job}."""
        if visual.get("color") is not None:
            return {"kind": "color", "color": visual["color"].lower(), "to": None}
        if visual.get("prompt") is not None:
            return self._prompt(visual, place)
        if visual.get("avatar_id") is not None:
            avatar = self._asked.sources.avatar(visual["avatar_id"], place("visual.avatar_id"))
            return {"kind": "avatar", "avatar": avatar, "background": self._background(visual["background"] or {}, place)}
        found = self._asked.sources.asset(visual["asset_id"], place("visual.asset_id"), ("image", "video"))
        return _shown(found, visual["start_s"], visual["volume"])

    def brand_colours(self) -> dict[str, Any]:
        first, *rest = self._colors or PLAIN
        return {"kind": "color", "color": first, "to": rest[0] if rest else None}

    def _background(self, asked: dict[str, Any], place: Place) -> dict[str, Any]:
        if asked.get("asset_id") is not None:
            return _shown(self._asked.sources.asset(asked["asset_id"], place("visual.background.asset_id"), ("image", "video")))
        if asked.get("color") is not None:
            return {"kind": "color", "color": asked["color"].lower(), "to": asked["to"] and asked["to"].lower()}
        return self.brand_colours()

    def _prompt(self, visual: dict[str, Any], place: Place) -> dict[str, Any]:
        width, height = self._size
        fields = {"prompt": visual["prompt"], "seed": visual["seed"], "model": self._model or None, "translate": True,
                  "output_width": width, "output_height": height}  # fmt: skip
        try:
            return {"kind": "prompt", "image": settle_image(fields, self._asked.catalog, self._asked.settings)}
        except EnfoadsError as error:
            if self._asked.draft:  # the preview shows where it will be
                return {"kind": "prompt", "image": None}
            if error.param != "model":
                error.param = place("visual.prompt")
            raise


def _shown(found: Held, start_s: float = 0.0, volume: float = 0.0) -> dict[str, Any]:
    file = {"path": found["path"], "sha256": found["sha256"]}
    if found["type"] == "image":
        return {"kind": "image", "file": file}
    return {"kind": "video", "file": file, "start_s": start_s, "volume": volume}


def gender_of(visuals: Iterable[dict[str, Any]]) -> Gender | None:
    """Of the first presenter that comes with the studio; None: nothing is known of who speaks."""
    genders = {presenter.record.id: presenter.gender for presenter in built_in()}
    shown = (visual["avatar"]["id"] for visual in visuals if visual["kind"] == "avatar")
    return next((genders[id] for id in shown if id in genders), None)


def motion_of(asked: str, visual: dict[str, Any], number: int) -> str:
    """ "auto": pictures move, each otherwise than the one before; what moves by itself or is of one colour does not."""
    if asked != "auto":
        return asked
    return MOTIONS[number % len(MOTIONS)] if visual["kind"] in ("image", "prompt") else "none"
