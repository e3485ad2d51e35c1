"""Reads of orders, each for a viewer. Lists are one statement and paged by key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from kontor.contexts.orders.cards import CARD, COLUMNS, card, masked, select
from kontor.contexts.orders.detail import detail
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.filters import OPEN_TABS, SELLER_TABS, OrderFilter, after_key, conditions, search
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.shapes import Card, Detail, Purchase
from kontor.contexts.privacy.services.note_recipient_read import note_recipient_read
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat

PAGE = 20
_OWN = "bo.buyer_id = %s AND bo.number = %s"
_FIRST = "SELECT buyer_id, id FROM orders_buyerorder WHERE number = %s ORDER BY buyer_id, id LIMIT 1"
_ANY = f"(bo.buyer_id, bo.id) = ({_FIRST})"
_OF_FORM = "bo.buyer_id = %s AND bo.checkout_key = %s"
S = State

BUYER_TABS: Mapping[str, tuple[State, ...]] = {
    "all": tuple(S),
    "to_pay": (S.PLACED,),
    "to_ship": (S.PAID, S.TO_SHIP, S.FROZEN),
    "to_receive": (S.PARTLY_SHIPPED, S.SHIPPED, S.DELIVERED),
    "finished": (S.RECEIVED, S.FINISHED),
    "in_dispute": (S.IN_DISPUTE,),
    "cancelled": (S.CANCELLED,),
}


def buyer_orders(viewer: Buyer, *, tab: str = "all", text: str = "", after: str = "", size: int = PAGE) -> list[Card]:
    """A buyer's orders, newest first (BUY-02). `after` is the `key` of the last card seen."""
    where, values = ["bo.buyer_id = %s", "so.buyer_id = bo.buyer_id"], list[Any]([viewer.buyer_id])
    states = BUYER_TABS.get(tab, BUYER_TABS["all"])
    if tab in BUYER_TABS and tab != "all":
        where.append("so.state = ANY(%s)")
        values.append([str(s) for s in states])
    search(text, where, values)
    after_key(after, where, values)
    sql = f"""SELECT {COLUMNS}, bo.pay_by FROM orders_buyerorder bo
      JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
      JOIN sellers_store st ON st.id = so.store_id
      WHERE {" AND ".join(where)} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s"""  # noqa: S608
    return [card(row, row[20]) for row in select(sql, [*values, size])]


def buyer_counts(viewer: Buyer) -> dict[str, int]:
    """How many of a buyer's orders stand in each tab (BUY-01); every figure equals its list."""
    rows = select(
        """SELECT so.state, count(*) FROM orders_buyerorder bo
           JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
           WHERE bo.buyer_id = %s GROUP BY so.state""",
        [viewer.buyer_id],
    )
    return _per_tab(dict(rows), BUYER_TABS)


def _per_tab(by_state: Mapping[str, int], tabs: Mapping[str, tuple[State, ...]]) -> dict[str, int]:
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in tabs.items()}


def buyer_order(viewer: Buyer, number: int) -> Detail:
    """One of the buyer's store orders, by its number.

    Raises:
        OrderNotFound: when there is none of this number, or it is somebody else's.
    """
    rows = select(
        """SELECT so.store_id, so.id FROM orders_buyerorder bo
           JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
           WHERE bo.buyer_id = %s AND so.number = %s""",
        [viewer.buyer_id, number],
    )
    if not rows:
        raise OrderNotFound
    return detail(viewer, rows[0][0], rows[0][1])


def purchase(viewer: Buyer | Operator, number: int) -> Purchase:
    """A buyer order by its number, with its store orders: what is being paid. Its recipient is the buyer's to see.

    Raises:
        OrderNotFound: when there is none of this number, or it is somebody else's.
    """
    found = _purchase(_OWN, viewer.buyer_id, number) if isinstance(viewer, Buyer) else _purchase(_ANY, number)
    if found is None:
        raise OrderNotFound
    return replace(found, address={}) if isinstance(viewer, Operator) else found


def purchase_by_key(viewer: Buyer, checkout_key: str) -> Purchase | None:
    """The buyer order that this checkout form has already made, if it has."""
    return _purchase(_OF_FORM, viewer.buyer_id, checkout_key)


def _purchase(which: str, *values: Any) -> Purchase | None:
    """One statement: each store order with what it is a part of."""
    rows = select(
        f"""SELECT {COLUMNS}, bo.id, bo.number, bo.state, bo.total_minor, bo.currency, bo.country, bo.placed_at,
              bo.pay_by, bo.paid_at, bo.address
            FROM orders_buyerorder bo
            JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
            JOIN sellers_store st ON st.id = so.store_id
            WHERE {which} ORDER BY st.name""",  # noqa: S608
        values,
    )
    if not rows:
        return None
    order_id, number, state, total, currency, country, placed_at, pay_by, paid_at, address = rows[0][CARD:]
    return Purchase(
        buyer_id=rows[0][7], buyer_order_id=order_id, number=number, state=state,
        total=Money(total, currency.strip()), country=country.strip(), placed_at=placed_at, pay_by=pay_by,
        paid_at=paid_at, address=json.loads(address), orders=[card(row, pay_by) for row in rows],
    )  # fmt: skip


def store_orders(
    viewer: Seat, *, tab: str = "all", text: str = "", after: str = "", country: str = "", late: bool = False,
    sku: str = "", placed_from: date | None = None, placed_to: date | None = None, size: int = PAGE,
) -> list[Card]:  # fmt: skip
    """A store's orders, newest first, buyers masked (ACC-40). For the other arguments see `OrderFilter`."""
    chosen = OrderFilter(tab, text, sku, country, late, placed_from, placed_to)
    where, values = conditions(viewer.store_id, chosen)
    after_key(after, where, values)
    return masked(_list(where, values, size))


def _list(where: list[str], values: list[Any], size: int) -> list[Card]:
    sql = f"""SELECT {COLUMNS} FROM orders_storeorder so JOIN sellers_store st ON st.id = so.store_id
      WHERE {" AND ".join(where)} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s"""  # noqa: S608
    return [card(row) for row in select(sql, [*values, size])]


def store_order_ids(viewer: Seat, chosen: OrderFilter, limit: int) -> list[UUID]:
    """Ids of the store's orders that fit a filter, newest first as in its list, at most `limit`."""
    where, values = conditions(viewer.store_id, chosen)
    sql = f"""SELECT so.id FROM orders_storeorder so WHERE {" AND ".join(where)}
      ORDER BY so.placed_at DESC, so.id DESC LIMIT %s"""  # noqa: S608
    return [row[0] for row in select(sql, [*values, limit])]


def store_order_total(viewer: Seat, chosen: OrderFilter, most: int) -> int:
    """How many of the store's orders fit a filter; no more than `most` are counted."""
    where, values = conditions(viewer.store_id, chosen)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM orders_storeorder so WHERE {' AND '.join(where)} LIMIT %s) t"  # noqa: S608
    return int(select(sql, [*values, most])[0][0])


def ids_of(viewer: Seat, numbers: Iterable[int]) -> dict[int, UUID]:
    """Ids of the store's orders by their numbers; those of others are left out."""
    rows = StoreOrder.objects.filter(store_id=viewer.store_id, number__in=list(numbers))
    return dict(rows.values_list("number", "id"))


def numbers_of(viewer: Seat, ids: Sequence[UUID]) -> list[int]:
    """Numbers of the store's orders by their ids, in the order given; those of others are left out."""
    rows = StoreOrder.objects.filter(store_id=viewer.store_id, id__in=ids)
    known = dict(rows.values_list("id", "number"))
    return [known[one] for one in ids if one in known]


def seller_counts(viewer: Seat) -> dict[str, int]:
    """How many orders stand in each tab with work in it (`OPEN_TABS`), and `late` among those to ship.

    One statement that reads open orders only, by the index of states: every page of the Seller Center asks it.
    """
    tabs = {tab: SELLER_TABS[tab] for tab in OPEN_TABS}
    rows = select(
        """SELECT state, count(*), count(*) FILTER (WHERE ship_by < %s) FROM orders_storeorder
           WHERE store_id = %s AND state = ANY(%s) GROUP BY state""",
        [now(), viewer.store_id, [str(state) for states in tabs.values() for state in states]],
    )
    counts = _per_tab({row[0]: row[1] for row in rows}, tabs)
    counts["late"] = sum(row[2] for row in rows if row[0] in SELLER_TABS["to_ship"])
    return counts


def store_order(viewer: Seat, number: int, *, recipient: bool = False) -> Detail:
    """One order of the viewer's store.

    Args:
        recipient: with the address, for a page or a carrier. It is there only while a parcel must be labelled, for
            people who may ship or print labels, and each time is written down (ACC-40).

    Raises:
        OrderNotFound: when the store has none of this number.
    """
    row = StoreOrder.objects.filter(store_id=viewer.store_id, number=number).values_list("store_id", "id").first()
    if row is None:
        raise OrderNotFound
    found = detail(viewer, *row, recipient=recipient)
    if found.address:
        note_recipient_read(viewer=viewer, store_id=row[0], order_id=row[1], number=number)
    return found


def operator_orders(
    viewer: Operator, *, state: str = "", text: str = "", after: str = "", size: int = PAGE
) -> list[Card]:
    """All stores' orders, newest first, for the operator's desk."""
    where, values = ["TRUE"], list[Any]()
    if state in list(S):
        where.append("so.state = %s")
        values.append(state)
    search(text, where, values)
    after_key(after, where, values)
    return masked(_list(where, values, size))


def operator_order(viewer: Operator, number: int) -> Detail:
    """Any store order, with its recipient; that the operator has seen it is written down (ACC-40).

    Raises:
        OrderNotFound: when there is none of this number.
    """
    row = StoreOrder.objects.filter(number=number).values_list("store_id", "id").first()
    if row is None:
        raise OrderNotFound
    note_recipient_read(viewer=viewer, store_id=row[0], order_id=row[1], number=number)
    return detail(viewer, *row)


def order_for_case(viewer: Operator, *, store_id: UUID, order_id: UUID) -> Detail:
    """An order beside a case that the operator decides: without its recipient, whom that does not need (ACC-40)."""
    return detail(viewer, store_id, order_id, recipient=False)
