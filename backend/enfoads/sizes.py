"""Sizes for people."""

from __future__ import annotations


def human(size: float) -> str:
    """`7516192768` -> "7.0 GiB"."""
    for unit in ("B", "KiB", "MiB"):
        if abs(size) < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
