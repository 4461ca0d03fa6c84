"""Models of the catalog and the device they run on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.common import Model


class ImageLimits(Model):
    """What an image checkpoint takes and its defaults. Sizes in pixels."""

    factor: int = Field(description="Width and height are multiples of this.")
    min_size: int
    max_size: int
    width: int
    height: int
    steps: int
    min_steps: int
    guidance: float
    schedulers: list[str]
    languages: list[str]


class ModelInfo(Model):
    id: str
    task: str
    title: str
    title_es: str
    description: str
    description_es: str
    state: Literal["installed", "missing", "partial", "pulling"]
    active: bool = Field(description="The image model used when a request names none.")
    bytes: int
    license: str
    license_url: str
    commercial_use: bool
    condition: str = Field(description="What must be acknowledged once before it is used; empty: nothing.")
    condition_es: str
    accepted: bool = Field(description="That it was, for the model and what it needs; true without a condition.")
    capabilities: list[str]
    limits: ImageLimits | None


class ModelList(Model):
    items: list[ModelInfo]


class LicenseAcceptance(Model):
    accept: Literal[True] = Field(description="That the condition was read and is agreed to.")


class Acceptance(Model):
    model: str
    time: str = Field(description="ISO 8601, UTC.")
    sha256: str = Field(description="Of the English condition that was shown.")


class ModelLicense(Model):
    """The licence of a model, and the condition that must be acknowledged once before it is used; "" where there is none."""

    id: str
    license: str
    license_url: str
    commercial_use: bool
    condition: str
    condition_es: str
    accepted: bool
    acceptances: list[Acceptance]


class ModelRemoved(Model):
    id: str
    freed_bytes: int


class LoadedModel(Model):
    name: str
    state: Literal["unloaded", "ram", "gpu", "loading"]
    bytes: int
    last_used: str | None
    load_ms: float | None


class Memory(Model):
    total: int
    used: int
    free: int


class QueueCounts(Model):
    queued: int
    processing: int
    paused: bool


class GpuStatus(Model):
    device: str
    device_name: str
    is_gpu: bool
    vram: Memory | None = Field(description="Bytes; null without a GPU.")
    ram: Memory
    residency: str
    models: list[LoadedModel]
    lease: str | None
    last_swap_ms: float | None
    queue: QueueCounts
    worker_alive: bool


class UnloadRequest(Model):
    model: str | None = Field(None, max_length=120)


class Unloaded(Model):
    unloaded: list[str]
    freed_bytes: int
