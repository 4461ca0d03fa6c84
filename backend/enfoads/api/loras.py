"""LoRAs: listing, adding and deleting. What a picture is drawn with is named in its own request."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from enfoads.api import uploading
from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.assets import AssetsDeleted, UploadForm
from enfoads.api.schemas.loras import LoraAdded, LoraImport, LoraInfo, LoraList
from enfoads.models.loras import ListedLora

routes = Routes("loras")

_FORM_SPARE = 2**20  # bytes of a form beside the file


@routes.on("GET", "/api/loras", out=LoraList)
def list_loras(call: Call) -> LoraList:
    """One's own LoRAs, newest first, then the files of the studio's folder."""
    return LoraList(items=[_shown(call, one) for one in call.studio.loras.all(call.owner)])


@routes.on(
    "POST",
    "/api/loras",
    body=LoraImport,
    form=UploadForm,
    form_limit=lambda call: _limit(call) + _FORM_SPARE,
    files=("file",),
    out=LoraAdded,
    status=201,
    errors=(503, 507),
)
def create_lora(
    call: Call, body: LoraImport | None = None, form: UploadForm | None = None, files: dict[str, FileStorage] | None = None
) -> LoraAdded:
    """Add a LoRA: a safetensors file, or the address of one. It is checked before it is kept."""
    if body:
        added = call.studio.loras.add_url(body.url, call.owner, name=body.name, sha256=body.sha256 or "")
        return LoraAdded(lora=_shown(call, added))
    file = (files or {})["file"]
    path, sha256 = uploading.store(call, uploading.pieces_of(file), _limit(call))
    try:
        name = (form.name if form else "") or uploading.name_of(file).removesuffix(".safetensors")
        return LoraAdded(lora=_shown(call, call.studio.loras.add(path, sha256, call.owner, name=name)))
    finally:
        path.unlink(missing_ok=True)


@routes.on("DELETE", "/api/loras/{lora_id}", out=AssetsDeleted, errors=(409, 503, 507))
def delete_lora(call: Call, lora_id: str) -> AssetsDeleted:
    """Delete one's own LoRA; `POST /api/assets/{id}/restore` brings it back for a while. 409 for a file of the folder."""
    deleted, missing, restorable_until = call.studio.loras.delete(lora_id, call.owner)
    return AssetsDeleted(deleted=deleted, missing=missing, restorable_until=restorable_until)


def _limit(call: Call) -> int:
    return call.studio.settings.max_lora_mb * 2**20


def _shown(call: Call, lora: ListedLora) -> LoraInfo:
    info, problem = lora.info, lora.problem
    return LoraInfo(
        id=lora.id,
        name=lora.name,
        source="library" if lora.asset_id else "local",
        asset_id=lora.asset_id,
        bytes=lora.bytes,
        sha256=lora.sha256,
        base=info.base if info else "unknown",
        trigger_words=list(info.trigger_words) if info else [],
        rank=info.rank if info else None,
        created_at=lora.created_at,
        problem=problem.message(call.language) if problem else None,
    )
