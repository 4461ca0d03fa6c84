"""The models of the catalog: what is there, pulling and removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enfoads.api import waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.api.schemas.models import Acceptance, ImageLimits, LicenseAcceptance, ModelInfo, ModelLicense, ModelList, ModelRemoved
from enfoads.errors import ModelInUse, NotFound, UnknownModel
from enfoads.models.gate import LicenseGate
from enfoads.models.manage import remove

if TYPE_CHECKING:
    from enfoads.models.catalog import ModelEntry

routes = Routes("models")


@routes.on("GET", "/api/models", out=ModelList)
def list_models(call: Call) -> ModelList:
    """The catalog, with what is installed here."""
    pulling = _pulling(call)
    active = call.studio.catalog.default_image_model().id
    return ModelList(items=[_info(call, entry, active=active, pulling=pulling) for entry in call.studio.catalog.entries()])


@routes.on(
    "POST",
    "/api/models/{model_id}/pull",
    query=WorkQuery,
    out=JobEnvelope,
    status=202,
    errors=(409, 422, 503),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def pull_model(call: Call, model_id: str, query: WorkQuery) -> Answer:
    """Download a model, as a job. One that is being pulled already gives that job."""
    entry = _entry(call, model_id)
    key = waiting.idempotency({"model": entry.id})
    jobs, _ = call.studio.queue.list(owner=call.owner, kind="model_pull", active=True, limit=200)
    running = next((job for job in jobs if job.params.get("model") == entry.id), None)
    job = running or call.studio.queue.submit("model_pull", {"model": entry.id}, owner=call.owner, idempotency=key)
    return waiting.accepted(call, job)


@routes.on("DELETE", "/api/models/{model_id}", out=ModelRemoved, errors=(409, 503))
def remove_model(call: Call, model_id: str) -> ModelRemoved:
    """Delete a model's files. 409 while a job uses or pulls it, and for the model that ships with the studio."""
    entry = _entry(call, model_id)
    if entry.id in _pulling(call):
        raise ModelInUse(model=entry.id)
    call.studio.queue.unload(entry.id)
    return ModelRemoved(id=entry.id, freed_bytes=remove(call.studio.catalog, entry))


@routes.on("GET", "/api/models/{model_id}/license", out=ModelLicense)
def model_license(call: Call, model_id: str) -> ModelLicense:
    """A model's licence, its condition if it has one, and whether that was accepted here."""
    return _license(call, _entry(call, model_id))


@routes.on("POST", "/api/models/{model_id}/license", body=LicenseAcceptance, out=ModelLicense)
def accept_license(call: Call, model_id: str, body: LicenseAcceptance) -> ModelLicense:
    """Accept the condition of a model and of what it needs. Kept in the data folder with who, when and what text."""
    entry, gate = _entry(call, model_id), LicenseGate(call.studio.settings)
    for one in call.studio.catalog.required(entry):
        if not gate.is_open(one):
            gate.accept(one, call.owner)
    return _license(call, entry)


def _license(call: Call, entry: ModelEntry) -> ModelLicense:
    gate = LicenseGate(call.studio.settings)
    needed = call.studio.catalog.required(entry)
    ids = {one.id for one in needed}
    return ModelLicense(
        id=entry.id,
        license=entry.license,
        license_url=entry.license_url,
        commercial_use=entry.commercial_use,
        condition=entry.gate,
        condition_es=entry.gate_es,
        accepted=all(gate.is_open(one) for one in needed),
        acceptances=[Acceptance(model=one.model, time=one.time, sha256=one.sha256) for one in gate.records() if one.model in ids],
    )


def _entry(call: Call, model_id: str) -> ModelEntry:
    """In a path an unknown id is 404, not a bad value."""
    try:
        return call.studio.catalog.get(model_id)
    except UnknownModel:
        raise NotFound(kind="model", kind_es="modelo", id=model_id) from None


def _pulling(call: Call) -> set[str]:
    """Models that anybody pulls: all owners share their files."""
    jobs, _ = call.studio.queue.list(owner=None, kind="model_pull", active=True, limit=200)
    return {str(job.params.get("model")) for job in jobs}


def _info(call: Call, entry: ModelEntry, *, active: str, pulling: set[str]) -> ModelInfo:
    state = call.studio.catalog.state(entry)
    image, gate = entry.image, LicenseGate(call.studio.settings)
    return ModelInfo(
        id=entry.id,
        task=entry.task,
        title=entry.title,
        title_es=entry.title_es,
        description=entry.description,
        description_es=entry.description_es,
        state="pulling" if entry.id in pulling and state != "installed" else state,
        active=entry.id == active,
        bytes=entry.bytes,
        license=entry.license,
        license_url=entry.license_url,
        commercial_use=entry.commercial_use,
        condition=entry.gate,
        condition_es=entry.gate_es,
        accepted=all(gate.is_open(one) for one in call.studio.catalog.required(entry)),
        capabilities=list(entry.capabilities),
        limits=ImageLimits.model_validate({name: getattr(image, name) for name in ImageLimits.model_fields}) if image else None,
    )
