"""The buyer's address book."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Status

from kontor.contexts.buyers import queries
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.add_address import add_address
from kontor.sites.api import schemas, shown
from kontor.sites.api.who import buyer_of, buyer_session

router = Router(tags=["Buy"], auth=buyer_session)


@router.get(
    "/addresses",
    response={200: list[schemas.Address], 401: schemas.Problem},
    operation_id="listAddresses",
    summary="The address book",
)
def addresses(request: HttpRequest) -> list[schemas.Address]:
    """The buyer's addresses, defaults first."""
    return [shown.address(view) for view in queries.addresses(buyer_of(request))]


@router.post(
    "/addresses",
    response={
        201: schemas.Address, 401: schemas.Problem, 403: schemas.Problem, 409: schemas.Problem, 422: schemas.Problem,
    },
    operation_id="addAddress",
    summary="A new address",
)  # fmt: skip
def add(request: HttpRequest, written: schemas.AddressIn) -> Status[schemas.Address]:
    """Checked by its country's own form; errors name the part."""
    viewer = buyer_of(request)
    made = add_address(viewer=viewer, draft=draft(written))
    return Status(201, shown.address(queries.address(viewer, made.id)))


def draft(written: schemas.AddressIn) -> Draft:
    """As the address book takes it."""
    return Draft(**{name: value.replace("\0", "") for name, value in written.dict().items()})
