"""Jobs and errors as clients see them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from enfoads.api.schemas.jobs import Job as JobSchema
from enfoads.errors import EnfoadsError, Language
from enfoads.jobs.job import Job

_SHOWN = tuple(field.name for field in fields(Job) if field.name in JobSchema.model_fields)
_PRIVATE_PARAMS = frozenset({"path"})  # places on the server's disk


def job_record(job: Job, language: Language) -> dict[str, Any]:
    """The fields of `schemas.Job`."""
    record = {name: getattr(job, name) for name in _SHOWN}
    for name in ("created_at", "started_at", "finished_at"):
        record[name] = _iso(record[name])
    record["params"] = {name: value for name, value in job.params.items() if name not in _PRIVATE_PARAMS}
    record["error"] = error_body(EnfoadsError.from_record(job.error), language) | {"job_id": job.id} if job.error else None
    return record


def error_body(error: EnfoadsError, language: Language) -> dict[str, Any]:
    """The fields of `schemas.ErrorBody`, but for the request's id."""
    return {
        "message": error.message(language),
        "type": error.type,
        "param": error.param,
        "code": error.code,
        "hint": error.advice(language),
        "job_id": error.job_id,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else None
