"""Licences with a condition: it is shown, accepted once, and kept in `<data_dir>/licenses.json` with who, when and what text.

A text that changes must be accepted again. The server and the workers both read this; nothing here loads a model.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from filelock import FileLock

from enfoads.errors import LicenseNotAcknowledged
from enfoads.models.entry import ModelEntry
from enfoads.settings import Settings


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """`sha256`: of the English text that was shown. `time`: ISO 8601, UTC."""

    model: str
    owner: str
    time: str
    sha256: str


class LicenseGate:
    """Safe from several processes."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.data_dir / "licenses.json"

    def accept(self, entry: ModelEntry, owner: str) -> Acknowledgement:
        """Keep that somebody has read the condition and agrees."""
        made = Acknowledgement(entry.id, owner, datetime.now(UTC).isoformat(timespec="seconds"), _hash(entry))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._file.with_suffix(".lock")):
            records = [*self.records(), made]
            fresh = self._file.with_suffix(".new")
            fresh.write_text(json.dumps([asdict(one) for one in records], indent=2), "utf-8")
            fresh.replace(self._file)
        return made

    def records(self) -> list[Acknowledgement]:
        """All that were given, the oldest first. A damaged file counts as none: the question is asked again."""
        try:
            return [Acknowledgement(**record) for record in json.loads(self._file.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def is_open(self, entry: ModelEntry) -> bool:
        return not entry.gate or any((one.model, one.sha256) == (entry.id, _hash(entry)) for one in self.records())

    def require(self, entry: ModelEntry) -> None:
        """Raises LicenseNotAcknowledged, which carries the condition."""
        if not self.is_open(entry):
            raise LicenseNotAcknowledged(param="model", model=entry.id, condition=entry.gate, condition_es=entry.gate_es)


def _hash(entry: ModelEntry) -> str:
    return hashlib.sha256(entry.gate.encode()).hexdigest()
