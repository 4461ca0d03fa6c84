"""The index on disk, in files a person can read: `assets.json` as it was a while ago, `assets.jsonl` with what came since.

Every change is a journal line, on the disk before it is acknowledged. From time to time the journal is set aside as
`assets.<n>.jsonl` and everything is written to a new `assets.json`, the one before becoming `assets.json.bak`. Set-aside
journals stay until no snapshot needs them, so the state can always be had twice: from `assets.json` or from the `.bak`,
and the journals behind it. Lines are whole records, so replaying one again changes nothing. Damaged lines are copied to
`assets.damaged.jsonl` and passed over. `assets.json.sum` has the snapshot's checksum, and its time of change: if that is
another, a person edited the file, and means it.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from enfoads import errors
from enfoads.library import journal
from enfoads.library.asset import Asset, AssetPage, AssetQuery
from enfoads.library.files import full_disk_named, sync_folder
from enfoads.library.table import Table, parse

log = logging.getLogger(__name__)

_ASIDE = re.compile(r"assets\.(\d{1,12})\.jsonl")
_PURGED = b'{"purged":'
_SNAPSHOT = b'{"snapshot":'
_SLICE = 4 << 20  # bytes of a snapshot between syncs: a journal line must not wait for the whole of it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Edit = Callable[[Asset], bool]


class JsonIndex:
    """All assets of one data folder. Safe for threads; one process at a time (`owner.py` sees to that)."""

    def __init__(self, folder: Path, *, snapshot_every: int = 5000) -> None:
        self.damaged = 0  # lines that could not be read when it was opened
        self._folder = folder
        self._snapshot_file = folder / "assets.json"
        self._sum_file = folder / "assets.json.sum"
        self._backup = folder / "assets.json.bak"
        self._journal = journal.Journal(folder / "assets.jsonl")
        self._snapshot_every = snapshot_every
        self._table = Table()
        self._reading = threading.Lock()
        self._ordering = threading.Lock()  # the order of times is the order of lines
        self._editing = threading.Lock()  # read, change, write
        self._snapshotting = threading.Lock()
        self._last_moment = 0  # microseconds since 1970
        self._lines = 0  # of the journals, not in the snapshot
        self._number = 0  # of the newest journal set aside
        self._covered = 0  # journals up to this one are in assets.json

    def open(self) -> None:
        """Read everything. Raises `errors.DiskFull` when there is no room to begin."""
        with full_disk_named():
            damaged: list[bytes] = []
            asides = self._asides()
            table, broken_snapshot = self._read_snapshots(damaged, has_all_journals=1 in asides)
            self._number = max(asides, default=0)
            for file in (*asides.values(), self._journal.path):
                if file == self._journal.path:
                    journal.cut_torn_tail(file)
                self._replay(file, table, damaged)
            self._table = table.in_order()
            self._last_moment = self._table.last_created()
            self.damaged = len(damaged) + broken_snapshot
            self._quarantine(damaged)
            self._journal.open()
        if broken_snapshot:
            self.snapshot(set_aside=self._folder / "assets.json.damaged")

    def close(self) -> None:
        """Write a last snapshot, so that the next start reads one file, and let go of the journal."""
        try:
            if self._lines:
                self.snapshot()
        except (OSError, errors.EnfoadsError):
            log.exception("no snapshot at the end; the journal has everything")
        finally:
            self._journal.close()

    # Reading

    def __len__(self) -> int:
        """Assets, deleted ones that can be restored included."""
        return len(self._table)

    @property
    def healthy(self) -> bool:
        """The last write reached the disk."""
        return self._journal.healthy

    def get(self, id: str) -> Asset | None:
        with self._reading:
            return self._table.get(id)

    def page(self, query: AssetQuery) -> AssetPage:
        while query.q and self.index_words():  # right after the start; in steps, so that others are not kept waiting
            pass
        with self._reading:
            return self._table.page(query)

    def index_words(self) -> bool:
        """Go on making the words of old assets searchable, for some milliseconds. Returns whether there is more to do."""
        with self._reading:
            return self._table.index_words(500)

    def unused_files(self, sha256s: Iterable[str]) -> list[str]:
        with self._reading:
            return self._table.unused(sha256s, "file")

    def unused_thumbnails(self, sha256s: Iterable[str]) -> list[str]:
        with self._reading:
            return self._table.unused(sha256s, "thumbnail")

    # Writing: each returns once the disk has it, or raises errors.DiskFull or errors.Unavailable and nothing has changed

    def add(self, asset: Asset) -> None:
        """Add an asset with a new id; sets its `created_at`, later than every other's."""
        with self._ordering:
            self._last_moment = max(time.time_ns() // 1000, self._last_moment + 1)
            asset.created_at = (_EPOCH + timedelta(microseconds=self._last_moment)).isoformat(timespec="microseconds")
            batch = self._journal.join(self._put_entry(asset))
        self._journal.commit(batch)

    def change(self, ids: Iterable[str], edit: Edit) -> list[Asset]:
        """Change assets; after an error none is changed. `edit` alters the one it is given and returns whether to keep it."""
        with self._editing:
            found = (self.get(id) for id in dict.fromkeys(ids))
            changed = [asset for asset in found if asset is not None and edit(asset)]
            if changed:
                self._journal.commit(self._journal.join(*map(self._put_entry, changed)))
            return changed

    def purge(self, deleted_before: int, limit: int = 500) -> list[Asset]:
        """Forget for good what was deleted before that time (microseconds since 1970). Returns what was forgotten."""
        with self._editing:
            with self._reading:
                gone = self._table.expired(deleted_before, limit)
            if gone:
                self._journal.commit(self._journal.join(*map(self._purge_entry, gone)))
            return gone

    def _put_entry(self, asset: Asset) -> tuple[bytes, journal.Apply]:
        record = orjson.dumps(asset)

        def apply() -> None:
            with self._reading:
                self._table.put(asset, record)
                self._lines += 1

        return record, apply

    def _purge_entry(self, asset: Asset) -> tuple[bytes, journal.Apply]:
        def apply() -> None:
            with self._reading:
                self._table.remove(asset.id)
                self._lines += 1

        return orjson.dumps({"purged": asset.id}), apply

    # Snapshots

    @property
    def wants_snapshot(self) -> bool:
        """The journal has grown long; seldomer when there is much to write."""
        return self._lines >= max(self._snapshot_every, len(self._table) // 4)

    def snapshot(self, set_aside: Path | None = None) -> None:
        """Write `assets.json` anew while others read and write. The one before goes to `set_aside`, else to the `.bak`."""
        with self._snapshotting, full_disk_named():
            number = self._number + 1
            records = self._journal.rotate(self._aside(number), self._capture)
            self._number = number
            fresh = self._snapshot_file.with_name("assets.json.new")
            checksum = _write_array(fresh, records)
            if self._snapshot_file.exists():
                self._snapshot_file.replace(set_aside or self._backup)
            fresh.replace(self._snapshot_file)
            self._sum_file.write_text(f"{checksum:08x} {self._snapshot_file.stat().st_mtime_ns}\n", encoding="ascii")
            sync_folder(self._folder)
            self._journal.commit(self._journal.join((orjson.dumps({"snapshot": number}), lambda: None)))
            for old, file in self._asides().items():
                if old <= self._covered:  # the .bak has these too
                    file.unlink(missing_ok=True)
            self._covered = number

    def _capture(self) -> list[bytes]:
        with self._reading:
            self._lines = 0
            return self._table.records()

    def _aside(self, number: int) -> Path:
        return self._folder / f"assets.{number}.jsonl"

    def _asides(self) -> dict[int, Path]:
        """Journals set aside, oldest first."""
        numbers = sorted(int(match[1]) for file in self._folder.iterdir() if (match := _ASIDE.fullmatch(file.name)))
        return {number: self._aside(number) for number in numbers}

    # Starting

    def _read_snapshots(self, damaged: list[bytes], has_all_journals: bool) -> tuple[Table, bool]:
        """What the snapshot has; if it is missing or damaged, what the one before has, too. Also whether it was damaged."""
        if not self._snapshot_file.exists():
            return _read_arrays([self._backup], []), False
        has_rotted = self._has_rotted()
        if not has_rotted:
            bad: list[bytes] = []
            table = _read_arrays([self._snapshot_file], bad)
            if not bad:
                return table, False
            damaged += bad
        log.error("%s is damaged; going back to the snapshot before it and the journals since", self._snapshot_file)
        needs_none = has_rotted and (has_all_journals or self._backup.exists())
        return _read_arrays([self._backup] if needs_none else [self._backup, self._snapshot_file], []), True

    def _has_rotted(self) -> bool:
        """The snapshot's bytes are others than were written, though nobody wrote to it since."""
        try:
            checksum, moment = self._sum_file.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return False
        if moment != str(self._snapshot_file.stat().st_mtime_ns):
            return False
        found = 0
        with self._snapshot_file.open("rb") as file:
            while piece := file.read(_SLICE):
                found = zlib.crc32(piece, found)
        return checksum != f"{found:08x}"

    def _replay(self, file: Path, table: Table, damaged: list[bytes]) -> None:
        for body in journal.read(file, damaged.append):
            try:
                if body.startswith(_PURGED):
                    table.remove(orjson.loads(body)["purged"])
                elif body.startswith(_SNAPSHOT):
                    self._covered = max(self._covered, orjson.loads(body)["snapshot"])
                    continue
                else:
                    table.put(parse(body), body)
                self._lines += 1
            except ValueError:
                damaged.append(body)

    def _quarantine(self, damaged: list[bytes]) -> None:
        """Keep damaged lines for a person to look at, each once."""
        file = self._folder / "assets.damaged.jsonl"
        known = set(file.read_bytes().splitlines()) if file.exists() else set()
        fresh = [line for line in dict.fromkeys(bad.strip(b"\r\n") for bad in damaged) if line not in known]
        if fresh:
            log.error("%d damaged lines of the index are now in %s", len(fresh), file)
            with file.open("ab") as handle:
                handle.writelines(line + b"\n" for line in fresh)
                handle.flush()
                os.fsync(handle.fileno())


def _write_array(file: Path, records: list[bytes]) -> int:
    """A JSON array with one record per line, on the disk when this returns. Returns its CRC-32."""
    checksum = unsynced = 0
    with file.open("wb", buffering=1 << 20) as handle:
        for piece in itertools.chain([b"[\n"], records[:1], (b",\n" + record for record in records[1:]), [b"\n]\n"]):
            checksum = zlib.crc32(piece, checksum)
            unsynced += handle.write(piece)
            if unsynced > _SLICE:
                handle.flush()
                os.fdatasync(handle.fileno())
                unsynced = 0
        handle.flush()
        os.fsync(handle.fileno())
    return checksum


def _read_arrays(files: Iterable[Path], damaged: list[bytes]) -> Table:
    """A table of the files' records, later ones in place of earlier ones. What is no record is added to `damaged`."""
    table = Table(words_later=True)
    for file in files:
        for record in _records(file, damaged) if file.exists() else ():
            try:
                table.put(parse(record), record)
            except ValueError:
                damaged.append(record)
    return table


def _records(file: Path, damaged: list[bytes]) -> Iterator[bytes]:
    """The elements of the array: a line each as we write it, or in whatever layout a person saved it."""
    with file.open("rb") as handle:
        ours = handle.readline() == b"[\n" and handle.readline()[-2:] in (b",\n", b"}\n", b"]\n")
    return _lines(file) if ours else _elements(file, damaged)


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as handle:
        for line in handle:
            record = line.strip(b" ,\r\n")
            if record not in (b"[", b"]", b""):
                yield record


def _elements(file: Path, damaged: list[bytes]) -> Iterator[bytes]:
    content = file.read_bytes()
    try:
        array = orjson.loads(content)
        if not isinstance(array, list):
            raise ValueError("not an array")
    except ValueError:
        damaged.append(content[:1000])
        return
    yield from map(orjson.dumps, array)
