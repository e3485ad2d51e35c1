"""Reads of orders, each for a viewer. Lists are one statement and paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.lifecycle import STORE_ORDER, State
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.orders.rules import masked_nickname
from kontor.contexts.orders.shapes import Card, Detail, LineView, Purchase, StepView
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat, Viewer

PAGE = 20
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

_CARD = """so.store_id, so.id, so.number, so.buyer_order_number, so.state, st.name, st.slug, so.buyer_id,
  so.total_minor, so.currency, so.store_goods_minor + so.store_shipping_minor, so.store_currency, so.line_count,
  so.first_title, so.first_picture, so.ship_to_country, so.placed_at, so.ship_by, so.receive_by, so.expected_to"""


def _card(row: tuple[Any, ...], pay_by: Any = None) -> Card:
    return Card(
        store_id=row[0], order_id=row[1], number=row[2], buyer_order_number=row[3], state=row[4], store_name=row[5],
        store_slug=row[6], buyer_id=row[7], total=Money(row[8], row[9].strip()),
        store_total=Money(row[10], row[11].strip()), line_count=row[12], title=row[13], picture=row[14],
        ship_to_country=row[15], placed_at=row[16], ship_by=row[17], receive_by=row[18], expected_to=row[19],
        pay_by=pay_by if row[4] == S.PLACED else None,
    )  # fmt: skip


def _rows(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _after(after: str, where: list[str], values: list[Any]) -> None:
    moment, _, order = after.partition("_")
    try:
        keys: list[Any] = [float(moment), UUID(order)]
    except ValueError:
        return  # a key that nobody handed out: the first page
    where.append("(so.placed_at, so.id) < (to_timestamp(%s), %s)")
    values += keys


def _search(text: str, where: list[str], values: list[Any]) -> None:
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


def buyer_orders(viewer: Buyer, *, tab: str = "all", text: str = "", after: str = "", size: int = PAGE) -> list[Card]:
    """A buyer's orders, newest first (BUY-02). `after` is the `key` of the last card seen."""
    where, values = ["bo.buyer_id = %s", "so.buyer_id = bo.buyer_id"], list[Any]([viewer.buyer_id])
    states = BUYER_TABS.get(tab, BUYER_TABS["all"])
    if tab in BUYER_TABS and tab != "all":
        where.append("so.state = ANY(%s)")
        values.append([str(s) for s in states])
    _search(text, where, values)
    _after(after, where, values)
    sql = f"""SELECT {_CARD}, bo.pay_by FROM orders_buyerorder bo
      JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
      JOIN sellers_store st ON st.id = so.store_id
      WHERE {" AND ".join(where)} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s"""  # noqa: S608
    return [_card(row, row[20]) for row in _rows(sql, [*values, size])]


def buyer_counts(viewer: Buyer) -> dict[str, int]:
    """How many of a buyer's orders stand in each tab (BUY-01); every figure equals its list."""
    rows = _rows(
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
    rows = _rows(
        """SELECT so.store_id, so.id FROM orders_buyerorder bo
           JOIN orders_storeorder so ON so.store_id = ANY(bo.store_ids) AND so.buyer_order_id = bo.id
           WHERE bo.buyer_id = %s AND so.number = %s""",
        [viewer.buyer_id, number],
    )
    if not rows:
        raise OrderNotFound
    return _detail(viewer, rows[0][0], rows[0][1])


def purchase(viewer: Buyer | Operator, number: int) -> Purchase:
    """A buyer order by its number, with its store orders: what is being paid.

    Raises:
        OrderNotFound: when there is none of this number, or it is somebody else's.
    """
    rows = BuyerOrder.objects.filter(number=number)
    if isinstance(viewer, Buyer):
        rows = rows.filter(buyer_id=viewer.buyer_id)
    order = rows.first()
    if order is None:
        raise OrderNotFound
    return _purchase(order)


def purchase_by_key(viewer: Buyer, checkout_key: str) -> Purchase | None:
    """The buyer order that this checkout form has already made, if it has."""
    order = BuyerOrder.objects.filter(buyer_id=viewer.buyer_id, checkout_key=checkout_key).first()
    return _purchase(order) if order else None


def _purchase(order: BuyerOrder) -> Purchase:
    sql = f"""SELECT {_CARD} FROM orders_storeorder so JOIN sellers_store st ON st.id = so.store_id
      WHERE so.store_id = ANY(%s) AND so.buyer_order_id = %s ORDER BY st.name"""  # noqa: S608
    return Purchase(
        buyer_id=order.buyer_id, buyer_order_id=order.id, number=order.number, state=order.state,
        total=Money(order.total_minor, order.currency), country=order.country, placed_at=order.placed_at,
        pay_by=order.pay_by, paid_at=order.paid_at, address=order.address,
        orders=[_card(row, order.pay_by) for row in _rows(sql, [order.store_ids, order.id])],
    )  # fmt: skip


def store_orders(
    viewer: Seat, *, tab: str = "all", text: str = "", after: str = "", country: str = "", late: bool = False,
    size: int = PAGE,
) -> list[Card]:  # fmt: skip
    """A store's orders, newest first, buyers masked (ACC-40). `late` keeps those past their ship-by time."""
    where, values = ["so.store_id = %s"], list[Any]([viewer.store_id])
    if tab in SELLER_TABS and tab != "all":
        where.append("so.state = ANY(%s)")
        values.append([str(s) for s in SELLER_TABS[tab]])
    if country:
        where.append("so.ship_to_country = %s")
        values.append(country)
    if late:
        where.append("so.ship_by < %s AND so.state = ANY(%s)")
        values += [now(), [str(s) for s in SELLER_TABS["to_ship"]]]
    _search(text, where, values)
    _after(after, where, values)
    return _masked(_list(where, values, size))


def _list(where: list[str], values: list[Any], size: int) -> list[Card]:
    sql = f"""SELECT {_CARD} FROM orders_storeorder so JOIN sellers_store st ON st.id = so.store_id
      WHERE {" AND ".join(where)} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s"""  # noqa: S608
    return [_card(row) for row in _rows(sql, [*values, size])]


def _masked(cards: list[Card]) -> list[Card]:
    names = Account.objects.filter(id__in={card.buyer_id for card in cards}).values_list("id", "given_name", "email")
    shown = {account: masked_nickname(given or email) for account, given, email in names}
    return [replace(card, nickname=shown.get(card.buyer_id, masked_nickname(""))) for card in cards]


def seller_counts(viewer: Seat) -> dict[str, int]:
    """How many orders stand in each tab of the Seller Center, and `late` among those to ship."""
    rows = _rows(
        """SELECT state, count(*), count(*) FILTER (WHERE ship_by < %s) FROM orders_storeorder
           WHERE store_id = %s GROUP BY state""",
        [now(), viewer.store_id],
    )
    counts = _per_tab({row[0]: row[1] for row in rows}, SELLER_TABS)
    counts["late"] = sum(row[2] for row in rows if row[0] in SELLER_TABS["to_ship"])
    return counts


def store_order(viewer: Seat, number: int) -> Detail:
    """One order of the viewer's store.

    The recipient's address is shown only while a parcel must be labelled (ACC-40).

    Raises:
        OrderNotFound: when the store has none of this number.
    """
    row = StoreOrder.objects.filter(store_id=viewer.store_id, number=number).values_list("store_id", "id").first()
    if row is None:
        raise OrderNotFound
    return _detail(viewer, *row)


def operator_orders(viewer: Operator, *, state: str = "", text: str = "", after: str = "", size: int = PAGE) -> list[Card]:
    """All stores' orders, newest first, for the operator's desk."""
    where, values = ["TRUE"], list[Any]()
    if state in list(S):
        where.append("so.state = %s")
        values.append(state)
    _search(text, where, values)
    _after(after, where, values)
    return _masked(_list(where, values, size))


def operator_order(viewer: Operator, number: int) -> Detail:
    """Any store order.

    Raises:
        OrderNotFound: when there is none of this number.
    """
    row = StoreOrder.objects.filter(number=number).values_list("store_id", "id").first()
    if row is None:
        raise OrderNotFound
    return _detail(viewer, *row)


LABELLED_IN = (S.TO_SHIP, S.PARTLY_SHIPPED, S.SHIPPED)


def _detail(viewer: Viewer, store_id: UUID, order_id: UUID) -> Detail:
    order = StoreOrder.objects.select_related("store").get(store_id=store_id, id=order_id)
    placed = BuyerOrder.objects.filter(buyer_id=order.buyer_id, id=order.buyer_order_id).first()
    lines = Line.objects.filter(store_id=store_id, order_id=order_id).order_by("id")
    steps = Step.objects.filter(store_id=store_id, order_id=order_id).order_by("at", "id")
    actor = {Buyer: Actor.BUYER, Seat: Actor.SELLER, Operator: Actor.OPERATOR}.get(type(viewer), Actor.SYSTEM)
    hidden = isinstance(viewer, Seat) and order.state not in LABELLED_IN
    card = _card(
        (
            order.store_id, order.id, order.number, order.buyer_order_number, order.state, order.store.name,
            order.store.slug, order.buyer_id, order.total_minor, order.currency,
            order.store_goods_minor + order.store_shipping_minor, order.store_currency, order.line_count,
            order.first_title, order.first_picture, order.ship_to_country, order.placed_at, order.ship_by,
            order.receive_by, order.expected_to,
        ),
        placed.pay_by if placed else None,
    )  # fmt: skip
    if not isinstance(viewer, Buyer):
        card = _masked([card])[0]
    paid, own = order.currency, order.store_currency
    return Detail(
        card=card,
        goods=Money(order.goods_minor, paid), shipping=Money(order.shipping_minor, paid),
        tax=Money(order.tax_minor, paid), store_goods=Money(order.store_goods_minor, own),
        store_shipping=Money(order.store_shipping_minor, own), commission=Money(order.commission_minor, own),
        rate=order.rate, rate_day=order.rate_day, rate_source=order.rate_source, carrier=order.carrier,
        service=order.service, note=order.note, address={} if hidden or placed is None else placed.address,
        language=placed.language if placed else "", paid_at=order.paid_at, shipped_at=order.shipped_at,
        delivered_at=order.delivered_at, received_at=order.received_at, ended_at=order.ended_at,
        end_reason=order.end_reason, expected_from=order.expected_from, expected_to=order.expected_to,
        lines=[_line(line, paid, own) for line in lines],
        steps=[
            StepView(move=s.move, source=s.source, target=s.target, actor=s.actor, actor_id=s.actor_id,
                     reason=s.reason, at=s.at)
            for s in steps
        ],
        moves=STORE_ORDER.possible(order.state, actor),
    )  # fmt: skip


def _line(line: Line, paid: str, own: str) -> LineView:
    return LineView(
        line_id=line.id, product_id=line.product_id, product_number=line.product_number, sku_id=line.sku_id,
        sku_code=line.sku_code, title=line.title, axes=[(a, b) for a, b in line.axes], picture=line.picture,
        hs_code=line.hs_code, weight_g=line.weight_g, quantity=line.quantity, shipped=line.shipped,
        unit=Money(line.unit_minor, paid), goods=Money(line.unit_minor * line.quantity, paid),
        tax=Money(line.tax_minor, paid), store_unit=Money(line.store_unit_minor, own),
        commission_bp=line.commission_bp,
    )  # fmt: skip
