"""The thin layer between Flask and pydantic: routes that state what they take and give, and the OpenAPI 3.1 made from them.

A resource module declares its routes on a `Routes`; `mount` puts them into a Flask application, `openapi` writes the
specification from the same declarations. Nothing here knows the studio: a view gets the `call` that the application's
`make_call` built for the request (who calls, in which language), its path parameters, and its validated input by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, request
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema

from enfoads.api.schemas.common import ErrorEnvelope, Model, from_text
from enfoads.api.validation import invalid_request
from enfoads.errors import InvalidRequest, UnsupportedMedia

V = TypeVar("V", bound=Callable[..., Any])
Out = type[Model] | str | None  # a schema, a media type of raw bytes, or nothing
JSON_LIMIT = 1024 * 1024  # bytes of a JSON body, unless the route says otherwise


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view returns when a schema with the route's usual status is not enough."""

    body: Model | None
    status: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One method of one path. `also` lists further good answers, `errors` the statuses only this route has."""

    method: str
    path: str  # "/api/jobs/{job_id}"
    view: Callable[..., Any]
    tag: str
    out: Out | tuple[Out, ...] = None  # several: which one depends on the request
    status: int = 200
    also: dict[int, Out] = field(default_factory=dict)
    errors: tuple[int, ...] = ()
    body: type[Model] | None = None
    body_optional: bool = False
    body_limit: int | None = JSON_LIMIT  # None: the application's own limit
    query: type[Model] | None = None
    form: type[Model] | None = None
    form_limit: Callable[[Any], int] | None = None  # bytes of a form, from the call; None: the application's own limit
    files: tuple[str, ...] = ()  # parts that must be there, once
    optional_files: tuple[str, ...] = ()  # parts that may be left out or come several times; a view gets them as lists
    headers: dict[str, dict[str, Any]] = field(default_factory=dict)  # request headers it reads: name -> JSON schema
    gives: tuple[str, ...] = ()  # response headers of the good answers
    open: bool = False  # may be called without a key

    @property
    def takes_form(self) -> bool:
        return bool(self.files or self.optional_files)

    @property
    def all_errors(self) -> list[int]:
        takes_body = self.body or self.takes_form
        found = {403, 405, *self.errors} | (set() if self.open else {401, 429}) | ({404} if "{" in self.path else set())
        found |= {422} if self.query or takes_body else set()
        return sorted(found | ({400, 413, 415} if takes_body else set()))


class Routes:
    """The routes of one resource, in the order they are declared."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.operations: list[Operation] = []

    def on(self, method: str, path: str, **options: Any) -> Callable[[V], V]:
        """Decorates the view of an operation; `options` are the fields of `Operation`."""

        def register(view: V) -> V:
            self.operations.append(Operation(method=method.lower(), path=path, view=view, tag=self.tag, **options))
            return view

        return register


# ---- serving -----------------------------------------------------------------------------------------------------


def mount(app: Flask, operations: Iterable[Operation], make_call: Callable[[Operation], Any]) -> None:
    """Add each operation's URL rule. `make_call(operation)` runs before any input is read and may refuse."""
    for operation in operations:
        rule = re.sub(r"\{(\w+)\}", r"<\1>", operation.path)
        app.add_url_rule(rule, operation.view.__name__, partial(_serve, operation, make_call), methods=[operation.method.upper()])


def _serve(operation: Operation, make_call: Callable[[Operation], Any], **path: str) -> Response:
    call = make_call(operation)
    try:
        given = _read(operation, call)
    except ValidationError as error:
        raise invalid_request(error) from None
    return _respond(operation, operation.view(call, **path, **given))


def _read(operation: Operation, call: Any) -> dict[str, Any]:
    """The validated input, as the view's keyword arguments."""
    given: dict[str, Any] = {}
    if operation.query:
        pairs = {name: values[0] if len(values) == 1 else values for name, values in request.args.lists()}
        given["query"] = operation.query.model_validate(from_text(operation.query, pairs))
    if operation.takes_form and not (operation.body and request.is_json):
        if operation.form_limit is not None:
            request.max_content_length = operation.form_limit(call)
        given |= _read_form(operation)
    elif operation.body:
        given["body"] = _read_json(operation, operation.body)
    return given


def _read_json(operation: Operation, schema: type[Model]) -> Model:
    if operation.body_limit is not None:
        request.max_content_length = operation.body_limit
    if operation.body_optional and not request.content_length and "Transfer-Encoding" not in request.headers:
        return schema()
    if not request.is_json:
        raise _wrong_media("application/json")
    return schema.model_validate_json(request.get_data(cache=False))


def _read_form(operation: Operation) -> dict[str, Any]:
    if request.mimetype != "multipart/form-data":
        raise _wrong_media("application/json, multipart/form-data" if operation.body else "multipart/form-data")
    for name in operation.files:
        if name not in request.files:  # a part without a filename is text, not a file
            raise InvalidRequest(param=name, detail=f"{name}: a file is needed", detail_es=f"{name}: hace falta un archivo")
    expected = operation.files + operation.optional_files
    for name in request.files:
        if name not in expected:
            parts = ", ".join(expected)
            detail, detail_es = f"{name}: no such file; those expected: {parts}", f"{name}: no hay tal archivo; se esperan: {parts}"
            raise InvalidRequest(param=name, detail=detail, detail_es=detail_es)
    fields = {name: values[0] if len(values) == 1 else values for name, values in request.form.lists()}
    form = operation.form.model_validate(from_text(operation.form, fields)) if operation.form else None
    files: dict[str, Any] = {name: request.files[name] for name in operation.files}
    return {"form": form, "files": files | {name: request.files.getlist(name) for name in operation.optional_files}}


def _wrong_media(needed: str) -> UnsupportedMedia:
    return UnsupportedMedia(param="Content-Type", detail=f"The body must be {needed}.", detail_es=f"El contenido debe ser {needed}.")


def _respond(operation: Operation, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    answer = result if isinstance(result, Answer) else Answer(result, operation.status)
    text = answer.body.model_dump_json() if answer.body is not None else ""
    return Response(text, answer.status, answer.headers, mimetype="application/json" if text else None)


# ---- the specification -------------------------------------------------------------------------------------------


def openapi(
    operations: Iterable[Operation], *, title: str, version: str, sent: Iterable[type[Model]] = (), received: Iterable[type[Model]] = ()
) -> dict[str, Any]:
    """OpenAPI 3.1. `sent`, `received`: schemas of socket events, which no route uses, so that generated clients know them."""
    operations = list(operations)
    wanted: dict[tuple[type[BaseModel], Any], None] = {(ErrorEnvelope, "serialization"): None}
    for operation in operations:
        inputs = [model for model in (operation.body, operation.form) if model]
        outputs = [out for answer in (operation.out, *operation.also.values()) for out in _each(answer) if isinstance(out, type)]
        wanted |= dict.fromkeys([(model, "validation") for model in inputs] + [(model, "serialization") for model in outputs])
    wanted |= dict.fromkeys([*((event, "serialization") for event in sent), *((event, "validation") for event in received)])
    references, top = models_json_schema(list(wanted), ref_template="#/components/schemas/{model}")
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _describe(operation, references)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"schemas": top["$defs"], "securitySchemes": _SECURITY},
        "security": [{}, *({name: []} for name in _SECURITY)],
    }


_SECURITY: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "session": {"type": "apiKey", "in": "cookie", "name": "enfoads_session"},
}


def _describe(operation: Operation, references: dict[Any, Any]) -> dict[str, Any]:
    summary, _, details = (operation.view.__doc__ or operation.view.__name__).strip().partition("\n")
    described: dict[str, Any] = {
        "operationId": operation.view.__name__,
        "tags": [operation.tag],
        "summary": summary.strip(),
        "parameters": _parameters(operation),
        "responses": _responses(operation, references),
    }
    if details.strip():
        described["description"] = re.sub(r"\s+", " ", details.strip())
    content: dict[str, Any] = {}
    if operation.body:
        content["application/json"] = {"schema": references[(operation.body, "validation")]}
    if operation.takes_form:
        content["multipart/form-data"] = {"schema": _form_schema(operation)}
    if content:
        described["requestBody"] = {"required": not operation.body_optional, "content": content}
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]
    if operation.query:
        schema = operation.query.model_json_schema()
        for name, one in schema["properties"].items():
            found.append({"name": name, "in": "query", "required": name in schema.get("required", []), "schema": _not_null(one)})
    return found + [{"name": name, "in": "header", "required": False, "schema": schema} for name, schema in operation.headers.items()]


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query parameter or form field is left out, never null."""
    choices = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default") or (name == "default" and value is not None)}
    return rest | choices[0] if len(choices) == 1 else rest | ({"anyOf": choices} if choices else {})


def _form_schema(operation: Operation) -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"type": "string", "format": "binary"} for name in operation.files}
    properties |= {name: {"type": "array", "items": {"type": "string", "format": "binary"}} for name in operation.optional_files}
    required = list(operation.files)
    if operation.form:
        schema = operation.form.model_json_schema()
        properties |= {name: _not_null(one) for name, one in schema["properties"].items()}
        required += schema.get("required", [])
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _responses(operation: Operation, references: dict[Any, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, out in {operation.status: operation.out, **operation.also}.items():
        answer: dict[str, Any] = {"description": HTTPStatus(status).phrase}
        content = {media: schema for one in _each(out) for media, schema in _content(one, references).items()}
        if content:
            answer["content"] = content
        if operation.gives:
            answer["headers"] = {name: {"schema": {"type": "string"}} for name in operation.gives}
        responses[str(status)] = answer
    envelope = {"application/json": {"schema": references[(ErrorEnvelope, "serialization")]}}
    return responses | {str(status): {"description": HTTPStatus(status).phrase, "content": envelope} for status in operation.all_errors}


def _each(out: Out | tuple[Out, ...]) -> tuple[Out, ...]:
    return out if isinstance(out, tuple) else (out,)


def _content(out: Out, references: dict[Any, Any]) -> dict[str, Any]:
    if isinstance(out, str):
        # What a single event holds cannot be said in OpenAPI 3.1.
        return {out: {"schema": {} if out == "text/event-stream" else {"type": "string", "format": "binary"}}}
    return {"application/json": {"schema": references[(out, "serialization")]}} if out else {}
