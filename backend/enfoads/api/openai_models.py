"""`GET /v1/models`, and what a model's name means to a program written for OpenAI.

The rule: an id or alias of the catalog is that model; the name of one of OpenAI's own image models is the studio's default
one, so that such a program runs unchanged; any other name does not exist, since a typing mistake should be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.openai import OpenAIModel, OpenAIModelList
from enfoads.errors import ModelNotFound, NotSupported, UnknownModel

if TYPE_CHECKING:
    from enfoads.models.catalog import Catalog, ModelEntry

routes = Routes("openai")

_THEIRS = re.compile(r"dall-e-[23]|gpt-image-[\w.-]+|chatgpt-image-[\w.-]+", re.ASCII)
_DRAW = frozenset({"text-to-image", "edit"})


@routes.on("GET", "/v1/models", out=OpenAIModelList)
def list_openai_models(call: Call) -> OpenAIModelList:
    """The installed models that make pictures, in OpenAI's form; the default one first."""
    catalog = call.studio.catalog
    default = catalog.default_image_model().id
    installed = [entry for entry in catalog.entries() if _DRAW & set(entry.capabilities) and catalog.state(entry) == "installed"]
    return OpenAIModelList(data=[_shown(catalog, entry) for entry in sorted(installed, key=lambda entry: entry.id != default)])


@routes.on("GET", "/v1/models/{model}", out=OpenAIModel)
def get_openai_model(call: Call, model: str) -> OpenAIModel:
    """One model in OpenAI's form. The names of OpenAI's own image models give the studio's default one."""
    return _shown(call.studio.catalog, resolve(call.studio.catalog, model))


def resolve(catalog: Catalog, name: str | None) -> ModelEntry:
    """The model a caller means. Raises ModelNotFound; UnsafeFile or IncompatibleCheckpoint for an own file that is refused."""
    if not names_one_of_ours(name):
        return catalog.default_image_model()
    try:
        return catalog.get(name or "")
    except UnknownModel:
        raise ModelNotFound(param="model", model=name) from None


def names_one_of_ours(name: str | None) -> bool:
    """False when the caller left the choice to the studio, by naming none or one of OpenAI's."""
    return bool(name) and not _THEIRS.fullmatch(name or "")


def editing_model(catalog: Catalog, name: str | None) -> ModelEntry:
    """The model that follows the instruction of an edit without a mask: the one that is meant, or, left to us, any installed one that can.

    Raises NotSupported when it lacks the capability `edit`, and as `resolve`.
    """
    entry = resolve(catalog, name)
    if "edit" in entry.capabilities:
        return entry
    able = [other for other in catalog.entries() if "edit" in other.capabilities and catalog.state(other) == "installed"]
    if able and not names_one_of_ours(name):
        return able[0]
    raise NotSupported(
        param="model",
        model=entry.id,
        detail="it does not follow instructions; send a mask, or a picture with transparent parts, to redraw what is transparent",
        detail_es="no sigue instrucciones; envía una máscara, o una imagen con partes transparentes, para redibujar lo transparente",
    )


def _shown(catalog: Catalog, entry: ModelEntry) -> OpenAIModel:
    folder = catalog.folder(entry)
    created = int(folder.stat().st_mtime) if folder.exists() else 0
    return OpenAIModel(id=entry.id, created=created, owned_by="enfoadsia" if entry.embedded else "catalog" if entry.files else "local")
