"""The one owner of the device: which model may be on it, who may use it, and what happens when memory runs out.

A recipe borrows a model with `lease` or `run` and never loads, moves or frees anything itself. Leases are exclusive, so loading
and moving happen on one thread at a time. On a machine without a GPU the same rules govern RAM.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from enfoads.errors import DeviceOutOfMemory, ModelInUse
from enfoads.gpu.memory import GIB, DeviceMemory, HostMemory, is_out_of_memory
from enfoads.sizes import human

if TYPE_CHECKING:
    from enfoads.engines.base import Engine

log = logging.getLogger(__name__)
T = TypeVar("T")

SLACK = 1.1  # weights take more room than their bytes: alignment, buffers
RAM_COPY_TOTAL = 24 * GIB  # below this much RAM, copies of evicted models get programs killed (12.7 GiB on a free Colab)
RAM_COPY_SPARE = 3 * GIB


@dataclass(slots=True)
class _Slot:
    """A model that was asked for. It stays here when unloaded, for its figures."""

    name: str
    engine: Engine | None = None
    state: Literal["unloaded", "loading", "gpu", "ram"] = "unloaded"
    bytes: int = 0
    version: str = ""  # what the borrower called the files it was made from
    leases: int = 0
    used_at: float = 0.0
    last_used: str | None = None
    load_ms: float | None = None


class GpuManager:
    """Lends engines made by `create(name)`. `keep_alive`: seconds before an idle model is unloaded; 0 at once, -1 never.

    `on_change` gets a snapshot after every change, in the thread that made it.
    """

    def __init__(
        self,
        create: Callable[[str], Engine],
        memory: DeviceMemory,
        *,
        residency: Literal["one", "fit"] = "one",
        host_policy: Literal["auto", "drop", "ram"] = "auto",
        keep_alive: float = 900,
        clock: Callable[[], float] = time.monotonic,
        on_change: Callable[[dict[str, Any]], None] = lambda snapshot: None,
        host: DeviceMemory | None = None,
    ) -> None:
        self._create = create
        self._memory = memory
        self._host = host or (HostMemory() if memory.is_gpu else memory)
        self._residency = residency
        self._host_policy = host_policy
        self._keep_alive = keep_alive
        self._clock = clock
        self._on_change = on_change
        self._lock = RLock()
        self._slots: dict[str, _Slot] = {}
        self._lease: str | None = None
        self._last_swap_ms: float | None = None

    @property
    def device(self) -> str:
        return self._memory.device

    # Borrowing --------------------------------------------------------------------------------------------------------

    @contextmanager
    def lease(self, name: str, work_bytes: int = 0, version: str = "") -> Iterator[Engine]:
        """The model, on the device and for this thread alone.

        `work_bytes`: memory needed beyond the weights. `version`: changes with the model's files; a model that was loaded from
        others is loaded anew ("": take what is there). The same thread may lease again inside a lease, as long as the model
        that it holds can stay. Raises DeviceOutOfMemory, ModelInUse (the held model would have to go), and what loading raises.
        """
        with self._lock:
            slot = self._ready(name, work_bytes, version)
            outer, self._lease = self._lease, name
            slot.leases += 1
            self._changed()
            needed = 0
            try:
                yield self._engine(slot)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                _forget(error)
                needed = slot.bytes + work_bytes
            finally:
                slot.leases -= 1
                self._lease = outer
                self._touch(slot)
                if self._keep_alive == 0 and not slot.leases:
                    self._drop(slot)
                self._changed()
            if needed:
                self._memory.release()
                raise self._out_of_memory(slot, needed)

    def run(self, name: str, work: Callable[[Any, bool], T], *, work_bytes: int = 0) -> T:
        """`work(engine, cheap)` under a lease. When memory runs out: free what can be freed and once more with `cheap` true.

        RAM is not tried beyond its limit, because the kernel kills instead of raising: there work starts cheap if it would not fit.
        """
        with self.lease(name, work_bytes) as engine:
            cheap = not self._memory.is_gpu and self._memory.free() < work_bytes
            try:
                return work(engine, cheap)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                _forget(error)
                reason = str(error)
            # The except block is left: it held the traceback, whose frames held the tensors.
            log.warning("out of memory with %s, trying once more with less: %s", name, reason)
            self._memory.release()
            self._evict_idle_ones(self._slots[name])
            return work(engine, True)

    # Unloading --------------------------------------------------------------------------------------------------------

    def unload(self, name: str | None = None) -> dict[str, Any]:
        """Free one model, or all: {"unloaded": names, "freed_bytes"}. Raises ModelInUse, at once, while a lease is held."""
        if not self._lock.acquire(blocking=False):
            loading = next((slot.name for slot in tuple(self._slots.values()) if slot.state == "loading"), None)
            raise ModelInUse(model=self._lease or loading or name or self._memory.device)
        try:
            chosen = [slot for slot in self._slots.values() if name in (None, slot.name) and slot.state != "unloaded"]
            for slot in chosen:
                if slot.leases:
                    raise ModelInUse(model=slot.name)
            for slot in chosen:
                self._drop(slot)
            return {"unloaded": [slot.name for slot in chosen], "freed_bytes": sum(slot.bytes for slot in chosen)}
        finally:
            self._lock.release()

    def evict_idle(self) -> None:
        """Unload what nobody has used for the keep-alive time. Returns at once while a lease is held elsewhere."""
        if self._keep_alive < 0 or not self._lock.acquire(blocking=False):
            return
        try:
            for slot in self._slots.values():
                if slot.state != "unloaded" and not slot.leases and self._clock() - slot.used_at >= self._keep_alive:
                    log.info("unloading %s after %.0f s idle", slot.name, self._clock() - slot.used_at)
                    self._drop(slot)
        finally:
            self._lock.release()

    def snapshot(self) -> dict[str, Any]:
        """Device, memory and models as of now, plain JSON. Never waits for a lease or a load. Without a GPU a ready model is in "ram"."""
        ready = "gpu" if self._memory.is_gpu else "ram"
        models = [
            {
                "name": slot.name,
                "state": ready if slot.state == "gpu" else slot.state,
                "bytes": slot.bytes,
                "last_used": slot.last_used,
                "load_ms": slot.load_ms,
            }
            for slot in tuple(self._slots.values())
        ]
        return {
            "device": self._memory.device,
            "device_name": self._memory.name,
            "is_gpu": self._memory.is_gpu,
            "vram": _usage(self._memory) if self._memory.is_gpu else None,
            "ram": _usage(self._host),
            "residency": self._residency,
            "models": models,
            "lease": self._lease,
            "last_swap_ms": self._last_swap_ms,
        }

    # Loading ----------------------------------------------------------------------------------------------------------

    def _ready(self, name: str, work_bytes: int, version: str) -> _Slot:
        """The slot of a model that is on the device, with room for its work as far as there can be."""
        slot = self._slots.get(name) or _Slot(name)
        if version and slot.version and slot.version != version and not slot.leases:
            log.info("the files of %s have changed", name)
            self._drop(slot)
        if slot.engine is None:
            slot.engine = self._create(name)
            slot.bytes = slot.engine.weights_bytes
            slot.version = version
        self._slots[name] = slot
        if slot.state == "gpu":
            self._make_room(slot, work_bytes)
        else:
            started = self._clock()
            self._refuse_impossible(slot)
            evicted = False
            if self._residency == "one":
                self._refuse_if_held(slot)
                # What the library has kept of the evicted weights is what the new ones are loaded into, unless memory is short.
                evicted = self._evict_idle_ones(slot, release=False)
            self._make_room(slot, int(slot.bytes * SLACK) + work_bytes)
            self._make_host_room(slot)
            self._load(slot)
            if evicted:
                self._memory.release()
            self._last_swap_ms = round((self._clock() - started) * 1000, 1)
        self._touch(slot)
        return slot

    def _load(self, slot: _Slot) -> None:
        """Load, and once more with everything else gone if memory ran out. Leaves nothing behind when it fails."""
        least = slot.bytes + (0 if self._memory.is_gpu else self._memory.reserve)
        if self._memory.free() < least:
            raise self._failed(slot, slot.bytes)
        before, started = slot.state, self._clock()
        for last in (False, True):
            try:
                slot.state = "loading"
                self._changed()
                self._engine(slot).load(self._memory.device)
                break
            except Exception as error:
                if not is_out_of_memory(error):
                    self._drop(slot)
                    raise
                _forget(error)
                slot.state = before
            self._memory.release()
            if last:
                raise self._failed(slot, slot.bytes)
            self._evict_idle_ones(slot)
        slot.state = "gpu"
        slot.bytes = self._engine(slot).weights_bytes
        slot.load_ms = round((self._clock() - started) * 1000, 1)
        log.info("loaded %s on %s: %s in %.0f ms", slot.name, self._memory.device, human(slot.bytes), slot.load_ms)

    def _make_room(self, slot: _Slot, needed: int) -> None:
        """Evict, least recently used first, until `needed` bytes are free. The driver is asked again after each: what an
        eviction gives back is not what its weights took."""
        for other in self._evictable(besides=slot):
            if self._memory.free() >= needed + self._memory.reserve:
                return
            self._evict(other)
        if self._memory.free() < needed + self._memory.reserve:
            self._memory.release()

    def _make_host_room(self, slot: _Slot) -> None:
        """Weights pass through RAM on their way: copies of other models go when it is short, least recently used first."""
        copies = sorted((other for other in self._slots.values() if other.state == "ram"), key=lambda other: other.used_at)
        for other in copies:
            if other is not slot and self._host.free() < slot.bytes + self._host.reserve:
                self._drop(other)

    def _evictable(self, besides: _Slot) -> list[_Slot]:
        idle = [slot for slot in self._slots.values() if slot.state == "gpu" and slot is not besides and not slot.leases]
        return sorted(idle, key=lambda slot: slot.used_at)

    def _evict_idle_ones(self, besides: _Slot, release: bool = True) -> bool:
        """Whether there were any."""
        others = self._evictable(besides)
        for other in others:
            self._evict(other, release)
        return bool(others)

    def _evict(self, slot: _Slot, release: bool = True) -> None:
        """Take a model off the device: to a copy in RAM if the policy and the RAM allow, else away. `release`: give its memory back."""
        if self._keeps_copy(slot):
            try:
                self._engine(slot).to_host()
                slot.state = "ram"
            except Exception as error:
                log.warning("no RAM copy of %s: %s", slot.name, error)
        if slot.state != "ram":
            self._drop(slot, release)
            return
        if release:
            self._memory.release()
        self._changed()

    def _keeps_copy(self, slot: _Slot) -> bool:
        if self._host_policy == "drop" or not self._memory.is_gpu:
            return False
        allowed = self._host_policy == "ram" or self._host.total() >= RAM_COPY_TOTAL
        return allowed and self._host.free() >= slot.bytes * SLACK + RAM_COPY_SPARE

    def _drop(self, slot: _Slot, release: bool = True) -> None:
        """Forget a model's weights, on the device and in RAM."""
        engine, slot.engine, slot.state = slot.engine, None, "unloaded"
        if engine is not None:
            try:
                engine.unload()
            except Exception:
                log.exception("unloading %s failed", slot.name)
            del engine
        if release:
            self._memory.release()
        self._changed()

    # Small things -----------------------------------------------------------------------------------------------------

    def _refuse_if_held(self, slot: _Slot) -> None:
        """One model at a time: a lease inside the lease of another model can never be served."""
        for other in self._slots.values():
            if other.leases and other is not slot:
                raise ModelInUse(model=other.name)

    def _refuse_impossible(self, slot: _Slot) -> None:
        """A model that even the empty device cannot hold fails before anything is evicted for it."""
        if slot.bytes + self._memory.reserve > self._memory.total():
            raise self._failed(slot, slot.bytes)

    def _failed(self, slot: _Slot, needed: int) -> DeviceOutOfMemory:
        self._drop(slot)
        return self._out_of_memory(slot, needed)

    def _out_of_memory(self, slot: _Slot, needed: int) -> DeviceOutOfMemory:
        free = human(self._memory.free())
        return DeviceOutOfMemory(device=self._memory.name, model=slot.name, needed=human(needed), free=free)

    def _engine(self, slot: _Slot) -> Engine:
        assert slot.engine is not None
        return slot.engine

    def _touch(self, slot: _Slot) -> None:
        slot.used_at = self._clock()
        slot.last_used = datetime.now(UTC).isoformat(timespec="seconds")

    def _changed(self) -> None:
        try:
            self._on_change(self.snapshot())
        except Exception:
            log.exception("a listener of the GPU manager failed")


def _usage(memory: DeviceMemory) -> dict[str, int]:
    total, free = memory.total(), memory.free()
    return {"total": total, "used": max(0, total - free), "free": free}


def _forget(error: BaseException) -> None:
    """Empty the frames that an error holds: their local variables are the tensors that filled the device."""
    one: BaseException | None = error
    for _ in range(10):
        if one is None:
            return
        traceback.clear_frames(one.__traceback__)
        one = one.__cause__ or one.__context__
