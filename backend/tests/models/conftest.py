"""Weights files without weights, a small catalog, and a web server that misbehaves on request."""

from __future__ import annotations

import hashlib
import json
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from enfoads.models.catalog import Catalog
from enfoads.settings import Settings

WIDTHS = {"F32": 4, "F16": 2, "BF16": 2, "I64": 8, "U8": 1}


def write_safetensors(path: Path, tensors: dict[str, tuple[str, list[int]]], metadata: dict[str, str] | None = None) -> Path:
    """A valid file whose tensors are a hole on the disk: SDXL's size costs nothing."""
    header: dict[str, Any] = {"__metadata__": metadata} if metadata else {}
    position = 0
    for key, (dtype, shape) in tensors.items():
        size = WIDTHS[dtype]
        for number in shape:
            size *= number
        header[key] = {"dtype": dtype, "shape": shape, "data_offsets": [position, position + size]}
        position += size
    raw = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(raw)) + raw)
        file.truncate(8 + len(raw) + position)
    return path


@pytest.fixture
def safetensors() -> Callable[..., Path]:
    return write_safetensors


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    return lambda **options: Settings(data_dir=tmp_path / "data", **options)


@pytest.fixture
def catalog(settings: Callable[..., Settings], tmp_path: Path) -> Callable[..., Catalog]:
    """A catalog of one model `toy` with the files given as {path: (bytes, sources, known hash?)}, and the real own-checkpoint rules."""

    def make(files: dict[str, tuple[bytes, list[dict[str, Any]], bool]], extra: str = "", **options: Any) -> Catalog:
        lines = ['[[model]]\nid = "toy"\ntask = "component"\nlicense = "MIT"\nlicense_url = ""\ncommercial_use = true']
        lines += [f'{name} = "Toy"' for name in ("title", "title_es", "description", "description_es")]
        for path, (data, sources, pinned) in files.items():
            sha256 = hashlib.sha256(data).hexdigest() if pinned else ""
            lines.append(f'[[model.files]]\npath = "{path}"\nsize = {len(data)}\nsha256 = "{sha256}"')
            lines += [f"[[model.files.sources]]\n{_toml(source)}" for source in sources]
        real = (Path(__file__).parents[2] / "enfoads/models/catalog.toml").read_text("utf-8")
        own = real[real.index("[preview.sdxl]") :]
        toml = tmp_path / "catalog.toml"
        toml.write_text("\n".join(lines) + "\n" + extra + "\n" + own, "utf-8")
        return Catalog(settings(**options), toml)

    return make


def _toml(source: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {_value(value)}" for key, value in source.items())


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[" + ", ".join("{" + ", ".join(f"{key} = {json.dumps(one)}" for key, one in part.items()) + "}" for part in value) + "]"
    return json.dumps(value)


class Web:
    """What the server has (`files`), how it behaves per path (`manner`), and every request it got (method, path, headers)."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.manner: dict[str, str] = {}
        self.etag = '"v1"'
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.base = ""
        self.sent = 0
        self.hung_up = threading.Event()  # somebody broke off an endless answer
        self.stop = threading.Event()

    def url(self, path: str) -> str:
        return f"{self.base}{path}"


ENDLESS = ("ten gigabytes", "endless", "gzip", "drip chunks", "redirects in circles", "endless redirect")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def log_message(self, *args: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Connection", "close")
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.web.requests.append((self.path, dict(self.headers)))
        manner = self.web.manner.get(path, "")
        if manner == "hang":
            self.web.stop.wait(30)
        elif manner == "drip headers":
            self._drip_headers()
        elif manner in ENDLESS:
            self._endless(manner)
        elif manner.isdigit():
            self._reply(int(manner), b"no")
        elif manner.startswith("redirect "):
            self._redirect(manner.removeprefix("redirect "))
        elif path in self.web.files:
            self._file(self.web.files[path], manner)
        else:
            self._reply(404, b"not here")

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        if "@" in self.web.etag:  # a hub names the sha256 where it redirects
            self.send_header("X-Linked-Etag", f'"{self.web.etag.partition("@")[2]}"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip_headers(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 500:
            if self.web.stop.wait(0.1):
                return
            self.wfile.write(bytes([letter]))

    def _endless(self, manner: str) -> None:
        """An answer that never ends, in several ways. What it has sent by then is in `web.sent`."""
        if manner == "redirects in circles":
            self._redirect(self.path)
            return
        self.send_response(302 if manner == "endless redirect" else 200)
        if manner == "endless redirect":
            self.send_header("Location", "/good.safetensors")
        if manner == "ten gigabytes":
            self.send_header("Content-Length", str(10 << 30))
        if manner == "gzip":
            self.send_header("Content-Encoding", "gzip")
        if manner == "drip chunks":
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        piece, pause = (b"0", 0.05) if manner == "drip chunks" else (bytes(16384), 0.001)  # "000…": the length of a chunk, for ever
        with suppress(OSError):
            while not self.web.stop.wait(pause):
                self.wfile.write(piece)
                self.web.sent += len(piece)
        self.web.hung_up.set()

    def _file(self, data: bytes, manner: str) -> None:
        start, status = 0, 200
        asked = self.headers.get("Range")
        if asked and manner != "ignore range" and self.headers.get("If-Range", self.web.etag) == self.web.etag:
            start, status = int(asked.removeprefix("bytes=").partition("-")[0]), 206
        if start >= len(data) and status == 206:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(data)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = data[start:]
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if self.path.startswith("/simple/") else "application/octet-stream")
        self.send_header("ETag", self.web.etag)
        self.send_header("Content-Length", str(len(body)))
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        self._body(body, manner)

    def _body(self, body: bytes, manner: str) -> None:
        try:
            if manner == "cut once":
                self.web.manner[self.path] = ""
                self.wfile.write(body[: len(body) // 2])
            elif manner == "cut always":
                self.wfile.write(body[:10])
            elif manner == "drip":
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    if self.web.stop.wait(0.05):
                        return
            elif manner == "stall":
                self.wfile.write(body[: len(body) // 2])
                self.web.stop.wait(30)
            elif manner == "slow":
                for at in range(0, len(body), 16384):
                    self.wfile.write(body[at : at + 16384])
                    time.sleep(0.02)
            else:
                self.wfile.write(body)
        except OSError:
            pass  # the client hung up


@pytest.fixture
def web() -> Iterator[Web]:
    state = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneHandler", (Handler,), {"web": state}))
    server.daemon_threads = True
    state.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield state
    state.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()
