"""Avatars: the studio's presenters, and those that people make from a portrait."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from enfoads.api import face_pictures, uploading, waiting
from enfoads.api.call import Call
from enfoads.api.contract import Answer, Routes
from enfoads.api.schemas.assets import FileQuery
from enfoads.api.schemas.avatars import Avatar, AvatarDeleted, AvatarForm, AvatarList, AvatarPatch
from enfoads.api.schemas.jobs import JobEnvelope, WorkQuery
from enfoads.engines.portrait.create import BuiltIn, built_in, picture
from enfoads.errors import Conflict, InvalidRequest, NotFound, Text
from enfoads.jobs.job import Job
from enfoads.library.avatars import MOST, PREVIEW, THUMBNAIL
from enfoads.library.avatars import Avatar as Record
from enfoads.recipes.avatar_request import settle
from enfoads.recipes.face_request import choose_engine
from enfoads.recipes.video_request import about

routes = Routes("avatars")

Files = dict[str, list[FileStorage]]
_OWN = Text("Yours", "Tuyo")
_HEADERS = {"If-None-Match": {"type": "string"}}


@routes.on("GET", "/avatars", out=AvatarList)
def list_avatars(call: Call) -> AvatarList:
    """Who can present a video: the studio's presenters, each with its licence, then the caller's own avatars, the oldest first."""
    own = [_own(call, avatar) for avatar in call.studio.avatars.list(call.owner)]
    return AvatarList(items=[*(_offered(one) for one in built_in()), *own])


@routes.on(
    "POST",
    "/avatars",
    query=WorkQuery,
    form=AvatarForm,
    form_limit=lambda call: uploading.limit_of(call, is_video=False) + 2**20,
    optional_files=("portrait",),
    out=Avatar,
    status=201,
    also={202: JobEnvelope},
    errors=(404, *waiting.ERRORS),
    headers=waiting.HEADERS,
    gives=waiting.GIVES,
)
def create_avatar(call: Call, query: WorkQuery, form: AvatarForm, files: Files) -> Answer:
    """Make a presenter of a portrait: one face, looking at the camera. `consent` must be true; it is kept with the avatar.

    Waits for the result, or answers 202 with the job when asked to or when the wait grows too long; the avatar's id is the job's.
    """
    return waiting.perform(
        call,
        query,
        lambda: _submit(call, form, files.get("portrait", [])),
        lambda job: _own(call, call.studio.avatars.get(str((job.result or {})["avatar_id"]), job.owner)),
        status=201,
    )


def _submit(call: Call, form: AvatarForm, sent: list[FileStorage]) -> Job:
    studio = call.studio
    if len(sent) + (form.asset_id is not None) != 1:
        raise InvalidRequest(param="portrait", detail="portrait: exactly one is needed", detail_es="portrait: hace falta exactamente uno")
    settle(form.name, {}, call.owner, call.language, consent=form.consent)  # before anything is kept
    if len(studio.avatars.list(call.owner)) >= MOST:
        raise Conflict(detail=f"There are {MOST} avatars already.", detail_es=f"Ya hay {MOST} avatares.")
    with about("portrait"):
        choose_engine("mesh", studio.catalog, studio.settings)
    image = (
        face_pictures.of_asset(call, form.asset_id, "asset_id")
        if form.asset_id is not None
        else face_pictures.of_file(call, sent[0], "portrait")
    )
    params = settle(form.name, image, call.owner, call.language, consent=form.consent)
    key = waiting.idempotency({"name": form.name, "sha256": image["sha256"]})
    return studio.queue.submit("avatar", params, owner=call.owner, model=params["engine"], idempotency=key)


@routes.on("PATCH", "/avatars/{avatar_id}", body=AvatarPatch, out=Avatar, errors=(409, 503, 507))
def update_avatar(call: Call, avatar_id: str, body: AvatarPatch) -> Avatar:
    """Rename an avatar of the caller's."""
    _refuse_built_in(avatar_id)
    return _own(call, call.studio.avatars.rename(avatar_id, call.owner, body.name))


@routes.on("DELETE", "/avatars/{avatar_id}", out=AvatarDeleted, errors=(409, 503, 507))
def delete_avatar(call: Call, avatar_id: str) -> AvatarDeleted:
    """Delete an avatar of the caller's with its portrait. Videos that show it stay."""
    _refuse_built_in(avatar_id)
    call.studio.avatars.delete(avatar_id, call.owner)
    return AvatarDeleted(id=avatar_id)


@routes.on("GET", "/avatars/{avatar_id}/thumbnail", query=FileQuery, out="image/webp", also={304: None}, headers=_HEADERS)
def avatar_thumbnail(call: Call, avatar_id: str, query: FileQuery) -> Response:
    """A picture of the avatar."""
    return _deliver(call, avatar_id, THUMBNAIL, query)


@routes.on("GET", "/avatars/{avatar_id}/preview", query=FileQuery, out="image/webp", also={304: None}, headers=_HEADERS)
def avatar_preview(call: Call, avatar_id: str, query: FileQuery) -> Response:
    """The avatar talking, without sound; it begins again where it ends."""
    return _deliver(call, avatar_id, PREVIEW, query)


def _deliver(call: Call, id: str, name: str, query: FileQuery) -> Response:
    path, version = _file(call, id, name)
    try:
        answer = send_file(path, mimetype="image/webp", conditional=True, etag=version, as_attachment=query.download)
    except FileNotFoundError:
        raise NotFound(kind="avatar", kind_es="el avatar", id=id) from None
    lasting = query.v == version[:16]
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable" if lasting else "private, no-cache"
    return answer


def _file(call: Call, id: str, name: str) -> tuple[Path, str]:
    """Where it is, and what changes with it."""
    for one in built_in():
        if one.record.id == id:
            return picture(one, talking=name == PREVIEW), one.version
    avatar = call.studio.avatars.get(id, call.owner)
    return call.studio.avatars.file(avatar, name), avatar.sha256


def _refuse_built_in(id: str) -> None:
    if any(one.record.id == id for one in built_in()):
        raise Conflict(
            param="avatar_id",
            detail=f"{id} comes with the studio and stays as it is.",
            detail_es=f"{id} viene con el estudio y no se puede cambiar.",
        )


def _offered(one: BuiltIn) -> Avatar:
    return Avatar(
        id=one.record.id,
        name=one.name,
        kind=one.record.kind,
        animation="parametric",
        license=one.license,
        license_url=one.license_url,
        credit=one.credit,
        gender=one.gender,
        credit_required=one.credit_required,
        commercial_use=True,
        mine=False,
        created_at=None,
        **_urls(one.record.id, one.version),
    )


def _own(call: Call, avatar: Record) -> Avatar:
    return Avatar(
        id=avatar.id,
        name=avatar.name,
        kind="photo",
        animation="parametric",
        license=_OWN.es if call.language == "es" else _OWN.en,
        license_url="",
        credit="",
        gender=None,
        credit_required=False,
        commercial_use=True,
        mine=True,
        created_at=avatar.created_at,
        **_urls(avatar.id, avatar.sha256),
    )


def _urls(id: str, version: str) -> dict[str, str]:
    return {f"{name}_url": f"/avatars/{id}/{name}?v={version[:16]}" for name in ("thumbnail", "preview")}
