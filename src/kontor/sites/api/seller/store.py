"""Who one is, and facts of the store."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from kontor.contexts.inventory import queries as inventory
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.sellers import queries as sellers
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common, selling

router = Router(tags=["Store"])
REFUSED = dict.fromkeys((401, 403, 429), common.Problem)
_READS = ProgramToken("store:read")


@router.get(
    "/me", auth=ProgramToken(), response={200: selling.Me, 401: common.Problem, 429: common.Problem},
    operation_id="getMe", summary="Who am I",
)  # fmt: skip
def me(request: HttpRequest) -> selling.Me:
    """The program and the store that the token belongs to, and what it may do at this moment."""
    program = caller(request)
    return selling.Me(
        application=program.application, store=program.store_name, store_slug=program.store_slug,
        scopes=list(program.scopes), granted=list(program.granted), token_expires_at=program.expires_at,
        grant_ends_at=program.grant_ends,
    )  # fmt: skip


@router.get(
    "/seller/store", auth=_READS, response={200: selling.SellerStore, **REFUSED},
    operation_id="getSellerStore", summary="The store",
)  # fmt: skip
def store(request: HttpRequest) -> selling.SellerStore:
    """The store that the token belongs to."""
    seat = caller(request).seat
    card = next(each for each in sellers.stores_of(seat.account_id) if each.id == seat.store_id)
    return selling.SellerStore(
        slug=card.slug, name=card.name, country=card.country, currency=card.currency, language=card.language,
        state=card.state, handling_days=card.handling_days,
    )  # fmt: skip


@router.get(
    "/seller/warehouses", auth=_READS, response={200: list[selling.Warehouse], **REFUSED},
    operation_id="listWarehouses", summary="Warehouses",
)  # fmt: skip
def warehouses(request: HttpRequest) -> list[selling.Warehouse]:
    """Where the store keeps goods, in the order in which they give them."""
    return [
        selling.Warehouse(id=each.id, name=each.name, country=each.country, city=each.city)
        for each in inventory.warehouses(caller(request).seat)
    ]


@router.get(
    "/seller/carriers", auth=_READS, response={200: list[selling.CarrierService], **REFUSED},
    operation_id="listCarriers", summary="Carriers and their services",
)  # fmt: skip
def carriers(request: HttpRequest) -> list[selling.CarrierService]:
    """What a shipment may name."""
    del request
    return [
        selling.CarrierService(
            carrier=code.partition(":")[0], service=code.partition(":")[2], carrier_name=carrier, service_name=name
        )
        for carrier, choices in logistics.service_choices()
        for code, name in choices
    ]
