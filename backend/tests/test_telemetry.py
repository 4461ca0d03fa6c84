"""Logs: everything that happened, and never a secret."""

from __future__ import annotations

import errno
import io
import json
import logging
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import pytest
import structlog

from enfoads import telemetry

SECRETS = {
    "api": "plain-key-from-the-environment",
    "made": "enf_0123abcd_" + "Zz9-_" * 8 + "abc",
    "hub": "hf_" + "Abc123" * 6,
    "bearer": "eyJhbGciOiJIUzI1NiJ9.payload.sig",
    "signature": "X-Amz-Signature=0123456789abcdef",
    "password": "hunter2hunter2",
}


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()
    path = tmp_path / "data" / "app.log"
    telemetry.configure("debug", path, [SECRETS["api"], "", "abc"])
    yield path
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    root.handlers.extend(handlers)
    root.setLevel(level)
    structlog.reset_defaults()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_what_happened_can_be_read_by_a_program(log_file: Path) -> None:
    structlog.get_logger("enfoads.x").info("answered", status=200, path="/api/ñandú")
    logging.getLogger("some.library").warning("careful with %s", "that")
    first, second = lines(log_file)
    assert (first["event"], first["status"], first["path"], first["level"]) == ("answered", 200, "/api/ñandú", "info")
    assert (second["event"], second["logger"]) == ("careful with that", "some.library")
    assert first["timestamp"].endswith("Z")


def test_no_secret_is_written_whatever_way_it_comes(log_file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = structlog.get_logger("enfoads.x")
    log.info("signed in", api_key="short", headers=f"Authorization: Bearer {SECRETS['bearer']}")
    log.info("settings", hf_token=SECRETS["hub"], authorization=SECRETS["bearer"], cookie="enfoads_session=" + SECRETS["bearer"])
    log.info(f"key {SECRETS['made']} and {SECRETS['api']} and {SECRETS['hub']}")
    log.info(
        "fetching",
        url=f"https://bucket.example/lora.safetensors?{SECRETS['signature']}&Expires=1",
        via=f"https://me:{SECRETS['password']}@host/x",
    )
    logging.getLogger("urllib3").warning("GET /lora?x=1 https://bucket.example/a?%s", SECRETS["signature"])
    try:
        raise ValueError(f"bad key {SECRETS['api']}")
    except ValueError:
        logging.getLogger("other").exception("it broke: %s", SECRETS["made"])
    written = log_file.read_text() + capfd.readouterr().err
    for secret in SECRETS.values():
        assert secret not in written
    assert '"short"' not in written
    assert "https://bucket.example/lora.safetensors?***" in written
    assert "ValueError" in written
    assert len(lines(log_file)) == 6


def test_ordinary_text_is_left_alone() -> None:
    text = "token count 77, the key is under the mat, https://example.com/page bearer of news"
    assert telemetry.scrub(text) == text


def test_a_full_disk_is_no_traceback_for_every_line(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    kept = next(handler for handler in logging.getLogger().handlers if isinstance(handler, RotatingFileHandler))
    with monkeypatch.context() as patch:
        patch.setattr(kept, "stream", Full())
        patch.setattr(sys, "stderr", said := io.StringIO())  # where logging complains
        logging.getLogger("enfoads.x").info("answered")
    assert said.getvalue() == ""


def test_the_log_does_not_fill_the_disk(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telemetry, "_LOG_BYTES", 10_000)
    telemetry.configure("info", log_file)
    log = structlog.get_logger("enfoads.x")
    for number in range(2_000):
        log.info("line", number=number)
    files = list(log_file.parent.glob("app.log*"))
    assert len(files) <= 6
    assert sum(file.stat().st_size for file in files) < 70_000
