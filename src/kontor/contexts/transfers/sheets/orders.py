"""A store's orders and their lines as rows. Of a buyer they say masked nickname and country, no more (ACC-40)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.names import masked as nickname
from kontor.contexts.orders.filters import SELLER_TABS, OrderFilter, conditions
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.writing import Amount, Cell
from kontor.kernel.viewer import Seat

PAGE = 1_000  # orders that are read at once

_ORDERS = """
SELECT so.placed_at, so.id, so.number, so.buyer_order_number, so.state, so.paid_at, so.ship_by, so.shipped_at,
    so.delivered_at, so.ended_at, so.buyer_id, so.ship_to_country, so.line_count,
    (SELECT sum(l.quantity) FROM orders_line l WHERE l.store_id = so.store_id AND l.order_id = so.id),
    so.store_goods_minor, so.store_rebate_minor, so.store_shipping_minor, so.commission_minor, so.store_currency,
    so.total_minor, so.currency,
    so.rate, so.carrier, so.service,
    (SELECT string_agg(p.tracking_number, ' ' ORDER BY p.id) FROM logistics_shipment p
     WHERE p.store_id = so.store_id AND p.order_id = so.id)
FROM orders_storeorder so
WHERE {where} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s
"""
_LINES = """
SELECT so.placed_at, so.id, so.number, so.buyer_order_number, so.state, so.ship_to_country, so.store_currency,
    l.sku_code, l.product_number, l.title, l.axes, l.quantity, l.shipped, l.store_unit_minor, l.hs_code, l.weight_g
FROM (
    SELECT so.* FROM orders_storeorder so WHERE {where} ORDER BY so.placed_at DESC, so.id DESC LIMIT %s
) so
JOIN orders_line l ON l.store_id = so.store_id AND l.order_id = so.id
ORDER BY so.placed_at DESC, so.id DESC, l.id
"""


def filter_of(values: Mapping[str, Any]) -> OrderFilter:
    """The filter that plain values say; what makes no sense is left out."""
    known = {field.name for field in fields(OrderFilter)}
    chosen = {name: value for name, value in values.items() if name in known and value}
    for name in ("placed_from", "placed_to"):
        if isinstance(chosen.get(name), str):
            chosen[name] = _day(chosen[name])
    if chosen.get("tab") not in SELLER_TABS:
        chosen.pop("tab", None)
    return OrderFilter(**chosen)


def plain(chosen: OrderFilter) -> dict[str, Any]:
    """The filter as plain values."""
    values = {field.name: getattr(chosen, field.name) for field in fields(OrderFilter)}
    return {name: str(v) if isinstance(v, date) else v for name, v in values.items() if v}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def count(seat: Seat, chosen: OrderFilter, *, lines: bool) -> int:
    """How many rows the sheet has below its header."""
    require(seat, "orders.view")
    where, values = conditions(seat.store_id, chosen)
    what = "coalesce(sum(so.line_count), 0)" if lines else "count(*)"
    return int(_select(f"SELECT {what} FROM orders_storeorder so WHERE {' AND '.join(where)}", values)[0][0])  # noqa: S608


def rows(seat: Seat, chosen: OrderFilter) -> Iterator[list[Cell]]:
    """A row for each order, newest first; paged by key.

    Raises:
        RightMissing: without `orders.view`.
    """
    for page in _pages(seat, chosen, _ORDERS):
        names = _nicknames({row[10] for row in page})
        for row in page:
            yield _order(row, names)


def line_rows(seat: Seat, chosen: OrderFilter) -> Iterator[list[Cell]]:
    """A row for each line of each order."""
    for page in _pages(seat, chosen, _LINES):
        for (
            placed_at, _id, number, purchase, state, country, currency, sku, product, title, axes, quantity, shipped,
            unit, hs_code, weight,
        ) in page:  # fmt: skip
            variant = ", ".join(f"{name}: {option}" for name, option in json.loads(axes))
            currency = currency.strip()  # noqa: PLW2901  (a column of fixed width)
            yield [
                str(number), str(purchase), state, placed_at, country, sku, str(product), title, variant, quantity,
                shipped, Amount(unit, currency), Amount(unit * quantity, currency), currency, hs_code, weight,
            ]  # fmt: skip


def _pages(seat: Seat, chosen: OrderFilter, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    require(seat, "orders.view")
    last: tuple[Any, UUID] | None = None
    while True:
        where, values = conditions(seat.store_id, chosen)
        if last is not None:
            where.append("(so.placed_at, so.id) < (%s, %s)")
            values += list(last)
        page = _select(sql.format(where=" AND ".join(where)), [*values, PAGE])
        if not page:
            return
        yield page
        last = page[-1][0], page[-1][1]


def _order(row: tuple[Any, ...], names: Mapping[UUID, str]) -> list[Cell]:
    (placed_at, _id, number, purchase, state, paid_at, ship_by, shipped_at, delivered_at, ended_at, buyer, country,
     line_count, units, goods, rebate, shipping, commission, currency, total, buyer_currency, rate, carrier, service,
     tracking) = row  # fmt: skip
    currency, buyer_currency = currency.strip(), buyer_currency.strip()
    return [
        str(number), str(purchase), state, placed_at, paid_at, ship_by, shipped_at, delivered_at, ended_at,
        names.get(buyer, nickname("", "")), country, line_count, int(units or 0), Amount(goods, currency),
        Amount(rebate, currency), Amount(shipping, currency), Amount(commission, currency),
        Amount(goods - rebate + shipping - commission, currency), currency, Amount(total, buyer_currency),
        buyer_currency, rate.normalize(), carrier, service, tracking or "",
    ]  # fmt: skip


def _nicknames(buyers: set[UUID]) -> dict[UUID, str]:
    people = Account.objects.filter(id__in=buyers).values_list("id", "given_name", "family_name")
    return {identity: nickname(given, family) for identity, given, family in people}


def _select(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
