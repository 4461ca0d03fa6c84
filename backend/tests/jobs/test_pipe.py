"""Messages between server and worker."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from enfoads.jobs.pipe import Pipe, PipeClosed


@pytest.fixture
def ends() -> Iterator[tuple[Pipe, Pipe]]:
    here, there = socket.socketpair()
    ends = Pipe(here, send_timeout=1), Pipe(there)
    yield ends
    for end in ends:
        end.close()


def test_messages_and_pictures_arrive_whole_when_many_send_at_once(ends: tuple[Pipe, Pipe]) -> None:
    here, there = ends
    senders = [threading.Thread(target=lambda: [here.send({"ñ": [1, None]}, bytes(5000)) for _ in range(50)]) for _ in range(4)]
    for sender in senders:
        sender.start()
    assert all(there.receive() == ({"ñ": [1, None]}, bytes(5000)) for _ in range(200))
    for sender in senders:
        sender.join()


def test_what_was_said_before_the_end_is_still_heard(ends: tuple[Pipe, Pipe]) -> None:
    here, there = ends
    there.send({"last": "words"})
    there.close()
    assert here.receive() == ({"last": "words"}, b"")
    assert here.poll(0), "an end is something to receive"
    with pytest.raises(PipeClosed):
        here.receive()
    with pytest.raises(PipeClosed):
        here.send({})


def test_a_far_end_that_no_longer_reads_does_not_block_the_server_for_ever(ends: tuple[Pipe, Pipe]) -> None:
    begun = time.monotonic()
    with pytest.raises(PipeClosed):
        ends[0].send({}, bytes(4_000_000))
    assert time.monotonic() - begun < 5
