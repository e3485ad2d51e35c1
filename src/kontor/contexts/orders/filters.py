"""Which of a store's orders a list, a count or a sheet holds: one meaning for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.orders.lifecycle import State
from kontor.kernel.clock import now

S = State
_LAST_MOMENT = 1e11  # seconds: no order is placed then, and the database knows the moment

SELLER_TABS: Mapping[str, tuple[State, ...]] = {
    "all": tuple(s for s in S),
    "unpaid": (S.PLACED,),
    "risk_check": (S.PAID, S.FROZEN),
    "to_ship": (S.TO_SHIP, S.PARTLY_SHIPPED),
    "shipped": (S.SHIPPED,),
    "delivered": (S.DELIVERED,),
    "finished": (S.RECEIVED, S.FINISHED),
    "in_dispute": (S.IN_DISPUTE,),
    "cancelled": (S.CANCELLED,),
}

OPEN_TABS = ("unpaid", "risk_check", "to_ship", "in_dispute")
"""Tabs of orders for which somebody has something to do: the only ones that are counted."""


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Part of a store's orders; what is left out does not matter.

    Attributes:
        tab: a key of `SELLER_TABS`.
        text: an order's or purchase's number, or part of a title or SKU code.
        sku: a whole SKU code.
        country: ISO code of the destination.
        late: only those past their time to ship.
        placed_from, placed_to: days in UTC, both of them included.
    """

    tab: str = "all"
    text: str = ""
    sku: str = ""
    country: str = ""
    late: bool = False
    placed_from: date | None = None
    placed_to: date | None = None


def conditions(store_id: UUID, chosen: OrderFilter) -> tuple[list[str], list[Any]]:
    """SQL conditions on `orders_storeorder so` and their values; the placement key first."""
    where, values = ["so.store_id = %s"], list[Any]([store_id])
    if chosen.tab in SELLER_TABS and chosen.tab != "all":
        where.append("so.state = ANY(%s)")
        values.append([str(s) for s in SELLER_TABS[chosen.tab]])
    if chosen.country:
        where.append("so.ship_to_country = %s")
        values.append(chosen.country)
    if chosen.late:
        where.append("so.ship_by < %s AND so.state = ANY(%s)")
        values += [now(), [str(s) for s in SELLER_TABS["to_ship"]]]
    if chosen.placed_from:
        where.append("so.placed_at >= %s")
        values.append(datetime.combine(chosen.placed_from, time.min, UTC))
    if chosen.placed_to:
        where.append("so.placed_at < %s")
        values.append(datetime.combine(chosen.placed_to + timedelta(days=1), time.min, UTC))
    if chosen.sku.strip():
        where.append("so.id IN (SELECT l.order_id FROM orders_line l WHERE l.store_id = %s AND l.sku_code = %s)")
        values += [store_id, chosen.sku.strip()]
    search(chosen.text, where, values)
    return where, values


def after_key(after: str, where: list[str], values: list[Any]) -> None:
    """Only what comes after the card with this key; any other text is the first page."""
    moment, _, order = after.partition("_")
    try:
        keys: list[Any] = [float(moment), UUID(order)]
    except ValueError:
        return  # a key that nobody handed out: the first page
    if not 0 <= keys[0] < _LAST_MOMENT:
        return
    where.append("(so.placed_at, so.id) < (to_timestamp(%s), %s)")
    values += keys


def search(text: str, where: list[str], values: list[Any]) -> None:
    """Only what the text is found in."""
    text = text.strip()
    if text.isdigit():
        where.append("(so.number = %s OR so.buyer_order_number = %s)")
        values += [int(text[:18]), int(text[:18])]
    elif text:
        where.append(
            "EXISTS (SELECT 1 FROM orders_line l WHERE l.store_id = so.store_id AND l.order_id = so.id"
            " AND (l.title ILIKE %s OR l.sku_code ILIKE %s))"
        )
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        values += [pattern, pattern]
