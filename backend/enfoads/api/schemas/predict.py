"""`POST /predict`, the owner's document 001."""

from __future__ import annotations

from enfoads.api.schemas.common import Model
from enfoads.api.schemas.images import Timings


class PredictResponse(Model):
    """Two to four pictures, base64 without a data-URL prefix."""

    images: list[str]
    seeds: list[int]
    timings: Timings
