"""A job as clients see it, over REST and sockets alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from enfoads.errors import EnfoadsError, Language
from enfoads.jobs.job import Job

_PLAIN = (
    *("id", "parent_id", "retried_from", "project", "kind", "model", "status", "progress", "stage", "message"),
    *("step", "steps", "position", "eta_s", "attempt", "seq", "cancelling", "result"),
)
_PRIVATE_PARAMS = frozenset({"path"})  # places on the server's disk


def public(job: Job, language: Language = "en") -> dict[str, Any]:
    """The fields of `api.schemas.jobs.Job`; the error's text in `language`."""
    record = {name: getattr(job, name) for name in _PLAIN}
    for name in ("created_at", "started_at", "finished_at"):
        record[name] = _iso(getattr(job, name))
    record["params"] = _shown(job.params)
    record["error"] = _error(job, language)
    return record


def _shown(value: Any) -> Any:
    """Params without what is private, at any depth: reference pictures and LoRAs have paths too."""
    if isinstance(value, dict):
        return {name: _shown(part) for name, part in value.items() if name not in _PRIVATE_PARAMS}
    return [_shown(part) for part in value] if isinstance(value, list) else value


def _error(job: Job, language: Language) -> dict[str, Any] | None:
    if job.error is None:
        return None
    error = EnfoadsError.from_record(job.error)
    return {
        "message": error.message(language),
        "type": error.type,
        "param": error.param,
        "code": error.code,
        "hint": error.advice(language),
        "request_id": "",
        "job_id": job.id,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None
