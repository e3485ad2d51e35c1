"""What lies in the warehouses, so that it explains itself: movements sum to stock, reservations to what is promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.inventory.models import Movement, Reservation, Stock
from kontor.demo.load.copying import Row, copy
from kontor.demo.load.ids import Ids
from kontor.demo.load.shops import Shop


def load_shelves(
    shelves: Iterable[tuple[Shop, UUID, int]], reservations: Iterable[Reservation], today: datetime, ids: Ids
) -> None:
    """Stock of every SKU as it is after the orders of the past, with the movements that led to it."""
    gone: Counter[UUID] = Counter()
    promised: Counter[UUID] = Counter()
    shipments: list[Row] = []
    for reservation in reservations:
        gone[reservation.sku_id] += reservation.consumed
        if reservation.state in ("held", "committed"):
            promised[reservation.sku_id] += reservation.quantity - reservation.consumed
        if reservation.consumed:
            shipments.append(
                _movement(
                    reservation.store_id,
                    reservation.sku_id,
                    reservation.warehouse_id,
                    -reservation.consumed,
                    "shipped",
                    ids,
                    reservation.created_at,
                    reservation.order_id,
                )
            )
    entries = list(shelves)
    copy(Stock, _stock(entries, gone, promised, today, ids))
    copy(Movement, _received(entries, gone, promised, today, ids))
    copy(Movement, shipments)


def _on_hand(units: int, gone: int, promised: int) -> int:
    return max(units - gone, promised)


def _stock(
    entries: list[tuple[Shop, UUID, int]], gone: Counter[UUID], promised: Counter[UUID], today: datetime, ids: Ids
) -> Iterator[Row]:
    for shop, sku_id, units in entries:
        yield {
            "id": ids.at(today),
            "store_id": shop.store_id,
            "warehouse_id": shop.warehouse_id,
            "sku_id": sku_id,
            "on_hand": _on_hand(units, gone[sku_id], promised[sku_id]),
            "reserved": promised[sku_id],
        }


def _received(
    entries: list[tuple[Shop, UUID, int]], gone: Counter[UUID], promised: Counter[UUID], today: datetime, ids: Ids
) -> Iterator[Row]:
    at = today - timedelta(days=200)
    for shop, sku_id, units in entries:
        delta = _on_hand(units, gone[sku_id], promised[sku_id]) + gone[sku_id]
        if delta:
            yield _movement(shop.store_id, sku_id, shop.warehouse_id, delta, "received", ids, at, None)


def _movement(
    store_id: UUID,
    sku_id: UUID,
    warehouse_id: UUID,
    delta: int,
    cause: str,
    ids: Ids,
    at: datetime,
    reference: UUID | None,
) -> Row:
    return {
        "store_id": store_id,
        "id": ids.at(at),
        "sku_id": sku_id,
        "warehouse_id": warehouse_id,
        "delta": delta,
        "cause": cause,
        "reference": reference,
        "by_account": None,
        "at": at,
    }
