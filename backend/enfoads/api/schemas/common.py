"""Ground rules of every schema: unknown fields are refused, and `true` is not 1."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

_NUMBERS = (int, float)


def _takes_number(annotation: Any) -> bool:
    parts = getattr(annotation, "__args__", None) or (annotation,)
    return any(part in _NUMBERS for part in parts) and bool not in parts and str not in parts


class Model(BaseModel):
    """Lax numbers (1.0 is a valid integer) but no boolean or string where a number is asked; no unknown fields."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _numbers_are_numbers(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for name, info in cls.model_fields.items():
                if _takes_number(info.annotation) and isinstance(data.get(name), (bool, str)):
                    raise ValueError(f"{name}: a number is needed, not {type(data[name]).__name__}")
        return data


class ErrorBody(Model):
    """The OpenAI error form, with a hint and the request's id. `job_id` names the job that failed or still runs."""

    message: str
    type: str
    param: str | None = None
    code: str
    hint: str = ""
    request_id: str = ""
    job_id: str | None = None


class ErrorEnvelope(Model):
    error: ErrorBody


class Empty(Model):
    """A body with nothing in it."""


class Page(Model):
    """How much of a list to send, and from where."""

    cursor: str | None = Field(None, max_length=200, description="`next_cursor` of the page before.")
    limit: int = Field(50, ge=1, le=200)
