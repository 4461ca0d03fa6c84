"""Typed events of the server: whoever changes something tells the bus, sockets and waiting callers listen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobUpdate:
    """A job changed. `job` is its public record."""

    owner: str
    job: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JobPreview:
    """A picture of an unfinished result; droppable."""

    owner: str
    job_id: str
    seq: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class AssetCreated:
    owner: str
    asset: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AssetDeleted:
    owner: str
    asset_id: str


@dataclass(frozen=True, slots=True)
class GpuStatus:
    snapshot: dict[str, Any]


Event = JobUpdate | JobPreview | AssetCreated | AssetDeleted | GpuStatus


class EventBus:
    """Calls every listener in the thread that publishes; a listener must be quick and its failure stops nobody."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[[Event], None], ...] = ()

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        self._listeners = (*self._listeners, listener)

    def publish(self, event: Event) -> None:
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("event listener failed")
