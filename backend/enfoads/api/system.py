"""The studio itself: is it well, what runs on the device, how is it set; and signing in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import psutil
from flask import Response, redirect, request

from enfoads import __version__
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.models import GpuStatus, Memory, QueueCounts, Unloaded, UnloadRequest
from enfoads.api.schemas.system import Check, Health, PublicSettings, SessionRequest, SessionState, Status
from enfoads.api.spa import is_built
from enfoads.security import session

if TYPE_CHECKING:
    from enfoads.studio import Studio

routes = Routes("system")

LOW_DISK = 256 * 1024 * 1024  # bytes: less cannot hold a handful of pictures and their thumbnails


@routes.on("GET", "/", out=Status, also={302: None}, open=True)
def status(call: Call) -> Answer | Response:
    """Is the studio up. A browser is sent to the page."""
    wants = request.accept_mimetypes
    headers = {"Vary": "Accept"}
    if wants and wants.best_match(["application/json", "text/html"]) == "text/html" and is_built():
        answer = redirect("/app/")
        answer.headers.update(headers)
        return answer  # type: ignore[return-value]
    if call.owner_or_none is None:
        return Answer(Status(status="ok", version=__version__), 200, headers)
    gpu = gpu_record(call.studio)
    model = call.studio.catalog.default_image_model()
    body = Status(
        status="ok",
        version=__version__,
        uptime_s=call.studio.uptime_s,
        device=gpu["device"],
        queue=gpu["queue"],
        model=model.id,
        capabilities=list(model.capabilities),
    )
    return Answer(body, 200, headers)


@routes.on("GET", "/health", out=Health, also={503: Health}, open=True)
def health(call: Call) -> Answer:
    """Can the studio do its work: workers, disk and library. 503 when one of them cannot."""
    studio = call.studio
    free = shutil.disk_usage(studio.settings.data_dir).free
    checks = {
        f"worker_{lane}": Check(ok=alive, detail="alive" if alive else "not running")
        for lane, alive in studio.queue.workers_alive().items()
    }
    checks["disk"] = Check(ok=free >= LOW_DISK, detail=f"{free // 2**20} MiB free")
    writable = studio.library.writable()
    checks["library"] = Check(ok=writable, detail="writable" if writable else "not writable")
    well = all(check.ok for check in checks.values())
    return Answer(Health(status="ok" if well else "degraded", version=__version__, checks=checks), 200 if well else 503)


@routes.on("GET", "/gpu-status", out=GpuStatus)
def gpu_status(call: Call) -> GpuStatus:
    """The device, its memory and the models on it, as the worker last told."""
    return GpuStatus.model_validate(gpu_record(call.studio))


@routes.on("POST", "/gpu/unload", body=UnloadRequest, body_optional=True, out=Unloaded, errors=(409, 503))
def unload_models(call: Call, body: UnloadRequest) -> Unloaded:
    """Free the device: one model, or all of them. 409 while a job uses it."""
    if body.model is not None:
        call.studio.catalog.get(body.model)
    return Unloaded.model_validate(call.studio.queue.unload(body.model))


@routes.on("GET", "/api/settings", out=PublicSettings)
def settings(call: Call) -> PublicSettings:
    """The settings a client may need to know."""
    chosen = call.studio.settings
    return PublicSettings(
        version=__version__,
        default_model=call.studio.catalog.default_image_model().id,
        auth_required=call.site.keys.required,
        sync_timeout_s=chosen.sync_timeout,
        job_timeout_s=chosen.job_timeout,
        max_upload_bytes=chosen.max_upload_mb * 2**20,
        result_cache=chosen.result_cache,
        gpu_residency=chosen.gpu_residency,
        worker=chosen.worker,
        face_refinement=chosen.enable_face_refinement,
        face_enhancer=bool(chosen.face_enhancer_path),
        max_lora_bytes=chosen.max_lora_mb * 2**20,
        max_video_bytes=chosen.max_video_mb * 2**20,
        max_video_s=chosen.max_video_s,
        max_audio_bytes=chosen.max_audio_mb * 2**20,
        max_audio_s=chosen.max_audio_s,
        llm_model=chosen.llm_model if chosen.llm_base_url else "",
    )


@routes.on("GET", "/session", out=SessionState, open=True)
def session_state(call: Call) -> SessionState:
    """Is this caller signed in, and need it be."""
    return SessionState(authenticated=call.owner_or_none is not None, auth_required=call.site.keys.required)


@routes.on("POST", "/session", body=SessionRequest, out=SessionState, open=True, errors=(401, 429), gives=("Set-Cookie",))
def sign_in(call: Call, body: SessionRequest) -> Answer:
    """Change an API key for a cookie, so that pictures and videos load in a page."""
    if not call.site.keys.required:
        return Answer(SessionState(authenticated=True, auth_required=False), 200)
    key = call.site.logins.check(call.address, lambda: call.site.keys.verify(body.key))
    state = SessionState(authenticated=True, auth_required=True)
    return Answer(state, 200, {"Set-Cookie": session.cookie(call.site.keys.sign(key.id), secure=request.is_secure)})


@routes.on("DELETE", "/session", out=SessionState, open=True, gives=("Set-Cookie",))
def sign_out(call: Call) -> Answer:
    """Forget the cookie."""
    state = SessionState(authenticated=not call.site.keys.required, auth_required=call.site.keys.required)
    return Answer(state, 200, {"Set-Cookie": session.forget()})


def gpu_record(studio: Studio, told: dict[str, Any] | None = None) -> dict[str, Any]:
    """The fields of `GpuStatus` from what the worker told (last, if not given); what it has not told is read from this machine."""
    queue = studio.queue
    ram = psutil.virtual_memory()
    known: dict[str, Any] = {
        "device": studio.settings.device,
        "device_name": "",
        "is_gpu": False,
        "vram": None,
        "ram": Memory(total=ram.total, used=ram.total - ram.available, free=ram.available).model_dump(),
        "residency": studio.settings.gpu_residency,
        "models": [],
        "lease": None,
        "last_swap_ms": None,
        "worker_alive": False,
    }
    told = queue.gpu_status() if told is None else told
    known |= {name: value for name, value in told.items() if name in known}
    return known | {"queue": QueueCounts(**queue.counts(), paused=queue.paused).model_dump()}
