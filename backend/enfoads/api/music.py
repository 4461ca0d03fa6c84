"""Built-in music: which pieces there are, and how they sound."""

from __future__ import annotations

from flask import Response, send_file

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.music import MusicList, MusicPiece
from enfoads.errors import NotFound
from enfoads.video import beds

routes = Routes("music")


@routes.on("GET", "/music", out=MusicList)
def list_music(call: Call) -> MusicList:
    """The studio's own music for videos, free for any use; `music` of a video names one of them."""
    terms = {"license": beds.LICENSE, "license_url": beds.LICENSE_URL, "commercial_use": True, "credit": beds.CREDIT}
    return MusicList(
        items=[
            MusicPiece(
                id=bed.id,
                name=bed.name,
                name_es=bed.name_es,
                mood=bed.mood,
                bpm=bed.bpm,
                duration_s=bed.seconds,
                sample_url=f"/music/{bed.id}/sample",
                **terms,
            )
            for bed in beds.BEDS
        ]
    )


@routes.on("GET", "/music/{music_id}/sample", out="audio/mpeg", also={206: "audio/mpeg", 304: None}, errors=(416,))
def music_sample(call: Call, music_id: str) -> Response:
    """One round of the piece; it begins again without a seam."""
    bed = beds.find(music_id)
    if bed is None:
        raise NotFound(kind="music", kind_es="la música", id=music_id)
    answer = send_file(bed.path, mimetype="audio/mpeg", conditional=True)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer
