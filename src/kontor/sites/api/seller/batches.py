"""Stock and prices of many SKUs in one call, each row for itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.services.change_prices_many import change_prices_many
from kontor.contexts.integrations.policy import ROWS_A_CALL
from kontor.contexts.integrations.queries.shelf import skus_by_code
from kontor.contexts.inventory import queries as inventory
from kontor.contexts.inventory.errors import StockPlaceUnknown
from kontor.contexts.inventory.services.set_stock_many import Count, set_stock_many
from kontor.kernel.errors import Refusal
from kontor.kernel.money import Money, places
from kontor.kernel.viewer import Seat
from kontor.platform.http.api_errors import FieldRefused
from kontor.platform.http.refusals import say
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common, goods
from kontor.sites.api.seller.common import currency_of

router = Router(tags=["Stock and prices"])
_ANSWERS = {200: goods.RowsDone, **dict.fromkeys((400, 401, 403, 409, 422, 429), common.Problem)}


@router.post(
    "/seller/stock", auth=ProgramToken("stock:write"), response=_ANSWERS, operation_id="setStock", summary="Set stock"
)
def stock(request: HttpRequest, asked: goods.StockIn, key: Key = "") -> HttpResponse:
    """Say how many units lie where. A row that is refused holds up no other; sending it again changes nothing."""
    _few(asked.items)
    seat = caller(request).seat
    return keyed(request, key, lambda: (200, _stock(seat, asked.items)))


def _stock(seat: Seat, rows: Sequence[goods.StockRow]) -> dict[str, Any]:
    known = skus_by_code(seat, [row.sku for row in rows])
    first = next((house.id for house in inventory.warehouses(seat)), None)
    places_of = [(known.get(row.sku), row.warehouse_id or first, row.on_hand) for row in rows]
    counts = [Count(sku, house, units) for sku, house, units in places_of if sku is not None and house is not None]
    counted = iter(set_stock_many(seat=seat, counts=counts))
    told = [
        StockPlaceUnknown() if sku is None or house is None else next(counted).refusal for sku, house, _ in places_of
    ]
    return _results([row.sku for row in rows], told)


@router.post(
    "/seller/prices", auth=ProgramToken("products:write"), response=_ANSWERS, operation_id="setPrices",
    summary="Set prices",
)  # fmt: skip
def prices(request: HttpRequest, asked: goods.PricesIn, key: Key = "") -> HttpResponse:
    """Set prices in the store's currency; they hold from the next page on. A SKU named twice gets the last price."""
    _few(asked.items)
    seat = caller(request).seat
    return keyed(request, key, lambda: (200, _prices(seat, asked.items)))


def _prices(seat: Seat, rows: Sequence[goods.PriceRow]) -> dict[str, Any]:
    currency = currency_of(seat)
    known = skus_by_code(seat, [row.sku for row in rows])
    wrong = {row.sku: error for row in rows if (error := _faulty(row, currency)) is not None}
    changes: dict[UUID, PriceChange] = {
        known[row.sku]: PriceChange(
            Money.of(row.price, currency).minor, Money.of(row.list_price, currency).minor if row.list_price else None
        )
        for row in rows
        if row.sku in known and row.sku not in wrong
    }
    told = change_prices_many(seat=seat, prices=changes)
    return _results(
        [row.sku for row in rows],
        [wrong.get(row.sku) or (told[known[row.sku]] if row.sku in known else ProductNotFound()) for row in rows],
    )


def _faulty(row: goods.PriceRow, currency: str) -> Refusal | None:
    """A price with more places than the currency has."""
    for text in (row.price, row.list_price or "0"):
        if -int(Decimal(text).as_tuple().exponent) > places(currency):
            return FieldRefused(field="price", why=f"{currency}: {places(currency)}")
    return None


def _few(rows: Sequence[object]) -> None:
    most = ROWS_A_CALL.int()
    if len(rows) > most:
        raise FieldRefused(field="items", why=f"1 – {most}")


def _results(codes: Sequence[str], told: Sequence[Refusal | None]) -> dict[str, Any]:
    results = [
        {"sku": code, "ok": True, "error": None} if refusal is None
        else {"sku": code, "ok": False, "error": {"code": refusal.code, "title": say(refusal)}}
        for code, refusal in zip(codes, told, strict=True)
    ]  # fmt: skip
    refused = sum(refusal is not None for refusal in told)
    return {"done": len(told) - refused, "refused": refused, "results": results}
