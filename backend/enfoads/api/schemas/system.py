"""The studio itself: is it well, what can it do, how is it set."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enfoads.api.schemas.common import Model
from enfoads.api.schemas.models import QueueCounts


class Status(Model):
    """`GET /`. With keys set and none sent only status and version are there."""

    status: Literal["ok"]
    version: str
    uptime_s: float | None = None
    device: str | None = None
    queue: QueueCounts | None = None
    model: str | None = None
    capabilities: list[str] | None = None


class Check(Model):
    ok: bool
    detail: str


class Health(Model):
    status: Literal["ok", "degraded"]
    version: str
    checks: dict[str, Check]


class PublicSettings(Model):
    version: str
    default_model: str
    auth_required: bool
    sync_timeout_s: float
    job_timeout_s: float
    max_upload_bytes: int
    result_cache: bool
    gpu_residency: str
    worker: str
    face_refinement: bool = Field(description="Whether requests may have faces redrawn larger.")
    face_enhancer: bool = Field(description="Whether swapped faces can be sharpened.")
    max_lora_bytes: int
    max_video_bytes: int
    max_video_s: float
    max_audio_bytes: int
    max_audio_s: float
    llm_model: str = Field(description="The language model for prompts; empty: none is set.")


class SessionRequest(Model):
    key: str = Field(min_length=1, max_length=500)


class SessionState(Model):
    authenticated: bool
    auth_required: bool
