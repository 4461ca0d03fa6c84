"""Logs: one line per happening, to stderr for people and as JSON to `data/app.log` for programs. Never a secret in them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog
from structlog.types import EventDict, Processor

_LOG_BYTES, _LOG_FILES = 10 * 2**20, 5
_SECRET_NAMES = re.compile(r"authorization|api[-_]?key|cookie|token|secret|password|signature|^key$", re.IGNORECASE)
_SECRET_FORMS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), r"\1 ***"),
    (re.compile(r"\benf_[0-9a-f]{8}_[\w-]+"), "enf_***"),
    (re.compile(r"\bhf_\w{8,}"), "hf_***"),
    (re.compile(r"""(https?://)[^\s/@"']+@"""), r"\1***@"),
    (re.compile(r"""(https?://[^\s?"'<>]+)\?[^\s"'<>]+"""), r"\1?***"),  # a signed address is a key
    (re.compile(r"(?i)(enfoads_session|x-api-key|api_key|token|signature|sig)([\"']?\s*[=:]\s*[\"']?)[^\s\"'&;,]{6,}"), r"\1\2***"),
)
_HIDDEN = "***"


def configure(level: str, log_file: Path | None = None, secrets: Iterable[str] = ()) -> None:
    """Send this process's logs to stderr and, if given, to `log_file`. `secrets`: texts that must never be written.

    Only one process at a time may be given a file: it is rotated.
    """
    known = sorted({secret for secret in secrets if len(secret) >= 4}, key=len, reverse=True)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide_by_name,
    ]
    pretty, traceback = sys.stderr.isatty(), structlog.processors.format_exc_info
    if pretty:
        handlers = [_handler(logging.StreamHandler(), known, shared, structlog.dev.ConsoleRenderer(pad_event_to=24))]
    else:
        handlers = [
            _handler(
                logging.StreamHandler(),
                known,
                shared,
                traceback,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
            )
        ]
    if log_file is not None:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        rotating = _LogFile(log_file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        handlers.append(_handler(rotating, known, shared, traceback, structlog.processors.JSONRenderer(ensure_ascii=False)))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level.upper())
    for noisy in ("engineio", "socketio", "urllib3", "PIL", "filelock"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A disk that is full is told by the errors themselves, on stderr: not by a traceback for every line that found no room."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def _handler(handler: logging.Handler, secrets: list[str], shared: list[Processor], *render: Processor) -> logging.Handler:
    processors = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render]
    handler.setFormatter(_ScrubbingFormatter(secrets, foreign_pre_chain=shared, processors=processors))
    return handler


class _ScrubbingFormatter(structlog.stdlib.ProcessorFormatter):
    """Looks at the finished line, so that tracebacks and other libraries' messages are covered too."""

    def __init__(self, secrets: list[str], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record), self._secrets)


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without the known secrets and without anything that has the form of one."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    for form, replacement in _SECRET_FORMS:
        text = form.sub(replacement, text)
    return text


def _hide_by_name(_logger: Any, _method: str, event: EventDict) -> EventDict:
    return {name: _HIDDEN if _SECRET_NAMES.search(name) and value else value for name, value in event.items()}
