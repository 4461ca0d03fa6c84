"""Hold idle Socket.IO connections in a process of their own, so that what they cost here is not measured: _sockets.py URL COUNT

Prints "ready" when all are open and ends when its standard input closes. Answers pings, reads and drops everything else.
"""

from __future__ import annotations

import asyncio
import base64
import os
import sys
from urllib.parse import urlsplit

_PING, _PONG, _CONNECT = b"\x81\x012", b"3", b"40"


def frame(text: bytes) -> bytes:
    """A client's WebSocket text frame of fewer than 126 bytes."""
    mask = os.urandom(4)
    return bytes([0x81, 0x80 | len(text)]) + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(text))


async def hold(host: str, port: int, opened: list[int]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: {host}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert b" 101 " in head, head
    writer.write(frame(_CONNECT))
    opened.append(1)
    while data := await reader.read(65536):
        if _PING in data:
            writer.write(frame(_PONG))


async def main(url: str, count: int) -> None:
    parts, opened = urlsplit(url), []
    tasks = []
    for _ in range(count):
        tasks.append(asyncio.create_task(hold(parts.hostname or "", parts.port or 80, opened)))
        await asyncio.sleep(0.002)
    while len(opened) < count:
        await asyncio.sleep(0.02)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
