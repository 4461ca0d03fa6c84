"""Content Credentials (C2PA): a signed statement inside the file of what was done to it.

Added when `c2pa-python` is installed and the settings name a certificate and its key. https://spec.c2pa.org
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enfoads import __version__

if TYPE_CHECKING:
    from enfoads.library.embedded import Mark
    from enfoads.settings import Settings

log = logging.getLogger(__name__)


def sign(path: Path, mime: str, mark: Mark, settings: Settings) -> bool:
    """Sign the file in its place. False when the settings ask for it and it cannot be done: the file stays as it was."""
    if not (settings.c2pa_certificate and settings.c2pa_key):
        return True
    signed = path.with_name(f"{path.stem}-signed{path.suffix}")
    try:
        _sign(path, signed, mime, mark, settings)
        signed.replace(path)
    except Exception as error:  # a certificate of the wrong kind, an expired one, a library of another version: say so, keep the picture
        log.warning("Content Credentials were not added: %s: %s", type(error).__name__, error)
        return False
    finally:
        signed.unlink(missing_ok=True)
    return True


def _sign(path: Path, signed: Path, mime: str, mark: Mark, settings: Settings) -> None:
    import c2pa  # type: ignore[import-untyped,unused-ignore]

    chain, key = (Path(one).expanduser().read_bytes() for one in (settings.c2pa_certificate, settings.c2pa_key))
    info = c2pa.C2paSignerInfo(settings.c2pa_algorithm, chain, key, None)
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(json.dumps(_manifest(mime, mark))) as builder:
        builder.sign_file(path, signed, signer)


def _manifest(mime: str, mark: Mark) -> dict[str, Any]:
    # The first must be "created" or "opened", and "opened" would need the target itself as an ingredient.
    actions = [
        {"action": "c2pa.created", "digitalSourceType": mark.source_type},
        {"action": "c2pa.edited", "digitalSourceType": mark.source_type, "description": mark.note},
    ]
    return {
        "claim_generator_info": [{"name": "EnfoadsIA", "version": __version__}],
        "format": mime,
        "assertions": [{"label": "c2pa.actions", "data": {"actions": actions}}],
    }
