"""The whole contract: every resource's routes, and the specification written from them."""

from __future__ import annotations

from functools import cache
from typing import Any

from enfoads import __version__
from enfoads.api import (
    assets,
    avatars,
    brands,
    faces,
    images,
    jobs,
    loras,
    metrics,
    models,
    music,
    openai_images,
    openai_models,
    predict,
    prompts,
    scripts,
    system,
    transcribe,
    video_options,
    videos,
    voices,
)
from enfoads.api.contract import Operation, openapi
from enfoads.api.schemas.jobs import AssetDeletedEvent, JobPreviewEvent, JobUpdateEvent, SocketReply, Subscription
from enfoads.api.schemas.openai import EditCompletedEvent, EditPartialEvent, GenerationCompletedEvent, GenerationPartialEvent
from enfoads.api.schemas.videos import VideoResult

EVENTS = (
    VideoResult,  # of a completed job
    *(JobUpdateEvent, JobPreviewEvent, AssetDeletedEvent, SocketReply),  # of sockets
    *(GenerationPartialEvent, GenerationCompletedEvent, EditPartialEvent, EditCompletedEvent),  # of event streams
)
PARTS = (
    system,
    images,
    faces,
    predict,
    openai_images,
    openai_models,
    prompts,
    scripts,
    voices,
    videos,
    video_options,
    avatars,
    transcribe,
    jobs,
    assets,
    brands,
    loras,
    models,
    music,
    metrics,
)


def operations() -> list[Operation]:
    return [operation for part in PARTS for operation in part.routes.operations]


@cache
def specification() -> dict[str, Any]:
    return openapi(operations(), title="EnfoadsIA", version=__version__, sent=EVENTS, received=(Subscription,))
