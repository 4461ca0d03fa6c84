"""The whole contract: every resource's routes, and the specification written from them."""

from __future__ import annotations

from functools import cache
from typing import Any

from enfoads import __version__
from enfoads.api import assets, brands, images, jobs, loras, metrics, models, prompts, system
from enfoads.api.contract import Operation, openapi
from enfoads.api.schemas.jobs import AssetDeletedEvent, JobPreviewEvent, JobUpdateEvent, SocketReply, Subscription

EVENTS = (JobUpdateEvent, JobPreviewEvent, AssetDeletedEvent, SocketReply)


def operations() -> list[Operation]:
    return [
        operation
        for part in (system, images, prompts, jobs, assets, brands, loras, models, metrics)
        for operation in part.routes.operations
    ]


@cache
def specification() -> dict[str, Any]:
    return openapi(operations(), title="EnfoadsIA", version=__version__, sent=EVENTS, received=(Subscription,))
