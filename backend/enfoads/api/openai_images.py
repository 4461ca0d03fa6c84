"""The OpenAI Images API: `client.images.generate`, `edit` and `create_variation` of the official clients work against it unchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Response

from enfoads.api import images, inputs, waiting
from enfoads.api.assets import deliver
from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.openai_fields import edit_fields, generation_fields, quality_of, variation_fields, wants_url
from enfoads.api.openai_models import editing_model, resolve
from enfoads.api.openai_orders import Order, answer, stream
from enfoads.api.schemas.assets import FileQuery
from enfoads.api.schemas.images import ImageRequest
from enfoads.api.schemas.openai import EditForm, GenerationRequest, ImagesResponse, VariationForm
from enfoads.errors import InvalidRequest
from enfoads.recipes.image_edit_request import settle_edit

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from enfoads.recipes.image_inputs import Input

routes = Routes("openai")

Files = dict[str, list["FileStorage"]]
_MAX_IMAGES = 16
_WORK: dict[str, Any] = {"errors": (404, *waiting.SYNC_ERRORS), "headers": waiting.KEY_HEADER}
_STREAMED = (ImagesResponse, "text/event-stream")


@routes.on("POST", "/v1/images/generations", body=GenerationRequest, out=_STREAMED, **_WORK)
def create_openai_image(call: Call, body: GenerationRequest) -> ImagesResponse | Response:
    """Draw pictures from a prompt, as OpenAI's `images.generate`."""
    entry = resolve(call.studio.catalog, body.model)
    params = images.settled(call, ImageRequest.model_validate(generation_fields(body, entry)))
    return _made(call, body, _order(body, params, body.model_dump(mode="json")))


@routes.on("POST", "/v1/images/edits", form=EditForm, optional_files=("image", "image[]", "mask", "markup"), out=_STREAMED, **_WORK)
def create_openai_edit(call: Call, form: EditForm, files: Files) -> ImagesResponse | Response:
    """Change a picture, as OpenAI's `images.edit`.

    With a mask, or a picture that has transparent parts, what is transparent is redrawn by any model that can inpaint. Without
    one the prompt is an instruction, which needs a model with the capability `edit`; 501 when there is none.
    """
    pictures, mask, markup = _pictures(files)
    kept = [inputs.keep(call, picture, "image") for picture in pictures]
    kept_mask = inputs.keep(call, mask, "mask") if mask else None
    kept_markup = inputs.keep(call, markup, "markup") if markup else None
    identity = form.model_dump(mode="json") | {"files": [one.sha256 if one else None for one in (*kept, kept_mask, kept_markup)]}
    if kept_markup is None and (kept_mask is not None or kept[0].has_holes):
        params = _inpainting(call, form, kept, kept_mask)
        return _made(call, form, _order(form, params, identity, kept))
    entry = editing_model(call.studio.catalog, form.model)
    studio = call.studio
    params = settle_edit(edit_fields(form, entry), studio.catalog, studio.settings, images=kept, markup=kept_markup)
    return _made(call, form, _order(form, params, identity, kept))


@routes.on("POST", "/v1/images/variations", form=VariationForm, files=("image",), out=ImagesResponse, **_WORK)
def create_openai_variation(call: Call, form: VariationForm, files: dict[str, FileStorage]) -> ImagesResponse:
    """Draw a picture anew from another one, as OpenAI's `images.create_variation`.

    What the picture shows is taken from its own file when that says what it was made from.
    """
    kept = replace(inputs.keep(call, files["image"]), has_holes=False)  # all of it is drawn anew, not what is transparent
    entry = resolve(call.studio.catalog, form.model)
    asked = ImageRequest.model_validate(variation_fields(form, entry, kept.recipe))
    identity = form.model_dump(mode="json") | {"files": [kept.sha256]}
    return answer(call, _order(form, images.settled(call, asked, image=kept), identity, [kept]))


@routes.on("GET", "/v1/images/files/{link}", query=FileQuery, out="*/*", also={206: "*/*", 304: None}, errors=(416,), open=True)
def linked_image(call: Call, link: str, query: FileQuery) -> Response:
    """A picture by the link that an answer with `url` gave: for 60 minutes, without a key."""
    target = call.site.links.read(link)
    return deliver(call, target.asset_id, target.owner, query)


def _pictures(files: Files) -> tuple[list[FileStorage], FileStorage | None, FileStorage | None]:
    """The clients send one picture as `image`, several as `image[]`."""
    pictures = files["image"] + files["image[]"]
    if not 1 <= len(pictures) <= _MAX_IMAGES:
        raise InvalidRequest(
            param="image",
            detail=f"image: 1 to {_MAX_IMAGES} files are needed",
            detail_es=f"image: hacen falta de 1 a {_MAX_IMAGES} archivos",
        )
    for name in ("mask", "markup"):
        if len(files[name]) > 1:
            raise InvalidRequest(param=name, detail=f"{name}: one file only", detail_es=f"{name}: solo un archivo")
    if files["mask"] and files["markup"]:
        raise InvalidRequest(param="markup", detail="markup: not together with mask", detail_es="markup: no se admite junto con mask")
    return pictures, next(iter(files["mask"]), None), next(iter(files["markup"]), None)


def _inpainting(call: Call, form: EditForm, kept: list[Input], mask: Input | None) -> dict[str, Any]:
    if len(kept) > 1:
        raise InvalidRequest(
            param="image",
            detail="image: with a mask or transparent parts only one picture can be changed; send one",
            detail_es="image: con máscara o partes transparentes solo se puede cambiar una imagen; envía una",
        )
    entry = resolve(call.studio.catalog, form.model)
    return images.settled(call, ImageRequest.model_validate(edit_fields(form, entry)), image=kept[0], mask=mask)


def _order(
    asked: GenerationRequest | EditForm | VariationForm,
    params: dict[str, Any],
    identity: dict[str, Any],
    kept: list[Input] | None = None,
) -> Order:
    return Order(
        params=params,
        n=asked.n or 1,
        identity=identity,
        prompt=params["prompt"],
        as_url=wants_url(asked),
        quality=quality_of(asked),
        background=getattr(asked, "background", None) or "auto",
        inputs=[(one.width, one.height) for one in kept or ()],
    )


def _made(call: Call, asked: GenerationRequest | EditForm, order: Order) -> ImagesResponse | Response:
    return stream(call, order, asked.partial_images or 0) if asked.stream else answer(call, order)
