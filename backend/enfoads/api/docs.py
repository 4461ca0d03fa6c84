"""`/docs`: the API's reference. Swagger UI from the front-end build when it is there, else a plain list of the routes."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, redirect

from enfoads.api.call import Site
from enfoads.api.openapi import specification
from enfoads.api.request import require_owner
from enfoads.api.spa import DIST, send_built
from enfoads.errors import NotFound

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SWAGGER = frozenset({"swagger-ui.css", "swagger-ui-bundle.js"})


def add_docs(app: Flask, site: Site, dist: Path = DIST) -> None:
    """Add `/openapi.json` and `/docs/`; both need a key where the API does."""

    @app.get("/openapi.json")
    def openapi_json() -> Response:
        require_owner(site)
        return jsonify(specification())

    @app.get("/docs")
    def docs_without_slash() -> Response:
        return redirect("/docs/", 308)  # type: ignore[return-value]

    @app.get("/docs/")
    def docs() -> Response:
        require_owner(site)
        page = _WITH_SWAGGER if all((dist / "docs" / name).is_file() for name in _SWAGGER) else _plain(specification())
        return Response(page, mimetype="text/html", headers={"Content-Security-Policy": _CSP})

    @app.get("/docs/<name>")
    def docs_file(name: str) -> Response:
        if name == "start.js":
            return Response(_START, mimetype="text/javascript")
        if name not in _SWAGGER or not (dist / "docs" / name).is_file():
            raise NotFound(kind="file", kind_es="el archivo", id=name)
        return send_built(dist / "docs" / name, lasting=False)


_WITH_SWAGGER = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>EnfoadsIA API</title><link rel="icon" href="/app/favicon.svg"><link rel="stylesheet" href="swagger-ui.css"></head>
<body><div id="reference"></div><script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body></html>
"""
_START = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, persistAuthorization: false })\n"


def _plain(spec: dict[str, Any]) -> str:
    rows = [
        f"<tr><td><code>{method.upper()}</code><td><code>{escape(path)}</code><td>{escape(operation['summary'])}"
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
    ]
    head = '<meta charset="utf-8"><title>EnfoadsIA API</title><link rel="icon" href="/app/favicon.svg">'
    link = '<p>The full specification is <a href="/openapi.json">/openapi.json</a>.</p>'
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><h1>EnfoadsIA API</h1>{link}<table>{"".join(rows)}</table></body></html>'
    )
