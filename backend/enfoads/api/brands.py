"""Brand kits: list, make, read, change, delete."""

from __future__ import annotations

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.brands import Brand, BrandDeleted, BrandList, BrandRequest
from enfoads.errors import InvalidRequest, NotFound
from enfoads.library.brands import Brand as Record

routes = Routes("brands")


@routes.on("GET", "/api/brands", out=BrandList)
def list_brands(call: Call) -> BrandList:
    """The caller's brand kits, oldest first."""
    return BrandList(items=[_shown(brand) for brand in call.studio.brands.list(call.owner)])


@routes.on("POST", "/api/brands", body=BrandRequest, out=Brand, status=201, errors=(409, 503, 507))
def create_brand(call: Call, body: BrandRequest) -> Brand:
    """Make a brand kit. With `default`, no other kit is the default any more."""
    _check_logo(call, body.logo_asset_id)
    return _shown(call.studio.brands.create(call.owner, body.model_dump()))


@routes.on("GET", "/api/brands/{brand_id}", out=Brand)
def get_brand(call: Call, brand_id: str) -> Brand:
    """One brand kit."""
    return _shown(call.studio.brands.get(brand_id, call.owner))


@routes.on("PUT", "/api/brands/{brand_id}", body=BrandRequest, out=Brand, errors=(503, 507))
def replace_brand(call: Call, brand_id: str, body: BrandRequest) -> Brand:
    """Replace a brand kit: fields left out go back to their defaults."""
    if body.logo_asset_id != call.studio.brands.get(brand_id, call.owner).logo_asset_id:
        _check_logo(call, body.logo_asset_id)
    return _shown(call.studio.brands.replace(brand_id, call.owner, body.model_dump()))


@routes.on("DELETE", "/api/brands/{brand_id}", out=BrandDeleted, errors=(503, 507))
def delete_brand(call: Call, brand_id: str) -> BrandDeleted:
    """Delete a brand kit. Its logo stays in the library."""
    call.studio.brands.delete(brand_id, call.owner)
    return BrandDeleted(id=brand_id)


def _check_logo(call: Call, asset_id: str | None) -> None:
    """Raises InvalidRequest unless it is None or a picture of the caller."""
    if asset_id is None:
        return
    try:
        is_picture = call.studio.library.get(asset_id, call.owner).type == "image"
    except NotFound:
        is_picture = False
    if not is_picture:
        raise InvalidRequest(
            param="logo_asset_id",
            detail=f"logo_asset_id: the library has no picture {asset_id}",
            detail_es=f"logo_asset_id: la biblioteca no tiene ninguna imagen {asset_id}",
        )


def _shown(brand: Record) -> Brand:
    return Brand.model_validate(brand.public())
