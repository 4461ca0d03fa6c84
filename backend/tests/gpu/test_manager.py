"""What a person would lose if the GPU manager were wrong: their job, the next job, or the whole worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from enfoads.engines.base import Engine
from enfoads.errors import DeviceOutOfMemory, UnknownModel

MakeRig = Callable[..., Any]  # fixtures of conftest.py
MakeRam = Callable[[int], Any]


# Residency and eviction -----------------------------------------------------------------------------------------------


def test_a_second_model_replaces_the_first_when_one_may_be_resident(rig: MakeRig) -> None:
    one = rig(residency="one")
    one.use("a", "b")
    assert one.states() == {"a": "unloaded", "b": "gpu"}
    assert one.memory.used == 30


def test_after_a_swap_nothing_of_the_first_model_is_kept(rig: MakeRig) -> None:
    """The second is loaded into what the library kept of the first; what is left of that must go back all the same."""
    one = rig(residency="one", caches=True)
    one.use("a", "b")
    assert one.memory.cached == 0
    assert one.memory.used == 30


def test_a_warm_model_is_not_loaded_again(rig: MakeRig) -> None:
    one = rig()
    one.use("a", "a", "a")
    assert one.log == ["load a"]


def test_a_checkpoint_whose_files_were_replaced_is_loaded_anew(rig: MakeRig) -> None:
    """It drew on with the old weights, and the cache kept those pictures under the new file's name."""
    one = rig()
    for version in ("old", "old", "new"):
        with one.gpu.lease("a", version=version):
            one.use("a")  # a lease that names no version takes what is there
    assert one.log == ["load a", "unload a", "load a"]


def test_models_stay_together_while_they_fit(rig: MakeRig) -> None:
    one = rig(residency="fit")
    one.use("a", "b", "c")
    assert set(one.states().values()) == {"gpu"}


def test_the_least_recently_used_model_goes_first(rig: MakeRig) -> None:
    one = rig(total=80, residency="fit")
    one.use("a", "b", "a")  # b is now the older one
    one.use("c")
    assert one.states() == {"a": "gpu", "b": "unloaded", "c": "gpu"}


def test_no_more_models_are_evicted_than_needed_when_the_driver_gives_back_more_than_the_weights(rig: MakeRig) -> None:
    one = rig(total=100, residency="fit")
    one.use("a", "b", "c")
    a = one.engines["a"]
    extra = one.memory.take(10)
    a.unload = lambda: (setattr(a, "_weights", None), extra_gone())[0]  # type: ignore[method-assign]

    def extra_gone() -> None:
        nonlocal extra
        extra = None  # type: ignore[assignment]

    with one.gpu.lease("c", work_bytes=50):
        assert one.states() == {"a": "unloaded", "b": "gpu", "c": "gpu"}


def test_room_for_the_work_is_made_for_a_model_that_is_already_loaded(rig: MakeRig) -> None:
    one = rig(residency="fit")
    one.use("a", "c")
    with one.gpu.lease("c", work_bytes=60):
        assert one.memory.free() >= 60


def test_memory_that_is_only_cached_is_given_back_before_a_load_fails(rig: MakeRig) -> None:
    one = rig(caches=True)
    block = one.memory.take(90)
    block.itself = None  # type: ignore[assignment]
    del block
    assert one.memory.free() == 10
    one.use("a")
    assert one.states() == {"a": "gpu"}


# Host policy ----------------------------------------------------------------------------------------------------------


def test_an_evicted_model_is_dropped_on_a_machine_with_little_ram(rig: MakeRig, ram: MakeRam) -> None:
    one = rig(host_policy="auto", host=ram(13 << 30))
    one.use("a", "b")
    assert one.states()["a"] == "unloaded"


def test_an_evicted_model_waits_in_ram_where_there_is_plenty(rig: MakeRig, ram: MakeRam) -> None:
    one = rig(host_policy="auto", host=ram(64 << 30))
    one.use("a", "b", "a")
    assert one.states() == {"a": "gpu", "b": "ram"}
    assert one.log == ["load a", "to_host a", "load b", "to_host b", "load a"]


def test_a_ram_copy_that_fails_costs_nothing_but_the_copy(rig: MakeRig) -> None:
    one = rig(host_policy="ram")
    one.use("a")
    one.engines["a"].to_host = lambda: (_ for _ in ()).throw(MemoryError())  # type: ignore[method-assign]
    one.use("b")
    assert one.states() == {"a": "unloaded", "b": "gpu"}


def test_ram_copies_go_when_ram_is_short(rig: MakeRig, ram: MakeRam) -> None:
    host = ram(64 << 30)
    one = rig(host_policy="ram", host=host)
    one.use("a", "b")
    full = host.take(host.free() - 10)
    one.use("c")
    assert one.states()["a"] == "unloaded"
    del full


def test_nothing_is_copied_to_ram_when_the_device_is_ram(rig: MakeRig) -> None:
    one = rig(is_gpu=False, host_policy="ram")
    one.use("a", "b")
    assert one.states() == {"a": "unloaded", "b": "ram"}
    assert "to_host a" not in one.log


# Out of memory --------------------------------------------------------------------------------------------------------


def test_a_model_larger_than_the_device_fails_at_once_and_evicts_nothing(rig: MakeRig) -> None:
    one = rig()
    one.use("a")
    with pytest.raises(DeviceOutOfMemory) as caught:
        one.use("huge")
    assert caught.value.values == {"device": "Fake T4", "model": "huge", "needed": "500 B", "free": "60 B"}
    assert "load huge" not in one.log
    assert one.states() == {"a": "gpu", "huge": "unloaded"}


def test_work_that_runs_out_of_memory_gets_a_second_chance_with_less(rig: MakeRig) -> None:
    one = rig(residency="fit")
    one.use("b", "c")
    tries: list[bool] = []

    def work(engine: Engine, cheap: bool) -> str:
        tries.append(cheap)
        one.memory.take(30 if cheap else 60)
        return "picture"

    assert one.gpu.run("a", work) == "picture"
    assert tries == [False, True]
    assert one.states() == {"a": "gpu", "b": "unloaded", "c": "unloaded"}


def fill(memory: Any) -> Callable[[Any, bool], None]:
    """Work that takes all there is, holds it in its own frames, and then fails, as a decoder does."""

    def work(engine: Engine, cheap: bool) -> None:
        held = [memory.take(memory.free())]
        memory.take(10)
        del held

    return work


def test_the_next_job_succeeds_after_one_ran_out_of_memory_twice(rig: MakeRig) -> None:
    one = rig()
    with pytest.raises(DeviceOutOfMemory) as caught:
        one.gpu.run("a", fill(one.memory), work_bytes=55)
    assert caught.value.values["needed"] == "95 B"
    assert one.memory.used == 40, "the frames of the failed work still hold memory"
    assert one.gpu.run("a", lambda engine, cheap: cheap) is False
    one.use("b")


def test_memory_is_free_again_while_the_error_is_still_held(rig: MakeRig) -> None:
    one = rig()
    try:
        one.gpu.run("a", fill(one.memory))
    except DeviceOutOfMemory as error:
        kept = error
    assert one.memory.used == 40
    assert kept.message("es").startswith("Fake T4 no tiene memoria suficiente para a")


def test_a_plain_lease_turns_out_of_memory_into_an_answer_too(rig: MakeRig) -> None:
    one = rig()
    with pytest.raises(DeviceOutOfMemory), one.gpu.lease("a") as engine:
        fill(one.memory)(engine, False)
    assert one.memory.used == 40


def test_loading_is_tried_again_with_everything_else_gone(rig: MakeRig) -> None:
    one = rig(residency="fit")
    one.use("b")
    engine = one.create("a")
    engine.fail = RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")
    one.gpu._create = lambda name: engine  # type: ignore[assignment]
    original = engine.load

    def load(device: str) -> None:
        if one.states()["b"] == "unloaded":
            engine.fail = None
        original(device)

    engine.load = load  # type: ignore[method-assign]
    one.use("a")
    assert one.states() == {"a": "gpu", "b": "unloaded"}


def test_a_device_filled_by_another_program_is_told_from_a_broken_model(rig: MakeRig) -> None:
    one = rig()
    other = one.memory.take(90)
    with pytest.raises(DeviceOutOfMemory) as caught:
        one.use("a")
    assert caught.value.values["free"] == "10 B"
    assert one.log == ["unload a"], "nothing was loaded that could not fit"
    other.itself = None  # type: ignore[assignment]
    del other
    one.use("a")


def test_in_ram_work_that_would_not_fit_starts_cheap_because_the_kernel_would_kill(rig: MakeRig) -> None:
    one = rig(is_gpu=False)
    assert one.gpu.run("a", lambda engine, cheap: cheap, work_bytes=50) is False
    assert one.gpu.run("a", lambda engine, cheap: cheap, work_bytes=70) is True


def test_in_ram_a_load_that_would_leave_less_than_the_reserve_is_refused(rig: MakeRig) -> None:
    one = rig(total=100, is_gpu=False, reserve=50)
    filled = one.memory.take(20)
    with pytest.raises(DeviceOutOfMemory):
        one.use("a")
    del filled


def test_other_failures_pass_through_and_leave_the_model_usable(rig: MakeRig) -> None:
    one = rig()
    with pytest.raises(ValueError, match="bad prompt"), one.gpu.lease("a"):
        raise ValueError("bad prompt")
    assert one.gpu.snapshot()["lease"] is None
    one.use("a")
    assert one.log == ["load a"]


def test_a_model_that_fails_to_load_leaves_nothing_behind(rig: MakeRig) -> None:
    one = rig()
    engine = one.create("a")
    engine.fail = OSError("file is damaged")
    one.gpu._create = lambda name: engine  # type: ignore[assignment]
    with pytest.raises(OSError, match="damaged"):
        one.use("a")
    assert one.states() == {"a": "unloaded"}
    engine.fail = None
    one.use("a")
    assert one.states() == {"a": "gpu"}


def test_an_unknown_model_is_not_listed_as_one(rig: MakeRig) -> None:
    one = rig()

    def create(name: str) -> Engine:
        raise UnknownModel(model=name)

    one.gpu._create = create
    with pytest.raises(UnknownModel):
        one.use("nope")
    assert one.states() == {}
