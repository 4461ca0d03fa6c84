"""The page, under `/app/`, and the documentation, under `/docs/`: files of the front-end build, precompressed by it."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from flask import Flask, Response, redirect, request, send_file
from werkzeug.security import safe_join

from enfoads.errors import NotFound
from enfoads.settings import REPOSITORY

DIST = REPOSITORY / "frontend" / "dist"

# The backend's address is the person's choice, so connect, img and media are broad; Mantine needs inline styles.
_LOCAL = "http://localhost:* http://127.0.0.1:*"
CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data: blob: https: {_LOCAL}; media-src 'self' data: blob: https: {_LOCAL}; font-src 'self' data:; "
    f"connect-src 'self' https: wss: {_LOCAL} ws://localhost:* ws://127.0.0.1:*; "
    "worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_ENCODINGS = {"br": ".br", "gzip": ".gz"}  # in order of preference


def is_built(dist: Path = DIST) -> bool:
    return (dist / "index.html").is_file()


def add_pages(app: Flask, dist: Path = DIST) -> None:
    """Add `/app/`. A path that looks like a file and is none is 404, never the page; any other path is the page."""

    @app.get("/app")
    def app_without_slash() -> Response:
        return redirect("/app/", 308)  # type: ignore[return-value]

    @app.get("/app/", defaults={"path": ""})
    @app.get("/app/<path:path>")
    def page(path: str) -> Response:
        if not is_built(dist):
            return Response(_NOT_BUILT, 503, mimetype="text/html", headers={"Cache-Control": "no-store"})
        found = safe_join(str(dist), path) if path else None
        if found and os.path.isfile(found):  # noqa: PTH113  (Path raises for a name longer than the disk allows)
            return send_built(Path(found), lasting=path.startswith("assets/"))
        if path.startswith("assets/") or Path(path).suffix:
            raise NotFound(kind="file", kind_es="archivo", id=path)
        return send_built(dist / "index.html", lasting=False)


def send_built(path: Path, *, lasting: bool) -> Response:
    """A built file, in the best encoding that the browser takes and the build made. `lasting`: its name holds its hash."""
    encoding = next(
        (name for name, suffix in _ENCODINGS.items() if request.accept_encodings[name] and Path(f"{path}{suffix}").is_file()), None
    )
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    answer = send_file(f"{path}{_ENCODINGS[encoding]}" if encoding else path, mimetype=mime, conditional=True)
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    if mime == "text/html":
        answer.headers["Content-Security-Policy"] = CSP
    return answer


_NOT_BUILT = """<!doctype html><html lang="es"><meta charset="utf-8"><title>EnfoadsIA</title>
<p lang="es">La página no está construida. Ejecuta <code>scripts/studio --setup-only</code>.</p>
<p lang="en">The page is not built. Run <code>scripts/studio --setup-only</code>.</p></html>
"""
