"""Ground rules of every schema: unknown fields are refused, and `true` is not 1."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

_NUMBERS = frozenset({int, float})


def _scalars(info: FieldInfo) -> frozenset[Any]:
    """The types a field takes, without None: {int} for `int | None`."""
    return frozenset(getattr(info.annotation, "__args__", None) or (info.annotation,)) - {NoneType}


def names_of(name: str, info: FieldInfo) -> Iterator[str]:
    """Every name a client may use for the field."""
    choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else (info.validation_alias or name,)
    return (choice for choice in choices if isinstance(choice, str))


class Model(BaseModel):
    """Lax numbers (1.0 is a valid integer) but no boolean or string where a number is asked; no unknown fields."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)

    @model_validator(mode="before")
    @classmethod
    def _numbers_are_numbers(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for field, info in cls.model_fields.items():
                takes = _scalars(info)
                for name in names_of(field, info):
                    value = data.get(name)
                    no_number = (bool, str) if takes <= _NUMBERS else bool  # some take words beside numbers
                    if takes & _NUMBERS and bool not in takes and isinstance(value, no_number):
                        raise PydanticCustomError("number_needed", "{field}: a number is needed", {"field": name})
                    no_bool = isinstance(value, int | float) if str in takes else value is not None  # an id, or true for the default one
                    if bool in takes and no_bool and not isinstance(value, bool):
                        raise PydanticCustomError("bool_needed", "{field}: true or false is needed", {"field": name})
        return data


def from_text(model: type[Model], pairs: dict[str, Any]) -> dict[str, Any]:
    """Query and form values, which arrive as text, as the JSON scalars that `model` asks for; what does not fit stays text."""
    typed = dict(pairs)
    for field, info in model.model_fields.items():
        takes = _scalars(info)
        for name in names_of(field, info):
            if isinstance(value := typed.get(name), str):
                if takes == {bool}:
                    typed[name] = {"true": True, "false": False}.get(value.lower(), value)
                elif takes <= _NUMBERS:
                    typed[name] = _number(value)
    return typed


def _number(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text) if text.isascii() and "_" not in text and text == text.strip() else text
        except ValueError:
            continue
    return text


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


class Page(Model):
    """How much of a list to send, and from where."""

    cursor: str | None = Field(None, max_length=200, description="`next_cursor` of the page before.")
    limit: int = Field(50, ge=1, le=200)
