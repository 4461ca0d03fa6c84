"""The same Idempotency-Key and request give the same job."""

from __future__ import annotations

import threading

import pytest
from jobdesk import Desk, StartQueue

from enfoads.errors import IdempotencyMismatch, QueueFull


def test_twenty_callers_with_one_key_get_one_job(desk: Desk) -> None:
    got: list[str] = []
    start = threading.Barrier(20)

    def call() -> None:
        start.wait()
        got.append(desk.submit("echo", idempotency=("key", "body")).id)

    callers = [threading.Thread(target=call) for _ in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(got) == 20
    assert len(set(got)) == 1
    assert len(desk.queue.list(owner="local")[0]) == 1


def test_another_request_with_the_same_key_is_refused(desk: Desk) -> None:
    desk.submit("echo", idempotency=("key", "body"))
    with pytest.raises(IdempotencyMismatch):
        desk.submit("echo", idempotency=("key", "another body"))
    assert desk.submit("echo", idempotency=("another key", "another body"))
    assert desk.submit("echo", owner="ana", idempotency=("key", "another body")), "keys belong to their owner"


def test_a_repeated_request_is_answered_after_a_restart_and_by_a_full_queue(start_queue: StartQueue) -> None:
    desk = start_queue(max_queued=1)
    done = desk.run("echo", idempotency=("key", "body"))
    desk.queue.stop()
    desk = start_queue(max_queued=1)
    desk.queue.pause()
    desk.submit("echo")
    with pytest.raises(QueueFull):
        desk.submit("echo")
    assert desk.submit("echo", idempotency=("key", "body")).result == done.result
