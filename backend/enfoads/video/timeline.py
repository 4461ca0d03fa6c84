"""The timeline: everything that is seen and heard in a video, as plain data. JSON in and out; what renders it reads nothing else.

Times inside a scene are seconds from the scene's start, so that a scene that is moved stays the same data. A scene fills `frames`
frames; the next one comes in during the first frames of its own, while this one still goes on behind it: lengths add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from enfoads.video.formats import Aspect, CaptionStyle, MotionKind, Platform, TransitionKind

if TYPE_CHECKING:
    from pathlib import Path

    from moviepy import VideoClip

    from enfoads.video.compose import RigOf

LONGEST_TRANSITION_S = 2
SETTLED_S = 8  # after which a lower third has gone and everything else has come in
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Record):
    """A file by its place and its content."""

    path: str
    sha256: str


class Word(Record):
    """A word of the captions, as it is shown, and when it is heard."""

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class Phoneme(Record):
    """A sound in IPA."""

    symbol: str
    start: float
    end: float


class Fill(Record):
    """One colour, or two from top to bottom."""

    kind: Literal["color"] = "color"
    color: Color
    to: Color | None = None


class Picture(Record):
    """A picture that covers the frame. `focus`: the point that stays in it, as shares of width and height."""

    kind: Literal["image"] = "image"
    file: File
    focus: tuple[float, float] = (0.5, 0.5)


class Clip(Record):
    """A video that covers the frame from `start_s` on; it begins again when it is shorter than the scene. `volume`: of its own sound.

    `shown`: frames of the timeline for which the scenes before have shown it already, where it goes on from one to the next.
    """

    kind: Literal["video"] = "video"
    file: File
    start_s: float = Field(0.0, ge=0)
    shown: int = Field(0, ge=0)
    volume: float = Field(0.0, ge=0, le=1)


Background = Annotated[Fill | Picture | Clip, Field(discriminator="kind")]


class Presenter(Record):
    """An avatar in front of a background. `avatar`: its record (`engines.portrait.base.AvatarRecord` as JSON)."""

    kind: Literal["avatar"] = "avatar"
    avatar: dict[str, object]
    background: Background


Visual = Annotated[Fill | Picture | Clip | Presenter, Field(discriminator="kind")]


class Transition(Record):
    """How a scene comes in. The first scene of a video has none."""

    kind: TransitionKind = "cut"
    seconds: float = Field(0.4, ge=0, le=LONGEST_TRANSITION_S)


class LowerThird(Record):
    """A name and what it stands for. `shown`: as in a clip, but no more than SETTLED_S."""

    title: str = Field(max_length=80)
    subtitle: str = Field("", max_length=120)
    shown: int = Field(0, ge=0)


class PriceTag(Record):
    """`price` as it is written ("S/ 49,90"); `before`: struck through. `shown`: as in a lower third."""

    price: str = Field(max_length=24)
    before: str = Field("", max_length=24)
    shown: int = Field(0, ge=0)


class EndCard(Record):
    """What a closing scene shows over its visual: the call to action, with the brand's logo and name."""

    cta: str = Field(max_length=80)
    headline: str = Field("", max_length=120)
    detail: str = Field("", max_length=120)  # an address, a telephone number


class Scene(Record):
    """`frames`: its length. `speech`: a WAV heard from `speech_start_s` on; words and phonemes have their times already moved by it."""

    visual: Visual
    frames: int = Field(ge=1)
    motion: MotionKind = "none"
    transition: Transition = Transition()
    speech: File | None = None
    speech_start_s: float = Field(0.0, ge=0)
    words: tuple[Word, ...] = ()
    phonemes: tuple[Phoneme, ...] = ()
    lower_third: LowerThird | None = None
    price_tag: PriceTag | None = None
    end_card: EndCard | None = None


class Captions(Record):
    """How the words look. `y`: centre of the captions as a share of the height; None: the platform's best. `font`: "" is the style's."""

    style: CaptionStyle = "highlight"
    y: float | None = Field(None, ge=0, le=1)
    font: str = ""
    size: float = Field(1.0, ge=0.5, le=2)  # of the style's own
    uppercase: bool = False
    color: Color | None = None
    active: Color | None = None  # of the word that is heard
    box: Color | None = None
    outline: Color | None = None
    edge: float = Field(1.0, ge=0, le=2)  # width of the outline, of the style's own


class Brand(Record):
    name: str = ""
    colors: tuple[Color, ...] = ()
    fonts: tuple[str, ...] = ()
    logo: File | None = None


class Music(Record):
    """`file`, or `bed`: the id of a built-in one. `volume`: 1 is as loud as the music may be beside a voice."""

    file: File | None = None
    bed: str = ""
    volume: float = Field(1.0, ge=0, le=2)
    fade_s: float = Field(1.5, ge=0, le=10)


class Timeline(Record):
    """One video. width, height: even pixels. `label`: the visible mark that says AI made it, "" for none."""

    version: Literal[1] = 1
    width: int
    height: int
    fps: int = Field(30, ge=1, le=60)
    aspect: Aspect
    platform: Platform = "all"
    language: Literal["es", "en"] = "es"
    scenes: tuple[Scene, ...] = Field(min_length=1)
    captions: Captions = Captions()
    brand: Brand = Brand()
    music: Music | None = None
    loudness_lufs: float = -14.0
    peak_dbtp: float = -1.0
    title: str = ""  # for thumbnails
    label: str = ""

    @property
    def frames(self) -> int:
        return sum(scene.frames for scene in self.scenes)

    @property
    def duration_s(self) -> float:
        return self.frames / self.fps

    def starts(self) -> list[int]:
        """The first frame of each scene."""
        starts, at = [], 0
        for scene in self.scenes:
            starts.append(at)
            at += scene.frames
        return starts

    def to_moviepy(self, rig_of: RigOf, sound: Path | None = None) -> VideoClip:
        """The same video as a clip of MoviePy, to be edited further there (`video/moviepy_adapter.py`)."""
        from enfoads.video.moviepy_adapter import to_moviepy

        return to_moviepy(self, rig_of, sound)
