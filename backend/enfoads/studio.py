"""The running studio: its parts, held together and handed to the edges. Built only in `app.py`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enfoads.jobs.events import EventBus
    from enfoads.jobs.queue import JobQueue
    from enfoads.library.avatars import Avatars
    from enfoads.library.brands import Brands
    from enfoads.library.library import Library
    from enfoads.models.catalog import Catalog
    from enfoads.models.loras import Loras
    from enfoads.settings import Settings


@dataclass(frozen=True, slots=True)
class Studio:
    """Started with `app.create_studio`; `close` stops the queue and its workers, then lets go of the library."""

    settings: Settings
    bus: EventBus
    catalog: Catalog
    library: Library
    brands: Brands
    avatars: Avatars
    queue: JobQueue
    loras: Loras
    started_at: float = field(default_factory=time.monotonic)

    @property
    def uptime_s(self) -> float:
        return round(time.monotonic() - self.started_at, 3)

    def close(self) -> None:
        self.loras.close()
        self.queue.stop()
        self.library.close()
