"""Whatever a recipe or the library raised, as the record of one of the studio's own errors."""

from __future__ import annotations

import errno
from typing import Any

from enfoads.errors import DiskFull, EnfoadsError, JobFailed

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_SCALARS = (str, int, float, bool, type(None))
_LONGEST = 200  # characters of a foreign error's own text; the log has all of it


def record_of(error: BaseException) -> dict[str, Any]:
    """`EnfoadsError.to_record()` of the error that says the same to a person."""
    record = _as_ours(error).to_record()
    values = {name: value if isinstance(value, _SCALARS) else str(value) for name, value in record["values"].items()}
    return record | {"values": values}


def _as_ours(error: BaseException) -> EnfoadsError:
    if isinstance(error, EnfoadsError):
        return error
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        return DiskFull()
    if isinstance(error, MemoryError):
        return JobFailed(detail="out of memory", detail_es="sin memoria suficiente")
    said = (isinstance(error, OSError) and error.strerror) or str(error)  # without the file name: it is a place on the server's disk
    first_line = said.strip().partition("\n")[0][:_LONGEST]
    name = type(error).__name__
    return JobFailed(detail=f"{name}: {first_line}" if first_line else name)
