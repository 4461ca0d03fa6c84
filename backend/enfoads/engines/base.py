"""What every engine has in common. The verb of its capability (`generate`, `swap`, `speak`, …) is in the Protocol beside it."""

from __future__ import annotations

from typing import Protocol


class Engine(Protocol):
    """A model that the GPU manager can load and unload. Only the manager calls `load`, `to_host` and `unload`."""

    name: str  # model id of the catalog
    capabilities: frozenset[str]  # e.g. {"text-to-image"}

    @property
    def weights_bytes(self) -> int:
        """Size of the weights once they are on the device, in bytes, known before loading."""

    def load(self, device: str) -> None:
        """Put the weights on `device` ("cpu", "cuda:0", "mps"), from disk or from the RAM copy."""

    def to_host(self) -> None:
        """Leave the device but keep a copy of the weights in RAM."""

    def unload(self) -> None:
        """Drop every reference to the weights."""
