"""Who may use the device when: leases, unloading when asked and when idle, and what a person sees meanwhile."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from enfoads.engines.base import Engine
from enfoads.errors import ModelInUse

MakeRig = Callable[..., Any]  # fixtures of conftest.py
MakeRam = Callable[[int], Any]


# Leases ---------------------------------------------------------------------------------------------------------------


def test_the_same_thread_may_lease_the_same_model_again(rig: MakeRig) -> None:
    one = rig()
    with one.gpu.lease("a") as outer, one.gpu.lease("a") as inner:
        assert outer is inner
        with pytest.raises(ModelInUse):
            one.gpu.unload("a")
    assert one.gpu.unload("a")["unloaded"] == ["a"]


def test_a_second_model_inside_a_lease_is_refused_rather_than_waited_for(rig: MakeRig) -> None:
    one = rig(residency="one")
    with one.gpu.lease("a"):
        with pytest.raises(ModelInUse) as caught:
            one.use("b")
        assert caught.value.values == {"model": "a"}
        assert one.states()["a"] == "gpu"
    one.use("b")


def test_a_second_model_inside_a_lease_is_served_when_both_fit(rig: MakeRig) -> None:
    one = rig(residency="fit")
    with one.gpu.lease("a"), one.gpu.lease("b"):
        assert one.gpu.snapshot()["lease"] == "b"
    assert one.states() == {"a": "gpu", "b": "gpu"}


def test_two_threads_never_hold_the_device_together(rig: MakeRig) -> None:
    one = rig()
    inside: list[str] = []
    overlaps: list[list[str]] = []

    def job(name: str) -> None:
        for _ in range(20):
            with one.gpu.lease(name):
                inside.append(name)
                if len(inside) > 1:
                    overlaps.append(list(inside))
                inside.remove(name)

    threads = [threading.Thread(target=job, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlaps == []
    assert one.memory.used == sum(one.SIZES[name] for name, state in one.states().items() if state == "gpu")


# Unloading ------------------------------------------------------------------------------------------------------------


def test_unload_frees_and_says_how_much(rig: MakeRig) -> None:
    one = rig(residency="fit")
    one.use("a", "b")
    assert one.gpu.unload("a") == {"unloaded": ["a"], "freed_bytes": 40}
    assert one.gpu.unload() == {"unloaded": ["b"], "freed_bytes": 30}
    assert one.gpu.unload() == {"unloaded": [], "freed_bytes": 0}
    assert one.memory.used == 0


def test_unload_from_another_thread_is_refused_at_once_while_a_job_runs(rig: MakeRig) -> None:
    one = rig()
    refused: list[Exception] = []

    def unload() -> None:
        try:
            one.gpu.unload()
        except ModelInUse as error:
            refused.append(error)

    with one.gpu.lease("a"):
        thread = threading.Thread(target=unload)
        thread.start()
        thread.join(timeout=5)
    assert [error.values for error in refused] == [{"model": "a"}]  # type: ignore[attr-defined]


def test_an_idle_model_is_unloaded_after_the_keep_alive_and_not_before(rig: MakeRig) -> None:
    one = rig(keep_alive=60)
    one.use("a")
    one.clock.now += 50
    one.gpu.evict_idle()
    assert one.states() == {"a": "gpu"}
    one.clock.now += 20
    one.gpu.evict_idle()
    assert one.states() == {"a": "unloaded"}


def test_a_ram_copy_is_unloaded_when_idle_too(rig: MakeRig) -> None:
    one = rig(keep_alive=60, host_policy="ram")
    one.use("a", "b")
    assert one.states()["a"] == "ram"
    one.clock.now += 70
    one.gpu.evict_idle()
    assert set(one.states().values()) == {"unloaded"}


def test_keep_alive_zero_unloads_after_each_job_and_minus_one_never(rig: MakeRig) -> None:
    at_once, never = rig(keep_alive=0), rig(keep_alive=-1)
    at_once.use("a")
    never.use("a")
    never.clock.now += 1e9
    never.gpu.evict_idle()
    assert at_once.states() == {"a": "unloaded"}
    assert never.states() == {"a": "gpu"}


def test_a_running_job_is_not_unloaded_as_idle(rig: MakeRig) -> None:
    one = rig(keep_alive=60)
    with one.gpu.lease("a"):
        one.clock.now += 1000
        one.gpu.evict_idle()
        assert one.states() == {"a": "gpu"}


# What a person sees ---------------------------------------------------------------------------------------------------


def test_the_status_page_sees_every_change_as_it_happens(rig: MakeRig) -> None:
    one = rig()
    one.use("a", "b")
    seen = [(shot["lease"], tuple((model["name"], model["state"]) for model in shot["models"])) for shot in one.snapshots]
    assert seen[:3] == [(None, (("a", "loading"),)), ("a", (("a", "gpu"),)), (None, (("a", "gpu"),))]
    assert (None, (("a", "unloaded"), ("b", "loading"))) in seen
    last = one.snapshots[-1]
    assert json.loads(json.dumps(last)) == last
    assert last["vram"] == {"total": 100, "used": 30, "free": 70}
    assert last["last_swap_ms"] > 0
    assert last["models"][1]["load_ms"] > 0
    assert last["models"][1]["last_used"].endswith("+00:00")


def test_the_status_can_be_read_while_a_model_loads(rig: MakeRig) -> None:
    one = rig()
    states: list[dict[str, str]] = []
    original = one.create

    def create(name: str) -> Engine:
        engine = original(name)

        def slow(device: str) -> None:
            reader = threading.Thread(target=lambda: states.append(one.states()))
            reader.start()
            reader.join(timeout=5)

        engine.load = slow  # type: ignore[method-assign]
        return engine

    one.gpu._create = create
    one.use("a")
    assert states == [{"a": "loading"}]


def test_a_listener_that_fails_does_not_fail_the_job(rig: MakeRig) -> None:
    one = rig()
    one.gpu._on_change = lambda snapshot: 1 / 0  # type: ignore[assignment, return-value]
    one.use("a")
    assert one.states() == {"a": "gpu"}


def test_twenty_swaps_leave_memory_where_it_was(rig: MakeRig) -> None:
    one = rig(caches=True)
    for _ in range(20):
        one.use("a", "b")
    assert (one.memory.used, one.memory.cached) == (30, 0)
