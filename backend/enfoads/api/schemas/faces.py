"""Faces: finding them, swapping them, and the trail a swap leaves."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, create_model

from enfoads.api.schemas.assets import Asset
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import Warning
from enfoads.api.validation import invalid_request
from enfoads.errors import InvalidRequest

MAX_SOURCES = 8
MAX_MAPPED = 64
_PICTURE = "PNG, JPEG or WebP as base64, with or without the head of a data URL."
_INPUT = r"^[0-9a-f]{64}$"

EngineName = Literal["auto", "mesh", "insightface"]
ENGINE: Any = Field("auto", description="auto: the one in the settings, `mesh` unless they say otherwise and its licence is acknowledged.")


def _listed(value: Any) -> Any:
    """A form sends a list of one as its one text."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[list[str], BeforeValidator(_listed)]
Inputs = Annotated[list[Annotated[str, Field(pattern=_INPUT)]], BeforeValidator(_listed)]


class DetectForm(Model):
    """The picture to search: a file `image` of the form, or this."""

    image_asset_id: str | None = Field(None, min_length=1, max_length=150, description="A picture of the library.")
    engine: EngineName = ENGINE


class DetectRequest(DetectForm):
    """The picture to search: one of the two."""

    image: str | None = Field(None, min_length=1, description=_PICTURE)


class Landmarks(Model):
    """Pixels of the upright picture, x and y. Left and right as one sees the picture."""

    left_eye: tuple[float, float]
    right_eye: tuple[float, float]
    nose: tuple[float, float]
    mouth_left: tuple[float, float]
    mouth_right: tuple[float, float]


class FacePose(Model):
    """Degrees away from facing the camera. yaw: to the picture's right; pitch: down; roll: clockwise."""

    yaw: float
    pitch: float
    roll: float


class DetectedFace(Model):
    index: int = Field(description="What a mapping calls it: 0 is the largest.")
    box: tuple[float, float, float, float] = Field(description="x0, y0, x1, y1 in pixels of the upright picture.")
    landmarks: Landmarks
    pose: FacePose
    quality: float = Field(description="How much a swap can make of it, 0 to 1.")
    weaknesses: list[str]
    messages: list[str] = Field(description="The weaknesses in words.")
    thumbnail: str = Field(description="Data URL, at most 96 pixels wide.")


class SearchedImage(Model):
    """What to name the picture by in POST /face-swap, so that it need not be sent again."""

    input: str | None = Field(description="For `source_inputs` and `target_input`; kept for some hours.")
    asset_id: str | None


class Detection(Model):
    faces: list[DetectedFace] = Field(description="The largest first; none: an empty list.")
    width: int = Field(description="Of the picture as it is seen, turned as the camera was held.")
    height: int
    image: SearchedImage
    engine: Literal["mesh", "insightface"]


class FaceMapping(Model):
    """Whose face goes onto which. Indices are those of POST /faces/detect with the same engine."""

    target_face: int = Field(ge=0, le=999)
    source_face: int = Field(0, ge=0, le=999)
    source: int | None = Field(
        None, ge=0, lt=MAX_SOURCES, description="Which source photo; none: the first, with every other photo of the same person."
    )


class FaceSwapRequest(Model):
    """Faces of the source photos put onto those of the target.

    Source photos count in this order: `source`, `source_inputs`, `source_asset_ids`. Photos of one person are chosen from by pose.
    Without `mapping` one person goes onto the largest face, several each onto the face that is most like theirs.
    """

    source: Texts = Field([], max_length=MAX_SOURCES, description=f"One to eight photos. {_PICTURE}")
    source_inputs: Inputs = Field([], max_length=MAX_SOURCES, description="Pictures that POST /faces/detect was sent before.")
    source_asset_ids: Texts = Field([], max_length=MAX_SOURCES, description="Pictures of the library.")
    target: str | None = Field(None, min_length=1, description=_PICTURE)
    target_input: str | None = Field(None, pattern=_INPUT)
    target_asset_id: str | None = Field(None, min_length=1, max_length=150, description="A picture or a video of the library.")
    consent: bool = Field(False, description="Must be true: everyone shown has agreed to this use of their face. Kept with the result.")
    engine: EngineName = ENGINE
    mapping: list[FaceMapping] | None = Field(None, max_length=MAX_MAPPED)
    target_time_s: float = Field(
        0.0, ge=0, le=7200, description="Of a video: the moment whose faces `mapping` counts. Who is chosen there is followed all through."
    )
    all_faces: bool = Field(False, description="Without a mapping: onto every face of the target.")
    keep_mouth: bool = Field(False, description="The target's own mouth stays.")
    keep_eyes: bool = Field(False, description="The target's own eyes stay.")
    strength: float = Field(1.0, ge=0, le=1)
    enhance: bool = Field(False, description="Sharpen the new faces with the enhancer in the settings; 501 without one.")
    force: bool = Field(False, description="Also faces that are too small or turned too far for the engine.")
    label: bool = Field(False, description="A small visible mark, AI or IA, in the bottom right corner.")
    output_format: Literal["png", "jpeg", "webp"] | None = Field(None, description="None: as the target.")
    output_compression: int | None = Field(None, ge=0, le=100, description="Quality of jpeg (92) and webp (90).")
    include_base64: bool = Field(True, description="Put the picture into the answer; ignored when it is 202.")
    project: str = Field("default", min_length=1, max_length=100)


_FILES = ("source", "target")  # in a form: files
_FORM: dict[str, Any] = {
    **{name: (info.annotation, info) for name, info in FaceSwapRequest.model_fields.items() if name not in (*_FILES, "mapping")},
    "mapping": (str | None, Field(None, max_length=65_536, description="JSON.")),
}
FaceSwapForm = create_model("FaceSwapForm", __base__=Model, **_FORM)


def request_of(form: Model) -> FaceSwapRequest:
    """The request that a FaceSwapForm makes. Raises InvalidRequest."""
    asked = form.model_dump(exclude_unset=True)
    if text := asked.get("mapping"):
        try:
            asked["mapping"] = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidRequest(param="mapping", detail="mapping: JSON is needed", detail_es="mapping: hace falta JSON") from None
    try:
        return FaceSwapRequest.model_validate(asked)
    except ValidationError as error:
        raise invalid_request(error) from None


class SwappedFace(Model):
    """How one face came out. Distances are of identity, to the source; the smaller, the more alike."""

    index: int = Field(description="The target's face.")
    source: int = Field(description="The source photo that was taken, and the face in it.")
    source_face: int
    box: tuple[float, float, float, float]
    yaw: float
    pitch: float
    roll: float
    turned: float = Field(description="Degrees of yaw between source and target.")
    quality: float
    identity_distance_before: float
    identity_distance: float
    same_person: bool = Field(description="The identity network takes the result and the source for one person.")
    warnings: list[Warning]


class SwapTimings(Model):
    queue_s: float = 0
    load_s: float = 0
    read_s: float = 0
    find_s: float = 0
    swap_s: float = 0
    check_s: float = 0
    save_s: float = 0
    total_s: float = 0


class FaceSwapResponse(Model):
    job_id: str
    image_base64: str | None = Field(description="Plain base64, without a data-URL prefix.")
    asset: Asset
    faces: list[SwappedFace]
    engine: Literal["mesh", "insightface"]
    device: str
    commercial_use: bool = Field(description="Whether the licences of the models that took part allow it.")
    timings: SwapTimings
    warnings: list[Warning]


class Consent(Model):
    given_at: str = Field(description="ISO 8601, UTC.")
    owner: str
    text: str = Field(description="What was agreed to.")


class Audit(Model):
    """What is known of how a picture with somebody's face came about. The pictures themselves are not kept."""

    consent: Consent
    sources: list[str] = Field(description="SHA-256 of each source photo as it was sent.")
    target: str = Field(description="SHA-256.")
    engine: str
    models: list[str] = Field(description="Catalog ids of what took part.")
    job_id: str
    created_at: str
