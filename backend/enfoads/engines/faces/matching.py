"""Who becomes whom, when nobody has said: each source goes to the face that is most like it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from enfoads.engines.faces.base import Face


def by_likeness(sources: Sequence[Face], targets: Sequence[Face]) -> list[tuple[int, int]]:
    """Pairs (source, target) of indices with the least identity distance in all; each face at most once, in the sources' order."""
    if not sources or not targets:
        return []
    apart = np.linalg.norm(np.array([one.identity for one in sources])[:, None] - np.array([one.identity for one in targets])[None], axis=2)
    rows, columns = linear_sum_assignment(apart)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]
