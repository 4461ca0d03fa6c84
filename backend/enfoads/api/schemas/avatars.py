"""Avatars: the studio's own presenters and those that people made from a portrait."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from enfoads.api.schemas.common import Model

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Avatar(Model):
    id: str = Field(description="What `avatar_id` of a video names.")
    name: str
    kind: Literal["cartoon", "photo"]
    thumbnail_url: str = Field(description="WebP, 320 x 400.")
    preview_url: str = Field(description="The avatar talking: a short silent WebP that begins again.")
    animation: Literal["parametric"] = Field(description="How it is moved: by rule, from the sounds that are said. No model draws it.")
    license: str
    license_url: str
    credit: str
    gender: Literal["female", "male"] | None = Field(description="Of the voice it is given when none is chosen; null: the best one.")
    credit_required: bool = Field(description="Who publishes a video with it must name its author, as `credit` says.")
    commercial_use: bool
    mine: bool = Field(description="Made by the caller, who may rename and delete it.")
    created_at: str | None = Field(description="null: it comes with the studio.")


class AvatarList(Model):
    items: list[Avatar]


class AvatarForm(Model):
    """A portrait: a file `portrait` of the form, or a picture of the library."""

    asset_id: str | None = Field(None, min_length=1, max_length=150, description="A picture of the library.")
    name: Name
    consent: bool = Field(False, description="Who is shown has agreed to be a presenter; kept with the avatar.")


class AvatarPatch(Model):
    name: Name


class AvatarDeleted(Model):
    id: str
