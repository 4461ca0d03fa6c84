"""From what a person asked about the faces of a clip to the params of a `video_swap` job. Runs in the server: loads no model library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enfoads.errors import Language, NotSupported
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry
from enfoads.recipes.face_request import choose_engine, name_of, settle
from enfoads.settings import Settings

CLIP_KIND = "video_swap"


def engine_for_clips(asked: str, chosen: ModelEntry, catalog: Catalog, settings: Settings) -> ModelEntry:
    """The engine that does clips. `asked`: what the request said, `chosen`: its engine for pictures. Raises NotSupported."""
    if name_of(chosen.id) == "mesh":
        return chosen
    if asked == "auto":
        return choose_engine("mesh", catalog, settings)
    detail, detail_es = "it does pictures only; videos are done by the engine mesh", "solo hace imágenes; los vídeos los hace el motor mesh"
    raise NotSupported(param="engine", model=chosen.id, detail=detail, detail_es=detail_es)


def settle_clip(
    asked: dict[str, Any],
    entry: ModelEntry,
    *,
    sources: Sequence[dict[str, Any]],
    target: dict[str, Any],
    owner: str,
    language: Language,
) -> dict[str, Any]:
    """Params for `recipes.video_swap.swap`; `asked` has `target_time_s` too. Raises NotSupported for what only pictures can have."""
    if asked["enhance"]:
        detail, detail_es = "enhancing is for pictures", "la mejora es para imágenes"
        raise NotSupported(param="enhance", model=entry.id, detail=detail, detail_es=detail_es)
    params = settle(asked, entry, sources=sources, target=target, owner=owner, language=language)
    return params | {"target_time_s": asked["target_time_s"]}
