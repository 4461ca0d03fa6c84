"""Framed messages between a lane and its worker: a JSON header and, behind it, raw bytes (a preview). Never pickle."""

from __future__ import annotations

import socket
import struct
import threading
from multiprocessing.connection import Connection
from typing import Any

import orjson

Message = dict[str, Any]

_LENGTH = struct.Struct("!I")
_LARGEST = 64 * 2**20  # bytes; a message is a few kilobytes, so anything near this is a fault


class PipeClosed(Exception):
    """The other end is gone, or no longer reads."""


class Pipe:
    """One end of a socket pair. Any thread may send; one thread receives.

    `send_timeout` (whole seconds) bounds how long `send` may wait for an end that has stopped reading.
    """

    def __init__(self, end: socket.socket, *, send_timeout: int = 0) -> None:
        end.setblocking(True)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("@ll", send_timeout, 0))
        self._connection = Connection(end.detach())
        self._sending = threading.Lock()

    def send(self, message: Message, blob: bytes = b"") -> None:
        """Raises PipeClosed; TypeError when `message` is not plain JSON."""
        header = orjson.dumps(message)
        with self._sending:
            try:
                self._connection.send_bytes(b"".join((_LENGTH.pack(len(header)), header, blob)))
            except OSError as error:
                raise PipeClosed from error

    def receive(self) -> tuple[Message, bytes]:
        """The next message; waits for it. Raises PipeClosed."""
        try:
            data = self._connection.recv_bytes(_LARGEST)
        except (EOFError, OSError) as error:
            raise PipeClosed from error
        end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
        message: Message = orjson.loads(data[_LENGTH.size : end])
        return message, data[end:]

    def poll(self, seconds: float) -> bool:
        """Whether there is something to receive within `seconds`; a closed pipe counts as something."""
        try:
            return self._connection.poll(seconds)
        except OSError:
            return True

    def fileno(self) -> int:
        return self._connection.fileno()

    def close(self) -> None:
        with self._sending:  # or the descriptor's number could be another file's while someone sends
            self._connection.close()
