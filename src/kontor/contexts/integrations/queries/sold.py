"""Orders of a store as programs read them: lists with lines, and what has changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.cards import COLUMNS, card, masked, select
from kontor.contexts.orders.shapes import Card
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class SoldLine:
    """One line of an order, its price in the store's currency."""

    line_id: UUID
    sku_id: UUID
    sku_code: str
    title: str
    quantity: int
    shipped: int
    unit_minor: int


@dataclass(frozen=True, slots=True)
class SoldPage:
    """A page: orders with the buyers masked (ACC-40), their lines by order, and the key of the page after it."""

    cards: Sequence[Card]
    lines: Mapping[UUID, Sequence[SoldLine]]
    after: str


_LINES = """
SELECT order_id, id, sku_id, sku_code, title, quantity, shipped, store_unit_minor FROM orders_line
WHERE store_id = %s AND order_id = ANY(%s) ORDER BY id
"""
# An order's last step is the one that no later one follows; their ids are in the order of time.
_CHANGED = """
SELECT s.id, s.order_id FROM orders_step s
WHERE s.store_id = %(store)s AND s.id > %(after)s AND NOT EXISTS (
    SELECT 1 FROM orders_step n WHERE n.store_id = s.store_id AND n.order_id = s.order_id AND n.id > s.id
)
ORDER BY s.id LIMIT %(limit)s
"""

_THESE = """
SELECT {columns} FROM orders_storeorder so JOIN sellers_store st ON st.id = so.store_id
WHERE so.store_id = %s AND so.id = ANY(%s)
"""


def sold(seat: Seat, *, state: str = "all", country: str = "", after: str = "", size: int = 50) -> SoldPage:
    """The store's orders, newest first. Three statements.

    Raises:
        RightMissing: without `orders.view`.
    """
    require(seat, "orders.view")
    cards = orders.store_orders(seat, tab=state, country=country, after=after, size=size + 1)
    more = cards[size - 1].key if len(cards) > size else ""
    return SoldPage(cards[:size], _lines(seat, cards[:size]), more)


def changed(seat: Seat, *, since: datetime | None = None, after: UUID | None = None, size: int = 50) -> SoldPage:
    """Orders by their last move, the oldest first: a program that hands `after` on misses none. Four statements.

    Args:
        since: where to begin, when there is no `after`.

    Raises:
        RightMissing: without `orders.view`.
    """
    require(seat, "orders.view")
    begin = after or (lowest_id(since) if since else UUID(int=0))
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, {"store": seat.store_id, "after": begin, "limit": size + 1})
        steps = cursor.fetchall()
    ids = [order_id for _, order_id in steps[:size]]
    rows = select(_THESE.format(columns=COLUMNS), [seat.store_id, ids])
    found = {known.order_id: known for known in masked([card(row) for row in rows])}
    cards = [found[order_id] for order_id in ids if order_id in found]
    return SoldPage(cards, _lines(seat, cards), str(steps[size - 1][0]) if len(steps) > size else "")


def lowest_id(moment: datetime) -> UUID:
    """The lowest time-ordered id of that millisecond."""
    return UUID(int=max(0, int(moment.timestamp() * 1000)) << 80)


def _lines(seat: Seat, cards: Sequence[Card]) -> dict[UUID, list[SoldLine]]:
    lines: defaultdict[UUID, list[SoldLine]] = defaultdict(list)
    if cards:
        with connection.cursor() as cursor:
            cursor.execute(_LINES, [seat.store_id, [known.order_id for known in cards]])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        for order_id, *rest in rows:
            lines[order_id].append(SoldLine(*rest))
    return lines
