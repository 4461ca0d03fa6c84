"""The job table. Rows are written when a job changes state, never for progress. SQLite by default, PostgreSQL by URL.

Every change of state is one guarded UPDATE, so whatever else happens a job that has ended stays as it ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError

from enfoads.jobs.job import TERMINAL, TRANSITIONS, Job, Status

KEY_LIFE = timedelta(hours=24)  # api.md: how long an Idempotency-Key is remembered

_COMPUTED = frozenset({"position", "eta_s"})  # follow from the rest of the queue, so they are no column
_COLUMNS = tuple(field.name for field in fields(Job) if field.name not in _COMPUTED)


class _Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


_Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER primary key

_metadata = MetaData()
_jobs = Table(
    "jobs",
    _metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("id", String(80), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("lane", String(20), nullable=False),
    Column("owner", String(120), nullable=False),
    Column("project", String(120), nullable=False),
    Column("parent_id", String(80), index=True),
    Column("retried_from", String(80)),
    Column("model", String(200), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("progress", Float, nullable=False),
    Column("stage", String(80), nullable=False),
    Column("message", Text, nullable=False),
    Column("step", Integer),
    Column("steps", Integer),
    Column("attempt", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("cancelling", Boolean, nullable=False),
    Column("created_at", _Moment, nullable=False),
    Column("started_at", _Moment),
    Column("finished_at", _Moment),
    Column("params", _Json, nullable=False),
    Column("result", _Json),
    Column("error", _Json),
    Column("timings", _Json, nullable=False),
    Index("ix_jobs_owner_number", "owner", "number"),
    Index("ix_jobs_status_number", "status", "number"),
)
_idempotency = Table(
    "idempotency",
    _metadata,
    Column("owner", String(120), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("body_sha256", String(64), nullable=False),
    Column("job_id", String(80), ForeignKey("jobs.id"), nullable=False),
    Column("created_at", _Moment, nullable=False),
)
_flags = Table("queue_flags", _metadata, Column("name", String(40), primary_key=True))


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """Whose key it is, the key itself and the SHA-256 of what was asked for with it."""

    owner: str
    key: str
    body_sha256: str


class JobStore:
    """Rows in and out of the database at `url`; safe from any thread. Decides nothing."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url, json_serializer=lambda value: orjson.dumps(value).decode(), json_deserializer=orjson.loads, pool_size=8, max_overflow=24
        )
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _tune_sqlite)
        _metadata.create_all(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def accept(self, job: Job, key: IdempotencyKey | None = None) -> bool:
        """Write a new job and its idempotency key in one transaction, and number the job.

        Returns False, with nothing written, when another job has the key already.
        """
        row = {name: value for name, value in _row(job).items() if name != "number"}
        try:
            with self._engine.begin() as connection:
                job_id = connection.execute(insert(_jobs).values(row)).inserted_primary_key
                if key is not None:
                    expired = _idempotency.c.created_at < job.created_at - KEY_LIFE
                    connection.execute(delete(_idempotency).where(expired))
                    connection.execute(insert(_idempotency).values(**asdict(key), job_id=job.id, created_at=job.created_at))
        except IntegrityError:
            if key is None or self.keyed(key.owner, key.key) is None:
                raise
            return False
        job.number = job_id[0] if job_id else 0
        return True

    def keyed(self, owner: str, key: str) -> tuple[str, str] | None:
        """The job made with a key and the hash of its request."""
        found = select(_idempotency.c.job_id, _idempotency.c.body_sha256).where(
            _idempotency.c.owner == owner, _idempotency.c.key == key, _idempotency.c.created_at >= datetime.now(UTC) - KEY_LIFE
        )
        with self._engine.connect() as connection:
            row = connection.execute(found).one_or_none()
        return (row.job_id, row.body_sha256) if row else None

    def move(self, job_id: str, to: Status, **changes: Any) -> bool:
        """Change a job's state, and with it the columns in `changes`; whether this call did it.

        False: the job is gone or its state does not allow the change (it has ended).
        """
        allowed = [status for status, targets in TRANSITIONS.items() if to in targets]
        guarded = update(_jobs).where(_jobs.c.id == job_id, _jobs.c.status.in_(allowed)).values(status=to, **changes)
        with self._engine.begin() as connection:
            return connection.execute(guarded).rowcount == 1

    def change(self, job_id: str, **changes: Any) -> bool:
        """Change columns of a job that has not ended, its state aside."""
        guarded = update(_jobs).where(_jobs.c.id == job_id, _jobs.c.status.not_in(TERMINAL)).values(**changes)
        with self._engine.begin() as connection:
            return connection.execute(guarded).rowcount == 1

    def requeue(self, jobs: Iterable[Job]) -> None:
        """Write active jobs back as they are given, in one transaction: how a new server takes over an old one's."""
        with self._engine.begin() as connection:
            for job in jobs:
                connection.execute(update(_jobs).where(_jobs.c.id == job.id, _jobs.c.status.not_in(TERMINAL)).values(_row(job)))

    def get(self, job_id: str) -> Job | None:
        return next(iter(self._select(_jobs.c.id == job_id)), None)

    def active(self) -> list[Job]:
        """Every job that has not ended, in order of acceptance."""
        return self._select(_jobs.c.status.not_in(TERMINAL), newest_first=False)

    def recent(self, limit: int) -> list[Job]:
        """The last completed jobs of all kinds, newest first."""
        return self._select(_jobs.c.status == "completed", limit=limit)

    def page(
        self, owner: str | None, *, status: Status | None, kind: str | None, active: bool | None, before: int | None, limit: int
    ) -> list[Job]:
        """An owner's jobs, or everybody's, newest first, with numbers below `before`."""
        wanted = [] if owner is None else [_jobs.c.owner == owner]
        if status is not None:
            wanted.append(_jobs.c.status == status)
        if kind is not None:
            wanted.append(_jobs.c.kind == kind)
        if active is not None:
            wanted.append(_jobs.c.status.not_in(TERMINAL) if active else _jobs.c.status.in_(TERMINAL))
        if before is not None:
            wanted.append(_jobs.c.number < before)
        return self._select(*wanted, limit=limit)

    def flag(self, name: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(_flags).where(_flags.c.name == name)).one_or_none() is not None

    def set_flag(self, name: str, on: bool) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(_flags).where(_flags.c.name == name))
            if on:
                connection.execute(insert(_flags).values(name=name))

    def _select(self, *wanted: Any, newest_first: bool = True, limit: int | None = None) -> list[Job]:
        order = _jobs.c.number.desc() if newest_first else _jobs.c.number
        rows = select(_jobs).where(*wanted).order_by(order).limit(limit)
        with self._engine.connect() as connection:
            return [_job(row) for row in connection.execute(rows).mappings()]


def _row(job: Job) -> dict[str, Any]:
    return {name: getattr(job, name) for name in _COLUMNS}


def _job(row: RowMapping) -> Job:
    return Job(**{name: row[name] for name in _COLUMNS})


def _tune_sqlite(connection: Any, _record: Any) -> None:
    """Readers beside one writer; a commit survives a killed process. A power cut may lose the last jobs, never the table."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
