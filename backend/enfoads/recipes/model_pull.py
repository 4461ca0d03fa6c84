"""The `model_pull` job: download and verify a model of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from enfoads.models.catalog import Catalog
from enfoads.models.download import pull as download
from enfoads.sizes import human

if TYPE_CHECKING:
    from enfoads.jobs.context import JobContext


def pull(params: dict[str, Any], ctx: JobContext) -> dict[str, Any]:
    """`params`: {"model": id}. Stages "downloading", "verifying". Returns {"model", "bytes", "files": [{path, sha256, bytes, source}]}."""
    catalog = Catalog(ctx.settings)
    entry = catalog.get(str(params["model"]))

    def progress(stage: str, done: int, total: int, file: str) -> None:
        percent = 100 * done / total if total else None
        ctx.progress(percent, stage, message=f"{file}: {human(done)} / {human(total)}")

    files = download(entry, catalog, ctx.settings, progress=progress, check_cancelled=ctx.check_cancelled)
    return {"model": entry.id, "bytes": sum(file["bytes"] for file in files), "files": files}
