"""Every setting once: name, type, default and what it does.

Read in this order, the first wins: command-line options, environment (`ENFOADS_*` and the owner's older names),
`<data_dir>/settings.json`, defaults. Nothing else in the code reads the environment.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, JsonConfigSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?")
_ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?")
REPOSITORY = Path(__file__).resolve().parents[2]


def _alias(name: str, *older: str) -> AliasChoices:
    return AliasChoices(f"ENFOADS_{name}", *older)


class Settings(BaseSettings):
    """The studio's settings. Sizes in bytes, times in seconds, unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="ENFOADS_", extra="ignore", populate_by_name=True, frozen=True)

    # Server
    host: str = Field("127.0.0.1", description="Address to listen on. Beyond loopback an API key is required.")
    port: int = Field(5000, ge=0, le=65535, description="Port to listen on.")
    data_dir: Path = Field(REPOSITORY / "data", description="Where everything the studio makes is kept.")
    api_keys: Annotated[list[str], NoDecode] = Field(
        [], description="Keys that may use the API, comma separated. Empty: open, loopback only."
    )
    cors_origins: Annotated[list[str], NoDecode] = Field([], description="Origins of pages served elsewhere that may call this API.")
    max_sockets: int = Field(500, ge=1, description="Socket.IO connections held at once.")
    max_waiting: int = Field(16, ge=1, description="Callers that may wait for a result at once.")
    max_upload_mb: int = Field(50, ge=1, description="Largest request body, in MiB.")
    max_video_mb: int = Field(512, ge=1, description="Largest video file that is uploaded, in MiB.")
    max_video_s: float = Field(600, gt=0, le=7200, description="Longest video that is uploaded, in seconds.")
    max_audio_mb: int = Field(200, ge=1, description="Largest sound file that is uploaded, in MiB.")
    max_audio_s: float = Field(1800, gt=0, le=7200, description="Longest sound that is uploaded or transcribed, in seconds.")
    max_lora_mb: int = Field(2048, ge=1, description="Largest LoRA file, uploaded or fetched, in MiB.")
    fetch_allow_hosts: Annotated[list[str], NoDecode] = Field(
        [],
        description="Hosts (`host` or `host:port`) that callers' URLs may name although they are private or speak http, comma separated.",
    )
    fetch_timeout: float = Field(300, gt=0, description="Longest time a file that a caller names by URL may take to arrive.")
    public_url: str = Field(
        "", description="Address of the studio as its users see it (a tunnel): its page may use the API. With it a key is required."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What goes to stderr and data/app.log.")
    warmup: bool = Field(False, description="Run one small inference at start.")

    # Jobs
    worker: Literal["process", "thread"] = Field("process", description="Where recipes run; `thread` is for debugging.")
    sync_timeout: float = Field(60, gt=0, description="How long a request waits for its result before it gets 202.")
    job_timeout: float = Field(600, gt=0, description="Longest run of a job.")
    step_timeout: float = Field(300, gt=0, description="Longest silence of a worker inside a job (loading a model is one step).")
    preload: bool = Field(True, description="Import the model libraries at start; false: with the first job that needs them.")
    cancel_grace: float = Field(20, gt=0, description="How long a cancelled job may go on before its worker is killed.")
    max_queued: int = Field(1000, ge=1, description="Jobs that may wait in each lane: pictures, videos, and what people wait for.")
    upload_retention_h: float = Field(24, gt=0, description="How long uploads that are not in the library are kept, in hours.")
    result_cache: bool = Field(True, description="Answer a repeated recipe and seed from data/cache.")
    cache_mb: int = Field(
        2048, ge=0, description="Size of the cache of pictures, speech and rendered scenes, in MiB; the least used go first."
    )

    # Device and models
    device: str = Field("auto", validation_alias=_alias("DEVICE", "DIFFUSER_DEVICE"), description="auto, cpu, cuda, cuda:N or mps.")
    dtype: Literal["auto", "float32", "float16", "bfloat16"] = Field(
        "auto", validation_alias=_alias("DTYPE", "DIFFUSER_TORCH_DTYPE"), description="auto: float16 on a GPU, float32 on a CPU."
    )
    threads: int = Field(0, ge=0, description="CPU threads of the model library; 0: all cores.")
    gpu_residency: Literal["one", "fit"] = Field(
        "one", description="one: one model on the device at a time; fit: as many as the byte budget allows."
    )
    host_policy: Literal["auto", "drop", "ram"] = Field("auto", description="What eviction does: drop the weights or keep a copy in RAM.")
    gpu_budget: int = Field(0, ge=0, description="Bytes the studio may use on the device; 0: what the driver says is free.")
    gpu_keep_alive: float = Field(900, description="Unload an idle model after this many seconds; -1: never, 0: at once.")
    model: str = Field(
        "",
        validation_alias=_alias("MODEL", "DIFFUSER_MODEL_ID"),
        description="Image model used when a request names none; empty: the best one installed.",
    )
    preprompt: str = Field("", description="Words put before every prompt, in place of the checkpoint's own from the catalog.")
    checkpoint_path: str = Field(
        "",
        validation_alias=_alias("CHECKPOINT_PATH", "CHECKPOINT_PATH"),
        description="An SDXL checkpoint of yours: a diffusers folder or a .safetensors file.",
    )
    checkpoint_embedded: str = Field(
        "",
        description="A checkpoint that comes with the installation and wins over all others; empty: enfoads/models/embedded/model.safetensors.",
    )
    checkpoint_url: str = Field(
        "",
        validation_alias=_alias("CHECKPOINT_URL", "CHECKPOINT_URL"),
        description="Where to fetch an SDXL checkpoint of yours (CivitAI, a bucket, a server of your own) when none is here yet.",
    )
    checkpoint_hf_id: str = Field(
        "",
        validation_alias=_alias("CHECKPOINT_HF_ID", "NOVA_ANIME_HF_ID"),
        description="Repository on Hugging Face with an SDXL checkpoint, used when no checkpoint_url is set.",
    )
    checkpoint_hf_filename: str = Field(
        "model.safetensors",
        validation_alias=_alias("CHECKPOINT_HF_FILENAME", "NOVA_ANIME_HF_FILENAME"),
        description="The checkpoint's file in that repository.",
    )
    civitai_api_key: str = Field(
        "", validation_alias=_alias("CIVITAI_API_KEY", "CIVITAI_API_KEY"), description="Key for downloads from civitai.com."
    )
    setup_dir: Path = Field(REPOSITORY / ".setup", description="Where scripts/studio puts the small models that all data folders share.")
    enable_face_refinement: bool = Field(
        True,
        validation_alias=_alias("ENABLE_FACE_REFINEMENT", "ENABLE_FACE_REFINEMENT"),
        description="Whether requests may have found faces redrawn larger.",
    )
    face_detector_path: str = Field("", description="A YOLO face detector of yours (.onnx), used in place of the studio's own.")
    face_engine: Literal["mesh", "insightface"] = Field(
        "mesh", description="Engine of face swaps that name none; insightface only where it is installed and its licence acknowledged."
    )
    face_enhancer_path: str = Field("", description="A GFPGAN-class face enhancer of yours (.onnx); empty: none.")
    whisper_device: Literal["auto", "cpu", "cuda"] = Field(
        "auto", description="Where recordings are listened to; auto: the CPU, which leaves the GPU to pictures."
    )
    c2pa_certificate: str = Field("", description="Certificate chain (.pem) that signs Content Credentials into face swaps; empty: none.")
    c2pa_key: str = Field("", description="Private key (.pem) of that certificate.")
    c2pa_algorithm: Literal["es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"] = Field(
        "es256", description="How that key signs."
    )
    lora_cache_mb: int = Field(8192, ge=0, description="LoRA files kept after they were fetched by URL, in MiB; the least used go first.")
    offline: bool = Field(False, description="Never use the network.")
    mirror: str = Field("", description="Base URL tried before every other source of a model file.")
    hf_token: str = Field("", validation_alias=_alias("HF_TOKEN", "HF_TOKEN"), description="Token for gated model files.")

    # Videos
    video_encoder: Literal["auto", "libx264", "h264_nvenc"] = Field(
        "auto", description="Who encodes videos; auto: the GPU's encoder where it encodes a frame, libx264 elsewhere."
    )

    # Words
    llm_base_url: str = Field("", description="OpenAI-compatible endpoint for prompts, like http://localhost:11434/v1; empty: none.")
    llm_api_key: str = Field("", description="Key for that endpoint.", repr=False)
    llm_model: str = Field("", description="Name of the language model there.")
    llm_timeout: float = Field(30, gt=0, le=600, description="Longest time its answer may take.")

    # Voices
    speech_base_url: str = Field(
        "", description="OpenAI-compatible endpoint whose voices may be chosen too, like https://api.openai.com/v1; empty: none."
    )
    speech_api_key: str = Field("", description="Key for that endpoint.", repr=False)
    speech_model: str = Field("tts-1", description="Name of the speech model there.")
    speech_voices: Annotated[list[str], NoDecode] = Field(["alloy", "nova", "onyx"], description="Names of its voices, comma separated.")
    speech_timeout: float = Field(120, gt=0, le=600, description="Longest time it may take for a piece of a script.")

    @field_validator("api_keys", "cors_origins", "fetch_allow_hosts", "speech_voices", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("cors_origins", mode="after")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        """No pattern: `*` would let every site a person visits read the studio."""
        origins = [origin.rstrip("/").lower() for origin in value]
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin} is no origin like https://page.example")
        return origins

    @field_validator("fetch_allow_hosts", mode="after")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        for host in value:
            if not _HOST.fullmatch(host):
                raise ValueError(f"{host} is no host like minio.example or minio.example:9000")
        return value

    @field_validator("data_dir", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @property
    def is_loopback(self) -> bool:
        return self.host in LOOPBACK

    @property
    def is_exposed(self) -> bool:
        """Others than this machine can reach the studio: it listens beyond loopback, or a tunnel leads to it."""
        return not self.is_loopback or bool(self.public_url)

    @property
    def models_dir(self) -> Path:
        return self.data_dir / "models"

    @property
    def staging_dir(self) -> Path:
        """Files on their way between server and workers; emptied at start."""
        return self.data_dir / "staging"

    @property
    def inputs_dir(self) -> Path:
        """Reference pictures and masks by content, for `upload_retention_h` after their last use."""
        return self.data_dir / "inputs"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.data_dir / 'jobs.sqlite'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        chosen = init_settings().get("data_dir") or os.environ.get("ENFOADS_DATA_DIR") or REPOSITORY / "data"
        return init_settings, env_settings, JsonConfigSettingsSource(settings_cls, Path(chosen) / "settings.json")
