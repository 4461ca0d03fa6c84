"""Where the studio is put together: `create_studio` builds and starts its parts, `create_app` puts HTTP and sockets around it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads.jobs.events import AssetCreated, Event, EventBus, JobUpdate
from enfoads.jobs.job import TERMINAL, Job
from enfoads.settings import Settings
from enfoads.studio import Studio

if TYPE_CHECKING:
    from flask import Flask

    from enfoads.api.metrics import Metrics
    from enfoads.api.sockets import Sockets
    from enfoads.library.library import Library
    from enfoads.timing_report import TimingReport


def create_studio(settings: Settings, *, address: str = "", run_jobs: bool = True, stop: int | None = None) -> Studio:
    """Open the data folder and start the queue.

    `address`: where others can reach this studio over HTTP, if they can. `run_jobs`: start workers, too. `stop`: the process that
    a person ends to stop the studio, when it is not this one.

    Raises LibraryInUse when another process has the folder, DiskFull, OSError.
    """
    from enfoads.jobs.queue import JobQueue
    from enfoads.jobs.store import JobStore
    from enfoads.library.avatars import Avatars
    from enfoads.library.brands import Brands
    from enfoads.library.library import Library
    from enfoads.models.catalog import Catalog
    from enfoads.models.loras import Loras

    settings.staging_dir.mkdir(parents=True, exist_ok=True)
    bus = EventBus()
    library = Library(settings.data_dir, bus, stop=stop)
    library.open(address)
    try:
        brands = Brands(settings.data_dir)
        brands.open()
        avatars = Avatars(settings.data_dir)
        avatars.open()
        store = JobStore(settings.database_url)
        queue = JobQueue(store, settings, bus, save_file=partial(_save_file, library))
        queue.start(run=run_jobs)
    except BaseException:
        library.close()
        raise
    loras = Loras(settings, library, in_use=queue.texts_in_use)
    return Studio(
        settings=settings, bus=bus, catalog=Catalog(settings), library=library, brands=brands, avatars=avatars, queue=queue, loras=loras
    )


def create_app(studio: Studio) -> tuple[Flask, Sockets]:
    """The HTTP application, and its sockets, which the caller closes when the server stops."""
    from flask import Flask
    from flask_cors import CORS

    from enfoads.api import docs, errors, openapi, request, spa
    from enfoads.api.call import Site
    from enfoads.api.contract import mount
    from enfoads.api.metrics import Metrics
    from enfoads.api.previews import LatestOnly
    from enfoads.api.sockets import Sockets
    from enfoads.api.uploading import StudioRequest
    from enfoads.api.waiting import WaitingRoom
    from enfoads.security.keys import KeyRing, LoginLimit
    from enfoads.security.links import Links
    from enfoads.timing_report import TimingReport

    settings = studio.settings
    app = Flask("enfoads", static_folder=None)
    app.request_class = StudioRequest
    app.config["UPLOAD_DIR"] = settings.staging_dir
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * 2**20 * 4 // 3 + 2**20  # a data URL is a third longer
    app.url_map.strict_slashes = True
    waiting = WaitingRoom(settings.max_waiting)
    metrics = Metrics(
        {
            "enfoads_uptime_seconds": ("Time since the start", lambda: studio.uptime_s),
            "enfoads_queued_jobs": ("Jobs that wait", lambda: studio.queue.counts()["queued"]),
            "enfoads_running_jobs": ("Jobs that run", lambda: studio.queue.counts()["processing"]),
            "enfoads_queue_paused": ("1 while the queue is paused", lambda: studio.queue.paused),
            "enfoads_workers_alive": ("Worker processes", lambda: sum(studio.queue.workers_alive().values())),
            "enfoads_waiting_callers": ("Requests that wait for a result", lambda: waiting.taken),
            "enfoads_sockets": ("Socket.IO connections", lambda: sockets.connected),
        }
    )
    keys, report = KeyRing(settings), TimingReport(settings.data_dir / "timing_report.txt")
    site = Site(
        studio=studio,
        keys=keys,
        logins=LoginLimit(),
        waiting=waiting,
        metrics=metrics,
        links=Links(keys),
        report=report,
        previews=LatestOnly(studio.queue, settings.max_waiting),
    )
    if settings.cors_origins:
        CORS(app, origins=settings.cors_origins, **_CORS)
    request.install(app, site)
    errors.install(app)
    mount(app, openapi.operations(), partial(request.make_call, site))
    docs.add_docs(app, site)
    spa.add_pages(app)
    sockets = Sockets(app, site)
    sockets.start()
    studio.bus.subscribe(lambda event: _count(metrics, report, event))
    return app, sockets


_CORS: dict[str, Any] = {
    "methods": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    "allow_headers": [
        *("Authorization", "Content-Type", "X-API-Key", "Idempotency-Key", "Prefer", "Range", "If-None-Match"),
        *("Accept-Language", "X-Request-Id", "ngrok-skip-browser-warning"),
    ],
    "expose_headers": [
        *("Location", "Retry-After", "ETag", "Content-Range", "Content-Length", "x-request-id", "ngrok-error-code"),
        *("X-Inference-Seconds", "X-Cold-Start-Seconds", "X-Request-Number", "X-Video-Time"),
    ],
    "supports_credentials": True,
    "allow_private_network": True,
    "max_age": 3600,
}


def _save_file(library: Library, job: Job, sent: dict[str, Any]) -> dict[str, Any]:
    """What the queue calls when a worker hands over a finished file: keep it, and tell the worker what it became."""
    thumbnail = sent.get("thumbnail")
    asset = library.add_file(
        Path(sent["path"]),
        id=f"{job.id}_{sent['index']}",
        job_id=job.id,
        owner=job.owner,
        project=job.project,
        thumbnail=Path(thumbnail) if thumbnail else None,
        **{name: sent[name] for name in _FILE_FIELDS if sent.get(name) is not None},
    )
    return asset.public()


_WARM_UP = "warm-up"  # an owner of its own
_FILE_FIELDS = (
    *("type", "mime", "name", "prompt", "recipe", "ai_generated", "source"),
    *("width", "height", "duration_s", "color", "tags", "audit", "words"),
)


def warm_up(studio: Studio) -> None:
    """Make one small picture, so that the first caller does not wait for the model; it goes into nobody's library."""
    from enfoads.recipes.image_request import settle

    def forget(event: Event) -> None:
        if isinstance(event, AssetCreated) and event.owner == _WARM_UP:
            studio.library.delete([event.asset["id"]], _WARM_UP)

    studio.bus.subscribe(forget)
    params = settle({"prompt": "warm up", "num_inference_steps": 1, "force": True, "cache": False}, studio.catalog, studio.settings)
    studio.queue.submit("image", params, owner=_WARM_UP, model=params["model"])


def pull_checkpoint(studio: Studio) -> None:
    """Fetch the checkpoint whose address is in the settings, as a job, unless it is here or on its way: setting it asks for it."""
    entry = studio.catalog.checkpoint().to_fetch
    if entry is None or studio.settings.offline:
        return
    pulling, _ = studio.queue.list(owner=None, kind="model_pull", active=True, limit=200)
    if not any(job.params.get("model") == entry.id for job in pulling):
        studio.queue.submit("model_pull", {"model": entry.id})


def _count(metrics: Metrics, report: TimingReport, event: Event) -> None:
    if isinstance(event, JobUpdate) and event.job["status"] in TERMINAL:
        metrics.finished(event.job["kind"], event.job["status"])
        if event.job["kind"] == "image" and event.job["status"] == "completed" and event.owner != _WARM_UP:
            report.record(event.job)
