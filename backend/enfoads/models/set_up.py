"""The small models that every studio has: scripts/studio and scripts/test fetch them with `enfoads models set-up`.

They go to the set-up folder, which all data folders share. A studio without them starts, and says that they are missing when it
is asked for what they do.
"""

from __future__ import annotations

from enfoads.models.catalog import Catalog
from enfoads.models.download import pull
from enfoads.settings import Settings


def fetch(settings: Settings) -> None:
    """Make the set-up folder complete. Raises DownloadFailed, NotEnoughDisk, DiskFull."""
    inside = settings.model_copy(update={"data_dir": settings.setup_dir})
    catalog = Catalog(inside)
    for entry in catalog.entries():
        if entry.set_up:
            pull(entry, catalog, inside)
