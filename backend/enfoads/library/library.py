"""The library: everything the studio made or was given. The one writer of the data folder's assets.

Puts together the files (`files.py`), the index (`json_index.py`) and the ownership of the folder (`owner.py`). A file is
on the disk before its record, the record before the answer; a file goes when no record refers to it.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from enfoads import errors
from enfoads.jobs.events import AssetCreated, AssetDeleted, EventBus
from enfoads.library import export, thumbnails
from enfoads.library.asset import Asset, AssetPage, AssetQuery, AssetType
from enfoads.library.files import ObjectStore, digest
from enfoads.library.json_index import JsonIndex
from enfoads.library.owner import Ownership

log = logging.getLogger(__name__)

Ids = list[str]

UNDO_S = 600  # how long a deleted asset can be restored
_SETTLE_S = 3.0  # after the start: the server has more urgent things to do
_TIDY_EVERY_S = 30.0
_ID = re.compile(r"[A-Za-z0-9_-]{1,150}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")  # and marks that turn the direction of text
_MAX_TAGS, _MAX_TAG, _MAX_NAME = 50, 60, 200


class Library:
    """Assets by id and owner, their files, and pages of them. Safe for threads."""

    def __init__(self, data_dir: Path, bus: EventBus, *, snapshot_every: int = 5000, stop: int | None = None) -> None:
        self._data_dir = data_dir
        self._bus = bus
        self._ownership = Ownership(data_dir, stop)
        self._index = JsonIndex(data_dir, snapshot_every=snapshot_every)
        self._files = ObjectStore(data_dir / "files")
        self._thumbnails = ObjectStore(data_dir / "thumbnails")
        self._guard = threading.Condition()
        self._arriving_ids: set[str] = set()
        self._arriving_files: Counter[str] = Counter()  # sha256 of files whose record is not written yet
        self._closing = threading.Event()
        self._keeper: threading.Thread | None = None

    # Life

    def open(self, address: str = "") -> None:
        """Own the data folder and read the index. Call it in the process that serves, after any fork.

        Raises `errors.LibraryInUse` when another process owns the folder; `find_server` tells its `address`.
        """
        self._data_dir.mkdir(parents=True, exist_ok=True)
        self._ownership.take(address)
        try:
            self._files.open()
            self._thumbnails.open()
            self._index.open()
        except BaseException:
            self._ownership.release()
            raise
        self._closing.clear()
        self._keeper = threading.Thread(target=self._keep, name="library-keeper", daemon=True)
        self._keeper.start()

    def announce(self, address: str) -> None:
        """Say where the server listens, once that is known."""
        self._ownership.announce(address)

    def close(self) -> None:
        """Write a snapshot and let go of the folder."""
        if self._keeper is None:
            return
        self._closing.set()
        self._keeper.join()
        self._keeper = None
        self._index.close()
        self._ownership.release()

    def writable(self) -> bool:
        """It is open and the last write reached the disk."""
        return self._keeper is not None and self._index.healthy

    def __len__(self) -> int:
        return len(self._index)

    # Adding

    def add_file(
        self,
        path: Path,
        *,
        id: str,
        type: AssetType,
        mime: str,
        owner: str = "local",
        project: str = "default",
        name: str = "",
        prompt: str = "",
        job_id: str | None = None,
        recipe: dict[str, Any] | None = None,
        ai_generated: bool = False,
        source: str = "upload",
        width: int | None = None,
        height: int | None = None,
        duration_s: float | None = None,
        color: str | None = None,
        thumbnail: Path | None = None,
        tags: Sequence[str] = (),
        audit: dict[str, Any] | None = None,
        words: Sequence[tuple[str, float, float]] | None = None,
    ) -> Asset:
        """Move the file in and return its asset, when both have reached the disk.

        Idempotent by `id`: a job that runs twice gets the asset of its first run, and the second file is dropped.
        Raises `errors.DiskFull`, `errors.Unavailable`, and `errors.Conflict` when the id is somebody else's.
        """
        if not _ID.fullmatch(id):
            raise errors.InvalidRequest(param="id", detail=f"id: {id!r} cannot name an asset", detail_es=f"id: {id!r} no sirve de nombre")
        with self._only_writer_of(id):
            known = self._index.get(id)
            if known is not None:
                if known.owner != owner:
                    raise errors.Conflict(detail=f"There is an asset {id}.", detail_es=f"Ya existe {id}.")
                _drop(path, thumbnail)
                return known
            asset = Asset(
                id=id, type=type, mime=mime, sha256="", bytes=0, created_at="", owner=owner, project=project, name=_clean(name, _MAX_NAME),
                prompt=prompt, width=width, height=height, duration_s=duration_s, color=color, tags=_clean_tags(tags), job_id=job_id,
                recipe=recipe, ai_generated=ai_generated, source=source,
                audit=audit, words=None if words is None else list(words),
            )  # fmt: skip
            self._store(asset, path, thumbnail)
        self._bus.publish(AssetCreated(owner, asset.public()))
        return asset

    def _store(self, asset: Asset, path: Path, thumbnail: Path | None) -> None:
        asset.sha256, asset.bytes = digest(path)
        asset.thumbnail_sha256 = digest(thumbnail)[0] if thumbnail is not None else None
        with self._arriving(asset.sha256, asset.thumbnail_sha256):
            self._files.put(path, asset.sha256)
            if thumbnail is not None and asset.thumbnail_sha256 is not None:
                # Not synced, that would double the time of a write: `thumbnail_path` makes it again should it be lost.
                self._thumbnails.put(thumbnail, asset.thumbnail_sha256, durable=False)
            self._index.add(asset)

    @contextmanager
    def _only_writer_of(self, id: str) -> Iterator[None]:
        with self._guard:
            self._guard.wait_for(lambda: id not in self._arriving_ids)
            self._arriving_ids.add(id)
        try:
            yield
        finally:
            with self._guard:
                self._arriving_ids.remove(id)
                self._guard.notify_all()

    @contextmanager
    def _arriving(self, sha256: str, thumbnail_sha256: str | None) -> Iterator[None]:
        """Keep both files from being removed until a record refers to them; if none does, remove them."""
        arriving = [sha256, *([thumbnail_sha256] if thumbnail_sha256 else [])]
        with self._guard:
            self._arriving_files.update(arriving)
        stored = False
        try:
            yield
            stored = True
        finally:
            with self._guard:
                self._arriving_files.subtract(arriving)
                self._arriving_files += Counter()  # forgets what has come down to zero
            if not stored:
                self._remove_unused(arriving[:1], arriving[1:])

    # Reading

    def get(self, id: str, owner: str) -> Asset:
        """Raises `errors.NotFound`, for deleted assets too."""
        asset = self._index.get(id)
        if asset is None or asset.owner != owner or asset.deleted_at:
            raise errors.NotFound(kind="asset", kind_es="elemento", id=id)
        return asset

    def list(self, query: AssetQuery) -> AssetPage:
        """A page; raises `errors.InvalidRequest` for a cursor or a time that cannot be read."""
        return self._index.page(query)

    def file_path(self, asset: Asset) -> Path:
        """Where the asset's bytes are; raises `errors.NotFound` when somebody took them away."""
        path = self._files.path(asset.sha256)
        if not path.is_file():
            raise errors.NotFound(kind="file", kind_es="archivo", id=asset.id)
        return path

    def thumbnail_path(self, asset: Asset) -> Path | None:
        """Where its thumbnail is, None when it has none."""
        if asset.thumbnail_sha256 is None:
            return None
        path = self._thumbnails.path(asset.thumbnail_sha256)
        if path.is_file() and path.stat().st_size:
            return path
        if asset.type != "image":
            return None
        log.warning("the thumbnail of %s is gone; making it again", asset.id)
        scratch = self._thumbnails.scratch()
        try:
            thumbnails.make(self.file_path(asset), scratch)
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for a damaged file
            log.exception("the thumbnail of %s cannot be made", asset.id)
            return None
        self._thumbnails.put(scratch, asset.thumbnail_sha256, durable=False)
        return path

    def export(self, ids: Sequence[str], owner: str) -> Iterator[bytes]:
        """A ZIP of the files, in pieces; raises `errors.NotFound` at once, before the first piece."""
        assets = [self.get(id, owner) for id in dict.fromkeys(ids)]
        return export.stream_zip([(asset, self.file_path(asset)) for asset in assets])

    # Changing

    def update(
        self, id: str, owner: str, *, name: str | None = None, favorite: bool | None = None, tags: Sequence[str] | None = None
    ) -> Asset:
        """Change what is given. Raises `errors.NotFound`, `errors.InvalidRequest`, `errors.DiskFull`."""
        cleaned = None if tags is None else _clean_tags(tags)

        def edit(asset: Asset) -> bool:
            if asset.owner != owner or asset.deleted_at:
                return False
            asset.name = asset.name if name is None else _clean(name, _MAX_NAME)
            asset.favorite = asset.favorite if favorite is None else favorite
            asset.tags = asset.tags if cleaned is None else cleaned
            return True

        changed = self._index.change([id], edit)
        if not changed:
            raise errors.NotFound(kind="asset", kind_es="elemento", id=id)
        return changed[0]

    def delete(self, ids: Sequence[str], owner: str) -> tuple[Ids, Ids, str]:
        """Delete what is there. Returns the deleted ids, those that were not there, and until when they can be restored."""
        now = time.time()

        def edit(asset: Asset) -> bool:
            if asset.owner != owner or asset.deleted_at:
                return False
            asset.deleted_at = _iso(now)
            return True

        deleted = [asset.id for asset in self._index.change(ids, edit)]
        for id in deleted:
            self._bus.publish(AssetDeleted(owner, id))
        gone = set(deleted)
        return deleted, [id for id in dict.fromkeys(ids) if id not in gone], _iso(now + UNDO_S)

    def restore(self, id: str, owner: str) -> Asset:
        """Undo a deletion; an asset that is not deleted stays as it is. Raises `errors.NotFound` when it is too late."""

        def edit(asset: Asset) -> bool:
            if asset.owner != owner or not asset.deleted_at:
                return False
            asset.deleted_at = None
            return True

        changed = self._index.change([id], edit)
        if not changed:
            return self.get(id, owner)
        self._bus.publish(AssetCreated(owner, changed[0].public()))
        return changed[0]

    # Keeping

    def purge(self, now: float | None = None) -> int:
        """Remove for good what was deleted more than ten minutes ago; `now` in seconds since 1970. Returns how many."""
        before = round(((time.time() if now is None else now) - UNDO_S) * 1e6)
        count = 0
        while gone := self._index.purge(before):
            count += len(gone)
            self._remove_unused([asset.sha256 for asset in gone], [asset.thumbnail_sha256 for asset in gone if asset.thumbnail_sha256])
        return count

    def sweep(self) -> int:
        """Remove files that a crash left between file and record. Returns how many.

        Does nothing when the index has lost lines, or when so much is unused that the index must be the one at fault.
        """
        if self._index.damaged:
            log.warning("damaged lines in the index: no file is removed")
            return 0
        files = [name for name in self._files.names() if _SHA256.fullmatch(name)]
        pictures = [name for name in self._thumbnails.names() if _SHA256.fullmatch(name)]
        unused = self._index.unused_files(files), self._index.unused_thumbnails(pictures)
        if len(unused[0]) > min(100 + len(files) // 100, len(files) // 2):
            log.warning("%d of %d files belong to no asset; they are kept, look at assets.json", len(unused[0]), len(files))
            return 0
        return self._remove_unused(*unused)

    def _remove_unused(self, files: Iterable[str], pictures: Iterable[str]) -> int:
        """Remove those files and thumbnails that no record refers to, nor one on its way."""
        with self._guard:
            unused = [name for name in self._index.unused_files(files) if name not in self._arriving_files]
            for name in unused:
                self._files.remove(name)
            for name in self._index.unused_thumbnails(pictures):
                if name not in self._arriving_files:
                    self._thumbnails.remove(name)
        return len(unused)

    def _keep(self) -> None:
        """Snapshots when the journal is long, purges on time; runs in its own thread."""
        self._closing.wait(_SETTLE_S)
        while not self._closing.is_set() and self._index.index_words():
            pass
        swept = False
        while not self._closing.wait(_TIDY_EVERY_S):
            try:
                if not swept:
                    self.sweep()
                    swept = True
                self.purge()
                if self._index.wants_snapshot:
                    self._index.snapshot()
            except (OSError, errors.EnfoadsError):
                log.exception("the library could not tidy up; it tries again later")


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def _drop(*paths: Path | None) -> None:
    for path in paths:
        if path is not None:
            path.unlink(missing_ok=True)


def _clean(text: str, longest: int) -> str:
    return _CONTROL.sub(" ", text).strip()[:longest]


def _clean_tags(tags: Sequence[str]) -> list[str]:
    """Tags without blanks and repetitions. Raises `errors.InvalidRequest` when they are too many or too long."""
    cleaned = list(dict.fromkeys(tag for tag in (_clean(tag, _MAX_TAG + 1) for tag in tags) if tag))
    if len(cleaned) > _MAX_TAGS or any(len(tag) > _MAX_TAG for tag in cleaned):
        raise errors.InvalidRequest(
            param="tags",
            detail=f"tags: at most {_MAX_TAGS}, each of at most {_MAX_TAG} characters",
            detail_es=f"tags: {_MAX_TAGS} como máximo, cada una de {_MAX_TAG} caracteres como máximo",
        )
    return cleaned
