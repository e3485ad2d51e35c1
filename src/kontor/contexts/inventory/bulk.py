"""Stock of many products at once (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.models import Sku
from kontor.contexts.inventory.models import Stock, Warehouse
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.platform import bulk
from kontor.platform.bulk import Actor, BulkValueMissing, Outcome


def _seat(actor: Actor) -> Seat:
    found = seat_of(actor.account_id, actor.scope)
    if found is None:
        raise ProductNotFound
    return found


def _check(actor: Actor, values: Mapping[str, str]) -> None:
    if not values.get("units", "").isdecimal():
        raise BulkValueMissing(field="units")
    if not values.get("house") or not Warehouse.objects.filter(store_id=actor.scope, id=values["house"]).exists():
        raise BulkValueMissing(field="house")


def _now(ids: Sequence[UUID], house: str) -> dict[UUID, dict[str, int]]:
    found: dict[UUID, dict[str, int]] = {}
    for sku_id, product_id in Sku.objects.filter(product_id__in=ids, active=True).values_list("id", "product_id"):
        found.setdefault(product_id, {})[str(sku_id)] = 0
    rows = Stock.objects.filter(sku__product_id__in=ids, sku__active=True, warehouse_id=house)
    for product_id, sku_id, units in rows.values_list("sku__product_id", "sku_id", "on_hand"):
        found[product_id][str(sku_id)] = units
    return found


def _look(actor: Actor, ids: Sequence[UUID], values: Mapping[str, str]) -> dict[UUID, Outcome]:
    rows = catalogue.seller_rows(_seat(actor), ids)
    house = values["house"]
    now = _now(list(rows), house)
    return {
        key: Outcome(
            row.title or str(row.number),
            {"house": house, "units": now.get(key, {})},
            {"house": house, "units": dict.fromkeys(now.get(key, {}), int(values["units"]))},
            None if key in now else ProductNotFound(),
        )
        for key, row in rows.items()
    }


def _do(actor: Actor, product_id: UUID, values: Mapping[str, str], planned: Outcome) -> Mapping[str, Any]:
    """Set every variant of the product; all of them or none."""
    del values, product_id
    who = _seat(actor)
    for sku_id, units in planned.after["units"].items():
        set_stock(seat=who, sku_id=UUID(sku_id), warehouse_id=UUID(planned.after["house"]), on_hand=units)
    return planned.after


def _show(change: Mapping[str, Any], language: str) -> str:
    del language
    units = list(change.get("units", {}).values())
    if not units:
        return ""
    return str(units[0]) if min(units) == max(units) else f"{min(units)} – {max(units)}"


bulk.declare(name="inventory.stock", title=_("Set the stock"), look=_look, do=_do, show=_show, check=_check)
