"""pydantic's findings as the studio's errors: the first one, named by its field, in English and Spanish."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from enfoads.api.schemas.common import Model, names_of
from enfoads.errors import InvalidRequest, MalformedRequest, Text

# pydantic's error types that a client can cause, in Spanish; templates over the error's `ctx`.
_SPANISH = {
    "missing": "falta este campo",
    "number_needed": "hace falta un número",
    "bool_needed": "hace falta true o false",
    "one_of": "hace falta exactamente uno de {names}",
    "one_visual": "hace falta exactamente uno de asset_id, prompt, color, avatar_id",
    "one_background": "envía color o asset_id, no los dos",
    "color_needed": "envía también color",
    "position": "hace falta auto, top, middle, bottom o una parte de 0 a 1",
    "string_type": "hace falta un texto",
    "string_too_short": "el texto necesita al menos {min_length} caracteres",
    "string_too_long": "el texto admite como máximo {max_length} caracteres",
    "string_pattern_mismatch": "el texto debe cumplir {pattern}",
    "int_type": "hace falta un número entero",
    "int_from_float": "hace falta un número entero, sin decimales",
    "int_parsing": "hace falta un número entero",
    "float_type": "hace falta un número",
    "finite_number": "hace falta un número finito",
    "greater_than": "debe ser mayor que {gt}",
    "greater_than_equal": "debe ser {ge} o más",
    "less_than": "debe ser menor que {lt}",
    "less_than_equal": "debe ser {le} o menos",
    "literal_error": "debe ser {expected}",
    "list_type": "hace falta una lista",
    "too_short": "la lista necesita al menos {min_length}",
    "too_long": "la lista admite como máximo {max_length}",
    "dict_type": "hace falta un objeto",
    "model_type": "hace falta un objeto JSON",
    "model_attributes_type": "hace falta un objeto JSON",
}
# What a pattern asks for, where it says little to a person.
_PATTERNS = {"^#[0-9a-fA-F]{6}$": ("a colour like #ff5a1f is needed", "hace falta un color como #ff5a1f")}
_TYPES = frozenset({"str", "int", "float", "bool"})


def invalid_request(error: ValidationError) -> InvalidRequest:
    """`MalformedRequest` for what is not JSON at all, else `InvalidRequest` about the first field at fault."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return MalformedRequest(detail=first["msg"], detail_es="El contenido no es JSON válido")
    context: dict[str, Any] = first.get("ctx") or {}
    inside = context.get("field")  # what a model found out about one of its fields
    param = _place((*first["loc"], inside) if inside else first["loc"])
    plain = first["msg"].removeprefix(f"{inside}: "), _spanish(first, context)
    if first["type"] == "extra_forbidden":
        plain = _no_field(error.title, first["loc"])
    detail, detail_es = _PATTERNS.get(str(context.get("pattern")), plain)
    return InvalidRequest(
        param=param, detail=f"{param}: {detail}" if param else detail, detail_es=f"{param}: {detail_es}" if param else detail_es
    )


def _place(parts: tuple[int | str, ...]) -> str:
    """("scenes", 2, "visual") -> "scenes[2].visual", as OpenAI writes it. What pydantic says of the choices of a union is no field."""
    fields = [part for part in parts if isinstance(part, int) or (part.isidentifier() and part not in _TYPES)]
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in fields).removeprefix(".")


def _no_field(title: str, place: tuple[int | str, ...]) -> Text:
    """What is said of an unknown field: the name it was probably meant to be. `title`: of the schema that was read."""
    here: list[type[Model]] = [model for model in _below(Model) if model.__name__ == title]
    *parents, name = place
    for part in parents:
        inner = [info.annotation for model in here for field, info in model.model_fields.items() if part in set(names_of(field, info))]
        here = [model for annotation in inner for model in _models(annotation)] or here  # an index, a choice of a union: no field
    known = [name for model in here for field, info in model.model_fields.items() for name in names_of(field, info)]
    if near := get_close_matches(str(name), known, n=1):
        return Text(f"there is no such field; did you mean {near[0]}?", f"este campo no existe; ¿querías decir {near[0]}?")
    return Text("there is no such field", "este campo no existe")


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _below(kind)


def _models(annotation: Any) -> Iterator[type[Model]]:
    """Those that a field of this type may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _spanish(found: ErrorDetails, context: dict[str, Any]) -> str:
    template = _SPANISH.get(found["type"])
    if "expected" in context:
        context = context | {"expected": str(context["expected"]).replace(" or ", " o ")}
    return template.format_map(context) if template else found["msg"]
