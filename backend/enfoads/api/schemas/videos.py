"""Videos: what may be asked of an ad, and what comes back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from enfoads.api.schemas.assets import Asset
from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import Warning
from enfoads.video.formats import Aspect, CaptionStyle, MotionKind, Platform, Preset, TransitionKind

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
AssetId = Annotated[str, Field(min_length=1, max_length=150)]
Language = Literal["es", "en"]
LONGEST_SCRIPT = 20_000  # characters: about 25 minutes


class CaptionColors(Model):
    text: Color | None = None
    active: Color | None = Field(None, description="Of the word that is heard.")
    box: Color | None = None
    outline: Color | None = Field(None, description="null: black or white, whichever makes a word readable.")


class CaptionRequest(Model):
    style: CaptionStyle = "highlight"
    position: Literal["auto", "top", "middle", "bottom"] | float = Field(
        "auto", description="Or a share of the height, 0 to 1; kept inside the platform's safe zone."
    )
    colors: CaptionColors = CaptionColors()
    font: str = Field("", max_length=100, description="A family of GET /video-options; \"\": the brand's, or the style's own.")
    size: float = Field(1.0, ge=0.5, le=2)
    outline: float = Field(1.0, ge=0, le=2, description="Width of the outline, of the style's own; 0: none.")
    uppercase: bool = False

    @field_validator("position", mode="after")
    @classmethod
    def _inside(cls, value: str | float) -> str | float:
        if isinstance(value, float) and not 0 <= value <= 1:
            raise PydanticCustomError("position", "auto, top, middle, bottom or a share from 0 to 1 is needed")
        return value


class BackgroundRequest(Model):
    """What is behind an avatar: at most one. Neither: the brand's colours."""

    color: Color | None = None
    to: Color | None = Field(None, description="The colour at the bottom, where `color` is at the top.")
    asset_id: AssetId | None = Field(None, description="A picture or a video of the library.")

    @model_validator(mode="after")
    def _one(self) -> BackgroundRequest:
        if self.asset_id is not None and self.color is not None:
            raise PydanticCustomError("one_background", "send color or asset_id, not both")
        if self.to is not None and self.color is None:
            raise PydanticCustomError("color_needed", "{field}: send color too", {"field": "to"})
        return self


class LowerThirdRequest(Model):
    title: str = Field(min_length=1, max_length=80)
    subtitle: str = Field("", max_length=120)


class PriceTagRequest(Model):
    price: str = Field(min_length=1, max_length=24, description='As it is written: "S/ 49,90".')
    before: str = Field("", max_length=24, description="Struck through.")


class CtaRequest(Model):
    """The closing card. `text` "" takes the brand's call to action."""

    text: str = Field("", max_length=80)
    headline: str = Field("", max_length=120)
    detail: str = Field("", max_length=120, description="An address, a telephone number.")
    seconds: float = Field(3.0, ge=1, le=15)


class VisualRequest(Model):
    """What a scene shows: exactly one."""

    asset_id: AssetId | None = Field(None, description="A picture or a video of the library.")
    prompt: str | None = Field(None, min_length=1, max_length=4000, description="A picture that the image engine draws.")
    color: Color | None = None
    avatar_id: AssetId | None = None
    background: BackgroundRequest | None = Field(None, description="Behind the avatar.")
    seed: int | None = Field(None, ge=0, le=2**32 - 1, description="Of the drawn picture.")
    start_s: float = Field(0.0, ge=0, le=86_400, description="Where a video begins.")
    volume: float = Field(0.0, ge=0, le=1, description="Of a video's own sound.")

    @model_validator(mode="after")
    def _one(self) -> VisualRequest:
        given = [name for name in ("asset_id", "prompt", "color", "avatar_id") if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError("one_visual", "exactly one of asset_id, prompt, color, avatar_id is needed")
        return self


class SceneRequest(Model):
    """`transition`: how it comes in. `duration_s`: at least so long; a narration is never cut."""

    narration: str = Field("", max_length=LONGEST_SCRIPT)
    caption: str | None = Field(None, max_length=2000, description='Shown in place of the narration\'s words; "": none.')
    visual: VisualRequest
    motion: MotionKind | Literal["auto"] = "auto"
    transition: TransitionKind = "fade"
    transition_s: float = Field(0.4, ge=0, le=2)
    duration_s: float | None = Field(None, gt=0, le=120)
    audio_asset_id: AssetId | None = Field(None, description="Own recording of the narration, in place of a voice.")
    lower_third: LowerThirdRequest | None = None
    price_tag: PriceTagRequest | None = None


class GlobalFields(Model):
    """What holds for a whole video."""

    voice_id: str = Field("", max_length=150, description='Of GET /voices; "": the best one for the language.')
    language: Language | None = Field(None, description="null: found in the script.")
    speed: float = Field(1.0, ge=0.5, le=2)
    aspect: Aspect = "9:16"
    captions: CaptionRequest = CaptionRequest()
    music_asset_id: AssetId | None = None
    music: str = Field("", max_length=60, description='A built-in bed of GET /music; "" and no asset: none.')
    music_volume: float = Field(1.0, ge=0, le=2)
    brand: str | bool = Field(True, description="A brand's id; true: the default one, if there is one; false: none.")
    cta: CtaRequest | None = None
    preset: Preset = "final"
    platform: Platform = "all"
    title: str = Field("", max_length=120, description='Written on the thumbnails, and the name in the library; "": the first words.')
    label: bool = Field(False, description="A visible mark that says AI made it.")
    model: str = Field("", max_length=100, description="Image model for scenes with a prompt.")
    project: str = Field("", max_length=100)


class VideoRequest(GlobalFields):
    """An avatar says a script."""

    script: str = Field("", max_length=LONGEST_SCRIPT, description="May hold [pause 500ms].")
    avatar_id: str = Field("", max_length=150, description='Of GET /avatars; "": the first one.')
    background: BackgroundRequest = BackgroundRequest()
    audio_asset_id: AssetId | None = Field(None, description="Own recording of the script, in place of a voice.")
    lower_third: LowerThirdRequest | None = None
    price_tag: PriceTagRequest | None = None


class ScenesRequest(GlobalFields):
    """Scenes, one after the other."""

    scenes: list[SceneRequest] = Field(min_length=1, max_length=60)


class PreviewRequest(ScenesRequest):
    """One frame, at `t` seconds or, better, where a word stands: the `caret` of a scene's narration, in characters."""

    t: float | None = Field(None, ge=0, le=86_400)
    scene: int | None = Field(None, ge=0, description="With `caret`.")
    caret: int | None = Field(None, ge=0)
    width: int = Field(540, ge=90, le=1080, description="Of the frame, in pixels.")
    safe_zone: bool = Field(False, description="Show what the platform covers.")


class VideoTimings(Model):
    voice_s: float
    images_s: float
    render_s: float
    sound_s: float
    save_s: float
    total_s: float


class VideoScene(Model):
    """Where a scene came to lie."""

    start_s: float
    duration_s: float
    chapters: int = Field(description="Pieces that a long narration was parted into, at the ends of sentences.")
    rendered: int = Field(description="How many of them were rendered anew; the others were taken from an earlier video.")


class VideoResult(Model):
    """`result` of a completed job of kind `video`."""

    job_id: str
    video: Asset
    url: str
    thumbnail_assets: list[Asset]
    srt_url: str
    vtt_url: str
    duration_s: float
    scenes: list[VideoScene]
    language: str
    voice: str
    timings: VideoTimings
    cached: bool = Field(description="Some of it was taken from an earlier video.")
    warnings: list[Warning]


class SafeBox(Model):
    """Where text may stand: shares of width and height."""

    left: float
    top: float
    right: float
    bottom: float


class PlatformInfo(Model):
    id: Platform
    name: str
    lufs: float
    safe: dict[str, SafeBox] = Field(description="By aspect.")
    caption_y: dict[str, float] = Field(description="Centre of the captions by aspect, as a share of the height.")


class AspectInfo(Model):
    """`width`, `height`: pixels of a finished video."""

    id: Aspect
    width: int
    height: int
    caption_em: float = Field(description="Size of captions at size 1, as a share of the shorter side.")


class StyleInfo(Model):
    id: str
    name: str
    name_es: str


class CaptionStyleInfo(StyleInfo):
    """How a style looks when a request and the brand say nothing else."""

    font: str
    size: float = Field(description="Of `caption_em`.")
    uppercase: bool
    text: str
    active: str
    box: str | None
    edge: float = Field(description="Width of the outline, of the letters' size; 0: none.")


class FontInfo(Model):
    family: str
    installed: bool
    weight: int
    url: str = Field(description="WOFF2, for previews in a page; its content never changes.")
    credit: str
    license: str


class VideoOptions(Model):
    """What a video may be: everything a page needs to offer it and to show it as it will look."""

    aspects: list[AspectInfo]
    platforms: list[PlatformInfo]
    caption_styles: list[CaptionStyleInfo]
    fonts: list[FontInfo]
    motions: list[StyleInfo]
    transitions: list[StyleInfo]
    presets: list[StyleInfo]
