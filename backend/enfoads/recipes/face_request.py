"""From what a person asked about faces to what the recipes need: which engine, that everyone agreed, and that it can be done here.

Runs in the server when a request is accepted, so it loads no model library.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from enfoads.errors import ConsentRequired, InvalidRequest, Language, ModelNotInstalled, NotSupported, Text
from enfoads.models.catalog import Catalog
from enfoads.models.entry import ModelEntry
from enfoads.models.gate import LicenseGate
from enfoads.settings import Settings

# Name of an engine in requests -> its entry in the catalog.
ENGINES = {"mesh": "faces", "insightface": "inswapper-128"}
CONSENT = Text(
    "Everyone whose face is shown has agreed to this use of it.",
    "Todas las personas cuya cara aparece han aceptado este uso.",
)
LABEL = Text("AI", "IA")
SWAP_OPTIONS = (
    *("mapping", "all_faces", "keep_mouth", "keep_eyes", "strength", "enhance", "force"),
    *("output_format", "output_compression"),
)


def choose_engine(name: str, catalog: Catalog, settings: Settings) -> ModelEntry:
    """The entry of "auto", "mesh" or "insightface"; "auto" takes InsightFace only where the settings ask for it and it may run.

    Raises LicenseNotAcknowledged, ModelNotInstalled.
    """
    gate = LicenseGate(settings)
    if name == "auto":
        wanted = catalog.get(ENGINES[settings.face_engine])
        ready = catalog.state(wanted) == "installed" and all(gate.is_open(one) for one in catalog.required(wanted))
        entry = wanted if ready else catalog.get(ENGINES["mesh"])
    else:
        entry = catalog.get(ENGINES[name])
    for one in catalog.required(entry):
        gate.require(one)
    if catalog.state(entry) != "installed":
        raise ModelNotInstalled(param="engine", model=entry.id)
    return entry


def name_of(entry_id: str) -> str:
    """What requests and answers call the engine of a catalog entry."""
    return next(name for name, id in ENGINES.items() if id == entry_id)


def kind_of(kind: str, entry: ModelEntry) -> str:
    """The kind of job that runs where the engine does: the studio's own needs no device, and must not wait for one."""
    return kind if entry.id == ENGINES["mesh"] else f"{kind}_gpu"


def check(asked: dict[str, Any], sources: int, targets: int, catalog: Catalog, settings: Settings) -> ModelEntry:
    """What can be said before a picture is looked at; the engine. `sources`, `targets`: how many pictures were named.

    Raises ConsentRequired, InvalidRequest, NotSupported, ModelNotInstalled, LicenseNotAcknowledged.
    """
    if not asked["consent"]:
        raise ConsentRequired(param="consent")
    if not 1 <= sources <= 8:
        raise _refused("source", "1 to 8 pictures are needed", "hacen falta de 1 a 8 imágenes")
    if targets != 1:
        raise _refused("target", "exactly one is needed", "hace falta exactamente uno")
    for pair in asked["mapping"] or ():
        if (pair["source"] or 0) >= sources:
            raise _refused("mapping", f"there is no source {pair['source']}", f"no existe el origen {pair['source']}")
    onto = [pair["target_face"] for pair in asked["mapping"] or ()]
    if len(set(onto)) < len(onto):
        raise _refused("mapping", "a target face is named twice", "una cara de destino aparece dos veces")
    if asked["enhance"]:
        check_enhancer(settings)
    return choose_engine(asked["engine"], catalog, settings)


def check_enhancer(settings: Settings) -> None:
    """Raises NotSupported when the settings name none, ModelNotInstalled when its file is not there."""
    path = settings.face_enhancer_path
    if not path:
        detail = "set ENFOADS_FACE_ENHANCER_PATH to an ONNX file to enhance faces"
        detail_es = "define ENFOADS_FACE_ENHANCER_PATH con un archivo ONNX para mejorar caras"
        raise NotSupported(param="enhance", model="enhance", detail=detail, detail_es=detail_es)
    if not Path(path).expanduser().is_file():
        raise ModelNotInstalled(param="enhance", model=path)


def settle(
    asked: dict[str, Any],
    entry: ModelEntry,
    *,
    sources: Sequence[dict[str, Any]],
    target: dict[str, Any],
    owner: str,
    language: Language,
) -> dict[str, Any]:
    """Params for `recipes.face_swap.swap`. `sources`, `target`: as `api.face_pictures` keeps them. A retry keeps the consent of then."""
    label = (LABEL.es if language == "es" else LABEL.en) if asked["label"] else ""
    return {name: asked[name] for name in SWAP_OPTIONS} | {
        "engine": entry.id,
        "label": label,
        "sources": list(sources),
        "target": target,
        "consent": consent(owner, language),
    }


def consent(owner: str, language: Language) -> dict[str, str]:
    """That somebody has said so, now."""
    text = CONSENT.es if language == "es" else CONSENT.en
    return {"given_at": datetime.now(UTC).isoformat(timespec="seconds"), "owner": owner, "text": text}


def _refused(field: str, detail: str, detail_es: str) -> InvalidRequest:
    return InvalidRequest(param=field, detail=f"{field}: {detail}", detail_es=f"{field}: {detail_es}")
